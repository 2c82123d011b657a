//! What the properties of a document say: written by programs and templates more often than by people, so only what is
//! credible is taken, and when it was made is told and is no day of publication.

use crate::ingest::date::day_on_page;
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// How the origin of what is found here is called.
const PLACE: &str = "document properties";

/// The properties as they stand there.
#[derive(Default)]
pub(super) struct Properties<'p> {
    pub(super) title: Option<&'p str>,
    pub(super) author: Option<&'p str>,
    pub(super) language: Option<&'p str>,
    pub(super) created: Option<&'p str>,
    pub(super) modified: Option<&'p str>,
}

impl Properties<'_> {
    /// What of them is credible.
    pub(super) fn metadata(&self) -> Metadata {
        let tag = self.language.map(str::trim);
        let is_tag =
            |tag: &&str| tag.len() >= 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let metadata = Metadata {
            title: self.title.and_then(title),
            byline: self.author.and_then(author),
            modified: self.modified.and_then(day_on_page),
            language: tag.filter(is_tag).map(str::to_owned),
            ..Metadata::default()
        };
        metadata.from_place(PLACE)
    }
}

/// What to say about the day on which the document was made, where no other is known.
pub(super) fn created(given: Option<&str>, metadata: &Metadata) -> Option<Notice> {
    let day = day_on_page(given?).filter(|_| metadata.published.is_none())?;
    Some(Notice::Created { day })
}

/// A title of several words that is not the name of a file.
fn title(given: &str) -> Option<String> {
    let title = given.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let is_file = lower.starts_with("microsoft ") || lower.contains("untitled") || lower.contains("template") || {
        [".doc", ".docx", ".pdf", ".indd", ".qxd", ".qxp", ".odt", ".rtf", ".txt", ".tex", ".html", ".pages", ".ai"]
            .iter()
            .any(|end| lower.ends_with(end))
    };
    let is_title = title.split(' ').count() >= 2 && title.chars().count() <= 300 && title.contains(char::is_alphabetic);
    (is_title && !is_file).then_some(title)
}

/// A name of a person: two words or more, with capitals, and none that accounts and programs have.
fn author(given: &str) -> Option<String> {
    const NONE: &str = " user users admin administrator office microsoft windows word acrobat adobe owner pc laptop default unknown \
        author libreoffice openoffice writer indesign quarkxpress latex python-docx apache poi google docs ";
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = name.split(' ').collect();
    let is_name = |word: &&str| {
        let bare = word.trim_matches([',', ';', '.', '(', ')']);
        !NONE.contains(&format!(" {} ", bare.to_lowercase()))
            && !bare.contains(|c: char| c.is_ascii_digit() || "@\\_/".contains(c))
    };
    let starts = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let fits = words.len() >= 2 && starts >= 2 && name.chars().count() <= 150 && words.iter().all(is_name);
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_files_and_programs_are_none() {
        assert_eq!(title(" Ern \n empties").as_deref(), Some("Ern empties"));
        for none in [
            "",
            "Document1",
            "Microsoft Word - ern final.doc",
            "ern final 2.indd",
            "Untitled document",
            "Press release template",
        ] {
            assert_eq!(title(none), None, "{none}");
        }
    }

    #[test]
    fn accounts_are_no_authors() {
        assert_eq!(author("Ada  Quill").as_deref(), Some("Ada Quill"));
        assert_eq!(author("Ada Quill, Ben van Marl").as_deref(), Some("Ada Quill, Ben van Marl"));
        for none in
            ["", "aquill", "Windows User", "Microsoft Office User", "TIDE\\aquill", "Ada", "Newsdesk PC 4", "ada quill"]
        {
            assert_eq!(author(none), None, "{none}");
        }
    }

    #[test]
    fn the_day_it_was_made_is_told_and_not_taken() {
        let given = Properties {
            created: Some("2026-03-04T10:00:00Z"),
            modified: Some("2026-03-05T10:00:00Z"),
            ..Properties::default()
        };
        let metadata = given.metadata();
        assert_eq!(metadata.published, None);
        assert_eq!(metadata.modified.map(|day| day.to_string()).as_deref(), Some("2026-03-05"));
        assert_eq!(metadata.origins["modified"], PLACE);
        assert!(matches!(created(given.created, &metadata), Some(Notice::Created { .. })));
    }
}
