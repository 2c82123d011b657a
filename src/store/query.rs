//! A filter as SQL: conditions with bound parameters, the same for listing, searching, counting and exporting.
//!
//! Whatever somebody typed is only ever a parameter, never a part of the statement.

use rusqlite::types::Value;
use rust_decimal::Decimal;

use crate::model::{Kind, Status};
use crate::store::{Comparison, Filter, appearances};

/// The conditions of one query. The worthiness is not among them: what it hides is counted too.
#[derive(Debug, Default)]
pub(super) struct Query {
    conditions: Vec<String>,
    parameters: Vec<Value>,
    needs_document: bool,
}

impl Query {
    /// All conditions of the filter but that on the worthiness.
    pub(super) fn of(filter: &Filter) -> Self {
        let mut query = Self::default();
        query.of_claim(filter);
        query.of_document(filter);
        for (comparison, number) in &filter.value {
            query.value(*comparison, *number);
        }
        query
    }

    /// Adds a condition with its parameters.
    pub(super) fn and(&mut self, condition: impl Into<String>, parameters: impl IntoIterator<Item = impl Into<Value>>) {
        self.conditions.push(condition.into());
        self.parameters.extend(parameters.into_iter().map(Into::into));
    }

    /// Adds the least worthiness, if there is one. The `+` keeps SQLite from looking it up in its index, which would
    /// find most claims and then sort them, where another index has them in order.
    pub(super) fn and_worth(&mut self, least: Option<Decimal>) {
        if let Some(least) = least {
            self.and("+claim.worthiness_real >= CAST(? AS REAL)", [least.to_string()]);
        }
    }

