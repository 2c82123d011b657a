//! Inputs that could not be read: said as they come while they are few, counted by reason at the end, all in a file on request.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::ingest::IngestError;

/// The option of commands that read many articles.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct ErrorsFile {
    /// Write every input that could not be read to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

/// How many are said one by one.
const SAID: u64 = 50;

/// Whether nothing is lost when a file is written there: none is, it is empty, or an earlier list of errors.
fn may_be_replaced(path: &Path) -> bool {
    let mut head = [0; START.len()];
    match File::open(path) {
        Err(error) => error.kind() == ErrorKind::NotFound,
        Ok(mut file) => match file.read(&mut head) {
            Ok(0) => true,
            Ok(_) => head == *START,
            Err(_) => false,
        },
    }
}

/// How each line of the file starts.
const START: &[u8; 9] = b"{\"input\":";

/// What went wrong so far.
pub(super) struct Failures {
    file: Option<(PathBuf, BufWriter<File>)>,
    by_reason: BTreeMap<&'static str, u64>,
    count: u64,
}

/// A line of the file.
#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte: Option<u64>,
    reason: &'static str,
    message: String,
}

impl Failures {
    /// Makes the file that was asked for.
    pub(super) fn new(options: &ErrorsFile) -> anyhow::Result<Self> {
        let make = |path: &PathBuf| {
            if !may_be_replaced(path) {
                let what = format!("{} is there and is no list of errors: give --errors another name", path.display());
                return Err(Unusable(what).into());
            }
            let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
            Ok::<_, anyhow::Error>((path.clone(), BufWriter::new(file)))
        };
        Ok(Self { file: options.errors.as_ref().map(make).transpose()?, by_reason: BTreeMap::new(), count: 0 })
    }

    /// How many there are.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Takes one more.
    pub(super) fn take(&mut self, error: &IngestError, ui: &mut Ui) -> anyhow::Result<()> {
        let reason = error.problem.reason();
        self.count += 1;
        *self.by_reason.entry(reason).or_default() += 1;
        if let Some((path, file)) = &mut self.file {
            let (place, message) = (&error.place, error.problem.to_string());
            let line = Line { input: &place.name, line: place.line, byte: place.byte, reason, message };
            write_json(file, &line)
                .and_then(|()| writeln!(file))
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        if self.count <= SAID {
            ui.warn(error)?;
        } else if self.count == SAID + 1 {
            ui.warn("further inputs that cannot be read are counted only; --errors FILE lists them all")?;
        }
        Ok(())
    }

    /// Says how many there were of each reason, when there were several, and closes the file.
    pub(super) fn finish(self, ui: &mut Ui) -> anyhow::Result<()> {
        if self.count > 1 {
            let mut reasons: Vec<_> = self.by_reason.into_iter().collect();
            reasons.sort_by_key(|(reason, count)| (u64::MAX - count, *reason));
            let listed: Vec<_> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
            ui.warn(format!("{} inputs could not be read: {}", self.count, listed.join(", ")))?;
        }
        if let Some((path, file)) = self.file {
            let written = file.into_inner().map_err(std::io::IntoInnerError::into_error);
            written.with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Ok(())
    }
}
