//! What finding needs to know of the titles and skills, worked out once: each of them is kept once.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::letters;
use super::rows::{Lines, Rows, Stories, as_u32};
use crate::domain::fold::{fold, fold_all};
use crate::domain::lexicon::{Lexicon, key};
use crate::domain::story::Story;

/// The searchable side of a list of stories. Stories are named by their place in that list.
#[derive(Debug, Default, PartialEq)]
pub struct Index {
    /// Each title once, folded. Stories of one title stand side by side.
    titles: Lines,
    title_masks: Vec<u64>,
    /// The letters that words of each title start with.
    title_heads: Vec<u64>,
    /// The first story of each title.
    first_stories: Vec<u32>,
    title_of: Vec<u32>,
    /// Each skill once, in the order of their names.
    skills: Vec<Skill>,
    skills_of: Rows<u32>,
    stories_of: Vec<Stories>,
    /// What the skills are called in the stories and in the lexicon, folded, skill by skill.
    names: Lines,
    name_masks: Vec<u64>,
    skill_of_name: Vec<u32>,
    /// What else the lexicon calls them, folded, in lower case, skill by skill.
    aliases: Lines,
    skill_of_alias: Vec<u32>,
    /// The skill of each key of a name or alias.
    by_key: HashMap<String, u32>,
    /// The groups of the skills that are here, in the order of their names.
    groups: Vec<String>,
}

/// A skill that a story shows, under whatever name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Skill {
    /// The name that the lexicon has for it, or as it was first spelled.
    pub name: String,
    /// The place of its group.
    pub group: Option<usize>,
}

impl Index {
    /// The index of these stories. Suggested skills count as skills: what was only guessed should still be found.
    pub fn new(stories: &[Story], lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        let mut skills = Skills::default();
        let mut of_story = Vec::new();
        for (place, story) in (0..).zip(stories) {
            index.add_title(&fold(&story.title), place);
            of_story.clear();
            for spelling in story.all_skills() {
                let skill = skills.place_of(spelling, lexicon);
                if !of_story.contains(&skill) {
                    of_story.push(skill);
                }
            }
            index.skills_of.push(&of_story);
        }
        index.take_skills(&skills.found);
        index
    }

    fn add_title(&mut self, title: &str, story: u32) {
        if self.titles.last() != Some(title) {
            self.titles.push(title);
            self.title_masks.push(letters::mask(title));
            self.title_heads.push(letters::heads(title));
            self.first_stories.push(story);
        }
        self.title_of.push(u32::try_from(self.titles.len() - 1).unwrap_or(u32::MAX));
    }

    /// Puts the skills in the order of their names, and joins them with their names, groups and stories.
    fn take_skills(&mut self, found: &[FoundSkill]) {
        self.groups = found.iter().filter_map(|skill| skill.group.clone()).collect();
        self.groups.sort_unstable();
        self.groups.dedup();
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_cached_key(|&place| found.get(place).map(|skill| fold_all(&skill.name)));
        let mut new_places = vec![0; found.len()];
        for (skill, new) in order.into_iter().filter_map(|place| Some((place, found.get(place)?))).zip(0..) {
            let (old, skill) = skill;
            new_places.get_mut(old).into_iter().for_each(|place| *place = new);
            for name in &skill.names {
                self.names.push(name);
                self.name_masks.push(letters::mask(name));
                self.skill_of_name.push(new);
            }
            for alias in &skill.aliases {
                self.aliases.push(&fold_all(alias));
                self.skill_of_alias.push(new);
            }
            for name in skill.names.iter().chain(&skill.aliases) {
                self.by_key.entry(key(name)).or_insert(new);
            }
            let group = skill.group.as_ref().and_then(|group| self.groups.binary_search(group).ok());
            self.skills.push(Skill { name: skill.name.clone(), group });
        }
        for skill in &mut self.skills_of.items {
            *skill = new_places.get(*skill as usize).copied().unwrap_or(0);
        }
        let mut stories_of = vec![Vec::new(); self.skills.len()];
        for story in 0..self.len() {
            for &skill in self.skills_of(story) {
                stories_of.get_mut(skill as usize).into_iter().for_each(|stories| stories.push(as_u32(story)));
            }
        }
        let count = self.len();
        self.stories_of = stories_of.into_iter().map(|stories| Stories::new(stories, count)).collect();
        self.titles.shrink();
        self.skills_of.shrink();
    }

    /// How many stories there are.
    pub const fn len(&self) -> usize {
        self.title_of.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.title_of.is_empty()
    }

    /// Every skill, in the order of their names.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// The groups of these skills, in the order of their names.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// The skill that goes by this name, as its place.
    pub fn skill(&self, name: &str) -> Option<usize> {
        self.skill_of_key(&key(name))
    }

