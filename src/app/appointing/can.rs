//! Whether an action would do something on the screen of interviews now, and if not, why.

use crate::app::App;
use crate::app::action::Action;
use crate::app::can::{can_move, unless};
use crate::app::rehearsing::NOT_READ_YET;
use crate::app::screen::interviews::debrief::{DebriefForm, Row};
use crate::app::screen::interviews::details::Field;
use crate::app::screen::interviews::picker::Picker;
use crate::app::screen::interviews::{Focus, InterviewsScreen};
use crate::domain::appointment::{Outcome, SUGGESTED, Went};

impl App {
    /// Whether an action would do something on the screen of interviews now, and if not, why.
    pub(in crate::app) fn can_in_interviews(
        &self,
        action: Action,
        screen: &InterviewsScreen,
    ) -> Result<(), &'static str> {
        match &screen.focus {
            Focus::Removing(_) => Ok(()),
            Focus::List => self.can_with_interview(action, screen),
            Focus::Details(details) => {
                let place = Field::ALL.iter().position(|field| *field == details.field()).unwrap_or(0);
                can_move(action, place, Field::ALL.len() - 1)
            }
            Focus::Stories(_, checklist) if action == Action::SuggestStories => {
                unless(checklist.chosen.len() < SUGGESTED, "Ten are chosen already. Space chooses more.")?;
                unless(self.catalog.evidence().is_some(), NOT_READ_YET)
            }
            Focus::Stories(_, checklist) => can_pick(action, &checklist.picker),
            Focus::Debrief(form) => can_note(action, form),
        }
    }

    fn can_with_interview(&self, action: Action, screen: &InterviewsScreen) -> Result<(), &'static str> {
        let listed = self.appointments.listed(self.today());
        let selected = listed.get(screen.cursor(&listed));
        let is_coming = selected.is_some_and(|it| it.is_coming(self.today()));
        let is_about_one = matches!(
            action,
            Action::Debrief
                | Action::ChangeAppointment
                | Action::ChooseStories
                | Action::AskToRemove
                | Action::NextText
                | Action::PreviousText
        );
        unless(selected.is_some() || !is_about_one, "No interview is written down yet. Press n for the first one.")?;
        match action {
            Action::Debrief => unless(
                selected.is_some_and(|it| it.on <= self.today()),
                "It is still to come. Afterward, this notes how it went.",
            ),
            Action::ChooseStories => {
                unless(is_coming, "It is over. Press enter to note which stories you told.")?;
                unless(!self.catalog.stories().is_empty(), "There are no stories to choose from yet.")
            }
            action => can_move(action, screen.cursor(&listed), listed.len().saturating_sub(1)),
        }
    }
}

fn can_pick(action: Action, picker: &Picker) -> Result<(), &'static str> {
    let found = picker.count_found();
    match action {
        Action::PickStory | Action::SwitchStory => unless(found > 0, "No story has these words. Ctrl-u clears them."),
        Action::PageUp => unless(picker.cursor() > 0, "This is the first one."),
        Action::PageDown => unless(picker.cursor() + 1 < found, "This is the last one."),
        action => can_move(action, picker.cursor(), found.saturating_sub(1)),
    }
}

fn can_note(action: Action, form: &DebriefForm) -> Result<(), &'static str> {
    if let Some(picker) = form.picker().map(|(_, picker)| picker).or(form.checklist().map(|it| &it.picker)) {
        return can_pick(action, picker);
    }
    let rows = form.rows();
    let place = rows.iter().position(|row| *row == form.row()).unwrap_or(0);
    match (action, form.row()) {
        (Action::Rate(_) | Action::NextChoice | Action::PreviousChoice, Row::Also) => {
            Err("Press enter to choose the stories.")
        }
        (Action::Rate(number), Row::Went) => {
            unless(usize::from(number) <= Went::ALL.len(), "1 is badly, 2 is so-so, 3 is well.")
        }
        (Action::Rate(number), _) => unless(usize::from(number) <= Outcome::ALL.len(), "1 to 5 choose the outcome."),
        (action, _) => can_move(action, place, rows.len() - 1),
    }
}
