//! A path → the files in it that are articles: itself, or all below a folder whose names are taken, in order.

use std::fs;
use std::path::{Path, PathBuf};

use crate::ingest::Names;
use crate::ingest::error::{IngestError, Problem};

/// Lists the articles at a path: a file is one whatever its name; a folder is walked to the bottom, hidden names and
/// links to folders are passed over, and the order is that of the names, the same on every machine. A folder below that cannot
/// be read stands among the files, and opening it says why.
///
/// # Errors
/// When the path does not exist, a folder cannot be read, or none of its files is taken.
pub fn files(path: &Path, names: &Names) -> Result<Vec<PathBuf>, IngestError> {
    let name = path.to_string_lossy();
    let metadata = fs::metadata(path).map_err(|error| Problem::from(error).of(&name))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let (mut folders, mut unreadable) = (vec![path.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        match list(&folder, &mut folders, &mut found) {
            Err(problem) if folder == path => return Err(problem.of(&name)),
            Err(_) => unreadable.push(folder),
            Ok(()) => {}
        }
    }
    found.retain(|file| {
        let below = file.strip_prefix(path).unwrap_or(file);
        names.takes(&below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    });
    found.append(&mut unreadable);
    if found.is_empty() {
        return Err(Problem::NoArticles.of(&name));
    }
    found.sort_unstable();
    Ok(found)
}

fn list(folder: &Path, folders: &mut Vec<PathBuf>, found: &mut Vec<PathBuf>) -> Result<(), Problem> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let (kind, path) = (entry.file_type()?, entry.path());
        if kind.is_dir() {
            folders.push(path);
        } else if kind.is_file() || path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "Some 30,000 left.").unwrap();
        }
        folder
    }

    #[test]
    fn walks_to_the_bottom_in_order() {
        let folder = folder(&["b.txt", "a/z.HTML", "a/c.md", "a/.hidden.txt", ".git/x.txt", "picture.png", "d.jsonl"]);
        let found = files(folder.path(), &Names::default()).unwrap();
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a/c.md", "a/z.HTML", "b.txt", "d.jsonl"]);
    }

    #[test]
    fn a_file_is_an_article_whatever_its_name() {
        let folder = folder(&["story.orig"]);
        let path = folder.path().join("story.orig");
        assert_eq!(files(&path, &Names::default()).unwrap(), [path]);
    }

    #[test]
    fn a_folder_without_articles_and_a_missing_path_are_errors() {
        let folder = folder(&["picture.png"]);
        assert!(matches!(files(folder.path(), &Names::default()).unwrap_err().problem, Problem::NoArticles));
        assert!(matches!(files(&folder.path().join("none"), &Names::default()).unwrap_err().problem, Problem::Missing));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_up_does_not_go_round() {
        let folder = folder(&["a/b.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
        assert_eq!(files(folder.path(), &Names::default()).unwrap().len(), 1);
    }
}
