//! The library: all the stories at hand, in the order of their titles, as they are said or as others see them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::confidential::Words;
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

/// All the stories at hand, sorted by title. Confidential words stand in them as they are said, without braces, or as
/// others see them; what is to be written back is asked for by [`as_written`](Self::as_written).
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    stories: Vec<Story>,
    /// The stories that their files have otherwise, as they have them.
    written: HashMap<StoryId, Story>,
    words: Words,
    /// Where they come from.
    pub origin: Origin,
}

impl Library {
    /// A library of these stories, which are as their files have them, sorted by title and then by id. A later story whose
    /// id is taken gets a number.
    pub fn new(stories: Vec<Story>, origin: Origin) -> Self {
        let mut stories = stories;
        let ids: HashSet<&StoryId> = stories.iter().map(|story| &story.id).collect();
        // In a folder no two files have one name.
        if ids.len() < stories.len() {
            make_ids_unique(&mut stories);
        }
        let words = Words::of(&stories);
        Self { stories, written: HashMap::new(), words, origin }.shown_as(Story::said)
    }

    /// The same library as it is said.
    #[must_use]
    pub fn said(&self) -> Self {
        self.clone().shown_as(Story::said)
    }

    /// The same library as others see it: what stands for confidential words in place of each of them, also where it
    /// isn't marked.
    #[must_use]
    pub fn covered(&self) -> Self {
        let words = self.words.clone();
        self.clone().shown_as(|story| story.covered(&words))
    }

    /// The same library, in which these words are confidential too.
    #[must_use]
    pub fn keeping(mut self, words: &Words) -> Self {
        self.words = self.words.with(words);
        self
    }

    /// The confidential words: those that its stories mark, and others that are known.
    pub const fn confidential(&self) -> &Words {
        &self.words
    }

    fn shown_as(self, shown: impl for<'a> Fn(&'a Story) -> Cow<'a, Story>) -> Self {
        let Self { stories, written: mut earlier, words, origin } = self;
        let mut written = HashMap::new();
        let show = |story: Story| {
            let story = earlier.remove(&story.id).unwrap_or(story);
            match shown(&story) {
                Cow::Borrowed(_) => story,
                Cow::Owned(shown) => {
                    written.insert(story.id.clone(), story);
                    shown
                }
            }
        };
        let mut stories: Vec<Story> = stories.into_iter().map(show).collect();
        // From disk they come in about this order. What is equal stays in it when the titles are sorted.
        stories.sort_by(|one, other| one.id.cmp(&other.id));
        stories.sort_by_cached_key(|story| fold_all(&story.title));
        Self { stories, written, words, origin }
    }

    /// The stories in the order of their titles.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// A story of this library as its file has it, with the marks of confidential words.
    pub fn as_written<'a>(&'a self, story: &'a Story) -> &'a Story {
        self.written.get(&story.id).unwrap_or(story)
    }

    /// All stories as their files have them.
    pub fn all_written(&self) -> impl Iterator<Item = &Story> {
        self.stories.iter().map(|story| self.as_written(story))
    }

    /// The story of that id as it is said, also where others see it otherwise: what is kept of its takes is about that.
    pub fn as_said(&self, id: &StoryId) -> Option<Cow<'_, Story>> {
        self.get(id).map(|story| self.as_written(story).said())
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
    fn a_story_is_said_shown_to_others_and_written_each_in_its_way() {
        let titles = ["{{client: Zeta | a bank}} leaked", "Leak of ZETA", "Middle"];
        let library = Library::new(titles.map(Story::new).into_iter().collect(), Origin::Own);
        let titles_of =
            |library: &Library| library.stories().iter().map(|story| story.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles_of(&library), ["Leak of ZETA", "Middle", "Zeta leaked"]);
        let covered = library.covered();
        assert_eq!(titles_of(&covered), ["A bank leaked", "Leak of a bank", "Middle"]);
        assert_eq!(covered.said(), library);
        for library in [&library, &covered] {
            let mut written: Vec<&str> = library.all_written().map(|story| story.title.as_str()).collect();
            written.sort_by_key(|title| titles.iter().position(|written| written == title));
            assert_eq!(written, titles);
        }
    }

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
