//! What is pointed at with the mouse, and what that does: never more than keys do.

use super::action::Action;
use super::key::Key;
use super::keymap::{Context, defaults_of};
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
    /// What is above, with the wheel.
    Above,
    /// What is below, with the wheel.
    Below,
}

impl App {
    pub(super) fn point(&mut self, pointed: Pointed, now: Now) -> Vec<Effect> {
        let is_library = matches!((&self.screen, self.overlay), (Screen::Library, None::<Overlay>));
        let screen = &self.library_screen;
        let is_selected = |row| screen.focus() == Focus::Stories && screen.cursor() == row;
        match pointed {
            Pointed::Key(key) => self.press(key, now),
            Pointed::Above => self.wheel([Action::Up, Action::PreviousPiece, Action::PreviousText], now),
            Pointed::Below => self.wheel([Action::Down, Action::NextPiece, Action::NextText], now),
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

    /// Does the first of these that there is where the person is, whatever its keys, as long as there is somewhere to go.
    fn wheel(&mut self, actions: [Action; 3], now: Now) -> Vec<Effect> {
        let context = self.context();
        let has = |action: &Action| defaults_of(context).any(|binding| binding.action == *action);
        let Some(action) = actions.into_iter().find(has).filter(|action| self.can(*action).is_ok()) else {
            return Vec::new();
        };
        match context {
            Context::Writing => self.go_within_part(action),
            Context::Typing | Context::Asking => {
                self.in_library(|library, known| library.go_by_row(action, known));
            }
            _ => return self.act(action, now),
        }
        Vec::new()
    }
}
