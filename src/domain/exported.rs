//! The marks of exports: what a story was like when it went out, so that what has changed since can be told, and by what
//! the forms are known that don't come back.

use super::fingerprint::fingerprint;
use super::story::Story;

/// The field of an exported story that holds the mark.
pub const EXPORTED: &str = "retell_export";

/// What an export says of a story that is flagged.
pub const FLAGGED: &str = "to be corrected later";

/// A short name for all that a story has. Two stories that are the same have the same.
pub fn mark_of(story: &Story) -> String {
    let mut value = serde_json::to_value(story).unwrap_or_default();
    value.sort_all_objects();
    fingerprint(value.to_string().bytes())
}

/// What every cue sheet says at its top.
pub const CUE_SHEET: &str = "<meta name=\"generator\" content=\"Retell\">";

/// How every table of stories begins.
pub const TABLE: &str = "id,title,skills,suggested_skills,questions,follow_ups,target_seconds,context,";

/// How every table of takes begins.
pub const TAKES: &str = "at,story,title,ladder,only,length_ms,target_ms,percent_of_target,";

/// What every partner's sheet says, and hardly another text.
pub const SHEET: &str = "is read back by: retell scores FILE";

/// What a text is that Retell wrote and that holds no whole stories, and what to do with it.
pub fn one_way(text: &str) -> Option<(&'static str, &'static str)> {
    let hint = "What comes back is a file that retell export -f markdown or -f json wrote.";
    if text.contains(SHEET) {
        return Some(("this is a partner's sheet of Retell's, not stories", "Read it with: retell scores FILE"));
    }
    let what = if text.starts_with(TABLE) {
        "this is a table of Retell's, in which stories are only looked at"
    } else if text.starts_with(TAKES) {
        "this is a table of takes of Retell's, not stories"
    } else if text.starts_with("<!doctype html>") && text.contains(CUE_SHEET) {
        "this is a cue sheet of Retell's, not stories"
    } else if text.starts_with("#separator:tab") && text.contains("\nretell-") {
        "these are Retell's notes for Anki, not stories"
    } else {
        return None;
    };
    Some((what, hint))
}
