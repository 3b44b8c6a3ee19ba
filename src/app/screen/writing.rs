//! The writing screen: a story field by field, as it is typed.

use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::text_area::{Stroke, TextArea};
use crate::domain::beat::Beat;
use crate::domain::story::Story;
use crate::domain::written::{Field, Written, last_skill, written_skill};

/// The most letters that a field takes, in thousands: an hour of talk.
pub const MOST_THOUSANDS: usize = 60;

/// What comes when a story is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Then {
    /// It is written on.
    Stay,
    /// The screen is left.
    Leave,
    /// Retell is left.
    Quit,
}

/// A story on its way into the library.
#[derive(Debug)]
pub struct Keeping {
    /// The story as it is to be kept.
    pub story: Story,
    /// What is said when it is.
    pub said: String,
    /// What comes then.
    pub then: Then,
    /// Whether somebody asked again meanwhile.
    pub is_asked_again: bool,
}

/// What the screen remembers.
#[derive(Debug)]
pub struct WritingScreen {
    base: Option<Story>,
    replaces: bool,
    areas: Vec<(Field, TextArea)>,
    /// The place of the field with the cursor.
    at: usize,
    /// The text that was deleted last.
    deleted: String,
    /// The story that all of it comes to.
    story: Story,
    /// Whether something was typed that no file has yet.
    is_unjotted: bool,
    /// Where the cursor was when the screen was last asked for what no file has yet.
    jotted_at: Option<(Field, usize)>,
    /// What is being kept, until that is done or refused.
    pub keeping: Option<Keeping>,
    /// Whether it was refused when Retell was to be left: who asks again leaves.
    pub is_warned: bool,
    /// Keys that were pressed after the one that leaves.
    held: Vec<Key>,
}

impl WritingScreen {
    /// A story that is begun, with the question that it is to answer, if that is known.
    pub fn begun(title: &str, question: Option<&str>) -> Self {
        let texts = [(Field::Title, title), (Field::Questions, question.unwrap_or_default())];
        let texts = texts.map(|(field, text)| (field, text.to_owned())).into();
        let mut screen = Self::of(Written { texts, ..Written::default() });
        // What is there already has to be kept too.
        screen.is_unjotted = !title.is_empty();
        screen.at = usize::from(!title.is_empty());
        screen
    }

    /// A story that is edited, with the cursor in a beat if one is named. A sample isn't replaced.
    pub fn editing(story: &Story, is_sample: bool, beat: Option<Beat>) -> Self {
        let texts = Field::ALL.into_iter().map(|field| (field, field.text_of(story))).collect();
        let mut screen = Self::of(Written { base: Some(story.clone()), replaces: !is_sample, texts, at: None });
        let is_there = |(field, _): &(Field, TextArea)| beat.is_some_and(|beat| *field == Field::Beat(beat));
        screen.at = screen.areas.iter().position(is_there).unwrap_or(0);
        screen
    }

    /// What was written when Retell ended, with the cursor where it was.
    pub fn of(written: Written) -> Self {
        let story = written.story();
        let area = |field| match written.at {
            Some((at, place)) if at == field => TextArea::new(written.text(field)).with_cursor(place),
            _ => TextArea::new(written.text(field)),
        };
        let areas = Field::ALL.into_iter().map(|field| (field, area(field))).collect();
        let mut screen = Self {
            areas,
            story,
            base: written.base,
            replaces: written.replaces,
            at: 0,
            deleted: String::new(),
            is_unjotted: false,
            jotted_at: written.at,
            keeping: None,
            is_warned: false,
            held: Vec::new(),
        };
        screen.go_to(written.at.map_or(Field::Title, |(field, _)| field));
        screen
    }

    /// The story as it was, if it is edited.
    pub const fn base(&self) -> Option<&Story> {
        self.base.as_ref()
    }

    /// Whether it takes the place of the story as it was.
    pub const fn replaces(&self) -> bool {
        self.replaces
    }

