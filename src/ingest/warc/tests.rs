//! Web archives, sound and damaged: what comes of each record.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;

use super::*;
use crate::ingest::{Ingested, read};

const PAGE: &str = "<html><body><article><p>Some 30,000 people left the town of Ern last year, the mayor, Ada Quill, said on \
    Monday, and more than 5% of its houses stand empty, which costs the council about £1.2 million a year in taxes that nobody \
    pays.</p></article></body></html>";

fn record(kind: &str, url: &str, content: &[u8], length: &str) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-23T10:00:00Z\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn http(page: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}").into_bytes()
}

/// A response of a page that names its number.
fn response(number: usize) -> Vec<u8> {
    let content = http(&PAGE.replace("30,000", &format!("30,00{number}")));
    record("response", &format!("https://tidewater.example/{number}"), &content, &content.len().to_string())
}

fn found(archive: &[u8]) -> Vec<Result<Ingested, IngestError>> {
    read("a.warc", Cursor::new(archive.to_vec()), &Options::default()).unwrap().collect()
}

/// What each article is called, and what each error says.
fn told(archive: &[u8]) -> Vec<String> {
    let tell = |it: Result<Ingested, IngestError>| it.map_or_else(|error| error.to_string(), |it| it.name);
    found(archive).into_iter().map(tell).collect()
}

#[test]
fn pages_come_with_what_their_records_say() {
    let other = record("request", "https://tidewater.example/0", b"GET / HTTP/1.1\r\n\r\n", "18");
    let text = record("conversion", "https://tidewater.example/3", b"Some 40 came.", "13");
    let info = record("warcinfo", "", b"software: x", "11");
    let archive = [info, response(1), other, response(2), text].concat();
    let articles: Vec<_> = found(&archive).into_iter().map(Result::unwrap).collect();
    let urls: Vec<_> = articles.iter().map(|it| it.document.metadata.url.as_deref().unwrap()).collect();
    assert_eq!(urls, [1, 2, 3].map(|number| format!("https://tidewater.example/{number}")));
    let metadata = &articles[0].document.metadata;
    let retrieved = metadata.retrieved.as_ref().unwrap();
    assert_eq!(retrieved.at.to_rfc3339(), "2026-11-23T10:00:00+00:00");
    assert_eq!(retrieved.sha256.len(), 64);
    assert_eq!(metadata.origins["url"], "archive's record");
    assert!(articles[1].document.text.starts_with("Some 30,002 people"));
    assert_eq!(articles[2].document.text, "Some 40 came.");
}

#[test]
fn packed_archives_are_the_same() {
    let mut packed = Vec::new();
    for number in 1..4 {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(&response(number)).unwrap();
        packed.extend(packer.finish().unwrap());
    }
    let plain = [response(1), response(2), response(3)].concat();
    assert_eq!(told(&packed), told(&plain));
    let cut = told(&packed[..packed.len() - 40]);
    assert_eq!(cut[..2], told(&plain)[..2]);
    assert!(cut[2].starts_with("a.warc, byte ") && cut[2].contains("the packed data break off at byte "), "{}", cut[2]);
}

#[test]
fn a_record_that_lies_is_left_out_and_the_others_are_read() {
    let (first, last) = (response(1), response(2));
    let content = http(PAGE);
    let lies = ["99999999999", "18446744073709551616", "-5", "", "12", "x", "0x10", "700", "1500"];
    for length in lies.iter().map(|it| (*it).to_owned()).chain([(content.len() + 900).to_string()]) {
        let liar = record("response", "https://tidewater.example/liar", &content, &length);
        let told = told(&[first.clone(), liar, last.clone()].concat());
        assert_eq!(told.len(), 3, "{length}: {told:?}");
        assert_eq!(
            (told[0].as_str(), told[2].as_str()),
            ("https://tidewater.example/1", "https://tidewater.example/2")
        );
        assert!(
            told[1].starts_with(&format!("a.warc, byte {}: this record is damaged", first.len())),
            "{length}: {}",
            told[1]
        );
    }
}

#[test]
fn a_lie_that_ends_anywhere_changes_no_other_text() {
    let paragraphs = PAGE.replace("on \\\n", "on ").replace("Monday, and", "Monday.</p>\n\n<p>Then\n\nmore");
    let next =
        record("response", "https://tidewater.example/2", &http(&paragraphs), &http(&paragraphs).len().to_string());
    let sound = found(&next).remove(0).unwrap().document;
    let content = http(PAGE);
    for more in 1..next.len() + 4 {
        let liar = record("response", "https://tidewater.example/liar", &content, &(content.len() + more).to_string());
        for it in found(&[liar, next.clone()].concat()).into_iter().flatten() {
            assert!(it.document == sound || it.name.ends_with("liar"), "{more}: {:?}", it.document.text);
        }
    }
}

#[test]
fn many_lies_take_as_long_as_many_records() {
    let lies: Vec<u8> = (0..3_000).flat_map(|_| record("response", "https://a.example/", b"x", "20000000")).collect();
    let archive = [lies, vec![b'x'; 3 << 20]].concat();
    assert_eq!(found(&archive).len(), 3_000);
}

#[test]
fn what_is_no_record_is_passed_over() {
    let noise = b"\x00\xFFsome noise\r\nWARC\r\nmore".to_vec();
    let headless = b"WARC/1.0\r\nWARC-Type: response\r\n".to_vec();
    let told = told(&[response(1), noise, b"\r\n".to_vec(), response(2), headless, response(3)].concat());
    let names: Vec<_> = told.iter().filter(|it| it.starts_with("https://")).collect();
    assert_eq!(names.len(), 3, "{told:?}");
    assert_eq!(told.len(), 5, "{told:?}");
}

#[test]
fn records_longer_than_any_page_go_by() {
    let options = Options { max_bytes: 2_000, ..Options::default() };
    let film = record("response", "https://tidewater.example/film", &vec![b'x'; 300_000], "300000");
    let request = record("request", "https://tidewater.example/up", &vec![b'x'; 300_000], "300000");
    let archive = [response(1), film, request, response(2)].concat();
    let found: Vec<_> = read("a.warc", Cursor::new(archive), &options).unwrap().collect();
    assert_eq!(found.len(), 3);
    assert!(matches!(found[1].as_ref().unwrap_err().problem, Problem::TooLong(2_000)));
}

#[test]
fn a_cut_archive_keeps_what_came_before() {
    let archive = [response(1), response(2)].concat();
    let first = response(1).len();
    for end in 10..archive.len() {
        let told = told(&archive[..end]);
        let whole = told.iter().filter(|it| it.starts_with("https://")).count();
        assert!(whole >= usize::from(end >= first), "{end}: {told:?}");
        assert!(told.len() <= 2, "{end}: {told:?}");
    }
}

proptest! {
    #[test]
    fn whatever_bytes_come_reading_ends(at in 0..2_000_usize, put in proptest::collection::vec(any::<u8>(), 0..40), cut in 0..40_usize) {
        let mut archive = [response(1), response(2), response(3)].concat();
        let at = at.min(archive.len() - cut);
        archive.splice(at..at + cut, put);
        prop_assert!(found(&archive).len() <= 8);
    }
}
