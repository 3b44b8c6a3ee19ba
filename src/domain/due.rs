//! When a story should be told again.

use jiff::ToSpan;

use super::take::{Grade, Take};
use super::time::Stamp;

/// Whether a story that was last told like this should be told again by now: the same day if the thread was lost, and up
/// to a week later the better it came. A take without a grade says little, so the next day it is.
pub fn is_due(last: &Take, now: Stamp) -> bool {
    let days = match last.grade {
        Some(Grade::Forgot) => 0,
        Some(Grade::Hard) | None => 1,
        Some(Grade::Good) => 3,
        Some(Grade::Easy) => 7,
    };
    last.at.day().checked_add(days.days()).is_ok_and(|day| day <= now.day())
}
