//! Saved filters: shown, used, saved and removed.

use super::message::Effect;
use super::screen::filters::FiltersScreen;
use super::screen::library::LibraryScreen;
use super::{App, Screen};
use crate::domain::queries::Filters;
use crate::search::query::{Query, question_in};

impl App {
    pub(super) fn show_filters(&mut self) {
        self.screen = Screen::Filters(FiltersScreen::new(self.library_screen.as_query()));
    }

    /// The name and query of the filter under the cursor.
    fn selected_filter(&self) -> Option<(String, String)> {
        let Screen::Filters(screen) = &self.screen else {
            return None;
        };
        let (name, query) = self.filters.filters.iter().nth(screen.cursor(self.filters.filters.len()))?;
        Some((name.clone(), query.clone()))
    }

    /// Asks for what the filter under the cursor stands for.
    pub(super) fn use_filter(&mut self) {
        if let Some((name, _)) = self.selected_filter() {
            self.screen = Screen::Library;
            self.in_library(|library, known| library.ask(&format!("@{name}"), known));
        }
    }

    /// Saves what is asked for under the name that was typed.
    pub(super) fn save_filter(&mut self) -> Vec<Effect> {
        let Screen::Filters(screen) = &self.screen else {
            return Vec::new();
        };
        let Some(name) = screen.name().and_then(|name| Filters::name_of(&name.text())) else {
            self.tell("A name has letters, digits, hyphens and dots, no spaces, 40 at most.");
            return Vec::new();
        };
        let query = match self.written_out(screen.query()) {
            Ok(query) => query,
            Err(why) => {
                self.tell(why);
                return Vec::new();
            }
        };
        let said = match self.filters.filters.insert(name.clone(), query.clone()) {
            Some(before) if before != query => format!("Saved @{name}, which stood for: {before}"),
            _ if question_in(&query).is_some() => {
                format!("Saved. To ask it again, type @{name} by itself, or: retell match @{name}")
            }
            _ => format!("Saved. Type @{name} in any query, or: retell list @{name}"),
        };
        self.show_filters();
        vec![Effect::KeepFilter { name, query: Some(query), said }]
    }

    /// A query that names no other filter: one that stood for itself would stand for nothing.
    fn written_out(&self, query: &str) -> Result<String, String> {
        if let Some((_, filter)) = self.filters.named(query.trim()) {
            return Ok(filter.to_owned());
        }
        // A question names nothing.
        if question_in(query).is_some() {
            return Ok(query.trim().to_owned());
        }
        let read = Query::read(query, &self.filters);
        match read.left_out() {
            [] if read.groups().is_empty() => Err("Not saved: it asks for nothing.".to_owned()),
            [] if read.groups() == Query::parse(query).groups() => Ok(query.to_owned()),
            [] => Ok(read.to_string()),
            [why, ..] => Err(format!("Not saved. {why}.")),
        }
    }

    pub(super) fn delete_filter(&mut self) -> Vec<Effect> {
        let Some((name, query)) = self.selected_filter() else {
            return Vec::new();
        };
        self.filters.filters.remove(&name);
        let said = format!("Removed @{name}, which stood for: {query}");
        self.in_library(LibraryScreen::look_further);
        vec![Effect::KeepFilter { name, query: None, said }]
    }

    /// Remembers what is asked for, so that it can be asked for again.
    pub(super) fn remember_query(&mut self) -> Vec<Effect> {
        self.library_screen.remember().map(Effect::KeepQuery).into_iter().collect()
    }
}
