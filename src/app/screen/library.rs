//! The library screen: a query, the skills, the stories it finds, and the one under the cursor.

use crate::app::action::Action;
use crate::app::text_input::{Edit, TextInput};
use crate::domain::library::Library;
use crate::domain::story::{Story, StoryId};
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::{marks, rank};

/// How far the page keys go.
const PAGE: usize = 10;

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

/// What the library screen remembers.
#[derive(Debug)]
pub struct LibraryScreen {
    index: Index,
    query: Query,
    input: TextInput,
    focus: Focus,
    with: Vec<String>,
    found: Vec<usize>,
    cursor: usize,
    skills: Vec<(String, usize)>,
    skill_cursor: usize,
    page: isize,
}

impl LibraryScreen {
    /// The screen over a library, with a query typed already.
    pub fn new(library: &Library, query: &str) -> Self {
        let mut screen = Self {
            index: Index::new(library.stories()),
            query: Query::default(),
            input: TextInput::new(query),
            focus: Focus::Stories,
            with: Vec::new(),
            found: Vec::new(),
            cursor: 0,
            skills: Vec::new(),
            skill_cursor: 0,
            page: 0,
        };
        screen.find();
        screen
    }

    /// The query line.
    pub const fn input(&self) -> &TextInput {
        &self.input
    }

    /// What the keys go to.
    pub const fn focus(&self) -> Focus {
        self.focus
    }

    /// The skills that every story shown must have.
    pub fn with(&self) -> &[String] {
        &self.with
    }

