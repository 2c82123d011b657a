//! The screen without a terminal: keys pressed, cells looked at, pictures for the documentation.

use std::fmt::Write as _;

use chrono::{DateTime, Duration, Utc};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Modifier;
use snapbox::assert_data_eq;

use super::desk::Desk;
use super::draw::{Look, draw};
use super::screen::{Effect, Screen};
use crate::extract::extract;
use crate::model::{Document, Metadata, Policy, ResolvedBy, Status};
use crate::review::{Judgement, Scale, Wish, carry_out, judge, set_policy};
use crate::store::{Filter, LogFilter, Stamp, Store};

/// An article of ours with three claims worth checking.
const ARTICLE: &str = "Port of Lysvik counts its dockers

The port of Lysvik employs some 18,000 dockers, harbour master Inge Sund said on Tuesday, a week after the union had named another figure and asked the board to open its books.

“Wages rose 4.5 percent last year,” Sund said. The new quay will cost $40 million.
";

fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

/// A desk with a reviewer at the screen.
struct Session {
    _folder: tempfile::TempDir,
    desk: Desk<'static>,
    screen: Screen,
}

impl Session {
    fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create_or_open(&folder.path().join("claims.db")).unwrap();
        let metadata = Metadata {
            title: Some("Port of Lysvik counts its dockers".into()),
            publisher: Some("Lysvik Courier".into()),
            published: "2026-11-24".parse().ok(),
            ..Metadata::default()
        };
        let document = Document::new(text.to_owned(), metadata);
        let stamp = Stamp { at: now() - Duration::days(3), chain: [7; 16] };
        store.add(&document, &extract(&document), &stamp).unwrap();
        let desk = Desk { store, filter: Filter::default(), chain: [7; 16], clock: &now };
        let mut session =
            Self { _folder: folder, desk, screen: Screen::new("Ben".into(), Scale::named("numeric").unwrap()) };
        session.desk.start(&mut session.screen, None).unwrap();
        session
    }

    fn new() -> Self {
        Self::of(ARTICLE)
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) -> Effect {
        let effect = self.screen.press(KeyEvent::new(code, modifiers));
        self.desk.carry(&mut self.screen, effect.clone());
        effect
    }

    fn press(&mut self, code: KeyCode) -> &mut Self {
        self.key(code, KeyModifiers::NONE);
        self
    }

    fn typed(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
        self
    }

    fn record(&mut self) -> &mut Self {
        self.key(KeyCode::Char('s'), KeyModifiers::CONTROL);
        self
    }

    /// What the screen looks like.
    fn cells(&self, width: u16, height: u16) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| draw(frame, &self.screen, Look::new(false))).unwrap();
        terminal.backend().buffer().clone()
    }

    fn shown(&self, width: u16, height: u16) -> String {
        lines(&self.cells(width, height)).join("\n") + "\n"
    }

    fn mention(&self) -> &str {
        self.screen.open.as_ref().map(|open| open.words[1].as_str()).unwrap_or_default()
    }

    /// Somebody else judges a claim.
    fn judged_by(&mut self, reviewer: &str, mention: &str, rating: &str) {
        let listing = self.desk.store.records(&Filter { all: true, ..Filter::default() }).unwrap();
        let record = listing.records.iter().find(|record| record.wording.mention == mention).unwrap();
        let said = Judgement { reviewer: reviewer.into(), rating: rating.into(), ..Judgement::default() };
        let scale = Scale::named("numeric").unwrap();
        let stamp = Stamp { at: now(), chain: [8; 16] };
        judge(&mut self.desk.store, &stamp, record.claim.id, &scale, &said, None).unwrap();
    }
}

/// The rows of cells as text.
fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..area.height).map(row).collect()
}

/// The cells as a picture for the documentation.
fn picture(buffer: &Buffer) -> String {
    let mut ansi = String::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let marks =
                [(Modifier::BOLD, "1"), (Modifier::DIM, "2"), (Modifier::UNDERLINED, "4"), (Modifier::REVERSED, "7")];
            let codes: Vec<_> =
                marks.iter().filter(|(mark, _)| cell.modifier.contains(*mark)).map(|(_, code)| *code).collect();
            let _ = write!(ansi, "\u{1b}[0;{}m{}", codes.join(";"), cell.symbol());
        }
        ansi.push_str("\u{1b}[0m\n");
    }
    anstyle_svg::Term::new().render_svg(&ansi.replace("[0;m", "[0m"))
}

