//! SRT and WebVTT → the transcript: who said what, a paragraph a turn, and when each line was spoken.
//!
//! A turn of a named speaker reads `Ada Quill: “We lost 40 ships.”`: the words are the speaker's own, so they stand in
//! quotation marks, and the engine finds the source as in print. Words of nobody named stand alone.
//! fasrt reads the files; `cues.rs` takes its cues, `label.rs` finds the speakers, `turns.rs` joins the lines.

mod cues;
mod label;
mod turns;

use crate::ingest::Draft;
use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// Whether these first bytes are those of WebVTT, or of SRT: a number, and under it two times with an arrow.
pub(super) fn starts(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = String::from_utf8_lossy(head);
    if let Some(rest) = head.strip_prefix("WEBVTT") {
        return rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']);
    }
    let mut lines = head.lines().map(str::trim).skip_while(|line| line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_number = !first.is_empty() && first.len() < 10 && first.bytes().all(|byte| byte.is_ascii_digit());
    let timing = if is_number { lines.next().unwrap_or_default() } else { first };
    cues::timing(timing).is_some()
}

/// Reads a transcript.
///
/// # Errors
/// When no cue of it can be read.
pub(super) fn read(text: &str) -> Result<Draft, Problem> {
    let cues::Read { cues, unread, language } = cues::read(text);
    let labels = label::Labels::of(&cues);
    let (text, timings) = turns::write(turns::of(&cues, &labels));
    if text.is_empty() {
        return Err(Problem::NoText);
    }
    let notices = if unread > 0 { vec![Notice::Cues(unread)] } else { Vec::new() };
    let metadata = Metadata { language, timings, ..Metadata::default() }.from_place("header of the transcript");
    Ok(Draft { text, metadata, notices, name: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        read(source).map(|draft| draft.text).unwrap_or_default()
    }

    #[test]
    fn both_formats_are_known_by_their_start() {
        for head in [
            "WEBVTT",
            "\u{feff}WEBVTT - Council\n\n",
            "1\n00:00:01,000 --> 00:00:02,000\nWe",
            "\r\n12\r\n0:00:01.5 --> 0:00:02.5\r\n",
            "00:00:01,000 --> 00:00:02,000\n",
        ] {
            assert!(starts(head.as_bytes()), "{head}");
        }
        for head in ["WEBVTTX", "1\nSome 30,000 left.", "1", "", "A --> B", "It moved from 10:00 --> 11:00 today"] {
            assert!(!starts(head.as_bytes()), "{head}");
        }
    }

    #[test]
    fn sentences_run_over_cues_and_turns_are_paragraphs() {
        let source = "WEBVTT\nLanguage: en-GB\n\nNOTE not spoken\n\n00:01.000 --> 00:03.000 align:start\n<v Ada Quill>We lost <b>40</b>\nships &amp; two piers\n\n\
            1\n00:03.000 --> 00:05.500\n<v Ada Quill>in one night.</v>\n\n00:06.000 --> 00:07.000\n<v.loud Ben Marl>Was it 40?\n";
        let draft = read(source).unwrap();
        assert_eq!(draft.text, "Ada Quill: “We lost 40 ships & two piers in one night.”\n\nBen Marl: “Was it 40?”");
        assert_eq!(draft.metadata.language.as_deref(), Some("en-GB"));
        let heard: Vec<_> =
            draft.metadata.timings.iter().map(|it| (&draft.text[it.start as usize..][..2], it.at)).collect();
        assert_eq!(heard, [("We", 1000), ("in", 3000), ("Wa", 6000)]);
    }

    #[test]
    fn subrip_is_read_however_its_times_are_written() {
        let source = "\u{feff}1\r\n00:00:01,000 --> 00:00:03,000 X1:40 X2:600\r\n<i>QUILL: We lost</i>\r\n{\\an8}40 ships.\r\n\r\n\
            2\r\n0:00:03.5 --> 0:00:05.500\r\nMARL: How\r\nmany?\r\n3\r\n00:00:06,000 --> 00:00:07,000\r\nQUILL: Forty.\r\n";
        let draft = read(source).unwrap();
        assert_eq!(draft.text, "QUILL: “We lost 40 ships.”\n\nMARL: “How many?”\n\nQUILL: “Forty.”");
        assert_eq!(draft.metadata.timings.iter().map(|it| it.at).collect::<Vec<_>>(), [1000, 3500, 6000]);
        assert_eq!(draft.notices, []);
    }

    #[test]
    fn labels_in_their_many_forms_name_the_speaker() {
        let cue = |line: &str| format!("1\n00:00:01,000 --> 00:00:03,000\n{line}\n");
        for (line, wanted) in [
            ("ADA QUILL: We lost 40 ships.", "ADA QUILL: “We lost 40 ships.”"),
            (">> MAYOR QUILL: We lost 40 ships.", "MAYOR QUILL: “We lost 40 ships.”"),
            ("- [Quill] We lost 40 ships.", "Quill: “We lost 40 ships.”"),
            ("[Ada Quill] We lost 40 ships.", "Ada Quill: “We lost 40 ships.”"),
            ("(Ada Quill): We lost 40 ships.", "Ada Quill: “We lost 40 ships.”"),
            ("Ada Quill: We lost 40 ships.", "Ada Quill: “We lost 40 ships.”"),
            ("Ada Quill, treasurer: We lost 40\nAda Quill, treasurer: ships.", "Ada Quill: “We lost 40 ships.”"),
            ("Mr Mayor, dear members: we lost 40 ships.", "Mr Mayor, dear members: we lost 40 ships."),
            ("QUILL (through interpreter): We lost 40 ships.", "QUILL: “We lost 40 ships.”"),
            ("Ada Quill: He said \"40 ships\" twice.", "Ada Quill: “He said ‘40 ships’ twice.”"),
            ("Remember: we lost 40 ships.", "Remember: we lost 40 ships."),
            ("At 10:30 we lost 40 ships.", "At 10:30 we lost 40 ships."),
            ("It is simple: we lost 40 ships.", "It is simple: we lost 40 ships."),
            (">> We lost 40 ships.", "We lost 40 ships."),
        ] {
            assert_eq!(text(&cue(line)), wanted);
        }
        assert_eq!(text(&cue("- We lost 40 ships.\n- How many?")), "We lost 40 ships.\n\nHow many?");
    }

    #[test]
    fn a_word_is_a_speaker_when_it_comes_again() {
        let source = "WEBVTT\n\n00:01.000 --> 00:02.000\nHost: How many?\n\n00:02.000 --> 00:03.000\nGuest: Forty.\n\n00:03.000 --> 00:04.000\nHost: 40 ships?\n\n00:04.000 --> 00:05.000\nGuest: Yes.\n";
        assert_eq!(text(source), "Host: “How many?”\n\nGuest: “Forty.”\n\nHost: “40 ships?”\n\nGuest: “Yes.”");
    }

    #[test]
    fn words_behind_what_may_be_a_speaker_are_not_those_of_the_one_before() {
        let source = "WEBVTT\n\n00:01.000 --> 00:02.000\nHost: How many?\n\n00:02.000 --> 00:03.000\nGuest: Forty.\n\n00:03.000 --> 00:04.000\nHost: 40 ships?\n";
        assert_eq!(text(source), "Host: “How many?”\n\nGuest: Forty.\n\nHost: “40 ships?”");
    }

    #[test]
    fn sounds_are_dropped() {
        let source = "WEBVTT\n\n00:01.000 --> 00:02.000\n[applause]\n\n00:02.000 --> 00:03.000\n(MUSIC PLAYING)\n\n00:03.000 --> 00:04.000\nQUILL: [laughs] We lost 40 [INAUDIBLE] ships.\n\n00:05.000 --> 00:06.000\n♪ la la ♪\n\n00:06.000 --> 00:07.000\n[Door slams]\n";
        assert_eq!(text(source), "QUILL: “We lost 40 ships.”");
    }

    #[test]
    fn rolling_captions_are_said_once() {
        let source = "WEBVTT\nKind: captions\n\n00:00.000 --> 00:02.000\n \nwe<00:00.500><c> lost</c><00:01.000><c> 40</c>\n\n00:02.000 --> 00:02.010\nwe lost 40\n \n\n\
            00:02.010 --> 00:04.000\nwe lost 40\nships<00:03.000><c> that</c>\n\n00:04.000 --> 00:04.010\nships that\n \n\n00:04.010 --> 00:06.000\nships that\nnight\n";
        let draft = read(source).unwrap();
        assert_eq!(draft.text, "we lost 40 ships that night");
        assert_eq!(draft.metadata.timings.iter().map(|it| it.at).collect::<Vec<_>>(), [0, 2010, 4010]);
        let growing =
            "1\n00:00:01,000 --> 00:00:02,000\nWe lost\n\n2\n00:00:02,000 --> 00:00:03,000\nWe lost 40 ships.\n";
        assert_eq!(text(growing), "We lost 40 ships.");
    }

    #[test]
    fn a_long_turn_is_broken_at_sentences_with_its_name() {
        let cues: String = (0..60)
            .map(|at| {
                format!(
                    "{}\n00:{:02}:00,000 --> 00:{:02}:02,000\n{}We lost 40 ships in the bay.\n\n",
                    at + 1,
                    at,
                    at,
                    if at == 0 { "ADA QUILL: " } else { "" }
                )
            })
            .collect();
        let found = text(&cues);
        assert!(found.split("\n\n").count() > 1);
        assert!(
            found.split("\n\n").all(|it| it.starts_with("ADA QUILL: “We") && it.ends_with("bay.”") && it.len() < 1200)
        );
        assert_eq!(found.matches("40 ships").count(), 60);
    }

    #[test]
    fn cues_that_cannot_be_read_are_counted() {
        let draft = read("WEBVTT\n\n00:01.000 --> soon\nlost\n\n00:02.000 --> 00:03.000\nWe lost 40.\n").unwrap();
        assert_eq!(draft.text, "We lost 40.");
        assert_eq!(draft.notices, [Notice::Cues(1)]);
        assert!(matches!(read("WEBVTT\n\n"), Err(Problem::NoText)));
    }

    #[test]
    fn broken_and_hostile_files_end() {
        let sample = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Quill>We “lost” <b>40 &amp; é</b>\n\n1\n00:00:03,000 --> 00:00:04,000\n- [Quill] >> QUILL: a\n";
        for end in (0..sample.len()).filter(|end| sample.is_char_boundary(*end)) {
            let _ = read(&sample[..end]);
            let _ = read(&sample[end..]);
            let _ = starts(&sample.as_bytes()[..end]);
        }
        for part in ["<v ", "[", "(", "A: ", "- ", ">> ", "\"", "00:01.000 --> 00:02.000\n", "1\n\n", "[A] ", "♪"] {
            let _ = read(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", part.repeat(20_000)));
            let _ = read(&format!("1\n00:00:01,000 --> 00:00:02,000\n{}", part.repeat(20_000)));
        }
        let _ = read("1\n99999999999999999999:00:01,000 --> 00:00:02,000\nx");
        let _ = read("WEBVTT\n\n99999999999999999999:00:01.000 --> 18446744073709551615:00:02.000\nx");
    }
}
