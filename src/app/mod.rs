//! The program's behavior: one state, changed by messages, asking the world for effects.

use std::time::Duration;

use crate::domain::agenda::Agenda;
use crate::domain::appointment::Appointment;
use crate::domain::appointments::Appointments;
use crate::domain::confidential::Words;
use crate::domain::habits::Habits;
use crate::domain::history::History;
use crate::domain::lexicon::Lexicon;
use crate::domain::looks::{Background, Looks};
use crate::domain::problem::Problem;
use crate::domain::queries::Filters;
use crate::domain::question::Question;
use crate::domain::set::{PracticeSet, Wish};
use crate::domain::story::StoryId;
use crate::domain::take::Take;
use crate::domain::time::{Millis, Now, Stamp};
use crate::domain::unfinished::Unfinished;
use crate::search::catalog::Catalog;

mod acting;
pub mod action;
pub mod appointing;
pub mod can;
mod checking;
mod covering;
mod editing;
mod filtering;
mod hint;
mod importing;
mod in_words;
mod interviewing;
mod keeping;
pub mod key;
pub mod keymap;
mod measuring;
pub mod message;
mod notice;
mod opening;
pub mod pointing;
mod practicing;
mod pressing;
mod rehearsing;
pub mod remarks;
pub mod saying;
pub mod screen;
mod set_aside;
mod sharing;
pub mod standing;
pub mod text_area;
pub mod text_input;
pub mod text_rows;
mod view;
pub mod vocabulary;
pub mod writing;

use checking::Checked;
use interviewing::Interviewing;
use key::Key;
use keymap::{Context, Keymap};
use message::{Effect, Loaded, Message};
pub use notice::Notice;
pub use opening::Opening;
use screen::compare::CompareScreen;
use screen::coverage::CoverageScreen;
use screen::filters::FiltersScreen;
use screen::importing::ImportScreen;
use screen::interviews::InterviewsScreen;
use screen::kept::{KeptScreen, Of};
use screen::library::{Known, LibraryScreen};
use screen::page::Page;
use screen::practice::PracticeScreen;
use screen::problems::ProblemsScreen;
use screen::progress::ProgressScreen;
use screen::rehearse::{RehearseScreen, Wishes};
use screen::review::ReviewScreen;
use screen::writing::WritingScreen;
use vocabulary::Vocabulary;

/// What fills the window.
#[derive(Debug)]
pub enum Screen {
    /// The stories. Its state outlives visits to other screens, so it belongs to [`App`].
    Library,
    /// A take.
    Practice(PracticeScreen),
    /// What to rehearse.
    Rehearse(RehearseScreen),
    /// An interview: its questions, and its report. It belongs to [`App`], since takes come between.
    Interview(Page),
    /// What came of the set under way, which belongs to [`App`] too.
    Summary(Page),
    /// Whether practicing works.
    Progress(ProgressScreen),
    /// The take just told.
    Review(Box<ReviewScreen>),
    /// What could not be read or done. Its state belongs to [`App`] too.
    Problems,
    /// Two versions of a story.
    Compare(CompareScreen),
    /// Earlier versions of a story, or the trash.
    Kept(KeptScreen),
    /// The saved filters.
    Filters(FiltersScreen),
    /// What documents hold, before it comes in.
    Importing(Box<ImportScreen>),
    /// What the stories cover, and what they don't.
    Coverage(Box<CoverageScreen>),
    /// The interviews that come and that were.
    Interviews(Box<InterviewsScreen>),
    /// A story as it is written.
    Writing {
        /// The story.
        writing: Box<WritingScreen>,
        /// What one comes back to.
        below: Box<Self>,
    },
}

/// What may lie over the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// The keys of the context below.
    Help(Context),
    /// The offer to resume.
    Resume,
}

