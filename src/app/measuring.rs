//! Progress: whose takes are looked at, and what they say.

use std::collections::HashSet;

use super::can::unless;
use super::saying::Saying;
use super::screen::library::LibraryScreen;
use super::screen::progress::{ProgressScreen, Scope};
use super::{App, Screen};
use crate::domain::progress::Progress;
use crate::domain::story::StoryId;

impl App {
    /// Shows what the takes of all stories say.
    pub(super) fn show_progress(&mut self) {
        self.in_library(LibraryScreen::rank_all);
        self.screen = Screen::Progress(ProgressScreen::new(Scope::All, self.progress(Scope::All)));
    }

    /// Shows it of the next stories that it can be shown of.
    pub(super) fn next_scope(&mut self) {
        let Screen::Progress(screen) = &self.screen else {
            return;
        };
        let scopes = self.scopes();
        let place = scopes.iter().position(|&scope| scope == screen.scope()).unwrap_or(0);
        if let Some(&next) = scopes.iter().cycle().nth(place + 1) {
            self.screen = Screen::Progress(ProgressScreen::new(next, self.progress(next)));
        }
    }

    /// Whether it can be shown of other stories, and if not, why.
    pub(super) fn can_change_scope(&self) -> Result<(), Saying> {
        unless(self.scopes().len() > 1, "No story is found, so these are the takes of all.")
    }

    /// Shows what the takes say by now, where that is shown.
    pub(super) fn measure_anew(&mut self) {
        let Screen::Progress(screen) = &self.screen else {
            return;
        };
        let progress = self.progress(screen.scope());
        if let Screen::Progress(screen) = &mut self.screen {
            screen.measure(progress);
        }
    }

    /// The scopes that there are. Without a query the stories found are all of them, and of a great many only the best
    /// are known.
    fn scopes(&self) -> Vec<Scope> {
        let screen = &self.library_screen;
        let is_found = screen.is_filtered() && self.is_answered() && screen.count() > 0;
        let are_all_known = screen.found(self.catalog.library()).count() == screen.count();
        let found = (is_found && are_all_known).then_some(Scope::Found);
        let story = self.story_at_hand().map(|_| Scope::Story);
        [Scope::All].into_iter().chain(found).chain(story).collect()
    }

    fn progress(&self, scope: Scope) -> Progress {
        match scope {
            Scope::All => Progress::of(&self.history, |_| true, self.now),
            Scope::Found => {
                let found = self.library_screen.found(self.catalog.library());
                let found: HashSet<&StoryId> = found.map(|story| &story.id).collect();
                Progress::of(&self.history, |story| found.contains(story), self.now)
            }
            Scope::Story => {
                let at_hand = self.story_at_hand().map(|story| &story.id);
                Progress::of(&self.history, |story| Some(story) == at_hand, self.now)
            }
        }
    }
}
