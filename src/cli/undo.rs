//! `claimlog undo`: something done is taken back, by one more event.

use crate::cli::Exit;
use crate::cli::act::Who;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::log::told;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::Occurrence;
use crate::review::{can_be_undone, undo};
use crate::store::{LogFilter, Store, StoreError, Trouble};

/// Take back what you did last, what you did last to a claim, or one event of yours; both stay in the ledger
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog undo --as Ana                  the last thing that Ana did
  claimlog undo c4f2 --as Ana             the last thing that Ana did to this claim
  claimlog undo l01a2 --reason 'the wrong claim' --as Ana")]
pub(super) struct Args {
    /// A claim's or an event's id or the beginning of it (claimlog log shows them)
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let by = args.who.name(context)?;
    let store = context.open()?;
    let target = target(&store, args.id.as_deref(), &by)?;
    drop(store);
    let act = undo(&target, args.reason.as_deref(), &by)?;
    let (mut store, stamp) = context.open_to_write()?;
    let event = store.act(act, &stamp)?;
    if args.who.json() {
        write_json(ui.out(), &serde_json::json!({ "event": event.id, "undone": target.id, "by": by }))?;
        ui.line("")?;
    } else {
        let claim = target.act.claim().map(|claim| store.record(claim)).transpose()?;
        ui.line(format!("taken back: {} {}", target.act.kind(), told(&target.act)))?;
        if let Some(record) = claim {
            ui.line(format!("“{}” is {}", record.wording.mention, record.status()))?;
        }
    }
    Ok(Exit::Done)
}

/// The event that is meant.
fn target(store: &Store, given: Option<&str>, by: &str) -> anyhow::Result<Occurrence> {
    let mut filter = LogFilter { by: Some(by.to_owned()), standing: true, ..LogFilter::default() };
    if let Some(given) = given {
        match store.find_claim(given) {
            Ok(claim) => filter.claim = Some(claim),
            Err(error) if given.starts_with(['c', 'C']) || error.trouble() != Trouble::Usage => {
                return Err(error.into());
            }
            Err(StoreError::Id(_)) => return Ok(store.event(store.find_event(given)?)?),
            Err(error) => return Err(error.into()),
        }
    }
    let last = store.log(&filter)?.into_iter().find(|event| can_be_undone(event.act.kind()));
    let nothing = || {
        Unusable(if by.is_empty() {
            "whose act? give the name with --as NAME".to_owned()
        } else {
            format!("{by} did nothing here that could be taken back")
        })
    };
    Ok(last.ok_or_else(nothing)?)
}
