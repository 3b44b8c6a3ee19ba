//! The saved filters, and the name of one that is being saved.

use super::{List, Speech};
use crate::app::App;
use crate::app::screen::filters::FiltersScreen;

pub(super) fn say(app: &App, screen: &FiltersScreen, from: Option<usize>) -> Speech {
    if let Some(name) = screen.name() {
        let typed = name.text();
        return Speech {
            news: Some(typed)
                .filter(|typed| !typed.is_empty())
                .map(|typed| format!("The name: {typed}"))
                .into_iter()
                .collect(),
            body: vec![format!("Type the name for {}; :esc goes back without saving.", screen.query())],
            ..Speech::titled("Save a filter")
        };
    }
    let filters = &app.filters().filters;
    let row = |row: usize| filters.iter().nth(row).map(|(name, query)| format!("{name}: {query}")).unwrap_or_default();
    let asked = match screen.query() {
        "" => "Nothing is asked for now.".to_owned(),
        query => format!("Asked for now: {query}. Type save to keep it under a name."),
    };
    let list = List::new("Filters", filters.len(), screen.cursor(filters.len()), from, row);
    let none = list.is_none().then(|| "No filter is saved yet.".to_owned());
    Speech { news: none.into_iter().chain([asked]).collect(), list, ..Speech::titled("Saved filters") }
}