#[test]
fn the_queue_begins_with_the_claim_most_worth_checking() {
    let session = Session::new();
    assert_eq!((session.mention(), session.screen.total), ("4.5 percent", 3));
    assert_data_eq!(session.shown(80, 24), snapbox::file!["screens/claim_80x24.txt"].raw());
    assert_data_eq!(session.shown(120, 40), snapbox::file!["screens/claim_120x40.txt"].raw());
    assert_data_eq!(session.shown(60, 15), snapbox::file!["screens/claim_60x15.txt"].raw());
    assert_data_eq!(picture(&session.cells(80, 24)), snapbox::file!["../../docs/pictures/claim.svg"].raw());
}

#[test]
fn one_key_rates_and_the_fields_follow() {
    let mut session = Session::new();
    session.typed("5").typed("4.2").press(KeyCode::Enter).press(KeyCode::Enter).typed("https://port.example/1");
    session.press(KeyCode::Enter).typed("The port's own table says 4.2.");
    assert_data_eq!(session.shown(80, 24), snapbox::file!["screens/form_80x24.txt"].raw());
    assert_data_eq!(session.shown(120, 40), snapbox::file!["screens/form_120x40.txt"].raw());
    assert_data_eq!(session.shown(60, 15), snapbox::file!["screens/form_60x15.txt"].raw());
    assert_data_eq!(picture(&session.cells(80, 24)), snapbox::file!["../../docs/pictures/form.svg"].raw());
    session.record();
    assert_data_eq!(session.shown(80, 24), snapbox::file!["screens/recorded_80x24.txt"].raw());
    let records = session.desk.store.records(&Filter::default()).unwrap().records;
    let judged: Vec<_> = records.iter().flat_map(|record| &record.verdicts).collect();
    assert_eq!(judged.len(), 1);
    let verdict = judged[0];
    assert_eq!((verdict.reviewer.as_str(), verdict.rating.as_str(), verdict.blind), ("Ben", "wrong", true));
    assert_eq!(verdict.correction.as_ref().unwrap().value, "4.2".parse().ok());
    assert_eq!(verdict.evidence[0].url.as_deref(), Some("https://port.example/1"));
    assert_eq!(verdict.explanation.as_deref(), Some("The port's own table says 4.2."));
}

#[test]
fn help_and_the_meaning_of_the_ratings_are_a_key_away() {
    let mut session = Session::new();
    session.typed("?");
    assert_data_eq!(session.shown(80, 24), snapbox::file!["screens/help_80x24.txt"].raw());
    assert_data_eq!(session.shown(60, 15), snapbox::file!["screens/help_60x15.txt"].raw());
    session.press(KeyCode::PageDown).press(KeyCode::PageDown).press(KeyCode::PageDown).press(KeyCode::PageDown);
    assert!(session.shown(60, 15).contains("Ctrl-C"), "{}", session.shown(60, 15));
    session.press(KeyCode::Char('x')).typed("?");
    assert_data_eq!(picture(&session.cells(80, 24)), snapbox::file!["../../docs/pictures/help.svg"].raw());
    session.typed("xw");
    assert_data_eq!(session.shown(80, 24), snapbox::file!["screens/ratings_80x24.txt"].raw());
    session.typed("x");
    assert!(session.shown(80, 24).contains("rate"));
}

#[test]
fn what_was_typed_is_there_again() {
    let mut session = Session::new();
    session.typed("4").typed("18").press(KeyCode::Esc).press(KeyCode::Down).press(KeyCode::Up);
    session.press(KeyCode::Enter);
    assert!(session.shown(80, 24).contains("corrected      18"), "{}", session.shown(80, 24));
    // The terminal is killed: nobody says goodbye.
    let mut again = Screen::new("Ben".into(), Scale::named("numeric").unwrap());
    session.desk.start(&mut again, None).unwrap();
    session.screen = again;
    let shown = session.shown(80, 24);
    assert!(
        shown.contains("[4\u{a0}Close]") || shown.contains("[2\u{a0}Close]") || shown.contains("Outdated]"),
        "{shown}"
    );
    assert!(shown.contains("what you had typed here is back") && shown.contains("18"), "{shown}");
}

