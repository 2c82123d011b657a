//! `claimlog scale`: the rating scales, claimlog's and one's own.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::act::Who;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::{Act, ScaleAdded};
use crate::review::{Direction, ReviewError, Scale};
use crate::store::{Store, StoreError};

/// List, show and add rating scales
///
/// A scale is a TOML file with id, version, title, and a [[rating]] for each rating: code, label, definition, class and, for
/// those in an order, value. `claimlog scale show numeric --format toml` prints one to start from.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog scale list
  claimlog scale show wapo
  claimlog scale add our-scale.toml --as Ana
  claimlog verdict c4f2 good --scale our_scale --as Ana")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(List),
    Show(Show),
    Add(Add),
}

/// List the scales: claimlog's own, and those that were added
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog scale list --format json")]
struct List {
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Show a scale: each rating with its definition, the best first
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog scale show wapo")]
struct Show {
    /// The scale
    #[arg(value_name = "NAME")]
    name: String,
    /// How to print
    #[arg(long, value_parser = ["text", "json", "toml"], default_value = "text")]
    format: String,
}

/// Add a scale of your own, or a new version of it; verdicts keep the version that they were given on
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog scale add our-scale.toml --as Ana")]
struct Add {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.command {
        Command::List(list) => list.run(context, ui),
        Command::Show(show) => show.run(context, ui),
        Command::Add(add) => add.run(context, ui),
    }
}

/// The scale of this name: the newest version of one's own, else claimlog's.
pub(super) fn find(store: Option<&Store>, name: &str) -> anyhow::Result<Scale> {
    let own = own(store)?;
    let wanted = name.trim().to_lowercase().replace([' ', '-'], "_");
    if let Some(scale) = own.iter().find(|scale| scale.id == wanted) {
        return Ok(scale.clone());
    }
    Scale::named(name).map_err(|error| {
        let mut said = error.to_string();
        for scale in &own {
            said = format!("{said}, {}", scale.id);
        }
        Unusable(said).into()
    })
}

/// This version of a scale; `None` when it is not known here, as a scale that came with a verdict from outside.
pub(super) fn versioned(store: &Store, name: &str, version: u32) -> anyhow::Result<Option<Scale>> {
    let own = store.scales()?.into_iter().find(|own| own.name == name && own.version == version);
    if let Some(own) = own {
        return Ok(Some(Scale::read(&own.toml).map_err(ReviewError::from)?));
    }
    Ok(Scale::named(name).ok().filter(|scale| scale.id == name && scale.version == version))
}

/// The newest version of each scale that was added.
fn own(store: Option<&Store>) -> anyhow::Result<Vec<Scale>> {
    let mut newest: Vec<Scale> = Vec::new();
    for own in store.map(Store::scales).transpose()?.unwrap_or_default() {
        if newest.last().is_none_or(|last| last.id != own.name) {
            newest.push(Scale::read(&own.toml).map_err(ReviewError::from)?);
        }
    }
    Ok(newest)
}

/// The database, if there is one: claimlog's own scales need none.
pub(super) fn known(context: &Context) -> anyhow::Result<Option<Store>> {
    match context.open() {
        Ok(store) => Ok(Some(store)),
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::Missing { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}

const HEADER: [&str; 6] = ["scale", "version", "ratings", "values", "better", "title"];

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    scale: &'a Scale,
    own: bool,
}

impl List {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let own = own(known(context)?.as_ref())?;
        let brought =
            Scale::names().into_iter().map(Scale::named).collect::<Result<Vec<_>, _>>().map_err(ReviewError::from)?;
        let mut lister = Lister::new(self.format, &HEADER, ui)?;
        for (scale, own) in brought.iter().map(|scale| (scale, false)).chain(own.iter().map(|scale| (scale, true))) {
            lister.add(row(scale, own), ui)?;
        }
        lister.finish(ui)?;
        Ok(Exit::Done)
    }
}

fn row(scale: &Scale, own: bool) -> Row<Line<'_>> {
    let range = scale.range().map(|(low, high)| format!("{low} to {high}"));
    let better = match scale.direction {
        _ if range.is_none() => "",
        Direction::BetterIsHigher => "higher",
        Direction::WorseIsHigher => "lower",
    };
    let cells = vec![
        scale.id.clone(),
        scale.version.to_string(),
        scale.ratings.len().to_string(),
        range.unwrap_or_default(),
        better.to_owned(),
        scale.title.clone(),
    ];
    Row { cells, record: Line { scale, own } }
}

impl Show {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let scale = find(known(context)?.as_ref(), &self.name)?;
        match &*self.format {
            "json" => {
                write_json(ui.out(), &scale)?;
                ui.line("")?;
            }
            "toml" => {
                let toml = toml::to_string(&scale).context("the scale cannot be written as TOML")?;
                toml.lines().try_for_each(|line| ui.line(line))?;
            }
            _ => print(&scale, ui)?,
        }
        Ok(Exit::Done)
    }
}

fn print(scale: &Scale, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(format!("{} {}: {}", scale.id, scale.version, scale.title))?;
    for rating in &scale.ratings {
        let value = rating.value.map(|value| value.to_string()).unwrap_or_else(|| "-".to_owned());
        ui.line(format!("  {value:>2}  {:<20} {} ({})", rating.code, rating.label, rating.class))?;
        ui.line(format!("      {}", rating.definition))?;
    }
    Ok(())
}

impl Add {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let by = self.who.name(context)?;
        if by.is_empty() {
            return Err(Unusable("adding a scale needs a name: give it with --as NAME".to_owned()).into());
        }
        let toml =
            std::fs::read_to_string(&self.file).with_context(|| format!("{} cannot be read", self.file.display()))?;
        let scale = Scale::read(&toml).map_err(ReviewError::from)?;
        let (mut store, stamp) = context.open_to_write()?;
        let last = store.scales()?.into_iter().find(|known| known.name == scale.id);
        match last {
            Some(last) if last.version == scale.version && last.toml == toml => {
                ui.say(format!("{} {} is there already: nothing is changed", scale.id, scale.version))?;
                return Ok(Exit::Done);
            }
            Some(last) if last.version >= scale.version => {
                let next = last.version + 1;
                let said = format!(
                    "{} has version {} and says something else: give this one version {next}",
                    scale.id, last.version
                );
                return Err(Unusable(said).into());
            }
            _ => {}
        }
        let added = ScaleAdded { scale: scale.id.clone(), version: scale.version, by, toml };
        store.act(Act::ScaleAdded(added), &stamp)?;
        if self.who.json() {
            write_json(ui.out(), &scale)?;
            ui.line("")?;
        } else {
            ui.line(format!("{} {}: {} ratings", scale.id, scale.version, scale.ratings.len()))?;
        }
        Ok(Exit::Done)
    }
}
