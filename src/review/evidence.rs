//! Evidence as it is typed → evidence that the ledger can keep, with its key.

use chrono::{DateTime, SubsecRound as _, Utc};

use crate::model::Evidence;
use crate::review::ReviewError;
use crate::review::words::{MIDDLE, address, line, text};

/// Makes a piece of evidence of what was typed: `by` and `added_at` are set, words trimmed, addresses and days checked.
/// Its key is still to be made ([`Evidence::keyed`]), because the file, if there is one, is part of it.
///
/// # Errors
/// When nobody is named, there is nothing to look at, an address is none, a day lies in the future, words are too long, or
/// a unit or a day stands without the number that it is of.
pub fn gather(typed: &Evidence, by: &str, has_file: bool, at: DateTime<Utc>) -> Result<Evidence, ReviewError> {
    let one_line = |what, typed: &Option<String>| typed.as_deref().map_or(Ok(None), |typed| line(what, typed));
    let address = |typed: &Option<String>| typed.as_deref().map(address).transpose();
    let piece = Evidence {
        title: one_line("the title", &typed.title)?,
        publisher: one_line("the publisher's name", &typed.publisher)?,
        url: address(&typed.url)?,
        archived_url: address(&typed.archived_url)?,
        quote: typed.quote.as_deref().map_or(Ok(None), |typed| text("the quotation", MIDDLE, typed))?,
        locator: one_line("the place in the source", &typed.locator)?,
        unit: one_line("the unit", &typed.unit)?,
        withheld: withheld(typed.withheld.as_deref())?,
        by: Some(line("the name", by)?.ok_or(ReviewError::Nobody)?),
        added_at: Some(at.trunc_subsecs(3)),
        ..typed.clone()
    };
    if !has_file && piece.url.is_none() && piece.title.is_none() && piece.quote.is_none() {
        return Err(ReviewError::Empty);
    }
    if piece.value.is_none() && (piece.unit.is_some() || piece.as_of.is_some()) {
        return Err(ReviewError::NoValue);
    }
    match piece.accessed.filter(|day| *day > at.date_naive()) {
        Some(day) => Err(ReviewError::Future { what: "the source was read", day }),
        None => Ok(piece),
    }
}

/// The reason is printed where the source is not, so there must be one.
fn withheld(typed: Option<&str>) -> Result<Option<String>, ReviewError> {
    let Some(typed) = typed else { return Ok(None) };
    line("the reason", typed)?.map(Some).ok_or(ReviewError::Withheld)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::words::SHORT;

    fn gathered(typed: &Evidence) -> Result<Evidence, ReviewError> {
        gather(typed, "Ana", false, DateTime::UNIX_EPOCH)
    }

    fn titled() -> Evidence {
        Evidence { title: Some("Port statistics".into()), ..Evidence::default() }
    }

    #[test]
    fn it_says_who_added_it_and_when() {
        let kept = gathered(&titled()).unwrap();
        assert_eq!((kept.by.as_deref(), kept.added_at), (Some("Ana"), Some(DateTime::UNIX_EPOCH)));
        assert_eq!(gather(&titled(), " ", false, DateTime::UNIX_EPOCH).unwrap_err(), ReviewError::Nobody);
    }

    #[test]
    fn there_is_something_to_look_at() {
        let bare = Evidence { publisher: Some("Port of Lysvik".into()), ..Evidence::default() };
        assert_eq!(gathered(&bare).unwrap_err(), ReviewError::Empty);
        assert!(gather(&bare, "Ana", true, DateTime::UNIX_EPOCH).is_ok());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let wrong = [
            (Evidence { url: Some("port.example".into()), ..titled() }, ReviewError::Address("port.example".into())),
            (Evidence { unit: Some("km".into()), ..titled() }, ReviewError::NoValue),
            (Evidence { as_of: "2020-01-01".parse().ok(), ..titled() }, ReviewError::NoValue),
            (Evidence { withheld: Some(" ".into()), ..titled() }, ReviewError::Withheld),
            (
                Evidence { accessed: "1970-01-02".parse().ok(), ..titled() },
                ReviewError::Future { what: "the source was read", day: "1970-01-02".parse().unwrap() },
            ),
        ];
        for (typed, refusal) in wrong {
            assert_eq!(gathered(&typed).unwrap_err(), refusal);
        }
        let long = Evidence { title: Some("x".repeat(SHORT + 1)), ..Evidence::default() };
        assert!(matches!(gathered(&long), Err(ReviewError::TooLong { .. })));
    }

    #[test]
    fn the_key_is_that_of_the_content() {
        let one = gathered(&titled()).unwrap().keyed();
        assert_eq!(one, one.clone().keyed());
        assert_eq!(one, gathered(&titled()).unwrap().keyed());
        let others = [
            Evidence { quote: Some("10,800".into()), ..one.clone() },
            Evidence { by: Some("Ben".into()), ..one.clone() },
            Evidence { added_at: None, ..one.clone() },
        ];
        assert!(others.into_iter().all(|other| other.keyed().id != one.id));
    }

    #[test]
    fn of_a_withheld_source_only_the_reason_is_public() {
        let typed = Evidence { quote: Some("No.".into()), withheld: Some("her safety".into()), ..titled() };
        let kept = gathered(&typed).unwrap().keyed();
        let public = serde_json::to_string(&kept.public()).unwrap();
        assert!(public.contains("her safety") && !public.contains("Port") && !public.contains("No."), "{public}");
        assert_eq!(kept.public().id, kept.id);
    }
}
