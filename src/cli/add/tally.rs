//! What became of the articles of a run, in numbers.

use crate::cli::ui::Ui;
use crate::model::ClaimId;

/// The counts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) new: usize,
    pub(super) known: usize,
    pub(super) foreign: usize,
    pub(super) claims: usize,
    pub(super) hidden: u64,
    /// Remarks on articles that were not shown.
    pub(super) unsaid: usize,
    /// The first claim worth checking.
    pub(super) first: Option<ClaimId>,
}

impl Tally {
    /// For the progress bar.
    pub(super) fn in_brief(&self) -> String {
        format!("{} documents, {} claims", self.new + self.known, self.claims)
    }

    /// For the end of the run.
    pub(super) fn say(&self, failed: u64, dry: bool, ui: &mut Ui) -> anyhow::Result<()> {
        let Self { new, known, foreign, claims, .. } = self;
        if *new + *known > 1 || failed + u64::try_from(*new + *known)? > 1 {
            let logged = if dry { "would be logged" } else { "logged" };
            let foreign =
                if *foreign > 0 { format!(", {foreign} without claims for their language") } else { String::new() };
            ui.say(format!(
                "{new} articles {logged} with {claims} claims{foreign}, {known} logged before, {failed} failed"
            ))?;
        }
        if self.unsaid > 0 {
            ui.say(format!("{} more remarks on articles were not shown", self.unsaid))?;
        }
        Ok(())
    }
}
