//! The offer to go on with a take that was interrupted.

use super::Speech;
use crate::app::App;

pub(super) fn say(app: &App) -> Speech {
    let title = app.unfinished().map(|unfinished| app.shown_text(&unfinished.title).into_owned());
    let words = app.unfinished_in_words().into_iter().flatten();
    Speech { body: title.into_iter().chain(words).collect(), ..Speech::titled("A take is unfinished") }
}
