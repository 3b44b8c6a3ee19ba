//! The words of a piece of a story as a cue shows them, and what each of them is.

use super::plain::{is_glue, is_plain};
use crate::domain::figure::is_spelled;
use crate::domain::fold::fold_all;
use crate::domain::text::is_unspaced;

/// What stands between words besides spaces. None of it is inside a name, a number or a path.
const BETWEEN: &[char] = &[
    '—', '…', '“', '”', '„', '«', '»', '"', '(', ')', '[', ']', '{', '}', '<', '>', ';', '!', '?', '。', '、', '，',
    '！', '？', '：', '；', '「', '」', '『', '』', '（', '）', '・',
];

/// The most characters of a script without spaces that are shown of what stands together.
const MOST_UNSPACED: usize = 6;

/// The most characters of a word that is a cue. Longer ones are addresses and keys.
const MOST_LETTERS: usize = 30;

/// What a word is to somebody who lost the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `14`, `$4,200`, `03:00`, `40%`.
    Number,
    /// It only joins others, or says as little.
    Glue,
    /// It could be of any story.
    Plain,
    /// It says something, but is no cue alone: it is short.
    Short,
    /// It may bring something back.
    Telling,
    /// It is a name, of a person or of a thing: `Redis`, `S3`, `getServerSideProps`.
    Name,
}

/// A word of a piece.
#[derive(Debug)]
pub(super) struct Word<'a> {
    /// As it is spelled, without the marks around it and its possessive ending.
    pub(super) text: &'a str,
    /// Its first byte in the piece.
    pub(super) start: usize,
    /// What it is compared by: a word, its plural and its possessive are one.
    pub(super) folded: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a mark stands between it and the word before, or nothing is before.
    pub(super) is_apart: bool,
}

impl Word<'_> {
    /// The byte behind it.
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a number that is spelled.
    pub(super) fn is_spelled(&self) -> bool {
        is_spelled(&fold_all(self.text))
    }

    /// Whether it ends as what was done: `added`.
    pub(super) fn is_done(&self) -> bool {
        self.kind != Kind::Name && self.text.len() > 4 && self.text.ends_with("ed") && !self.text.ends_with("eed")
    }

    /// Whether it ends as what was being done: `climbing`.
    pub(super) fn is_being_done(&self) -> bool {
        let is_other = ["evening", "morning", "string"].contains(&self.folded.as_str());
        self.kind != Kind::Name && self.text.len() > 4 && self.text.ends_with("ing") && !is_other
    }
}

/// The words of a piece, in order.
pub(super) fn words(piece: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut is_apart = true;
    let mut at = 0;
    for chunk in piece.split_inclusive(is_between) {
        let (start, inner) = (at, chunk.trim_end_matches(is_between));
        at += chunk.len();
        if inner.contains(is_unspaced) {
            words.extend(unspaced(inner, start));
            is_apart = true;
        } else if let Some(word) = spaced(inner, start, is_apart, words.is_empty()) {
            // The possessive ending is no mark.
            let rest = piece.get(word.end()..start + inner.len()).unwrap_or_default();
            is_apart = !matches!(rest, "" | "'s" | "’s");
            words.push(word);
        } else if !inner.is_empty() {
            is_apart = true;
        }
        is_apart |= chunk.ends_with(BETWEEN);
    }
    words
}

/// Whether words end here. Most characters are letters, which the list needn't be gone through for.
fn is_between(c: char) -> bool {
    !c.is_ascii_alphanumeric() && (c.is_whitespace() || BETWEEN.contains(&c))
}

/// The word in what stands between spaces.
fn spaced(chunk: &str, start: usize, is_apart: bool, is_first: bool) -> Option<Word<'_>> {
    let is_mark = |c: char| !c.is_alphanumeric();
    if matches!(chunk, "%" | "‰" | "€" | "$" | "£") {
        return Some(Word { text: chunk, start, folded: chunk.to_owned(), kind: Kind::Short, is_apart });
    }
    let text = chunk.trim_start_matches(|c| is_mark(c) && !"$€£¥~±.#".contains(c)).trim_start_matches("..");
    let skipped = chunk.len() - text.len();
    let text = text.trim_end_matches(|c| is_mark(c) && !"%‰+#€£°".contains(c));
    let text = text
        .strip_suffix("'s")
        .or_else(|| text.strip_suffix("’s"))
        .filter(|_| !is_glue(&fold_all(text)))
        .unwrap_or(text);
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let lower = fold_all(text);
    let kind = kind_of(text, &lower, is_first, is_apart);
    Some(Word { text, start: start + skipped, folded: singular(lower), kind, is_apart: is_apart || skipped > 0 })
}

fn kind_of(text: &str, lower: &str, is_first: bool, is_apart: bool) -> Kind {
    let mut letters = text.chars();
    let first = letters.next();
    if is_number(text) {
        Kind::Number
    } else if text.chars().count() > MOST_LETTERS || text.contains("://") || text.chars().nth(1).is_none() {
        Kind::Glue
    } else if letters.any(|c| c.is_uppercase() || c.is_numeric()) && !text.contains(['\'', '’']) {
        Kind::Name
    } else if is_glue(lower) {
        Kind::Glue
    } else if is_plain(lower) && (is_apart || first.is_some_and(char::is_lowercase)) {
        Kind::Plain
    } else if first.is_some_and(char::is_uppercase) && !is_first {
        Kind::Name
    } else if text.chars().count() <= 3 && !text.contains(is_hangul) {
        Kind::Short
    } else {
        Kind::Telling
    }
}

/// Whether a word is a number: digits, with a currency before them, or a unit behind.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['$', '€', '£', '¥', '~', '±', '-', '#']);
    digits.starts_with(char::is_numeric)
}

/// The words in what is written without spaces: what stands between the Japanese letters that join.
fn unspaced(chunk: &str, start: usize) -> Vec<Word<'_>> {
    let is_joining = |c: char| matches!(c, '\u{3040}'..='\u{309f}') || !c.is_alphanumeric() && c != '.';
    let mut at = start;
    let mut words = Vec::new();
    for run in chunk.split_inclusive(is_joining) {
        let inner = run.trim_end_matches(is_joining);
        let end = inner.char_indices().filter(|_| inner.contains(is_unspaced)).nth(MOST_UNSPACED);
        let text = end.map_or(Some(inner), |(end, _)| inner.get(..end)).unwrap_or_default();
        let kind = if is_number(text) { Kind::Number } else { Kind::Telling };
        if text.chars().nth(1).is_some() {
            words.push(Word { text, start: at, folded: fold_all(text), kind, is_apart: true });
        }
        at += run.len();
    }
    words
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// A folded word in lower case without the ending of an English plural.
pub(super) fn singular(mut word: String) -> String {
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.pop();
    }
    word
}
