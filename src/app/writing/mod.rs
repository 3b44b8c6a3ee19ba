//! Writing: stories begun and edited, kept at a key and before anybody leaves, and brought up to date where one came from.

mod keep;
mod view;

pub use view::Length;

use super::action::Action;
use super::can::unless;
use super::key::Key;
use super::message::Effect;
use super::saying::Saying;
use super::screen::practice::PracticeScreen;
use super::screen::writing::{MOST_THOUSANDS, Then, WritingScreen};
use super::text_area::{Stroke, TextArea};
use super::{App, Screen};
use crate::domain::beat::Beat;
use crate::domain::library::Origin;
use crate::domain::safe::Safe;
use crate::domain::story::Story;
use crate::domain::time::Now;
use crate::domain::written::{Field, Written};

impl App {
    /// Goes on with what was written when Retell ended.
    pub(super) fn write_on(&mut self, written: Written) {
        let writing = WritingScreen::of(written);
        if !writing.is_changed() {
            // It was kept in the same moment.
            self.errands.push(Effect::ForgetWritten);
            return;
        }
        // A take that waits too is offered by the library.
        self.overlay = None;
        self.show_writing(writing);
        self.tell(self.say(("You were writing this when Retell ended: {} keeps it.", &[Action::Leave])));
    }

    /// Begins a story, with the question that it is to answer, if that is known.
    pub(super) fn begin_writing(&mut self, title: &str, question: Option<&str>) {
        self.show_writing(WritingScreen::begun(title, question));
    }

    /// Edits the story at hand. The clock of a take stops meanwhile.
    fn edit_story(&mut self, now: Now) -> Vec<Effect> {
        let kept = self.pause(now);
        let Some(story) = self.story_here() else { return kept.into_iter().collect() };
        let is_sample = self.catalog.library().origin == Origin::Samples;
        let writing = WritingScreen::editing(story, is_sample, self.beat_at_hand());
        let is_paused = matches!(&self.screen, Screen::Practice(screen) if screen.practice().is_paused());
        self.show_writing(writing);
        if is_sample {
            self.tell("A sample: what you change becomes a story of your own.");
        } else if is_paused {
            self.tell(self.say(("The clock stands still: {} leads back to your take.", &[Action::Leave])));
        }
        kept.into_iter().collect()
    }

    fn show_writing(&mut self, writing: WritingScreen) {
        let below = std::mem::replace(&mut self.screen, Screen::Library);
        self.screen = Screen::Writing { writing: Box::new(writing), below: Box::new(below) };
    }

    /// The beat that was told last, where one is looked at.
    fn beat_at_hand(&self) -> Option<Beat> {
        let Screen::Practice(screen) = &self.screen else { return None };
        let practice = screen.practice();
        let rung = practice.open().or(practice.current()).and_then(|rung| practice.rungs().get(rung))?;
        rung.beats.first().copied()
    }

