//! The id of a story as others may have it: without confidential words, and never that of another story.

use std::borrow::Cow;

use super::Words;
use crate::domain::fingerprint::fingerprint;
use crate::domain::story::StoryId;

/// So many digits tell the stories of a library apart.
const DIGITS: usize = 8;

/// The most bytes before them: an id has an end.
const LONGEST: usize = 100;

impl Words {
    /// An id in which what stands for confidential words is in place of them. What was told apart by those is told apart
    /// by a short name for the id itself, which stays the same when other words stand for them.
    pub fn covered_id<'a>(&self, id: &'a StoryId) -> Cow<'a, StoryId> {
        match self.covered(id.as_str()) {
            Cow::Borrowed(_) => Cow::Borrowed(id),
            Cow::Owned(covered) => {
                let mut start = StoryId::from_title(&covered).as_str().to_owned();
                while start.len() > LONGEST {
                    start.pop();
                }
                Cow::Owned(StoryId::from_title(&format!("{start} {}", id.short_name())))
            }
        }
    }
}

impl StoryId {
    /// A short name for the id, of hexadecimal digits.
    pub fn short_name(&self) -> String {
        fingerprint(self.as_str().bytes()).chars().take(DIGITS).collect()
    }

    /// Whether a story of this id has that one when it goes out.
    pub fn goes_out_as(&self, other: &Self) -> bool {
        self == other || other.short_names_end().is_some_and(|end| end == self.short_name())
    }

    /// The short name at the end of an id that went out.
    pub fn short_names_end(&self) -> Option<&str> {
        self.as_str().rsplit_once('-').map(|(_, end)| end).filter(|end| end.len() == DIGITS)
    }
}
