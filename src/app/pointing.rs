//! What is pointed at with the mouse, and what that does: never more than keys do.

use super::action::Action;
use super::key::Key;
use super::message::Effect;
use super::screen::library::Focus;
use super::{App, Overlay, Screen};
use crate::domain::time::Now;

/// What is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A key that is offered.
    Key(Key),
    /// The query line.
    Query,
    /// A row of the list of stories.
    Story(usize),
    /// A row of the skills pane.
    Skill(usize),
}

impl App {
    pub(super) fn point(&mut self, pointed: Pointed, now: Now) -> Vec<Effect> {
        let is_library = matches!((&self.screen, self.overlay), (Screen::Library, None::<Overlay>));
        let screen = &self.library_screen;
        let is_selected = |row| screen.focus() == Focus::Stories && screen.cursor() == row;
        match pointed {
            Pointed::Key(key) => self.press(key, now),
            _ if !is_library => Vec::new(),
            Pointed::Query => self.try_to(Action::Find, now),
            Pointed::Story(row) if is_selected(row) => self.try_to(Action::Practice, now),
            Pointed::Story(row) => {
                let leaving = if screen.focus() == Focus::Query { Action::StopTyping } else { Action::GoToStories };
                let effects = self.act(leaving, now);
                self.in_library(|library, known| library.point_at_story(row, known));
                effects
            }
            Pointed::Skill(row) => {
                let effects = self.act(Action::GoToSkills, now);
                self.library_screen.point_at_skill(row);
                effects.into_iter().chain(self.try_to(Action::CycleSkill, now)).collect()
            }
        }
    }
}
