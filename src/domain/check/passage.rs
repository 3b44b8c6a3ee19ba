//! A passage: the text of one part of a story, and what of it may be quoted.

use std::ops::Range;

use super::secret::{self, Secret};
use super::words::{Word, words};
use super::{Finding, Part, Rule};

/// The most characters that are quoted.
const LONGEST: usize = 72;

/// So many characters come before what is quoted for, where a sentence is too long to be quoted.
const BEFORE: usize = 24;

/// So many findings of one story say enough.
const MOST: usize = 100;

/// The text of a part.
pub(super) struct Passage<'a> {
    pub(super) part: Part,
    pub(super) text: &'a str,
    pub(super) words: Vec<Word<'a>>,
    pub(super) secrets: Vec<Secret>,
}

impl<'a> Passage<'a> {
    pub(super) fn new(part: Part, text: &'a str) -> Self {
        Self { part, text, words: words(text), secrets: secret::find(text) }
    }

    /// Adds a finding about some of its bytes, unless the last one says the same of the same sentence. Each secret counts.
    pub(super) fn report(&self, findings: &mut Vec<Finding>, rule: Rule, at: Range<usize>, what: impl Into<String>) {
        if findings.len() >= MOST {
            return;
        }
        let block = self.block_at(at.start);
        let sentence = sentence_around(self.text, at.start).start;
        let (part, words, what) = (self.part.clone(), self.quote(at), what.into());
        let finding = Finding { rule, part, block, words, what, sentence };
        let is_said = |last: &Finding| {
            (last.rule, last.sentence, &last.part, &last.what) == (rule, sentence, &finding.part, &finding.what)
        };
        if rule == Rule::Secret || !findings.last().is_some_and(is_said) {
            findings.push(finding);
        }
    }

    /// Where its words start.
    pub(super) fn start(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.start);
        start..start
    }

    /// How many lines with words come before the one where a byte is.
    fn block_at(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        before.get(..line).unwrap_or_default().lines().filter(|line| !line.trim().is_empty()).count()
    }

    /// The sentence around some bytes, as far as there is room for it, and nothing of a secret but its start.
    fn quote(&self, at: Range<usize>) -> String {
        let sentence = sentence_around(self.text, at.start);
        let shown = shortened(self.text, sentence.clone(), at.start);
        let mut quote = String::new();
        if shown.start > sentence.start {
            quote.push('…');
        }
        quote.push_str(&masked(self.text, shown.clone(), &self.secrets));
        if shown.end < sentence.end && !quote.ends_with('…') {
            quote.push('…');
        }
        quote
    }
}

/// A text with nothing of its secrets but their starts.
pub(super) fn mask(text: &str) -> String {
    masked(text, 0..text.len(), &secret::find(text))
}

fn masked(text: &str, range: Range<usize>, secrets: &[Secret]) -> String {
    let mut shown = String::new();
    let mut from = range.start;
    for secret in secrets.iter().filter(|secret| secret.end > range.start && secret.shown < range.end) {
        shown.push_str(text.get(from..secret.shown.max(from)).unwrap_or_default());
        shown.push('…');
        from = secret.end.max(from);
    }
    shown.push_str(text.get(from..range.end.max(from)).unwrap_or_default());
    shown
}

/// The sentence that holds a byte, without the dash of a bullet.
fn sentence_around(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
    let line = text.get(start..end).unwrap_or_default();
    let (mut first, mut last) = (start, end);
    let mut letters = line.char_indices().peekable();
    while let Some((place, c)) = letters.next() {
        let behind = start + place + c.len_utf8();
        if matches!(c, '.' | '!' | '?') && letters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            if behind <= at {
                first = behind;
            } else {
                last = behind;
                break;
            }
        }
    }
    let sentence = text.get(first..last).unwrap_or_default();
    let trimmed = sentence.trim_start();
    let bare = if first == start { trimmed.strip_prefix("- ").unwrap_or(trimmed).trim_start() } else { trimmed };
    // What is quoted for is quoted, even a dash.
    let first = (first + sentence.len() - bare.len()).min(at.max(first));
    first..first + text.get(first..last).unwrap_or_default().trim_end().len()
}

/// The part of a sentence that there is room for: its start, or what stands around a byte.
fn shortened(text: &str, sentence: Range<usize>, at: usize) -> Range<usize> {
    let whole = text.get(sentence.clone()).unwrap_or_default();
    if whole.chars().count() <= LONGEST {
        return sentence;
    }
    let before = text.get(sentence.start..at).unwrap_or_default();
    let has_room = before.chars().count() + BEFORE < LONGEST;
    let start = match before.char_indices().rev().take(BEFORE).last() {
        Some((place, _)) if !has_room => {
            let rest = before.get(place..).unwrap_or_default();
            sentence.start + place + rest.find(' ').map_or(0, |space| space + 1)
        }
        _ => sentence.start,
    };
    let rest = text.get(start..sentence.end).unwrap_or_default();
    let Some((end, _)) = rest.char_indices().nth(LONGEST - 2) else {
        return start..sentence.end;
    };
    let cut = rest.get(..end).unwrap_or_default();
    let end = cut.rfind(' ').filter(|&space| start + space > at).unwrap_or(end);
    start..start + rest.get(..end).unwrap_or_default().trim_end().len()
}
