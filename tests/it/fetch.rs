//! Pages by their addresses, from servers on this machine that behave as badly as they can.

use std::io::Write;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use claimlog::ingest::fetch::{FetchOptions, FetchProblem, Fetched, Fetcher, Timeouts, Wait, pieces};
use claimlog::ingest::{Ingested, Notice, Options, Problem};
use flate2::{Compression, write::GzEncoder};

use crate::desk::{Desk, column};
use crate::server::{Server, answer, page, status, to, until_closed};

const STORY: &str = "<!doctype html><html><head><title>Ern empties</title></head><body><article><h1>Ern empties</h1>\
    <p>Some 30,000 people left the town of Ern last year, the mayor, Ada Quill, said on Monday, and more than 5% of its \
    houses stand empty, which costs the council about £1.2 million a year in taxes that nobody pays.</p>\
    <p>The council, which has 14 members, will vote in two weeks on a plan to sell 120 of the houses for one pound each, \
    as the port of Lorn did in 2019, when it found buyers for 86 of them within three months.</p></article></body></html>";

/// When everything happens here.
fn then() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_430_400, 0).expect("a time")
}

/// Options that reach the servers of these tests and make no pauses.
fn options() -> FetchOptions {
    FetchOptions { allow_private: true, ignore_robots: true, sleep: |_| {}, ..FetchOptions::new(then) }
}

/// Options whose whole time is over soon.
fn hasty() -> FetchOptions {
    let soon = Duration::from_millis(400);
    FetchOptions { timeouts: Timeouts { connect: Duration::from_secs(10), whole: soon }, ..options() }
}

fn get_with(options: FetchOptions, url: &str) -> Result<Fetched, FetchProblem> {
    Fetcher::new(options).get(url).map_err(|problem| {
        let Problem::Fetch(problem) = problem else { unreachable!("a problem of another kind: {problem}") };
        problem
    })
}

fn get(url: &str) -> Result<Fetched, FetchProblem> {
    get_with(options(), url)
}

/// What comes of one answer.
fn got(answer: impl Into<Vec<u8>>) -> Result<Fetched, FetchProblem> {
    let server = Server::with(vec![("/ern", answer.into())]);
    get(&server.url("/ern"))
}