    /// The tables, joined no further than the conditions need.
    pub(super) fn tables(&self) -> &'static str {
        if self.needs_document { "claim JOIN document ON document.key = claim.document" } else { "claim" }
    }

    /// The conditions as one expression.
    pub(super) fn expression(&self) -> String {
        if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" AND ") }
    }

    /// The parameters of the expression.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &Value> {
        self.parameters.iter()
    }

    fn of_claim(&mut self, filter: &Filter) {
        if let Some(document) = filter.document {
            self.and("claim.document = (SELECT key FROM document WHERE id = ?)", [document.as_bytes().to_vec()]);
        }
        if !filter.kinds.is_empty() {
            let places = vec!["?"; filter.kinds.len()].join(", ");
            self.and(format!("claim.kind IN ({places})"), filter.kinds.iter().map(|kind| kind.name().to_owned()));
        }
        if let Some(status) = filter.status {
            if status == Status::New {
                let other = "claim_state.claim = claim.key AND claim_state.status <> ?";
                self.and(format!("NOT EXISTS (SELECT 1 FROM claim_state WHERE {other})"), [status.name().to_owned()]);
            } else {
                let sql = "claim.key IN (SELECT claim FROM claim_state WHERE status = ?)";
                self.and(sql, [status.name().to_owned()]);
            }
        }
        if let Some(name) = &filter.assignee {
            let sql = "claim.key IN (SELECT claim FROM claim_state WHERE assignee = ?)";
            self.and(sql, [name.clone()]);
        }
        if let Some(day) = filter.due_by {
            let sql = "claim.key IN (SELECT claim FROM claim_state WHERE due <= ?)";
            self.and(sql, [day.to_string()]);
        }
        if filter.source_changed {
            self.and(appearances::source_changed(), [] as [Value; 0]);
        }
        if let Some(part) = &filter.speaker {
            self.and("contains(claim.speaker, ?)", [part.to_lowercase()]);
        }
        if let Some(unit) = &filter.unit {
            let currency = Value::from(Kind::Money.name().to_owned());
            let unit = Value::from(unit.clone());
            self.and("(claim.unit = ? OR claim.kind = ? AND claim.unit = upper(?))", [unit.clone(), currency, unit]);
        }
    }

    fn of_document(&mut self, filter: &Filter) {
        self.needs_document = filter.publisher.is_some() || filter.since.is_some() || filter.until.is_some();
        if let Some(part) = &filter.publisher {
            self.and("contains(document.publisher, ?)", [part.to_lowercase()]);
        }
        if let Some(day) = filter.since {
            self.and("document.published >= ?", [day.to_string()]);
        }
        if let Some(day) = filter.until {
            self.and("document.published <= ?", [day.to_string()]);
        }
    }

    /// Both sides are read by the same SQLite from exact text, so that equal decimals are equal.
    fn value(&mut self, comparison: Comparison, number: Decimal) {
        let sides: &[&str] = match comparison {
            Comparison::Less | Comparison::AtMost => &["stated_max"],
            Comparison::More | Comparison::AtLeast => &["stated_min"],
            Comparison::Equal => &["stated_min", "stated_max"],
        };
        for side in sides {
            self.and(format!("claim.{side} {comparison} CAST(? AS REAL)"), [number.to_string()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, ValueFilter, fixture};

    /// The mentions of the claims that the filter chooses, in their order.
    fn values(store: &Store, filter: &Filter) -> Vec<String> {
        store.records(filter).unwrap().records.into_iter().map(|record| record.wording.mention).collect()
    }

    #[test]
    fn filters_by_names_in_either_case() {
        let store = fixture::three();
        let speaker = |part: &str| values(&store, &Filter { speaker: Some(part.into()), ..Filter::default() });
        assert_eq!(speaker("ZOË š"), ["50", "30", "40"]);
        let publisher = |part: &str| values(&store, &Filter { publisher: Some(part.into()), ..Filter::default() });
        assert_eq!(publisher("öreSUND"), ["30"]);
        assert_eq!(publisher("100% n"), ["40", "41"]);
        for hostile in ["%", "_", "'; DROP TABLE event;--", "1 OR 1=1", "\0"] {
            assert_eq!(speaker(hostile), Vec::<String>::new(), "{hostile}");
        }
        assert_eq!(publisher("%"), ["40", "41"]);
        assert_eq!(store.verify(false).unwrap().events, 3);
    }

    #[test]
    fn filters_by_day_and_document_and_kind() {
        let store = fixture::three();
        let day = |text: &str| text.parse().ok();
        assert_eq!(values(&store, &Filter { since: day("2019-01-02"), ..Filter::default() }), ["40", "41"]);
        assert_eq!(values(&store, &Filter { until: day("2020-02-01"), ..Filter::default() }), ["30", "40", "41"]);
        let newest = store.documents(Some(1)).unwrap().remove(0).source.id;
        assert_eq!(values(&store, &Filter { document: Some(newest), ..Filter::default() }), ["50"]);
        assert_eq!(values(&store, &Filter { kinds: vec![Kind::Money], ..Filter::default() }), Vec::<String>::new());
        assert_eq!(values(&store, &Filter { kinds: vec![Kind::Money, Kind::Count], ..Filter::default() }).len(), 4);
    }

    #[test]
    fn filters_by_the_numbers_that_a_claim_states() {
        let mut store = fixture::store();
        let (document, mut claims) = fixture::article("Of 100, 200 and 300, 400.");
        let bounds = |low: Option<i64>, high: Option<i64>| (low.map(Decimal::from), high.map(Decimal::from));
        let ranges = [bounds(Some(10), Some(20)), bounds(Some(500), None), bounds(None, None)];
        for (claim, (low, high)) in claims.iter_mut().zip(ranges) {
            let quantity = &mut claim.mention.quantity;
            (quantity.value, quantity.low, quantity.high) = (None, low, high);
        }
        claims[3].mention.quantity.value = Some("0.30".parse().unwrap());
        store.add(&document, &claims, &fixture::stamp()).unwrap();

        // 100 is now 10 to 20, 200 is more than 500, 300 states no number, 400 is 0.30.
        for (typed, chosen) in [
            (">5", vec!["100", "200"]),
            (">15", vec!["200"]),
            ("<=20", vec!["100", "400"]),
            ("<20", vec!["400"]),
            ("10..20", vec!["100"]),
            ("=10", vec![]),
            ("=500", vec!["200"]),
            ("=0.3", vec!["400"]),
            ("<1e9", vec!["100", "200", "400"]),
        ] {
            let value = typed.parse::<ValueFilter>().unwrap().0;
            assert_eq!(values(&store, &Filter { value, ..Filter::default() }), chosen, "{typed}");
        }
    }

    #[test]
    fn a_currency_is_found_in_either_case_and_another_unit_is_not() {
        let mut store = fixture::store();
        let (document, mut claims) = fixture::article("Of 100 and 200.");
        for (claim, (kind, unit)) in claims.iter_mut().zip([(Kind::Money, "USD"), (Kind::Measure, "m")]) {
            (claim.mention.quantity.kind, claim.mention.quantity.unit) = (kind, Some(unit.into()));
        }
        store.add(&document, &claims, &fixture::stamp()).unwrap();
        let of_unit = |unit: &str| values(&store, &Filter { unit: Some(unit.into()), ..Filter::default() });
        assert_eq!(of_unit("usd"), ["100"]);
        assert_eq!(of_unit("m"), ["200"]);
        assert_eq!(of_unit("M"), Vec::<String>::new());
    }

    #[test]
    fn the_filter_of_the_status_agrees_with_the_record() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10, 20, 30 and 40.");
        for (claim, reviewer, rating) in [
            (1, "Ann", "wrong"),
            (2, "Ann", "wrong"),
            (2, "Ben", "close"),
            (3, "Ann", "wrong"),
            (3, "Ben", "close"),
            (3, "Ben", "wrong"),
        ] {
            store.decide(fixture::verdict(&claims[claim], reviewer, rating), &fixture::stamp()).unwrap();
        }
        for (status, chosen) in
            [(Status::New, vec!["10"]), (Status::Reviewed, vec!["20", "40"]), (Status::Disputed, vec!["30"])]
        {
            let filter = Filter { status: Some(status), ..Filter::default() };
            assert_eq!(values(&store, &filter), chosen, "{status}");
            assert!(store.records(&filter).unwrap().records.iter().all(|record| record.status() == status), "{status}");
        }
    }
}
