//! A copy of the database as it is at one moment, which counts only when it was checked.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::store::verify::{self, Verification};
use crate::store::{StoreError, create, migrate, open};

/// Copies the database to `to`: under another name first, brought to the disk, checked, and only then named.
pub(super) fn back_up(db: &Connection, to: &Path, replace: bool) -> Result<Verification, StoreError> {
    let failed = |source| StoreError::File { path: to.to_owned(), action: "written", source };
    let taken = || StoreError::Refused {
        path: to.to_owned(),
        reason: "is there already: name another file, or give --force".to_owned(),
    };
    if !replace && to.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let whole = if to.parent().is_none_or(|folder| folder.as_os_str().is_empty()) {
        Path::new(".").join(to)
    } else {
        to.to_owned()
    };
    let file = create::fresh_file(&whole).map_err(failed)?;
    let mut target = open::connect(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    migrate::copy(db, &mut target)?;
    let found = verify::shallow(&target, &file)?;
    target.close().map_err(|(_, error)| error)?;
    if !found.findings.is_empty() {
        return Ok(found); // what was copied is damaged: no file is left that would look like a backup
    }
    std::fs::File::open(&file).and_then(|file| file.sync_all()).map_err(failed)?;
    if replace {
        file.persist(&whole).map_err(|error| failed(error.error))?;
    } else {
        file.persist_noclobber(&whole).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => taken(),
            _ => failed(error.error),
        })?;
    }
    create::sync_folder(&whole).map_err(failed)?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::store::{Store, fixture};

    #[test]
    fn a_backup_is_the_database_and_replaces_nothing_unasked() {
        let (folder, path) = fixture::database();
        let mut store = Store::open(&path).unwrap();
        fixture::add(&mut store, "Of 30 came.");
        let to = folder.path().join("copy.db");
        assert_eq!(store.back_up(&to, false).unwrap().findings, []);
        assert_eq!(Store::open(&to).unwrap().digest().unwrap(), store.digest().unwrap());
        assert!(store.back_up(&to, false).unwrap_err().to_string().contains("is there already"));
        fixture::add(&mut store, "Of 40 came.");
        store.back_up(&to, true).unwrap();
        assert_eq!(Store::open(&to).unwrap().digest().unwrap(), store.digest().unwrap());
        assert!(store.back_up(&folder.path().join("none/copy.db"), false).is_err());
    }
}
