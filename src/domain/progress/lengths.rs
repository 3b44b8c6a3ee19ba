//! Lengths against their targets: how many were good, and how much they differ.

use serde::Serialize;

use super::told::Told;
use super::{Share, quartiles, signed};
use crate::domain::take::Verdict;
use crate::domain::time::Millis;

/// So many takes are compared with as many before them.
pub const COMPARED: usize = 10;

/// How many takes had a good length: three quarters of the target to all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OnTarget {
    /// Of all takes.
    pub all: Share,
    /// Of the last ten.
    pub last_ten: Share,
    /// Of the ten before those.
    pub ten_before: Share,
}

impl OnTarget {
    pub(super) fn of(takes: &[&Told]) -> Self {
        let newest = || takes.iter().rev();
        let is_good = |take: &&Told| take.verdict == Verdict::Good;
        Self {
            all: Share::among(newest(), is_good),
            last_ten: Share::among(newest().take(COMPARED), is_good),
            ten_before: Share::among(newest().skip(COMPARED).take(COMPARED), is_good),
        }
    }
}

/// The middle half of lengths: a quarter of the takes were shorter, and a quarter were longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Where it begins, in percent of the target.
    pub lower_percent: u64,
    /// Its middle.
    pub median_percent: u64,
    /// Where it ends.
    pub upper_percent: u64,
    /// The target, where all takes have the same. Only then the lengths themselves can be compared.
    #[serde(rename = "target_ms")]
    pub target: Option<Millis>,
    /// Where the lengths begin.
    #[serde(rename = "lower_ms")]
    pub lower: Option<Millis>,
    /// Their middle.
    #[serde(rename = "median_ms")]
    pub median: Option<Millis>,
    /// Where they end.
    #[serde(rename = "upper_ms")]
    pub upper: Option<Millis>,
}

impl Spread {
    pub(super) fn of(takes: &[&Told]) -> Option<Self> {
        let percents = quartiles(takes.iter().map(|take| signed(take.percent_of_target)))?;
        let [lower_percent, median_percent, upper_percent] = percents.map(i64::unsigned_abs);
        let first = takes.first()?.target;
        let target = takes.iter().all(|take| take.target == first).then_some(first);
        let lengths = target.and_then(|_| quartiles(takes.iter().map(|take| signed(take.length.0))));
        let [lower, median, upper] = match lengths {
            Some(lengths) => lengths.map(|length| Some(Millis(length.unsigned_abs()))),
            None => [None; 3],
        };
        Some(Self { lower_percent, median_percent, upper_percent, target, lower, median, upper })
    }
}
