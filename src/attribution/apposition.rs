//! What stands behind a name between commas and says who somebody is: "Lind, 45, a pilot in Salem, Ore., who flew 40".

use super::sort::{Sort, Sorted, sort};
use super::subject::is_finite;
use crate::lexicon::lexicon;

/// An apposition of more words is a clause of its own.
const LONGEST: usize = 25;

/// The end of a phrase that reaches to `from`, with the appositions behind it. `closed` asks for a comma behind each, so
/// that "According to Lind, the city paid 40" is not taken for one.
pub(super) fn end(text: &Sorted, from: usize, limit: usize, closed: bool) -> usize {
    let mut end = from;
    while let Some(stop) = one(text, end, limit).filter(|stop| !closed || sort(text, *stop) == Sort::Comma) {
        end = stop;
    }
    end
}

/// The end of the apposition behind the comma at `comma`.
fn one(text: &Sorted, comma: usize, limit: usize) -> Option<usize> {
    let start = comma + 1;
    if start >= limit || sort(text, comma) != Sort::Comma {
        return None;
    }
    let stop = (start..limit.min(start + LONGEST)).find(|at| parts(sort(text, *at)));
    let stop = stop.or((limit <= start + LONGEST).then_some(limit)).filter(|stop| *stop > start)?;
    let fits = match sort(text, start) {
        Sort::Relative => true,
        Sort::Determiner => !has_clause(text, start, stop),
        Sort::Noun => has_office(text, start, stop) && !has_clause(text, start, stop),
        Sort::Number => stop == start + 1,
        Sort::Name => stop <= start + 3 && (start..stop).all(|at| matches!(sort(text, at), Sort::Name | Sort::Joint)),
        _ => false,
    };
    fits.then_some(stop)
}

/// Whether an office or a trade is named: "chairman of the board".
fn has_office(text: &Sorted, start: usize, stop: usize) -> bool {
    (start..stop).any(|at| lexicon().titles.of_word(text.word(at)).next().is_some())
}

/// Signs and words at which an apposition ends.
fn parts(sort: Sort) -> bool {
    matches!(sort, Sort::Comma | Sort::Stop | Sort::Mark | Sort::Colon | Sort::Dash | Sort::Divider)
}

/// Whether a finite verb stands in it that no "who" goes before.
fn has_clause(text: &Sorted, start: usize, stop: usize) -> bool {
    let relative = (start..stop).find(|at| matches!(sort(text, *at), Sort::Relative | Sort::That)).unwrap_or(stop);
    (start + 1..relative)
        .any(|at| is_finite(text, at) && sort(text, at - 1) != Sort::Determiner && !participle(text, at))
}

/// "a group founded in 1990": a verb form that describes.
fn participle(text: &Sorted, at: usize) -> bool {
    sort(text, at) == Sort::Verb
        && ["ed", "en", "ing"].iter().any(|end| text.str(at).ends_with(end))
        && matches!(sort(text, at + 1), Sort::Preposition | Sort::Noun | Sort::Name | Sort::Calendar | Sort::Adverb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The words behind the first comma that describe what stands before it.
    fn apposition(source: &str, closed: bool) -> &str {
        let text = Text::new(source);
        let text = Sorted::new(&text);
        let comma = (0..text.tokens.len()).find(|at| text.is(*at, ",")).unwrap();
        let end = end(&text, comma, text.tokens.len(), closed);
        text.span(comma..end).of(source)
    }

    #[test]
    fn takes_what_says_who_somebody_is() {
        for words in
            [", 45", ", 45, a pilot in Varn", ", who flew there", ", chairman of the board", ", the mayor of Varn"]
        {
            assert_eq!(apposition(&format!("Lind{words}."), false), words);
        }
    }

    #[test]
    fn leaves_clauses_alone() {
        assert_eq!(apposition("Lind, the city has paid.", false), "");
        assert_eq!(apposition("Lind, but not all.", false), "");
        assert_eq!(apposition("Lind, the city paid", true), "");
    }
}
