//! `claimlog show`: one claim in its sentence and paragraph, with its source, its article and its verdicts.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::explain::reading;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts, unblind};
use crate::cli::{changed, evidence, findings};
use crate::export::{ClaimLine, write_json};
use crate::model::{
    Act, ClaimId, ClaimResolved, Correction, Evidence, LinkWords, Record, Revision, State, Status, Verdict, VerdictId,
};
use crate::review::{Eyes, Question, Task, precedents, questions};
use crate::span::Span;
use crate::store::Store;

/// Show a claim in its sentence and paragraph, with source, article, verdicts and evidence
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog show c4f2
  claimlog show c4f2 --format json")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    viewer: Viewer,
    /// Show verdicts that the desk's policy hides until one's own is in; the ledger records it
    #[arg(long)]
    unblind: bool,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

#[derive(Serialize)]
struct Whole<'a> {
    claim: ClaimLine<'a>,
    document: &'a crate::model::Metadata,
    paragraph: Option<&'a str>,
    status: Status,
    state: &'a State,
    verdicts: &'a [Verdict],
    hidden_verdicts: usize,
    source_changed: bool,
    judged_elsewhere: Vec<Elsewhere<'a>>,
    questions: Vec<&'static Question>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut store = context.open()?;
    let claim = store.find_claim(&args.id)?;
    let eyes = args.viewer.eyes(&store, context)?;
    if args.unblind && eyes.hides(&store.record(claim)?) {
        store = unblind(&[claim], &args.viewer.name(context)?, context)?;
    }
    let eyes = if args.unblind { Eyes::all() } else { eyes };
    let known = store.record(claim)?;
    let record = eyes.over(known.clone());
    let precedents = precedents(store.judged_alike(&record)?);
    let task = Task { record, known, precedents };
    if args.format == "json" {
        print_json(&store, &task, ui)?;
    } else {
        print(&store, &task, ui)?;
    }
    Ok(Exit::Done)
}

/// Prints a claim whole, for programs.
pub(super) fn print_json(store: &Store, task: &Task, ui: &mut Ui) -> anyhow::Result<()> {
    let record = &task.record;
    let text = store.text(record.claim.document)?;
    let verdicts: Vec<_> = record.verdicts.iter().map(Verdict::public).collect();
    let whole = Whole {
        claim: ClaimLine::logged(record),
        document: &record.document.metadata,
        paragraph: text.as_ref().map(|text| paragraph(text, record.claim.sentence).of(text)),
        status: record.status(),
        state: &record.state,
        verdicts: &verdicts,
        hidden_verdicts: record.hidden,
        source_changed: record.source_changed,
        judged_elsewhere: task.precedents.iter().filter_map(Elsewhere::of).collect(),
        questions: questions(&record.claim).collect(),
    };
    write_json(ui.out(), &whole)?;
    Ok(ui.line("")?)
}

/// Prints a claim whole, for people.
pub(super) fn print(store: &Store, task: &Task, ui: &mut Ui) -> anyhow::Result<()> {
    let record = &task.record;
    print_claim(store, record, ui)?;
    match store.text(record.claim.document)? {
        Some(text) => print_context(&text, paragraph(&text, record.claim.sentence), record, ui)?,
        None => ["", "  (the article's text was taken down)", ""].into_iter().try_for_each(|line| ui.line(line))?,
    }
    print_article(store, record, ui)?;
    field("source", changed::fate(store, record)?, ui)?;
    for alike in task.precedents.iter().filter_map(Elsewhere::of) {
        field("elsewhere", Some(alike.to_string()), ui)?;
    }
    for question in questions(&record.claim) {
        field("to ask", Some(format!("{} (--check {}=…)", question.ask, question.id)), ui)?;
    }
    print_verdicts(record, ui)?;
    print_notes(store, record, ui)?;
    say_hidden_verdicts(record.hidden, ui)
}

/// How the same words and number were judged in another place.
#[derive(Serialize)]
struct Elsewhere<'a> {
    claim: ClaimId,
    status: Status,
    rating: &'a str,
    scale: &'a str,
    reviewer: &'a str,
    title: Option<&'a str>,
    published: Option<chrono::NaiveDate>,
}

impl<'a> Elsewhere<'a> {
    fn of(record: &'a Record) -> Option<Self> {
        let (verdict, metadata) = (record.verdict()?, &record.document.metadata);
        Some(Self {
            claim: record.claim.id,
            status: record.status(),
            rating: &verdict.rating,
            scale: &verdict.scale,
            reviewer: &verdict.reviewer,
            title: metadata.title.as_deref(),
            published: metadata.published,
        })
    }
}

