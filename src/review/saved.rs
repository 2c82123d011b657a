//! A filter and a name → the act that keeps the one under the other.

use serde_json::Value;
use thiserror::Error;

use crate::model::{Act, FilterSaved};
use crate::review::ReviewError;
use crate::review::words::name;

/// The longest name of a saved filter, in characters.
const LONGEST: usize = 60;

/// Why a name cannot be one of a saved filter.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SavedNameError {
    /// Nothing is left of it.
    #[error("a saved filter needs a name that can be seen")]
    Empty,
    /// It is too long.
    #[error("the name of a saved filter has {0} characters: the most are {LONGEST}")]
    TooLong(usize),
}

/// The name of a saved filter as the ledger keeps it: on one line, with single spaces and nothing invisible.
///
/// # Errors
/// When nothing is left, or more than 60 characters are.
pub fn saved_name(typed: &str) -> Result<String, SavedNameError> {
    let plain = match name(typed) {
        Ok(plain) => plain,
        Err(ReviewError::TooLong { length, .. }) => return Err(SavedNameError::TooLong(length)),
        Err(_) => return Err(SavedNameError::Empty),
    };
    match plain.chars().count() {
        0 => Err(SavedNameError::Empty),
        length if length > LONGEST => Err(SavedNameError::TooLong(length)),
        _ => Ok(plain),
    }
}

/// The act that keeps a filter under a name; `by` may be empty.
#[must_use]
pub fn save_filter(name: String, filter: Value, by: String) -> Act {
    Act::FilterSaved(FilterSaved { name, filter: Some(filter), by: said(by) })
}

/// The act that forgets a name; `by` may be empty.
#[must_use]
pub fn forget_filter(name: String, by: String) -> Act {
    Act::FilterSaved(FilterSaved { name, filter: None, by: said(by) })
}

fn said(by: String) -> Option<String> {
    (!by.is_empty()).then_some(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_can_be_seen() {
        assert_eq!(saved_name(" big\n money\u{200b}\u{202e} ").unwrap(), "big money");
        assert_eq!(saved_name(" \u{200b}\n"), Err(SavedNameError::Empty));
        assert!(saved_name(&"é".repeat(60)).is_ok());
        assert_eq!(saved_name(&"é".repeat(61)), Err(SavedNameError::TooLong(61)));
        assert_eq!(saved_name(&"x".repeat(1000)), Err(SavedNameError::TooLong(1000)));
    }

    #[test]
    fn forgetting_is_saving_nothing() {
        let json = |act: &Act| serde_json::to_string(act).unwrap();
        let kept = save_filter("a".into(), serde_json::json!({ "speaker": "Lind" }), "Ann".into());
        assert_eq!(json(&kept), r#"{"name":"a","filter":{"speaker":"Lind"},"by":"Ann"}"#);
        let gone = forget_filter("a".into(), String::new());
        assert_eq!(json(&gone), r#"{"name":"a"}"#);
        for act in [kept, gone] {
            assert_eq!(Act::read(act.kind(), json(&act).as_bytes()), Some(act));
        }
    }
}
