//! Feeds of each kind, broken ones and hostile ones.

use super::*;

fn drafts(source: &str) -> Vec<Draft> {
    read(source.as_bytes().to_vec()).unwrap()
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>Tidewater &amp; Ern Post</title><link>https://tidewater.example/</link><language>en-gb</language>\n{items}\n</channel></rss>"
    )
}

const ITEM: &str = "<item><title>Ern &amp;amp; Lorn empty</title><link>https://tidewater.example/ern</link><dc:creator>Ada Quill</dc:creator>\
    <dc:creator>By Ben Marl</dc:creator><pubDate>Wed, 04 Mar 2026 23:30:00 -0500</pubDate><description>Some left.</description>\
    <content:encoded><![CDATA[<p>Some <b>30,000</b> left.</p><script>40</script><ul><li>Ern</li><li>Lorn</li></ul>]]></content:encoded></item>";

#[test]
fn an_entry_of_rss_is_a_document() {
    let found = drafts(&rss(ITEM)).remove(0);
    assert_eq!(found.text, "Some 30,000 left.\n\nErn\nLorn");
    let metadata = found.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Ern & Lorn empty"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada Quill, Ben Marl"));
    assert_eq!(metadata.url.as_deref(), Some("https://tidewater.example/ern"));
    assert_eq!(metadata.publisher.as_deref(), Some("Tidewater & Ern Post"));
    assert_eq!(metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
    assert_eq!(metadata.modified, None);
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(metadata.origins["published"], "feed entry");
    assert_eq!(found.name.as_deref(), Some("https://tidewater.example/ern"));
    assert_eq!(found.notices, []);
}