fn refused(answer: impl Into<Vec<u8>>) -> String {
    got(answer).expect_err("it is refused").to_string()
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// The one document of what was fetched.
fn only(pieces: claimlog::ingest::Pieces) -> Ingested {
    let mut documents: Vec<_> = pieces.documents().collect();
    assert_eq!(documents.len(), 1);
    documents.remove(0).expect("it reads")
}

#[test]
fn a_page_comes_with_its_type_its_hash_and_its_time() {
    let server = Server::with(vec![("/ern?a=1", page("Text/HTML; Charset=\"utf-8\"", STORY))]);
    let found = get(&server.url("/ern?a=1#top")).expect("it comes");
    assert_eq!(found.bytes, STORY.as_bytes());
    assert_eq!((found.content_type.as_deref(), found.charset.as_deref()), (Some("text/html"), Some("utf-8")));
    assert_eq!((found.url.as_str(), found.at), (server.url("/ern?a=1").as_str(), then()));
    assert_eq!(found.sha256.len(), 64);
    let head = server.requests()[0].head.to_lowercase();
    let agent = format!("user-agent: claimlog/{}\r\n", env!("CARGO_PKG_VERSION"));
    assert!(head.contains(&agent) && head.contains("accept-encoding: gzip\r\n"), "{head}");
    assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
}

#[test]
fn a_document_keeps_where_and_when_it_was_fetched() {
    let canonical = STORY.replace("</head>", "<link rel=canonical href=https://tidewater.example/ern></head>");
    let server = Server::with(vec![("/ern", page("text/html", STORY)), ("/canonical", page("text/html", canonical))]);
    let read = |path: &str| {
        let url = server.url(path);
        only(pieces(&url, get(&url).expect("it comes"), &Options::default()).expect("it reads"))
    };
    let plain = read("/ern");
    assert_eq!(plain.name, server.url("/ern"));
    let metadata = plain.document.metadata;
    assert_eq!(metadata.url, Some(server.url("/ern")));
    assert_eq!(metadata.origins["url"], "fetched address");
    let retrieved = metadata.retrieved.expect("it was fetched");
    assert_eq!((retrieved.at, retrieved.url), (then(), server.url("/ern")));
    let elsewhere = read("/canonical");
    let told = elsewhere.notices.iter().map(ToString::to_string).collect::<String>();
    assert!(told.contains("names https://tidewater.example/ern as its own address"), "{told}");
    let named = elsewhere.document.metadata;
    assert_eq!(named.url, Some(server.url("/canonical")), "a page of another site is no revision of this one");
    assert_eq!(named.retrieved.expect("it was fetched").url, server.url("/canonical"));
}

#[test]
fn five_redirects_are_followed_and_not_six() {
    let steps = vec![
        ("/6", to("/5")),
        ("/5", to("4?")),
        ("/4?", to("?x=1")),
        ("/4?x=1", to("/3/../2")),
        ("/2", to("/1#there")),
        ("/1", to("/ern")),
        ("/ern", page("text/html", STORY)),
    ];
    let server = Server::with(steps);
    for start in ["/1", "/5"] {
        assert_eq!(get(&server.url(start)).expect("it comes").url, server.url("/ern"), "{start}");
    }
    assert_eq!(get(&server.url("/6")), Err(FetchProblem::TooManyRedirects(5)));
}

#[test]
fn a_circle_ends() {
    let server = Server::with(vec![("/a", to("/b")), ("/b", to("/a")), ("/self", to("/self"))]);
    assert_eq!(get(&server.url("/a")), Err(FetchProblem::Circle(server.url("/a"))));
    assert_eq!(get(&server.url("/self")), Err(FetchProblem::Circle(server.url("/self"))));
    assert_eq!(server.connections(), 3);
}

#[test]
fn a_redirect_leads_nowhere_else_than_to_the_web() {
    for (location, wanted) in [
        ("file:///etc/passwd", "file:///etc/passwd: addresses of the kind “file:”"),
        ("gopher://127.0.0.1/", "addresses of the kind “gopher:”"),
        ("http://ana:secret@127.0.0.1/", "password"),
        ("http://[", "no address"),
        ("http://", "no address"),
    ] {
        let problem = refused(to(location));
        assert!(problem.starts_with("the page sends on to") && problem.contains(wanted), "{location}: {problem}");
    }
    assert_eq!(got(status("302 Found")), Err(FetchProblem::Nowhere(302)));
    assert!(matches!(got(status("304 Not Modified")), Err(FetchProblem::Status { code: 304, .. })));
}

#[test]
fn a_machine_that_is_not_public_is_never_connected_to() {
    let server = Server::with(vec![("/", page("text/html", STORY))]);
    let port = server.port;
    for host in [
        "127.0.0.1",
        "[::1]",
        "0x7f000001",
        "2130706433",
        "127.1",
        "0177.0.0.1",
        "[::ffff:127.0.0.1]",
        "localhost",
        "0.0.0.0",
    ] {
        for ignore_robots in [true, false] {
            let options = FetchOptions { allow_private: false, ignore_robots, ..options() };
            let problem = get_with(options, &format!("http://{host}:{port}/")).expect_err("it is refused");
            assert!(matches!(problem, FetchProblem::Private { .. }), "{host}: {problem}");
        }
    }
    for host in ["169.254.169.254", "10.0.0.1", "192.168.1.1", "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"] {
        let options = FetchOptions { allow_private: false, ..options() };
        let problem = get_with(options, &format!("https://{host}/latest/meta-data/")).expect_err("it is refused");
        assert!(matches!(problem, FetchProblem::Private { .. }), "{host}: {problem}");
        assert!(problem.to_string().contains("--allow-private"), "{problem}");
    }
    assert_eq!(server.connections(), 0);
    assert!(get(&format!("http://0x7f000001:{port}/")).is_ok(), "it is there when asked for");
}

#[test]
fn a_server_that_stalls_or_drips_ends_with_the_time() {
    let over = Err(FetchProblem::TooSlow(hasty().timeouts.whole));
    let silent = Server::start(|_, stream| until_closed(stream));
    assert_eq!(get_with(hasty(), &silent.url("/")), over);
    let drips = |head: &'static [u8]| {
        Server::start(move |_, stream| {
            let _ = stream.write_all(head);
            while stream.write_all(b"a").is_ok() {
                thread::sleep(Duration::from_millis(10));
            }
        })
    };
    for head in [
        b"HTTP/1.1 200 OK\r\nX-Slow: ".as_slice(),
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; x=",
    ] {
        assert_eq!(get_with(hasty(), &drips(head).url("/")), over, "{}", head.escape_ascii());
    }
    let gap = Server::start(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nSome ");
        until_closed(stream);
    });
    assert_eq!(get_with(hasty(), &gap.url("/")), over);
}

