//! What to rehearse, as choices one after another.

use super::{List, Speech, without_dots};
use crate::app::App;
use crate::app::screen::rehearse::{RehearseScreen, What};

/// So many stories of a set are named.
const NAMED: usize = 10;

pub(super) fn say(app: &App, screen: &RehearseScreen, from: Option<usize>) -> Speech {
    let row = |place: usize| {
        let row = screen.rows().get(place).copied();
        row.map(|row| format!("{}: {}", row.name(), screen.value(row))).unwrap_or_default()
    };
    Speech {
        news: app.rehearsal_in_words(screen).iter().map(|words| without_dots(words)).collect(),
        body: vec!["Type change to choose something else, and an empty line to start.".to_owned()],
        list: List::new(screen.wishes().what.name(), screen.rows().len(), screen.cursor(), from, row),
        text: stories(app, screen),
        ..Speech::titled("Rehearse")
    }
}

/// The stories of a set in their order.
fn stories(app: &App, screen: &RehearseScreen) -> Vec<String> {
    if screen.wishes().what != What::Set {
        return Vec::new();
    }
    let stories = &screen.arranged().stories;
    let title = |story| app.library().get(story).map_or("", |story| story.title.as_str());
    let named = stories.iter().zip(1..).take(NAMED);
    let named = named.map(|(story, number): (_, usize)| format!("{number}. {}", title(story)));
    let more = stories.len().saturating_sub(NAMED);
    named.chain((more > 0).then(|| format!("And {more} more."))).collect()
}
