//! The claims, documents and verdicts of one newsroom in one SQLite file, and the only place with SQL.
//!
//! Every write is one `BEGIN IMMEDIATE` transaction that also appends an event to the ledger, and a method that writes
//! returns only after `COMMIT`. The ledger is the truth; documents, claims and verdicts are projections of it (with
//! the articles' text beside, so that text can be taken down without breaking the ledger).
//!
//! ```no_run
//! # use claimlog::store::{Filter, Store};
//! let store = Store::open("claims.db".as_ref())?;
//! for record in store.records(&Filter::default())?.records {
//!     println!("{} {}", record.claim.id, record.wording.mention);
//! }
//! # Ok::<(), claimlog::store::StoreError>(())
//! ```

mod acts;
mod alike;
mod appearances;
mod as_of;
mod backup;
mod carry;
mod chain;
mod checkpoint;
mod claims;
mod columns;
mod copies;
mod create;
mod documents;
mod drafts;
mod dump;
mod elsewhere;
mod error;
mod events;
mod evidence;
mod files;
mod filter;
#[cfg(test)]
mod fixture;
mod functions;
#[cfg(test)]
mod histories;
mod ids;
mod info;
mod lease;
mod ledger;
mod merge;
mod migrate;
mod network;
mod open;
mod pragmas;
mod project;
mod query;
mod queue;
mod records;
mod saved;
mod scales;
mod search;
mod snapshot;
#[cfg(test)]
mod tests;
mod verdicts;
mod verify;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::TransactionBehavior;

use crate::model::{
    Act, Carried, Claim, ClaimId, Document, DocumentId, EventId, Evidence, EvidenceFile, EvidenceId, Occurrence,
    Policy, Record, Source, TextRedacted, Verdict,
};
use crate::store::query::Query;

pub use appearances::{ArticleText, Sighting};
pub use as_of::{AsOf, Last};
pub use checkpoint::{Checkpoint, Head};
pub use copies::StoryText;
pub use error::{StoreError, Trouble};
pub use events::LogFilter;
pub use filter::{Comparison, Filter, ValueFilter, ValueFilterError, WORTH_CHECKING};
pub use lease::Lease;
pub use ledger::fresh_key;
pub use merge::Merged;
pub use queue::{Turn, Waiting};
pub use saved::{SavedFilter, UnreadableFilter};
pub use scales::OwnScale;
pub use snapshot::Snapshot;
pub use verify::{Finding, Verification};

/// An open database.
#[derive(Debug)]
pub struct Store {
    db: rusqlite::Connection,
    path: PathBuf,
    /// The folder of a database that goes when it is closed.
    temporary: Option<tempfile::TempDir>,
}

/// Who writes and when; both enter in `cli::context`.
///
/// `chain` is the identity of the writing installation. It lives outside the database, so that a copied file is
/// continued under another chain and two copies never claim the same place.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// The time of writing.
    pub at: DateTime<Utc>,
    /// The writing installation: 16 random bytes.
    pub chain: [u8; 16],
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was stored, with its claims.
    New {
        /// The document whose text stood at its address before: this one is another revision of that article.
        revision_of: Option<DocumentId>,
        /// The earliest document whose text it has, more or less, at another address.
        copy_of: Option<DocumentId>,
    },
    /// The same text was stored before.
    Known {
        /// When it was stored (UTC).
        added_at: DateTime<Utc>,
        /// Whether the place was new, and was noted as a further appearance; else nothing was changed.
        seen: bool,
    },
}

/// Claims that a filter chose.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The claims, at most [`Filter::limit`] of them.
    pub records: Vec<Record>,
    /// How many the filter chose before the limit.
    pub total: u64,
    /// How many more it would choose but for their low worthiness; 0 when `all` or `min_worth` was asked for.
    pub hidden: u64,
    /// Whether there are so many that only some were counted: both numbers are then the least there can be.
    pub uncounted: bool,
}

