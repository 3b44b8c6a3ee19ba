//! Sets and drills: what is put before the teller next, and where it ends.

use super::action::Action;
use super::message::Effect;
use super::saying::Saying;
use super::screen::library::LibraryScreen;
use super::screen::page::Page;
use super::screen::rehearse::{Arranged, RehearseScreen, What, Wishes};
use super::{App, Screen};
use crate::domain::agenda::Agenda;
use crate::domain::practice::Phase;
use crate::domain::set::{Kind, PracticeSet, Wish, arrange};
use crate::domain::story::{Story, StoryId};
use crate::domain::time::Now;

/// Why something can't be done with many stories yet.
pub(super) const NOT_READ_YET: &str = "Your stories are being read. Try again in a moment.";

impl App {
    /// Asks what to rehearse.
    pub(super) fn show_rehearse(&mut self, now: Now) {
        self.in_library(LibraryScreen::rank_all);
        // Few digits are easy to type again.
        self.wishes.set.seed = now.wall.unix_seconds().unsigned_abs() % 10_000;
        let packs = self.questions().packs.into_iter().map(|pack| (pack.name, pack.questions.len())).collect();
        let arranged = self.arranged(self.wishes.set);
        self.screen = Screen::Rehearse(RehearseScreen::new(self.wishes, arranged, packs));
    }

    /// Chooses what to rehearse.
    pub(super) fn choose_rehearsal(&mut self, action: Action) {
        let Screen::Rehearse(screen) = &mut self.screen else {
            return;
        };
        screen.act(action);
        let before = std::mem::replace(&mut self.wishes, screen.wishes());
        if before.set != self.wishes.set {
            self.arrange_anew();
        }
    }

    /// Shows what the set is by now, where one is being chosen.
    pub(super) fn arrange_anew(&mut self) {
        if !matches!(self.screen, Screen::Rehearse(_)) {
            return;
        }
        let arranged = self.arranged(self.wishes.set);
        if let Screen::Rehearse(screen) = &mut self.screen {
            screen.arrange(arranged);
        }
    }

    /// The stories of the list as a set would have them.
    fn arranged(&self, wish: Wish) -> Arranged {
        let found = self.library_screen.found(self.catalog.library());
        let stories = arrange(found, wish, &self.history, self.now);
        let time = stories.iter().map(|story| story.target()).sum();
        Arranged { stories: stories.into_iter().map(|story| story.id.clone()).collect(), time }
    }

