//! What there is to say of one take, and of how takes were told: thought, pace and grades.

use serde::Serialize;

use super::{Share, quartiles, signed};
use crate::domain::help::Help;
use crate::domain::ladder::Ladder;
use crate::domain::story::StoryId;
use crate::domain::take::{Grade, Take, Verdict};
use crate::domain::time::{Millis, Stamp};

/// A take that was told to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// When it began.
    pub at: Stamp,
    /// The story told.
    pub story: StoryId,
    /// Its title then.
    pub title: String,
    /// How the story was divided.
    pub ladder: Ladder,
    /// The one rung that was told, where it wasn't the whole story.
    pub only: Option<String>,
    /// How long it lasted.
    #[serde(rename = "length_ms")]
    pub length: Millis,
    /// How long it should have lasted.
    #[serde(rename = "target_ms")]
    pub target: Millis,
    /// Its length in percent of its target.
    pub percent_of_target: u64,
    /// How the two compare.
    pub verdict: Verdict,
    /// How long the teller thought before starting.
    #[serde(rename = "think_ms")]
    pub think: Millis,
    /// How many words were said in a minute, where all of the text was.
    pub words_a_minute: Option<u64>,
    /// The teller's own verdict.
    pub grade: Option<Grade>,
    /// Whether it leaves open when the story comes back.
    pub free: bool,
    /// The most help that any rung needed.
    pub help: Help,
}

impl Told {
    pub(super) fn of(take: &Take) -> Self {
        Self {
            at: take.at,
            story: take.story.clone(),
            title: take.title.clone(),
            ladder: take.ladder,
            only: take.only.clone(),
            length: take.length,
            target: take.target,
            percent_of_target: percent_of(take.length, take.target),
            verdict: Verdict::of(take.length, take.target),
            think: take.think,
            words_a_minute: words_a_minute(take),
            grade: take.grade,
            free: take.free,
            help: take.help(),
        }
    }
}

/// A length in percent of a target, of whole seconds as the clock shows them. It is rounded down up to the target and up
/// past it, so that it never contradicts the verdict on the length.
fn percent_of(length: Millis, target: Millis) -> u64 {
    let (length, target) = (length.seconds().saturating_mul(100), target.seconds().max(1));
    if length > target.saturating_mul(100) { length.div_ceil(target) } else { length / target }
}

fn words_a_minute(take: &Take) -> Option<u64> {
    let words = take.words() as u64;
    let is_known = take.in_full && take.only.is_none() && words > 0;
    words.saturating_mul(60_000).checked_div(take.length.0).filter(|_| is_known)
}

/// How long was thought before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Think {
    /// The median.
    #[serde(rename = "median_ms")]
    pub median: Option<Millis>,
    /// How many takes were thought of for two to five seconds.
    pub two_to_five_seconds: Share,
}

impl Think {
    pub(super) fn of(takes: &[&Told]) -> Self {
        Self {
            median: median(takes.iter().map(|take| take.think.0)).map(Millis),
            two_to_five_seconds: Share::among(takes, |take| matches!(take.think.seconds(), 2..=5)),
        }
    }
}

/// How fast was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// The median of the words said in a minute.
    pub median_words_a_minute: Option<u64>,
    /// In how many takes told in full.
    pub takes: usize,
}

impl Pace {
    pub(super) fn of(takes: &[&Told]) -> Self {
        let paces = || takes.iter().filter_map(|take| take.words_a_minute);
        Self { median_words_a_minute: median(paces()), takes: paces().count() }
    }
}

/// How often each grade was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Grades {
    /// The thread was lost.
    pub forgot: usize,
    /// It came with effort.
    pub hard: usize,
    /// It came.
    pub good: usize,
    /// It came by itself.
    pub easy: usize,
    /// No grade was given.
    pub none: usize,
}

impl Grades {
    pub(super) fn of(takes: &[&Told]) -> Self {
        let count = |grade: Option<Grade>| takes.iter().filter(|take| take.grade == grade).count();
        Self {
            forgot: count(Some(Grade::Forgot)),
            hard: count(Some(Grade::Hard)),
            good: count(Some(Grade::Good)),
            easy: count(Some(Grade::Easy)),
            none: count(None),
        }
    }

    /// The words for the grades, and how often each was given.
    pub const fn counts(self) -> [(&'static str, usize); 5] {
        [
            (Grade::Forgot.name(), self.forgot),
            (Grade::Hard.name(), self.hard),
            (Grade::Good.name(), self.good),
            (Grade::Easy.name(), self.easy),
            ("none", self.none),
        ]
    }
}

/// The median of numbers that aren't below zero.
pub(super) fn median(numbers: impl IntoIterator<Item = u64>) -> Option<u64> {
    quartiles(numbers.into_iter().map(signed)).map(|[_, median, _]| median.unsigned_abs())
}
