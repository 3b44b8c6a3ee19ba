//! A window that is drawn through crossterm, and a terminal that reads what is written to it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use retell::ui;

use crate::aloud::foreign_words;
use crate::common::is_thorough;
use crate::common::wire::{self, Wire, differences, foreign};
use crate::setting::{Scene, stage};

/// What was written so far.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that reads what is on the wire.
pub(crate) fn reader_of(size: Size) -> vt100::Parser {
    vt100::Parser::new(size.height.try_into().unwrap(), size.width.try_into().unwrap(), 0)
}

/// A window that is drawn through crossterm, and a terminal that reads what that writes.
pub(crate) struct Window {
    size: Size,
    wire: Bytes,
    writer: Terminal<CrosstermBackend<Bytes>>,
    reader: vt100::Parser,
}

impl Window {
    pub(crate) fn new(size: Size) -> Self {
        let wire = Bytes::default();
        let viewport = Viewport::Fixed(Rect::from(size));
        let backend = CrosstermBackend::new(wire.clone());
        let writer = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        Self { size, wire, writer, reader: reader_of(size) }
    }

    /// Draws, and returns what was drawn and what is wrong with it.
    pub(crate) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> (Buffer, Vec<String>) {
        let drawn = self.writer.draw(draw).unwrap().buffer.clone();
        let bytes = self.wire.0.take();
        let mut wrong = foreign(&bytes, Wire::Window(self.size));
        wire::read(&mut self.reader, &bytes);
        wrong.extend(differences(&drawn, self.reader.screen()));
        (drawn, wrong)
    }
}

/// The windows of a payload, one of each size: each screen is drawn over the one before.
#[derive(Default)]
pub(crate) struct Windows(HashMap<Size, Window>);

impl Windows {
    pub(crate) fn show(&mut self, scene: &Scene, text: &str) -> (Buffer, Vec<String>) {
        let mut stage = stage(text);
        (scene.go)(&mut stage, text);
        let window = self.0.entry(scene.size).or_insert_with(|| Window::new(scene.size));
        let (drawn, mut wrong) = window.draw(|frame| ui::draw(&stage.app, stage.now, frame));
        // In an ordinary run a fourth of all is read aloud, of each screen and of each payload.
        if is_thorough() || (text.len() + scene.name.len()).is_multiple_of(4) {
            wrong.extend(foreign_words(&stage, text));
        }
        (drawn, wrong)
    }
}
