//! Whether an action would do something on the import screen now, and if not, why.

use super::{Focus, ImportScreen, Item, edit};
use crate::app::action::Action;
use crate::app::can::unless;
use crate::app::saying::Saying;

impl ImportScreen {
    /// Whether an action would do something now.
    ///
    /// # Errors
    /// When it would not, with the reason as a sentence.
    pub fn can(&self, action: Action) -> Result<(), Saying> {
        let (cursor, rows) = self.cursor_and_rows();
        let row = self.selected_row();
        let on_story = || unless(row.is_some(), "This is no story. Go to one first.");
        match action {
            Action::Up | Action::PageUp | Action::First => unless(cursor > 0, "This is the first one."),
            Action::Down | Action::PageDown | Action::Last => unless(cursor + 1 < rows, "This is the last one."),
            Action::TakeOrLeave if matches!(self.selected(), Some(Item::Document(_))) => {
                unless(self.can_take(), "Nothing in this document can be taken.")
            }
            Action::TakeOrLeave => {
                on_story()?;
                unless(self.can_take(), "The library has this story as it is; there is nothing to take.")
            }
            Action::TakeAll => unless(!self.rows.is_empty(), "There is no story to take."),
            Action::Retitle | Action::GoToParts | Action::NextText | Action::PreviousText => on_story(),
            Action::GiveTitle => match &self.focus {
                Focus::Title(input) => unless(!input.text().trim().is_empty(), "A story needs a title."),
                _ => Ok(()),
            },
            Action::AcceptSkills | Action::DropSkills => {
                on_story()?;
                let has = row.is_some_and(|row| !row.found.story.suggested_skills.is_empty());
                unless(has, "No skills are suggested for this story.")
            }
            Action::Merge => {
                on_story()?;
                let next = self.story().and_then(|place| self.row(place + 1));
                let is_there = next.zip(row).is_some_and(|(next, row)| next.document == row.document);
                unless(is_there, "No story of this document comes after this one.")
            }
            Action::Split => unless(cursor > 0, "Nothing stands before this. Go down to where the next story starts."),
            Action::BreakUp => {
                let count = row.zip(self.block()).map_or(0, |(row, at)| edit::sentences_at(&row.found.story, at));
                unless(count > 1, "This is one sentence.")
            }
            Action::TellAs(beat) => {
                let is_it = self.block().is_some_and(|place| place.part == edit::Part::Beat(beat));
                unless(!is_it, "It is told as this already.")
            }
            Action::NextDoubtful => unless(self.doubtful(true).is_some(), "No doubtful story comes after this."),
            Action::PreviousDoubtful => unless(self.doubtful(false).is_some(), "No doubtful story comes before this."),
            Action::ShowLeftOut => {
                let is_any = self.documents.iter().any(|document| !document.left_out.is_empty());
                unless(is_any, "Nothing was left out.")
            }
            Action::Undo => unless(!self.earlier.is_empty(), "Nothing was changed here that could be undone."),
            Action::Import => {
                unless(self.reading.is_none(), "A document is still being read.")?;
                unless(
                    self.taken().0 > 0,
                    ("No story is taken. Press {} to take the one under the cursor.", &[Action::TakeOrLeave]),
                )
            }
            Action::ReadPath | Action::CompletePath => match &self.focus {
                Focus::Path(input, _) => {
                    unless(action == Action::CompletePath || !input.is_empty(), "Type the path of a document first.")
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}
