//! The shape of a story: what it lacks, what takes too long, and who it is told about.

use std::sync::LazyLock;

use super::passage::Passage;
use super::words::{Phrases, Word, words};
use super::{Finding, Part, Rule};
use crate::domain::beat::Beat;
use crate::domain::figure::has_figure;
use crate::domain::ladder::Ladder;
use crate::domain::pace;
use crate::domain::story::Story;
use crate::domain::text::word_count;

/// Words that stand for a number: none at all, or a time that a clock could have taken.
static NUMBERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "none",
        "nobody",
        "nothing",
        "never",
        "overnight",
        "no one",
        "not one",
        "not a|any single",
        "not any",
        "without a|an|any|one",
        "within|in|under|after|by a|an|the second|minute|hour|day|night|week|month|quarter|year",
        "the|that same|next minute|hour|day|night|morning|evening|week|month|quarter|year",
        "same day|hour|week",
        "instead of months|weeks|days|hours|minutes|seconds",
        "from months|weeks|days|hours|minutes to",
        "in|within months|weeks|days|hours|minutes|seconds",
        "on time",
        "ahead of schedule",
        "outage|maintenance window",
        "all|most of",
        "every|first time",
        "for good",
        "ever since",
    ])
});

/// `No` stands for none, but not before these.
const NOT_NONE: &[&str] = &["longer", "doubt", "idea", "matter", "means", "wonder"];

/// Words by which an outcome tells a lesson too.
static LESSONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "i learned|learnt",
        "taught me|us",
        "we learned|learnt",
        "next time i|we",
        "in hindsight|retrospect",
        "looking back",
        "the|my lesson",
        "do it|that differently",
        "done differently|otherwise",
        "would do again",
        "do it again",
        "since then i",
        "ever since i",
        "today i",
        "i now",
        "now i",
    ])
});

/// What is to be said of the shape of a story.
pub(super) fn findings(story: &Story, words_a_minute: u64) -> Vec<Finding> {
    let mut findings = Vec::new();
    if story.has_text() && !story.beats.has(Beat::Outcome) {
        findings.push(of_story(Rule::NoOutcome, "has no outcome"));
    }
    let is_told_to_an_end = story.beats.has(Beat::Outcome) || story.beats.has(Beat::Action);
    if is_told_to_an_end && !has_lesson(story) {
        findings.push(of_story(Rule::NoLesson, "has no lesson"));
    }
    if let Some(text) = story.beats.get(Beat::Outcome)
        && !has_number(text)
    {
        let passage = Passage::new(Part::Beat(Beat::Outcome), text);
        passage.report(&mut findings, Rule::NoNumber, passage.start(), "has no number");
    }
    we_not_i(story, &mut findings);
    too_long(story, words_a_minute, &mut findings);
    long_setup(story, words_a_minute, &mut findings);
    findings
}

fn of_story(rule: Rule, what: &str) -> Finding {
    Finding { rule, part: Part::Story, block: 0, words: String::new(), what: what.to_owned(), sentence: 0 }
}

/// Whether a text says how much, how many, how long or since when, in digits or in words.
fn has_number(text: &str) -> bool {
    let words = words(text);
    let is_none = |pair: &[Word<'_>]| matches!(pair, [no, next] if no.is("no") && !next.is_any(NOT_NONE));
    has_figure(text) || NUMBERS.are_in(text, &words) || words.windows(2).any(is_none)
}

fn has_lesson(story: &Story) -> bool {
    let is_told_in_outcome = |text: &str| LESSONS.are_in(text, &words(text));
    story.beats.has(Beat::Lesson) || story.beats.get(Beat::Outcome).is_some_and(is_told_in_outcome)
}

fn we_not_i(story: &Story, findings: &mut Vec<Finding>) {
    let Some(text) = story.beats.get(Beat::Action) else { return };
    let words = words(text);
    let is_we = |word: &&Word<'_>| word.is_any(&["we", "we'd", "we'll", "we're", "we've"]);
    // A small `i` is a variable, or a list's.
    let is_i = |word: &&Word<'_>| word.text.starts_with('I') && word.is_any(&["i", "i'd", "i'll", "i'm", "i've"]);
    let (we, i) = (words.iter().filter(is_we).count(), words.iter().filter(is_i).count());
    if let Some(first) = words.iter().find(is_we).filter(|_| we > i) {
        let what = format!("says “we” {} and “I” {}", times(we), times(i));
        let passage = Passage::new(Part::Beat(Beat::Action), text);
        passage.report(findings, Rule::WeNotI, first.start..first.end(), what);
    }
}

fn times(number: usize) -> String {
    match number {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

fn too_long(story: &Story, words_a_minute: u64, findings: &mut Vec<Finding>) {
    let target = story.target();
    for rung in Ladder::Beats.rungs(story, target) {
        let Some((beat, text)) = rung.beats.first().and_then(|&beat| Some((beat, story.beats.get(beat)?))) else {
            continue;
        };
        let said = pace::time_to_say(word_count(text), words_a_minute);
        if said.seconds() > rung.budget.seconds() + target.seconds() / 8 {
            let what = format!("takes {said} to say, and has {}", rung.budget);
            let passage = Passage::new(Part::Beat(beat), text);
            passage.report(findings, Rule::TooLong, passage.start(), what);
        }
    }
}

fn long_setup(story: &Story, words_a_minute: u64, findings: &mut Vec<Finding>) {
    // Of a draft, what is missing is the trouble.
    if story.is_draft() {
        return;
    }
    let is_setup = |beat: Beat| matches!(beat, Beat::Context | Beat::Problem | Beat::Task);
    let all: usize = story.beats.iter().map(|(_, text)| word_count(text)).sum();
    let setup: usize = story.beats.iter().filter(|&(beat, _)| is_setup(beat)).map(|(_, text)| word_count(text)).sum();
    let excess = setup.saturating_sub(all / 4);
    if excess as u64 * 60 <= pace::TOLERANCE.seconds() * words_a_minute {
        return;
    }
    if let Some((beat, text)) = story.beats.iter().find(|&(beat, _)| is_setup(beat)) {
        let percent = setup * 100 / all.max(1);
        let passage = Passage::new(Part::Beat(beat), text);
        let what = format!("begins a setup that is {percent}% of the story");
        passage.report(findings, Rule::LongSetup, passage.start(), what);
    }
}
