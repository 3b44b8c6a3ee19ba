//! The days that can be used for some interviews, in order.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

/// The days that can be used for some interviews. Internally a day is a number: how many days after today it is.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    today: Date,
    days: Vec<i32>,
    told_today: usize,
}

impl Calendar {
    /// The days in these ranges, when so many takes were told today already.
    pub(super) fn new(today: Date, ranges: impl IntoIterator<Item = Range<i32>>, told_today: usize) -> Self {
        let days: BTreeSet<i32> = ranges.into_iter().flatten().collect();
        Self { today, days: days.into_iter().collect(), told_today }
    }

    /// The days, as how many days they are after today.
    pub(super) fn days(&self) -> &[i32] {
        &self.days
    }

    /// The places of those of its days that are in a range.
    pub(super) fn places(&self, days: Range<i32>) -> Range<usize> {
        let place = |day| self.days.partition_point(|&other| other < day);
        place(days.start)..place(days.end.max(days.start))
    }

    /// How many takes were told today.
    pub(super) const fn told_today(&self) -> usize {
        self.told_today
    }

    /// How many takes there is room for on each day, if none is to have more than that. Takes that were told today have
    /// taken their room.
    pub(super) fn room(&self, most: usize) -> Vec<usize> {
        let told = |day| if day == 0 { self.told_today } else { 0 };
        self.days.iter().map(|&day| most.saturating_sub(told(day))).collect()
    }

    /// The days as dates.
    pub(super) fn dates(&self) -> impl Iterator<Item = Date> {
        self.days.iter().map(|&day| self.today.saturating_add(day.days()))
    }
}
