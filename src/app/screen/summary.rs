//! The summary of a set: its takes belong to the set, so this screen remembers only where one reads.

use crate::app::action::Action;

/// What the summary remembers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SummaryScreen {
    page: isize,
}

impl SummaryScreen {
    /// The page to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub const fn act(&mut self, action: Action) {
        match action {
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            _ => {}
        }
    }
}
