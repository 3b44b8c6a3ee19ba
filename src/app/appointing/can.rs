//! Whether an action would do something on the screen of interviews now, and if not, why.

use crate::app::App;
use crate::app::action::Action;
use crate::app::can::{can_move, unless};
use crate::app::rehearsing::NOT_READ_YET;
use crate::app::saying::Saying;
use crate::app::screen::interviews::debrief::{DebriefForm, Row};
use crate::app::screen::interviews::details::Field;
use crate::app::screen::interviews::picker::Picker;
use crate::app::screen::interviews::{Focus, InterviewsScreen};
use crate::app::text_input::Edit;
use crate::domain::appointment::{Outcome, SUGGESTED, Went};

impl App {
    /// Whether an action would do something on the screen of interviews now, and if not, why.
    pub(in crate::app) fn can_in_interviews(&self, action: Action, screen: &InterviewsScreen) -> Result<(), Saying> {
        match &screen.focus {
            Focus::Removing(_) => Ok(()),
            Focus::List => self.can_with_interview(action, screen),
            Focus::Details(details) => {
                let place = Field::ALL.iter().position(|field| *field == details.field()).unwrap_or(0);
                can_move(action, place, Field::ALL.len() - 1)
            }
            Focus::Stories(_, checklist) if action == Action::SuggestStories => {
                unless(
                    checklist.chosen.len() < SUGGESTED,
                    ("Ten are chosen already. Press {} to choose more.", &[Action::SwitchStory]),
                )?;
                unless(self.catalog.evidence().is_some(), NOT_READ_YET)
            }
            Focus::Stories(_, checklist) => can_pick(action, &checklist.picker),
            Focus::Debrief(form) => can_note(action, form),
        }
    }

    fn can_with_interview(&self, action: Action, screen: &InterviewsScreen) -> Result<(), Saying> {
        let listed = self.appointments.listed(self.today());
        let selected = listed.get(screen.cursor(&listed));
        let is_coming = selected.is_some_and(|it| it.is_coming(self.today()));
        let is_about_one = matches!(
            action,
            Action::NoteDebrief
                | Action::ChangeAppointment
                | Action::ChooseStories
                | Action::AskToRemove
                | Action::NextText
                | Action::PreviousText
        );
        unless(
            selected.is_some() || !is_about_one,
            ("No interview is written down yet. Press {} for the first one.", &[Action::NewAppointment]),
        )?;
        match action {
            Action::NoteDebrief => unless(
                selected.is_some_and(|it| it.on <= self.today()),
                "It is still to come. Afterward, this notes how it went.",
            ),
            Action::ChooseStories => {
                unless(is_coming, ("It is over. Press {} to note which stories you told.", &[Action::NoteDebrief]))?;
                unless(!self.catalog.stories().is_empty(), "There are no stories to choose from yet.")
            }
            action => can_move(action, screen.cursor(&listed), listed.len().saturating_sub(1)),
        }
    }
}

/// What is said where no story has the words that were typed.
const NOTHING_FOUND: (&str, &[Action; 1]) =
    ("No story has these words. Press {} to clear them.", &[Action::Edit(Edit::DeleteToStart)]);

fn can_pick(action: Action, picker: &Picker) -> Result<(), Saying> {
    let found = picker.count_found();
    match action {
        Action::PickStory | Action::SwitchStory => unless(found > 0, NOTHING_FOUND),
        Action::PageUp => unless(picker.cursor() > 0, "This is the first one."),
        Action::PageDown => unless(picker.cursor() + 1 < found, "This is the last one."),
        action => can_move(action, picker.cursor(), found.saturating_sub(1)),
    }
}

fn can_note(action: Action, form: &DebriefForm) -> Result<(), Saying> {
    if let Some(picker) = form.picker().map(|(_, picker)| picker).or(form.checklist().map(|it| &it.picker)) {
        return can_pick(action, picker);
    }
    let rows = form.rows();
    let place = rows.iter().position(|row| *row == form.row()).unwrap_or(0);
    match (action, form.row()) {
        (Action::Rate(_) | Action::NextChoice | Action::PreviousChoice, Row::Also) => {
            Err(("Press {} to choose the stories.", &[Action::NextField]).into())
        }
        (Action::Rate(number), Row::Went) => unless(
            usize::from(number) <= Went::ALL.len(),
            ("{} is badly, {} is so-so, {} is well.", &[Action::Rate(1), Action::Rate(2), Action::Rate(3)]),
        ),
        (Action::Rate(number), _) => unless(
            usize::from(number) <= Outcome::ALL.len(),
            ("{} to {} choose the outcome.", &[Action::Rate(1), Action::Rate(5)]),
        ),
        (action, _) => can_move(action, place, rows.len() - 1),
    }
}
