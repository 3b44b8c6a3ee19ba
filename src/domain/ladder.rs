//! Ladders: how the beats of a story are grouped for telling, and how many seconds each rung gets.

use serde::{Deserialize, Serialize};

use super::beat::Beat;
use super::story::Story;
use super::text::{pieces, word_count};
use super::time::Millis;

/// How beats are grouped for telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ladder {
    /// Problem, Insight, Outcome.
    #[default]
    Outline,
    /// Situation, Task, Action, Result.
    Star,
    /// Each beat by itself.
    Beats,
}

impl Ladder {
    /// The name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Star => "STAR",
            Self::Beats => "every beat",
        }
    }

    /// The ladder that the ladder key goes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Outline => Self::Star,
            Self::Star => Self::Beats,
            Self::Beats => Self::Outline,
        }
    }

    /// The name of the rung that tells a beat.
    pub const fn rung_of(self, beat: Beat) -> &'static str {
        match self {
            Self::Outline => beat.outline_rung(),
            Self::Star => beat.star_rung(),
            Self::Beats => beat.name(),
        }
    }

    /// Whether a rung is one of this ladder: its beats belong together, and its name is theirs.
    pub fn has(self, rung: &Rung) -> bool {
        !rung.beats.is_empty() && rung.beats.iter().all(|&beat| self.rung_of(beat) == rung.name)
    }

    /// The rungs that a story has on this ladder, their budgets adding up to `target` exactly.
    ///
    /// Budgets are whole seconds in proportion to the weights of the beats told, rounded by largest remainder. A rung
    /// without beats is left out; a story without beats has no rungs.
    pub fn rungs(self, story: &Story, target: Millis) -> Vec<Rung> {
        let mut rungs: Vec<Rung> = Vec::new();
        let mut weights: Vec<u64> = Vec::new();
        for (beat, text) in story.beats.iter() {
            let (name, words) = (self.rung_of(beat), word_count(text));
            match (rungs.last_mut(), weights.last_mut()) {
                (Some(rung), Some(weight)) if rung.name == name => {
                    rung.beats.push(beat);
                    *weight += beat.weight();
                    rung.words += words;
                }
                _ => {
                    rungs.push(Rung { name: name.to_owned(), beats: vec![beat], budget: Millis::ZERO, words });
                    weights.push(beat.weight());
                }
            }
        }
        for (rung, seconds) in rungs.iter_mut().zip(shares(&weights, target.seconds())) {
            rung.budget = Millis::from_seconds(seconds);
        }
        rungs
    }
}

/// One step of a ladder: what one press reveals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// The name shown to people.
    pub name: String,
    /// The beats it tells, in telling order.
    pub beats: Vec<Beat>,
    /// How long it should last.
    #[serde(rename = "budget_ms")]
    pub budget: Millis,
    /// How many words its text has.
    pub words: usize,
}

/// The most letters that are one piece of a text: so many have room on the smallest screen.
const LONGEST_PIECE: usize = 240;

impl Rung {
    /// The sentences and bullets of its beats, in order; a very long one in parts.
    pub fn pieces<'a>(&self, story: &'a Story) -> Vec<(Beat, &'a str)> {
        let texts = self.beats.iter().filter_map(|&beat| Some((beat, story.beats.get(beat)?)));
        texts.flat_map(|(beat, text)| pieces(text).flat_map(in_parts).map(move |piece| (beat, piece))).collect()
    }
}

/// A piece in parts that aren't too long, each but the last of which ends with a word.
fn in_parts(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while let Some((end, _)) = rest.char_indices().nth(LONGEST_PIECE) {
        let end = rest.get(..end).and_then(|part| part.rfind(' ')).filter(|&space| space > 0).unwrap_or(end);
        let (part, others) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(part);
        rest = others.trim_start();
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// `total` divided in proportion to `weights` by largest remainder: the shares add up to `total`.
fn shares(weights: &[u64], total: u64) -> Vec<u64> {
    let sum: u64 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut shares: Vec<u64> = weights.iter().map(|weight| total * weight / sum).collect();
    let missing = total.saturating_sub(shares.iter().sum());
    let mut by_remainder: Vec<(usize, u64)> = weights.iter().map(|weight| total * weight % sum).enumerate().collect();
    by_remainder.sort_by_key(|&(_, remainder)| std::cmp::Reverse(remainder));
    for (index, _) in by_remainder.into_iter().zip(0..missing).map(|(row, _)| row) {
        if let Some(share) = shares.get_mut(index) {
            *share += 1;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn story_of(beats: &[Beat]) -> Story {
        let mut story = Story::new("A leak");
        for &beat in beats {
            story.beats.insert(beat, "words");
        }
        story
    }

    fn names_and_seconds(ladder: Ladder, beats: &[Beat]) -> Vec<(String, u64)> {
        let rungs = ladder.rungs(&story_of(beats), Millis::from_seconds(120));
        rungs.into_iter().map(|rung| (rung.name, rung.budget.seconds())).collect()
    }

    #[test]
    fn the_outline_of_a_full_story_has_three_rungs() {
        assert_eq!(
            names_and_seconds(Ladder::Outline, &Beat::ALL),
            [("Problem".to_owned(), 30), ("Insight".to_owned(), 48), ("Outcome".to_owned(), 42)]
        );
    }

    #[test]
    fn a_rung_without_beats_is_left_out_and_its_time_goes_to_the_others() {
        assert_eq!(
            names_and_seconds(Ladder::Star, &[Beat::Problem, Beat::Insight, Beat::Outcome]),
            [("Situation".to_owned(), 32), ("Action".to_owned(), 49), ("Result".to_owned(), 39)]
        );
        assert!(names_and_seconds(Ladder::Outline, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn budgets_add_up_to_the_target_for_every_story_and_ladder(
            beats in proptest::sample::subsequence(Beat::ALL.to_vec(), 1..=8),
            seconds in 10_u64..=3600,
        ) {
            for ladder in [Ladder::Outline, Ladder::Star, Ladder::Beats] {
                let rungs = ladder.rungs(&story_of(&beats), Millis::from_seconds(seconds));
                let total: Millis = rungs.iter().map(|rung| rung.budget).sum();
                prop_assert_eq!(total, Millis::from_seconds(seconds));
                let told: Vec<Beat> = rungs.into_iter().flat_map(|rung| rung.beats).collect();
                prop_assert_eq!(&told, &beats);
            }
        }
    }
}
