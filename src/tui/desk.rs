//! Carries out what the screen asks for: the ledger on one side, the [`Screen`] on the other.

use chrono::{DateTime, Utc};

use crate::model::{Act, ClaimId, Record, Verdict};
use crate::review::{Judged, WorkError, carry_out, judge, take, take_back, task};
use crate::span::Span;
use crate::store::{Filter, Lease, Stamp, Store, StoreError, Turn};
use crate::text::escape;
use crate::tui::form::Form;
use crate::tui::screen::{Effect, Mode, Open, Row, Screen};

/// How many claims the list holds.
const ROWS: u64 = 100;

/// How much of a paragraph is shown around a mention, in bytes on each side.
const AROUND: usize = 4_000;

/// The ledger with the clock and the filters of the session.
pub(super) struct Desk<'c> {
    pub store: Store,
    pub filter: Filter,
    pub chain: [u8; 16],
    pub clock: &'c dyn Fn() -> DateTime<Utc>,
}

impl Desk<'_> {
    fn stamp(&self) -> Stamp {
        Stamp { at: (self.clock)(), chain: self.chain }
    }

    /// Fills the screen at the start: the claim that is asked for, else the one of the last draft, else the queue's first.
    pub(super) fn start(&mut self, screen: &mut Screen, wanted: Option<ClaimId>) -> Result<(), WorkError> {
        self.list(screen)?;
        let drafted = self.store.latest_draft(&screen.reviewer)?;
        match wanted.or(drafted) {
            Some(claim) => {
                self.open(screen, claim)?;
                if Some(claim) == drafted {
                    "what you had typed here is back".clone_into(&mut screen.message);
                    screen.mode = Mode::Form;
                }
            }
            None => self.open_row(screen, 0)?,
        }
        Ok(())
    }

    /// Does what was asked for; what goes wrong is said on the screen, and nothing that was typed is lost.
    pub(super) fn carry(&mut self, screen: &mut Screen, effect: Effect) {
        let done = match effect {
            Effect::None | Effect::Quit => Ok(()),
            Effect::Open(at) => self.open_row(screen, at),
            Effect::Save => self.save(screen).map_err(WorkError::from),
            Effect::Judge => self.judge(screen),
            Effect::Do(wish) => self.wish(screen, &wish),
            Effect::Undo => self.undo(screen),
            Effect::Search(words) => {
                screen.search = (!words.is_empty()).then_some(words);
                screen.at = 0;
                self.list(screen).and_then(|()| self.open_row(screen, 0))
            }
            Effect::Refresh => self.refresh(screen),
        };
        if let Err(error) = done {
            screen.message = escape(&error.to_string()).into_owned();
        }
    }

    /// Leaves the ledger as others should find it.
    pub(super) fn stop(&mut self, screen: &Screen) -> Result<(), StoreError> {
        self.save(screen)?;
        match &screen.open {
            Some(open) => self.store.leave(open.record.claim.id, &screen.reviewer),
            None => Ok(()),
        }
    }

    /// Reads the queue, or what was searched for.
    fn list(&self, screen: &mut Screen) -> Result<(), WorkError> {
        let filter = Filter { limit: Some(ROWS), ..self.filter.clone() };
        let turn = Turn { reviewer: &screen.reviewer, at: (self.clock)() };
        let records = if let Some(words) = &screen.search {
            let listing = self.store.search(words, &filter)?;
            (screen.total, screen.more) = (listing.total, listing.uncounted);
            listing.records
        } else {
            let waiting = self.store.queue_length(turn, &filter)?;
            (screen.total, screen.more) = (waiting.claims, waiting.more);
            self.store.queue(turn, &filter)?
        };
        let ids: Vec<_> = records.iter().map(|record| record.claim.id).collect();
        let length = self.store.claim_prefix(&ids)?;
        screen.rows = records.iter().map(|record| row(record, length, turn.at)).collect();
        screen.at = screen.at.min(screen.rows.len().saturating_sub(1));
        Ok(())
    }

    fn refresh(&mut self, screen: &mut Screen) -> Result<(), WorkError> {
        self.list(screen)?;
        match screen.open.as_ref().map(|open| open.record.claim.id) {
            Some(claim) => self.open(screen, claim)?,
            None => self.open_row(screen, 0)?,
        }
        screen.message = format!("{} claims", screen.count());
        Ok(())
    }

    fn open_row(&mut self, screen: &mut Screen, at: usize) -> Result<(), WorkError> {
        self.leave(screen)?;
        screen.at = at;
        match screen.rows.get(at).map(|row| row.id) {
            Some(claim) => self.open(screen, claim),
            None => {
                screen.open = None;
                screen.mode = Mode::Claim;
                Ok(())
            }
        }
    }

    fn leave(&mut self, screen: &Screen) -> Result<(), WorkError> {
        if let Some(open) = &screen.open {
            self.save(screen)?;
            self.store.leave(open.record.claim.id, &screen.reviewer)?;
        }
        Ok(())
    }

    /// Opens a claim with what was typed about it before.
    fn open(&mut self, screen: &mut Screen, claim: ClaimId) -> Result<(), WorkError> {
        let stamp = self.stamp();
        let lease = take(&mut self.store, &stamp, claim, &screen.reviewer)?;
        let found = task(&self.store, claim, &screen.reviewer)?;
        let mut form = Form::of(&found.record.claim);
        if let Some(draft) = self.store.draft(claim, &screen.reviewer)? {
            form.restore(&draft);
        }
        let length = self.store.claim_prefix(&[claim])?;
        let text = self.store.text(found.record.claim.document)?;
        let open = Open {
            short: claim.to_string().chars().take(length).collect(),
            words: words(text.as_deref(), &found.record),
            notes: self.notes(claim)?,
            record: found.record,
            known: found.known,
            precedents: found.precedents,
            form,
            since: stamp.at,
        };
        if let Some(at) = screen.rows.iter().position(|row| row.id == claim) {
            screen.at = at;
        }
        (screen.open, screen.scroll, screen.mode) = (Some(open), 0, Mode::Claim);
        if let Lease::Held { by, until } = lease {
            screen.message = format!("{} has taken it up, until {}", escape(&by), until.format("%H:%M UTC"));
        }
        Ok(())
    }

    fn notes(&self, claim: ClaimId) -> Result<Vec<String>, StoreError> {
        let standing = self.store.history(claim)?.into_iter().filter(|event| !event.undone);
        let note = |act| match act {
            Act::NoteWritten(note) => Some(format!("{} ({})", escape(&note.text), escape(&note.by))),
            _ => None,
        };
        Ok(standing.filter_map(|event| note(event.act)).collect())
    }

    fn save(&mut self, screen: &Screen) -> Result<(), StoreError> {
        let Some(open) = &screen.open else { return Ok(()) };
        let (claim, turn) = (open.record.claim.id, Turn { reviewer: &screen.reviewer, at: (self.clock)() });
        if open.form.is_empty() {
            return self.store.drop_draft(claim, turn.reviewer);
        }
        self.store.save_draft(claim, turn, &open.form.draft())
    }

    fn judge(&mut self, screen: &mut Screen) -> Result<(), WorkError> {
        let Some(open) = &mut screen.open else { return Ok(()) };
        let stamp = self.stamp();
        let claim = &open.record.claim;
        let mut judgement = match open.form.judgement(claim, &screen.reviewer, &self.store) {
            Ok(judgement) => judgement,
            Err(why) => {
                screen.message = escape(&why).into_owned();
                return Ok(());
            }
        };
        let seconds = (stamp.at - open.since).num_seconds();
        judgement.findings.duration_s = u32::try_from(seconds).ok();
        let judged = judge(&mut self.store, &stamp, claim.id, &screen.scale, &judgement, Some(&open.known))?;
        let told = told(&open.short, &judged);
        screen.open = None;
        self.list(screen)?;
        self.open_row(screen, screen.at)?;
        screen.message = told;
        Ok(())
    }

    fn wish(&mut self, screen: &mut Screen, wish: &crate::review::Wish) -> Result<(), WorkError> {
        let Some(open) = &screen.open else { return Ok(()) };
        let (claim, short) = (open.record.claim.id, open.short.clone());
        let stamp = self.stamp();
        carry_out(&mut self.store, &stamp, claim, wish, &screen.reviewer)?;
        if matches!(wish, crate::review::Wish::Skip { .. }) {
            screen.open = None;
            self.list(screen)?;
            self.open_row(screen, screen.at)?;
            screen.message = format!("{short} is left to others");
        } else {
            self.save(screen)?;
            self.open(screen, claim)?;
            screen.message = format!("the note on {short} is kept");
        }
        Ok(())
    }

    fn undo(&mut self, screen: &mut Screen) -> Result<(), WorkError> {
        self.leave(screen)?;
        let stamp = self.stamp();
        let undone = take_back(&mut self.store, &stamp, None, &screen.reviewer)?;
        self.list(screen)?;
        if let Some(claim) = undone.act.claim() {
            self.open(screen, claim)?;
        }
        screen.message = format!("taken back: {}", undone.act.kind());
        Ok(())
    }
}

