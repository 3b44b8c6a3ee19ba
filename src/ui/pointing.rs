//! What is at a place of the window.

use ratatui::layout::{Position, Rect, Size};

use super::screen::library;
use super::{chrome, parts};
use crate::app::pointing::Pointed;
use crate::app::{App, Screen};

/// What can be pointed at in a window of this size, at this place.
pub fn pointed_at(app: &App, size: Size, place: Position) -> Option<Pointed> {
    let [body, _, footer] = parts(chrome::notice_lines(app, size.width).len(), Rect::from((Position::ORIGIN, size)));
    if footer.contains(place) {
        return chrome::key_at(app, footer, place.x).map(Pointed::Key);
    }
    match (app.screen(), app.overlay()) {
        (Screen::Library, None) => library::panes(app, body).pointed_at(app, place),
        _ => None,
    }
}
