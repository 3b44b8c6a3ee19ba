//! The mouse: clicks and the wheel, and none of its moves.

use std::io::{self, Write};

use crossterm::event::{DisableMouseCapture, EnableMouseCapture, Event, MouseButton, MouseEvent, MouseEventKind};
use crossterm::queue;
use ratatui::layout::Position;

use crate::app::pointing::Pointed;

/// Has the terminal tell of the mouse. Crossterm itself would have it told of every move too, each of which wakes a
/// program; in Windows there is no other way.
pub(super) fn capture(output: &mut impl Write) -> io::Result<()> {
    if cfg!(windows) { queue!(output, EnableMouseCapture) } else { output.write_all(b"\x1b[?1000h\x1b[?1006h") }
}

/// Has it tell no more.
pub(super) fn release(output: &mut impl Write) -> io::Result<()> {
    if cfg!(windows) { queue!(output, DisableMouseCapture) } else { output.write_all(b"\x1b[?1006l\x1b[?1000l") }
}

/// Where somebody clicks.
pub(super) const fn click_of(event: &Event) -> Option<Position> {
    match event {
        Event::Mouse(MouseEvent { kind: MouseEventKind::Down(MouseButton::Left), column, row, modifiers })
            if modifiers.is_empty() =>
        {
            Some(Position::new(*column, *row))
        }
        _ => None,
    }
}

/// Where the wheel turns to.
pub(super) const fn wheel_of(event: &MouseEvent) -> Option<Pointed> {
    match event.kind {
        MouseEventKind::ScrollUp => Some(Pointed::ABOVE),
        MouseEventKind::ScrollDown => Some(Pointed::BELOW),
        _ => None,
    }
}
