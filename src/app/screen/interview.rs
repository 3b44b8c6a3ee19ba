//! The interview screen: the interview itself belongs to the program, so this remembers only where one reads.

use crate::app::action::Action;

/// What the interview screen remembers.
#[derive(Debug, Clone, Copy, Default)]
pub struct InterviewScreen {
    page: isize,
}

impl InterviewScreen {
    /// The page of the report to show; pages go round, so any number is one.
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
