//! Takes: a story put before its teller, told to the end, told again.

use std::borrow::Cow;

use super::action::Action;
use super::message::Effect;
use super::screen::practice::{Background, PracticeScreen};
use super::screen::review::ReviewScreen;
use super::{App, Overlay, Screen};
use crate::domain::cues::cue_words;
use crate::domain::curveball::Curveball;
use crate::domain::habits::Feedback;
use crate::domain::ladder::Rung;
use crate::domain::practice::{Phase, Plan};
use crate::domain::set::PracticeSet;
use crate::domain::story::{Story, StoryId};
use crate::domain::take::{Grade, Take};
use crate::domain::time::Now;

impl App {
    pub(super) fn record(&mut self, take: Take) -> Take {
        self.history.add(take.clone());
        self.told.push(take.clone());
        self.checked.learn_pace(&self.history);
        if let Some(set) = &mut self.set {
            set.keep(&take);
        }
        self.keep_in_interview(&take);
        self.set_agenda();
        take
    }

    pub(super) fn practice_selected(&mut self, now: Now) {
        let Some(story) = self.library_screen.selected(self.catalog.library()).map(|story| story.id.clone()) else {
            return;
        };
        if self.unfinished.as_ref().is_some_and(|unfinished| *unfinished.story() == story) {
            self.show(Overlay::Resume);
        } else {
            self.set = None;
            self.practice(&story, None, now);
        }
    }

    /// Puts a story before its teller: all of it, or one of its rungs.
    pub(super) fn practice(&mut self, story: &StoryId, only: Option<String>, now: Now) {
        if let Some(ready) = self.ready(story, only, now) {
            self.screen = Screen::Practice(ready);
            self.in_library(|library, known| library.act(Action::GoToStories, known));
        }
    }

    fn ready(&self, story: &StoryId, only: Option<String>, now: Now) -> Option<PracticeScreen> {
        let story = self.catalog.library().as_said(story)?;
        let plan = self.plan(&story, only, now);
        let takes = self.history.finished(&story.id).count();
        let question = story.questions.get(takes % story.questions.len().max(1)).cloned();
        let background = Background { question, ..self.background(&story) };
        Some(PracticeScreen::ready(&story, plan, background, now))
    }

    /// How a story is to be told: as the teller likes to tell, and as the set says.
    fn plan(&self, story: &Story, only: Option<String>, now: Now) -> Plan {
        let habits = self.habits;
        let target = self.set.as_ref().and_then(|set| set.step()?.target);
        let plan = Plan {
            ladder: habits.ladder,
            style: habits.style,
            target,
            is_free: only.is_some() || self.set.as_ref().is_some_and(PracticeSet::is_free),
            only,
            faded: self.history.faded(&story.id, habits.ladder),
            curveball: None,
        };
        let seed = u64::try_from(now.wall.unix_seconds()).unwrap_or(0);
        let is_interrupted = habits.has_curveballs && plan.only.is_none();
        let curveball = is_interrupted.then(|| Curveball::thrown_by(seed, plan.target_of(story)));
        Plan { curveball, ..plan }
    }

    /// What is known of a story that is to be told.
    pub(super) fn background(&self, story: &Story) -> Background {
        Background {
            question: None,
            missed: self.history.missed(&story.id),
            cues: Vec::new(),
            words_a_minute: self.checked.words_a_minute(),
        }
    }

    /// Finds the cue words of each rung that is told, unless that is done: the first frame of a take needn't wait for
    /// what most takes never need.
    fn find_cues(&mut self) {
        let Screen::Practice(screen) = &self.screen else {
            return;
        };
        if !screen.background().cues.is_empty() {
            return;
        }
        // Which words are rare is known at once where there are few stories. Where there are many, it is being read.
        if self.catalog.has_few() && self.catalog.texts().is_none() {
            self.catalog = self.catalog.clone().with_texts();
        }
        let practice = screen.practice();
        let Some(story) = self.catalog.library().get(practice.story()) else {
            return;
        };
        let missed = screen.background().missed.iter().map(|missed| self.shown_text(&missed.words));
        let missed: Vec<Cow<'_, str>> = missed.collect();
        let missed: Vec<&str> = missed.iter().map(AsRef::as_ref).collect();
        let stories_with = |word: &str| self.catalog.texts().map_or(0, |texts| texts.stories_with(word));
        let words = |rung: &Rung| cue_words(story, &rung.beats, &missed, stories_with);
        let cues = practice.rungs().iter().map(words).collect();
        if let Screen::Practice(screen) = &mut self.screen {
            screen.learn_cues(cues);
        }
    }

