//! The keys and what they do: the help, the hints at the foot of the screen and the documentation are made of this table.

/// Where a key counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// While a claim is looked at.
    Claim,
    /// While something is typed.
    Form,
}

/// A key, what it does, and the word for the foot of the screen (empty: in the help alone).
pub(super) struct Key {
    pub key: &'static str,
    pub does: &'static str,
    pub short: &'static str,
    pub place: Place,
}

const fn claim(key: &'static str, does: &'static str, short: &'static str) -> Key {
    Key { key, does, short, place: Place::Claim }
}

const fn form(key: &'static str, does: &'static str, short: &'static str) -> Key {
    Key { key, does, short, place: Place::Form }
}

pub(super) const KEYS: [Key; 21] = [
    claim("1-9", "give this rating, then type value, evidence and why", "rate"),
    claim("Enter", "type what belongs to the rating", ""),
    claim("s", "skip: leave it to others, with a reason", "skip"),
    claim("n", "write a note on the claim", "note"),
    claim("u", "undo what you did last", "undo"),
    claim("/", "search claims; an empty search is the queue again", "search"),
    claim("j k", "the next and the previous claim (also ↓ ↑)", ""),
    claim("PgDn PgUp", "scroll the paragraph", ""),
    claim("w", "the words of the ratings: what each means", ""),
    claim("r", "look for new claims and what others did", ""),
    claim("?", "this help", "help"),
    claim("q", "quit; what is typed is kept", "quit"),
    form("Enter", "the next field; behind the last one record", "next"),
    form("Tab", "the next field, Shift-Tab the one before", ""),
    form("Ctrl-S", "record the verdict (also F2)", "record"),
    form("Ctrl-R", "choose another rating: type its number", "rating"),
    form("Ctrl-J", "a new line", ""),
    form("Ctrl-W", "delete the word before the cursor", ""),
    form("Ctrl-U", "empty the field", ""),
    form("Esc", "back to the claim; what is typed is kept", "back"),
    form("Ctrl-C", "quit; what is typed is kept", ""),
];

/// The foot of the screen.
pub(super) fn hints(place: Place) -> String {
    let shown = KEYS.iter().filter(|key| key.place == place && !key.short.is_empty());
    shown.map(|key| format!("{} {}", key.key, key.short)).collect::<Vec<_>>().join(" · ")
}