#[test]
fn the_time_is_for_all_hops_together() {
    let server = Server::start(|request, stream| {
        thread::sleep(Duration::from_millis(150));
        let hop: u32 = request.path[1..].parse().unwrap_or_default();
        let _ = stream.write_all(&to(&format!("/{}", hop + 1)));
    });
    assert!(
        matches!(get_with(hasty(), &server.url("/0")), Err(problem) if problem.to_string().contains("within 0.4 s"))
    );
    assert!(server.connections() < 5);
}

#[test]
fn nothing_listens_and_nothing_answers() {
    let port = Server::with(Vec::new()).port;
    // The server is gone; its port is refused once the listener's thread has ended.
    let problem = get_with(hasty(), &format!("http://127.0.0.1:{port}/")).expect_err("nobody is there");
    assert!(problem.to_string().starts_with("no connection: "), "{problem}");
    let closes = Server::start(|_, _| {});
    let problem = get(&closes.url("/")).expect_err("no answer");
    assert_eq!(problem.to_string(), "no connection: the server closed it without an answer");
}

#[test]
fn a_length_that_lies_is_told_or_harmless() {
    let longer = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nSome 30,000".to_vec();
    assert_eq!(refused(longer), "the server broke off after 11 of 100 bytes");
    let shorter = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nSome 30,000 left".to_vec();
    assert_eq!(got(shorter).expect("what was announced").bytes, b"Some");
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nSome \r\n6\r\n30,".to_vec();
    assert_eq!(refused(chunked), "the server broke off after 8 bytes");
    let whole =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nSome \r\n6\r\n30,000\r\n0\r\n\r\n".to_vec();
    assert_eq!(got(whole).expect("it comes").bytes, b"Some 30,000");
    for nonsense in ["Content-Length: -1", "Content-Length: many", "Content-Length: 1\r\nContent-Length: 2"] {
        let problem = refused(format!("HTTP/1.1 200 OK\r\n{nonsense}\r\n\r\nSome").into_bytes());
        assert!(problem.starts_with("the answer is no HTTP"), "{nonsense}: {problem}");
    }
    let nonsense = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nSome \r\n0\r\n\r\n".to_vec();
    assert!(refused(nonsense).starts_with("the answer is no HTTP"));
}

#[test]
fn packed_pages_are_unpacked_once() {
    let packed = |body: &[u8]| answer("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", body);
    let found = got(packed(&pack(STORY.as_bytes()))).expect("it comes");
    assert_eq!(found.bytes, STORY.as_bytes());
    assert_eq!(found.sha256, got(page("text/html", STORY)).expect("it comes").sha256);
    let inner = pack(STORY.as_bytes());
    let twice = got(packed(&pack(&inner))).expect("it comes");
    assert_eq!(twice.bytes, inner);
    let read = pieces("twice", twice, &Options::default()).expect("a gzip file that was packed on its way");
    assert!(only(read).document.text.contains("30,000"));
    let cut = &inner[..inner.len() / 2];
    assert!(refused(packed(cut)).contains("does not unpack"));
    assert!(refused(packed(STORY.as_bytes())).contains("does not unpack"));
    for coding in ["br", "deflate", "gzip, gzip", "zstd"] {
        let problem = refused(answer(&format!("Content-Encoding: {coding}\r\n"), "x"));
        assert!(problem.contains(&format!("“{coding}”")), "{problem}");
    }
}