    /// Finds the cue words, if they are to be seen.
    pub(super) fn find_shown_cues(&mut self) {
        if let Screen::Practice(screen) = &self.screen
            && screen.practice().shows_cues()
        {
            self.find_cues();
        }
    }

    /// Plans the take anew, before it starts.
    pub(super) fn change_plan(&mut self, action: Action) {
        let Screen::Practice(screen) = &self.screen else {
            return;
        };
        match action {
            Action::NextLadder => self.habits.ladder = self.habits.ladder.next(),
            Action::SwitchStyle => self.habits.style = self.habits.style.next(),
            _ => {}
        }
        let is_free = screen.practice().plan().is_free != (action == Action::SwitchFree);
        self.plan_anew(is_free);
    }

    /// Puts the story that waits to be told, or to be told on, before its teller again: it was read again, and may have
    /// become another.
    pub(super) fn put_anew(&mut self, now: Now) -> Option<Effect> {
        let Screen::Practice(screen) = &self.screen else { return None };
        if screen.practice().phase() == Phase::Ready {
            self.plan_anew(screen.practice().plan().is_free);
            return None;
        }
        self.revise_take(now)
    }

    /// Brings the take under way up to date with its story, and has it kept.
    pub(super) fn revise_take(&mut self, now: Now) -> Option<Effect> {
        let Screen::Practice(screen) = &mut self.screen else { return None };
        screen.revise(&*self.catalog.library().as_said(screen.practice().story())?, now.monotonic);
        let kept = screen.unfinished(now).map(Effect::KeepUnfinished);
        self.find_shown_cues();
        kept
    }

    fn plan_anew(&mut self, is_free: bool) {
        let Screen::Practice(screen) = &self.screen else {
            return;
        };
        let (ladder, style) = (self.habits.ladder, self.habits.style);
        let Some(story) = self.catalog.library().as_said(screen.practice().story()) else {
            return;
        };
        let faded = self.history.faded(&story.id, ladder);
        let plan = Plan { ladder, style, faded, is_free, ..screen.practice().plan().clone() };
        if let Screen::Practice(screen) = &mut self.screen {
            screen.plan_anew(&story, plan);
        }
    }

    /// Changes how the teller likes to practice, and says what it comes to.
    pub(super) fn change_habit(&mut self, action: Action, now: Now) {
        let habits = &mut self.habits;
        let said = match action {
            Action::NextFeedback => {
                habits.feedback = habits.feedback.next();
                match habits.feedback {
                    Feedback::Full => "You are told all of the time.".to_owned(),
                    Feedback::Quiet => "You are shown the bar alone.".to_owned(),
                    Feedback::None => "You are told nothing of the time until the end.".to_owned(),
                }
            }
            Action::NextGhost => {
                habits.ghost = habits.ghost.next();
                format!("You tell against your {}.", habits.ghost.name())
            }
            Action::SwitchBell => {
                habits.has_bell = !habits.has_bell;
                if habits.has_bell { "The bell rings at the target." } else { "The bell stays silent." }.to_owned()
            }
            _ => {
                habits.has_curveballs = !habits.has_curveballs;
                let said = if habits.has_curveballs {
                    "An interviewer will cut in. Get to the outcome then."
                } else {
                    "Nobody cuts in."
                };
                self.throw_curveball(now);
                said.to_owned()
            }
        };
        self.tell(said);
    }

    /// Has an interviewer cut into the take that is about to start, or not.
    fn throw_curveball(&mut self, now: Now) {
        let Screen::Practice(screen) = &self.screen else {
            return;
        };
        let practice = screen.practice();
        let Some(story) = self.catalog.library().as_said(practice.story()) else {
            return;
        };
        let curveball = self.plan(&story, practice.plan().only.clone(), now).curveball;
        let plan = Plan { curveball, ..practice.plan().clone() };
        if let Screen::Practice(screen) = &mut self.screen {
            screen.plan_anew(&story, plan);
        }
    }

