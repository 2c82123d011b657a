//! Reports as files: whole or not there, and never over a database.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Refuses what cannot be a report's file: a link, a device, a folder; and a database, this one or another, or the log of one.
pub(super) fn refuse(path: &Path, database: &Path) -> anyhow::Result<()> {
    let name = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = ["-wal", "-shm", "-journal"].map(|end| {
        let mut name = name(database).into_os_string();
        name.push(end);
        PathBuf::from(name)
    });
    let is_its = |path: &Path| name(path) == name(database) || beside.contains(&name(path));
    let full = fs::canonicalize(folder_of(path)).unwrap_or_default().join(path.file_name().unwrap_or_default());
    if is_its(path) || is_its(&full) {
        bail!("{} is a database: name another file for the report", path.display());
    }
    match fs::symlink_metadata(path) {
        Ok(known) if !known.is_file() => {
            bail!("{} is no plain file: name another, or write to standard output", path.display());
        }
        Ok(_) => {}
        Err(_) => return Ok(()),
    }
    let mut head = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut head));
    if read.is_ok() && head.starts_with(b"SQLite format 3") {
        bail!("{} is a database: name another file for the report", path.display());
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that is whole, on the disk, and has not its name yet; it goes when it gets none.
pub(super) struct Written<'p> {
    path: &'p Path,
    private: bool,
    new: tempfile::NamedTempFile,
}

impl Written<'_> {
    /// Gives the file its name, in place of an older one.
    pub(super) fn keep(self) -> anyhow::Result<()> {
        let cannot = || format!("{} cannot be written", self.path.display());
        if let Ok(old) = fs::metadata(self.path)
            && !self.private
        {
            self.new.as_file().set_permissions(old.permissions()).with_context(cannot)?;
        }
        self.new.persist(self.path).map_err(|error| error.error).with_context(cannot)?;
        Ok(())
    }
}

/// Writes a file under a temporary name in its folder, so that a failure leaves an old file whole. Only its owner can read a
/// private one.
pub(super) fn written<T>(
    path: &Path,
    private: bool,
    write: impl FnOnce(&mut BufWriter<&fs::File>) -> anyhow::Result<T>,
) -> anyhow::Result<(T, Written<'_>)> {
    let folder = folder_of(path);
    let cannot = || format!("{} cannot be written", path.display());
    if !folder.is_dir() {
        bail!("{} cannot be written: there is no folder {}", path.display(), folder.display());
    }
    let new = temporary(folder, private).map_err(|error| without_path(&error)).with_context(cannot)?;
    let mut out = BufWriter::new(new.as_file());
    let result = write(&mut out).with_context(cannot)?;
    out.flush().with_context(cannot)?;
    drop(out);
    new.as_file().sync_all().with_context(cannot)?;
    Ok((result, Written { path, private, new }))
}

/// A new file with the permissions that any new file of the user has; a private one is its owner's alone.
fn temporary(folder: &Path, private: bool) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimlog-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(if private { 0o600 } else { 0o666 }));
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
        let failed = written(&path, false, |out| -> anyhow::Result<()> {
            out.write_all(b"half")?;
            bail!("the disk is full")
        });
        assert!(failed.is_err());
        drop(written(&path, false, |out| Ok(out.write_all(b"not kept")?)).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        written(&path, false, |out| Ok(out.write_all(b"new")?)).unwrap().1.keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &link).unwrap();
        let refused = refuse(&link, Path::new("x.db")).unwrap_err();
        assert!(refused.to_string().contains("no plain file"));
    }
}
