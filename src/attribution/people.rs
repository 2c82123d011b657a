//! The persons of a document: their full names, where they are named, whether man or woman, and what they are.

use std::collections::HashMap;
use std::ops::Range;

use super::apposition;
use super::sort::{Sort, Sorted, sort};
use crate::lexicon::{Gender, Title, lexicon};
use crate::text::Shape;

/// A person of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The full name as it stands first: "Scott Seaman".
    pub name: Range<usize>,
    /// Man or woman, when given name or title tell.
    pub gender: Option<Gender>,
    /// What the document says the person is: "the Asia director at …".
    pub role: Option<Range<usize>>,
}

/// The persons, found by their last names, and all places that name them.
#[derive(Debug, Default)]
pub(super) struct People<'d> {
    persons: Vec<Person>,
    by_last: HashMap<&'d str, usize>,
    /// Token and person, in the order of the text.
    mentions: Vec<(usize, usize)>,
}

impl<'d> People<'d> {
    /// Reads the whole document once for full names, once for short ones.
    pub(super) fn of(text: &Sorted<'d>) -> Self {
        let mut people = Self::default();
        let runs = runs(text);
        for run in &runs {
            people.take_up(text, run);
        }
        for run in runs {
            let last = last_name(text, &run);
            if let Some(person) = last.and_then(|last| people.by_last.get(text.str(last))) {
                people.mentions.push((run.start, *person));
                let gender = gender_of(text, &run);
                let person = &mut people.persons[*person];
                person.gender = person.gender.or(gender);
            }
        }
        people
    }

    /// The person whose name ends a run of name words.
    pub(super) fn named(&self, text: &Sorted, run: &Range<usize>) -> Option<&Person> {
        self.by_last.get(text.str(last_name(text, run)?)).map(|person| &self.persons[*person])
    }

    /// The persons named in a range of tokens, in order, with where.
    pub(super) fn in_range(&self, tokens: &Range<usize>) -> impl Iterator<Item = &Person> {
        let start = self.mentions.partition_point(|(at, _)| *at < tokens.start);
        let end = self.mentions.partition_point(|(at, _)| *at < tokens.end);
        self.mentions.get(start..end).unwrap_or_default().iter().map(|(_, person)| &self.persons[*person])
    }

    fn take_up(&mut self, text: &Sorted<'d>, run: &Range<usize>) {
        let name = full_name(text, run);
        let Some(last) = last_name(text, &name).filter(|_| is_person(text, run, &name)) else { return };
        let role = role(text, run, &name);
        let gender = gender_of(text, run);
        if let Some(known) = self.by_last.get(text.str(last)) {
            let person = &mut self.persons[*known];
            person.gender = person.gender.or(gender);
            person.role = person.role.clone().or(role);
        } else {
            self.by_last.insert(text.str(last), self.persons.len());
            self.persons.push(Person { name, gender, role });
        }
    }
}

/// The runs of name words: "Eurasia Group", "Seaman", "Sen. Mara J. Lind".
fn runs(text: &Sorted) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let end = run_end(text, at);
        if end > at {
            runs.push(at..end);
        }
        at = end.max(at + 1);
    }
    runs
}

fn run_end(text: &Sorted, start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while text.tokens.get(at).is_some() && joins_name(text, at, start) {
        at += 1;
        if is_name_word(text, at - 1) {
            end = at;
        }
    }
    end
}

fn is_name_word(text: &Sorted, at: usize) -> bool {
    text.tokens[at].shape != Shape::Lower && sort(text, at) == Sort::Name
}

/// Name words, and between them the stop of an initial or a title, a hyphen, "de".
fn joins_name(text: &Sorted, at: usize, start: usize) -> bool {
    is_name_word(text, at)
        || at > start
            && (text.is(at, ".") && text.touches_next(at - 1) && sort(text, at) == Sort::Joint
                || matches!(text.str(at), "-" | "de" | "van" | "von" | "bin" | "al" | "el" | "la" | "der" | "del"))
}

/// The part of a run that is the name itself: without "Sen.", "Judicial Watch President".
pub(super) fn full_name(text: &Sorted, run: &Range<usize>) -> Range<usize> {
    let after_title = run.clone().rev().find(|at| titled(text, *at).is_some() && *at + 1 < run.end);
    let mut start = after_title.map_or(run.start, |title| title + 1);
    if start < run.end && text.is(start, ".") {
        start += 1;
    }
    let given = (start..run.end.saturating_sub(1)).find(|at| given_name(text, *at).is_some());
    given.unwrap_or(start)..run.end
}

fn titled(text: &Sorted, at: usize) -> Option<Title> {
    lexicon().titles.of_word(text.word(at)).next().copied()
}

fn given_name(text: &Sorted, at: usize) -> Option<Gender> {
    lexicon().given_names.of_word(text.word(at)).next().copied()
}

