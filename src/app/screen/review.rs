//! The review screen: the take just told, to be compared with the ones before.

use super::page::Page;
use super::practice::PracticeScreen;
use crate::app::action::Action;
use crate::app::text_input::TextInput;
use crate::domain::story::Story;
use crate::domain::take::Take;
use crate::domain::time::{Millis, Now};

/// What the review screen remembers.
#[derive(Debug)]
pub struct ReviewScreen {
    practice: PracticeScreen,
    take: Take,
    page: Page,
    note: Option<TextInput>,
    asks_to_discard: bool,
}

impl ReviewScreen {
    /// The review of a take.
    pub fn new(practice: PracticeScreen, take: Take) -> Self {
        Self { practice, take, page: Page::default(), note: None, asks_to_discard: false }
    }

    /// The take under review.
    pub const fn take(&self) -> &Take {
        &self.take
    }

    /// The page of the review to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page.number()
    }

    /// The line that a note is typed into, if one is.
    pub const fn note(&self) -> Option<&TextInput> {
        self.note.as_ref()
    }

    /// The same, to be changed.
    pub const fn input(&mut self) -> Option<&mut TextInput> {
        self.note.as_mut()
    }

    /// Whether the person is asked if the take should be discarded.
    pub const fn asks_to_discard(&self) -> bool {
        self.asks_to_discard
    }

    /// Keeps the note that was typed, and returns the record of the take with it.
    pub fn keep_note(&mut self, now: Now) -> Option<Take> {
        let note = self.note.take()?.text();
        let take = self.practice.annotate(note.trim(), now);
        (take != self.take).then(|| {
            self.take = take.clone();
            take
        })
    }

    /// The record by which the take counts no more.
    pub fn discarded(&self) -> Take {
        Take { discarded: true, revision: self.take.revision + 1, ..self.take.clone() }
    }

    /// Brings the take up to date with its story, which was edited.
    pub fn revise(&mut self, story: &Story, now: Millis) {
        self.practice.revise(story, now);
    }

    /// The take before its verdict.
    pub fn back_to_grading(mut self, now: Millis) -> PracticeScreen {
        self.practice.take_back_grade(now);
        self.practice
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action) {
        self.page.act(action);
        match action {
            Action::WriteNote => self.note = Some(TextInput::new(&self.take.note)),
            Action::StopTyping => self.note = None,
            Action::Edit(edit) => self.note.iter_mut().for_each(|note| note.edit(edit)),
            Action::AskToDiscard => self.asks_to_discard = true,
            Action::Close => self.asks_to_discard = false,
            _ => {}
        }
    }
}
