//! Days: when stories were told, and how many days in a row. A take belongs to the day that its teller had when it began.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::domain::day::{self, between};
use crate::domain::take::Take;
use crate::domain::time::{Millis, Stamp};

/// What was told today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Today {
    /// Which day it is.
    #[serde(serialize_with = "day::serialize")]
    pub day: Date,
    /// How many takes.
    pub takes: usize,
    /// How long they lasted together.
    #[serde(rename = "told_ms")]
    pub told: Millis,
}

impl Today {
    pub(super) fn of(takes: &[&Take], day: Date) -> Self {
        let of_today = || takes.iter().filter(|take| take.at.day() == day);
        Self { day, takes: of_today().count(), told: of_today().map(|take| take.length).sum() }
    }
}

/// What was told on all days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct InAll {
    /// How many takes.
    pub takes: usize,
    /// How many of them told one rung only.
    pub drills: usize,
    /// How many stories they tell.
    pub stories: usize,
    /// On how many days.
    pub days: usize,
    /// How long they lasted together.
    #[serde(rename = "told_ms")]
    pub told: Millis,
}

impl InAll {
    pub(super) fn of(takes: &[&Take]) -> Self {
        Self {
            takes: takes.len(),
            drills: takes.iter().filter(|take| take.only.is_some()).count(),
            stories: takes.iter().map(|take| &take.story).collect::<BTreeSet<_>>().len(),
            days: takes.iter().map(|take| take.at.day()).collect::<BTreeSet<_>>().len(),
            told: takes.iter().map(|take| take.length).sum(),
        }
    }
}

/// A day with takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Day {
    /// Which day.
    #[serde(serialize_with = "day::serialize")]
    pub day: Date,
    /// How many takes.
    pub takes: usize,
}

impl Day {
    pub(super) fn all_of(takes: &[&Take]) -> Vec<Self> {
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        for take in takes {
            *days.entry(take.at.day()).or_default() += 1;
        }
        days.into_iter().map(|(day, takes)| Self { day, takes }).collect()
    }
}

/// In so many days in a row one may be missed between days with takes.
const ONE_MISSED_IN: i32 = 7;

/// Days in a row with takes, up to today, or, while today is open, as far as a take today would carry on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Streak {
    /// How many days with takes.
    pub days: usize,
    /// How many there would be with a take today.
    pub days_with_today: usize,
    /// How many there ever were.
    pub longest_days: usize,
    /// Whether a story was told today.
    pub is_told_today: bool,
    /// The days among them that were missed and break nothing: yesterday too, while today is open.
    #[serde(serialize_with = "days_as_texts")]
    pub forgiven: Vec<Date>,
    /// The days that were missed and broke no streak there ever was, and those that the longest one rests on.
    #[serde(serialize_with = "days_as_texts")]
    pub forgiven_ever: BTreeSet<Date>,
}

impl Streak {
    /// The streak of takes in whatever order. A day that is yet to come counts if it had begun where its take was told;
    /// else a clock was wrong.
    pub(super) fn of(takes: &[&Take], now: Stamp) -> Self {
        let today = now.day();
        let has_come = |take: &&&Take| take.at.day() <= today || take.at.unix_seconds() <= now.unix_seconds();
        let told: BTreeSet<Date> = takes.iter().filter(has_come).map(|take| take.at.day()).collect();
        let told_with_today: BTreeSet<Date> = told.iter().copied().chain([today]).collect();
        let (runs, runs_with_today) = (Run::all_of(&told), Run::all_of(&told_with_today));
        let days_of = |run: Option<&Run>| run.map_or(0, |run| run.days.len());
        let (last, with_today) = (runs.last(), runs_with_today.last());
        let longest = runs.iter().max_by_key(|run| run.days.len());
        // The streak is over where the run with a take today would leave some of its days behind.
        let carried_on = with_today.filter(|with_today| {
            let first = last.and_then(|last| last.days.first());
            first.is_some_and(|first| with_today.days.contains(first))
        });
        let mut forgiven_ever = forgiven_in(if carried_on.is_some() { &runs_with_today } else { &runs });
        forgiven_ever.extend(longest.iter().flat_map(|longest| &longest.forgiven));
        Self {
            days: days_of(carried_on.and(last)),
            days_with_today: days_of(with_today),
            longest_days: days_of(longest),
            is_told_today: told.contains(&today),
            forgiven: carried_on.map(|run| run.forgiven.clone()).unwrap_or_default(),
            forgiven_ever,
        }
    }

    /// Whether the streak rests on yesterday being forgiven, and on a take today.
    pub(super) fn hangs_on_today(&self, today: Date) -> bool {
        !self.is_told_today && self.forgiven.last().is_some_and(|&missed| between(missed, today) == 1)
    }
}

/// Days with takes of which none is too far from the next.
#[derive(Debug, Default)]
struct Run {
    days: Vec<Date>,
    /// The days missed between them.
    forgiven: Vec<Date>,
}

impl Run {
    /// All runs that are in no longer one, oldest first. Two that follow each other can have days in common.
    fn all_of(days: &BTreeSet<Date>) -> Vec<Self> {
        let (mut runs, mut run) = (Vec::new(), Self::default());
        for &day in days {
            runs.extend(run.grow(day));
        }
        runs.push(run);
        runs
    }

    /// Takes in the next day. If something is too far back to be in one run with it, it is left behind, and the run as it
    /// was is returned.
    fn grow(&mut self, day: Date) -> Option<Self> {
        let left = match self.days.last().map(|&before| (before, between(before, day))) {
            None | Some((_, ..=1)) => None,
            Some((before, 2)) => {
                let missed = day_after(before);
                let is_too_near = |earlier: &&Date| between(**earlier, missed) < ONE_MISSED_IN;
                let left = self.forgiven.last().filter(is_too_near).copied().map(|earlier| {
                    let days = self.days.iter().copied().filter(|&day| day > earlier).collect();
                    std::mem::replace(self, Self { days, forgiven: Vec::new() })
                });
                self.forgiven.push(missed);
                left
            }
            Some(_) => Some(std::mem::take(self)),
        };
        self.days.push(day);
        left
    }
}

/// The days that are forgiven in some run, but for those after which the next one begins: these broke a streak.
fn forgiven_in(runs: &[Run]) -> BTreeSet<Date> {
    let begun: BTreeSet<Date> = runs.iter().filter_map(|run| run.days.first().copied()).collect();
    let forgiven = runs.iter().flat_map(|run| &run.forgiven).copied();
    forgiven.filter(|&missed| !begun.contains(&day_after(missed))).collect()
}

fn day_after(day: Date) -> Date {
    day.saturating_add(1.day())
}

fn days_as_texts<'a, S: Serializer>(
    days: impl IntoIterator<Item = &'a Date>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(days.into_iter().map(Date::to_string))
}
