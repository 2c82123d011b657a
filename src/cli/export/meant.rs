//! Which claims a report is about, in words for its readers.

use crate::model::Kind;
use crate::store::Filter;

/// The filter in a line: "claims of worthiness 0.3 or more; published since 2026-11-01; at most 10".
pub(super) fn meant(filter: &Filter) -> String {
    let worth = filter.least_worth().map(|worth| format!("claims of worthiness {} or more", worth.normalize()));
    let mut said = vec![worth.unwrap_or_else(|| "claims of every worthiness".to_owned())];
    let mut also = |what: &str, how: Option<String>| said.extend(how.map(|how| format!("{what} {how}")));
    let kinds: Vec<_> = filter.kinds.iter().map(|kind: &Kind| kind.name()).collect();
    also("of the article", filter.document.map(|id| id.to_string()));
    also("of the kind", (!kinds.is_empty()).then(|| kinds.join(" or ")));
    also("that stand as", filter.status.map(|status| status.name().to_owned()));
    also("assigned to", filter.assignee.clone());
    also("due by", filter.due_by.map(|day| day.to_string()));
    also("by a speaker named", filter.speaker.clone());
    also("published by", filter.publisher.clone());
    also("in the unit", filter.unit.clone());
    for (comparison, number) in &filter.value {
        also("of a value", Some(format!("{comparison} {}", number.normalize())));
    }
    also("published since", filter.since.map(|day| day.to_string()));
    also("published until", filter.until.map(|day| day.to_string()));
    also("at most", filter.limit.map(|limit| limit.to_string()));
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::ValueFilter;

    #[test]
    fn every_part_of_a_filter_is_said() {
        assert_eq!(meant(&Filter::default()), "claims of worthiness 0.3 or more");
        let value: ValueFilter = ">1e6".parse().unwrap();
        let filter = Filter {
            all: true,
            kinds: vec![Kind::Count, Kind::Money],
            speaker: Some("Sund".into()),
            value: value.0,
            since: "2026-11-01".parse().ok(),
            limit: Some(3),
            ..Filter::default()
        };
        assert_eq!(
            meant(&filter),
            "claims of every worthiness; of the kind count or money; by a speaker named Sund; of a value > 1000000; \
             published since 2026-11-01; at most 3"
        );
    }
}
