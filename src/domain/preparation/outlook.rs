//! The outlook for an interview: how its stories stand, and what is in the way.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::story::StoryId;
use crate::domain::text::count;

/// What becomes of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Which of the goals it is, counted from 0.
    pub goal: usize,
    /// The day of the interview.
    pub on: Date,
    /// How each story stands, in the order in which the goal has them.
    pub stories: Vec<Standing>,
    /// How many days can be used for it.
    pub days_left: usize,
    /// The takes of the fullest day, at the least, if this goal is to be met along with the earlier ones that can be.
    pub needs: usize,
    /// Why it can't be met; nothing if it can.
    pub obstacles: Vec<Obstacle>,
}

impl Outlook {
    /// Whether it can be met.
    pub const fn is_feasible(&self) -> bool {
        self.obstacles.is_empty()
    }

    /// How many more good takes its stories need.
    pub fn missing(&self) -> usize {
        self.stories.iter().map(|standing| standing.needs).sum()
    }
}

/// How a story stands before an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The story.
    pub story: StoryId,
    /// Its good takes that count.
    pub good: usize,
    /// How many more it needs.
    pub needs: usize,
    /// How many takes that will count if they are good are planned.
    pub planned: usize,
}

/// Why a goal can't be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum Obstacle {
    /// There is no story to be ready with.
    NoStory,
    /// A story needs more takes than there are days to tell it on. It is told on all of these.
    TooFewDays {
        /// How many more good takes it needs.
        needs: usize,
        /// The days.
        days: usize,
    },
    /// The least possible load of the fullest day is more than the teller does.
    TooManyTakes {
        /// That load, in takes.
        needs: usize,
        /// The takes that the teller does a day.
        takes_a_day: usize,
    },
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoStory => f.write_str("no story is chosen that can be told"),
            Self::TooFewDays { needs, days } => {
                write!(f, "a story needs {}", count(needs, "more good take", "more good takes"))?;
                f.write_str(if needs > 1 { ", one a day, and there " } else { ", and there " })?;
                match days {
                    0 => f.write_str("is no day left"),
                    1 => f.write_str("is 1 day left"),
                    _ => write!(f, "are {days} days left"),
                }
            }
            Self::TooManyTakes { needs, takes_a_day } => {
                write!(f, "needs {} a day; you do {takes_a_day}", count(needs, "take", "takes"))
            }
        }
    }
}
