//! Paragraphs, one incident each: what the teller did or met becomes a draft, the rest is left out.

use super::labelled::bullet;
use super::labels::{Label, Meaning, Words};
use super::ledger::Ledger;
use super::story_builder::StoryBuilder;
use crate::domain::beat::Beat;
use crate::domain::story::Story;

/// From this many words on, a line is prose even without a period.
const PROSE_WORDS: usize = 20;

/// A text whose lines are no longer than this was wrapped by its editor, in characters.
const WIDEST_WRAPPED: usize = 100;

/// How many words a possessive may stand before its verb: "our new Kafka pipeline in Oregon stopped".
const REACH: usize = 8;

/// Past tenses that don't end in -ed.
const IRREGULAR: &[&str] = &[
    "became",
    "began",
    "bought",
    "broke",
    "brought",
    "built",
    "came",
    "caught",
    "chose",
    "could",
    "couldn't",
    "cut",
    "dealt",
    "did",
    "didn't",
    "drew",
    "drove",
    "fell",
    "felt",
    "forgot",
    "fought",
    "found",
    "froze",
    "gave",
    "got",
    "grew",
    "had",
    "hadn't",
    "held",
    "hid",
    "hit",
    "kept",
    "knew",
    "laid",
    "learnt",
    "led",
    "left",
    "lost",
    "made",
    "meant",
    "met",
    "overcame",
    "overran",
    "overwrote",
    "paid",
    "put",
    "ran",
    "rebuilt",
    "rewrote",
    "rose",
    "said",
    "sank",
    "sat",
    "saw",
    "sent",
    "set",
    "shook",
    "shrank",
    "shut",
    "slept",
    "sold",
    "spent",
    "split",
    "spoke",
    "spun",
    "stole",
    "stood",
    "stuck",
    "swore",
    "taught",
    "thought",
    "threw",
    "told",
    "took",
    "understood",
    "undid",
    "was",
    "wasn't",
    "went",
    "were",
    "weren't",
    "woke",
    "won",
    "wore",
    "wound",
    "wrote",
];

/// Words that end in -ed and are no past tense.
const NO_PAST: &[&str] = &[
    "bed", "bleed", "breed", "embed", "exceed", "feed", "greed", "hundred", "indeed", "need", "proceed", "red", "seed",
    "shed", "speed", "succeed", "unused",
];

/// Words after which a possessive's verb is no longer in the past, or no longer its own.
const PRESENT: &[&str] = &[
    "am", "are", "be", "been", "being", "can", "has", "have", "how", "is", "may", "might", "must", "of", "shall",
    "should", "that", "to", "which", "who", "will", "would",
];

const ADVERBS: &[&str] = &[
    "all", "also", "almost", "already", "always", "both", "even", "ever", "first", "just", "never", "nearly", "not",
    "often", "once", "soon", "still", "then",
];

const QUESTION_WORDS: &[&str] = &[
    "are", "can", "could", "describe", "did", "do", "explain", "give", "has", "have", "how", "tell", "walk", "what",
    "when", "where", "which", "why", "would",
];

/// Reads a document of paragraphs.
pub(super) fn read(lines: &[&str], ledger: &mut Ledger) {
    let paragraphs = paragraphs(lines);
    if are_questions(paragraphs.iter().map(|(_, text)| text.as_str())) {
        ledger.leave_out(1, "question list");
        return;
    }
    for (first, text) in paragraphs {
        if is_menu(&text) {
            ledger.leave_out(first, "menu or heading");
        } else if let (true, Some(story)) = (tells_incident(&text), draft(None, &[], &[&text])) {
            ledger.story(first, story);
        } else {
            ledger.leave_out(first, "essay: nothing in it happened to the teller");
        }
    }
}

/// A story of which only the problem is known, and perhaps the title and skills.
pub(super) fn draft(heading: Option<&str>, skills: &[&str], problem: &[&str]) -> Option<Story> {
    let mut builder = StoryBuilder::new(heading);
    builder.label("Problem", Label { meaning: Meaning::Beat(Beat::Problem), words: Words::Dropped });
    for text in problem {
        builder.paragraph(text);
    }
    let mut story = builder.finish()?;
    story.skills.extend(skills.iter().map(|&skill| skill.to_owned()));
    Some(story)
}

/// Whether a text has no sentence: a menu, a heading, a button.
pub(super) fn is_menu(text: &str) -> bool {
    let ends = text.trim_end_matches(['"', '”', ')', '’', '\'']).ends_with(['.', '!', '?', '…', ':']);
    let words = text.split_whitespace().count();
    words < 3 || (!ends && words < PROSE_WORDS)
}

