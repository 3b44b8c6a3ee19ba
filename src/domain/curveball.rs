//! Curveballs: an interviewer who cuts in, and how soon the outcome is told then.

use serde::{Deserialize, Serialize};

use super::beat::Beat;
use super::ladder::Rung;
use super::time::Millis;

/// What the interviewer cuts in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interruption {
    /// They have heard enough of what went before.
    SkipToResult,
    /// They have heard too much of the team.
    WhatDidYouDo,
}

impl Interruption {
    /// What they say.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SkipToResult => "Let me stop you there. How did it end?",
            Self::WhatDidYouDo => "And what did you do, you yourself?",
        }
    }
}

/// An interruption at some point of a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curveball {
    /// What is said.
    pub says: Interruption,
    /// How long the take has lasted then.
    #[serde(rename = "at_ms")]
    pub at: Millis,
}

impl Curveball {
    /// A curveball somewhere between a fifth and a half of the target; the same seed throws the same one.
    pub fn thrown_by(seed: u64, target: Millis) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let says = if random.bool() { Interruption::SkipToResult } else { Interruption::WhatDidYouDo };
        Self { says, at: Millis(random.u64(target.0 / 5..=target.0 / 2)) }
    }

    /// Whether it comes in time: before the outcome has its turn.
    pub fn comes(self, rungs: &[Rung], splits: &[Millis], elapsed: Millis) -> bool {
        let before_outcome = outcome(rungs);
        let outcome_from: Option<Millis> =
            splits.get(..before_outcome).map(|before| before.iter().copied().sum::<Millis>());
        elapsed >= self.at && before_outcome > 0 && outcome_from.is_none_or(|from| from >= self.at)
    }

    /// How long after it the outcome was told to its end, once it is.
    pub fn outcome_after(self, rungs: &[Rung], splits: &[Millis]) -> Option<Millis> {
        let told: Millis = splits.get(..=outcome(rungs))?.iter().copied().sum();
        self.comes(rungs, splits, told).then(|| told.saturating_sub(self.at))
    }
}

/// The rung that tells the outcome, or else the last one.
fn outcome(rungs: &[Rung]) -> usize {
    let last = rungs.len().saturating_sub(1);
    rungs.iter().position(|rung| rung.beats.contains(&Beat::Outcome)).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rungs() -> Vec<Rung> {
        [("Problem", Beat::Problem), ("Insight", Beat::Insight), ("Outcome", Beat::Outcome)]
            .map(|(name, beat)| Rung { name: name.to_owned(), beats: vec![beat], budget: Millis(40_000), words: 0 })
            .into()
    }

    #[test]
    fn a_curveball_is_answered_when_the_outcome_is_told() {
        let ball = Curveball { says: Interruption::SkipToResult, at: Millis(50_000) };
        assert!(!ball.comes(&rungs(), &[Millis(30_000)], Millis(49_999)));
        assert!(ball.comes(&rungs(), &[Millis(30_000)], Millis(50_000)));
        let splits = [30_000, 25_000, 20_000].map(Millis);
        assert_eq!(ball.outcome_after(&rungs(), &splits[..2]), None);
        assert_eq!(ball.outcome_after(&rungs(), &splits), Some(Millis(25_000)));
    }

    #[test]
    fn whoever_has_come_to_the_outcome_is_not_stopped() {
        let ball = Curveball { says: Interruption::WhatDidYouDo, at: Millis(50_000) };
        let splits = [20_000, 20_000, 30_000].map(Millis);
        assert!(!ball.comes(&rungs(), &splits[..2], Millis(60_000)));
        assert_eq!(ball.outcome_after(&rungs(), &splits), None);
    }

    #[test]
    fn one_that_came_at_the_last_moment_is_not_forgotten_when_the_outcome_begins() {
        let ball = Curveball { says: Interruption::SkipToResult, at: Millis(50_000) };
        assert!(ball.comes(&rungs(), &[Millis(30_000)], Millis(50_000)));
        let splits = [30_000, 20_000, 25_000].map(Millis);
        assert!(ball.comes(&rungs(), &splits[..2], Millis(50_000)));
        assert_eq!(ball.outcome_after(&rungs(), &splits), Some(Millis(25_000)));
    }

    #[test]
    fn one_seed_throws_one_curveball_and_never_in_the_second_half() {
        let target = Millis::from_seconds(120);
        for seed in 0..200 {
            let ball = Curveball::thrown_by(seed, target);
            assert_eq!(ball, Curveball::thrown_by(seed, target));
            assert!((Millis(24_000)..=Millis(60_000)).contains(&ball.at));
        }
    }
}
