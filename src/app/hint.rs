//! The word for a key, as the state of the program has it.

use super::action::Action;
use super::keymap::Binding;
use super::screen::kept::View;
use super::{App, Screen};
use crate::domain::interview::Interview;
use crate::domain::practice::Style;

impl App {
    /// The word for what a key does now; none keeps it out of the footer.
    pub fn word_for(&self, binding: &Binding<'_>) -> Option<&'static str> {
        if binding.action == Action::Complete && self.library_screen().begun().is_some() {
            return Some("complete");
        }
        if binding.action == Action::NextStory && matches!(self.screen(), Screen::Review(_)) && self.set().is_some() {
            return Some("go on");
        }
        match (binding.action, self.screen()) {
            (Action::Pause, Screen::Interview(_)) if self.interview().is_some_and(Interview::is_paused) => {
                return Some("go on");
            }
            (Action::SwitchWhole, Screen::Kept(screen)) => {
                return Some(match screen.view() {
                    View::Change => "changed since",
                    View::Since => "whole version",
                    View::Whole => "what it changed",
                });
            }
            (Action::Leave, _) if self.ends_set() => return Some("end set"),
            // There is little room, and other ways out.
            (Action::Quit, Screen::Review(_)) => return None,
            _ => {}
        }
        let Screen::Practice(screen) = self.screen() else {
            return binding.hint;
        };
        let practice = screen.practice();
        match binding.action {
            Action::Pause if practice.is_paused() => Some("go on"),
            Action::Reveal if practice.plan().style == Style::Prompted => binding.hint.map(|_| "next"),
            Action::SwitchStyle => Some(match practice.plan().style {
                Style::Recall => "cues first",
                Style::Cued => "text first",
                Style::Prompted => "text after",
            }),
            _ => binding.hint,
        }
    }
}