/// What a verdict came to.
fn told(short: &str, judged: &Judged) -> String {
    let Judged { verdict, after, meanwhile, moved, decision } = judged;
    let mut told = format!("recorded: {short} {}", verdict.rating);
    match &decision.comparison {
        Some(Ok(held)) => {
            let right =
                held.right.map_or("", |right| if right { ", right as stated" } else { ", not right as stated" });
            told.push_str(&format!(" ({}{right})", held.size));
        }
        Some(Err(why)) => told.push_str(&format!(" (not compared: {why})")),
        None => {}
    }
    if let Some(status) = moved {
        told.push_str(&format!("; meanwhile it became {status}, and your verdict is kept beside it"));
    }
    let others: Vec<_> =
        meanwhile.iter().map(|other: &Verdict| format!("{}: {}", other.reviewer, other.rating)).collect();
    if !others.is_empty() {
        told.push_str(&format!("; meanwhile {}", others.join(", ")));
    }
    if after.state.awaits > 0 {
        told.push_str("; a second reviewer is to look");
    } else if !after.state.differences.is_empty() {
        told.push_str("; disputed: an editor resolves it");
    }
    escape(&told).into_owned()
}

fn row(record: &Record, length: usize, now: DateTime<Utc>) -> Row {
    Row {
        id: record.claim.id,
        short: record.claim.id.to_string().chars().take(length).collect(),
        worth: record.claim.worthiness.normalize().to_string(),
        due: record.state.due,
        age: (now - record.document.added_at).num_days().max(0),
        mention: escape(&record.wording.mention).into_owned(),
        standing: record.status().name().replace('_', " "),
    }
}

/// The paragraph around the mention, cut where it is very long; the sentence alone where the text was taken down.
fn words(text: Option<&str>, record: &Record) -> [String; 3] {
    let shown = |text: &str| escape(text).into_owned();
    let Some(text) = text else {
        return [String::new(), shown(&record.wording.mention), " (the article's text was taken down)".to_owned()];
    };
    let (sentence, mention) = (record.claim.sentence, record.claim.mention.span);
    let start = text[..sentence.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[sentence.end as usize..].find('\n').map_or(text.len(), |at| sentence.end as usize + at);
    let from = text.floor_char_boundary(start.max((mention.start as usize).saturating_sub(AROUND)));
    let to = text.floor_char_boundary(end.min(mention.end as usize + AROUND));
    let (before, after) = (Span::new(from, mention.start as usize), Span::new(mention.end as usize, to));
    let more = |cut: bool| if cut { "…" } else { "" };
    [
        format!("{}{}", more(from > start), shown(before.of(text)).trim_start()),
        shown(mention.of(text)),
        format!("{}{}", shown(after.of(text)).trim_end(), more(to < end)),
    ]
}
