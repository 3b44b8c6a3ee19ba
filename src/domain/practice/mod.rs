//! Practice: the state machine of one take, from ready to graded. Time comes in as readings of the monotonic clock.

use serde::{Deserialize, Serialize};

use super::beat::Beat;
use super::help::Aid;
use super::ladder::Rung;
use super::stopwatch::Stopwatch;
use super::story::{Story, StoryId};
use super::take::Grade;
use super::time::Millis;

mod plan;
#[cfg(test)]
mod tests;
mod view;

pub use plan::{Plan, Style};

/// A forward press within this time of the last one is a slip of the finger, or a key held down.
pub const DOUBLE_PRESS: Millis = Millis(300);

/// How far the clock can be shifted in one step.
const SHIFT: Millis = Millis::from_seconds(5);

/// Where a practice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The story is named and nothing runs: think time.
    Ready,
    /// The clock is with a rung, running or paused.
    Telling,
    /// Every rung is told, the verdict is open.
    Grading,
    /// The verdict is in, or was left out.
    Graded,
}

/// What the clock has been divided into so far. All of it can be undone; the stopwatch itself can't.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Marks {
    /// How long each told rung lasted.
    splits: Vec<Millis>,
    /// What the rung being told had when the stopwatch stood at `since`.
    head_start: Millis,
    since: Millis,
}

/// A sentence or bullet that the teller left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The beat that it is in.
    pub beat: Beat,
    /// Its words.
    pub words: String,
}

/// One take of one story, from ready to graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    story: StoryId,
    plan: Plan,
    rungs: Vec<Rung>,
    /// The help with each rung.
    aids: Vec<Aid>,
    phase: Phase,
    /// When the story was put before the teller.
    #[serde(skip)]
    shown: Millis,
    #[serde(rename = "think_ms")]
    think: Millis,
    stopwatch: Stopwatch,
    marks: Marks,
    earlier_marks: Vec<Marks>,
    /// How many of the revealed rungs are hidden again.
    #[serde(skip)]
    hidden: usize,
    #[serde(skip)]
    last_press: Option<Millis>,
    #[serde(skip)]
    before_restart: Option<Box<Self>>,
    missed: Vec<Missed>,
    is_in_full: bool,
    grade: Option<Grade>,
    note: String,
    /// How often a verdict or note was given and then changed.
    revision: u32,
}

impl Practice {
    /// A story put before the teller at `now`, not yet started.
    pub fn ready(story: &Story, plan: Plan, now: Millis) -> Self {
        let rungs = plan.rungs(story);
        Self::not_started(story.id.clone(), plan, rungs, now)
    }

    /// Plans the take anew before the start. A take that was restarted can still be brought back.
    pub fn plan_anew(&mut self, story: &Story, plan: Plan) {
        if self.phase == Phase::Ready {
            let before_restart = self.before_restart.take();
            *self = Self { before_restart, ..Self::ready(story, plan, self.shown) };
        }
    }

    /// Brings the take up to date with its story, which was edited while the clock stood still: before the start it is
    /// planned anew; after it, rungs keep their budgets, so that what was told can be compared, and get the beats that
    /// the story has for them by then. A rung that the story had none for comes with the next take.
    pub fn revise(&mut self, story: &Story, now: Millis) {
        if self.phase == Phase::Ready {
            self.plan_anew(story, self.plan.clone());
            match &mut self.before_restart {
                Some(before) => before.revise(story, now),
                // To edit is not to think.
                None => self.shown = now,
            }
            return;
        }
        let told = self.marks.splits.len();
        let revised = self.plan.rungs(story);
        for (place, rung) in self.rungs.iter_mut().enumerate() {
            if let Some(revised) = revised.iter().find(|revised| revised.name == rung.name) {
                rung.beats.clone_from(&revised.beats);
                // What was told had the words that it had.
                rung.words = if place < told { rung.words } else { revised.words };
            }
        }
    }

