//! What is pointed at with the mouse, and what that does: never more than keys do.

use super::App;
use super::action::Action;
use super::keymap::{Context, defaults_of};
use super::message::Effect;
use crate::domain::time::Now;

/// What is pointed at: something that is drawn, and which of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed(pub Spot, pub i16);

impl Pointed {
    /// What is above, with the wheel.
    pub const ABOVE: Self = Self(Spot::Row, -1);
    /// What is below, with the wheel.
    pub const BELOW: Self = Self(Spot::Row, 1);
}

/// What can be pointed at, and how it is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A key, by its place in the keymap of where the person is.
    Key,
    /// The query line.
    Query,
    /// A story of the library, by how many rows it is below the cursor.
    Story,
    /// A skill, by the same.
    Skill,
    /// A row of another list or a sentence of a text, by the same.
    Row,
    /// A field of a story that is written, by the same.
    Field,
}

impl Spot {
    /// Each of them, in its place.
    pub const ALL: [Self; 6] = [Self::Key, Self::Query, Self::Story, Self::Skill, Self::Row, Self::Field];
}

/// What leads to a row above, or back in a text: the first that there is where the person is.
const ABOVE: [Action; 3] = [Action::Up, Action::PreviousPiece, Action::PreviousText];

/// What leads to a row below, or on in a text.
const BELOW: [Action; 3] = [Action::Down, Action::NextPiece, Action::NextText];

/// What is done with the row of the cursor when it is clicked.
const WITH_ROW: [Action; 13] = [
    Action::Practice,
    Action::ChooseStory,
    Action::UseFilter,
    Action::LookIntoTopic,
    Action::NameStory,
    Action::NoteDebrief,
    Action::Mend,
    Action::BringBack,
    Action::TakeOrLeave,
    Action::SwitchStory,
    Action::PickStory,
    Action::MarkMissed,
    Action::NextChoice,
];

impl App {
    pub(super) fn point(&mut self, Pointed(spot, number): Pointed, now: Now) -> Vec<Effect> {
        match spot {
            Spot::Key => {
                let place = usize::try_from(number).unwrap_or(usize::MAX);
                let key = self.keymap.bindings_of(self.context()).nth(place).and_then(|it| it.keys.first().copied());
                key.map(|key| self.press(key, now)).unwrap_or_default()
            }
            Spot::Query if self.context() == Context::Asking => Vec::new(),
            Spot::Query => self.try_to(Action::Find, now),
            Spot::Story => self.point_at_story(number.into(), now),
            Spot::Skill => {
                let row = self.library_screen.pane().cursor().saturating_add_signed(number.into());
                let effects = self.act(Action::GoToSkills, now);
                self.library_screen.point_at_skill(row);
                effects.into_iter().chain(self.try_to(Action::CycleSkill, now)).collect()
            }
            Spot::Row if number == 0 => self.act_on_row(now),
            Spot::Row => (0..number.unsigned_abs()).flat_map(|_| self.go_a_row(number < 0, now)).collect(),
            Spot::Field => {
                self.go_by_parts(number.into());
                Vec::new()
            }
        }
    }

    fn point_at_story(&mut self, by: isize, now: Now) -> Vec<Effect> {
        self.come_back(now);
        let context = self.context();
        let leaving = match context {
            Context::Library | Context::Asking if by == 0 => return self.act_on_row(now),
            Context::Asking => None,
            Context::Typing => Some(Action::StopTyping),
            _ => Some(Action::GoToStories),
        };
        let effects = leaving.map(|leaving| self.act(leaving, now)).unwrap_or_default();
        self.in_library(|library, known| library.go_by_rows(by, known));
        effects
    }

    fn act_on_row(&mut self, now: Now) -> Vec<Effect> {
        self.first_of(WITH_ROW).map(|action| self.try_to(action, now)).unwrap_or_default()
    }

    /// Goes a row or a page, whatever the keys, as long as there is somewhere to go.
    fn go_a_row(&mut self, is_above: bool, now: Now) -> Vec<Effect> {
        let action = self.first_of(if is_above { ABOVE } else { BELOW });
        let Some(action) = action.filter(|action| self.can(*action).is_ok()) else {
            return Vec::new();
        };
        match self.context() {
            Context::Writing => self.go_within_part(action),
            Context::Typing | Context::Asking => {
                self.in_library(|library, known| library.go_by_rows(if is_above { -1 } else { 1 }, known));
            }
            _ => return self.act(action, now),
        }
        Vec::new()
    }

    fn first_of<const N: usize>(&self, actions: [Action; N]) -> Option<Action> {
        let context = self.context();
        let has = |action: &Action| defaults_of(context).any(|binding| binding.action == *action);
        actions.into_iter().find(has)
    }
}
