//! A take that was interrupted, kept until its teller resumes or discards it.

use serde::{Deserialize, Serialize};

use super::practice::{Phase, Practice};
use super::story::StoryId;
use super::take::Take;
use super::time::{Millis, Now, Stamp};

/// A take under way, as it stood at the last press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The format version of the record.
    pub version: u32,
    /// The story's title.
    pub title: String,
    /// The question put with the story.
    #[serde(default)]
    pub question: Option<String>,
    /// When the clock was started.
    pub at: Stamp,
    /// Which press it was kept at, counted by those who keep it: of two records the later one counts.
    #[serde(default)]
    pub press: u64,
    /// The take itself, its clock stopped.
    pub practice: Practice,
}

impl Unfinished {
    /// The take under way as it stands at `now`, started at `at`.
    pub fn of(practice: &Practice, title: &str, question: Option<&str>, at: Stamp, now: Now) -> Self {
        let mut practice = practice.clone();
        practice.set_aside(now.monotonic);
        let question = question.map(str::to_owned);
        Self { version: super::take::FORMAT_VERSION, title: title.to_owned(), question, at, press: 0, practice }
    }

    /// The story that was being told.
    pub const fn story(&self) -> &StoryId {
        self.practice.story()
    }

    /// How far the take had come.
    pub fn elapsed(&self) -> Millis {
        self.practice.elapsed(Millis::ZERO)
    }

    /// Whether it can be resumed: it was started, isn't over, and nothing tampered with it.
    pub fn is_sound(&self) -> bool {
        matches!(self.practice.phase(), Phase::Telling | Phase::Grading) && self.practice.is_sound()
    }

    /// The record of it for the practice file, when it won't be resumed.
    pub fn to_take(&self) -> Take {
        Take::of(&self.practice, &self.title, self.question.as_deref(), self.at, Millis::ZERO)
    }
}
