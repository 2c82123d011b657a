//! `claimlog show`: one claim in its sentence and paragraph, with its source, its article and its verdicts; or one article.

mod article;
mod claim;
mod context;
mod elsewhere;
mod verdicts;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::diff;
use crate::cli::input::Unusable;
use crate::cli::show::claim::print_claim;
use crate::cli::show::context::{paragraph, print_article, print_context, spoken_at};
use crate::cli::show::elsewhere::{Elsewhere, print_appearances};
use crate::cli::show::verdicts::{print_notes, print_verdicts};
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts, unblind};
use crate::export::{ClaimLine, write_json};
use crate::model::{Appearance, State, Status, Verdict};
use crate::review::{Eyes, Question, Task, precedents, questions};
use crate::store::Store;

/// Show a claim in its sentence and paragraph, with source, article, verdicts and evidence; or what is known of an article
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog show c4f2
  claimlog show c4f2 --format json
  claimlog show d5f0 --explain")]
pub(super) struct Args {
    /// The claim's or the article's id or the beginning of it, or the article's address
    #[arg(value_name = "ID")]
    id: String,
    /// Of an article, say where each of its fields came from
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    viewer: Viewer,
    /// Show verdicts that the desk's policy hides until one's own is in; the ledger records it
    #[arg(long)]
    unblind: bool,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut store = context.open()?;
    let json = args.format == "json";
    if is_article(&args.id) {
        article::print(&store, diff::article(&store, &args.id)?, (json, args.explain), ui)?;
        return Ok(Exit::Done);
    }
    let claim = store.find_claim(&args.id)?;
    if args.explain {
        let article = store.record(claim)?.document.id;
        return Err(Unusable(format!("--explain is about articles: claimlog show {article} --explain")).into());
    }
    let eyes = args.viewer.eyes(&store, context)?;
    if args.unblind && eyes.hides(&store.record(claim)?) {
        store = unblind(&[claim], &args.viewer.name(context)?, context)?;
    }
    let eyes = if args.unblind { Eyes::all() } else { eyes };
    let known = store.record(claim)?;
    let record = eyes.over(known.clone());
    let precedents = precedents(store.judged_alike(&record)?);
    let task = Task { record, known, precedents };
    if json {
        print_json(&store, &task, ui)?;
    } else {
        print(&store, &task, ui)?;
    }
    Ok(Exit::Done)
}

/// Whether an article is meant: by its id or its address.
fn is_article(typed: &str) -> bool {
    typed.trim().starts_with(['d', 'D']) || typed.contains("://")
}

#[derive(Serialize)]
struct Whole<'a> {
    claim: ClaimLine<'a>,
    document: &'a crate::model::Metadata,
    paragraph: Option<&'a str>,
    status: Status,
    state: &'a State,
    verdicts: &'a [Verdict],
    hidden_verdicts: usize,
    source_changed: bool,
    appearances: Vec<Appearance>,
    independent_appearances: usize,
    /// When its line was spoken, in milliseconds from the beginning of a transcript.
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_at: Option<u64>,
    judged_elsewhere: Vec<Elsewhere<'a>>,
    questions: Vec<&'static Question>,
}

/// Prints a claim whole, for programs.
pub(super) fn print_json(store: &Store, task: &Task, ui: &mut Ui) -> anyhow::Result<()> {
    let record = &task.record;
    let text = store.text(record.claim.document)?;
    let verdicts: Vec<_> = record.verdicts.iter().map(Verdict::public).collect();
    let whole = Whole {
        claim: ClaimLine::logged(record),
        document: &record.document.metadata,
        paragraph: text.as_ref().map(|text| paragraph(text, record.claim.sentence).of(text)),
        status: record.status(),
        state: &record.state,
        verdicts: &verdicts,
        hidden_verdicts: record.hidden,
        source_changed: record.source_changed,
        appearances: record.appearances(),
        independent_appearances: record.independent(),
        spoken_at: spoken_at(&record.document.metadata.timings, record.claim.mention.span),
        judged_elsewhere: task.precedents.iter().filter_map(Elsewhere::of).collect(),
        questions: questions(&record.claim).collect(),
    };
    write_json(ui.out(), &whole)?;
    Ok(ui.line("")?)
}

/// Prints a claim whole, for people.
pub(super) fn print(store: &Store, task: &Task, ui: &mut Ui) -> anyhow::Result<()> {
    let record = &task.record;
    print_claim(store, record, ui)?;
    match store.text(record.claim.document)? {
        Some(text) => print_context(&text, paragraph(&text, record.claim.sentence), record, ui)?,
        None => ["", "  (the article's text was taken down)", ""].into_iter().try_for_each(|line| ui.line(line))?,
    }
    print_article(store, record, ui)?;
    print_appearances(record, ui)?;
    for alike in task.precedents.iter().filter_map(Elsewhere::of) {
        field("elsewhere", Some(alike.to_string()), ui)?;
    }
    for question in questions(&record.claim) {
        field("to ask", Some(format!("{} (--check {}=…)", question.ask, question.id)), ui)?;
    }
    print_verdicts(record, ui)?;
    print_notes(store, record, ui)?;
    say_hidden_verdicts(record.hidden, ui)
}

/// Prints a field of a claim or an article, when it is known.
fn field(name: &str, value: Option<String>, ui: &mut Ui) -> anyhow::Result<()> {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => Ok(ui.line(format!("  {name:<10}{value}"))?),
        None => Ok(()),
    }
}
