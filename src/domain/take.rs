//! A take: one timed telling of one story, as it is kept.

use serde::{Deserialize, Serialize};

use super::ladder::Ladder;
use super::practice::{Practice, Style};
use super::story::StoryId;
use super::time::{Millis, Stamp};

/// The version of the take format that this Retell writes.
pub const FORMAT_VERSION: u32 = 1;

/// The teller's own verdict on a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Grade {
    /// The thread was lost.
    Forgot,
    /// It came with effort.
    Hard,
    /// It came.
    Good,
    /// It came by itself.
    Easy,
}

impl Grade {
    /// Every grade, from 1 to 4.
    pub const ALL: [Self; 4] = [Self::Forgot, Self::Hard, Self::Good, Self::Easy];

    /// The word shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forgot => "forgot",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Forgot => 1,
            Grade::Hard => 2,
            Grade::Good => 3,
            Grade::Easy => 4,
        }
    }
}

impl TryFrom<u8> for Grade {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|&grade| u8::from(grade) == number)
            .ok_or_else(|| format!("the grade {number} is none of 1 to 4"))
    }
}

/// How long one rung of a take lasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The rung's name.
    pub rung: String,
    /// How long it should have lasted.
    #[serde(rename = "budget_ms")]
    pub budget: Millis,
    /// How long it lasted.
    #[serde(rename = "said_ms")]
    pub said: Millis,
}

/// One timed telling of one story: one line of a practice file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Take {
    /// The format version of the record.
    pub version: u32,
    /// Which take it is: the moment it started and its story. The same take read from two files is one take.
    pub id: String,
    /// The story told.
    pub story: StoryId,
    /// Its title then.
    pub title: String,
    /// When the clock was started.
    pub at: Stamp,
    /// How the story was divided.
    pub ladder: Ladder,
    /// Whether the text was shown before or after each rung was told.
    pub style: Style,
    /// How long the take should have lasted.
    #[serde(rename = "target_ms")]
    pub target: Millis,
    /// How long the teller thought before starting.
    #[serde(rename = "think_ms")]
    pub think: Millis,
    /// The rungs told, in order. In an unfinished take the last one was still being told.
    pub splits: Vec<Split>,
    /// How long the take lasted: the sum of its splits.
    #[serde(rename = "length_ms")]
    pub length: Millis,
    /// Whether every rung was told.
    pub finished: bool,
    /// The teller's verdict, if there is one.
    pub grade: Option<Grade>,
}

impl Take {
    /// The record of a practice that was started at `at`, as it stands at `now`.
    pub fn of(practice: &Practice, title: &str, at: Stamp, now: Millis) -> Self {
        let splits = practice.splits_at(now);
        Self {
            version: FORMAT_VERSION,
            id: format!("{}-{}", at.unix_seconds(), practice.story()),
            story: practice.story().clone(),
            title: title.to_owned(),
            at,
            ladder: practice.ladder(),
            style: practice.style(),
            target: practice.target(),
            think: practice.think(),
            length: splits.iter().map(|split| split.said).sum(),
            splits,
            finished: practice.is_told(),
            grade: practice.verdict(),
        }
    }

    /// How far its rungs were from their budgets, all together. The best take is the one with the least.
    pub fn distance_from_budget(&self) -> Millis {
        self.splits.iter().map(|split| split.said.distance(split.budget)).sum()
    }

    /// The rung that was furthest from its budget.
    pub fn worst_split(&self) -> Option<&Split> {
        self.splits.iter().rev().max_by_key(|split| split.said.distance(split.budget))
    }
}

/// How a length compares with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Shorter than three quarters of the target.
    Short,
    /// From three quarters of the target to all of it.
    Good,
    /// Past the target by a quarter at the most.
    Grace,
    /// Longer than that.
    Long,
}

impl Verdict {
    /// The verdict on a length. For the default target of 120 s the good band is 90 to 120 s, with grace to 150 s.
    pub const fn of(length: Millis, target: Millis) -> Self {
        // Whole seconds, as the clock shows them.
        let (length, target) = (length.seconds(), target.seconds());
        if length * 4 < target * 3 {
            Self::Short
        } else if length <= target {
            Self::Good
        } else if length * 4 <= target * 5 {
            Self::Grace
        } else {
            Self::Long
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_minutes_are_good_from_90_seconds_on_with_grace_to_150() {
        let verdict = |seconds| Verdict::of(Millis::from_seconds(seconds), Millis::from_seconds(120));
        assert_eq!([89, 90, 120].map(verdict), [Verdict::Short, Verdict::Good, Verdict::Good]);
        assert_eq!([121, 150, 151].map(verdict), [Verdict::Grace, Verdict::Grace, Verdict::Long]);
    }

    #[test]
    fn grades_are_the_numbers_one_to_four() {
        assert_eq!(serde_json::to_string(&Grade::ALL).unwrap(), "[1,2,3,4]");
        assert!(serde_json::from_str::<Grade>("5").is_err());
    }
}
