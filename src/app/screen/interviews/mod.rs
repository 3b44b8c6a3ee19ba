//! The interviews: those that come and those that were, and what is typed about one of them.

use crate::app::action::Action;
use crate::app::saying::Saying;
use crate::app::text_input::TextInput;
use crate::domain::appointment::Appointment;

pub mod debrief;
pub mod details;
pub mod picker;

use super::page::Page;
use debrief::DebriefForm;
use details::Details;
use picker::Checklist;

/// What the keys go to.
#[derive(Debug)]
pub enum Focus {
    /// The list of interviews.
    List,
    /// Whether this one should be removed.
    Removing(Appointment),
    /// The day, the company and the round of one.
    Details(Details),
    /// The stories that are to be ready for one.
    Stories(Appointment, Checklist),
    /// What is noted of one.
    Debrief(Box<DebriefForm>),
}

/// What the screen remembers.
#[derive(Debug)]
pub struct InterviewsScreen {
    /// What the keys go to.
    pub focus: Focus,
    /// Whether the last action was to leave, and was warned of.
    pub is_warned: bool,
    /// The interview under the cursor, wherever it stands.
    chosen: Option<String>,
    page: Page,
}

impl InterviewsScreen {
    /// The screen with the cursor on the first interview.
    pub fn new() -> Self {
        Self { focus: Focus::List, is_warned: false, chosen: None, page: Page::default() }
    }

    /// The row of the cursor among these interviews.
    pub fn cursor(&self, listed: &[&Appointment]) -> usize {
        listed.iter().position(|it| Some(&it.id) == self.chosen.as_ref()).unwrap_or(0)
    }

    /// Puts the cursor on an interview.
    pub fn go_to(&mut self, id: Option<String>) {
        if self.chosen != id {
            (self.chosen, self.page) = (id, Page::default());
        }
    }

    /// The page of the text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page.number()
    }

    /// The line that is typed, if one is.
    pub fn input(&self) -> Option<&TextInput> {
        match &self.focus {
            Focus::List | Focus::Removing(_) => None,
            Focus::Details(details) => Some(details.line(details.field())),
            Focus::Stories(_, checklist) => Some(checklist.picker.input()),
            Focus::Debrief(form) => form.input(),
        }
    }

    /// Types a text. Says whether anything can be typed.
    pub fn type_text(&mut self, text: &str) -> bool {
        self.is_warned = false;
        match &mut self.focus {
            Focus::List | Focus::Removing(_) => return false,
            Focus::Details(details) => details.input().insert(text),
            Focus::Stories(_, checklist) => checklist.picker.type_text(text),
            Focus::Debrief(form) => return form.type_text(text),
        }
        true
    }

    /// Leaves what is typed or chosen. If something would be lost, it stays once, and what to warn of comes back.
    pub fn leave(&mut self) -> Option<Saying> {
        let chosen = (
            "What you chose would be lost. Press {} again to leave without it, {} to keep it.",
            &[Action::StopTyping, Action::Keep],
        );
        let lost = match &self.focus {
            Focus::List | Focus::Removing(_) => None,
            Focus::Details(details) => (!details.is_as_kept()).then_some((
                "What you typed would be lost. Press {} again to leave without it, {} to keep it.",
                &[Action::StopTyping, Action::Keep],
            )),
            Focus::Stories(appointment, list) => (list.chosen != appointment.stories).then_some(chosen),
            Focus::Debrief(form) => match form.checklist() {
                Some(list) => (list.chosen != form.also()).then_some(chosen),
                None => (form.picker().is_none() && !form.is_as_kept()).then_some((
                    "What you noted would be lost. Press {} again to leave without it, {} to keep it.",
                    &[Action::Leave, Action::Keep],
                )),
            },
        };
        self.is_warned = lost.is_some() && !self.is_warned;
        if self.is_warned {
            return lost.map(Saying::from);
        }
        match &mut self.focus {
            Focus::Debrief(form) if form.is_covered() => form.uncover(),
            focus => *focus = Focus::List,
        }
        None
    }

    /// Does what an action asks for, among these interviews. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, listed: &[&Appointment]) {
        match &mut self.focus {
            Focus::Details(details) => details.act(action),
            Focus::Stories(_, checklist) => checklist.picker.act(action),
            Focus::Debrief(form) => form.act(action),
            Focus::Removing(_) => self.focus = Focus::List,
            Focus::List => {
                let (cursor, last) = (self.cursor(listed), listed.len().saturating_sub(1));
                self.page.act(action);
                let moved = match action {
                    Action::Up => cursor.saturating_sub(1),
                    Action::Down => cursor + 1,
                    Action::First => 0,
                    Action::Last => last,
                    _ => return,
                };
                self.go_to(listed.get(moved.min(last)).map(|it| it.id.clone()));
            }
        }
    }
}

impl Default for InterviewsScreen {
    fn default() -> Self {
        Self::new()
    }
}