    /// The take that is under way, whether or not its story is being edited.
    pub(super) fn take_at_hand(&mut self) -> Option<&mut PracticeScreen> {
        match &mut self.screen {
            Screen::Practice(screen) => Some(screen),
            Screen::Writing { below, .. } => match &mut **below {
                Screen::Practice(screen) => Some(screen),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does what an action asks for on the writing screen, or on the way there. None: it is for others to do.
    pub(super) fn act_on_writing(&mut self, action: Action, now: Now) -> Option<Vec<Effect>> {
        if self.overlay.is_some() {
            return None;
        }
        match action {
            Action::WriteStory => self.begin_writing("", None),
            Action::EditStory => return Some(self.edit_story(now)),
            Action::Keep if self.writing().is_some() => return Some(self.keep_writing(Then::Stay, now)),
            Action::Leave if self.writing().is_some() => return Some(self.keep_writing(Then::Leave, now)),
            Action::BreakLine if self.writing().is_some_and(|writing| !writing.field().is_line()) => {
                self.type_into_story("\n");
            }
            Action::PutBack => {
                let deleted = self.writing()?.deleted().to_owned();
                self.type_into_story(&deleted);
            }
            Action::NextField if !self.skills_begun().is_empty() => self.complete_skill(),
            Action::Quit if self.writing().is_some_and(WritingScreen::waits_to_be_kept) => {
                return Some(self.keep_writing(Then::Quit, now));
            }
            Action::Quit | Action::Suspend | Action::ShowHelp => return None,
            action => {
                self.writing_mut()?.act(action);
            }
        }
        Some(Vec::new())
    }

    /// The story that is written.
    pub fn writing(&self) -> Option<&WritingScreen> {
        match &self.screen {
            Screen::Writing { writing, .. } => Some(writing),
            _ => None,
        }
    }

    /// What was typed since it was last jotted down.
    pub(super) fn jot_down(&mut self) -> Option<Effect> {
        self.writing_mut()?.take_unjotted().map(|written| Effect::KeepWritten(Box::new(written)))
    }

    fn writing_mut(&mut self) -> Option<&mut WritingScreen> {
        match &mut self.screen {
            Screen::Writing { writing, .. } => Some(writing),
            _ => None,
        }
    }

    /// Holds a key back that comes while the story is being kept, to be left then: it is meant for what comes after. Says
    /// whether it did.
    pub(super) fn hold_back(&mut self, key: Key, action: Option<Action>) -> bool {
        let goes_through = matches!(action, Some(Action::Quit | Action::Suspend));
        let Some(writing) = self.writing_mut().filter(|writing| writing.is_leaving() && !goes_through) else {
            return false;
        };
        writing.hold(key);
        true
    }

    /// Moves the cursor by a row, within its part.
    pub(super) fn go_within_part(&mut self, action: Action) {
        if let Some(writing) = self.writing_mut().filter(|writing| !writing.is_leaving()) {
            writing.go_within_part(action);
        }
    }

    /// Goes by so many parts.
    pub(super) fn go_by_parts(&mut self, by: isize) {
        if let Some(writing) = self.writing_mut().filter(|writing| !writing.is_leaving()) {
            writing.go_by(by);
        }
    }

    /// Types a text into the story, and says whether one is written.
    pub(super) fn type_into_story(&mut self, text: &str) -> bool {
        self.change_part(|writing| writing.type_text(text))
    }

    /// Puts words in the place of a line of the part, for somebody who doesn't see where the cursor is.
    pub(super) fn rewrite_line(&mut self, number: usize, words: &str) -> Vec<Effect> {
        self.change_part(|writing| writing.rewrite_line(number, &Safe::from(words)));
        Vec::new()
    }

    fn change_part(&mut self, change: impl FnOnce(&mut WritingScreen) -> bool) -> bool {
        let Some(writing) = self.writing_mut() else { return false };
        if writing.is_locked() {
            self.tell(self.say(LOCKED));
        } else if !change(writing) {
            self.tell(format!("A part has room for {MOST_THOUSANDS},000 letters, and this is more."));
        }
        true
    }

    fn complete_skill(&mut self) {
        let Some(name) = self.skills_begun().first().map(ToString::to_string) else { return };
        if let Some(writing) = self.writing_mut() {
            writing.complete_skill(&name);
        }
    }

    /// Why the story at hand can't be edited, if it can't.
    pub(super) fn can_edit(&self) -> Result<(), Saying> {
        unless(!self.is_changing, "The last change is still being written. Press it again.")?;
        let story = self.story_here();
        unless(story.is_some() || !matches!(self.screen, Screen::Library), "No story is chosen.")?;
        unless(story.is_some(), "Its story isn't here any more; it may be in the trash.")?;
        let is_read_only = story.is_some_and(Story::is_read_only);
        unless(!is_read_only, "This story comes from a newer Retell and can't be changed here.")
    }

    /// Whether an action would do something on the writing screen now, and if not, why.
    pub(super) fn can_in_writing(&self, writing: &WritingScreen, action: Action) -> Result<(), Saying> {
        let area = writing.area();
        match action {
            Action::Up => unless(writing.can_go_up(), "This is the first line."),
            Action::Down => unless(writing.can_go_down(), "This is the last line."),
            Action::BreakLine if writing.field() == Field::Target => {
                unless(!writing.written().has_bad_target(), BAD_TARGET)?;
                Err(("This is the last part. {} keeps all and goes back.", &[Action::Leave]).into())
            }
            Action::Stroke(Stroke::Undo) => {
                unless(area.is_some_and(TextArea::can_undo), "There is no step in this part to take back.")
            }
            Action::Stroke(Stroke::Redo) => {
                unless(area.is_some_and(TextArea::can_redo), "No step in this part was taken back.")
            }
            Action::PutBack => {
                unless(!writing.deleted().is_empty(), "No word or line was deleted that could be put back.")
            }
            _ => Ok(()),
        }
    }
}

/// What there is to say of a target that no story can have.
const BAD_TARGET: &str = "A target is written as 1:30 or 90. It can be 0:10 to 60:00.";

/// What there is to say of a field of the wrong type.
const LOCKED: (&str, &[Action; 1]) = (
    "What the file has here can't be read, and is kept as it is. Press {} in the library to see why.",
    &[Action::ShowProblems],
);
