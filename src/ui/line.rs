//! What can be drawn: lines of safe text. This is the one way to the screen.

use std::fmt;

use ratatui::Frame;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::safe::Safe;

/// What stands in place of a letter that others must not see.
pub(super) const COVER: &str = "▒";

/// A run of safe text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Span<'a> {
    text: Safe<'a>,
    style: Style,
}

impl<'a> Span<'a> {
    /// Text in a style. Its newlines become spaces.
    pub(super) fn styled(text: impl Into<Safe<'a>>, style: Style) -> Self {
        Self { text: text.into().on_one_line(), style }
    }

    /// Plain text.
    pub(super) fn raw(text: impl Into<Safe<'a>>) -> Self {
        Self::styled(text, Style::new())
    }

    /// The same text, its style laid over another one.
    pub(super) fn over(self, style: Style) -> Self {
        Self { text: self.text, style: style.patch(self.style) }
    }

    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }
}

/// One row of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line<'a> {
    /// Its runs of text, from left to right.
    pub(super) spans: Vec<Span<'a>>,
    /// What the styles of the runs lie on.
    pub(super) style: Style,
}

impl<'a> Line<'a> {
    /// Text in a style.
    pub(super) fn styled(text: impl Into<Safe<'a>>, style: Style) -> Self {
        Self { spans: vec![Span::raw(text)], style }
    }

    /// Plain text.
    pub(super) fn raw(text: impl Into<Safe<'a>>) -> Self {
        Self::styled(text, Style::new())
    }

    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        self.spans.iter().map(Span::width).sum()
    }

    /// The same line, its style laid over another one.
    pub(super) fn over(self, style: Style) -> Self {
        Self { spans: self.spans, style: style.patch(self.style) }
    }
}

impl<'a> From<Span<'a>> for Line<'a> {
    fn from(span: Span<'a>) -> Self {
        Self::from(vec![span])
    }
}

impl<'a> From<Vec<Span<'a>>> for Line<'a> {
    fn from(spans: Vec<Span<'a>>) -> Self {
        Self { spans, style: Style::new() }
    }
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| span.text.fmt(f))
    }
}

/// Draws lines from the top of an area, cut where it ends.
///
/// Ratatui itself puts whole letters into cells. Where several characters of a letter take columns, it doesn't see that
/// all of them have to go when the letter goes, and the terminal keeps the last ones.
#[expect(clippy::disallowed_methods, reason = "what is drawn here is safe")]
pub(super) fn draw(lines: &[Line<'_>], frame: &mut Frame<'_>, area: Rect) {
    let buffer = frame.buffer_mut();
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let start = buffer.index_of(area.left(), y);
        let mut row = buffer.content.get_mut(start..start + usize::from(area.width)).unwrap_or_default();
        // What can be pointed at is there where no letters are too.
        line.style.bg.into_iter().for_each(|behind| row.iter_mut().for_each(|cell| cell.bg = behind));
        for span in &line.spans {
            row = draw_span(span, line.style.patch(span.style), row);
        }
    }
}

/// Puts this in the place of what stands in a cell.
#[expect(clippy::disallowed_methods, reason = "what is drawn here is safe")]
pub(super) fn cover(frame: &mut Frame<'_>, (x, y): (u16, u16)) {
    if let Some(cell) = frame.buffer_mut().cell_mut((x, y)) {
        cell.set_symbol(COVER);
    }
}

/// Draws a run of text into the cells of a row, and gives back those that are left. What doesn't fit is left out, and
/// all that comes after it.
fn draw_span<'a>(span: &Span<'_>, style: Style, row: &'a mut [Cell]) -> &'a mut [Cell] {
    if span.text.is_ascii() {
        // Nearly all text is, and then each character has one column.
        for (letter, cell) in span.text.chars().zip(row.iter_mut()) {
            cell.set_char(letter).set_style(style);
        }
        return row.get_mut(span.text.len()..).unwrap_or_default();
    }
    let mut row = row;
    for (letter, width) in span.text.cells() {
        let Some((cells, rest)) = row.split_at_mut_checked(usize::from(width)) else {
            return &mut [];
        };
        cells.first_mut().into_iter().for_each(|cell| {
            cell.set_symbol(letter).set_style(style);
        });
        row = rest;
    }
    row
}
