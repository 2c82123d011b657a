//! What another text of an article changed in its numbers, as `add` tells it in a line and `diff` whole.

use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::{Document, DocumentId, Folded, Record, Status};
use crate::review::{Changes, Fate, changes};
use crate::store::{ArticleText, Filter, Store, StoreError};

/// How many numbers of a kind are named in a line.
const NAMED: usize = 5;

/// Two texts with all their claims.
pub(super) struct Both {
    /// The text that is compared.
    pub from: ArticleText,
    /// The text that it is held against.
    pub to: ArticleText,
    before: Vec<Record>,
    after: Vec<Record>,
}

impl Both {
    /// Reads two texts.
    pub(super) fn read(store: &Store, from: ArticleText, to: ArticleText) -> Result<Self, StoreError> {
        let claims = |text: &ArticleText| {
            let filter = Filter { document: Some(text.source.id), all: true, ..Filter::default() };
            Ok::<_, StoreError>(store.records(&filter)?.records)
        };
        let (before, after) = (claims(&from)?, claims(&to)?);
        Ok(Self { from, to, before, after })
    }

    /// What changed.
    pub(super) fn changes(&self) -> Changes<'_> {
        changes(&self.before, &self.after)
    }

    /// Whether one of the texts was taken down, so that words cannot be compared.
    pub(super) fn is_redacted(&self) -> bool {
        self.from.redacted || self.to.redacted
    }

    /// What the publisher notes on the second text and did not on the first.
    pub(super) fn notes(&self) -> Vec<&str> {
        let before: Vec<_> = self.from.source.metadata.notes.iter().map(|note| Folded::of(note)).collect();
        let notes = self.to.source.metadata.notes.iter();
        notes.filter(|note| !before.contains(&Folded::of(note))).map(String::as_str).collect()
    }

    /// The claims that somebody dealt with and whose sentence the second text has not: of all earlier texts of the address
    /// when it is what stands there now, else of the first.
    pub(super) fn affected(&self, store: &Store) -> Result<Vec<Record>, StoreError> {
        if self.to.stands && self.from.source.metadata.url == self.to.source.metadata.url {
            return source_changed(store, self.to.source.id);
        }
        let Some(text) = store.text(self.to.source.id)?.map(|text| Folded::of(&text)) else { return Ok(Vec::new()) };
        let dealt_with = |it: &&Record| !it.verdicts.is_empty() || it.status() != Status::New;
        let gone = |it: &&Record| !text.has_sentence(&Folded::of(&it.wording.sentence));
        Ok(self.before.iter().filter(dealt_with).filter(gone).cloned().collect())
    }
}

/// The claims of all texts of an article's address that are marked.
fn source_changed(store: &Store, document: DocumentId) -> Result<Vec<Record>, StoreError> {
    let mut marked = Vec::new();
    for text in store.texts(document)?.into_iter().filter(|text| !text.stands) {
        let filter = Filter { document: Some(text.source.id), source_changed: true, all: true, ..Filter::default() };
        marked.extend(store.records(&filter)?.records);
    }
    Ok(marked)
}

/// Says that a document is another revision of an article, and what it changed; `name` is where it came from.
pub(super) fn tell(
    store: &Store,
    name: &str,
    document: &Document,
    previous: DocumentId,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let texts = store.texts(document.id)?;
    let find = |id: DocumentId| texts.iter().find(|text| text.source.id == id).cloned();
    let (Some(from), Some(to)) = (find(previous), find(document.id)) else { return Ok(()) };
    let first = texts.first().map_or(previous, |text| text.source.id);
    let [first, before] =
        [first, previous].map(|id| Ok::<_, StoreError>(short(&id.to_string(), store.document_prefix(&[id])?)));
    let url = document.metadata.url.as_deref().unwrap_or_default();
    let both = Both::read(store, from, to)?;
    let what = if both.is_redacted() {
        "the text before it was taken down, so that nothing can be compared".to_owned()
    } else {
        summary(&both.changes())
    };
    let mut said = format!("{name}: revision {} of {} ({url}): {what}", both.to.source.revision, first?);
    said.push_str(&match both.affected(store)?.len() {
        0 => String::new(),
        1 => "; 1 claim that somebody dealt with is marked source_changed".to_owned(),
        marked => format!("; {marked} claims that somebody dealt with are marked source_changed"),
    });
    Ok(ui.say(format!("{said}: claimlog diff {}", before?))?)
}

