//! Random histories of two desks: whatever they did, in whatever order they are merged, they end up the same and sound.

use proptest::prelude::*;

use crate::model::{
    Act, Claim, ClaimAssigned, ClaimEdited, ClaimEntered, ClaimId, ClaimPublished, ClaimReopened, ClaimResolved,
    ClaimSkipped, ClaimSplit, ClaimTriaged, ClaimVoided, Evidence, FilterSaved, Kind, NoteWritten, Policy, PolicySet,
    ResolvedBy, ReviewStarted, ScaleAdded, TextRedacted, Triage, Uncheckable, Undone, VerdictsShown,
};
use crate::span::Span;
use crate::store::{Filter, LogFilter, Stamp, Store, fixture};

macro_rules! first {
    () => {
        "The ferry company of Harn keeps its boats in port until the storm that came over the strait at noon has passed, and \
         many people wait on the quay tonight while the town opens its school for all of them. "
    };
}

macro_rules! second {
    () => {
        "Nobody at the harbour office could tell the callers when the next crossing would be, because the wind was to turn \
         north in the night and the old pier has no lights since a trawler ran into it last autumn. "
    };
}

/// Articles that both desks may log: short ones, and copies of a story, of which the third has half of the first two each.
const TEXTS: [&str; 8] = [
    "Of 30 and 40 came.",
    "Of 50 came.",
    "Of 60, 70 and 80 came.",
    "Nobody came.",
    concat!(first!(), "Some 90 came."),
    concat!(second!(), "Some 90 came."),
    concat!(first!(), second!()),
    concat!("Boats stay in port. ", first!(), "Some 90 came."),
];

/// Where they stand: without an address, or at one of three, at which they are each other's revisions.
const ADDRESSES: [Option<&str>; 4] =
    [None, Some("https://a.example/1"), Some("https://b.example/1"), Some("https://a.example/2")];

/// What one desk does: which act, to which claim or event, in whose name.
type Step = (u8, u8, u8);

fn steps() -> impl Strategy<Value = Vec<(bool, Step)>> {
    prop::collection::vec((any::<bool>(), (0_u8..22, any::<u8>(), 0_u8..3)), 1..60)
}

struct Desk {
    _folder: tempfile::TempDir,
    path: std::path::PathBuf,
    store: Store,
    chain: u8,
    seconds: i64,
}

impl Desk {
    fn new(chain: u8) -> Self {
        let (folder, path) = fixture::database();
        let store = Store::open(&path).unwrap();
        store.db.pragma_update(None, "synchronous", 0).unwrap(); // quick: nothing is to survive
        Self { _folder: folder, path, store, chain, seconds: 0 }
    }

    fn stamp(&mut self) -> Stamp {
        self.seconds += 1;
        Stamp { at: fixture::at(self.seconds), chain: [self.chain; 16] }
    }

    fn claims(&self) -> Vec<Claim> {
        let filter = Filter { all: true, ..Filter::default() };
        self.store.records(&filter).unwrap().records.into_iter().map(|record| record.claim).collect()
    }

