//! Charts in letters: days with takes, and lengths against their targets. They can be read without any color.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Progress;
use super::told::{Grades, Told};
use super::words::short_day;
use crate::domain::take::Verdict;

/// What a day of the calendar was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMark {
    /// It is yet to come.
    ToCome,
    /// Nothing was told.
    None,
    /// Nothing was told, which broke no streak.
    Forgiven,
    /// One take.
    One,
    /// Several.
    Several,
}

impl DayMark {
    /// What the marks mean.
    pub const LEGEND: &str = "· none  ▪ one take  ■ several  ○ forgiven";

    /// How it is shown.
    pub const fn letter(self) -> char {
        match self {
            Self::ToCome => ' ',
            Self::None => '·',
            Self::Forgiven => '○',
            Self::One => '▪',
            Self::Several => '■',
        }
    }
}

/// A row of the calendar: one weekday in all weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weekday {
    /// Its name.
    pub name: &'static str,
    /// Its days, oldest first.
    pub days: Vec<DayMark>,
}

/// The names of the weekdays, as long as all rows' names.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The columns that a week takes, or a take.
pub const MARK_WIDTH: usize = 2;

impl Progress {
    /// The last weeks, a row for each weekday.
    pub fn weekdays(&self, weeks: usize) -> Vec<Weekday> {
        let takes: HashMap<Date, usize> = self.calendar.iter().map(|day| (day.day, day.takes)).collect();
        let mark = |day: Date| match takes.get(&day) {
            Some(1) => DayMark::One,
            Some(_) => DayMark::Several,
            None if day > self.today.day => DayMark::ToCome,
            None if self.streak.forgiven_ever.contains(&day) => DayMark::Forgiven,
            None => DayMark::None,
        };
        let mondays = self.mondays(weeks);
        let days = |after: i64| mondays.iter().map(|monday| mark(monday.saturating_add(after.days()))).collect();
        WEEKDAYS.into_iter().zip(0..).map(|(name, after)| Weekday { name, days: days(after) }).collect()
    }

    /// The line above the last weeks: the name of each month above the week of its first day.
    pub fn months(&self, weeks: usize) -> String {
        let mut line = String::new();
        for (week, monday) in self.mondays(weeks).into_iter().enumerate() {
            let sunday = monday.saturating_add(6.days());
            let is_there_room = line.len() <= week * MARK_WIDTH;
            if (sunday.day() <= 7 || week == 0 && sunday.day() <= 24) && is_there_room {
                line = format!("{line:width$}{} ", sunday.strftime("%b"), width = week * MARK_WIDTH);
            }
        }
        line.trim_end().to_owned()
    }

    /// The Mondays of the last weeks, oldest first.
    fn mondays(&self, weeks: usize) -> Vec<Date> {
        let today = self.today.day;
        let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
        let weeks = i64::try_from(weeks).unwrap_or(0);
        (0..weeks).rev().map(|ago| monday.saturating_sub((ago * 7).days())).collect()
    }
}

impl Grades {
    /// The words for the grades, how often each was given, and how long its bar is: at most so long.
    pub fn bars(self, longest: usize) -> [(&'static str, usize, usize); 5] {
        let counts = self.counts();
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(longest).max(1);
        counts.map(|(name, count)| (name, count, (count * longest).div_ceil(most)))
    }
}

/// The rows of the chart of lengths, in percent of the target, both ends among them.
const BANDS: [(u64, u64); 9] =
    [(151, u64::MAX), (126, 150), (113, 125), (101, 112), (88, 100), (75, 87), (63, 74), (50, 62), (0, 49)];

/// A row of the chart of lengths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Which lengths are in it, in ten columns.
    pub name: String,
    /// Whether they are good.
    pub is_good: bool,
    /// What became of each take: something where its length is in this row.
    pub takes: Vec<Option<Verdict>>,
}

impl Band {
    /// What the marks mean.
    pub const LEGEND: &str = "● on target  ▲ over  ▼ under  ░ the aim";

    /// How a take is shown in this row.
    pub const fn letter(&self, take: Option<Verdict>) -> char {
        match take {
            Some(Verdict::Good) => '●',
            Some(Verdict::Grace | Verdict::Long) => '▲',
            Some(Verdict::Short) => '▼',
            None => self.ground(),
        }
    }

    /// What stands between the takes of this row.
    pub const fn ground(&self) -> char {
        if self.is_good { '░' } else { ' ' }
    }
}

impl Progress {
    /// The lengths of the latest takes of whole stories, oldest first: a row for each band of lengths, the longest on
    /// top, with room for so many takes.
    pub fn bands(&self, room: usize) -> Vec<Band> {
        let latest = self.latest(room);
        let band = |(from, to): (u64, u64)| {
            let name = match (from, to) {
                (0, to) => format!("under {} %", to + 1),
                (from, u64::MAX) => format!("over {} %", from - 1),
                (from, to) => format!("{from}–{to} %"),
            };
            let in_band = |take: &&Told| Some(take.verdict).filter(|_| (from..=to).contains(&take.percent_of_target));
            let mut takes: Vec<Option<Verdict>> = latest.iter().map(in_band).collect();
            takes.resize(room, None);
            Band { name: format!("{name:>10}"), is_good: (75..=100).contains(&from), takes }
        };
        BANDS.map(band).into()
    }

    /// The line below them: the days of the first and of the last take.
    pub fn first_and_last_day(&self, room: usize) -> String {
        let days: Vec<Date> = self.latest(room).iter().map(|take| take.at.day()).collect();
        match (days.first(), days.last()) {
            (Some(&first), Some(&last)) if first != last => {
                let (first, last) = (short_day(first), short_day(last));
                match (days.len() * MARK_WIDTH).checked_sub(first.len() + last.len()) {
                    Some(gap @ 2..) => format!("{first}{:gap$}{last}", ""),
                    _ => format!("{first} → {last}"),
                }
            }
            (Some(&day), _) => short_day(day),
            _ => String::new(),
        }
    }

    fn latest(&self, room: usize) -> Vec<&Told> {
        let skipped = self.whole().count().saturating_sub(room);
        self.whole().skip(skipped).collect()
    }
}
