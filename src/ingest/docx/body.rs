//! The XML of a document → its text.
//!
//! Elements are known by their local names, whatever their prefix. No entity is resolved but the five of XML and numbers.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::ingest::error::Problem;
use crate::ingest::raised::{Moved, digits};

/// Elements whose content is no text of the article: what was deleted or moved away, codes of fields, and the second
/// version of a drawing.
const HIDDEN: &str = " del moveFrom instrText delInstrText delText Fallback rt ";
/// Text boxes nest no deeper than this.
const BOXES: usize = 8;

/// What a document gave.
#[derive(Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// The first paragraph in the style of titles.
    pub(super) title: Option<String>,
}

/// Reads the main part.
pub(super) fn read(xml: &str) -> Result<Body, Problem> {
    let mut writer = Writer::default();
    walk(xml, |event| writer.take(event))?;
    Ok(writer.close())
}

/// The notes of a part, without the separators that stand among them.
pub(super) fn notes(xml: &str) -> Result<String, Problem> {
    let mut writer = Writer::default();
    walk(xml, |event| {
        if let Event::Start(tag) = &event
            && matches!(tag.local_name().as_ref(), "footnote" | "endnote")
            && attribute(tag, "type").is_some_and(|kind| kind != "normal")
        {
            writer.skip += 1;
            writer.skipping = true;
        }
        if let Event::End(tag) = &event
            && matches!(tag.local_name().as_ref(), "footnote" | "endnote")
            && std::mem::take(&mut writer.skipping)
        {
            writer.skip -= 1;
        }
        writer.take(event);
    })?;
    Ok(writer.close().text)
}

/// How many elements of a name there are.
pub(super) fn count(xml: &str, name: &str) -> usize {
    let mut count = 0;
    let _ = walk(xml, |event| {
        count += usize::from(matches!(event, Event::Start(tag) if tag.local_name().as_ref() == name));
    });
    count
}

/// The elements that hold nothing but text, as name and text; of a broken part those before the damage.
pub(super) fn fields(xml: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    let _ = walk(xml, |event| match event {
        Event::Start(tag) => {
            found.push((tag.local_name().as_ref().to_owned(), String::new()));
            open = true;
        }
        Event::End(_) => open = false,
        Event::Text(text) if open => found.last_mut().into_iter().for_each(|(_, value)| value.push_str(&text)),
        Event::GeneralRef(entity) if open => {
            found.last_mut().into_iter().for_each(|(_, value)| value.extend(resolve(&entity)));
        }
        _ => {}
    });
    found
}

/// The part that holds the text, by the relations of the package.
pub(super) fn main_part(relations: &str) -> Option<String> {
    let mut found = None;
    let _ = walk(relations, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && attribute(&tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            found = found.take().or_else(|| attribute(&tag, "Target"));
        }
    });
    found.map(|target| target.trim_start_matches('/').to_owned())
}

/// Goes through a part. Entities of its own are refused, whether they are used or not.
fn walk(xml: &str, mut take: impl FnMut(Event<'_>)) -> Result<(), Problem> {
    let mut reader = Reader::from_str(xml);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::DocType(_)) => return Err(Problem::Entities("the Word document")),
            Ok(Event::Eof) if open == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(broken("it ends in the middle", xml.len() as u64)),
            Ok(event) => {
                match &event {
                    Event::Start(_) => open += 1,
                    Event::End(_) => open = open.saturating_sub(1),
                    _ => {}
                }
                take(event);
            }
            Err(error) => return Err(broken(&error.to_string(), reader.error_position())),
        }
    }
}

fn broken(why: &str, at: u64) -> Problem {
    Problem::Broken { what: "the Word document", message: format!("its XML at byte {at}: {why}") }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().filter_map(Result::ok);
    attributes.find(|it| it.key.local_name().as_ref() == name).map(|it| it.value.trim().to_owned())
}

fn resolve(entity: &BytesRef<'_>) -> Option<char> {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => Some(c),
        _ => resolve_predefined_entity(entity).and_then(|text| text.chars().next()),
    }
}

/// Whether a switch such as `<w:vanish/>` is on.
fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| !["0", "false", "off"].contains(&value.as_str()))
}

/// A paragraph as it grows.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    is_item: bool,
    /// Whether a tracked change deletes its end, so that it goes on in the next.
    joins: bool,
}

