//! A copy of the database as it is at one moment, which counts only when it was checked.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::store::verify::{self, Verification};
use crate::store::{StoreError, create, migrate, open};

/// Copies the database to `to`: under another name first, brought to the disk, checked, and only then named.
pub(super) fn back_up(db: &Connection, own: &Path, to: &Path, replace: bool) -> Result<Verification, StoreError> {
    let failed = |source| StoreError::File { path: to.to_owned(), action: "written", source };
    let taken = || StoreError::Refused {
        path: to.to_owned(),
        reason: "is there already: name another file, or give --force".to_owned(),
    };
    if is_own(own, to) {
        let reason = "is the database itself, or belongs to it: name another file".to_owned();
        return Err(StoreError::Refused { path: to.to_owned(), reason });
    }
    if to.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        let reason = "is no plain file: name another".to_owned();
        return Err(StoreError::Refused { path: to.to_owned(), reason });
    }
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

/// Whether a file is the database, its log or its journal, by whatever name.
fn is_own(own: &Path, to: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let whole = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(real(folder)?.join(path.file_name()?))
    };
    let shared = {
        let mut name = own.as_os_str().to_owned();
        name.push("-shm");
        name.into()
    };
    let all = [vec![own.to_owned(), shared], create::sidecars(own).to_vec()].concat();
    all.iter().any(|file: &std::path::PathBuf| {
        whole(file).is_some() && (whole(file) == whole(to) || real(file).is_some() && real(file) == real(to))
    })
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
        let before = store.digest().unwrap();
        for own in ["claims.db", "claims.db-wal", "claims.db-shm", "./claims.db"] {
            let refusal = store.back_up(&folder.path().join(own), true).unwrap_err().to_string();
            assert!(refusal.contains("the database itself"), "{refusal}");
        }
        assert_eq!(Store::open(&path).unwrap().digest().unwrap(), before);
    }
}
