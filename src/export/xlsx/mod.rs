//! Rows as a workbook (Office Open XML, ECMA-376): a sheet a kind of row with typed cells, and one that explains them.
//!
//! The same bytes for the same rows: the file holds no moment of its making. Rows go to a temporary file of the sheet, so
//! that memory does not grow with them.

mod about;
mod cell;

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::export::value::{Sort, Value};
use crate::export::{Heading, MOST_ROWS, RowKind};
use cell::Cell;

/// A sheet is full.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error(
    "the sheet {sheet} would have more rows than Excel has ({rows}): narrow the report with a filter (--since, --document …), or \
     write `claimlog export csv`, which has no such limit",
    rows = MOST_ROWS - 1
)]
pub struct SheetFull {
    /// The sheet's name.
    pub sheet: &'static str,
}

/// A text that a cell has no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutText {
    /// The sheet's name.
    pub sheet: &'static str,
    /// The row, from 1, the header among them.
    pub row: u64,
    /// The column's name.
    pub column: &'static str,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookTally {
    /// Rows of all sheets, without headers.
    pub rows: u64,
    /// Control characters, directional marks and others that XML cannot hold, which were left out.
    pub dropped_characters: u64,
    /// How many texts were cut.
    pub cut_texts: u64,
    /// The first of them.
    pub first_cut: Option<CutText>,
}

/// Writes a workbook row by row; rows of different kinds may come in any order.
pub struct XlsxWriter {
    book: Workbook,
    sheets: [Sheet; 4],
    styles: Styles,
    tally: BookTally,
}

struct Sheet {
    kind: RowKind,
    columns: Vec<Heading>,
    rows: u32,
    sheet: Worksheet,
}

/// How cells look. A cell of text keeps being text when somebody edits it: quotePrefix is the apostrophe that Excel itself
/// puts before such a cell, and no part of the text.
struct Styles {
    head: Format,
    text: Format,
    whole: Format,
    day: Format,
    moment: Format,
}

impl XlsxWriter {
    /// Starts a workbook with its empty sheets.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn new() -> io::Result<Self> {
        let mut book = Workbook::new();
        let styles = Styles {
            head: Format::new().set_bold(),
            text: Format::new().set_quote_prefix(),
            whole: Format::new().set_num_format("0"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        };
        // Readers of the file ask for a moment of making; a report has none, its manifest has.
        let no_moment = ExcelDateTime::from_ymd(1980, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_title("claimlog report").set_creation_datetime(&no_moment));
        let mut sheet = |kind| Sheet::new(kind, &mut book, &styles).map_err(failed);
        let [claims, verdicts, evidence, events] = RowKind::ALL;
        let sheets = [sheet(claims)?, sheet(verdicts)?, sheet(evidence)?, sheet(events)?];
        Ok(Self { book, sheets, styles, tally: BookTally::default() })
    }

    /// Adds a row to the sheet of its kind.
    ///
    /// # Errors
    /// [`SheetFull`], or when a temporary file cannot be written.
    pub fn row<'r>(&mut self, kind: RowKind, cells: impl Iterator<Item = Value<'r>>) -> io::Result<()> {
        let Some(sheet) = self.sheets.iter_mut().find(|sheet| sheet.kind == kind) else { return Ok(()) };
        if u64::from(sheet.rows) + 1 >= MOST_ROWS {
            return Err(io::Error::other(SheetFull { sheet: sheet_name(kind) }));
        }
        sheet.rows += 1;
        self.tally.rows += 1;
        for (column, value) in (0_u16..).zip(cells) {
            let cell = Cell::of(&value);
            if let Cell::Text(_, dropped, cut) = &cell {
                self.tally.dropped_characters += dropped;
                self.tally.cut_texts += u64::from(*cut > 0);
                if *cut > 0 && self.tally.first_cut.is_none() {
                    let name = sheet.columns.get(usize::from(column)).map_or("", |column| column.name);
                    let at = CutText { sheet: sheet_name(kind), row: u64::from(sheet.rows) + 1, column: name };
                    self.tally.first_cut = Some(at);
                }
            }
            self.styles.write(&mut sheet.sheet, (sheet.rows, column), &cell).map_err(failed)?;
        }
        Ok(())
    }

    /// How many rows the sheet of a kind has by now.
    #[must_use]
    pub fn rows_of(&self, kind: RowKind) -> u64 {
        self.sheets.iter().find(|sheet| sheet.kind == kind).map_or(0, |sheet| sheet.rows.into())
    }

    /// Ends the workbook with a sheet that says what it is (`facts`: what, and how it is), and what the columns mean.
    ///
    /// # Errors
    /// When a temporary file cannot be written or read.
    pub fn finish(mut self, facts: &[(&str, String)]) -> io::Result<(Vec<u8>, BookTally)> {
        let about = about::sheet(facts, &mut self.book, &self.styles, &mut self.tally).map_err(failed)?;
        for mut sheet in self.sheets {
            let last = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
            sheet.sheet.autofilter(0, 0, sheet.rows, last).map_err(failed)?;
            self.book.push_worksheet(sheet.sheet);
        }
        self.book.push_worksheet(about);
        Ok((self.book.save_to_buffer().map_err(failed)?, self.tally))
    }
}

