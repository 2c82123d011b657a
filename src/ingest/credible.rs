//! Whether a decoded text is one that somebody wrote: legacy encodings give *some* letter for almost every byte, so
//! the letters and signs must also stand where letters and signs stand.
//!
//! "café", "“30,000”" and "€500" are credible; "people € left", "cafĂ" and "people í €" are damaged UTF-8.

/// One sign in this many may stand oddly, as print has its errors.
const TOLERANCE: usize = 40;
/// Letters of another alphabet that make a text in it.
const ENOUGH: usize = 10;

/// Signs that print uses anywhere.
const ANYWHERE: &str = "‘’‚“”„–—…•·«»‹›\u{a0}\u{ad}©®™§¶†‡¡¿ºª№";
/// Signs that stand beside a number, or after the m of square metres.
const BY_NUMBERS: &str = "°½¼¾²³¹±×÷µ‰€£¥¢";

/// Judges the characters beyond ASCII; `western` says that the encoding is windows-1252, which has a letter for every
/// byte of Cyrillic or Greek text too.
pub(super) fn is_credible(text: &str, western: bool) -> bool {
    let (mut total, mut odd, mut foreign) = (0, 0, 0);
    let mut around = Around::default();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if !c.is_ascii() {
            total += 1;
            foreign += usize::from(c.is_alphabetic() && !is_latin(c));
            odd += usize::from(!around.allows(c, next, &mut chars.clone(), western));
        }
        around.pass(c);
    }
    odd * TOLERANCE <= total && (foreign == 0 || foreign >= ENOUGH)
}

/// What stands before a character.
#[derive(Default)]
struct Around {
    previous: Option<char>,
    /// The last character that was no space.
    solid: Option<char>,
    /// Letters beyond ASCII on end up to here.
    run: usize,
}

impl Around {
    fn pass(&mut self, c: char) {
        self.run = if c.is_alphabetic() && !c.is_ascii() { self.run + 1 } else { 0 };
        self.previous = Some(c);
        if !c.is_whitespace() {
            self.solid = Some(c);
        }
    }

    fn allows(&self, c: char, next: char, rest: &mut impl Iterator<Item = char>, western: bool) -> bool {
        if c.is_alphabetic() && !"ºª".contains(c) {
            return !western && !is_latin(c) || self.allows_letter(c, next, western);
        }
        if BY_NUMBERS.contains(c) {
            let before = self.solid.is_some_and(|c| c.is_ascii_digit()) || self.previous == Some('m');
            return before || rest.find(|c| !c.is_whitespace()).is_some_and(|c| c.is_ascii_digit() || c == '.');
        }
        let is_apostrophe = c == '´' && self.previous.is_some_and(char::is_alphabetic) && next.is_alphabetic();
        is_apostrophe || ANYWHERE.contains(c)
    }

    /// A letter belongs to a word, in the word's case, and few English words have two such letters on end.
    fn allows_letter(&self, c: char, next: char, western: bool) -> bool {
        let before = self.previous.filter(|c| c.is_alphabetic());
        if before.is_none() && !next.is_alphabetic() {
            return "àáèéêíòóôùúåæöøÀÁÉÍÓÅÖ".contains(c); // words of one letter
        }
        if before.is_none() && "õðþÿß".contains(c) || western && self.run >= 2 {
            return false;
        }
        c.is_lowercase() || before.is_none_or(|before| !before.is_lowercase())
    }
}

/// Letters of the Latin blocks, with the marks that European languages put on them.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_quotation_marks_are_credible() {
        for text in [
            "café, naïve, Müller, Élysée",
            "“30,000” — it’s…",
            "€500, 500 €, £3.5m, 30°C, 20 km²",
            "voilà à la carte",
            "ÉLYSÉE",
        ] {
            assert!(is_credible(text, true), "{text}");
        }
    }

    #[test]
    fn signs_that_stand_nowhere_are_not() {
        for text in [
            "people € left",
            "people í € left",
            "cafĂ",
            "caf\u{c3}",
            "left â€",
            "õ",
            "ÿ left",
            "abc ¯ def",
            "left \u{81}",
        ] {
            assert!(!is_credible(text, true), "{text}");
        }
    }

    #[test]
    fn another_alphabet_needs_a_text_and_is_not_western() {
        assert!(is_credible("Привет, мир, это текст", false));
        assert!(!is_credible("people АЇ left", false));
        assert!(!is_credible("Ïðèâåò, ìèð", true));
    }

    #[test]
    fn one_misprint_in_many_signs_is_a_misprint() {
        assert!(is_credible(&format!("{} people ¯ left", "“quoted” ".repeat(40)), true));
    }
}
