//! Opens the database file, or makes it: path → connection, set, at the newest schema.
//!
//! A file that is not claimlog's is refused before anything could write to it: it is first opened read-only, and
//! closed without a checkpoint. A new database is made whole under another name and then given its own, so that it is
//! there complete or not at all, and is readable by its owner only.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::store::{StoreError, create, migrate, network, pragmas};

/// "CLLG": the mark of a claimlog database, at byte 68 of the file.
pub(super) const APPLICATION_ID: i32 = 0x434C_4C47;

/// The bytes of the smallest database. SQLite itself takes a file of one byte for an empty one.
const SMALLEST: u64 = 512;

/// The first SQLite without the bug by which two connections can damage a file with a write-ahead log.
const SQLITE_FIXED: i32 = 3_051_003;

/// Opens the database at `path`, and makes it first if there is none.
pub(super) fn create_or_open(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create::make_folder(folder).map_err(|source| StoreError::File {
        path: folder.to_owned(),
        action: "created",
        source,
    })?;
    let place = resolve(path)?;
    let orphan = create::sidecars(&place).into_iter().find(|sidecar| sidecar.exists());
    if look(&place)?.is_none() {
        if let Some(orphan) = orphan {
            return Err(refused(&orphan, "was left by a database that is gone: move it away to start a new one"));
        }
        create::create(&place)?;
    }
    open_existing(&place, patience)
}

/// Opens the database at `path`.
pub(super) fn open(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    let place = resolve(path)?;
    if look(&place)?.is_none() {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    open_existing(&place, patience)
}

/// Refuses whatever is no claimlog database, or is one of a newer program; nothing is written.
pub(super) fn look_at(path: &Path) -> Result<PathBuf, StoreError> {
    let place = resolve(path)?;
    if look(&place)?.is_none() {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    probe(&place, pragmas::PATIENCE)?;
    Ok(place)
}

/// The path with all links but a last one followed: SQLite refuses a link anywhere, which is too much for a home folder.
fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or_else(|| refused(path, "names a folder, not a database file"))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match folder.canonicalize() {
        Ok(folder) => Ok(folder.join(name)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(StoreError::Missing { path: path.to_owned() }),
        Err(source) => Err(StoreError::File { path: path.to_owned(), action: "opened", source }),
    }
}

/// What the file system says of the file, without opening it; `None` when there is none.
fn look(path: &Path) -> Result<Option<Metadata>, StoreError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(StoreError::File { path: path.to_owned(), action: "opened", source }),
    };
    let reason = match found.file_type() {
        kind if kind.is_symlink() => "is a symbolic link: give the path that it leads to",
        kind if kind.is_dir() => "is a folder, not a database file",
        kind if !kind.is_file() => "is not a regular file",
        _ if found.len() == 0 => "is empty, not a claimlog database: remove it, and `claimlog add` starts one",
        _ if found.len() < SMALLEST => "is not a database",
        _ => return Ok(Some(found)),
    };
    Err(refused(path, reason))
}

fn open_existing(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < SQLITE_FIXED {
        return Err(refused(path, "needs SQLite 3.51.3 or newer: older ones can damage it"));
    }
    refuse_network(path)?;
    probe(path, patience)?;
    let mut db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    pragmas::set(&db, patience)?;
    pragmas::set_wal(&db)?;
    migrate::migrate(&mut db, path, migrate::MIGRATIONS)?;
    super::functions::register(&db)?;
    Ok(db)
}

/// Refuses a database on a network file system, before anything is written there.
pub(super) fn refuse_network(path: &Path) -> Result<(), StoreError> {
    match path.parent().and_then(network::of) {
        None => Ok(()),
        Some(name) => Err(refused(
            path,
            format!(
                "lies on a network file system ({name}), where it can be damaged: keep it on a drive of this machine, and share copies by `claimlog db merge`"
            ),
        )),
    }
}

/// Refuses a file that is not claimlog's, or newer than this program, and leaves it as it is.
fn probe(path: &Path, patience: Duration) -> Result<(), StoreError> {
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    db.busy_timeout(patience)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    match db.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0)) {
        Ok(APPLICATION_ID) => {}
        Ok(_) => return Err(refused(path, "is another program's database")),
        Err(error) => return Err(unreadable(path, error)),
    }
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|error| unreadable(path, error))?;
    let (found, newest) = (migrate::version(&db)?, migrate::newest());
    if found > newest {
        let reason =
            format!("was written by a newer claimlog (schema {found}; this one knows {newest}): update claimlog");
        return Err(refused(path, reason));
    }
    if found == 0 { Err(refused(path, "has no claimlog schema: it is damaged")) } else { Ok(()) }
}

fn unreadable(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => refused(path, "is not a database"),
        Some(ErrorCode::DatabaseCorrupt) => refused(path, format!("is a damaged or cut database ({error})")),
        _ => error.into(),
    }
}

/// Opens the file itself, and never through a link that was put in its place meanwhile.
pub(super) fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let flags = access | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => {
            refused(path, "cannot be opened: you may not read it, or its folder is read-only")
        }
        _ => error.into(),
    })
}

