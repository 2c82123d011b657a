//! The ledger's row: what was done, by whom, when, chained to the row before.

use crate::model::quantity::named;

named! {
    /// What an event records. Its body is the [`Act`](crate::model::Act) of the same name.
    EventKind {
        /// A document and its claims were stored.
        DocumentAdded = "document.added",
        /// A document's text was seen again, in another place.
        DocumentSeen = "document.seen",
        /// A document's text was taken down.
        TextRedacted = "document.redacted",
        /// A claim that the program did not find was entered by hand.
        ClaimEntered = "claim.entered",
        /// A claim's fields were corrected by hand.
        ClaimEdited = "claim.edited",
        /// A claim was made several.
        ClaimSplit = "claim.split",
        /// It was decided whether a claim is to be checked.
        ClaimTriaged = "claim.triaged",
        /// A claim was given to a reviewer.
        ClaimAssigned = "claim.assigned",
        /// A reviewer took a claim up.
        ReviewStarted = "claim.started",
        /// A dispute was resolved.
        ClaimResolved = "claim.resolved",
        /// A claim is to be looked at again.
        ClaimReopened = "claim.reopened",
        /// The judgement was published.
        ClaimPublished = "claim.published",
        /// A claim was taken out.
        ClaimVoided = "claim.voided",
        /// A reviewer passed a claim over.
        ClaimSkipped = "claim.skipped",
        /// Somebody wrote something down about a claim.
        NoteWritten = "note.written",
        /// A verdict was given.
        VerdictGiven = "verdict.given",
        /// Verdicts that were hidden from somebody were shown to him.
        VerdictsShown = "verdict.shown",
        /// Evidence was added.
        EvidenceAdded = "evidence.added",
        /// A rating scale was added.
        ScaleAdded = "scale.added",
        /// The desk's rules were set.
        PolicySet = "policy.set",
        /// A filter was kept under a name, or forgotten.
        FilterSaved = "filter.saved",
        /// An earlier event was taken back.
        Undone = "event.undone",
    }
}
