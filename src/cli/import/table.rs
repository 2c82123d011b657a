//! A table as a spreadsheet saved it: bytes of one of its encodings, cells with one of its signs between → named cells, row by row.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::cli::input::Unusable;

/// A table, whole in memory.
pub(super) struct Table {
    /// The columns' names, as they stand in the file.
    pub header: Vec<String>,
    /// The rows, each with its number as spreadsheets count: the header is row 1.
    pub rows: Vec<(u64, Vec<String>)>,
    /// What stands between cells.
    pub delimiter: u8,
    /// What a reader should know of how it was read.
    pub notes: Vec<String>,
}

/// Reads a table. `delimiter` is found in the header when it is not given.
///
/// # Errors
/// When the file is no table: it is empty, binary, or a row has more or fewer cells than the header.
pub(super) fn read(name: &str, bytes: &[u8], delimiter: Option<u8>) -> anyhow::Result<Table> {
    let mut notes = Vec::new();
    let text = decoded(name, bytes, &mut notes)?;
    // Excel writes such a line before the header, so that its own kind finds the sign.
    let (named, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, rest)) => (sign.bytes().next().filter(|sign| b",;\t".contains(sign)), rest),
        None => (None, &*text),
    };
    if text.matches('"').count() % 2 == 1 {
        bail!("{name} has a quotation mark that is not closed: rows behind it would be lost");
    }
    let delimiter = delimiter.or(named).unwrap_or_else(|| found_delimiter(text));
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(header) = records.next() else { bail!("{name} is empty: a table begins with the names of its columns") };
    let header = header.with_context(|| format!("{name}: row 1 cannot be read"))?;
    let header: Vec<String> = header.iter().map(|cell| cell.trim().to_owned()).collect();
    let (mut rows, mut number) = (Vec::new(), 1);
    for record in records {
        number += 1;
        let record =
            record.with_context(|| format!("{name}: row {number} has not the {} cells of the header", header.len()))?;
        number += blank_lines(text, record.position());
        rows.push((number, record.iter().map(str::to_owned).collect()));
    }
    Ok(Table { header, rows, delimiter, notes })
}

