//! Pace: seconds ahead of or behind the budget, and what to make of them.

use super::ladder::Rung;
use super::time::Millis;

/// Pace counts as off past this, or past a tenth of the rung's budget where that is more.
pub const TOLERANCE: Millis = Millis::from_seconds(5);

/// How many words are said in a minute, as long as nobody has measured the teller. Most people tell at 120 to 160.
pub const WORDS_A_MINUTE: u64 = 140;

/// How long it takes to say so many words, at this many a minute.
pub const fn time_to_say(words: usize, words_a_minute: u64) -> Millis {
    let a_minute = if words_a_minute == 0 { 1 } else { words_a_minute };
    Millis((words as u64).saturating_mul(60_000) / a_minute)
}

/// How many of three lights are on: the first at half of the target, the second at three quarters, the last at the target.
/// For two minutes that is the green, yellow and red of speakers' clubs, at 60, 90 and 120 s.
pub const fn lights(elapsed: Millis, target: Millis) -> usize {
    // Whole seconds, as the clock shows them.
    let quarters = elapsed.seconds() * 4;
    let target = target.seconds();
    (quarters >= target * 2) as usize + (quarters >= target * 3) as usize + (quarters >= target * 4) as usize
}

/// What to make of a pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Within tolerance.
    OnPace,
    /// Ahead: the rungs were told in less than their budgets.
    Ahead,
    /// Behind.
    Behind,
    /// Past the target.
    Over,
}

/// How far ahead of or behind the budgets the telling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// By how much.
    pub off: Millis,
    /// Whether it is behind, rather than ahead.
    pub is_behind: bool,
    /// What to make of it.
    pub standing: Standing,
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
            return Self { off: Millis::from_seconds(over), is_behind: true, standing: Standing::Over };
        }
        let planned: Millis = rungs.iter().zip(splits).map(|(rung, _)| rung.budget).sum();
        let budget = rungs.get(splits.len()).map_or(Millis::ZERO, |rung| rung.budget);
        let spent = said + elapsed.saturating_sub(budget);
        let off = spent.distance(planned);
        let is_behind = spent > planned;
        let standing = if off <= TOLERANCE.max(Millis(budget.0 / 10)) {
            Standing::OnPace
        } else if is_behind {
            Standing::Behind
        } else {
            Standing::Ahead
        };
        Self { off, is_behind, standing }
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
            words: 0,
        });
        let pace = |splits: &[u64], elapsed| {
            let splits: Vec<Millis> = splits.iter().copied().map(Millis::from_seconds).collect();
            let pace = Pace::of(&rungs, &splits, Millis::from_seconds(elapsed));
            (if pace.is_behind { '+' } else { '-' }, pace.off.seconds(), pace.standing)
        };
        assert_eq!(pace(&[], 35), ('+', 5, Standing::OnPace));
        assert_eq!(pace(&[], 36), ('+', 6, Standing::Behind));
        assert_eq!(pace(&[36], 0), ('+', 6, Standing::OnPace), "a tenth of 60 s is 6 s");
        assert_eq!(pace(&[37], 60), ('+', 7, Standing::Behind));
        assert_eq!(pace(&[37], 62), ('+', 9, Standing::Behind));
        assert_eq!(pace(&[20], 59), ('-', 10, Standing::Ahead));
        assert_eq!(pace(&[20], 70), ('-', 0, Standing::OnPace), "what was saved is used up");
        assert_eq!(pace(&[30, 60], 31), ('+', 1, Standing::Over));
        let at_the_target = Pace::of(&rungs, &[], Millis(120_999));
        assert_eq!(at_the_target.standing, Standing::Behind, "the clock shows 2:00");
    }

    #[test]
    fn the_lights_of_two_minutes_go_on_at_60_90_and_120_seconds_and_those_of_others_in_proportion() {
        let lights = |seconds, target| lights(Millis::from_seconds(seconds), Millis::from_seconds(target));
        assert_eq!([59, 60, 89, 90, 119, 120, 500].map(|at| lights(at, 120)), [0, 1, 1, 2, 2, 3, 3]);
        assert_eq!([14, 15, 22, 23, 29, 30].map(|at| lights(at, 30)), [0, 1, 1, 2, 2, 3]);
    }
}
