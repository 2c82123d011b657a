//! Ids by their beginnings: `c4f2` → the one row whose id starts so, or the rows that might be meant.

use rusqlite::{Connection, OptionalExtension};

use crate::model::{ClaimId, DocumentId, EventId, EvidenceId};
use crate::store::StoreError;

/// A table whose rows are found by id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Its name in SQL, and in sentences.
    name: &'static str,
    /// The letter that its ids are written with.
    letter: char,
}

/// Claims.
pub(super) const CLAIM: Table = Table { name: "claim", letter: ClaimId::LETTER };
/// Documents.
pub(super) const DOCUMENT: Table = Table { name: "document", letter: DocumentId::LETTER };
/// Evidence.
pub(super) const EVIDENCE: Table = Table { name: "evidence", letter: EvidenceId::LETTER };

/// Events.
pub(super) const EVENT: Table = Table { name: "event", letter: EventId::LETTER };

/// Characters of an id that are always shown: the letter and three digits.
const SHORTEST: usize = 4;
/// Ids that are shown when none or several fit.
const SHOWN: usize = 5;

impl Table {
    /// The key that starts with these digits.
    pub(super) fn find(self, db: &Connection, digits: &str) -> Result<[u8; 16], StoreError> {
        let found = self.starting(db, digits, SHOWN + 1)?;
        let (what, given) = (self.name, format!("{}{digits}", self.letter));
        match found.as_slice() {
            [only] => Ok(*only),
            [] => Err(StoreError::Unknown { what, given, suggestions: self.suggest(db, digits)? }),
            several => Err(StoreError::Ambiguous { what, given, candidates: self.name_all(db, several)? }),
        }
    }

    /// The error for a whole key that is not there.
    pub(super) fn unknown(self, id: &impl ToString) -> StoreError {
        StoreError::Unknown { what: self.name, given: id.to_string(), suggestions: Vec::new() }
    }

