//! A mock interview: for each question a story is found and told, and follow-ups to it are answered.

use std::collections::VecDeque;
use std::mem;

use super::StoryFit;
use super::follow_up::{self, FollowUp};
use crate::domain::practice::is_slip;
use crate::domain::question::Question;
use crate::domain::stopwatch::Stopwatch;
use crate::domain::take::Take;
use crate::domain::time::Millis;

mod report;
#[cfg(test)]
mod tests;

pub use report::Report;

/// How many questions are put, unless the teller wants another number.
pub const QUESTIONS: usize = 5;

/// A story that was told in answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The story.
    pub story: StoryFit,
    /// Its take; none if the telling was abandoned, or the take discarded.
    pub take: Option<Take>,
    /// The follow-ups that were put, in order.
    pub follow_ups: Vec<FollowUp>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// How long the teller looked for a story.
    pub after: Millis,
    /// What was told; none if the teller passed.
    pub told: Option<Told>,
}

impl Answer {
    /// Whether no story was found that will do.
    pub fn is_missed(&self) -> bool {
        !self.told.as_ref().is_some_and(|told| told.story.fit.answers())
    }

    /// The take, if the story was told to its end.
    pub fn take(&self) -> Option<&Take> {
        self.told.as_ref()?.take.as_ref()
    }

    /// How long an interviewer would have waited for the first word: until a story was found or, where it was begun
    /// again, as long as its take says.
    pub fn think(&self) -> Millis {
        self.take().map_or(self.after, |take| take.think.max(self.after))
    }
}

/// Where the interview stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Phase {
    /// The question is put, and the clock counts up until a story is found.
    Asking {
        /// What is asked.
        question: Question,
        /// How long the teller has been looking.
        clock: Stopwatch,
    },
    /// The story is told, as any other take.
    Telling {
        /// What it answers.
        question: Question,
        /// How long the teller looked for it.
        after: Millis,
        /// The story.
        story: StoryFit,
        /// What will be asked when it is told.
        follow_ups: VecDeque<String>,
    },
    /// It is told, and a follow-up is put.
    FollowingUp {
        /// What the story answered.
        question: Question,
        /// How long the teller looked for it.
        after: Millis,
        /// The story, its take, and the follow-ups before this one.
        told: Told,
        /// What is asked.
        follow_up: String,
        /// How long it has been answered.
        clock: Stopwatch,
        /// What will be asked after this.
        ahead: VecDeque<String>,
    },
    /// Every question was put, or the teller left.
    #[default]
    Over,
}

/// A mock interview, from its first question to its last follow-up.
#[derive(Debug, Clone, PartialEq)]
pub struct MockInterview {
    ahead: VecDeque<Question>,
    phase: Phase,
    answers: Vec<Answer>,
    count: usize,
    last_press: Millis,
}

impl MockInterview {
    /// Puts the first question at `now`. Without any, it is over.
    pub fn start(questions: impl IntoIterator<Item = Question>, now: Millis) -> Self {
        let ahead: VecDeque<Question> = questions.into_iter().collect();
        let count = ahead.len();
        let mut interview = Self { ahead, phase: Phase::Over, answers: Vec::new(), count, last_press: now };
        interview.put_next(now);
        interview
    }

    /// Asking → telling this story, with what will be asked when it is told. Returns false if it doesn't count: for a
    /// slip.
    pub fn choose(&mut self, story: StoryFit, follow_ups: impl IntoIterator<Item = String>, now: Millis) -> bool {
        if self.is_slip(now) {
            return false;
        }
        match mem::take(&mut self.phase) {
            Phase::Asking { question, clock } => {
                let follow_ups = follow_ups.into_iter().collect();
                self.phase = Phase::Telling { question, after: clock.reading(now), story, follow_ups };
                true
            }
            other => self.stay_in(other),
        }
    }

    /// Asking → the next question, without a story, or over after the last. Returns false if it doesn't count: for a slip.
    pub fn pass(&mut self, now: Millis) -> bool {
        if self.is_slip(now) {
            return false;
        }
        match mem::take(&mut self.phase) {
            Phase::Asking { question, clock } => {
                self.answers.push(Answer { question, after: clock.reading(now), told: None });
                self.put_next(now);
                true
            }
            other => self.stay_in(other),
        }
    }

    /// Telling → the first follow-up; or else the next question, or over after the last.
    ///
    /// Without a take, the telling was abandoned. Nobody follows up on what wasn't told to its end.
    pub fn told(&mut self, take: Option<Take>, now: Millis) {
        match mem::take(&mut self.phase) {
            Phase::Telling { question, after, story, follow_ups } => {
                // The press that ended the take, made twice, was not meant for what comes next.
                self.last_press = now;
                let take = take.filter(counts);
                let ahead = if take.is_some() { follow_ups } else { VecDeque::new() };
                let told = Told { story, take, follow_ups: Vec::new() };
                self.follow_up(question, after, told, ahead, now);
            }
            other => self.phase = other,
        }
    }

    /// A follow-up → the next one; or else the next question, or over after the last. Returns false for a slip, or where
    /// there is nothing to leave.
    pub fn go_on(&mut self, now: Millis) -> bool {
        if self.is_slip(now) {
            return false;
        }
        match mem::take(&mut self.phase) {
            Phase::FollowingUp { question, after, mut told, follow_up, clock, ahead } => {
                told.follow_ups.push(FollowUp { question: follow_up, time: clock.reading(now) });
                self.follow_up(question, after, told, ahead, now);
                true
            }
            other => self.stay_in(other),
        }
    }

