//! A value of the metadata with the place on the page where it stands, in a few words: "JSON-LD", "meta og:title".

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    /// A name of the place for people.
    pub(super) place: String,
}

impl<T> Found<T> {
    /// A value found there.
    pub(super) fn new(value: T, place: impl Into<String>) -> Self {
        Self { value, place: place.into() }
    }

    /// Another value made of this one, from the same place; `None` when none is left.
    pub(super) fn and_then<U>(self, make: impl FnOnce(T) -> Option<U>) -> Option<Found<U>> {
        Some(Found { value: make(self.value)?, place: self.place })
    }
}
