//! A version: a story as it was, kept when it was changed or deleted.

use super::story::Story;
use super::time::Stamp;

/// A story as it was at some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The story.
    pub story: Story,
    /// When it was written, or, in the trash, deleted, in UTC.
    pub at: Stamp,
    /// The name of its file, among those kept. None if somebody removed the story without Retell.
    pub file: Option<String>,
}