/// The whole state of the program.
#[derive(Debug)]
pub struct App {
    catalog: Catalog,
    filters: Filters,
    vocabulary: Vocabulary,
    history: History,
    appointments: Appointments,
    /// What time it was when something last happened.
    now: Stamp,
    unfinished: Option<Unfinished>,
    /// The unfinished take that was dropped last, until something else begins.
    dropped: Option<Unfinished>,
    problems: Vec<Problem>,
    /// What went wrong since the start; those of `problems` that no reading of the library takes away.
    failures: Vec<Problem>,
    /// What of the last change could not be made; the next change takes it away.
    refused: Vec<Problem>,
    /// What was to be kept and the disk refused.
    not_kept: Vec<Effect>,
    /// The takes told since the start.
    told: Vec<Take>,
    /// The records of interviews written since the start.
    noted: Vec<Appointment>,
    /// The last change of the library, in words, if it can be undone.
    undoable: Option<String>,
    /// What was read while a take was under way.
    waiting: Option<Loaded>,
    /// Whether the library is being read for the first time.
    awaits_library: bool,
    /// How many documents were asked for, so that no answer is taken for another.
    asked: u64,
    /// What else the world has to do, asked for while something else was done.
    errands: Vec<Effect>,
    /// Whether what the stories show for questions is being read.
    is_reading_evidence: bool,
    /// Whether a change is being written that was made of a story as it stands.
    is_changing: bool,
    /// The story that a change is about: the cursor goes to it when the change is made.
    wanted: Option<StoryId>,
    checked: Checked,
    library_screen: LibraryScreen,
    problems_screen: ProblemsScreen,
    screen: Screen,
    overlay: Option<Overlay>,
    overlay_page: isize,
    notice: Option<Notice>,
    habits: Habits,
    looks: Looks,
    keymap: Keymap,
    /// The set under way.
    set: Option<PracticeSet>,
    /// What was rehearsed last.
    wishes: Wishes,
    agenda: Agenda,
    /// What is to be told today, in the order of a set.
    due: Vec<StoryId>,
    /// The set to begin with when the library is read.
    opening_set: Option<Wish>,
    own_questions: Vec<Question>,
    /// When a key last led forward, where that was, and which it was.
    last_forward: (Millis, Context, Key),
    /// The drill with an interviewer that is under way.
    interviewing: Option<Interviewing>,
    is_sharing: bool,
    /// While others look: the words of the library with those that are marked in what comes from elsewhere, if any are.
    words_with_elsewhere: Option<Words>,
}

impl App {
    /// The program as it opens: in the library, with the offer to resume if a take was interrupted.
    pub fn new(opening: Opening, now: Stamp) -> Self {
        let vocabulary = opening.vocabulary;
        // Of no stories no skills have to be known, and the first frame need not wait for the lexicon.
        let catalog = if opening.library.stories().is_empty() {
            Catalog::new(opening.library, &Lexicon::default())
        } else {
            Catalog::new(opening.library, (vocabulary.lexicon)())
        };
        let agenda = Agenda::new(&opening.appointments, &opening.history, catalog.library(), now.day());
        let (history, filters) = (&opening.history, &opening.filters);
        let known = Known { catalog: &catalog, history, filters, vocabulary, agenda: &agenda };
        let errands = if catalog.has_few() { Vec::new() } else { vec![Effect::ReadTexts(catalog.clone())] };
        let library_screen = LibraryScreen::new(&opening.query, known);
        let mut app = Self {
            overlay: opening.unfinished.is_some().then_some(Overlay::Resume),
            catalog,
            filters: opening.filters,
            vocabulary: opening.vocabulary,
            history: opening.history,
            appointments: opening.appointments,
            now,
            unfinished: opening.unfinished,
            dropped: None,
            problems: opening.problems.clone(),
            failures: opening.problems,
            refused: Vec::new(),
            not_kept: Vec::new(),
            told: Vec::new(),
            noted: Vec::new(),
            undoable: None,
            waiting: None,
            awaits_library: opening.awaits_library,
            asked: 0,
            errands,
            is_reading_evidence: false,
            is_changing: false,
            wanted: None,
            checked: Checked::new(opening.silenced),
            library_screen,
            problems_screen: ProblemsScreen::default(),
            screen: Screen::Library,
            overlay_page: 0,
            notice: None,
            habits: opening.habits,
            looks: opening.looks,
            keymap: opening.keymap,
            set: None,
            wishes: Wishes::default(),
            agenda,
            due: Vec::new(),
            opening_set: opening.set,
            own_questions: opening.own_questions,
            last_forward: (Millis::ZERO, Context::Library, Key::char(' ')),
            interviewing: None,
            is_sharing: opening.is_sharing,
            words_with_elsewhere: None,
        };
        app.checked.learn_pace(&app.history);
        app.set_agenda();
        app.open_documents(opening.documents);
        opening.written.into_iter().for_each(|written| app.write_on(written));
        app.read_what_is_missing();
        app.find_words_elsewhere();
        app.check_selected();
        app
    }