/// A logged document with counts of its claims.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// What is known of the document.
    pub source: Source,
    /// All its claims.
    pub claims: u64,
    /// Those worth checking.
    pub worth_checking: u64,
    /// Those with a verdict.
    pub reviewed: u64,
    /// The earlier document of which it is a copy.
    pub copy_of: Option<DocumentId>,
}

/// A piece of evidence with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The piece.
    pub evidence: Evidence,
    /// How many verdicts cite it.
    pub cited: u64,
    /// Whether it still counts: it was not taken back, or a verdict cites it.
    pub counts: bool,
}

/// A file of evidence that is not what the ledger says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// The evidence that names it.
    pub evidence: EvidenceId,
    /// The file as it was handed in.
    pub file: EvidenceFile,
    /// What is wrong with it.
    pub trouble: FileTrouble,
}

/// What is wrong with a file of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// It is not there.
    Gone,
    /// Its bytes are others.
    Changed,
    /// It cannot be read, for this reason.
    Unreadable(String),
}

/// What a database is and holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes, without the write-ahead log.
    pub bytes: u64,
    /// The mark of a claimlog database: 0x434C4C47, "CLLG".
    pub application_id: i32,
    /// The version of the schema.
    pub schema_version: u32,
    /// The version of the SQLite library.
    pub sqlite_version: &'static str,
    /// "wal".
    pub journal_mode: String,
    /// Documents stored.
    pub documents: u64,
    /// Claims stored, of every worthiness.
    pub claims: u64,
    /// Verdicts given, superseded ones too.
    pub verdicts: u64,
    /// Events of the ledger.
    pub events: u64,
    /// Installations that wrote to it.
    pub chains: u64,
}

