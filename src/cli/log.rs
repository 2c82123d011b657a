//! `claimlog log`: who did what and when, newest first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::article::day;
use crate::cli::context::Context;
use crate::cli::filters::named;
use crate::cli::list::short;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::model::{Act, ClaimId, EventId, EventKind, Occurrence, Triage};
use crate::review::Eyes;
use crate::store::{LogFilter, Store};

/// Show who did what and when, newest first: everything, or what was done to one claim
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog log
  claimlog log c4f2
  claimlog log --by Ana --since 2026-11-01 --format jsonl")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// What this person did
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Events of this kind (may be repeated), such as verdict.given
    #[arg(long, value_name = "KIND", value_parser = |given: &str| named(given, EventKind::ALL, EventKind::name))]
    kind: Vec<EventKind>,
    /// On this day (UTC) or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<NaiveDate>,
    /// On this day (UTC) or earlier
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<NaiveDate>,
    /// At most so many [default: 50 in a table]
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const HEADER: [&str; 6] = ["event", "when", "who", "kind", "claim", "what"];

/// How many events a table shows unless asked.
const USUAL: u64 = 50;

#[derive(Serialize)]
struct Line<'a> {
    event: EventId,
    at: String,
    by: Option<&'a str>,
    kind: EventKind,
    claim: Option<ClaimId>,
    undone: bool,
    hash: String,
    /// Null when it is a verdict that the reader may not see yet.
    act: Option<&'a Act>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let usual = (args.format == Format::Table).then_some(USUAL);
    let filter = LogFilter {
        claim: args.id.as_deref().map(|typed| store.find_claim(typed)).transpose()?,
        by: args.by.clone(),
        kinds: args.kind.clone(),
        since: args.since,
        until: args.until,
        standing: false,
        limit: args.limit.or(usual),
    };
    let events = store.log(&filter)?;
    let eyes = args.viewer.eyes(&store, context)?;
    let mut hides = Hides { store: &store, eyes, known: BTreeMap::new() };
    let claims: Vec<_> = events.iter().filter_map(|event| event.act.claim()).collect();
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    let people = args.format == Format::Table;
    let lengths =
        if people { (store.event_prefix(&ids)?, store.claim_prefix(&claims)?) } else { (usize::MAX, usize::MAX) };
    let (mut lister, mut unseen) = (Lister::new(args.format, &HEADER, ui)?, 0);
    for event in &events {
        let seen = hides.may_read(event)?;
        unseen += usize::from(!seen);
        lister.add(row(event, seen, lengths), ui)?;
    }
    lister.finish(ui)?;
    if events.is_empty() {
        ui.say("nothing of that was done")?;
    }
    say_hidden_verdicts(unseen, ui)?;
    Ok(Exit::Done)
}

/// Which claims have verdicts that the reader may not see yet, each looked up once.
struct Hides<'s> {
    store: &'s Store,
    eyes: Eyes,
    known: BTreeMap<ClaimId, bool>,
}

impl Hides<'_> {
    fn may_read(&mut self, event: &Occurrence) -> anyhow::Result<bool> {
        let Some(claim) = event.act.claim().filter(|_| Eyes::tells(&event.act)) else { return Ok(true) };
        if let Some(hides) = self.known.get(&claim) {
            return Ok(!hides);
        }
        let hides = self.eyes.hides(&self.store.record(claim)?);
        self.known.insert(claim, hides);
        Ok(!hides)
    }
}

fn row(event: &Occurrence, seen: bool, (length, claims): (usize, usize)) -> Row<Line<'_>> {
    let act = &event.act;
    let undone = if event.undone { " (taken back)" } else { "" };
    let cells = vec![
        short(&event.id.to_string(), length),
        event.at.format("%Y-%m-%d %H:%M").to_string(),
        act.by().unwrap_or_default().to_owned(),
        act.kind().to_string(),
        act.claim().map(|claim| short(&claim.to_string(), claims)).unwrap_or_default(),
        if seen { format!("{}{undone}", told(act)) } else { "(hidden until one's own is in)".to_owned() },
    ];
    let record = Line {
        event: event.id,
        at: event.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        by: act.by(),
        kind: act.kind(),
        claim: act.claim(),
        undone: event.undone,
        hash: event.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        act: seen.then_some(act),
    };
    Row { cells, record }
}

/// What was done, in a few words; the kind of the event says the rest.
pub(super) fn told(act: &Act) -> String {
    let due = |due: Option<NaiveDate>| due.map(|day| format!("due {day}")).unwrap_or_default();
    match act {
        Act::DocumentAdded(added) => {
            let title = added.metadata.title.as_deref().unwrap_or("without a headline");
            format!("{} {title}, {} claims", short(&added.document.to_string(), 8), added.claims.len())
        }
        Act::DocumentSeen(seen) => {
            let known = &seen.metadata;
            let place = known.url.as_deref().or(known.publisher.as_deref()).unwrap_or_default();
            format!("{} {place}", short(&seen.document.to_string(), 8))
        }
        Act::TextRedacted(redacted) => format!("{}: {}", short(&redacted.document.to_string(), 8), redacted.reason),
        Act::ClaimEntered(entered) => entered.claim.mention.of.clone().unwrap_or_default(),
        Act::ClaimEdited(edited) => edited.reason.clone().unwrap_or_default(),
        Act::ClaimSplit(split) => format!("into {} claims", split.into.len()),
        Act::ClaimTriaged(triaged) => match &triaged.triage {
            Triage::Queued { due: day } => format!("queued {}", due(*day)).trim_end().to_owned(),
            Triage::NotCheckable { reason, .. } => format!("not checkable: {reason}"),
            Triage::Pending { checkable_on } => format!("from {checkable_on} on"),
        },
        Act::ClaimAssigned(assigned) => {
            let to = assigned.to.as_deref().unwrap_or("nobody");
            format!("to {to} {}", due(assigned.due)).trim_end().to_owned()
        }
        Act::ReviewStarted(_) => String::new(),
        Act::ClaimResolved(resolved) => format!("by {}: {}", resolved.way, resolved.reason),
        Act::ClaimReopened(reopened) => reopened.reason.clone(),
        Act::ClaimPublished(published) => published.url.clone(),
        Act::ClaimVoided(voided) => voided.reason.clone(),
        Act::ClaimSkipped(skipped) => skipped.reason.clone(),
        Act::VerdictsShown(shown) => format!("of {} claims", shown.claims.len()),
        Act::PolicySet(set) => set.reason.clone().unwrap_or_default(),
        Act::NoteWritten(note) => note.text.clone(),
        Act::VerdictGiven(verdict) => format!("{} ({} {})", verdict.rating, verdict.scale, verdict.scale_version),
        Act::EvidenceAdded(evidence) => crate::cli::evidence::name(&evidence.public()),
        Act::ScaleAdded(added) => format!("{} {}", added.scale, added.version),
        Act::FilterSaved(saved) if saved.filter.is_none() => format!("{}, forgotten", saved.name),
        Act::FilterSaved(saved) => saved.name.clone(),
        Act::Undone(undone) => short(&undone.event.to_string(), 12),
    }
}