    /// Whether the list can be told as a set, and if not, why.
    fn can_be_set(&self) -> Result<(), &'static str> {
        if !self.is_answered() {
            return Err(NOT_READ_YET);
        }
        if self.library_screen.count() == 0 {
            return Err("No story matches, so there is nothing to tell.");
        }
        let is_any_told = self.library_screen.found(self.catalog.library()).any(Story::has_text);
        if is_any_told { Ok(()) } else { Err("No story of the list has a text to tell.") }
    }

    /// The story under the cursor of the library.
    pub fn story_at_hand(&self) -> Option<&Story> {
        self.library_screen.selected(self.catalog.library())
    }

    /// The part of the story under the cursor that gives the most trouble.
    pub fn weakest_rung(&self) -> Option<&str> {
        self.history.weakest_rung(self.story_at_hand()?, self.habits.ladder)
    }

    /// Whether what is wished can be rehearsed.
    pub(super) fn can_rehearse(&self, wishes: Wishes) -> Result<(), Saying> {
        let story = self.story_at_hand();
        match wishes.what {
            What::Set => self.can_be_set().map_err(Saying::from),
            What::Lengths | What::WeakestRung if !story.is_some_and(Story::has_text) => {
                Err("No story is chosen that has a text to tell.".into())
            }
            What::Retrieval | What::Mock if self.catalog.evidence().is_none() => Err(NOT_READ_YET.into()),
            What::WeakestRung if self.weakest_rung().is_none() => {
                Err("Tell this story once, so that its weakest part is known.".into())
            }
            _ => Ok(()),
        }
    }

    /// Begins what is wished.
    pub(super) fn begin_rehearsal(&mut self, now: Now) {
        if let Screen::Rehearse(screen) = &self.screen {
            let set = screen.arranged().stories.clone();
            let story = self.story_at_hand().map(|story| story.id.clone());
            match (self.wishes.what, story) {
                (What::Set, _) => self.begin_set_of(set, self.wishes.set, now),
                (What::Lengths, Some(story)) => {
                    self.set = Some(PracticeSet::of_lengths(&story));
                    self.put_next(now);
                }
                (What::WeakestRung, Some(story)) => {
                    let only = self.weakest_rung().map(str::to_owned);
                    self.set = None;
                    self.practice(&story, only, now);
                }
                (What::Retrieval | What::Mock, _) => self.begin_interview(self.wishes, now),
                (_, None) => {}
            }
        }
    }

    /// Finds out what is to be told today: what the interviews that come ask for, and then what is due.
    pub(super) fn set_agenda(&mut self) {
        let (library, history) = (self.catalog.library(), &self.history);
        self.agenda = Agenda::new(&self.appointments, history, library, self.now.day());
        let due = library.stories().iter().filter(|story| self.agenda.is_due(&story.id, history));
        let mut due = arrange(due, Wish::default(), history, self.now);
        due.sort_by_key(|story| !self.agenda.is_asked(&story.id));
        self.due = due.into_iter().map(|story| story.id.clone()).collect();
        if self.library_screen.query().has_states() {
            self.in_library(LibraryScreen::look_further);
        }
    }

    /// Begins a set of what should be told again today.
    pub(super) fn begin_today(&mut self, now: Now) {
        self.set = Some(PracticeSet::of_stories(self.due.iter().cloned(), false));
        self.put_next(now);
    }

    /// Begins a set of the stories of the list.
    pub(super) fn begin_set(&mut self, wish: Wish, now: Now) {
        self.in_library(LibraryScreen::rank_all);
        let stories = self.arranged(wish).stories;
        self.begin_set_of(stories, wish, now);
    }

    fn begin_set_of(&mut self, stories: Vec<StoryId>, wish: Wish, now: Now) {
        if let Err(why) = self.can_be_set() {
            self.tell(why);
            return;
        }
        self.set = Some(PracticeSet::of_stories(stories, wish.is_free));
        self.put_next(now);
    }

    /// Puts the next step of the set that can be told before the teller, or shows what came of it when it is over.
    pub(super) fn put_next(&mut self, now: Now) {
        while let Some(step) = self.set.as_ref().and_then(PracticeSet::step).cloned() {
            if self.catalog.library().get(&step.story).is_some_and(Story::has_text) {
                self.in_library(|library, known| library.select(&step.story, known));
                self.practice(&step.story, None, now);
                return;
            }
            self.set.iter_mut().for_each(|set| {
                set.go_on();
            });
        }
        self.end_set(now);
    }

    /// Goes on with the next step of the set. A take that was restarted and not begun again is kept.
    pub(super) fn go_on_with_set(&mut self, now: Now) -> Vec<Effect> {
        let kept = self.set_aside(now);
        self.set.iter_mut().for_each(|set| {
            set.go_on();
        });
        self.put_next(now);
        kept.into_iter().collect()
    }

    /// Whether leaving ends a set: one is under way, and no take of it is.
    pub fn ends_set(&self) -> bool {
        let is_between = match &self.screen {
            Screen::Practice(screen) => screen.practice().phase() == Phase::Ready,
            Screen::Review(_) => true,
            _ => false,
        };
        is_between && self.set.is_some()
    }

    /// Ends the set under way: what came of it is shown, if anything was told.
    pub(super) fn end_set(&mut self, now: Now) -> Vec<Effect> {
        let kept = self.set_aside(now);
        if self.set.as_ref().is_some_and(|set| set.told().any(|(_, take)| take.is_some())) {
            self.screen = Screen::Summary(Page::default());
        } else {
            self.set = None;
            self.screen = Screen::Library;
        }
        kept.into_iter().collect()
    }

    /// Begins the set again that is over.
    pub(super) fn repeat_set(&mut self, now: Now) {
        let again = self.set.as_ref().map(|set| match (set.kind(), set.steps().first()) {
            (Kind::Lengths, Some(step)) => PracticeSet::of_lengths(&step.story),
            _ => PracticeSet::of_stories(set.steps().iter().map(|step| step.story.clone()), set.is_free()),
        });
        self.set = again;
        self.put_next(now);
    }
}
