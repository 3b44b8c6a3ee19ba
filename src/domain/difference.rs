//! What differs between two versions of a story, part by part.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::story::Story;

/// Longer texts aren't compared word by word, in words: it takes time with the square of what differs.
const MOST_WORDS: usize = 4_000;

/// Whether some words are in one version of a text, in the other, or in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// In both.
    Same,
    /// Only in the one on the left.
    Left,
    /// Only in the one on the right.
    Right,
}

/// A part of a story, in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the part is called.
    pub name: String,
    /// Its text in the one version, if that has it.
    pub left: Option<String>,
    /// Its text in the other.
    pub right: Option<String>,
}

impl Difference {
    /// Whether the part is the same in both.
    pub fn is_none(&self) -> bool {
        self.left == self.right
    }
}

/// Every part that one of two versions has, in the order of telling, with its text in both.
pub fn compare(left: &Story, right: &Story) -> Vec<Difference> {
    let mut others = parts(right);
    let mut all: Vec<Difference> = Vec::new();
    for (name, text) in parts(left) {
        let right = others.iter().position(|(other, _)| *other == name).map(|place| others.remove(place).1);
        all.push(Difference { name, left: Some(text), right });
    }
    all.extend(others.into_iter().map(|(name, text)| Difference { name, left: None, right: Some(text) }));
    if all.iter().all(Difference::is_none) && left != right {
        let some = |words: &str| Some(words.to_owned());
        let (left, right) = (some("one way"), some("another way"));
        all.push(Difference { name: "What Retell doesn't show".to_owned(), left, right });
    }
    all
}

/// The names of the parts that differ, in lower case: `outcome, skills`. Empty when none does.
pub fn names(left: &Story, right: &Story) -> String {
    let differing = compare(left, right).into_iter().filter(|part| !part.is_none());
    differing.map(|part| part.name.to_lowercase()).collect::<Vec<_>>().join(", ")
}

/// Two versions of a text as one: what both have, and between that what only one of them has, the left one first.
pub fn words(left: &str, right: &str) -> Vec<(Words, String)> {
    let [ones, others] = [left, right].map(|text| text.split_word_bounds().collect::<Vec<&str>>());
    let mut runs = Runs::default();
    if ones.len().max(others.len()) > MOST_WORDS {
        (runs.left, runs.right) = (left.to_owned(), right.to_owned());
        return runs.close();
    }
    for op in capture_diff_slices(Algorithm::Patience, &ones, &others) {
        let text = |words: &[&str], range: Range<usize>| words.get(range).unwrap_or_default().concat();
        let (one, other) = (text(&ones, op.old_range()), text(&others, op.new_range()));
        match op {
            DiffOp::Equal { .. } if !runs.is_open() || !one.trim_matches(' ').is_empty() => runs.same(&one),
            // A space between words that differ divides nothing.
            _ => {
                runs.left.push_str(&one);
                runs.right.push_str(&other);
            }
        }
    }
    runs.close()
}

/// What differs and what doesn't, as it comes.
#[derive(Default)]
struct Runs {
    all: Vec<(Words, String)>,
    left: String,
    right: String,
}

impl Runs {
    fn is_open(&self) -> bool {
        !self.left.is_empty() || !self.right.is_empty()
    }

    fn same(&mut self, words: &str) {
        for (of, words) in [(Words::Left, &mut self.left), (Words::Right, &mut self.right)] {
            if !words.is_empty() {
                self.all.push((of, std::mem::take(words)));
            }
        }
        if !words.is_empty() {
            self.all.push((Words::Same, words.to_owned()));
        }
    }

    fn close(mut self) -> Vec<(Words, String)> {
        self.same("");
        self.all
    }
}

/// The parts of a story, each with its name and its text, in the order of telling.
pub fn parts(story: &Story) -> Vec<(String, String)> {
    let mut parts = vec![("Title".to_owned(), story.title.clone())];
    let mut add = |name: &str, text: String| {
        if !text.is_empty() {
            parts.push((name.to_owned(), text));
        }
    };
    add("Skills", story.shown_skills().join(" · "));
    for (beat, text) in story.beats.iter() {
        add(beat.name(), text.to_owned());
    }
    for extra in &story.extras {
        add(&extra.label, extra.text.clone());
    }
    add("Questions", story.questions.join("\n\n"));
    add("Follow-ups", story.follow_ups.join("\n\n"));
    add("Silenced rules", story.silenced.join(", "));
    add("Flag", if story.flagged { "to be corrected later".to_owned() } else { String::new() });
    add("Target", story.target_seconds.map(|seconds| format!("{seconds} seconds")).unwrap_or_default());
    let cues = story.cues.iter().map(|(beat, cues)| format!("{}: {}", beat.name(), cues.join(", ")));
    add("Cue words", cues.collect::<Vec<_>>().join("\n\n"));
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::beat::Beat;
    use super::*;

    #[test]
    fn parts_that_differ_are_named_and_parts_that_one_lacks_are_among_them() {
        let mut left = Story::new("A leak");
        left.beats.insert(Beat::Problem, "It leaked.");
        left.beats.insert(Beat::Outcome, "It stopped.");
        let mut right = left.clone();
        right.beats.insert(Beat::Outcome, "It never stopped.");
        right.skills.push("Redis".to_owned());
        assert_eq!(names(&left, &right), "outcome, skills");
        assert_eq!(names(&left, &left), "");
        right = left.clone();
        right.unknown.insert("mood".to_owned(), "calm".into());
        assert_eq!(names(&left, &right), "what retell doesn't show");
    }

    #[test]
    fn words_that_differ_stand_together() {
        let found = words("It took two hours. We slept.", "It took four long days. We slept.");
        let found: Vec<(Words, &str)> = found.iter().map(|(of, words)| (*of, words.as_str())).collect();
        let expected = [(Words::Same, "It took "), (Words::Left, "two hours"), (Words::Right, "four long days")];
        assert_eq!(found, [expected.as_slice(), &[(Words::Same, ". We slept.")]].concat());
        assert_eq!(words("", ""), []);
        assert_eq!(words("壊れた。", "治した。").len(), 3, "scripts without spaces have words too");
    }

    #[test]
    fn a_text_that_is_too_long_differs_as_a_whole() {
        let long = "a b ".repeat(MOST_WORDS);
        assert_eq!(words(&long, "a"), [(Words::Left, long.clone()), (Words::Right, "a".to_owned())]);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off(left in "([a-c] ?|\n|- |é|日){0,30}", right in "([a-c] ?|\n|- |é|日){0,30}") {
            let found = words(&left, &right);
            let text = |other| found.iter().filter(|(of, _)| *of != other).map(|(_, words)| words.as_str()).collect::<String>();
            prop_assert_eq!((text(Words::Right), text(Words::Left)), (left, right));
        }
    }
}
