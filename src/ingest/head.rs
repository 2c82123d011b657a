//! The head of a plain text: the lines above its first paragraph that say who wrote it, when and where it stood.
//!
//! "Posted on March 4, 2026", "By Ada Quill and Ben Marl, Tidewater Post" and an address alone on a line; what they begin with
//! is `head.tsv`. A line counts only when all of it is understood: "By Monday some 300 had left." is a sentence.
//! The lines stay in the text, which is kept to the byte.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::ingest::date::day_on_page;
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// How the origin of what is found here is called.
pub(super) const PLACE: &str = "head of the text";

/// So many lines with words are looked at.
const LINES: usize = 10;
/// The longest line of a head, in characters.
const LONGEST: usize = 200;
/// The most words of a byline.
const NAMES: usize = 14;

static TABLE: &str = include_str!("head.tsv");

/// The rows: kind, first words, example.
static ROWS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut rows: Vec<[&str; 3]> =
        lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok()).collect();
    rows.sort_by_key(|[_, words, _]| std::cmp::Reverse(words.len()));
    rows
});

/// Reads the head of a text.
pub(super) fn read(text: &str) -> (Metadata, Vec<Notice>) {
    let lines = lines(text);
    let mut head = Head::default();
    let mut has_standfirst = false;
    for (at, line) in lines.iter().enumerate() {
        if head.take(line.words) {
            continue;
        }
        head.label = None;
        let next = lines.get(at + 1);
        let before_head = next.is_some_and(|next| Head::default().take(next.words));
        let is_alone = line.opens && next.is_some_and(|next| next.opens || before_head);
        if is_alone && head.title.is_none() && is_headline(line.words, head.found || before_head) {
            head.title = Some(line.words.to_owned());
        } else if is_alone && head.title.is_some() && before_head && !has_standfirst {
            has_standfirst = true;
        } else {
            break; // the first paragraph
        }
    }
    head.close()
}

/// Whether a line has the words and the end of a headline; beside lines of a head two words are enough.
fn is_headline(line: &str, is_beside_head: bool) -> bool {
    let least = if is_beside_head { 2 } else { 3 };
    let ends_openly = !line.ends_with(['.', ':', ',', ';']);
    ends_openly && line.chars().count() <= LONGEST && line.split_whitespace().count() >= least && row(line).is_none()
}

/// A line with words.
struct Line<'t> {
    words: &'t str,
    /// Whether an empty line, or nothing, stands before it.
    opens: bool,
}

/// The first lines with words, and one more, which shows what stands after the last.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut opens = true;
    let mut found = Vec::new();
    for words in text.lines().map(str::trim) {
        if words.is_empty() {
            opens = true;
        } else {
            found.push(Line { words, opens });
            opens = false;
        }
        if found.len() > LINES {
            break;
        }
    }
    found
}

/// What the lines said so far.
#[derive(Default)]
struct Head {
    title: Option<String>,
    byline: Option<String>,
    url: Option<String>,
    published: Option<NaiveDate>,
    modified: Option<NaiveDate>,
    /// A date without a label.
    bare: Option<NaiveDate>,
    notices: Vec<Notice>,
    /// A label without its value, which the next line may give.
    label: Option<&'static str>,
    /// Whether a line was one of the head.
    found: bool,
}

impl Head {
    /// Takes a line whose every part is understood; `false` for another, of which nothing is taken.
    fn take(&mut self, line: &str) -> bool {
        if line.chars().nth(LONGEST).is_some() {
            return false;
        }
        let read: Option<Vec<Part>> = parts(line).into_iter().map(|part| Part::read(part, self.label)).collect();
        let Some(read) = read.filter(|parts| !parts.is_empty()) else { return false };
        self.label = None;
        self.found = true;
        read.into_iter().for_each(|part| self.keep(part));
        true
    }

