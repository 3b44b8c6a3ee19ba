//! Pace: seconds ahead of or behind the budget.

use super::ladder::Rung;
use super::time::Millis;

/// Pace counts as off past this, or past a tenth of the rung's budget where that is more.
pub const TOLERANCE: Millis = Millis::from_seconds(5);

/// How many words are said in a minute, as long as nobody has measured the teller. Most people tell at 120 to 160.
pub const WORDS_A_MINUTE: u64 = 140;

/// How long it takes to say so many words.
pub const fn time_to_say(words: usize) -> Millis {
    Millis(words as u64 * 60_000 / WORDS_A_MINUTE)
}

/// How far ahead of or behind the budgets the telling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Within tolerance.
    OnPace,
    /// Ahead by that much: the rungs were told in less than their budgets.
    Ahead(Millis),
    /// Behind by that much.
    Behind(Millis),
    /// Past the target by that much.
    Over(Millis),
}

impl Pace {
    /// The pace of a take whose told rungs lasted `splits` and whose next has lasted `elapsed`.
    ///
    /// It is what the told rungs took against their budgets, and what the rung being told is over its own: nobody is
    /// ahead in the middle of a rung. Past the sum of all budgets, the target, the take is over.
    pub fn of(rungs: &[Rung], splits: &[Millis], elapsed: Millis) -> Self {
        let said = splits.iter().copied().sum::<Millis>();
        let target: Millis = rungs.iter().map(|rung| rung.budget).sum();
        // Whole seconds, as the clock shows them: it is over when it says so.
        let over = (said + elapsed).seconds().saturating_sub(target.seconds());
        if over > 0 {
            return Self::Over(Millis::from_seconds(over));
        }
        let planned: Millis = rungs.iter().zip(splits).map(|(rung, _)| rung.budget).sum();
        let budget = rungs.get(splits.len()).map_or(Millis::ZERO, |rung| rung.budget);
        let spent = said + elapsed.saturating_sub(budget);
        let off = spent.distance(planned);
        if off <= TOLERANCE.max(Millis(budget.0 / 10)) {
            Self::OnPace
        } else if spent > planned {
            Self::Behind(off)
        } else {
            Self::Ahead(off)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_is_off_past_five_seconds_or_a_tenth_of_the_rung() {
        let rungs = [30, 60, 30].map(|seconds| Rung {
            name: "Rung".to_owned(),
            beats: Vec::new(),
            budget: Millis::from_seconds(seconds),
        });
        let pace = |splits: &[u64], elapsed| {
            let splits: Vec<Millis> = splits.iter().copied().map(Millis::from_seconds).collect();
            Pace::of(&rungs, &splits, Millis::from_seconds(elapsed))
        };
        let behind = |seconds| Pace::Behind(Millis::from_seconds(seconds));
        assert_eq!(pace(&[], 35), Pace::OnPace);
        assert_eq!(pace(&[], 36), behind(6));
        assert_eq!(pace(&[36], 0), Pace::OnPace, "a tenth of 60 s is 6 s");
        assert_eq!(pace(&[37], 60), behind(7));
        assert_eq!(pace(&[37], 62), behind(9));
        assert_eq!(pace(&[20], 59), Pace::Ahead(Millis::from_seconds(10)));
        assert_eq!(pace(&[20], 70), Pace::OnPace, "what was saved is used up");
        assert_eq!(pace(&[30, 60], 31), Pace::Over(Millis::from_seconds(1)));
        assert_eq!(Pace::of(&rungs, &[], Millis(120_999)), Pace::Behind(Millis(90_999)), "the clock shows 2:00");
    }
}
