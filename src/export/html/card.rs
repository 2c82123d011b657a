//! A claim as the page shows it: what it says, the verdict that holds with its evidence, those that differ, and those that
//! were replaced.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::link::Link;
use super::standing::{Labels, Standing};
use super::words;
use crate::model::{ErrorSize, Evidence, Record, Revision, Status, Verdict};

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The claim's key, which is the card's id on the page.
    pub id: String,
    /// Its number in the article.
    pub number: usize,
    /// The card whose mark shows it in the text, its own as a rule; `None` when no mark does.
    pub mark: Option<String>,
    /// What is said of it.
    pub standing: Standing,
    /// Where it stands in its life.
    pub status: String,
    /// The mention in the article's words; `None` when its text was taken down.
    pub mention: Option<String>,
    /// The thing counted or measured.
    pub of: Option<String>,
    /// What the program read.
    pub reading: Option<String>,
    /// Who makes the claim, by the fullest name there is.
    pub speaker: Option<String>,
    /// In what capacity.
    pub role: Option<String>,
    /// How the source stands to it, unless it asserts it.
    pub polarity: Option<String>,
    /// What a reader must know to read the verdict rightly.
    pub notes: Vec<String>,
    /// The verdict that holds, or the latest where none does.
    pub verdict: Option<Ruling>,
    /// Other reviewers' verdicts in force.
    pub others: Vec<Ruling>,
    /// Verdicts that later ones replaced, latest first.
    pub earlier: Vec<Ruling>,
    /// How a dispute was resolved.
    pub resolution: Option<Resolution>,
    /// Where the judgement can be read.
    pub published: Option<Link>,
    /// Since which day.
    pub published_on: Option<String>,
    /// By when it is to be checked.
    pub due: Option<String>,
}

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// The rating.
    pub rating: Standing,
    /// The scale with its version.
    pub scale: String,
    /// Who gave it.
    pub reviewer: String,
    /// In what capacity, unless as usual.
    pub role: Option<String>,
    /// When.
    pub given: String,
    /// The same as RFC 3339.
    pub at: String,
    /// Whether it was given without sight of others.
    pub blind: bool,
    /// Why.
    pub explanation: Option<String>,
    /// The whole reasoning.
    pub analysis: Option<String>,
    /// The right value.
    pub corrected: Option<String>,
    /// How far the claim is from it.
    pub error: Option<String>,
    /// Further findings, as name and words.
    pub findings: Vec<(String, String)>,
    /// What it rests on.
    pub evidence: Vec<Proof>,
    /// Why it replaced an earlier one.
    pub change: Option<String>,
    /// The public note on that.
    pub note: Option<String>,
    /// Where it can be read by itself.
    pub published: Option<Link>,
    /// Whether the claim was edited after it.
    pub stale: bool,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Why the source is not named; then the rest says nothing of it.
    pub withheld: Option<String>,
    /// What sort of source it is.
    pub kind: String,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub link: Option<Link>,
    /// Where a copy is kept.
    pub archived: Option<Link>,
    /// When it was read.
    pub accessed: Option<String>,
    /// Where in it.
    pub locator: Option<String>,
    /// What it says.
    pub quote: Option<String>,
    /// The number it gives.
    pub value: Option<String>,
    /// Which way it bears, and how near it is to who counted.
    pub weight: Option<String>,
    /// The file's name and SHA-256.
    pub file: Option<(String, String)>,
}

/// How a dispute was resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Who resolved it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A verdict that replaced another, for the list of corrections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The claim's card.
    pub card: String,
    /// The mention.
    pub mention: Option<String>,
    /// Who changed the verdict.
    pub reviewer: String,
    /// When.
    pub given: String,
    /// The same as RFC 3339.
    pub at: String,
    /// What was said before.
    pub before: Standing,
    /// What was said then.
    pub after: Standing,
    /// Why.
    pub reason: Option<String>,
    /// The public note.
    pub note: Option<String>,
}

