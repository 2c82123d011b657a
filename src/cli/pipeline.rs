//! Inputs → documents with their claims, in the order of the inputs, read and extracted on all processors.
//!
//! One thread takes the inputs apart, a pool reads and extracts, and whoever asks gets the results in order, so that what
//! comes out does not depend on the number of threads. What is on its way is bounded in bytes: the first thread waits.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::cli::addresses::Opener;
use crate::cli::input;
use crate::extract::each;
use crate::ingest::{IngestError, Ingested, Problem, Raw};
use crate::model::{Claim, Document};

/// A document, with its claims unless there was no room for them.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) document: Ingested,
    /// In the order of the text; `None` when the document has more than may be held.
    pub(super) claims: Option<Vec<Claim>>,
}

/// What comes of an input.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A document.
    Found(Box<Found>),
    /// Nothing, for this reason.
    Failed(IngestError),
    /// Something to say at once, such as what is waited for.
    Said(String),
}

/// How the work is done.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Threads that read and extract; one a processor unless given.
    pub(super) threads: Option<NonZeroUsize>,
    /// What happens to a document of very many claims.
    pub(super) many: Many,
    /// Whether claims are looked for in texts of other languages too.
    pub(super) force: bool,
}

/// What happens to a document with more claims than any article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Many {
    /// It comes without them, and who wants them extracts them one by one.
    Left,
    /// It is refused.
    Refused,
}

/// Articles go to the pool in batches of about so many bytes.
const BATCH: usize = 1 << 17;
/// What an article weighs beside its bytes, so that a million empty ones do not make one batch.
const PER_ARTICLE: usize = 1 << 10;
/// How many bytes may be on their way for each thread.
const ON_THE_WAY: usize = 2 << 20;

/// The most claims of a batch that are held when they need not be, ten times those of news: a text of nothing but numbers would
/// need a gigabyte.
const HELD: usize = 1 << 12;
/// The most claims of a document that is logged: a hundred times those of a long article.
const LOGGED: usize = 50_000;

/// What the threads send.
enum Sent {
    /// A batch's number and weight, and what came of it.
    Done(usize, usize, Vec<Outcome>),
    /// Something to say at once.
    Said(String),
    /// All inputs were taken apart, into so many batches.
    End(usize),
}

/// The results, in the order of the inputs.
pub(super) struct Pipeline {
    sent: Receiver<Sent>,
    early: BTreeMap<usize, (usize, Vec<Outcome>)>,
    next: usize,
    /// How many batches there are, once that is known.
    all: Option<usize>,
    ready: VecDeque<Outcome>,
    said: VecDeque<String>,
    gate: Arc<Gate>,
}

impl Pipeline {
    /// Starts the work. It ends when this is dropped, or with the inputs.
    pub(super) fn start(inputs: Vec<Result<PathBuf, IngestError>>, opener: Opener, plan: Plan) -> anyhow::Result<Self> {
        let threads = plan.threads.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let gate = Arc::new(Gate::new(ON_THE_WAY * pool.current_num_threads()));
        let (sender, sent) = channel();
        let reader = Reader { plan: Arc::new(plan), opener, pool, gate: Arc::clone(&gate), sender, number: 0 };
        thread::Builder::new().name("reader".to_owned()).spawn(move || reader.run(inputs))?;
        Ok(Self {
            sent,
            early: BTreeMap::new(),
            next: 0,
            all: None,
            ready: VecDeque::new(),
            said: VecDeque::new(),
            gate,
        })
    }

    /// The next results, at most so many: waits for one, and takes those that are ready with it. None at the end.
    pub(super) fn some(&mut self, most: usize) -> Vec<Outcome> {
        let mut taken: Vec<_> = self.next().into_iter().collect();
        while !taken.is_empty() && taken.len() < most {
            while let Ok(sent) = self.sent.try_recv() {
                self.keep(sent);
            }
            let Some(outcome) = self.in_order() else { break };
            taken.push(outcome);
        }
        taken
    }

    fn keep(&mut self, sent: Sent) {
        match sent {
            Sent::Done(number, weight, outcomes) => drop(self.early.insert(number, (weight, outcomes))),
            Sent::Said(message) => self.said.push_back(message),
            Sent::End(batches) => self.all = Some(batches),
        }
    }

    /// A batch that never came, in the place of its results.
    fn missing(&mut self) -> Option<Outcome> {
        self.next += 1;
        Some(Outcome::Failed(IngestError::fault("some inputs before this")))
    }