fn refused(path: &Path, reason: impl Into<String>) -> StoreError {
    StoreError::Refused { path: path.to_owned(), reason: reason.into() }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::store::{Filter, Store, fixture};

    /// Everything in the folder of `path`, to the byte, but for what reading a log leaves: its index, or an empty log.
    fn contents(path: &Path) -> Vec<(OsString, Vec<u8>)> {
        let files = path.parent().unwrap().read_dir().unwrap().map(|entry| entry.unwrap().path());
        let read = files.map(|file| (file.file_name().unwrap().to_owned(), fs::read(&file).unwrap_or_default()));
        let left = |(file, content): &(OsString, Vec<u8>)| {
            let name = file.to_string_lossy();
            name.ends_with("-shm") || name.ends_with("-wal") && content.is_empty()
        };
        let mut all: Vec<_> = read.filter(|file| !left(file)).collect();
        all.sort();
        all
    }

    /// What both ways of opening say of the file, which they must leave as it is.
    fn refusal(path: &Path) -> String {
        let before = contents(path);
        let opened = Store::open(path).unwrap_err().to_string();
        let created = Store::create_or_open(path).unwrap_err().to_string();
        assert_eq!(opened, created);
        assert!(!opened.contains('\n'), "{opened}");
        assert!(before == contents(path), "{opened}: the folder was changed");
        opened
    }

    /// A database file with three documents, all in the file itself.
    fn filled() -> (tempfile::TempDir, PathBuf) {
        let (folder, path) = fixture::database();
        let mut store = Store::open(&path).unwrap();
        for text in ["Some 10 came.", "Some 20 came.", "Some 30 came."] {
            fixture::add(&mut store, text);
        }
        drop(store);
        (folder, path)
    }

    #[test]
    fn a_missing_database_is_made_only_where_one_may_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/claims.db");
        assert!(matches!(Store::open(&path), Err(StoreError::Missing { .. })));
        assert!(!folder.path().join("deep").exists());
        let store = Store::create_or_open(&path).unwrap();
        assert_eq!(store.records(&Filter::default()).unwrap().total, 0);
        Store::open(&path).unwrap();
    }

    #[test]
    fn a_new_database_says_what_it_is() {
        let (_folder, path) = filled();
        let info = Store::open(&path).unwrap().info().unwrap();
        assert_eq!((info.application_id, &*info.journal_mode), (0x434C_4C47, "wal"));
        assert_eq!(info.schema_version, migrate::newest());
        assert_eq!((info.documents, info.claims, info.verdicts, info.events, info.chains), (3, 3, 0, 3, 1));
        assert_eq!(info.bytes, fs::metadata(&path).unwrap().len());
        assert_eq!(&fs::read(&path).unwrap()[68..72], b"CLLG");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, path) = fixture::database();
        let mut store = Store::open(&path).unwrap();
        fixture::add(&mut store, "Some 30 came.");
        for entry in folder.path().read_dir().unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
        }
        assert!(folder.path().join("claims.db-wal").exists());
    }

    #[test]
    fn what_is_no_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        for (content, reason) in [
            (&b""[..], "is empty"),
            (b"x", "is not a database"),
            (b"To whom it may concern: 30,000 people.\n", "is not a database"),
            (&b"\x00\xffsome bytes".repeat(1000), "is not a database"),
            (b"SQLite format 3\0", "is not a database"),
        ] {
            fs::write(&path, content).unwrap();
            assert!(refusal(&path).contains(reason), "{content:?}: {}", refusal(&path));
        }
    }

    #[test]
    fn another_programs_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        for mode in ["delete", "wal"] {
            let other = Connection::open(&path).unwrap();
            other.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(())).unwrap();
            other.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
            other.execute_batch("CREATE TABLE IF NOT EXISTS mine (x); INSERT INTO mine VALUES (1)").unwrap();
            other.close().unwrap();
            assert!(refusal(&path).contains("another program's database"), "{}", refusal(&path));
        }
        assert!(folder.path().join("other.db-wal").metadata().unwrap().len() > 0);
    }

    #[test]
    fn a_newer_schema_is_refused_and_left_alone_even_in_the_log() {
        let (_folder, path) = filled();
        let newer = Connection::open(&path).unwrap();
        newer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
        newer.pragma_update(None, "user_version", 9).unwrap();
        newer.close().unwrap();
        let reason = format!("newer claimlog (schema 9; this one knows {})", migrate::newest());
        assert!(refusal(&path).contains(&reason), "{}", refusal(&path));
    }

    #[test]
    fn a_cut_or_scrambled_database_is_refused_and_left_alone() {
        let (_folder, path) = filled();
        let whole = fs::read(&path).unwrap();
        let half = whole.len() / 2;
        let scrambled: Vec<u8> =
            whole[..100].iter().copied().chain((1..=251).rev().cycle().take(whole.len() - 100)).collect();
        for content in [&whole[..4096], &whole[..half], &whole[..half + 1000], &whole[..200], &scrambled] {
            fs::write(&path, content).unwrap();
            let reason = refusal(&path);
            assert!(reason.contains("damaged or cut") || reason.contains("not a database"), "{reason}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_a_folder_and_a_pipe_are_refused() {
        let (folder, path) = filled();
        let link = folder.path().join("link.db");
        for target in [path.as_path(), Path::new("/nowhere/at/all")] {
            std::os::unix::fs::symlink(target, &link).unwrap();
            assert!(refusal(&link).contains("is a symbolic link"));
            fs::remove_file(&link).unwrap();
        }
        assert!(Store::open(folder.path()).unwrap_err().to_string().contains("is a folder"));
        assert!(Store::open(Path::new("/dev/null")).unwrap_err().to_string().contains("not a regular file"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_is_followed() {
        let (folder, path) = filled();
        let elsewhere = tempfile::tempdir().unwrap();
        let link = elsewhere.path().join("home");
        std::os::unix::fs::symlink(folder.path(), &link).unwrap();
        Store::open(&link.join(path.file_name().unwrap())).unwrap();
    }

    #[test]
    fn the_log_of_a_database_that_is_gone_is_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims.db");
        fs::write(folder.path().join("claims.db-wal"), "kept").unwrap();
        let refusal = Store::create_or_open(&path).unwrap_err().to_string();
        assert!(refusal.contains("claims.db-wal was left by a database that is gone"), "{refusal}");
        assert!(!path.exists());
    }
}