    /// Stops the clock, or lets it go on. Whatever is put next has a clock that runs.
    pub fn pause_or_continue(&mut self, now: Millis) {
        if let Phase::Asking { clock, .. } | Phase::FollowingUp { clock, .. } = &mut self.phase {
            if clock.is_running() {
                clock.pause(now);
            } else {
                clock.run(now);
            }
        }
    }

    /// Ends it. A question for which no story was found yet was not answered, nor passed; a story being told then was
    /// abandoned; a follow-up was answered as far as it got.
    pub fn end(&mut self, now: Millis) {
        match mem::take(&mut self.phase) {
            Phase::Asking { .. } | Phase::Over => {}
            Phase::Telling { question, after, story, .. } => {
                let told = Told { story, take: None, follow_ups: Vec::new() };
                self.answers.push(Answer { question, after, told: Some(told) });
            }
            Phase::FollowingUp { question, after, mut told, follow_up, clock, .. } => {
                told.follow_ups.push(FollowUp { question: follow_up, time: clock.reading(now) });
                self.answers.push(Answer { question, after, told: Some(told) });
            }
        }
        self.ahead.clear();
    }

    /// Takes over another record of a take that it has. A discarded one counts no more.
    pub fn keep(&mut self, take: &Take) {
        let under_way = match &mut self.phase {
            Phase::FollowingUp { told, .. } => Some(told),
            Phase::Asking { .. } | Phase::Telling { .. } | Phase::Over => None,
        };
        let told = self.answers.iter_mut().filter_map(|answer| answer.told.as_mut()).chain(under_way);
        for told in told.filter(|told| told.take.as_ref().is_some_and(|known| known.id == take.id)) {
            told.take = Some(take).filter(|take| counts(take)).cloned();
        }
    }

    /// Where it stands.
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The question that the teller is at; none when all is over.
    pub const fn question(&self) -> Option<&Question> {
        match &self.phase {
            Phase::Asking { question, .. } | Phase::Telling { question, .. } | Phase::FollowingUp { question, .. } => {
                Some(question)
            }
            Phase::Over => None,
        }
    }

    /// Which question that is, counted from 1; when all is over, how many were answered or passed.
    pub fn number(&self) -> usize {
        self.answers.len() + usize::from(self.question().is_some())
    }

    /// How many questions there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// What the clock of this phase shows. While a story is told, it is how long the teller looked for it.
    pub fn elapsed(&self, now: Millis) -> Millis {
        match &self.phase {
            Phase::Asking { clock, .. } | Phase::FollowingUp { clock, .. } => clock.reading(now),
            Phase::Telling { after, .. } => *after,
            Phase::Over => Millis::ZERO,
        }
    }

    /// How long the answer to a follow-up may still last, while one is put. Nothing happens when it is used up.
    pub fn time_left(&self, now: Millis) -> Option<Millis> {
        match &self.phase {
            Phase::FollowingUp { clock, .. } => Some(follow_up::TIME.saturating_sub(clock.reading(now))),
            Phase::Asking { .. } | Phase::Telling { .. } | Phase::Over => None,
        }
    }

    /// Whether a clock runs that a screen should follow. That of the telling isn't here.
    pub const fn is_running(&self) -> bool {
        match &self.phase {
            Phase::Asking { clock, .. } | Phase::FollowingUp { clock, .. } => clock.is_running(),
            Phase::Telling { .. } | Phase::Over => false,
        }
    }

    /// Whether the clock was stopped.
    pub const fn is_paused(&self) -> bool {
        match &self.phase {
            Phase::Asking { clock, .. } | Phase::FollowingUp { clock, .. } => !clock.is_running(),
            Phase::Telling { .. } | Phase::Over => false,
        }
    }

    /// The answers that lie behind, in the order in which they were asked for.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// What there is to say of these answers.
    pub fn report(&self) -> Report {
        Report::of(&self.answers)
    }

    fn put_next(&mut self, now: Millis) {
        let asking = |question| Phase::Asking { question, clock: running_from(now) };
        self.phase = self.ahead.pop_front().map_or(Phase::Over, asking);
    }

    /// The next follow-up, or the next question when there is none.
    fn follow_up(&mut self, question: Question, after: Millis, told: Told, mut ahead: VecDeque<String>, now: Millis) {
        match ahead.pop_front() {
            Some(follow_up) => {
                let clock = running_from(now);
                self.phase = Phase::FollowingUp { question, after, told, follow_up, clock, ahead };
            }
            None => {
                self.answers.push(Answer { question, after, told: Some(told) });
                self.put_next(now);
            }
        }
    }

    fn stay_in(&mut self, phase: Phase) -> bool {
        self.phase = phase;
        false
    }

    fn is_slip(&mut self, now: Millis) -> bool {
        is_slip(Some(mem::replace(&mut self.last_press, now)), now)
    }
}

fn running_from(now: Millis) -> Stopwatch {
    let mut clock = Stopwatch::default();
    clock.run(now);
    clock
}

const fn counts(take: &Take) -> bool {
    take.finished && !take.discarded
}