    /// The next result, if it is there.
    fn in_order(&mut self) -> Option<Outcome> {
        if let Some(message) = self.said.pop_front() {
            return Some(Outcome::Said(message));
        }
        while self.ready.is_empty() {
            let (weight, outcomes) = self.early.remove(&self.next)?;
            self.next += 1;
            self.gate.leave(weight);
            self.ready.extend(outcomes);
        }
        self.ready.pop_front()
    }
}

impl Iterator for Pipeline {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.in_order() {
                return Some(outcome);
            }
            match self.sent.recv() {
                Ok(sent) => self.keep(sent),
                Err(_) if self.all == Some(self.next) => return None,
                // A thread ended by a fault, and what it had in hand is lost: that is no end like another.
                Err(_) if self.all.is_none() => {
                    self.all = Some(self.next);
                    self.early.clear();
                    return Some(Outcome::Failed(IngestError::fault("the inputs after this")));
                }
                Err(_) => return self.missing(),
            }
        }
    }
}

impl Drop for Pipeline {
    fn drop(&mut self) {
        self.gate.shut();
    }
}

/// Takes inputs apart and hands the articles to the pool.
struct Reader {
    plan: Arc<Plan>,
    opener: Opener,
    pool: rayon::ThreadPool,
    gate: Arc<Gate>,
    sender: Sender<Sent>,
    number: usize,
}

/// Nobody wants the results any more.
struct Unwanted;

impl Reader {
    fn run(mut self, inputs: Vec<Result<PathBuf, IngestError>>) {
        let mut batch = Batch::default();
        for input in inputs {
            let name = input.as_ref().map_or_else(|error| error.place.name.clone(), |path| path.display().to_string());
            let taken = catch_unwind(AssertUnwindSafe(|| self.input(input, &mut batch)));
            let taken = taken.unwrap_or_else(|_| self.take(Err(IngestError::fault(&name)), &mut batch));
            if taken.is_err() {
                return;
            }
        }
        if self.hand_on(&mut batch).is_ok() {
            let _ = self.sender.send(Sent::End(self.number));
        }
    }

    /// Takes one input apart. What came before an address is not held back while it is waited for.
    fn input(&mut self, input: Result<PathBuf, IngestError>, batch: &mut Batch) -> Result<(), Unwanted> {
        if input.as_ref().is_ok_and(|path| input::address(path).is_some()) && !batch.pieces.is_empty() {
            self.hand_on(batch)?;
        }
        let sender = self.sender.clone();
        let mut say = |message| drop(sender.send(Sent::Said(message)));
        match input.and_then(|path| self.opener.open(&path, &mut say)) {
            Ok(pieces) => pieces.into_iter().try_for_each(|piece| self.take(piece, batch)),
            Err(error) => self.take(Err(error), batch),
        }
    }

    fn take(&mut self, piece: Result<Raw, IngestError>, batch: &mut Batch) -> Result<(), Unwanted> {
        batch.weight += PER_ARTICLE + piece.as_ref().map_or(0, Raw::size);
        batch.pieces.push(piece);
        if batch.weight >= BATCH { self.hand_on(batch) } else { Ok(()) }
    }

    fn hand_on(&mut self, batch: &mut Batch) -> Result<(), Unwanted> {
        let Batch { weight, pieces } = std::mem::take(batch);
        self.gate.enter(weight)?;
        let (number, sender, plan) = (self.number, self.sender.clone(), Arc::clone(&self.plan));
        self.number += 1;
        self.pool.spawn(move || {
            let room = AtomicUsize::new(HELD);
            let outcomes = pieces.into_iter().flat_map(|piece| outcomes(piece, &plan, &room)).collect();
            let _ = sender.send(Sent::Done(number, weight, outcomes));
        });
        Ok(())
    }
}

#[derive(Default)]
struct Batch {
    weight: usize,
    pieces: Vec<Result<Raw, IngestError>>,
}

/// Reads an article and extracts its claims.
fn outcomes(piece: Result<Raw, IngestError>, plan: &Plan, room: &AtomicUsize) -> Vec<Outcome> {
    let raw = match piece {
        Ok(raw) => raw,
        Err(error) => return vec![Outcome::Failed(error)],
    };
    let found = |document: Ingested| {
        let name = document.name.clone();
        let skip = document.foreign && !plan.force;
        let own = AtomicUsize::new(LOGGED);
        let room = if plan.many == Many::Refused { &own } else { room };
        let claims = || if skip { Some(Vec::new()) } else { claims(&document.document, room) };
        let claims = catch_unwind(AssertUnwindSafe(claims)).map_err(|_| IngestError::fault(&name))?;
        if claims.is_none() && plan.many == Many::Refused {
            return Err(Problem::TooManyClaims(LOGGED).of(&name));
        }
        Ok(Found { document, claims })
    };
    let outcome = |document: Result<Ingested, IngestError>| match document.and_then(found) {
        Ok(found) => Outcome::Found(Box::new(found)),
        Err(error) => Outcome::Failed(error),
    };
    raw.read().into_iter().map(outcome).collect()
}