#[test]
fn a_bomb_does_not_go_off() {
    // A gibibyte of zeros in a megabyte, as a thousand members.
    let member = pack(&vec![0; 1 << 20]);
    let body: Vec<u8> = member.iter().copied().cycle().take(member.len() * 1024).collect();
    assert!(body.len() < 2 << 20);
    let problem = got(answer("Content-Encoding: gzip\r\n", body)).expect_err("a bomb");
    assert!(matches!(problem, FetchProblem::Bomb { unpacked, .. } if unpacked < 20 << 20), "{problem}");
}

#[test]
fn a_body_without_an_end_stops_at_the_limit() {
    let options = FetchOptions { max_bytes: 100_000, ..options() };
    for head in ["", "Transfer-Encoding: chunked\r\n"] {
        let server = Server::start(move |_, stream| {
            let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes());
            while stream.write_all(b"10\r\n0123456789abcdef\r\n").is_ok() {}
        });
        assert_eq!(get_with(options.clone(), &server.url("/")), Err(FetchProblem::TooLong(100_000)));
    }
    let announced = Server::start(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
        until_closed(stream);
    });
    let found = get(&announced.url("/"));
    assert_eq!(found.expect_err("too long").to_string(), "longer than the limit of 20 MiB");
}

#[test]
fn charsets_of_the_server_are_heeded_where_they_hold() {
    let read = |content_type: &str, body: &[u8]| {
        let found = got(page(content_type, body)).expect("it comes");
        let read = only(pieces("a", found, &Options::default()).expect("it reads"));
        (read.document.text, read.notices)
    };
    let western = read("text/plain; charset=windows-1252", b"\x93Some 30,000,\x94 she said.");
    assert_eq!(western, ("“Some 30,000,” she said.".to_owned(), vec![Notice::Served { encoding: "windows-1252" }]));
    let (japanese, ..) = encoding_rs::SHIFT_JIS.encode("約3万人が町を去った。");
    assert_eq!(read("text/plain; charset=Shift_JIS", &japanese).0, "約3万人が町を去った。");
    let wide: Vec<u8> = "Some 30,000 “left”.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("text/plain; charset=utf-16", &wide), ("Some 30,000 “left”.".to_owned(), vec![]));
    let against = read("text/plain; charset=iso-8859-1", "Some 30,000 “left”.".as_bytes());
    assert_eq!(against, ("Some 30,000 “left”.".to_owned(), vec![Notice::Misnamed { encoding: "windows-1252" }]));
    let page = STORY
        .replace("<head>", "<head><meta charset=windows-1251>")
        .replace("Ada Quill", "Ada Ma\u{0141}")
        .into_bytes();
    let page: Vec<u8> = String::from_utf8(page)
        .expect("UTF-8")
        .chars()
        .map(|c| match c {
            '\u{0141}' => 0xA3,
            '£' => b'L',
            c => u8::try_from(u32::from(c)).expect("ASCII"),
        })
        .collect();
    let (text, notices) = read("text/html; charset=iso-8859-2", &page);
    assert!(text.contains("Ada Ma\u{0141}"), "the server wins over the page: {text}");
    assert_eq!(notices, [Notice::Served { encoding: "ISO-8859-2" }]);
}

