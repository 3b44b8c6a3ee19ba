//! Interviews: drills in which questions are put one after another. Time comes in as readings of the monotonic clock.

use super::fit::Fit;
use super::question::Question;
use super::story::StoryId;
use super::time::Millis;

pub mod retrieval;

/// A story, and how well it answers the question that was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryFit {
    /// The story.
    pub story: StoryId,
    /// Its title.
    pub title: String,
    /// How well it answers.
    pub fit: Fit,
}

/// What is said of a drill that was left at once.
const NOTHING_YET: &str = "No question was answered, so there is nothing to say yet.";

/// What a question is about: its competency or, where that isn't known, itself.
fn topic(question: &Question) -> String {
    let competency = question.competency.trim();
    if competency.is_empty() { format!("“{}”", question.text) } else { competency.to_owned() }
}

/// Words as a sentence starts with them.
fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A time as it stands in a sentence: `9 s`, `1:05`.
fn in_a_sentence(time: Millis) -> String {
    if time.seconds() < 60 { format!("{} s", time.seconds()) } else { time.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_of_no_known_competency_is_about_itself() {
        let question = |competency: &str| Question {
            text: "Why Redis?".to_owned(),
            competency: competency.to_owned(),
            ..Question::default()
        };
        assert_eq!(topic(&question("technical depth")), "technical depth");
        assert_eq!(topic(&question(" ")), "“Why Redis?”");
    }

    #[test]
    fn a_sentence_starts_with_a_capital_and_has_its_times_in_words() {
        assert_eq!(["conflict", "“why?”", "", "élan"].map(capitalized), ["Conflict", "“why?”", "", "Élan"]);
        assert_eq!([9_900, 59_999, 65_000].map(|time| in_a_sentence(Millis(time))), ["9 s", "59 s", "1:05"]);
    }
}