impl Card {
    /// The card of a claim.
    #[must_use]
    pub fn new(record: &Record, number: usize, labels: &Labels) -> Self {
        let now = Revision::of(&record.claim);
        let ruling = |verdict: &Verdict| Ruling::new(verdict, labels, now);
        let shown = record.verdict();
        let in_force: Vec<_> = record.in_force().map(|verdict| verdict.id).collect();
        let others = record.in_force().filter(|verdict| Some(verdict.id) != shown.map(|shown| shown.id));
        let earlier = record.verdicts.iter().rev().filter(|verdict| !in_force.contains(&verdict.id));
        let earlier = earlier.filter(|verdict| Some(verdict.id) != shown.map(|shown| shown.id));
        let (quantity, said) = (&record.claim.mention.quantity, record.claim.attribution.as_ref());
        let state = &record.state;
        let day = |day: NaiveDate| words::day_in_words(day);
        Self {
            id: record.claim.id.to_string(),
            number,
            mark: None,
            standing: Standing::of(record, labels),
            status: words::status(record.status()).to_owned(),
            mention: Some(record.wording.mention.clone()).filter(|words| !words.is_empty()),
            of: record.claim.mention.of.clone(),
            reading: words::reading(quantity),
            speaker: said.and_then(|said| said.speaker.clone()).or_else(|| record.wording.source.clone()),
            role: said.and_then(|said| said.role.clone()),
            polarity: said.and_then(|said| words::polarity(said.polarity)).map(str::to_owned),
            notes: notes(record),
            verdict: shown.map(ruling),
            others: others.map(ruling).collect(),
            earlier: earlier.map(ruling).collect(),
            resolution: state.resolution.as_ref().map(|it| Resolution { by: it.by.clone(), reason: it.reason.clone() }),
            published: state.publication.as_ref().map(|it| Link::new(&it.url)),
            published_on: state.publication.as_ref().map(|it| day(it.on)),
            due: state.due.map(day),
        }
    }
}

/// What a reader must know to read the verdict rightly.
fn notes(record: &Record) -> Vec<String> {
    let state = &record.state;
    let mut notes = Vec::new();
    let reason = |start: &str| match &state.reason {
        Some(reason) => format!("{start}: {}.", reason.replace('_', " ").trim_end_matches('.')),
        None => format!("{start}."),
    };
    match record.status() {
        Status::Disputed if state.differences.is_empty() => {
            notes.push("The reviewers’ verdicts differ, and the dispute is open: none of them holds.".to_owned());
        }
        Status::Disputed => {
            let differ: Vec<_> = state.differences.iter().map(|it| words::difference(*it)).collect();
            notes.push(format!(
                "The reviewers’ verdicts differ in {}, and the dispute is open: none of them holds.",
                differ.join(" and ")
            ));
        }
        Status::Reopened => notes.push(reason("The claim was reopened, and is looked at again")),
        Status::Void => notes.push(reason("The claim was taken out")),
        Status::NotCheckable => notes.push(reason("The claim is not to be checked")),
        Status::PendingDate => notes.push(reason("The claim cannot be checked yet")),
        Status::Corrected => {
            notes.push("The published judgement was corrected; the earlier verdict is below.".to_owned());
        }
        _ => {}
    }
    if record.verdict().is_some_and(|verdict| verdict.is_stale(Revision::of(&record.claim))) {
        notes.push("The claim was edited after this verdict, which was given on other words.".to_owned());
    }
    if state.awaits > 0 {
        let why: Vec<_> = state.second_look.iter().map(|why| words::second_look(*why)).collect();
        let because = if why.is_empty() { String::new() } else { format!(", because {}", why.join(" and ")) };
        notes.push(format!(
            "{} still to come{because}.",
            words::count(state.awaits.into(), "verdict is", "verdicts are")
        ));
    }
    if let Some(found) = &record.machine {
        let read = words::reading(&found.mention.quantity).unwrap_or_else(|| "no number".to_owned());
        notes.push(format!("Somebody corrected what the program had read in the article (it had read {read})."));
    }
    notes
}