    fn not_started(story: StoryId, plan: Plan, rungs: Vec<Rung>, now: Millis) -> Self {
        Self {
            story,
            aids: plan.aids(&rungs),
            plan,
            rungs,
            phase: Phase::Ready,
            shown: now,
            think: Millis::ZERO,
            stopwatch: Stopwatch::default(),
            marks: Marks::default(),
            earlier_marks: Vec::new(),
            hidden: 0,
            last_press: None,
            before_restart: None,
            missed: Vec::new(),
            is_in_full: false,
            grade: None,
            note: String::new(),
            revision: 0,
        }
    }

    /// Ready → telling: the clock runs, think time ends.
    pub fn start(&mut self, now: Millis) {
        if self.phase == Phase::Ready && !self.rungs.is_empty() {
            self.phase = Phase::Telling;
            self.think = now.saturating_sub(self.shown);
            self.stopwatch.run(now);
            self.last_press = Some(now);
            self.before_restart = None;
        }
    }

    /// The forward key while telling: shows again what was hidden, or else stamps the rung being told and goes to the
    /// next, or to grading after the last. Returns false for a slip: a second press within [`DOUBLE_PRESS`].
    pub fn reveal(&mut self, now: Millis) -> bool {
        let last_press = self.last_press.replace(now);
        if self.hidden > 0 || self.phase != Phase::Telling {
            self.hidden = self.hidden.saturating_sub(1);
            return true;
        }
        if is_slip(last_press, now) {
            return false;
        }
        let said = self.rung_elapsed(now);
        self.mark(now, |marks| {
            marks.splits.push(said);
            marks.head_start = Millis::ZERO;
        });
        if self.marks.splits.len() == self.rungs.len() {
            self.phase = Phase::Grading;
        }
        true
    }

    /// Whether a press now would be the second of two that come too fast to be meant.
    pub fn is_double_press(&self, now: Millis) -> bool {
        is_slip(self.last_press, now)
    }

    /// Hides the text revealed last. The clock and the splits don't notice.
    pub fn hide(&mut self) {
        self.hidden = (self.hidden + 1).min(self.revealed());
    }

    /// Helps with the rung being told: cue words first, then the text. What was seen can't be unseen, so that undo and
    /// a restart of the rung leave it.
    pub fn help(&mut self, now: Millis) {
        let at = self.rung_elapsed(now);
        if self.phase == Phase::Telling
            && let Some(aid) = self.aids.get_mut(self.marks.splits.len())
        {
            *aid = aid.with_more(at);
            self.hidden = 0;
        }
    }

    /// Marks a sentence or bullet of a beat as left out, or takes the mark off.
    pub fn mark_missed(&mut self, beat: Beat, words: &str) {
        let before = self.missed.len();
        self.missed.retain(|missed| missed.beat != beat || missed.words != words);
        if self.missed.len() == before {
            self.missed.push(Missed { beat, words: words.to_owned() });
            self.is_in_full = false;
        }
    }

