//! The [`Screen`] as cells: list, paragraph, what is known of the claim, form, message and keys, at any size.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use crate::tui::details::details;
use crate::tui::entry;
use crate::tui::keys::{KEYS, Place, hints};
use crate::tui::screen::{Mode, Open, Row, Screen};
use crate::tui::wrap::wrap;

/// Below this nothing can be read.
const LEAST: (u16, u16) = (40, 10);

/// From this width on the list stands beside the claim.
const WIDE: u16 = 110;

/// How things look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The bars at head and foot.
    pub bar: Style,
    /// The mention, and what is chosen.
    pub strong: Style,
    /// Names of fields and what matters less.
    pub faint: Style,
}

impl Look {
    /// With colours, or by bold, underlined and reversed text alone.
    pub(super) fn new(color: bool) -> Self {
        let accent = if color { Style::new().fg(Color::Cyan) } else { Style::new() };
        Self { bar: Style::new().reversed(), strong: accent.bold(), faint: Style::new().dim() }
    }
}

/// Draws everything.
pub(super) fn draw(frame: &mut Frame, screen: &Screen, look: Look) {
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let said = format!(
            "{}×{} is too small: {}×{} at least. What is typed is kept.",
            area.width, area.height, LEAST.0, LEAST.1
        );
        return frame.render_widget(Paragraph::new(wrap(&[(&said, Style::new())], area.width.into())), area);
    }
    let [head, body, message, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(message_height(screen, area.width)),
        Constraint::Length(1),
    ])
    .areas(area);
    frame.render_widget(bar(&title(screen), head.width, look), head);
    frame.render_widget(bar(&footer(screen), foot.width, look), foot);
    match &screen.mode {
        Mode::Help => draw_page(frame, screen, help(body, look), body),
        Mode::Ratings => draw_page(frame, screen, ratings(screen, body, look), body),
        _ => draw_work(frame, screen, body, look),
    }
    draw_message(frame, screen, message, look);
}

fn bar(text: &str, width: u16, look: Look) -> Paragraph<'static> {
    Paragraph::new(cut(&format!(" {text}"), width.into())).style(look.bar)
}

fn title(screen: &Screen) -> String {
    let total = screen.count();
    match &screen.search {
        Some(words) => format!("claimlog · {} · {total} found: {}", screen.reviewer, crate::text::escape(words)),
        None => format!("claimlog · {} · {total} waiting", screen.reviewer),
    }
}

fn footer(screen: &Screen) -> String {
    match &screen.mode {
        Mode::Claim => hints(Place::Claim),
        Mode::Form => hints(Place::Form),
        Mode::Rating => "type the number of a rating · Esc back".to_owned(),
        Mode::Ask(..) => "Enter done · Esc back".to_owned(),
        Mode::Help | Mode::Ratings => "↓ ↑ Space more · any other key: back".to_owned(),
    }
}

/// What happened is said in full, as far as three lines go.
fn message_height(screen: &Screen, width: u16) -> u16 {
    match &screen.mode {
        Mode::Ask(..) => 1,
        _ => u16::try_from(message(screen, width).len()).unwrap_or(1).clamp(1, 3),
    }
}

fn message(screen: &Screen, width: u16) -> Vec<Line<'static>> {
    wrap(&[(&screen.message, Style::new())], width.into())
}

/// Lines that may be more than fit.
fn draw_page(frame: &mut Frame, screen: &Screen, lines: Vec<Line<'static>>, area: Rect) {
    let most = lines.len().saturating_sub(area.height.into());
    let start = usize::try_from(screen.scroll).unwrap_or(0).min(most);
    frame.render_widget(Paragraph::new(lines.into_iter().skip(start).collect::<Vec<_>>()), area);
}

fn draw_message(frame: &mut Frame, screen: &Screen, area: Rect, look: Look) {
    let Mode::Ask(ask, field) = &screen.mode else {
        return frame.render_widget(Paragraph::new(message(screen, area.width)).style(look.strong), area);
    };
    let prompt = ask.prompt();
    let shown = entry::line(field, usize::from(area.width).saturating_sub(prompt.len()));
    let line = Line::from(vec![Span::styled(prompt, look.strong), Span::raw(shown.text)]);
    frame.render_widget(Paragraph::new(line), area);
    let column = u16::try_from(prompt.len() + shown.column).unwrap_or(area.width).min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position::new(area.x + column, area.y));
}

