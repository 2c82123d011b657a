//! Raised and lowered digits as characters of their own, so that "300" with the mark of note 1 is no 3,001 in a plain text.

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Which way letters are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moved {
    /// As an exponent or the mark of a note.
    Up,
    /// As in a chemical formula.
    Down,
}

/// The text with its digits in the characters for moved ones; `None` when it is more than digits and their signs, as in "1st".
pub(super) fn digits(text: &str, moved: Moved) -> Option<String> {
    let text = text.trim();
    let only_digits = text.chars().all(|c| c.is_ascii_digit() || "+-−,[]() ".contains(c));
    let characters = if moved == Moved::Up { &RAISED } else { &LOWERED };
    let one = |c: char| match c.to_digit(10) {
        Some(digit) => characters.get(digit as usize).copied().unwrap_or(c),
        None if c == '-' && moved == Moved::Up => '⁻',
        None => c,
    };
    (!text.is_empty() && only_digits).then(|| text.chars().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_move_and_words_stay() {
        assert_eq!(digits(" 12 ", Moved::Up).as_deref(), Some("¹²"));
        assert_eq!(digits("-3", Moved::Up).as_deref(), Some("⁻³"));
        assert_eq!(digits("2", Moved::Down).as_deref(), Some("₂"));
        assert_eq!((digits("st", Moved::Up), digits("", Moved::Up), digits("a1", Moved::Down)), (None, None, None));
    }
}