/// Whether seven of ten texts are an interviewer's questions.
pub(super) fn are_questions<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let is_question = |text: &&str| {
        let text = bullet(text).unwrap_or(text);
        let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
        text.ends_with('?') || (QUESTION_WORDS.contains(&first.as_str()) && text.contains(" you"))
    };
    let texts: Vec<&str> = texts.collect();
    let questions = texts.iter().copied().filter(|text| is_question(text)).count();
    questions >= 2 && questions * 10 >= texts.len() * 7
}

/// Whether something in a text happened to its teller: "I", "we", or something of ours, and a verb in the past.
fn tells_incident(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':', '—', '–']).any(|clause| {
        let words: Vec<String> = clause
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
            .filter(|word| !word.is_empty())
            .collect();
        words.iter().enumerate().any(|(index, word)| {
            let after = words.get(index + 1..).unwrap_or(&[]);
            match word.as_str() {
                "i" | "we" => after.iter().find(|word| !is_adverb(word)).is_some_and(|word| is_past(word)),
                "my" | "our" => own_thing_did(after),
                _ => false,
            }
        })
    })
}

/// Whether the words after "our" are a thing and a verb in the past: "pipeline had", not "distributed systems".
fn own_thing_did(words: &[String]) -> bool {
    let thing = words.iter().take_while(|word| is_adverb(word) || is_past(word)).count() + 1;
    let near = words.iter().take(REACH).take_while(|word| !PRESENT.contains(&word.as_str()));
    near.skip(thing).any(|word| is_past(word))
}

fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || word.ends_with("ly")
}

fn is_past(word: &str) -> bool {
    IRREGULAR.contains(&word) || (word.ends_with("ed") && word.len() > 3 && !NO_PAST.contains(&word))
}

/// The paragraphs of a text with their first lines. Bullets stand alone, and so do long lines.
fn paragraphs(lines: &[&str]) -> Vec<(usize, String)> {
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let numbered: Vec<(usize, &str)> = lines.iter().copied().enumerate().collect();
    for group in numbered.split(|(_, line)| line.trim().is_empty()) {
        let was_wrapped = was_wrapped(group);
        for (position, &(index, line)) in group.iter().enumerate() {
            let text = bullet(line).unwrap_or(line.trim());
            match paragraphs.last_mut() {
                Some((_, before)) if position > 0 && was_wrapped && bullet(line).is_none() => {
                    before.push(' ');
                    before.push_str(text);
                }
                _ => paragraphs.push((index + 1, text.to_owned())),
            }
        }
    }
    paragraphs
}

/// Whether the lines of a group are one paragraph: none is wide, some are as long as a wrapped line, and most break
/// off in the middle of a sentence.
fn was_wrapped(group: &[(usize, &str)]) -> bool {
    let Some((_, all_but_last)) = group.split_last() else { return false };
    let longest = group.iter().map(|(_, line)| line.chars().count()).max().unwrap_or(0);
    let unfinished = all_but_last.iter().filter(|(_, line)| !line.trim_end().ends_with(['.', '!', '?'])).count();
    (WIDEST_WRAPPED / 3..=WIDEST_WRAPPED).contains(&longest) && unfinished * 2 >= all_but_last.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_is_something_the_teller_did_or_met() {
        for (text, expected) in [
            ("We had a queue that never drained.", true),
            ("The cause? I only found it on Sunday.", true),
            ("Our invoicing service had been running for a year.", true),
            ("Our gateway silently dropped requests.", true),
            ("A war story from the night shift, and what we fixed.", true),
            ("My first month on the team ended with an outage.", true),
            ("I write because it clears my head.", false),
            ("Our increasingly connected world needs standards.", false),
            ("Our distributed systems course starts in May.", false),
            ("We need speed.", false),
            ("How teams changed after the pandemic.", false),
            ("A queue was full and it crashed.", false),
            ("Our courses are designed for teams.", false),
        ] {
            assert_eq!(tells_incident(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_wrapped_paragraph_is_one_and_long_lines_are_one_each() {
        let wrapped = [
            "We had a queue that never drained,",
            "and nobody knew why. Then",
            "I looked at the",
            "",
            "- One",
            "- Two",
        ];
        let first_lines = |lines: &[&str]| paragraphs(lines).iter().map(|(first, _)| *first).collect::<Vec<_>>();
        assert_eq!(first_lines(&wrapped), [1, 5, 6]);
        let long =
            "We had a queue that never drained, and nobody knew why, until I looked at the logs of the last two years.";
        assert_eq!(first_lines(&[long, "Blog", long]), [1, 2, 3]);
        assert_eq!(first_lines(&["Home", "Blog", "About"]), [1, 2, 3]);
    }

    #[test]
    fn questions_are_told_from_statements() {
        let questions = ["Tell me about a time you failed.", "- Why?", "3. Describe how you lead"];
        assert!(are_questions(questions.into_iter()));
        assert!(!are_questions(["Why?", "We had a leak.", "It grew."].into_iter()));
    }
}