#[test]
fn what_is_no_page_is_told_by_its_number() {
    for (line, wanted) in [
        ("404 Not Found", "404: there is no such page"),
        ("410 Gone", "410: the page was taken down"),
        ("401 Unauthorized", "401: it wants a login"),
        ("403 Forbidden", "403: it does not give the page to programs"),
        ("451 Unavailable For Legal Reasons", "451: the page is withheld for legal reasons"),
        ("500 Internal Server Error", "500: the server has trouble of its own; try again later"),
        ("429 Slow\r\nRetry-After: 120", "429: too many requests; try again after 120 s"),
        ("503 Busy\r\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT", "try again after Wed, 21 Oct 2026"),
        ("503 Busy\r\nRetry-After: \u{202e}never", "503: the server has trouble of its own; try again later"),
        ("206 Partial Content", "206: this is no whole page"),
        ("204 No Content", "204: this is no whole page"),
        ("999 Denied", "999: it does not give the page"),
    ] {
        let problem = refused(status(line));
        assert!(problem.starts_with("the server answers ") && problem.contains(wanted), "{line}: {problem}");
    }
    assert_eq!(got(status("200 OK")), Err(FetchProblem::Empty));
    assert_eq!(got(answer("Content-Encoding: gzip\r\n", "")), Err(FetchProblem::Empty));
    assert_eq!(got(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()), Err(FetchProblem::Empty));
}

#[test]
fn what_is_no_article_is_refused_by_its_kind() {
    for (content_type, body, wanted) in [
        ("image/png", b"\x89PNG".as_slice(), "a picture (image/png)"),
        ("image/svg+xml", b"<svg/>", "a picture"),
        ("video/mp4", b"x", "a film (video/mp4)"),
        ("audio/mpeg", b"x", "a sound recording"),
        ("application/octet-stream", b"\x7FELF\0", "unknown kind (application/octet-stream)"),
    ] {
        let problem = refused(page(content_type, body));
        assert!(problem.contains(wanted), "{content_type}: {problem}");
    }
    for content_type in
        ["application/octet-stream", "text/html", "application/rss+xml", "application/pdf", "text/markdown", "", "x"]
    {
        assert!(got(page(content_type, STORY)).is_ok(), "{content_type}");
    }
    assert_eq!(got(answer("", STORY)).expect("it comes").content_type, None);
    let lies = got(page("text/html", b"\x89PNG\r\n\x1A\n\0\0")).expect("it comes");
    let mut documents = pieces("a", lies, &Options::default()).expect("it opens").documents();
    let problem = documents.next().expect("one").expect_err("no text").to_string();
    assert!(problem.contains("a PNG picture"), "{problem}");
}

#[test]
fn a_page_without_a_sign_is_one_when_the_server_says_so() {
    let body = STORY.split_once("<article>").expect("an article").1;
    let read = |content_type: &str| {
        only(pieces("a", got(page(content_type, body)).expect("it comes"), &Options::default()).expect("it reads"))
    };
    assert!(!read("text/html").document.text.contains("<p>"));
    assert!(read("text/plain").document.text.contains("<p>"));
    let titled = got(page("text/markdown", "# Ern empties\n\nSome **30,000** left.")).expect("it comes");
    let read = only(pieces("a", titled, &Options::default()).expect("it reads"));
    assert_eq!(read.document.text, "Ern empties\n\nSome 30,000 left.");
}

#[test]
fn an_address_of_lines_gives_their_documents() {
    let lines = "{\"id\":\"a\",\"text\":\"Some 30,000 left.\",\"url\":\"https://tidewater.example/a\"}\n{\"id\":\"b\",\"text\":\"5% came.\"}\n";
    let found = got(page("application/x-ndjson", lines)).expect("it comes");
    let url = found.url.clone();
    let read: Vec<_> =
        pieces("a", found, &Options::default()).expect("it reads").documents().map(|it| it.expect("a line")).collect();
    let urls: Vec<_> = read.iter().map(|it| it.document.metadata.url.as_deref()).collect();
    assert_eq!(urls, [Some("https://tidewater.example/a"), None], "the address of the list is that of none of them");
    assert!(read.iter().all(|it| it.document.metadata.retrieved.as_ref().is_some_and(|found| found.url == url)));
}

