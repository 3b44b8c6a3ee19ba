//! What Retell starts with.

use std::path::PathBuf;

use super::keymap::Keymap;
use super::vocabulary::Vocabulary;
use crate::domain::appointments::Appointments;
use crate::domain::check::Silenced;
use crate::domain::habits::Habits;
use crate::domain::history::History;
use crate::domain::library::Library;
use crate::domain::looks::Looks;
use crate::domain::problem::Problem;
use crate::domain::queries::Filters;
use crate::domain::question::Question;
use crate::domain::set::Wish;
use crate::domain::unfinished::Unfinished;
use crate::domain::written::Written;

/// What Retell starts with.
#[derive(Debug)]
pub struct Opening {
    /// The stories at hand.
    pub library: Library,
    /// The words that ship with Retell.
    pub vocabulary: Vocabulary,
    /// The takes told so far.
    pub history: History,
    /// The interviews that come, and those that were.
    pub appointments: Appointments,
    /// The take that was under way when Retell last ended.
    pub unfinished: Option<Unfinished>,
    /// What was written and not kept when Retell last ended.
    pub written: Option<Written>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What to find first.
    pub query: String,
    /// The questions that the person was asked.
    pub own_questions: Vec<Question>,
    /// The saved filters.
    pub filters: Filters,
    /// The keys.
    pub keymap: Keymap,
    /// How the teller likes to practice.
    pub habits: Habits,
    /// How the screen is to look.
    pub looks: Looks,
    /// The rules that stories are not checked by.
    pub silenced: Silenced,
    /// The set to begin with.
    pub set: Option<Wish>,
    /// Whether the library is still being read.
    pub awaits_library: bool,
    /// Whether others look at the screen from the start.
    pub is_sharing: bool,
    /// Documents to show before they come in.
    pub documents: Vec<PathBuf>,
}
