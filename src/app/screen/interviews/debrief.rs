//! The debrief as it is filled in: how it went, what was asked and told, and what else there is to remember.

use super::picker::{Checklist, Picker};
use crate::app::action::Action;
use crate::app::text_input::TextInput;
use crate::domain::appointment::{Appointment, Debrief, Met, Outcome, Went};
use crate::domain::story::StoryId;

/// Where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// How it went.
    Went,
    /// What came of it.
    Outcome,
    /// The question of this number.
    Question(usize),
    /// Stories that were told besides.
    Also,
    /// What else there is to remember.
    Note,
}

/// A question as it is typed.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What was asked.
    pub input: TextInput,
    /// The question as it was kept, with the story that was told.
    pub met: Met,
}

impl Line {
    fn has_words(&self) -> bool {
        !self.input.text().trim().is_empty()
    }
}

/// What lies over the form.
#[derive(Debug, Clone)]
enum Over {
    /// The stories, one of which was told for the question of this number.
    Told(usize, Picker),
    /// The stories, some of which were told besides.
    Also(Checklist),
}

/// The debrief as it is filled in.
#[derive(Debug, Clone)]
pub struct DebriefForm {
    /// The interview.
    pub appointment: Appointment,
    was: Debrief,
    went: Option<Went>,
    outcome: Option<Outcome>,
    /// The questions, an empty one behind them.
    lines: Vec<Line>,
    also: Vec<StoryId>,
    note: TextInput,
    row: Row,
    over: Option<Over>,
}

impl DebriefForm {
    /// The form of an interview, with what was noted of it before.
    pub fn new(appointment: Appointment) -> Self {
        let was = appointment.debrief.clone().unwrap_or_else(Debrief::unheard);
        let kept = was.questions.iter().map(|met| Line { input: TextInput::new(&met.question), met: met.clone() });
        Self {
            went: was.went,
            outcome: was.outcome,
            lines: kept.chain([Line::default()]).collect(),
            also: was.stories.clone(),
            note: TextInput::new(&was.note),
            row: Row::Went,
            over: None,
            appointment,
            was,
        }
    }

    /// How it went.
    pub const fn went(&self) -> Option<Went> {
        self.went
    }

    /// What came of it.
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// The questions, an empty one behind them.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The stories that were told besides, and those whose question was crossed out: they were told still.
    pub fn also(&self) -> Vec<StoryId> {
        let (without, with): (Vec<&Line>, Vec<&Line>) = self.lines.iter().partition(|line| !line.has_words());
        let is_told = |story: &StoryId| with.iter().any(|line| line.met.story.as_ref() == Some(story));
        let mut also = self.also.clone();
        for story in without.into_iter().filter_map(|line| line.met.story.as_ref()) {
            if !also.contains(story) && !is_told(story) {
                also.push(story.clone());
            }
        }
        also
    }

    /// What else there is to remember.
    pub const fn note(&self) -> &TextInput {
        &self.note
    }

    /// Where the cursor is.
    pub const fn row(&self) -> Row {
        self.row
    }

    /// Every row, from top to bottom.
    pub fn rows(&self) -> Vec<Row> {
        let questions = (0..self.lines.len()).map(Row::Question);
        [Row::Went, Row::Outcome].into_iter().chain(questions).chain([Row::Also, Row::Note]).collect()
    }

    /// The question that a story is picked for, and the stories.
    pub fn picker(&self) -> Option<(&Line, &Picker)> {
        match &self.over {
            Some(Over::Told(number, picker)) => Some((self.lines.get(*number)?, picker)),
            _ => None,
        }
    }

