//! Text cells that a spreadsheet would run as a formula get a leading apostrophe, and lose it again on import.
//!
//! OWASP ASVS 1.2.10 and CWE-1236 name the signs. Guarding a cell that begins with an apostrophe too makes it a bijection.

use std::borrow::Cow;

/// The cell as it is written to CSV.
///
/// ```
/// use claimlog::export::{guard, unguard};
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(unguard(&guard("'quoted")), "'quoted");
/// assert_eq!(guard("plain"), "plain");
/// ```
#[must_use]
pub fn guard(cell: &str) -> Cow<'_, str> {
    // Most cells begin with a letter or a digit.
    if cell.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return Cow::Borrowed(cell);
    }
    if cell.starts_with('\'') || begins_a_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before [`guard`]. An apostrophe that [`guard`] never puts there is the cell's own.
///
/// ```
/// assert_eq!(claimlog::export::unguard("'Twas three"), "'Twas three");
/// ```
#[must_use]
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|plain| guard(plain) == cell).unwrap_or(cell)
}

fn begins_a_formula(cell: &str) -> bool {
    let skipped = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}');
    let first = cell.trim_start_matches(skipped).chars().next();
    first.is_some_and(|c| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠' | '−')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for cell in [
            "=1+1",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0=1",
            " =1",
            "\u{feff}=1",
            "＝1＋1",
            "'x",
            "''=x",
        ] {
            assert_eq!(guard(cell), format!("'{cell}"), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn a_guarded_cell_comes_back(cell in "[ '=+@\\-\t\r\nab＝\u{feff}]{0,8}") {
            let guarded = guard(&cell).into_owned();
            prop_assert_eq!(unguard(&guarded), cell.as_str());
        }
    }
}
