//! The form as cells: the ratings, and the fields around the one with the cursor.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::text::is_invisible;
use crate::tui::draw::{Look, cut};
use crate::tui::field::Field;
use crate::tui::screen::{Mode, Open, Screen};
use crate::tui::wrap::wrap;

/// Columns of a field's name.
const NAME: usize = 14;
/// Lines of the field with the cursor.
const LINES: usize = 3;

/// How many lines the form needs of so many.
pub(super) fn height(screen: &Screen, open: &Open, all: u16) -> u16 {
    let typing = matches!(screen.mode, Mode::Form | Mode::Rating);
    let wanted = if typing { open.form.slots.len() + 1 + LINES } else { 3 };
    u16::try_from(wanted).unwrap_or(all).min(if typing { all / 2 } else { all / 3 }).max(2)
}

/// Draws the ratings and, while it is typed, the fields.
pub(super) fn draw(frame: &mut Frame, screen: &Screen, open: &Open, area: Rect, look: Look) {
    let mut lines = ratings(screen, open, area.width.into(), look);
    if !matches!(screen.mode, Mode::Form | Mode::Rating) {
        return frame.render_widget(Paragraph::new(lines), area);
    }
    lines.truncate(usize::from(area.height).saturating_sub(2).max(1));
    let room = usize::from(area.height).saturating_sub(lines.len());
    let fields = fields(open, usize::from(area.width), room, look);
    if let Some((line, column)) = fields.cursor.filter(|_| screen.mode == Mode::Form) {
        let (x, y) = (u16::try_from(column).unwrap_or(0), u16::try_from(lines.len() + line).unwrap_or(0));
        frame.set_cursor_position(Position::new(
            area.x + x.min(area.width.saturating_sub(1)),
            area.y + y.min(area.height.saturating_sub(1)),
        ));
    }
    lines.extend(fields.lines);
    frame.render_widget(Paragraph::new(lines), area);
}

/// "1 Accurate  2 Close …", the chosen one marked.
fn ratings(screen: &Screen, open: &Open, width: usize, look: Look) -> Vec<Line<'static>> {
    let mut parts: Vec<(String, Style)> = Vec::new();
    for (at, rating) in screen.scale.ratings.iter().enumerate() {
        let chosen = open.form.rating.as_ref() == Some(&rating.code);
        let text = format!("{}\u{a0}{}", at + 1, rating.label.replace(' ', "\u{a0}"));
        let (text, style) = if chosen { (format!("[{text}]"), look.strong.reversed()) } else { (text, Style::new()) };
        parts.push((text, style));
        parts.push(("  ".to_owned(), Style::new()));
    }
    let parts: Vec<_> = parts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
    wrap(&parts, width)
}

struct Fields {
    lines: Vec<Line<'static>>,
    /// The line and column of the cursor.
    cursor: Option<(usize, usize)>,
}

/// The fields in so many lines, the one with the cursor among them.
fn fields(open: &Open, width: usize, room: usize, look: Look) -> Fields {
    let inner = width.saturating_sub(NAME + 1).max(1);
    let (mut lines, mut cursor, mut current) = (Vec::new(), None, 0..0);
    for (at, (slot, field)) in open.form.slots.iter().enumerate() {
        let here = at == open.form.at;
        let name =
            Span::styled(format!("{:<NAME$} ", cut(&slot.label(), NAME)), if here { look.strong } else { look.faint });
        let first = lines.len();
        if here {
            let page = page(field, inner);
            cursor = Some((first + page.line, NAME + 1 + page.column));
            for (at, text) in page.lines.into_iter().enumerate() {
                let name = if at == 0 { name.clone() } else { Span::raw(" ".repeat(NAME + 1)) };
                lines.push(Line::from(vec![name, Span::raw(text)]));
            }
            let hint = cut(&slot.hint(&open.record.claim), inner);
            lines.push(Line::from(vec![Span::raw(" ".repeat(NAME + 1)), Span::styled(hint, look.faint)]));
            current = first..lines.len();
        } else {
            let text = cut(&shown(field.text()).replace('\n', " "), inner);
            lines.push(Line::from(vec![name, Span::raw(text)]));
        }
    }
    let start = (current.end.max(room) - room).min(current.start);
    let cursor = cursor.map(|(line, column)| (line - start, column));
    Fields { lines: lines.into_iter().skip(start).take(room).collect(), cursor }
}

/// What is typed as it may be shown: nothing in it acts, and each character stays one.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && (c.is_control() || is_invisible(c)) { '\u{fffd}' } else { c }).collect()
}

/// A field in a few lines, with the cursor's place.
struct Page {
    lines: Vec<String>,
    line: usize,
    column: usize,
}

fn page(field: &Field, width: usize) -> Page {
    let before = broken(&shown(&field.text()[..field.cursor()]), width);
    let all = broken(&shown(field.text()), width);
    let (line, column) = (before.len() - 1, before.last().map_or(0, |last| last.width()));
    let start = (line + 1).max(LINES) - LINES;
    let lines = all.into_iter().skip(start).take(LINES).collect();
    Page { lines, line: line - start, column }
}

/// Lines of a width, broken wherever they are full.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for row in text.split('\n') {
        let (mut line, mut columns) = (String::new(), 0);
        for grapheme in row.graphemes(true) {
            if columns + grapheme.width() > width && columns > 0 {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            line.push_str(grapheme);
            columns += grapheme.width();
        }
        lines.push(line);
    }
    lines
}

/// The part of a line around its cursor.
pub(super) struct Shown {
    pub text: String,
    pub column: usize,
}

/// A field on one line of a width, scrolled so that the cursor is in sight.
pub(super) fn line(field: &Field, width: usize) -> Shown {
    let width = width.saturating_sub(1).max(1);
    let (before, after) = field.text().split_at(field.cursor());
    let (before, after) = (shown(before), shown(after));
    let mut kept = Vec::new();
    let mut column = 0;
    for grapheme in before.graphemes(true).rev() {
        if column + grapheme.width() > width {
            break;
        }
        column += grapheme.width();
        kept.push(grapheme);
    }
    kept.reverse();
    Shown { text: kept.concat() + &after, column }
}
