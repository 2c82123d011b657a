//! Claims of the same words and number elsewhere in the ledger that were judged: copies of a story, a speaker who repeats
//! himself.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::model::Record;
use crate::store::{StoreError, records};

/// How many are looked for.
const MOST: u64 = 5;

/// The judged claims that say the same as this one: the same number in the same unit, and either the whole sentence or the
/// mention with its thing. The newest first.
pub(super) fn judged(db: &Connection, record: &Record) -> Result<Vec<Record>, StoreError> {
    let quantity = &record.claim.mention.quantity;
    // A bound or a value as the index has it; dates have neither, and are found by their sentences alone.
    let least = quantity.value.or(quantity.low).or(quantity.high).map(|number| number.to_string());
    let most = quantity.value.or(quantity.high).or(quantity.low).map(|number| number.to_string());
    let text = |text: Option<&str>| text.map_or(Value::Null, |text| Value::from(text.to_owned()));
    let judged = "EXISTS (SELECT 1 FROM verdict_standing AS verdict WHERE verdict.claim = claim.key)";
    let same = "claim.id <> ? AND claim.kind = ? AND claim.unit IS ? AND claim.per IS ?
        AND (claim.sentence = ? OR lower(claim.mention) = lower(?) AND lower(coalesce(claim.\"of\", '')) = lower(?))";
    let mut parameters: Vec<Value> = vec![
        record.claim.id.as_bytes().to_vec().into(),
        quantity.kind.name().to_owned().into(),
        text(quantity.unit.as_deref()),
        text(quantity.per.as_deref()),
        record.wording.sentence.clone().into(),
        record.wording.mention.clone().into(),
        record.claim.mention.of.clone().unwrap_or_default().into(),
    ];
    let rest = if least.is_some() {
        parameters.extend([text(least.as_deref()), text(most.as_deref())]);
        format!(
            "FROM claim WHERE {same} AND claim.stated_min = CAST(? AS REAL) AND claim.stated_max = CAST(? AS REAL) AND {judged}
             ORDER BY claim.key DESC LIMIT {MOST}"
        )
    } else {
        format!(
            "FROM claim WHERE claim.key IN (SELECT claim FROM verdict) AND {same} AND claim.stated_min IS NULL AND {judged}
             ORDER BY claim.key DESC LIMIT {MOST}"
        )
    };
    let mut found = Vec::new();
    records::each(db, &rest, &parameters, |record| {
        found.push(record);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
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
}
