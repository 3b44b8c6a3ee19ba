//! The id of a story: its name on disk.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::confidential::aliased;

/// The most bytes an id may have, so that it fits a file name on every system.
const MAX_ID_BYTES: usize = 120;

/// The name a story goes by on disk: lower-case words joined by hyphens. Made once, never changed by an edit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StoryId(String);

impl StoryId {
    /// The id a title makes: its letters and digits, anything else a hyphen. Confidential words are no part of it, since
    /// it is the name of a file.
    pub fn from_title(title: &str) -> Self {
        let mut id = String::with_capacity(title.len().min(MAX_ID_BYTES));
        for c in aliased(title).chars().flat_map(char::to_lowercase) {
            if id.len() + c.len_utf8() > MAX_ID_BYTES - 8 {
                break;
            }
            if c.is_alphanumeric() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        let id = id.trim_end_matches('-');
        Self(if id.is_empty() { "story".to_owned() } else { id.to_owned() })
    }

    /// The same id, or with `-2`, `-3` … behind it where `is_taken` says so.
    #[must_use]
    pub fn made_unique(self, is_taken: impl Fn(&Self) -> bool) -> Self {
        if !is_taken(&self) {
            return self;
        }
        let numbered = |number: u32| Self(format!("{}-{number}", self.0));
        // Thousands of stories can share a title, so the free number is bisected rather than counted up to.
        let (mut taken, mut free) = (1, 2);
        while is_taken(&numbered(free)) && free < u32::MAX {
            (taken, free) = (free, free.saturating_mul(2));
        }
        while free - taken > 1 {
            let middle = taken + (free - taken) / 2;
            *(if is_taken(&numbered(middle)) { &mut taken } else { &mut free }) = middle;
        }
        numbered(free)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for StoryId {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        let is_plain = id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if id.is_empty() || id.len() > MAX_ID_BYTES || !is_plain {
            return Err(format!(
                "`{id}` is no id: an id has letters, digits, hyphens and underscores, {MAX_ID_BYTES} bytes at most"
            ));
        }
        Ok(Self(id))
    }
}

impl From<StoryId> for String {
    fn from(id: StoryId) -> Self {
        id.0
    }
}

impl fmt::Display for StoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_words_of_the_title() {
        for (title, id) in [
            ("Everything expires at nine", "everything-expires-at-nine"),
            ("  Node.js: a \"leak\"! ", "node-js-a-leak"),
            ("Über-Größe 2", "über-größe-2"),
            ("…", "story"),
            ("The {{client: Acme | a firm}} leak", "the-a-firm-leak"),
        ] {
            assert_eq!(StoryId::from_title(title).as_str(), id);
        }
        assert!(StoryId::from_title(&"long word ".repeat(50)).as_str().len() <= MAX_ID_BYTES);
    }

    #[test]
    fn an_id_can_never_name_another_folder() {
        for id in ["", "..", "a/b", "a\\b", "a.json", "a\0"] {
            assert!(StoryId::try_from(id.to_owned()).is_err(), "{id:?}");
        }
    }

    #[test]
    fn a_second_story_of_the_same_title_gets_a_number() {
        let taken = [StoryId::from_title("A leak"), StoryId("a-leak-2".to_owned())];
        let id = StoryId::from_title("A leak").made_unique(|id| taken.contains(id));
        assert_eq!(id.as_str(), "a-leak-3");
    }
}
