//! Phrases: finds any of many short runs of words in a text.

use std::cmp::Reverse;

use super::words::{Word, Words, places};

/// So many other words may stand where a phrase has an ellipsis.
const WIDEST_GAP: usize = 4;

/// The most words that a phrase is looked for across, gaps included.
const WIDEST_PHRASE: usize = 64;

/// A run of words, and whose it is.
#[derive(Debug)]
struct Phrase {
    number: usize,
    owner: usize,
    /// The words behind the first, each with how many others may stand before it.
    rest: Vec<(Word, usize)>,
}

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Which phrase it is.
    pub(super) phrase: usize,
    /// Whose phrase it is.
    pub(super) owner: usize,
    /// Where its words stand.
    pub(super) at: Vec<usize>,
}

impl Hit {
    fn start(&self) -> usize {
        self.at.first().copied().unwrap_or_default()
    }
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    starting: Vec<Vec<Phrase>>,
}

impl Phrases {
    /// Takes these phrases apart, each with its owner.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = (usize, &'a str)>, words: &mut Words) -> Self {
        let mut starting: Vec<Vec<Phrase>> = Vec::new();
        for (number, (owner, text)) in phrases.enumerate() {
            let mut rest: Vec<(Word, usize)> = Vec::new();
            let mut gap = 0;
            for part in text.split_whitespace() {
                if part == "…" {
                    gap = WIDEST_GAP;
                }
                for word in places(part).filter_map(|place| words.learn(part.get(place)?)) {
                    rest.push((word, gap));
                    gap = 0;
                }
            }
            if rest.is_empty() {
                continue;
            }
            let (first, _) = rest.remove(0);
            if starting.len() <= first.place() {
                starting.resize_with(first.place() + 1, Vec::new);
            }
            if let Some(phrases) = starting.get_mut(first.place()) {
                phrases.push(Phrase { number, owner, rest });
            }
        }
        Self { starting }
    }

    /// The phrases in a text, by where they start. One whose words all belong to a longer one doesn't count: `learned
    /// from a mistake` is not about learning. Nor does one that shares a word with an earlier one of the same owner.
    pub(super) fn find(&self, text: &[Word]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for (start, first) in text.iter().enumerate() {
            for phrase in self.starting.get(first.place()).into_iter().flatten() {
                if let Some(at) = places_of(phrase, start, text) {
                    hits.push(Hit { phrase: phrase.number, owner: phrase.owner, at });
                }
            }
        }
        // Of two that start at one word, the longer one is met first.
        hits.sort_by_key(|hit| (hit.start(), Reverse(hit.at.len())));
        let is_hidden = |(number, hit): (usize, &Hit)| {
            let is_inside = |longer: &Hit| hit.at.iter().all(|place| longer.at.contains(place));
            let is_beside = |earlier: &Hit| hit.at.iter().any(|place| earlier.at.contains(place));
            let is_longer = |other: &&Hit| other.at.len() > hit.at.len();
            // A text can be as long as a document, and only what is near can share a word.
            let is_near = |other: &&Hit| other.start().abs_diff(hit.start()) <= WIDEST_PHRASE;
            let (earlier, later) = hits.split_at_checked(number).unwrap_or((&hits, &[]));
            let before = || earlier.iter().rev().take_while(is_near);
            let around = before().chain(later.iter().take_while(is_near));
            around.filter(is_longer).any(is_inside) || before().filter(|other| other.owner == hit.owner).any(is_beside)
        };
        let hidden: Vec<bool> = hits.iter().enumerate().map(is_hidden).collect();
        hits.into_iter().zip(hidden).filter(|&(_, is_hidden)| !is_hidden).map(|(hit, _)| hit).collect()
    }
}

fn places_of(phrase: &Phrase, start: usize, text: &[Word]) -> Option<Vec<usize>> {
    let mut last = start;
    // Most first words lead nowhere, so nothing is kept of them.
    let next_of = |last: usize, word: Word, gap: usize| {
        let candidates = text.get(last + 1..(last + 2 + gap).min(text.len()))?;
        let sentence = candidates.iter().take_while(|&&candidate| candidate != Word::END);
        sentence.enumerate().find(|&(_, &candidate)| candidate == word).map(|(skipped, _)| last + 1 + skipped)
    };
    for &(word, gap) in &phrase.rest {
        last = next_of(last, word, gap)?;
    }
    last = start;
    let mut at = vec![start];
    for &(word, gap) in &phrase.rest {
        last = next_of(last, word, gap)?;
        at.push(last);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<usize> {
        let mut words = Words::default();
        let phrases = Phrases::new(phrases.iter().copied().enumerate(), &mut words);
        let mut text: Vec<Word> = places(text).filter_map(|place| words.look_up(text.get(place)?)).collect();
        text.push(Word::END);
        phrases.find(&text).iter().map(|hit| hit.owner).collect()
    }

    #[test]
    fn only_an_ellipsis_lets_other_words_in() {
        assert_eq!(found(&["gave … feedback"], "gave a peer some hard feedback"), [0]);
        assert!(found(&["gave feedback"], "gave a peer some hard feedback").is_empty());
        assert_eq!(found(&["gave feedback"], "gave the feedback"), [0]);
    }

    #[test]
    fn a_longer_phrase_hides_those_inside_it() {
        assert_eq!(found(&["learn", "learn from mistake", "mistake"], "learning from a mistake"), [1]);
        assert_eq!(found(&["gave … feedback", "gave you feedback"], "gave you feedback"), [1]);
        assert_eq!(found(&["learn", "mistake"], "a mistake we learn from"), [1, 0]);
    }

    #[test]
    fn a_text_as_long_as_a_document_takes_no_longer_than_its_words() {
        assert_eq!(found(&["learn", "learn from mistake"], &"learn from a mistake ".repeat(30_000)).len(), 30_000);
    }

    #[test]
    fn a_phrase_without_words_is_never_found() {
        assert!(found(&["", "…", "the is"], "the end is near").is_empty());
    }
}
