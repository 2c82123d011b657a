//! Which files of a folder or an archive are taken for articles: by their endings, or by the patterns that the user gives.

use std::path::Path;

use glob::{MatchOptions, Pattern};

use crate::ingest::container::unpacked_name;
use crate::ingest::error::Problem;
use crate::ingest::format::Format;

/// A choice of names. The default takes every name with the ending of a known format.
///
/// ```
/// use claimlog::ingest::Names;
/// let names = Names::new(&["2026/**".to_owned()], &["*draft*".to_owned()])?;
/// assert!(names.takes("2026/11/harbour.html"));
/// assert!(!names.takes("2026/11/draft-2.html"));
/// assert!(!names.takes("2025/harbour.html"));
/// # Ok::<(), claimlog::ingest::Problem>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Names {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
}

/// A pattern without a slash is held against the last part of a name, one with a slash against the whole.
const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: false };

impl Names {
    /// Takes names that one of `include` fits, or any with a known ending where there is none, and none that `exclude` fits.
    ///
    /// # Errors
    /// When a pattern is none: `*`, `?`, `[a-z]` and `**` for any folders.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, Problem> {
        Ok(Self { include: patterns(include)?, exclude: patterns(exclude)? })
    }

    /// Whether a file of this name, relative to its folder or archive, is taken. Hidden ones never are, and nothing in a
    /// hidden folder or in the folder that macOS puts into archives.
    #[must_use]
    pub fn takes(&self, name: &str) -> bool {
        let hidden = name.split('/').any(|part| part.starts_with('.') && !part.starts_with("..") || part == "__MACOSX");
        let fits = |patterns: &[Pattern]| patterns.iter().any(|pattern| fits(pattern, name));
        let wanted = if self.include.is_empty() {
            Format::of_name(unpacked_name(name)).is_some() || is_archive(name)
        } else {
            fits(&self.include)
        };
        !hidden && wanted && !fits(&self.exclude)
    }
}

fn fits(pattern: &Pattern, name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    pattern.matches_with(if pattern.as_str().contains('/') { name } else { last }, MATCHING)
}

/// An archive whose name does not say what is in it.
fn is_archive(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| ["gz", "zip"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

fn patterns(given: &[String]) -> Result<Vec<Pattern>, Problem> {
    let one =
        |text: &String| Pattern::new(text).map_err(|error| Problem::Pattern { pattern: text.clone(), what: error.msg });
    given.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(include: &[&str], exclude: &[&str]) -> Names {
        let owned = |given: &[&str]| given.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        Names::new(&owned(include), &owned(exclude)).unwrap()
    }

    #[test]
    fn without_patterns_the_endings_decide() {
        let all = Names::default();
        for taken in ["a.html", "x/y/B.TXT", "n.warc.gz", "d.jsonl.gz", "page.html.GZ", "c.zip", "old.gz"] {
            assert!(all.takes(taken), "{taken}");
        }
        for left in ["a.png", "page_files/x.js", ".a.html", ".git/a.txt", "__MACOSX/a.html", "a", "é.jpg"] {
            assert!(!all.takes(left), "{left}");
        }
    }

    #[test]
    fn a_pattern_without_a_slash_is_for_the_last_part() {
        assert!(names(&["*.page"], &[]).takes("2026/a.page"));
        assert!(!names(&["2026/*.page"], &[]).takes("2026/11/a.page"));
        assert!(names(&["2026/**/*.page"], &[]).takes("2026/11/a.page"));
        assert!(names(&[], &["*comments*"]).takes("comments/a.html"));
        assert!(!names(&[], &["comments/**"]).takes("comments/a.html"));
        assert!(!names(&["*"], &["*.PNG"]).takes("a.png"));
    }

    #[test]
    fn what_is_no_pattern_is_named() {
        let error = Names::new(&["a[".to_owned()], &[]).unwrap_err().to_string();
        assert!(error.contains("“a[”"), "{error}");
    }
}
