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

/// What is shown of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// What it changed of the version before it. The first one is shown whole.
    Change,
    /// What has changed since.
    Since,
    /// All of it, as it was.
    Whole,
}

impl View {
    /// What there is to say where nothing of that can be shown, or nothing is there at all.
    pub const fn unchanged(self, is_same: bool) -> &'static str {
        match (self, is_same) {
            (Self::Since, true) => "The story stands as it did then.",
            (Self::Since, false) => "Nothing that others see has changed since.",
            (_, true) => "Nothing was changed then.",
            (_, false) => "Nothing that others see was changed then.",
        }
    }
}

/// What the screen remembers.
#[derive(Debug)]
pub struct KeptScreen {
    of: Of,
    versions: Vec<Version>,
    cursor: usize,
    page: isize,
    view: View,
}

impl KeptScreen {
    /// The screen over what is kept. There is at least one version.
    pub const fn new(of: Of, versions: Vec<Version>, view: View) -> Self {
        Self { of, versions, cursor: 0, page: 0, view }
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

    /// The version before the one under the cursor, if one is kept.
    pub fn before(&self) -> Option<&Version> {
        self.versions.get(self.cursor + 1)
    }

    /// The page of the text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// What is shown of the version under the cursor.
    pub const fn view(&self) -> View {
        self.view
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
            Action::SwitchWhole => {
                self.page = 0;
                self.view = match self.view {
                    View::Change => View::Since,
                    View::Since => View::Whole,
                    View::Whole => View::Change,
                };
            }
            _ if cursor != self.cursor => (self.cursor, self.page) = (cursor, 0),
            _ => {}
        }
    }
}
