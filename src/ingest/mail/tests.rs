//! Messages of each shape, attachments, and hostile ones.

use super::*;

const HEAD: &str = "Return-Path: <ada@tidewater.example>\r\nFrom: \"Ada Quill\" <ada@tidewater.example>\r\nTo: desk@lorn.example\r\n\
    Subject: Re: Fwd: =?UTF-8?Q?Caf=C3=A9_empties?=\r\nDate: Wed, 04 Mar 2026 23:30:00 -0500\r\nMessage-ID: <1@tidewater.example>\r\nMIME-Version: 1.0\r\n";

fn message(rest: &str) -> Vec<Draft> {
    read(format!("{HEAD}{}", rest.replace('\n', "\r\n")).as_bytes(), 0).unwrap()
}

fn text(body: &str) -> String {
    message(&format!("Content-Type: text/plain; charset=utf-8\n\n{body}")).remove(0).text
}

#[test]
fn the_headers_are_the_metadata() {
    let draft = message("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=E9 lost 30=\n,000 guests.\n").remove(0);
    assert_eq!(draft.text, "The café lost 30,000 guests.");
    assert_eq!(draft.metadata.title.as_deref(), Some("Café empties"));
    assert_eq!(draft.metadata.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(draft.metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
    assert_eq!(draft.metadata.publisher, None);
    assert_eq!(draft.metadata.origins["title"], "mail header");
    let list = message("List-Id: Tidewater Daily <daily.tidewater.example>\n\nSome left.").remove(0);
    assert_eq!(list.metadata.publisher.as_deref(), Some("Tidewater Daily"));
    let bare = message("List-Id: <daily.tidewater.example>\n\nSome left.").remove(0);
    assert_eq!(bare.metadata.publisher.as_deref(), Some("tidewater.example"));
}

#[test]
fn plain_text_is_preferred_unless_it_is_a_stub() {
    let parts = |plain: &str, html: &str| {
        message(&format!("Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n")).remove(0).text
    };
    assert_eq!(parts("Some 30,000 left.", "<p>Some <b>30,000</b> left.</p>"), "Some 30,000 left.");
    let long = "<style>p{}</style><div style=\"display:none\">Preview</div><table><tr><td>Some 30,000 left the town of Ern last year.</td></tr></table><p>More came.</p>";
    assert_eq!(parts("View online", long), "Some 30,000 left the town of Ern last year.\n\nMore came.");
    assert_eq!(
        message(&format!("Content-Type: text/html\n\n{long}")).remove(0).text,
        "Some 30,000 left the town of Ern last year.\n\nMore came."
    );
}

#[test]
fn quotations_and_signatures_are_left_out() {
    let draft = message("Content-Type: text/plain\n\nSome 30,000 left.\n\nOn Tue, 3 Mar 2026 at 10:15, Ben Marl <ben@lorn.example>\nwrote:\n> How many?\n>> 40?\n\nMore came.\n-- \nAda Quill\nPier 40\n").remove(0);
    assert_eq!(draft.text, "Some 30,000 left.\n\nMore came.");
    assert!(matches!(draft.notices.as_slice(), [Notice::LeftOut(_)]));
    assert_eq!(text("Some left.\n\n-----Original Message-----\nFrom: Ben\nSubject: How many\n\n40?\n"), "Some left.");
    assert_eq!(text("> Some 30,000 left.\n> More came.\n"), "Some 30,000 left.\nMore came.");
    assert_eq!(text("It cost >40 pounds.\n- 40 ships --\n"), "It cost >40 pounds.\n- 40 ships --");
}

#[test]
fn of_a_forwarded_message_the_other_is_the_article() {
    let draft = message("Content-Type: text/plain\n\nSee below, 3 of you.\n\n---------- Forwarded message ---------\nFrom: Ben Marl <ben@lorn.example>\nDate: Tue, Mar 3, 2026 at 10:15 AM\nSubject: Lorn loses ships\nTo: <ada@tidewater.example>\n\n\nLorn lost 40 ships.\n").remove(0);
    assert_eq!(draft.text, "Lorn lost 40 ships.");
    assert_eq!(draft.metadata.title.as_deref(), Some("Lorn loses ships"));
    assert_eq!(draft.metadata.byline.as_deref(), Some("Ben Marl"));
    assert_eq!(draft.metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-03"));
    assert!(draft.notices[0].to_string().contains("above the forwarded message"));
}

#[test]
fn lines_broken_to_a_width_are_paragraphs() {
    assert_eq!(
        text(
            "Some 30,000 people left the town of Ern last year, the mayor said on\nMonday, and more are going.\n\nErn 1,200\nLorn 340\n"
        ),
        "Some 30,000 people left the town of Ern last year, the mayor said on Monday, and more are going.\n\nErn 1,200\nLorn 340"
    );
    let flowed = message("Content-Type: text/plain; format=flowed\n\nSome \n30,000 left.\nMore.\n").remove(0);
    assert_eq!(flowed.text, "Some 30,000 left.\nMore.");
}

#[test]
fn attached_articles_are_documents_and_other_files_are_named() {
    let body = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the release.\n\
        --b\nContent-Type: text/html; name=\"report.html\"\nContent-Disposition: attachment; filename=\"report.html\"\n\n<html><body><article><p>Some 30,000 people left the town of Ern last year, the mayor said.</p></article></body></html>\n\
        --b\nContent-Type: text/plain; name=\"note.txt\"\nContent-Disposition: attachment; filename=\"note.txt\"\n\nErn empties fast\n\nBy Ben Marl\n\nSome 40 left.\n\
        --b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"sheet.xlsx\"\nContent-Transfer-Encoding: base64\n\nUEsDBA==\n\
        --b\nContent-Type: image/png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\
        --b\nContent-Type: message/rfc822\n\nFrom: Ben Marl <ben@lorn.example>\nSubject: Lorn loses ships\nDate: Tue, 03 Mar 2026 10:00:00 +0000\n\nLorn lost 40 ships.\n--b--\n";
    let found = message(body);
    let names: Vec<_> = found.iter().map(|draft| draft.name.as_deref()).collect();
    assert_eq!(names, [None, Some("report.html"), Some("note.txt"), Some("Lorn loses ships")]);
    assert_eq!(found[2].metadata.byline.as_deref(), Some("Ben Marl"));
    assert_eq!(found[3].metadata.title.as_deref(), Some("Lorn loses ships"));
    assert_eq!(found[3].text, "Lorn lost 40 ships.");
    let said: Vec<_> = found[0].notices.iter().map(ToString::to_string).collect();
    assert!(matches!(said.as_slice(), [one] if one.contains("sheet.xlsx")), "{said:?}");
}

#[test]
fn only_messages_start_so() {
    assert!(starts(HEAD.as_bytes()));
    assert!(starts(&HEAD.as_bytes()[..HEAD.len() - 4]));
    assert!(starts(b"From ada@a Wed Mar  4 2026\nFrom: a@b\nMIME-Version: 1.0\n\nx"));
    for head in [
        "From: Ada Quill\nTo: all\nDate: 4 March 2026\nSubject: Budget\n\nSome left.",
        "Ern empties fast\n\nFrom: a\nMessage-ID: b\n\n",
        "Note: the figures\nMessage: x\n\n",
        "From: a\n\nMessage-ID: b",
        "",
        "From:",
    ] {
        assert!(!starts(head.as_bytes()), "{head}");
    }
}

#[test]
fn broken_and_hostile_messages_end() {
    let sample = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSome =?UTF-8?\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a\r\n\r\nx\r\n--b--"
    );
    for end in 0..sample.len() {
        let _ = read(&sample.as_bytes()[..end], 0);
        let _ = read(&sample.as_bytes()[end..], 0);
        let _ = starts(&sample.as_bytes()[..end]);
    }
    let mut nested = String::new();
    for level in 0..2_000 {
        nested.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"));
    }
    let _ = read(format!("{HEAD}{nested}").as_bytes(), 0);
    let _ = read(
        format!("{HEAD}Content-Type: message/rfc822\r\n\r\n{}", "Content-Type: message/rfc822\r\n\r\n".repeat(2_000))
            .as_bytes(),
        0,
    );
    for part in ["> ", "--\r\n", "On a:\r\n> ", "=", "From: ", "\r\n", "-----Original Message-----\r\n", "a: b\r\n"] {
        let _ = read(format!("{HEAD}\r\n{}", part.repeat(20_000)).as_bytes(), 0);
        let _ = read(format!("{HEAD}{}", part.repeat(20_000)).as_bytes(), 0);
    }
}
