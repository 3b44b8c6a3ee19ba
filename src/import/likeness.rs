//! How alike stories are: the share of the words that two of them have in common.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::fold::fold_all;
use crate::domain::story::Story;

/// Shorter words are in every story and tell nothing of which it is.
const SHORTEST: usize = 4;

/// A word that so many stories have leads to none of them.
const MOST_WITH_A_WORD: usize = 400;

/// So many of the stories that share most words are looked at closely.
const MOST_LOOKED_AT: usize = 16;

/// How much of two stories is the same, in thousandths: twice the words they share by all the words they have.
pub(super) type Likeness = usize;

/// The likeness of stories that say the same.
pub(super) const SAME: Likeness = 1000;

/// Which of the stories in a library have which words.
#[derive(Debug, PartialEq, Default)]
pub(super) struct WordsOfLibrary {
    /// The number of each word.
    numbers: HashMap<String, usize>,
    /// For each word, the stories that have it.
    having: Vec<Vec<usize>>,
    /// For each story, its words.
    words: Vec<BTreeSet<usize>>,
}

/// The words of a story from elsewhere.
#[derive(Debug)]
pub(super) struct Words {
    /// Those that some story of the library has.
    known: BTreeSet<usize>,
    count: usize,
}

impl WordsOfLibrary {
    pub(super) fn new<'a>(stories: impl IntoIterator<Item = &'a Story>) -> Self {
        let mut all = Self::default();
        for (place, story) in stories.into_iter().enumerate() {
            let mut words = BTreeSet::new();
            for word in telling_words(story) {
                let number = *all.numbers.entry(word).or_insert(all.having.len());
                if number == all.having.len() {
                    all.having.push(Vec::new());
                }
                if let Some(having) = all.having.get_mut(number) {
                    having.push(place);
                }
                words.insert(number);
            }
            all.words.push(words);
        }
        all
    }

    pub(super) fn words_of(&self, story: &Story) -> Words {
        let words = telling_words(story);
        let known = words.iter().filter_map(|word| self.numbers.get(word).copied()).collect();
        Words { known, count: words.len() }
    }

    /// How alike a story is to the one in this place of the library.
    pub(super) fn likeness(&self, words: &Words, place: usize) -> Likeness {
        let Some(others) = self.words.get(place) else { return 0 };
        let shared = words.known.intersection(others).count();
        (2 * SAME * shared).checked_div(words.count + others.len()).unwrap_or(0)
    }

    /// Whether nothing can be said of how alike the two are, since one of them has no words that tell.
    pub(super) fn is_silent(&self, words: &Words, place: usize) -> bool {
        words.count == 0 || self.words.get(place).is_none_or(BTreeSet::is_empty)
    }

    /// The stories most like this one among those that `may_be` it.
    pub(super) fn most_alike(&self, words: &Words, may_be: impl Fn(usize) -> bool) -> Vec<(usize, Likeness)> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let having = words.known.iter().filter_map(|&word| self.having.get(word));
        for place in having.filter(|having| having.len() <= MOST_WITH_A_WORD).flatten().filter(|place| may_be(**place))
        {
            *shared.entry(*place).or_default() += 1;
        }
        let mut places: Vec<(usize, usize)> = shared.into_iter().collect();
        places.sort_by_key(|&(place, shared)| (std::cmp::Reverse(shared), place));
        places.truncate(MOST_LOOKED_AT);
        places.into_iter().map(|(place, _)| (place, self.likeness(words, place))).collect()
    }
}

/// The words of a story's text by which it can be told from others, folded.
fn telling_words(story: &Story) -> BTreeSet<String> {
    let texts = story.beats.iter().map(|(_, text)| text).chain(story.extras.iter().map(|extra| extra.text.as_str()));
    let mut words = BTreeSet::new();
    for text in texts {
        for word in fold_all(text).split(|c: char| !c.is_alphanumeric()) {
            if word.chars().any(is_written_without_spaces) {
                let letters: Vec<char> = word.chars().collect();
                words.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else if word.chars().count() >= SHORTEST || word.starts_with(|c: char| c.is_ascii_digit()) {
                words.insert(word.to_owned());
            }
        }
    }
    words
}

/// Letters of Chinese, Japanese and their neighbors, which have no spaces between words: pairs of letters stand for them.
const fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::beat::Beat;

    fn telling(text: &str) -> Story {
        let mut story = Story::new("A");
        story.beats.insert(Beat::Problem, text);
        story
    }

    #[test]
    fn likeness_is_the_share_of_words_that_tell() {
        for (one, other, likeness) in [
            ("The queue grew at noon.", "The queue grew at noon.", 1000),
            ("The QUEUE grew at nöon.", "the queue, it grew at noon", 1000),
            ("The queue grew at noon.", "The queue grew at dawn.", 666),
            ("The queue grew.", "A pump failed.", 0),
            ("It is so.", "It is so.", 0),
            ("Took 12 s.", "Took 30 s.", 500),
            ("队列在中午变长了", "队列在中午变长", 923),
        ] {
            let library = WordsOfLibrary::new([&telling(one)]);
            let words = library.words_of(&telling(other));
            assert_eq!(library.likeness(&words, 0), likeness, "{one} / {other}");
        }
    }
}
