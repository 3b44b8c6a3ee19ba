//! A take: one timed telling of one story, as it is kept.

use serde::{Deserialize, Serialize};

use super::curveball::Curveball;
use super::help::{Aid, Help};
use super::ladder::Ladder;
use super::practice::{Missed, Practice, Style};
use super::story::StoryId;
use super::time::{Millis, Stamp};

/// The version of the take format that this Retell writes.
pub const FORMAT_VERSION: u32 = 2;

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

    /// The grade below, or the highest after the lowest.
    #[must_use]
    pub const fn below(self) -> Self {
        match self {
            Self::Forgot => Self::Easy,
            Self::Hard => Self::Forgot,
            Self::Good => Self::Hard,
            Self::Easy => Self::Good,
        }
    }

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
    /// How many words its text had; zero in records that don't say.
    #[serde(default)]
    pub words: usize,
    /// What its teller needed.
    #[serde(rename = "help", default, skip_serializing_if = "Aid::is_none")]
    pub aid: Aid,
}

impl Split {
    /// How far it was from its budget, in percent of it.
    pub const fn percent_off(&self) -> u64 {
        let budget = if self.budget.0 == 0 { 1 } else { self.budget.0 };
        self.said.distance(self.budget).0.saturating_mul(100) / budget
    }

    /// Whether its teller got along with what was given: cue words at the most.
    pub fn is_unaided(&self) -> bool {
        self.aid.is_unasked() && self.aid.given != Help::Text
    }
}

/// An interruption of a take, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interrupted {
    /// What was said, and when.
    #[serde(flatten)]
    pub by: Curveball,
    /// How long after it the outcome was told.
    #[serde(rename = "outcome_after_ms")]
    pub outcome_after: Millis,
}

/// How a story was divided. Takes that have it in common can be compared rung by rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division<'a> {
    /// The story.
    pub story: &'a StoryId,
    /// Its ladder.
    pub ladder: Ladder,
    /// How long all that is told should last.
    pub target: Millis,
    /// The one rung that is told, where it isn't the whole story.
    pub only: Option<&'a str>,
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
    /// How often its verdict or note was changed. Of several records of one take, the last one counts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u32,
    /// Whether the teller doesn't want it to count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub discarded: bool,
    /// The question that the story was to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// When the clock was started.
    pub at: Stamp,
    /// How the story was divided.
    pub ladder: Ladder,
    /// What was shown of each rung before it was told.
    pub style: Style,
    /// The one rung that was told, where it wasn't the whole story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Whether it leaves open when the story comes back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub free: bool,
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
    /// Whether, as the teller says, everything in the text was told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_full: bool,
    /// What was left out, as far as the teller marked it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
    /// The interviewer who cut in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curveball: Option<Interrupted>,
    /// What the teller wrote on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Which take it is: the moment it started and its story.
pub fn id(at: Stamp, story: &StoryId) -> String {
    format!("{}-{story}", at.unix_seconds())
}

impl Take {
    /// The record of a practice that was started at `at`, as it stands at `now`.
    pub fn of(practice: &Practice, title: &str, question: Option<&str>, at: Stamp, now: Millis) -> Self {
        let splits = practice.splits_at(now);
        let plan = practice.plan();
        let curveball = plan.curveball.and_then(|by| {
            let outcome_after = by.outcome_after(practice.rungs(), practice.splits())?;
            Some(Interrupted { by, outcome_after })
        });
        Self {
            version: FORMAT_VERSION,
            id: id(at, practice.story()),
            story: practice.story().clone(),
            title: title.to_owned(),
            revision: practice.revision(),
            discarded: false,
            question: question.map(str::to_owned),
            at,
            ladder: plan.ladder,
            style: plan.style,
            only: plan.only.clone(),
            free: plan.is_free,
            target: practice.target(),
            think: practice.think(),
            length: splits.iter().map(|split| split.said).sum(),
            splits,
            finished: practice.is_told(),
            grade: practice.verdict(),
            in_full: practice.is_in_full(),
            missed: practice.missed().to_vec(),
            curveball,
            note: practice.note().to_owned(),
        }
    }

    /// How the story was divided.
    pub fn division(&self) -> Division<'_> {
        Division { story: &self.story, ladder: self.ladder, target: self.target, only: self.only.as_deref() }
    }

    /// The most help that any rung needed.
    pub fn help(&self) -> Help {
        self.splits.iter().map(|split| split.aid.help()).max().unwrap_or_default()
    }

    /// How many words its rungs have, as far as the record says.
    pub fn words(&self) -> usize {
        self.splits.iter().map(|split| split.words).sum()
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Good => "good",
            Self::Grace => "a little long",
            Self::Long => "too long",
        }
    }

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

/// A finished take of the outline of a story, at that many minutes past nine in the evening, as tests need them.
#[cfg(test)]
pub fn told(title: &str, minute: u8, said: &[(&str, u64)]) -> Take {
    let split = |&(rung, seconds): &(&str, u64)| Split {
        rung: rung.to_owned(),
        budget: Millis::from_seconds(60),
        said: Millis::from_seconds(seconds),
        words: 0,
        aid: Aid::default(),
    };
    let splits: Vec<Split> = said.iter().map(split).collect();
    let text = r#"{"version": 1, "id": "", "story": "a", "title": "", "at": "2026-03-14T21:00:00Z", "ladder": "outline",
        "style": "recall", "target_ms": 120000, "think_ms": 0, "splits": [], "length_ms": 0, "finished": true}"#;
    Take {
        id: format!("{minute}-{title}"),
        story: StoryId::from_title(title),
        title: title.to_owned(),
        at: Stamp::try_from(format!("2026-03-14T21:{minute:02}:00Z")).unwrap(),
        length: splits.iter().map(|split| split.said).sum(),
        splits,
        ..serde_json::from_str(text).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::beat::Beat;
    use crate::domain::curveball::Interruption;

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

    #[test]
    fn a_take_with_all_that_it_can_have_comes_back_from_its_line() {
        let mut take = told("A leak", 1, &[("Problem", 30)]);
        take.splits[0].aid = Aid { given: Help::Cues, cues_at: None, text_at: Some(Millis(1_500)) };
        let by = Curveball { says: Interruption::SkipToResult, at: Millis(9_000) };
        let missed = vec![Missed { beat: Beat::Problem, words: "It was late.".to_owned() }];
        let take = Take {
            revision: 2,
            discarded: true,
            question: Some("Why?".to_owned()),
            only: Some("Problem".to_owned()),
            free: true,
            in_full: true,
            missed,
            curveball: Some(Interrupted { by, outcome_after: Millis(4_000) }),
            note: "Slower.".to_owned(),
            grade: Some(Grade::Hard),
            ..take
        };
        assert_eq!(serde_json::from_str::<Take>(&serde_json::to_string(&take).unwrap()).unwrap(), take);
    }
}
