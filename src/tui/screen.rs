//! What is on the screen, and what each key makes of it. Pure: keys in, [`Effect`]s out, which [`Desk`](super::desk::Desk)
//! carries out against the ledger.

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::model::{ClaimId, Record};
use crate::review::{Scale, Wish};
use crate::tui::field::Field;
use crate::tui::form::Form;

/// The longest reason, note or search.
const LONGEST: usize = 20_000;

/// A claim of the list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub id: ClaimId,
    pub short: String,
    pub worth: String,
    pub due: Option<NaiveDate>,
    /// How many days ago it was logged.
    pub age: i64,
    pub mention: String,
    pub standing: String,
}

/// The claim that is looked at.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// As the reviewer may see it.
    pub record: Record,
    /// As it is, to tell later what others did meanwhile.
    pub known: Record,
    pub short: String,
    pub precedents: Vec<Record>,
    /// The paragraph before, in and behind the mention; nothing in it acts on a terminal.
    pub words: [String; 3],
    pub notes: Vec<String>,
    pub form: Form,
    pub since: DateTime<Utc>,
}

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A claim is looked at.
    Claim,
    /// A verdict is typed.
    Form,
    /// A rating is chosen anew, from within the form.
    Rating,
    /// A line is typed.
    Ask(Ask, Field),
    /// The keys are shown.
    Help,
    /// The ratings are explained.
    Ratings,
}

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    Skip,
    Note,
    Search,
}

impl Ask {
    pub(super) const fn prompt(self) -> &'static str {
        match self {
            Self::Skip => "skip because: ",
            Self::Note => "note: ",
            Self::Search => "search: ",
        }
    }
}

/// What is to be done with the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    None,
    /// Look at the claim of this place in the list.
    Open(usize),
    /// Keep what is typed.
    Save,
    /// Record the verdict that is typed.
    Judge,
    Do(Wish),
    Undo,
    /// List what has these words; the queue when there are none.
    Search(String),
    Refresh,
    Quit,
}

/// The whole screen.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    pub reviewer: String,
    pub scale: Scale,
    pub rows: Vec<Row>,
    /// How many claims wait, or were found.
    pub total: u64,
    /// There are more than that, which were not counted.
    pub more: bool,
    /// The words of a search; `None` for the queue.
    pub search: Option<String>,
    /// The place in the list.
    pub at: usize,
    pub open: Option<Open>,
    pub mode: Mode,
    /// What happened, for the line above the foot.
    pub message: String,
    /// Lines of the paragraph that are scrolled away; counted from where the mention is in sight.
    pub scroll: isize,
}

impl Screen {
    pub(super) fn new(reviewer: String, scale: Scale) -> Self {
        Self {
            reviewer,
            scale,
            rows: Vec::new(),
            total: 0,
            more: false,
            search: None,
            at: 0,
            open: None,
            mode: Mode::Claim,
            message: String::new(),
            scroll: 0,
        }
    }

    /// How many claims there are, as it is shown.
    pub(super) fn count(&self) -> String {
        format!("{}{}", self.total, if self.more { "+" } else { "" })
    }

