//! Lines of a main text that are no sentences of the article: captions, credits, bylines and dates at the head, pointers to
//! other stories, buttons, sign-ups, and the title again.
//!
//! Only what says so at its start goes. Dropping lines without a full stop at the end, or those that come twice anywhere,
//! was measured and costs more than it gives.

use crate::ingest::html::furniture::{LINES, STARTS};
use crate::ingest::html::notes;

/// Among so many first lines a byline, a date or the title is furniture; later it may be a sentence.
const HEAD: usize = 6;
/// Among so many last lines thanks and addresses are furniture.
const TAIL: usize = 6;
/// A longer line, in bytes, that comes again within two lines is a pulled quote or a slip.
const LONG: usize = 20;

/// Keeps the article's lines, and a single empty line between its blocks; all of them where nothing else would be left. The
/// publisher's notes among them go to the others, unless they are there.
pub(super) fn keep(text: &str, title: Option<&str>, notes: &mut Vec<String>) -> String {
    let titles: Vec<String> = title.into_iter().flat_map(wordings).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut kept = String::with_capacity(text.len());
    let mut number = 0_usize;
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        let again = line.len() > LONG && lines[number.saturating_sub(2)..number].contains(&line);
        let at_head = number < HEAD && is_head(line, &titles);
        number += 1;
        let at_end = lines.len() - number < TAIL && is_tail(line);
        let is_note = take_note(line, &lines[number..], notes);
        if is_note || again || at_head || at_end || is_furniture(line) {
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if gap { "\n\n" } else { "\n" });
        }
        kept.push_str(line);
        gap = false;
    }
    if kept.is_empty() { text.trim().to_owned() } else { kept }
}

/// Takes the note that a line is or ends with, and tells whether it is all note, or the heading of the next.
fn take_note(line: &str, next: &[&str], notes: &mut Vec<String>) -> bool {
    let Some(note) = notes::note(line) else {
        return notes::is_head(line) && next.first().is_some_and(|next| notes::is_note(next));
    };
    if !notes.iter().any(|known| known.contains(note)) {
        if notes.len() == notes::MOST {
            return false;
        }
        notes.push(note.to_owned());
    }
    notes::is_note(line)
}

/// What is no part of an article wherever it stands.
fn is_furniture(line: &str) -> bool {
    const LONGEST: usize = 200;
    if line.chars().nth(LONGEST).is_some() {
        return false;
    }
    let lower = line.to_lowercase();
    LINES.contains(&lower.as_str())
        || STARTS.iter().any(|start| lower.starts_with(start))
        || is_credit(line)
        || is_counter(&lower)
        || is_code(line)
}

/// What a publishing system should have made into something else: `&lt;span&gt;`, `[button link=…]Send it[/button]`.
fn is_code(line: &str) -> bool {
    let is_escaped = line.starts_with("&lt;") || line.starts_with("&amp;lt;");
    let is_short_code = line.starts_with('[') && line.ends_with(']') && line.contains("[/");
    is_escaped || is_short_code
}

/// The counter of a picture show: "Image 1 of 5", "2 of / 6".
fn is_counter(lower: &str) -> bool {
    let words: Vec<&str> = lower.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let words = words.strip_prefix(&["image"]).or(words.strip_prefix(&["photo"])).unwrap_or(&words);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words, [at, "of", all] if is_number(at) && is_number(all))
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

/// What stands above an article: the title again, who wrote it, when, and one word of navigation.
fn is_head(line: &str, titles: &[String]) -> bool {
    let is_word = !line.contains(char::is_whitespace) && line.chars().all(char::is_alphabetic);
    is_title(line, titles) || is_word || is_byline(line) || is_dateline(line)
}

/// The title again, or the path to it: "HomeNewsErn empties", "Home » Ports » Ern empties".
fn is_title(line: &str, titles: &[String]) -> bool {
    const PATHS: [&str; 3] = ["home", "news", "front page"];
    let lower = line.to_lowercase();
    let folded = folded(line);
    let is_path = PATHS.iter().any(|start| lower.starts_with(start)) || line.contains(['»', '›']);
    titles.iter().any(|title| folded == *title || is_path && folded.ends_with(title) && folded.len() < title.len() + 60)
}

/// What stands below an article: who else worked on it and how to reach them. A sentence may speak of "reporting by the
/// Herald" too, so these words count at the start of a line only.
fn is_tail(line: &str) -> bool {
    const STARTS: [&str; 4] = ["reporting by ", "additional reporting by ", "editing by ", "written by "];
    const CONTACTS: [&str; 6] = [" be reached at ", "write to ", "email ", "follow him ", "follow her ", "contact "];
    const ENDS: [&str; 4] = ["this report", "this story", "this article", "contributed reporting"];
    let lower = line.to_lowercase();
    let inner = lower.trim_start_matches(['(', '—', '-', ' ']);
    let is_thanks = lower.contains("contributed ") && ENDS.iter().any(|end| inner.trim_end_matches('.').ends_with(end))
        || lower.contains(" contributed reporting ") && line.chars().count() <= 160;
    let is_address = line.contains('@') && (!line.contains(' ') || CONTACTS.iter().any(|words| lower.contains(words)));
    line.chars().count() <= 300 && (is_address || is_thanks || STARTS.iter().any(|start| inner.starts_with(start)))
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
    const LABELS: &str = " published posted updated last modified first on at by am pm a p m et est edt ct cst cdt pt pst pdt gmt bst utc \
        ist amt aedt aest jst sgt original originally mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday hour hours min minute minutes day days ago read ";
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_known = |word: &&str| {
        is_number(word)
            || LABELS.contains(&format!(" {word} "))
            || MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= 9)
    };
    !words.is_empty()
        && words.len() <= 24
        && words.iter().any(|word| is_number(word))
        && words.iter().all(is_known)
        && words.iter().any(|word| !is_number(word))
}

