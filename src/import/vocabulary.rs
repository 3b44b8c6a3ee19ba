//! The vocabulary: the skills known already, and which of them a text mentions.

use std::collections::BTreeSet;

use super::skills::LONGEST;

/// Names this short are words of everyday language unless their case is right: Go, R, AI.
const SHORT: usize = 2;

/// The skills known already, made ready to be looked for all at once: a document can be large, and so can a library.
pub(super) struct Vocabulary<'a> {
    skills: &'a [&'a str],
    /// Short names, as they are written.
    short: Names,
    /// All other names, in lower case.
    long: Names,
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary of these skills. What is too long for the name of a skill is never found.
    pub(super) fn new(skills: &'a [&'a str]) -> Self {
        let named = skills.iter().enumerate().filter(|(_, skill)| (1..=LONGEST).contains(&skill.len()));
        let is_short = |skill: &str| skill.chars().count() <= SHORT;
        let (short, long): (Vec<_>, Vec<_>) = named.partition(|(_, skill)| is_short(skill));
        Self {
            skills,
            short: Names::new(short.into_iter().map(|(place, &skill)| (skill.to_owned(), place)).collect()),
            long: Names::new(long.into_iter().map(|(place, skill)| (skill.to_lowercase(), place)).collect()),
        }
    }

    /// The skills that a text has as whole words, in the order of the vocabulary.
    pub(super) fn mentioned_in(&self, text: &str) -> impl Iterator<Item = &'a str> {
        let mut found = BTreeSet::new();
        self.short.find(text, &mut found);
        self.long.find(&text.to_lowercase(), &mut found);
        found.into_iter().filter_map(|place| self.skills.get(place).copied())
    }
}

/// Names in order, so that those which a text starts with are found by bisection.
struct Names {
    names: Vec<Name>,
    /// Whether any name starts with two bytes. Most words of a text are done with by that.
    has_start: Vec<bool>,
}

struct Name {
    text: String,
    /// Its place in the vocabulary.
    place: usize,
    /// The longest other name that this one starts with.
    shorter: Option<usize>,
}

impl Names {
    fn new(mut texts: Vec<(String, usize)>) -> Self {
        texts.sort();
        texts.dedup_by(|next, first| next.0 == first.0);
        let mut names: Vec<Name> = Vec::with_capacity(texts.len());
        let mut has_start = vec![false; 1 << 16];
        for (text, place) in texts {
            let mut shorter = names.len().checked_sub(1);
            while let Some(name) = shorter.and_then(|index| names.get(index)) {
                if text.starts_with(&name.text) {
                    break;
                }
                shorter = name.shorter;
            }
            if let Some(&first) = text.as_bytes().first() {
                // Behind a name of one byte anything can follow.
                let second = text.as_bytes().get(1).map_or(0..=u8::MAX, |&second| second..=second);
                let starts = has_start.get_mut(start(first, *second.start())..=start(first, *second.end()));
                starts.unwrap_or_default().fill(true);
            }
            names.push(Name { text, place, shorter });
        }
        Self { names, has_start }
    }

    /// Adds the places of the names that a text has as whole words.
    fn find(&self, text: &str, found: &mut BTreeSet<usize>) {
        if self.names.is_empty() {
            return;
        }
        let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or(0);
        let mut is_in_word = false;
        for (at, c) in text.char_indices() {
            let was_in_word = is_in_word;
            is_in_word = c.is_alphanumeric() || c == '_';
            if !was_in_word && self.has_start.get(start(byte(at), byte(at + 1))) == Some(&true) {
                self.find_at_start(text.get(at..).unwrap_or(""), found);
            }
        }
    }

    /// Whatever the text starts with is the last name that doesn't come after it, or one that this starts with.
    fn find_at_start(&self, text: &str, found: &mut BTreeSet<usize>) {
        let mut candidate = self.names.partition_point(|name| name.text.as_str() <= text).checked_sub(1);
        while let Some(name) = candidate.and_then(|index| self.names.get(index)) {
            if text.strip_prefix(name.text.as_str()).is_some_and(is_end_of_word) {
                found.insert(name.place);
            }
            candidate = name.shorter;
        }
    }
}

/// The place of two bytes among all that a text can start with.
fn start(first: u8, second: u8) -> usize {
    usize::from(u16::from_be_bytes([first, second]))
}

/// Whether a word ends where this text follows it.
fn is_end_of_word(after: &str) -> bool {
    let mut after = after.chars();
    match after.next() {
        // `Node` is no word of `Node.js`, but one at the end of a sentence.
        Some('.') => !after.next().is_some_and(char::is_alphanumeric),
        Some(c) => !(c.is_alphanumeric() || matches!(c, '+' | '#' | '_')),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skill_is_mentioned_only_as_whole_words() {
        for (text, skill, expected) in [
            ("We moved to node.js.", "Node.js", true),
            ("We moved to Node.js.", "Node", false),
            ("A C++ service", "C++", true),
            ("A C++ service", "C", false),
            ("our CI/CD broke", "CI/CD", true),
            ("Postgres/Redis", "redis", true),
            ("the predisposed", "Redis", false),
            ("we go live", "Go", false),
            ("in Go, mostly", "Go", true),
            ("ASP.NET", ".NET", false),
            ("a .NET app", ".NET", true),
            ("anything", "", false),
        ] {
            let is_found = Vocabulary::new(&[skill]).mentioned_in(text).next().is_some();
            assert_eq!(is_found, expected, "{skill} in {text:?}");
        }
    }

    #[test]
    fn skills_that_start_alike_are_all_found_in_the_order_of_the_vocabulary() {
        let skills = ["SQL Server", "sql", "AWS", "AWS S3", "AWS S3 Glacier", "aws", "SQS", "AI", "ai"];
        let found = |text| Vocabulary::new(&skills).mentioned_in(text).collect::<Vec<_>>();
        assert_eq!(found("AWS S3 Glacier and SQL Server"), ["SQL Server", "sql", "AWS", "AWS S3", "AWS S3 Glacier"]);
        assert_eq!(found("aws s3-like, by AI"), ["AWS", "AWS S3", "AI"]);
        assert!(found("S3, MySQL, AWSs").is_empty());
    }
}
