//! Claims as rows: a claim and its words in the article ↔ the columns of one row.
//!
//! Writing and reading follow the one list [`COLUMNS`], from left to right.

use rusqlite::Transaction;

use crate::model::{
    Attribution, AttributionKind, Change, Claim, ClaimId, DateMod, DateValue, Document, DocumentId, Kind, Link,
    LinkWords, Mention, Modifier, Polarity, Quantity, Wording,
};
use crate::span::{CharMap, Span};
use crate::store::StoreError;
use crate::store::columns::{Binding, Columns, day, decimal};

/// The columns of a claim, in the order in which they are written and read.
#[rustfmt::skip]
const COLUMNS: [&str; 42] = [
    "id", "worthiness", "reasons", "engine", "sentence_start", "sentence_end",
    "mention_start", "mention_end", "of", "rule",
    "quantity_start", "quantity_end", "kind", "value", "low", "high", "modifier", "change", "unit", "per",
    "date_start", "date_end", "timex", "date_mod",
    "attribution", "source_start", "source_end", "cue_start", "cue_end", "speaker", "role", "polarity",
    "attribution_rule", "chain",
    "mention", "quantity", "sentence", "source", "cue", "chain_words",
    "char_start", "char_end",
];

/// What goes into a row beside the claim itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The claim's parts in the article's words.
    pub(super) wording: Wording,
    /// Where the mention starts and ends, in code points.
    pub(super) chars: (u32, u32),
}

/// The list for a `SELECT` that [`read`] can read.
pub(super) fn selected() -> String {
    COLUMNS.map(|name| format!("claim.\"{name}\"")).join(", ")
}

/// The same with no reasons of worthiness: no report prints them, and reading them is a tenth of a report's time.
pub(super) fn selected_without_reasons() -> String {
    selected().replace("claim.\"reasons\"", "'[]'")
}

/// Cuts every claim's words out of its document, and so checks that its places lie on the text's characters.
pub(super) fn cut<'c>(document: &Document, claims: &'c [Claim]) -> Result<Vec<(&'c Claim, Words)>, StoreError> {
    let map = CharMap::new(&document.text);
    claims.iter().map(|claim| Ok((claim, words(document, claim, &map)?))).collect()
}

fn words(document: &Document, claim: &Claim, map: &CharMap<'_>) -> Result<Words, StoreError> {
    let unfit = |what| StoreError::Claim { id: claim.id.to_string(), what };
    if claim.document != document.id {
        return Err(unfit("it belongs to another"));
    }
    let part = |span: Span| {
        let words = document.text.get(span.range()).filter(|words| !words.is_empty());
        words.map(str::to_owned).ok_or_else(|| unfit("it lies outside the text"))
    };
    let link = |link: &Link| Ok(LinkWords { source: link.source.map(part).transpose()?, cue: part(link.cue)? });
    let attribution = claim.attribution.as_ref();
    let wording = Wording {
        mention: part(claim.mention.span)?,
        quantity: part(claim.mention.quantity.span)?,
        sentence: part(claim.sentence)?,
        source: attribution.and_then(|said| said.source).map(part).transpose()?,
        cue: attribution.and_then(|said| said.cue).map(part).transpose()?,
        chain: attribution.map_or(&[][..], |said| &said.chain).iter().map(link).collect::<Result<_, StoreError>>()?,
    };
    Ok(Words { wording, chars: map.chars(claim.mention.span) })
}

impl Words {
    /// The words of a claim whose text was taken down. Its place in code points is not known any more either; that in
    /// bytes stands for it.
    pub(super) fn gone(claim: &Claim) -> Self {
        let said = claim.attribution.as_ref();
        let empty = |span: Option<Span>| span.map(|_| String::new());
        let wording = Wording {
            source: empty(said.and_then(|said| said.source)),
            cue: empty(said.and_then(|said| said.cue)),
            chain: said
                .map_or(&[][..], |said| &said.chain)
                .iter()
                .map(|link| LinkWords { source: empty(link.source), ..LinkWords::default() })
                .collect(),
            ..Wording::default()
        };
        Self { wording, chars: (claim.mention.span.start, claim.mention.span.end) }
    }
}

/// Takes the words of a document's claims out, as [`Words::gone`] has them.
pub(super) fn blank(tx: &Transaction<'_>, document: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE claim SET mention = '', quantity = '', sentence = '', source = iif(source IS NULL, NULL, ''),
                          cue = iif(cue IS NULL, NULL, ''), chain_words = iif(chain_words IS NULL, NULL, (
                            SELECT json_group_array(json_object('source', iif(value ->> 'source' IS NULL, NULL, ''), 'cue', ''))
                            FROM json_each(chain_words))),
                          char_start = mention_start, char_end = mention_end
         WHERE document = ?",
        [document],
    )?;
    Ok(())
}

