//! Where the cursor goes when a row is pointed at.

use super::{Known, LibraryScreen};

impl LibraryScreen {
    /// Puts the cursor on a row of the list of stories.
    pub fn point_at_story(&mut self, row: usize, known: Known<'_>) {
        self.move_to(|_, last| row.min(last), known);
    }

    /// Puts the cursor on a row of the skills pane.
    pub fn point_at_skill(&mut self, row: usize) {
        self.pane.move_to(row.min(self.pane.rows().len().saturating_sub(1)));
    }
}
