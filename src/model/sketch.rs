//! A text's fingerprint, by which copies are recognised: shortened, reordered, under another headline or with another first
//! paragraph, a syndicated story shares most runs of five words with the original, and another story hardly any.
//!
//! Broder's sampling ("On the resemblance and containment of documents", 1997): each run of five words is hashed, and the
//! hashes divisible by 2^L are kept, L raised until few remain. Which are kept depends on the hash alone, so that two
//! sketches can be compared at the coarser of their levels whatever the lengths of the texts.
//!
//! The hash is part of what databases hold and never changes: FNV-1a over a word's letters in UTF-8, five of them mixed in
//! order, and the finaliser of MurmurHash3, because sampling looks at the lowest bits.

use std::collections::BTreeSet;

use crate::model::fold::is_unseen;

/// A sample of a text's runs of five words.
///
/// ```
/// use claimlog::model::Sketch;
/// let text = "Some 30,000 people crossed the strait of Harn on Monday, the ferry company said.";
/// assert_eq!(Sketch::of(text), Sketch::of(&text.to_uppercase()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Hashes divisible by 2^level are kept.
    level: u32,
    /// In ascending order, each once.
    hashes: Vec<u64>,
}

/// How much of one text stands in another, as far as samples tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Sampled runs that both have.
    pub shared: usize,
    /// Sampled runs of the text that has fewer.
    pub of: usize,
    /// About how many runs that text has in all.
    pub runs: usize,
}

/// Words of a run.
const RUN: usize = 5;
/// Hashes that a sketch keeps at most.
const MOST: usize = 128;
/// Hashes at most by which a sketch is looked up.
const KEYS: usize = 32;

/// Texts of fewer runs are no stories: a notice of three lines may stand in two papers by chance.
const FEWEST_RUNS: usize = 24;
/// A sample of fewer runs says nothing.
const FEWEST_SAMPLED: usize = 8;
/// Of a sample of fewer runs more must agree.
const FEW_SAMPLED: usize = 16;

impl Sketch {
    /// Makes the fingerprint of a text. Letters and digits count, in either case; marks and spaces do not. The time is linear
    /// in the text and the memory is bounded.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut sample = Sample { level: 0, hashes: BTreeSet::new() };
        let (mut run, mut words) = ([0_u64; RUN], 0_usize);
        each_word(text, |word| {
            run[words % RUN] = word;
            words += 1;
            if words >= RUN {
                sample.take(mixed((0..RUN).map(|at| run[(words + at) % RUN])));
            }
        });
        Self { level: sample.level, hashes: sample.hashes.into_iter().collect() }
    }

    /// Whether the text is too short for a sketch to say anything.
    #[must_use]
    pub fn is_slight(&self) -> bool {
        self.runs() < FEWEST_RUNS
    }

    /// The hashes by which sketches that may overlap with this one are looked up, a coarser sample of it.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut level = self.level;
        while self.at(level).count() > KEYS {
            level += 1;
        }
        self.at(level).collect()
    }

    /// How much of the shorter text stands in the other.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Overlap {
        let level = self.level.max(other.level);
        let theirs: BTreeSet<u64> = other.at(level).collect();
        let (mine, shared) = (self.at(level).count(), self.at(level).filter(|hash| theirs.contains(hash)).count());
        Overlap { shared, of: mine.min(theirs.len()), runs: self.runs().min(other.runs()) }
    }

    /// The level and the hashes as bytes, for [`Sketch::from_bytes`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let level = u8::try_from(self.level).unwrap_or(u8::MAX);
        [level].into_iter().chain(self.hashes.iter().flat_map(|hash| hash.to_be_bytes())).collect()
    }

    /// Reads what [`Sketch::to_bytes`] wrote; `None` when it is something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (level, rest) = bytes.split_first()?;
        let (hashes, odd) = rest.as_chunks::<8>();
        let sketch = Self { level: (*level).into(), hashes: hashes.iter().map(|it| u64::from_be_bytes(*it)).collect() };
        odd.is_empty().then_some(sketch)
    }

    /// The hashes at a level of its own or a coarser one.
    fn at(&self, level: u32) -> impl Iterator<Item = u64> {
        self.hashes.iter().copied().filter(move |hash| hash.trailing_zeros() >= level)
    }

    /// About how many different runs the text has.
    fn runs(&self) -> usize {
        self.hashes.len().saturating_mul(1_usize.checked_shl(self.level).unwrap_or(usize::MAX))
    }
}

