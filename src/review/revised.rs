//! What a new revision of an article changed in its numbers: the claims of two texts → kept, changed, new and gone.
//!
//! A claim is kept when its words stand in an equal sentence. Of the other sentences those are paired that are most alike
//! (the share of their words that they have in common, numbers left out), and within a pair the claims of one kind in their
//! order: "Some 30,000 came" → "Some 13,000 came". What has no partner is new or gone. The time is linear in the claims.

use std::collections::{HashMap, VecDeque};

use crate::model::{Folded, Quantity, Record};

/// Two claims that stand for one another in two texts.
pub type Pair<'r> = (&'r Record, &'r Record);

/// What became of the claims of a text in another one.
#[derive(Clone, Debug, Default)]
pub struct Changes<'r> {
    /// Claims whose words stand in an equal sentence.
    pub kept: Vec<Pair<'r>>,
    /// Claims that say the same number in a sentence that was reworded.
    pub reworded: Vec<Pair<'r>>,
    /// Claims that say another number, or the same one with another hedge, unit or rate.
    pub changed: Vec<Pair<'r>>,
    /// Claims that the other text has and the first had not.
    pub new: Vec<&'r Record>,
    /// Claims that the first text had and the other has not.
    pub gone: Vec<&'r Record>,
}

/// What became of one claim.
#[derive(Clone, Copy, Debug)]
pub enum Fate<'r> {
    /// It stands as it was.
    Kept(&'r Record),
    /// Its sentence was reworded, its number is the same.
    Reworded(&'r Record),
    /// It says another number.
    Changed(&'r Record),
    /// It is gone.
    Gone,
}

/// Sentences are paired when they share at least this part of their words.
const ALIKE: f64 = 0.5;

/// A word says something of which sentence is meant when no more sentences than this have it; so no text costs more than its
/// length.
const TELLING: usize = 48;

/// Finds what became of the claims of a text in another one, both in the order of their texts.
///
/// ```no_run
/// # fn show(before: &[claimlog::model::Record], after: &[claimlog::model::Record]) {
/// let changes = claimlog::review::changes(before, after);
/// println!("{} numbers changed", changes.changed.len());
/// # }
/// ```
#[must_use]
pub fn changes<'r>(before: &'r [Record], after: &'r [Record]) -> Changes<'r> {
    let mut changes = Changes::default();
    let (before, after) = keep(before, after, &mut changes);
    let (before, after) = (sentences(&before), sentences(&after));
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for (_, old, new) in alike(&before, &after) {
        if partner[old].is_none() && !taken[new] {
            (partner[old], taken[new]) = (Some(new), true);
        }
    }
    for (old, new) in partner.iter().enumerate() {
        match new {
            Some(new) => pair(&before[old].claims, &after[*new].claims, &mut changes),
            None => changes.gone.extend(&before[old].claims),
        }
    }
    let alone = after.iter().zip(taken).filter(|(_, taken)| !taken);
    changes.new.extend(alone.flat_map(|(sentence, _)| &sentence.claims));
    changes.sort();
    changes
}

impl<'r> Changes<'r> {
    /// Whether no number changed, came or went.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.new.is_empty() && self.gone.is_empty()
    }

    /// What became of a claim of the first text; `None` when it is none of them.
    #[must_use]
    pub fn fate(&self, claim: &Record) -> Option<Fate<'r>> {
        let id = claim.claim.id;
        let find = |pairs: &[Pair<'r>]| pairs.iter().find(|(old, _)| old.claim.id == id).map(|(_, new)| *new);
        let gone = || self.gone.iter().any(|old| old.claim.id == id).then_some(Fate::Gone);
        let changed = find(&self.changed).map(Fate::Changed).or_else(|| find(&self.reworded).map(Fate::Reworded));
        changed.or_else(|| find(&self.kept).map(Fate::Kept)).or_else(gone)
    }

    fn sort(&mut self) {
        let place = |record: &Record| record.claim.mention.span.start;
        for pairs in [&mut self.kept, &mut self.reworded, &mut self.changed] {
            pairs.sort_by_key(|(old, _)| place(old));
        }
        self.new.sort_by_key(|record| place(record));
        self.gone.sort_by_key(|record| place(record));
    }
}

/// Takes out the claims whose words stand in an equal sentence, those that stand several times in their order.
fn keep<'r>(
    before: &'r [Record],
    after: &'r [Record],
    changes: &mut Changes<'r>,
) -> (Vec<&'r Record>, Vec<&'r Record>) {
    let words = |it: &Record| [&it.wording.sentence, &it.wording.mention].map(|it| Folded::of(it).words().to_owned());
    let mut standing: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (at, record) in after.iter().enumerate() {
        standing.entry(words(record)).or_default().push_back(at);
    }
    let (mut old, mut kept) = (Vec::new(), vec![false; after.len()]);
    for record in before {
        match standing.get_mut(&words(record)).and_then(VecDeque::pop_front) {
            Some(at) => {
                kept[at] = true;
                changes.kept.push((record, &after[at]));
            }
            None => old.push(record),
        }
    }
    (old, after.iter().zip(kept).filter(|(_, kept)| !kept).map(|(record, _)| record).collect())
}