impl std::fmt::Display for Elsewhere<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let id = short(&self.claim.to_string(), 8);
        let title = self.title.unwrap_or("without a headline");
        let day = self.published.map(|day| format!(", {day}")).unwrap_or_default();
        write!(
            f,
            "{} by {}: the same words and number in {title}{day} ({id}, {})",
            self.rating, self.reviewer, self.status
        )
    }
}

fn print_claim(store: &Store, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    let claim = &record.claim;
    let quantity = &claim.mention.quantity;
    let id = short(&claim.id.to_string(), store.claim_prefix(&[claim.id])?);
    let head = format!("{}  {}", ui.strong(&id), ui.strong(&record.wording.mention));
    ui.marked_line(&head)?;
    field("kind", Some(format!("{}, {}", quantity.kind, quantity.modifier)), ui)?;
    field("value", quantity.value.map(|value| value.to_string()), ui)?;
    field("bounds", bounds(record), ui)?;
    field("unit", quantity.unit.clone(), ui)?;
    field("per", quantity.per.clone(), ui)?;
    field("change", quantity.change.map(|change| change.to_string()), ui)?;
    field("of", claim.mention.of.clone(), ui)?;
    if let Some(date) = &quantity.date {
        field("date", date.start.zip(date.end).map(|(start, end)| format!("{start} to {end}")), ui)?;
        field("timex", date.timex.clone(), ui)?;
    }
    if let Some(attribution) = &claim.attribution {
        field("said by", attribution.speaker.clone().or_else(|| Some("a source without a name".to_owned())), ui)?;
        field("role", attribution.role.clone(), ui)?;
        field("in words", record.wording.source.clone(), ui)?;
        field("cue", record.wording.cue.clone(), ui)?;
        field("from", through(record), ui)?;
        field("way", Some(format!("{}, {}", attribution.kind, attribution.polarity)), ui)?;
    } else {
        field("said by", Some("the article itself".to_owned()), ui)?;
    }
    let reasons: Vec<_> = claim.reasons.iter().map(|reason| format!("{} {}", reason.name, reason.weight)).collect();
    field("worth", Some(format!("{} ({})", claim.worthiness, reasons.join(", "))), ui)?;
    if let Some(found) = &record.machine {
        field("edited", Some("by hand".to_owned()), ui)?;
        field("found", Some(reading(found)), ui)?;
    }
    print_state(record, ui)
}

/// Where it stands, who has it, how its dispute was resolved, where it is published.
fn print_state(record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    let state = &record.state;
    let why = state.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    field("status", Some(format!("{}{why}", state.status)), ui)?;
    field("with", state.assignee.clone(), ui)?;
    field("due", state.due.map(|day| day.to_string()), ui)?;
    let resolved = |done: &ClaimResolved| format!("by {} ({}): {}", done.by, done.way, done.reason);
    field("awaits", awaited(state), ui)?;
    field("differ in", joined(&state.differences), ui)?;
    field("resolved", state.resolution.as_ref().map(resolved), ui)?;
    field("published", state.publication.as_ref().map(|public| format!("{}, on {}", public.url, public.on)), ui)
}

/// "1 more verdict (worst_rating)".
fn awaited(state: &State) -> Option<String> {
    let more = if state.awaits == 1 { "verdict" } else { "verdicts" };
    let why = joined(&state.second_look).map(|why| format!(" ({why})")).unwrap_or_default();
    (state.awaits > 0).then(|| format!("{} more {more}{why}", state.awaits))
}

fn joined<T: ToString>(names: &[T]) -> Option<String> {
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn print_notes(store: &Store, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    for event in store.history(record.claim.id)?.iter().filter(|event| !event.undone) {
        if let Act::NoteWritten(note) = &event.act {
            let when = event.at.format("%Y-%m-%d %H:%M UTC");
            field("note", Some(format!("{} ({}, {when})", note.text, note.by)), ui)?;
        }
    }
    Ok(())
}

/// The sources who pass the figure on: "the ministry (estimated), they (said)".
fn through(record: &Record) -> Option<String> {
    let link = |link: &LinkWords| format!("{} ({})", link.source.as_deref().unwrap_or("no source"), link.cue);
    let chain: Vec<_> = record.wording.chain.iter().map(link).collect();
    (!chain.is_empty()).then(|| chain.join(", "))
}

fn bounds(record: &Record) -> Option<String> {
    let quantity = &record.claim.mention.quantity;
    let shown = |bound: Option<rust_decimal::Decimal>| bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
    (quantity.low.is_some() || quantity.high.is_some())
        .then(|| format!("{} to {}", shown(quantity.low), shown(quantity.high)))
}

fn field(name: &str, value: Option<String>, ui: &mut Ui) -> anyhow::Result<()> {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => Ok(ui.line(format!("  {name:<10}{value}"))?),
        None => Ok(()),
    }
}

