//! Where the cursor goes when a row is pointed at.

use super::{Known, LibraryScreen};
use crate::app::action::Action;

impl LibraryScreen {
    /// Puts the cursor on a row of the list of stories.
    pub fn point_at_story(&mut self, row: usize, known: Known<'_>) {
        self.move_to(|_, last| row.min(last), known);
    }

    /// Moves the cursor by a row, and never on to what was asked for before.
    pub fn go_by_row(&mut self, action: Action, known: Known<'_>) {
        self.move_to(|row, _| if action == Action::Up { row.saturating_sub(1) } else { row + 1 }, known);
    }

    /// Puts the cursor on a row of the skills pane.
    pub fn point_at_skill(&mut self, row: usize) {
        self.pane.move_to(row.min(self.pane.rows().len().saturating_sub(1)));
    }
}
