//! Articles on their way from the database to the page: those that come first are in memory, the rest in a temporary file
//! without a name, so that a report of any size is written in little memory.

use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::SpooledTempFile;

use super::IN_MEMORY;
use crate::export::html::{Sheet, Sheets};

/// Sheets as JSON, one after the other, each behind its length.
pub(super) struct Spool {
    file: SpooledTempFile,
    end: u64,
}

impl Default for Spool {
    fn default() -> Self {
        Self { file: tempfile::spooled_tempfile(IN_MEMORY), end: 0 }
    }
}

impl Spool {
    /// Adds a sheet.
    pub(super) fn put(&mut self, sheet: &Sheet) -> io::Result<()> {
        let json = serde_json::to_vec(sheet)?;
        self.file.write_all(&(json.len() as u64).to_le_bytes())?;
        self.file.write_all(&json)?;
        self.end += 8 + json.len() as u64;
        Ok(())
    }

    /// The sheets, to be read as often as a template asks for them.
    pub(super) fn sheets(self) -> io::Result<Sheets> {
        let (file, end) = (Arc::new(Mutex::new(self.file)), self.end);
        Ok(Sheets::new(move || Box::new(Reading { file: Arc::clone(&file), at: 0, end })))
    }
}

/// A reader that keeps its own place.
struct Reading {
    file: Arc<Mutex<SpooledTempFile>>,
    at: u64,
    end: u64,
}

impl Reading {
    fn read(&mut self) -> io::Result<Sheet> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let mut length = [0; 8];
        file.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length);
        let mut json = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        file.read_exact(&mut json)?;
        self.at += 8 + length;
        Ok(serde_json::from_slice(&json)?)
    }
}

impl Iterator for Reading {
    type Item = io::Result<Sheet>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let sheet = self.read();
        if sheet.is_err() {
            self.at = self.end;
        }
        Some(sheet)
    }
}
