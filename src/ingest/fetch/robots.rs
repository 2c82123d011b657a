//! robots.txt → which pages of a host programs may read, and how long they should pause (RFC 9309).
//!
//! The group of our own product token counts, else that of `*`; the longest rule that matches decides, and of two equally
//! long ones the one that allows. `Crawl-delay` is no part of the standard, but of many a file.

use std::time::Duration;

/// The bytes that are read of a robots.txt; the rest is passed over (RFC 9309, 2.5).
pub(super) const MOST: u64 = 500 * 1024;

/// Our name in robots.txt.
const TOKEN: &str = "claimlog";

/// The longest pause that a host gets.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What a host wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    /// The pause between two pages.
    pub(super) pause: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// The pattern with its escapes in one form.
    pattern: Vec<u8>,
    /// The pattern as it stands there.
    given: String,
}

impl Robots {
    /// Reads a file; what is no rule in it is passed over.
    pub(super) fn parse(file: &[u8]) -> Self {
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        let text = String::from_utf8_lossy(&file[..file.len().min(most)]);
        let lines = text.trim_start_matches('\u{feff}').split(['\n', '\r']);
        let (mut ours, mut anyones) = (None, None);
        let mut group = Group::default();
        for (key, value) in lines.filter_map(line) {
            if key.eq_ignore_ascii_case("user-agent") {
                group.agent(value);
                if group.ours {
                    ours.get_or_insert_with(Self::default);
                }
                if group.anyones {
                    anyones.get_or_insert_with(Self::default);
                }
                continue;
            }
            let allow = key.eq_ignore_ascii_case("allow");
            group.ended |= allow || key.eq_ignore_ascii_case("disallow");
            let wanted = [(group.ours, &mut ours), (group.anyones, &mut anyones)];
            wanted.into_iter().filter(|(holds, _)| *holds).for_each(|(_, robots)| {
                robots.get_or_insert_with(Self::default).take(key, allow, value);
            });
        }
        ours.or(anyones).unwrap_or_default()
    }

    /// Takes a line of a group that counts.
    fn take(&mut self, key: &str, allow: bool, value: &str) {
        if key.eq_ignore_ascii_case("crawl-delay") {
            let seconds = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            self.pause = self.pause.or(seconds.map(|pause| pause.min(LONGEST_PAUSE)));
        } else if (allow || key.eq_ignore_ascii_case("disallow")) && value.starts_with(['/', '*']) {
            self.rules.push(Rule { allow, pattern: uniform(value.as_bytes()), given: value.to_owned() });
        }
    }

    /// The rule that forbids a path with its query, as the file gives it; `None` where it may be read.
    pub(super) fn forbids(&self, path: &str) -> Option<String> {
        let path = uniform(path.as_bytes());
        if path == b"/robots.txt" {
            return None;
        }
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        let decides = matching.max_by_key(|rule| (rule.pattern.len(), rule.allow))?;
        (!decides.allow).then(|| format!("Disallow: {}", decides.given))
    }
}

/// The lines of `User-agent` that stand together and the rules under them.
#[derive(Default)]
struct Group {
    ours: bool,
    anyones: bool,
    /// Whether a rule has come, so that a further `User-agent` starts another group.
    ended: bool,
}

impl Group {
    fn agent(&mut self, value: &str) {
        if self.ended {
            *self = Self::default();
        }
        let token = value.split(|c: char| !(c.is_ascii_alphabetic() || "_-".contains(c))).next().unwrap_or_default();
        self.ours |= token.eq_ignore_ascii_case(TOKEN);
        self.anyones |= value == "*";
    }
}

/// The key and the value of a line, without its comment.
fn line(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split('#').next()?.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// A path or a pattern with what need not be escaped unescaped and all else escaped in capitals (RFC 9309, 2.2.2).
fn uniform(path: &[u8]) -> Vec<u8> {
    let mut uniform = Vec::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = path.get(at) {
        let escaped = path.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|digits| {
            u8::from_str_radix(str::from_utf8(digits).ok()?, 16)
                .ok()
                .filter(|_| digits.iter().all(u8::is_ascii_hexdigit))
        });
        at += if escaped.is_some() { 3 } else { 1 };
        match escaped {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => uniform.push(byte),
            None if byte.is_ascii_graphic() => uniform.push(byte),
            _ => uniform.extend(format!("%{:02X}", escaped.unwrap_or(byte)).bytes()),
        }
    }
    uniform
}