impl Sheet {
    /// A sheet with its header, which stays in sight.
    fn new(kind: RowKind, book: &mut Workbook, styles: &Styles) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(kind))?;
        sheet.set_freeze_panes(1, 0)?;
        let columns = kind.columns();
        for (at, column) in (0_u16..).zip(&columns) {
            sheet.set_column_width(at, width(column.sort))?;
            sheet.write_string_with_format(0, at, column.name, &styles.head)?;
        }
        Ok(Self { kind, columns, rows: 0, sheet })
    }
}

impl Styles {
    /// Writes a cell. Text is always written as a string, whose type the file states: Excel runs what stands in an `<f>` and
    /// nothing else, so that text which begins with `=` needs no apostrophe in it as in CSV, and makes no link either.
    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell<'_>) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text, ..) => sheet.write_string_with_format(row, column, &**text, &self.text)?,
            Cell::Number(number) => sheet.write_number(row, column, *number)?,
            Cell::Whole(number) => sheet.write_number_with_format(row, column, *number, &self.whole)?,
            Cell::Day(serial) => sheet.write_number_with_format(row, column, *serial, &self.day)?,
            Cell::Moment(serial) => sheet.write_number_with_format(row, column, *serial, &self.moment)?,
        };
        Ok(())
    }
}

/// What the sheet of a kind of row is called.
const fn sheet_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Claims => "Claims",
        RowKind::Verdicts => "Verdicts",
        RowKind::Evidence => "Evidence",
        RowKind::Events => "Events",
    }
}

