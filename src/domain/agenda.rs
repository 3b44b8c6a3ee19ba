//! Agenda: what is to be told today: what comes back by its schedule, and what the interviews that come ask for.

use std::collections::HashSet;

use jiff::civil::Date;

use super::appointments::Appointments;
use super::history::History;
use super::library::Library;
use super::preparation::{Goal, Outlook, Preparation, prepare, takes_a_day};
use super::story::StoryId;

/// What the interviews that come ask for, in the order of [`Appointments::coming`]. Stories that can't be told, since they
/// are gone or have no text, count for nothing.
pub fn goals(appointments: &Appointments, library: &Library, today: Date) -> Vec<Goal> {
    let stories = |stories: &[StoryId]| stories.iter().filter(|story| library.can_be_told(story)).cloned().collect();
    appointments.coming(today).iter().map(|it| Goal { on: it.on, stories: stories(&it.stories) }).collect()
}

/// What is to be told on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    today: Date,
    preparation: Option<Preparation>,
    /// Which interviews it is for.
    interviews: Vec<String>,
    /// What the preparation asks for today.
    asked: HashSet<StoryId>,
}

impl Agenda {
    /// The agenda of a day.
    pub fn new(appointments: &Appointments, history: &History, library: &Library, today: Date) -> Self {
        let interviews = appointments.coming(today).iter().map(|it| it.id.clone()).collect();
        let goals = goals(appointments, library, today);
        let preparation = (!goals.is_empty()).then(|| prepare(today, &goals, history, takes_a_day(history, today)));
        let days = preparation.iter().flat_map(|it| &it.days);
        let asked = days.filter(|day| day.on == today).flat_map(|day| day.stories.clone()).collect();
        Self { today, preparation, interviews, asked }
    }

    /// The local day.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// What to tell on which day for the interviews that come, in the order of [`Appointments::coming`].
    pub const fn preparation(&self) -> Option<&Preparation> {
        self.preparation.as_ref()
    }

    /// What becomes of an interview that comes.
    pub fn outlook(&self, interview: &str) -> Option<&Outlook> {
        let goal = self.interviews.iter().position(|id| id == interview)?;
        self.preparation.as_ref()?.outlooks.iter().find(|outlook| outlook.goal == goal)
    }

    /// Whether a story should be told today.
    pub fn is_due(&self, story: &StoryId, history: &History) -> bool {
        self.is_asked(story) || history.is_due(story, self.today)
    }

    /// The day on which a story should be told again: that of its schedule, or an earlier one on which an interview asks
    /// for it.
    pub fn comes_back(&self, story: &StoryId, history: &History) -> Option<Date> {
        let days = self.preparation.iter().flat_map(|it| &it.days);
        let asked = days.filter(|day| day.stories.contains(story)).map(|day| day.on).min();
        history.due_on(story).into_iter().chain(asked).min()
    }

    /// Whether an interview asks for it today.
    pub fn is_asked(&self, story: &StoryId) -> bool {
        self.asked.contains(story)
    }
}
