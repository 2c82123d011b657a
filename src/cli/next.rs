//! `claimlog next`: the claim that a reviewer is to judge next, or his queue.

use anyhow::Context as _;
use chrono::Duration;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::input::Unusable;
use crate::cli::list::{said_by, short};
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::show;
use crate::cli::ui::Ui;
use crate::cli::viewer::Viewer;
use crate::export::ClaimLine;
use crate::model::{Record, State, Status};
use crate::review::{Eyes, take_next};
use crate::store::{Filter, Store, Turn};

/// Show the claim that you are to judge next, and take it up
///
/// First come the claims that you were given, then those that were queued, reopened or want a second verdict (by day, then
/// worthiness), then the new ones by worthiness. What you take up is offered to nobody else for as long as the policy says.
/// What you skipped or judged is not offered.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog next --as Ana
  claimlog next --as Ana --kind money --format json
  claimlog next --as Ana --list --limit 20          the queue; nothing is taken up")]
pub(super) struct Args {
    #[command(flatten)]
    viewer: Viewer,
    #[command(flatten)]
    filters: Filters,
    /// List the queue; nothing is taken up
    #[arg(long)]
    list: bool,
    /// How to print; a single claim as text or JSON
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How many claims of a queue are listed unless asked.
const USUAL: u64 = 20;

const HEADER: [&str; 8] = ["id", "due", "worth", "mention", "thing", "speaker", "published", "why"];

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let by = args.viewer.name(context)?;
    if by.is_empty() {
        return Err(Unusable("whose queue? give the name with --as NAME, or set CLAIMLOG_REVIEWER".to_owned()).into());
    }
    let store = context.open()?;
    let filter = args.filters.filter(&store, Some(USUAL))?;
    if args.list {
        return list(&store, &by, &filter, args.format, context, ui);
    }
    drop(store);
    let (mut store, stamp) = context.open_to_write()?;
    let Some(task) = take_next(&mut store, &stamp, &by, &filter)? else {
        ui.say(format!("nothing waits for {by}"))?;
        return Ok(Exit::Done);
    };
    let id = short(&task.record.claim.id.to_string(), store.claim_prefix(&[task.record.claim.id])?);
    let minutes = store.policy()?.lease_minutes;
    if args.format == Format::Table {
        show::print(&store, &task, ui)?;
    } else {
        show::print_json(&store, &task, ui)?;
    }
    let until = stamp.at.checked_add_signed(Duration::minutes(minutes.into())).context("the time is out of range")?;
    ui.say(format!("yours until {}; to leave it: claimlog skip {id} --reason TEXT", until.format("%H:%M UTC")))?;
    Ok(Exit::Done)
}

/// A claim of the queue for programs.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    claim: ClaimLine<'a>,
    state: &'a State,
    why: &'static str,
}

fn list(
    store: &Store,
    by: &str,
    filter: &Filter,
    format: Format,
    context: &Context,
    ui: &mut Ui,
) -> anyhow::Result<Exit> {
    let turn = Turn { reviewer: by, at: context.now() };
    let eyes = Eyes::of(Some(by), &store.policy()?);
    let records: Vec<_> = store.queue(turn, filter)?.into_iter().map(|record| eyes.over(record)).collect();
    let ids: Vec<_> = records.iter().map(|record| record.claim.id).collect();
    let length = if format == Format::Table { store.claim_prefix(&ids)? } else { usize::MAX };
    let mut lister = Lister::new(format, &HEADER, ui)?;
    for record in &records {
        lister.add(row(record, by, length), ui)?;
    }
    lister.finish(ui)?;
    let (shown, all) = (records.len() as u64, store.queue_length(turn, filter)?);
    match all.claims {
        0 => ui.say(format!("nothing waits for {by}"))?,
        _ if all.more => ui.say(format!("{shown} of very many claims: --limit shows more"))?,
        all if all > shown => ui.say(format!("{shown} of {all} claims: --limit shows more"))?,
        _ => {}
    }
    Ok(Exit::Done)
}

fn row<'a>(record: &'a Record, by: &str, length: usize) -> Row<Line<'a>> {
    let why = why(record, by);
    let cells = vec![
        short(&record.claim.id.to_string(), length),
        record.state.due.map(|day| day.to_string()).unwrap_or_default(),
        record.claim.worthiness.normalize().to_string(),
        record.wording.mention.clone(),
        record.claim.mention.of.clone().unwrap_or_default(),
        said_by(record),
        record.document.metadata.published.map(|day| day.to_string()).unwrap_or_default(),
        why.to_owned(),
    ];
    Row { cells, record: Line { claim: ClaimLine::logged(record), state: &record.state, why } }
}

/// Why a claim is in somebody's queue.
fn why(record: &Record, by: &str) -> &'static str {
    let own = record.state.assignee.as_deref() == Some(by);
    match record.status() {
        Status::Disputed => "disputed, yours to decide",
        Status::Assigned | Status::InReview if own => "yours",
        Status::Reviewed => "wants a second verdict",
        Status::Reopened => "reopened",
        Status::PendingDate => "its day has come",
        Status::Queued => "queued",
        _ => "new",
    }
}
