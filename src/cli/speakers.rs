//! `claimlog speakers`: who said how many of the logged claims.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::list::say_hidden;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::review::{Speakers, Tally, Voice};
use crate::store::StoreError;

/// List who said how many claims, and how they were judged
///
/// Names are as the articles give them in full, so that people who share a name share a row. Claims that a speaker denies,
/// doubts or asks about are counted apart: they are no statements of the figure.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog speakers
  claimlog speakers --publisher Courier --since 2026-01-01
  claimlog speakers --speaker Lind --format json")]
pub(super) struct Args {
    /// `--limit` is of speakers.
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const HEADER: [&str; 9] =
    ["speaker", "role", "claims", "not asserted", "documents", "first", "last", "reviewed", "ratings"];

/// A speaker for programs.
#[derive(Serialize)]
struct Line<'a> {
    /// Null for sources without a name and for the articles themselves.
    speaker: Option<&'a str>,
    /// `named`, `unnamed` or `article`.
    voice: &'static str,
    roles: Vec<&'a str>,
    claims: u64,
    not_asserted: u64,
    documents: usize,
    first: Option<chrono::NaiveDate>,
    last: Option<chrono::NaiveDate>,
    reviewed: u64,
    ratings: BTreeMap<String, u64>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let mut filter = args.filters.filter(&store, None)?;
    let most = filter.limit.take().unwrap_or(u64::MAX);
    let (least, mut hidden) = (filter.least_worth(), 0);
    let hides = filter.hides();
    filter.all = true;
    let (mut speakers, eyes) = (Speakers::default(), args.viewer.eyes(&store, context)?);
    let mut unseen = 0;
    store.each_record(&filter, |record| {
        if least.is_some_and(|least| record.claim.worthiness < least) {
            hidden += 1;
        } else {
            let record = eyes.over(record);
            unseen += record.hidden;
            speakers.add(&record);
        }
        Ok::<_, StoreError>(())
    })?;
    let ranked = speakers.ranked();
    let mut lister = Lister::new(args.format, &HEADER, ui)?;
    for (voice, tally) in ranked.iter().take(usize::try_from(most).unwrap_or(usize::MAX)) {
        lister.add(row(voice, tally, args.format), ui)?;
    }
    lister.finish(ui)?;
    match ranked.len() {
        0 => ui.say("no claim is so")?,
        all if all as u64 > most => ui.say(format!("{most} of {all} speakers: --limit shows more"))?,
        _ => {}
    }
    say_hidden(if hides { hidden } else { 0 }, ui)?;
    say_hidden_verdicts(unseen, ui)?;
    Ok(Exit::Done)
}

fn row<'a>(voice: &'a Voice, tally: &'a Tally, format: Format) -> Row<Line<'a>> {
    let (name, speaker, kind) = match voice {
        Voice::Named(name) => (name.as_str(), Some(name.as_str()), "named"),
        Voice::Unnamed => ("(sources without a name)", None, "unnamed"),
        Voice::Article => ("(the articles themselves)", None, "article"),
    };
    let roles = tally.roles();
    let ratings: BTreeMap<_, _> = tally.ratings.iter().map(|((_, rating), count)| (rating.clone(), *count)).collect();
    let shown = ratings.iter().map(|(rating, count)| format!("{count} {rating}")).collect::<Vec<_>>().join(", ");
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    // A table has room for one role; CSV shows all.
    let role =
        if format == Format::Table { roles.first().copied().unwrap_or_default().to_owned() } else { roles.join("; ") };
    let cells = vec![
        name.to_owned(),
        role,
        tally.claims.to_string(),
        tally.not_asserted.to_string(),
        tally.documents.len().to_string(),
        day(tally.first),
        day(tally.last),
        tally.reviewed().to_string(),
        shown,
    ];
    let record = Line {
        speaker,
        voice: kind,
        roles,
        claims: tally.claims,
        not_asserted: tally.not_asserted,
        documents: tally.documents.len(),
        first: tally.first,
        last: tally.last,
        reviewed: tally.reviewed(),
        ratings,
    };
    Row { cells, record }
}
