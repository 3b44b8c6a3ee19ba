//! What becomes of takes when something else comes first: they are paused, set aside, brought back or kept again.

use super::action::Action;
use super::message::Effect;
use super::screen::practice::PracticeScreen;
use super::screen::writing::Then;
use super::{App, Screen};
use crate::domain::set::PracticeSet;
use crate::domain::time::Now;

impl App {
    /// Goes on with the take that was set aside.
    pub(super) fn resume(&mut self, now: Now) {
        self.overlay = None;
        let Some(unfinished) = self.unfinished.take() else {
            return;
        };
        let is_step = |set: &PracticeSet| set.step().is_some_and(|step| step.story == *unfinished.story());
        if !self.set.as_ref().is_some_and(is_step) {
            self.set = None;
        }
        let plan = unfinished.practice.plan();
        (self.habits.ladder, self.habits.style) = (plan.ladder, plan.style);
        let story = self.catalog.library().get(unfinished.story());
        let background = story.map(|story| self.background(story)).unwrap_or_default();
        let screen = PracticeScreen::resumed(unfinished, background);
        self.in_library(|library, known| library.select(screen.practice().story(), known));
        self.screen = Screen::Practice(screen);
        self.find_shown_cues();
        self.tell_pause(now);
    }

    /// Drops the take that waits to be resumed. One key brings it back.
    pub(super) fn discard(&mut self) -> Vec<Effect> {
        self.dropped = self.unfinished.take();
        self.overlay = None;
        self.tell(self.say(("The unfinished take was dropped. Press {} to have it back.", &[Action::Undo])));
        vec![Effect::ForgetUnfinished]
    }

    /// Brings back the take that was dropped last, if there is one.
    pub(super) fn bring_back_dropped(&mut self) -> Option<Effect> {
        let dropped = self.dropped.take()?;
        self.unfinished = Some(dropped.clone());
        self.tell(self.say(("The unfinished take is back. Press {} to go on with it.", &[Action::ShowUnfinished])));
        Some(Effect::KeepUnfinished(dropped))
    }

    /// Leaves the take, or what is shown of it, for the library.
    pub(super) fn leave(&mut self, now: Now) -> Vec<Effect> {
        let kept = self.set_aside(now);
        if matches!(self.screen, Screen::Summary(_)) {
            self.set = None;
        }
        if !self.answered(None, now) {
            self.screen = Screen::Library;
        }
        if let Some(unfinished) = &self.unfinished
            && kept.is_some()
        {
            let (elapsed, key) = (unfinished.elapsed(), self.key(Action::ShowUnfinished));
            self.tell(match (&self.screen, &self.set) {
                (Screen::Library, None) => format!("The take waits at {elapsed}. Press {key} to go on with it."),
                (Screen::Library, Some(_)) => {
                    format!("The take waits at {elapsed}, and so does the set. Press {key} to go on.")
                }
                _ => format!("The take waits in the library, at {elapsed}."),
            });
        }
        kept.into_iter().collect()
    }

    /// Leaves the program, as the person asks.
    pub(super) fn quit(&mut self, now: Now) -> Vec<Effect> {
        let written = self.begin_keeping(Then::Leave);
        written.into_iter().chain(self.end(now)).collect()
    }

    /// Ends the program. What is being written waits, as a take does: who is told from outside may be in the middle of it.
    pub(super) fn end(&mut self, now: Now) -> Vec<Effect> {
        // A take that waits already is saved again: the disk may have refused it.
        let waiting = self.unfinished.clone().map(Effect::KeepUnfinished);
        let take = self.set_aside(now).or(waiting);
        self.keep_open_debrief().into_iter().chain(take).chain([Effect::Quit]).collect()
    }

    /// Tries again to keep what the disk refused.
    pub(super) fn keep_again(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.not_kept)
    }

    /// Stops the clock of the take under way, if there is one, and keeps the take.
    pub(super) fn pause(&mut self, now: Now) -> Option<Effect> {
        self.stop_interview(now);
        let screen = self.take_at_hand()?;
        screen.pause(now.monotonic);
        let unfinished = screen.unfinished(now)?;
        self.tell_pause(now);
        Some(Effect::KeepUnfinished(unfinished))
    }

    fn tell_pause(&mut self, now: Now) {
        if let Screen::Practice(screen) = &self.screen
            && screen.practice().is_paused()
        {
            let elapsed = screen.practice().elapsed(now.monotonic);
            self.tell(format!("Paused at {elapsed}. Press {} to go on.", self.key(Action::Pause)));
        }
    }

    /// Keeps the take under way for later, if there is one.
    pub(super) fn set_aside(&mut self, now: Now) -> Option<Effect> {
        let screen = self.take_at_hand()?;
        screen.bring_back(now.monotonic);
        let unfinished = screen.unfinished(now)?;
        self.unfinished = Some(unfinished.clone());
        Some(Effect::KeepUnfinished(unfinished))
    }
}
