//! Words as questions and stories are compared by: without their endings, and without those that carry no meaning.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::domain::fold::fold_all;

/// Words between others that change nothing about what is asked or told.
const GLUE: &[&str] = &[
    "a", "also", "am", "an", "and", "are", "be", "been", "being", "did", "do", "does", "ever", "had", "has", "have",
    "having", "is", "just", "quite", "really", "so", "that", "the", "then", "these", "this", "those", "very", "was",
    "were",
];

/// Words that many questions have, so that they tell none from another.
const COMMON: &[&str] = &[
    "about",
    "any",
    "approach",
    "as",
    "at",
    "bad",
    "biggest",
    "by",
    "can",
    "could",
    "describe",
    "different",
    "done",
    "example",
    "experience",
    "explain",
    "find",
    "for",
    "from",
    "general",
    "get",
    "give",
    "go",
    "good",
    "great",
    "handle",
    "happen",
    "hard",
    "how",
    "i",
    "if",
    "important",
    "in",
    "instance",
    "into",
    "it",
    "its",
    "know",
    "last",
    "like",
    "make",
    "may",
    "me",
    "might",
    "more",
    "most",
    "must",
    "my",
    "need",
    "not",
    "of",
    "on",
    "one",
    "or",
    "our",
    "out",
    "past",
    "person",
    "please",
    "position",
    "question",
    "recent",
    "share",
    "should",
    "situation",
    "some",
    "something",
    "sometime",
    "talk",
    "team",
    "tell",
    "their",
    "there",
    "thing",
    "think",
    "through",
    "time",
    "to",
    "us",
    "use",
    "walk",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "work",
    "would",
    "you",
    "your",
    "yourself",
];

/// A word, as the number of its stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u32);

impl Word {
    /// Stands where a sentence ends, and equals no word.
    pub(super) const END: Self = Self(u32::MAX);
    /// A word that nobody has told before.
    pub(super) const STRANGER: Self = Self(u32::MAX - 1);

    /// Its place in a list of all words.
    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }
}

/// All words known, by their spellings.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// What to read a word as: the first of those alike.
    alike: HashMap<String, String>,
    stems: HashMap<String, Word>,
    /// What each spelling was found to be, so that it is taken apart once. None carries no meaning.
    spellings: HashMap<String, Option<Word>>,
    common: HashSet<Word>,
    /// Where a word is folded, so that no text is kept for the millions that are known already.
    folded: String,
}

impl Words {
    /// Words of which each list counts as one.
    pub(super) fn new(alike: &[Vec<String>]) -> Self {
        let mut words = Self::default();
        for (first, others) in alike.iter().filter_map(|row| row.split_first()) {
            words.alike.extend(others.iter().map(|other| (folded(other), first.clone())));
        }
        words.common = COMMON.iter().filter_map(|spelling| words.learn(spelling)).collect();
        words
    }

    /// Whether so many questions have this word that it tells none from another.
    pub(super) fn is_common(&self, word: Word) -> bool {
        self.common.contains(&word)
    }

    /// The word of this spelling, or none if it carries no meaning.
    pub(super) fn learn(&mut self, spelling: &str) -> Option<Word> {
        self.folded.clear();
        fold_into(&mut self.folded, spelling);
        if let Some(&known) = self.spellings.get(&self.folded) {
            return known;
        }
        let folded = self.folded.clone();
        let word = (!is_glue(&folded)).then(|| {
            let next = Word(u32::try_from(self.stems.len()).unwrap_or(u32::MAX)).min(Word(u32::MAX - 2));
            *self.stems.entry(self.stem(&folded)).or_insert(next)
        });
        self.spellings.insert(folded, word);
        word
    }

    /// The same, and a stranger if the word has never been learned.
    pub(super) fn look_up(&self, spelling: &str) -> Option<Word> {
        let folded = folded(spelling);
        let stranger = || self.stems.get(&self.stem(&folded)).copied().unwrap_or(Word::STRANGER);
        self.spellings.get(&folded).copied().unwrap_or_else(|| (!is_glue(&folded)).then(stranger))
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.stems.len()
    }

    fn stem(&self, folded: &str) -> String {
        stem(self.alike.get(folded).map_or(folded, String::as_str))
    }
}

fn is_glue(folded: &str) -> bool {
    folded.is_empty() || GLUE.binary_search(&folded).is_ok()
}

/// A word as it is compared: case, accents and apostrophes don't count.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(&mut folded, word);
    folded
}

