//! Of a loaded document only what letters need: pictures emptied, streams unpacked within limits, and of each page the
//! operators that place text. What is painted goes, and with it the colour spaces and functions that a hostile file makes
//! refer to themselves; forms are drawn two deep at most; what a page inherits is written into it.

use std::collections::HashMap;

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::unpack;
use crate::ingest::error::Problem;

/// The most bytes of operators on a page, and of all that its forms draw.
const PAGE: usize = 8 * 1024 * 1024;
const DRAWN: usize = 32 * 1024 * 1024;
/// Packing of 1985, which lopdf unpacks without a limit: a longer stream is left out.
const LZW: usize = 64 * 1024;
/// How far up a page inherits from.
const ANCESTORS: usize = 64;

/// The operators that place text, and that draw a form.
const TEXT: &str = " q Q cm BT ET Tf Tj TJ ' \" Td TD Tm T* Tc Tw Tz TL Ts Do ";

/// Changes the document in place.
pub(super) fn tidy(document: &mut Document) -> Result<(), Problem> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            open(stream)?;
        }
    }
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let forms = forms(document);
    for page in pages {
        let (resources, media_box) = inherited(document, page);
        let content = document.get_page_content(page).unwrap_or_default();
        let mut content = operators(&content);
        let drawn = names(document, &resources, &content, |id| forms.get(&id).copied());
        if content.len().saturating_add(drawn) > DRAWN {
            content = without_forms(&content);
        }
        let stream = document.add_object(Stream::new(Dictionary::new(), content));
        if let Ok(page) = document.get_dictionary_mut(page) {
            page.set("Contents", Object::Reference(stream));
            page.set("Resources", Object::Dictionary(resources));
            page.set("MediaBox", media_box);
        }
    }
    Ok(())
}

/// Unpacks a stream, and empties one that holds a picture or is packed more than once.
fn open(stream: &mut Stream) -> Result<(), Problem> {
    let is = |key: &[u8], value: &[u8]| stream.dict.get(key).and_then(Object::as_name).is_ok_and(|name| name == value);
    let filters: Vec<Vec<u8>> =
        stream.filters().map(|it| it.into_iter().map(<[u8]>::to_vec).collect()).unwrap_or_default();
    let packed =
        filters.iter().filter(|filter| [b"FlateDecode".as_slice(), b"LZWDecode"].contains(&filter.as_slice())).count();
    if is(b"Subtype", b"Image") || packed > 1 {
        stream.set_plain_content(Vec::new());
        return Ok(());
    }
    if stream.dict.has(b"DecodeParms") {
        return Ok(()); // tables of references, which were read already
    }
    let mut content = std::mem::take(&mut stream.content);
    for filter in &filters {
        content = match filter.as_slice() {
            b"FlateDecode" => unpack::inflate(&content)?,
            b"LZWDecode" if content.len() > LZW => Vec::new(),
            other => {
                let mut dictionary = Dictionary::new();
                dictionary.set("Filter", Object::Name(other.to_vec()));
                Stream::new(dictionary, content).decompressed_content().unwrap_or_default()
            }
        };
    }
    stream.set_plain_content(content);
    Ok(())
}

/// Leaves of each form what places text, and tells how much it draws. A form draws others only when these draw none.
fn forms(document: &mut Document) -> HashMap<ObjectId, usize> {
    let is_form = |object: &Object| {
        object
            .as_stream()
            .is_ok_and(|it| it.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form"))
    };
    let ids: Vec<ObjectId> = document.objects.iter().filter(|(_, object)| is_form(object)).map(|(id, _)| *id).collect();
    let mut contents = HashMap::new();
    for id in ids {
        if let Ok(stream) = document.get_object(id).and_then(Object::as_stream) {
            contents.insert(id, operators(&stream.content));
        }
    }
    let leaves: HashMap<ObjectId, usize> =
        contents.iter().filter(|(_, content)| !draws(content)).map(|(id, content)| (*id, content.len())).collect();
    let mut sizes = HashMap::new();
    for (id, mut content) in contents {
        if draws(&content) {
            let resources = own_resources(document, id);
            let mut outside = resources.is_none();
            let drawn = names(document, &resources.unwrap_or_default(), &content, |child| {
                outside |= !leaves.contains_key(&child);
                leaves.get(&child).copied()
            });
            if outside || drawn.saturating_add(content.len()) > DRAWN {
                content = without_forms(&content);
            } else {
                sizes.insert(id, drawn.saturating_add(content.len()));
            }
        }
        sizes.entry(id).or_insert(content.len());
        if let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut) {
            stream.set_plain_content(content);
        }
    }
    sizes
}