    /// The skill with a name of this key, as its place.
    pub(super) fn skill_of_key(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).map(|&skill| skill as usize)
    }

    /// The names of all skills, folded, each with its skill and the mask of its letters.
    pub(super) fn names(&self) -> impl Iterator<Item = (usize, &str, u64)> {
        let names = self.skill_of_name.iter().zip(&self.name_masks).enumerate();
        names.map(|(name, (&skill, &mask))| (skill as usize, self.names.get(name), mask))
    }

    /// The names of one skill, folded.
    pub(super) fn names_of(&self, skill: usize) -> impl Iterator<Item = &str> {
        range_of(skill, &self.skill_of_name).map(|name| self.names.get(name))
    }

    /// The aliases of one skill, folded and in lower case.
    pub(super) fn aliases_of(&self, skill: usize) -> impl Iterator<Item = &str> {
        range_of(skill, &self.skill_of_alias).map(|alias| self.aliases.get(alias))
    }

    /// The aliases of all skills, folded and in lower case, each with its skill.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (usize, &str)> {
        self.skill_of_alias.iter().enumerate().map(|(alias, &skill)| (skill as usize, self.aliases.get(alias)))
    }

    /// The skills of a story, as their places.
    pub fn skills_of(&self, story: usize) -> &[u32] {
        self.skills_of.get(story)
    }

    /// How many stories of a set show a skill.
    pub(super) fn count_skill(&self, skill: usize, stories: &FixedBitSet) -> u32 {
        self.stories_of.get(skill).map_or(0, |of_skill| as_u32(of_skill.count_in(stories)))
    }

    /// The letters that words of a distinct title start with.
    pub(super) fn title_heads(&self, title: usize) -> u64 {
        self.title_heads.get(title).copied().unwrap_or(u64::MAX)
    }

    /// The masks of the letters in the distinct titles.
    pub(super) fn title_masks(&self) -> &[u64] {
        &self.title_masks
    }

    /// A distinct title, folded.
    pub(super) fn title(&self, title: usize) -> &str {
        self.titles.get(title)
    }

    /// How many distinct titles there are.
    pub(super) fn count_titles(&self) -> usize {
        self.first_stories.len()
    }

    /// The place of a story's title among the distinct ones.
    pub(super) fn title_of(&self, story: usize) -> usize {
        self.title_of.get(story).map_or(0, |&title| title as usize)
    }

    /// Adds all stories of a title to a set.
    pub(super) fn add_stories_of_title(&self, title: usize, set: &mut FixedBitSet) {
        let first = self.first_stories.get(title).map_or(0, |&story| story as usize);
        let end = self.first_stories.get(title + 1).map_or(self.len(), |&story| story as usize);
        (first..end).for_each(|story| set.insert(story));
    }

    /// Adds all stories of a skill to a set.
    pub(super) fn add_stories_of_skill(&self, skill: usize, set: &mut FixedBitSet) {
        self.stories_of.get(skill).into_iter().for_each(|stories| stories.add_to(set));
    }

    /// How many stories of a set show each skill.
    pub(super) fn count_skills(&self, stories: &FixedBitSet) -> Vec<u32> {
        if stories.count_ones(..) > self.len() / 16 {
            return (0..self.skills.len()).map(|skill| self.count_skill(skill, stories)).collect();
        }
        // Of few stories there are few to count.
        let mut counts = vec![0; self.skills.len()];
        for &skill in stories.ones().flat_map(|story| self.skills_of(story)) {
            counts.get_mut(skill as usize).into_iter().for_each(|count| *count += 1);
        }
        counts
    }

    /// How many stories of a set show some skill of each group, and then how many show one that belongs to none.
    pub(super) fn count_groups(&self, stories: &FixedBitSet) -> Vec<u32> {
        let none = self.groups.len();
        let mut counts = vec![0; none + 1];
        let mut last_counted = vec![usize::MAX; none + 1];
        for story in stories.ones() {
            for skill in self.skills_of(story).iter().filter_map(|&skill| self.skills.get(skill as usize)) {
                let group = skill.group.unwrap_or(none);
                if let (Some(count), Some(last)) = (counts.get_mut(group), last_counted.get_mut(group))
                    && *last != story
                {
                    *count += 1;
                    *last = story;
                }
            }
        }
        counts
    }

    /// About how many bytes it takes, titles and skills among them.
    pub fn bytes(&self) -> usize {
        let skills = self.skills.iter().map(|skill| size_of::<Skill>() + skill.name.len()).sum::<usize>();
        let keys = self.by_key.keys().map(|key| size_of::<(String, u32)>() + key.len()).sum::<usize>();
        let masks = 2 * size_of_val(self.title_masks.as_slice()) + size_of_val(self.name_masks.as_slice());
        let places = [&self.first_stories, &self.title_of, &self.skill_of_name, &self.skill_of_alias];
        let rows = self.titles.bytes() + self.names.bytes() + self.aliases.bytes();
        let joins = self.skills_of.bytes() + self.stories_of.iter().map(Stories::bytes).sum::<usize>();
        skills + keys + masks + rows + joins + places.map(|places| size_of_val(places.as_slice())).iter().sum::<usize>()
    }
}

