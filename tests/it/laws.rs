//! What must hold of the claims of any text; the property tests and the fuzzer (`fuzz/`) share it.

use claimlog::extract::extract;
use claimlog::model::{Document, Metadata};
use claimlog::span::CharMap;

/// Panics unless the spans of all claims of `text` are valid, in order and apart, and a second reading gives the same.
pub(crate) fn hold(text: &str) {
    // Without a day of publication dates stay unresolved; with one they are counted from it.
    hold_published(text, None);
    hold_published(text, Some("2019-04-25"));
}

fn hold_published(text: &str, published: Option<&str>) {
    let published = published.and_then(|day| day.parse().ok());
    let document = Document::new(text.to_owned(), Metadata { published, ..Metadata::default() });
    let claims = extract(&document);
    let map = CharMap::new(text);
    let mut last = 0;
    for claim in &claims {
        let span = claim.mention.span;
        assert!(span.start >= last && span.end > span.start, "{span:?} in {text:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
        assert!(claim.sentence.contains(span) || claim.sentence.overlaps(span), "{text:?}");
        assert!(
            span.contains(claim.mention.quantity.span),
            "{:?} is outside {span:?} in {text:?}",
            claim.mention.quantity
        );
        let (start, end) = map.chars(span);
        let by_chars: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(by_chars, span.of(text));
        if let Some(attribution) = &claim.attribution {
            let source = attribution.source.map(|source| source.of(text)).unwrap_or_default();
            assert!(source.split_whitespace().count() <= 25, "a source of many words: {source:?} in {text:?}");
            let own = attribution.source.is_some_and(|source| source.overlaps(span));
            assert!(!own, "{:?} is its own source in {text:?}", span.of(text));
            for part in [attribution.source, attribution.cue].into_iter().flatten() {
                assert!(text.get(part.range()).is_some_and(|words| !words.is_empty()), "{part:?} in {text:?}");
            }
        }
        last = span.end;
    }
    assert_eq!(claims, extract(&document));
}
