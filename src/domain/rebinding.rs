//! A rebinding: the keys that a person gives to an action in the settings, word for word.

use std::fmt;

use super::problem::Problem;

/// Some keys for an action, everywhere or in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebinding {
    /// The place where these are its keys; none means everywhere.
    pub place: Option<Word>,
    /// The action.
    pub action: Word,
    /// The keys; none takes them from it.
    pub keys: Vec<Word>,
}

/// A word of the settings, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// The word.
    pub text: String,
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
}

impl Word {
    /// What is wrong with it.
    pub fn problem(&self, reason: impl Into<String>, hint: impl Into<String>) -> Problem {
        Problem::new(self.file.as_str(), reason, hint).at(self.line, self.column)
    }
}

/// As the settings have it: `pause = ["p", "b"]`.
impl fmt::Display for Rebinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.keys.iter().map(|key| quoted(&key.text)).collect();
        match keys.as_slice() {
            [key] => write!(f, "{} = {key}", self.action.text),
            keys => write!(f, "{} = [{}]", self.action.text, keys.join(", ")),
        }
    }
}

/// A text as TOML has it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
