//! The library screen: a query, the skills, the stories it finds, and the one under the cursor.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::text_input::{Edit, TextInput};
use crate::app::vocabulary::Vocabulary;
use crate::domain::agenda::Agenda;
use crate::domain::history::History;
use crate::domain::library::Library;
use crate::domain::queries::Filters;
use crate::domain::story::{Story, StoryId};
use crate::search::catalog::Catalog;
use crate::search::complete::{self, Named};
use crate::search::facets::Facets;
use crate::search::marks::Marks;
use crate::search::query::Query;
pub use crate::search::question::Fit;
use crate::search::rank::{Answer, Finder, Request};
pub use crate::search::standing::Sort;

mod asking;
pub mod pane;
mod pointing;
mod query_line;
mod question;

use pane::SkillsPane;
use query_line::QueryLine;
use question::Question;

/// How far the page keys go.
const PAGE: usize = 10;

/// So many rows beyond the cursor's are always there: more than fit any window.
const MARGIN: usize = 64;

/// Past so many titles an answer may take longer than a frame can wait, and is looked for elsewhere.
const MOST_AT_ONCE: usize = 400_000;

/// So many stories and terms take longer to rank than a frame can wait.
const MOST_RANKED: usize = 20_000;

/// Where the cursor goes when the answer is there.
#[derive(Debug, Clone)]
enum Wanted {
    /// To this row.
    Row(usize),
    /// To this story, or else to this row.
    Story(StoryId, usize),
}

impl Default for Wanted {
    fn default() -> Self {
        Self::Row(0)
    }
}

/// When what is asked for is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Searching {
    /// As soon as it is asked for.
    #[default]
    AtOnce,
    /// Later: nobody needs an answer yet.
    Held,
    /// Later, and something has been asked for by now.
    Due,
}

/// What the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list of stories.
    Stories,
    /// The query line.
    Query,
    /// The skills pane.
    Skills,
}

/// What the screen works on and doesn't own.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The stories.
    pub catalog: &'a Catalog,
    /// The takes told so far.
    pub history: &'a History,
    /// The saved filters.
    pub filters: &'a Filters,
    /// The words that ship with Retell.
    pub vocabulary: Vocabulary,
    /// What is to be told today.
    pub agenda: &'a Agenda,
}

/// A search that takes too long to be done between two frames.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// Its number: of several answers only that of the last search counts.
    pub number: u64,
    /// Where to look.
    pub catalog: Catalog,
    /// What for.
    pub request: Request,
}

/// What the library screen remembers.
#[derive(Debug)]
pub struct LibraryScreen {
    line: QueryLine,
    query: Query,
    marks: Marks,
    facets: Facets,
    sort: Sort,
    order: Option<Arc<Vec<u32>>>,
    finder: Finder,
    answer: Answer,
    /// The question in the query line, if one is there.
    question: Option<Question>,
    /// The number of the last search that was done elsewhere.
    number: u64,
    /// The search to be done elsewhere, until somebody takes it.
    search: Option<Search>,
    /// Whether the answer shown is that of an earlier request.
    is_waiting: bool,
    searching: Searching,
    /// Where the cursor goes with the next answer.
    wanted: Wanted,
    focus: Focus,
    cursor: usize,
    pane: SkillsPane,
    page: isize,
}

impl LibraryScreen {
    /// The screen over a library, with a query typed already.
    pub fn new(query: &str, known: Known<'_>) -> Self {
        let mut screen = Self {
            line: QueryLine::new(query),
            query: Query::default(),
            marks: Marks::default(),
            facets: Facets::default(),
            sort: Sort::default(),
            order: None,
            finder: Finder::default(),
            answer: Answer::default(),
            question: None,
            number: 0,
            search: None,
            is_waiting: false,
            searching: Searching::default(),
            wanted: Wanted::default(),
            focus: Focus::Stories,
            cursor: 0,
            pane: SkillsPane::default(),
            page: 0,
        };
        screen.find(known);
        screen
    }

    /// The query line.
    pub const fn input(&self) -> &TextInput {
        self.line.input()
    }

    /// What was typed, as it was understood.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// What the keys go to.
    pub const fn focus(&self) -> Focus {
        self.focus
    }

    /// The skills that were chosen.
    pub const fn facets(&self) -> &Facets {
        &self.facets
    }

    /// The order of stories among which the query makes no difference.
    pub const fn sort(&self) -> Sort {
        self.sort
    }

