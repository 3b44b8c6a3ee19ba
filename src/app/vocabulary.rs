//! The words that ship with Retell: handed in as functions, since reading them can wait until they are needed.

use crate::domain::competency::Competencies;
use crate::domain::lexicon::Lexicon;
use crate::domain::question::QuestionBank;

/// Where the words are read.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary {
    /// The skills that go by several names.
    pub lexicon: fn() -> &'static Lexicon,
    /// What interviewers ask.
    pub questions: fn() -> &'static QuestionBank,
    /// What interviewers probe.
    pub competencies: fn() -> &'static Competencies,
}
