//! The functions that SQL lacks: whether a name contains a part, in either case, in any alphabet; and whether a sentence
//! stands in a text.
//!
//! `LIKE` folds the case of ASCII only ("MÜLLER" would not find "Müller") and gives `%` and `_` a meaning.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::model::Folded;
use crate::store::StoreError;

/// Adds `contains(name, part)` to the connection, where `part` is already in lower case and null contains nothing, and
/// `has_sentence(text, sentence)` ([`Folded::has_sentence`]).
pub(super) fn register(db: &Connection) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    db.create_scalar_function("contains", 2, flags, |arguments| {
        let name = arguments.get_raw(0).as_str_or_null()?;
        let part = arguments.get_raw(1).as_str()?;
        Ok(name.is_some_and(|name| name.to_lowercase().contains(part)))
    })?;
    db.create_scalar_function("has_sentence", 2, flags, |arguments| {
        let [text, sentence] = [arguments.get_raw(0).as_str()?, arguments.get_raw(1).as_str()?].map(Folded::of);
        Ok(text.has_sentence(&sentence))
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(name: Option<&str>, part: &str) -> bool {
        let db = Connection::open_in_memory().unwrap();
        register(&db).unwrap();
        db.query_row("SELECT contains(?, ?)", (name, part.to_lowercase()), |row| row.get(0)).unwrap()
    }

    #[test]
    fn case_does_not_matter_in_any_alphabet() {
        assert!(contains(Some("Anna Müller"), "MÜLLER"));
        assert!(contains(Some("ЖУРАВЛЁВ"), "журавлёв"));
        assert!(!contains(Some("Anna Müller"), "Muller"));
        assert!(!contains(None, ""));
    }

    #[test]
    fn no_sign_has_a_meaning() {
        assert!(!contains(Some("Anna"), "%"));
        assert!(!contains(Some("Anna"), "A__a"));
        assert!(contains(Some("50% of voters_"), "% of voters_"));
    }
}
