//! What the numbers say, in words: the same on the screen and in print.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::partners::Partners;
use super::rungs::RungSplits;
use super::{Progress, Share};
use crate::domain::ladder::Ladder;
use crate::domain::schedule::{Basis, ENOUGH_TO_FIT};
use crate::domain::text::count;
use crate::domain::time::Millis;

/// A label, and what there is to say behind it.
pub type Fact = (&'static str, String);

/// The heads of the columns of a table of rungs, behind the name.
pub const COLUMNS: [&str; 5] = ["takes", "said", "budget", "difference", "helped"];

/// So many forgiven days are named in words, the newest ones.
const FORGIVEN: usize = 2;

impl Progress {
    /// What was told today, in a row, and in all.
    pub fn day_facts(&self) -> Vec<Fact> {
        let (today, streak, in_all) = (&self.today, &self.streak, &self.in_all);
        let said_today = match today.takes {
            0 => "nothing told yet".to_owned(),
            takes => format!("{}, {} told", count(takes, "take", "takes"), today.told),
        };
        let days = |days| count(days, "day", "days");
        let standing = match (streak.is_told_today, streak.days, streak.days_with_today) {
            (true, in_a_row, _) => format!("{} in a row", days(in_a_row)),
            (false, 0, 1) => "none; a take today begins one".to_owned(),
            (false, 0, more) => {
                format!("none: yesterday was one missed day too many; {} with a take today", days(more))
            }
            (false, in_a_row, more) if streak.hangs_on_today(today.day) => {
                format!("{}; yesterday is forgiven, a take today makes it {more}", days(in_a_row))
            }
            (false, in_a_row, more) => format!("{} up to yesterday; {more} with a take today", days(in_a_row)),
        };
        let longest = match streak.longest_days {
            0 => String::new(),
            longest => format!("; the longest: {}", days(longest)),
        };
        let whose = if self.is_narrowed { " (of any story)" } else { "" };
        let mut facts = vec![("Today", said_today), ("Streak", format!("{standing}{longest}{whose}"))];
        if !streak.forgiven.is_empty() {
            let newest = streak.forgiven.iter().rev().take(FORGIVEN).rev();
            let missed: Vec<String> = newest.map(|&day| short_day(day)).collect();
            let earlier = if streak.forgiven.len() > FORGIVEN { "…, " } else { "" };
            facts.push(("Forgiven", format!("{earlier}{}; at most one in any seven days", missed.join(", "))));
        }
        let (takes, stories) = (count(in_all.takes, "take", "takes"), count(in_all.stories, "story", "stories"));
        facts.push(("In all", format!("{takes} of {stories} on {}", days(in_all.days))));
        let drills = match in_all.drills {
            0 => String::new(),
            drills => format!("; {} one part", count(drills, "take drills", "takes drill")),
        };
        facts.push(("Time", format!("{} told{drills}", in_all.told)));
        facts
    }

    /// The heading of the chart of lengths.
    pub fn length_heading(&self) -> String {
        let target = self.spread.and_then(|spread| spread.target);
        let target = target.map(|target| format!(" ({target})")).unwrap_or_default();
        format!("Length in percent of the target{target}")
    }

    /// How long takes of whole stories were, against their targets.
    pub fn length_facts(&self) -> Vec<Fact> {
        let on_target = &self.on_target;
        let mut facts = vec![match on_target.all.of {
            0 => ("On target", "no whole story told yet".to_owned()),
            _ => ("On target", format!("{}, within 75 to 100 %", share(on_target.all))),
        }];
        if on_target.ten_before.of > 0 {
            let (last, before) = (on_target.last_ten, on_target.ten_before);
            let trend = match last.percent.cmp(&before.percent) {
                Ordering::Less => "worse",
                Ordering::Equal => "the same",
                Ordering::Greater => "better",
            };
            let (last, before) = (
                format!("{} of the last {}", last.takes, last.of),
                format!("{} of the {} before", before.takes, before.of),
            );
            facts.push(("Lately", format!("{last}, {before}: {trend}")));
        }
        if let Some(spread) = self.spread {
            let median = spread.median.map(|median| format!(", {median}")).unwrap_or_default();
            let lengths = |from: Option<Millis>, to| Some(format!(", {}–{}", from?, to?));
            let lengths = lengths(spread.lower, spread.upper).unwrap_or_default();
            let (lower, upper) = (spread.lower_percent, spread.upper_percent);
            let words = format!("median {} %{median}; half {lower}–{upper} %{lengths}", spread.median_percent);
            facts.push(("Spread", words));
        }
        if let Some(last) = self.whole().next_back() {
            let (length, target, percent) = (last.length, last.target, last.percent_of_target);
            facts.push(("Last take", format!("{length} of {target}, {percent} %, {}", last.verdict.name())));
        }
        facts
    }

    /// How whole stories were told.
    pub fn telling_facts(&self) -> Vec<Fact> {
        let (think, pace) = (&self.think, &self.pace);
        let mut facts = Vec::new();
        if let Some(median) = think.median {
            let share = think.two_to_five_seconds;
            let words =
                format!("median {}; 2 to 5 s in {} of {}{}", length(median), share.takes, share.of, percent(share));
            facts.push(("Think time", words));
        }
        let words = match pace.median_words_a_minute {
            Some(median) => format!("median {median} words a minute, {} in full", count(pace.takes, "take", "takes")),
            None => "not known; say with the grade of a take that you told it in full".to_owned(),
        };
        facts.push(("Pace", words));
        let words = match self.schedule {
            Basis::TooFewTakes => format!("the usual one; yours from {ENOUGH_TO_FIT} takes on"),
            Basis::Usual(takes) => format!("the usual one suits {} best", count(takes, "take", "takes")),
            Basis::Fitted(takes) => format!("fitted to {} of yours", count(takes, "take", "takes")),
        };
        facts.push(("Schedule", words));
        facts.extend(self.partners.iter().flat_map(Partners::facts));
        facts
    }
}

/// A row of a table of rungs, below [`COLUMNS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// The rung.
    pub rung: &'a str,
    /// Whether it says how long the rung was when it was told to partners, of which no more is known.
    pub is_to_partners: bool,
    /// What stands in each column.
    pub cells: [String; 5],
}

