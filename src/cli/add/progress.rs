//! How far a long run is: a bar over the bytes of its inputs, with documents, claims, speed and the time left.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use crate::cli::add::tally::Tally;
use crate::cli::ui::Ui;
use crate::ingest::{IngestError, Meter};

/// The bar of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    meter: Meter,
}

impl Progress {
    /// Starts a bar over all inputs; their sizes are known unless they come through a pipe.
    pub(super) fn new(inputs: &[Result<PathBuf, IngestError>], meter: Meter, ui: &Ui) -> Self {
        let size = |path: &Path| path.metadata().ok().filter(Metadata::is_file).map(|known| known.len());
        let sizes: Option<Vec<u64>> = inputs.iter().flatten().map(|path| size(path)).collect();
        Self { bar: ui.progress(sizes.map(|sizes| sizes.iter().sum())), meter }
    }

    /// Shows how far it is.
    pub(super) fn show(&self, tally: &Tally) {
        self.bar.set_position(self.meter.read());
        self.bar.set_message(tally.in_brief());
    }

    /// Hides the bar while something is printed.
    pub(super) fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
