//! What may be a cue: numbers with their units, single words and two that stand together, each with points for how well
//! it would bring the rest back.

use std::collections::HashMap;

use super::plain::is_announcing;
use super::word::{Kind, Word};
use crate::domain::fold::fold_all;
use crate::domain::text::word_count;

/// What a number gets. Numbers are what is hardest to recall.
const NUMBER: i32 = 16;

/// What a cue of the teller's own gets, which is more than any other has.
const OWN: i32 = 1_000;

/// Something that may be a cue.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    /// As the text spells it.
    pub(super) text: &'a str,
    /// Its words as they are compared.
    pub(super) folded: Vec<String>,
    /// Whether it is a number.
    pub(super) is_number: bool,
    /// How well it would bring the rest back.
    pub(super) points: i32,
    /// How many words it shows.
    pub(super) words: usize,
}

impl<'a> Candidate<'a> {
    /// A cue that the teller has written.
    pub(super) fn own(text: &'a str) -> Self {
        let folded = super::word::words(text).into_iter().map(|word| word.folded).collect();
        Self { text, folded, is_number: false, points: OWN, words: word_count(text) }
    }

    /// Whether the teller has written it.
    pub(super) const fn is_own(&self) -> bool {
        self.points == OWN
    }

    /// Whether it is a single word of the text.
    pub(super) const fn is_word(&self) -> bool {
        !self.is_number && self.words == 1
    }

    /// For how many words it counts. A number counts for one, with its unit.
    pub(super) const fn weight(&self) -> usize {
        if self.is_number { 1 } else { self.words }
    }

    /// Whether a teller who sees the one has seen a word of the other. Two numbers may have the same unit.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        if self.is_number && other.is_number {
            return self.folded == other.folded;
        }
        self.folded.iter().any(|word| other.folded.contains(word))
    }
}

/// What is known of the words of a story: how often it has each of them, and each pair of neighbors.
#[derive(Debug, Default)]
pub(super) struct Told {
    words: HashMap<String, usize>,
    pairs: HashMap<(String, String), usize>,
    title: Vec<String>,
}

impl Told {
    /// What is known of a story whose title has these words.
    pub(super) fn new(title: Vec<Word<'_>>) -> Self {
        Self { title: title.into_iter().map(|word| word.folded).collect(), ..Self::default() }
    }

    /// Takes in the words of one more piece.
    pub(super) fn hear(&mut self, words: &[Word<'_>]) {
        for (place, word) in words.iter().enumerate() {
            *self.words.entry(word.folded.clone()).or_default() += 1;
            if let Some(next) = words.get(place + 1).filter(|next| !next.is_apart) {
                *self.pairs.entry((word.folded.clone(), next.folded.clone())).or_default() += 1;
            }
        }
    }

    fn has_again(&self, word: &Word<'_>) -> bool {
        self.words.get(&word.folded).is_some_and(|&count| count > 1)
    }

    fn has_pair_again(&self, one: &Word<'_>, next: &Word<'_>) -> bool {
        self.pairs.get(&(one.folded.clone(), next.folded.clone())).is_some_and(|&count| count > 1)
    }
}

/// Finds what may be a cue in the pieces of a story.
pub(super) struct Finder<'t, F> {
    told: &'t Told,
    stories_with: F,
    known: HashMap<String, i32>,
}

impl<'t, F: Fn(&str) -> usize> Finder<'t, F> {
    /// A finder for a story, told by how many stories have a word.
    pub(super) fn new(told: &'t Told, stories_with: F) -> Self {
        Self { told, stories_with, known: HashMap::new() }
    }

