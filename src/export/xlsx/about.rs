//! The sheet that says what a workbook is, how its cells are to be read, and what every column means.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::cell::Cell;
use super::{BookTally, Styles, sheet_name};
use crate::export::RowKind;

/// How cells are to be read.
const CELLS: [(&str, &str); 6] = [
    (
        "Numbers",
        "Numbers where 15 significant digits are enough, which is what a spreadsheet keeps; longer ones are text, so that no digit \
         is lost.",
    ),
    (
        "Days and moments",
        "Dates from 1900-03-01 to 9999-12-31, moments in UTC to the second; others are text, because a spreadsheet has no such days.",
    ),
    ("Text", "Always text, never a formula or a link, also where it begins with =. Line ends are LF."),
    (
        "Left out",
        "Control characters, directional marks, and U+FFFE and U+FFFF; the manifest counts them (dropped_characters).",
    ),
    ("Long texts", "A cell holds 32,767 characters (UTF-16); longer texts are cut and say so. The CSV has all of it."),
    ("Empty cells", "Not known, or there is none."),
];

/// The sheet "About". It is small and stays in memory.
pub(super) fn sheet(
    facts: &[(&str, String)],
    book: &mut Workbook,
    styles: &Styles,
    tally: &mut BookTally,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    sheet.set_name("About")?;
    for (column, width) in (0_u16..).zip([22, 26, 14, 100]) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 0;
    let cells = CELLS.iter().map(|(what, how)| (*what, *how));
    for (what, how) in facts.iter().map(|(what, how)| (*what, how.as_str())).chain(cells) {
        sheet.write_string_with_format(row, 0, what, &styles.head)?;
        let cell = Cell::text(how);
        if let Cell::Text(_, dropped, _) = &cell {
            tally.dropped_characters += dropped;
        }
        styles.write(&mut sheet, (row, 1), &cell)?;
        row += 1;
    }
    columns(&mut sheet, row + 1, styles)?;
    Ok(sheet)
}

/// The table of columns, from this row.
fn columns(sheet: &mut Worksheet, first: u32, styles: &Styles) -> Result<(), XlsxError> {
    for (column, head) in (0_u16..).zip(["sheet", "column", "sort", "meaning"]) {
        sheet.write_string_with_format(first, column, head, &styles.head)?;
    }
    let all = RowKind::ALL.into_iter().flat_map(|kind| kind.columns().into_iter().map(move |column| (kind, column)));
    for (row, (kind, heading)) in (first + 1..).zip(all) {
        let cells = [sheet_name(kind), heading.name, heading.sort.name(), heading.meaning];
        for (column, text) in (0_u16..).zip(cells) {
            styles.write(sheet, (row, column), &Cell::text(text))?;
        }
    }
    Ok(())
}
