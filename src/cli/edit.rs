//! `claimlog edit`: a claim's fields are corrected by hand.

use rust_decimal::Decimal;

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::filters::named;
use crate::cli::ui::Ui;
use crate::model::{Change, Kind, Modifier, Polarity};
use crate::review::read_value;
use crate::review::{Edit, Field, edit};

/// Correct what the program read wrong in a claim; what it found stays beside it
///
/// A verdict that was given before is marked: it judged other words.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog edit c4f2 --value 18000 --of 'dockers in Lysvik' --reason 'misread' --as Ana
  claimlog edit c4f2 --clear value --low 500 --modifier more_than --reason 'a bound' --as Ana
  claimlog edit c4f2 --speaker 'Mara Lind' --polarity denied --reason 'a denial' --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// Empty a field first (may be repeated): value, low, high, change, unit, per, of, source or role
    #[arg(long, value_name = "FIELD", value_parser = |given: &str| named(given, Field::ALL, Field::name))]
    clear: Vec<Field>,
    /// The kind: count, money, percent, ratio, multiple, measure, duration, date, ordinal, age, number
    #[arg(long, value_parser = |given: &str| named(given, Kind::ALL, Kind::name))]
    kind: Option<Kind>,
    /// The value
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    value: Option<Decimal>,
    /// The lower bound
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    low: Option<Decimal>,
    /// The upper bound
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    high: Option<Decimal>,
    /// What is said of the value: exact, about, more_than, at_least, less_than, at_most, between, vague
    #[arg(long, value_parser = |given: &str| named(given, Modifier::ALL, Modifier::name))]
    modifier: Option<Modifier>,
    /// It is an amount of change: increase or decrease
    #[arg(long, value_parser = |given: &str| named(given, Change::ALL, Change::name))]
    change: Option<Change>,
    /// The unit: USD, %, km
    #[arg(long)]
    unit: Option<String>,
    /// The denominator of a rate: a, d, person
    #[arg(long)]
    per: Option<String>,
    /// The thing counted or measured
    #[arg(long)]
    of: Option<String>,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// What the speaker is
    #[arg(long)]
    role: Option<String>,
    /// How the speaker stands to it: asserted, doubted, denied, asked
    #[arg(long, value_parser = |given: &str| named(given, Polarity::ALL, Polarity::name))]
    polarity: Option<Polarity>,
    /// Why; it is kept in the ledger
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let wanted = Edit {
        clear: args.clear.clone(),
        kind: args.kind,
        value: args.value,
        low: args.low,
        high: args.high,
        modifier: args.modifier,
        change: args.change,
        unit: args.unit.clone(),
        per: args.per.clone(),
        of: args.of.clone(),
        speaker: args.speaker.clone(),
        role: args.role.clone(),
        polarity: args.polarity,
    };
    let by = args.who.name(context)?;
    act::record(&args.id, &args.who, context, ui, |record| Ok(edit(record, &wanted, &args.reason, &by)?))
}
