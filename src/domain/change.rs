//! A change of the library: what is done in one go is undone in one go.

use super::story::Story;
use super::version::Version;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is, in words that follow “undo”: `import of notes.md`. Confidential words keep their marks in it, since
    /// the story may be gone by the time at which it is told, and who looks on then isn't known.
    pub what: String,
    /// Its parts. Each stands by itself: one that is refused stops no other but [`Step::Discard`].
    pub steps: Vec<Step>,
}

/// One part of a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Write a story where `was` stands.
    Save {
        /// The story to write.
        story: Story,
        /// What stands in its place. When it isn't so any more, nothing is written.
        was: Was,
    },
    /// Move a story to the trash, if it still stands there like this.
    Delete(Story),
    /// Write a story of its own, under another id where its own is in use.
    Add(Story),
    /// Bring a story back from the trash, by the name of its file there. It gets another id where its own is in use.
    Restore(String),
    /// Move another version of a story to the trash, because the person chose; if all before it was done.
    Discard(Copy),
}

/// What stands in the place of a story that is to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Was {
    /// Nothing.
    Nothing,
    /// A story.
    Story(Story),
    /// A file that can't be read.
    Unreadable,
}

/// A version of a story that is not in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copy {
    /// Another file among the stories, by its name.
    File(String),
    /// A version that could not be saved, by the name of its file.
    Draft(String),
}

impl Change {
    /// The writing of one story in place of another version of it.
    pub fn edit(was: &Story, story: Story) -> Self {
        let what = format!("change of “{}”", was.title);
        Self { what, steps: vec![Step::Save { story, was: Was::Story(was.clone()) }] }
    }

    /// The beginning of one story.
    pub fn addition(story: Story) -> Self {
        Self { what: format!("beginning of “{}”", story.title), steps: vec![Step::Add(story)] }
    }

    /// The deletion of one story.
    pub fn deletion(story: &Story) -> Self {
        Self { what: format!("deletion of “{}”", story.title), steps: vec![Step::Delete(story.clone())] }
    }

    /// The return of a story from the trash.
    pub fn restoration(version: &Version) -> Self {
        let story = &version.story;
        let step = version.file.clone().map_or_else(|| Step::Add(story.clone()), Step::Restore);
        Self { what: format!("return of “{}”", story.title), steps: vec![step] }
    }
}