/// "3 numbers changed: 30,000 → 13,000, …; 1 new: 5%; 1 gone: £2m".
pub(super) fn summary(changes: &Changes<'_>) -> String {
    let mention = |record: &Record| record.wording.mention.clone();
    let pairs = changes.changed.iter().map(|(old, new)| format!("{} → {}", mention(old), mention(new)));
    let parts = [
        part(changes.changed.len(), "number changed", "numbers changed", pairs),
        part(changes.new.len(), "new", "new", changes.new.iter().map(|new| mention(new))),
        part(changes.gone.len(), "gone", "gone", changes.gone.iter().map(|old| mention(old))),
    ];
    let said: Vec<_> = parts.into_iter().flatten().collect();
    if said.is_empty() { "no number changed".to_owned() } else { said.join("; ") }
}

fn part(count: usize, one: &str, several: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let mut named: Vec<_> = names.take(NAMED).collect();
    if count > NAMED {
        named.push("…".to_owned());
    }
    let what = if count == 1 { one } else { several };
    (count > 0).then(|| format!("{count} {what}: {}", named.join(", ")))
}

/// What became of a claim whose source changed: "changed: revision 2 of 2026-11-27 says 13,000 (claimlog diff d5f0)", and what
/// the publisher notes on it; nothing for all others.
pub(super) fn fate(store: &Store, record: &Record) -> anyhow::Result<Vec<String>> {
    if !record.source_changed {
        return Ok(Vec::new());
    }
    let own = record.document.id;
    let texts = store.texts(own)?;
    let find = |which: &dyn Fn(&ArticleText) -> bool| texts.iter().find(|text| which(text)).cloned();
    let id = short(&own.to_string(), store.document_prefix(&[own])?);
    let (from, to) = (find(&|text| text.source.id == own), find(&|text| text.stands && !text.redacted));
    let Some((from, to)) = from.zip(to) else {
        return Ok(vec![format!("changed: a later text no longer has this sentence (claimlog diff {id})")]);
    };
    let both = Both::read(store, from, to)?;
    let says = match both.changes().fate(record) {
        Some(Fate::Changed(now)) => format!("says {}", now.wording.mention),
        Some(Fate::Reworded(now)) => format!("says {} in other words", now.wording.mention),
        Some(Fate::Kept(_) | Fate::Gone) | None => "does not say it any more".to_owned(),
    };
    let day = both.to.source.added_at.format("%Y-%m-%d");
    let said = format!("changed: revision {} of {day} {says} (claimlog diff {id})", both.to.source.revision);
    let notes = both.notes().into_iter().map(|note| format!("the publisher notes: {note}"));
    Ok([said].into_iter().chain(notes).collect())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::extract::extract;
    use crate::model::Metadata;
    use crate::store::Stamp;

    /// A database with two texts of an address and what the publisher noted on each.
    fn both(texts: [(&str, &[&str]); 2]) -> (tempfile::TempDir, Store, Vec<DocumentId>) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create_or_open(&folder.path().join("claims.db")).unwrap();
        let stamp = Stamp { at: DateTime::UNIX_EPOCH, chain: [1; 16] };
        let add = |(text, notes): (&str, &[&str])| {
            let metadata = Metadata {
                url: Some("https://tidewater.example/a".into()),
                notes: notes.iter().map(|note| (*note).to_owned()).collect(),
                ..Metadata::default()
            };
            let document = Document::new(text.to_owned(), metadata);
            store.add(&document, &extract(&document), &stamp).unwrap();
            document.id
        };
        let ids = texts.map(add).to_vec();
        (folder, store, ids)
    }

    fn read(store: &Store, ids: &[DocumentId]) -> Both {
        let texts = store.texts(ids[0]).unwrap();
        Both::read(store, texts[0].clone(), texts[1].clone()).unwrap()
    }

    #[test]
    fn only_what_the_publisher_noted_since_is_told() {
        let (_folder, store, ids) = both([
            ("Some 30,000 people came.", &["An earlier version misspelt Harn."]),
            (
                "Some 13,000 people came.",
                &["An  earlier version misspelt Harn.", "Corrected: 13,000 people came, not 30,000."],
            ),
        ]);
        let both = read(&store, &ids);
        assert_eq!(both.notes(), ["Corrected: 13,000 people came, not 30,000."]);
        assert_eq!(summary(&both.changes()), "1 number changed: Some 30,000 → Some 13,000");
    }

    #[test]
    fn a_line_names_a_few_and_counts_all() {
        let (_folder, store, ids) = both([("Ships: 11, 12, 13, 14, 15, 16 and 17 boats.", &[]), ("Nobody came.", &[])]);
        let both = read(&store, &ids);
        let said = summary(&both.changes());
        assert!(said.starts_with(&format!("{} gone: ", both.changes().gone.len())), "{said}");
        assert!(said.ends_with(", …") && said.matches(", ").count() == NAMED, "{said}");
        assert_eq!(summary(&changes(&[], &[])), "no number changed");
    }
}
