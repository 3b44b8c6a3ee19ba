//! The last step of a frame: roles become colors, and marks what the terminal can show.

use ratatui::Frame;
use ratatui::buffer::Cell;

use super::marks;
use super::theme::{AS_TOLD, Palette};
use crate::domain::looks::{Looks, Marks, Role};

/// Finishes a frame that was drawn by roles.
#[expect(clippy::disallowed_methods, reason = "what is painted is there already")]
pub(super) fn finish(looks: &Looks, frame: &mut Frame<'_>) {
    let width = usize::from(frame.area().width).max(1);
    let cells = &mut frame.buffer_mut().content;
    if looks.marks == Marks::Ascii {
        cells.chunks_mut(width).for_each(in_ascii);
    }
    let palette = Palette::new(looks);
    let background = palette.color(Role::Background);
    for cell in cells {
        cell.fg = palette.of(cell.fg);
        // What can be pointed at stood there.
        cell.bg = background;
    }
}

/// Draws the marks of a row in ASCII. In the words of a story only its bullets are such marks.
fn in_ascii(row: &mut [Cell]) {
    for column in 0..row.len() {
        let Some([cell, after @ ..]) = row.get_mut(column..) else { break };
        let symbol = cell.symbol();
        if cell.fg == AS_TOLD && symbol != "•" {
            continue;
        }
        if symbol == "…" && after.len() > 2 && after.iter().take(3).all(|cell| cell.symbol() == " ") {
            // There is room to write it out, and a gap behind it.
            let (style, dots) = (cell.style(), after.iter_mut().take(2));
            dots.chain([cell]).for_each(|cell| _ = cell.set_char('.').set_style(style));
        } else if let Some(twin) = marks::twin(symbol) {
            cell.set_char(twin);
        }
    }
}