impl Overlap {
    /// Whether one text is a copy of the other, or of a part of it: half of the shorter one stands in the other, of small
    /// samples three quarters. Articles of one outlet share its standing phrases, so that more must agree there.
    #[must_use]
    pub const fn is_copy(self, same_outlet: bool) -> bool {
        let percent = if same_outlet {
            65
        } else if self.of < FEW_SAMPLED {
            75
        } else {
            50
        };
        self.runs >= FEWEST_RUNS && self.of >= FEWEST_SAMPLED && self.shared * 100 >= self.of * percent
    }
}

struct Sample {
    level: u32,
    hashes: BTreeSet<u64>,
}

impl Sample {
    /// Takes a hash into the sample, and makes the sample coarser when it has too many.
    fn take(&mut self, hash: u64) {
        if hash.trailing_zeros() < self.level {
            return;
        }
        self.hashes.insert(hash);
        while self.hashes.len() > MOST {
            self.level += 1;
            let level = self.level;
            self.hashes.retain(|hash| hash.trailing_zeros() >= level);
        }
    }
}

/// Calls `call` with the hash of each word: letters and digits that stand together, in lower case.
fn each_word(text: &str, mut call: impl FnMut(u64)) {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let mut word = None;
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        if c.is_alphanumeric() {
            let mut bytes = [0; 4];
            let lower = c.to_lowercase();
            word =
                Some(lower.fold(word.unwrap_or(OFFSET), |hash, c| c.encode_utf8(&mut bytes).bytes().fold(hash, add)));
        } else if let Some(hash) = word.take() {
            call(hash);
        }
    }
    if let Some(hash) = word {
        call(hash);
    }
}

