//! Days: when stories were told, and how many days in a row. A take belongs to the day that its teller had when it began.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::domain::take::Take;
use crate::domain::time::{Millis, Stamp};

/// What was told today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Today {
    /// Which day it is.
    #[serde(serialize_with = "day_as_text")]
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
    #[serde(serialize_with = "day_as_text")]
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

/// Days in a row with takes, up to today, or up to yesterday while today is open.
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
    /// The days among them that were missed and break nothing.
    #[serde(serialize_with = "days_as_texts")]
    pub forgiven: Vec<Date>,
}

impl Streak {
    /// The streak of takes in whatever order. A day that is yet to come counts if it had begun where its take was told;
    /// else a clock was wrong.
    pub(super) fn of(takes: &[&Take], now: Stamp) -> Self {
        let today = now.day();
        let has_come = |take: &&&Take| take.at.day() <= today || take.at.unix_seconds() <= now.unix_seconds();
        let mut days: BTreeSet<Date> = takes.iter().filter(has_come).map(|take| take.at.day()).collect();
        let Runs { last, longest } = Runs::of(&days);
        let is_alive = last.days.last().is_some_and(|&day| days_from(day, today) <= 1);
        let run = if is_alive { last } else { Run::default() };
        let is_told_today = !days.insert(today);
        Self {
            days: run.days.len(),
            days_with_today: Runs::of(&days).last.days.len(),
            longest_days: longest,
            is_told_today,
            forgiven: run.forgiven,
        }
    }
}

/// Days with takes of which none is too far from the next.
#[derive(Debug, Default)]
struct Run {
    days: Vec<Date>,
    /// The days missed between them.
    forgiven: Vec<Date>,
}

struct Runs {
    last: Run,
    longest: usize,
}

impl Runs {
    /// The longest run that ends with the last day, and how many days the longest of all has.
    fn of(days: &BTreeSet<Date>) -> Self {
        let (mut last, mut longest) = (Run::default(), 0);
        for &day in days {
            last.grow(day);
            longest = longest.max(last.days.len());
        }
        Self { last, longest }
    }
}

impl Run {
    /// Takes in the next day. What is too far back to be in one run with it is left behind.
    fn grow(&mut self, day: Date) {
        let Some(&before) = self.days.last() else {
            self.days.push(day);
            return;
        };
        match days_from(before, day) {
            ..=1 => {}
            2 => {
                let missed = before.saturating_add(1.day());
                if let Some(&earlier) =
                    self.forgiven.last().filter(|&&earlier| days_from(earlier, missed) < ONE_MISSED_IN)
                {
                    self.days.retain(|&day| day > earlier);
                    self.forgiven.clear();
                }
                self.forgiven.push(missed);
            }
            _ => *self = Self::default(),
        }
        self.days.push(day);
    }
}

/// How many days later a day is than another.
fn days_from(earlier: Date, later: Date) -> i32 {
    later.since(earlier).map_or(0, |span| span.get_days())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn day_as_text<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn days_as_texts<S: Serializer>(days: &[Date], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(days.iter().map(Date::to_string))
}
