//! `--explain`: the article's lines with mention, source and cue underlined, the rules' names and the worthiness's reasons.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::cli::ui::Ui;
use crate::ingest::Ingested;
use crate::model::{Claim, Reason};
use crate::span::Span;
use crate::text::escape;

/// Prints one claim; `content` is what its source is given for.
pub(super) fn print(document: &Ingested, claim: &Claim, content: Option<Span>, ui: &mut Ui) -> anyhow::Result<()> {
    let view = View::new(&document.document.text, claim);
    let quantity = &claim.mention.quantity;
    let title = format!("{} ({})", view.words(claim.mention.span), quantity.kind);
    let mut snippet = Snippet::source(&*view.source).line_start(view.line).path(escape(&document.name));
    let mention = AnnotationKind::Primary.span(view.place(claim.mention.span));
    snippet = snippet.annotation(mention.label(format!("mention, by the rule “{}”", claim.mention.rule)));
    let content = content.and_then(|content| view.seen(content));
    snippet = snippet.annotations(content.map(|span| AnnotationKind::Context.span(view.place(span)).label("content")));
    if let Some(attribution) = &claim.attribution {
        let source = attribution.source.filter(|span| view.holds(*span));
        let cue = attribution.cue.filter(|span| view.holds(*span));
        snippet =
            snippet.annotations(source.map(|span| AnnotationKind::Context.span(view.place(span)).label("source")));
        let label = format!("cue, by the rule “{}”", attribution.rule);
        snippet = snippet.annotations(cue.map(|span| AnnotationKind::Context.span(view.place(span)).label(label)));
        let parts = attribution.chain.iter().flat_map(|link| {
            [
                (link.source, "source in the chain".to_owned()),
                (Some(link.cue), format!("cue in the chain, {}", link.polarity)),
            ]
        });
        let seen = parts.filter_map(|(span, label)| Some((span.filter(|span| view.holds(*span))?, label)));
        snippet =
            snippet.annotations(seen.map(|(span, label)| AnnotationKind::Context.span(view.place(span)).label(label)));
    }
    let reading = escape(&reading(claim)).into_owned();
    let worth = format!("worthiness {}: {}", claim.worthiness, reasons(&claim.reasons));
    let report = [Level::INFO
        .with_name("claim")
        .primary_title(title)
        .element(snippet)
        .element(Level::NOTE.no_name().message(reading))
        .element(Level::NOTE.no_name().message(worth))];
    let renderer = if ui.color() { Renderer::styled() } else { Renderer::plain() };
    ui.marked_line(&renderer.render(&report))?;
    ui.marked_line("")?;
    Ok(())
}

/// The lines around a claim, escaped, with places in them.
struct View<'a> {
    text: &'a str,
    whole: Span,
    source: String,
    line: usize,
}

/// Lines longer than this are cut around the claim.
const LONGEST: usize = 400;

impl<'a> View<'a> {
    fn new(text: &'a str, claim: &Claim) -> Self {
        let whole = window(text, claim);
        let line = 1 + text[..whole.start as usize].matches('\n').count();
        Self { text, whole, source: shown(whole.of(text)), line }
    }

    fn words(&self, span: Span) -> String {
        escape(span.of(self.text)).into_owned()
    }

    fn holds(&self, span: Span) -> bool {
        self.whole.contains(span)
    }

    /// The part of a span that is shown.
    fn seen(&self, span: Span) -> Option<Span> {
        let (start, end) = (span.start.max(self.whole.start), span.end.min(self.whole.end));
        (start < end).then_some(Span { start, end })
    }

    /// Where a span stands in the escaped lines.
    fn place(&self, span: Span) -> std::ops::Range<usize> {
        let before = Span { start: self.whole.start, end: span.start };
        let start = shown(before.of(self.text)).len();
        start..start + shown(span.of(self.text)).len()
    }
}

/// Every line escaped by itself, so that lines stay lines.
fn shown(text: &str) -> String {
    text.split('\n').map(|line| escape(line.trim_end_matches('\r')).replace('\t', " ")).collect::<Vec<_>>().join("\n")
}

/// The sentence with the source and the cue where they are near, cut at spaces when that is too long.
fn window(text: &str, claim: &Claim) -> Span {
    let mut whole = claim.sentence.cover(claim.mention.span);
    let near = |span: &Span| span.cover(claim.mention.span).len() <= LONGEST * 3;
    if let Some(attribution) = &claim.attribution {
        for span in [attribution.source, attribution.cue].into_iter().flatten().filter(near) {
            whole = whole.cover(span);
        }
    }
    if whole.len() <= LONGEST * 4 {
        return whole;
    }
    let mention = claim.mention.span;
    let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let start = floor((mention.start as usize).saturating_sub(LONGEST)).max(whole.start as usize);
    let end = floor((mention.end as usize + LONGEST).min(text.len())).min(whole.end as usize);
    Span::new(start, end.max(mention.end as usize))
}

/// What was read, in one line.
pub(super) fn reading(claim: &Claim) -> String {
    let quantity = &claim.mention.quantity;
    let mut line = quantity.modifier.to_string();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(line, " · {name} {value}");
        }
    };
    add("value", quantity.value.map(|value| value.to_string()));
    add("from", quantity.low.map(|value| value.to_string()));
    add("to", quantity.high.map(|value| value.to_string()));
    add("unit", quantity.unit.clone());
    add("per", quantity.per.clone());
    add("change", quantity.change.map(|change| change.to_string()));
    add("of", claim.mention.of.clone());
    if let Some(date) = &quantity.date {
        add("date", date.start.zip(date.end).map(|(start, end)| format!("{start} to {end}")));
        add("timex", date.timex.clone());
        add("mod", date.modifier.map(|modifier| modifier.to_string()));
    }
    if let Some(attribution) = &claim.attribution {
        add("said by", attribution.speaker.clone());
        add("who is", attribution.role.clone());
        add("attribution", Some(format!("{}, {}", attribution.kind, attribution.polarity)));
    }
    line
}

fn reasons(reasons: &[Reason]) -> String {
    let named = |reason: &Reason| {
        let sign = if reason.weight.is_sign_negative() { "" } else { "+" };
        format!("{} {sign}{}", reason.name, reason.weight)
    };
    reasons.iter().map(named).collect::<Vec<_>>().join(", ")
}
