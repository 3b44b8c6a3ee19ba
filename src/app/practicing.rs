//! Takes: a story put before its teller, told to the end, told again.

use super::action::Action;
use super::message::Effect;
use super::screen::practice::PracticeScreen;
use super::screen::review::ReviewScreen;
use super::{App, Overlay, Screen};
use crate::domain::story::StoryId;
use crate::domain::take::{Grade, Take};
use crate::domain::time::Now;

impl App {
    pub(super) fn record(&mut self, take: Take) -> Take {
        self.history.add(take.clone());
        self.told.push(take.clone());
        take
    }

    pub(super) fn practice_selected(&mut self, now: Now) {
        let Some(story) = self.library_screen.selected(self.catalog.library()).map(|story| story.id.clone()) else {
            return;
        };
        if self.unfinished.as_ref().is_some_and(|unfinished| *unfinished.story() == story) {
            self.show(Overlay::Resume);
        } else {
            self.practice(&story, now);
        }
    }

    pub(super) fn practice(&mut self, story: &StoryId, now: Now) {
        if let Some(story) = self.catalog.library().get(story) {
            let takes = self.history.finished(&story.id).count();
            self.screen = Screen::Practice(PracticeScreen::ready(story, takes, self.ladder, self.style, now));
            self.in_library(|library, known| library.act(Action::GoToStories, known));
        }
    }

    pub(super) fn practice_again(&mut self, now: Now) {
        if let Screen::Review(screen) = &self.screen {
            let story = screen.take().story.clone();
            self.practice(&story, now);
        }
    }

    pub(super) fn practice_next(&mut self, now: Now) {
        if let Some(next) = self.next_story().map(|story| story.id.clone()) {
            self.in_library(|library, known| library.select(&next, known));
            self.practice(&next, now);
        }
    }

    pub(super) fn finish(&mut self, grade: Option<Grade>, now: Now) -> Vec<Effect> {
        let Screen::Practice(screen) = &mut self.screen else {
            return Vec::new();
        };
        let take = screen.finish(grade, now);
        self.screen = Screen::Review(ReviewScreen::new(take.clone()));
        vec![Effect::KeepTake(self.record(take))]
    }
}
