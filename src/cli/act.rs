//! What the commands share that change where a claim stands: who does it, how it is recorded, what is said of it.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::{Act, ClaimId, EventId, EventKind, Record, State, Status};
use crate::review::{Done, Eyes, Wish, carry_out};
use crate::store::Store;

/// Who does it and how it is told.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Who {
    /// Who does it; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// How to print what was recorded
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

/// An event as programs read it.
#[derive(Serialize)]
struct Line<'a> {
    event: EventId,
    kind: EventKind,
    at: String,
    claim: ClaimId,
    was: Status,
    act: &'a Act,
    state: &'a State,
}

impl Who {
    /// The name that was given, or the environment's; empty when there is none.
    pub(super) fn name(&self, context: &Context) -> anyhow::Result<String> {
        context.reviewer(self.by.as_deref())
    }

    /// Whether programs read the answer.
    pub(super) fn json(&self) -> bool {
        self.format == "json"
    }
}

/// Does what is wished with a claim.
pub(super) fn wish(id: &str, wish: &Wish, who: &Who, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let claim = context.open()?.find_claim(id)?;
    let (mut store, stamp) = context.open_to_write()?;
    let done = carry_out(&mut store, &stamp, claim, wish, &who.name(context)?)?;
    tell(&store, &done, who, context, ui)
}

/// Records the act that `make` makes of the claim as it stands; nobody can come between.
pub(super) fn record(
    id: &str,
    who: &Who,
    context: &Context,
    ui: &mut Ui,
    make: impl FnOnce(&Record) -> anyhow::Result<Act>,
) -> anyhow::Result<Exit> {
    let claim = context.open()?.find_claim(id)?;
    let (mut store, stamp) = context.open_to_write()?;
    let mut was = Status::New;
    let event = store.act_on(claim, &stamp, |record, _| {
        was = record.status();
        make(record)
    })?;
    let done = Done { was, event, after: store.record(claim)? };
    tell(&store, &done, who, context, ui)
}

fn tell(store: &Store, done: &Done, who: &Who, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let (was, event) = (done.was, &done.event);
    let claim = done.after.claim.id;
    let id = short(&claim.to_string(), store.claim_prefix(&[claim])?);
    let after = Eyes::of(Some(&who.name(context)?), &store.policy()?).over(done.after.clone());
    if who.json() {
        let at = event.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let (kind, claim) = (event.act.kind(), after.claim.id);
        write_json(ui.out(), &Line { event: event.id, kind, at, claim, was, act: &event.act, state: &after.state })?;
        ui.line("")?;
        return Ok(Exit::Done);
    }
    let now = after.status();
    let standing = if now == was { now.to_string() } else { format!("{now} (was {was})") };
    let who = after.state.assignee.as_ref().map(|name| format!(", with {name}")).unwrap_or_default();
    let due = after.state.due.map(|day| format!(", due {day}")).unwrap_or_default();
    ui.line(format!("{id} “{}”: {standing}{who}{due}", after.wording.mention))?;
    if let Act::ClaimResolved(resolved) = &event.act {
        let holds = after.verdict().map(|verdict| format!("{} by {}", verdict.rating, verdict.reviewer));
        let dissent = resolved.dissent.len();
        ui.line(format!(
            "  {} holds; {dissent} of {} verdicts kept as dissent",
            holds.unwrap_or_default(),
            resolved.considered.len()
        ))?;
    }
    Ok(Exit::Done)
}