#[test]
fn atom_with_updated_only_has_no_day_of_publication() {
    let source = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Tidewater Post</title><author><name>Desk</name></author>\
        <entry><id>tag:tidewater.example,2026:1</id><title type=\"html\">Ern &lt;b&gt;empties&lt;/b&gt;</title><updated>2026-03-05T01:00:00+02:00</updated>\
        <link rel=\"self\" href=\"https://tidewater.example/1.atom\"/><link rel=\"alternate\" href=\"https://tidewater.example/1\"/>\
        <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Some <em>30,000</em> left.</p><p>More.</p></div></content></entry>\
        <entry><id>tag:2</id><title>Two</title><author><name>Ada Quill</name></author><published>2026-03-04T23:00:00-05:00</published><updated>2026-03-06T01:00:00Z</updated>\
        <summary>3 &lt; 4 ships &amp; more</summary></entry></feed>";
    let found = drafts(source);
    assert_eq!(found[0].text, "Some 30,000 left.\n\nMore.");
    assert_eq!(found[0].metadata.title.as_deref(), Some("Ern empties"));
    assert_eq!(found[0].metadata.byline.as_deref(), Some("Desk"));
    assert_eq!(found[0].metadata.url.as_deref(), Some("https://tidewater.example/1"));
    assert_eq!(found[0].metadata.published, None);
    assert_eq!(found[0].metadata.modified.map(|day| day.to_string()).as_deref(), Some("2026-03-05"));
    assert!(matches!(found[0].notices.as_slice(), [Notice::Changed { .. }]));
    assert_eq!(found[1].text, "3 < 4 ships & more");
    assert_eq!(found[1].name.as_deref(), Some("tag:2"));
    assert_eq!(found[1].metadata.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(found[1].metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
}

#[test]
fn older_kinds_and_json_are_read() {
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
        <channel><title>Tidewater Post</title></channel><item><title>Ern</title><link>https://tidewater.example/1</link><description>Some &lt;b&gt;30&lt;/b&gt; left.</description><dc:date>2026-03-04T10:00Z</dc:date></item></rdf:RDF>";
    let old = |version: &str| {
        format!(
            "<!DOCTYPE rss SYSTEM \"http://dtd.example/rss.dtd\"><rss{version}><channel><title>Tidewater Post</title><item><title>Ern</title><link>https://tidewater.example/1</link><description>Some 30 left.</description></item></channel></rss>"
        )
    };
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Tidewater Post\", \"items\": [{\"id\": \"1\", \"url\": \"https://tidewater.example/1\", \"title\": \"Ern\", \"content_html\": \"<p>Some 30 left.\", \"date_published\": \"2026-03-04T23:00:00-05:00\"}]}".to_owned();
    for source in
        [rdf.to_owned(), old(" version=\"0.91\""), old(" version='0.92'"), old(" version=\"0.94\""), old(""), json]
    {
        assert!(starts(source.as_bytes()), "{source}");
        let found = drafts(&source).remove(0);
        assert_eq!(found.text, "Some 30 left.", "{source}");
        assert_eq!(found.metadata.publisher.as_deref(), Some("Tidewater Post"));
        assert_eq!(found.metadata.url.as_deref(), Some("https://tidewater.example/1"));
    }
}

#[test]
fn an_entry_without_text_is_told() {
    let link = "<item><title>Only a link</title><link>https://tidewater.example/2</link></item>";
    let found = drafts(&rss(&format!("{link}{ITEM}")));
    assert_eq!(found.len(), 1);
    let said = found[0].notices[0].to_string();
    assert!(said.contains("Only a link") && said.contains("https://tidewater.example/2"), "{said}");
    assert!(matches!(read(rss(link).into_bytes()), Err(Problem::NoText)));
}

#[test]
fn a_date_that_cannot_be_read_is_told() {
    let found = drafts(&rss(&ITEM.replace("Wed, 04 Mar 2026 23:30:00 -0500", "03/04/2026"))).remove(0);
    assert_eq!(found.metadata.published, None);
    assert_eq!(found.notices, [Notice::Date { place: "feed entry", given: "03/04/2026".to_owned() }]);
}

#[test]
fn entities_of_its_own_are_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;&lol;\">]>";
    let outside = "<!DOCTYPE rss [<!ENTITY xxe SYSTEM \"file:///etc/hostname\">]>";
    for start in [laughs, outside] {
        let source = format!(
            "{start}<rss version=\"2.0\"><channel><item><title>&xxe;&lol1;</title><description>&xxe;</description></item></channel></rss>"
        );
        assert!(starts(source.as_bytes()));
        assert!(matches!(read(source.into_bytes()), Err(Problem::Entities(_))));
    }
    let unknown = drafts(&rss("<item><description>Some &xxe; 30 left.</description></item>")).remove(0);
    assert_eq!(unknown.text, "Some &xxe; 30 left.");
}

#[test]
fn of_a_broken_feed_the_entries_before_the_damage_are_read() {
    let second = ITEM.replace("/ern", "/two");
    for (damaged, line) in [
        (rss(&format!("{ITEM}\n{second}\n<item><title>Broken</item>")), 5),
        (rss(&format!("{ITEM}\n{second}\n<item><title>Cut")).replace("\n</channel></rss>", ""), 5),
    ] {
        let found = drafts(&damaged);
        assert_eq!(found.len(), 2, "{damaged}");
        assert_eq!(found[0].notices, [Notice::Broken { what: "the feed", line }]);
    }
    let nothing = read(rss("<item><title>Broken</item>").into_bytes()).unwrap_err().to_string();
    assert!(nothing.starts_with("the feed is broken: line 3: "), "{nothing}");
}

#[test]
fn the_encoding_that_it_declares_is_followed() {
    let source = rss("<item><title>Caf\u{e9}</title><description>Le caf\u{e9} co\u{fb}te 30.</description></item>")
        .replace("UTF-8", "ISO-8859-1");
    let bytes: Vec<u8> = source.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(read(bytes).unwrap()[0].text, "Le café coûte 30.");
    let lies = rss("<item><description>Le café coûte 30.</description></item>").replace("UTF-8", "ISO-8859-1");
    assert_eq!(drafts(&lies)[0].text, "Le café coûte 30.");
}

#[test]
fn only_feeds_start_so() {
    for head in [
        "<?xml version=\"1.0\"?><!-- a --><?xml-stylesheet href=\"a\"?>\n<rss version=\"2.0\">",
        "<atom:feed xmlns:atom=\"x\">",
        "\u{feff}<feed>",
    ] {
        assert!(starts(head.as_bytes()), "{head}");
    }
    for head in [
        "<html><rss>",
        "{\"id\": \"a\", \"text\": \"x\"}",
        "rss",
        "<feeder>",
        "",
        "<",
        "<?xml",
        "<!DOCTYPE html><html>",
    ] {
        assert!(!starts(head.as_bytes()), "{head}");
    }
}

#[test]
fn broken_and_hostile_feeds_end() {
    let sample = rss(ITEM);
    for end in (0..sample.len()).filter(|end| sample.is_char_boundary(*end)) {
        let _ = read(sample.as_bytes()[..end].to_vec());
        let _ = starts(&sample.as_bytes()[..end]);
    }
    for part in ["<item>", "<a>", "<item/>", "<![CDATA[", "&amp;", "<!--", "&#x110000;", "<a b='", "<div>"] {
        let _ = read(rss(&part.repeat(20_000)).into_bytes());
        let _ = read(
            rss(&format!("<item><description><![CDATA[{}]]></description></item>", part.repeat(5_000))).into_bytes(),
        );
    }
    let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"a\",\"items\":[{\"id\":\"1\",\"content_text\":\"x\"}]}";
    for end in 0..json.len() {
        let _ = read(json.as_bytes()[..end].to_vec());
    }
    assert!(
        read(format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"a\":{}", "[".repeat(100_000)).into_bytes())
            .is_err()
    );
}