/// How wide a column is, in characters.
const fn width(sort: Sort) -> u16 {
    match sort {
        Sort::Text => 28,
        Sort::Moment => 19,
        Sort::Name => 16,
        Sort::Number | Sort::Whole | Sort::Day => 12,
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    fn text(text: &str) -> Value<'_> {
        Value::Text(text.into())
    }

    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let mut part = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
        part
    }

    /// The workbook of one claim whose first cells are these.
    fn book(cells: &[Value<'_>]) -> (Vec<u8>, BookTally) {
        let mut writer = XlsxWriter::new().unwrap();
        writer.row(RowKind::Claims, cells.iter().cloned()).unwrap();
        assert_eq!((writer.rows_of(RowKind::Claims), writer.rows_of(RowKind::Events)), (1, 0));
        writer.finish(&[("Chosen", "=all".to_owned())]).unwrap()
    }

    #[test]
    fn text_is_a_string_whatever_it_begins_with() {
        let hostile = [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "@SUM(A1)",
            "{=1}",
            "https://a.example",
            "_x003D_1",
            " =1",
            "</t><f>1</f>",
        ];
        let cells: Vec<_> = hostile.iter().map(|cell| text(cell)).collect();
        let (book, tally) = book(&cells);
        assert_eq!((tally.rows, tally.dropped_characters, tally.cut_texts), (1, 0, 0));
        for sheet in 1..=5 {
            let xml = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(!xml.contains("<f") && !xml.contains("hyperlink") && !xml.contains("t=\"str\""), "{xml}");
        }
        let xml = part(&book, "xl/worksheets/sheet1.xml");
        for written in [
            r#"<c r="A2" s="2" t="inlineStr"><is><t>=HYPERLINK("http://x")</t></is></c>"#,
            r#"<c r="B2" s="2" t="inlineStr"><is><t>+1</t></is></c>"#,
            r#"<c r="E2" s="2" t="inlineStr"><is><t>https://a.example</t></is></c>"#,
            r#"<t>_x005F_x003D_1</t>"#,
            r#"<t xml:space="preserve"> =1</t>"#,
            r#"<t>&lt;/t&gt;&lt;f&gt;1&lt;/f&gt;</t>"#,
        ] {
            assert!(xml.contains(written), "{written} is not in {xml}");
        }
        assert!(part(&book, "xl/styles.xml").contains("quotePrefix=\"1\""));
        assert!(part(&book, "xl/worksheets/sheet5.xml").contains("<t>=all</t>"));
    }

    #[test]
    fn numbers_and_days_are_typed_and_the_header_stays() {
        let day = Value::Day("2026-11-24".parse().unwrap());
        let moment = Value::Moment("2026-11-24T18:00:00Z".parse().unwrap());
        let (book, _) = book(&[Value::Number("-12.50".parse().unwrap()), Value::Whole(7), Value::None, day, moment]);
        let xml = part(&book, "xl/worksheets/sheet1.xml");
        for written in [
            r#"<c r="A2"><v>-12.5</v></c>"#,
            r#"<v>7</v></c><c r="D2" s="#,
            "<v>46350</v>",
            "<v>46350.75</v>",
            r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#,
            r#"<autoFilter ref="A1:CT2"/>"#,
            "<t>claim_id</t>",
        ] {
            assert!(xml.contains(written), "{written} is not in {xml}");
        }
        let styles = part(&book, "xl/styles.xml");
        assert!(styles.contains("\"yyyy-mm-dd\"") && styles.contains("\"yyyy-mm-dd hh:mm:ss\""), "{styles}");
        let names = ["Claims", "Verdicts", "Evidence", "Events", "About"];
        let index = part(&book, "xl/workbook.xml");
        assert!(names.iter().all(|name| index.contains(&format!("<sheet name=\"{name}\""))), "{index}");
    }

    #[test]
    fn no_moment_of_making_is_in_the_file() {
        let core = |book: &[u8]| part(book, "docProps/core.xml");
        let (first, _) = book(&[text("a")]);
        assert!(core(&first).contains("1980-01-01T00:00:00Z"));
        let mut archive = zip::ZipArchive::new(Cursor::new(&first)).unwrap();
        for at in 0..archive.len() {
            let stamp = archive.by_index(at).unwrap().last_modified().unwrap();
            assert_eq!((stamp.year(), stamp.month(), stamp.day(), stamp.hour()), (1980, 1, 1, 0));
        }
        assert!(first == book(&[text("a")]).0);
    }

    #[test]
    fn the_first_text_that_is_cut_is_named() {
        let long = "x".repeat(40_000);
        let (book, tally) = book(&[text("\u{202e}\0"), text(&long), text(&long)]);
        let first = CutText { sheet: "Claims", row: 2, column: "claim_revision" };
        assert_eq!((tally.cut_texts, tally.first_cut, tally.dropped_characters), (2, Some(first), 2));
        assert!(part(&book, "xl/worksheets/sheet1.xml").contains("x… [cut: 7273 characters]</t>"));
    }

    #[test]
    fn a_full_sheet_is_refused_with_what_to_do() {
        let mut writer = XlsxWriter::new().unwrap();
        for _ in 1..MOST_ROWS {
            writer.row(RowKind::Events, std::iter::empty()).unwrap();
        }
        writer.row(RowKind::Claims, std::iter::empty()).unwrap();
        let refused = writer.row(RowKind::Events, std::iter::empty()).unwrap_err().to_string();
        assert!(refused.starts_with("the sheet Events would have more rows than Excel has (1048575)"), "{refused}");
        assert!(refused.contains("claimlog export csv"));
    }
}
