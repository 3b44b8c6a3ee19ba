//! The report of a mock interview: what was answered, how long it took, and what to work on first.

use super::{Answer, Told};
use crate::domain::fit::Fit;
use crate::domain::interview::follow_up::FollowUp;
use crate::domain::interview::{NOTHING_YET, capitalized, in_a_sentence, retrieval, topic};
use crate::domain::take::{Split, Take, Verdict};
use crate::domain::time::Millis;

/// What there is to say of a mock interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many questions were answered, passed or abandoned.
    pub asked: usize,
    /// For how many of them a story was told to its end.
    pub answered: usize,
    /// How many of these stories lasted from three quarters of their target to all of it.
    pub on_target: usize,
    /// How long all of them lasted together.
    pub told: Millis,
    /// The longest that an interviewer would have waited for the first word.
    pub longest_think: Option<LongestThink>,
    /// How many follow-ups were put.
    pub follow_ups: usize,
    /// How many of them were answered for more than 30 s.
    pub long_follow_ups: usize,
    /// What to work on first, in one or two sentences.
    pub advice: String,
}

/// The question that was thought about longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongestThink {
    /// Its competency or, where it names none, the question in quotation marks.
    pub topic: String,
    /// How long it was thought about.
    pub time: Millis,
}

impl Report {
    /// The report of these answers.
    pub(super) fn of(answers: &[Answer]) -> Self {
        let takes = || answers.iter().filter_map(Answer::take);
        let longest_think = longest_think(answers);
        Self {
            asked: answers.len(),
            answered: takes().count(),
            on_target: takes().filter(|take| verdict(take) == Verdict::Good).count(),
            told: takes().map(|take| take.length).sum(),
            follow_ups: follow_ups(answers).count(),
            long_follow_ups: follow_ups(answers).filter(|follow_up| follow_up.is_too_long()).count(),
            advice: advice(answers, longest_think.as_ref()),
            longest_think,
        }
    }
}

fn told(answers: &[Answer]) -> impl Iterator<Item = &Told> {
    answers.iter().filter_map(|answer| answer.told.as_ref())
}

fn follow_ups(answers: &[Answer]) -> impl Iterator<Item = &FollowUp> {
    told(answers).flat_map(|told| &told.follow_ups)
}

fn verdict(take: &Take) -> Verdict {
    Verdict::of(take.length, take.target)
}

fn longest_think(answers: &[Answer]) -> Option<LongestThink> {
    // Of equal ones, the first.
    let longest = answers.iter().rev().max_by_key(|answer| answer.think())?;
    Some(LongestThink { topic: topic(&longest.question), time: longest.think() })
}

/// From what costs most in an interview to what costs least: no story, one that doesn't answer, one without an end, one
/// far from its length, a follow-up that goes on, a long silence.
fn advice(answers: &[Answer], longest_think: Option<&LongestThink>) -> String {
    if answers.is_empty() {
        return NOTHING_YET.to_owned();
    }
    no_story(answers)
        .or_else(|| no_answer(answers))
        .or_else(|| no_end(answers))
        .or_else(|| far_from_target(answers))
        .or_else(|| long_follow_up(answers))
        .or_else(|| long_silence(longest_think?))
        .unwrap_or_else(|| {
            "Every story came soon, answered, and ended near its target. That will do for today.".to_owned()
        })
}

fn no_story(answers: &[Answer]) -> Option<String> {
    let passed = answers.iter().find(|answer| answer.told.is_none())?;
    Some(format!("You had no story for {}. Choose one, and tell it once by itself.", topic(&passed.question)))
}

fn no_answer(answers: &[Answer]) -> Option<String> {
    let fit = |answer: &Answer| answer.told.as_ref().map(|told| told.story.fit);
    let worst = answers.iter().rev().filter(|answer| answer.is_missed()).max_by_key(|answer| fit(answer))?;
    let story = &worst.told.as_ref()?.story;
    let is = if story.fit == Fit::Gap { "is no story for" } else { "is a stretch for" };
    Some(format!("“{}” {is} {}. Have a better one ready.", story.title, topic(&worst.question)))
}

fn no_end(answers: &[Answer]) -> Option<String> {
    let abandoned = told(answers).find(|told| told.take.is_none())?;
    Some(format!("There is no finished take of “{}”. Tell it once by itself.", abandoned.story.title))
}

fn far_from_target(answers: &[Answer]) -> Option<String> {
    let takes = answers.iter().rev().filter_map(Answer::take);
    let far = takes.filter(|take| matches!(verdict(take), Verdict::Short | Verdict::Long));
    let take = far.max_by_key(|take| take.length.distance(take.target))?;
    let is_long = take.length > take.target;
    // In a long take, the part that ran over most; in a short one, the part that fell short most.
    let off = |split: &&Split| {
        if is_long { split.said.saturating_sub(split.budget) } else { split.budget.saturating_sub(split.said) }
    };
    let part = take.splits.iter().rev().max_by_key(off).filter(|_| take.splits.len() > 1);
    let part = part.map_or_else(String::new, |split| format!(" in the part “{}”", split.rung));
    let more = if is_long { "less" } else { "more" };
    Some(format!("“{}” took {} of {}. Say {more}{part}.", take.title, take.length, take.target))
}

fn long_follow_up(answers: &[Answer]) -> Option<String> {
    let longest = follow_ups(answers).max_by_key(|follow_up| follow_up.time).filter(|longest| longest.is_too_long())?;
    let time = in_a_sentence(longest.time);
    Some(format!("One follow-up took you {time}. Answer in one sentence, give one reason, and stop."))
}

fn long_silence(longest: &LongestThink) -> Option<String> {
    let (topic, time) = (capitalized(&longest.topic), in_a_sentence(longest.time));
    (longest.time > retrieval::TIME).then(|| format!("{topic} took you longest: {time}. Have a story ready for it."))
}