    /// The story that all of it comes to. Its title may be blank.
    pub const fn story(&self) -> &Story {
        &self.story
    }

    /// All of it as it is written.
    pub fn written(&self) -> Written {
        let texts = self.areas.iter().map(|(field, area)| (*field, area.text().to_owned())).collect();
        Written { base: self.base.clone(), replaces: self.replaces, texts, at: self.cursor() }
    }

    /// Whether it isn't the story that it was.
    pub fn is_changed(&self) -> bool {
        match &self.base {
            Some(base) => self.story != *base,
            None => self.areas.iter().any(|(_, area)| !area.text().trim().is_empty()),
        }
    }

    /// Whether nobody should leave Retell before it is kept.
    pub fn waits_to_be_kept(&self) -> bool {
        self.is_changed() && self.keeping.is_none() && !self.is_warned
    }

    /// Every field with its text.
    pub fn areas(&self) -> &[(Field, TextArea)] {
        &self.areas
    }

    /// The place of the field with the cursor among all of them.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// The field with the cursor.
    pub fn field(&self) -> Field {
        self.areas.get(self.at).map_or(Field::Title, |(field, _)| *field)
    }

    /// The text with the cursor.
    pub fn area(&self) -> Option<&TextArea> {
        self.areas.get(self.at).map(|(_, area)| area)
    }

    /// The field with the cursor, and the place in its text.
    fn cursor(&self) -> Option<(Field, usize)> {
        self.areas.get(self.at).map(|(field, area)| (*field, area.cursor()))
    }

    /// Whether the field with the cursor can't be written, since what its file has there can't be read.
    pub fn is_locked(&self) -> bool {
        self.base.as_ref().is_some_and(|base| self.field().is_locked(base))
    }

    /// The text that was deleted last.
    pub fn deleted(&self) -> &str {
        &self.deleted
    }

    /// Puts the cursor into a field.
    pub fn go_to(&mut self, field: Field) {
        self.at = self.areas.iter().position(|(it, _)| *it == field).unwrap_or(self.at);
    }

    /// The skill that the cursor stands behind the beginning of, and where that starts.
    pub fn begun_skill(&self) -> Option<(usize, &str)> {
        let (before, after) = self.area().filter(|_| self.field() == Field::Skills)?.around_cursor();
        let begun = last_skill(before).trim_start();
        let is_at_end = after.split(',').next().is_none_or(|rest| rest.trim().is_empty());
        (is_at_end && !begun.is_empty()).then_some((before.len() - begun.len(), begun))
    }

    /// Completes the skill that was begun.
    pub fn complete_skill(&mut self, name: &str) {
        let Some((start, _)) = self.begun_skill() else { return };
        self.work(|area| area.replace_back_to(start, &format!("{}, ", written_skill(name))));
    }

    /// Gives the story a title.
    pub fn give_title(&mut self, title: &str) {
        let at = std::mem::replace(&mut self.at, 0);
        self.work(|area| area.replace_back_to(0, title));
        self.at = at;
    }

    /// Types a text where the cursor is. Says whether there was room for all of it.
    pub fn type_text(&mut self, text: &str) -> bool {
        let text = match self.field() {
            Field::Skills => self.as_skills(text),
            field if field.is_line() => text.replace('\n', " "),
            _ => text.to_owned(),
        };
        self.has_room_for(&text) && self.work(|area| area.insert(&text)).is_some()
    }

    /// Puts words in the place of a line of the field, as [`TextArea::rewrite_line`] does. Says whether there was room.
    pub fn rewrite_line(&mut self, number: usize, words: &str) -> bool {
        self.has_room_for(words) && self.work(|area| area.rewrite_line(number, words)).is_some()
    }

    fn has_room_for(&self, text: &str) -> bool {
        let letters = |text: &str| text.chars().count();
        self.area().is_some_and(|area| letters(area.text()) + letters(text) <= MOST_THOUSANDS * 1000)
    }

