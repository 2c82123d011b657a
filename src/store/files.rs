//! Files of evidence: a file that is handed in → a copy beside the database, named by the SHA-256 of its bytes.
//!
//! They lie in `NAME.files`, for their owner only. A copy is made under another name, brought to the disk and then given
//! its own, before the event with its hash is written: what the ledger names was there.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::model::{Evidence, EvidenceFile};
use crate::store::{FileFault, FileTrouble, StoreError, create, hex};

/// The largest file that is kept, in bytes.
const LARGEST: u64 = 100 * 1024 * 1024;

/// The folder of the files of the database at `path`.
pub(super) fn folder(database: &Path) -> PathBuf {
    let mut name: OsString = database.file_name().unwrap_or_default().to_owned();
    name.push(".files");
    // Not an empty path, which names no folder: "claims.db" lies in ".".
    Path::new(".").join(database.with_file_name(name))
}

/// Copies the file into the folder, unless it is there.
pub(super) fn keep(folder: &Path, source: &Path) -> Result<EvidenceFile, StoreError> {
    let name = source.file_name().ok_or_else(|| unfit(source, "is a folder, not a file"))?;
    let file = open(source)?;
    make(folder)?;
    let cannot_copy = |error| StoreError::File { path: folder.to_owned(), action: "written", source: error };
    let mut copy = tempfile::Builder::new().prefix(".claimlog-").tempfile_in(folder).map_err(cannot_copy)?;
    let mut input = Hashed::new(file.take(LARGEST + 1)); // it may grow while it is read
    let bytes = io::copy(&mut input, &mut copy).map_err(|error| StoreError::File {
        path: source.to_owned(),
        action: "copied",
        source: error,
    })?;
    if bytes > LARGEST {
        return Err(too_large(source));
    }
    let kept = EvidenceFile { name: name.to_string_lossy().into_owned(), sha256: input.digest(), bytes };
    let place = folder.join(&kept.sha256);
    if trouble(&place, &kept.sha256).is_some() {
        copy.as_file().sync_all().map_err(cannot_copy)?;
        copy.persist(&place).map_err(|error| cannot_copy(error.error))?; // what is there has another hash
    }
    create::sync_folder(&place).map_err(cannot_copy)?;
    Ok(kept)
}

/// A reader that hashes what goes through it.
struct Hashed<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Hashed<R> {
    fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new() }
    }

    fn digest(self) -> String {
        hex(&self.hash.finalize())
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

/// Opens a plain file for reading: no link is followed, and no device or pipe is waited for.
fn open(path: &Path) -> Result<File, StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), action: "read", source };
    let named = fs::symlink_metadata(path).map_err(failed)?;
    let reason = match named.file_type() {
        kind if kind.is_symlink() => "is a symbolic link: give the path that it leads to",
        kind if kind.is_dir() => "is a folder, not a file",
        kind if !kind.is_file() => "is not a regular file",
        _ if named.len() == 0 => "is empty",
        _ if named.len() > LARGEST => return Err(too_large(path)),
        _ => "",
    };
    if !reason.is_empty() {
        return Err(unfit(path, reason));
    }
    let file = File::open(path).map_err(failed)?;
    let opened = file.metadata().map_err(failed)?;
    if same_file(&named, &opened) { Ok(file) } else { Err(unfit(path, "changed while it was opened: try again")) }
}

/// Whether a link was put in the place of the file meanwhile.
#[cfg(unix)]
fn same_file(named: &Metadata, opened: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    opened.is_file() && (named.dev(), named.ino()) == (opened.dev(), opened.ino())
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, opened: &Metadata) -> bool {
    opened.is_file()
}

/// Makes the folder, which must be one and no link to another.
fn make(folder: &Path) -> Result<(), StoreError> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => return Err(unfit(folder, "is in the place of the folder for files of evidence: move it away")),
        Err(_) => {}
    }
    let made = create::make_folder(folder).and_then(|()| create::sync_folder(folder));
    made.map_err(|source| StoreError::File { path: folder.to_owned(), action: "created", source })
}

/// What is wrong with each file that the evidence names; a file that several name is looked at once for all.
pub(super) fn check(folder: &Path, pieces: &[Evidence]) -> Vec<FileFault> {
    let mut seen: std::collections::BTreeMap<&str, Option<FileTrouble>> = std::collections::BTreeMap::new();
    let mut faults = Vec::new();
    for (piece, file) in pieces.iter().filter_map(|piece| Some((piece, piece.file.as_ref()?))) {
        let found = seen.entry(&file.sha256).or_insert_with(|| trouble(&folder.join(&file.sha256), &file.sha256));
        if let Some(trouble) = found {
            faults.push(FileFault { evidence: piece.id, file: file.clone(), trouble: trouble.clone() });
        }
    }
    faults
}

/// What is wrong with the file at `place`, whose bytes should have this hash.
pub(super) fn trouble(place: &Path, sha256: &str) -> Option<FileTrouble> {
    // A hash that is none could lead out of the folder.
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(FileTrouble::Unreadable("its hash is none".to_owned()));
    }
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Some(FileTrouble::Gone),
        Ok(found) if !found.is_file() || found.len() > LARGEST => return Some(FileTrouble::Changed),
        _ => {}
    }
    let read = File::open(place).map(Hashed::new).and_then(|mut file| {
        io::copy(&mut file, &mut io::sink())?;
        Ok(file.digest())
    });
    match read {
        Ok(hash) => (hash != sha256).then_some(FileTrouble::Changed),
        Err(error) => Some(FileTrouble::Unreadable(error.to_string())),
    }
}

