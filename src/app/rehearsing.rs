//! Sets and drills: what is put before the teller next, and where it ends.

use super::action::Action;
use super::message::Effect;
use super::screen::library::LibraryScreen;
use super::screen::rehearse::{Arranged, RehearseScreen, What, Wishes};
use super::screen::summary::SummaryScreen;
use super::{App, Screen};
use crate::domain::practice::Phase;
use crate::domain::set::{Kind, PracticeSet, Wish, arrange};
use crate::domain::story::{Story, StoryId};
use crate::domain::time::Now;

impl App {
    /// Asks what to rehearse.
    pub(super) fn show_rehearse(&mut self, now: Now) {
        self.in_library(LibraryScreen::rank_all);
        // Few digits are easy to type again.
        self.wishes.set.seed = now.wall.unix_seconds().unsigned_abs() % 10_000;
        // Of many stories it takes a while to know what they show; by the time a question is put it is known.
        if self.catalog.evidence().is_none() && !self.catalog.has_few() && !self.is_reading_evidence {
            self.is_reading_evidence = true;
            self.errands.push(Effect::ReadEvidence(self.catalog.clone()));
        }
        let packs = self.questions().packs.into_iter().map(|pack| pack.name).collect();
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
            let arranged = self.arranged(self.wishes.set);
            if let Screen::Rehearse(screen) = &mut self.screen {
                screen.arranged = arranged;
            }
        }
    }

    /// The stories of the list as a set would have them.
    fn arranged(&self, wish: Wish) -> Arranged {
        let found = self.library_screen.found(self.catalog.library());
        let stories = arrange(found, wish, &self.history, self.now);
        let time = stories.iter().map(|story| story.target()).sum();
        Arranged { stories: stories.into_iter().map(|story| story.id.clone()).collect(), time }
    }

    /// Whether a story of the list can be told.
    pub(super) fn has_set(&self) -> bool {
        self.library_screen.found(self.catalog.library()).any(Story::has_text)
    }

    /// The story under the cursor of the library.
    pub fn story_at_hand(&self) -> Option<&Story> {
        self.library_screen.selected(self.catalog.library())
    }

    /// The part of the story under the cursor that gives the most trouble.
    pub fn weakest_rung(&self) -> Option<&str> {
        self.history.weakest_rung(&self.story_at_hand()?.id, self.habits.ladder)
    }

    /// Whether what is wished can be rehearsed.
    pub(super) fn can_rehearse(&self, wishes: Wishes) -> Result<(), &'static str> {
        let story = self.story_at_hand();
        match wishes.what {
            What::Set if !self.has_set() => Err("No story of the list has a text to tell."),
            What::Lengths | What::WeakestRung if !story.is_some_and(Story::has_text) => {
                Err("No story is chosen that has a text to tell.")
            }
            What::Retrieval | What::Mock if self.catalog.evidence().is_none() && !self.catalog.has_few() => {
                Err("Your stories are being read. Try again in a moment.")
            }
            What::WeakestRung if self.weakest_rung().is_none() => {
                Err("Tell this story once, so that its weakest part is known.")
            }
            _ => Ok(()),
        }
    }

    /// Begins what is wished.
    pub(super) fn begin_rehearsal(&mut self, now: Now) {
        if let Screen::Rehearse(screen) = &self.screen {
            let set = screen.arranged.stories.clone();
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

    /// Begins a set of the stories of the list.
    pub(super) fn begin_set(&mut self, wish: Wish, now: Now) {
        self.in_library(LibraryScreen::rank_all);
        let stories = self.arranged(wish).stories;
        self.begin_set_of(stories, wish, now);
    }

    fn begin_set_of(&mut self, stories: Vec<StoryId>, wish: Wish, now: Now) {
        if stories.is_empty() {
            self.tell("No story of the list has a text to tell.");
            return;
        }
        self.set = Some(PracticeSet::of_stories(stories, wish.is_free));
        self.put_next(now);
    }

    /// Puts the step of the set before the teller, or shows what came of it when it is over.
    pub(super) fn put_next(&mut self, now: Now) {
        let step = self.set.as_ref().and_then(PracticeSet::step).cloned();
        match step {
            Some(step) => {
                self.in_library(|library, known| library.select(&step.story, known));
                self.practice(&step.story, None, now);
            }
            None => self.screen = Screen::Summary(SummaryScreen::default()),
        }
    }

    /// Goes on with the next step of the set. One that isn't under way any more is over.
    pub(super) fn go_on_with_set(&mut self, now: Now) {
        if let Some(set) = &mut self.set {
            set.go_on();
            self.put_next(now);
        }
    }

    /// Ends the set under way: what came of it is shown, if anything was told.
    pub(super) fn end_set(&mut self) -> bool {
        let is_between = match &self.screen {
            Screen::Practice(screen) => screen.practice().phase() == Phase::Ready,
            Screen::Review(_) => true,
            _ => false,
        };
        let is_told = self.set.as_ref().is_some_and(|set| set.told().any(|(_, take)| take.is_some()));
        if is_between && is_told {
            self.screen = Screen::Summary(SummaryScreen::default());
        } else if is_between {
            self.set = None;
        }
        is_between && is_told
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
