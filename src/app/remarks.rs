//! What there is to say of a take, and of a set of takes, the most useful first.

use super::App;
use crate::domain::format::difference;
use crate::domain::help::Help;
use crate::domain::set::{Kind, PracticeSet};
use crate::domain::take::{Grade, Split, Take, Verdict};
use crate::domain::text::count;
use crate::domain::time::{Millis, in_whole_seconds};

/// Within this of its budget a rung is on it.
pub const CLOSE: Millis = Millis::from_seconds(5);

impl App {
    /// What there is to say of a take: what to notice, and what else. `before` are the takes like it that came before, and
    /// `comes_back` says when its story does.
    pub fn remarks_on_take(&self, take: &Take, before: &[&Take], comes_back: Option<String>) -> [Vec<String>; 2] {
        let curveball = take.curveball.as_ref().map(|cut| {
            format!("After the interviewer cut in, the outcome was told within {} s.", cut.outcome_after.seconds())
        });
        let missed = take.missed.iter().map(|missed| format!("✗ Left out: {}", self.shown_text(&missed.words)));
        let is_nearest = before.iter().all(|other| other.distance_from_budget() >= take.distance_from_budget());
        let best = (is_nearest && !before.is_empty()).then(|| "This take is your nearest to budget so far.".to_owned());
        let grade = match take.grade {
            Some(grade) => format!("Graded {}.", grade.name()),
            None => "Kept without a grade.".to_owned(),
        };
        let full = if take.in_full { " Told in full." } else { "" };
        let free = match comes_back {
            _ if take.free => " Free practice: it leaves open when the story comes back.".to_owned(),
            Some(day) if take.only.is_none() => format!(" The story comes back {day}."),
            _ => String::new(),
        };
        let verdict = Some(format!("{grade}{full}{free}"));
        let note = Some(&take.note).filter(|note| !note.is_empty()).map(|note| format!("Note: {note}"));
        let others = [help_remark(take), think_remark(take.think), best, verdict, note];
        [
            curveball.into_iter().chain(worst_remark(take)).collect(),
            missed.chain(others.into_iter().flatten()).collect(),
        ]
    }

    /// What there is to say of a set and the takes that were told in it.
    pub fn remarks_on_set(&self, set: &PracticeSet, takes: &[&Take]) -> Vec<String> {
        let is_good = |take: &&&Take| Verdict::of(take.length, take.target) == Verdict::Good;
        let good = takes.iter().filter(is_good).count();
        let takes_on_target = count(takes.len(), "take", "takes");
        let words = match (good, takes.len()) {
            (1, 1) => "It had a good length: three quarters of the target to all of it.".to_owned(),
            (_, 1) => "Its length was off: three quarters of the target to all of it is the aim.".to_owned(),
            _ => format!("{good} of {takes_on_target} had a good length: three quarters of the target to all of it."),
        };
        let mut remarks = vec![words];
        let off = |take: &&&Take| take.length.distance(take.target).0.saturating_mul(100) / take.target.0.max(1);
        match set.kind() {
            Kind::Lengths => {
                if let (Some(best), Some(worst), 2..) =
                    (takes.iter().min_by_key(off), takes.iter().max_by_key(off), takes.len())
                {
                    let how = |take: &Take| format!("{} ({})", take.target, difference(take.length, take.target));
                    remarks.push(format!("Closest: {}. Furthest: {}.", how(best), how(worst)));
                }
            }
            Kind::Stories => {
                let is_weak = |take: &&&Take| matches!(take.grade, Some(Grade::Forgot | Grade::Hard));
                let weak: Vec<String> =
                    takes.iter().filter(is_weak).map(|take| format!("“{}”", self.shown_text(&take.title))).collect();
                if !weak.is_empty() {
                    remarks.push(format!("To tell again: {}.", weak.join(", ")));
                }
            }
        }
        let missed: usize = takes.iter().map(|take| take.missed.len()).sum();
        if missed > 0 {
            let what = count(missed, "sentence was", "sentences were");
            remarks.push(format!("{what} left out. The next takes bring them first."));
        }
        remarks
    }
}

/// The worst rung in one sentence.
fn worst_remark(take: &Take) -> Option<String> {
    let worst = take.worst_split()?;
    // The same seconds as in the table.
    let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
    let said = take.splits.iter().zip(said).find_map(|(split, said)| (split == worst).then_some(said));
    let off = difference(said.unwrap_or(worst.said), worst.budget);
    let close = CLOSE.seconds();
    Some(if worst.said.distance(worst.budget) > CLOSE {
        format!("{} was furthest from its budget: {off}.", worst.rung)
    } else if worst.said.seconds() == worst.budget.seconds() {
        "Every part was on its budget.".to_owned()
    } else if take.splits.len() > 1 {
        format!("Every part stayed within {close} s of its budget; {} was furthest: {off}.", worst.rung)
    } else {
        format!("{} kept to its budget: {off}.", worst.rung)
    })
}

/// Which rungs needed help, and when it was asked for.
fn help_remark(take: &Take) -> Option<String> {
    let of = |split: &Split| {
        let when = split.aid.text_at.or(split.aid.cues_at);
        let asked = when.map(|at| format!(" after {} s", at.seconds())).unwrap_or_default();
        let given = if when.is_none() { " from the start" } else { "" };
        match split.aid.help() {
            Help::None => None,
            help => Some(format!("{} for {}{asked}{given}", help.name(), split.rung)),
        }
    };
    let helped: Vec<String> = take.splits.iter().filter_map(of).collect();
    if helped.is_empty() { None } else { Some(format!("Help: {}.", helped.join(", "))) }
}

fn think_remark(think: Millis) -> Option<String> {
    match think.seconds() {
        0..=1 => Some("You started at once. Two to five seconds of thought are well spent.".to_owned()),
        seconds @ 2..=5 => Some(format!("You thought for {seconds} s before you started: just right.")),
        seconds @ 6..=59 => Some(format!("You thought for {seconds} s before you started. Two to five are enough.")),
        _ => None,
    }
}
