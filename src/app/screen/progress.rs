//! The progress screen: what takes say of whether practicing works, those of all stories or of some.

use super::page::Page;
use crate::app::action::Action;
use crate::domain::progress::Progress;

/// Whose takes are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of all stories, deleted ones among them.
    All,
    /// Those of the stories that are found.
    Found,
    /// Those of the story under the cursor.
    Story,
}

/// What the screen remembers.
#[derive(Debug)]
pub struct ProgressScreen {
    scope: Scope,
    progress: Progress,
    page: Page,
}

impl ProgressScreen {
    /// The screen over what the takes in a scope say.
    pub fn new(scope: Scope, progress: Progress) -> Self {
        Self { scope, progress, page: Page::default() }
    }

    /// Whose takes are looked at.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// What they say.
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The page to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page.number()
    }

    /// Takes over what the takes say by now.
    pub fn measure(&mut self, progress: Progress) {
        self.progress = progress;
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub const fn act(&mut self, action: Action) {
        self.page.act(action);
    }
}
