//! Reviewing in the terminal: the queue, the claim in its paragraph, one key a rating, then value, evidence and why.
//!
//! `screen` is pure: keys in, what is to be done out. `desk` carries that out against the ledger, `draw` turns the
//! screen into cells. What is typed is kept in the database whenever no further key waits, so that a killed terminal
//! loses nothing.

mod desk;
mod details;
mod draw;
mod entry;
mod field;
mod form;
mod keys;
mod screen;
#[cfg(test)]
mod tests;
mod wrap;

use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use ratatui::crossterm::execute;
use thiserror::Error;

use crate::model::ClaimId;
use crate::review::{Scale, WorkError};
use crate::store::{Filter, Store, StoreError};
use desk::Desk;
use draw::Look;
use screen::{Effect, Screen};

/// How long a key may take to be found waiting. Not zero: the reader then answers without looking.
const WAITING: Duration = Duration::from_millis(1);

/// A session of a reviewer.
pub struct Session<'c> {
    /// The ledger.
    pub store: Store,
    /// Which claims are meant.
    pub filter: Filter,
    /// Who reviews.
    pub reviewer: String,
    /// The scale of the verdicts.
    pub scale: Scale,
    /// The writing installation.
    pub chain: [u8; 16],
    /// The claim to begin with, if one is wanted.
    pub claim: Option<ClaimId>,
    /// Whether colours are used.
    pub color: bool,
    /// The time (UTC).
    pub clock: &'c dyn Fn() -> DateTime<Utc>,
}

/// Why a session could not go on. What was typed is in the database.
#[derive(Debug, Error)]
pub enum SessionError {
    /// The terminal.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    /// The ledger.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The ledger, at the end.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Runs a session on the terminal until the reviewer quits.
///
/// # Errors
/// When the terminal or the database cannot be used. The terminal is put back as it was.
pub fn review(session: Session<'_>) -> Result<(), SessionError> {
    let Session { store, filter, reviewer, scale, chain, claim, color, clock } = session;
    let mut desk = Desk { store, filter, chain, clock };
    let mut screen = Screen::new(reviewer, scale);
    desk.start(&mut screen, claim)?;
    let mut terminal = ratatui::try_init()?;
    let pasting = execute!(io::stdout(), EnableBracketedPaste);
    let ended = run(&mut terminal, &mut desk, &mut screen, Look::new(color));
    if pasting.is_ok() {
        let _ = execute!(io::stdout(), DisableBracketedPaste); // a terminal that is gone needs none
    }
    let _ = ratatui::try_restore();
    desk.stop(&screen)?;
    Ok(ended?)
}

fn run(terminal: &mut DefaultTerminal, desk: &mut Desk<'_>, screen: &mut Screen, look: Look) -> io::Result<()> {
    loop {
        terminal.draw(|frame| draw::draw(frame, screen, look))?;
        let mut unsaved = false;
        // All keys that wait are taken before the next drawing, and what they typed is kept once.
        loop {
            let effect = match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => screen.press(key),
                Event::Paste(text) => screen.paste(&text),
                _ => Effect::None,
            };
            match effect {
                Effect::Quit => return Ok(()),
                Effect::Save => unsaved = true,
                effect => desk.carry(screen, effect),
            }
            if !event::poll(WAITING)? {
                break;
            }
        }
        if unsaved {
            desk.carry(screen, Effect::Save);
        }
    }
}