    /// The only thing that changes state.
    pub fn update(&mut self, message: Message, now: Now) -> Vec<Effect> {
        let is_new_day = self.now.day() != now.wall.day();
        self.now = now.wall;
        if is_new_day {
            self.set_agenda();
            self.measure_anew();
        }
        self.tick(now);
        let mut effects = self.receive(message, now);
        effects.extend(self.take_over_what_waits(now));
        self.read_what_is_missing();
        self.cover();
        if self.is_answered()
            && self.writing().is_none()
            && let Some(wish) = self.opening_set.take()
        {
            self.begin_set(wish, now);
        }
        effects.extend(self.ring(now));
        self.find_words_elsewhere();
        self.check_selected();
        effects.extend(self.library_screen.take_search().map(|search| Effect::Find(Box::new(search))));
        effects.append(&mut self.errands);
        effects.extend(self.jot_down());
        // From here on the next undo is meant for something else, and another take may have the file.
        if effects.iter().any(|effect| matches!(effect, Effect::Change { .. } | Effect::KeepUnfinished(_))) {
            self.dropped = None;
        }
        effects
    }

    fn receive(&mut self, message: Message, now: Now) -> Vec<Effect> {
        match message {
            Message::Key(key) => self.asked(|app| app.press(key, now)),
            Message::Pointed(pointed) => self.asked(|app| app.point(pointed, now)),
            Message::Typed(keys) => {
                self.library_screen.hold_searches();
                let effects = keys.into_iter().flat_map(|key| self.receive(Message::Key(key), now)).collect();
                self.in_library(LibraryScreen::search_at_last);
                effects
            }
            Message::Pasted(text) => self.paste(&text),
            Message::Rewritten(number, words) => self.asked(|app| app.rewrite_line(number, &words)),
            Message::Document(reading) => self.show_document(*reading),
            Message::Edited(edited) => self.take_edited(edited),
            Message::Paths(begun, paths) => self.complete_path(&begun, paths),
            Message::Woke => Vec::new(),
            Message::Background(color) => {
                self.looks.background = Background::from(color);
                Vec::new()
            }
            Message::Focused => vec![Effect::Reload],
            Message::Loaded(loaded) => {
                self.waiting = Some(*loaded);
                Vec::new()
            }
            Message::Found(number, answer) => {
                self.in_library(|library, known| library.take_answer(number, answer, known));
                Vec::new()
            }
            Message::Known(catalog) => {
                if self.catalog.learn(catalog) {
                    self.in_library(LibraryScreen::look_further);
                }
                Vec::new()
            }
            Message::Filters(filters) => {
                self.filters = filters;
                self.in_library(LibraryScreen::look_further);
                Vec::new()
            }
            Message::Changed { said, problems, about } => {
                self.is_changing = false;
                self.tell_change(said.clone(), problems.clone(), about.as_ref());
                self.hear_of_keeping(&said, &problems, now)
            }
            Message::Versions(story, versions) => {
                self.show_kept(Of::Story(story), versions);
                Vec::new()
            }
            Message::Trash(versions, problems) => {
                self.show_kept(Of::Trash, versions);
                problems.into_iter().for_each(|problem| self.fail(problem));
                Vec::new()
            }
            // Nobody knows whether it will be continued.
            Message::Suspended => self.keep_again().into_iter().chain(self.pause(now)).collect(),
            Message::NotSuspended(why) => {
                self.tell(why);
                Vec::new()
            }
            Message::Ended => self.keep_again().into_iter().chain(self.end(now)).collect(),
            Message::NotLeft => {
                self.warn_of_leaving();
                Vec::new()
            }
            Message::NotKept(effect, problem) => {
                self.not_kept.push(effect);
                self.fail(problem);
                Vec::new()
            }
            Message::Failed(problem) => {
                self.fail(problem);
                Vec::new()
            }
        }
    }

    /// Works on the library screen.
    fn in_library<T>(&mut self, work: impl FnOnce(&mut LibraryScreen, Known<'_>) -> T) -> T {
        let (catalog, history, filters) = (&self.catalog, &self.history, &self.filters);
        let known = Known { catalog, history, filters, vocabulary: self.vocabulary, agenda: &self.agenda };
        work(&mut self.library_screen, known)
    }

    /// How long until the picture changes by itself. None: sleep until something happens.
    pub fn wake_after(&self, now: Now) -> Option<Duration> {
        match &self.screen {
            Screen::Practice(screen) if self.overlay.is_none() => {
                screen.wake_after(self.habits, now.monotonic).map(|Millis(ms)| Duration::from_millis(ms))
            }
            Screen::Interview(_) if self.overlay.is_none() => {
                let interview = self.interview().filter(|interview| interview.is_running())?;
                Some(Duration::from_millis(interview.elapsed(now.monotonic).until_next_second().0))
            }
            _ => None,
        }
    }
}
