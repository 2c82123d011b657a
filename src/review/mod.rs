//! The reviewer's work, without a face: rating scales, the size of an error, and a judgement made a verdict.
//!
//! [`decide()`] holds a [`Judgement`] against its [`Scale`] and gives the [`Verdict`](crate::model::Verdict) that the
//! store appends; [`Comparison`] says how far the claimed value is from the corrected one.

mod accuracy;
pub mod agreement;
mod by_hand;
mod checklist;
mod counts;
mod decide;
mod edit;
mod error;
mod evidence;
mod external;
mod eyes;
mod findings;
#[cfg(test)]
mod fixture;
mod life;
mod policy;
mod precedent;
mod revised;
mod saved;
mod scale;
mod size;
mod speakers;
mod turnaround;
mod typed;
mod wilson;
mod words;
mod work;

pub use accuracy::{Accuracy, Carried, OutletAccuracy, SpeakerAccuracy};
pub use by_hand::{BY_HAND, HandError, enter, quote, split};
pub use checklist::{ChecklistError, Question, answered, questions};
pub use counts::{Claims, Counts, Footing, Times};
pub use decide::{Advice, Decision, Judgement, ReviewError, decide};
pub use edit::{Edit, EditError, Field, UndoError, can_be_undone, edit, undo};
pub use error::{Comparison, FORMULA, Incomparable, unit_in_full};
pub use evidence::gather;
pub use external::{PUBLISHED_SCALE, Published};
pub use eyes::{Eyes, show_verdicts};
pub use life::{LifeError, Wish, act};
pub use policy::{PolicyError, read_policy, set_policy, write_policy};
pub use precedent::precedents;
pub use revised::{Changes, Fate, Pair, changes};
pub use saved::{SavedNameError, forget_filter, save_filter, saved_name};
pub use scale::{Direction, Rating, Scale, ScaleError};
pub use speakers::{Speakers, Tally, Voice};
pub use turnaround::{Turnaround, hours};
pub use typed::{cite, read_value};
pub use wilson::{Estimate, FEWEST, Share, TooFew};
pub use words::name;
pub use work::{Done, Judged, Task, WorkError, carry_out, judge, take, take_back, take_next, task};
