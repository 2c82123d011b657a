//! What is known of a claim, in short lines: number, source, standing, how its like was judged, notes.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::model::{Record, Verdict};
use crate::text::escape;
use crate::tui::draw::Look;
use crate::tui::screen::Open;
use crate::tui::wrap::wrap;

/// The lines, each a name and what stands for it.
pub(super) fn details(open: &Open, width: usize, look: Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (name, value) in facts(open) {
        let name = format!("{name} ");
        lines.extend(wrap(&[(&name, look.faint), (&escape(&value), Style::new())], width));
    }
    lines
}

fn facts(open: &Open) -> Vec<(&'static str, String)> {
    let record = &open.record;
    let quantity = &record.claim.mention.quantity;
    let mut facts = vec![("claim", format!("{} {}, {}", open.short, quantity.kind, quantity.modifier))];
    let mut add =
        |name, value: Option<String>| facts.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
    add("value", value(record));
    add("of", record.claim.mention.of.clone());
    match &record.claim.attribution {
        Some(said) => {
            let speaker = said.speaker.clone().or_else(|| record.wording.source.clone());
            add("said by", speaker.or_else(|| Some("nobody named".to_owned())));
            add("role", said.role.clone());
            add("as", Some(format!("{}, {}", record.wording.cue.as_deref().unwrap_or("a quotation"), said.kind)));
            add("but", (said.polarity.name() != "asserted").then(|| said.polarity.to_string()));
        }
        None => add("said by", Some("the article itself".to_owned())),
    }
    let state = &record.state;
    let why = state.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    add("stands", Some(format!("{}{why}", state.status.name().replace('_', " "))));
    add("with", state.assignee.clone());
    add("due", state.due.map(|day| day.to_string()));
    add("awaits", (state.awaits > 0).then(|| "another verdict".to_owned()));
    add("source", record.source_changed.then(|| "changed since: claimlog show says how".to_owned()));
    add("hidden", (record.hidden > 0).then(|| format!("{} until yours is in", verdicts(record.hidden))));
    for verdict in record.in_force() {
        add("verdict", Some(said(verdict)));
    }
    for alike in &open.precedents {
        add("elsewhere", alike.verdict().map(|verdict| format!("{} for the same words and number", said(verdict))));
    }
    for note in &open.notes {
        add("note", Some(note.clone()));
    }
    add("worth", Some(record.claim.worthiness.normalize().to_string()));
    facts
}

fn verdicts(count: usize) -> String {
    if count == 1 { "1 verdict".to_owned() } else { format!("{count} verdicts") }
}

fn said(verdict: &Verdict) -> String {
    format!("{} by {}", verdict.rating, verdict.reviewer)
}

/// "500000000 USD/a", "17000 to 18500".
fn value(record: &Record) -> Option<String> {
    let quantity = &record.claim.mention.quantity;
    let unit = crate::review::unit_in_full(quantity).map(|unit| format!(" {unit}")).unwrap_or_default();
    let days = quantity.date.as_ref().and_then(|date| date.start.zip(date.end));
    if let Some((start, end)) = days {
        return Some(if start == end { start.to_string() } else { format!("{start} to {end}") });
    }
    let shown = |bound: Option<rust_decimal::Decimal>| {
        bound.map_or_else(|| "?".to_owned(), |bound| bound.normalize().to_string())
    };
    match (quantity.value, quantity.low, quantity.high) {
        (Some(value), ..) => Some(format!("{}{unit}", value.normalize())),
        (None, None, None) => None,
        (None, low, high) => Some(format!("{} to {}{unit}", shown(low), shown(high))),
    }
}
