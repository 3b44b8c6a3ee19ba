//! What verbs have at hand: stories, takes, interviews, and what a query finds of them. What can't be read is told.

use std::collections::HashSet;

use super::gather;
use super::output::Printer;
use super::telling::complain;
use crate::domain::agenda::Agenda;
use crate::domain::appointments::Appointments;
use crate::domain::history::History;
use crate::domain::library::Library;
use crate::domain::progress::Progress;
use crate::domain::queries::Filters;
use crate::domain::story::{Story, StoryId};
use crate::domain::time::Stamp;
use crate::search::query::{Query, State, question_in};
use crate::storage::{Folders, appointments, lexicon, queries, scores, takes};

/// The stories, or the samples where there are none. What can't be read is told.
pub(super) fn library(folders: &Folders) -> Library {
    let (library, problems) = gather::library(folders);
    complain(&problems);
    library
}

/// The takes told so far. What can't be read is told.
pub(super) fn history(folders: &Folders) -> History {
    let (takes, problems) = takes::load(&folders.practice);
    let (scores, bad_scores) = scores::load(folders);
    complain(&problems);
    complain(&bad_scores);
    History::new(takes).with_scores(scores)
}

/// The interviews. What can't be read is told.
pub(super) fn interviews(folders: &Folders) -> Appointments {
    let (appointments, problems) = appointments::load(folders);
    complain(&problems);
    appointments
}

/// The saved filters, or none if they can't be read, which is told.
pub fn filters(folders: &Folders) -> Filters {
    queries::filters(folders).unwrap_or_else(|problem| {
        complain(&[problem]);
        Filters::default()
    })
}

/// What the takes say of the stories of a library that a query finds, or all takes. None when it finds none; that is
/// told.
pub(super) fn progress(
    text: &str,
    library: impl FnOnce() -> Library,
    now: Stamp,
    folders: &Folders,
) -> Option<Progress> {
    let history = history(folders);
    if text.trim().is_empty() {
        return Some(Progress::of(&history, |_| true, now));
    }
    let found = found(text, &library(), &history, now, folders)?;
    let found: HashSet<StoryId> = found.into_iter().map(|story| story.id).collect();
    Some(Progress::of(&history, |story| found.contains(story), now))
}

/// The stories of a library that a query finds, best first. None when it finds none or can't be answered; that is told.
pub(super) fn found(
    text: &str,
    library: &Library,
    history: &History,
    now: Stamp,
    folders: &Folders,
) -> Option<Vec<Story>> {
    let filters = filters(folders);
    let query = Query::read(text, &filters);
    if is_refused(text, &query, &filters) {
        return None;
    }
    let agenda = agenda(library, history, now, folders);
    let found = gather::found(library.clone(), lexicon::lexicon(), history, &agenda, query);
    if found.is_empty() {
        tell_nothing_found(text, &filters);
    }
    Some(found).filter(|found| !found.is_empty())
}

/// What is to be told today.
pub(super) fn agenda(library: &Library, history: &History, now: Stamp, folders: &Folders) -> Agenda {
    Agenda::new(&interviews(folders), history, library, now.day())
}

/// Whether a query can't be answered as it stands, which is told.
pub(super) fn is_refused(text: &str, query: &Query, filters: &Filters) -> bool {
    // The screen leaves out what can still become a state. Here nothing more is typed.
    let of_state = |word: &str| Some(word.trim_start_matches('!').to_ascii_lowercase().strip_prefix("is:")?.to_owned());
    let is_state = |word: String| State::ALL.into_iter().any(|state| state.word() == word);
    if let Some(word) = text.split_whitespace().find(|word| of_state(word).is_some_and(|word| !is_state(word))) {
        let states = State::ALL.map(State::word).join(", ");
        let _ = Printer::errors().line(format!("retell: “{word}” is no state. The states behind is: are {states}"));
        return true;
    }
    let [why, ..] = query.left_out() else {
        return false;
    };
    let is_question = filters.named(text.trim()).is_some_and(|(_, filter)| question_in(filter).is_some());
    let hint = if is_question { format!(". Ask it with: retell match {}", text.trim()) } else { String::new() };
    let _ = Printer::errors().line(format!("retell: {why}{hint}"));
    true
}

/// Tells that a query finds nothing, and what may be meant.
pub(super) fn tell_nothing_found(text: &str, filters: &Filters) {
    let nothing = match text {
        "" => "no story could be read".to_owned(),
        query => format!("no story matches “{query}”{}", hint_for(query, filters)),
    };
    let _ = Printer::errors().line(format!("retell: {nothing}"));
}

/// What somebody may want to know whose query found nothing because of a name that doesn't exist.
fn hint_for(query: &str, filters: &Filters) -> String {
    let has = |sign: &str| query.split_whitespace().any(|word| word.trim_start_matches('!').starts_with(sign));
    if has("?") {
        return ". For a whole question: retell match QUESTION".to_owned();
    }
    let is_unknown = |word: &str| word.starts_with('@') && filters.named(word).is_none();
    if !query.split_whitespace().any(|word| is_unknown(word.trim_start_matches('!'))) {
        return String::new();
    }
    match filters.filters.keys().map(|name| format!("@{name}")).collect::<Vec<String>>() {
        names if names.is_empty() => ". No filter is saved; the screen saves them, among its saved filters".to_owned(),
        names => format!(". The saved filters are {}", names.join(", ")),
    }
}
