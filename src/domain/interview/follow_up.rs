//! Follow-ups: what an interviewer asks when a story is told, and which of it.

use std::collections::HashSet;

use crate::domain::lexicon::key;
use crate::domain::time::Millis;

/// How long the answer to a follow-up should last at most.
pub const TIME: Millis = Millis::from_seconds(30);

/// A follow-up that was put, and how long it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// What was asked.
    pub question: String,
    /// How long the answer lasted.
    pub time: Millis,
}

impl FollowUp {
    /// Whether the answer lasted longer than it should, in whole seconds, as the clock shows them.
    pub const fn is_too_long(&self) -> bool {
        self.time.seconds() > TIME.seconds()
    }
}

/// Up to `count` follow-ups to a story: its own first, in their order, and then some of those that fit any story.
///
/// None comes twice, also where two differ in case or punctuation only. The same seed draws the same ones.
pub fn follow_ups_for(of_the_story: &[String], general: &[String], count: usize, seed: u64) -> Vec<String> {
    let mut general: Vec<&String> = general.iter().collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut general);
    let mut seen = HashSet::new();
    let all = of_the_story.iter().chain(general).filter(|question| !question.trim().is_empty());
    all.filter(|question| seen.insert(key(question))).take(count).cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn the_own_follow_ups_of_a_story_come_first_and_none_comes_twice() {
        let own = texts(&["Why Redis?", " ", "why redis", "Who paid?"]);
        let general = texts(&["What nearly went wrong?", "WHY REDIS?"]);
        for seed in 0..20 {
            assert_eq!(follow_ups_for(&own, &general, 1, seed), ["Why Redis?"]);
            assert_eq!(follow_ups_for(&own, &general, 9, seed), ["Why Redis?", "Who paid?", "What nearly went wrong?"]);
        }
        let general = texts(&["A?", "B?", "C?", "D?"]);
        let draws: HashSet<Vec<String>> = (0..20).map(|seed| follow_ups_for(&[], &general, 2, seed)).collect();
        assert!(draws.len() > 1, "every seed draws the same");
    }

    #[test]
    fn a_follow_up_is_too_long_when_the_clock_says_so() {
        let is_too_long = |time| FollowUp { question: String::new(), time: Millis(time) }.is_too_long();
        assert_eq!([30_000, 30_999, 31_000].map(is_too_long), [false, false, true]);
    }

    proptest! {
        #[test]
        fn as_many_are_drawn_as_there_are(own in prop::collection::vec("[a-c]{0,2}", 0..6),
            general in prop::collection::vec("[a-d ]{0,2}", 0..9), count in 0..9_usize, seed: u64,
        ) {
            let drawn = follow_ups_for(&own, &general, count, seed);
            let keys = |texts: &[String]| -> HashSet<String> {
                texts.iter().filter(|text| !text.trim().is_empty()).map(|text| key(text)).collect()
            };
            let all = keys(&[own.clone(), general.clone()].concat());
            prop_assert_eq!(drawn.len(), count.min(all.len()));
            prop_assert_eq!(keys(&drawn).len(), drawn.len());
            let from_own = keys(&own).len().min(count);
            prop_assert!(drawn[..from_own].iter().all(|text| own.contains(text)));
            prop_assert_eq!(&drawn, &follow_ups_for(&own, &general, count, seed));
        }
    }
}
