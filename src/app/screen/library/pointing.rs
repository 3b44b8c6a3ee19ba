//! Where the cursor goes when a row is pointed at.

use super::{Known, LibraryScreen};

impl LibraryScreen {
    /// Moves the cursor by so many rows of the list of stories, and never on to what was asked for before.
    pub fn go_by_rows(&mut self, by: isize, known: Known<'_>) {
        self.move_to(|row, _| row.saturating_add_signed(by), known);
    }

    /// Puts the cursor on a row of the skills pane.
    pub fn point_at_skill(&mut self, row: usize) {
        self.pane.move_to(row.min(self.pane.rows().len().saturating_sub(1)));
    }
}