#[test]
fn a_draft_of_nothing_is_no_draft() {
    let mut session = Session::new();
    session.press(KeyCode::Enter).typed("1").press(KeyCode::Backspace).press(KeyCode::Esc);
    assert_eq!(session.desk.store.latest_draft("Ben").unwrap(), None);
}

#[test]
fn skipping_noting_undoing_and_searching() {
    let mut session = Session::new();
    session.typed("n").typed("Call the port.").press(KeyCode::Enter);
    assert!(session.shown(120, 40).contains("note Call the port. (Ben)"), "{}", session.shown(120, 40));
    session.typed("s").press(KeyCode::Enter);
    assert!(session.screen.message.contains("the ledger records why"), "{}", session.screen.message);
    session.typed("s").typed("My own story.").press(KeyCode::Enter);
    assert_eq!((session.mention(), session.screen.total), ("some 18,000", 2));
    session.typed("u");
    assert_eq!((session.mention(), session.screen.total), ("4.5 percent", 3));
    session.typed("/").typed("quay").press(KeyCode::Enter);
    assert_eq!((session.mention(), session.screen.total), ("$40 million", 1));
    session.press(KeyCode::Esc);
    assert_eq!(session.screen.total, 3);
    session.typed("/").typed("zzz").press(KeyCode::Enter);
    assert!(session.shown(80, 24).contains("Nothing was found."));
    assert_eq!(session.key(KeyCode::Char('q'), KeyModifiers::NONE), Effect::Quit);
}

#[test]
fn what_cannot_be_recorded_says_so_and_stays() {
    let mut session = Session::new();
    session.press(KeyCode::Enter).record();
    assert!(session.screen.message.contains("choose a rating"), "{}", session.screen.message);
    session.press(KeyCode::Esc).typed("1").typed("1,8").record();
    assert!(session.screen.message.starts_with("corrected: its commas"), "{}", session.screen.message);
    session.key(KeyCode::Char('u'), KeyModifiers::CONTROL);
    session.press(KeyCode::Enter).press(KeyCode::Enter).typed("javascript:alert(1)").record();
    assert!(session.screen.message.contains("is no web address"), "{}", session.screen.message);
    assert!(session.shown(80, 24).contains("javascript:alert(1)"));
    session.key(KeyCode::Tab, KeyModifiers::NONE);
    session.record().typed("#");
    assert!(session.shown(80, 24).contains("javascript:alert(1)#"), "the cursor is where the mistake is");
    assert_eq!(session.desk.store.log(&LogFilter::default()).unwrap().len(), 1);
}

#[test]
fn a_colleagues_verdict_is_nowhere_before_ones_own() {
    let mut session = Session::new();
    session.judged_by("Zora", "4.5 percent", "wrong");
    let all = |session: &Session| {
        [(80, 24), (120, 40), (60, 15)].map(|(width, height)| session.shown(width, height)).concat()
    };
    session.typed("r").typed("/").typed("wages").press(KeyCode::Enter);
    assert_eq!(session.mention(), "4.5 percent");
    let shown = all(&session);
    assert!(!shown.contains("Zora") && shown.contains("1 verdict until yours is"), "{shown}");
    session.typed("1").record();
    assert!(session.screen.message.contains("disputed"), "{}", session.screen.message);
    assert!(all(&session).contains("Zora"), "{}", all(&session));
}

#[test]
fn what_others_did_meanwhile_is_told_and_both_are_kept() {
    let mut session = Session::new();
    session.typed("1");
    session.judged_by("Zora", "4.5 percent", "accurate");
    session.record();
    assert!(session.screen.message.contains("meanwhile Zora: accurate"), "{}", session.screen.message);
    let listing = session.desk.store.records(&Filter::default()).unwrap();
    let judged = listing.records.iter().find(|record| record.status() == Status::Reviewed).unwrap();
    assert_eq!(judged.verdicts.len(), 2);
}

