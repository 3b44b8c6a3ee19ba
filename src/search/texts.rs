//! Which stories have a word in the text of a beat: each distinct word is kept once, with the stories it is in.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::letters::{self, Letters};
use super::rows::{Rows, as_u32};
use crate::domain::fold::{fold, fold_all};
use crate::domain::story::Story;

/// The words of all beats. What can be typed as one word lies inside a word of a text, so that looking through the
/// distinct ones finds it in all texts.
#[derive(Debug, Default, PartialEq)]
pub struct Texts {
    /// Every distinct word in lower case, folded, a line each.
    words: String,
    /// Where each of them ends in `words`.
    ends: Vec<u32>,
    /// The stories of each word that only few stories have, as the steps from one to the next, seven bits a byte.
    steps: Rows<u8>,
    /// The stories of the other words, by word.
    sets: HashMap<u32, FixedBitSet>,
    /// The letters in the texts of each story.
    masks: Vec<u64>,
}

impl Texts {
    /// The words of these stories.
    pub fn new(stories: &[Story]) -> Self {
        let mut texts = Self::default();
        let mut places: HashMap<Box<str>, usize> = HashMap::new();
        // For each word its stories so far, and the last one of them.
        let mut found: Vec<(Vec<u8>, u32)> = Vec::new();
        let mut text = String::new();
        for (story, place) in stories.iter().zip(0..) {
            let mut mask = 0;
            for (_, beat) in story.beats.iter() {
                if beat.is_ascii() {
                    text.clone_from(&beat.to_ascii_lowercase());
                } else {
                    text = fold_all(beat);
                }
                mask |= letters::mask(&text);
                for word in text.split_whitespace() {
                    let known = places.get(word).copied().unwrap_or_else(|| {
                        texts.words.push_str(word);
                        texts.ends.push(as_u32(texts.words.len()));
                        texts.words.push('\n');
                        places.insert(word.into(), found.len());
                        found.push((Vec::new(), u32::MAX));
                        found.len() - 1
                    });
                    if let Some((steps, last)) = found.get_mut(known).filter(|(_, last)| *last != place) {
                        push_step(steps, place.wrapping_sub(*last));
                        *last = place;
                    }
                }
            }
            texts.masks.push(mask);
        }
        for (word, (steps, _)) in (0..).zip(found) {
            if steps.len() > stories.len() / 8 {
                texts.sets.insert(word, set_of(stories.len(), stories_in(&steps, stories.len())));
                texts.steps.push(&[]);
            } else {
                texts.steps.push(&steps);
            }
        }
        texts.words.shrink_to_fit();
        texts.ends.shrink_to_fit();
        texts.steps.shrink();
        texts
    }

    /// The stories that have these letters to the letter in the text of a beat.
    pub(super) fn find(&self, letters: &Letters, stories: &[Story]) -> FixedBitSet {
        let folded = letters.text.to_ascii_lowercase();
        let mut parts = folded.split_whitespace();
        let mut found = self.with_part(parts.next().unwrap_or_default());
        parts.for_each(|part| found.intersect_with(&self.with_part(part)));
        // The words are in lower case and have no spaces.
        if letters.has_case || letters.text.contains(char::is_whitespace) {
            let is_there = |&story: &usize| {
                let beats = stories.get(story).map(|story| story.beats.iter());
                beats.into_iter().flatten().any(|(_, text)| {
                    if letters.has_case { fold(text).contains(&letters.text) } else { fold_all(text).contains(&folded) }
                })
            };
            found = set_of(self.masks.len(), found.ones().filter(is_there));
        }
        found
    }

    /// How many stories have a folded word in lower case, or its English plural or possessive, whatever marks stand
    /// around it.
    pub fn stories_with(&self, word: &str) -> usize {
        let goes_on = |rest: &str| rest.starts_with(char::is_alphanumeric);
        let is_word = |before: &str, behind: &str| {
            let is_ended =
                ["", "s", "'s"].iter().any(|end| behind.strip_prefix(end).is_some_and(|rest| !goes_on(rest)));
            is_ended && !before.ends_with(char::is_alphanumeric)
        };
        self.with(word, is_word).count_ones(..)
    }

    /// The stories with a word that has this part in it.
    fn with_part(&self, part: &str) -> FixedBitSet {
        let count = self.masks.len();
        let mut letters = part.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_ascii_alphanumeric()
        {
            let bit = letters::bit(letter);
            let has_it = self.masks.iter().enumerate().filter(|&(_, mask)| mask & bit != 0);
            return set_of(count, has_it.map(|(story, _)| story));
        }
        self.with(part, |_, _| true)
    }

