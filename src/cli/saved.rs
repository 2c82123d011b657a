//! Saved filters, as `list` keeps, lists and forgets them and every command with filters takes them.

use serde::Serialize;
use serde_json::Value;

use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::meant::{conditions, worth};
use crate::cli::ui::Ui;
use crate::export::moment;
use crate::review::{forget_filter, save_filter, saved_name};
use crate::store::{Filter, SavedFilter, Store};

const HEADER: [&str; 4] = ["name", "asks for", "by", "saved"];

/// A name as the ledger keeps it.
pub(super) fn name(typed: &str) -> anyhow::Result<String> {
    saved_name(typed).map_err(|wrong| Unusable(wrong.to_string()).into())
}

/// The saved filter of this name.
pub(super) fn find(store: &Store, typed: &str) -> anyhow::Result<Filter> {
    known(store, &name(typed)?)?.filter().map_err(|unreadable| Unusable(unreadable.to_string()).into())
}

fn known(store: &Store, name: &str) -> anyhow::Result<SavedFilter> {
    let all = store.saved_filters()?;
    let names = match &all[..] {
        [] => "none is saved yet (claimlog list --save NAME)".to_owned(),
        all => format!("known are {}", all.iter().map(|saved| saved.name.as_str()).collect::<Vec<_>>().join(", ")),
    };
    let found = all.into_iter().find(|saved| saved.name == name);
    found.ok_or_else(|| Unusable(format!("there is no saved filter “{name}”: {names}")).into())
}

/// Keeps a filter under a name, for everybody who shares the ledger.
pub(super) fn save(filter: &Filter, typed: &str, by: String, context: &Context, ui: &mut Ui) -> anyhow::Result<()> {
    let (name, asked) = (name(typed)?, filter.asked()?);
    if *filter == Filter::default() {
        return Err(
            Unusable("there is nothing to save: give filters beside --save (claimlog list --help)".to_owned()).into()
        );
    }
    let (mut store, stamp) = context.open_to_write()?;
    if store.saved_filters()?.iter().any(|saved| saved.name == name && saved.asked == asked) {
        return Ok(ui.say(format!("“{name}” asks for that already: nothing is changed"))?);
    }
    store.act(save_filter(name.clone(), asked, by), &stamp)?;
    Ok(ui.say(format!("saved as “{name}”: {}; --filter asks for it", words(filter)))?)
}

/// Forgets a name. What was saved under it stays in the ledger.
pub(super) fn forget(typed: &str, by: String, context: &Context, ui: &mut Ui) -> anyhow::Result<()> {
    let name = name(typed)?;
    known(&context.open()?, &name)?;
    let (mut store, stamp) = context.open_to_write()?;
    store.act(forget_filter(name.clone(), by), &stamp)?;
    Ok(ui.line(format!("forgotten: {name}"))?)
}

/// A saved filter for programs.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    filter: &'a Value,
    asks_for: String,
    by: Option<&'a str>,
    saved_at: String,
}

/// Lists the saved filters.
pub(super) fn list(store: &Store, format: Format, ui: &mut Ui) -> anyhow::Result<()> {
    let all = store.saved_filters()?;
    let mut lister = Lister::new(format, &HEADER, ui)?;
    for saved in &all {
        lister.add(row(saved), ui)?;
    }
    lister.finish(ui)?;
    if all.is_empty() {
        ui.say("no filter is saved: claimlog list --save NAME keeps the filters that are given beside it")?;
    }
    Ok(())
}

fn row(saved: &SavedFilter) -> Row<Line<'_>> {
    let asks_for = match saved.filter() {
        Ok(filter) => words(&filter),
        Err(unreadable) => format!("cannot be read by this claimlog: {}", unreadable.why),
    };
    let (by, saved_at) = (saved.by.as_deref(), moment(saved.at));
    let day = saved.at.format("%Y-%m-%d %H:%M").to_string();
    let cells = vec![saved.name.clone(), asks_for.clone(), by.unwrap_or_default().to_owned(), day];
    Row { cells, record: Line { name: &saved.name, filter: &saved.asked, asks_for, by, saved_at } }
}

/// What a filter asks for: "of the kind money or percent; of a value > 1000000".
fn words(filter: &Filter) -> String {
    let mut said = conditions(filter);
    if filter.min_worth.is_some() || filter.all {
        said.push(format!("of {}", worth(filter)));
    }
    if said.is_empty() { "all that is worth checking".to_owned() } else { said.join("; ") }
}
