//! When a story should be told again.

use jiff::ToSpan;
use jiff::civil::Date;

use super::take::{Grade, Take};
use super::time::Stamp;

/// The day on which a story that was last told like this should be told again: the same day if the thread was lost, and
/// up to a week later the better it came. A take without a grade says little, so the next day it is.
pub fn due_on(last: &Take) -> Date {
    let days = match last.grade {
        Some(Grade::Forgot) => 0,
        Some(Grade::Hard) | None => 1,
        Some(Grade::Good) => 3,
        Some(Grade::Easy) => 7,
    };
    last.at.day().saturating_add(days.days())
}

/// Whether a story that was last told like this should be told again by now.
pub fn is_due(last: &Take, now: Stamp) -> bool {
    due_on(last) <= now.day()
}
