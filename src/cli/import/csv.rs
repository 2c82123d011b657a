//! `claimlog import csv`: verdicts that colleagues filled into a report in a spreadsheet; all of them are recorded, or none.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use anyhow::Context as _;

use super::row::{FIELDS, Reading, Row};
use super::source::open;
use super::table::{Places, Table, read};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::db::counted;
use crate::cli::export::dialect_of;
use crate::cli::input::Unusable;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::{ClaimId, Verdict};
use crate::review::Scale;
use crate::store::{Last, StoreError};

/// Record verdicts from a table: a report of claimlog that colleagues filled in, or a table of their own
///
/// A row names its claim (claim_id) and its rating; rows without a rating, and rows that say what the ledger says already, are
/// passed over. Who judges is the row's `reviewer`, or the one name in its `reviewers`, else --as; a row that changes a verdict of
/// the report needs --as. Every row is checked first: when one is wrong, nothing is recorded, and each wrong row is named as
/// spreadsheets count it (the header is row 1).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export csv --excel -o to-check.csv            colleagues fill in rating, explanation, corrected_value …
  claimlog import csv to-check.csv --as Ana --dry-run
  claimlog import csv to-check.csv --as Ana
  claimlog import csv log.csv --as Ben --map claim_id=ID --map rating=Verdict --scale politifact")]
pub(super) struct Args {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who judges, where the row does not say; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    reviewer: Option<String>,
    /// The rating scale, where the row does not say
    #[arg(long, value_name = "NAME", default_value = Scale::DEFAULT)]
    scale: String,
    /// A field's column in other people's tables (may be repeated): rating=Verdict
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// What stands between cells: ',' ';' or tab [default: found in the header]
    #[arg(long, value_name = "SIGN", value_parser = sign)]
    delimiter: Option<u8>,
    /// What stands before decimals: '.' or ',' [default: what the manifest beside the table says; else 1,800 is refused, for it may
    /// be 1.8 or 1800]
    #[arg(long, value_name = "SIGN", value_parser = decimal)]
    decimal: Option<char>,
    /// The table has text as it is, without the apostrophes that keep a spreadsheet from running it as a formula
    #[arg(long)]
    raw: bool,
    /// Say what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// A larger table is none that people fill in.
const LARGEST: u64 = 1 << 30;
/// So many wrong rows are named.
const NAMED: usize = 20;

fn mapping(given: &str) -> Result<(String, String), String> {
    let both = given.split_once('=').map(|(field, column)| (field.trim().to_owned(), column.trim().to_owned()));
    both.filter(|(field, column)| !field.is_empty() && !column.is_empty())
        .ok_or_else(|| "it is FIELD=COLUMN, as rating=Verdict".to_owned())
}

fn sign(given: &str) -> Result<u8, String> {
    match given {
        "," | ";" => Ok(given.as_bytes()[0]),
        "tab" | "\t" | "\\t" => Ok(b'\t'),
        _ => Err("a delimiter is ',' or ';' or tab".to_owned()),
    }
}

fn decimal(given: &str) -> Result<char, String> {
    match given {
        "." => Ok('.'),
        "," => Ok(','),
        _ => Err("a decimal sign is '.' or ','".to_owned()),
    }
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let (name, mut reader) = open(&args.file)?;
    let mut bytes = Vec::new();
    reader.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).with_context(|| format!("{name} cannot be read"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unusable(format!("{name} is larger than 1 GiB: import it in parts")).into());
    }
    let table = read(&name, &bytes, args.delimiter)?;
    table.notes.iter().try_for_each(|note| ui.warn(note))?;
    let places = Places::of(&name, &table.header, &FIELDS, &args.map)?;
    if let Some(field) = ["claim_id", "rating"].into_iter().find(|field| !places.has(field)) {
        let columns = table.header.join(", ");
        let said = format!(
            "{name} has no column {field}: name the one that holds it with --map {field}=COLUMN; its columns are {columns}"
        );
        return Err(Unusable(said).into());
    }
    for _ in 0..MOST_TRIES {
        let Some((Judged { verdicts, passed }, since)) = judge(args, &table, &places, context, ui)? else {
            return Ok(Exit::Failed);
        };
        if args.dry_run {
            say(&verdicts, ui)?;
            let recorded = counted(verdicts.len() as u64, "verdict");
            ui.say(format!("{recorded} would be recorded, {} passed over; nothing is stored", counted(passed, "row")))?;
            return Ok(Exit::Done);
        }
        let given = verdicts.iter().map(|(_, verdict)| verdict.clone()).collect();
        let (mut store, stamp) = context.open_to_write()?;
        match store.decide_all(given, Some(since), &stamp) {
            Err(StoreError::Moved) => continue, // what others wrote may be what the rows say
            stored => drop(stored?),
        }
        say(&verdicts, ui)?;
        let recorded = counted(verdicts.len() as u64, "verdict");
        ui.say(format!("{recorded} recorded, {} passed over", counted(passed, "row")))?;
        return Ok(Exit::Done);
    }
    Err(StoreError::Moved.into())
}