/// A sentence with its claims.
struct Sentence<'r> {
    /// Its words in the order of the alphabet, each as often as it stands there; numbers are left out.
    words: Vec<String>,
    claims: Vec<&'r Record>,
}

/// The claims by their sentences, in the order of the text.
fn sentences<'r>(claims: &[&'r Record]) -> Vec<Sentence<'r>> {
    let mut all: Vec<Sentence<'r>> = Vec::new();
    let mut last = None;
    for record in claims {
        if last != Some(record.claim.sentence) {
            all.push(Sentence { words: words(&record.wording.sentence), claims: Vec::new() });
        }
        last = Some(record.claim.sentence);
        if let Some(sentence) = all.last_mut() {
            sentence.claims.push(record);
        }
    }
    all
}

fn words(sentence: &str) -> Vec<String> {
    let folded = Folded::of(sentence);
    let parts = folded.words().split(|c: char| !c.is_alphanumeric());
    let telling = |part: &&str| !part.is_empty() && !part.contains(|c: char| c.is_ascii_digit());
    let mut words: Vec<_> = parts.filter(telling).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Pairs of sentences that are alike, the most alike first; of equals those nearest to each other in the order.
fn alike(before: &[Sentence<'_>], after: &[Sentence<'_>]) -> Vec<(f64, usize, usize)> {
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, sentence) in after.iter().enumerate() {
        let mut words: Vec<_> = sentence.words.iter().map(String::as_str).collect();
        words.dedup();
        words.into_iter().for_each(|word| holders.entry(word).or_default().push(at));
    }
    let mut pairs = Vec::new();
    for (old, sentence) in before.iter().enumerate() {
        let lists = sentence.words.iter().filter_map(|word| holders.get(word.as_str()));
        let mut candidates: Vec<_> = lists.filter(|list| list.len() <= TELLING).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let scored = candidates.into_iter().map(|new| (likeness(&sentence.words, &after[new].words), old, new));
        pairs.extend(scored.filter(|(score, ..)| *score >= ALIKE));
    }
    pairs.sort_by(|one, other| {
        let apart = |pair: &(f64, usize, usize)| pair.1.abs_diff(pair.2);
        other.0.total_cmp(&one.0).then(apart(one).cmp(&apart(other))).then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    pairs
}

/// The share of their words that two sentences have in common (Dice's coefficient), 0 to 1.
fn likeness(one: &[String], other: &[String]) -> f64 {
    let (mut at, mut common) = (0, 0_u32);
    for word in one {
        while at < other.len() && other[at] < *word {
            at += 1;
        }
        if other.get(at) == Some(word) {
            at += 1;
            common += 1;
        }
    }
    let all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { 2.0 * f64::from(common) / f64::from(all) }
}

/// Pairs the claims of two sentences that are alike: first those that say the same, then those of one kind about the same
/// thing, then those of one kind, each in their order.
fn pair<'r>(before: &[&'r Record], after: &[&'r Record], changes: &mut Changes<'r>) {
    let (mut before, mut after) = (before.to_vec(), after.to_vec());
    let same = |one: &Record, other: &Record| said(one) == said(other);
    let kind = |record: &Record| record.claim.mention.quantity.kind;
    let thing = |record: &Record| record.claim.mention.of.as_deref().map(str::to_lowercase);
    changes.reworded.extend(matched(&mut before, &mut after, same));
    let of_thing = |one: &Record, other: &Record| kind(one) == kind(other) && thing(one) == thing(other);
    changes.changed.extend(matched(&mut before, &mut after, of_thing));
    changes.changed.extend(matched(&mut before, &mut after, |one, other| kind(one) == kind(other)));
    changes.gone.extend(before);
    changes.new.extend(after);
}

/// Takes out each claim with the first one that fits. A sentence of very many claims is looked through only so far.
fn matched<'r>(
    before: &mut Vec<&'r Record>,
    after: &mut Vec<&'r Record>,
    fits: impl Fn(&Record, &Record) -> bool,
) -> Vec<Pair<'r>> {
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    let mut others: VecDeque<&'r Record> = after.drain(..).collect();
    for old in before.drain(..) {
        match others.iter().take(TELLING).position(|new| fits(old, new)).and_then(|at| others.remove(at)) {
            Some(new) => pairs.push((old, new)),
            None => left.push(old),
        }
    }
    *before = left;
    after.extend(others);
    pairs
}

