//! Templates of the page: the built-in one, or one of the desk's own, which may extend it.
//!
//! Every value is escaped where it is printed. There is no filter that turns that off, `{% autoescape false %}` does not,
//! and markup (articles with their marks, charts) is a value that no filter can take apart.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, context};
use serde::Serialize;

use super::card::Change;
use super::charts::Chart;
use super::csp::{ELEMENT, Hashing, NoPolicy};
use super::sheet::{Entry, Sheet};
use super::standing::ScaleText;
use super::tally::Figure;
use super::text::{Escaped, escape};

/// What templates of the desk extend.
const BUILT_IN: &str = "report.html";
const OWN: &str = "the template";
const PAGE: &str = include_str!("../templates/report.html");
const PARTS: &str = include_str!("../templates/parts.html");
const STYLE: &str = include_str!("../templates/report.css");

/// What the page says beside its articles.
#[derive(Debug, Serialize)]
pub struct Page<'p> {
    /// The title.
    pub title: &'p str,
    /// Which claims were chosen, in words.
    pub filter: &'p [String],
    /// The row of the last event that the report knows, and its hash; 0 in an empty ledger.
    pub head: (i64, &'p str),
    /// When that event was recorded, as RFC 3339 and in words.
    pub head_at: Option<(String, String)>,
    /// What the report comes to.
    pub summary: &'p str,
    /// The summary's figures.
    pub figures: Vec<Figure>,
    /// The charts.
    #[serde(skip)]
    pub charts: Vec<Chart>,
    /// The first articles.
    pub contents: &'p [Entry],
    /// How many more there are.
    pub more_contents: u64,
    /// The changes of verdicts, latest first.
    pub changes: Vec<&'p Change>,
    /// How many earlier ones there are.
    pub more_changes: u64,
    /// The scales of the verdicts.
    pub scales: Vec<&'p ScaleText>,
    /// How was checked.
    pub methodology: &'p str,
}

/// The articles, one at a time, as often as the template asks for them.
pub struct Sheets(Box<dyn Fn() -> SheetsOnce + Send + Sync>);

/// The articles once.
type SheetsOnce = Box<dyn Iterator<Item = io::Result<Sheet>> + Send + Sync>;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the template cannot be used: {}{what}", line.map_or_else(String::new, |line| format!("line {line}: ")))]
pub struct TemplateError {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub what: String,
}

/// Why a page was not written.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The template asks for what there is not.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// It cannot be written.
    #[error("the report cannot be written")]
    Write(#[from] io::Error),
}

/// A page's template.
#[derive(Debug)]
pub struct Template {
    environment: Environment<'static>,
    name: &'static str,
}

impl Template {
    /// The texts of the built-in template, to start one's own from: the page, its parts as macros, its style.
    pub const TEXTS: [(&'static str, &'static str); 3] = [("page", PAGE), ("parts", PARTS), ("style", STYLE)];

    /// The desk's own template, or the built-in one.
    ///
    /// # Errors
    /// When it cannot be read, with the line.
    ///
    /// ```
    /// use claimlog::export::html::Template;
    /// let wrong = Template::new(Some("<html>\n{% for x in %}")).unwrap_err();
    /// assert_eq!(wrong.line, Some(2));
    /// ```
    pub fn new(own: Option<&str>) -> Result<Self, TemplateError> {
        let mut environment = environment();
        let mut add = |name, text: &str| {
            environment.add_template_owned(name, text.to_owned()).map_err(|error| TemplateError::of(&error))
        };
        add("parts.html", PARTS)?;
        add(BUILT_IN, PAGE)?;
        own.map_or(Ok(()), |own| add(OWN, own))?;
        Ok(Self { environment, name: if own.is_some() { OWN } else { BUILT_IN } })
    }

