//! Which stories meet a term, and how well.

use std::cell::Cell;
use std::cmp::Reverse;

use fixedbitset::FixedBitSet;

use super::catalog::Catalog;
use super::index::Index;
use super::letters::Letters;
use super::query::{Field, Kind};
use super::rows::as_u32;
use super::score::{most, most_of_all, most_with, score};
use crate::domain::lexicon::key;

/// How a term was met, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// It is a whole title or a whole skill.
    Exact,
    /// Its letters stand in the title, in one piece.
    Title,
    /// They do in a skill.
    Skill,
    /// It is in the text of a beat, to the letter.
    Text,
    /// Its letters are in the title or a skill, with others between them.
    Spread,
}

impl Tier {
    /// Every tier, best first.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Title, Self::Skill, Self::Text, Self::Spread];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Title => "title",
            Self::Skill => "skill",
            Self::Text => "text",
            Self::Spread => "spread",
        }
    }
}

/// The stories that meet a term.
#[derive(Debug)]
pub(super) struct Met {
    field: Field,
    letters: Letters,
    /// The same for what nobody sees as it is written: its case can't be asked for.
    loose: Letters,
    titles: FixedBitSet,
    /// The titles that are just that.
    exact_titles: Vec<usize>,
    /// The skills, in the order of their places.
    skills: Vec<MetSkill>,
    /// The stories of each tier. A story can be in several.
    tiers: [FixedBitSet; 5],
}

#[derive(Debug)]
struct MetSkill {
    skill: u32,
    /// What its score is at most.
    most: i64,
    /// Its score, once somebody asked for it: few are ever asked for.
    score: Cell<Option<i64>>,
}

