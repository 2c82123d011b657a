//! Rating scales of the newsroom's own, as they were handed in.

use rusqlite::Connection;

use crate::store::StoreError;

/// A scale as it was handed in; verdicts keep the version that they were given on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnScale {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Its definition.
    pub toml: String,
}

/// All versions of all scales, by name, the newest version first; those that were taken back are not among them.
pub(super) fn all(db: &Connection) -> Result<Vec<OwnScale>, StoreError> {
    let sql = "SELECT name, version, toml FROM scale WHERE event NOT IN (SELECT event FROM undone) ORDER BY name, version DESC";
    let mut statement = db.prepare(sql)?;
    let rows =
        statement.query_map([], |row| Ok(OwnScale { name: row.get(0)?, version: row.get(1)?, toml: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
