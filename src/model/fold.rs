//! Words as they are compared between two texts: spaces, quotation marks, dashes and the case of letters make no difference.
//!
//! A newsroom's system may set “curly” marks today and straight ones tomorrow; that is no change of what an article says.

/// A text as its words are compared, with the places where its lines ended.
///
/// ```
/// use claimlog::model::Folded;
/// let text = Folded::of("Ferries\n“Some 30,000” came. They left.");
/// assert!(text.has_sentence(&Folded::of("\"Some  30,000\" came.")));
/// assert!(!text.has_sentence(&Folded::of("30,000\" came.")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    words: String,
    /// Where in `words` a space stands for the end of a line, in ascending order.
    breaks: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut folded = Self { words: String::with_capacity(text.len()), breaks: Vec::new() };
        let (mut space, mut line) = (false, false);
        for c in text.chars().filter(|c| !is_unseen(*c)) {
            if c.is_whitespace() {
                space = true;
                line |= matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
                continue;
            }
            if std::mem::take(&mut space) && !folded.words.is_empty() {
                if line {
                    folded.breaks.push(folded.words.len());
                }
                folded.words.push(' ');
            }
            line = false;
            folded.words.extend(plain(c).to_lowercase());
        }
        folded
    }

    /// The folded words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether the sentence stands in this text, whole: from where a sentence can begin to where one can end. No words stand
    /// nowhere.
    #[must_use]
    pub fn has_sentence(&self, sentence: &Self) -> bool {
        let wanted = sentence.words.as_bytes();
        let mut found = memchr::memmem::find_iter(self.words.as_bytes(), wanted);
        !wanted.is_empty() && found.any(|start| self.begins(start) && self.ends(start + wanted.len()))
    }

    /// Whether a sentence can begin here: at the start of a line, or behind the end of another sentence.
    fn begins(&self, start: usize) -> bool {
        let Some(before) = self.words[..start].strip_suffix(' ') else { return start == 0 };
        self.breaks.binary_search(&before.len()).is_ok() || before.ends_with(ENDS)
    }

    /// Whether a sentence can end here: at the end of a line, or with a sign that ends one.
    fn ends(&self, end: usize) -> bool {
        let closed = self.words[..end].ends_with(ENDS) && self.words[end..].starts_with(' ');
        end == self.words.len() || self.breaks.binary_search(&end).is_ok() || closed
    }
}

/// What stands at the end of a sentence, quotation marks and brackets that close with it included.
const ENDS: [char; 9] = ['.', '!', '?', '…', '"', '\'', ')', ']', ':'];

/// Whether a character takes no place on the page.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// The plain form of a mark that comes in several.
const fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, sentence: &str) -> bool {
        Folded::of(text).has_sentence(&Folded::of(sentence))
    }

    #[test]
    fn marks_spaces_and_case_make_no_difference() {
        assert_eq!(Folded::of(" “Some\u{a0}30\u{ad},000” — No\u{200b}w\r\n"), Folded::of("\"some 30,000\"   – now"),);
        assert_ne!(Folded::of("30,000"), Folded::of("13,000"));
    }

    #[test]
    fn a_sentence_stands_whole_or_not_at_all() {
        let text = "Harbour closed\nSome 30 ships left. \"All are safe,\" he said. Nobody asked\nThe end";
        for whole in ["Harbour closed", "Some 30 ships left.", "“All are safe,” he said.", "The end", "Nobody asked"]
        {
            assert!(has(text, whole), "{whole}");
        }
        for part in
            ["30 ships left.", "Some 30 ships", "Harbour", "Harbour closed some 30 ships left.?", "", " ", "safe"]
        {
            assert!(!has(text, part), "{part}");
        }
    }

    #[test]
    fn lines_may_be_wrapped_elsewhere() {
        assert!(has("Some 30\nships left. They sank.", "Some 30 ships left."));
        assert!(has("Some 30 ships left.", "Some 30\nships left."));
    }

    #[test]
    fn a_later_place_counts_when_an_earlier_one_is_part_of_another_sentence() {
        assert!(has("It was said that 30 came. 30 came.", "30 came."));
        assert!(!has("It was said that 30 came.", "30 came."));
    }
}