impl Met {
    /// Looks for a term. Titles in which `earlier` terms were not found are left out where this one only narrows them.
    pub(super) fn new<'a>(
        field: Field,
        letters: Letters,
        earlier: impl Iterator<Item = &'a Self>,
        catalog: &Catalog,
    ) -> Self {
        let index = catalog.index();
        let none = || FixedBitSet::with_capacity(index.len());
        let titles = FixedBitSet::with_capacity(index.count_titles());
        let loose = Letters::new(&letters.text.to_ascii_lowercase(), letters.kind);
        let (exact_titles, skills) = (Vec::new(), Vec::new());
        let mut met =
            Self { field, letters, loose, titles, exact_titles, skills, tiers: std::array::from_fn(|_| none()) };
        met.look_in_skills(index);
        if field == Field::Anywhere {
            let wider = earlier.filter(|wider| wider.field == field && met.letters.narrows(&wider.letters));
            match wider.max_by_key(|wider| wider.letters.text.len()) {
                Some(wider) => wider.titles.ones().for_each(|title| met.look_in_title(title, index)),
                None => met.look_in_titles(index),
            }
            if matches!(met.letters.kind, Kind::Fuzzy | Kind::Exact)
                && let Some(texts) = catalog.texts()
            {
                let found = texts.find(&met.letters, catalog.stories());
                met.add(Tier::Text, |stories| stories.union_with(&found));
            }
        }
        met
    }

    /// Whether this is the answer for these letters.
    pub(super) fn is_of(&self, field: Field, kind: Kind, text: &str) -> bool {
        self.field == field && self.letters.kind == kind && self.letters.text == text
    }

    /// Whether this is the answer for a term.
    pub(super) fn is_for(&self, field: Field, letters: &Letters) -> bool {
        self.field == field && self.letters == *letters
    }

    /// The stories that meet it in this tier.
    pub(super) fn stories(&self, tier: Tier) -> Option<&FixedBitSet> {
        self.tiers.get(tier as usize)
    }

    /// Adds the stories whose titles are just that to a set.
    pub(super) fn add_stories_called_so(&self, index: &Index, set: &mut FixedBitSet) {
        self.exact_titles.iter().for_each(|&title| index.add_stories_of_title(title, set));
    }

    /// The skills that meet it, as their places.
    pub(super) fn skills(&self) -> impl Iterator<Item = usize> {
        self.skills.iter().map(|met| met.skill as usize)
    }

    /// In which tier a story meets it.
    pub(super) fn tier_of(&self, story: usize) -> Option<Tier> {
        Tier::ALL.into_iter().find(|&tier| self.stories(tier).is_some_and(|stories| stories.contains(story)))
    }

    /// The matcher's score for a story that meets it in this tier.
    pub(super) fn score(&self, story: usize, tier: Tier, index: &Index) -> i64 {
        let title = index.title_of(story);
        match tier {
            Tier::Exact => most_of_all(&self.letters),
            Tier::Text => 0,
            Tier::Title | Tier::Spread if self.titles.contains(title) => {
                score(&self.letters, index.title(title)).unwrap_or(0)
            }
            Tier::Title | Tier::Skill | Tier::Spread => {
                self.skills_of(story, index).map(|met| self.score_of_skill(met, index)).max().unwrap_or(0)
            }
        }
    }

    /// What [`Self::score`] never exceeds, at a fraction of its price.
    pub(super) fn most(&self, story: usize, tier: Tier, index: &Index) -> i64 {
        let title = index.title_of(story);
        match tier {
            Tier::Title | Tier::Spread if self.titles.contains(title) => most(&self.letters, index.title(title)),
            tier => self.score(story, tier, index),
        }
    }

    /// The same at a fraction of that price, and higher.
    pub(super) fn at_most(&self, story: usize, tier: Tier, index: &Index) -> i64 {
        let title = index.title_of(story);
        match tier {
            Tier::Title | Tier::Spread if self.titles.contains(title) => {
                most_with(&self.letters, index.title(title), index.title_heads(title))
            }
            Tier::Title | Tier::Skill | Tier::Spread => {
                self.skills_of(story, index).map(|met| met.score.get().unwrap_or(met.most)).max().unwrap_or(0)
            }
            Tier::Exact | Tier::Text => self.score(story, tier, index),
        }
    }

    /// Whether no title meets it.
    pub(super) fn has_no_titles(&self) -> bool {
        self.titles.is_clear()
    }

    /// What no story's score in this tier exceeds.
    pub(super) fn most_in(&self, tier: Tier, index: &Index) -> i64 {
        match tier {
            Tier::Exact => most_of_all(&self.letters),
            Tier::Title | Tier::Spread => 2 * most_of_all(&self.letters),
            Tier::Text => 0,
            Tier::Skill => {
                let mut best = 0;
                // Most are never looked at: the first ones have what they can have.
                let mut skills: Vec<&MetSkill> = self.skills.iter().collect();
                skills.sort_unstable_by_key(|met| Reverse(met.most));
                for met in skills {
                    if met.most <= best {
                        break;
                    }
                    best = best.max(self.score_of_skill(met, index));
                }
                best
            }
        }
    }

    fn add(&mut self, tier: Tier, add: impl FnMut(&mut FixedBitSet)) {
        self.tiers.get_mut(tier as usize).into_iter().for_each(add);
    }

    fn look_in_titles(&mut self, index: &Index) {
        for (title, mask) in index.title_masks().iter().enumerate() {
            if self.letters.may_be_in(*mask) {
                self.look_in_title(title, index);
            }
        }
    }

    fn look_in_title(&mut self, title: usize, index: &Index) {
        let text = index.title(title);
        if !self.letters.is_in_mask() && !self.letters.are_in(text) {
            return;
        }
        self.titles.insert(title);
        let tier = if text.eq_ignore_ascii_case(&self.letters.text) {
            self.exact_titles.push(title);
            Tier::Exact
        } else if self.are_together_in(text) {
            Tier::Title
        } else {
            Tier::Spread
        };
        self.add(tier, |stories| index.add_stories_of_title(title, stories));
    }

    fn look_in_skills(&mut self, index: &Index) {
        let key = key(&self.letters.text);
        // A skill is the same by each of its names, with and without capitals.
        let mut met: Vec<(usize, Tier, i64)> = index
            .skill_of_key(&key)
            .map(|skill| (skill, Tier::Exact, most_of_all(&self.letters)))
            .into_iter()
            .collect();
        for (skill, name, mask) in index.names() {
            if self.letters.may_be_in(mask) && self.letters.are_in(name) {
                let tier = if key_is(name, &key) {
                    Tier::Exact
                } else if self.are_together_in(name) {
                    Tier::Skill
                } else {
                    Tier::Spread
                };
                met.push((skill, tier, most(&self.letters, name)));
            }
        }
        let of_alias = index.aliases().filter(|(_, alias)| self.starts(alias));
        met.extend(of_alias.map(|(skill, alias)| (skill, Tier::Skill, most(&self.loose, alias))));
        // A group stands for its members.
        let group = index.groups().iter().position(|group| key_is(group, &key));
        // A whole name is that of a skill first: some groups are called like one of theirs.
        let is_skill = self.letters.kind == Kind::Whole && index.skill_of_key(&key).is_some();
        if group.is_some() && !is_skill {
            let members = index.skills().iter().enumerate().filter(|(_, skill)| skill.group == group);
            met.extend(members.map(|(skill, _)| (skill, Tier::Skill, 0)));
        }
        met.sort_unstable();
        for names in met.chunk_by(|(one, _, _), (other, _, _)| one == other) {
            let (Some(&(skill, tier, _)), Some(most)) = (names.first(), names.iter().map(|(_, _, most)| *most).max())
            else {
                continue;
            };
            self.skills.push(MetSkill { skill: as_u32(skill), most, score: Cell::new(None) });
            self.add(tier, |stories| index.add_stories_of_skill(skill, stories));
        }
    }

    /// Whether an alias counts. What it stands for may have none of its letters, so it has to start with the term.
    fn starts(&self, alias: &str) -> bool {
        let can_start = matches!(self.letters.kind, Kind::Fuzzy | Kind::Exact | Kind::Start);
        can_start && alias.starts_with(&self.loose.text)
    }

    /// Whether what was found in a text stands there in one piece.
    fn are_together_in(&self, text: &str) -> bool {
        self.letters.kind != Kind::Fuzzy || self.letters.are_in_one_piece_in(text)
    }

    /// The skills of a story that meet the term.
    fn skills_of<'a>(&'a self, story: usize, index: &'a Index) -> impl Iterator<Item = &'a MetSkill> {
        index
            .skills_of(story)
            .iter()
            .filter_map(|skill| self.skills.get(self.skills.binary_search_by_key(skill, |met| met.skill).ok()?))
    }

    fn score_of_skill(&self, met: &MetSkill, index: &Index) -> i64 {
        met.score.get().unwrap_or_else(|| {
            let skill = met.skill as usize;
            let names = index.names_of(skill).filter(|name| self.letters.are_in(name));
            let names = names.filter_map(|name| score(&self.letters, name));
            let aliases = index.aliases_of(skill).filter(|alias| self.starts(alias));
            // Of equals the one comes first that shows why.
            let aliases = aliases.filter_map(|alias| Some(score(&self.loose, alias)? - 1));
            let best = names.chain(aliases).max().unwrap_or(0);
            met.score.set(Some(best));
            best
        })
    }
}

fn key_is(name: &str, wanted: &str) -> bool {
    // Keys are never longer than what they are made of.
    name.len() >= wanted.len() && key(name) == wanted
}