impl Store {
    /// Opens the database, and makes it (readable by its owner only) with its folder when there is none.
    ///
    /// # Errors
    /// When the file is not a claimlog database, is newer than this program, or cannot be opened or made. The file is
    /// then left as it is.
    pub fn create_or_open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { db: open::create_or_open(path, pragmas::PATIENCE)?, path: path.to_owned(), temporary: None })
    }

    /// Opens the database, for commands that make none.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is none; else as [`Store::create_or_open`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { db: open::open(path, pragmas::PATIENCE)?, path: path.to_owned(), temporary: None })
    }

    /// Stores a document with its claims in one transaction with its event. Of a text that is known only a further place is
    /// noted: another address or outlet, or its own address after another text stood there.
    ///
    /// # Errors
    /// When a claim does not fit the document, or the database cannot be written.
    pub fn add(&mut self, document: &Document, claims: &[Claim], stamp: &Stamp) -> Result<Added, StoreError> {
        let added = self.add_all([(document, claims)], stamp)?;
        Ok(added.into_iter().next().unwrap_or(Added::New { revision_of: None, copy_of: None }))
    }

    /// Stores several documents in one transaction, in their order: all of them or, after an error, none.
    ///
    /// # Errors
    /// As [`Store::add`].
    pub fn add_all<'d>(
        &mut self,
        articles: impl IntoIterator<Item = (&'d Document, &'d [Claim])>,
        stamp: &Stamp,
    ) -> Result<Vec<Added>, StoreError> {
        documents::add_all(&mut self.db, articles, stamp)
    }

    /// When the document's text was stored (UTC); `None` when it was not. Asking first saves the extraction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known(&self, document: &Document) -> Result<Option<DateTime<Utc>>, StoreError> {
        documents::known(&self.db, &document.sha256)
    }

    /// The claims that the filter chooses: newest document first, in the order of the text within each.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn records(&self, filter: &Filter) -> Result<Listing, StoreError> {
        records::list(&self.db, Query::of(filter), filter)
    }

    /// The claims that the filter chooses and whose sentence, mention, thing, speaker or title has all the words; in
    /// the order of [`Store::records`]. Every word stands for itself, whatever signs it holds; no words, no condition.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search(&self, words: &str, filter: &Filter) -> Result<Listing, StoreError> {
        search::list(&self.db, words, filter)
    }

    /// Calls `each` for every claim that the filter chooses, in the order of reports: day of publication (unknown
    /// first), document, place, id. All are seen as of one moment, and one at a time is in memory. The reasons of their
    /// worthiness are left out.
    ///
    /// # Errors
    /// When the database cannot be read, or with the first error of `each`.
    pub fn each_record<E: From<StoreError>>(
        &self,
        filter: &Filter,
        each: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        records::stream(&self.db, filter, each)
    }

    /// Calls `each` for every event, in the order in which they came into this database; one at a time is in memory.
    ///
    /// # Errors
    /// When the database cannot be read, or with the first error of `each`.
    pub fn each_event<E: From<StoreError>>(&self, each: impl FnMut(Occurrence) -> Result<(), E>) -> Result<(), E> {
        events::stream(&self.db, each)
    }

    /// Holds the database as it stands, so that several reads see the same: what others write meanwhile is seen when the
    /// snapshot is dropped. Nothing can be written through this one until then.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        snapshot::hold(&self.db)
    }

    /// Calls `each` for every row that another file can take over: every event, to the byte and in the order in which they
    /// came into this database, and each text behind the event that logged its article.
    ///
    /// # Errors
    /// When the database cannot be read, or with the first error of `each`.
    pub fn each_carried<E: From<StoreError>>(&self, each: impl FnMut(Carried) -> Result<(), E>) -> Result<(), E> {
        carry::out(&self.db, each)
    }

    /// How many events and texts [`Store::each_carried`] gives.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_carried(&self) -> Result<(u64, u64), StoreError> {
        carry::count(&self.db)
    }

    /// A ledger that `next` gives row by row, in a database of its own that goes when it is closed; every chain and text is
    /// checked. [`Store::merge`] takes it over.
    ///
    /// # Errors
    /// When it is broken, with the first error of `next`, or when the other database cannot be made.
    pub fn carried<E: From<StoreError>>(next: impl FnMut() -> Result<Option<Carried>, E>) -> Result<Self, E> {
        let mut store = Self::create_temporary()?;
        carry::fill(&mut store.db, next)?;
        Ok(store)
    }

    /// Where the database is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An empty database that goes when it is closed. What a power loss would leave of it does not matter.
    fn create_temporary() -> Result<Self, StoreError> {
        let folder = tempfile::Builder::new().prefix("claimlog-").tempdir();
        let folder =
            folder.map_err(|source| StoreError::File { path: std::env::temp_dir(), action: "written", source })?;
        let mut store = Self::create_or_open(&folder.path().join("temporary.db"))?;
        store.db.pragma_update(None, "synchronous", "OFF")?;
        store.temporary = Some(folder);
        Ok(store)
    }

    /// The ledger as it was at a moment, in a database that goes when it is closed; `None` when nothing came later, so
    /// that this one is it. A text that was taken down later is not in it either.
    ///
    /// # Errors
    /// [`StoreError::Clocks`] when by the events' times one comes before what it rests on; when the database cannot be read
    /// or the other made.
    pub fn as_of(&self, moment: AsOf) -> Result<Option<Self>, StoreError> {
        as_of::as_of(&self.db, moment)
    }

    /// The event that came last into this database, up to this row.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last(&self, row: Option<i64>) -> Result<Last, StoreError> {
        as_of::last(&self.db, row)
    }

    /// Whether a text was taken down.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_redactions(&self) -> Result<bool, StoreError> {
        Ok(self
            .db
            .query_row("SELECT EXISTS (SELECT 1 FROM document WHERE redacted IS NOT NULL)", [], |row| row.get(0))?)
    }

    /// The versions of the program that found claims, and "hand" for claims that people entered, each with their number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn engines(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        info::engines(&self.db)
    }

    /// One claim.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none with this id.
    pub fn record(&self, id: ClaimId) -> Result<Record, StoreError> {
        records::one(&self.db, id)?.ok_or_else(|| ids::CLAIM.unknown(&id))
    }

    /// One document with its text.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none with this id.
    pub fn document(&self, id: DocumentId) -> Result<Document, StoreError> {
        documents::document(&self.db, id)?.ok_or_else(|| ids::DOCUMENT.unknown(&id))
    }

    /// The documents, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn documents(&self, limit: Option<u64>) -> Result<Vec<DocumentRow>, StoreError> {
        documents::rows(&self.db, None, limit)
    }

    /// One document with counts of its claims.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none with this id.
    pub fn document_row(&self, id: DocumentId) -> Result<DocumentRow, StoreError> {
        documents::rows(&self.db, Some(id), None)?.pop().ok_or_else(|| ids::DOCUMENT.unknown(&id))
    }

    /// The texts of a document's address in the order in which they were logged; the document alone when it has no address.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such document.
    pub fn texts(&self, id: DocumentId) -> Result<Vec<ArticleText>, StoreError> {
        let texts = appearances::texts(&self.db, id)?;
        if texts.is_empty() { Err(ids::DOCUMENT.unknown(&id)) } else { Ok(texts) }
    }

    /// The document whose text was logged or seen at this address last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn document_at(&self, url: &str) -> Result<Option<DocumentId>, StoreError> {
        appearances::document_at(&self.db, url)
    }

    /// The further places where a document's text was seen, in the order in which they were logged.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sightings(&self, id: DocumentId) -> Result<Vec<Sighting>, StoreError> {
        appearances::of(&self.db, id)
    }

    /// The documents of the story that a document belongs to, its own among them, in the order in which they were logged; none
    /// when nothing is known to be copied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn story(&self, id: DocumentId) -> Result<Vec<StoryText>, StoreError> {
        copies::story(&self.db, id)
    }

    /// The claim whose id starts as `typed`: "c4f2".
    ///
    /// # Errors
    /// [`StoreError::Id`] when it is no id, [`StoreError::Unknown`] (with suggestions) when none starts so,
    /// [`StoreError::Ambiguous`] when several do.
    pub fn find_claim(&self, typed: &str) -> Result<ClaimId, StoreError> {
        Ok(ClaimId::from_bytes(ids::CLAIM.find(&self.db, &ClaimId::parse_prefix(typed)?)?))
    }

    /// The document whose id starts as `typed`: "d5f0".
    ///
    /// # Errors
    /// As [`Store::find_claim`].
    pub fn find_document(&self, typed: &str) -> Result<DocumentId, StoreError> {
        Ok(DocumentId::from_bytes(ids::DOCUMENT.find(&self.db, &DocumentId::parse_prefix(typed)?)?))
    }

    /// How many characters of their ids, the letter included, tell each of these claims from all others stored; 4 or
    /// more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn claim_prefix(&self, ids: &[ClaimId]) -> Result<usize, StoreError> {
        ids::CLAIM.prefix(&self.db, ids.iter().map(ClaimId::as_bytes))
    }

    /// The same for documents.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn document_prefix(&self, ids: &[DocumentId]) -> Result<usize, StoreError> {
        ids::DOCUMENT.prefix(&self.db, ids.iter().map(DocumentId::as_bytes))
    }

    /// The claims that a reviewer may take up, the most pressing first, at most [`Filter::limit`] of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn queue(&self, turn: Turn<'_>, filter: &Filter) -> Result<Vec<Record>, StoreError> {
        queue::next(&self.db, turn, filter)
    }

    /// How many claims a reviewer may take up, counted up to 1,000.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn queue_length(&self, turn: Turn<'_>, filter: &Filter) -> Result<Waiting, StoreError> {
        queue::count(&self.db, turn, filter)
    }

    /// Takes a claim up until a moment (UTC), so that no queue offers it to others; unless another has it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn take(&mut self, claim: ClaimId, turn: Turn<'_>, until: DateTime<Utc>) -> Result<Lease, StoreError> {
        lease::take(&mut self.db, claim, turn, until)
    }

    /// Gives a claim back that the reviewer took up.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn leave(&mut self, claim: ClaimId, reviewer: &str) -> Result<(), StoreError> {
        lease::leave(&self.db, claim, reviewer)
    }

    /// Claims with the same words and number that were judged elsewhere in the ledger, the newest first, at most 5.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn judged_alike(&self, record: &Record) -> Result<Vec<Record>, StoreError> {
        alike::judged(&self.db, record)
    }

    /// Keeps what a reviewer has typed about a claim and not yet recorded, as JSON.
    ///
    /// # Errors
    /// When it is no JSON, or the database cannot be written.
    pub fn save_draft(&mut self, claim: ClaimId, turn: Turn<'_>, body: &str) -> Result<(), StoreError> {
        drafts::save(&self.db, claim, turn, body)
    }

    /// What a reviewer has typed about a claim.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn draft(&self, claim: ClaimId, reviewer: &str) -> Result<Option<String>, StoreError> {
        drafts::of(&self.db, claim, reviewer)
    }

    /// The claim that a reviewer typed about last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latest_draft(&self, reviewer: &str) -> Result<Option<ClaimId>, StoreError> {
        drafts::latest(&self.db, reviewer)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_draft(&mut self, claim: ClaimId, reviewer: &str) -> Result<(), StoreError> {
        drafts::drop(&self.db, claim, reviewer)
    }

    /// The desk's rules as they were set last, or the usual ones.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn policy(&self) -> Result<Policy, StoreError> {
        events::policy(&self.db)
    }

    /// Appends a verdict, with its event, and returns it as stored: `supersedes` names the same reviewer's verdict that
    /// was in force. The same verdict (by id) again changes nothing and returns what is stored.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such claim, or no such evidence; when the database cannot be written.
    pub fn decide(&mut self, verdict: Verdict, stamp: &Stamp) -> Result<Verdict, StoreError> {
        verdicts::decide(&mut self.db, verdict, stamp)
    }

    /// Appends verdicts as [`Store::decide`] does one, in their order and in one transaction: all of them, or none.
    /// With `since`, only if nobody wrote an event after that one.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when somebody did;
    /// [`StoreError::Unknown`] when there is no such claim, or no such evidence; when the database cannot be written.
    pub fn decide_all(
        &mut self,
        verdicts: Vec<Verdict>,
        since: Option<Last>,
        stamp: &Stamp,
    ) -> Result<Vec<Verdict>, StoreError> {
        verdicts::decide_all(&mut self.db, verdicts, since, stamp)
    }

    /// Appends a piece of evidence with its event; its key is that of its content ([`Evidence::keyed`]). The same piece
    /// again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such claim, [`StoreError::EvidenceTaken`] when its key has other content;
    /// when the database cannot be written.
    pub fn add_evidence(&mut self, piece: &Evidence, stamp: &Stamp) -> Result<(), StoreError> {
        evidence::add(&mut self.db, piece, stamp)
    }

    /// One piece of evidence, with withheld sources in full: [`Evidence::public`] leaves out what must not be printed.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none with this id.
    pub fn evidence(&self, id: EvidenceId) -> Result<EvidenceRow, StoreError> {
        evidence::one(&self.db, id)?.ok_or_else(|| ids::EVIDENCE.unknown(&id))
    }

    /// The evidence that counts, newest first, at most `limit` pieces: found for the claim or cited by a verdict on it, or
    /// all. Withheld sources are in full.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn evidence_list(&self, claim: Option<ClaimId>, limit: Option<u64>) -> Result<Vec<EvidenceRow>, StoreError> {
        evidence::list(&self.db, claim, limit)
    }

    /// The evidence whose id starts as `typed`: "e12a".
    ///
    /// # Errors
    /// As [`Store::find_claim`].
    pub fn find_evidence(&self, typed: &str) -> Result<EvidenceId, StoreError> {
        Ok(EvidenceId::from_bytes(ids::EVIDENCE.find(&self.db, &EvidenceId::parse_prefix(typed)?)?))
    }

    /// How many characters of their ids tell each of these pieces of evidence from all others; see [`Store::claim_prefix`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn evidence_prefix(&self, ids: &[EvidenceId]) -> Result<usize, StoreError> {
        ids::EVIDENCE.prefix(&self.db, ids.iter().map(EvidenceId::as_bytes))
    }

    /// Copies a file into the folder `NAME.files` beside the database, where its SHA-256 is its name, and returns only when
    /// it is on the disk. A file that is there is not copied again; one that changed there is put right.
    ///
    /// # Errors
    /// [`StoreError::UnfitFile`] when it is no plain file, is empty or is larger than 100 MiB; [`StoreError::File`] when it
    /// cannot be read or copied.
    pub fn keep_file(&self, source: &Path) -> Result<EvidenceFile, StoreError> {
        files::keep(&files::folder(&self.path), source)
    }

    /// Where the copy of a file of evidence lies.
    #[must_use]
    pub fn file_place(&self, file: &EvidenceFile) -> PathBuf {
        files::folder(&self.path).join(&file.sha256)
    }

    /// What is wrong with this file of evidence; `None` when its bytes are those that were handed in.
    #[must_use]
    pub fn file_trouble(&self, file: &EvidenceFile) -> Option<FileTrouble> {
        files::trouble(&self.file_place(file), &file.sha256)
    }

    /// Reads every file of evidence anew, and names those that are gone or changed; those of evidence that was taken back
    /// too, because the ledger names them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn check_files(&self) -> Result<Vec<FileFault>, StoreError> {
        Ok(files::check(&files::folder(&self.path), &evidence::with_files(&self.db)?))
    }

    /// Copies the files of evidence to the folder of the database at `other`, as far as they are missing there, and says how
    /// many it copied: for a backup, and for files that are merged. Files that are gone or changed here stay behind.
    ///
    /// # Errors
    /// When the database cannot be read, or a file cannot be written.
    pub fn copy_files_to(&self, other: &Path) -> Result<u64, StoreError> {
        files::copy(&files::folder(&self.path), &files::folder(other), &evidence::with_files(&self.db)?)
    }

    /// Reads a claim with the events about it, and records the act that `make` makes of them, all in one transaction, so
    /// that nobody can come between.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such claim; the error of `make`, and then nothing is written; when the
    /// database cannot be written.
    pub fn act_on<E: From<StoreError>>(
        &mut self,
        claim: ClaimId,
        stamp: &Stamp,
        make: impl FnOnce(&Record, &[Occurrence]) -> Result<Act, E>,
    ) -> Result<Occurrence, E> {
        acts::on(&mut self.db, claim, stamp, make)
    }

    /// Records an act that rests on no claim: evidence, a scale, a saved filter.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn act(&mut self, act: Act, stamp: &Stamp) -> Result<Occurrence, StoreError> {
        acts::alone(&mut self.db, act, stamp)
    }

    /// The events about a claim, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such claim; when the database cannot be read.
    pub fn history(&self, claim: ClaimId) -> Result<Vec<Occurrence>, StoreError> {
        acts::history(&self.db, claim)
    }

    /// The rating scales that were added, all versions, by name and newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn scales(&self) -> Result<Vec<OwnScale>, StoreError> {
        scales::all(&self.db)
    }

    /// The filters that are kept under names, by name; those that were forgotten or taken back are not among them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn saved_filters(&self) -> Result<Vec<SavedFilter>, StoreError> {
        saved::all(&self.db)
    }

    /// The events that the filter chooses, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<Occurrence>, StoreError> {
        events::log(&self.db, filter)
    }

    /// One event.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none with this id.
    pub fn event(&self, id: EventId) -> Result<Occurrence, StoreError> {
        events::by_id(&self.db, id)?.ok_or_else(|| ids::EVENT.unknown(&id))
    }

    /// The event whose id starts as `typed`: "l01a2".
    ///
    /// # Errors
    /// As [`Store::find_claim`].
    pub fn find_event(&self, typed: &str) -> Result<EventId, StoreError> {
        Ok(EventId::from_bytes(ids::EVENT.find(&self.db, &EventId::parse_prefix(typed)?)?))
    }

    /// How many characters of their ids tell each of these events from all others; see [`Store::claim_prefix`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn event_prefix(&self, ids: &[EventId]) -> Result<usize, StoreError> {
        ids::EVENT.prefix(&self.db, ids.iter().map(EventId::as_bytes))
    }

    /// Makes everything that follows from the ledger anew: documents, claims, verdicts, evidence, states, search.
    ///
    /// # Errors
    /// When an event cannot be read, or the database cannot be written; nothing is changed then.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        project::rebuild(&tx)?;
        Ok(tx.commit()?)
    }

    /// What the database is and holds.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn info(&self) -> Result<Info, StoreError> {
        info::read(&self.db, &self.path)
    }

    /// Whether the database is what its ledger says: every event hashed anew and every chain followed, references, schema and
    /// the file's structure; `deep` also every text, the index of words, every file of evidence, and everything that follows
    /// from the ledger, made anew in a copy and compared. Nothing is written to the database.
    ///
    /// A ledger that was written anew as a whole is sound by itself: only a checkpoint shows it.
    ///
    /// # Errors
    /// When the database cannot be read, or copied; what is wrong with it is no error.
    pub fn verify(&self, deep: bool) -> Result<Verification, StoreError> {
        if !deep {
            return verify::shallow(&self.db, &self.path);
        }
        let mut found = verify::deep(&self.db, &self.path)?;
        if found.findings.is_empty() {
            verify::files(&self.check_files()?, &mut found);
        }
        Ok(found)
    }

    /// Holds the ledger against a checkpoint: whether every event that it names is still there, unchanged.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn verify_against(&self, checkpoint: &Checkpoint, found: &mut Verification) -> Result<(), StoreError> {
        checkpoint::hold(&self.db, checkpoint, found)
    }

    /// What the ledger has come to, to be kept elsewhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn checkpoint(&self, at: DateTime<Utc>) -> Result<Checkpoint, StoreError> {
        checkpoint::take(&self.db, at)
    }

    /// The hash of all events and of all that follows from them: the same for databases that hold the same.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn digest(&self) -> Result<[u8; 32], StoreError> {
        dump::digest(&self.db)
    }

    /// Copies the database as it is at this moment, with its files of evidence. The copy is checked before it has its name;
    /// when something is found there is none.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the file is there and may not be replaced; when it cannot be written.
    pub fn back_up(&self, to: &Path, replace: bool) -> Result<Verification, StoreError> {
        let found = backup::back_up(&self.db, &self.path, to, replace)?;
        if found.findings.is_empty() {
            self.copy_files_to(to)?;
        }
        Ok(found)
    }

    /// Takes over all events and texts of another database, and makes what follows anew; files of evidence come along.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the other is no claimlog database, has another schema, a broken chain, or a chain that
    /// forks from one here. Nothing is changed then.
    pub fn merge(&mut self, other: &Path) -> Result<Merged, StoreError> {
        let merged = merge::merge(&mut self.db, other)?;
        let pieces = evidence::with_files(&self.db)?;
        files::copy(&files::folder(other), &files::folder(&self.path), &pieces)?;
        Ok(merged)
    }

    /// Takes a document's text down, for a court or a right: text, claims' words and their places in the index go, also from
    /// the file's free pages and its log. The ledger keeps hash, claims and verdicts, and its chain holds.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact(&mut self, redacted: TextRedacted, stamp: &Stamp) -> Result<Occurrence, StoreError> {
        self.db.pragma_update(None, "secure_delete", 1)?;
        let done = self.act(Act::TextRedacted(redacted), stamp)?;
        self.db.execute_batch("INSERT INTO claim_fts (claim_fts) VALUES ('optimize')")?;
        // Readers may hold the log; then it goes with the next checkpoint.
        self.db.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(()))?;
        Ok(done)
    }

    /// The text of a document; `None` when it was taken down.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn text(&self, id: DocumentId) -> Result<Option<String>, StoreError> {
        documents::text(&self.db, id)
    }
}

/// The value as JSON. What the model holds can always be written so.
fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(error.into())))
}

/// A limit as SQLite reads it: −1 is none.
fn sql_limit(limit: Option<u64>) -> i64 {
    limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