    /// A text as it is typed among skills: each line is one, and where the one before has ended, no comma ends it again.
    fn as_skills(&self, text: &str) -> String {
        let before = self.area().map_or("", |area| area.around_cursor().0);
        let has_ended = before.ends_with(", ") && last_skill(before).trim().is_empty();
        let text = text.lines().collect::<Vec<_>>().join(", ");
        if has_ended { text.trim_start_matches([',', ' ']).to_owned() } else { text }
    }

    /// Does what an action asks for. Actions of others do nothing.
    pub fn act(&mut self, action: Action) {
        match action {
            Action::Stroke(stroke) => {
                if let Some(deleted) = self.work(|area| area.act(stroke)).flatten() {
                    self.deleted = deleted;
                }
            }
            Action::NextField | Action::BreakLine => self.go_by(1),
            Action::PreviousField => self.go_by(-1),
            Action::Up if !self.move_cursor(TextArea::go_up) && self.at > 0 => {
                self.go_by(-1);
                self.move_cursor(|area| area.act(Stroke::TextEnd).is_some());
            }
            Action::Down if !self.move_cursor(TextArea::go_down) && self.at + 1 < self.areas.len() => {
                self.go_by(1);
                self.move_cursor(|area| area.act(Stroke::TextStart).is_some());
            }
            _ => {}
        }
    }

    /// Moves the cursor by a row, but to no other field.
    pub fn go_within_part(&mut self, action: Action) {
        self.move_cursor(if action == Action::Up { TextArea::go_up } else { TextArea::go_down });
    }

    /// Whether there is a row above the cursor, in this field or in one before.
    pub fn can_go_up(&self) -> bool {
        self.at > 0 || self.area().is_some_and(TextArea::has_row_above)
    }

    /// Whether there is a row below the cursor, in this field or in a later one.
    pub fn can_go_down(&self) -> bool {
        self.at + 1 < self.areas.len() || self.area().is_some_and(TextArea::has_row_below)
    }

    /// Goes by so many fields, and from the last one to the first.
    pub fn go_by(&mut self, by: isize) {
        let count = self.areas.len().cast_signed();
        self.at = (self.at.cast_signed() + by).rem_euclid(count.max(1)).cast_unsigned();
    }

    fn move_cursor(&mut self, work: impl FnOnce(&mut TextArea) -> bool) -> bool {
        self.areas.get_mut(self.at).is_some_and(|(_, area)| work(area))
    }

    /// Works on the text with the cursor. Where that changes it, the story is put together anew.
    fn work<T>(&mut self, work: impl FnOnce(&mut TextArea) -> T) -> Option<T> {
        let (_, area) = self.areas.get_mut(self.at)?;
        let before = area.text().to_owned();
        let done = work(area);
        if area.text() != before {
            self.story = self.written().story();
            (self.is_unjotted, self.is_warned) = (true, false);
        }
        Some(done)
    }

    /// What is to be jotted down: something was typed since it was, or the cursor went elsewhere in what was.
    pub fn take_unjotted(&mut self) -> Option<Written> {
        let at = self.cursor();
        let has_moved = std::mem::replace(&mut self.jotted_at, at) != at;
        let is_unjotted = std::mem::take(&mut self.is_unjotted);
        (is_unjotted || has_moved && self.is_changed()).then(|| self.written())
    }

    /// Goes on from the story as it was kept.
    pub fn rebase(&mut self, story: Story) {
        (self.base, self.replaces) = (Some(story), true);
        self.story = self.written().story();
        self.is_unjotted = true;
    }

    /// Whether the screen is left as soon as the story is kept.
    pub fn is_leaving(&self) -> bool {
        self.keeping.as_ref().is_some_and(|keeping| keeping.then != Then::Stay)
    }

    /// Holds back a key that was pressed after the one that leaves: it is meant for what comes then.
    pub fn hold(&mut self, key: Key) {
        self.held.push(key);
    }

    /// The keys that were held back.
    pub fn take_held(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.held)
    }
}