    /// The stories, some of which were told besides.
    pub const fn checklist(&self) -> Option<&Checklist> {
        match &self.over {
            Some(Over::Also(checklist)) => Some(checklist),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub const fn checklist_mut(&mut self) -> Option<&mut Checklist> {
        match &mut self.over {
            Some(Over::Also(checklist)) => Some(checklist),
            _ => None,
        }
    }

    /// What was asked, where the cursor is on a question with words.
    pub fn question(&self) -> Option<String> {
        let Row::Question(number) = self.row else { return None };
        Some(self.lines.get(number)?.input.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The line that is typed, if one is.
    pub fn input(&self) -> Option<&TextInput> {
        match (&self.over, self.row) {
            (Some(Over::Told(_, picker)), _) => Some(picker.input()),
            (Some(Over::Also(checklist)), _) => Some(checklist.picker.input()),
            (None, Row::Question(number)) => self.lines.get(number).map(|line| &line.input),
            (None, Row::Note) => Some(&self.note),
            (None, _) => None,
        }
    }

    /// Types a text where the cursor is. Says whether anything can be typed there.
    pub fn type_text(&mut self, text: &str) -> bool {
        match (&mut self.over, self.row) {
            (Some(Over::Told(_, picker)), _) => picker.type_text(text),
            (Some(Over::Also(checklist)), _) => checklist.picker.type_text(text),
            (None, _) => match self.line_mut() {
                Some(line) => line.insert(text),
                None => return false,
            },
        }
        self.end_with_an_empty_line();
        true
    }

    fn line_mut(&mut self) -> Option<&mut TextInput> {
        match self.row {
            Row::Question(number) => self.lines.get_mut(number).map(|line| &mut line.input),
            Row::Note => Some(&mut self.note),
            _ => None,
        }
    }

    fn end_with_an_empty_line(&mut self) {
        if self.lines.last().is_some_and(|line| !line.input.is_empty()) {
            self.lines.push(Line::default());
        }
    }

    /// Offers the stories for the question under the cursor.
    pub fn offer(&mut self, picker: Picker) {
        if let Row::Question(number) = self.row {
            self.over = Some(Over::Told(number, picker));
        }
    }

    /// Offers the stories that may have been told besides.
    pub fn offer_also(&mut self, picker: Picker) {
        self.over = Some(Over::Also(Checklist { picker, chosen: self.also() }));
    }

    /// Takes the story under the cursor as told, or none, and goes on to the next question.
    pub fn tell(&mut self, is_one: bool) {
        let Some(Over::Told(number, picker)) = self.over.take() else { return };
        if let Some(line) = self.lines.get_mut(number) {
            line.met.story = picker.selected().filter(|_| is_one).map(|offer| offer.story.clone());
        }
        self.row = Row::Question(number + 1);
    }

    /// Takes over which stories were told besides.
    pub fn tell_also(&mut self) {
        if let Some(Over::Also(checklist)) = self.over.take() {
            self.also = checklist.chosen;
            self.lines.iter_mut().filter(|line| !line.has_words()).for_each(|line| line.met.story = None);
            self.row = Row::Note;
        }
    }

    /// The debrief as it stands. Lines without words are no questions.
    pub fn debrief(&self) -> Debrief {
        let met = |line: &Line| Met { question: line.input.text().trim().to_owned(), ..line.met.clone() };
        Debrief {
            questions: self.lines.iter().filter(|line| line.has_words()).map(met).collect(),
            stories: self.also(),
            went: self.went,
            outcome: self.outcome,
            note: self.note.text().trim().to_owned(),
            unknown: self.was.unknown.clone(),
        }
    }

    /// The debrief as it is to be kept, with what was noted elsewhere while this was filled in.
    pub fn debrief_with(&self, elsewhere: Option<&Debrief>) -> Debrief {
        let debrief = self.debrief();
        match elsewhere {
            Some(elsewhere) => debrief.joined(elsewhere, &self.was),
            None => debrief,
        }
    }

    /// Whether nothing was noted that isn't kept.
    pub fn is_as_kept(&self) -> bool {
        self.debrief() == self.was
    }

    /// Whether stories lie over the form.
    pub const fn is_covered(&self) -> bool {
        self.over.is_some()
    }

    /// Takes away what lies over the form.
    pub fn uncover(&mut self) {
        self.over = None;
    }

    /// Does what an action asks for. Actions of others do nothing.
    pub fn act(&mut self, action: Action) {
        match (&mut self.over, action) {
            (Some(Over::Told(_, picker)), action) => picker.act(action),
            (Some(Over::Also(checklist)), action) => checklist.picker.act(action),
            (None, Action::Up) => self.move_by(-1),
            (None, Action::Down) => self.move_by(1),
            // An empty line ends the questions.
            (None, Action::NextField) if matches!(self.row, Row::Question(_)) => self.row = Row::Note,
            (None, Action::NextField) => self.move_by(1),
            (None, Action::Rate(number)) => {
                let place = usize::from(number).saturating_sub(1);
                match self.row {
                    Row::Went => self.went = Went::ALL.get(place).copied(),
                    Row::Outcome => self.outcome = Outcome::ALL.get(place).copied(),
                    _ => {}
                }
                self.move_by(1);
            }
            (None, Action::NextChoice) => self.choose(1),
            (None, Action::PreviousChoice) => self.choose(-1),
            (None, Action::Edit(edit)) => {
                self.line_mut().into_iter().for_each(|line| line.edit(edit));
                self.end_with_an_empty_line();
            }
            _ => {}
        }
    }

    fn move_by(&mut self, by: isize) {
        let rows = self.rows();
        let place = rows.iter().position(|row| *row == self.row).unwrap_or(0);
        if let Some(row) = place.checked_add_signed(by).and_then(|place| rows.get(place)) {
            self.row = *row;
        }
    }

    fn choose(&mut self, by: isize) {
        match self.row {
            Row::Went => self.went = beside(&Went::ALL, self.went, by),
            Row::Outcome => self.outcome = beside(&Outcome::ALL, self.outcome, by),
            _ => {}
        }
    }
}

/// What stands beside what was chosen, or the first or last of all if nothing was.
fn beside<T: Copy + PartialEq>(all: &[T], chosen: Option<T>, by: isize) -> Option<T> {
    let count = all.len().cast_signed();
    let place = match all.iter().position(|it| Some(*it) == chosen) {
        Some(place) => place.cast_signed() + by,
        None if by > 0 => 0,
        None => count - 1,
    };
    all.get(place.rem_euclid(count.max(1)).cast_unsigned()).copied()
}