/// The blank lines before a record, which spreadsheets count as rows and the reader passes over.
fn blank_lines(text: &str, position: Option<&csv::Position>) -> u64 {
    let start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
    let rest = text.get(start..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    rest[..blank].matches('\n').count() as u64
}

/// The text of the bytes: UTF-8 or UTF-16 with its mark, UTF-8 without, else what Excel saves in the West.
fn decoded(name: &str, bytes: &[u8], notes: &mut Vec<String>) -> anyhow::Result<String> {
    let read = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(std::borrow::Cow::into_owned).with_context(|| format!("{name} is broken {}", encoding.name()))
    };
    if bytes.starts_with(b"PK\x03\x04") {
        bail!("{name} is a workbook: save its sheet as CSV (UTF-8) first");
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        if encoding != UTF_8 {
            notes.push(format!("{name} is read as {}", encoding.name()));
        }
        return read(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if bytes.contains(&0) {
        bail!("{name} is no text: save the table as CSV (UTF-8)");
    }
    notes.push(format!(
        "{name} is not UTF-8 and is read as windows-1252, as Excel saves it: look at accents and quotation marks, or save it as \
         CSV UTF-8"
    ));
    read(WINDOWS_1252, bytes)
}

/// The sign that the header has most of.
fn found_delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Where each field that is asked for stands in the header.
pub(super) struct Places(BTreeMap<&'static str, usize>);

impl Places {
    /// Finds the fields by their names, or by the names that `--map FIELD=COLUMN` gives them.
    ///
    /// # Errors
    /// When a column is there twice, a mapped one is not there, or a field is none.
    pub(super) fn of(
        name: &str,
        header: &[String],
        fields: &[&'static str],
        map: &[(String, String)],
    ) -> Result<Self, Unusable> {
        for (field, _) in map {
            if !fields.contains(&&**field) {
                return Err(Unusable(format!(
                    "--map {field}=…: there is no field {field}: one is {}",
                    fields.join(", ")
                )));
            }
        }
        let mut places = BTreeMap::new();
        for field in fields {
            let mut of_field = map.iter().filter(|(known, _)| known == field).map(|(_, column)| &**column);
            let mapped = of_field.next();
            if of_field.next().is_some() {
                return Err(Unusable(format!("--map names two columns for {field}: name one")));
            }
            let wanted = mapped.unwrap_or(field);
            let found: Vec<_> = (0..header.len()).filter(|at| header[*at].eq_ignore_ascii_case(wanted)).collect();
            match found[..] {
                [at] => drop(places.insert(*field, at)),
                [] if mapped.is_none() => {}
                [] => {
                    let said = format!("{name} has no column “{wanted}”: its columns are {}", header.join(", "));
                    return Err(Unusable(said));
                }
                _ => {
                    return Err(Unusable(format!("{name} has the column “{wanted}” more than once: keep one of them")));
                }
            }
        }
        Ok(Self(places))
    }

    /// Whether the table has the field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// The cell of a field; `None` where the table has no such column, or the cell is empty.
    pub(super) fn cell<'r>(&self, row: &'r [String], field: &str) -> Option<&'r str> {
        let cell = row.get(*self.0.get(field)?)?;
        (!cell.trim().is_empty()).then_some(&**cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Table {
        read("a.csv", bytes, None).unwrap()
    }

    #[test]
    fn spreadsheets_save_in_several_ways() {
        let cells = |table: &Table| table.rows.iter().map(|(_, row)| row.join("|")).collect::<Vec<_>>();
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("a\tb\nMüller\t1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, delimiter, noted) in [
            ("a,b\nMüller,1\n".as_bytes(), b',', false),
            ("\u{feff}a;b\r\n\"Müller\";1\r\n".as_bytes(), b';', false),
            (b"a;b\r\nM\xFCller;1\r\n", b';', true),
            ("sep=;\na;b\nMüller;1\n".as_bytes(), b';', false),
            (&utf16, b'\t', true),
        ] {
            let table = table(bytes);
            assert_eq!((table.header.join("|"), cells(&table)), ("a|b".into(), vec!["Müller|1".to_owned()]));
            assert_eq!((table.delimiter, table.notes.len() == 1), (delimiter, noted));
        }
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_row() {
        for (bytes, said) in [
            (&b""[..], "is empty"),
            (b"PK\x03\x04rest", "is a workbook"),
            (b"a,b\n\x00\xFF\x80\n", "is no text"),
            (b"a,b\n1,2\n1,2,3\n", "row 3 has not the 2 cells"),
            (b"a,b\n1,\"oops\n2,lost\n", "not closed"),
            (b"\xFF\xFEa\x00\x00\xD8", "broken UTF-16LE"),
        ] {
            let refused = read("a.csv", bytes, None).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refused.contains(said), "{refused}");
        }
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_count_them() {
        let table = table(b"a,b\n\"two\nlines\",1\nx,2\n\n\r\ny,3\n\nz,4\n");
        assert_eq!(table.rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 6, 8]);
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let header = ["Verdict", "rating", "claim_id", "x", "x"].map(str::to_owned);
        let fields = ["claim_id", "rating", "x", "scale"];
        let found = |fields: &[&'static str], map: &[(&str, &str)]| {
            let map: Vec<_> = map.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect();
            Places::of("a.csv", &header, fields, &map).map_err(|wrong| wrong.to_string())
        };
        let places = found(&fields[..2], &[("rating", "verdict")]).unwrap();
        let row = ["good", "bad", "c1", " ", ""].map(str::to_owned);
        assert_eq!((places.cell(&row, "rating"), places.cell(&row, "claim_id")), (Some("good"), Some("c1")));
        assert!(!places.has("scale"));
        assert!(found(&fields, &[]).err().unwrap().contains("“x” more than once"));
        assert!(found(&fields[..2], &[("rating", "grade")]).err().unwrap().contains("no column “grade”"));
        assert!(found(&fields[..2], &[("mark", "x")]).err().unwrap().contains("no field mark"));
    }
}
