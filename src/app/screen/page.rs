//! The page of a text that is too long for its screen.

use crate::app::action::Action;

/// Which page of a text to show. Pages go round, so any number is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page(isize);

impl Page {
    /// Its number; the first is 0.
    pub const fn number(self) -> isize {
        self.0
    }

    /// Turns the page, if an action asks for that.
    pub const fn act(&mut self, action: Action) {
        match action {
            Action::NextText => self.0 += 1,
            Action::PreviousText => self.0 -= 1,
            _ => {}
        }
    }
}