/// Stores the claims of the document in this row; `event` is the one that entered them, unless it is the document's.
pub(super) fn insert(
    tx: &Transaction<'_>,
    document: i64,
    event: Option<i64>,
    claims: &[(&Claim, Words)],
) -> Result<(), StoreError> {
    let mut statement = tx.prepare(&insertion())?;
    for (claim, words) in claims {
        let mut row = Binding::of(&mut statement);
        row.put(document)?.put(event)?;
        write(&mut row, claim)?;
        write_words(&mut row, words)?;
        row.run()?;
    }
    Ok(())
}

/// Writes a claim anew into the row that it has.
pub(super) fn update(tx: &Transaction<'_>, key: i64, claim: &Claim, words: &Words) -> Result<(), StoreError> {
    let names = COLUMNS.map(|name| format!("\"{name}\"")).join(", ");
    let values = (2..COLUMNS.len() + 2).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
    let derived = derived(2);
    let sql = format!(
        "UPDATE claim SET ({names}, stated_min, stated_max, worthiness_real) = ({values}, {derived}) WHERE key = ?1"
    );
    let mut statement = tx.prepare(&sql)?;
    let mut row = Binding::of(&mut statement);
    row.put(key)?;
    write(&mut row, claim)?;
    write_words(&mut row, words)?;
    row.run()
}

/// The statement whose parameters are the document's row, the event's and [`COLUMNS`]; the numbers to compare by follow
/// from them.
fn insertion() -> String {
    let names = COLUMNS.map(|name| format!("\"{name}\"")).join(", ");
    let values = (1..COLUMNS.len() + 3).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
    let derived = derived(3);
    format!(
        "INSERT INTO claim (document, event, {names}, stated_min, stated_max, worthiness_real) VALUES ({values}, {derived})"
    )
}

/// The numbers to compare by, where the parameters of [`COLUMNS`] start at `first`.
fn derived(first: usize) -> String {
    let place = |name| COLUMNS.iter().position(|column| *column == name).map_or(0, |index| index + first);
    let [value, low, high, worthiness] = ["value", "low", "high", "worthiness"].map(place);
    format!(
        "CAST(coalesce(?{value}, ?{low}, ?{high}) AS REAL), CAST(coalesce(?{value}, ?{high}, ?{low}) AS REAL),
         CAST(?{worthiness} AS REAL)"
    )
}

fn write(row: &mut Binding<'_, '_>, claim: &Claim) -> Result<(), StoreError> {
    row.put(claim.id.as_bytes())?.decimal(Some(claim.worthiness))?;
    row.put(super::json(&claim.reasons)?)?.put(&claim.engine)?.span(Some(claim.sentence))?;
    row.span(Some(claim.mention.span))?.put(&claim.mention.of)?.put(&claim.mention.rule)?;
    write_quantity(row, &claim.mention.quantity)?;
    write_attribution(row, claim.attribution.as_ref())
}

fn write_quantity(row: &mut Binding<'_, '_>, quantity: &Quantity) -> Result<(), StoreError> {
    row.span(Some(quantity.span))?.put(quantity.kind.name())?;
    row.decimal(quantity.value)?.decimal(quantity.low)?.decimal(quantity.high)?;
    row.put(quantity.modifier.name())?.put(quantity.change.map(Change::name))?;
    row.put(&quantity.unit)?.put(&quantity.per)?;
    let date = quantity.date.as_ref();
    row.day(date.and_then(|date| date.start))?.day(date.and_then(|date| date.end))?;
    row.put(date.and_then(|date| date.timex.as_ref()))?;
    row.put(date.and_then(|date| date.modifier).map(DateMod::name))?;
    Ok(())
}

fn write_attribution(row: &mut Binding<'_, '_>, said: Option<&Attribution>) -> Result<(), StoreError> {
    row.put(said.map(|said| said.kind.name()))?;
    row.span(said.and_then(|said| said.source))?.span(said.and_then(|said| said.cue))?;
    row.put(said.and_then(|said| said.speaker.as_ref()))?.put(said.and_then(|said| said.role.as_ref()))?;
    row.put(said.map(|said| said.polarity.name()))?.put(said.map(|said| &said.rule))?;
    row.put(said.map(|said| list(&said.chain)).transpose()?.flatten())?;
    Ok(())
}

