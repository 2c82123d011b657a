//! Where clock, user, environment, home and the installation's identity enter; no other module asks for them.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};

use crate::review::name;
use crate::store::{Stamp, Store};

/// What the program knows of the world around it.
#[derive(Debug)]
pub(super) struct Context {
    flag: Option<PathBuf>,
}

/// Which database is used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The file.
    pub path: PathBuf,
    /// Why this one, to follow "because".
    pub why: &'static str,
}

/// The folder of a project's own database.
const FOLDER: &str = ".claimlog";
/// The file in it, and in the data folder.
const FILE: &str = "claims.db";

impl Context {
    /// Takes the value of `--db` or `$CLAIMLOG_DB`.
    pub(super) fn new(flag: Option<PathBuf>) -> Self {
        Self { flag: flag.filter(|path| !path.as_os_str().is_empty()) }
    }

    /// The time of the run.
    pub(super) fn now(&self) -> DateTime<Utc> {
        now()
    }

    /// Who acts or looks: the name that was given, else the one in `$CLAIMLOG_REVIEWER`, as the ledger keeps names; empty
    /// when there is none.
    pub(super) fn reviewer(&self, given: Option<&str>) -> anyhow::Result<String> {
        let from_environment = || variable("CLAIMLOG_REVIEWER").and_then(|name| name.into_string().ok());
        Ok(name(&given.map(str::to_owned).or_else(from_environment).unwrap_or_default())?)
    }

    /// Whether the environment asks for no colours (no-color.org), or the terminal has none.
    pub(super) fn wants_no_color(&self) -> bool {
        variable("NO_COLOR").is_some() || variable("TERM").is_some_and(|term| term == "dumb")
    }

    /// Which database is used: the one named, one in or above the current folder, else the one in the data folder.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the environment enters")]
    pub(super) fn database(&self) -> anyhow::Result<Place> {
        if let Some(path) = &self.flag {
            return Ok(Place { path: path.clone(), why: "--db or $CLAIMLOG_DB names it" });
        }
        let here = env::current_dir().context("the current folder cannot be read")?;
        if let Some(path) = above(&here) {
            return Ok(Place { path, why: "it is the nearest `.claimlog` folder from here upward" });
        }
        let base = etcetera::base_strategy::choose_base_strategy()
            .context("there is no home folder: name a database with --db")?;
        Ok(Place {
            path: base.data_dir().join("claimlog").join(FILE),
            why: "no other is named, and none is here or above",
        })
    }

    /// Opens the database for reading; it must exist.
    pub(super) fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.database()?.path)?)
    }

    /// Opens the database for writing and makes it when there is none, with the stamp of what is written.
    pub(super) fn open_to_write(&self) -> anyhow::Result<(Store, Stamp)> {
        let path = self.database()?.path;
        let store = Store::create_or_open(&path)?;
        let stamp = Stamp { at: self.now(), chain: self.chain(&path)? };
        Ok((store, stamp))
    }

    /// This installation's identity for a database. It lies outside the file, so that a copy is continued under another
    /// identity and two copies never claim the same place in one chain.
    fn chain(&self, database: &Path) -> anyhow::Result<[u8; 16]> {
        let base = etcetera::base_strategy::choose_base_strategy()
            .context("there is no home folder for the identity of this installation")?;
        let folder = base.state_dir().unwrap_or_else(|| base.data_dir()).join("claimlog").join("chains");
        let whole = fs::canonicalize(database).unwrap_or_else(|_| database.to_owned());
        let name = hex(&Sha256::digest(whole.as_os_str().as_encoded_bytes())[..16]);
        let file = folder.join(name);
        match fs::read_to_string(&file) {
            Ok(known) => unhex(known.trim())
                .with_context(|| format!("{} is damaged: remove it to start a new chain", file.display())),
            Err(_) => start_chain(&folder, &file),
        }
    }
}

/// The time of day. `$SOURCE_DATE_EPOCH` (seconds since 1970) fixes it for builds and tests that reproduce.
#[expect(clippy::disallowed_methods, reason = "this is the one place where the clock enters")]
pub(super) fn now() -> DateTime<Utc> {
    let fixed = variable("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.to_str()?.parse().ok());
    fixed.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_else(Utc::now)
}

fn above(here: &Path) -> Option<PathBuf> {
    here.ancestors().map(|folder| folder.join(FOLDER).join(FILE)).find(|file| file.is_file())
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where the environment enters")]
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// Writes a new identity; where another process was quicker, its identity is taken.
fn start_chain(folder: &Path, file: &Path) -> anyhow::Result<[u8; 16]> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let chain = uuid::Uuid::new_v4().into_bytes();
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(new, "{}", hex(&chain))?;
    new.as_file().sync_all()?;
    match new.persist_noclobber(file) {
        Ok(_) => Ok(chain),
        Err(_) => unhex(fs::read_to_string(file)?.trim()).context("the identity of this installation is damaged"),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 16]> {
    (text.len() == 32).then(|| u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_database_wins() {
        let place = Context::new(Some("a.db".into())).database().unwrap();
        assert_eq!(place.path, Path::new("a.db"));
    }

    #[test]
    fn the_nearest_folder_upward_is_found() {
        let top = tempfile::tempdir().unwrap();
        let deep = top.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        fs::create_dir(top.path().join(FOLDER)).unwrap();
        assert_eq!(above(&deep), None);
        let file = top.path().join(FOLDER).join(FILE);
        fs::write(&file, "").unwrap();
        assert_eq!(above(&deep), Some(file));
    }

    #[test]
    fn an_identity_is_written_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x");
        let chain = start_chain(folder.path(), &file).unwrap();
        assert_eq!(start_chain(folder.path(), &file).unwrap(), chain);
        assert_eq!(unhex(&hex(&chain)), Some(chain));
        assert_eq!(unhex("xyz"), None);
    }
}
