//! Habits: how a teller likes to practice. They stay from take to take.

use super::ghost::Ghost;
use super::ladder::Ladder;
use super::practice::Style;

/// What the teller is told of the time while telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Feedback {
    /// All: the clock, the bar, the pace in words, the lights.
    #[default]
    Full,
    /// The bar alone.
    Quiet,
    /// Nothing until all is told.
    None,
}

impl Feedback {
    /// Every style of feedback.
    pub const ALL: [Self; 3] = [Self::Full, Self::Quiet, Self::None];

    /// The word shown to people, and used in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Quiet => "quiet",
            Self::None => "none",
        }
    }

    /// The feedback that the feedback key goes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Full => Self::Quiet,
            Self::Quiet => Self::None,
            Self::None => Self::Full,
        }
    }
}

/// How a teller likes to practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Habits {
    /// How stories are divided.
    pub ladder: Ladder,
    /// What is shown of a rung before it is told.
    pub style: Style,
    /// What the teller is told of the time.
    pub feedback: Feedback,
    /// Which take to tell against.
    pub ghost: Ghost,
    /// Whether the terminal's bell rings at the target.
    pub has_bell: bool,
    /// Whether an interviewer cuts in now and then.
    pub has_curveballs: bool,
}
