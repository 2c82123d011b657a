//! Which claims a report tells of, in words: "kind money or percent", "published from 1 November 2026".

use crate::export::html::{day_in_words, number};
use crate::store::Filter;

/// The conditions of the filter; never empty.
pub(super) fn in_words(filter: &Filter) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = |said: Option<String>| parts.extend(said);
    part(filter.document.map(|id| format!("of the article {id}")));
    let kinds: Vec<_> = filter.kinds.iter().map(|kind| kind.name()).collect();
    part((!kinds.is_empty()).then(|| format!("of the kind {}", kinds.join(" or "))));
    part(filter.status.map(|status| format!("with the status {}", status.name().replace('_', " "))));
    part(filter.assignee.as_ref().map(|name| format!("assigned to {name}")));
    part(filter.due_by.map(|day| format!("due by {}", day_in_words(day))));
    part(filter.speaker.as_ref().map(|name| format!("by speakers whose name has “{name}” in it")));
    part(filter.publisher.as_ref().map(|name| format!("from outlets whose name has “{name}” in it")));
    part(filter.unit.as_ref().map(|unit| format!("in the unit {unit}")));
    for (sign, value) in &filter.value {
        part(Some(format!("of a value {sign} {}", number(*value))));
    }
    part(filter.since.map(|day| format!("published on {} or later", day_in_words(day))));
    part(filter.until.map(|day| format!("published on {} or earlier", day_in_words(day))));
    part(Some(match filter.least_worth() {
        Some(least) => format!("worthiness {} or more", least.normalize()),
        None => "every worthiness".to_owned(),
    }));
    part(filter.limit.map(|limit| format!("at most {}", number(limit.into()))));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Status};
    use crate::store::Comparison;

    #[test]
    fn every_condition_is_said() {
        assert_eq!(in_words(&Filter::default()), ["worthiness 0.3 or more"]);
        let filter = Filter {
            kinds: vec![Kind::Money, Kind::Percent],
            status: Some(Status::NotCheckable),
            assignee: Some("Ana".into()),
            speaker: Some("<b>".into()),
            value: vec![(Comparison::AtLeast, 1_000_000.into())],
            since: "2026-11-01".parse().ok(),
            all: true,
            limit: Some(5000),
            ..Filter::default()
        };
        assert_eq!(
            in_words(&filter),
            [
                "of the kind money or percent",
                "with the status not checkable",
                "assigned to Ana",
                "by speakers whose name has “<b>” in it",
                "of a value >= 1,000,000",
                "published on 1 November 2026 or later",
                "every worthiness",
                "at most 5,000"
            ]
        );
    }
}
