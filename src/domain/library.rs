//! The library: all the stories at hand, in the order of their titles.

use std::collections::HashSet;

use super::fold::fold_all;
use super::story::{Story, StoryId};

/// Where the stories at hand come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The person's own library.
    Own,
    /// The samples that ship with Retell, shown while the library is empty.
    Samples,
}

/// All the stories at hand, sorted by title.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    stories: Vec<Story>,
    /// Where they come from.
    pub origin: Origin,
}

impl Library {
    /// A library of these stories, sorted by title and then by id. A later story whose id is taken gets a number.
    pub fn new(stories: Vec<Story>, origin: Origin) -> Self {
        let mut stories = stories;
        let ids: HashSet<&StoryId> = stories.iter().map(|story| &story.id).collect();
        // In a folder no two files have one name.
        if ids.len() < stories.len() {
            make_ids_unique(&mut stories);
        }
        // From disk they come in about this order. What is equal stays in it when the titles are sorted.
        stories.sort_by(|one, other| one.id.cmp(&other.id));
        stories.sort_by_cached_key(|story| fold_all(&story.title));
        Self { stories, origin }
    }

    /// The stories in the order of their titles.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// The stories in the order of their titles, to keep.
    pub fn into_stories(self) -> Vec<Story> {
        self.stories
    }

    /// Whether the story of that id is there and has a text to tell.
    pub fn can_be_told(&self, id: &StoryId) -> bool {
        self.get(id).is_some_and(Story::has_text)
    }

    /// The story of that id.
    pub fn get(&self, id: &StoryId) -> Option<&Story> {
        self.stories.iter().find(|story| story.id == *id)
    }
}

fn make_ids_unique(stories: &mut [Story]) {
    let mut ids = HashSet::with_capacity(stories.len());
    for story in stories {
        story.id = story.id.clone().made_unique(|id| ids.contains(id));
        ids.insert(story.id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_stand_in_the_order_of_their_titles_and_none_hides_another() {
        let library = Library::new(
            ["b leak", "É leak", "A leak", "f leak", "B leak"].map(Story::new).into_iter().collect(),
            Origin::Own,
        );
        let ids: Vec<&str> = library.stories().iter().map(|story| story.id.as_str()).collect();
        assert_eq!(ids, ["a-leak", "b-leak", "b-leak-2", "é-leak", "f-leak"]);
    }
}
