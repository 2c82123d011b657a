//! What is told of articles, their revisions and their copies: nothing in a headline, an outlet or a note acts on a terminal.

use super::desk::Desk;

#[test]
fn nothing_that_an_article_says_of_itself_acts_on_a_terminal() {
    let desk = Desk::new();
    let story = "The ferry company of Harn keeps its boats in port until the storm has passed. Some 300 people wait on the \
                 quay, and the town has opened its school for all of them.";
    let hostile = "A\u{1b}[2J\u{9b}31m\u{202e}B";
    let line = |url: &str, text: &str| {
        serde_json::json!({ "id": text.len().to_string() + url, "text": text, "title": hostile, "publisher": hostile, "byline": hostile, "url": url })
            .to_string()
    };
    let here = "https://tidewater.example/a";
    let lines = [
        line(here, story),
        line(here, &story.replace("300 people", "500\u{202e} people \u{1b}[31m")),
        line("https://harn.example/a", &format!("{hostile}. {story}")),
        line("https://lysvik.example/a", story),
    ];
    let file = desk.file("articles.jsonl", lines.join("\n"));
    let added = desk.run(&["add", &file, "--input", "jsonl"]);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let said = String::from_utf8_lossy(&added.stderr).into_owned();
    for told in ["revision 2 of", "1 number changed", "a copy of the same story", "noted as a further appearance"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let commands: [&[&str]; 9] = [
        &["show", here],
        &["show", here, "--explain"],
        &["show", here, "--format", "json"],
        &["diff", here],
        &["diff", here, "--format", "json"],
        &["diff", here, "--against", "https://harn.example/a"],
        &["diff", here, "--against", "\u{1b}[2J"],
        &["documents"],
        &["documents", "--format", "csv"],
    ];
    for command in commands {
        let out = desk.run(command);
        for stream in [&out.stdout, &out.stderr, &added.stdout, &added.stderr] {
            let shown = String::from_utf8(stream.clone()).expect("UTF-8");
            let acts = |c: char| matches!(c, '\u{1b}' | '\u{9b}' | '\u{202e}');
            assert!(!shown.contains(acts), "{command:?}: {shown:?}");
        }
        assert!(!out.stdout.is_empty() || !out.status.success(), "{command:?}");
    }
}
