//! The same story told twice in a document, once in another language.

use std::collections::{BTreeSet, HashMap};

use super::Found;
use crate::domain::beat::Beat;

/// Why a translation is no story of its own.
pub(super) const TRANSLATION: &str = "the same story in another language";

/// What two tellings of a story have in common in any language: its beats, and the numbers in each.
type Fingerprint = Vec<(Beat, String)>;

/// The stories seen so far, with the names of their labels.
#[derive(Default)]
pub(super) struct Translations<'a>(HashMap<Fingerprint, &'a BTreeSet<&'a str>>);

/// Whether a story among those with labels of these names can be told in another language. Not if all of them share
/// half of their labels or more.
pub(super) fn may_be_among<'a>(mut stories: impl Iterator<Item = &'a BTreeSet<&'a str>>) -> bool {
    let Some(first) = stories.next() else { return false };
    let (mut shared, mut most): (Vec<&str>, usize) = (first.iter().copied().collect(), first.len());
    for names in stories {
        shared.retain(|name| names.contains(name));
        most = most.max(names.len());
    }
    shared.len() * 2 < most
}

impl<'a> Translations<'a> {
    /// Whether a story with labels of these names was told before under other names.
    pub(super) fn has(&mut self, found: &Found, names: &'a BTreeSet<&'a str>) -> bool {
        let beats: Fingerprint = found.story.beats.iter().map(|(beat, text)| (beat, numbers(text))).collect();
        if beats.iter().all(|(_, numbers)| numbers.is_empty()) {
            return false;
        }
        match self.0.get(&beats) {
            // Some labels are spelled alike in several languages.
            Some(before) => names.iter().filter(|&&name| before.contains(name)).count() * 2 < names.len(),
            None => {
                self.0.insert(beats, names);
                false
            }
        }
    }
}

/// The numbers of a text in figures, a space between them. Languages order words differently.
fn numbers(text: &str) -> String {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.bytes().position(|byte| byte.is_ascii_digit()) {
        let from_start = rest.get(start..).unwrap_or("");
        rest = from_start.trim_start_matches(|c: char| c.is_ascii_digit());
        numbers.push(from_start.strip_suffix(rest).unwrap_or(""));
    }
    numbers.sort_unstable();
    numbers.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn a_story_and_its_translation_are_one() {
        let english =
            "# A jam\n\n**Problem:** 40 jams a day.\n\n**Action:** I cleared it.\n\n**Result:** None in 7 weeks.\n\n";
        let german = "# Ein Stau\n\n**Problem:** 40 Staus am Tag.\n\n**Handlung:** Ich räumte auf.\n\n**Ergebnis:** Keiner in 7 Wochen.\n";
        let titles = |text: &str| {
            let import = read("a.md", text.as_bytes(), &[]);
            let titles: Vec<_> = import.stories.iter().map(|found| found.story.title.clone()).collect();
            (titles.join("|"), import.left_out.len())
        };
        assert_eq!(titles(&format!("{english}{german}")), ("A jam".to_owned(), 1));
        assert_eq!(titles(&format!("{english}{}", german.replace("40", "50"))), ("A jam|Ein Stau".to_owned(), 0));
        let other = english.replace("jam", "leak");
        assert_eq!(titles(&format!("{english}{other}")), ("A jam|A leak".to_owned(), 0));
    }
}
