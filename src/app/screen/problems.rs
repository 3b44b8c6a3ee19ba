//! The problems screen: what could not be read or done, and what can be done about it.

use crate::app::action::Action;

/// What the problems screen remembers.
#[derive(Debug, Default)]
pub struct ProblemsScreen {
    cursor: usize,
}

impl ProblemsScreen {
    /// The row of the cursor, when there are `count` problems.
    pub fn cursor(&self, count: usize) -> usize {
        self.cursor.min(count.saturating_sub(1))
    }

    /// Does what an action asks for, when there are `count` problems. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, count: usize) {
        let cursor = self.cursor(count);
        self.cursor = match action {
            Action::Up => cursor.saturating_sub(1),
            Action::Down => cursor + 1,
            Action::First => 0,
            Action::Last => usize::MAX,
            _ => cursor,
        };
    }
}
