//! Raised, lowered and struck letters of a page, which its text would lose: "300<sup>1</sup> people" is no 3,001 people.
//!
//! Raised digits become the characters for them (10⁶, m², and 300¹ with a note), but the cents of a price stand after a point; what
//! was struck out is no part of the text.

use dom_query::{Document, NodeRef};

use crate::ingest::raised::{Moved, digits};

/// Writes raised and lowered digits so that they stay what they are, and takes out what was struck.
pub(super) fn keep(page: &Document) {
    page.select("del, s, strike").remove();
    for (name, moved) in [("sup", Moved::Up), ("sub", Moved::Down)] {
        for node in page.select(name).nodes() {
            let text = node.text();
            let Some(written) = digits(&text, moved) else { continue };
            let text = text.trim();
            let cents = moved == Moved::Up && is_cents(text) && follows_price(node);
            node.set_text(if cents { format!(".{text}") } else { written });
        }
    }
}

fn is_cents(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the whole number of a price stands right before: "$1".
fn follows_price(node: &NodeRef<'_>) -> bool {
    let before = node.prev_sibling().map(|before| before.text().to_string()).unwrap_or_default();
    let whole = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    whole.len() < before.len() && whole.ends_with(['$', '£', '€'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_join_no_number() {
        for (body, wanted) in [
            ("300<sup>1</sup> people", "300¹ people"),
            ("300<sup><a href=#fn1>12</a></sup> people", "300¹² people"),
            ("10<sup>6</sup> fish, 10<sup>-3</sup> m", "10⁶ fish, 10⁻³ m"),
            ("40 m<sup>2</sup> of CO<sub>2</sub>", "40 m² of CO₂"),
            ("$1<sup>99</sup> or £1,200<sup>50</sup>", "$1.99 or £1,200.50"),
            ("in 20<sup>99</sup>", "in 20⁹⁹"),
            ("the 1<sup>st</sup> of 3", "the 1st of 3"),
            ("<del>500</del><ins>700</ins> and <s>40</s>50", "700 and 50"),
        ] {
            let page = Document::from(format!("<html><body><p>{body}</p></body></html>"));
            keep(&page);
            assert_eq!(page.select("p").text().as_ref(), wanted);
        }
    }
}