    /// What undo would take back, as it is told to people.
    pub fn last_step(&self) -> Option<&'static str> {
        match self.phase {
            Phase::Ready => self.before_restart.is_some().then_some("the new start of the take"),
            Phase::Telling | Phase::Grading => self.earlier_marks.last().map(|before| {
                if before.splits.len() < self.marks.splits.len() {
                    "the end of the part"
                } else if self.marks.head_start == Millis::ZERO {
                    "the new start of the part"
                } else {
                    "the shift of the clock"
                }
            }),
            Phase::Graded => Some("the grade"),
        }
    }

    /// Takes back the last reveal, restart of a rung or shift of the clock, or the restart of the whole take.
    ///
    /// The time since goes to where it would have gone: undoing a reveal leaves the take as if it had never been made.
    pub fn undo(&mut self, now: Millis) {
        match self.phase {
            Phase::Ready => {
                let restarted = self.shown;
                if let Some(before) = self.before_restart.take() {
                    *self = *before;
                    self.stopwatch.leave_out(now.saturating_sub(restarted));
                }
            }
            Phase::Telling | Phase::Grading => {
                if let Some(marks) = self.earlier_marks.pop() {
                    let is_reveal = marks.splits.len() < self.marks.splits.len();
                    let seen = self.revealed().saturating_sub(self.hidden);
                    self.marks = marks;
                    self.phase = Phase::Telling;
                    self.hidden = self.revealed().saturating_sub(seen);
                    // The reveal that is undone is no press that a next one could follow too fast.
                    self.last_press = self.last_press.filter(|_| !is_reveal);
                }
            }
            Phase::Graded => {
                self.phase = Phase::Grading;
                self.grade = None;
                self.revision += 1;
            }
        }
    }

    /// Stops the clock, or lets it go on.
    pub fn pause_or_continue(&mut self, now: Millis) {
        if self.phase == Phase::Telling {
            if self.is_paused() {
                self.stopwatch.run(now);
            } else {
                self.stopwatch.pause(now);
            }
        }
    }

    /// Gives the rung being told five seconds more.
    pub fn add_seconds(&mut self, now: Millis) {
        self.set_rung_elapsed(self.rung_elapsed(now) + SHIFT, now);
    }

    /// Takes five seconds from the rung being told, or all it has.
    pub fn take_seconds(&mut self, now: Millis) {
        self.set_rung_elapsed(self.rung_elapsed(now).saturating_sub(SHIFT), now);
    }

    /// Sets the rung being told back to nothing. What it had is not part of the take.
    pub fn restart_rung(&mut self, now: Millis) {
        self.set_rung_elapsed(Millis::ZERO, now);
    }

    fn set_rung_elapsed(&mut self, elapsed: Millis, now: Millis) {
        if self.phase == Phase::Telling {
            self.mark(now, |marks| marks.head_start = elapsed);
        }
    }

    /// Back to ready. Until the next start, undo brings the take back as it was.
    pub fn restart(&mut self, now: Millis) {
        if matches!(self.phase, Phase::Telling | Phase::Grading) {
            let again = Self::not_started(self.story.clone(), self.plan.clone(), self.rungs.clone(), now);
            let before = std::mem::replace(self, again);
            self.before_restart = Some(Box::new(before));
        }
    }

    /// Says whether the story was told in full, or takes it back: then its words tell how fast the teller speaks. What
    /// was left out in part wasn't.
    pub const fn switch_in_full(&mut self) {
        self.is_in_full = !self.is_in_full && self.missed.is_empty();
    }

    /// Grading → graded, with a verdict or without. The clock stops for good: a verdict taken back leaves a paused take.
    pub fn grade(&mut self, grade: Option<Grade>, now: Millis) {
        if self.phase == Phase::Grading {
            self.phase = Phase::Graded;
            self.grade = grade;
            self.stopwatch.pause(now);
        }
    }

    /// Writes a note on a take that is graded.
    pub fn annotate(&mut self, note: &str) {
        if self.phase == Phase::Graded && self.note != note {
            note.clone_into(&mut self.note);
            self.revision += 1;
        }
    }

    /// Stops the clock for good or until the teller comes back.
    pub fn set_aside(&mut self, now: Millis) {
        self.stopwatch.pause(now);
    }

    fn mark(&mut self, now: Millis, change: impl FnOnce(&mut Marks)) {
        self.earlier_marks.push(self.marks.clone());
        self.marks.since = self.stopwatch.reading(now);
        change(&mut self.marks);
    }
}

/// Whether a press is the second of two that come too fast to be meant.
pub(super) fn is_slip(last_press: Option<Millis>, now: Millis) -> bool {
    last_press.is_some_and(|last| now.saturating_sub(last) < DOUBLE_PRESS)
}