/// The hash of a run of words, in their order.
fn mixed(words: impl Iterator<Item = u64>) -> u64 {
    let mut hash = words.fold(0, |hash: u64, word| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FERRIES: &str = "The last ferry between Harn and Lysvik will leave on Sunday evening, the strait company said, \
        ending a service that has run for 140 years. Some 30,000 people crossed last month, a third fewer than in the \
        summer. “We cannot pay for boats that nobody boards,” director Mara Lind told reporters on the quay. The town \
        council wants to keep two sailings a day and has offered £2 million, but Lind called that a drop in the ocean. \
        Dockers held a silent march through the old town at noon. Their union says that 85 jobs will go by spring. \
        The bridge that was promised in 1998 has never been built.";

    /// Another story of the same day about the same matter, by somebody else.
    const UNION: &str = "Eighty-five dockers may lose their jobs when the strait ferries stop on Sunday, their union warned \
        at a meeting in Lysvik. Its secretary, Jon Sund, asked the ministry to pay for two sailings a day until the \
        bridge stands. The director of the company, Mara Lind, had said that she could not run empty boats. In October \
        30,000 passengers were counted. A spokesman for the town said the £2 million on the table were meant for a whole \
        year, and that talks would go on over the weekend. Pupils from the island would have to live with families.";

    /// The next day's story, which repeats a paragraph of background.
    const NEXT: &str = "A crowd of some 400 waved as the ferry Storfjord left the quay of Harn for the last time. A brass \
        band played, and children threw paper boats into the harbour. The captain, who has steered her since 1991, sounded \
        the horn three times off the lighthouse. On the far side the mayor waited with flowers for the crew. From Monday \
        a bus will go around the fjord, which takes two hours and costs 19 pounds. The harbour office has had calls from \
        farmers who do not know how to bring their milk across. The bridge that was promised in 1998 has never been built. \
        Dockers held a silent march through the old town at noon.";

    fn overlap(one: &str, other: &str) -> Overlap {
        Sketch::of(one).overlap(&Sketch::of(other))
    }

    fn copies(one: &str, other: &str) -> bool {
        let found = overlap(one, other);
        assert_eq!(found, overlap(other, one), "the order counts");
        found.is_copy(false)
    }

    fn sentences(text: &str) -> Vec<&str> {
        text.split_inclusive(". ").collect()
    }

    #[test]
    fn copies_are_known_however_they_were_cut() {
        let parts = sentences(FERRIES);
        let shortened = parts[..4].concat();
        let reordered = parts.iter().rev().copied().collect::<Vec<_>>().join(" ");
        let new_lead =
            format!("Islanders are angry. They say that nobody asked them and nobody will. {}", parts[1..].concat());
        let furniture =
            format!("Home | News | Sport\n{FERRIES}\nSign up for our letter. Read more about boats in our archive.");
        let edited = FERRIES
            .replace("Sunday evening", "Sunday night")
            .replace("reporters", "journalists")
            .replace("£2 million", "£2m");
        for copy in [&shortened, &reordered, &new_lead, &furniture, &edited, &FERRIES.to_uppercase()] {
            assert!(copies(FERRIES, copy), "{:?} {copy}", overlap(FERRIES, copy));
        }
    }

    #[test]
    fn other_stories_about_the_matter_are_no_copies() {
        for (one, other) in [(FERRIES, UNION), (FERRIES, NEXT), (UNION, NEXT)] {
            let found = overlap(one, other);
            assert!(!found.is_copy(false) && found.shared * 3 < found.of, "{found:?}");
        }
    }

    #[test]
    fn a_few_lines_are_no_story() {
        let notice = "The harbour office is closed on Monday. It opens at nine on Tuesday.";
        assert!(Sketch::of(notice).is_slight() && !Sketch::of(FERRIES).is_slight());
        assert!(!copies(notice, notice));
        for text in ["", "one two three four", "!!! ???", "\u{ad}\u{200b}"] {
            assert_eq!(Sketch::of(text).overlap(&Sketch::of(FERRIES)).shared, 0, "{text}");
        }
    }

    #[test]
    fn an_outlet_may_share_its_standing_phrases() {
        let half = Overlap { shared: 60, of: 100, runs: 100 };
        assert!(half.is_copy(false) && !half.is_copy(true));
        assert!(Overlap { shared: 90, of: 100, runs: 100 }.is_copy(true));
        assert!(!Overlap { shared: 5, of: 9, runs: 90 }.is_copy(false), "a small sample");
        assert!(!Overlap { shared: 7, of: 7, runs: 70 }.is_copy(false), "hardly a sample");
    }

    #[test]
    fn the_hash_never_changes() {
        // Databases hold these numbers.
        let sketch = Sketch::of("Some 30,000 people crossed the strait");
        assert_eq!(sketch.to_bytes(), HELD);
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        assert_eq!((Sketch::from_bytes(&[]), Sketch::from_bytes(&[0, 1, 2])), (None, None));
    }

    /// The level and three hashes, computed by another program from the description above.
    const HELD: &[u8] = &[
        0, 11, 184, 150, 93, 138, 110, 159, 145, 104, 32, 253, 157, 34, 247, 85, 69, 136, 138, 138, 36, 224, 170, 220,
        23,
    ];

    /// Words of no language, so that no run of five stands twice by chance.
    fn invented(seed: u64, words: usize) -> Vec<String> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 40
        };
        (0..words).map(|_| format!("w{}", next() % 3000)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Of a long text, what was cut, wrapped in other words and moved is a copy when three quarters of it are from there.
        #[test]
        fn parts_are_known(seed in any::<u64>(), from in 0_usize..700, length in 150_usize..900) {
            let text = invented(seed, 900);
            let part = &text[from..(from + length).min(text.len())];
            let lead = invented(!seed, part.len() / 4);
            let (head, tail) = part.split_at(part.len() / 2);
            let copy = [&lead[..], tail, head].concat().join(" ");
            let (text, found) = (text.join(" "), copies(&text.join(" "), &copy));
            prop_assert!(found, "{:?}", overlap(&text, &copy));
        }

        /// Texts that share a fifth of the shorter one are none.
        #[test]
        fn texts_with_a_common_paragraph_are_no_copies(seed in any::<u64>(), length in 150_usize..900) {
            let (mut one, mut other) = (invented(seed, 700), invented(!seed, length));
            let common = invented(seed.rotate_left(7), length / 5);
            one.splice(40..40, common.clone());
            other.splice(10..10, common);
            prop_assert!(!copies(&one.join(" "), &other.join(" ")));
        }

        /// A sketch is small, and the same for the same words, whatever stands between them.
        #[test]
        fn a_sketch_is_bounded(text in "[a-zäß0-9 ,.\n]{0,4000}") {
            let sketch = Sketch::of(&text);
            prop_assert!(sketch.to_bytes().len() <= 1 + 8 * MOST && sketch.keys().len() <= KEYS);
            prop_assert_eq!(&sketch, &Sketch::of(&text.replace([',', '.', '\n'], " — ")));
            prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        }
    }

    #[test]
    fn a_long_text_is_sampled() {
        let sketch = Sketch::of(&invented(3, 50_000).join(" "));
        assert!(sketch.hashes.len() > MOST / 3 && sketch.level > 7, "{sketch:?}");
        assert!(sketch.keys().len() > KEYS / 4);
        assert!(sketch.runs().abs_diff(50_000) < 25_000, "{}", sketch.runs());
    }
}
