//! The heads of pages as publishing systems write them, each with the days that it gives or that it gives none.
//!
//! The first line of a file in `tests/heads/` is a comment with what is wanted: the day of publication and the place that it
//! comes from, or `none`; the day of the last change where the page is about it; and whether a notice tells of a date that
//! could not be read. `{{text}}` stands for the text of an article.

use std::fs;
use std::path::Path;

use claimlog::ingest::{self, Format, Ingested, Options};

const TEXT: &str = "<p>Some 30,000 people left the town of Ern last year, the mayor, Ada Quill, said on Monday, and more than 5% of its \
    houses stand empty, which costs the council about £1.2 million a year in taxes that nobody pays.</p>\
    <p>The council, which has 14 members, will vote in two weeks on a plan to sell 120 of the houses for one pound each, as the port \
    of Lorn did in 2019, when it found buyers for 86 of them within three months.</p>\
    <p>It published the plan on 1 March 2019 and changed it twice.</p>";

fn read(page: String) -> Ingested {
    let options = Options { format: Some(Format::Html), ..Options::default() };
    let mut documents = ingest::read("page.html", std::io::Cursor::new(page.into_bytes()), &options).expect("it opens");
    documents.next().expect("one document").expect("it reads")
}

/// What is found, in the words of the first line as far as it goes.
fn told(found: &Ingested, wanted: &str) -> String {
    let metadata = &found.document.metadata;
    let day = |day: Option<chrono::NaiveDate>| day.map_or("none".to_owned(), |day| day.to_string());
    let mut told = format!("published: {}", day(metadata.published));
    if let Some(place) = metadata.origins.get("published") {
        told += &format!(" ({place})");
    }
    if wanted.contains("modified: ") {
        told += &format!("; modified: {}", day(metadata.modified));
    }
    if !found.notices.is_empty() {
        told += "; notice";
    }
    told
}

#[test]
fn every_head_gives_the_right_day_or_none() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/heads");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it reads").path()).collect();
    files.sort();
    let (mut wrong, mut none) = (Vec::new(), 0);
    for path in &files {
        let page = fs::read_to_string(path).expect("it reads").replace("{{text}}", TEXT);
        let wanted = page
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.split_once(" -->"))
            .expect("it says what is wanted")
            .0
            .to_owned();
        none += usize::from(wanted.starts_with("published: none"));
        let found = read(page);
        assert!(found.document.text.contains("30,000"), "{}", path.display());
        let told = told(&found, &wanted);
        if told != wanted {
            wrong.push(format!("{}: wanted {wanted}, found {told}", path.file_name().unwrap_or_default().display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files.len() >= 100 && none >= 30, "{} heads, {none} without a day", files.len());
}
