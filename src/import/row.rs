//! A row: one line's worth of text, what the page says about it, and the label that it starts with.

use super::opening::Place;

/// What a row is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A heading, from level 1 to 6, or `TITLE_LINE`.
    Heading(u8),
    /// A line of running text.
    Paragraph,
    /// A line that starts a bullet, or a number in a list.
    Bullet,
    /// A block of code, all its lines in one row.
    Code,
    /// A line that only divides.
    Rule,
}

/// The level of a line that is the title of a story without being a heading: below every heading.
pub(super) const TITLE_LINE: u8 = 7;

/// One line's worth of text, its markup read and removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is on the page.
    pub(super) kind: Kind,
    /// How many lists it stands in.
    pub(super) depth: usize,
    /// Its first line in the document, counted from 1.
    pub(super) first: usize,
    /// Its last line.
    pub(super) last: usize,
    /// Its words.
    pub(super) text: String,
    /// How many bytes at the start of the text are bold.
    pub(super) bold: usize,
    /// How many bytes at the start of the text are a link.
    pub(super) linked: usize,
    /// Whether it goes on with the row before it.
    pub(super) continues: bool,
    /// The known label that it starts with, found by `opening::look_for`.
    pub(super) opening: Option<Box<Place>>,
}

impl Row {
    /// A row of this kind that starts on a line, without words so far.
    pub(super) const fn new(kind: Kind, depth: usize, line: usize) -> Self {
        Self {
            kind,
            depth,
            first: line,
            last: line,
            text: String::new(),
            bold: 0,
            linked: 0,
            continues: false,
            opening: None,
        }
    }

    /// The same row with other words: those it has can be long, and are not copied.
    pub(super) const fn with(&self, text: String) -> Self {
        let Self { kind, depth, first, last, bold, linked, continues, .. } = *self;
        Self { kind, depth, first, last, text, bold, linked, continues, opening: None }
    }

    /// How many bytes at the start of the text stand out.
    pub(super) fn lead(&self) -> usize {
        self.bold.max(self.linked)
    }

    /// The level of a heading.
    pub(super) const fn level(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        }
    }
}