/// The list, the claim and the form.
fn draw_work(frame: &mut Frame, screen: &Screen, area: Rect, look: Look) {
    let (list, main) = if area.width >= WIDE {
        let [list, gap, main] =
            Layout::horizontal([Constraint::Length(40), Constraint::Length(1), Constraint::Min(0)]).areas(area);
        frame.render_widget(Paragraph::new(vec![Line::styled("│", look.faint); area.height.into()]), gap);
        (list, main)
    } else {
        let height = match area.height {
            0..14 => 0,
            14..19 => 2,
            19..28 => 4,
            _ => 8,
        };
        let [list, main] = Layout::vertical([Constraint::Length(height), Constraint::Min(0)]).areas(area);
        (list, main)
    };
    frame.render_widget(Paragraph::new(rows(screen, list, look)), list);
    let Some(open) = &screen.open else {
        let said = if screen.search.is_some() { "Nothing was found." } else { "Nothing waits for you." };
        return frame.render_widget(Paragraph::new(said), main);
    };
    let form = entry::height(screen, open, main.height);
    let [headline, claim, rule, form] =
        Layout::vertical([Constraint::Length(1), Constraint::Min(3), Constraint::Length(1), Constraint::Length(form)])
            .areas(main);
    frame.render_widget(Paragraph::new(headline_of(open, headline.width, look)), headline);
    draw_claim(frame, screen, open, claim, look);
    frame.render_widget(Paragraph::new("─".repeat(rule.width.into())).style(look.faint), rule);
    entry::draw(frame, screen, open, form, look);
}

/// The part of the list around the claim that is looked at.
fn rows(screen: &Screen, area: Rect, look: Look) -> Vec<Line<'static>> {
    let height = usize::from(area.height);
    let open = screen.open.as_ref().map(|open| open.record.claim.id);
    let start = screen.at.saturating_sub(height / 2).min(screen.rows.len().saturating_sub(height));
    let line = |row: &Row| {
        let here = open == Some(row.id);
        let mark = if here { "›" } else { " " };
        let when = row.due.map_or_else(|| format!("{}d old", row.age), |day| format!("due {day}"));
        let text = format!("{mark} {} {:>4} {when:<14} {} ({})", row.short, row.worth, row.mention, row.standing);
        Line::styled(cut(&text, area.width.into()), if here { look.strong } else { Style::new() })
    };
    screen.rows.iter().skip(start).take(height).map(line).collect()
}

fn headline_of(open: &Open, width: u16, look: Look) -> Line<'static> {
    let metadata = &open.record.document.metadata;
    let parts = [
        metadata.title.clone().or_else(|| Some("without a headline".to_owned())),
        metadata.publisher.clone(),
        metadata.published.map(|day| day.to_string()),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Line::styled(cut(&crate::text::escape(&text), width.into()), look.faint.bold())
}

/// The paragraph with the mention in it, and what is known beside it, or below where there is no room beside.
fn draw_claim(frame: &mut Frame, screen: &Screen, open: &Open, area: Rect, look: Look) {
    let beside = area.width >= 64;
    let [paragraph, _, known] = if beside {
        Layout::horizontal([Constraint::Fill(3), Constraint::Length(2), Constraint::Fill(2)]).areas(area)
    } else {
        let below = (area.height / 2).min(6);
        Layout::vertical([Constraint::Min(2), Constraint::Length(0), Constraint::Length(below)]).areas(area)
    };
    let [before, mention, after] = &open.words;
    let marked = look.strong.underlined();
    let plain = Style::new();
    let lines = wrap(&[(before, plain), (mention, marked), (after, plain)], paragraph.width.into());
    let at = lines.iter().position(|line| line.spans.iter().any(|span| span.style == marked)).unwrap_or_default();
    let most = lines.len().saturating_sub(paragraph.height.into());
    let start = at.saturating_sub(usize::from(paragraph.height) / 2).min(most);
    let start = start.saturating_add_signed(screen.scroll).min(most);
    frame.render_widget(Paragraph::new(lines.into_iter().skip(start).collect::<Vec<_>>()), paragraph);
    frame.render_widget(Clear, known);
    let mut lines = details(open, known.width.into(), look);
    if lines.len() > usize::from(known.height) && known.height > 0 {
        lines.truncate(usize::from(known.height) - 1);
        lines.push(Line::styled("… claimlog show has all", look.faint));
    }
    frame.render_widget(Paragraph::new(lines), known);
}

/// All keys with what they do.
fn help(area: Rect, look: Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (place, head) in [(Place::Claim, "while you look at a claim"), (Place::Form, "while you type")] {
        lines.push(Line::styled(head, look.faint));
        for key in KEYS.iter().filter(|key| key.place == place) {
            let name = format!("{:<10}", key.key);
            lines.push(Line::from(vec![
                Span::styled(name, look.strong),
                Span::raw(cut(key.does, usize::from(area.width).saturating_sub(10))),
            ]));
        }
    }
    lines
}

/// What each rating means.
fn ratings(screen: &Screen, area: Rect, look: Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (number, rating) in screen.scale.ratings.iter().enumerate() {
        let head = format!("{} {}: ", number + 1, rating.label);
        lines.extend(wrap(&[(&head, look.strong), (&rating.definition, Style::new())], area.width.into()));
    }
    lines
}

/// As much of a line as fits, with "…" where it was cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation as _;
    use unicode_width::UnicodeWidthStr as _;
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut columns = 0;
    for grapheme in text.graphemes(true) {
        columns += grapheme.width();
        if columns >= width {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.push('…');
    kept
}
