//! The words of a text with their places, and phrases among them.

use std::collections::BTreeMap;
use std::ops::Range;

/// A word: letters and digits, with apostrophes inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// The word as it is spelled.
    pub(super) text: &'a str,
    /// Its first byte in the text.
    pub(super) start: usize,
}

impl Word<'_> {
    /// The byte behind it.
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this word, which is in lower case.
    pub(super) fn is(&self, other: &str) -> bool {
        if self.text.len() == other.len() {
            return self.text.eq_ignore_ascii_case(other);
        }
        // A typographic apostrophe is three bytes.
        self.text.len() == other.len() + 2 && self.text.replace('’', "'").eq_ignore_ascii_case(other)
    }

    /// Whether it is one of these words, which are in lower case.
    pub(super) fn is_any(&self, others: &[&str]) -> bool {
        others.iter().any(|other| self.is(other))
    }

    /// Whether it starts with a capital and goes on in small letters: `Acme`, but not `API`.
    pub(super) fn is_name(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_inside = c.is_alphanumeric() || start.is_some() && matches!(c, '\'' | '’');
        match start {
            None if is_inside => start = Some(at),
            Some(first) if !is_inside => {
                let word = text.get(first..at).unwrap_or_default().trim_end_matches(['\'', '’']);
                words.push(Word { text: word, start: first });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// At most so many bytes from the start of a text.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Whether nothing but spaces and hyphens stands between two words.
pub(super) fn are_adjacent(text: &str, one: &Word<'_>, next: &Word<'_>) -> bool {
    text.get(one.end()..next.start).is_some_and(|gap| gap.len() <= 2 && gap.chars().all(|c| matches!(c, ' ' | '-')))
}

/// The first words from here on that a phrase covers, if it stands right here. A phrase is words in lower case, with
/// bars between those of which any will do: `they|he refused to`.
pub(super) fn phrase_at(text: &str, words: &[Word<'_>], phrase: &str) -> Option<Range<usize>> {
    let first = words.first()?;
    let mut last: Option<&Word<'_>> = None;
    let mut rest = words.iter();
    for wanted in phrase.split(' ') {
        let word = rest.next()?;
        let is_there = wanted.split('|').any(|wanted| word.is(wanted));
        if !is_there || last.is_some_and(|last| !are_adjacent(text, last, word)) {
            return None;
        }
        last = Some(word);
    }
    Some(first.start..last?.end())
}

/// Phrases by the first letters of their first words, since each word of a story is looked up among them.
pub(super) struct Phrases(BTreeMap<u8, Vec<(&'static str, &'static str)>>);

impl Phrases {
    pub(super) fn new(phrases: &[&'static str]) -> Self {
        let mut by_letter = BTreeMap::<u8, Vec<_>>::new();
        for phrase in phrases {
            for first in phrase.split(' ').next().unwrap_or_default().split('|') {
                let letter = first.bytes().next().unwrap_or_default();
                by_letter.entry(letter).or_default().push((first, *phrase));
            }
        }
        Self(by_letter)
    }

    /// The words that one of the phrases covers, if one stands right here.
    pub(super) fn at(&self, text: &str, words: &[Word<'_>]) -> Option<Range<usize>> {
        let first = words.first()?;
        let letter = first.text.bytes().next()?.to_ascii_lowercase();
        let known = self.0.get(&letter)?.iter().filter(|(word, _)| first.is(word));
        known.into_iter().find_map(|(_, phrase)| phrase_at(text, words, phrase))
    }

    /// Whether a text has one of the phrases.
    pub(super) fn are_in(&self, text: &str, words: &[Word<'_>]) -> bool {
        (0..words.len()).any(|from| self.at(text, words.get(from..).unwrap_or_default()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_letters_do_and_keep_their_apostrophes() {
        let found: Vec<_> = words("I didn’t — “we’d” co-own 3 dogs' beds.").iter().map(|word| word.text).collect();
        assert_eq!(found, ["I", "didn’t", "we’d", "co", "own", "3", "dogs", "beds"]);
    }

    #[test]
    fn a_phrase_is_whole_words_side_by_side() {
        for (text, is_there) in [
            ("It was their fault.", true),
            ("Their Fault", true),
            ("the fault of theirs", false),
            ("it was their. Fault lines", false),
            ("their faulty disk", false),
            ("they didn’t care", true),
            ("She didn’t mind", true),
            ("DIDN'T mind", true),
        ] {
            let phrases = Phrases::new(&["their|his fault", "they didn't care", "didn't mind"]);
            assert_eq!(phrases.are_in(text, &words(text)), is_there, "{text}");
        }
    }
}
