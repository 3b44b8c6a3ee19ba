//! Offer: the grade that a take is offered, and why that isn't good, where it isn't. Its teller has the last word.

use super::help::Help;
use super::take::{Grade, Split, Verdict};
use super::time::Millis;

/// A grade that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Good, or less. That it was easy only its teller can say.
    pub grade: Grade,
    /// What made it less than good, in a few words each.
    pub reasons: Vec<String>,
}

impl Offer {
    /// What a take with these splits is offered. Help, a length far from the target and a rung far from its budget make it
    /// hard; it is forgotten when half of its rungs or more needed their text.
    pub fn of(splits: &[Split], target: Millis) -> Self {
        let with = |help: Help| splits.iter().filter(|split| split.aid.help() == help).collect::<Vec<&Split>>();
        let (texts, cues) = (with(Help::Text), with(Help::Cues));
        let length: Millis = splits.iter().map(|split| split.said).sum();
        let by_length = match Verdict::of(length, target) {
            Verdict::Short => Some(format!("{length} is too short")),
            Verdict::Long => Some(format!("{length} is too long")),
            Verdict::Good | Verdict::Grace => None,
        };
        let by_rung =
            splits.iter().filter(|split| is_missed(split)).max_by_key(|split| split.said.distance(split.budget));
        let by_rung = by_rung.map(|split| {
            let side = if split.said > split.budget { "over" } else { "under" };
            format!("{} {} s {side}", split.rung, split.said.distance(split.budget).seconds())
        });
        let helped = |rungs: &[&Split], help: Help| {
            let [first, ..] = rungs else { return None };
            let rungs = if rungs.len() == 1 { first.rung.clone() } else { format!("{} parts", rungs.len()) };
            Some(format!("{} of {rungs}", help.name()))
        };
        let by_help = helped(&texts, Help::Text).or_else(|| helped(&cues, Help::Cues));
        let is_forgotten = !texts.is_empty() && texts.len() * 2 >= splits.len();
        let reasons: Vec<String> = by_help.into_iter().chain(by_length.or(by_rung)).collect();
        let grade = match reasons.is_empty() {
            _ if is_forgotten => Grade::Forgot,
            true => Grade::Good,
            false => Grade::Hard,
        };
        Self { grade, reasons }
    }
}

/// Whether a rung is so far from its budget that it makes another story of it: by more than half of it, and ten seconds.
fn is_missed(split: &Split) -> bool {
    let off = split.said.distance(split.budget);
    off.0 > split.budget.0 / 2 && off >= Millis::from_seconds(10)
}

#[cfg(test)]
mod tests {
    use super::super::help::Aid;
    use super::super::take::told;
    use super::*;

    /// A take of three rungs with a target of two minutes.
    fn offer(seconds: [u64; 3], help: [Help; 3]) -> (Grade, String) {
        let said = [("Problem", seconds[0]), ("Insight", seconds[1]), ("Outcome", seconds[2])];
        let mut splits = told("A", 1, &said).splits;
        for (split, help) in splits.iter_mut().zip(help) {
            split.aid = Aid::given(help);
        }
        let offer = Offer::of(&splits, Millis::from_seconds(120));
        (offer.grade, offer.reasons.join(", "))
    }

    #[test]
    fn help_and_a_missed_budget_lower_what_is_offered_and_say_so() {
        use Help::{Cues, None, Text};
        let cases = [
            ([40, 40, 40], [None; 3], Grade::Good, ""),
            ([40, 40, 70], [None; 3], Grade::Good, ""),
            ([40, 40, 71], [None; 3], Grade::Hard, "2:31 is too long"),
            ([30, 30, 29], [None; 3], Grade::Hard, "1:29 is too short"),
            ([20, 60, 31], [None; 3], Grade::Hard, "Problem 40 s under"),
            ([40, 40, 40], [None, Cues, None], Grade::Hard, "cue words of Insight"),
            ([40, 40, 40], [Cues; 3], Grade::Hard, "cue words of 3 parts"),
            ([40, 40, 40], [None, Cues, Text], Grade::Hard, "the text of Outcome"),
            ([40, 40, 90], [None, Cues, Text], Grade::Hard, "the text of Outcome, 2:50 is too long"),
            ([40, 40, 40], [None, Text, Text], Grade::Forgot, "the text of 2 parts"),
        ];
        for (seconds, help, grade, why) in cases {
            assert_eq!(offer(seconds, help), (grade, why.to_owned()));
        }
    }
}
