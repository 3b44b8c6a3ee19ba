//! Preparing for interviews: which stories to tell on which day, and whether the days suffice.
//!
//! Every chosen story is to have three good takes by its interview, the last of them fresh (`need.rs` says what counts). It
//! is asked for once a day at the most, since to tell the same twice in an evening is no spaced practice, and up to the day
//! before its interview: that day itself is for the interview, unless it is all that is left.
//!
//! A take serves every interview that it is in time for, and the fullest day is as light as it can be. Whole stories that
//! were told today already count for the load of today, however they went. To make the fullest day lighter, a story that is
//! for interviews on two days in a row may be told before and between them rather than once for both.

mod asked;
mod calendar;
mod need;
mod outlook;
mod spread;
#[cfg(test)]
mod tests;
mod timetable;
mod ways;

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::day;
use super::history::History;
use super::story::StoryId;
use super::time::Millis;
use asked::{Asked, Plan};
use calendar::Calendar;
pub use need::GOOD_TAKES;
use need::{Need, is_good, usable_days};
pub use outlook::{Obstacle, Outlook, Standing};
use spread::{Planned, spread};
use timetable::lightest;
use ways::Demand;

/// The pace is that of so many days, the newest with practice: as long as two weeks of practicing every day.
const DAYS_FOR_PACE: usize = 14;

/// An interview, and the stories to be ready for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The local day of the interview.
    pub on: Date,
    /// The stories.
    pub stories: Vec<StoryId>,
}

/// What to tell on which day, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// The day it is.
    pub today: Date,
    /// How many takes were told today already.
    pub told_today: usize,
    /// The days on which there is something to tell, in order.
    pub days: Vec<Day>,
    /// What becomes of each goal, that of the earliest interview first.
    pub outlooks: Vec<Outlook>,
    /// The takes of the fullest day on which there is something to tell, those of today counted.
    pub needs: usize,
    /// The takes that the teller does a day, if that is known.
    pub takes_a_day: Option<usize>,
}

impl Preparation {
    /// Whether every goal can be met.
    pub fn is_feasible(&self) -> bool {
        self.outlooks.iter().all(Outlook::is_feasible)
    }

    /// How many takes there are to tell on all days.
    pub fn takes(&self) -> usize {
        self.days.iter().map(|day| day.stories.len()).sum()
    }
}

/// One day of a preparation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub on: Date,
    /// The stories to tell, those for the earliest interview first: who can't do all begins with these.
    pub stories: Vec<StoryId>,
}

impl Day {
    /// How long the takes of the day last, by the targets of their stories.
    pub fn length(&self, target: impl Fn(&StoryId) -> Millis) -> Millis {
        self.stories.iter().map(target).sum()
    }
}

/// The takes that a teller does a day: the mean of the last days with any, to the nearest whole one. Today isn't over and
/// says nothing. None without any.
pub fn takes_a_day(history: &History, today: Date) -> Option<usize> {
    let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
    for on in days_of_takes(history).filter(|&on| on < today) {
        *by_day.entry(on).or_default() += 1;
    }
    let newest: Vec<usize> = by_day.into_values().rev().take(DAYS_FOR_PACE).collect();
    let (takes, days) = (newest.iter().sum::<usize>(), newest.len());
    // Half a take more is the next whole one; a day with practice has one at least.
    (2 * takes + days).checked_div(2 * days)
}

/// The day of each take that was work of the kind that is planned, however it went: one of a whole story.
fn days_of_takes(history: &History) -> impl Iterator<Item = Date> {
    history.each().filter(|take| take.only.is_none()).map(|take| take.at.day())
}

/// Plans for all goals together, as well as it can be done. `takes_a_day` is what the teller does, if that is known.
///
/// The earliest goal comes first: a later one can be met if the least possible load of the fullest day, with the earlier
/// ones that can be met, is no more than the teller does. What can't be met is planned all the same, as far as it goes.
/// Nothing is planned for a goal whose day is over.
pub fn prepare(today: Date, goals: &[Goal], history: &History, takes_a_day: Option<usize>) -> Preparation {
    let told_today = days_of_takes(history).filter(|&day| day == today).count();
    let to_come = || goals.iter().enumerate().filter(|(_, goal)| goal.on >= today);
    let interviews = to_come().map(|(_, goal)| usable_days(day::between(today, goal.on)));
    let calendar = Calendar::new(today, interviews, told_today);
    let good_days = |story: &StoryId| -> Vec<i32> {
        history.finished(story).filter(|take| is_good(take)).map(|take| day::between(today, take.at.day())).collect()
    };
    let mut by_date: Vec<Asked> = Vec::new();
    for (number, goal) in to_come() {
        let on = day::between(today, goal.on);
        let needs = goal.stories.iter().map(|story| (story, Need::of(&good_days(story), on, &calendar))).collect();
        by_date.push(Asked { number, goal, needs, days_left: usable_days(on).len() });
    }
    by_date.sort_by_key(|asked| asked.goal.on);
    let stories = distinct(by_date.iter().flat_map(|asked| &asked.goal.stories));
    let demands_of = |goals: &[&Asked]| -> Vec<Vec<Demand>> {
        let demands = |story| goals.iter().filter_map(|asked| asked.needs.get(story)).flat_map(Need::demands).collect();
        stories.iter().map(|&story| demands(story)).collect()
    };

    let demands = demands_of(&by_date.iter().collect::<Vec<_>>());
    let (needs, days) = lightest(&demands, &calendar);
    let mut planned: Vec<Planned> = Vec::new();
    for ((story, asked), days) in stories.iter().zip(&demands).zip(days) {
        planned.push(Planned { days, asked, last: good_days(story).into_iter().max() });
    }
    spread(&mut planned, needs, &calendar);
    let plan: Plan = stories.iter().copied().zip(planned.into_iter().map(|planned| planned.days)).collect();

    let (mut outlooks, mut can_be_met) = (Vec::new(), Vec::new());
    for asked in &by_date {
        can_be_met.push(asked);
        let (needs, _) = lightest(&demands_of(&can_be_met), &calendar);
        let too_little = takes_a_day.filter(|&takes_a_day| takes_a_day < needs);
        if too_little.is_some() {
            can_be_met.pop();
        }
        outlooks.push(asked.outlook(&plan, needs, too_little));
    }
    let planned = |(place, on)| {
        let told = distinct(by_date.iter().flat_map(|asked| asked.told_on(place, &plan)));
        Day { on, stories: told.into_iter().cloned().collect() }
    };
    let days = calendar.dates().enumerate().map(planned).filter(|day| !day.stories.is_empty()).collect();
    Preparation { today, told_today, days, outlooks, needs, takes_a_day }
}

/// The same, each once, where it comes first.
fn distinct<'a>(stories: impl IntoIterator<Item = &'a StoryId>) -> Vec<&'a StoryId> {
    let mut known = HashSet::new();
    stories.into_iter().filter(|story| known.insert(*story)).collect()
}