fn own_resources(document: &Document, form: ObjectId) -> Option<Dictionary> {
    let stream = document.get_object(form).and_then(Object::as_stream).ok()?;
    stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok().cloned()
}

/// How much the forms that a content names draw; what is no form counts as nothing and is emptied already.
fn names(
    document: &Document,
    resources: &Dictionary,
    content: &[u8],
    mut size: impl FnMut(ObjectId) -> Option<usize>,
) -> usize {
    let Ok(named) = resources.get_deref(b"XObject", document).and_then(Object::as_dict) else { return 0 };
    let mut drawn = 0_usize;
    for name in drawings(content) {
        if let Ok(id) = named.get(name).and_then(Object::as_reference) {
            drawn = drawn.saturating_add(size(id).unwrap_or_default());
        }
    }
    drawn
}

/// The names before each `Do`, in a content that `operators` wrote.
fn drawings(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    content.split(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b" Do")?.strip_prefix(b"/"))
}

fn draws(content: &[u8]) -> bool {
    drawings(content).next().is_some()
}

fn without_forms(content: &[u8]) -> Vec<u8> {
    let lines = content.split(|byte| *byte == b'\n').filter(|line| !line.ends_with(b" Do"));
    lines.collect::<Vec<_>>().join(&b'\n')
}

/// The operators that place text, and of what is marked as furniture of the page none that shows it.
fn operators(content: &[u8]) -> Vec<u8> {
    let Ok(content) = Content::decode(content.get(..PAGE).unwrap_or(content)) else { return Vec::new() };
    let mut marks: Vec<bool> = Vec::new();
    let mut kept: Vec<Operation> = Vec::new();
    for operation in content.operations {
        let operator = operation.operator.as_str();
        match operator {
            "BMC" | "BDC" => marks.push(is_artifact(&operation)),
            "EMC" => drop(marks.pop()),
            _ if !TEXT.contains(&format!(" {operator} ")) => {}
            "Tj" | "TJ" | "'" | "\"" if marks.contains(&true) => {}
            _ => kept.push(operation),
        }
    }
    let mut written = Vec::new();
    for operation in kept {
        let one = Content { operations: vec![operation] };
        written.extend(one.encode().unwrap_or_default());
        written.push(b'\n');
    }
    written
}

fn is_artifact(operation: &Operation) -> bool {
    operation.operands.first().and_then(|tag| tag.as_name().ok()).is_some_and(|tag| tag == b"Artifact")
}

/// The resources and the size of a page, its own or those of what it belongs to.
fn inherited(document: &Document, page: ObjectId) -> (Dictionary, Object) {
    let mut resources = None;
    let mut media_box = None;
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..ANCESTORS {
        let Some(dictionary) = node else { break };
        let get = |key: &[u8]| dictionary.get_deref(key, document).ok();
        resources = resources.or_else(|| get(b"Resources").and_then(|it| it.as_dict().ok()).cloned());
        let numbers = get(b"MediaBox").and_then(|it| it.as_array().ok()).filter(|it| it.len() == 4);
        media_box = media_box.or_else(|| numbers.map(|it| numbers_of(document, it)));
        node = get(b"Parent").and_then(|parent| parent.as_dict().ok());
    }
    let a4 = || [0, 0, 595, 842].map(Object::Integer).to_vec();
    (resources.unwrap_or_default(), Object::Array(media_box.unwrap_or_else(a4)))
}

fn numbers_of(document: &Document, array: &[Object]) -> Vec<Object> {
    let number = |object: &Object| document.dereference(object).ok().and_then(|(_, object)| object.as_float().ok());
    array.iter().map(|object| Object::Real(number(object).unwrap_or_default())).collect()
}