/// Whether a path begins as the pattern says, with `*` for anything and `$` for its end. Each piece between stars is taken
/// where it first stands, which is enough, and keeps the time linear.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = pattern.strip_suffix(b"$").map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut pieces: Vec<_> = pieces.collect();
    if to_end {
        match pieces.pop() {
            Some(last) if rest.ends_with(last) => rest = &rest[..rest.len() - last.len()],
            Some(_) => return false,
            None => return rest.is_empty(),
        }
    }
    pieces.into_iter().all(|piece| match memchr::memmem::find(rest, piece) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allowed(file: &str, path: &str) -> bool {
        Robots::parse(file.as_bytes()).forbids(path).is_none()
    }

    #[test]
    fn the_group_of_our_name_counts_else_that_of_all() {
        let both =
            "User-agent: *\nDisallow: /\n\nUser-agent: Otherbot\nUser-agent: ClaimLog/2.0 (x)\nDisallow: /paid\n";
        assert!(allowed(both, "/ern") && !allowed(both, "/paid/ern"));
        let merged = "user-agent: claimlog\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\nUSER-AGENT:claimlog\ndisallow : /b # why\n";
        assert!(!allowed(merged, "/a") && !allowed(merged, "/b") && allowed(merged, "/c"));
        let other = "User-agent: claimlogger\nUser-agent: otherbot\nDisallow: /\n";
        assert!(allowed(other, "/ern"));
        let empty = "User-agent: *\nDisallow: /\n\nUser-agent: claimlog\nDisallow:\n";
        assert!(allowed(empty, "/ern"), "an empty group of our own allows all");
        let together = "User-agent: claimlog\nSitemap: https://a.example/s.xml\nUser-agent: *\nDisallow: /x\n";
        assert!(!allowed(together, "/x"), "a line that is no rule ends no group");
    }

    /// The examples of RFC 9309, 2.2.2, 2.2.3 and 5.2.
    #[test]
    fn the_longest_rule_decides() {
        let file = "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
        assert!(allowed(file, "/example/page/a") && !allowed(file, "/example/page/disallowed.gif"));
        let file = "User-agent: *\nDisallow: /page\nAllow: /page\n";
        assert!(allowed(file, "/page"), "of two equals the one that allows");
        let file = "User-agent: *\nDisallow: *.gif$\nDisallow: /b*/d\nAllow: /$\nDisallow: /\n";
        assert!(allowed(file, "/") && !allowed(file, "/a.gif") && !allowed(file, "/b/c/d/e"));
        let file = "User-agent: *\nDisallow: *.gif$\n";
        assert!(!allowed(file, "/a.gif") && allowed(file, "/a.gif?x") && allowed(file, "/a.gifs"));
        let file = "User-agent: *\nDisallow: /\n";
        assert!(allowed(file, "/robots.txt") && !allowed(file, "/"));
        assert_eq!(Robots::parse(file.as_bytes()).forbids("/a").as_deref(), Some("Disallow: /"));
    }

    #[test]
    fn escapes_are_one_whatever_their_spelling() {
        for (rule, path) in [
            ("/foo/bar/ツ", "/foo/bar/%E3%83%84"),
            ("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"),
            ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
            ("/a%3cd.html", "/a%3Cd.html"),
            ("/%7ejoe/", "/~joe/x"),
        ] {
            assert!(!allowed(&format!("User-agent: *\nDisallow: {rule}\n"), path), "{rule}");
        }
        let slash = "User-agent: *\nDisallow: /a%2fb\n";
        assert!(allowed(slash, "/a/b") && !allowed(slash, "/a%2Fb"));
        assert!(
            allowed("User-agent: *\nDisallow: /a%\n", "/a") && !allowed("User-agent: *\nDisallow: /a%zz\n", "/a%zz")
        );
    }

    #[test]
    fn a_pause_is_read_within_reason() {
        let pause = |value: &str| Robots::parse(format!("User-agent: *\nCrawl-delay: {value}\n").as_bytes()).pause;
        assert_eq!(pause("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(pause("86400"), Some(LONGEST_PAUSE));
        for none in ["", "soon", "-1", "NaN", "inf", "1e999"] {
            assert_eq!(pause(none), None, "{none}");
        }
    }

    #[test]
    fn line_ends_marks_and_noise_do_no_harm() {
        assert!(!allowed("\u{feff}User-agent: *\r\nDisallow: /a\r\n", "/a"));
        assert!(!allowed("User-agent: *\rDisallow: /a\r", "/a"));
        assert!(allowed("<html><p>Not found: Disallow: /</p>", "/a"));
        assert!(allowed("Disallow: /\n", "/a"), "a rule of no group");
        let long = format!("User-agent: *\nDisallow: /a\n{}\nDisallow: /b\n", "#".repeat(600 * 1024));
        assert!(!allowed(&long, "/a") && allowed(&long, "/b"));
    }

    /// Many stars against many letters: each piece is looked for once.
    #[test]
    fn hostile_patterns_end() {
        let rule = format!("User-agent: *\nDisallow: /{}b$\n", "*a".repeat(200_000));
        assert!(allowed(&rule, &format!("/{}", "a".repeat(8_000))));
        let many = format!("User-agent: *\n{}", "Disallow: /*a*b*c\n".repeat(25_000));
        assert!(allowed(&many, &format!("/{}", "ab".repeat(4_000))));
    }

    proptest! {
        /// The walk finds what a search through all ways of matching finds.
        #[test]
        fn stars_match_as_they_should(pattern in "/[ab*]{0,6}\\$?", path in "/[ab]{0,8}") {
            fn slow(pattern: &[u8], path: &[u8]) -> bool {
                match pattern {
                    [] => true,
                    b"$" => path.is_empty(),
                    [b'*', rest @ ..] => (0..=path.len()).any(|skip| slow(rest, &path[skip..])),
                    [byte, rest @ ..] => path.first() == Some(byte) && slow(rest, &path[1..]),
                }
            }
            prop_assert_eq!(matches(pattern.as_bytes(), path.as_bytes()), slow(pattern.as_bytes(), path.as_bytes()));
        }

        #[test]
        fn any_bytes_are_a_file(file in prop::collection::vec(any::<u8>(), 0..400), path in "\\PC{0,40}") {
            let _ = Robots::parse(&file).forbids(&path);
        }
    }
}
