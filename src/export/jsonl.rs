//! Rows of the report as JSON Lines: an object a row with the columns' names, typed, in their order.

use std::io;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::export::{Heading, Number, Value, moment, write_json};

/// Writes a row as one line. What is not known is null.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_row<'r>(
    mut out: impl io::Write,
    columns: &[Heading],
    cells: impl Iterator<Item = Value<'r>>,
) -> io::Result<()> {
    let cells: Vec<_> = cells.collect();
    write_json(&mut out, &Object { columns, cells: &cells })?;
    out.write_all(b"\n")
}

struct Object<'a, 'r> {
    columns: &'a [Heading],
    cells: &'a [Value<'r>],
}

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Value::None => object.serialize_entry(column.name, &()),
                Value::Text(text) | Value::Name(text) => object.serialize_entry(column.name, text),
                Value::Number(number) => object.serialize_entry(column.name, &Number(*number)),
                Value::Whole(number) => object.serialize_entry(column.name, number),
                Value::Day(day) => object.serialize_entry(column.name, day),
                Value::Moment(at) => object.serialize_entry(column.name, &moment(*at)),
            }?;
        }
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::export::Sort;

    #[test]
    fn cells_are_typed_and_harmless() {
        let columns = ["a", "b", "c"].map(|name| Heading { name, sort: Sort::Text, meaning: "" });
        let cells = [Value::Text("=1</script>\u{202e}".into()), Value::Number(Decimal::new(-1250, 2)), Value::None];
        let mut out = Vec::new();
        write_row(&mut out, &columns, cells.into_iter()).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"a\":\"=1\\u003c/script\\u003e\\u202e\",\"b\":-12.5,\"c\":null}\n"
        );
    }
}
