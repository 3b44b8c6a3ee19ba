//! What finding needs to know of the stories, worked out once.

use std::collections::HashMap;

use crate::domain::story::Story;

/// The searchable side of a list of stories. Stories are named by their place in that list.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) titles: Vec<String>,
    /// Every skill once, as first spelled, suggested ones among them: what was only guessed should still be found.
    pub(super) skills: Vec<String>,
    /// The skills of each story, as places in `skills`.
    pub(super) skills_of: Vec<Vec<usize>>,
    /// The text of all beats of each story, in lower case.
    pub(super) texts: Vec<String>,
}

impl Index {
    /// The index of these stories.
    pub fn new(stories: &[Story]) -> Self {
        let mut index = Self::default();
        let mut known: HashMap<String, usize> = HashMap::new();
        for story in stories {
            let mut skills: Vec<usize> = Vec::with_capacity(story.skills.len());
            for skill in story.all_skills() {
                let place = *known.entry(skill.to_lowercase()).or_insert_with(|| {
                    index.skills.push(skill.clone());
                    index.skills.len() - 1
                });
                if !skills.contains(&place) {
                    skills.push(place);
                }
            }
            index.titles.push(story.title.clone());
            index.skills_of.push(skills);
            let text: Vec<&str> = story.beats.iter().map(|(_, text)| text).collect();
            index.texts.push(text.join("\n").to_lowercase());
        }
        index
    }

    /// Every skill with the number of the given stories that show it, most first. Skills that none shows are left out.
    pub fn count_skills(&self, stories: impl Iterator<Item = usize>) -> Vec<(&str, usize)> {
        let mut counts = vec![0; self.skills.len()];
        for skill in stories.filter_map(|story| self.skills_of.get(story)).flatten() {
            if let Some(count) = counts.get_mut(*skill) {
                *count += 1;
            }
        }
        let mut counted: Vec<(&str, usize)> =
            self.skills.iter().map(String::as_str).zip(counts).filter(|&(_, count)| count > 0).collect();
        counted.sort_by_cached_key(|&(skill, count)| (std::cmp::Reverse(count), skill.to_lowercase()));
        counted
    }
}
