//! Which claims a filter asks for, in words: "of the kind money or percent", "published on 2026-11-01 or later".

use crate::store::Filter;

/// The filter in a line: "claims of worthiness 0.3 or more; published on 2026-11-01 or later; at most 10".
pub(super) fn meant(filter: &Filter) -> String {
    let mut said = vec![format!("claims of {}", worth(filter))];
    said.extend(conditions(filter));
    said.join("; ")
}

/// How worth checking they are at least.
pub(super) fn worth(filter: &Filter) -> String {
    filter
        .least_worth()
        .map_or("every worthiness".to_owned(), |least| format!("worthiness {} or more", least.normalize()))
}

/// Each other condition of the filter.
pub(super) fn conditions(filter: &Filter) -> Vec<String> {
    let kinds: Vec<_> = filter.kinds.iter().map(|kind| kind.name()).collect();
    let before = [
        filter.document.map(|id| format!("of the article {id}")),
        (!kinds.is_empty()).then(|| format!("of the kind {}", kinds.join(" or "))),
        filter.status.map(|status| format!("with the status {}", status.name().replace('_', " "))),
        filter.assignee.as_ref().map(|name| format!("assigned to {name}")),
        filter.due_by.map(|day| format!("due by {day}")),
        filter.speaker.as_ref().map(|name| format!("by speakers whose name has “{name}” in it")),
        filter.publisher.as_ref().map(|name| format!("from outlets whose name has “{name}” in it")),
        filter.unit.as_ref().map(|unit| format!("in the unit {unit}")),
    ];
    let values = filter.value.iter().map(|(sign, value)| Some(format!("of a value {sign} {}", value.normalize())));
    let after = [
        filter.since.map(|day| format!("published on {day} or later")),
        filter.until.map(|day| format!("published on {day} or earlier")),
        filter.source_changed.then(|| "whose source changed".to_owned()),
        filter.limit.map(|limit| format!("at most {limit}")),
    ];
    before.into_iter().chain(values).chain(after).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Status};
    use crate::store::Comparison;

    #[test]
    fn every_condition_is_said() {
        assert_eq!(meant(&Filter::default()), "claims of worthiness 0.3 or more");
        let filter = Filter {
            kinds: vec![Kind::Money, Kind::Percent],
            status: Some(Status::NotCheckable),
            assignee: Some("Ana".into()),
            due_by: "2026-12-01".parse().ok(),
            speaker: Some("<b>".into()),
            publisher: Some("Courier".into()),
            unit: Some("USD".into()),
            value: vec![(Comparison::AtLeast, 1_000_000.into())],
            since: "2026-11-01".parse().ok(),
            until: "2026-11-30".parse().ok(),
            source_changed: true,
            all: true,
            limit: Some(5000),
            ..Filter::default()
        };
        let said = "claims of every worthiness; of the kind money or percent; with the status not checkable; assigned to Ana; \
                    due by 2026-12-01; by speakers whose name has “<b>” in it; from outlets whose name has “Courier” in it; \
                    in the unit USD; of a value >= 1000000; published on 2026-11-01 or later; \
                    published on 2026-11-30 or earlier; whose source changed; at most 5000";
        assert_eq!(meant(&filter), said);
    }
}
