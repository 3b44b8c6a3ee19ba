//! The line to the person: what the last key came to, or what went wrong.

use super::App;
use super::message::Effect;
use crate::domain::problem::Problem;

/// A line to the person. It stands until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something to know.
    Info(String),
    /// Something that went wrong.
    Error(String),
}

impl From<&Problem> for Notice {
    fn from(problem: &Problem) -> Self {
        Self::Error(format!("{}. {} ({})", problem.reason, problem.hint, problem.file))
    }
}

impl App {
    /// Tells something until the next key.
    pub(super) fn tell(&mut self, what: impl Into<String>) {
        // What is told of a story may have its title as its file has it.
        self.notice = Some(Notice::Info(self.shown_text(&what.into()).into_owned()));
    }

    /// Warns that what could not be kept would be lost.
    pub(super) fn warn_of_leaving(&mut self) {
        let is_noted = |effect: &Effect| matches!(effect, Effect::KeepAppointment(_));
        let what = if self.not_kept.iter().any(is_noted) { "What you noted" } else { "The take" };
        let words = format!("{what} can't be kept and would be lost. Press the same key again to leave.");
        self.notice = Some(Notice::Error(words));
    }

    /// Tells what went wrong, and keeps it among the problems.
    pub(super) fn fail(&mut self, problem: Problem) {
        self.notice = Some(Notice::from(&problem));
        if !self.problems.contains(&problem) {
            self.failures.push(problem.clone());
            self.problems.push(problem);
        }
    }
}