/// The text as it grows.
#[derive(Default)]
struct Writer {
    body: Body,
    /// The open paragraph, and those around it where it stands in a text box.
    open: Vec<Paragraph>,
    /// What was read of a paragraph whose end is deleted.
    carried: String,
    /// Whether the last line of the text is an item of a list.
    after_item: bool,
    /// Elements around that hide what is in them.
    skip: usize,
    skipping: bool,
    /// Whether the open run is hidden or struck out.
    vanished: bool,
    /// Whether the open run is raised or lowered.
    moved: Option<Moved>,
    /// Whether text counts here, and properties of the run or the paragraph are read.
    in_text: bool,
    in_run_properties: bool,
    in_paragraph_properties: bool,
    /// Tables around, and the open row.
    tables: usize,
    row: String,
    row_deleted: bool,
    in_row_properties: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::Empty(tag) => self.mark(&tag),
            Event::End(tag) => self.close_element(tag.local_name().as_ref()),
            Event::Text(text) if self.in_text => self.push(&text),
            Event::CData(text) if self.in_text => self.push(&text),
            Event::GeneralRef(entity) if self.in_text => {
                if let Some(c) = resolve(&entity) {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let name = name.as_ref();
        match name {
            _ if HIDDEN.contains(&format!(" {name} ")) => self.skip += 1,
            "p" if self.open.len() <= BOXES => self.open.push(Paragraph::default()),
            "r" => (self.vanished, self.moved) = (false, None),
            "t" => self.in_text = true,
            "rPr" => self.in_run_properties = true,
            "pPr" => self.in_paragraph_properties = true,
            "trPr" => self.in_row_properties = true,
            "tbl" => {
                if self.tables == 0 {
                    self.block();
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => {
                self.row.clear();
                self.row_deleted = false;
            }
            _ => self.mark(tag),
        }
    }

    /// An element that holds nothing.
    fn mark(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "tab" if !self.in_paragraph_properties => self.push(" "),
            "br" | "cr" if !self.in_paragraph_properties => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "vanish" | "strike" | "dstrike" if self.in_run_properties && !self.in_paragraph_properties => {
                self.vanished |= is_on(tag);
            }
            "vertAlign" if self.in_run_properties && !self.in_paragraph_properties => {
                self.moved = match attribute(tag, "val").as_deref() {
                    Some("superscript") => Some(Moved::Up),
                    Some("subscript") => Some(Moved::Down),
                    _ => None,
                };
            }
            "del" if self.in_row_properties => self.row_deleted = true,
            "del" if self.in_paragraph_properties => self.paragraph(|it| it.joins = true),
            "numPr" if self.in_paragraph_properties => self.paragraph(|it| it.is_item = true),
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                self.paragraph(|it| it.style.clone_from(&style));
            }
            _ => {}
        }
    }

    fn close_element(&mut self, name: &str) {
        match name {
            _ if HIDDEN.contains(&format!(" {name} ")) => self.skip = self.skip.saturating_sub(1),
            "p" => self.end_paragraph(),
            "t" => self.in_text = false,
            "rPr" => self.in_run_properties = false,
            "pPr" => self.in_paragraph_properties = false,
            "trPr" => self.in_row_properties = false,
            "tr" if self.tables == 1 => {
                let row = std::mem::take(&mut self.row);
                if !self.row_deleted {
                    self.line(&row);
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.block();
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, change: impl Fn(&mut Paragraph)) {
        if let Some(paragraph) = self.open.last_mut() {
            change(paragraph);
        }
    }

    fn push(&mut self, text: &str) {
        if self.skip == 0 && !self.vanished {
            let moved = self.moved.and_then(|way| digits(text, way));
            let text = moved.as_deref().unwrap_or(text);
            self.open.last_mut().into_iter().for_each(|paragraph| paragraph.text.push_str(text));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        (self.vanished, self.moved) = (false, None);
        let mut text = std::mem::take(&mut self.carried);
        text.push_str(&paragraph.text);
        if paragraph.joins && self.tables == 0 {
            self.carried = text;
            return;
        }
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        let style = paragraph.style.to_lowercase();
        if lines.is_empty() || style.starts_with("toc") {
            return;
        }
        if self.tables > 0 {
            if !self.row.is_empty() {
                self.row.push(' ');
            }
            self.row.push_str(&lines.join(" "));
            return;
        }
        if style == "title" && self.body.title.is_none() {
            self.body.title = Some(lines.join(" "));
        }
        if !(paragraph.is_item && self.after_item) {
            self.block();
        }
        self.line(&lines.join("\n"));
        self.after_item = paragraph.is_item;
        if !paragraph.is_item {
            self.block();
        }
    }

    /// A line behind the last.
    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            if !self.body.text.is_empty() && !self.body.text.ends_with('\n') {
                self.body.text.push('\n');
            }
            self.body.text.push_str(line);
            self.after_item = false;
        }
    }

    /// An empty line before what comes.
    fn block(&mut self) {
        if !self.body.text.is_empty() {
            self.body.text.truncate(self.body.text.trim_end_matches('\n').len());
            self.body.text.push_str("\n\n");
        }
    }

    fn close(mut self) -> Body {
        if !self.carried.is_empty() {
            let carried = std::mem::take(&mut self.carried);
            self.line(carried.trim());
        }
        self.body.text.truncate(self.body.text.trim_end().len());
        self.body
    }
}