    /// Keeps the first of each kind.
    fn keep(&mut self, part: Part) {
        match part {
            Part::Published(day) => self.published = self.published.or(Some(day)),
            Part::Modified(day) => self.modified = self.modified.or(Some(day)),
            Part::Bare(day) => self.bare = self.bare.or(Some(day)),
            Part::Byline(names) => drop(self.byline.get_or_insert(names)),
            Part::Url(url) => drop(self.url.get_or_insert(url)),
            Part::Label(kind) => self.label = Some(kind),
            Part::Unread(given) => self.notices.push(Notice::Date { place: PLACE, given }),
        }
    }

    /// What is certain. A date without a label is the day of publication below a headline or beside a byline or an address;
    /// alone it may be anything, as may a line of many words behind a "By".
    fn close(self) -> (Metadata, Vec<Notice>) {
        let Self { title, byline, url, published, modified, bare, notices, .. } = self;
        let is_dated = published.or(bare).is_some();
        let byline = byline.filter(|names| title.is_some() || url.is_some() || is_dated || is_plain_name(names));
        let bare = bare.filter(|_| title.is_some() || byline.is_some() || url.is_some());
        let metadata = Metadata { title, byline, url, published: published.or(bare), modified, ..Metadata::default() };
        (metadata.from_place(PLACE), notices)
    }
}

/// A part of a line of a head.
enum Part {
    Published(NaiveDate),
    Modified(NaiveDate),
    /// A date without a label.
    Bare(NaiveDate),
    Byline(String),
    Url(String),
    /// A label alone.
    Label(&'static str),
    /// A date that cannot be read for certain.
    Unread(String),
}

impl Part {
    fn read(part: &str, label: Option<&'static str>) -> Option<Self> {
        match row(part) {
            Some((kind, "")) => Some(Self::Label(kind)),
            Some((kind, value)) => Self::labelled(kind, value),
            None => label.and_then(|kind| Self::labelled(kind, part)).or_else(|| Self::bare(part)),
        }
    }

    fn labelled(kind: &str, value: &str) -> Option<Self> {
        match kind {
            "url" => address(value).map(Self::Url),
            "byline" => names(value).map(Self::Byline),
            _ if !is_date(value) => None,
            "published" => Some(day_on_page(value).map_or_else(|| Self::Unread(value.to_owned()), Self::Published)),
            _ => day_on_page(value).map(Self::Modified),
        }
    }

    fn bare(part: &str) -> Option<Self> {
        address(part).map(Self::Url).or_else(|| day_on_page(part).filter(|_| is_date(part)).map(Self::Bare))
    }
}

/// The parts of a line: "By Ada Quill | 4 March 2026", "Published 4 March 2026, updated 5 March 2026".
fn parts(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for mut part in line.split(['|', '·', '•', '–', '—']).map(str::trim) {
        if let Some(end) = inner_label(part) {
            found.push(part[..end].trim_end_matches([' ', ',', ';', '.', '(']));
            part = part[end..].trim_end_matches(')');
        } else if let Some(end) = date_behind_names(part) {
            found.push(part[..end].trim_end_matches([' ', ',']));
            part = part[end..].trim_start_matches([',', ' ']).trim_start_matches("on ");
        }
        found.push(part);
    }
    found.retain(|part| !part.is_empty());
    found
}

/// Where a date of change begins in the middle of a part.
fn inner_label(part: &str) -> Option<usize> {
    row(part).filter(|(kind, _)| *kind == "published")?;
    let lower = part.to_ascii_lowercase();
    let places = ROWS.iter().filter(|[kind, ..]| *kind == "modified");
    let found =
        places.filter_map(|[_, words, _]| lower.find(&format!(" {words}")).or(lower.find(&format!("({words}"))));
    found.min().map(|at| at + 1)
}

/// Where the date begins in "By Ada Quill, March 4, 2026" and "By Ada Quill on 4 March 2026".
fn date_behind_names(part: &str) -> Option<usize> {
    let (kind, _) = row(part)?;
    let starts = part.match_indices(", ").chain(part.match_indices(" on ")).map(|(at, _)| at);
    let is_day = |at: &usize| {
        let rest = part[*at..].trim_start_matches([',', ' ']).trim_start_matches("on ");
        is_date(rest) && day_on_page(rest).is_some()
    };
    starts.filter(is_day).min().filter(|_| kind == "byline")
}

/// The row of the table that a part begins with, and what stands behind it.
fn row(part: &str) -> Option<(&'static str, &str)> {
    ROWS.iter().find_map(|[kind, words, _]| {
        let start = part.get(..words.len()).filter(|start| start.eq_ignore_ascii_case(words))?;
        let rest = &part[start.len()..];
        let is_whole = rest.is_empty() || rest.starts_with([':', ' ', '\t', '-']);
        is_whole.then(|| (*kind, rest.trim_start_matches([':', '-', ' ', '\t'])))
    })
}

/// Whether every word belongs to a date with its time.
fn is_date(part: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const WORDS: &str = " at on a p m am pm et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc cet cest ist jst aest \
        mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday ";
    let lower = part.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && lower.contains(|c: char| c.is_ascii_digit())
        && words.all(|word| {
            word.starts_with(|c: char| c.is_ascii_digit())
                || WORDS.contains(&format!(" {word} "))
                || MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= 9)
        })
}

