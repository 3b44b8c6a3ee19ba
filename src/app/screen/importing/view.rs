//! What the looks may see of the import screen: where each line of a document went, and what becomes of each story.

use super::{Document, Focus, ImportScreen, Item, Place, Row, edit};
use crate::domain::story::Story;
use crate::domain::text::count;

impl ImportScreen {
    /// What becomes of the story in this place.
    pub fn place(&self, place: usize) -> Option<&Place> {
        self.settled.places.get(place)
    }

    /// The library's story that this one is a version or a double of.
    pub fn other(&self, place: &Place) -> Option<&Story> {
        self.shelf.as_ref()?.get(place.other.as_ref()?)
    }

    /// Stories of the library that are gone from these documents.
    pub fn gone(&self) -> impl Iterator<Item = &Story> {
        self.settled.gone.iter().filter_map(|id| self.shelf.as_ref()?.get(id))
    }

    /// What the keys go to.
    pub const fn focus(&self) -> &Focus {
        &self.focus
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The page of the text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// How many stories are taken, and of how many.
    pub fn taken(&self) -> (usize, usize) {
        (self.settled.places.iter().filter(|place| place.is_taken).count(), self.rows.len())
    }

    /// What all documents held, as a sentence.
    pub fn summary(&self) -> String {
        let problems = match self.documents.iter().map(|document| document.problems.len()).sum() {
            0 => String::new(),
            problems => format!(", {}", count(problems, "problem", "problems")),
        };
        let documents = count(self.documents.len(), "document", "documents");
        format!("{documents}: {}{problems}.", count(self.rows.len(), "story", "stories"))
    }

    /// How many stories of one document are taken, and of how many.
    pub fn taken_of(&self, document: usize) -> (usize, usize) {
        let rows = self.rows.iter().zip(&self.settled.places).filter(|(row, _)| row.document == document);
        rows.fold((0, 0), |(taken, of), (_, place)| (taken + usize::from(place.is_taken), of + 1))
    }

    /// Whether the person has changed anything by hand.
    pub const fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Whether a narrow window shows the document instead of the story.
    pub const fn shows_document(&self) -> bool {
        self.shows_document
    }

    /// The document of what the cursor is on, and the first and last line of that.
    pub fn shown(&self) -> Option<(&Document, (usize, usize))> {
        let (document, lines) = match self.selected()? {
            Item::Document(document) => (document, (1, self.documents.get(document)?.lines.len().max(1))),
            Item::Story(place) => self.rows.get(place).map(|row| (row.document, row.found.lines))?,
            Item::LeftOut(document, place) => (document, self.documents.get(document)?.left_out.get(place)?.lines),
            Item::Problem(document, place) => {
                let line = self.documents.get(document)?.problems.get(place)?.line.unwrap_or(1);
                (document, (line, line))
            }
        };
        Some((self.documents.get(document)?, lines))
    }

    /// The line of the block under the cursor, or the first of what the cursor is on.
    pub fn line(&self) -> usize {
        let of_block = self.block().zip(self.selected_row()).and_then(|(place, row)| match place.part {
            edit::Part::Beat(beat) if !row.is_moved => Some(row.found.line_of(beat, place.block)),
            _ => None,
        });
        of_block.or_else(|| Some(self.shown()?.1.0)).unwrap_or(1)
    }

    /// Whether a line of the shown document belongs to a story, or why it belongs to none.
    pub fn owner(&self, document: &Document, line: usize) -> Result<bool, &'static str> {
        let holds = |lines: (usize, usize)| (lines.0..=lines.1).contains(&line);
        let is_of = |row: &Row| self.documents.get(row.document).is_some_and(|of| std::ptr::eq(of, document));
        if self.selected_row().is_some_and(|row| holds(row.found.lines)) {
            return Ok(true);
        }
        if self.rows.iter().any(|row| is_of(row) && holds(row.found.lines)) {
            return Ok(false);
        }
        Err(document.left_out.iter().find(|part| holds(part.lines)).map_or("", |part| part.reason))
    }
}
