//! Drills in words: what answers were worth, and how they were told.

use super::retrieval::{self, Weakness};
use super::{Interview, StoryFit, mock};
use crate::domain::fit::Fit;
use crate::domain::format::difference;
use crate::domain::take::{Grade, Take};
use crate::domain::time::Millis;

/// What a drill is called.
pub const fn name(interview: &Interview) -> &'static str {
    match interview {
        Interview::Retrieval(_) => "Ten seconds for a story",
        Interview::Mock(_) => "Mock interview",
    }
}

/// What an answer was worth, and what a better one would have been.
pub fn verdict(answer: &retrieval::Answer) -> [String; 2] {
    let seconds = in_tenths(answer.after);
    let words = match &answer.chosen {
        None if answer.after >= retrieval::TIME => "The time is up.".to_owned(),
        None => format!("No story, after {seconds}."),
        Some(chosen) => format!("“{}” after {seconds}: {}.", chosen.title, worth(chosen.fit)),
    };
    let is_best = |best: &StoryFit| answer.chosen.as_ref().is_some_and(|chosen| chosen.story == best.story);
    let best = match &answer.best {
        Some(best) if is_best(best) => "No story of yours answers it better.".to_owned(),
        Some(best) => format!("“{}” comes nearest: {}.", best.title, worth(best.fit)),
        None => "No story of yours answers it yet.".to_owned(),
    };
    [words, best]
}

/// What was weak, and how often.
pub fn weakness(weakness: &Weakness) -> String {
    match weakness.times.len() {
        0 | 1 => weakness.topic.clone(),
        times => format!("{} ({times} times)", weakness.topic),
    }
}

/// How a story was told in answer to a question, and what was asked about it.
pub fn how(answer: &mock::Answer, told: &mock::Told) -> String {
    let think = format!("thought {}", in_tenths(answer.think()));
    let take = match &told.take {
        Some(take) => take_in_short(take),
        None => "not told to its end".to_owned(),
    };
    let follow_ups: Vec<String> = told.follow_ups.iter().map(|follow_up| follow_up.time.to_string()).collect();
    let follow_ups =
        if follow_ups.is_empty() { String::new() } else { format!(" · follow-ups {}", follow_ups.join(", ")) };
    format!("{think} · {take}{follow_ups}")
}

/// A short time to the tenth: `3.2 s`.
pub fn in_tenths(time: Millis) -> String {
    if time.seconds() < 60 { format!("{}.{} s", time.seconds(), time.0 % 1000 / 100) } else { time.to_string() }
}

const fn worth(fit: Fit) -> &'static str {
    match fit {
        Fit::Strong => "a strong answer",
        Fit::Workable => "a workable answer",
        Fit::Stretch => "a stretch at best",
        Fit::Gap => "no answer to this",
    }
}

fn take_in_short(take: &Take) -> String {
    let grade = take.grade.map_or("no grade", Grade::name);
    format!("told {}, {} · {grade}", take.length, difference(take.length, take.target))
}