fn fold_into(folded: &mut String, word: &str) {
    let is_shown = |c: &char| *c != '\'';
    if word.is_ascii() {
        folded.extend(word.chars().filter(is_shown).map(|c| c.to_ascii_lowercase()));
    } else {
        folded.extend(fold_all(word).chars().filter(is_shown));
    }
}

/// Where the words of a text stand. `C++`, `C#` and `don't` are words; `Node.js` is two.
pub(super) fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = letters.find(|&(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = letters.next_if(|&(_, c)| is_inside_word(c)) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

const APOSTROPHES: [char; 3] = ['\'', '’', '‘'];

fn is_inside_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c.is_alphanumeric()
        || APOSTROPHES.contains(&c)
        || matches!(c, '+' | '#' | '\u{300}'..='\u{36f}')
}

/// The sentences of a text. A mark ends one only where white space or the end of the text follows it.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends_one = |&(at, mark): &(usize, &str)| {
        let next = text.get(at + mark.len()..).and_then(|rest| rest.chars().next());
        next.is_some_and(char::is_whitespace)
    };
    let mut ends =
        text.match_indices(['.', '?', '!', ';', ':', '…']).filter(ends_one).map(|(at, mark)| at + mark.len());
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = ends.next().unwrap_or(text.len());
        let sentence = text.get(start..end).filter(|sentence| !sentence.is_empty());
        start = end;
        sentence
    })
}

/// A word without its ending, so that `disagreed`, `disagrees` and `disagreement` are the same. Only what English adds
/// to most words is taken off: the result need not be a word, but always is the same.
fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() <= 3 {
        return word.to_owned();
    }
    let mut stem = if let Some(start) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        format!("{start}y")
    } else {
        let keeps_its_s = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
        word.strip_suffix('s').filter(|_| !keeps_its_s).unwrap_or(word).to_owned()
    };
    for (ending, least) in [("ing", 3), ("ed", 3), ("ment", 4)] {
        let start = stem.strip_suffix(ending).filter(|start| start.len() >= least && !stem.ends_with("eed"));
        if let Some(start) = start.filter(|start| start.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
            stem = start.to_owned();
            break;
        }
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    let mut ends = stem.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    if stem.len() > 3 && last == before && last.is_some_and(|c| !"aeiou".contains(c)) {
        stem.pop();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_are_one() {
        for forms in [
            &["disagree", "disagrees", "disagreeing", "disagreement", "disagreements"][..],
            &["miss", "missed", "missing", "misses"],
            &["prioritize", "prioritized", "prioritizing"],
            &["priority", "priorities"],
            &["plan", "planned", "planning", "plans"],
            &["manage", "managed", "managing", "management"],
            &["deploy", "deployed", "deployment", "deployments"],
            &["call", "called", "calling"],
            &["process", "processes", "processed"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
        for (one, other) in [("team", "time"), ("lead", "learn"), ("string", "str"), ("status", "statu")] {
            assert_ne!(stem(one), stem(other));
        }
    }

    #[test]
    fn words_alike_count_as_one_and_glue_as_none() {
        let mut words = Words::new(&[vec!["break".to_owned(), "broke".to_owned(), "broken".to_owned()]]);
        let broke = words.learn("Broke").unwrap();
        assert_eq!(words.look_up("breaking"), Some(broke));
        assert_eq!(words.look_up("BROKEN"), Some(broke));
        assert_eq!(words.look_up("The"), None);
        assert_eq!(words.look_up("mended"), Some(Word::STRANGER));
        assert!(GLUE.is_sorted());
    }

    #[test]
    fn quotes_and_accents_do_not_keep_words_apart() {
        let words = |text: &str| places(text).map(|place| folded(text.get(place).unwrap())).collect::<Vec<_>>();
        assert_eq!(words("“Don’t PANIC”, it’s re\u{301}sume\u{301}"), ["dont", "panic", "its", "resume"]);
        assert_eq!(words("Node.js / C++ (C#), #redis"), ["node", "js", "c++", "c#", "redis"]);
    }

    #[test]
    fn a_sentence_does_not_end_inside_a_name_and_nothing_is_lost() {
        let text = "So: Node.js failed? Tell me. Now";
        let found: Vec<&str> = sentences(text).collect();
        assert_eq!(found, ["So:", " Node.js failed?", " Tell me.", " Now"]);
        assert_eq!(found.concat(), text);
    }
}
