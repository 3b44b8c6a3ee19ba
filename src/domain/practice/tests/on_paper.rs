//! The clock of a take as it would be worked out on paper: when it ran, what was pressed when, and nothing else.

use proptest::prelude::*;

use super::chance::{Press, any_ready, any_steps};
use super::*;

const FIVE_SECONDS: u64 = 5_000;

/// What a press did to the rung being told.
#[derive(Debug, Clone, Copy)]
enum Mark {
    Revealed,
    MovedOn,
    MovedBack,
    Restarted,
}

/// Notes of a take: each split is worked out from them afresh.
#[derive(Debug, Clone)]
struct Notes {
    rungs: usize,
    /// From when to when the clock ran. The last stretch may be open.
    stretches: Vec<(u64, Option<u64>)>,
    marks: Vec<(u64, Mark)>,
    is_graded: bool,
    /// The notes of the take before it was restarted, and when that was.
    before_restart: Option<(Box<Self>, u64)>,
}

impl Notes {
    const fn new(rungs: usize) -> Self {
        Self { rungs, stretches: Vec::new(), marks: Vec::new(), is_graded: false, before_restart: None }
    }

    fn phase(&self) -> Phase {
        let told = self.marks.iter().filter(|(_, mark)| matches!(mark, Mark::Revealed)).count();
        match self.stretches.len() {
            0 => Phase::Ready,
            _ if self.is_graded => Phase::Graded,
            _ if told == self.rungs => Phase::Grading,
            _ => Phase::Telling,
        }
    }

    fn is_running(&self) -> bool {
        self.stretches.last().is_some_and(|(_, to)| to.is_none())
    }

    fn run(&mut self, now: u64) {
        self.stretches.push((now, None));
    }

    fn stop(&mut self, now: u64) {
        if let Some((_, to @ None)) = self.stretches.last_mut() {
            *to = Some(now);
        }
    }

    /// How long the clock ran between two moments.
    fn ran(&self, from: u64, to: u64) -> u64 {
        let overlap = |&(start, end): &(u64, Option<u64>)| end.unwrap_or(to).min(to).saturating_sub(start.max(from));
        self.stretches.iter().map(overlap).sum()
    }

    /// How long each rung was told, the one being told too.
    fn said(&self, now: u64) -> Vec<Millis> {
        let (mut said, mut rung, mut from) = (Vec::new(), 0, 0);
        for &(at, mark) in &self.marks {
            rung += self.ran(from, at);
            from = at;
            match mark {
                Mark::Revealed => said.push(Millis(std::mem::take(&mut rung))),
                Mark::MovedOn => rung += FIVE_SECONDS,
                Mark::MovedBack => rung = rung.saturating_sub(FIVE_SECONDS),
                Mark::Restarted => rung = 0,
            }
        }
        if self.phase() == Phase::Telling {
            said.push(Millis(rung + self.ran(from, now)));
        }
        said
    }

    fn mark(&mut self, mark: Mark, now: u64) {
        if self.phase() == Phase::Telling {
            self.marks.push((now, mark));
        }
    }

    /// Writes down a press. A forward one is written down only if it stamped a rung.
    fn write_down(&mut self, press: &Press, now: u64) {
        match (press, self.phase()) {
            (Press::Reveal, _) => self.mark(Mark::Revealed, now),
            (Press::Later, _) => self.mark(Mark::MovedOn, now),
            (Press::Earlier, _) => self.mark(Mark::MovedBack, now),
            (Press::RestartRung, _) => self.mark(Mark::Restarted, now),
            (Press::Start, Phase::Ready) if self.rungs > 0 => {
                self.before_restart = None;
                self.run(now);
            }
            (Press::Pause, Phase::Telling) if !self.is_running() => self.run(now),
            (Press::Pause, Phase::Telling) | (Press::SetAside, _) => self.stop(now),
            (Press::Grade(_), Phase::Grading) => {
                self.stop(now);
                self.is_graded = true;
            }
            (Press::Restart, Phase::Telling | Phase::Grading) => {
                let before = std::mem::replace(self, Self::new(self.rungs));
                self.before_restart = Some((Box::new(before), now));
            }
            (Press::Undo, Phase::Ready) => {
                if let Some((before, restarted)) = self.before_restart.take() {
                    *self = *before;
                    if self.is_running() {
                        self.stop(restarted);
                        self.run(now);
                    }
                }
            }
            (Press::Undo, Phase::Telling | Phase::Grading) => {
                self.marks.pop();
            }
            (Press::Undo, Phase::Graded) => self.is_graded = false,
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn the_clock_is_the_sum_of_the_stretches_in_which_it_ran(mut playing in any_ready(), steps in any_steps()) {
        let mut notes = Notes::new(playing.practice.rungs().len());
        for (wait, press) in steps {
            playing.wait(wait);
            prop_assert_eq!(playing.said(), notes.said(playing.now.0));
            let was_to_stamp = playing.would_stamp();
            let was_meant = playing.press(&press);
            if !matches!(press, Press::Reveal) || (was_to_stamp && was_meant) {
                notes.write_down(&press, playing.now.0);
            }
            if let (Press::PlanAnew(_), Phase::Ready) = (&press, notes.phase()) {
                notes.rungs = playing.practice.rungs().len();
            }
            prop_assert_eq!(playing.practice.phase(), notes.phase());
            prop_assert_eq!(playing.practice.is_running(), notes.is_running() && notes.phase() == Phase::Telling);
            let said = notes.said(playing.now.0);
            prop_assert_eq!(playing.said(), said.clone());
            prop_assert_eq!(playing.practice.elapsed(playing.now), said.into_iter().sum());
        }
    }
}
