//! A conflict: two versions of one story, both kept until the person chooses.

use super::change::{Change, Copy, Step, Was};
use super::story::{Story, StoryId};

/// Two versions of one story.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// How they came to be two, as a sentence.
    pub cause: String,
    /// The version that stands in the story's place.
    pub left: Side,
    /// The other one.
    pub right: Side,
    /// What stands in the story's place: the left version, or a file that can't be read but holds both.
    pub was: Was,
    /// Where the right version is, if it has a file of its own.
    pub copy: Option<Copy>,
}

/// One of the two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Where it is, in words.
    pub place: String,
    /// The story.
    pub story: Story,
}

/// What to do about a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Keep the left version.
    Left,
    /// Keep the right version.
    Right,
    /// Keep both, the right one as a story of its own.
    Both,
}

impl Conflict {
    /// The story in question.
    pub const fn id(&self) -> &StoryId {
        &self.left.story.id
    }

    /// The change that settles it.
    pub fn settle(&self, choice: Choice) -> Change {
        let save = |story: &Story| Step::Save { story: story.clone(), was: self.was.clone() };
        let (left, right) = (&self.left.story, &self.right.story);
        let mut steps = Vec::new();
        match choice {
            Choice::Left => steps.push(save(left)),
            Choice::Right => steps.push(save(&Story { id: left.id.clone(), ..right.clone() })),
            Choice::Both => {
                steps.push(save(left));
                steps.push(Step::Add(right.clone()));
            }
        }
        steps.extend(self.copy.clone().map(Step::Discard));
        Change { what: format!("choice between two versions of “{}”", left.title), steps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflict() -> Conflict {
        let side = |place: &str, title: &str| {
            let mut story = Story::new(title);
            story.id = StoryId::from_title("a leak");
            Side { place: place.to_owned(), story }
        };
        let left = side("here", "Ours");
        Conflict {
            cause: "It was changed elsewhere.".to_owned(),
            was: Was::Story(left.story.clone()),
            left,
            right: side("there", "Theirs"),
            copy: Some(Copy::File("copy.json".to_owned())),
        }
    }

    fn saved(change: &Change) -> Vec<(&str, &str)> {
        change
            .steps
            .iter()
            .filter_map(|step| match step {
                Step::Save { story, .. } | Step::Add(story) => Some((story.id.as_str(), story.title.as_str())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn the_version_chosen_takes_the_place_and_the_other_one_goes_to_the_trash() {
        for (choice, expected) in [
            (Choice::Left, vec![("a-leak", "Ours")]),
            (Choice::Right, vec![("a-leak", "Theirs")]),
            (Choice::Both, vec![("a-leak", "Ours"), ("a-leak", "Theirs")]),
        ] {
            let change = conflict().settle(choice);
            assert_eq!(saved(&change), expected);
            assert_eq!(change.steps.last(), Some(&Step::Discard(Copy::File("copy.json".to_owned()))));
        }
    }
}