/// Copies from one folder to another each file that the evidence names and the other lacks; those that are missing or
/// changed in both are left out.
pub(super) fn copy(from: &Path, to: &Path, pieces: &[Evidence]) -> Result<u64, StoreError> {
    let mut copied = 0;
    for file in pieces.iter().filter_map(|piece| piece.file.as_ref()) {
        let (old, new) = (from.join(&file.sha256), to.join(&file.sha256));
        if trouble(&old, &file.sha256).is_none() && trouble(&new, &file.sha256).is_some() {
            keep(to, &old)?;
            copied += 1;
        }
    }
    Ok(copied)
}

fn unfit(path: &Path, reason: &'static str) -> StoreError {
    StoreError::UnfitFile { path: path.to_owned(), reason }
}

fn too_large(path: &Path) -> StoreError {
    unfit(path, "is larger than 100 MiB, which is the most: keep it elsewhere and give its address")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::store::{Store, fixture};

    /// A store in a folder, with a file beside it.
    fn desk(content: &[u8]) -> (TempDir, Store, PathBuf) {
        let (home, path) = fixture::database();
        let source = home.path().join("table.csv");
        fs::write(&source, content).unwrap();
        (home, Store::open(&path).unwrap(), source)
    }

    fn names(store: &Store) -> Vec<String> {
        let Ok(entries) = fs::read_dir(folder(&store.path)) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn refusal(store: &Store, source: &Path) -> String {
        let error = store.keep_file(source).unwrap_err().to_string();
        assert_eq!(names(store), [""; 0], "nothing is left behind");
        error
    }

    #[test]
    fn a_file_is_kept_once_under_its_hash() {
        let (home, store, source) = desk(b"1,2\n");
        let kept = store.keep_file(&source).unwrap();
        assert_eq!((&*kept.name, kept.bytes, kept.sha256.len()), ("table.csv", 4, 64));
        let again = home.path().join("again.csv");
        fs::write(&again, b"1,2\n").unwrap();
        assert_eq!(store.keep_file(&again).unwrap().sha256, kept.sha256);
        assert_eq!(names(&store), std::slice::from_ref(&kept.sha256));
        assert_eq!(fs::read(store.file_place(&kept)).unwrap(), b"1,2\n");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let (_home, store, source) = desk(b"1,2\n");
        let kept = store.keep_file(&source).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder(&store.path)), mode(&store.file_place(&kept))), (0o700, 0o600));
    }

    #[test]
    fn what_is_no_plain_file_is_refused() {
        let (home, store, source) = desk(b"");
        assert!(refusal(&store, &source).ends_with("is empty"));
        assert!(refusal(&store, home.path()).contains("is a folder"));
        assert!(refusal(&store, &home.path().join("gone")).contains("cannot be read"));
        assert!(refusal(&store, Path::new("..")).contains("is a folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_a_device_and_a_huge_file_are_refused() {
        let (home, store, source) = desk(b"1,2\n");
        let link = home.path().join("link");
        std::os::unix::fs::symlink(&source, &link).unwrap();
        assert!(refusal(&store, &link).contains("is a symbolic link"));
        assert!(refusal(&store, Path::new("/dev/zero")).contains("not a regular file"));
        File::options().write(true).open(&source).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(refusal(&store, &source).contains("larger than 100 MiB"));
    }

    #[test]
    fn a_file_that_changed_or_is_gone_is_named() {
        let (home, mut store, source) = desk(b"1,2\n");
        let kept = store.keep_file(&source).unwrap();
        let piece = Evidence { file: Some(kept.clone()), ..Evidence::default() }.keyed();
        store.add_evidence(&piece, &fixture::stamp()).unwrap();
        assert_eq!(store.check_files().unwrap(), []);
        let fault = |store: &Store| store.check_files().unwrap().remove(0);
        fs::write(store.file_place(&kept), b"1,3\n").unwrap();
        assert_eq!((fault(&store).trouble, fault(&store).evidence), (FileTrouble::Changed, piece.id));
        fs::remove_file(store.file_place(&kept)).unwrap();
        assert_eq!(fault(&store).trouble, FileTrouble::Gone);
        // The same file again puts it right.
        store.keep_file(&source).unwrap();
        assert_eq!(store.check_files().unwrap(), []);
        fs::write(store.file_place(&kept), b"1,3\n").unwrap();
        store.keep_file(&source).unwrap();
        assert_eq!(store.check_files().unwrap(), []);
        drop(home);
    }

    #[test]
    fn files_follow_to_another_folder() {
        let (home, mut store, source) = desk(b"1,2\n");
        let kept = store.keep_file(&source).unwrap();
        let piece = Evidence { file: Some(kept.clone()), ..Evidence::default() }.keyed();
        store.add_evidence(&piece, &fixture::stamp()).unwrap();
        let copy = home.path().join("copy.db");
        assert_eq!((store.copy_files_to(&copy).unwrap(), store.copy_files_to(&copy).unwrap()), (1, 0));
        assert_eq!(fs::read(folder(&copy).join(&kept.sha256)).unwrap(), b"1,2\n");
    }

    #[test]
    fn a_hash_that_is_none_leads_nowhere() {
        assert!(matches!(trouble(Path::new("/etc/passwd"), "../../etc/passwd"), Some(FileTrouble::Unreadable(_))));
    }
}
