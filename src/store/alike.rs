//! Claims of the same words and number elsewhere in the ledger that were judged: copies of a story, a speaker who repeats
//! himself.

use rusqlite::Connection;
use rusqlite::types::Value;
use rust_decimal::Decimal;

use crate::model::Record;
use crate::store::{StoreError, records};

/// How many are looked for.
const MOST: u64 = 5;

/// The judged claims that say the same as this one: the same words for the same number in the same unit, and either the
/// same sentence or the same thing. The newest first.
pub(super) fn judged(db: &Connection, record: &Record) -> Result<Vec<Record>, StoreError> {
    let quantity = &record.claim.mention.quantity;
    // Of the many claims with common words ("5 percent") few are judged: the index alone says which, before any is read.
    const CANDIDATES: &str = "SELECT key FROM claim WHERE lower(mention) = lower(?)
        AND EXISTS (SELECT 1 FROM verdict_standing AS verdict WHERE verdict.claim = claim.key)";
    let rest = format!(
        "FROM claim WHERE claim.key IN ({CANDIDATES}) AND claim.id <> ?
         AND claim.kind = ? AND claim.unit IS ? AND claim.per IS ? AND claim.value IS ? AND claim.low IS ? AND claim.high IS ?
         AND claim.timex IS ?
         AND (claim.sentence = ? OR lower(coalesce(claim.\"of\", '')) = lower(?))
         ORDER BY claim.key DESC LIMIT {MOST}"
    );
    if record.wording.mention.is_empty() {
        return Ok(Vec::new()); // its text was taken down
    }
    let number = |number: Option<Decimal>| number.map_or(Value::Null, |number| number.to_string().into());
    let text = |text: Option<&str>| text.map_or(Value::Null, |text| Value::from(text.to_owned()));
    let parameters: Vec<Value> = vec![
        record.wording.mention.clone().into(),
        record.claim.id.as_bytes().to_vec().into(),
        quantity.kind.name().to_owned().into(),
        text(quantity.unit.as_deref()),
        text(quantity.per.as_deref()),
        number(quantity.value),
        number(quantity.low),
        number(quantity.high),
        text(quantity.date.as_ref().and_then(|date| date.timex.as_deref())),
        record.wording.sentence.clone().into(),
        record.claim.mention.of.clone().unwrap_or_default().into(),
    ];
    let mut found = Vec::new();
    records::each(db, &rest, &parameters, |record| {
        found.push(record);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::model::{Act, TextRedacted};
    use crate::store::fixture;

    #[test]
    fn the_same_words_and_number_are_found_where_they_were_judged() {
        let mut store = fixture::store();
        let first = fixture::add(&mut store, "Of 30 and 40 came.");
        let again = fixture::add(&mut store, "Again 30 came.");
        let other = fixture::add(&mut store, "Only 31 came.");
        let of = |store: &crate::store::Store, claim: &crate::model::Claim| {
            let record = store.record(claim.id).unwrap();
            store.judged_alike(&record).unwrap().iter().map(|record| record.claim.id).collect::<Vec<_>>()
        };
        assert_eq!(of(&store, &again[0]), []);
        store.decide(fixture::verdict(&first[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
        assert_eq!(of(&store, &again[0]), [first[0].id]);
        assert_eq!((of(&store, &first[0]), of(&store, &other[0])), (vec![], vec![]));
    }

    #[test]
    fn texts_that_were_taken_down_say_nothing_alike() {
        let mut store = fixture::store();
        let first = fixture::add(&mut store, "Of 30 and 40 came.");
        let again = fixture::add(&mut store, "Again 30 came.");
        store.decide(fixture::verdict(&first[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
        for claim in [&first[0], &again[0]] {
            let (document, reason) = (claim.document, "A court ordered it.".to_owned());
            let act = Act::TextRedacted(TextRedacted { document, by: "Eva".into(), reason });
            store.act(act, &fixture::stamp()).unwrap();
        }
        let record = store.record(again[0].id).unwrap();
        assert_eq!(store.judged_alike(&record).unwrap(), []);
    }
}
