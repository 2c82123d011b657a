//! Documents as Word writes them, changed ones, damaged ones and bombs.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    )
}

fn docx(body: &str) -> Vec<u8> {
    archive(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document(body))])
}

fn text(body: &str) -> String {
    read(&docx(body)).unwrap().text
}

/// A paragraph.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_lists_and_rows_are_lines() {
    let item = |text: &str| p(text).replace("<w:p>", "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/></w:numPr></w:pPr>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Ern &amp; Lorn</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t xml:space=\"preserve\">Some </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>30,000</w:t></w:r><w:r><w:tab/><w:t>left&#46;</w:t><w:br/><w:t>More.</w:t></w:r></w:p>".to_owned(),
        item("Ern 1,200"),
        item("Lorn 340"),
        p("After."),
        format!("<w:tbl><w:tblPr/>{}{}</w:tbl>", row("Ern", "1,200"), row("Lorn", "340")),
        p("Last."),
    ];
    assert_eq!(
        text(&body.concat()),
        "Ern & Lorn\n\nSome 30,000 left.\nMore.\n\nErn 1,200\nLorn 340\n\nAfter.\n\nErn 1,200\nLorn 340\n\nLast."
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Some </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>20,000</w:delText></w:r></w:del>\
        <w:ins w:id=\"2\"><w:r><w:t>30,000</w:t></w:r></w:ins><w:moveFrom w:id=\"3\"><w:r><w:t> once</w:t></w:r></w:moveFrom><w:r><w:t xml:space=\"preserve\"> left</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:id=\"4\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One </w:t></w:r></w:p><w:p><w:r><w:t>paragraph.</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del w:id=\"5\"/></w:trPr><w:tc><w:p><w:r><w:t>40 gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(text(body), "Some 30,000 left\n\nOne paragraph.");
}

#[test]
fn hidden_text_codes_and_second_versions_are_no_text() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>40 hidden </w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>Shown</w:t></w:r>\
        <w:r><w:fldChar/><w:instrText> PAGE 40 </w:instrText></w:r></w:p>\
        <w:p><w:r><w:t>Before.</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box of 5.</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>A box of 5.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t> After.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:t>Contents 12</w:t></w:r></w:p>";
    assert_eq!(text(body), "Shown\n\nA box of 5.\n\nBefore. After.");
}

#[test]
fn raised_digits_join_no_number_and_struck_ones_are_gone() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let runs = [
        run("", "Some 300"),
        run(raised, "1"),
        run("", " of 10"),
        run(raised, "6"),
        run("", " fish, the 1"),
        run(raised, "st"),
        run("<w:strike/>", " 40"),
        run("<w:strike w:val=\"0\"/>", " 50"),
    ];
    assert_eq!(text(&format!("<w:p>{}</w:p>", runs.concat())), "Some 300¹ of 10⁶ fish, the 1st 50");
}

#[test]
fn notes_stand_behind_and_comments_are_told() {
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>sep</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"1\"><w:p><w:r><w:t>Counted in 2024.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let comments =
        "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\"><w:p><w:r><w:t>40?</w:t></w:r></w:p></w:comment></w:comments>";
    let bytes = archive(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document(&p("Some left."))),
        ("word/footnotes.xml", notes),
        ("word/comments.xml", comments),
        ("word/header1.xml", &document(&p("Press release 40"))),
    ]);
    let draft = read(&bytes).unwrap();
    assert_eq!(draft.text, "Some left.\n\nCounted in 2024.");
    assert_eq!(draft.notices, [Notice::LeftOut("a comment".to_owned())]);
}

#[test]
fn the_article_says_more_of_itself_than_its_properties() {
    let core = "<cp:coreProperties><dc:title>Old &amp; stale title</dc:title><dc:creator>Clerk of Ern</dc:creator><dcterms:created>2026-03-01T10:00:00Z</dcterms:created><dcterms:modified>2026-03-05T10:00:00Z</dcterms:modified></cp:coreProperties>";
    let with = |body: &str| {
        let parts = [("[Content_Types].xml", TYPES), ("word/document.xml", body), ("docProps/core.xml", core)];
        read(&archive(&parts)).unwrap()
    };
    let plain = with(&document(&p("Some left.")));
    assert_eq!(plain.metadata.title.as_deref(), Some("Old & stale title"));
    assert_eq!(plain.metadata.byline.as_deref(), Some("Clerk of Ern"));
    assert_eq!(plain.metadata.published, None);
    assert_eq!(plain.metadata.modified.map(|day| day.to_string()).as_deref(), Some("2026-03-05"));
    assert!(matches!(plain.notices.as_slice(), [Notice::Created { .. }]));
    let headed =
        with(&document(&[p("Ern empties fast"), p("By Ada Quill"), p("4 March 2026"), p("Some left.")].concat()));
    assert_eq!(headed.metadata.title.as_deref(), Some("Ern empties fast"));
    assert_eq!(headed.metadata.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(headed.metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
    assert_eq!(headed.notices, []);
}

#[test]
fn entities_and_bombs_are_refused() {
    let entity = document(&p("&lol;")).replacen("<w:document", "<!DOCTYPE x [<!ENTITY lol \"lol\">]><w:document", 1);
    let bytes = archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", &entity)]);
    assert!(matches!(read(&bytes), Err(Problem::Entities(_))));
    let bomb = document(&p(&"0".repeat(8 * 1024 * 1024)));
    let bytes = archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", &bomb)]);
    assert!(bytes.len() < 20_000);
    assert!(matches!(read(&bytes), Err(Problem::Bomb { .. })));
}

#[test]
fn only_documents_are_documents() {
    assert!(is_docx(&docx(&p("Some left."))));
    assert!(!is_docx(&archive(&[("a.txt", "[Content_Types].xml word/document.xml")])));
    assert!(!is_docx(b"PK\x03\x04 [Content_Types].xml word/document.xml"));
    assert!(matches!(read(&archive(&[("a.txt", "x")])), Err(Problem::Binary { .. })));
    assert!(matches!(read(&docx("<w:p/>")), Err(Problem::NoText)));
}

#[test]
fn broken_and_hostile_documents_end() {
    let sample = docx(&p("Some left."));
    for end in 0..sample.len() {
        assert!(read(&sample[..end]).is_err());
        let mut bent = sample.clone();
        bent[end] ^= 0x55;
        let _ = read(&bent);
        let _ = is_docx(&bent);
    }
    for part in ["<w:p>", "<w:tbl><w:tr>", "<w:txbxContent><w:p>", "<w:del>", "</w:p>", "<w:t>", "&amp;", "<w:p/>"] {
        let _ = read(&docx(&part.repeat(3_000)));
        let _ = read(&docx(&p(&part.repeat(3_000))));
    }
}
