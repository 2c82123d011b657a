//! Sentences: at full stops, question and exclamation marks that end one.
//!
//! "Dr. Ames paid $1.5 million to Harbor Inc. in the U.S. He left." → two. What follows decides: a sentence begins with a
//! capital, a digit or an opening mark; after an abbreviation only with a word that usually begins one.

use std::ops::Range;

use crate::lexicon::{Abbreviation, Class, lexicon};
use crate::span::Span;
use crate::text::{Shape, Token, TokenKind};

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The place, without white space around it.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The index of its paragraph.
    pub paragraph: usize,
}

/// The most tokens of a sentence. No writer's is so long; a file without full stops must not cost the square of its size
/// where each claim is printed with its sentence.
const LONGEST: usize = 250;

/// Splits paragraphs into sentences.
pub(super) fn split(source: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let view = View { source, tokens };
    for (paragraph, range) in paragraphs.iter().enumerate() {
        let mut start = range.start;
        let mut at = range.start;
        while at < range.end {
            let full = (at + 1 - start >= LONGEST && at + 1 < range.end).then_some(at + 1);
            let end = view.end_after(at, range).or(full);
            if let Some(end) = end {
                sentences.push(sentence(tokens, start..end, paragraph));
                start = end;
            }
            at = end.unwrap_or(at + 1);
        }
        if start < range.end {
            sentences.push(sentence(tokens, start..range.end, paragraph));
        }
    }
    sentences
}

fn sentence(tokens: &[Token], range: Range<usize>, paragraph: usize) -> Sentence {
    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
    Sentence { span, tokens: range, paragraph }
}

struct View<'t> {
    source: &'t str,
    tokens: &'t [Token],
}

impl View<'_> {
    fn str(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.source))
    }

    /// The token after the sentence that ends at or right behind `at`, if one ends there.
    fn end_after(&self, at: usize, paragraph: &Range<usize>) -> Option<usize> {
        let may_end = match self.tokens[at].kind {
            TokenKind::Word => self.str(at).ends_with('.'),
            TokenKind::Number => false,
            TokenKind::Sign => matches!(self.str(at), "." | "!" | "?" | "…" | "‼" | "⁇"),
        };
        if !may_end {
            return None;
        }
        let end = self.closing_marks(at + 1, paragraph.end);
        if end >= paragraph.end {
            return None;
        }
        let touching = self.tokens[end - 1].span.end == self.tokens[end].span.start;
        let closed = end > at + 1 && !matches!(self.str(end - 1), ")" | "]");
        (!touching && self.begins(end) && (closed && !self.lower(end) || self.stops(at, end, paragraph.start)))
            .then_some(end)
    }

    /// Behind a stop: more stops, closing quotation marks and brackets belong to the sentence.
    fn closing_marks(&self, mut at: usize, end: usize) -> usize {
        while at < end
            && self.touches(at)
            && matches!(self.str(at), "”" | "\"" | "’" | "'" | "»" | ")" | "]" | "." | "!" | "?" | "…")
        {
            at += 1;
        }
        at
    }

    fn touches(&self, at: usize) -> bool {
        self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    fn lower(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Word && self.tokens[at].shape == Shape::Lower
    }

    /// Whether a sentence can begin here.
    fn begins(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            TokenKind::Word => !self.lower(at),
            TokenKind::Number => true,
            TokenKind::Sign => matches!(
                self.str(at),
                "“" | "\"" | "‘" | "'" | "«" | "(" | "[" | "—" | "–" | "-" | "$" | "£" | "€" | "•" | "*"
            ),
        }
    }

    /// Whether the stop at `at` ends the sentence, given that one can begin at `next`.
    fn stops(&self, at: usize, next: usize, first: usize) -> bool {
        if self.str(at) != "." {
            return self.tokens[at].kind == TokenKind::Sign || self.usual_start(next);
        }
        if at == first {
            return false;
        }
        let before = at - 1;
        let word = self.tokens[before];
        if word.kind != TokenKind::Word || word.span.end != self.tokens[at].span.start {
            return true;
        }
        let text = self.str(before);
        let alone = before == 0 || self.tokens[before - 1].span.end != word.span.start || self.str(before - 1) == ".";
        if alone && text.chars().count() == 1 && text != "I" && word.shape != Shape::Lower {
            return false;
        }
        let digit_next = self.tokens[next].kind == TokenKind::Number;
        match lexicon().abbreviations.of_word(word.word).next() {
            None => true,
            Some(Abbreviation::Title) => word.shape == Shape::Lower,
            Some(Abbreviation::Inside) => word.shape == Shape::Lower && !digit_next || self.usual_start(next),
            Some(Abbreviation::End) => word.shape == Shape::Lower || self.usual_start(next),
        }
    }

    /// Words that begin a sentence more often than they begin a name; quotation marks too.
    fn usual_start(&self, at: usize) -> bool {
        let classes = [
            Class::Determiner,
            Class::Pronoun,
            Class::Preposition,
            Class::Conjunction,
            Class::Subordinator,
            Class::Adverb,
            Class::Auxiliary,
        ];
        match self.tokens[at].kind {
            TokenKind::Word => lexicon().classes.any(self.tokens[at].word, &classes),
            TokenKind::Number => false,
            TokenKind::Sign => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn sentences(source: &str) -> Vec<&str> {
        Text::new(source).sentences.iter().map(|sentence| sentence.span.of(source)).collect()
    }

    #[test]
    fn splits_at_stops() {
        assert_eq!(
            sentences("It fell. Then it rose! Why? Nobody knows."),
            ["It fell.", "Then it rose!", "Why?", "Nobody knows."]
        );
    }

    #[test]
    fn keeps_abbreviations_decimals_and_initials() {
        for one in [
            "Dr. Ames paid $1.5 million.",
            "J. K. Lind spoke on Sept. 4 in Salem.",
            "The U.S. Senate met at 5 p.m. Tuesday.",
            "It is No. 4 of 9.",
            "Harbor Inc. Chairman Lind left.",
        ] {
            assert_eq!(sentences(one), [one]);
        }
    }

    #[test]
    fn ends_after_an_abbreviation_when_a_sentence_begins() {
        assert_eq!(sentences("They sold it to Harbor Inc. The price was low.").len(), 2);
        assert_eq!(sentences("She came from the U.S. He did not.").len(), 2);
        assert_eq!(sentences("It cost 40. The rest was free.").len(), 2);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        assert_eq!(sentences("“It fell.” Lind was there."), ["“It fell.”", "Lind was there."]);
        assert_eq!(sentences("“It fell.” (It rose.) 40 came."), ["“It fell.”", "(It rose.)", "40 came."]);
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        assert_eq!(sentences(&"five ships ".repeat(1000)).len(), 8);
    }

    #[test]
    fn lower_case_goes_on() {
        assert_eq!(sentences("“Did it fall?” he asked. and so on.").len(), 1);
    }
}
