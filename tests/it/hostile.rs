//! The engine on hostile input: no panic, spans that hold, the same claims every time, time that grows with the text.

use claimlog::extract::extract;
use claimlog::model::{Document, Metadata};
use proptest::prelude::*;

use crate::laws;

/// Pieces that numbers, units, quotations and names are made of.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "5",
        "1,000",
        "two",
        "hundred",
        "and",
        "a",
        "half",
        "million",
        "$",
        "£",
        "%",
        "percent",
        "to",
        "-",
        "–",
        "between",
        "from",
        "about",
        "more than",
        "km",
        "year",
        "years",
        "ago",
        "last week",
        "May",
        "2019",
        "Q4",
        "of",
        "the",
        "in",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "said",
        "Lind",
        "according to",
        "he",
        "people",
        ".",
        ",",
        "\n\n",
        "(",
        ")",
        "½",
        "٥",
        "５",
        "\u{200b}",
        "é",
        "e\u{301}",
        "😀",
        "\0",
        "1e9",
        "x10^",
        "st",
        "'s",
        "under",
        "sanctions",
        "report",
        "that",
        "U.S.",
        "Dr.",
        "aged",
        "old",
        "times",
        "doubled",
        "one in five",
        ":",
        "/",
        "rose",
        "by",
        "end",
    ];
    prop_oneof![
        8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 4000 }))]

    #[test]
    fn laws_hold_on_pieces(pieces in prop::collection::vec((piece(), prop::sample::select(vec!["", " ", " ", " "])), 0..40)) {
        laws::hold(&pieces.into_iter().map(|(piece, gap)| piece + gap).collect::<String>());
    }

    #[test]
    fn laws_hold_on_printable_text(text in "\\PC{0,80}") {
        laws::hold(&text);
    }

    #[test]
    fn laws_hold_on_any_characters(text in prop::collection::vec(any::<char>(), 0..80)) {
        laws::hold(&text.into_iter().collect::<String>());
    }
}

/// Inputs that made other extractors hang, each 200 kB: they end, and their laws hold.
#[test]
fn long_runs_end() {
    for piece in [
        "1,",
        "$",
        "1-1-",
        "\"",
        "“",
        "(",
        "1 ",
        "one ",
        "hundred ",
        "and ",
        "a ",
        "million ",
        "9",
        "1.",
        "of ",
        "said ",
        "Lind ",
        "5 to ",
        "more than ",
        "half ",
        "‘a ",
        "U.S.",
        "\n",
        "half a million ",
        "10 km ",
        "the ",
        "5%",
        "in 2019 ",
        "last week ",
        "according to ",
        "“a” said b. ",
        "Mr. ",
        "Lind said 5. ",
        "in May 2019 ",
        "\0",
        "\r\n",
        "5\n\n",
        "e\u{301}",
        "5\u{301}",
        "5\u{200b}",
        ",00",
        "1e9",
        "1/",
        "½",
        "two hundred and ",
        "two hundred thousand ",
        "8\" ",
        "6'3\" ",
        "1'000",
        "a litre ",
        "1 over ",
        "5 ± ",
        "1,5 ",
        "[3,",
        "2^2",
        "7 feet, ",
        "chapters 3 and ",
        "more than 5 and ",
        "million, two hundred ",
        "percent of ",
        "dollars 5 and ",
        "fifty-",
        "one point ",
        "per 100 ",
        "“‘«\"",
        "“40 ships ‘came «said Lind ",
        "lind said 40 ships came the mayor said that 30 came and ",
        "WE LOST 40 SHIPS, LIND SAID. ",
        "LIND: We lost 40 ships.\n",
        "Q: How many? A: 40 ships.\n\n",
        "who said 40, ",
        "Lind denied that Ames said that 40 came, ",
        "the mayor of the port of ",
        "when the mayor said 40 came, ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let document = Document::new(text, Metadata::default());
        let claims = extract(&document);
        assert!(claims.iter().all(|claim| document.text.get(claim.mention.span.range()).is_some()), "{piece:?}");
    }
}

/// Marks of all kinds, unbalanced, unclosed and nested, around claims with sources.
#[test]
fn laws_hold_whatever_the_marks() {
    let marks = ["\"", "“", "”", "‘", "’", "«", "»", "'", "„", "``", "''"];
    for open in marks {
        for close in marks {
            laws::hold(&format!(
                "{open}We lost 40 ships in May,{close} Lind said. {open}The storm took 30 more.\n\n{close}And 20 left{open}, \
                 according to {open}the mayor{close}, who is 50."
            ));
        }
    }
    laws::hold(&format!("{}40 ships came{}, Lind said.", "“".repeat(10_000), "”".repeat(10_000)));
}

/// A sentence without an end, and one without a stop or a capital.
#[test]
fn laws_hold_in_endless_sentences() {
    for piece in [
        "40 ships came and Lind said that ",
        "the pilots of the port of the town of the mayor said 40 came ",
        "SAID LIND 40 ",
    ] {
        laws::hold(&piece.repeat(300));
    }
}

#[test]
fn odd_numbers_have_no_wrong_value() {
    for (text, value) in [
        ("It has 1e999 cells.", None),
        ("It has 500,\u{200b}000 cells.", Some("500000")),
        ("It has ５００ cells.", Some("500")),
        ("It has ٥٠٠ cells.", Some("500")),
    ] {
        let claims = extract(&Document::new(text.to_owned(), Metadata::default()));
        let found = claims.first().and_then(|claim| claim.mention.quantity.value).map(|value| value.to_string());
        assert_eq!(found.as_deref(), value, "{text}");
    }
    let long = format!("It has {} cells.", "9".repeat(300_000));
    assert!(
        extract(&Document::new(long, Metadata::default())).iter().all(|claim| claim.mention.quantity.value.is_none())
    );
}
