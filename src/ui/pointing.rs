//! What is at a place of the window.
//!
//! What can be pointed at says so as it is drawn: it stands behind its cells as a color until the frame is finished
//! (`paint.rs`), so that nobody has to know where it came to stand.

use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Style};
use ratatui::{Frame, Terminal};

use super::{draw_screen, fits};
use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::{Pointed, Spot};
use crate::domain::time::Now;

/// What can be pointed at in a window of this size, at this place: it is drawn once more, in memory, to see.
#[expect(clippy::disallowed_methods, reason = "this frame is looked at, and never shown")]
pub fn pointed_at(app: &App, now: Now, size: Size, place: Position) -> Option<Pointed> {
    if !fits(size) {
        return None;
    }
    let mut behind = None;
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).ok()?;
    let look = |frame: &mut Frame<'_>| {
        draw_screen(app, now, frame);
        behind = frame.buffer_mut().cell(place).map(|cell| cell.bg);
    };
    terminal.draw(look).ok()?;
    let Some(Color::Rgb(spot, high, low)) = behind else {
        return None;
    };
    Some(Pointed(*Spot::ALL.get(usize::from(spot))?, i16::from_be_bytes([high, low])))
}

/// The style of what can be pointed at as this.
pub(super) const fn at(spot: Spot, number: i16) -> Style {
    let [high, low] = number.to_be_bytes();
    Style::new().bg(Color::Rgb(spot as u8, high, low))
}

/// The style of a row of a list whose cursor is on another one, or on it.
pub(super) fn at_row(spot: Spot, row: usize, cursor: usize) -> Style {
    let rows = i16::try_from(row.abs_diff(cursor)).unwrap_or(i16::MAX);
    at(spot, if row < cursor { -rows } else { rows })
}

/// The style of what stands for the key of an action, where that has one here.
pub(super) fn at_key(app: &App, action: Action) -> Style {
    let place = app.keymap().bindings_of(app.context()).position(|binding| binding.action == action);
    place.and_then(|place| i16::try_from(place).ok()).map_or(Style::new(), |place| at(Spot::Key, place))
}
