//! The ghost: the take that the teller tells against.

use serde::{Deserialize, Serialize};

use super::history::{History, RECENT};
use super::take::{Split, Take};
use super::time::Millis;

/// Which take to tell against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ghost {
    /// The one before.
    #[default]
    Last,
    /// The middle of the last five, rung by rung.
    Median,
    /// The one nearest to its budgets: the fastest is a rushed one.
    Best,
}

impl Ghost {
    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::Median => "median of five",
            Self::Best => "best",
        }
    }

    /// The ghost that the ghost key goes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Last => Self::Median,
            Self::Median => Self::Best,
            Self::Best => Self::Last,
        }
    }

    /// How long each rung took in these takes, which are divided alike and of which the newest is the last; nothing
    /// where there are none.
    pub fn among<'a>(self, takes: impl DoubleEndedIterator<Item = &'a Take> + Clone) -> Vec<Millis> {
        let of = |take: &Take| take.splits.iter().map(|split| split.said).collect();
        match self {
            Self::Last => takes.clone().next_back().map(of).unwrap_or_default(),
            Self::Best => best(takes).map(of).unwrap_or_default(),
            Self::Median => {
                let rungs = takes.clone().next_back().into_iter().flat_map(|take| &take.splits);
                let typical = |split: &Split| History::typical(takes.clone().rev().take(RECENT), &split.rung);
                rungs.filter_map(typical).collect()
            }
        }
    }
}

/// The take that was nearest to its budgets; of equals the newest.
pub fn best<'a>(takes: impl DoubleEndedIterator<Item = &'a Take>) -> Option<&'a Take> {
    takes.rev().min_by_key(|take| take.distance_from_budget())
}
