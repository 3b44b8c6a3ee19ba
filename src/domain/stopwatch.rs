//! A stopwatch that runs and pauses, and never goes back.

use serde::{Deserialize, Serialize};

use super::time::Millis;

/// Adds up the time it ran.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stopwatch {
    #[serde(rename = "ran_ms")]
    ran: Millis,
    /// When it was last set going; a stopwatch that was put on disk stands still.
    #[serde(skip)]
    running_since: Option<Millis>,
}

impl Stopwatch {
    /// The time it ran up to `now`.
    pub fn reading(&self, now: Millis) -> Millis {
        self.ran + self.running_since.map_or(Millis::ZERO, |since| now.saturating_sub(since))
    }

    /// Stops it.
    pub fn pause(&mut self, now: Millis) {
        self.ran = self.reading(now);
        self.running_since = None;
    }

    /// Lets it run on from `now`; one that runs already is left alone.
    pub fn run(&mut self, now: Millis) {
        self.running_since.get_or_insert(now);
    }

    /// Whether it runs.
    pub const fn is_running(&self) -> bool {
        self.running_since.is_some()
    }

    /// Leaves out a stretch that lies behind: as if it had been set going that much later.
    pub fn leave_out(&mut self, stretch: Millis) {
        if let Some(since) = &mut self.running_since {
            *since += stretch;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paused_stopwatch_does_not_grow() {
        let mut stopwatch = Stopwatch::default();
        stopwatch.run(Millis(100));
        stopwatch.pause(Millis(400));
        assert_eq!(stopwatch.reading(Millis(9000)), Millis(300));
        stopwatch.run(Millis(9000));
        assert_eq!(stopwatch.reading(Millis(9001)), Millis(301));
    }

    #[test]
    fn one_that_was_put_on_disk_stands_still() {
        let mut stopwatch = Stopwatch::default();
        stopwatch.run(Millis(100));
        stopwatch.pause(Millis(400));
        let kept = serde_json::to_string(&stopwatch).unwrap();
        assert_eq!(kept, r#"{"ran_ms":300}"#);
        assert_eq!(serde_json::from_str::<Stopwatch>(&kept).unwrap(), stopwatch);
    }
}
