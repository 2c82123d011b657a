//! Filters of claims that are kept under names: part of the ledger, so that all who share it have the same.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::Value;

use crate::store::columns::Columns;
use crate::store::{Filter, StoreError};

/// A filter that is kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// The name.
    pub name: String,
    /// What it asks for, as it was saved: by this program, or by one that knows other conditions.
    pub asked: Value,
    /// Who saved it, if anybody said so.
    pub by: Option<String>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A saved filter has a condition that this program does not know. Without it the filter would choose more than was meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the saved filter “{name}” asks for something that this claimlog cannot read ({why}): use the version that saved it, or \
     save the name again"
)]
pub struct UnreadableFilter {
    /// The filter's name.
    pub name: String,
    /// What cannot be read.
    pub why: String,
}

impl SavedFilter {
    /// The filter.
    ///
    /// # Errors
    /// When it has a condition that this program does not know.
    pub fn filter(&self) -> Result<Filter, UnreadableFilter> {
        let refused = |error: serde_json::Error| {
            let said = error.to_string();
            let why = said.split_once(", expected").map_or(said.as_str(), |(why, _)| why).to_owned();
            UnreadableFilter { name: self.name.clone(), why }
        };
        serde_json::from_value(self.asked.clone()).map_err(refused)
    }
}

impl Filter {
    /// The conditions that it sets, and none that it leaves open: programs that do not know those can read it.
    ///
    /// # Errors
    /// None that can happen: what a filter holds can always be written as JSON.
    pub fn asked(&self) -> Result<Value, StoreError> {
        let value =
            |filter: &Self| serde_json::to_value(filter).map_err(|error| StoreError::damaged(error.to_string()));
        let (mut asked, open) = (value(self)?, value(&Self::default())?);
        if let Value::Object(conditions) = &mut asked {
            conditions.retain(|name, condition| open.get(name) != Some(condition));
        }
        Ok(asked)
    }
}

