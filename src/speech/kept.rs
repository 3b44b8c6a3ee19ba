//! Earlier versions of a story, or the trash.

use super::{List, Speech, story};
use crate::app::App;
use crate::app::screen::kept::{KeptScreen, Of, View};
use crate::domain::format;
use crate::domain::text::count;
use crate::domain::time::Now;

pub(super) fn say(app: &App, screen: &KeptScreen, now: Now, from: Option<usize>) -> Speech {
    let kept = screen.versions().len();
    let (title, news) = match screen.of() {
        Of::Trash => ("Trash".to_owned(), count(kept, "deleted story", "deleted stories")),
        Of::Story(id) => {
            let title = app.library().get(id).or_else(|| Some(&screen.selected()?.story));
            let title = title.map_or("".into(), |story| app.shown_text(&story.title));
            (format!("Versions of {title}"), count(kept, "version", "versions"))
        }
    };
    let row = |row: usize| {
        let version = screen.versions().get(row);
        version
            .map(|version| format!("{}, {}", app.what_is_kept(screen, row), format::moment(version.at, now)))
            .unwrap_or_default()
    };
    Speech {
        news: vec![format!("{news}."), text_is(app, screen).to_owned()],
        list: List::new("Versions", kept, screen.cursor(), from, row),
        text: text(app, screen),
        ..Speech::titled(title)
    }
}

/// What the text of a version is.
fn text_is(app: &App, screen: &KeptScreen) -> &'static str {
    match app.versions_compared(screen) {
        Some(_) if screen.view() == View::Since => "The text is what has changed since.",
        Some(_) => "The text is what the version changed.",
        None => "The text is the whole version.",
    }
}

/// What a version changed, what has changed since, or all of it.
fn text(app: &App, screen: &KeptScreen) -> Vec<String> {
    let Some(version) = screen.selected() else { return Vec::new() };
    let Some((earlier, later)) = app.versions_compared(screen) else {
        return story::lines(&app.shown(&version.story), &[]);
    };
    let times = if screen.view() == View::Since { ["then", "now"] } else { ["before", "then"] };
    let parts = app.differences(earlier, later);
    let mut lines = Vec::new();
    for part in parts.iter().filter(|part| !part.is_none()) {
        for (when, words) in times.into_iter().zip([&part.left, &part.right]) {
            lines.push(format!("{}, {when}:", part.name));
            lines.extend(story::paragraphs(words.as_deref().unwrap_or("Not there.")));
        }
    }
    if lines.is_empty() { vec![screen.view().unchanged(earlier == later).to_owned()] } else { lines }
}
