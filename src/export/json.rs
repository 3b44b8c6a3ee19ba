//! JSON: a list of stories, each as its file has it.

use serde_json::Value;

use super::Selection;
use crate::domain::exported::{EXPORTED, mark_of};
use crate::domain::safe::Safe;
use crate::domain::story::Story;

/// The stories as one list.
pub fn write(selection: Selection<'_>) -> String {
    let stories: Value = selection.stories.iter().map(|story| marked(story)).collect();
    format!("{}\n", Safe::json(&format!("{stories:#}")))
}

fn marked(story: &Story) -> Value {
    let mut value = serde_json::to_value(story).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert(EXPORTED.to_owned(), mark_of(story).into());
    }
    value
}
