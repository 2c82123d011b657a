//! `claimlog list`: the logged claims, newest article first.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::saved;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::export::ClaimLine;
use crate::model::{Polarity, Record, Status};
use crate::review::Eyes;
use crate::store::{Listing, Store};

/// List the logged claims, newest article first
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog list
  claimlog list --kind money --value '>1e6' --speaker Lind
  claimlog list --status new --format jsonl
  claimlog list --kind money --value '>1e6' --save 'big money'
  claimlog list --filter 'big money' --since 2026-01-01")]
pub(super) struct Args {
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// Keep these filters under a name; --filter NAME asks for them, here and in every command with filters
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
    /// List the saved filters instead
    #[arg(long, conflicts_with = "save")]
    saved: bool,
    /// Forget a saved filter
    #[arg(long, value_name = "NAME", conflicts_with_all = ["save", "saved"])]
    forget: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const HEADER: [&str; 8] = ["id", "worth", "mention", "thing", "speaker", "published", "publisher", "status"];

/// Where the header has the speaker.
const SPEAKER: usize = 4;

/// What CSV has beside: the numbers, which a table for people shows in their words.
const NUMBERS: [&str; 10] =
    ["kind", "value", "low", "high", "modifier", "unit", "per", "polarity", "document", "title"];

/// How many claims a table shows unless asked.
const USUAL: u64 = 50;

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    if let Some(name) = &args.forget {
        saved::forget(name, args.viewer.name(context)?, context, ui)?;
        return Ok(Exit::Done);
    }
    let store = context.open()?;
    if args.saved {
        saved::list(&store, args.format, ui)?;
        return Ok(Exit::Done);
    }
    if let Some(name) = &args.save {
        saved::save(&args.filters.filter(&store, None)?, name, args.viewer.name(context)?, context, ui)?;
    }
    let usual = (args.format == Format::Table).then_some(USUAL);
    let listing = store.records(&args.filters.filter(&store, usual)?)?;
    let listing = seen(listing, &args.viewer.eyes(&store, context)?);
    print(&store, &listing, args.format, ui)?;
    Ok(Exit::Done)
}

/// The claims as the reader may see them.
pub(super) fn seen(listing: Listing, eyes: &Eyes) -> Listing {
    let records = listing.records.into_iter().map(|record| eyes.over(record)).collect();
    Listing { records, ..listing }
}

/// A claim with its state, for programs.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    claim: ClaimLine<'a>,
    published: Option<chrono::NaiveDate>,
    publisher: Option<&'a str>,
    title: Option<&'a str>,
    status: Status,
    rating: Option<&'a str>,
    verdicts: usize,
    hidden_verdicts: usize,
}

/// Prints claims as `list` and `search` do, with a footer on standard error.
pub(super) fn print(store: &Store, listing: &Listing, format: Format, ui: &mut Ui) -> anyhow::Result<()> {
    let ids: Vec<_> = listing.records.iter().map(|record| record.claim.id).collect();
    let length = if format == Format::Table { store.claim_prefix(&ids)? } else { usize::MAX };
    let numbers = if format == Format::Csv { &NUMBERS[..] } else { &[] };
    let mut lister = Lister::new(format, &[&HEADER[..], numbers].concat(), ui)?;
    for record in &listing.records {
        let mut row = row(record, length);
        if format == Format::Csv {
            row.cells[SPEAKER] = speaker(record);
            row.cells.extend(numbers_of(record));
        }
        lister.add(row, ui)?;
    }
    lister.finish(ui)?;
    let shown = listing.records.len() as u64;
    if shown == 0 {
        ui.say("no claim is so")?;
    } else if listing.uncounted {
        ui.say(format!("{shown} of very many claims: --limit shows more"))?;
    } else if shown < listing.total {
        ui.say(format!("{shown} of {} claims: --limit shows more", listing.total))?;
    }
    if listing.uncounted && listing.hidden > 0 {
        ui.say("many more claims are hardly worth checking: --all shows them")?;
    } else {
        say_hidden(listing.hidden, ui)?;
    }
    say_hidden_verdicts(listing.records.iter().map(|record| record.hidden).sum(), ui)
}

/// Says how many claims are not shown because they are hardly worth checking.
pub(super) fn say_hidden(hidden: u64, ui: &mut Ui) -> anyhow::Result<()> {
    match hidden {
        0 => {}
        1 => ui.say("1 more claim is hardly worth checking: --all shows it")?,
        _ => ui.say(format!("{hidden} more claims are hardly worth checking: --all shows them"))?,
    }
    Ok(())
}

fn row(record: &Record, length: usize) -> Row<Line<'_>> {
    let metadata = &record.document.metadata;
    let rating = record.verdict().map(|verdict| verdict.rating.as_str());
    let status = record.status();
    let standing = rating.map_or_else(|| status.to_string(), |rating| format!("{status}: {rating}"));
    let cells = vec![
        short(&record.claim.id.to_string(), length),
        record.claim.worthiness.normalize().to_string(),
        record.wording.mention.clone(),
        record.claim.mention.of.clone().unwrap_or_default(),
        said_by(record),
        metadata.published.map(|day| day.to_string()).unwrap_or_default(),
        metadata.publisher.clone().unwrap_or_default(),
        standing,
    ];
    let record = Line {
        claim: ClaimLine::logged(record),
        published: metadata.published,
        publisher: metadata.publisher.as_deref(),
        title: metadata.title.as_deref(),
        status,
        rating,
        verdicts: record.verdicts.len(),
        hidden_verdicts: record.hidden,
    };
    Row { cells, record }
}

fn numbers_of(record: &Record) -> [String; 10] {
    let quantity = &record.claim.mention.quantity;
    let number =
        |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
    [
        quantity.kind.to_string(),
        number(quantity.value),
        number(quantity.low),
        number(quantity.high),
        quantity.modifier.to_string(),
        quantity.unit.clone().unwrap_or_default(),
        quantity.per.clone().unwrap_or_default(),
        record.claim.attribution.as_ref().map(|said| said.polarity.to_string()).unwrap_or_default(),
        record.document.id.to_string(),
        record.document.metadata.title.clone().unwrap_or_default(),
    ]
}

/// The beginning of a key that tells it from all others.
pub(super) fn short(id: &str, length: usize) -> String {
    id.chars().take(length).collect()
}

/// Who says so, and whether that is no statement: "Lind (denied)".
pub(super) fn said_by(record: &Record) -> String {
    let polarity = record.claim.attribution.as_ref().map(|said| said.polarity);
    match polarity.filter(|polarity| *polarity != Polarity::Asserted) {
        Some(polarity) => format!("{} ({polarity})", speaker(record)).trim_start().to_owned(),
        None => speaker(record),
    }
}

/// Who says so, by name or else in the article's words.
pub(super) fn speaker(record: &Record) -> String {
    let attribution = record.claim.attribution.as_ref();
    let named = attribution.and_then(|attribution| attribution.speaker.clone());
    named.or_else(|| record.wording.source.clone()).unwrap_or_default()
}