/// The claims of a document, while there is room for each.
fn claims(document: &Document, room: &AtomicUsize) -> Option<Vec<Claim>> {
    let mut claims = Vec::new();
    let taken = each(document, |claim| {
        claims.push(claim);
        room.try_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(1)).map(drop)
    });
    taken.ok().map(|()| claims)
}

/// Lets so many bytes be on their way, and whoever brings more wait; what is heavier than all goes alone.
struct Gate {
    most: usize,
    state: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    bytes: usize,
    shut: bool,
}

impl Gate {
    fn new(most: usize) -> Self {
        Self { most, state: Mutex::default(), changed: Condvar::new() }
    }

    fn enter(&self, bytes: usize) -> Result<(), Unwanted> {
        let full = |inside: &mut Inside| !inside.shut && inside.bytes > 0 && inside.bytes + bytes > self.most;
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut inside = self.changed.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        inside.bytes += bytes;
        if inside.shut { Err(Unwanted) } else { Ok(()) }
    }

    fn leave(&self, bytes: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).bytes -= bytes;
        self.changed.notify_all();
    }

    fn shut(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).shut = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::fs;

    use super::*;

    fn plan(threads: usize) -> Plan {
        Plan { threads: NonZeroUsize::new(threads), many: Many::Left, force: false }
    }

    /// A folder with a file of many lines, some of them bad, and two articles.
    fn inputs(lines: usize) -> (tempfile::TempDir, Vec<Result<PathBuf, IngestError>>) {
        let folder = tempfile::tempdir().unwrap();
        let mut text = String::new();
        for number in 0..lines {
            let id = if number % 100 == 7 { String::new() } else { format!("a{number}") };
            let body = format!("Some {number} people left. ").repeat(1 + number % 7);
            writeln!(text, "{{\"id\":\"{id}\",\"text\":\"{body}\"}}").unwrap();
        }
        fs::write(folder.path().join("b.jsonl"), text).unwrap();
        fs::write(folder.path().join("a.txt"), "Some 30 came.").unwrap();
        let paths = ["a.txt", "b.jsonl", "none.txt", "a.txt"];
        let inputs = paths.iter().map(|path| Ok(folder.path().join(path))).collect();
        (folder, inputs)
    }

    fn told(outcome: Outcome) -> String {
        match outcome {
            Outcome::Said(message) => message,
            Outcome::Found(found) => {
                format!("{} {}", found.document.name, found.claims.map_or(0, |claims| claims.len()))
            }
            Outcome::Failed(error) => error.to_string(),
        }
    }

    fn start(inputs: Vec<Result<PathBuf, IngestError>>, plan: Plan) -> Pipeline {
        let opener = crate::cli::addresses::Addresses::default().opener(crate::ingest::Options::default());
        Pipeline::start(inputs, opener, plan).unwrap()
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let (_folder, inputs) = inputs(5_000);
        let clone = || inputs.iter().flatten().cloned().map(Ok).collect();
        let one: Vec<_> = start(clone(), plan(1)).map(told).collect();
        assert_eq!(one.len(), 5_003);
        assert!(one[0].ends_with("a.txt 1") && one[2] == "a1 2" && one[8].contains("b.jsonl:8: the id is missing"));
        assert!(one[5_001].contains("none.txt: there is no such file"));
        let mut four = start(clone(), plan(4));
        let mut all = Vec::new();
        loop {
            let some = four.some(17);
            if some.is_empty() {
                break;
            }
            assert!(some.len() <= 17);
            all.extend(some.into_iter().map(told));
        }
        assert_eq!(all, one);
    }

    #[test]
    fn what_nobody_takes_waits_and_a_dropped_pipeline_ends() {
        let (_folder, inputs) = inputs(60_000);
        let mut pipeline = start(inputs, plan(2));
        assert!(pipeline.next().is_some());
        let gate = Arc::clone(&pipeline.gate);
        assert!(gate.state.lock().unwrap().bytes <= gate.most);
        drop(pipeline);
        assert!(gate.enter(1).is_err());
    }

    #[test]
    fn a_document_of_too_many_claims_comes_without_them() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Some 30 people came. ".repeat(5_000)).unwrap();
        let plan = plan(1);
        let found = start(vec![Ok(folder.path().join("a.txt"))], plan).next();
        assert!(matches!(&found, Some(Outcome::Found(found)) if found.claims.is_none()), "{found:?}");
    }
}
