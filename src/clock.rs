//! The only place where time is read.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::time::{Millis, Now, Stamp};

/// The wall clock and a monotonic clock that starts at zero.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
}

#[expect(clippy::disallowed_methods, reason = "every other module gets its time from here")]
impl Clock {
    /// Starts the monotonic clock.
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// Reads both clocks.
    pub fn now(&self) -> Now {
        let at = Timestamp::now();
        let elapsed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now { wall: Stamp::new(at, TimeZone::system().to_offset(at)), monotonic: Millis(elapsed) }
    }
}