/// A skill as it was found in the stories.
struct FoundSkill {
    name: String,
    group: Option<String>,
    /// That name and all spellings of it in the stories, folded.
    names: Vec<String>,
    /// What else the lexicon knows it by.
    aliases: Vec<String>,
}

/// The skills while they are gathered, in the order in which they came.
#[derive(Default)]
struct Skills {
    found: Vec<FoundSkill>,
    by_spelling: HashMap<String, u32>,
    by_key: HashMap<String, u32>,
}

impl Skills {
    fn place_of(&mut self, spelling: &str, lexicon: &Lexicon) -> u32 {
        if let Some(&place) = self.by_spelling.get(spelling) {
            return place;
        }
        let known = lexicon.find(spelling);
        let name = known.map_or(spelling, |known| known.name);
        let place = *self.by_key.entry(key(name)).or_insert_with(|| {
            self.found.push(FoundSkill {
                name: name.to_owned(),
                group: known.map(|known| known.group.to_owned()),
                names: vec![fold(name)],
                aliases: known
                    .map_or(Vec::new(), |known| known.aliases.iter().map(|&alias| alias.to_owned()).collect()),
            });
            as_u32(self.found.len() - 1)
        });
        let spelled = fold(spelling);
        let names = self.found.get_mut(place as usize).map(|skill| &mut skill.names);
        if let Some(names) = names.filter(|names| !names.contains(&spelled)) {
            names.push(spelled);
        }
        self.by_spelling.insert(spelling.to_owned(), place);
        place
    }
}

/// Where a skill stands in a list of skills that is in order.
fn range_of(skill: usize, skills: &[u32]) -> std::ops::Range<usize> {
    let start = skills.partition_point(|&place| (place as usize) < skill);
    start..skills.partition_point(|&place| (place as usize) <= skill)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let text = r#"[{"group": "databases", "skills": [["PostgreSQL", "postgres", "pg"], ["Redis"]]}]"#;
        Lexicon::from_json(text).unwrap()
    }

    fn stories(titles_and_skills: &[(&str, &[&str])]) -> Vec<Story> {
        let story = |(title, skills): &(&str, &[&str])| {
            let mut story = Story::new(*title);
            story.skills = skills.iter().map(|&skill| skill.to_owned()).collect();
            story
        };
        titles_and_skills.iter().map(story).collect()
    }

    #[test]
    fn each_skill_is_kept_once_under_the_name_of_the_lexicon() {
        let stories = stories(&[("A", &["pg", "Postgres", "testing"]), ("B", &["Testing", "Redis"]), ("C", &[])]);
        let index = Index::new(&stories, &lexicon());
        let names: Vec<&str> = index.skills().iter().map(|skill| skill.name.as_str()).collect();
        assert_eq!(names, ["PostgreSQL", "Redis", "testing"]);
        assert_eq!((index.skills_of(0), index.skills_of(1), index.skills_of(2)), (&[0, 2][..], &[2, 1][..], &[][..]));
        let mut testing = FixedBitSet::with_capacity(3);
        index.add_stories_of_skill(2, &mut testing);
        assert_eq!(testing.ones().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(index.groups(), ["databases"]);
        assert_eq!(index.skills().iter().map(|skill| skill.group).collect::<Vec<_>>(), [Some(0), Some(0), None]);
        let all: FixedBitSet = (0..3).collect();
        assert_eq!(index.count_skills(&all), [1, 1, 2]);
    }

    #[test]
    fn each_title_is_kept_once() {
        let index = Index::new(&stories(&[("", &[]), ("Café", &[]), ("Café", &[]), ("Zero", &[])]), &lexicon());
        assert_eq!([0, 1, 2].map(|title| index.title(title)), ["", "Cafe", "Zero"]);
        let mut set = FixedBitSet::with_capacity(4);
        index.add_stories_of_title(1, &mut set);
        assert_eq!(set.ones().collect::<Vec<_>>(), [1, 2]);
        assert_eq!((index.title_of(2), index.title_of(3)), (1, 2));
    }
}
