//! The comparison of two texts for people.

use crate::cli::changed::Both;
use crate::cli::diff::Comparison;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::{ClaimId, DocumentId, Record};
use crate::store::{ArticleText, Store, StoreError};

/// Prints the comparison.
pub(super) fn print(store: &Store, comparison: &Comparison, ui: &mut Ui) -> anyhow::Result<()> {
    print_texts(store, &comparison.texts, ui)?;
    match &comparison.both {
        Some(both) => print_both(store, both, &comparison.affected, ui),
        None => Ok(ui.say("there is one revision only, and nothing to hold it against")?),
    }
}

/// The article's address and its revisions with their dates.
fn print_texts(store: &Store, texts: &[ArticleText], ui: &mut Ui) -> anyhow::Result<()> {
    let ids: Vec<_> = texts.iter().map(|text| text.source.id).collect();
    let length = store.document_prefix(&ids)?;
    if let Some(url) = texts.first().and_then(|text| text.source.metadata.url.as_deref()) {
        ui.line(url)?;
    }
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |text: &ArticleText| {
        let known = &text.source.metadata;
        vec![
            text.source.revision.to_string(),
            short(&text.source.id.to_string(), length),
            text.source.added_at.format("%Y-%m-%d %H:%M UTC").to_string(),
            day(known.published),
            day(known.modified),
            standing(text).to_owned(),
        ]
    };
    let rows: Vec<_> = texts.iter().map(row).collect();
    Ok(ui.table(&["revision", "article", "logged", "published", "changed", ""], &rows)?)
}

const fn standing(text: &ArticleText) -> &'static str {
    match (text.stands, text.redacted) {
        (true, false) => "stands now",
        (true, true) => "stands now, taken down here",
        (false, true) => "taken down",
        (false, false) => "",
    }
}

fn print_both(store: &Store, both: &Both, affected: &[Record], ui: &mut Ui) -> anyhow::Result<()> {
    let names = [&both.from, &both.to].map(|text| named(store, text));
    let [from, to] = names;
    ui.line("")?;
    ui.line(format!("from {} to {}:", from?, to?))?;
    if both.is_redacted() {
        ui.say("a text was taken down, so that words cannot be compared")?;
    } else {
        print_changes(store, both, ui)?;
    }
    for note in both.notes() {
        ui.line(format!("  publisher's note: {note}"))?;
    }
    if !affected.is_empty() {
        ui.line("")?;
        ui.line("claims that somebody dealt with and whose words are not there any more:")?;
    }
    for record in affected {
        let rating = record.verdict().map(|verdict| format!(": {} by {}", verdict.rating, verdict.reviewer));
        let claim = claim(store, record)?;
        ui.line(format!("  {claim}  {}{}", record.status(), rating.unwrap_or_default()))?;
    }
    Ok(())
}

/// "revision 2 (d5f0)", or of another article "d5f0, Ferries stay in port".
fn named(store: &Store, text: &ArticleText) -> Result<String, StoreError> {
    let id = document(store, text.source.id)?;
    Ok(match &text.source.metadata.url {
        Some(_) => format!("revision {} ({id})", text.source.revision),
        None => format!("{id}, {}", text.source.metadata.title.as_deref().unwrap_or("without a headline")),
    })
}

fn print_changes(store: &Store, both: &Both, ui: &mut Ui) -> anyhow::Result<()> {
    let changes = both.changes();
    let mut rows = Vec::new();
    for (old, new) in &changes.changed {
        let thing = new.claim.mention.of.clone().unwrap_or_default();
        let words = format!("{} → {}", old.wording.mention, new.wording.mention);
        let ids = format!("{} → {}", id(store, old.claim.id)?, id(store, new.claim.id)?);
        rows.push(vec!["  changed".to_owned(), words, thing, ids]);
    }
    for (name, records) in [("new", &changes.new), ("gone", &changes.gone)] {
        for record in records {
            let thing = record.claim.mention.of.clone().unwrap_or_default();
            rows.push(vec![format!("  {name}"), record.wording.mention.clone(), thing, id(store, record.claim.id)?]);
        }
    }
    ui.table(&["  what", "number", "thing", "claim"], &rows)?;
    let kept = changes.kept.len();
    let stand =
        if kept == 1 { "1 number stands as it was".to_owned() } else { format!("{kept} numbers stand as they were") };
    let reworded = match changes.reworded.len() {
        0 => String::new(),
        more => format!(", {more} in a sentence that was reworded"),
    };
    Ok(ui.line(format!("  {stand}{reworded}"))?)
}

/// "c4f2 some 30,000 dockers".
fn claim(store: &Store, record: &Record) -> Result<String, StoreError> {
    let thing = record.claim.mention.of.as_ref().map(|thing| format!(" {thing}")).unwrap_or_default();
    Ok(format!("{} {}{thing}", id(store, record.claim.id)?, record.wording.mention))
}

fn id(store: &Store, claim: ClaimId) -> Result<String, StoreError> {
    Ok(short(&claim.to_string(), store.claim_prefix(&[claim])?))
}

fn document(store: &Store, id: DocumentId) -> Result<String, StoreError> {
    Ok(short(&id.to_string(), store.document_prefix(&[id])?))
}
