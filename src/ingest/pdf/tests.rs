//! Documents made here: pages of lines, furniture, properties, damage and bombs.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

/// A line: size, from the left, from the bottom, words.
type Set<'l> = (f64, f64, f64, &'l str);

fn content(lines: &[Set<'_>]) -> String {
    lines.iter().fold(String::new(), |mut content, (size, x, y, words)| {
        let _ = writeln!(content, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET");
        content
    })
}

/// A document with these objects behind catalog, pages and font; each page is given by its content.
fn pdf(pages: &[String], info: &str) -> Vec<u8> {
    let streams: Vec<Vec<u8>> = pages.iter().map(|page| stream("", page.as_bytes())).collect();
    let mut objects: Vec<Vec<u8>> = vec![b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_vec(), Vec::new()];
    objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec());
    let mut kids = String::new();
    for stream in streams {
        objects.push(stream);
        let content = objects.len();
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {content} 0 R >>").into_bytes());
        let _ = write!(kids, "{} 0 R ", objects.len());
    }
    objects[1] = format!(
        "<< /Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>",
        pages.len()
    )
    .into_bytes();
    objects.push(format!("<< {info} >>").into_bytes());
    let info = objects.len();
    file(&objects, &format!("/Info {info} 0 R"))
}

fn stream(keys: &str, content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(content).unwrap();
    let packed = packed.finish().unwrap();
    let mut object = format!("<< {keys} /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).into_bytes();
    object.extend(packed);
    object.extend(b"\nendstream");
    object
}

fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{} 0 obj\n", number + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let end = bytes.len();
    bytes.extend(
        format!("{table}trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{end}\n%%EOF\n", objects.len() + 1)
            .into_bytes(),
    );
    bytes
}

const BODY: [&str; 4] = [
    "Some 30,000 people left the town of Ern last year, the mayor said on Mon-",
    "day, and a third of its houses stand empty, which costs the council about",
    "1.2 million a year in taxes that nobody pays.",
    "The council will vote in two weeks on a plan to sell 120 of the houses.",
];

fn page(extra: &[Set<'_>]) -> String {
    let lines: Vec<Set<'_>> =
        BODY.iter().zip([700.0, 687.0, 674.0, 654.0]).map(|(words, y)| (10.0, 72.0, y, *words)).collect();
    content(&lines) + &content(extra)
}

#[test]
fn lines_are_joined_to_paragraphs_and_broken_words_mended() {
    let text = read(pdf(&[page(&[])], "")).unwrap().text;
    assert_eq!(
        text,
        "Some 30,000 people left the town of Ern last year, the mayor said on Monday, and a third of its houses stand empty, which costs the council about 1.2 million a year in taxes that nobody pays.\n\n\
         The council will vote in two weeks on a plan to sell 120 of the houses."
    );
}

#[test]
fn heads_feet_and_numbers_of_pages_go() {
    let furniture = |number: &'static str| [(8.0, 72.0, 800.0, "Tidewater Post 2026"), (8.0, 280.0, 40.0, number)];
    let first = page(&furniture("Page 1 of 2"));
    let second =
        content(&[(10.0, 72.0, 700.0, "Lorn lost 40 ships in the bay.")]) + &content(&furniture("Page 2 of 2"));
    let text = read(pdf(&[first, second], "")).unwrap().text;
    assert!(text.ends_with("120 of the houses.\n\nLorn lost 40 ships in the bay."), "{text}");
    assert!(!text.contains("Tidewater") && !text.contains("Page"), "{text}");
    let single = read(pdf(&[page(&[(8.0, 280.0, 40.0, "1")])], "")).unwrap().text;
    assert!(single.ends_with("houses."), "{single}");
}

#[test]
fn a_sentence_goes_on_over_the_page() {
    let first =
        content(&[(10.0, 72.0, 100.0, "The council of the town of Ern, which has 14 members, will vote in two")]);
    let second = content(&[(10.0, 72.0, 700.0, "weeks on a plan to sell 120 houses.")]);
    assert_eq!(
        read(pdf(&[first, second], "")).unwrap().text,
        "The council of the town of Ern, which has 14 members, will vote in two weeks on a plan to sell 120 houses."
    );
}

#[test]
fn what_the_article_says_of_itself_wins_over_its_properties() {
    let info = "/Title (Ern \\(final\\) empties) /Author (Ada Quill) /CreationDate (D:20260304233000-05'00')";
    let plain = read(pdf(&[page(&[])], info)).unwrap();
    assert_eq!(plain.metadata.title.as_deref(), Some("Ern (final) empties"));
    assert_eq!(plain.metadata.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(plain.metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(plain.metadata.published, None);
    assert_eq!(plain.notices, [Notice::Created { day: "2026-03-04".parse().unwrap() }]);
    let lines = [
        (18.0, 72.0, 780.0, "Ern empties fast"),
        (10.0, 72.0, 750.0, "By Ben Marl"),
        (10.0, 72.0, 735.0, "Published 5 March 2026"),
    ];
    let headed = read(pdf(&[content(&lines) + &page(&[])], info)).unwrap();
    assert_eq!(headed.metadata.title.as_deref(), Some("Ern empties fast"));
    assert_eq!(headed.metadata.byline.as_deref(), Some("Ben Marl"));
    assert_eq!(headed.metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-05"));
}

#[test]
fn the_largest_type_is_the_title_below_a_running_head() {
    let lines = [
        (8.0, 72.0, 810.0, "Tidewater Post on the coast"),
        (18.0, 72.0, 780.0, "Ern empties fast"),
        (10.0, 72.0, 750.0, "By Ben Marl"),
    ];
    let metadata = read(pdf(&[content(&lines) + &page(&[])], "")).unwrap().metadata;
    assert_eq!(metadata.title.as_deref(), Some("Ern empties fast"));
    assert_eq!(metadata.byline.as_deref(), Some("Ben Marl"));
}

#[test]
fn pictures_and_passwords_are_refused_by_name() {
    let pictures = read(pdf(&["q 595 0 0 842 0 0 cm /Im1 Do Q".to_owned()], "")).unwrap_err().to_string();
    assert!(pictures.contains("pictures of pages") && pictures.contains("OCR"), "{pictures}");
    let objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 0 /Kids [] >>".to_vec(),
        format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /O ({0}) /U ({0}) /P -4 >>", "0".repeat(32)).into_bytes(),
    ];
    let refused = read(file(&objects, "/Encrypt 3 0 R /ID [(a) (b)]")).unwrap_err().to_string();
    assert!(refused.contains("encrypted"), "{refused}");
}

#[test]
fn what_is_marked_as_furniture_is_not_shown() {
    let marked = format!(
        "/Artifact <</Type /Pagination>> BDC {} EMC {}",
        content(&[(10.0, 72.0, 720.0, "Draft 40")]),
        page(&[])
    );
    assert!(!read(pdf(&[marked], "")).unwrap().text.contains("Draft"));
}

#[test]
fn bombs_are_refused() {
    let bomb = pdf(&[" ".repeat(70 * 1024 * 1024)], "");
    assert!(bomb.len() < 200_000);
    assert!(matches!(read(bomb), Err(Problem::Bomb { .. })));
}

#[test]
fn what_refers_to_itself_ends() {
    // A page that is its own parent, without a size; a form that draws itself, and two that draw each other.
    let objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] /Parent 2 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        b"<< /Type /Page /Parent 4 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /A 6 0 R /B 7 0 R /C 8 0 R >> >> >>".to_vec(),
        stream("", format!("/A Do /B Do {}", content(&[(10.0, 72.0, 700.0, "Lorn lost 40 ships.")])).as_bytes()),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"/A Do"),
        stream("/Type /XObject /Subtype /Form /Resources << /XObject << /C 8 0 R >> >>", b"/C Do"),
        stream("/Type /XObject /Subtype /Form /Resources << /XObject << /B 7 0 R >> >>", b"/B Do"),
    ];
    assert_eq!(read(file(&objects, "")).unwrap().text, "Lorn lost 40 ships.");
}

#[test]
fn broken_and_hostile_documents_end() {
    let sample = pdf(&[content(&[(10.0, 72.0, 700.0, "Lorn lost 40 ships.")])], "/Title (Ern empties)");
    for end in 0..sample.len() {
        let _ = read(sample[..end].to_vec());
        let mut bent = sample.clone();
        bent[end] ^= 0x15;
        let _ = read(bent);
    }
    for part in ["stream\n", "1 0 obj <<", "[", "(", "<<", "/A#", "xref\n", "trailer <<"] {
        let _ = read(format!("%PDF-1.7\n{}", part.repeat(20_000)).into_bytes());
    }
    for operators in ["q ", "BT ", "[", "(", "/F1 Do ", "1 2 3 cm ", "/F9 9 Tf (x) Tj ", "BI ID EI ", "/Artifact BMC "]
    {
        let _ = read(pdf(&[operators.repeat(5_000)], ""));
    }
}
