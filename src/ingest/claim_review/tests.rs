//! Markup as publishers write it, careless and hostile, and what is read of it.

use super::*;

fn found(text: &str) -> Vec<Result<ClaimReview, String>> {
    claim_reviews("a.json", text.as_bytes()).unwrap()
}

fn one(text: &str) -> ClaimReview {
    let mut all = found(text);
    assert_eq!(all.len(), 1, "{text}");
    all.remove(0).unwrap()
}

fn refused(text: &str) -> String {
    claim_reviews("a.json", text.as_bytes()).unwrap_err().to_string()
}

const USUAL: &str = r#"{"@context":"https://schema.org","@type":"ClaimReview","url":"https://check.example/1",
 "claimReviewed":"Some 18,000 dockers left","author":{"@type":"Organization","name":"Full Check"},"datePublished":"2026-11-20",
 "reviewRating":{"@type":"Rating","alternateName":"False","ratingValue":1,"worstRating":1,"bestRating":5,"ratingExplanation":"Fewer."},
 "itemReviewed":{"@type":"Claim","datePublished":"2026-11-01","appearance":[{"@type":"CreativeWork","url":"https://a.example/1"}],
  "firstAppearance":"https://a.example/0"}}"#;

#[test]
fn usual_markup_is_read_whole() {
    let review = one(USUAL);
    assert_eq!(review.claim.as_deref(), Some("Some 18,000 dockers left"));
    assert_eq!((review.publisher.as_deref(), review.rating.as_deref()), (Some("Full Check"), Some("False")));
    assert_eq!((review.value, review.worst, review.best), (Some(1.into()), Some(1.into()), Some(5.into())));
    assert_eq!((review.explanation.as_deref(), review.published.as_deref()), (Some("Fewer."), Some("2026-11-20")));
    assert_eq!(review.appearances, ["https://a.example/1", "https://a.example/0"]);
}

#[test]
fn careless_markup_says_the_same() {
    for (from, to) in [
        (r#""@type":"ClaimReview""#, r#""@type":["Review","http://schema.org/ClaimReview"]"#),
        (r#""@type":"ClaimReview","#, ""),
        (r#"{"@type":"Organization","name":"Full Check"}"#, r#"[{"name":["Full Check"]},"Other"]"#),
        (r#"{"@type":"Organization","name":"Full Check"}"#, r#""Full Check""#),
        (r#""author":"#, r#""publisher":"#),
        (
            r#""ratingValue":1,"worstRating":1,"bestRating":5"#,
            r#""ratingValue":"1","worstRating":" 1.0 ","bestRating":"5""#,
        ),
        (r#""alternateName""#, r#""name""#),
        (r#""False""#, r#"{"@value":"False","@language":"en"}"#),
        (r#"[{"@type":"CreativeWork","url":"https://a.example/1"}]"#, r#"{"@id":"https://a.example/1"}"#),
        (r#"[{"@type":"CreativeWork","url":"https://a.example/1"}]"#, r#""https://a.example/1""#),
        (r#""@type":"Claim""#, r#""@type":"CreativeWork""#),
    ] {
        let text = USUAL.replacen(from, to, 1);
        assert_ne!(text, USUAL, "{from}");
        let plain = |review: ClaimReview| ClaimReview { worst: review.worst.map(|worst| worst.normalize()), ..review };
        assert_eq!(plain(one(&text)), one(USUAL), "{to}");
    }
}

#[test]
fn reviews_are_found_wherever_they_stand() {
    let item = USUAL.replace('\n', " ");
    for text in [
        format!("[{item},{item}]"),
        format!(r#"{{"@context":"https://schema.org","@graph":[{{"@type":"WebPage"}},{item},{item}]}}"#),
        format!(r#"{{"@type":"DataFeed","dataFeedElement":[{{"item":[{item}]}},{{"item":{item}}}]}}"#),
        format!("{item}\n\n{item}\n"),
        format!("\u{feff}{item}\r\n{item}"),
    ] {
        let all = found(&text);
        assert_eq!(all.len(), 2, "{text}");
        assert!(all.iter().all(|review| review.as_ref() == Ok(&one(USUAL))));
    }
}

#[test]
fn a_node_may_be_named_elsewhere() {
    let text = r##"{"@graph":[{"@type":"ClaimReview","claimReviewed":"x","author":{"@id":"#us"},"reviewRating":{"@id":"#r"}},
        {"@id":"#us","@type":"Organization","name":"Full Check"},{"@id":"#r","alternateName":"True"}]}"##;
    let review = one(text);
    assert_eq!((review.publisher.as_deref(), review.rating.as_deref()), (Some("Full Check"), Some("True")));
}

#[cfg(feature = "html")]
#[test]
fn a_page_has_them_in_its_elements() {
    let page = format!(
        "<!doctype html><html><head><script>var a = {{\"@type\":\"ClaimReview\"}}</script>\
         <script type=\"application/ld+json\">{{broken</script><script type='application/ld+json'>{USUAL}</script></head></html>"
    );
    let all = found(&page);
    assert_eq!(all[0], Err("ld+json element 1 is no JSON".to_owned()));
    assert_eq!(all[1], Ok(one(USUAL)));
    assert!(refused(&"<div>".repeat(200_000)).contains("deep"));
}

#[test]
fn a_line_that_is_broken_is_named() {
    let item = USUAL.replace('\n', " ");
    let all = found(&format!("{item}\n{{broken\n{item}"));
    assert!(all[1].as_ref().is_err_and(|wrong| wrong.starts_with("line 2 is no JSON")), "{all:?}");
    assert_eq!(all.len(), 3);
}

#[test]
fn what_is_no_review_is_refused() {
    for text in ["", "  ", "nonsense", "{\"a\":1", "{\"a\":1}", "[]", "null", "42", "\"ClaimReview\"", "<html></html>"]
    {
        assert!(refused(text).starts_with("a.json: "), "{text}");
    }
    assert!(refused(&"[".repeat(100_000)).contains("recursion"));
    assert!(refused(&format!("{}1{}", "{\"a\":".repeat(1_000), "}".repeat(1_000))).contains("recursion"));
}

#[test]
fn a_file_without_end_is_refused() {
    let error = claim_reviews("a.json", std::io::repeat(b' ')).unwrap_err().to_string();
    assert!(error.contains("limit of 64 MiB"), "{error}");
}

#[test]
fn fields_of_any_kind_are_no_trouble() {
    for value in
        ["null", "1", "1e400", "true", "[]", "[[]]", "{}", "[null,{\"@value\":null}]", "\"\"", "\"</script>\\u0000\""]
    {
        for name in ["author", "url", "claimReviewed", "reviewRating", "itemReviewed", "datePublished"] {
            let text = format!(r#"{{"@type":"ClaimReview","{name}":{value}}}"#);
            match claim_reviews("a.json", text.as_bytes()) {
                Ok(all) => assert_eq!(all.len(), 1),
                Err(error) => assert!(value == "1e400", "{text}: {error}"),
            }
        }
    }
}
