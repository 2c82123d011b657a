//! Who is ahead of whom: "Lind edged Ames by 3 points (51 percent to 48 percent)". The margin is of the whole clause,
//! the first share is the subject's and the second the object's.

use std::ops::Range;

use super::candidate::Candidate;
use super::scan::Scan;
use super::{clause, subject, thing};
use crate::lexicon::Class;
use crate::model::Kind;
use crate::text::TokenKind;

/// How far before a figure the verb of its contest may stand.
const FAR: usize = 14;

/// A contest as the sentence tells it.
#[derive(Clone, Debug)]
struct Contest {
    winner: Option<String>,
    verb: String,
    loser: Option<String>,
    /// The margin is in points, so that the bare numbers behind it are shares.
    points: bool,
}

impl Contest {
    /// "Lind beat Ames", "Lind led".
    fn clause(&self) -> Option<String> {
        let parts = [self.winner.as_deref()?, &self.verb, self.loser.as_deref().unwrap_or_default()];
        Some(parts.join(" ").trim_end().to_owned())
    }
}

/// Gives the margins and the shares of a sentence's contests their things.
pub(super) fn complete(scan: &Scan, found: &mut [Candidate]) {
    let mut last: Option<Contest> = None;
    for index in 0..found.len() {
        let from = index.checked_sub(1).map_or(scan.range.start, |before| found[before].tokens.end);
        let candidate = &found[index];
        let told = read(scan, from, candidate).or_else(|| again(scan, from, candidate, last.as_ref()?));
        let new = told.is_some();
        last = told.or(last);
        let Some(contest) = last.as_mut() else { continue };
        let near = new || candidate.tokens.start <= from + 2;
        if near && is_pair(scan, found, index) {
            share(found, index, contest);
        } else if let Some(name) = near.then(|| owner(scan, found, index)).flatten() {
            share(found, index, &Contest { loser: Some(name), ..contest.clone() });
        } else if is_points(scan, &found[index]) {
            contest.points = true;
            if found[index].of.is_none() {
                found[index].of = contest.clause();
            }
        }
    }
}

/// The contest whose verb stands between `from` and the candidate.
fn read(scan: &Scan, from: usize, candidate: &Candidate) -> Option<Contest> {
    let text = scan.text;
    let start = candidate.tokens.start;
    let verb = (from.max(start.saturating_sub(FAR))..start)
        .rev()
        .take_while(|at| !matches!(text.str(*at), ";" | ":" | "(" | ")"))
        .find(|at| text.in_class(*at, Class::Contest) && !is_noun(scan, *at))?;
    let winner = subject::actor(text, scan.range.start, verb).map(|tokens| thing::words(text, tokens));
    let by = (verb + 1..start).find(|at| text.is(*at, "by") || clause::is_break(text, *at)).unwrap_or(start);
    let loser = name(scan, verb + 1..by);
    Some(Contest { winner, verb: text.str(verb).to_owned(), loser, points: false })
}

/// "modest leads", "the lead".
fn is_noun(scan: &Scan, at: usize) -> bool {
    at > scan.range.start
        && [Class::Determiner, Class::Adjective].iter().any(|class| scan.text.in_class(at - 1, *class))
}

/// "… and Orr by nine points": the same verb with another object.
fn again(scan: &Scan, from: usize, candidate: &Candidate, last: &Contest) -> Option<Contest> {
    let text = scan.text;
    let by = candidate.tokens.start.checked_sub(1).filter(|at| *at > from && text.is(*at, "by"))?;
    let and = (from..by).find(|at| text.in_class(*at, Class::Conjunction))?;
    let loser = name(scan, and + 1..by)?;
    Some(Contest { loser: Some(loser), points: false, ..last.clone() })
}

/// Whoever is beaten: "Ames", "the doctor from Westhaven".
fn name(scan: &Scan, tokens: Range<usize>) -> Option<String> {
    const LONGEST: usize = 7;
    let text = scan.text;
    let start =
        tokens.clone().find(|at| !text.in_class(*at, Class::Preposition) && !text.in_class(*at, Class::Adverb))?;
    let pronoun = text.in_class(start, Class::Pronoun) || clause::is_verb(text, start);
    let plain = (start..tokens.end).all(|at| text.kind(at) == Some(TokenKind::Word) || text.str(at) == ".");
    (!pronoun && plain && tokens.end - start <= LONGEST).then(|| thing::words(text, start..tokens.end))
}

/// "51 percent to 48 percent", "51 to 48".
fn is_pair(scan: &Scan, found: &[Candidate], index: usize) -> bool {
    let Some(next) = found.get(index + 1) else { return false };
    let figures = |candidate: &Candidate| matches!(candidate.quantity.kind, Kind::Percent | Kind::Number);
    let between = found[index].tokens.end..next.tokens.start;
    figures(&found[index]) && figures(next) && between.len() == 1 && scan.text.is(between.start, "to")
}

/// The name in "51 percent to Ames's 48 percent".
fn owner(scan: &Scan, found: &[Candidate], index: usize) -> Option<String> {
    const LONGEST: usize = 5;
    let text = scan.text;
    let next = found.get(index + 1)?;
    let between = found[index].tokens.end..next.tokens.start;
    let shares = found[index].quantity.kind == Kind::Percent && next.quantity.kind == Kind::Percent;
    let owned = between.len() > 2 && between.len() < LONGEST && matches!(text.str(between.end - 1), "'s" | "’s");
    (shares && owned && text.is(between.start, "to")).then(|| name(scan, between.start + 1..between.end - 1)).flatten()
}

/// Gives the two shares to the two sides; bare numbers behind a margin in points are percentages.
fn share(found: &mut [Candidate], index: usize, contest: &Contest) {
    for (candidate, side) in found[index..].iter_mut().zip([&contest.winner, &contest.loser]) {
        candidate.of.clone_from(side);
        if contest.points && candidate.quantity.kind == Kind::Number {
            candidate.quantity.kind = Kind::Percent;
            candidate.quantity.unit = Some("%".to_owned());
            candidate.rule = "share of a contest";
        }
    }
}

/// "by 3 points", "about 0.5 percentage points".
fn is_points(scan: &Scan, candidate: &Candidate) -> bool {
    candidate.quantity.kind == Kind::Percent && candidate.core.clone().any(|at| scan.is_any(at, &["point", "points"]))
}
