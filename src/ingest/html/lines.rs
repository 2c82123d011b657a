//! Lines of a main text that are no sentences of the article: captions, credits, bylines and dates at the head, pointers to
//! other stories, buttons, sign-ups, and the title again.
//!
//! Only what says so at its start goes. Dropping lines without a full stop at the end, or those that come twice anywhere,
//! was measured and costs more than it gives.

/// Among so many first lines a byline, a date or the title is furniture; later it may be a sentence.
const HEAD: usize = 6;

/// Keeps the article's lines, and a single empty line between its blocks.
pub(super) fn keep(text: &str, title: Option<&str>) -> String {
    let title = title.map(folded).unwrap_or_default();
    let mut kept = String::with_capacity(text.len());
    let mut before: [&str; 2] = ["", ""];
    let mut head = 0;
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        head += 1;
        let again = line.len() > 20 && before.contains(&line);
        before = [before[1], line];
        if again || is_furniture(line) || head <= HEAD && is_head(line, &title) {
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if gap { "\n\n" } else { "\n" });
        }
        kept.push_str(line);
        gap = false;
    }
    kept
}

/// What is no part of an article wherever it stands.
fn is_furniture(line: &str) -> bool {
    const STARTS: &[&str] = &[
        "related:",
        "related article",
        "related stories",
        "related topics",
        "related content",
        "read more:",
        "read also:",
        "also read:",
        "see also:",
        "read next:",
        "more:",
        "watch:",
        "listen:",
        "image credit",
        "photo credit",
        "photo by ",
        "photograph:",
        "photo:",
        "image:",
        "caption:",
        "picture:",
        "follow us on",
        "follow him on twitter",
        "follow her on twitter",
        "sign up for ",
        "sign up to ",
        "subscribe to ",
        "click here to ",
        "share this",
        "advertisement",
    ];
    const WORDS: &[&str] = &[
        "share",
        "tweet",
        "email",
        "print",
        "save",
        "comment",
        "comments",
        "reply",
        "subscribe",
        "advertisement",
        "loading...",
        "close",
        "menu",
        "more",
        "next",
        "previous",
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "pinterest",
        "reddit",
        "copy link",
    ];
    let lower = line.to_lowercase();
    let short = line.chars().count() <= 200;
    WORDS.contains(&lower.as_str()) || short && STARTS.iter().any(|start| lower.starts_with(start)) || is_credit(line)
}

/// A credit in brackets or with a sign: "(AP Photo/…)", "© Reuters", "Getty Images".
fn is_credit(line: &str) -> bool {
    let inner = line.trim_matches(['(', ')', '[', ']']);
    let short = line.chars().count() <= 100;
    short
        && (inner.starts_with('©')
            || inner.ends_with("Getty Images")
            || inner.ends_with("/AP")
            || inner.starts_with("AP Photo"))
}

/// What stands above an article: the title again, who wrote it, when.
fn is_head(line: &str, title: &str) -> bool {
    let folded = folded(line);
    !title.is_empty() && folded == title || is_byline(line) || is_dateline(line)
}

fn is_byline(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let by = words.first().is_some_and(|word| word.trim_end_matches(':').eq_ignore_ascii_case("by"));
    by && words.len() <= 12
        && !line.ends_with(['.', '!', '?'])
        && words.get(1).is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// A line of a date and little else: "Published 4 March 2026", "March 4, 2026 10:15 a.m. ET".
fn is_dateline(line: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const LABELS: &[&str] = &[
        "published",
        "posted",
        "updated",
        "last",
        "modified",
        "first",
        "on",
        "at",
        "by",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "et",
        "est",
        "edt",
        "gmt",
        "bst",
        "utc",
        "ist",
        "pt",
        "pst",
        "pdt",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "hours",
        "hour",
        "minutes",
        "min",
        "read",
        "ago",
        "days",
        "day",
    ];
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_known = |word: &&str| {
        is_number(word)
            || LABELS.contains(word)
            || MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= 9)
    };
    !words.is_empty()
        && words.len() <= 14
        && words.iter().any(|word| is_number(word))
        && words.iter().all(is_known)
        && words.iter().any(|word| !is_number(word))
}

/// Letters and digits in lower case, for comparing a line with the title.
fn folded(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_page_goes() {
        let text = "Ern empties, “fast”\n\nBy Ann Harbour and Ben Marl, Tidewater Post\n\nPublished 4 March 2026 at 10:15 GMT\n\nSome 30,000 left.\n\n\nMore came.";
        assert_eq!(keep(text, Some("Ern empties, \"fast\"")), "Some 30,000 left.\n\nMore came.");
    }

    #[test]
    fn sentences_that_look_like_it_stay() {
        let text = "By 2030 the town will be empty.\n\nBy Monday some 300 had left.\n\nOn March 4, 2026, 30 ships sailed.\n\nMore than 30,000 left.";
        assert_eq!(keep(text, Some("Ern empties")), text);
        let late = format!(
            "{}March 4, 2026",
            "A line of text.\n\n".repeat(1).replace('1', "") + "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\n"
        );
        assert!(keep(&late, None).ends_with("March 4, 2026"));
    }

    #[test]
    fn pointers_buttons_and_credits_go_wherever_they_stand() {
        let text = "One.\n\nRead more: 12 other towns\nShare\nPhoto: A quay in 1990\n(AP Photo/A. Quay)\nAnn Quay/Getty Images\n\nTwo.";
        assert_eq!(keep(text, None), "One.\n\nTwo.");
    }

    #[test]
    fn a_line_at_once_again_goes_and_a_later_one_stays() {
        let line = "Some 30,000 people left the town.";
        assert_eq!(keep(&format!("{line}\n\n{line}"), None), line);
        let apart = format!("{line}\n\nOne.\n\nTwo.\n\nThree.\n\n{line}");
        assert_eq!(keep(&apart, None), apart);
        assert_eq!(keep("3 to 1\n3 to 1", None), "3 to 1\n3 to 1");
    }

    #[test]
    fn lines_of_a_list_stay_together() {
        assert_eq!(keep("Ports:\n\nErn 1,200\nLorn 340\n\nEnd.", None), "Ports:\n\nErn 1,200\nLorn 340\n\nEnd.");
    }
}
