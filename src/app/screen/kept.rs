//! The screen of what is kept: the earlier versions of a story, or the stories in the trash.

use crate::app::action::Action;
use crate::domain::story::StoryId;
use crate::domain::version::Version;

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// The versions of this story.
    Story(StoryId),
    /// The stories that were deleted.
    Trash,
}

/// What the screen remembers.
#[derive(Debug)]
pub struct KeptScreen {
    of: Of,
    versions: Vec<Version>,
    cursor: usize,
    page: isize,
    /// Whether a version is shown as it was, and not what has changed since.
    is_whole: bool,
}

impl KeptScreen {
    /// The screen over what is kept. There is at least one version.
    pub const fn new(of: Of, versions: Vec<Version>) -> Self {
        Self { of, versions, cursor: 0, page: 0, is_whole: false }
    }

    /// What they are versions of.
    pub const fn of(&self) -> &Of {
        &self.of
    }

    /// The versions, newest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The version under the cursor.
    pub fn selected(&self) -> Option<&Version> {
        self.versions.get(self.cursor)
    }

    /// The page of the text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// Whether a version is to be shown as it was, and not what has changed since.
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action) {
        let last = self.versions.len().saturating_sub(1);
        let cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => (self.cursor + 1).min(last),
            Action::First => 0,
            Action::Last => last,
            _ => self.cursor,
        };
        match action {
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            Action::SwitchWhole => (self.is_whole, self.page) = (!self.is_whole, 0),
            _ if cursor != self.cursor => (self.cursor, self.page) = (cursor, 0),
            _ => {}
        }
    }
}
