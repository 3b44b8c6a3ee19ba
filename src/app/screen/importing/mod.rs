//! The import screen: what documents hold, put right by hand, before any of it comes in.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::message::Asked;
use crate::app::text_input::TextInput;
use crate::domain::change::Change;
use crate::domain::confidential::Words;
use crate::domain::library::Library;
use crate::domain::problem::Problem;
use crate::domain::story::StoryId;
use crate::domain::text::count;
use crate::import::shelf::{Arriving, Settled, Shelf};
pub use crate::import::shelf::{Fate, Place};
use crate::import::{Found, LeftOut};

pub mod can;
mod changes;
pub mod edit;
mod reading;
mod view;
pub mod words;

/// How far the page keys go.
const PAGE: usize = 10;

/// What the keys go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// The list of what was found.
    List,
    /// The parts of a story.
    Parts,
    /// The path of a document, and what it could go on with.
    Path(TextInput, Vec<String>),
    /// The title of a story.
    Title(TextInput),
}

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// What kind of document it is.
    pub form: Option<&'static str>,
    /// Its lines.
    pub lines: Vec<String>,
    /// Those that belong to no story.
    pub left_out: Vec<LeftOut>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    source: String,
}

/// A story that was found.
#[derive(Debug, Clone)]
pub struct Row {
    /// The document it is in.
    pub document: usize,
    /// The story and where it stands.
    pub found: Found,
    choice: Option<bool>,
    /// Whether its parts were changed, so that no line is known for each block.
    is_moved: bool,
}

/// What the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A document, over what is in it. One alone needs no heading.
    Document(usize),
    /// A story.
    Story(usize),
    /// What of a document was left out.
    LeftOut(usize, usize),
    /// What was wrong with a document.
    Problem(usize, usize),
}

/// What the import screen remembers.
#[derive(Debug)]
pub struct ImportScreen {
    documents: Vec<Document>,
    rows: Vec<Arc<Row>>,
    /// What the list shows, kept while it stays: it is asked for often.
    items: Vec<Item>,
    shelf: Option<Arc<Shelf>>,
    settled: Settled,
    /// The confidential words of what was found, once they were asked for.
    words: Option<Words>,
    earlier: Vec<Vec<Arc<Row>>>,
    /// The number and name of the document being read, and those to be read after it.
    reading: Option<(u64, String)>,
    next: VecDeque<(String, Asked)>,
    /// How many were read one after the other before it.
    read: usize,
    focus: Focus,
    shows_left_out: bool,
    /// Whether a narrow window shows the document instead of the story.
    shows_document: bool,
    is_changed: bool,
    cursor: usize,
    block: usize,
    page: isize,
    /// Whether the person was told that what was done by hand goes.
    is_warned: bool,
}

impl ImportScreen {
    /// The screen before any document is read: it asks for one.
    pub fn new() -> Self {
        Self {
            documents: Vec::new(),
            rows: Vec::new(),
            items: Vec::new(),
            shelf: None,
            settled: Settled::default(),
            words: None,
            earlier: Vec::new(),
            reading: None,
            next: VecDeque::new(),
            read: 0,
            focus: Focus::Path(TextInput::default(), Vec::new()),
            shows_left_out: false,
            shows_document: false,
            is_changed: false,
            cursor: 0,
            block: 0,
            page: 0,
            is_warned: false,
        }
    }

    /// The documents that were read.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The story in this place.
    pub fn row(&self, place: usize) -> Option<&Row> {
        self.rows.get(place).map(AsRef::as_ref)
    }