impl<'a> Row<'a> {
    /// What stands in front of its cells.
    pub const fn name(&self) -> &'a str {
        if self.is_to_partners { "  to partners" } else { self.rung }
    }
}

impl Progress {
    /// The table of the rungs of a ladder. Below each that partners timed stands how long it was for them.
    pub fn rung_rows(&self, ladder: Ladder) -> Vec<Row<'_>> {
        let heard = self.partners.iter().flat_map(|partners| &partners.rungs).filter(|_| ladder == Ladder::Outline);
        let mut rows = Vec::new();
        for rung in self.rungs.iter().filter(|rung| rung.ladder == ladder) {
            rows.push(Row { rung: &rung.rung, is_to_partners: false, cells: rung.cells() });
            rows.extend(heard.clone().find(|heard| heard.rung == rung.rung).map(|heard| Row {
                rung: heard.rung,
                is_to_partners: true,
                cells: [heard.times.to_string(), heard.median.to_string(), String::new(), String::new(), String::new()],
            }));
        }
        rows
    }
}

impl RungSplits {
    fn cells(&self) -> [String; 5] {
        [
            self.takes.to_string(),
            self.said.to_string(),
            self.budget.to_string(),
            difference(self.difference_ms),
            format!("{}{}", self.helped.takes, percent(self.helped)),
        ]
    }
}

/// `18 of 30 takes, 60 %`.
fn share(share: Share) -> String {
    format!("{} of {}{}", share.takes, count(share.of, "take", "takes"), percent(share))
}

/// `, 60 %`, or nothing of nothing.
fn percent(share: Share) -> String {
    share.percent.map(|percent| format!(", {percent} %")).unwrap_or_default()
}

/// A day without its year: `4 Mar`.
pub(super) fn short_day(day: Date) -> String {
    day.strftime("%-d %b").to_string()
}

/// A difference in whole seconds: `3 s under`, `1:05 over`, `on it`.
fn difference(milliseconds: i64) -> String {
    let off = Millis(milliseconds.unsigned_abs());
    match off.seconds() {
        0 => "on it".to_owned(),
        _ => format!("{} {}", length(off), if milliseconds > 0 { "over" } else { "under" }),
    }
}

/// A length of time: `45 s`, `1:05`.
fn length(time: Millis) -> String {
    match time.seconds() {
        seconds @ 0..=59 => format!("{seconds} s"),
        _ => time.to_string(),
    }
}