    /// The first of the stories found, best first; more than fit a window.
    pub fn found<'a>(&self, library: &'a Library) -> impl DoubleEndedIterator<Item = &'a Story> {
        self.answer.top.iter().filter_map(|&place| library.stories().get(place as usize))
    }

    /// How many stories were found.
    pub const fn count(&self) -> usize {
        self.answer.count
    }

    /// The row of the cursor in the list of stories.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The story under the cursor.
    pub fn selected<'a>(&self, library: &'a Library) -> Option<&'a Story> {
        library.stories().get(*self.answer.top.get(self.cursor)? as usize)
    }

    /// The next story after this one in the list that can be told.
    pub fn after<'a>(&self, library: &'a Library, story: &StoryId) -> Option<&'a Story> {
        self.found(library).skip_while(|found| found.id != *story).skip(1).find(|story| story.has_text())
    }

    /// The skills pane.
    pub const fn pane(&self) -> &SkillsPane {
        &self.pane
    }

    /// The page of the story's text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// Which letters of what is shown the query matches.
    pub const fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Types into the query line.
    pub fn type_text(&mut self, text: &str, known: Known<'_>) {
        self.focus = Focus::Query;
        self.line.insert(text);
        self.find(known);
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, known: Known<'_>) {
        match action {
            Action::Up if self.goes_to_earlier() => self.recall(QueryLine::recall_earlier, known),
            Action::Down if self.goes_to_later() => self.recall(QueryLine::recall_later, known),
            Action::Up => self.move_to(|cursor, _| cursor.saturating_sub(1), known),
            Action::Down => self.move_to(|cursor, _| cursor + 1, known),
            Action::PageUp => self.move_to(|cursor, _| cursor.saturating_sub(PAGE), known),
            Action::PageDown => self.move_to(|cursor, _| cursor + PAGE, known),
            Action::First => self.move_to(|_, _| 0, known),
            Action::Last => self.move_to(|_, last| last, known),
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            Action::Find => self.focus = Focus::Query,
            Action::FindSkill => {
                self.line.edit(Edit::End);
                let gap =
                    if self.input().is_empty() || self.input().around_cursor().0.ends_with(' ') { "" } else { " " };
                self.type_text(&format!("{gap}#"), known);
            }
            Action::Edit(edit) => {
                let before = self.input().text();
                self.line.edit(edit);
                if self.input().text() != before {
                    self.find(known);
                }
            }
            Action::StopTyping | Action::GoToStories => self.focus = Focus::Stories,
            Action::GoToSkills => self.focus = Focus::Skills,
            Action::Complete if self.begun().is_some() => self.complete(known),
            Action::Complete => self.focus = Focus::Skills,
            Action::Clear => self.clear(known),
            Action::CycleSkill => self.cycle_skill(known),
            Action::SwitchAny => {
                self.facets.is_any = !self.facets.is_any;
                self.find(known);
            }
            Action::SwitchGroups => {
                self.pane.switch_grouping();
                self.find(known);
            }
            Action::OpenGroup | Action::CloseGroup => {
                self.pane.set_open(action == Action::OpenGroup, known.catalog.index());
                self.pane.show(&self.answer, &self.facets, known.catalog.index());
            }
            Action::NextSort => {
                self.sort = self.sort.next();
                self.order = self.sort.order(known.catalog.library(), known.history);
                self.find(known);
            }
            _ => {}
        }
    }

    fn move_to(&mut self, target: impl Fn(usize, usize) -> usize, known: Known<'_>) {
        let (cursor, rows) = self.cursor_and_rows();
        let last = rows.saturating_sub(1);
        let moved = target(cursor, last).min(last);
        if self.focus == Focus::Skills {
            self.pane.move_to(moved);
        } else if moved != cursor {
            self.page = 0;
            self.go_to(moved, known);
        }
    }

    /// Whether the cursor can go further up in the list that has the keys.
    pub fn can_go_up(&self) -> bool {
        self.goes_to_earlier() || self.cursor_and_rows().0 > 0
    }

    /// Whether the cursor can go further down in the list that has the keys.
    pub fn can_go_down(&self) -> bool {
        let (cursor, rows) = self.cursor_and_rows();
        self.goes_to_later() || cursor + 1 < rows
    }

    /// Whether up leads from the first story to what was asked for before.
    fn goes_to_earlier(&self) -> bool {
        self.focus == Focus::Query && self.cursor == 0 && self.line.has_earlier()
    }

    fn goes_to_later(&self) -> bool {
        self.focus == Focus::Query && self.cursor == 0 && self.line.has_later()
    }

    fn recall(&mut self, recall: fn(&mut QueryLine), known: Known<'_>) {
        recall(&mut self.line);
        self.find(known);
    }

    fn cursor_and_rows(&self) -> (usize, usize) {
        match self.focus {
            Focus::Skills => (self.pane.cursor(), self.pane.rows().len()),
            Focus::Stories | Focus::Query => (self.cursor, self.answer.count),
        }
    }

    fn clear(&mut self, known: Known<'_>) {
        let selected = self.selected(known.catalog.library()).map(|story| story.id.clone());
        self.line.set("");
        self.facets.clear();
        self.find(known);
        if let Some(story) = selected {
            self.select(&story, known);
        }
    }

    fn complete(&mut self, known: Known<'_>) {
        let names_of = |named, begun: &str| {
            let names = match named {
                Named::Skill => complete::skills(begun, known.catalog.index(), (known.vocabulary.lexicon)()),
                Named::Filter => complete::filters(begun, known.filters),
                Named::State => complete::states(begun),
            };
            names.into_iter().map(complete::as_typed).collect()
        };
        let before = self.input().text();
        if self.line.complete(names_of) {
            // Where the name is whole already, the key does what it does without one.
            if self.input().text() == before && !self.pane.rows().is_empty() {
                self.focus = Focus::Skills;
            }
            self.find(known);
        }
    }

    /// Whether the last Tab completed a name.
    pub const fn has_completed(&self) -> bool {
        self.line.has_completed()
    }

    /// What Tab would complete, if a name was begun.
    pub fn begun(&self) -> Option<Named> {
        self.line.begun()
    }

    fn cycle_skill(&mut self, known: Known<'_>) {
        if let Some(facet) = self.pane.facet(known.catalog.index()) {
            self.facets.cycle(facet);
            self.find(known);
        }
    }
}
