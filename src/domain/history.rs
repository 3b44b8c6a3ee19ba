//! History: the takes told so far, and what they say about the next one.

use std::collections::HashMap;

use super::ladder::Ladder;
use super::story::StoryId;
use super::take::Take;
use super::time::Millis;

/// All takes, by story, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    by_story: HashMap<StoryId, Vec<Take>>,
    /// Where each take stands in the list of its story.
    places: HashMap<String, usize>,
}

impl History {
    /// A history of these takes. A take that comes twice counts once.
    pub fn new(takes: impl IntoIterator<Item = Take>) -> Self {
        let mut history = Self::default();
        let mut takes: Vec<Take> = takes.into_iter().collect();
        takes.sort_by_key(|take| take.at);
        for take in takes {
            history.add(take);
        }
        history
    }

    /// Adds the newest take. Of two records of one take, the finished one counts, or else the later.
    pub fn add(&mut self, take: Take) {
        let takes = self.by_story.entry(take.story.clone()).or_default();
        match self.places.get(&take.id).and_then(|&place| takes.get_mut(place)) {
            Some(known) if known.finished && !take.finished => {}
            Some(known) => *known = take,
            None => {
                self.places.insert(take.id.clone(), takes.len());
                takes.push(take);
            }
        }
    }

    /// The finished takes of a story, oldest first.
    pub fn finished(&self, story: &StoryId) -> impl DoubleEndedIterator<Item = &Take> {
        self.by_story.get(story).into_iter().flatten().filter(|take| take.finished)
    }

    /// The newest finished take of a story.
    pub fn last(&self, story: &StoryId) -> Option<&Take> {
        self.finished(story).next_back()
    }

    /// The finished take on this ladder that was nearest to its budgets; of equals the newest.
    pub fn best(&self, story: &StoryId, ladder: Ladder) -> Option<&Take> {
        self.comparable(story, ladder).rev().min_by_key(|take| take.distance_from_budget())
    }

    /// The finished takes of a story on the same ladder, oldest first: those whose splits can be compared.
    pub fn comparable(&self, story: &StoryId, ladder: Ladder) -> impl DoubleEndedIterator<Item = &Take> {
        self.finished(story).filter(move |take| take.ladder == ladder)
    }

    /// The median time that a rung took in these takes.
    pub fn typical<'a>(takes: impl Iterator<Item = &'a Take>, rung: &str) -> Option<Millis> {
        let mut times: Vec<Millis> = takes
            .filter_map(|take| take.splits.iter().find(|split| split.rung == rung))
            .map(|split| split.said)
            .collect();
        median(&mut times)
    }
}

/// The middle of some times, or the mean of the two in the middle; none of none.
pub fn median(times: &mut [Millis]) -> Option<Millis> {
    times.sort_unstable();
    let upper = *times.get(times.len() / 2)?;
    let lower = *times.get(times.len().saturating_sub(1) / 2)?;
    Some(Millis(lower.0.midpoint(upper.0)))
}

#[cfg(test)]
mod tests {
    use super::super::practice::Style;
    use super::super::take::{FORMAT_VERSION, Split};
    use super::super::time::Stamp;
    use super::*;

    fn take(minute: u8, said: [u64; 2]) -> Take {
        let at = Stamp::try_from(format!("2026-03-14T21:{minute:02}:00Z")).unwrap();
        let splits: Vec<Split> = ["Problem", "Outcome"]
            .into_iter()
            .zip(said)
            .map(|(rung, seconds)| Split {
                rung: rung.to_owned(),
                budget: Millis::from_seconds(60),
                said: Millis::from_seconds(seconds),
            })
            .collect();
        Take {
            version: FORMAT_VERSION,
            id: minute.to_string(),
            story: StoryId::from_title("A leak"),
            title: "A leak".to_owned(),
            at,
            ladder: Ladder::Outline,
            style: Style::Recall,
            target: Millis::from_seconds(120),
            think: Millis::ZERO,
            length: splits.iter().map(|split| split.said).sum(),
            splits,
            finished: true,
            grade: None,
        }
    }

    #[test]
    fn the_best_take_is_nearest_to_budget_not_fastest() {
        let story = StoryId::from_title("A leak");
        let history = History::new([take(1, [20, 20]), take(2, [59, 62]), take(3, [30, 90])]);
        assert_eq!(history.best(&story, Ladder::Outline).map(|take| take.id.as_str()), Some("2"));
        assert_eq!(history.last(&story).map(|take| take.id.as_str()), Some("3"));
    }

    #[test]
    fn a_take_that_comes_twice_counts_once() {
        let history = History::new([take(1, [20, 20]), take(1, [20, 20])]);
        assert_eq!(history.finished(&StoryId::from_title("A leak")).count(), 1);
    }

    #[test]
    fn a_take_that_was_interrupted_and_then_finished_counts_as_finished() {
        let unfinished = Take { finished: false, ..take(1, [20, 0]) };
        for takes in [[unfinished.clone(), take(1, [20, 20])], [take(1, [20, 20]), unfinished]] {
            assert_eq!(History::new(takes).finished(&StoryId::from_title("A leak")).count(), 1);
        }
    }

    #[test]
    fn a_typical_time_is_the_median() {
        let takes = [take(1, [10, 0]), take(2, [90, 0]), take(3, [20, 0]), take(4, [31, 0])];
        let typical = |takes: &[Take]| History::typical(takes.iter(), "Problem");
        assert_eq!(typical(&takes), Some(Millis(25_500)));
        assert_eq!(typical(&takes[..3]), Some(Millis::from_seconds(20)));
        assert_eq!(typical(&[]), None);
    }
}
