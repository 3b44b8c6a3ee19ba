//! The mark of an export: what a story was like when it went out, so that what has changed since can be told.

use super::fingerprint::fingerprint;
use super::story::Story;

/// The field of an exported story that holds the mark.
pub const EXPORTED: &str = "retell_export";

/// A short name for all that a story has. Two stories that are the same have the same.
pub fn mark_of(story: &Story) -> String {
    let mut value = serde_json::to_value(story).unwrap_or_default();
    value.sort_all_objects();
    fingerprint(value.to_string().bytes())
}
