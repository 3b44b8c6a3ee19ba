//! The documents that the import screen asked for: read elsewhere one after the other, and taken in as they come.

use std::sync::Arc;

use super::{Document, Focus, ImportScreen, Row};
use crate::app::message::{Asked, Reading};
use crate::import::Form;

impl ImportScreen {
    /// The document that is being read, its place among those asked for, from 1, and how many these are.
    pub fn reading(&self) -> Option<(&str, usize, usize)> {
        let (_, name) = self.reading.as_ref()?;
        Some((name, self.read + 1, self.read + 1 + self.next.len()))
    }

    /// Asks for a document that goes by this name.
    pub fn ask(&mut self, name: String, asked: Asked) {
        self.next.push_back((name, asked));
        self.focus = Focus::List;
    }

    /// The next document to read, unless one is being read. It gets this number.
    pub fn next_to_read(&mut self, number: u64) -> Option<(String, Asked)> {
        if self.reading.is_some() {
            return None;
        }
        let next = self.next.pop_front();
        self.reading = next.as_ref().map(|(name, _)| (number, name.clone()));
        self.read = if next.is_some() { self.read } else { 0 };
        next
    }

    /// Waits for no document any more. Those read so far stay.
    pub fn stop_reading(&mut self) {
        (self.reading, self.read) = (None, 0);
        self.next.clear();
    }

    /// Takes in a document that was read. One that nobody waits for any more stays out.
    pub fn take_in(&mut self, reading: Reading) -> bool {
        if self.reading.as_ref().is_none_or(|(number, _)| *number != reading.number) {
            return false;
        }
        self.reading = None;
        self.read += 1;
        let selected = self.selected();
        let import = reading.import;
        let document = self.documents.len();
        let source = import.document().to_owned();
        let rows: Vec<Arc<Row>> = import
            .stories
            .into_iter()
            .map(|found| Row { document, found, choice: None, is_moved: false }.into())
            .collect();
        for rows_then in self.earlier.iter_mut().chain([&mut self.rows]) {
            rows_then.extend_from_slice(&rows);
        }
        self.documents.push(Document {
            name: import.file,
            form: import.form.map(Form::name),
            lines: reading.lines,
            left_out: import.left_out,
            problems: import.problems,
            source,
        });
        self.shelf = Some(reading.shelf);
        self.settle();
        self.go_to(selected);
        true
    }
}