/// The sentence's paragraph: up to the nearest ends of lines.
fn paragraph(text: &str, sentence: Span) -> Span {
    let start = text[..sentence.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[sentence.end as usize..].find('\n').map_or(text.len(), |at| sentence.end as usize + at);
    Span::new(start, end).trim(text)
}

fn print_context(text: &str, paragraph: Span, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    let mention = record.claim.mention.span;
    let before = Span { start: paragraph.start, end: mention.start };
    let after = Span { start: mention.end, end: paragraph.end };
    let [before, after] = [before, after].map(|span| crate::text::escape(span.of(text)).into_owned());
    let marked = format!("[{}]", ui.strong(mention.of(text)));
    ui.line("")?;
    ui.marked_line(&format!("  {before}{marked}{after}"))?;
    ui.line("")?;
    Ok(())
}

fn print_article(store: &Store, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    let document = &record.document;
    let metadata = &document.metadata;
    let id = short(&document.id.to_string(), store.document_prefix(&[document.id])?);
    field("article", Some(format!("{id} {}", metadata.title.as_deref().unwrap_or("without a headline"))), ui)?;
    field("publisher", metadata.publisher.clone(), ui)?;
    field("byline", metadata.byline.clone(), ui)?;
    field("published", metadata.published.map(|day| day.to_string()), ui)?;
    field("url", metadata.url.clone(), ui)?;
    field("logged", Some(document.added_at.format("%Y-%m-%d %H:%M UTC").to_string()), ui)
}

fn print_verdicts(record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line("")?;
    if record.verdicts.is_empty() && record.hidden == 0 {
        let rating = "accurate|close|misleading|outdated|wrong";
        let id = short(&record.claim.id.to_string(), 8);
        ui.say(format!("no verdict yet: claimlog verdict {id} {rating} --as NAME --explain TEXT --evidence URL"))?;
    }
    let in_force: Vec<VerdictId> = record.in_force().map(|verdict| verdict.id).collect();
    let now = Revision::of(&record.claim);
    for verdict in &record.verdicts {
        let superseded = if in_force.contains(&verdict.id) { "" } else { " (superseded)" };
        let when = verdict.given_at.format("%Y-%m-%d %H:%M UTC");
        let head =
            format!("{} on the scale {}, by {} on {when}{superseded}", verdict.rating, verdict.scale, verdict.reviewer);
        field("verdict", Some(head), ui)?;
        field("why", verdict.explanation.clone(), ui)?;
        field("corrected", verdict.correction.as_ref().map(corrected), ui)?;
        field("not compared", verdict.error.as_ref().and_then(|error| error.incomparable.clone()), ui)?;
        field("error", verdict.error.as_ref().map(ToString::to_string).filter(|error| !error.is_empty()), ui)?;
        for (name, value) in findings::fields(&verdict.findings) {
            field(name, Some(value), ui)?;
        }
        for evidence in verdict.evidence.iter().map(Evidence::public) {
            field("evidence", Some(piece(&evidence)), ui)?;
        }
        if verdict.is_stale(now) {
            field("but", Some("the claim was edited after this verdict".to_owned()), ui)?;
        }
    }
    Ok(())
}

/// "18000 km", "from 5 to 6 USD/a (as of 2026-10-01)", "2027-03-01".
fn corrected(right: &Correction) -> String {
    let unit = right.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let day = right.as_of.map(|day| format!(" (as of {day})")).unwrap_or_default();
    let value = right.value.map(|value| value.to_string()).or(right.date.map(|day| day.to_string()));
    let shown = |bound: Option<rust_decimal::Decimal>| bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
    let value = value.unwrap_or_else(|| format!("from {} to {}", shown(right.low), shown(right.high)));
    format!("{value}{unit}{day}")
}

/// "Port statistics, table 3 (refutes, primary): https://…".
fn piece(evidence: &Evidence) -> String {
    let place = evidence.locator.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    let marks = [evidence.bearing.map(|bearing| bearing.to_string()), evidence.tier.map(|tier| tier.to_string())];
    let marks: Vec<_> = marks.into_iter().flatten().collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    let name = evidence::name(evidence);
    let url = evidence.url.as_ref().filter(|url| **url != name).map(|url| format!(": {url}")).unwrap_or_default();
    format!("{name}{place}{marks}{url}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line() {
        let text = "One.\nTwo. Three.\r\n\nFour.";
        assert_eq!(paragraph(text, Span::new(5, 9)).of(text), "Two. Three.");
        assert_eq!(paragraph(text, Span::new(0, 4)).of(text), "One.");
    }
}
