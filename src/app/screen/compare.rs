//! The compare screen: two versions of one story side by side, until the person chooses.

use super::page::Page;
use crate::app::action::Action;
use crate::domain::conflict::Conflict;

/// What the compare screen remembers.
#[derive(Debug)]
pub struct CompareScreen {
    conflict: Conflict,
    page: Page,
}

impl CompareScreen {
    /// The screen over a conflict.
    pub fn new(conflict: Conflict) -> Self {
        Self { conflict, page: Page::default() }
    }

    /// The two versions.
    pub const fn conflict(&self) -> &Conflict {
        &self.conflict
    }

    /// The page of the texts to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page.number()
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub const fn act(&mut self, action: Action) {
        self.page.act(action);
    }
}
