//! Interviews: two drills in which questions are put one after another. Time comes in as readings of the monotonic clock.

use super::fit::Fit;
use super::question::Question;
use super::story::StoryId;
use super::time::Millis;

pub mod follow_up;
pub mod mock;
pub mod retrieval;
pub mod words;

use mock::MockInterview;
use retrieval::Retrieval;

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

/// Either drill, as far as they are alike.
#[derive(Debug, Clone, PartialEq)]
pub enum Interview {
    /// A story is found for each question, against the clock.
    Retrieval(Retrieval),
    /// A story is found, told and asked about for each question.
    Mock(MockInterview),
}

impl Interview {
    /// The question that the teller is at; none when all is over.
    pub const fn question(&self) -> Option<&Question> {
        match self {
            Self::Retrieval(retrieval) => retrieval.question(),
            Self::Mock(mock) => mock.question(),
        }
    }

    /// Which question that is, counted from 1; when all is over, how many were answered or passed.
    pub fn number(&self) -> usize {
        match self {
            Self::Retrieval(retrieval) => retrieval.number(),
            Self::Mock(mock) => mock.number(),
        }
    }

    /// How many questions there are.
    pub const fn count(&self) -> usize {
        match self {
            Self::Retrieval(retrieval) => retrieval.count(),
            Self::Mock(mock) => mock.count(),
        }
    }

    /// What the clock of this phase shows.
    pub fn elapsed(&self, now: Millis) -> Millis {
        match self {
            Self::Retrieval(retrieval) => retrieval.elapsed(now),
            Self::Mock(mock) => mock.elapsed(now),
        }
    }

    /// How much is left of the time that this phase has, if it has a limited one.
    pub fn time_left(&self, now: Millis) -> Option<Millis> {
        match self {
            Self::Retrieval(retrieval) => retrieval.time_left(now),
            Self::Mock(mock) => mock.time_left(now),
        }
    }

    /// Whether a clock runs that a screen should follow.
    pub const fn is_running(&self) -> bool {
        match self {
            Self::Retrieval(retrieval) => retrieval.is_running(),
            Self::Mock(mock) => mock.is_running(),
        }
    }

    /// Whether the clock was stopped.
    pub const fn is_paused(&self) -> bool {
        match self {
            Self::Retrieval(_) => false,
            Self::Mock(mock) => mock.is_paused(),
        }
    }

    /// Leaves the question without a story. Returns false if it doesn't count: for a slip, or too late.
    pub fn pass(&mut self, now: Millis) -> bool {
        match self {
            Self::Retrieval(retrieval) => retrieval.pass(now),
            Self::Mock(mock) => mock.pass(now),
        }
    }

    /// Goes on to what is put next. Returns false for a slip, or where there is nothing to leave.
    pub fn go_on(&mut self, now: Millis) -> bool {
        match self {
            Self::Retrieval(retrieval) => retrieval.go_on(now),
            Self::Mock(mock) => mock.go_on(now),
        }
    }

    /// Ends it, early or not.
    pub fn end(&mut self, now: Millis) {
        match self {
            Self::Retrieval(retrieval) => retrieval.end(now),
            Self::Mock(mock) => mock.end(now),
        }
    }
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
