//! Who makes a claim, as a person, an organisation, or a name of which the article does not tell.

use crate::export::claimreview::Subject;
use crate::model::{Attribution, AttributionKind, Polarity};

/// The author of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker<'r> {
    /// A person, with what he is.
    Person(&'r str, Option<&'r str>),
    /// An organisation.
    Organisation(&'r str),
    /// One or the other.
    Unknown(&'r str),
}

/// The speaker who makes the claim, if one is named. Who denies it or asks about it does not make it.
pub(super) fn speaker<'r>(subject: &Subject<'r>) -> Option<Speaker<'r>> {
    let makes = |said: &&Attribution| matches!(said.polarity, Polarity::Asserted | Polarity::Doubted);
    let attribution = subject.record.claim.attribution.as_ref().filter(makes)?;
    let name = attribution.speaker.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    let role = attribution.role.as_deref().map(str::trim).filter(|role| !role.is_empty());
    let among = |names: &[String]| names.iter().any(|known| known.trim().eq_ignore_ascii_case(name));
    if among(&subject.publisher.organisations) {
        return Some(Speaker::Organisation(name));
    }
    if among(&subject.publisher.persons) {
        return Some(Speaker::Person(name, role));
    }
    if attribution.kind == AttributionKind::Document {
        return None;
    }
    Some(if is_person(subject, name, role) { Speaker::Person(name, role) } else { Speaker::Unknown(name) })
}

/// Whether the article tells of a person. The engine gives a role to persons alone, and finds a full name behind a short one
/// or a pronoun for persons alone; who edited a claim may have typed any name.
fn is_person(subject: &Subject<'_>, name: &str, role: Option<&str>) -> bool {
    let edited = subject.record.machine.is_some();
    let one = !name.contains(" and ") && !name.contains(',');
    let resolved = subject.record.wording.source.as_deref().is_some_and(|source| !source.contains(name));
    one && (role.is_some() || resolved && !edited)
}