/// A list as JSON; an empty one is null.
fn list<T: serde::Serialize>(list: &[T]) -> Result<Option<String>, StoreError> {
    (!list.is_empty()).then(|| super::json(&list)).transpose()
}

/// Reads a list that is null when it is empty.
fn read_list<T: serde::de::DeserializeOwned>(row: &mut Columns<'_>) -> Result<Vec<T>, StoreError> {
    Ok(row.maybe("list of sources", |json| serde_json::from_str(json).ok())?.unwrap_or_default())
}

fn write_words(row: &mut Binding<'_, '_>, Words { wording, chars }: &Words) -> Result<(), StoreError> {
    row.put(&wording.mention)?.put(&wording.quantity)?.put(&wording.sentence)?;
    row.put(&wording.source)?.put(&wording.cue)?.put(list(&wording.chain)?)?;
    row.put(chars.0)?.put(chars.1)?;
    Ok(())
}

/// Reads a claim of this document, with its words, from the columns of [`selected`].
pub(super) fn read(row: &mut Columns<'_>, document: DocumentId) -> Result<(Claim, Words), StoreError> {
    let id = ClaimId::from_bytes(row.take()?);
    let worthiness = row.read("decimal", decimal)?;
    let reasons = row.read("list of reasons", |json| serde_json::from_str(json).ok())?;
    let (engine, sentence) = (row.take()?, row.span()?);
    let (span, of, rule) = (row.span()?, row.take()?, row.take()?);
    let mention = Mention { span, of, rule, quantity: read_quantity(row)? };
    let attribution = read_attribution(row)?;
    Ok((Claim { id, document, sentence, mention, attribution, worthiness, reasons, engine }, read_words(row)?))
}

fn read_quantity(row: &mut Columns<'_>) -> Result<Quantity, StoreError> {
    Ok(Quantity {
        span: row.span()?,
        kind: row.read("kind", Kind::from_name)?,
        value: row.maybe("decimal", decimal)?,
        low: row.maybe("decimal", decimal)?,
        high: row.maybe("decimal", decimal)?,
        modifier: row.read("modifier", Modifier::from_name)?,
        change: row.maybe("change", Change::from_name)?,
        unit: row.take()?,
        per: row.take()?,
        date: read_date(row)?,
    })
}

/// A date of which nothing is known is none.
fn read_date(row: &mut Columns<'_>) -> Result<Option<DateValue>, StoreError> {
    let date = DateValue {
        start: row.maybe("day", day)?,
        end: row.maybe("day", day)?,
        timex: row.take()?,
        modifier: row.maybe("part of a date", DateMod::from_name)?,
    };
    Ok((date != DateValue::default()).then_some(date))
}

fn read_attribution(row: &mut Columns<'_>) -> Result<Option<Attribution>, StoreError> {
    let kind = row.maybe("attribution", AttributionKind::from_name)?;
    let (source, cue) = (row.maybe_span()?, row.maybe_span()?);
    let (speaker, role) = (row.take()?, row.take()?);
    let polarity = row.maybe("polarity", Polarity::from_name)?;
    let rule: Option<String> = row.take()?;
    let chain = read_list(row)?;
    let said = |((kind, polarity), rule)| Attribution { source, cue, kind, speaker, role, polarity, rule, chain };
    Ok(kind.zip(polarity).zip(rule).map(said))
}