#[test]
fn a_claim_adjudicated_while_it_is_open_keeps_both_and_tells() {
    let mut session = Session::new();
    let open = session.screen.open.as_ref().unwrap().record.claim.id;
    session.typed("2");
    session.judged_by("Zora", "4.5 percent", "accurate");
    session.judged_by("Ann", "4.5 percent", "wrong");
    let wish =
        Wish::Resolve { accept: "Ann".into(), way: ResolvedBy::Editor, reason: "The office's table says so.".into() };
    let stamp = Stamp { at: now(), chain: [8; 16] };
    let policy = Policy { editors: vec!["Eva".into()], ..Policy::default() };
    session.desk.store.act(set_policy(policy, "Eva", None).unwrap(), &stamp).unwrap();
    carry_out(&mut session.desk.store, &stamp, open, &wish, "Eva").unwrap();
    session.record();
    let told = &session.screen.message;
    assert!(told.contains("meanwhile it became adjudicated, and your verdict is kept beside it"), "{told}");
    assert!(told.contains("meanwhile Zora: accurate, Ann: wrong"), "{told}");
    let record = session.desk.store.record(open).unwrap();
    // The editor had not seen the third verdict: it is for the editor to say whether it changes anything.
    assert_eq!((record.verdicts.len(), record.status()), (3, Status::Disputed));
}

#[test]
fn a_small_terminal_says_so_and_every_size_draws() {
    let mut session = Session::new();
    assert!(session.shown(20, 5).contains("too small"));
    session.typed("5").typed("4.2");
    for width in (1..150).step_by(7) {
        for height in 1..45 {
            session.shown(width, height);
        }
    }
    assert!(session.shown(80, 24).contains("4.2"));
}

#[test]
fn hostile_text_never_acts_on_the_terminal() {
    let text = "The \u{1b}[2J\u{202e}port\u{200b} of 漢字e\u{301} employs some 18,000 do\u{9b}ckers, Sund said.\n";
    let mut session = Session::of(text);
    session.typed("n").typed("a").press(KeyCode::Enter);
    session.screen.paste("x");
    session.typed("1");
    session.screen.paste("why \u{1b}]0;x\u{7} \u{202e}evil\r\nlines");
    for (width, height) in [(80, 24), (120, 40), (60, 15), (41, 11)] {
        let buffer = session.cells(width, height);
        let acts = |c: char| c.is_control() || crate::text::is_invisible(c);
        for y in 0..height {
            for x in 0..width {
                assert!(!buffer[(x, y)].symbol().chars().any(acts), "{:?}", buffer[(x, y)].symbol());
            }
        }
    }
    assert!(session.shown(80, 24).contains("漢"));
}

#[test]
fn a_paste_of_a_megabyte_is_cut_and_told() {
    let mut session = Session::new();
    session.typed("5");
    session.press(KeyCode::Enter).press(KeyCode::Enter).press(KeyCode::Enter);
    session.screen.paste(&"word ".repeat(200_000));
    assert!(session.screen.message.contains("cut: 980000 characters"), "{}", session.screen.message);
    session.desk.carry(&mut session.screen, Effect::Save);
    session.shown(80, 24);
    session.typed("x").press(KeyCode::Backspace).record();
    assert!(session.screen.message.contains("recorded"), "{}", session.screen.message);
}

#[test]
fn a_mention_of_wide_and_combining_characters_is_marked_whole() {
    let session = Session::of(
        "漢字の町では、\u{ff11}\u{ff18} of the 40 e\u{301}lites came, Sund said. Some 18,000 people saw 漢字 there.\n",
    );
    let buffer = session.cells(80, 24);
    let marked: String = (0..24)
        .flat_map(|y| (0..80).map(move |x| (x, y)))
        .filter(|at| buffer[*at].modifier.contains(Modifier::UNDERLINED))
        .map(|at| buffer[at].symbol())
        .collect();
    assert_eq!(marked.replace(' ', ""), session.mention().replace(' ', ""));
}
