//! The coverage screen: what the stories cover, and for one topic its stories, or the questions to begin one with.

use crate::app::action::Action;
use crate::app::text_input::TextInput;
use crate::domain::coverage::{Cell, Coverage, Row};
use crate::domain::question::Question;

/// So many stories have a column of their own in a wide window: those that together cover the most.
const COLUMNS: usize = 10;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct CoverageScreen {
    pack: Option<(usize, String)>,
    coverage: Option<Coverage>,
    columns: Vec<usize>,
    row: usize,
    cell: Option<usize>,
    /// The topic that the cursor goes to once the coverage is known again.
    wanted: Option<String>,
    probing: Option<Probing>,
}

/// The questions that probe a topic, and the story that is begun for one of them.
#[derive(Debug)]
pub struct Probing {
    questions: Vec<Question>,
    cursor: usize,
    /// The title that is being typed.
    title: Option<TextInput>,
}

impl CoverageScreen {
    /// The place and the name of the pack whose headings are the topics; none if those are the competencies.
    pub const fn pack(&self) -> Option<&(usize, String)> {
        self.pack.as_ref()
    }

    /// Takes the headings of a pack for the topics, or else the competencies.
    pub fn choose_pack(&mut self, pack: Option<(usize, String)>) {
        *self = Self { pack, ..Self::default() };
    }

    /// What the stories cover, once it is known.
    pub const fn coverage(&self) -> Option<&Coverage> {
        self.coverage.as_ref()
    }

    /// The places of the stories that have a column of their own.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Takes in what the stories cover.
    pub fn take_in(&mut self, coverage: Coverage) {
        let wanted = self.wanted.take();
        let place = wanted.and_then(|name| coverage.rows.iter().position(|row| row.topic.name == name));
        self.row = place.unwrap_or(0);
        self.columns = coverage.choose(COLUMNS, |_| true);
        self.coverage = Some(coverage);
    }

    /// Forgets what the stories cover, because they have changed.
    pub fn forget(&mut self) {
        let name = self.selected().map(|row| row.topic.name.clone());
        self.wanted = name.or_else(|| self.wanted.take());
        (self.coverage, self.cell) = (None, None);
        self.columns.clear();
    }

    /// The number of the row of the cursor.
    pub const fn row(&self) -> usize {
        self.row
    }

    /// The row of the cursor.
    pub fn selected(&self) -> Option<&Row> {
        self.coverage.as_ref()?.rows.get(self.row)
    }

    /// The number of the story of the cursor in its row; none while the cursor is on the topic itself.
    pub const fn cell(&self) -> Option<usize> {
        self.cell
    }

    /// The story of the cursor, or the best one of its topic.
    pub fn selected_cell(&self) -> Option<&Cell> {
        self.selected()?.cells.get(self.cell.unwrap_or(0))
    }

    /// The questions of the topic, where they are shown.
    pub const fn probing(&self) -> Option<&Probing> {
        self.probing.as_ref()
    }

    /// Shows the questions that probe the topic.
    pub fn probe(&mut self, questions: Vec<Question>) {
        self.probing = Some(Probing { questions, cursor: 0, title: None });
    }

    /// Goes back from the questions to the topics.
    pub fn stop_probing(&mut self) {
        self.probing = None;
    }

    /// The title that is being typed, to be changed.
    pub fn title_mut(&mut self) -> Option<&mut TextInput> {
        self.probing.as_mut()?.title.as_mut()
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action) {
        if let Some(probing) = &mut self.probing {
            return probing.act(action);
        }
        let rows = self.coverage.as_ref().map_or(0, |coverage| coverage.rows.len());
        let cells = self.selected().map_or(0, |row| row.cells.len());
        match action {
            Action::NextChoice => {
                let next = self.cell.map_or(0, |cell| cell + 1);
                self.cell = Some(next).filter(|next| *next < cells).or(self.cell);
            }
            Action::PreviousChoice => self.cell = self.cell.and_then(|cell| cell.checked_sub(1)),
            action => {
                let row = moved(self.row, rows, action);
                if row != self.row {
                    (self.row, self.cell) = (row, None);
                }
            }
        }
    }
}

impl Probing {
    /// The questions, a person's own first.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The question under the cursor.
    pub fn selected(&self) -> Option<&Question> {
        self.questions.get(self.cursor)
    }

    /// The title that is being typed for a story that answers it.
    pub const fn title(&self) -> Option<&TextInput> {
        self.title.as_ref()
    }

    fn act(&mut self, action: Action) {
        match (action, &mut self.title) {
            (Action::Edit(edit), Some(title)) => title.edit(edit),
            (Action::StopTyping, _) => self.title = None,
            (Action::NameStory, _) => self.title = Some(TextInput::default()),
            (action, _) => self.cursor = moved(self.cursor, self.questions.len(), action),
        }
    }
}

/// Where a cursor goes that is on one of `count` rows.
fn moved(cursor: usize, count: usize, action: Action) -> usize {
    let last = count.saturating_sub(1);
    match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => (cursor + 1).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => cursor,
    }
}
