//! The only printer: data to standard output, talk to standard error, tables, colour, progress.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::context::Context;
use crate::text::escape;

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where everything is printed.
pub(super) struct Ui {
    out: BufWriter<StdoutLock<'static>>,
    color: bool,
    terminal: bool,
    quiet: bool,
}

/// The style of what the eye should find first.
const STRONG: Style = AnsiColor::Cyan.on_default().bold();

impl Ui {
    pub(super) fn new(color: ColorWhen, quiet: bool, context: &Context) -> Self {
        let terminal = io::stdout().is_terminal();
        let color = match color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => terminal && !context.wants_no_color(),
        };
        Self { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), color, terminal, quiet }
    }

    /// Where raw data goes.
    pub(super) fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Whether colours are used.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Whether data are shown on a terminal.
    #[cfg(feature = "xlsx")]
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Prints a line of data, with nothing raw in it.
    pub(super) fn line(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.out, "{}", escape(&line.to_string()))
    }

    /// A part of a line that the eye should find first, for [`Ui::marked_line`].
    pub(super) fn strong(&self, text: &str) -> String {
        let text = escape(text);
        if self.color { format!("{STRONG}{text}{STRONG:#}") } else { text.into_owned() }
    }

    /// Prints a line whose parts are escaped already.
    pub(super) fn marked_line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Prints a table; on a terminal it fits the width, elsewhere nothing is cut.
    pub(super) fn table(&mut self, header: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(if self.terminal {
            ContentArrangement::Dynamic
        } else {
            ContentArrangement::Disabled
        });
        table.set_header(header.iter().copied());
        for row in rows {
            table.add_row(row.iter().map(|cell| escape(cell).into_owned()));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        let lines: Vec<_> = table.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let line = line.trim_end();
            if index == 0 && self.color {
                writeln!(self.out, "{STRONG}{line}{STRONG:#}")?;
            } else {
                writeln!(self.out, "{line}")?;
            }
        }
        Ok(())
    }

    /// Says something about the work, on standard error, unless asked to be quiet.
    pub(super) fn say(&mut self, message: impl Display) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        self.warn(message)
    }

    /// Says something that nobody misses where it cannot be said.
    pub(super) fn tell(&mut self, message: impl Display) {
        let _ = self.say(message);
    }

    /// Says what went wrong on the way, on standard error.
    pub(super) fn warn(&mut self, message: impl Display) -> io::Result<()> {
        self.out.flush()?;
        writeln!(io::stderr(), "{}", escape(&message.to_string()))
    }

    /// A bar over bytes for long work, of which so many are known; invisible for quiet runs, and where standard error is no
    /// terminal. Short work is over before it shows.
    pub(super) fn progress(&self, bytes: Option<u64>) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let (bar, template) = match bytes {
            Some(bytes) => (ProgressBar::new(bytes), "{bar:24} {percent:>3}% {msg}, {bytes_per_sec}, {eta} left"),
            None => (ProgressBar::no_length(), "{spinner} {msg}, {bytes}, {bytes_per_sec}"),
        };
        bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    /// Brings everything out.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
