//! Progress: what takes say of whether practicing works. Screen, text and JSON show these numbers and no others.

use serde::Serialize;

use super::history::History;
use super::schedule::Basis;
use super::score::Score;
use super::story::StoryId;
use super::take::Take;
use super::time::Stamp;

pub mod chart;
pub mod days;
pub mod lengths;
pub mod partners;
pub mod rungs;
pub mod told;
pub mod words;

use days::{Day, InAll, Streak, Today};
use lengths::{OnTarget, Spread};
use partners::Partners;
use rungs::RungSplits;
use told::{Grades, Pace, Think, Told};

/// What the takes of some stories say. Its JSON is what `retell stats --json` prints: times are whole milliseconds, as in
/// practice files, and their names end with `_ms`.
///
/// Drills of one rung count for days and for their rung, and for nothing that is said of a whole story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Whether there are takes of other stories, which count for nothing here but the streak.
    pub is_narrowed: bool,
    /// What was told today.
    pub today: Today,
    /// The days in a row on which any story was told, whichever stories the rest is about.
    pub streak: Streak,
    /// What was told on all days.
    pub in_all: InAll,
    /// How many takes had a good length.
    pub on_target: OnTarget,
    /// How much lengths differ. Nothing without a take.
    pub spread: Option<Spread>,
    /// How long was thought before the start.
    pub think: Think,
    /// How fast was told.
    pub pace: Pace,
    /// By what stories come back.
    pub schedule: Basis,
    /// How often each grade was given.
    pub grades: Grades,
    /// What partners gave, where they gave anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners: Option<Partners>,
    /// How long each rung took, ladder by ladder.
    pub rungs: Vec<RungSplits>,
    /// The days with takes, oldest first.
    pub calendar: Vec<Day>,
    /// The takes, oldest first.
    pub takes: Vec<Told>,
}

impl Progress {
    /// What the takes of the stories in scope say at this moment.
    pub fn of(history: &History, is_in_scope: impl Fn(&StoryId) -> bool, now: Stamp) -> Self {
        let all = history.all();
        let streak = Streak::of(&all, now);
        let count = all.len();
        let takes: Vec<&Take> = all.into_iter().filter(|take| is_in_scope(&take.story)).collect();
        let told: Vec<Told> = takes.iter().map(|take| Told::of(take)).collect();
        let scores: Vec<&Score> = history.scores().of(&is_in_scope).collect();
        let whole: Vec<&Told> = told.iter().filter(|take| take.only.is_none()).collect();
        let rungs = RungSplits::of(&takes);
        Self {
            is_narrowed: takes.len() < count,
            today: Today::of(&takes, now.day()),
            streak,
            in_all: InAll::of(&takes),
            on_target: OnTarget::of(&whole),
            spread: Spread::of(&whole),
            think: Think::of(&whole),
            pace: Pace::of(&whole),
            schedule: history.scheduler().basis(),
            grades: Grades::of(&whole),
            partners: Partners::of(&scores, &whole, &rungs),
            rungs,
            calendar: Day::all_of(&takes),
            takes: told,
        }
    }

    /// Whether nothing was told yet, neither alone nor to a partner.
    pub const fn is_empty(&self) -> bool {
        self.takes.is_empty() && self.partners.is_none()
    }

    /// The takes that told all of a story, oldest first.
    pub fn whole(&self) -> impl DoubleEndedIterator<Item = &Told> + Clone {
        self.takes.iter().filter(|take| take.only.is_none())
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub takes: usize,
    /// Of how many.
    pub of: usize,
    /// How many of a hundred that is, rounded. Nothing of nothing.
    pub percent: Option<usize>,
}

impl Share {
    /// The share of those of which something holds.
    fn among<T>(all: impl IntoIterator<Item = T>, holds: impl Fn(T) -> bool) -> Self {
        let (mut takes, mut of) = (0, 0);
        for one in all {
            of += 1;
            takes += usize::from(holds(one));
        }
        let percent = (takes * 200 + of).checked_div(of * 2);
        Self { takes, of, percent }
    }
}

/// The values a quarter, a half and three quarters of the way through some numbers in order: between two of them in
/// proportion, as spreadsheets reckon. Nothing of none.
fn quartiles(numbers: impl IntoIterator<Item = i64>) -> Option<[i64; 3]> {
    let mut sorted: Vec<i64> = numbers.into_iter().collect();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1)?;
    let at = |quarter: usize| {
        let (place, rest) = (last * quarter / 4, last * quarter % 4);
        let below = i128::from(*sorted.get(place)?);
        let above = sorted.get(place + 1).map_or(below, |&above| above.into());
        let part = i128::try_from(rest).unwrap_or(0);
        i64::try_from((below * (4 - part) + above * part).div_euclid(4)).ok()
    };
    Some([at(1)?, at(2)?, at(3)?])
}

/// A number that isn't below zero, to be reckoned with.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
