//! The report as one page of HTML that needs nothing else: rows → cards and charts → a template → bytes.
//!
//! What articles and people wrote is escaped when it is printed, whatever the template says ([`Template`]); markup comes
//! from here alone: the article with its claims marked ([`Sheet`]) and the charts ([`Tally`]).

mod card;
mod charts;
mod csp;
mod highlight;
mod link;
mod sheet;
mod standing;
mod tally;
mod template;
mod text;
mod words;

pub use card::{Card, Change};
pub use charts::Chart;
pub use link::Link;
pub use sheet::{Entry, Sheet};
pub use standing::{Labels, RatingName, ScaleText, Standing};
pub use tally::Tally;
pub use template::{Page, PageError, Sheets, Template, TemplateError};
pub use words::{count, day_in_words, moment_in_words, number};