/// The token of the last name, "Jr." left aside.
fn last_name(text: &Sorted, name: &Range<usize>) -> Option<usize> {
    name.clone().rev().find(|at| {
        is_name_word(text, *at)
            && !matches!(text.str(*at), "Jr" | "Sr" | "II" | "III" | "IV")
            && titled(text, *at).is_none()
    })
}

/// Whether a name of several words is a person's: by its given name, a title, an initial or "Lind, the mayor".
fn is_person(text: &Sorted, run: &Range<usize>, name: &Range<usize>) -> bool {
    let words = name.clone().filter(|at| is_name_word(text, *at)).count();
    let Some(last) = last_name(text, name) else { return false };
    if !(2..=4).contains(&words) || lexicon().organisations.of_word(text.word(last)).next().is_some() {
        return false;
    }
    let titled = name.start > run.start && titled(text, run.start).is_some() || given_name(text, name.start).is_some();
    let initial = name.clone().any(|at| text.str(at).chars().count() == 1 && is_name_word(text, at));
    titled || initial || words == 2 && speaks(text, name.end)
}

/// "Mara Lind, the mayor", "Mara Lind said".
fn speaks(text: &Sorted, at: usize) -> bool {
    let described = sort(text, at) == Sort::Comma && sort(text, at + 1) == Sort::Determiner;
    let at = at + usize::from(sort(text, at) == Sort::Comma);
    described || text.is(at, "said") || text.is(at, "says") || text.is(at, "told")
}

fn gender_of(text: &Sorted, run: &Range<usize>) -> Option<Gender> {
    run.clone().find_map(|at| match titled(text, at) {
        Some(Title::Mister) => Some(Gender::Man),
        Some(Title::Miss) => Some(Gender::Woman),
        _ => given_name(text, at).filter(|_| at + 1 < run.end),
    })
}

/// What stands behind a name as its apposition, or before it: "the ports director at …", "Kremlin spokesman", "Sen.".
fn role(text: &Sorted, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
    let limit = text.sentences.get(text.sentence_of(name.start)).map_or(name.end, |sentence| sentence.tokens.end);
    let after = name.end + usize::from(text.is(name.end, ".") && text.touches_next(name.end - 1));
    let described = sort(text, after) == Sort::Comma
        && (sort(text, after + 1) == Sort::Determiner || sort(text, after + 1) == Sort::Noun);
    if described {
        let end = apposition::end(text, after, limit, false);
        if end > after + 1 {
            return Some(after + 1..end);
        }
    }
    before_name(text, run, name)
}

/// "Kremlin spokesman", "Judicial Watch President", "Sen.".
fn before_name(text: &Sorted, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
    if name.start > run.start {
        let mister = titled(text, run.start).is_some_and(|title| title != Title::Office);
        return (!mister).then_some(run.start..name.start);
    }
    let described = |at: &usize| sort(text, *at) == Sort::Noun || is_name_word(text, *at);
    let start = (0..name.start).rev().take(6).take_while(described).last()?;
    let ends_in_noun = sort(text, name.start - 1) == Sort::Noun && text.tokens[name.start - 1].shape == Shape::Lower;
    ends_in_noun.then_some(start..name.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The name, whether man or woman, and the role of the person with this last name.
    fn person(source: &str, last: &str) -> Option<(String, Option<Gender>, Option<String>)> {
        let text = Text::new(source);
        let text = Sorted::new(&text);
        let people = People::of(&text);
        let at = (0..text.tokens.len()).find(|at| text.str(*at) == last)?;
        let person = people.named(&text, &(at..at + 1))?;
        let words = |tokens: Range<usize>| text.span(tokens).of(source).to_owned();
        Some((words(person.name.clone()), person.gender, person.role.clone().map(words)))
    }

    #[test]
    fn takes_full_names_with_their_roles() {
        for (source, name, role) in [
            ("Mara Lind, the ports director at Tidewater, left.", "Mara Lind", Some("the ports director at Tidewater")),
            ("Sen. Mara J. Lind left.", "Mara J. Lind", Some("Sen.")),
            ("Tidewater Group analyst Mara Lind left.", "Mara Lind", Some("Tidewater Group analyst")),
            ("Judicial Board President Mara Lind left.", "Mara Lind", Some("Judicial Board President")),
            ("Mara Lind left.", "Mara Lind", None),
        ] {
            let expected = Some((name.to_owned(), Some(Gender::Woman), role.map(str::to_owned)));
            assert_eq!(person(source, "Lind"), expected, "{source}");
        }
    }

    #[test]
    fn a_title_tells_man_from_woman() {
        let source = "Rell Quell said no. Mr. Quell left.";
        assert_eq!(person(source, "Quell"), Some(("Rell Quell".to_owned(), Some(Gender::Man), None)));
    }

    #[test]
    fn an_organisation_is_no_person() {
        assert_eq!(person("Mara Lind University said no.", "University"), None);
        assert_eq!(person("The Harbour Board left.", "Board"), None);
    }
}
