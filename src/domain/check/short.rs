//! Confidential words that are so short that they stand in other places too: `{{client: A | a bank}}`.

use super::passage::Passage;
use super::{Finding, Part, Rule};
use crate::domain::confidential::marks;
use crate::domain::text::is_unspaced;

/// A word of so many letters stands in many places. Where each is a word of its own, one is.
const FEW: usize = 2;

/// Finds them in a text as it is written, with its marks.
pub(super) fn check(part: &Part, written: &str, findings: &mut Vec<Finding>) {
    for (place, mark) in marks(written) {
        let letters = mark.word.chars().filter(|c| c.is_alphanumeric());
        let few = if mark.word.contains(is_unspaced) { 1 } else { FEW };
        if letters.count() <= few {
            let what = format!("marks “{}”, which is covered wherever it stands by itself", mark.word);
            Passage::new(part.clone(), written).report(findings, Rule::ShortMark, place, what);
        }
    }
}
