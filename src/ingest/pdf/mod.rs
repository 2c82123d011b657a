//! PDF documents with a text layer → paragraphs and metadata.
//!
//! pdf-extract decodes fonts and gives letters with their places; lines, paragraphs and what repeats on every page are found
//! here (`lines.rs`, `paragraphs.rs`). The library was written for sound files: it recurses where a file says so, unpacks
//! without a limit and panics where something is missing. So `unpack.rs` measures what a file unpacks to, `tidy.rs` leaves
//! of it only what letters need, and each page is read on a thread of its own stack where a panic costs that page alone.

mod info;
mod letters;
mod lines;
mod paragraphs;
mod tidy;
mod unpack;

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use pdf_extract::Document;

use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;
use crate::ingest::{Draft, head, properties};
use crate::model::Metadata;
use letters::Letters;

/// The most pages that are read.
const PAGES: usize = 3_000;
/// The stack of the thread that reads, in bytes: fonts and their tables are read by recursion.
const STACK: usize = 64 * 1024 * 1024;
/// The thread's name, by which its panics are known.
const THREAD: &str = "pdf";

const ENCRYPTED: Problem =
    Problem::Binary { what: "an encrypted PDF document", advice: "save it without its password first" };
const PICTURES: Problem = Problem::Binary {
    what: "a PDF document that holds pictures of pages and no text",
    advice: "run text recognition (OCR) over it first",
};

/// Whether these first bytes are those of a PDF document.
pub(super) fn starts(head: &[u8]) -> bool {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().starts_with(b"%PDF-")
}

/// Reads a document.
///
/// # Errors
/// When it is encrypted, damaged, unpacks to more than any article, or has no text.
pub(super) fn read(bytes: Vec<u8>) -> Result<Draft, Problem> {
    silence();
    let reader = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(move || document(&bytes));
    let reader = reader.map_err(Problem::from)?;
    reader.join().unwrap_or_else(|_| Err(broken("its structure cannot be followed")))
}

/// Keeps the panics of the reading thread off the terminal: they are told as what could not be read.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                others(panic);
            }
        }));
    });
}

fn document(bytes: &[u8]) -> Result<Draft, Problem> {
    unpack::measure(bytes)?;
    let mut document = Document::load_mem(bytes).map_err(|error| broken(&error.to_string()))?;
    // Many are encrypted with no password, so that all may read and none may print.
    let locked = document.trailer.has(b"Encrypt") && document.encryption_state.is_none();
    if locked {
        document.decrypt("").map_err(|_| ENCRYPTED)?;
    }
    let info = info::Info::of(&document);
    tidy::tidy(&mut document)?;
    let mut notices = Vec::new();
    let pages = letters(&document, &mut notices)?;
    let lines = lines::of(pages);
    let text = paragraphs::of(&lines);
    if text.is_empty() {
        return Err(PICTURES);
    }
    let title = lines::largest(&lines);
    // What stands above the title, such as a running head that no other page shows, is no head of the article.
    let start = title.as_deref().and_then(|title| text.find(title)).unwrap_or_default();
    let (head, unread) = head::read(&text[start..]);
    notices.extend(unread);
    let title = Metadata { title, ..Metadata::default() }.from_place("largest type");
    let metadata = title.or(head).or(info.properties().metadata());
    notices.extend(properties::created(info.created.as_deref(), &metadata));
    Ok(Draft { text, metadata, notices, name: None })
}

/// The letters of each page.
fn letters(document: &Document, notices: &mut Vec<Notice>) -> Result<Vec<Letters>, Problem> {
    let count = document.get_pages().len();
    let mut pages = Vec::new();
    let mut budget = letters::MOST;
    let mut lost = Vec::new();
    for number in (1..=count.min(PAGES)).filter_map(|number| u32::try_from(number).ok()) {
        let mut page = Letters::new(budget);
        let read = panic::catch_unwind(AssertUnwindSafe(|| pdf_extract::output_doc_page(document, &mut page, number)));
        if !matches!(read, Ok(Ok(()))) {
            lost.push(number.to_string());
        }
        budget = budget.saturating_sub(page.count());
        pages.push(page);
    }
    if budget == 0 {
        return Err(Problem::Bomb { what: "the PDF document", limit: letters::MOST as u64 });
    }
    if count > PAGES {
        notices.push(Notice::LeftOut(format!("the pages after page {PAGES}")));
    }
    if !lost.is_empty() {
        notices.push(Notice::Pages(lost.join(", ")));
    }
    Ok(pages)
}

fn broken(message: &str) -> Problem {
    Problem::Broken { what: "the PDF document", message: message.to_owned() }
}

#[cfg(test)]
mod tests;