    /// What may be a cue of a piece with these words, in the order in which it stands there.
    pub(super) fn find<'a>(&mut self, piece: &'a str, words: &[Word<'_>]) -> Vec<Candidate<'a>> {
        let mut found = Vec::new();
        let mut behind_number = 0;
        for (place, word) in words.iter().enumerate() {
            let rest = words.get(place..).unwrap_or_default();
            let before = place.checked_sub(1).and_then(|before| words.get(before)).filter(|_| !word.is_apart);
            if place < behind_number {
                continue;
            }
            if word.kind == Kind::Number {
                let (start, count) = match before.filter(|before| before.kind == Kind::Name) {
                    Some(_) => (place - 1, 2),
                    None => (place, 1 + unit(rest)),
                };
                behind_number = start + count;
                found.extend(candidate(piece, words.get(start..behind_number), true, NUMBER));
            } else if !matches!(word.kind, Kind::Glue | Kind::Short) {
                let is_named = before.is_some_and(|before| is_announcing(&fold_all(before.text)));
                let points = self.points(word) + if is_named { 2 } else { 0 };
                // `Three` says nothing without its hours, but `halved` does.
                if !word.is_spelled() || word.is_done() {
                    found.extend(candidate(piece, rest.get(..1), false, points));
                }
                if let Some((pair, points)) = self.pair(rest, is_named) {
                    found.extend(candidate(piece, Some(pair), false, points));
                }
            }
        }
        found
    }

    /// The two words that stand together here, or three that are one name, with their points.
    fn pair<'w, 'a>(&mut self, words: &'w [Word<'a>], is_named: bool) -> Option<(&'w [Word<'a>], i32)> {
        let (one, next) = (words.first()?, words.get(1)?);
        if next.is_apart || matches!(next.kind, Kind::Glue | Kind::Number) || next.is_spelled() {
            return None;
        }
        let goes_on = |place: usize| words.get(place).is_some_and(|word| !word.is_apart && word.kind != Kind::Glue);
        if one.is_spelled() {
            return Some((words.get(..2)?, 6 + self.rarity(next) / 2));
        }
        let is_name = |place: usize| words.get(place).is_some_and(|word| !word.is_apart && word.kind == Kind::Name);
        let both = [self.points(one), self.points(next)];
        let (better, lesser) = (both[0].max(both[1]), both[0].min(both[1]));
        let mut points = better + if is_named { 3 } else { 0 } + if goes_on(2) { -1 } else { 1 };
        if lesser < 2.min(better - 8) {
            points -= 6;
        }
        if next.kind == Kind::Plain || next.is_done() {
            points -= 4;
        }
        if self.told.has_pair_again(one, next) {
            points += 3;
        }
        if one.kind == Kind::Name && is_name(1) {
            points += 2;
            if is_name(2) && !goes_on(3) {
                return Some((words.get(..3)?, points + 2));
            }
        }
        Some((words.get(..2)?, points))
    }

    /// The points of a word by itself.
    fn points(&mut self, word: &Word<'_>) -> i32 {
        let length = i32::try_from(word.text.chars().count().min(12)).unwrap_or(0) / 4;
        let kind = match word.kind {
            Kind::Name => 4,
            Kind::Plain => -8,
            _ if word.is_done() || word.is_being_done() => -2,
            _ => 0,
        };
        let is_again = i32::from(self.told.has_again(word));
        let is_in_title = i32::from(self.told.title.contains(&word.folded));
        self.rarity(word) + length + kind + is_again - is_in_title
    }

    /// What a word has from being in few stories: two points less each time their number doubles.
    fn rarity(&mut self, word: &Word<'_>) -> i32 {
        *self.known.entry(word.folded.clone()).or_insert_with(|| {
            let stories = (self.stories_with)(&word.folded);
            8 - 2 * i32::try_from(stories.saturating_add(1).ilog2()).unwrap_or(0)
        })
    }
}

fn candidate<'a>(piece: &'a str, words: Option<&[Word<'_>]>, is_number: bool, points: i32) -> Option<Candidate<'a>> {
    let words = words?;
    let text = piece.get(words.first()?.start..words.last()?.end())?;
    let folded = words.iter().map(|word| word.folded.clone()).collect();
    Some(Candidate { text, folded, is_number, points, words: word_count(text) })
}

/// How many words behind a number say what it counts. `14 API routes`, `2.3 million stored vectors`, `30 to 45 minutes`.
fn unit(words: &[Word<'_>]) -> usize {
    let says = |place: usize| words.get(place).filter(|word| !word.is_apart && word.kind != Kind::Glue);
    if words.get(1).is_some_and(|word| !word.is_apart && word.text == "to")
        && says(2).is_some_and(|word| word.kind == Kind::Number)
    {
        return 2 + words.get(2..).map_or(0, unit);
    }
    if words.first().is_none_or(|number| is_whole(number.text)) {
        return 0;
    }
    let adjectives = (1..=2).take_while(|&place| says(place).is_some_and(is_adjective)).count();
    match (says(adjectives + 1), says(adjectives + 2), says(adjectives + 3)) {
        (Some(_), Some(next), None) if next.kind != Kind::Plain && !next.is_done() => adjectives + 2,
        (Some(_), ..) => adjectives + 1,
        (None, ..) => adjectives,
    }
}

/// Whether a number needs no unit: a year, a day, a time of day.
fn is_whole(number: &str) -> bool {
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    is_year && number.bytes().all(|byte| byte.is_ascii_digit())
        || number.contains(':')
        || number.matches('-').count() > 1
}

fn is_adjective(word: &Word<'_>) -> bool {
    word.kind == Kind::Name || word.is_done() || word.is_spelled()
}