    /// Writes the page; one article at a time is in memory.
    ///
    /// # Errors
    /// When the template asks for what there is not, an article cannot be read, or `out` not written.
    pub fn write(&self, page: &Page<'_>, sheets: Sheets, out: &mut dyn Write) -> Result<(), PageError> {
        let charts = page.charts.iter().map(|chart| {
            let svg = Value::from_object(Markup(chart.svg.clone()));
            context! { svg, ..Value::from(Serde(chart)) }
        });
        let values = context! {
            csp => Value::from_object(Markup(ELEMENT.to_owned())),
            style => Value::from_object(Markup(STYLE.to_owned())),
            charts => charts.collect::<Vec<_>>(),
            articles => Value::from_object(sheets),
            ..Value::from(Serde(page))
        };
        let template = self.environment.get_template(self.name).map_err(|error| TemplateError::of(&error))?;
        let mut keeping = Keeping { out: Hashing::new(out), failed: None };
        let rendered = template.render_captured_to(values, &mut keeping);
        if let Some(error) = keeping.failed {
            return Err(PageError::of(error));
        }
        rendered.map_err(|error| TemplateError::of(&error))?;
        keeping.out.finish().map_err(PageError::of)
    }
}

impl PageError {
    /// A page without a policy is the template's fault.
    fn of(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<NoPolicy>()) {
            Some(missing) => TemplateError { line: None, what: missing.to_string() }.into(),
            None => error.into(),
        }
    }
}

/// What templates can do: loops, conditions, macros, blocks; nothing that prints unescaped.
fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    // Lines of the template that only steer leave no empty lines in the page. These two settings exclude no other.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(print);
    for filter in ["safe", "format", "reverse", "escape", "e"] {
        environment.remove_filter(filter);
    }
    // Of its own: that of the engine could make markup of text that a part of the page already escaped.
    environment.add_filter("replace", |text: String, from: String, to: String| text.replace(&from, &to));
    environment
}

/// Prints a value, escaped unless it is markup of this module or what a part of the template has printed.
fn print(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if let Some(markup) = value.downcast_object_ref::<Markup>() {
        return Ok(out.write_str(&markup.0)?);
    }
    match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text)?,
        Some(text) => escape(out, text)?,
        None if matches!(value.kind(), ValueKind::None | ValueKind::Undefined) => {}
        None => escape(out, &value.to_string())?,
    }
    Ok(())
}

/// Markup that this module made.
#[derive(Debug)]
struct Markup(String);

impl Object for Markup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result
    where
        Self: Sized + 'static,
    {
        // As a string it is text like any other.
        f.write_str(&self.0)
    }
}

impl Sheets {
    /// The articles that `open` reads anew each time.
    pub fn new(open: impl Fn() -> SheetsOnce + Send + Sync + 'static) -> Self {
        Self(Box::new(open))
    }
}

impl fmt::Debug for Sheets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the articles")
    }
}

impl Object for Sheets {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let sheet = |sheet: io::Result<Sheet>| match sheet {
            Ok(mut sheet) => {
                let html = sheet.html.take().map(|html| Value::from_object(Markup(html)));
                context! { html, ..Value::from(Serde(&sheet)) }
            }
            Err(error) => {
                let failed = Error::new(minijinja::ErrorKind::InvalidOperation, "an article cannot be read back");
                Value::from(failed.with_source(error))
            }
        };
        Enumerator::Iter(Box::new((self.0)().map(sheet)))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        (self.0)().next().is_some()
    }
}

/// Keeps the error of a writer, which the engine would turn into its own.
struct Keeping<W> {
    out: W,
    failed: Option<io::Error>,
}

impl<W: Write> Write for Keeping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).map_err(|error| {
            let kind = error.kind();
            self.failed.get_or_insert(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl TemplateError {
    fn of(error: &Error) -> Self {
        let mut what =
            error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()));
        if let Some(name) = error.name().filter(|name| *name != OWN) {
            what.push_str(&format!(" (in {})", Escaped(name)));
        }
        Self { line: error.line(), what }
    }
}