#[test]
fn odd_characters_are_asked_for_as_browsers_ask() {
    let server = Server::start(|_, stream| drop(stream.write_all(&page("text/html", STORY))));
    assert!(get(&server.url("/a|b[c]{d}\"e^f`g/ä %zz?q='x'&r=<y>|{z}")).is_ok());
    assert_eq!(server.paths(), ["/a|b[c]%7Bd%7D%22e^f%60g/%C3%A4%20%zz?q=%27x%27&r=%3Cy%3E|{z}"]);
}

#[test]
fn garbage_is_no_answer() {
    let many = (0..10_000).map(|number| format!("X-{number}: a\r\n")).collect::<String>();
    let long = format!("X-Long: {}\r\n", "a".repeat(300_000));
    for head in [
        "SSH-2.0-OpenSSH_9.6\r\n\r\n".to_owned(),
        "HTTP/9.9 200 OK\r\n\r\nx".to_owned(),
        "HTTP/1.1 20x OK\r\n\r\nx".to_owned(),
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\nx".to_owned(),
        "\0\0\0\0\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\n{many}\r\nx"),
        format!("HTTP/1.1 200 OK\r\n{long}\r\nx"),
        format!("HTTP/1.1 302 Found\r\nLocation: /{}\r\n\r\n", "a".repeat(60_000)),
    ] {
        let problem = refused(head.clone().into_bytes());
        let short = &head[..head.len().min(60)];
        assert!(problem.len() < 400 && !problem.contains('\0'), "{short}: {problem}");
        assert!(problem.contains("no HTTP that makes sense") || problem.contains("no address"), "{short}: {problem}");
    }
}

/// A server whose robots.txt has this answer, and a page; and what a fetcher that heeds it gets of the page.
fn heeding(robots: impl Into<Vec<u8>>, path: &'static str) -> (Server, Result<Fetched, FetchProblem>) {
    let pages = vec![
        ("/robots.txt", robots.into()),
        ("/robots2.txt", page("text/plain", "User-agent: *\nDisallow: /")),
        (path, page("text/html", STORY)),
    ];
    let server = Server::with(pages);
    let found = get_with(FetchOptions { ignore_robots: false, ..options() }, &server.url(path));
    (server, found)
}

#[test]
fn robots_txt_is_asked_first_and_heeded() {
    let forbids = page(
        "text/plain",
        "User-agent: *\nDisallow: /private/\n\nUser-agent: claimlog\nAllow: /private/open\nDisallow: /private/ # drafts\n",
    );
    let (server, found) = heeding(forbids.clone(), "/private/ern?x=1");
    let problem = found.expect_err("it is forbidden").to_string();
    assert!(problem.contains("robots.txt: “Disallow: /private/”") && problem.contains("--ignore-robots"), "{problem}");
    assert_eq!(server.paths(), ["/robots.txt"]);
    let (server, found) = heeding(forbids.clone(), "/private/open");
    assert!(found.is_ok());
    assert_eq!(server.paths(), ["/robots.txt", "/private/open"]);
    assert!(get(&server.url("/private/open")).is_ok(), "without robots.txt");
    assert_eq!(server.paths().len(), 3);
}

#[test]
fn robots_txt_that_is_not_there_allows_and_one_that_cannot_be_had_does_not() {
    for allows in [
        status("404 Not Found"),
        status("403 Forbidden"),
        status("429 Slow"),
        status("200 OK"),
        page("text/html", STORY),
        page("image/png", b"\x89PNG"),
    ] {
        let head = String::from_utf8_lossy(&allows[..20.min(allows.len())]).into_owned();
        assert!(heeding(allows, "/ern").1.is_ok(), "{head}");
    }
    for forbids in [
        status("500 Trouble"),
        status("503 Busy"),
        b"garbage\r\n\r\n".to_vec(),
        to("file:///etc/passwd"),
        to("http://127.0.0.1:1/"),
    ] {
        let (server, found) = heeding(forbids, "/ern");
        let problem = found.expect_err("it cannot be known").to_string();
        assert!(problem.contains("robots.txt cannot be read (") && problem.contains("--ignore-robots"), "{problem}");
        assert_eq!(server.paths(), ["/robots.txt"]);
    }
    assert!(heeding(to("/robots2.txt"), "/ern").1.is_err(), "a robots.txt may stand elsewhere");
    assert!(heeding(to("/robots.txt"), "/ern").1.is_ok(), "one that goes in circles is none");
}

