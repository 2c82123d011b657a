//! What a claim says, who says so, and where it stands.

use crate::cli::explain::reading;
use crate::cli::list::short;
use crate::cli::show::field;
use crate::cli::ui::Ui;
use crate::model::{ClaimResolved, LinkWords, Record, State};
use crate::store::Store;

/// Prints the fields of a claim.
pub(super) fn print_claim(store: &Store, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
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
