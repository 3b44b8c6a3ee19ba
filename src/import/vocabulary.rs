//! The vocabulary: the skills known already, and which of them a text mentions.

use std::ops::Range;

use super::skills::LONGEST;
use super::word_starts::WordStarts;

/// Names this short are words of everyday language unless their case is right: Go, R, AI.
const SHORT: usize = 2;

/// The skills known already, made ready to be looked for all at once: a document can be large, and so can a library.
pub(super) struct Vocabulary<'a> {
    skills: &'a [&'a str],
    /// In order, so that those which a text starts with are found by bisection.
    names: Vec<Name<'a>>,
    /// Those that start with each byte.
    by_first: Vec<Range<usize>>,
    starts: WordStarts,
}

struct Name<'a> {
    /// In lower case; that of a short name only as far as ASCII has it.
    folded: String,
    /// A short name as it is written.
    exact: Option<&'a str>,
    /// Its place in the vocabulary.
    place: usize,
    /// The longest name before it that this one starts with.
    shorter: Option<usize>,
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary of these skills. What is too long for the name of a skill is never found.
    pub(super) fn new(skills: &'a [&'a str]) -> Self {
        let named = skills.iter().enumerate().filter(|(_, skill)| (1..=LONGEST).contains(&skill.len()));
        let mut names: Vec<Name<'a>> = named.map(|(place, skill)| Name::new(skill, place)).collect();
        names.sort_by(|a, b| (&a.folded, a.exact, a.place).cmp(&(&b.folded, b.exact, b.place)));
        names.dedup_by(|next, first| (&next.folded, next.exact) == (&first.folded, first.exact));
        let mut by_first = vec![0..0; 1 << 8];
        for index in 0..names.len() {
            let (before, rest) = names.split_at_mut(index);
            let Some(name) = rest.first_mut() else { break };
            name.shorter = index.checked_sub(1);
            while let Some(shorter) = name.shorter.and_then(|shorter| before.get(shorter)) {
                if name.folded.starts_with(&shorter.folded) {
                    break;
                }
                name.shorter = shorter.shorter;
            }
            let first = name.folded.bytes().next().map_or(0, usize::from);
            if let Some(alike) = by_first.get_mut(first) {
                *alike = if alike.end == 0 { index } else { alike.start }..index + 1;
            }
        }
        let starts = WordStarts::of(&names.iter().map(|name| name.folded.as_str()).collect::<Vec<&str>>());
        Self { skills, names, by_first, starts }
    }

    /// The skills that texts have as whole words, in the order of the vocabulary.
    pub(super) fn mentioned_in<'b>(&self, texts: impl Iterator<Item = &'b str>) -> impl Iterator<Item = &'a str> {
        let mut places = Vec::new();
        for text in texts.filter(|_| !self.names.is_empty()) {
            if has_capitals_beyond_ascii(text) {
                self.find(text, |name| name.exact.is_some(), &mut places);
                self.find(&text.to_lowercase(), |name| name.exact.is_none(), &mut places);
            } else {
                self.find(text, |_| true, &mut places);
            }
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.skills.get(place).copied())
    }

    /// Adds the places of the names that a text has as whole words, whatever the case of its letters in ASCII.
    fn find(&self, text: &str, is_wanted: impl Fn(&Name<'_>) -> bool, places: &mut Vec<usize>) {
        for (before, word) in self.starts.within(text).filter_map(|at| text.split_at_checked(at)) {
            if !before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                places.extend(self.at_start_of(word).filter(|name| is_wanted(name)).map(|name| name.place));
            }
        }
    }

    /// The names that a text starts with: the last name that doesn't come after it, or some that this one starts with.
    fn at_start_of<'b>(&'b self, text: &'b str) -> impl Iterator<Item = &'b Name<'a>> {
        let first = text.bytes().next().map(|first| usize::from(first.to_ascii_lowercase()));
        let alike = first.and_then(|first| self.by_first.get(first)).cloned().unwrap_or_default();
        let names = self.names.get(alike.clone()).unwrap_or(&[]);
        let isnt_after = |name: &Name<'_>| name.folded.bytes().le(text.bytes().map(|byte| byte.to_ascii_lowercase()));
        let last = (alike.start + names.partition_point(isnt_after)).checked_sub(1);
        let mut candidate = last.filter(|last| alike.contains(last)).and_then(|last| self.names.get(last));
        let candidates = std::iter::from_fn(move || {
            let name = candidate?;
            candidate = name.shorter.and_then(|shorter| self.names.get(shorter));
            Some(name)
        });
        candidates.filter(|name| name.starts(text))
    }
}

impl<'a> Name<'a> {
    fn new(skill: &'a str, place: usize) -> Self {
        let exact = (skill.chars().count() <= SHORT).then_some(skill);
        let folded = if exact.is_some() { skill.to_ascii_lowercase() } else { skill.to_lowercase() };
        Self { folded, exact, place, shorter: None }
    }

    /// Whether a text starts with it as a whole word.
    fn starts(&self, text: &str) -> bool {
        text.split_at_checked(self.folded.len()).is_some_and(|(start, after)| {
            start.eq_ignore_ascii_case(&self.folded)
                && self.exact.is_none_or(|exact| exact == start)
                && is_end_of_word(after)
        })
    }
}

/// Whether a text has capitals that aren't in ASCII.
fn has_capitals_beyond_ascii(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| !c.is_ascii() && c.to_lowercase().next() != Some(c))
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
            ("_in_ REDIS", "Redis", true),
            ("ÜBER alles", "über", true),
            ("Über Go", "Go", true),
            ("ÜBER GO", "Go", false),
            ("anything", "", false),
        ] {
            let is_found = Vocabulary::new(&[skill]).mentioned_in([text].into_iter()).next().is_some();
            assert_eq!(is_found, expected, "{skill} in {text:?}");
        }
    }

    #[test]
    fn skills_that_start_alike_are_all_found_in_the_order_of_the_vocabulary() {
        let skills = ["SQL Server", "sql", "AWS", "AWS S3", "AWS S3 Glacier", "aws", "SQS", "AI", "ai"];
        let found = |text| Vocabulary::new(&skills).mentioned_in([text].into_iter()).collect::<Vec<_>>();
        assert_eq!(found("AWS S3 Glacier and SQL Server"), ["SQL Server", "sql", "AWS", "AWS S3", "AWS S3 Glacier"]);
        assert_eq!(found("aws s3-like, by AI"), ["AWS", "AWS S3", "AI"]);
        assert!(found("S3, MySQL, AWSs").is_empty());
    }
}
