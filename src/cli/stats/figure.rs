//! How accuracy is printed: with its interval, or why there is none, and always with the sentence on who chose the claims.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::export::SELECTION_BIAS;
use crate::cli::filters::Filters;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::export::write_json;
use crate::model::Record;
use crate::review::{Accuracy, FEWEST};
use crate::store::StoreError;

/// The columns of accuracy for people.
const TABLE: [&str; 6] = ["claims", "not asserted", "judged", "neither", "accuracy", "95% interval"];
/// The same for programs.
const CSV: [&str; 10] =
    ["claims", "not_asserted", "judged", "neither", "n", "accurate", "accuracy", "low", "high", "suppressed"];

/// The accuracy of one source for programs.
#[derive(Serialize)]
pub(super) struct Figure<'a> {
    claims: u64,
    not_asserted: u64,
    judged: u64,
    /// Judged claims that were found neither right nor wrong, by why; they are not in `n`.
    neither: &'a BTreeMap<&'static str, u64>,
    n: u64,
    /// Those of `n` that were judged accurate or mostly accurate; null where `n` is too small.
    accurate: Option<u64>,
    accuracy: Option<f64>,
    interval_95: Option<[f64; 2]>,
    /// Why there is no figure.
    suppressed: Option<String>,
}

impl<'a> Figure<'a> {
    /// The figure of a source, with its cells after those that name it.
    pub(super) fn of(found: &'a Accuracy, mut cells: Vec<String>, format: Format) -> (Self, Vec<String>) {
        let estimate = found.right.estimate();
        let known = estimate.as_ref().ok();
        let figure = Self {
            claims: found.claims,
            not_asserted: found.not_asserted,
            judged: found.judged,
            neither: &found.apart,
            n: found.right.of,
            accurate: known.map(|_| found.right.with),
            accuracy: known.map(|known| rounded(known.share)),
            interval_95: known.map(|known| [rounded(known.low), rounded(known.high)]),
            suppressed: estimate.as_ref().err().map(ToString::to_string),
        };
        cells.extend([found.claims, found.not_asserted, found.judged].map(|count| count.to_string()));
        let neither: Vec<_> = found.apart.iter().map(|(why, count)| format!("{count} {why}")).collect();
        cells.push(neither.join(", "));
        cells.extend(if format == Format::Csv { figure.for_programs() } else { figure.for_people() });
        (figure, cells)
    }

    fn for_people(&self) -> Vec<String> {
        let Some((share, [low, high])) = self.accuracy.zip(self.interval_95) else {
            return vec![self.suppressed.clone().unwrap_or_default(), String::new()];
        };
        vec![
            format!("{} ({} of {})", percent(share), self.accurate.unwrap_or_default(), self.n),
            format!("{} to {}", percent(low), percent(high)),
        ]
    }

    fn for_programs(&self) -> Vec<String> {
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        vec![
            self.n.to_string(),
            self.accurate.map(|count| count.to_string()).unwrap_or_default(),
            number(self.accuracy),
            number(self.interval_95.map(|ends| ends[0])),
            number(self.interval_95.map(|ends| ends[1])),
            self.suppressed.clone().unwrap_or_default(),
        ]
    }
}

/// "12.5%".
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Four decimals: more are no knowledge.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// What a reader asked for, and may see.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// How many sources at most.
    pub most: usize,
    /// How many verdicts are hidden from the reader.
    pub hidden: usize,
}

/// Calls `each` for every claim that the filters choose, as the reader may see it, and gives how many verdicts are hidden.
/// Claims of every worthiness are among them, because one that was judged was worth it; unless the filters say otherwise.
pub(super) fn each_seen(
    filters: &Filters,
    viewer: &Viewer,
    context: &Context,
    mut each: impl FnMut(&Record),
) -> anyhow::Result<Asked> {
    let store = context.open()?;
    let mut filter = filters.filter(&store, None)?;
    let most = filter.limit.take().map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    filter.all = filter.min_worth.is_none();
    let (eyes, mut hidden) = (viewer.eyes(&store, context)?, 0);
    store.each_record(&filter, |record| {
        let record = eyes.over(record);
        hidden += record.hidden;
        each(&record);
        Ok::<_, StoreError>(())
    })?;
    Ok(Asked { most, hidden })
}

/// All of it for programs that read one JSON value.
#[derive(Serialize)]
struct Whole<'n, T> {
    note: String,
    fewest: u64,
    #[serde(flatten)]
    rows: BTreeMap<&'n str, Vec<T>>,
}

/// A list that names sources: its columns, what its rows are called, and what else a reader must know.
pub(super) struct Naming {
    /// What the rows are called: "speakers".
    pub rows: &'static str,
    /// The columns that name a source.
    pub columns: &'static [&'static str],
    /// What is to be known of them, as a sentence.
    pub note: &'static str,
}

impl Naming {
    /// What goes with every figure, a sentence each.
    fn notes(&self) -> [String; 3] {
        let accuracy = format!(
            "Accuracy is the share judged accurate or mostly accurate among claims whose truth was judged (those unproven, not \
             checkable, other or disputed are apart), with Wilson's interval of 95%; fewer than {FEWEST} such claims give none."
        );
        [SELECTION_BIAS.to_owned(), accuracy, self.note.to_owned()]
    }

    /// Prints the rows of the sources that were asked for, of `all`, the sentences with them, and how many verdicts are hidden.
    pub(super) fn print<T: Serialize>(
        &self,
        rows: Vec<Row<T>>,
        (Asked { most, hidden }, all): (Asked, usize),
        format: Format,
        ui: &mut Ui,
    ) -> anyhow::Result<()> {
        if format == Format::Json {
            let rows = BTreeMap::from([(self.rows, rows.into_iter().map(|row| row.record).collect())]);
            write_json(ui.out(), &Whole { note: self.notes().join(" "), fewest: FEWEST, rows })?;
            ui.line("")?;
        } else {
            let own: &[&'static str] = if format == Format::Csv { &CSV } else { &TABLE };
            let mut lister = Lister::new(format, &[self.columns, own].concat(), ui)?;
            rows.into_iter().try_for_each(|row| lister.add(row, ui))?;
            lister.finish(ui)?;
            // A table is read by people; in the others there is no place for a sentence.
            for note in self.notes() {
                if format == Format::Table { ui.line(note)? } else { ui.warn(note)? }
            }
        }
        if all == 0 {
            ui.say("no claim is so")?;
        } else if all > most {
            ui.say(format!("{most} of {all} {}: --limit shows more", self.rows))?;
        }
        say_hidden_verdicts(hidden, ui)
    }
}
