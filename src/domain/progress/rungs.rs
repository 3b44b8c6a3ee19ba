//! Splits by rung: how long each rung of each ladder took, against its budget.

use std::collections::HashMap;

use serde::Serialize;

use super::told::median;
use super::{Share, quartiles, signed};
use crate::domain::beat::Beat;
use crate::domain::help::Help;
use crate::domain::ladder::Ladder;
use crate::domain::take::{Split, Take};
use crate::domain::time::{Millis, in_whole_seconds};

/// How long the rungs of one name took. The rungs of a ladder have the same names in all stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungSplits {
    /// Their ladder.
    pub ladder: Ladder,
    /// Their name.
    pub rung: String,
    /// How many takes told one, drills of it among them.
    pub takes: usize,
    /// How long it lasted: the median.
    #[serde(rename = "said_ms")]
    pub said: Millis,
    /// How long it should have lasted: the median.
    #[serde(rename = "budget_ms")]
    pub budget: Millis,
    /// How much longer it lasted than it should have: the median of the differences, below zero where it was shorter.
    pub difference_ms: i64,
    /// How many takes needed help with it: cue words or its text, asked for or shown from the start.
    pub helped: Share,
}

impl RungSplits {
    /// The rungs of these takes, in the order in which they are told.
    pub(super) fn of(takes: &[&Take]) -> Vec<Self> {
        let mut splits: HashMap<(Ladder, &str), Vec<(Millis, &Split)>> = HashMap::new();
        for take in takes {
            // The same seconds as in the take's review.
            let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
            for (said, split) in said.into_iter().zip(&take.splits) {
                splits.entry((take.ladder, &split.rung)).or_default().push((said, split));
            }
        }
        let mut rungs: Vec<Self> =
            splits.into_iter().filter_map(|((ladder, rung), splits)| Self::from(ladder, rung, &splits)).collect();
        rungs.sort_by(|one, other| (place(one), &one.rung).cmp(&(place(other), &other.rung)));
        rungs
    }

    fn from(ladder: Ladder, rung: &str, splits: &[(Millis, &Split)]) -> Option<Self> {
        let budget = |split: &Split| Millis::from_seconds(split.budget.seconds());
        let differences = splits.iter().map(|(said, split)| signed(said.0) - signed(budget(split).0));
        let [_, difference_ms, _] = quartiles(differences)?;
        Some(Self {
            ladder,
            rung: rung.to_owned(),
            takes: splits.len(),
            said: Millis(median(splits.iter().map(|(said, _)| said.0))?),
            budget: Millis(median(splits.iter().map(|(_, split)| budget(split).0))?),
            difference_ms,
            helped: Share::among(splits, |(_, split)| split.aid.help() != Help::None),
        })
    }
}

/// Where a rung stands among all. One whose name is none of its ladder comes behind those.
fn place(of: &RungSplits) -> (usize, usize) {
    let ladder = [Ladder::Outline, Ladder::Star, Ladder::Beats].iter().position(|&ladder| ladder == of.ladder);
    let rung = Beat::ALL.iter().position(|&beat| of.ladder.rung_of(beat) == of.rung);
    (ladder.unwrap_or(usize::MAX), rung.unwrap_or(usize::MAX))
}