    /// What the list shows, document by document.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    fn list(&mut self) {
        let mut items = Vec::new();
        // The rows of a document stand together.
        let mut rows = self.rows.iter().enumerate().peekable();
        for (number, document) in self.documents.iter().enumerate() {
            items.extend((self.documents.len() > 1).then_some(Item::Document(number)));
            items.extend((0..document.problems.len()).map(|problem| Item::Problem(number, problem)));
            let own = std::iter::from_fn(|| rows.next_if(|(_, row)| row.document == number));
            let mut parts: Vec<(usize, Item)> =
                own.map(|(place, row)| (row.found.lines.0, Item::Story(place))).collect();
            if self.shows_left_out {
                let left_out = document.left_out.iter().enumerate();
                parts.extend(left_out.map(|(place, part)| (part.lines.0, Item::LeftOut(number, place))));
                parts.sort_by_key(|(line, _)| *line);
            }
            items.extend(parts.into_iter().map(|(_, item)| item));
        }
        self.items = items;
    }

    /// What the cursor is on.
    pub fn selected(&self) -> Option<Item> {
        self.items().get(self.cursor).copied()
    }

    /// The place of the story under the cursor.
    pub fn story(&self) -> Option<usize> {
        match self.selected() {
            Some(Item::Story(place)) => Some(place),
            _ => None,
        }
    }

    /// The story under the cursor.
    pub fn selected_row(&self) -> Option<&Row> {
        self.row(self.story()?)
    }

    /// The block under the cursor, while the keys go to the parts.
    pub fn block(&self) -> Option<edit::Place> {
        let is_there = self.focus == Focus::Parts;
        edit::places(&self.selected_row()?.found.story).get(self.block).copied().filter(|_| is_there)
    }

    /// The library was read again.
    pub fn put_on(&mut self, library: Arc<Library>) {
        self.shelf = self.shelf.as_ref().map(|shelf| Arc::new(shelf.with(library)));
        self.settle();
    }

    /// The confidential words of what was found.
    pub fn words(&mut self) -> &Words {
        let stories = self.rows.iter().map(|row| &row.found.story);
        self.words.get_or_insert_with(|| Words::of(stories))
    }

    fn settle(&mut self) {
        self.words = None;
        let Some(shelf) = &self.shelf else { return };
        let arriving = self.rows.iter().map(|row| Arriving::new(&row.found, row.choice));
        let arriving: Vec<Arriving<'_>> = arriving.collect();
        let whole = self.documents.iter().filter(|document| document.problems.is_empty());
        let whole: Vec<&str> = whole.map(|document| document.source.as_str()).collect();
        self.settled = shelf.settle(&arriving, &whole);
        self.list();
        self.cursor = self.cursor.min(self.items().len().saturating_sub(1));
    }

    /// The change that brings in what is taken, and the first story of it.
    pub fn change(&self) -> Option<(Change, StoryId)> {
        let what = match &self.documents[..] {
            [document] => format!("import of {}", document.name),
            documents => format!("import of {}", count(documents.len(), "document", "documents")),
        };
        let stories = self.rows.iter().map(|row| &row.found.story).zip(&self.settled.places);
        let first = self.settled.places.iter().find(|place| place.is_taken)?.id.clone();
        let change = self.shelf.as_ref()?.change(what, stories);
        Some((change, first))
    }

    /// What the person has typed, where something can be typed.
    pub const fn input(&mut self) -> Option<&mut TextInput> {
        match &mut self.focus {
            Focus::Path(input, _) | Focus::Title(input) => Some(input),
            Focus::List | Focus::Parts => None,
        }
    }

    /// Goes on with the path that was begun, if it still stands there. Says what is to be told.
    pub fn complete(&mut self, begun: &str, paths: Vec<String>) -> Option<&'static str> {
        let Focus::Path(input, could_be) = &mut self.focus else { return None };
        if input.text() != begun {
            return None;
        }
        let Some(first) = paths.first() else {
            could_be.clear();
            return Some("No file or folder starts like this.");
        };
        let common = |one: &str, other: &str| {
            one.char_indices()
                .zip(other.chars())
                .find(|((_, a), b)| a != b)
                .map_or(one.len().min(other.len()), |((at, _), _)| at)
        };
        let end = paths.iter().map(|path| common(first, path)).min().unwrap_or(0);
        *input = TextInput::new(first.get(..end).unwrap_or(begun));
        *could_be = if paths.len() > 1 { paths } else { Vec::new() };
        None
    }

    /// Warns once that what was done by hand would be lost.
    pub const fn warn(&mut self) -> bool {
        !std::mem::replace(&mut self.is_warned, true)
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action) {
        self.is_warned = false;
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.go(action);
            }
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            Action::ShowDocument => self.shows_document = !self.shows_document,
            Action::ShowLeftOut => {
                let selected = self.selected();
                self.shows_left_out = !self.shows_left_out;
                self.list();
                self.go_to(selected);
            }
            Action::NextDoubtful | Action::PreviousDoubtful => {
                if let Some(place) = self.doubtful(action == Action::NextDoubtful) {
                    (self.cursor, self.page) = (place, 0);
                }
            }
            Action::GoToParts => (self.focus, self.block) = (Focus::Parts, 0),
            Action::GoToStories | Action::StopTyping => self.focus = Focus::List,
            Action::AskPath => self.focus = Focus::Path(TextInput::default(), Vec::new()),
            Action::Retitle => {
                let title = self.selected_row().map(|row| TextInput::new(&row.found.story.title));
                self.focus = title.map_or(Focus::List, Focus::Title);
            }
            Action::Edit(edit) => {
                if let Some(input) = self.input() {
                    input.edit(edit);
                }
            }
            Action::Undo => {
                if let Some(rows) = self.earlier.pop() {
                    self.rows = rows;
                    self.settle();
                    self.block = 0;
                }
            }
            action => self.change_rows(action),
        }
    }

    /// Puts the cursor on an item, wherever it is by now; on the first one if it isn't there any more.
    fn go_to(&mut self, item: Option<Item>) {
        self.cursor = self.items().iter().position(|one| Some(*one) == item).unwrap_or(0);
    }

    fn go(&mut self, action: Action) {
        let (cursor, rows) = self.cursor_and_rows();
        let last = rows.saturating_sub(1);
        let moved = match action {
            Action::Up => cursor.saturating_sub(1),
            Action::Down => cursor + 1,
            Action::PageUp => cursor.saturating_sub(PAGE),
            Action::PageDown => cursor + PAGE,
            Action::First => 0,
            _ => last,
        };
        match self.focus {
            Focus::Parts => self.block = moved.min(last),
            _ => (self.cursor, self.page) = (moved.min(last), 0),
        }
    }

    /// The cursor in what has the keys, and how many rows that has.
    pub fn cursor_and_rows(&self) -> (usize, usize) {
        match self.focus {
            Focus::Parts => (self.block, self.selected_row().map_or(0, |row| edit::places(&row.found.story).len())),
            _ => (self.cursor, self.items().len()),
        }
    }

    /// The row of the doubtful story after or before the cursor.
    fn doubtful(&self, is_next: bool) -> Option<usize> {
        let items = self.items();
        let is_doubtful = |row: &usize| match items.get(*row) {
            Some(Item::Story(place)) => self.rows.get(*place).is_some_and(|row| row.found.doubt.is_some()),
            _ => false,
        };
        if is_next {
            (self.cursor + 1..items.len()).find(is_doubtful)
        } else {
            (0..self.cursor).rev().find(is_doubtful)
        }
    }
}

impl Default for ImportScreen {
    fn default() -> Self {
        Self::new()
    }
}