#[test]
fn a_huge_robots_txt_is_read_at_its_head() {
    let huge = format!("User-agent: *\nDisallow: /head\n{}Disallow: /tail\n", "# filler\n".repeat(100_000));
    assert!(heeding(page("text/plain", &huge), "/head").1.is_err());
    assert!(heeding(page("text/plain", &huge), "/tail").1.is_ok());
    let packed = answer("Content-Encoding: gzip\r\n", pack(huge.as_bytes()));
    assert!(heeding(packed, "/head").1.is_err());
}

#[test]
fn a_redirect_is_held_against_robots_txt_too() {
    let server = Server::with(vec![
        ("/robots.txt", page("text/plain", "User-agent: *\nDisallow: /b")),
        ("/a", to("/b")),
        ("/b", page("text/html", STORY)),
    ]);
    let problem =
        get_with(FetchOptions { ignore_robots: false, ..options() }, &server.url("/a")).expect_err("forbidden");
    assert!(problem.to_string().starts_with("the page sends on to"), "{problem}");
    assert_eq!(server.paths(), ["/robots.txt", "/a"]);
}

/// The pauses that are made between pages, with a clock that stands still.
fn waits(options: FetchOptions, urls: &[String]) -> Vec<Wait> {
    let (mut fetcher, mut waits) = (Fetcher::new(options), Vec::new());
    for url in urls {
        fetcher.get_telling(url, &mut |wait| waits.push(wait.clone())).expect("it comes");
    }
    waits
}

#[test]
fn pages_of_a_host_come_one_after_the_other_with_pauses() {
    let server = Server::start(|request, stream| {
        thread::sleep(Duration::from_millis(5));
        let answer = match request.path.as_str() {
            "/robots.txt" => page("text/plain", "User-agent: *\nCrawl-delay: 7"),
            "/a" => to("/b"),
            _ => page("text/html", STORY),
        };
        let _ = stream.write_all(&answer);
    });
    let urls = ["/a", "/c", "/d"].map(|path| server.url(path));
    let wait = |seconds| Wait { host: "127.0.0.1".to_owned(), pause: Duration::from_secs(seconds) };
    assert_eq!(waits(options(), &urls), [wait(1), wait(1)]);
    assert_eq!(waits(FetchOptions { ignore_robots: false, ..options() }, &urls), [wait(7), wait(7)]);
    assert_eq!(waits(FetchOptions { pause: Duration::ZERO, ..options() }, &urls), []);
    assert_eq!(server.most_at_once(), 1);
    assert_eq!(server.paths()[..4], ["/a", "/b", "/c", "/d"]);
    assert_eq!(server.paths()[4..9], ["/robots.txt", "/a", "/b", "/c", "/d"]);
    let other = Server::with(vec![("/e", page("text/html", STORY))]);
    let elsewhere = format!("http://localhost:{}/e", other.port);
    assert_eq!(waits(options(), &[urls[0].clone(), elsewhere, urls[1].clone()]), [wait(1)]);
}

