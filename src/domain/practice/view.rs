//! What can be asked of a practice.

use super::{Missed, Phase, Plan, Practice};
use crate::domain::curveball::Curveball;
use crate::domain::help::{Aid, Help};
use crate::domain::ladder::Rung;
use crate::domain::pace::Pace;
use crate::domain::story::StoryId;
use crate::domain::take::{Division, Grade, Split};
use crate::domain::time::Millis;

impl Practice {
    /// The story told.
    pub const fn story(&self) -> &StoryId {
        &self.story
    }

    /// How it is to be told.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How long the take should last: the sum of its budgets.
    pub fn target(&self) -> Millis {
        self.rungs.iter().map(|rung| rung.budget).sum()
    }

    /// How the story is divided.
    pub fn division(&self) -> Division<'_> {
        let (ladder, only) = (self.plan.ladder, self.plan.only.as_deref());
        Division { story: &self.story, ladder, target: self.target(), only }
    }

    /// Where the practice stands.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The teller's verdict, once it is given.
    pub const fn verdict(&self) -> Option<Grade> {
        self.grade
    }

    /// What the teller wrote on the take.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Whether the teller says that the story was told in full.
    pub const fn is_in_full(&self) -> bool {
        self.is_in_full
    }

    /// How often a verdict or note was given and then changed.
    pub const fn revision(&self) -> u32 {
        self.revision
    }

    /// What was marked as left out.
    pub fn missed(&self) -> &[Missed] {
        &self.missed
    }

    /// How long the teller thought before starting; zero until then. Two to five seconds are a good aim.
    pub const fn think(&self) -> Millis {
        self.think
    }

    /// The rungs told, with their budgets.
    pub fn rungs(&self) -> &[Rung] {
        &self.rungs
    }

    /// How long each told rung lasted.
    pub fn splits(&self) -> &[Millis] {
        &self.marks.splits
    }

    /// The place of the rung being told, if one is.
    pub fn current(&self) -> Option<usize> {
        (self.phase == Phase::Telling).then_some(self.marks.splits.len())
    }

    /// Whether every rung is told.
    pub fn is_told(&self) -> bool {
        matches!(self.phase, Phase::Grading | Phase::Graded)
    }

    /// Whether the clock stands still in the middle of a telling.
    pub fn is_paused(&self) -> bool {
        self.phase == Phase::Telling && !self.stopwatch.is_running()
    }

    /// Whether a clock runs that a screen should follow.
    pub fn is_running(&self) -> bool {
        self.phase == Phase::Telling && self.stopwatch.is_running()
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        match self.phase {
            Phase::Ready => self.before_restart.is_some(),
            Phase::Telling | Phase::Grading => !self.earlier_marks.is_empty(),
            Phase::Graded => true,
        }
    }

    /// Whether a revealed text can be hidden.
    pub fn can_hide(&self) -> bool {
        self.hidden < self.revealed()
    }

    /// Whether revealed texts are hidden again.
    pub const fn has_hidden_rungs(&self) -> bool {
        self.hidden > 0
    }

    /// Whether the text of a rung may be seen.
    pub fn shows(&self, rung: usize) -> bool {
        rung < self.revealed().saturating_sub(self.hidden)
    }

    /// The last rung whose text may be seen.
    pub fn open(&self) -> Option<usize> {
        self.revealed().checked_sub(self.hidden + 1)
    }

    /// How many rungs have been revealed, hidden again or not.
    pub(super) fn revealed(&self) -> usize {
        self.marks.splits.len() + usize::from(self.help_now() == Some(Help::Text))
    }

    /// The help with the rung being told, if one is.
    pub fn help_now(&self) -> Option<Help> {
        Some(self.aids.get(self.current()?)?.help())
    }

    /// Whether the cue words of the rung being told may be seen.
    pub fn shows_cues(&self) -> bool {
        self.help_now() == Some(Help::Cues)
    }

    /// The help with each rung.
    pub fn aids(&self) -> &[Aid] {
        &self.aids
    }

    /// How long the rung being told has lasted; zero when none is.
    pub fn rung_elapsed(&self, now: Millis) -> Millis {
        if self.phase == Phase::Telling {
            self.marks.head_start + self.stopwatch.reading(now).saturating_sub(self.marks.since)
        } else {
            Millis::ZERO
        }
    }

    /// How long the take has lasted.
    pub fn elapsed(&self, now: Millis) -> Millis {
        self.marks.splits.iter().copied().sum::<Millis>() + self.rung_elapsed(now)
    }

    /// The pace at this point.
    pub fn pace(&self, now: Millis) -> Pace {
        Pace::of(&self.rungs, &self.marks.splits, self.rung_elapsed(now))
    }

    /// What the interviewer has cut in with by now, until the outcome is told.
    pub fn interruption(&self, now: Millis) -> Option<Curveball> {
        let ball = self.plan.curveball?;
        let is_open = self.phase == Phase::Telling && ball.outcome_after(&self.rungs, &self.marks.splits).is_none();
        (is_open && ball.comes(&self.rungs, &self.marks.splits, self.elapsed(now))).then_some(ball)
    }

    /// The splits to keep: the told rungs and, where one was still being told, that one as far as it got.
    pub fn splits_at(&self, now: Millis) -> Vec<Split> {
        let being_told = (self.phase == Phase::Telling).then(|| self.rung_elapsed(now));
        let said = self.marks.splits.iter().copied().chain(being_told);
        let split = |((rung, &aid), said): ((&Rung, &Aid), _)| Split {
            rung: rung.name.clone(),
            budget: rung.budget,
            said,
            words: rung.words,
            aid: aid.within(said),
        };
        self.rungs.iter().zip(&self.aids).zip(said).map(split).collect()
    }

    /// Whether its parts fit each other: what comes back from disk may have been tampered with.
    pub fn is_sound(&self) -> bool {
        let told = self.marks.splits.len();
        let fits = match self.phase {
            Phase::Ready => told == 0,
            Phase::Telling => told < self.rungs.len(),
            Phase::Grading | Phase::Graded => told == self.rungs.len(),
        };
        fits && self.aids.len() == self.rungs.len()
            && self.rungs.iter().all(|rung| self.plan.ladder.has(rung))
            && self.earlier_marks.iter().all(|marks| marks.splits.len() < self.rungs.len())
    }
}
