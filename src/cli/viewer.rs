//! Who looks: the reader's name, and what is told of verdicts that the desk's policy hides from him.

use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::model::ClaimId;
use crate::review::{Eyes, show_verdicts};
use crate::store::Store;

/// Who looks.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Viewer {
    /// Who looks, which decides whose verdicts are hidden; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
}

impl Viewer {
    /// The name that was given, or the environment's; empty when there is none.
    pub(super) fn name(&self, context: &Context) -> anyhow::Result<String> {
        context.reviewer(self.name.as_deref())
    }

    /// What the reader may see.
    pub(super) fn eyes(&self, store: &Store, context: &Context) -> anyhow::Result<Eyes> {
        Ok(Eyes::of(Some(&self.name(context)?), &store.policy()?))
    }
}

/// Records that hidden verdicts were shown to somebody, and gives the database for showing them.
pub(super) fn unblind(claims: &[ClaimId], name: &str, context: &Context) -> anyhow::Result<Store> {
    let act = show_verdicts(claims, name)?;
    let (mut store, stamp) = context.open_to_write()?;
    store.act(act, &stamp)?;
    Ok(store)
}

/// Says how many verdicts are hidden, and what shows them.
pub(super) fn say_hidden_verdicts(hidden: usize, ui: &mut Ui) -> anyhow::Result<()> {
    match hidden {
        0 => Ok(()),
        1 => Ok(ui.say("1 verdict is hidden until your own is in; `--as NAME` says who looks (docs/reviewing.md)")?),
        _ => Ok(ui.say(format!(
            "{hidden} verdicts are hidden until your own are in; `--as NAME` says who looks (docs/reviewing.md)"
        ))?),
    }
}