/// Names as a byline gives them: words with capitals, joined by small ones.
fn names(value: &str) -> Option<String> {
    const SMALL: &str = " and & of the for in at with de da di du van von der den del della la le el bin al ibn y ";
    const TIMES: &str = " monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
        august september october november december now then today tomorrow ";
    let words: Vec<&str> = value.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    let is_name = |word: &&str| {
        let bare = word.trim_matches([',', '(', ')', '.', '/']);
        bare.starts_with(char::is_uppercase) || SMALL.contains(&format!(" {bare} "))
    };
    let is_named = words[0].starts_with(char::is_uppercase) && !TIMES.contains(&format!(" {first} "));
    let is_line = words.len() <= NAMES && !value.ends_with(['.', '!', '?', ':', ';', ',']);
    let fits = is_named && is_line && words.iter().all(is_name) && !value.contains(|c: char| c.is_ascii_digit());
    fits.then(|| words.join(" "))
}

/// Whether it is a person's name, or two with "and", and nothing else.
fn is_plain_name(names: &str) -> bool {
    names.split(" and ").all(|name| {
        let words = name.split(' ').count();
        (2..=4).contains(&words) && !name.contains(',') && !name.contains(" of ")
    })
}

/// An address that is the whole value.
fn address(value: &str) -> Option<String> {
    let value = value.trim_start_matches('<').trim_end_matches('>');
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"))?;
    let is_web = rest.starts_with(|c: char| c.is_alphanumeric()) && !value.contains(char::is_whitespace);
    is_web.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, byline, address, published, modified.
    fn found(text: &str) -> [Option<String>; 5] {
        let Metadata { title, byline, url, published, modified, .. } = read(text).0;
        [title, byline, url, published.map(|day| day.to_string()), modified.map(|day| day.to_string())]
    }

    fn some(value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    #[test]
    fn every_row_reads_its_example() {
        for [kind, words, example] in ROWS.iter() {
            let [_, byline, url, published, modified] = found(&format!("Ern empties fast\n{example}\n\nSome left."));
            let read = match *kind {
                "published" => published == some("2026-03-04"),
                "modified" => modified == some("2026-03-04") && published.is_none(),
                "byline" => byline.is_some_and(|names| names.starts_with("Ada Quill")),
                "url" => url == some("https://tidewater.example/ern"),
                _ => false,
            };
            assert!(read, "{words}: {example}");
        }
        assert_eq!(ROWS.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
    }

    #[test]
    fn a_whole_head_is_read_in_any_order() {
        let wanted = [
            some("Ern empties fast"),
            some("Ada Quill and Ben Marl, Tidewater Post"),
            some("https://tidewater.example/ern"),
            some("2026-03-04"),
            None,
        ];
        let byline = "By Ada Quill and Ben Marl, Tidewater Post";
        for text in [
            format!(
                "Ern empties fast\n\n{byline}\nPosted on March 4, 2026\nhttps://tidewater.example/ern\n\nSome left."
            ),
            format!(
                "Posted on March 4, 2026\r\n\r\nErn empties fast\r\n{byline}\r\nhttps://tidewater.example/ern\r\n\r\nSome."
            ),
            format!("https://tidewater.example/ern\n\nErn empties fast\n\n{byline} | 4 March 2026 10:15\n\nSome left."),
            format!(
                "Ern empties fast\n\nThe town has lost a third of its people.\n\n{byline}\nMarch 4, 2026\n<https://tidewater.example/ern>\n\nA."
            ),
            format!(
                "Posted on:\nMarch 4, 2026\n\nErn empties fast\n\n{byline}\n\nSource: https://tidewater.example/ern\n\nSome."
            ),
        ] {
            assert_eq!(found(&text), wanted, "{text}");
        }
    }

    #[test]
    fn a_label_whose_date_was_cut_leaves_the_title() {
        let [title, byline, _, published, _] =
            found("Posted on\n\nHarbour talks show Ern ‘has options,’ envoy says\n\n\nThe talks.\n");
        assert_eq!(title, some("Harbour talks show Ern ‘has options,’ envoy says"));
        assert_eq!((byline, published), (None, None));
    }

    #[test]
    fn a_change_is_no_publication() {
        for line in [
            "Published 4 March 2026, updated 5 March 2026",
            "Published March 4, 2026 (updated March 5, 2026)",
            "Published: 2026-03-04 | Last updated: 2026-03-05",
        ] {
            let [.., published, modified] = found(&format!("Ern empties fast\n{line}\n\nSome left."));
            assert_eq!((published, modified), (some("2026-03-04"), some("2026-03-05")), "{line}");
        }
    }

    #[test]
    fn a_date_behind_the_names_is_the_day() {
        for line in ["By Ada Quill, March 4, 2026", "By Ada Quill on 4 March 2026", "BY ADA QUILL — Mar. 4, 2026"] {
            let [_, byline, _, published, _] = found(&format!("Ern empties fast\n{line}\n\nSome left."));
            assert_eq!(byline.map(|it| it.to_lowercase()), some("ada quill"), "{line}");
            assert_eq!(published, some("2026-03-04"), "{line}");
        }
    }

    #[test]
    fn sentences_and_titles_are_no_head() {
        for text in [
            "By Monday some 300 had left.\n\nMore came.",
            "By 2030 the town will be empty\n\nMore came.",
            "By Popular Demand, Tram Line Returns to Calder\n\nMore came.",
            "March 4, 2026\n\nSome 30 ships sailed.",
            "Published by Harbour Press of Lorn\n\nSome 30 ships sailed.",
            "Posted sentries watched the gate.\n\nMore came.",
            "Some left.\n\nBy Ada Quill\nPublished 4 March 2026\n\nMore came.",
        ] {
            let [_, byline, url, published, modified] = found(text);
            assert_eq!([byline, url, published, modified], [const { None }; 4], "{text}");
        }
    }

    #[test]
    fn a_date_that_could_be_two_is_told() {
        let (metadata, notices) = read("Ern empties fast\nPublished: 03/04/2026\n\nSome left.");
        assert_eq!(metadata.published, None);
        assert_eq!(notices, [Notice::Date { place: PLACE, given: "03/04/2026".to_owned() }]);
    }

    #[test]
    fn a_name_alone_is_a_byline() {
        assert_eq!(found("By Ada Quill\n\nSome 30 ships sailed.")[1], some("Ada Quill"));
        assert_eq!(found("By\nAda Quill and Ben Marl\n\nSome 30 ships sailed.")[1], some("Ada Quill and Ben Marl"));
    }

    #[test]
    fn the_origin_is_named() {
        let (metadata, _) = read("Ern empties fast\nBy Ada Quill\n\nSome left.");
        assert_eq!(metadata.origins["byline"], PLACE);
        assert_eq!(metadata.origins["title"], PLACE);
    }

    #[test]
    fn hostile_heads_end() {
        for text in [
            "By ".repeat(100_000),
            "| ".repeat(50_000),
            "\n".repeat(200_000),
            "é".repeat(99),
            "By é\nByé\n\n—".to_owned(),
        ] {
            let _ = read(&text);
            let _ = read(&format!("Ern empties fast\n{text}\n\nSome."));
        }
    }
}
