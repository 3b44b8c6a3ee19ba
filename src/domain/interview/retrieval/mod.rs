//! Retrieval: a story is to be found for each of ten questions, in ten seconds.

use std::collections::VecDeque;
use std::mem;

use super::StoryFit;
use crate::domain::practice::is_slip;
use crate::domain::question::Question;
use crate::domain::time::Millis;

mod report;
#[cfg(test)]
mod tests;

pub use report::{Report, Weakness};

/// How many questions are put.
pub const QUESTIONS: usize = 10;

/// How long there is to find a story. Two to five seconds of thought are a good aim; what takes twice as long is not
/// ready.
pub const TIME: Millis = Millis::from_seconds(10);

/// A question to be put, and what a good answer to it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// What is asked.
    pub question: Question,
    /// The story that answers it best, if any does.
    pub best: Option<StoryFit>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// The story that answers it best, if any does.
    pub best: Option<StoryFit>,
    /// The story that was chosen in time, if one was.
    pub chosen: Option<StoryFit>,
    /// How long the teller looked for a story, [`TIME`] at the most.
    pub after: Millis,
}

impl Answer {
    /// Whether no story was found that will do.
    pub fn is_missed(&self) -> bool {
        !self.chosen.as_ref().is_some_and(|chosen| chosen.fit.answers())
    }

    /// Whether one was found, but took more than half of the time.
    pub fn is_slow(&self) -> bool {
        !self.is_missed() && self.after > Millis(TIME.0 / 2)
    }
}

/// Where the drill stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Phase {
    /// The question is put, and the clock runs. Nothing stops it.
    Asking {
        /// What is asked. The best story is not for the teller to see.
        round: Round,
        /// When it was put.
        since: Millis,
    },
    /// The teller sees what the answer was worth. Nothing runs.
    Answered(Answer),
    /// Every question was put, or the teller left.
    #[default]
    Over,
}

/// A retrieval drill, from its first question to its last answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retrieval {
    ahead: VecDeque<Round>,
    phase: Phase,
    answers: Vec<Answer>,
    count: usize,
    last_press: Millis,
}

impl Retrieval {
    /// Puts the first question at `now`. Without any, it is over.
    pub fn start(rounds: impl IntoIterator<Item = Round>, now: Millis) -> Self {
        let ahead: VecDeque<Round> = rounds.into_iter().collect();
        let count = ahead.len();
        let mut retrieval = Self { ahead, phase: Phase::Over, answers: Vec::new(), count, last_press: now };
        retrieval.put_next(now);
        retrieval
    }

    /// Asking → answered, with a story. Returns false if it doesn't count: the time was up, or it was a slip.
    pub fn choose(&mut self, story: StoryFit, now: Millis) -> bool {
        !self.is_late_or_slip(now) && self.answer(Some(story), now)
    }

    /// Asking → answered, without a story. Returns false if it doesn't count: the time was up, or it was a slip.
    pub fn pass(&mut self, now: Millis) -> bool {
        !self.is_late_or_slip(now) && self.answer(None, now)
    }

    /// Asking → answered, without a story, if the time is up.
    pub fn tick(&mut self, now: Millis) {
        if self.time_left(now) == Some(Millis::ZERO) && self.answer(None, now) {
            // A press that was on its way was meant for the question, not for what has taken its place.
            self.last_press = now;
        }
    }

    /// Answered → the next question, or over after the last. Returns false for a slip, or where there is nothing to leave.
    pub fn go_on(&mut self, now: Millis) -> bool {
        if self.is_late_or_slip(now) {
            return false;
        }
        match mem::take(&mut self.phase) {
            Phase::Answered(answer) => {
                self.answers.push(answer);
                self.put_next(now);
                true
            }
            other => {
                self.phase = other;
                false
            }
        }
    }

    /// Ends it. A question that is open then was not answered, nor missed, unless its time was up.
    pub fn end(&mut self, now: Millis) {
        self.tick(now);
        if let Phase::Answered(answer) = mem::take(&mut self.phase) {
            self.answers.push(answer);
        }
        self.ahead.clear();
    }

    /// Where it stands.
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The question that is put or was just answered; none when all is over.
    pub const fn question(&self) -> Option<&Question> {
        match &self.phase {
            Phase::Asking { round, .. } => Some(&round.question),
            Phase::Answered(answer) => Some(&answer.question),
            Phase::Over => None,
        }
    }

    /// Which question that is, counted from 1; when all is over, how many were answered or missed.
    pub fn number(&self) -> usize {
        self.answers.len() + usize::from(self.question().is_some())
    }

    /// How many questions there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// How long the teller has been looking for a story, or looked for it.
    pub fn elapsed(&self, now: Millis) -> Millis {
        match &self.phase {
            Phase::Asking { since, .. } => now.saturating_sub(*since).min(TIME),
            Phase::Answered(answer) => answer.after,
            Phase::Over => Millis::ZERO,
        }
    }

    /// How long there still is to find a story, while a question is put.
    pub fn time_left(&self, now: Millis) -> Option<Millis> {
        self.is_running().then(|| TIME.saturating_sub(self.elapsed(now)))
    }

    /// Whether a clock runs that a screen should follow.
    pub const fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Asking { .. })
    }

    /// The answers that were left behind, in the order in which they were asked for.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// What there is to say of these answers.
    pub fn report(&self) -> Report {
        Report::of(&self.answers)
    }

    fn put_next(&mut self, now: Millis) {
        self.phase = self.ahead.pop_front().map_or(Phase::Over, |round| Phase::Asking { round, since: now });
    }

    fn is_late_or_slip(&mut self, now: Millis) -> bool {
        self.tick(now);
        is_slip(Some(mem::replace(&mut self.last_press, now)), now)
    }

    fn answer(&mut self, chosen: Option<StoryFit>, now: Millis) -> bool {
        let after = self.elapsed(now);
        match mem::take(&mut self.phase) {
            Phase::Asking { round: Round { question, best }, .. } => {
                self.phase = Phase::Answered(Answer { question, best, chosen, after });
                true
            }
            other => {
                self.phase = other;
                false
            }
        }
    }
}