/// The newest of each name that was not taken back, by name, without those that were forgotten.
pub(super) fn all(db: &Connection) -> Result<Vec<SavedFilter>, StoreError> {
    let sql = "SELECT saved_filter.name, saved_filter.filter, saved_filter.\"by\", event.at
               FROM saved_filter JOIN event ON event.seq = saved_filter.event
               WHERE event.seq NOT IN (SELECT event FROM undone)
               ORDER BY saved_filter.name, coalesce(event.clock, event.n) DESC, event.chain DESC, event.n DESC";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut found, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let (name, asked): (String, Option<String>) = (columns.take()?, columns.take()?);
        let (by, at) = (columns.take()?, columns.read("moment", super::columns::moment)?);
        if last.as_ref() == Some(&name) {
            continue;
        }
        last = Some(name.clone());
        if let Some(asked) = asked {
            let asked = serde_json::from_str(&asked)
                .map_err(|error| StoreError::damaged(format!("the saved filter “{name}”: {error}")))?;
            found.push(SavedFilter { name, asked, by, at });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use serde_json::json;

    use super::*;
    use crate::model::{Act, EventId, FilterSaved, Kind, Status, Undone};
    use crate::store::{Comparison, Stamp, Store, fixture};

    fn save(store: &mut Store, chain: u8, name: &str, filter: Option<Value>) -> EventId {
        let saved = FilterSaved { name: name.into(), filter, by: Some("Ann".into()) };
        store.act(Act::FilterSaved(saved), &Stamp { chain: [chain; 16], ..fixture::stamp() }).unwrap().id
    }

    fn names(store: &Store) -> Vec<(String, String)> {
        let all = store.saved_filters().unwrap();
        all.into_iter()
            .map(|saved| (saved.name, saved.asked["speaker"].as_str().unwrap_or_default().to_owned()))
            .collect()
    }

    fn of(speaker: &str) -> Option<Value> {
        Some(json!({ "speaker": speaker }))
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, speaker)| ((*name).to_owned(), (*speaker).to_owned())).collect()
    }

    #[test]
    fn the_newest_of_a_name_holds_and_what_is_taken_back_gives_way() {
        let mut store = fixture::store();
        save(&mut store, 1, "b", of("Lind"));
        let again = save(&mut store, 1, "b", of("Sund"));
        save(&mut store, 1, "a", of("Ames"));
        assert_eq!(names(&store), pairs(&[("a", "Ames"), ("b", "Sund")]));
        let undo = |event| Act::Undone(Undone { event, by: "Ann".into(), reason: None });
        store.act(undo(again), &fixture::stamp()).unwrap();
        assert_eq!(names(&store), pairs(&[("a", "Ames"), ("b", "Lind")]));
        let forgotten = save(&mut store, 1, "b", None);
        assert_eq!(names(&store), pairs(&[("a", "Ames")]));
        store.act(undo(forgotten), &fixture::stamp()).unwrap();
        assert_eq!(names(&store), pairs(&[("a", "Ames"), ("b", "Lind")]));
        let before = store.digest().unwrap();
        store.rebuild().unwrap();
        assert_eq!((store.digest().unwrap(), names(&store).len()), (before, 2));
    }

    #[test]
    fn two_files_agree_whichever_is_merged_into_the_other() {
        let ((_one, first), (_two, second)) = (fixture::database(), fixture::database());
        let (mut one, mut two) = (Store::open(&first).unwrap(), Store::open(&second).unwrap());
        save(&mut one, 1, "ships", of("Lind"));
        save(&mut two, 2, "docks", of("Ames"));
        save(&mut two, 2, "ships", of("Sund"));
        one.merge(&second).unwrap();
        two.merge(&first).unwrap();
        for store in [&one, &two] {
            assert_eq!(names(store), pairs(&[("docks", "Ames"), ("ships", "Sund")]));
            assert_eq!(store.verify(true).unwrap().findings, []);
        }
        assert_eq!(one.digest().unwrap(), two.digest().unwrap());
    }

    #[test]
    fn every_condition_comes_back_and_open_ones_are_not_written() {
        assert_eq!(Filter::default().asked().unwrap(), json!({}));
        let (document, _) = fixture::article("Some 30 came.");
        let whole = Filter {
            document: Some(document.id),
            kinds: vec![Kind::Money, Kind::Percent],
            status: Some(Status::Disputed),
            assignee: Some("Zoë".into()),
            due_by: "2026-12-01".parse().ok(),
            speaker: Some("=1+1\u{202e}".into()),
            publisher: Some("100% \"News\"".into()),
            unit: Some("USD".into()),
            value: vec![(Comparison::AtLeast, Decimal::new(1, 1)), (Comparison::Less, 20.into())],
            since: "2026-01-01".parse().ok(),
            until: "2026-12-31".parse().ok(),
            source_changed: true,
            min_worth: Some(Decimal::new(5, 1)),
            all: true,
            limit: Some(7),
        };
        let mut store = fixture::store();
        save(&mut store, 1, "all", Some(whole.asked().unwrap()));
        assert_eq!(store.saved_filters().unwrap()[0].filter(), Ok(whole));
    }

    #[test]
    fn a_condition_of_another_program_is_an_error_and_never_left_out() {
        let saved = |asked| SavedFilter { name: "x".into(), asked, by: None, at: fixture::at(0) };
        let refused = |asked| saved(asked).filter().unwrap_err().why;
        assert_eq!(refused(json!({ "speaker": "Lind", "topic": "ports" })), "unknown field `topic`");
        assert_eq!(refused(json!({ "kinds": ["colour"] })), "unknown variant `colour`");
        assert!(!refused(json!({ "limit": "many" })).is_empty());
        assert!(!refused(json!("everything")).is_empty());
        assert_eq!(saved(json!({ "speaker": null })).filter(), Ok(Filter::default()));
    }
}