impl Ruling {
    fn new(verdict: &Verdict, labels: &Labels, now: Revision) -> Self {
        let findings = &verdict.findings;
        Self {
            rating: Standing::rated(verdict, labels.label(verdict)),
            scale: format!("{} {}", verdict.scale, verdict.scale_version),
            reviewer: verdict.reviewer.clone(),
            role: words::role(verdict.role).map(str::to_owned),
            given: words::moment_in_words(verdict.given_at),
            at: crate::export::moment(verdict.given_at),
            blind: verdict.blind,
            explanation: verdict.explanation.clone(),
            analysis: findings.analysis.clone(),
            corrected: verdict.correction.as_ref().and_then(words::correction),
            error: verdict.error.as_ref().map(difference),
            findings: found(verdict),
            evidence: verdict.public().evidence.iter().map(Proof::new).collect(),
            change: findings.reason.map(|reason| words::change(reason).to_owned()),
            note: findings.change_note.clone(),
            published: findings.published_url.as_deref().map(Link::new),
            stale: verdict.is_stale(now),
        }
    }
}

/// How far the claim is from the right value, and whether it is right as it is worded.
fn difference(error: &ErrorSize) -> String {
    if let Some(why) = &error.incomparable {
        return format!("cannot be computed: {why}");
    }
    match error.within {
        Some(true) => format!("{error}; right as it is stated"),
        Some(false) => format!("{error}; not right as it is stated"),
        None => format!("{error}; whether it is right as it is stated cannot be told"),
    }
}

/// What a verdict says beside its rating.
fn found(verdict: &Verdict) -> Vec<(String, String)> {
    let findings = &verdict.findings;
    let answer = |it: Option<_>| it.map(|it| words::answer(it).to_owned());
    let lines = [
        ("The number is right", answer(findings.number_correct)),
        ("Its use is fair", answer(findings.context_fair)),
        ("How it was checked", findings.methodology.clone()),
        ("Confidence", findings.confidence.map(|it| words::confidence(it).to_owned())),
        ("Who made the claim was", findings.claimant_contacted.as_ref().map(words::contact)),
        ("The reviewer’s interest", findings.conflict_of_interest.clone()),
        ("To be looked at again", findings.recheck_on.map(words::day_in_words)),
    ];
    lines.into_iter().filter_map(|(name, said)| Some((name.to_owned(), said?))).collect()
}

impl Proof {
    fn new(piece: &Evidence) -> Self {
        let weight = [piece.bearing.map(words::bearing), piece.tier.map(words::tier)];
        let weight: Vec<_> = weight.into_iter().flatten().collect();
        let value = piece.value.map(|value| words::with_unit(&words::number(value), piece.unit.as_deref()));
        Self {
            withheld: piece.withheld.clone(),
            kind: words::evidence(piece.kind).to_owned(),
            title: piece.title.clone(),
            publisher: piece.publisher.clone(),
            link: piece.url.as_deref().map(Link::new),
            archived: piece.archived_url.as_deref().map(Link::new),
            accessed: piece.accessed.map(words::day_in_words),
            locator: piece.locator.clone(),
            quote: piece.quote.clone(),
            value: value.map(|value| match piece.as_of {
                Some(day) => format!("{value} (as of {})", words::day_in_words(day)),
                None => value,
            }),
            weight: (!weight.is_empty()).then(|| weight.join(", ")),
            file: piece.file.as_ref().map(|file| (file.name.clone(), file.sha256.clone())),
        }
    }
}

impl Change {
    /// The changes of verdicts on a claim, oldest first.
    #[must_use]
    pub fn all(record: &Record, labels: &Labels) -> Vec<Self> {
        let change = |verdict: &Verdict| {
            let before = record.verdicts.iter().find(|before| Some(before.id) == verdict.supersedes)?;
            let standing = |verdict: &Verdict| Standing::rated(verdict, labels.label(verdict));
            Some(Self {
                card: record.claim.id.to_string(),
                mention: Some(record.wording.mention.clone()).filter(|words| !words.is_empty()),
                reviewer: verdict.reviewer.clone(),
                given: words::moment_in_words(verdict.given_at),
                at: crate::export::moment(verdict.given_at),
                before: standing(before),
                after: standing(verdict),
                reason: verdict.findings.reason.map(|reason| words::change(reason).to_owned()),
                note: verdict.findings.change_note.clone(),
            })
        };
        record.verdicts.iter().filter_map(change).collect()
    }
}
