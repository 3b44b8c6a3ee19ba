//! What an interview asks of a story: how many more good takes, and on which days.

use std::ops::Range;

use super::calendar::Calendar;
use super::ways::Demand;
use crate::domain::take::{Grade, Take};

/// So many good takes a story is to have by its interview. Rawson and Dunlosky (2011) advise to recall what is to stay on
/// three spaced days; each day more adds less.
pub const GOOD_TAKES: usize = 3;

/// Those of so many days before the interview count. What went well longer ago may be forgotten.
const COUNTED: i32 = 30;

/// The last of them is to be of one of so many days before the interview, or of its day: 48 hours, counted in days, since
/// nobody says at which hour the interview is.
const FRESH: i32 = 2;

/// What an interview asks of a story.
#[derive(Debug)]
pub(super) struct Need {
    /// Its good takes that count.
    pub(super) good: usize,
    /// How many more it needs.
    pub(super) more: usize,
    /// The places of the days on which these can be told.
    pub(super) days: Range<usize>,
    /// The places of those on which one of them is to be told, if it hasn't been told then.
    fresh: Option<Range<usize>>,
}

impl Need {
    /// What the interview of a day asks of a story with good takes on these days, all numbered from today. Takes of one day
    /// are as many as they are: they went well, though no more than one a day is asked for. A story that went well today
    /// isn't asked for today again; one that didn't is.
    pub(super) fn of(good: &[i32], interview: i32, calendar: &Calendar) -> Self {
        let good_since = |first: i32| good.iter().filter(|&&day| (first..=interview).contains(&day)).count();
        let (counted, is_fresh) = (good_since(interview - COUNTED), good_since(interview - FRESH) > 0);
        let free = good.iter().map(|day| day + 1).max().unwrap_or(0);
        let places = |days: Range<i32>| calendar.places(days.start.max(free)..days.end);
        Self {
            good: counted,
            more: GOOD_TAKES.saturating_sub(counted).max(usize::from(!is_fresh)),
            days: places(usable_days(interview)),
            fresh: (!is_fresh).then(|| places((interview - FRESH).max(0)..usable_days(interview).end)),
        }
    }

    /// It as demands that the days allow for.
    pub(super) fn demands(&self) -> impl Iterator<Item = Demand> {
        let demand = |days: &Range<usize>, least: usize| Demand { days: days.clone(), least: least.min(days.len()) };
        let fresh = self.fresh.as_ref().map(|days| demand(days, 1));
        [demand(&self.days, self.more)].into_iter().chain(fresh)
    }
}

/// The days on which stories can be told for the interview of a day: up to the day before it, or that day if it is today.
pub(super) fn usable_days(interview: i32) -> Range<i32> {
    (interview - COUNTED).max(0)..interview.max(1)
}

/// Whether a take of a whole story went well. Free practice is no worse for that: it only says nothing of when the story
/// should come back.
pub(super) fn is_good(take: &Take) -> bool {
    take.grade >= Some(Grade::Good)
}
