//! What became of the articles of a run, in numbers.

use crate::cli::ui::Ui;
use crate::model::ClaimId;
use crate::store::Added;

/// The counts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) new: usize,
    pub(super) known: usize,
    pub(super) foreign: usize,
    /// Of the new ones, further texts of a known address.
    revisions: usize,
    /// Of the new ones, copies of a known story.
    copies: usize,
    /// Of the known ones, those that were seen in a further place.
    seen: usize,
    pub(super) claims: usize,
    pub(super) hidden: u64,
    /// Remarks on articles that were not shown.
    pub(super) unsaid: usize,
    /// The first claim worth checking.
    pub(super) first: Option<ClaimId>,
}

impl Tally {
    /// Counts what became of one article.
    pub(super) fn take(&mut self, added: &Added) {
        match added {
            Added::New { revision_of, copy_of } => {
                self.new += 1;
                self.revisions += usize::from(revision_of.is_some());
                self.copies += usize::from(copy_of.is_some());
            }
            Added::Known { seen, .. } => {
                self.known += 1;
                self.seen += usize::from(*seen);
            }
        }
    }

    /// For the progress bar.
    pub(super) fn in_brief(&self) -> String {
        format!("{} documents, {} claims", self.new + self.known, self.claims)
    }

    /// For the end of the run.
    pub(super) fn say(&self, failed: u64, dry: bool, ui: &mut Ui) -> anyhow::Result<()> {
        let Self { new, known, foreign, claims, .. } = self;
        if *new + *known > 1 || failed + u64::try_from(*new + *known)? > 1 {
            let logged = if dry { "would be logged" } else { "logged" };
            let some = |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
            let kinds = [
                some(*foreign, "of them without claims for their language"),
                some(self.revisions, "of them new revisions"),
                some(self.copies, "of them copies of a story"),
            ];
            let (kinds, seen) = (kinds.concat(), some(self.seen, "of them in further places"));
            ui.say(format!(
                "{new} articles {logged} with {claims} claims{kinds}, {known} logged before{seen}, {failed} failed"
            ))?;
        }
        if self.unsaid > 0 {
            ui.say(format!("{} more remarks on articles were not shown", self.unsaid))?;
        }
        Ok(())
    }
}