    fn step(&mut self, (kind, which, who): Step) {
        let by = || format!("Reviewer {who}");
        let stamp = self.stamp();
        let claims = self.claims();
        if kind < 3 || claims.is_empty() {
            let (mut document, claims) = fixture::article(TEXTS[usize::from(which) % TEXTS.len()]);
            document.metadata.url = ADDRESSES[usize::from(which / 8) % ADDRESSES.len()].map(str::to_owned);
            document.metadata.publisher = (who == 2).then(|| format!("Outlet {}", which % 3));
            self.store.add(&document, &claims, &stamp).unwrap();
            return;
        }
        let claim = &claims[usize::from(which) % claims.len()];
        let id = claim.id;
        let reason = || "a reason".to_owned();
        let act = match kind {
            3 | 4 => {
                let rating = if which % 2 == 0 { "wrong" } else { "close" };
                let verdict = crate::model::Verdict {
                    evidence: vec![Evidence { title: Some(format!("E{which}")), ..Evidence::default() }.keyed()],
                    ..fixture::verdict(claim, &by(), rating)
                };
                self.store.decide(verdict, &stamp).unwrap();
                return;
            }
            5 => Act::NoteWritten(NoteWritten { claim: id, by: by(), text: format!("note {which}") }),
            6 => {
                let triage = match which % 3 {
                    0 => Triage::Queued { due: None },
                    1 => Triage::NotCheckable { reason: Uncheckable::Vague, duplicate_of: None },
                    _ => Triage::Pending { checkable_on: "2030-01-01".parse().unwrap() },
                };
                Act::ClaimTriaged(ClaimTriaged { claim: id, by: by(), triage, note: None })
            }
            7 => Act::ClaimAssigned(ClaimAssigned { claim: id, by: by(), to: Some(by()), due: None }),
            8 => Act::ReviewStarted(ReviewStarted { claim: id, by: by() }),
            9 => Act::ClaimVoided(ClaimVoided { claim: id, by: by(), reason: reason() }),
            10 => Act::ClaimReopened(ClaimReopened { claim: id, by: by(), reason: reason() }),
            11 => {
                Act::ClaimPublished(ClaimPublished { claim: id, by: by(), url: "https://a.example".into(), on: None })
            }
            12 => match self.store.record(id).unwrap().verdicts.first() {
                None => return,
                Some(verdict) => Act::ClaimResolved(ClaimResolved {
                    claim: id,
                    by: by(),
                    way: ResolvedBy::Editor,
                    verdict: verdict.id,
                    considered: vec![verdict.id],
                    dissent: Vec::new(),
                    reason: reason(),
                }),
            },
            13 => {
                let mut quantity = claim.mention.quantity.clone();
                quantity.value = Some(which.into());
                let (of, attribution) = (Some("ships".into()), None);
                Act::ClaimEdited(ClaimEdited { claim: id, by: by(), reason: None, quantity, of, attribution })
            }
            14 => {
                let part = part(claim, 1 + u32::from(which % 2));
                Act::ClaimSplit(ClaimSplit { claim: id, into: vec![part], by: by(), reason: None })
            }
            15 => Act::ClaimEntered(ClaimEntered { claim: part(claim, 1), by: by() }),
            16 => match self.undoable(which) {
                None => return,
                Some(event) => Act::Undone(Undone { event, by: by(), reason: None }),
            },
            17 => Act::ClaimSkipped(ClaimSkipped { claim: id, by: by(), reason: reason() }),
            18 => {
                let shown = claims.iter().take(1 + usize::from(which % 3)).map(|claim| claim.id).collect();
                Act::VerdictsShown(VerdictsShown { claims: shown, by: by() })
            }
            19 => {
                let policy =
                    Policy { min_verdicts: 1 + u32::from(which % 3), tolerance: which.into(), ..Policy::default() };
                Act::PolicySet(PolicySet { policy, by: by(), reason: None })
            }
            20 => {
                let filter = (which % 3 > 0).then(|| serde_json::json!({ "speaker": by() }));
                Act::FilterSaved(FilterSaved { name: format!("filter {}", which % 2), filter, by: Some(by()) })
            }
            _ if which % 4 == 0 => {
                let redacted = TextRedacted { document: claim.document, by: by(), reason: reason() };
                self.store.redact(redacted, &stamp).unwrap();
                return;
            }
            _ => Act::ScaleAdded(ScaleAdded { scale: "own".into(), version: 1, by: by(), toml: format!("{which}") }),
        };
        self.store.act(act, &stamp).unwrap();
    }

    /// An event that may be taken back.
    fn undoable(&self, which: u8) -> Option<crate::model::EventId> {
        let events = self.store.log(&LogFilter { standing: true, ..LogFilter::default() }).unwrap();
        let mut events: Vec<_> = events
            .into_iter()
            .filter(|event| {
                !matches!(
                    event.act,
                    Act::DocumentAdded(_)
                        | Act::DocumentSeen(_)
                        | Act::TextRedacted(_)
                        | Act::Undone(_)
                        | Act::PolicySet(_)
                        | Act::VerdictsShown(_)
                )
            })
            .collect();
        (!events.is_empty()).then(|| events.swap_remove(usize::from(which) % events.len()).id)
    }
}

/// A claim in the same text at another place.
fn part(claim: &Claim, length: u32) -> Claim {
    let span = Span { start: 0, end: length };
    let mut part = claim.clone();
    part.mention.span = span;
    part.mention.quantity.span = span;
    part.id = ClaimId::of(claim.document, span, Kind::Number);
    part.engine = "hand".into();
    part
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 40 } else { 400 }))]

    #[test]
    fn desks_agree_whatever_they_did(steps in steps(), again in steps()) {
        let (mut one, mut two) = (Desk::new(1), Desk::new(2));
        for (first, step) in steps {
            if first { one.step(step) } else { two.step(step) }
        }
        for desk in [&mut one, &mut two] {
            let before = desk.store.digest().unwrap();
            desk.store.rebuild().unwrap();
            prop_assert_eq!(desk.store.digest().unwrap(), before, "rebuilding changes something");
        }
        one.store.merge(&two.path).unwrap();
        for (first, step) in again {
            if first { one.step(step) } else { two.step(step) }
        }
        two.store.merge(&one.path).unwrap();
        one.store.merge(&two.path).unwrap();
        prop_assert_eq!(one.store.digest().unwrap(), two.store.digest().unwrap(), "the desks differ");
        prop_assert_eq!(one.store.merge(&two.path).unwrap().new, 0);
        for desk in [&one, &two] {
            prop_assert_eq!(desk.store.verify(true).unwrap().findings, vec![]);
        }
    }
}
