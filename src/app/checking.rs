//! What there is to say of the story under the cursor, or of the one that is written: found when it gets there or
//! changes, and kept while it stays.

use std::borrow::Cow;

use super::{App, Screen};
use crate::domain::check::{Checker, Finding, Silenced};
use crate::domain::history::History;
use crate::domain::pace::WORDS_A_MINUTE;
use crate::domain::story::Story;

/// A story and what there is to say of it.
#[derive(Debug)]
pub(super) struct Checked {
    silenced: Silenced,
    story: Option<Story>,
    findings: Vec<Finding>,
    /// How many words the teller says in a minute: learned when takes come, since stories are checked far more often.
    words_a_minute: u64,
}

impl Checked {
    /// Nothing yet.
    pub(super) const fn new(silenced: Silenced) -> Self {
        Self { silenced, story: None, findings: Vec::new(), words_a_minute: WORDS_A_MINUTE }
    }

    /// Learns how fast the teller speaks.
    pub(super) fn learn_pace(&mut self, history: &History) {
        self.words_a_minute = history.words_a_minute();
    }

    /// Forgets what was found, since the story may be shown in another way by now.
    pub(super) fn forget(&mut self) {
        (self.story, self.findings) = (None, Vec::new());
    }

    /// How many words the teller says in a minute.
    pub(super) const fn words_a_minute(&self) -> u64 {
        self.words_a_minute
    }
}

impl App {
    /// What there is to say of the story under the cursor.
    pub fn findings(&self) -> &[Finding] {
        &self.checked.findings
    }

    /// The rules that nobody wants to hear of.
    pub const fn silenced(&self) -> &Silenced {
        &self.checked.silenced
    }

    /// Checks the story under the cursor, if it is another one by now: it is drawn more often than it changes.
    pub(super) fn check_selected(&mut self) {
        let story = match &self.screen {
            Screen::Library => self.library_screen.selected(self.catalog.library()),
            Screen::Importing(screen) => screen.selected_row().map(|row| &row.found.story),
            Screen::Writing { writing, .. } => Some(writing.story()),
            _ => return,
        };
        if story == self.checked.story.as_ref() {
            return;
        }
        let lexicon = self.vocabulary.lexicon;
        let findings = story.map(|story| {
            // One that is written has its marks still, and is checked by them.
            let is_written = self.writing().is_some() && !self.is_sharing();
            let story = if is_written { Cow::Borrowed(story) } else { self.shown(story) };
            Checker::new(lexicon(), &self.checked.silenced).at_pace(self.checked.words_a_minute).check(&story)
        });
        (self.checked.story, self.checked.findings) = (story.cloned(), findings.unwrap_or_default());
    }
}
