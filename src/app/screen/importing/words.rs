//! What documents hold and what becomes of it, in words.

use super::{Document, Fate, ImportScreen, Place, Row};
use crate::app::App;
use crate::app::action::Action;
use crate::domain::text::count;

/// A place in a document.
pub fn lines((first, last): (usize, usize)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}

/// What a document held, as a sentence.
pub fn about(app: &App, document: &Document, stories: usize) -> String {
    let held = match document.form {
        Some(form) => format!(
            "{} in {} of {form}.",
            count(stories, "story", "stories"),
            count(document.lines.len(), "line", "lines")
        ),
        None => "It could not be read.".to_owned(),
    };
    let left_out = match document.left_out.len() {
        0 => String::new(),
        parts => {
            let (parts, key) = (count(parts, "part was", "parts were"), app.key(Action::ShowLeftOut));
            format!(" {parts} left out: {key} shows what and why.")
        }
    };
    held + &left_out
}

/// Whether a story needs to be looked at.
pub fn state_of(row: &Row) -> &'static str {
    match (row.found.doubt, row.found.story.is_draft()) {
        (Some(_), _) => "doubtful",
        (None, true) => "draft",
        (None, false) => "ok",
    }
}

/// What becomes of a story, as a sentence.
pub fn fate_of(app: &App, screen: &ImportScreen, place: &Place) -> String {
    let other = screen.other(place).map_or("a story before it".into(), |story| app.shown_text(&story.title));
    let differs = if place.differs.is_empty() { String::new() } else { format!(" It differs in {}.", place.differs) };
    match (place.fate, place.is_taken) {
        (Fate::New, _) => "New: the library has nothing like it.".to_owned(),
        (Fate::Updated, _) => format!("Takes the place of its earlier version “{other}”.{differs}"),
        (Fate::Unchanged, _) => format!("The library has it as it is: “{other}”."),
        (Fate::Edited, false) => format!("“{other}” was edited in the library since and stays as it is.{differs}"),
        (Fate::Edited, true) => {
            format!("Takes the place of “{other}”, which was edited in the library since.{differs}")
        }
        (Fate::Double, false) => {
            format!("A double: the library has nearly the same, “{other}”.{differs} It stays out.")
        }
        (Fate::Double, true) => format!("A double of “{other}”.{differs} It comes in beside it."),
        (Fate::Failed, _) => String::new(),
    }
}
