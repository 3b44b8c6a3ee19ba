//! Confidential words that still show once all marks are covered: they are marked in one place, and stand in another.

use super::passage::Passage;
use super::{Finding, Part, Rule, passages};
use crate::domain::confidential::Words;
use crate::domain::story::Story;

/// Finds them in a story as others see it.
pub(super) fn check(aliased: &Story, words: &Words, findings: &mut Vec<Finding>) {
    if words.are_none() {
        return;
    }
    let skills = aliased.all_skills().map(|skill| (Part::Skills, skill.as_str()));
    let lists = [&aliased.questions, &aliased.follow_ups].into_iter().chain(aliased.cues.values());
    let others = lists.flatten().map(|text| (Part::Story, text.as_str()));
    for (part, text) in passages(aliased).chain(skills).chain(others) {
        for found in words.find(text) {
            let (word, alias) = (found.word, found.alias);
            let what = if words.find(alias).is_empty() {
                format!("shows “{word}”, which is marked elsewhere")
            } else {
                format!("shows “{word}” even to others, since “{alias}” has it, too")
            };
            Passage::new(part.clone(), text).report(findings, Rule::Unmarked, found.place, what);
        }
    }
}