fn read_words(row: &mut Columns<'_>) -> Result<Words, StoreError> {
    let wording = Wording {
        mention: row.take()?,
        quantity: row.take()?,
        sentence: row.take()?,
        source: row.take()?,
        cue: row.take()?,
        chain: read_list(row)?,
    };
    Ok(Words { wording, chars: (row.take()?, row.take()?) })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::store::{Filter, Store, fixture};

    const TEXT: &str = "“Über 20.50 to 30 % a year,” said Zoë\0 Šik, the head.";

    fn place(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// A claim of which everything is known.
    fn full(document: &Document) -> Claim {
        let span = place("Über 20.50 to 30 % a year");
        let date = DateValue {
            start: "2019-01-01".parse().ok(),
            end: "2019-12-31".parse().ok(),
            timex: Some("2019".into()),
            modifier: Some(DateMod::End),
        };
        let quantity = Quantity {
            low: Some(Decimal::new(2050, 2)),
            high: Some(30.into()),
            modifier: Modifier::Between,
            change: Some(Change::Increase),
            unit: Some("%".into()),
            per: Some("a".into()),
            date: Some(date),
            ..Quantity::new(place("20.50 to 30 % a year"), Kind::Percent)
        };
        let attribution = Attribution {
            source: Some(place("Zoë\0 Šik, the head")),
            cue: Some(place("said")),
            kind: AttributionKind::Direct,
            speaker: Some("Zoë\0 Šik".into()),
            role: Some("the head".into()),
            polarity: Polarity::Asserted,
            rule: "quote".into(),
            chain: vec![Link { source: Some(place("the head")), cue: place("said"), polarity: Polarity::Denied }],
        };
        let mention = Mention { span, quantity, of: Some("growth".into()), rule: "percent".into() };
        of(document, Claim { mention, attribution: Some(attribution), ..fixture::article("1").1.remove(0) })
    }

    /// The claim as one of this document.
    fn of(document: &Document, claim: Claim) -> Claim {
        let id = ClaimId::of(document.id, claim.mention.span, claim.mention.quantity.kind);
        Claim { id, document: document.id, sentence: Span::new(0, document.text.len()), ..claim }
    }

    fn stored(document: &Document, claims: &[Claim]) -> Store {
        let mut store = fixture::store();
        store.add(document, claims, &fixture::stamp()).unwrap();
        store
    }

    fn document() -> Document {
        fixture::article(TEXT).0
    }

    #[test]
    fn a_claim_is_read_as_it_was_stored() {
        let document = document();
        let claim = full(&document);
        let record = stored(&document, std::slice::from_ref(&claim)).record(claim.id).unwrap();
        assert_eq!(record.claim, claim);
        assert_eq!(record.wording.mention, "Über 20.50 to 30 % a year");
        assert_eq!(record.wording.quantity, "20.50 to 30 % a year");
        assert_eq!(record.wording.sentence, TEXT);
        assert_eq!(record.wording.source.as_deref(), Some("Zoë\0 Šik, the head"));
        assert_eq!(record.wording.cue.as_deref(), Some("said"));
        let link = LinkWords { source: Some("the head".into()), cue: "said".into() };
        assert_eq!(record.wording.chain, [link]);
        assert_eq!(record.chars, (1, 26));
        assert_eq!(record.document.sha256, document.sha256);
    }

    #[test]
    fn the_schema_knows_every_name_of_the_model() {
        let document = document();
        let claim = full(&document);
        let mut all = Vec::new();
        let mut with = |change: &dyn Fn(&mut Claim)| {
            let mut claim = claim.clone();
            change(&mut claim);
            // Places must differ, because a claim's key comes from its place.
            claim.mention.span = Span::new(0, document.text.char_indices().nth(all.len() + 1).unwrap().0);
            all.push(of(&document, claim));
        };
        Kind::ALL.iter().for_each(|kind| with(&|claim| claim.mention.quantity.kind = *kind));
        Modifier::ALL.iter().for_each(|modifier| with(&|claim| claim.mention.quantity.modifier = *modifier));
        Change::ALL.iter().for_each(|change| with(&|claim| claim.mention.quantity.change = Some(*change)));
        DateMod::ALL.iter().for_each(|part| {
            with(&|claim| claim.mention.quantity.date.as_mut().unwrap().modifier = Some(*part));
        });
        AttributionKind::ALL.iter().for_each(|kind| with(&|claim| claim.attribution.as_mut().unwrap().kind = *kind));
        Polarity::ALL.iter().for_each(|way| with(&|claim| claim.attribution.as_mut().unwrap().polarity = *way));

        let store = stored(&document, &all);
        let read = store.records(&Filter { all: true, ..Filter::default() }).unwrap().records;
        let mut read: Vec<_> = read.into_iter().map(|record| record.claim).collect();
        read.sort_by_key(|claim| claim.id);
        all.sort_by_key(|claim| claim.id);
        assert_eq!(read, all);
    }

    #[test]
    fn a_claim_that_does_not_fit_is_refused_and_nothing_is_stored() {
        let document = document();
        let past_the_end = |claim: &mut Claim| claim.mention.span.end = 9999;
        let within_a_character = |claim: &mut Claim| claim.sentence.start = 1;
        let empty = |claim: &mut Claim| claim.mention.quantity.span.end = claim.mention.quantity.span.start;
        let of_another = |claim: &mut Claim| claim.document = DocumentId::of(&[9; 32]);
        let changes: [&dyn Fn(&mut Claim); 4] = [&past_the_end, &within_a_character, &empty, &of_another];
        for change in changes {
            let mut claim = full(&document);
            change(&mut claim);
            let mut store = fixture::store();
            let refusal = store.add(&document, &[claim], &fixture::stamp()).unwrap_err();
            assert!(matches!(refusal, StoreError::Claim { .. }), "{refusal}");
            assert_eq!(store.known(&document).unwrap(), None);
        }
    }
}