#[test]
fn an_address_is_logged_through_the_program() {
    let desk = Desk::new();
    let server = Server::with(vec![("/ern", page("text/html", STORY)), ("/old", to("/ern"))]);
    let url = server.url("/old");
    let out = desk.run(&["add", &url, "--allow-private", "--format", "jsonl"]);
    let said = String::from_utf8(out.stderr).expect("UTF-8");
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(said.contains(&format!("{url}: logged as d")), "{said}");
    let report = desk.report();
    assert!(column(&report, "article_url").iter().all(|found| *found == server.url("/ern")), "{report:?}");
    assert_eq!(server.paths(), ["/robots.txt", "/old", "/ern"]);
    let shown = desk.done(&["show", &server.url("/ern"), "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown["metadata"]["retrieved"]["url"], server.url("/ern"), "{shown}");
    let again = desk.run(&["add", &server.url("/ern"), "--allow-private"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("already logged"));
    let text = desk.done(&["text", &url, "--allow-private", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["retrieved"]["url"], server.url("/ern"));
    assert_eq!(json["retrieved"]["at"], "2026-11-23T10:40:00Z");
    let lines = desk.done(&["extract", &url, "--allow-private", "--format", "jsonl"]);
    assert!(lines.lines().count() > 5 && lines.contains("30,000"), "{lines}");
}

#[test]
fn what_a_server_says_of_a_page_holds_in_every_command() {
    let desk = Desk::new();
    let server = Server::with(vec![
        ("/a", page("text/markdown", "Some **30,000** left.")),
        ("/b", page("text/plain; charset=iso-8859-2", b"Some 40,000 left Wa\xB3\xEAsa.")),
    ]);
    for (path, wanted) in [("/a", "Some 30,000 left."), ("/b", "Some 40,000 left Wałęsa.")] {
        let url = server.url(path);
        assert!(desk.done(&["text", &url, "--allow-private"]).contains(wanted));
        assert!(desk.done(&["extract", &url, "--allow-private", "--format", "jsonl"]).contains(wanted));
        desk.done(&["add", &url, "--allow-private"]);
    }
    let report = desk.report();
    assert_eq!(column(&report, "sentence"), ["Some 30,000 left.", "Some 40,000 left Wałęsa."], "{report:?}");
}

#[test]
fn the_program_says_why_an_address_is_not_fetched() {
    let desk = Desk::new();
    let server = Server::with(vec![
        ("/robots.txt", page("text/plain", "User-agent: *\nDisallow: /paid")),
        ("/paid", page("text/html", STORY)),
        ("/ern", page("text/html", STORY)),
    ]);
    let (code, said) = desk.refused(&["add", &server.url("/ern")]);
    assert_eq!(code, Some(1));
    assert!(said.contains("127.0.0.1 is this machine itself") && said.contains("--allow-private"), "{said}");
    assert_eq!(server.connections(), 0);
    for (address, wanted) in [
        (server.url("/gone"), "the server answers 404: there is no such page"),
        (server.url("/paid"), "--ignore-robots"),
        ("ftp://tidewater.example/a".to_owned(), "only http:// and https:// are"),
        ("file:///etc/passwd".to_owned(), "only http:// and https:// are"),
        ("https://ana:pass@tidewater.example/".to_owned(), "take them out"),
    ] {
        for command in ["add", "extract", "text"] {
            let (code, said) = desk.refused(&[command, &address, "--allow-private"]);
            assert_eq!(code, Some(1), "{said}");
            assert!(said.contains(wanted) && !said.contains("pass@"), "{command} {address}: {said}");
        }
    }
    assert!(desk.done(&["text", &server.url("/paid"), "--allow-private", "--ignore-robots"]).contains("30,000"));
    let two = desk.run(&["extract", &server.url("/gone"), &server.url("/ern"), "--allow-private", "--format", "jsonl"]);
    assert_eq!(two.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&two.stdout).contains("30,000"), "the others are read all the same");
    assert!(String::from_utf8_lossy(&two.stderr).contains("127.0.0.1: left alone for 1 s before its next page"));
}

/// A proxy in the environment changes nothing.
#[test]
fn the_environment_has_no_say() {
    let desk = Desk::new();
    let (proxy, server) = (Server::with(Vec::new()), Server::with(vec![("/ern", page("text/html", STORY))]));
    let url = server.url("/ern");
    let mut command = desk.command(&["text", &url, "--allow-private"]);
    for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, format!("http://127.0.0.1:{}", proxy.port));
    }
    assert!(command.output().expect("it runs").status.success());
    assert_eq!(proxy.connections(), 0);
}
