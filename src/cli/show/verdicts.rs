//! The verdicts on a claim with what they rest on, and what people noted.

use crate::cli::list::short;
use crate::cli::show::field;
use crate::cli::ui::Ui;
use crate::cli::{evidence, findings};
use crate::model::{Act, Correction, Evidence, Record, Revision, VerdictId};
use crate::store::Store;

/// Prints the notes on a claim.
pub(super) fn print_notes(store: &Store, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    for event in store.history(record.claim.id)?.iter().filter(|event| !event.undone) {
        if let Act::NoteWritten(note) = &event.act {
            let when = event.at.format("%Y-%m-%d %H:%M UTC");
            field("note", Some(format!("{} ({}, {when})", note.text, note.by)), ui)?;
        }
    }
    Ok(())
}

/// Prints the verdicts on a claim.
pub(super) fn print_verdicts(record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
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
