//! The story at hand changed in the person's own editor, from wherever they are with it.

use super::action::Action;
use super::can::unless;
use super::message::{Edited, Effect};
use super::saying::Saying;
use super::{App, Notice, Screen};
use crate::domain::change::Change;
use crate::domain::library::Origin;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::Story;
use crate::domain::time::Now;

impl App {
    /// The story that is looked at, told or under review, or whose text waits for the editor, as its file has it.
    pub(super) fn story_here(&self) -> Option<&Story> {
        // What was read while a take was under way is how it stands by now.
        let catalog = self.waiting.as_ref().map_or(&self.catalog, |loaded| &loaded.catalog);
        let library = catalog.library();
        let shown = match &self.screen {
            Screen::Library => self.library_screen.selected(library),
            Screen::Practice(screen) => library.get(screen.practice().story()),
            Screen::Review(screen) => library.get(&screen.take().story),
            Screen::Problems => match &self.selected_problem()?.remedy {
                Remedy::Edit(story) => library.get(story),
                _ => None,
            },
            _ => None,
        };
        shown.map(|story| library.as_written(story))
    }

    /// Why the story at hand can't be changed, if it can't.
    pub(super) fn can_change_story_here(&self) -> Result<(), Saying> {
        let is_own = self.catalog.library().origin == Origin::Own;
        unless(is_own, ("This is a sample. Press {} to make it a story of your own.", &[Action::EditStory]))?;
        unless(!self.is_changing, "The last change is still being written. Press it again.")?;
        let Some(story) = self.story_here() else {
            return Err(match self.screen {
                Screen::Library => "No story is chosen.".into(),
                _ => "Its story isn't here any more; it may be in the trash.".into(),
            });
        };
        unless(!story.is_read_only(), "This story comes from a newer Retell and can't be changed here.")
    }

    /// Why the story at hand can't be handed to an editor, if it can't.
    pub(super) fn can_edit_outside(&self) -> Result<(), Saying> {
        unless(
            cfg!(unix),
            (
                "Retell can't lend its terminal to an editor on this system. Press {} to edit it here.",
                &[Action::EditStory],
            ),
        )?;
        unless(
            !self.is_sharing(),
            ("Sharing is on, and the editor would show names. Press {} first.", &[Action::SwitchSharing]),
        )?;
        self.can_change_story_here()
    }

    /// Hands the story to the editor. A take under way is paused, and waits as it is.
    pub(super) fn edit_outside(&mut self, now: Now) -> Vec<Effect> {
        let edit = self.story_here().cloned().map(|story| Effect::Edit(Box::new(story)));
        self.pause(now).into_iter().chain(edit).collect()
    }

    /// Flags the story to be corrected later, or takes the flag off.
    pub(super) fn switch_flag(&mut self) -> Vec<Effect> {
        let Some(story) = self.story_here() else {
            return Vec::new();
        };
        let flagged = !story.flagged;
        let said = if flagged { "Flagged to be corrected later" } else { "The flag is off" };
        let said = format!("{said}: “{}”", story.title);
        let change = Change::edit(story, Story { flagged, ..story.clone() });
        self.is_changing = true;
        vec![Effect::Change { change, said }]
    }

    /// Takes over what became of a story in the editor.
    pub(super) fn take_edited(&mut self, edited: Edited) -> Vec<Effect> {
        match edited {
            Edited::Not(why) => {
                // No text of theirs waits here any more; those that wait elsewhere are read with the library.
                self.refused.retain(|problem| !matches!(problem.remedy, Remedy::Edit(_)));
                self.notice = Some(why);
                Vec::new()
            }
            Edited::Unreadable(problem) => {
                let key = if matches!(self.screen, Screen::Problems) { Action::Mend } else { Action::EditOutside };
                let reason = format!("{} goes on with your text; {}", self.key(key), problem.reason);
                let notice = Notice::from(&Problem { reason, ..problem.clone() });
                self.tell_change(String::new(), vec![problem], None);
                self.notice = Some(notice);
                Vec::new()
            }
            Edited::Story { was, mut story } => {
                // A title that somebody typed isn't made up.
                story.title_made_up &= story.title == was.title;
                let undoes = if matches!(self.screen, Screen::Library) {
                    self.wanted = Some(story.id.clone());
                    self.undoes()
                } else {
                    String::new()
                };
                self.is_changing = true;
                let said = format!("Changed{undoes}: “{}”", story.title);
                vec![Effect::Change { change: Change::edit(&was, *story), said }]
            }
        }
    }
}
