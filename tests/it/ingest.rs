//! The sample articles, as a user would give them.

use std::path::{Path, PathBuf};

use claimlog::ingest::{self, Format, Ingested, Options};

fn samples() -> Vec<PathBuf> {
    ingest::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data"), &ingest::Names::default())
        .expect("the samples are there")
}

fn sample(path: &Path) -> Ingested {
    let mut documents = ingest::open(path, &Options::default()).expect("it opens");
    documents.next().expect("one document").expect("it reads")
}

#[test]
fn every_sample_is_an_article_read_without_a_doubt() {
    let samples = samples();
    assert!(samples.len() >= 8);
    for path in samples {
        let found = sample(&path);
        let words = found.document.text.split_whitespace().count();
        assert!((100..500).contains(&words), "{}: {words} words", path.display());
        let is_transcript = Format::of_name(&path) == Some(Format::Subtitles);
        assert!(is_transcript || found.document.metadata.title.is_some(), "{}", path.display());
        let is_letter = Format::of_name(&path) == Some(Format::Mail);
        assert_eq!(found.notices.len(), usize::from(is_letter), "{}", path.display());
    }
}

#[test]
fn pages_and_markdown_say_where_they_come_from() {
    let complete = [Format::Markdown, Format::Html, Format::Feed];
    for path in samples().iter().filter(|path| Format::of_name(path).is_some_and(|format| complete.contains(&format))) {
        let metadata = sample(path).document.metadata;
        let known = [metadata.byline, metadata.publisher, metadata.url, metadata.published.map(|day| day.to_string())];
        assert!(known.iter().all(Option::is_some), "{}: {known:?}", path.display());
    }
}

#[test]
fn what_stands_around_an_article_is_left_out() {
    let furniture = [
        "612",
        "214",
        "1.2k",
        "90 turbines",
        "45,000 readers",
        "4th title",
        "37",
        "52 issues",
        "5.9%",
        "Photo",
        "Picture",
        "555-",
        "01632",
    ];
    for path in samples().iter().filter(|path| Format::of_name(path) == Some(Format::Html)) {
        let text = sample(path).document.text;
        let left: Vec<_> = furniture.iter().filter(|words| text.contains(**words)).collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}

#[test]
fn the_folder_holds_nothing_but_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    assert_eq!(std::fs::read_dir(folder).expect("the folder is there").count(), samples().len());
}
