//! The ways in which what is asked of a story can be met.

use std::ops::Range;

/// The most ways that are looked at for a story. More than a few come only of many interviews on days in a row, or of
/// several that are more than a month away.
const MOST: usize = 64;

/// A story is to be told at least so often on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Demand {
    /// The days, numbered.
    pub(super) days: Range<usize>,
    /// How often: once on each of them at the most.
    pub(super) least: usize,
}

impl Demand {
    /// Whether these days meet it.
    pub(super) fn is_met_by(&self, days: &[usize]) -> bool {
        days.iter().filter(|day| self.days.contains(day)).count() >= self.least
    }
}

/// Takes that meet all demands: for each the days on any of which it can be told, no two on the same day. Where demands
/// overlap there are several ways, those with few takes first.
pub(super) fn ways(demands: &[Demand]) -> Vec<Vec<Range<usize>>> {
    let Some((early, late)) = overlapping(demands) else {
        return vec![takes(demands)];
    };
    // They share some days. In each way another number of takes is on these, and the rest on the days that aren't shared.
    let (before, shared, after) =
        (early.days.start..late.days.start, late.days.start..early.days.end, early.days.end..late.days.end);
    let least = early.least.saturating_sub(before.len()).max(late.least.saturating_sub(after.len()));
    let most = early.least.max(late.least).min(shared.len());
    let divided = |number: usize| {
        let others = demands.iter().filter(|&demand| demand != early && demand != late).cloned();
        let parts = [
            Demand { days: before.clone(), least: early.least.saturating_sub(number) },
            Demand { days: shared.clone(), least: number },
            Demand { days: after.clone(), least: late.least.saturating_sub(number) },
        ];
        ways(&others.chain(parts).collect::<Vec<_>>())
    };
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    for way in (least..=most).rev().flat_map(divided).take(MOST) {
        if !found.iter().any(|easier| is_easier(easier, &way)) {
            found.retain(|harder| !is_easier(&way, harder));
            found.push(way);
        }
    }
    found.sort_by_key(Vec::len);
    found
}

/// Whether a way is met by all that meets the other: for each of its takes that has one which is bound to some of its days.
fn is_easier(way: &[Range<usize>], other: &[Range<usize>]) -> bool {
    let mut left = other.to_vec();
    way.iter().all(|take| {
        let place = left.iter().position(|bound| is_within(bound, take));
        place.map(|place| left.remove(place)).is_some()
    })
}

fn is_within(days: &Range<usize>, others: &Range<usize>) -> bool {
    others.start <= days.start && days.end <= others.end
}

/// Two demands that share some days, but each has others too, the one that starts first first.
fn overlapping(demands: &[Demand]) -> Option<(&Demand, &Demand)> {
    let some = || demands.iter().filter(|demand| demand.least > 0);
    some().flat_map(|early| some().map(move |late| (early, late))).find(|(early, late)| {
        early.days.start < late.days.start && late.days.start < early.days.end && early.days.end < late.days.end
    })
}

/// The takes that meet demands of which any two are apart, or one is within the other.
fn takes(demands: &[Demand]) -> Vec<Range<usize>> {
    let mut demands: Vec<&Demand> = demands.iter().collect();
    demands.sort_by_key(|demand| (demand.days.len(), demand.days.start));
    let mut takes: Vec<Range<usize>> = Vec::new();
    for Demand { days, least } in demands {
        let missing = least.saturating_sub(takes.iter().filter(|take| is_within(take, days)).count());
        takes.extend(std::iter::repeat_n(days.clone(), missing));
    }
    takes
}
