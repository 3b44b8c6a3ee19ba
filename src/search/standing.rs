//! How the stories stand: which are new, drafts or due, and which were told longest ago.

use std::sync::Arc;

use super::query::{Query, State, Wanted};
use crate::domain::agenda::Agenda;
use crate::domain::history::History;
use crate::domain::library::{Library, Origin};
use crate::domain::story::Story;
use crate::domain::time::Stamp;

/// The order of stories among which the query makes no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By their titles.
    #[default]
    Title,
    /// Never told ones first, then by when they were last told.
    Told,
}

impl Sort {
    /// The order after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Title => Self::Told,
            Self::Told => Self::Title,
        }
    }

    /// The stories in this order; none if it is that of the library.
    pub fn order(self, library: &Library, history: &History) -> Option<Arc<Vec<u32>>> {
        let last_told = |story: &u32| -> Option<Stamp> {
            let story = library.stories().get(*story as usize)?;
            history.last(&story.id).map(|take| take.at)
        };
        match self {
            Self::Title => None,
            Self::Told => {
                let mut order: Vec<u32> = (0..u32::try_from(library.stories().len()).unwrap_or(u32::MAX)).collect();
                order.sort_by_cached_key(last_told);
                Some(Arc::new(order))
            }
        }
    }
}

/// The stories of each state that a query names.
pub fn states(query: &Query, library: &Library, history: &History, agenda: &Agenda) -> Vec<(State, Vec<usize>)> {
    let is_named = |state: &State| query.groups().iter().flatten().any(|term| term.wanted == Wanted::State(*state));
    let stories = |state: State| {
        let is_so = |&(_, story): &(usize, &Story)| match state {
            State::Due => agenda.is_due(&story.id, history),
            State::Draft => story.is_draft(),
            State::New => history.last(&story.id).is_none(),
            State::Flagged => story.flagged,
            State::Sample => library.origin == Origin::Samples,
        };
        library.stories().iter().enumerate().filter(is_so).map(|(place, _)| place).collect()
    };
    State::ALL.into_iter().filter(is_named).map(|state| (state, stories(state))).collect()
}