    /// The stories with a word that has this part in it, if what is before and behind it is as meant.
    fn with(&self, part: &str, is_meant: impl Fn(&str, &str) -> bool) -> FixedBitSet {
        let count = self.masks.len();
        let mut found = FixedBitSet::with_capacity(count);
        if part.is_empty() {
            return found;
        }
        let finder = memchr::memmem::Finder::new(part);
        let mut at = 0;
        while let Some(place) = self.words.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            let word = self.ends.partition_point(|&end| (end as usize) <= at + place);
            let end_of = |word: usize| self.ends.get(word).map_or(self.words.len(), |&end| end as usize);
            let start = word.checked_sub(1).map_or(0, |before| end_of(before) + 1);
            let before = self.words.get(start..at + place).unwrap_or_default();
            let behind = self.words.get(at + place + part.len()..end_of(word)).unwrap_or_default();
            if !is_meant(before, behind) {
                // The word may have it once more.
                at += place + part.len();
                continue;
            }
            match self.sets.get(&as_u32(word)) {
                Some(stories) => found.union_with(stories),
                None => stories_in(self.steps.get(word), count).for_each(|story| found.insert(story)),
            }
            at = end_of(word);
        }
        found
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let sets = self.sets.values().map(|set| set.len() / 8 + 48).sum::<usize>();
        self.words.len()
            + size_of_val(self.ends.as_slice())
            + self.steps.bytes()
            + sets
            + size_of_val(self.masks.as_slice())
    }
}

/// A set for so many places, with these in it.
fn set_of(count: usize, places: impl Iterator<Item = usize>) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(count);
    places.for_each(|place| set.insert(place));
    set
}

/// Writes a step with its lowest bits first; the eighth bit of a byte says that there is more.
fn push_step(steps: &mut Vec<u8>, mut step: u32) {
    while step > 0x7f {
        steps.push(u8::try_from(step & 0x7f).unwrap_or(0) | 0x80);
        step >>= 7;
    }
    steps.push(u8::try_from(step).unwrap_or(0));
}

/// The stories that steps lead to. The first step is from before the first story.
fn stories_in(steps: &[u8], count: usize) -> impl Iterator<Item = usize> {
    let (mut story, mut step, mut shift) = (u32::MAX, 0_u32, 0);
    steps.iter().filter_map(move |&byte| {
        step |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            shift += 7;
            return None;
        }
        story = story.wrapping_add(step);
        (step, shift) = (0, 0);
        Some(story as usize).filter(|&story| story < count)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::query::Kind;
    use super::*;
    use crate::domain::beat::Beat;

    fn stories(texts: &[String]) -> Vec<Story> {
        let story = |text: &String| {
            let mut story = Story::new("A");
            story.beats.insert(Beat::Problem, text.as_str());
            story
        };
        texts.iter().map(story).collect()
    }

    #[test]
    fn a_word_is_counted_with_its_endings_and_among_marks() {
        let texts = ["A pool, the pool.", "(pools) of spools", "the pool's end", "module-level S3", "spool", "pooled"];
        let texts = Texts::new(&stories(&texts.map(str::to_owned)));
        for (word, count) in [("pool", 3), ("spool", 2), ("level", 1), ("s3", 1), ("oo", 0), ("a", 1), ("", 0)] {
            assert_eq!(texts.stories_with(word), count, "{word}");
        }
    }

    proptest! {
        #[test]
        fn what_is_looked_for_is_found_in_just_the_texts_that_have_it(
            texts in prop::collection::vec("([abAéß.]{1,3}[ \n]{1,2}){0,6}", 0..40),
            letters in "[abAe.]{1,3}|[abe]{1,2} [ab]",
        ) {
            let stories = stories(&texts);
            let letters = Letters::new(&letters, Kind::Exact);
            let found: Vec<usize> = Texts::new(&stories).find(&letters, &stories).ones().collect();
            let has_them = |text: &String| {
                if letters.has_case { fold(text).contains(&letters.text) } else { fold_all(text).contains(&letters.text) }
            };
            let expected: Vec<usize> = (0..texts.len()).filter(|&place| has_them(&texts[place])).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn steps_lead_to_the_stories_they_were_written_for(places in prop::collection::btree_set(0_usize..100_000, 0..20)) {
            let (mut steps, mut last) = (Vec::new(), u32::MAX);
            for &place in &places {
                push_step(&mut steps, as_u32(place).wrapping_sub(last));
                last = as_u32(place);
            }
            prop_assert!(stories_in(&steps, 100_000).eq(places));
        }
    }
}