    /// The stories found, best first.
    pub fn found<'a>(&self, library: &'a Library) -> impl DoubleEndedIterator<Item = &'a Story> {
        self.found.iter().filter_map(|&place| library.stories().get(place))
    }

    /// How many stories were found.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// The row of the cursor in the list of stories.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The story under the cursor.
    pub fn selected<'a>(&self, library: &'a Library) -> Option<&'a Story> {
        library.stories().get(*self.found.get(self.cursor)?)
    }

    /// The next story after this one in the list that can be told.
    pub fn after<'a>(&self, library: &'a Library, story: &StoryId) -> Option<&'a Story> {
        self.found(library).skip_while(|found| found.id != *story).skip(1).find(|story| story.has_text())
    }

    /// Every skill of the stories found, with the number of those stories, most first.
    pub fn skills(&self) -> &[(String, usize)] {
        &self.skills
    }

    /// The row of the cursor in the list of skills.
    pub const fn skill_cursor(&self) -> usize {
        self.skill_cursor
    }

    /// The page of the story's text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// Whether something narrows the list.
    pub fn is_filtered(&self) -> bool {
        !self.input.is_empty() || !self.with.is_empty()
    }

    /// The places of the letters of a shown title that the query matches, counted in characters.
    pub fn marks_in_title(&self, title: &str) -> Vec<usize> {
        marks::in_title(&self.query, title)
    }

    /// The same for a shown skill.
    pub fn marks_in_skill(&self, skill: &str) -> Vec<usize> {
        marks::in_skill(&self.query, skill)
    }

    /// The same for a line of a shown text.
    pub fn marks_in_text(&self, text: &str) -> Vec<usize> {
        marks::in_text(&self.query, text)
    }

    /// Puts the cursor on a story, if it is in the list.
    pub fn select(&mut self, library: &Library, story: &StoryId) {
        let place = self.found(library).position(|found| found.id == *story);
        if let Some(place) = place {
            self.cursor = place;
            self.page = 0;
        }
    }

    /// Takes over a library that was read again. What is asked for stays, and so does the cursor where it can.
    pub fn take_over(&mut self, before: &Library, library: &Library) {
        let selected = self.selected(before).map(|story| story.id.clone());
        let (cursor, page) = (self.cursor, self.page);
        let skill = self.skills.get(self.skill_cursor).map(|(skill, _)| skill.clone());
        self.index = Index::new(library.stories());
        self.find();
        self.cursor = cursor.min(self.found.len().saturating_sub(1));
        self.skill_cursor = self.skills.iter().position(|(shown, _)| Some(shown) == skill.as_ref()).unwrap_or(0);
        if let Some(story) = selected {
            self.select(library, &story);
            let is_same = before.get(&story) == library.get(&story);
            self.page = if is_same { page } else { 0 };
        }
    }

    /// Types into the query line.
    pub fn type_text(&mut self, text: &str) {
        self.focus = Focus::Query;
        self.input.insert(text);
        self.find();
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, library: &Library) {
        match action {
            Action::Up => self.move_to(|cursor, _| cursor.saturating_sub(1)),
            Action::Down => self.move_to(|cursor, _| cursor + 1),
            Action::PageUp => self.move_to(|cursor, _| cursor.saturating_sub(PAGE)),
            Action::PageDown => self.move_to(|cursor, _| cursor + PAGE),
            Action::First => self.move_to(|_, _| 0),
            Action::Last => self.move_to(|_, last| last),
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            Action::Find => self.focus = Focus::Query,
            Action::FindSkill => {
                self.input.edit(Edit::End);
                let gap = if self.input.is_empty() || self.input.around_cursor().0.ends_with(' ') { "" } else { " " };
                self.type_text(&format!("{gap}#"));
            }
            Action::Edit(edit) => {
                let before = self.input.text();
                self.input.edit(edit);
                if self.input.text() != before {
                    self.find();
                }
            }
            Action::StopTyping | Action::GoToStories => self.focus = Focus::Stories,
            Action::GoToSkills => self.focus = Focus::Skills,
            Action::Clear => self.clear(library),
            Action::ToggleSkill => self.toggle_skill(),
            _ => {}
        }
    }

    fn move_to(&mut self, target: impl Fn(usize, usize) -> usize) {
        let (cursor, rows) = self.cursor_and_rows();
        let last = rows.saturating_sub(1);
        let moved = target(cursor, last).min(last);
        if self.focus == Focus::Skills {
            self.skill_cursor = moved;
        } else if moved != cursor {
            self.cursor = moved;
            self.page = 0;
        }
    }

    /// Whether the cursor can go further up in the list that has the keys.
    pub fn can_go_up(&self) -> bool {
        self.cursor_and_rows().0 > 0
    }

    /// Whether the cursor can go further down in the list that has the keys.
    pub fn can_go_down(&self) -> bool {
        let (cursor, rows) = self.cursor_and_rows();
        cursor + 1 < rows
    }

    fn cursor_and_rows(&self) -> (usize, usize) {
        match self.focus {
            Focus::Skills => (self.skill_cursor, self.skills.len()),
            Focus::Stories | Focus::Query => (self.cursor, self.found.len()),
        }
    }

    fn clear(&mut self, library: &Library) {
        let selected = self.selected(library).map(|story| story.id.clone());
        self.input = TextInput::default();
        self.with.clear();
        self.find();
        if let Some(story) = selected {
            self.select(library, &story);
        }
    }

    fn toggle_skill(&mut self) {
        let Some((skill, _)) = self.skills.get(self.skill_cursor).cloned() else {
            return;
        };
        if self.with.contains(&skill) {
            self.with.retain(|with| *with != skill);
        } else {
            self.with.push(skill.clone());
        }
        self.find();
        self.skill_cursor = self.skills.iter().position(|(shown, _)| *shown == skill).unwrap_or(0);
    }

    /// Asks again, because the query or the chosen skills have changed.
    fn find(&mut self) {
        self.query = Query::parse(&self.input.text());
        self.found = rank::find(&self.index, &self.query, &self.with);
        let counted = self.index.count_skills(self.found.iter().copied());
        self.skills = counted.into_iter().map(|(skill, count)| (skill.to_owned(), count)).collect();
        // Skills that the query names come first.
        self.skills.sort_by_cached_key(|(skill, _)| marks::in_skill(&self.query, skill).is_empty());
        // A chosen skill stays in sight even when nothing is found, or it could not be let go.
        for with in &self.with {
            if !self.skills.iter().any(|(skill, _)| skill == with) {
                self.skills.push((with.clone(), 0));
            }
        }
        self.cursor = 0;
        self.skill_cursor = 0;
        self.page = 0;
    }
}
