//! The house holds: every arrow between modules points down the layers of docs/architecture.md.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the bottom; a module may import from lower layers, and from its own where the table says so.
const LAYERS: [&[&str]; 9] = [
    &["span", "unit"],
    &["model"],
    &["lexicon", "text"],
    &["quantity", "attribution", "worth"],
    &["extract"],
    &["ingest", "store", "export"],
    &["review", "check"],
    &["tui", "web"],
    &["cli", "main"],
];

/// Imports within a layer that are meant: text is split with the tables' abbreviations.
const SIDEWAYS: [(&str, &str); 1] = [("text", "lexicon")];

/// Imports of lower layers that are not meant, whatever the layers say.
const FORBIDDEN: [(&str, &[&str]); 4] = [
    ("attribution", &["quantity"]),
    ("ingest", &["text", "lexicon", "quantity", "attribution", "worth", "extract"]),
    ("store", &["text", "lexicon", "quantity", "attribution", "worth", "extract"]),
    ("export", &["text", "lexicon", "quantity", "attribution", "worth", "extract"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// The module that a file belongs to: the first part of its path below `src`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("below src");
    let first = below.components().next().expect("a part").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules of this crate that a file names after `crate::` or `claimlog::`, tests left out.
fn imports(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut names = Vec::new();
    for line in lines {
        for start in ["crate::", "claimlog::"] {
            for (_, rest) in line.match_indices(start).map(|(at, _)| line.split_at(at + start.len())) {
                let list = rest.strip_prefix('{').map_or(rest, |list| list);
                let parts = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
                let name = |part: &str| {
                    part.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>()
                };
                names.extend(parts.into_iter().map(name));
            }
        }
    }
    names
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn no_arrow_goes_up() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        let from = module(&path);
        if from == "lib" {
            continue;
        }
        let above = layer(&from).unwrap_or_else(|| panic!("{from} has no layer: add it to the table"));
        for to in imports(&fs::read_to_string(&path).expect("readable")) {
            let Some(below) = layer(&to) else { continue };
            let sideways = SIDEWAYS.contains(&(from.as_str(), to.as_str()));
            let own = from == to || from == "main" && to == "cli";
            let forbidden = FORBIDDEN.iter().any(|(module, to_them)| *module == from && to_them.contains(&to.as_str()));
            if !own && (below > above || below == above && !sideways || forbidden) {
                wrong.push(format!("{}: {from} imports {to}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that go up or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_all_forms() {
    let source = "use crate::model::Claim;\n// use crate::cli;\nfn f() { crate::span::Span::new(0, 0); }\nuse crate::{text, store::Store};\n#[cfg(test)]\nuse crate::web;";
    assert_eq!(imports(source), ["model", "span", "text", "store"]);
}

#[test]
fn every_file_says_what_it_is_for() {
    for path in sources(Path::new("src")) {
        let source = fs::read_to_string(&path).expect("readable");
        assert!(source.starts_with("//! "), "{} does not open with its job", path.display());
    }
}

#[test]
fn every_corpus_file_is_run() {
    for entry in fs::read_dir("tests/corpus").expect("the folder is there") {
        let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
        let known = super::corpus::FILES.contains(&name.as_str());
        assert!(known, "tests/corpus/{name} is run by no test");
    }
}
