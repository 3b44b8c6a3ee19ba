//! Practice: the state machine of one take, from ready to graded. Time comes in as readings of the monotonic clock.

use serde::{Deserialize, Serialize};

use super::ladder::{Ladder, Rung};
use super::pace::Pace;
use super::stopwatch::Stopwatch;
use super::story::{Story, StoryId};
use super::take::{Grade, Split};
use super::time::Millis;

/// A forward press within this time of the last one is a slip of the finger, or a key held down.
pub const DOUBLE_PRESS: Millis = Millis(300);

/// How far the clock can be shifted in one step.
const SHIFT: Millis = Millis::from_seconds(5);

/// Whether a rung's text is shown before or after it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Tell first, then check. Recalling before checking is what makes a story stick.
    #[default]
    Recall,
    /// Read first, then tell.
    Prompted,
}

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

/// One take of one story, from ready to graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    story: StoryId,
    ladder: Ladder,
    style: Style,
    #[serde(rename = "target_ms")]
    target: Millis,
    rungs: Vec<Rung>,
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
    grade: Option<Grade>,
}

impl Practice {
    /// A story put before the teller at `now`, not yet started.
    pub fn ready(story: &Story, ladder: Ladder, style: Style, now: Millis) -> Self {
        let target = story.target();
        Self::not_started(story.id.clone(), ladder, style, target, ladder.rungs(story, target), now)
    }

    /// Divides the story in another way before the start. A take that was restarted can still be brought back.
    pub fn divide(&mut self, story: &Story, ladder: Ladder, style: Style) {
        if self.phase == Phase::Ready {
            let before_restart = self.before_restart.take();
            *self = Self { before_restart, ..Self::ready(story, ladder, style, self.shown) };
        }
    }

    fn not_started(
        story: StoryId,
        ladder: Ladder,
        style: Style,
        target: Millis,
        rungs: Vec<Rung>,
        now: Millis,
    ) -> Self {
        Self {
            story,
            ladder,
            style,
            target,
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
            grade: None,
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
        if last_press.is_some_and(|last| now.saturating_sub(last) < DOUBLE_PRESS) {
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

    /// Hides the text revealed last. The clock and the splits don't notice.
    pub fn hide(&mut self) {
        self.hidden = (self.hidden + 1).min(self.revealed());
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
                    self.marks = marks;
                    self.phase = Phase::Telling;
                    self.hidden = 0;
                    self.last_press = None;
                }
            }
            Phase::Graded => {}
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
            let rungs = self.rungs.clone();
            let again = Self::not_started(self.story.clone(), self.ladder, self.style, self.target, rungs, now);
            let before = std::mem::replace(self, again);
            self.before_restart = Some(Box::new(before));
        }
    }