    /// Does what an action asks of the take under way, which is kept then.
    pub(super) fn act_on_take(&mut self, action: Action, now: Now) -> Vec<Effect> {
        if action == Action::Hint {
            self.find_cues();
        }
        let Screen::Practice(screen) = &mut self.screen else {
            return Vec::new();
        };
        let story = self.catalog.library().as_said(screen.practice().story());
        let notice = screen.act(action, story.as_deref(), now);
        let changed = !matches!(action, Action::NextPiece | Action::PreviousPiece);
        let kept = screen.unfinished(now).filter(|_| changed).map(Effect::KeepUnfinished);
        if let Some(notice) = notice {
            self.tell(self.say(notice));
        }
        if action == Action::RestartTake {
            self.throw_curveball(now);
        }
        self.find_shown_cues();
        // A take set aside before this one started becomes a record of its own.
        let earlier = if action == Action::Start { self.unfinished.take() } else { None };
        if let Some(earlier) = &earlier {
            self.tell(format!("The unfinished take of “{}” was kept as it stood.", earlier.title));
        }
        earlier.map(|earlier| Effect::KeepTake(self.record(earlier.to_take()))).into_iter().chain(kept).collect()
    }

    /// Rings the bell, if the target has come.
    pub(super) fn ring(&mut self, now: Now) -> Vec<Effect> {
        let rings = match &mut self.screen {
            Screen::Practice(screen) => self.habits.has_bell && screen.rings(now.monotonic),
            _ => false,
        };
        rings.then_some(Effect::Ring).into_iter().collect()
    }

    pub(super) fn practice_again(&mut self, now: Now) {
        if let Screen::Review(screen) = &self.screen {
            let (story, only) = (screen.take().story.clone(), screen.take().only.clone());
            self.practice(&story, only, now);
        }
    }

    pub(super) fn practice_next(&mut self, now: Now) {
        if let Some(next) = self.next_story().map(|story| story.id.clone()) {
            self.in_library(|library, known| library.select(&next, known));
            self.practice(&next, None, now);
        }
    }

    pub(super) fn finish(&mut self, grade: Option<Grade>, now: Now) -> Vec<Effect> {
        let Screen::Practice(mut screen) = std::mem::replace(&mut self.screen, Screen::Library) else {
            return Vec::new();
        };
        let take = screen.finish(grade, now);
        let kept = Effect::KeepTake(self.record(take.clone()));
        if !self.answered(Some(take.clone()), now) {
            self.screen = Screen::Review(Box::new(ReviewScreen::new(screen, take)));
        }
        vec![kept]
    }

    /// Gives the grade that is offered, unless a text is hidden that the same key would show.
    pub(super) fn accept_grade(&mut self, now: Now) -> Vec<Effect> {
        let Screen::Practice(screen) = &self.screen else {
            return Vec::new();
        };
        if screen.practice().has_hidden_rungs() {
            return self.act_on_take(Action::Reveal, now);
        }
        if screen.practice().is_double_press(now.monotonic) {
            self.tell_slip();
            return Vec::new();
        }
        self.finish(Some(screen.marked()), now)
    }

    /// Keeps the note that was typed.
    pub(super) fn keep_note(&mut self, now: Now) -> Vec<Effect> {
        let Screen::Review(screen) = &mut self.screen else {
            return Vec::new();
        };
        screen.keep_note(now).map(|take| Effect::KeepTake(self.record(take))).into_iter().collect()
    }

    /// Discards the take under review: it stays on disk, and counts no more.
    pub(super) fn discard_take(&mut self, now: Now) -> Vec<Effect> {
        let Screen::Review(screen) = &self.screen else {
            return Vec::new();
        };
        let take = screen.discarded();
        let kept = Effect::KeepTake(self.record(take));
        let more = if self.set.is_some() { self.go_on_with_set(now) } else { self.leave(now) };
        self.tell("The take was discarded. It counts no more.");
        [kept].into_iter().chain(more).collect()
    }

    /// Goes back to the verdict on the take under review.
    pub(super) fn take_back_grade(&mut self, now: Now) -> Vec<Effect> {
        match std::mem::replace(&mut self.screen, Screen::Library) {
            Screen::Review(review) => {
                let screen = review.back_to_grading(now.monotonic);
                let kept = screen.unfinished(now).map(Effect::KeepUnfinished);
                self.screen = Screen::Practice(screen);
                kept.into_iter().collect()
            }
            other => {
                self.screen = other;
                Vec::new()
            }
        }
    }
}