/// How often rows are read anew because others wrote meanwhile.
const MOST_TRIES: u32 = 20;

fn say(verdicts: &[(u64, Verdict)], ui: &mut Ui) -> anyhow::Result<()> {
    for (row, verdict) in verdicts {
        let claim = short(&verdict.claim.to_string(), 12);
        ui.line(format!("row {row}: {claim} {} by {}", verdict.rating, verdict.reviewer))?;
    }
    Ok(())
}

/// Makes the verdicts of all rows against the ledger as it stands, with its last event; `None` when a row is wrong, which is said.
fn judge(
    args: &Args,
    table: &Table,
    places: &Places,
    context: &Context,
    ui: &mut Ui,
) -> anyhow::Result<Option<(Judged, Last)>> {
    let store = context.open()?;
    let _snapshot = store.snapshot()?;
    let since = store.last(None)?;
    // A table that was saved with other signs has other decimals too.
    let beside = dialect_of(&args.file).filter(|dialect| u8::try_from(dialect.delimiter) == Ok(table.delimiter));
    let reading = Reading {
        store: &store,
        policy: store.policy()?,
        places,
        reviewer: context.reviewer(args.reviewer.as_deref())?,
        scale: &args.scale,
        decimal: args.decimal.or_else(|| beside.as_ref().map(|dialect| dialect.decimal)),
        european: table.delimiter != b',',
        guarded: !args.raw && beside.is_none_or(|dialect| dialect.guarded),
        at: context.now(),
    };
    Ok(judged(table, &reading, ui)?.map(|judged| (judged, since)))
}

/// What a table comes to.
struct Judged {
    /// The verdicts, each with its row.
    verdicts: Vec<(u64, Verdict)>,
    /// Rows without a rating, or that say what is known.
    passed: u64,
}

/// Makes the verdicts of all rows; `None` when a row is wrong, which is said.
fn judged(table: &Table, reading: &Reading<'_>, ui: &mut Ui) -> anyhow::Result<Option<Judged>> {
    let (mut judged, mut wrong) = (Judged { verdicts: Vec::new(), passed: 0 }, Vec::new());
    let mut given: BTreeMap<(ClaimId, String), u64> = BTreeMap::new();
    for (number, cells) in &table.rows {
        match reading.read(cells) {
            Ok(Row::Nothing) => judged.passed += 1,
            Ok(Row::Verdict(verdict)) => match given.insert((verdict.claim, verdict.reviewer.clone()), *number) {
                None => judged.verdicts.push((*number, *verdict)),
                Some(first) => wrong.push(format!(
                    "row {number}: {} judges the claim of row {first} again: keep one of the rows",
                    verdict.reviewer
                )),
            },
            Err(error) => wrong.push(format!("row {number}: {error:#}")),
        }
    }
    if wrong.is_empty() {
        return Ok(Some(judged));
    }
    wrong.iter().take(NAMED).try_for_each(|said| ui.warn(said))?;
    if wrong.len() > NAMED {
        ui.warn(format!("and {} more", wrong.len() - NAMED))?;
    }
    ui.warn(format!("{} cannot be recorded; nothing is stored", counted(wrong.len() as u64, "row")))?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_a_field_and_a_column() {
        assert_eq!(mapping("rating = Our verdict"), Ok(("rating".into(), "Our verdict".into())));
        assert!(mapping("rating").is_err() && mapping("=x").is_err());
        assert_eq!((sign("tab"), sign(";")), (Ok(b'\t'), Ok(b';')));
        assert!(sign("x").is_err());
    }
}