    /// Grading → graded, with a verdict or without.
    pub fn grade(&mut self, grade: Option<Grade>) {
        if self.phase == Phase::Grading {
            self.phase = Phase::Graded;
            self.grade = grade;
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

/// What can be asked of a practice.
impl Practice {
    /// The story told.
    pub const fn story(&self) -> &StoryId {
        &self.story
    }

    /// How the story is divided.
    pub const fn ladder(&self) -> Ladder {
        self.ladder
    }

    /// Whether texts come before or after the telling.
    pub const fn style(&self) -> Style {
        self.style
    }

    /// How long the take should last.
    pub const fn target(&self) -> Millis {
        self.target
    }

    /// Where the practice stands.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The teller's verdict, once it is given.
    pub const fn verdict(&self) -> Option<Grade> {
        self.grade
    }

    /// How long the teller thought before starting; zero until then. Two to five seconds are a good aim.
    pub const fn think(&self) -> Millis {
        self.think
    }

    /// When the story was put before the teller.
    pub const fn shown(&self) -> Millis {
        self.shown
    }

    /// The rungs of the ladder, with their budgets.
    pub fn rungs(&self) -> &[Rung] {
        &self.rungs
    }

    /// How long each told rung lasted.
    pub fn splits(&self) -> &[Millis] {
        &self.marks.splits
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
            Phase::Graded => false,
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

    /// How many rungs have been revealed, hidden again or not.
    fn revealed(&self) -> usize {
        let is_prompted = self.style == Style::Prompted && self.phase == Phase::Telling;
        self.marks.splits.len() + usize::from(is_prompted)
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

    /// The splits to keep: the told rungs and, where one was still being told, that one as far as it got.
    pub fn splits_at(&self, now: Millis) -> Vec<Split> {
        let being_told = (self.phase == Phase::Telling).then(|| self.rung_elapsed(now));
        let said = self.marks.splits.iter().copied().chain(being_told);
        let split = |(rung, said): (&Rung, _)| Split { rung: rung.name.clone(), budget: rung.budget, said };
        self.rungs.iter().zip(said).map(split).collect()
    }

    /// Whether its parts fit each other: what comes back from disk may have been tampered with.
    pub fn is_sound(&self) -> bool {
        let told = self.marks.splits.len();
        let fits = match self.phase {
            Phase::Ready => told == 0,
            Phase::Telling => told < self.rungs.len(),
            Phase::Grading | Phase::Graded => told == self.rungs.len(),
        };
        let budgets: Millis = self.rungs.iter().map(|rung| rung.budget).sum();
        fits && self.rungs.iter().all(|rung| self.ladder.has(rung))
            && budgets == self.target
            && self.earlier_marks.iter().all(|marks| marks.splits.len() < self.rungs.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::beat::Beat;
    use super::*;

    fn story() -> Story {
        let mut story = Story::new("A leak");
        for beat in [Beat::Problem, Beat::Insight, Beat::Outcome] {
            story.beats.insert(beat, "words");
        }
        story
    }

    fn ready() -> Practice {
        Practice::ready(&story(), Ladder::Outline, Style::Recall, Millis::ZERO)
    }

    fn started() -> Practice {
        let mut practice = ready();
        practice.start(Millis(2_000));
        practice
    }

    fn seconds(values: &[u64]) -> Vec<Millis> {
        values.iter().copied().map(Millis::from_seconds).collect()
    }

    #[test]
    fn three_presses_tell_problem_insight_and_outcome() {
        let mut practice = started();
        assert_eq!(practice.think(), Millis(2_000));
        for at in [32, 70, 112] {
            assert!(practice.reveal(Millis::from_seconds(at)));
        }
        assert_eq!(practice.phase(), Phase::Grading);
        assert_eq!(practice.splits(), seconds(&[30, 38, 42]));
        practice.grade(Some(Grade::Good));
        assert_eq!(practice.elapsed(Millis::from_seconds(500)), Millis::from_seconds(110));
    }

    #[test]
    fn a_second_press_within_300_ms_is_ignored() {
        let mut practice = started();
        assert!(!practice.reveal(Millis(2_299)));
        assert!(practice.reveal(Millis(2_599)));
        for held_down in (2_630..9_000).step_by(30) {
            assert!(!practice.reveal(Millis(held_down)));
        }
        assert_eq!(practice.splits(), [Millis(599)]);
    }

    #[test]
    fn a_paused_take_does_not_grow_and_stays_paused_whatever_is_pressed() {
        let mut practice = started();
        practice.pause_or_continue(Millis(12_000));
        practice.reveal(Millis(60_000));
        practice.add_seconds(Millis(70_000));
        practice.undo(Millis(80_000));
        assert!(practice.is_paused());
        assert_eq!(practice.elapsed(Millis(90_000)), Millis(10_000));
        practice.pause_or_continue(Millis(90_000));
        assert_eq!(practice.elapsed(Millis(91_000)), Millis(11_000));
    }

    #[test]
    fn hiding_does_not_touch_the_clock_and_the_next_press_shows_again() {
        let mut practice = started();
        practice.reveal(Millis(10_000));
        practice.hide();
        assert!(!practice.shows(0));
        practice.reveal(Millis(20_000));
        assert!(practice.shows(0));
        assert_eq!(practice.splits(), [Millis(8_000)]);
        assert_eq!(practice.rung_elapsed(Millis(20_000)), Millis(10_000));
    }

    #[test]
    fn prompted_shows_the_rung_before_it_is_told() {
        let mut practice = Practice::ready(&story(), Ladder::Outline, Style::Prompted, Millis::ZERO);
        assert!(!practice.shows(0));
        practice.start(Millis(1_000));
        assert!(practice.shows(0) && !practice.shows(1));
        practice.hide();
        assert!(!practice.shows(0));
    }

    #[test]
    fn undoing_the_last_reveal_takes_the_grading_back_and_the_clock_has_run_on() {
        let mut practice = started();
        for at in [12_000, 22_000, 32_000] {
            practice.reveal(Millis(at));
        }
        practice.undo(Millis(40_000));
        assert_eq!(practice.phase(), Phase::Telling);
        assert_eq!(practice.rung_elapsed(Millis(40_000)), Millis(18_000));
    }

    #[test]
    fn a_restarted_rung_starts_from_nothing_and_the_others_keep_their_splits() {
        let mut practice = started();
        practice.reveal(Millis(12_000));
        practice.restart_rung(Millis(20_000));
        practice.reveal(Millis(25_000));
        assert_eq!(practice.splits(), seconds(&[10, 5]));
        practice.take_seconds(Millis(27_000));
        assert_eq!(practice.rung_elapsed(Millis(27_000)), Millis::ZERO);
    }

    #[test]
    fn a_restarted_take_can_be_brought_back_and_the_time_between_does_not_count() {
        for was_paused in [false, true] {
            let mut practice = started();
            practice.reveal(Millis(12_000));
            if was_paused {
                practice.pause_or_continue(Millis(15_000));
            }
            let before = practice.clone();
            practice.restart(Millis(15_000));
            assert_eq!(practice.phase(), Phase::Ready);
            practice.undo(Millis(60_000));
            assert_eq!(practice.is_paused(), was_paused);
            assert_eq!(practice.elapsed(Millis(60_000)), before.elapsed(Millis(15_000)));
        }
    }

    #[test]
    fn a_take_restarted_by_mistake_outlives_another_division_of_the_story() {
        let mut practice = started();
        practice.reveal(Millis(12_000));
        practice.restart(Millis(15_000));
        practice.divide(&story(), Ladder::Star, Style::Prompted);
        assert_eq!(practice.rungs().len(), 3);
        practice.undo(Millis(20_000));
        assert_eq!((practice.ladder(), practice.elapsed(Millis(20_000))), (Ladder::Outline, Millis(13_000)));
    }

    #[derive(Debug, Clone, Copy)]
    enum Press {
        Start,
        Reveal,
        Hide,
        Undo,
        Pause,
        Later,
        Earlier,
        RestartRung,
        Restart,
        SetAside,
        Grade,
    }

    fn press(practice: &mut Practice, press: Press, now: Millis) {
        match press {
            Press::Start => practice.start(now),
            Press::Reveal => {
                practice.reveal(now);
            }
            Press::Hide => practice.hide(),
            Press::Undo => practice.undo(now),
            Press::Pause => practice.pause_or_continue(now),
            Press::Later => practice.add_seconds(now),
            Press::Earlier => practice.take_seconds(now),
            Press::RestartRung => practice.restart_rung(now),
            Press::Restart => practice.restart(now),
            Press::SetAside => practice.set_aside(now),
            Press::Grade => practice.grade(Some(Grade::Hard)),
        }
    }

    fn any_press() -> impl Strategy<Value = Press> {
        use Press::*;
        prop_oneof![
            2 => Just(Start),
            6 => Just(Reveal),
            1 => proptest::sample::select(vec![
                Hide, Undo, Pause, Later, Earlier, RestartRung, Restart, SetAside, Grade
            ]),
        ]
    }

    fn presses() -> impl Strategy<Value = Vec<(Press, u64)>> {
        proptest::collection::vec((any_press(), 0_u64..20_000), 0..60)
    }

    proptest! {
        #[test]
        fn whatever_is_pressed_splits_add_up_and_the_machine_stays_sound(presses in presses()) {
            let mut practice = ready();
            let mut now = Millis::ZERO;
            for (what, wait) in presses {
                now += Millis(wait);
                let shown_before = practice.elapsed(now);
                let was_paused = practice.is_paused();
                press(&mut practice, what, now);
                prop_assert!(practice.is_sound());
                let splits: Millis = practice.splits_at(now).iter().map(|split| split.said).sum();
                prop_assert_eq!(splits, practice.elapsed(now));
                if matches!(what, Press::Reveal | Press::Hide | Press::Pause | Press::SetAside) {
                    prop_assert_eq!(practice.elapsed(now), shown_before);
                }
                if was_paused && !matches!(what, Press::Pause) {
                    prop_assert!(!practice.is_running());
                }
            }
        }

        #[test]
        fn undo_takes_back_what_a_press_did(presses in presses(), wait in 300_u64..9_000) {
            let mut practice = ready();
            let mut now = Millis::ZERO;
            for (what, wait) in presses {
                now += Millis(wait);
                press(&mut practice, what, now);
            }
            now += Millis(wait);
            if practice.phase() == Phase::Telling && !practice.has_hidden_rungs() {
                for what in [Press::Reveal, Press::Later, Press::Earlier, Press::RestartRung] {
                    let mut changed = practice.clone();
                    press(&mut changed, what, now);
                    changed.undo(now);
                    let later = now + Millis(wait);
                    prop_assert_eq!(changed.splits(), practice.splits());
                    prop_assert_eq!(changed.elapsed(later), practice.elapsed(later));
                    prop_assert_eq!(changed.phase(), practice.phase());
                }
            }
        }

        #[test]
        fn a_take_that_went_over_the_disk_goes_on_as_if_it_had_only_paused(presses in presses()) {
            let mut practice = ready();
            let mut now = Millis::ZERO;
            for (what, wait) in presses {
                now += Millis(wait);
                press(&mut practice, what, now);
            }
            practice.set_aside(now);
            let kept = serde_json::to_string(&practice).unwrap();
            let read: Practice = serde_json::from_str(&kept).unwrap();
            prop_assert!(read.is_sound());
            prop_assert_eq!(read.splits_at(now), practice.splits_at(now));
            prop_assert_eq!(read.phase(), practice.phase());
        }
    }
}
