//! What can happen to the program, and what the program asks of the world. Both are plain data.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::appointment::Appointment;
use crate::domain::appointments::Appointments;
use crate::domain::change::Change;
use crate::domain::history::History;
use crate::domain::looks::Rgb;
use crate::domain::problem::Problem;
use crate::domain::queries::Filters;
use crate::domain::question::Question;
use crate::domain::story::{Story, StoryId};
use crate::domain::take::Take;
use crate::domain::unfinished::Unfinished;
use crate::domain::version::Version;
use crate::domain::written::Written;

use super::key::Key;
use super::notice::Notice;
use super::pointing::Pointed;
use super::screen::library::Search;
use crate::import::Import;
use crate::import::shelf::Shelf;
use crate::search::catalog::Catalog;
use crate::search::rank::Answer;

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Keys came at once, all of which type into the query line or edit it.
    Typed(Vec<Key>),
    /// The mouse was pressed on something.
    Pointed(Pointed),
    /// A text was pasted.
    Pasted(String),
    /// A line of the part that is written is to say this, counted from 0 among those that say something.
    Rewritten(usize, String),
    /// The time asked for has come, or the window has changed: look again.
    Woke,
    /// The terminal has told the color of its background.
    Background(Rgb),
    /// The window has become the one that keys go to.
    Focused,
    /// The program is about to be stopped, to be continued later.
    Suspended,
    /// The program could not be stopped, for this reason.
    NotSuspended(&'static str),
    /// The program has to end: it was told to from outside, or its terminal is gone.
    Ended,
    /// The library has been read.
    Loaded(Box<Loaded>),
    /// The search of this number has been done.
    Found(u64, Answer),
    /// More is known of the stories.
    Known(Catalog),
    /// The saved filters are these.
    Filters(Filters),
    /// A change of the library has been made, or refused.
    Changed {
        /// What to tell the person; empty when the problems say it.
        said: String,
        /// What was not done.
        problems: Vec<Problem>,
        /// The story to put the cursor on.
        about: Option<StoryId>,
    },
    /// The versions of a story that are kept, newest first.
    Versions(StoryId, Vec<Version>),
    /// The stories in the trash, the one deleted last first, and what there can't be read.
    Trash(Vec<Version>, Vec<Problem>),
    /// A document that was asked for has been read.
    Document(Box<Reading>),
    /// The paths that start like the one that was begun.
    Paths(String, Vec<String>),
    /// The editor has ended.
    Edited(Edited),
    /// The program was not left, since what could not be kept would be lost.
    NotLeft,
    /// A take or an interview could not be kept, as this asked for.
    NotKept(Effect, Problem),
    /// Something else that was asked for could not be done.
    Failed(Problem),
}

/// What was read from disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The stories.
    pub catalog: Catalog,
    /// The takes told so far.
    pub history: History,
    /// The interviews that come, and those that were.
    pub appointments: Appointments,
    /// The saved filters.
    pub filters: Filters,
    /// What was asked for before, the last one last.
    pub queries: Vec<String>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The last change that can be undone, in words.
    pub undoable: Option<String>,
}

/// What became of a story in the editor.
#[derive(Debug, Clone, PartialEq)]
pub enum Edited {
    /// Nothing, as this says.
    Not(Notice),
    /// What was written can't be read. It is kept.
    Unreadable(Problem),
    /// Another story of the same id.
    Story {
        /// What it was made from.
        was: Box<Story>,
        /// What was made of it.
        story: Box<Story>,
    },
}

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// In a file.
    File(PathBuf),
    /// Here: it was pasted.
    Pasted(String),
}

/// A document that was read, to be looked at before it comes in.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The number that it was asked for by.
    pub number: u64,
    /// What it was asked for as.
    pub asked: String,
    /// What it holds.
    pub import: Import,
    /// Its lines.
    pub lines: Vec<String>,
    /// The library that it would come into.
    pub shelf: Arc<Shelf>,
}

/// What the world must do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Add this take to the practice file, then forget the take under way if it is this one.
    KeepTake(Take),
    /// Add this record of an interview to the file of interviews.
    KeepAppointment(Appointment),
    /// Add a question to the person's own, unless they have it.
    KeepQuestion(Question),
    /// Save the take under way.
    KeepUnfinished(Unfinished),
    /// Forget the take under way.
    ForgetUnfinished,
    /// Save what is written of a story and not kept yet.
    KeepWritten(Box<Written>),
    /// Forget what is written.
    ForgetWritten,
    /// Read the library again, if anything has changed in its folders.
    Reload,
    /// Save a filter under a name, or remove it.
    KeepFilter {
        /// Its name.
        name: String,
        /// What it stands for, unless it is to be removed.
        query: Option<String>,
        /// What to tell the person then.
        said: String,
    },
    /// Remember what was asked for.
    KeepQuery(String),
    /// Find stories.
    Find(Box<Search>),
    /// Read the texts of these stories, so that words can be found in them.
    ReadTexts(Catalog),
    /// Read what these stories show, so that questions can be answered.
    ReadEvidence(Catalog),
    /// Change the library, and say so when it is done.
    Change {
        /// What to do.
        change: Change,
        /// What to tell the person then.
        said: String,
    },
    /// Undo the last change of the library.
    Undo,
    /// Look for the earlier versions of a story.
    ListVersions(StoryId),
    /// Look into the trash.
    ListTrash,
    /// Read a document that goes by this number and name.
    ReadDocument(u64, String, Asked),
    /// Look for the paths that start like this.
    ListPaths(String),
    /// Have the person change a story in their own editor.
    Edit(Box<Story>),
    /// Ring the bell of the terminal.
    Ring,
    /// Have the program stopped, to be continued later.
    Suspend,
    /// Leave the program.
    Quit,
}