/// What a claim says in numbers, without its place.
fn said(record: &Record) -> Quantity {
    let quantity = &record.claim.mention.quantity;
    let number = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize());
    let place = crate::span::Span { start: 0, end: 0 };
    Quantity {
        span: place,
        value: number(quantity.value),
        low: number(quantity.low),
        high: number(quantity.high),
        ..quantity.clone()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{ClaimId, Kind, Modifier};
    use crate::review::fixture;
    use crate::span::Span;

    /// The claims of a text: its numbers, each with the sentence around it; those behind a £ are money, those before a % a
    /// percentage, and what follows a count is its thing.
    fn claims(text: &str) -> Vec<Record> {
        let mut found = Vec::new();
        let mut start = 0;
        for sentence in text.split_inclusive(". ") {
            let whole = Span::new(start, start + sentence.trim_end().len());
            found.extend(
                numbers(sentence).map(|(at, digits)| claim(text, whole, Span::new(start + at, start + at + digits))),
            );
            start += sentence.len();
        }
        found
    }

    fn numbers(sentence: &str) -> impl Iterator<Item = (usize, usize)> {
        let is_digit = |c: char| c.is_ascii_digit() || c == ',';
        let starts =
            sentence.char_indices().filter(move |(at, c)| c.is_ascii_digit() && !sentence[..*at].ends_with(is_digit));
        starts.map(move |(at, _)| (at, sentence[at..].find(|c| !is_digit(c)).unwrap_or(sentence.len() - at)))
    }

    fn claim(text: &str, sentence: Span, span: Span) -> Record {
        let mut record = fixture::record();
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let kind = if before.ends_with('£') {
            Kind::Money
        } else if after.starts_with('%') {
            Kind::Percent
        } else {
            Kind::Count
        };
        let mention = span.of(text);
        let quantity = &mut record.claim.mention.quantity;
        quantity.kind = kind;
        quantity.span = span;
        quantity.value = mention.replace(',', "").parse().ok();
        quantity.modifier = if before.ends_with("about ") { Modifier::About } else { Modifier::Exact };
        record.claim.mention.span = span;
        record.claim.mention.of = after.trim_start().split([' ', '.', ',']).next().map(str::to_owned);
        record.claim.sentence = sentence;
        record.claim.id = ClaimId::of(record.claim.document, span, kind);
        record.wording.mention = mention.to_owned();
        record.wording.sentence = sentence.of(text).to_owned();
        record
    }

    /// "kept 1; 30→13; new 5; gone 2".
    fn told(before: &str, after: &str) -> String {
        let (before, after) = (claims(before), claims(after));
        let found = changes(&before, &after);
        let mention = |record: &Record| record.wording.mention.clone();
        let pairs = |name: &str, pairs: &[Pair<'_>]| {
            pairs.iter().map(|(old, new)| format!("; {name} {}→{}", mention(old), mention(new))).collect::<String>()
        };
        let alone = |name: &str, records: &[&Record]| {
            records.iter().map(|record| format!("; {name} {}", mention(record))).collect::<String>()
        };
        format!(
            "kept {}{}{}{}{}",
            found.kept.len(),
            pairs("reworded", &found.reworded),
            pairs("changed", &found.changed),
            alone("new", &found.new),
            alone("gone", &found.gone)
        )
    }

    #[test]
    fn the_same_text_keeps_all() {
        let text = "Some 30,000 people crossed. Of the 14 ferries 3 were full. They paid £20 each.";
        assert_eq!(told(text, text), "kept 4");
        assert_eq!(told("", text), "kept 0; new 30,000; new 14; new 3; new 20");
        assert_eq!(told(text, "Nothing."), "kept 0; gone 30,000; gone 14; gone 3; gone 20");
    }

    #[test]
    fn a_number_that_was_changed_in_its_sentence_is_found() {
        let before = "Some 30,000 people crossed the strait on Monday. The harbour has 14 ferries.";
        let after = "Some 13,000 people crossed the strait on Monday. The harbour has 14 ferries.";
        assert_eq!(told(before, after), "kept 1; changed 30,000→13,000");
    }

    #[test]
    fn a_hedge_counts_as_a_change_and_another_writing_does_not() {
        let (before, after) = ("The fire burned 400 boats in Harn.", "The fire burned about 400 boats in Harn.");
        assert_eq!(told(before, after), "kept 0; changed 400→400");
        assert_eq!(
            told("It burned 4,000 boats in Harn.", "It burned 4000 boats in Harn."),
            "kept 0; reworded 4,000→4000"
        );
    }

    #[test]
    fn a_sentence_may_be_reworded_and_moved() {
        let before = "The council lent the port £700 in May. Divers found 12 anchors below the old pier.";
        let after = "Divers found 12 anchors under the old pier. In May the council lent the port £900.";
        assert_eq!(told(before, after), "kept 0; reworded 12→12; changed 700→900");
    }

    #[test]
    fn numbers_of_other_kinds_and_sentences_are_no_change_of_each_other() {
        let before = "The mayor spent £200 on flags. Nine streets flooded after 40 hours of rain.";
        let after = "The mayor spent 5% on flags. A baker sold 88 loaves to the crews.";
        assert_eq!(told(before, after), "kept 0; new 5; new 88; gone 200; gone 40");
    }

    #[test]
    fn several_numbers_of_a_sentence_are_paired_by_what_they_count() {
        let before = "The storm sank 30 boats and 4 barges off the coast of Harn.";
        let after = "The storm sank 5 barges and 31 boats off the coast of Harn.";
        assert_eq!(told(before, after), "kept 0; changed 30→31; changed 4→5");
    }

    #[test]
    fn a_sentence_that_stands_twice_is_kept_twice_and_no_more() {
        let line = "Lysvik counts 18 dockers. ";
        assert_eq!(told(&line.repeat(2), line), "kept 1; gone 18");
        assert_eq!(told(line, &line.repeat(2)), "kept 1; new 18");
    }

    #[test]
    fn a_claim_has_one_fate() {
        let before = claims("Some 30 people came to the quay. It cost £20.");
        let after = claims("Some 13 people came to the quay.");
        let found = changes(&before, &after);
        assert!(matches!(found.fate(&before[0]), Some(Fate::Changed(now)) if now.wording.mention == "13"));
        assert!(matches!(found.fate(&before[1]), Some(Fate::Gone)));
        assert!(found.fate(&claims("Other 7.")[0]).is_none());
        assert!(!found.is_empty() && changes(&before, &before).is_empty());
    }

    #[test]
    fn tables_of_very_many_like_rows_cost_no_more_than_their_length() {
        let table = |by: usize| (0..20_000).map(|row| format!("Ships in row {} there. ", row * by)).collect::<String>();
        let (before, after) = (claims(&table(1)), claims(&table(3)));
        let found = changes(&before, &after);
        let all = found.kept.len() + found.reworded.len() + found.changed.len();
        assert_eq!((all + found.gone.len(), all + found.new.len()), (20_000, 20_000));
    }

    proptest! {
        /// Every claim of either text is in one list, once.
        #[test]
        fn nothing_is_lost_and_nothing_told_twice(
            before in prop::collection::vec(("[ab]{1,3}", 0_u8..4), 0..12),
            after in prop::collection::vec(("[ab]{1,3}", 0_u8..4), 0..12),
        ) {
            let text = |parts: Vec<(String, u8)>| -> String {
                parts.iter().map(|(word, number)| format!("The {word} had {number} men. ")).collect()
            };
            let (before, after) = (claims(&text(before)), claims(&text(after)));
            let found = changes(&before, &after);
            let pairs = || found.kept.iter().chain(&found.reworded).chain(&found.changed);
            let mut old: Vec<_> = pairs().map(|(old, _)| old.claim.id).chain(found.gone.iter().map(|it| it.claim.id)).collect();
            let mut new: Vec<_> = pairs().map(|(_, new)| new.claim.id).chain(found.new.iter().map(|it| it.claim.id)).collect();
            let ids = |records: &[Record]| {
                let mut ids: Vec<_> = records.iter().map(|it| it.claim.id).collect();
                ids.sort_unstable();
                ids
            };
            old.sort_unstable();
            new.sort_unstable();
            prop_assert_eq!(old, ids(&before));
            prop_assert_eq!(new, ids(&after));
        }
    }
}
