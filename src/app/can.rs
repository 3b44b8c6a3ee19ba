//! Whether an action can be done now, and if not, why: footer, help and dispatch all ask here.

use crate::domain::practice::{Phase, Practice, Style};

use super::action::Action;
use super::keymap::Context;
use super::{App, Screen};

impl App {
    /// Whether an action would do something now.
    ///
    /// # Errors
    /// When it would not, with the reason as a sentence.
    pub fn can(&self, action: Action) -> Result<(), &'static str> {
        let unless = |is_fine: bool, why: &'static str| if is_fine { Ok(()) } else { Err(why) };
        let library = &self.library_screen;
        match action {
            Action::Practice => match library.selected(&self.library) {
                None => Err("No story is chosen."),
                Some(story) => unless(
                    story.beats.iter().next().is_some(),
                    "This story has no text yet, so there is nothing to tell.",
                ),
            },
            Action::Up | Action::PageUp | Action::First => unless(library.can_move(true), "This is the first one."),
            Action::Down | Action::PageDown | Action::Last => unless(library.can_move(false), "This is the last one."),
            Action::NextText | Action::PreviousText if self.context() == Context::Library => {
                unless(library.selected(&self.library).is_some(), "No story is chosen.")
            }
            Action::Clear => unless(library.is_filtered(), "Nothing is filtered: all stories are here."),
            Action::GoToSkills | Action::ToggleSkill => {
                unless(!library.skills().is_empty(), "No story here has skills.")
            }
            Action::ShowUnfinished => unless(self.unfinished.is_some(), "No take waits to be resumed."),
            Action::ShowProblems => unless(!self.problems.is_empty(), "There are no problems."),
            Action::Resume => unless(
                self.unfinished.as_ref().is_some_and(|unfinished| self.library.get(unfinished.story()).is_some()),
                "Its story isn't among the stories shown. Press d to drop the take, esc to keep it.",
            ),
            Action::NextStory => unless(self.next_story().is_some(), "This was the last story of the list."),
            action => match &self.screen {
                Screen::Practice(screen) => can_practice(screen.practice(), action),
                Screen::Library | Screen::Review(_) => Ok(()),
            },
        }
    }
}

fn can_practice(practice: &Practice, action: Action) -> Result<(), &'static str> {
    let unless = |is_fine: bool, why: &'static str| if is_fine { Ok(()) } else { Err(why) };
    match action {
        Action::Undo => unless(practice.can_undo(), "There is nothing to undo."),
        Action::Hide => unless(practice.can_hide(), "No text is shown that could be hidden."),
        Action::Reveal if practice.phase() == Phase::Grading => {
            unless(practice.has_hidden_rungs(), "All is told. Press 1 to 4 to say how it went.")
        }
        Action::NextText | Action::PreviousText => unless(
            (0..practice.rungs().len()).any(|rung| practice.shows(rung)),
            match practice.style() {
                Style::Recall => "No text is revealed yet.",
                Style::Prompted => "No text is shown.",
            },
        ),
        _ => Ok(()),
    }
}
