//! Makes a database file: complete or not at all, and readable by its owner only.
//!
//! It is made under another name and then given its own, so that a process that is killed leaves no half of one, and
//! of several processes that start at once one is first and the others find its file.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::OpenFlags;
use tempfile::TempPath;

use crate::store::{StoreError, migrate, open, pragmas};

/// Makes the whole database under another name, then gives it its own; another process may be first.
pub(super) fn create(path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), action: "created", source };
    open::refuse_network(path)?;
    let fresh = fresh_file(path).map_err(failed)?;
    let mut db = open::connect(&fresh, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    pragmas::set(&db, pragmas::PATIENCE)?;
    db.pragma_update(None, "application_id", open::APPLICATION_ID)?;
    pragmas::set_wal(&db)?;
    migrate::create(&mut db)?;
    db.close().map_err(|(_, error)| error)?; // moves the log into the file
    match fresh.persist_noclobber(path) {
        Ok(()) => sync_folder(path).map_err(failed),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(failed(error.error)),
    }
}

/// The log and the rollback journal that SQLite would read beside the file.
pub(super) fn sidecars(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-journal"].map(|suffix| {
        let mut name: OsString = path.as_os_str().to_owned();
        name.push(suffix);
        name.into()
    })
}

/// A new, empty file beside `path`, readable by its owner only, which is removed unless it is given a name.
pub(super) fn fresh_file(path: &Path) -> std::io::Result<TempPath> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Only the path is kept: closing a second handle of a file would take away the locks that SQLite holds on it.
    tempfile::Builder::new().prefix(".claimlog-").tempfile_in(folder).map(tempfile::NamedTempFile::into_temp_path)
}

/// Makes the names in the folder of `path` survive a power loss.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => std::fs::File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Makes the folder for its owner only, with all folders above it.
#[cfg(unix)]
pub(super) fn make_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
pub(super) fn make_folder(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)
}