    /// How many characters, the letter included, tell each of these keys from all others.
    pub(super) fn prefix<'k>(
        self,
        db: &Connection,
        keys: impl IntoIterator<Item = &'k [u8; 16]>,
    ) -> Result<usize, StoreError> {
        let name = self.name;
        let mut before = db.prepare(&format!("SELECT id FROM {name} WHERE id < ? ORDER BY id DESC LIMIT 1"))?;
        let mut after = db.prepare(&format!("SELECT id FROM {name} WHERE id > ? ORDER BY id LIMIT 1"))?;
        let mut length = SHORTEST;
        for key in keys {
            for neighbour in [&mut before, &mut after] {
                let other: Option<[u8; 16]> = neighbour.query_row([key], |row| row.get(0)).optional()?;
                length = other.map_or(length, |other| length.max(same_digits(key, &other) + 2));
            }
        }
        Ok(length)
    }

    /// The first keys that start with these digits.
    fn starting(self, db: &Connection, digits: &str, limit: usize) -> Result<Vec<[u8; 16]>, StoreError> {
        let (Some(least), Some(most)) = (padded(digits, '0'), padded(digits, 'f')) else { return Ok(Vec::new()) };
        let name = self.name;
        let sql = format!("SELECT id FROM {name} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT {limit}");
        let mut statement = db.prepare(&sql)?;
        let found = statement.query_map([least, most], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Keys that start with these digits but for one slip of the hand.
    fn suggest(self, db: &Connection, digits: &str) -> Result<Vec<String>, StoreError> {
        let mut near: Vec<[u8; 16]> = Vec::new();
        for slip in slips(digits) {
            near.extend(self.starting(db, &slip, 1)?.into_iter().filter(|key| !near.contains(key)).collect::<Vec<_>>());
            if near.len() >= SHOWN {
                break;
            }
        }
        self.name_all(db, &near)
    }

    /// Each key as the beginning that tells it from all others, at most a handful.
    fn name_all(self, db: &Connection, keys: &[[u8; 16]]) -> Result<Vec<String>, StoreError> {
        let shown = &keys[..keys.len().min(SHOWN)];
        let name = |key: &[u8; 16]| {
            let length = self.prefix(db, [key])?;
            Ok(format!("{}{}", self.letter, &hex(key)[..length - 1]))
        };
        let rest = (keys.len() > SHOWN).then(|| Ok("…".to_owned()));
        shown.iter().map(name).chain(rest).collect()
    }
}

/// What was probably meant: the digits with two neighbours exchanged, one replaced, or the last left out.
fn slips(digits: &str) -> Vec<String> {
    let given: Vec<char> = digits.chars().collect();
    let mut slips = Vec::new();
    for place in 1..given.len() {
        let mut swapped = given.clone();
        swapped.swap(place - 1, place);
        slips.push(swapped.into_iter().collect());
    }
    for place in (0..given.len()).rev() {
        slips.extend("0123456789abcdef".chars().map(|digit| {
            let mut replaced = given.clone();
            replaced[place] = digit;
            replaced.into_iter().collect::<String>()
        }));
    }
    if given.len() >= SHORTEST {
        slips.push(given[..given.len() - 1].iter().collect());
    }
    slips
}

/// The digits as a whole key, filled up with `digit`.
fn padded(digits: &str, digit: char) -> Option<[u8; 16]> {
    let whole: String = digits.chars().chain(std::iter::repeat(digit)).take(32).collect();
    u128::from_str_radix(&whole, 16).ok().map(u128::to_be_bytes)
}

/// How many hexadecimal digits two keys have in common at the beginning.
fn same_digits(one: &[u8; 16], other: &[u8; 16]) -> usize {
    let different = u128::from_be_bytes(*one) ^ u128::from_be_bytes(*other);
    different.leading_zeros() as usize / 4
}

fn hex(key: &[u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(*key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    /// Claims of these ids, and nothing else of them.
    fn with(ids: &[&str]) -> Connection {
        let db = fixture::store().db;
        db.execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE claim; CREATE TABLE claim (id BLOB UNIQUE)").unwrap();
        for id in ids {
            db.execute("INSERT INTO claim VALUES (?)", [padded(id, '0')]).unwrap();
        }
        db
    }

    fn found(db: &Connection, digits: &str) -> Result<String, String> {
        CLAIM.find(db, digits).map(|key| hex(&key)[..5].to_owned()).map_err(|error| error.to_string())
    }

    #[test]
    fn any_unique_beginning_names_the_row() {
        let db = with(&["4f200", "4f311", "a0000"]);
        for (digits, id) in [("4f2", "4f200"), ("4f3", "4f311"), ("a", "a0000")] {
            assert_eq!(found(&db, digits), Ok(id.to_owned()), "{digits}");
        }
        assert_eq!(found(&db, &format!("{:0<32}", "4f2")), Ok("4f200".to_owned()));
    }

    #[test]
    fn a_beginning_of_several_lists_them() {
        let db = with(&["4f200", "4f311", "a0000"]);
        assert_eq!(found(&db, "4f").unwrap_err(), "“c4f” is the beginning of more than one claim: c4f2, c4f3");
        let many: Vec<_> = (0..9).map(|n| format!("b{n}")).collect();
        let db = with(&many.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(found(&db, "b").unwrap_err().ends_with("cb00, cb10, cb20, cb30, cb40, …"));
    }

    #[test]
    fn an_unknown_id_suggests_what_is_one_slip_away() {
        let db = with(&["4f200", "a0000"]);
        for slip in ["f42", "4e2", "4f7", "4f20009"] {
            assert_eq!(found(&db, slip).unwrap_err(), format!("there is no claim “c{slip}”; did you mean c4f2?"));
        }
        assert_eq!(found(&db, "777").unwrap_err(), "there is no claim “c777”");
    }

    #[test]
    fn a_prefix_is_as_long_as_its_neighbours_demand() {
        let db = with(&["4f200", "4f20f", "a0000"]);
        let length = |ids: &[&str]| {
            let keys: Vec<_> = ids.iter().map(|id| padded(id, '0').unwrap()).collect();
            CLAIM.prefix(&db, &keys).unwrap()
        };
        assert_eq!(length(&["a0000"]), 4);
        assert_eq!(length(&["a0000", "4f200"]), 6);
        assert_eq!(length(&[]), 4);
        assert_eq!(found(&db, &"4f20f"[..5]), Ok("4f20f".to_owned()));
    }
}
