//! The report of a retrieval drill: what was missed, what was slow, and what to work on first.

use std::cmp::Reverse;

use super::Answer;
use crate::domain::history::median;
use crate::domain::interview::{NOTHING_YET, StoryFit, capitalized, in_a_sentence, topic};
use crate::domain::time::Millis;

/// A competency that a story didn't come for, or not soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weakness {
    /// The name of the competency or, where a question names none, the question in quotation marks.
    pub topic: String,
    /// How long a story was looked for, each time that it was missed or slow, in order.
    pub times: Vec<Millis>,
}

/// What there is to say of a retrieval drill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many questions were answered, passed or left until the time was up.
    pub asked: usize,
    /// For how many of them a story was found that will do.
    pub found: usize,
    /// The median of the times that this took.
    pub median: Option<Millis>,
    /// The competencies for which no such story was found at least once: those missed most often first, then those
    /// looked for longest.
    pub missed: Vec<Weakness>,
    /// The other competencies for which one was found slowly, the slowest first.
    pub slow: Vec<Weakness>,
    /// What to work on first, in one or two sentences.
    pub advice: String,
}

impl Report {
    /// The report of these answers.
    pub(super) fn of(answers: &[Answer]) -> Self {
        let mut times: Vec<Millis> =
            answers.iter().filter(|answer| !answer.is_missed()).map(|answer| answer.after).collect();
        let (mut missed, mut slow): (Vec<Group<'_>>, Vec<Group<'_>>) =
            groups(answers).into_iter().partition(|group| group.misses() > 0);
        // Both sorts are stable: of equal ones, the one asked for first comes first.
        missed.sort_by_key(|group| Reverse((group.misses(), group.longest())));
        slow.sort_by_key(|group| Reverse(group.longest()));
        Self {
            asked: answers.len(),
            found: times.len(),
            median: median(&mut times),
            advice: advice(answers, missed.first(), slow.first()),
            missed: missed.into_iter().map(Weakness::from).collect(),
            slow: slow.into_iter().map(Weakness::from).collect(),
        }
    }
}

/// The answers of one competency that were missed or slow.
struct Group<'a> {
    topic: String,
    answers: Vec<&'a Answer>,
}

impl Group<'_> {
    fn misses(&self) -> usize {
        self.answers.iter().filter(|answer| answer.is_missed()).count()
    }

    fn longest(&self) -> Option<Millis> {
        self.answers.iter().map(|answer| answer.after).max()
    }
}

impl From<Group<'_>> for Weakness {
    fn from(group: Group<'_>) -> Self {
        Self { topic: group.topic, times: group.answers.iter().map(|answer| answer.after).collect() }
    }
}

fn groups(answers: &[Answer]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for answer in answers.iter().filter(|answer| answer.is_missed() || answer.is_slow()) {
        let topic = topic(&answer.question);
        match groups.iter_mut().find(|group| group.topic == topic) {
            Some(group) => group.answers.push(answer),
            None => groups.push(Group { topic, answers: vec![answer] }),
        }
    }
    groups
}

fn advice(answers: &[Answer], missed: Option<&Group<'_>>, slow: Option<&Group<'_>>) -> String {
    if answers.is_empty() {
        return NOTHING_YET.to_owned();
    }
    let of_missed = missed.and_then(|group| {
        let answer = group.answers.iter().find(|answer| answer.is_missed())?;
        Some(advice_on_a_miss(&group.topic, answer))
    });
    let of_slow = || {
        let group = slow?;
        let answer = group.answers.iter().rev().max_by_key(|answer| answer.after)?;
        let title = &answer.chosen.as_ref()?.title;
        let (topic, time) = (capitalized(&group.topic), in_a_sentence(answer.after));
        Some(format!("{topic} took you longest: {time}. Have “{title}” ready for it."))
    };
    of_missed.or_else(of_slow).unwrap_or_else(|| {
        "Each time you found a story that answers, and in 5 s or less. Try a mock interview next.".to_owned()
    })
}

fn advice_on_a_miss(topic: &str, answer: &Answer) -> String {
    let Some(StoryFit { title: best, .. }) = answer.best.as_ref().filter(|best| best.fit.answers()) else {
        return format!("You have no good story for {topic} yet. Write one.");
    };
    match &answer.chosen {
        Some(chosen) => format!("For {topic}, “{best}” answers better than “{}”. Tell it once now.", chosen.title),
        None => format!("You had no story ready for {topic}. “{best}” answers it; tell it once now."),
    }
}
