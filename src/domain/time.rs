//! Time as values: milliseconds for stopwatches, stamps for the wall clock. Reading a clock happens in `clock.rs`.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A length of time, or a reading of the monotonic clock since the program started, in whole milliseconds.
///
/// Being whole is what lets splits add up to the length of a take exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub u64);

impl Millis {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Longer than anything.
    pub const MAX: Self = Self(u64::MAX);

    /// That many whole seconds.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Whole seconds, the rest cut off, as a stopwatch shows them.
    pub const fn seconds(self) -> u64 {
        self.0 / 1000
    }

    /// The difference, or zero where `other` is longer.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// How far apart two times are, whichever is longer.
    pub const fn distance(self, other: Self) -> Self {
        Self(self.0.abs_diff(other.0))
    }

    /// How long until the whole seconds change.
    pub const fn until_next_second(self) -> Self {
        Self(1000 - self.0 % 1000)
    }
}

/// As a clock shows it: `1:05`, `75:00`.
impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.seconds() / 60, self.seconds() % 60)
    }
}

impl Add for Millis {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Millis {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Millis {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::ZERO, Add::add)
    }
}

/// Times that follow each other, in whole seconds that add up to the whole seconds of their sum, as a running clock
/// would show them.
pub fn in_whole_seconds(times: impl IntoIterator<Item = Millis>) -> Vec<Millis> {
    let mut end = Millis::ZERO;
    let shown = |time| {
        let start = end;
        end += time;
        Millis::from_seconds(end.seconds() - start.seconds())
    };
    times.into_iter().map(shown).collect()
}

/// A moment on the wall clock with the local offset it was read in, written as RFC 3339 (`2026-03-14T21:05:00+01:00`).
///
/// The offset stays with the moment, so that the local day of a take never changes when its owner travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamp {
    at: Timestamp,
    offset: Offset,
}

impl Stamp {
    /// The moment `at` to the second, seen from a place `offset` away from UTC.
    pub fn new(at: Timestamp, offset: Offset) -> Self {
        Self { at: Timestamp::from_second(at.as_second()).unwrap_or(at), offset }
    }

    /// The local day.
    pub fn day(self) -> Date {
        self.offset.to_datetime(self.at).date()
    }

    /// The local time of day as `21:05`.
    pub fn hour_and_minute(self) -> String {
        let local = self.offset.to_datetime(self.at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The same moment, seen from where another was read.
    #[must_use]
    pub const fn seen_from(self, other: Self) -> Self {
        Self { at: self.at, offset: other.offset }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.at.as_second()
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.at.display_with_offset(stamp.offset).to_string()
    }
}

impl TryFrom<String> for Stamp {
    type Error = jiff::Error;
    fn try_from(text: String) -> Result<Self, jiff::Error> {
        static PARSER: DateTimeParser = DateTimeParser::new();
        let at = PARSER.parse_timestamp(&text)?;
        let offset = PARSER.parse_pieces(&text)?.to_numeric_offset().unwrap_or(Offset::UTC);
        Ok(Self { at, offset })
    }
}

/// Both clocks, read once for each turn of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The wall clock: for dates, never for durations.
    pub wall: Stamp,
    /// The monotonic clock since the program started: for stopwatches.
    pub monotonic: Millis,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> Stamp {
        Stamp::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn a_stamp_reads_back_as_it_was_written() {
        for text in ["2026-03-14T21:05:00+01:00", "2026-03-14T21:05:00.123-05:30"] {
            assert_eq!(String::from(stamp(text)), text);
        }
    }

    #[test]
    fn a_stamp_belongs_to_the_day_it_was_where_its_owner_was() {
        assert_eq!(stamp("2026-03-14T23:30:00-08:00").day().to_string(), "2026-03-14");
        assert_eq!(stamp("2026-03-15T07:30:00Z").day().to_string(), "2026-03-15");
    }

    #[test]
    fn seconds_shown_one_by_one_add_up_to_the_seconds_shown_of_all() {
        let shown = in_whole_seconds([Millis(1_700), Millis(900), Millis(900)]);
        assert_eq!(shown, [1, 1, 1].map(Millis::from_seconds));
    }

    #[test]
    fn a_stopwatch_wakes_when_its_seconds_change() {
        assert_eq!(Millis(0).until_next_second(), Millis(1000));
        assert_eq!(Millis(1999).until_next_second(), Millis(1));
    }
}