/// The title as it may stand above the article: whole, and without the site's name that `<title>` puts after it.
fn wordings(title: &str) -> impl Iterator<Item = String> {
    let short = title.rsplit_once(['|', '–', '—', '-']).map(|(start, _)| folded(start));
    [Some(folded(title)), short].into_iter().flatten().filter(|wording| !wording.is_empty())
}

/// Letters and digits in lower case, for comparing a line with the title.
fn folded(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::ingest::html::notes;

    fn keep(text: &str, title: Option<&str>) -> String {
        super::keep(text, title, &mut Vec::new())
    }

    #[test]
    fn the_head_of_a_page_goes() {
        let text = "Ern empties, “fast”\n\nBy Ann Harbour and Ben Marl, Tidewater Post\n\nPublished 4 March 2026 at 10:15 GMT\n\nSome 30,000 left.\n\n\nMore came.";
        for title in ["Ern empties, \"fast\"", "Ern empties, “fast” | Tidewater Post"] {
            assert_eq!(keep(text, Some(title)), "Some 30,000 left.\n\nMore came.");
        }
    }

    #[test]
    fn sentences_that_look_like_it_stay() {
        let text = "By 2030 the town will be empty.\n\nBy Monday some 300 had left.\n\nOn March 4, 2026, 30 ships sailed.\n\nMore than 30,000 left.";
        assert_eq!(keep(text, Some("Ern empties")), text);
        let late = "A line.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nMarch 4, 2026";
        assert!(keep(late, None).ends_with("March 4, 2026"));
    }

    #[test]
    fn thanks_and_addresses_at_the_end_go() {
        let text = "Some 30,000 left after reporting by the Herald.\n\nThey contributed 5% of the taxes.";
        for tail in [
            "(Reporting by Ann Harbour; editing by Ben Marl)",
            "—Ben Marl contributed to this report.",
            "Ben Marl in Lorn contributed reporting.",
            "Ann Harbour can be reached at ann@tidewater.example",
            "ann@tidewater.example",
            "Write to Ann Harbour at ann@tidewater.example",
            "Follow her @annharbour",
            "Ann Harbour contributed reporting from Lorn.",
        ] {
            assert_eq!(keep(&format!("{text}\n\n{tail}"), None), text);
        }
        let early = format!("Editing by hand takes 3 hours.\n\n{}", "A line.\n\nAnother line.\n\n".repeat(4));
        assert!(keep(&early, None).starts_with("Editing by hand"));
    }

    #[test]
    fn the_path_to_a_page_goes_with_its_title() {
        for path in ["HomePORTSErn empties", "Home > Ports > Ern empties", "Ports » Ern empties"] {
            assert_eq!(keep(&format!("{path}\n\nSome left."), Some("Ern empties")), "Some left.", "{path}");
        }
        let sentence = "Home prices fell 5% as Ern empties";
        assert_eq!(keep(&format!("{sentence}, he said.\n\nSome left."), Some("Ern empties")).lines().count(), 3);
    }

    #[test]
    fn code_that_shows_goes() {
        for code in ["[button link=/a]Send us 5[/button]", "&lt;span class=a&gt;1&lt;/span&gt;"] {
            assert_eq!(keep(&format!("One.\n\n{code}\n\nTwo."), None), "One.\n\nTwo.", "{code}");
        }
        assert_eq!(keep("[Ern] said 5 [sic]", None), "[Ern] said 5 [sic]");
    }

    #[test]
    fn pointers_buttons_and_credits_go_wherever_they_stand() {
        let text = "One.\n\nRead more: 12 other towns\nShare\nPhoto: A quay in 1990\n(AP Photo/A. Quay)\nImage 2 of / 5\nAnn Quay/Getty Images\n\nTwo.";
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

    #[test]
    fn the_publishers_notes_are_kept_apart() {
        let text = "Some 13,000 left. This story has been updated.\n\nCorrection\nAn earlier version of this story said 30,000.\n\nMore came.";
        let mut notes = vec!["This story has been updated.".to_owned()];
        let kept = super::keep(text, None, &mut notes);
        assert_eq!(kept, "Some 13,000 left. This story has been updated.\n\nMore came.");
        assert_eq!(notes, ["This story has been updated.", "An earlier version of this story said 30,000."]);
    }

    #[test]
    fn no_note_is_lost_on_a_page_of_nothing_else() {
        let text: String = (0..2 * notes::MOST).map(|number| format!("Correction: it is {number}.\n")).collect();
        let mut kept = Vec::new();
        let left = super::keep(&text, None, &mut kept);
        assert_eq!((kept.len(), left.lines().count()), (notes::MOST, notes::MOST));
    }
}