    /// What a key does.
    pub(super) fn press(&mut self, key: KeyEvent) -> Effect {
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Effect::Quit;
        }
        match self.mode.clone() {
            Mode::Claim => self.press_claim(key),
            Mode::Form => self.press_form(key),
            Mode::Rating => self.press_rating(key),
            Mode::Ask(ask, field) => self.press_ask(key, ask, field),
            Mode::Help | Mode::Ratings => self.press_help(key),
        }
    }

    /// What a paste does: it is typed where something is typed, and nothing elsewhere.
    pub(super) fn paste(&mut self, text: &str) -> Effect {
        let left = match (&mut self.mode, &mut self.open) {
            (Mode::Form, Some(open)) => open.form.insert(text),
            (Mode::Ask(_, field), _) => field.insert(text, LONGEST, false),
            _ => {
                "a paste is taken where something is typed: Enter opens the form".clone_into(&mut self.message);
                return Effect::None;
            }
        };
        self.message = cut(left);
        Effect::Save
    }

    fn press_claim(&mut self, key: KeyEvent) -> Effect {
        self.message.clear();
        match key.code {
            KeyCode::Char('q') => return Effect::Quit,
            KeyCode::Char('?') => (self.mode, self.scroll) = (Mode::Help, 0),
            KeyCode::Char('w') => (self.mode, self.scroll) = (Mode::Ratings, 0),
            KeyCode::Char('/') => self.mode = Mode::Ask(Ask::Search, Field::default()),
            KeyCode::Char('r') => return Effect::Refresh,
            KeyCode::Char('u') => return Effect::Undo,
            KeyCode::Char('j') | KeyCode::Down => return self.go(1),
            KeyCode::Char('k') | KeyCode::Up => return self.go(-1),
            KeyCode::PageDown => self.scroll += 3,
            KeyCode::PageUp => self.scroll -= 3,
            KeyCode::Esc if self.search.is_some() => return Effect::Search(String::new()),
            _ if self.open.is_none() => "no claim is open: / searches, r looks again".clone_into(&mut self.message),
            KeyCode::Char('s') => self.mode = Mode::Ask(Ask::Skip, Field::default()),
            KeyCode::Char('n') => self.mode = Mode::Ask(Ask::Note, Field::default()),
            KeyCode::Enter => self.mode = Mode::Form,
            KeyCode::Char(digit) if digit.is_ascii_digit() => return self.rate(digit),
            _ => "? shows the keys".clone_into(&mut self.message),
        }
        Effect::None
    }

    /// Scrolls, and any other key goes back.
    fn press_help(&mut self, key: KeyEvent) -> Effect {
        match key.code {
            KeyCode::Down | KeyCode::PageDown | KeyCode::Char('j' | ' ') => self.scroll += 3,
            KeyCode::Up | KeyCode::PageUp | KeyCode::Char('k') => self.scroll -= 3,
            _ => (self.mode, self.scroll) = (Mode::Claim, 0),
        }
        Effect::None
    }

    fn go(&mut self, by: isize) -> Effect {
        let last = self.rows.len().saturating_sub(1);
        let to = self.at.saturating_add_signed(by).min(last);
        if to == self.at || self.rows.is_empty() { Effect::None } else { Effect::Open(to) }
    }

    /// Gives the rating of a number and opens the form.
    fn rate(&mut self, digit: char) -> Effect {
        let place = digit.to_digit(10).and_then(|digit| digit.checked_sub(1)).map(|place| place as usize);
        let Some(rating) = place.and_then(|place| self.scale.ratings.get(place)) else {
            self.message = format!("the scale {} has the ratings 1 to {}", self.scale.id, self.scale.ratings.len());
            return Effect::None;
        };
        if let Some(open) = &mut self.open {
            open.form.rating = Some(rating.code.clone());
            self.mode = Mode::Form;
        }
        Effect::Save
    }

    fn press_rating(&mut self, key: KeyEvent) -> Effect {
        match key.code {
            KeyCode::Char(digit) if digit.is_ascii_digit() => self.rate(digit),
            _ => {
                self.mode = Mode::Form;
                Effect::None
            }
        }
    }

    fn press_form(&mut self, key: KeyEvent) -> Effect {
        let Some(open) = &mut self.open else {
            self.mode = Mode::Claim;
            return Effect::None;
        };
        let form = &mut open.form;
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => {
                self.mode = Mode::Claim;
                self.message.clear();
                return Effect::Save;
            }
            KeyCode::F(2) => return Effect::Judge,
            KeyCode::Char('s') if control => return Effect::Judge,
            KeyCode::Char('r') if control => {
                self.mode = Mode::Rating;
                return Effect::None;
            }
            KeyCode::Enter if form.is_last() => return Effect::Judge,
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => form.next(),
            KeyCode::BackTab | KeyCode::Up => form.previous(),
            KeyCode::Char('j') if control => self.message = cut(form.insert("\n")),
            KeyCode::Char(c) if !control => self.message = cut(form.insert(c.encode_utf8(&mut [0; 4]))),
            _ => {
                edit(form.current().1, key);
            }
        }
        Effect::Save
    }

    fn press_ask(&mut self, key: KeyEvent, ask: Ask, mut field: Field) -> Effect {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => {
                self.mode = Mode::Claim;
                return Effect::None;
            }
            KeyCode::Enter => {
                let typed = field.text().trim().to_owned();
                self.mode = Mode::Claim;
                return match ask {
                    Ask::Search => Effect::Search(typed),
                    Ask::Skip => Effect::Do(Wish::Skip { reason: typed }),
                    Ask::Note => Effect::Do(Wish::Note { text: typed }),
                };
            }
            KeyCode::Char(c) if !control => {
                self.message = cut(field.insert(c.encode_utf8(&mut [0; 4]), LONGEST, false));
            }
            _ => edit(&mut field, key),
        }
        self.mode = Mode::Ask(ask, field);
        Effect::None
    }
}

/// Says how much of what was typed did not fit.
fn cut(left: usize) -> String {
    if left == 0 { String::new() } else { format!("cut: {left} characters more than fit here") }
}

/// The keys that change a text or move its cursor.
fn edit(field: &mut Field, key: KeyEvent) {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Backspace => field.backspace(),
        KeyCode::Delete => field.delete(),
        KeyCode::Left => field.left(),
        KeyCode::Right => field.right(),
        KeyCode::Home => field.home(),
        KeyCode::End => field.end(),
        KeyCode::Char('a') if control => field.home(),
        KeyCode::Char('e') if control => field.end(),
        KeyCode::Char('w') if control => field.delete_word(),
        KeyCode::Char('u') if control => field.clear(),
        KeyCode::Char('h') if control => field.backspace(),
        _ => {}
    }
}
