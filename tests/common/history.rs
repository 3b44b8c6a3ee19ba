//! Takes of a winter of practice, as tests of its progress need them.
#![allow(clippy::unwrap_used, reason = "this is test code")]

use jiff::ToSpan;
use jiff::civil::{Date, date};
use retell::domain::story::StoryId;
use retell::domain::take::Take;
use serde_json::json;

/// The day on which the winter ends.
const LAST_DAY: Date = date(2026, 3, 14);

/// A take, told so many days before the last one, at a minute past nine.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) days_ago: i64,
    pub(crate) minute: u8,
    pub(crate) story: &'static str,
    pub(crate) ladder: &'static str,
    pub(crate) only: Option<&'static str>,
    /// The rungs with their budgets, how long each lasted, both in milliseconds, and whether it needed cue words.
    pub(crate) splits: Vec<(&'static str, u64, u64, bool)>,
    pub(crate) think: u64,
    pub(crate) words: Option<u64>,
    pub(crate) grade: Option<u8>,
}

impl Told {
    pub(crate) fn take(&self) -> Take {
        let day = LAST_DAY.saturating_sub(self.days_ago.days());
        let (story, minute) = (self.story, self.minute);
        let split = |&(rung, budget, said, is_helped): &(&str, u64, u64, bool)| {
            let help = if is_helped { json!({"given": "none", "cues_at_ms": 2_000}) } else { json!({}) };
            json!({"rung": rung, "budget_ms": budget, "said_ms": said, "help": help, "words": self.words.unwrap_or(0)})
        };
        let splits: Vec<_> = self.splits.iter().map(split).collect();
        let target: u64 = self.splits.iter().map(|(_, budget, ..)| budget).sum();
        let length: u64 = self.splits.iter().map(|(_, _, said, _)| said).sum();
        serde_json::from_value(json!({
            "version": 2, "id": format!("{day}-{minute}-{story}"), "story": StoryId::from_title(story), "title": story,
            "at": format!("{day}T21:{minute:02}:00+01:00"), "ladder": self.ladder, "style": "recall",
            "only": self.only, "free": self.only.is_some(), "target_ms": target, "think_ms": self.think,
            "splits": splits, "length_ms": length, "finished": true, "grade": self.grade,
            "in_full": self.words.is_some(),
        }))
        .unwrap()
    }
}

/// What somebody told from January on who had much to learn, and learned it.
pub(crate) fn winter() -> Vec<Take> {
    const STORIES: [&str; 3] = ["The pool ran dry", "The queue that stood still", "A flag for everybody"];
    let told = |number: u64| {
        // From much too long to good, with ups and downs.
        let percent = 145 - number * 6 / 5 + number * 7 % 5 * 5 - if number % 11 == 3 { 60 } else { 0 };
        let outline = [("Problem", 32), ("Insight", 44), ("Outcome", 44)];
        let star = [("Situation", 18), ("Task", 12), ("Action", 72), ("Result", 18)];
        let (ladder, rungs) = if number % 6 == 5 { ("star", &star[..]) } else { ("outline", &outline[..]) };
        let drilled = (number % 12 == 9).then_some("Insight");
        let split = |&(rung, seconds): &(&'static str, u64)| {
            (rung, seconds * 1_000, seconds * percent * 10, number.is_multiple_of(7) && rung == "Insight")
        };
        // Five takes in six days, then a day off, in each week but one of February.
        let days = number / 5 * 7 + [0, 1, 1, 3, 5][usize::try_from(number % 5).unwrap()];
        let pause = if number < 30 { 7 } else { 0 };
        Told {
            days_ago: 68 - i64::try_from(days).unwrap() + pause,
            minute: u8::try_from(number).unwrap(),
            story: STORIES[usize::try_from(number).unwrap() % 3],
            ladder,
            only: drilled,
            splits: rungs.iter().filter(|(rung, _)| drilled.is_none_or(|only| only == *rung)).map(split).collect(),
            think: 1_500 + number * 13 % 50 * 100,
            words: (number % 4 == 1).then_some(85),
            grade: [Some(3), Some(2), None, Some(3), Some(1), Some(4), Some(3)][usize::try_from(number).unwrap() % 7],
        }
    };
    (0..50).map(|number| told(number).take()).collect()
}
