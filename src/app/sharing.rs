//! Sharing: while others look at the screen, what stands for confidential words is shown in place of them.

use std::borrow::Cow;

use super::action::Action;
use super::{App, Screen};
use crate::domain::confidential::{Words, said};
use crate::domain::difference::{self, Difference};
use crate::domain::story::Story;
use crate::search::catalog::Catalog;

impl App {
    /// Whether others look at the screen.
    pub const fn is_sharing(&self) -> bool {
        self.is_sharing
    }

    /// The words that must not be seen, wherever they come from. None while nobody else looks at the screen.
    pub fn words_to_cover(&self) -> Option<&Words> {
        let known = self.catalog.library().confidential();
        self.is_sharing.then(|| self.words_with_elsewhere.as_ref().unwrap_or(known))
    }

    /// A story that is not of the library, as it may be shown: as it is said, or as others see it.
    pub fn shown<'a>(&self, story: &'a Story) -> Cow<'a, Story> {
        self.words_to_cover().map_or_else(|| story.said(), |words| story.covered(words))
    }

    /// A text as it may be shown.
    pub fn shown_text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.words_to_cover().map_or_else(|| said(text), |words| words.shown(text))
    }

    /// The parts of two versions of a story, as they may be shown.
    pub fn differences(&self, left: &Story, right: &Story) -> Vec<Difference> {
        let (shown_left, shown_right) = (self.shown(left), self.shown(right));
        // What differs may be how a confidential word is marked.
        if shown_left == shown_right && !self.is_sharing {
            return difference::compare(left, right);
        }
        difference::compare(&shown_left, &shown_right)
    }

    /// Lets others look at the screen, or not any more.
    pub(super) fn switch_sharing(&mut self) {
        self.is_sharing = !self.is_sharing;
        let catalog = self.for_onlookers(self.catalog.clone());
        self.show_catalog(catalog);
        self.checked.forget();
        self.follow_library();
        if let Screen::Practice(screen) = &mut self.screen {
            screen.forget_cues();
            self.find_shown_cues();
        }
        self.tell(if self.is_sharing {
            self.say(("Confidential words are covered. {} shows them again.", &[Action::SwitchSharing]))
        } else {
            "Confidential words are shown again.".to_owned()
        });
    }

    /// A catalog of the same stories for whoever looks at the screen.
    pub(super) fn for_onlookers(&self, catalog: Catalog) -> Catalog {
        let library = catalog.library();
        if library.confidential().are_none() {
            return catalog;
        }
        let shown = if self.is_sharing { library.covered() } else { library.said() };
        Catalog::new(shown, (self.vocabulary.lexicon)())
    }

    /// Finds the words that are marked in what is shown and comes from elsewhere than the library: it is drawn more often
    /// than it changes.
    pub(super) fn find_words_elsewhere(&mut self) {
        let found;
        let others = match &mut self.screen {
            _ if !self.is_sharing => None,
            Screen::Importing(screen) => Some(screen.words()),
            screen => {
                found = Words::of(stories_of(screen));
                Some(&found)
            }
        };
        let others = others.filter(|others| !others.are_none());
        self.words_with_elsewhere = others.map(|others| self.catalog.library().confidential().with(others));
    }
}

/// The stories that a screen shows and that come from elsewhere than the library, but for those of documents.
fn stories_of(screen: &Screen) -> Vec<&Story> {
    match screen {
        Screen::Kept(screen) => screen.versions().iter().map(|version| &version.story).collect(),
        Screen::Compare(screen) => vec![&screen.conflict().left.story, &screen.conflict().right.story],
        Screen::Writing { writing, .. } => vec![writing.story()],
        _ => Vec::new(),
    }
}
