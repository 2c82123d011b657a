//! Reports as files: whole or not there, and never over a database.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Refuses to write over a database, this one or another, or over the log of one.
pub(super) fn spare_databases(path: &Path, database: &Path) -> anyhow::Result<()> {
    let name = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = ["-wal", "-shm", "-journal"].map(|end| {
        let mut name = name(database).into_os_string();
        name.push(end);
        PathBuf::from(name)
    });
    let mut head = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut head));
    if name(path) == name(database)
        || beside.contains(&name(path))
        || read.is_ok() && head.starts_with(b"SQLite format 3")
    {
        bail!("{} is a database: name another file for the report", path.display());
    }
    Ok(())
}

/// Writes a file under a temporary name in its folder and renames it, so that a failure leaves an old file whole.
pub(super) fn to_file<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&fs::File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if let Ok(known) = fs::symlink_metadata(path)
        && !known.is_file()
    {
        bail!("{} is no plain file: name another, or write to standard output", path.display());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = || format!("{} cannot be written", path.display());
    let new = temporary(folder).map_err(|error| without_path(&error)).with_context(cannot)?;
    let mut out = BufWriter::new(new.as_file());
    let written = write(&mut out).with_context(cannot)?;
    out.flush().with_context(cannot)?;
    drop(out);
    new.as_file().sync_all().with_context(cannot)?;
    if let Ok(old) = fs::metadata(path) {
        new.as_file().set_permissions(old.permissions()).with_context(cannot)?;
    }
    new.persist(path).map_err(|error| error.error).with_context(cannot)?;
    Ok(written)
}

/// A new file with the permissions that any new file of the user has.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimlog-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The error without the temporary name, which says nothing to the user.
fn without_path(error: &io::Error) -> io::Error {
    let code = error.get_ref().and_then(|inner| inner.source()).and_then(|cause| cause.downcast_ref::<io::Error>());
    code.and_then(io::Error::raw_os_error).map_or_else(|| io::Error::from(error.kind()), io::Error::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_the_old_file_whole_and_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let failed: anyhow::Result<()> = to_file(&path, |out| {
            out.write_all(b"half")?;
            bail!("the disk is full")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        to_file(&path, |out| Ok(out.write_all(b"new")?)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &link).unwrap();
        let refused = to_file(&link, |_| Ok(())).unwrap_err();
        assert!(refused.to_string().contains("no plain file"));
    }
}
