//! Skills that go by two names, in one story or in several.

use std::collections::{BTreeMap, HashMap};

use super::passage::Passage;
use super::{Finding, Part, Rule};
use crate::domain::lexicon::{Lexicon, key};
use crate::domain::story::Story;

/// How some stories spell their skills.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// For each skill its spellings, and in how many stories each stands.
    spellings: HashMap<String, BTreeMap<String, usize>>,
}

impl Spellings {
    pub(super) fn of<'a>(stories: impl IntoIterator<Item = &'a Story>, lexicon: &Lexicon) -> Self {
        let mut found = Self::default();
        for skill in stories.into_iter().flat_map(|story| &story.skills) {
            let spellings = found.spellings.entry(skill_of(skill, lexicon)).or_default();
            *spellings.entry(skill.trim().to_owned()).or_default() += 1;
        }
        found
    }

    /// Reports the skills of a story that are spelled otherwise than in most stories; of names that are as frequent, the
    /// lexicon's is the one to use.
    pub(super) fn check(&self, story: &Story, lexicon: &Lexicon, findings: &mut Vec<Finding>) {
        for skill in &story.skills {
            let Some(spellings) = self.spellings.get(&skill_of(skill, lexicon)).filter(|names| names.len() > 1) else {
                continue;
            };
            let known = lexicon.find(skill).map(|known| known.name);
            let best = spellings.iter().max_by_key(|(name, count)| (**count, known == Some(name.as_str())));
            if let Some((best, _)) = best.filter(|(best, _)| *best != skill.trim()) {
                let is_here = story.skills.iter().any(|other| other.trim() == best);
                let place = if is_here { "the same story" } else { "other stories" };
                let passage = Passage::new(Part::Skills, skill);
                let what = format!("is “{best}” in {place}");
                passage.report(findings, Rule::SkillSpelling, 0..skill.len(), what);
            }
        }
    }
}

/// The one skill that several names stand for.
fn skill_of(name: &str, lexicon: &Lexicon) -> String {
    key(lexicon.find(name).map_or(name, |skill| skill.name))
}
