//! What the looks may see of the state: everything, and none of it to change.

use super::keymap::Keymap;
use super::screen::kept::{KeptScreen, Of, View};
use super::screen::library::LibraryScreen;
use super::screen::problems::ProblemsScreen;
use super::{App, Notice, Overlay, Screen};
use crate::domain::agenda::Agenda;
use crate::domain::appointments::Appointments;
use crate::domain::habits::Habits;
use crate::domain::history::History;
use crate::domain::library::Library;
use crate::domain::looks::Looks;
use crate::domain::problem::Problem;
use crate::domain::queries::Filters;
use crate::domain::set::PracticeSet;
use crate::domain::story::{Story, StoryId};
use crate::domain::unfinished::Unfinished;
use crate::search::index::Index;

impl App {
    /// The stories at hand.
    pub fn library(&self) -> &Library {
        self.catalog.library()
    }

    /// What is known of their titles and skills.
    pub fn index(&self) -> &Index {
        self.catalog.index()
    }

    /// The takes told so far.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// The interviews that come, and those that were.
    pub const fn appointments(&self) -> &Appointments {
        &self.appointments
    }

    /// The take that waits to be resumed.
    pub const fn unfinished(&self) -> Option<&Unfinished> {
        self.unfinished.as_ref()
    }

    /// What is to be told today, and on the days until the interviews that come.
    pub const fn agenda(&self) -> &Agenda {
        &self.agenda
    }

    /// What is to be told today, in the order of a set.
    pub fn due(&self) -> &[StoryId] {
        &self.due
    }

    /// The keys as they are.
    pub const fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// How the teller likes to practice.
    pub const fn habits(&self) -> Habits {
        self.habits
    }

    /// How the screen is to look.
    pub const fn looks(&self) -> &Looks {
        &self.looks
    }

    /// The set under way.
    pub const fn set(&self) -> Option<&PracticeSet> {
        self.set.as_ref()
    }

    /// The story as it stands whose versions are shown.
    pub fn story_of_versions(&self, screen: &KeptScreen) -> Option<&Story> {
        match screen.of() {
            Of::Story(id) => self.library().get(id).map(|story| self.library().as_written(story)),
            Of::Trash => None,
        }
    }

    /// The earlier and the later version that are compared with each other, if the one under the cursor isn't shown whole.
    pub fn versions_compared<'a>(&'a self, screen: &'a KeptScreen) -> Option<(&'a Story, &'a Story)> {
        let version = &screen.selected()?.story;
        match screen.view() {
            View::Change => Some((&screen.before()?.story, version)),
            View::Since => Some((version, self.story_of_versions(screen)?)),
            View::Whole => None,
        }
    }

    /// The saved filters.
    pub const fn filters(&self) -> &Filters {
        &self.filters
    }

    /// What could not be read or done.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The state of the library screen.
    pub const fn library_screen(&self) -> &LibraryScreen {
        &self.library_screen
    }

    /// The state of the list of problems.
    pub const fn problems_screen(&self) -> &ProblemsScreen {
        &self.problems_screen
    }

    /// What fills the window.
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// What lies over the screen.
    pub const fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    /// The page of the overlay's text to show; pages go round, so any number is one.
    pub const fn overlay_page(&self) -> isize {
        self.overlay_page
    }

    /// The line to the person.
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether the library is still being read for the first time.
    pub const fn awaits_library(&self) -> bool {
        self.awaits_library
    }

    /// The story that comes after the one under review.
    pub fn next_story(&self) -> Option<&Story> {
        match &self.screen {
            Screen::Review(screen) => self.library_screen.after(self.catalog.library(), &screen.take().story),
            _ => None,
        }
    }
}
