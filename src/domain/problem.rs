//! A problem says what could not be read or done, where, why, and what to do about it.

use std::fmt;

use serde_json::error::Category;

use super::conflict::Conflict;
use super::story::StoryId;

/// Something wrong in a file. It never stops the rest from working.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The file as its owner would name it.
    pub file: String,
    /// The line, counted from 1, where there is one.
    pub line: Option<usize>,
    /// The column, counted from 1, where there is one.
    pub column: Option<usize>,
    /// What is wrong, in a few words.
    pub reason: String,
    /// What to do about it, as a sentence.
    pub hint: String,
    /// What Retell itself can do about it.
    pub remedy: Remedy,
}

/// What Retell can do about a problem.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Remedy {
    /// Nothing.
    #[default]
    None,
    /// Bring back an earlier version of this story.
    Versions(StoryId),
    /// Choose between two versions of a story.
    Compare(Box<Conflict>),
    /// Go on with the text of this story that waits in the person's own editor.
    Edit(StoryId),
    /// What the list of problems offers under another name.
    Listed,
}

impl Problem {
    /// A problem with the whole of a file.
    pub fn new(file: impl Into<String>, reason: impl Into<String>, hint: impl Into<String>) -> Self {
        let mut reason = reason.into();
        // The number of a system's error says nothing to anybody.
        if let Some(end) = reason.rfind(" (os error ") {
            reason.truncate(end);
        }
        let (line, column) = (None, None);
        Self { file: file.into(), line, column, reason, hint: hint.into(), remedy: Remedy::None }
    }

    /// The same problem at a line and column, both counted from 1.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// What a JSON parser could not read in `file`, whose text started at line `first_line`.
    pub fn from_json(file: &str, error: &serde_json::Error, first_line: usize) -> Self {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let (reason, hint) = match (error.classify(), message.strip_prefix("missing field ")) {
            (_, Some(field)) => (format!("it has no {field}"), "Add it in a text editor."),
            (Category::Eof, _) => ("the JSON ends too early".to_owned(), "Look for a copy that is whole."),
            (Category::Data, _) => (message.to_owned(), "Correct it in a text editor."),
            _ => (
                format!("this is not JSON: {message}"),
                "Correct it in a text editor; a missing comma or quote is the usual cause.",
            ),
        };
        let problem = Self::new(file, reason, hint);
        // What is wrong with the whole has no place.
        if error.line() == 0 { problem } else { problem.at(error.line() + first_line - 1, error.column().max(1)) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}. {}", self.reason, self.hint)
    }
}
