//! The saved filters: used, saved under a name, or removed.

use crate::app::action::Action;
use crate::app::text_input::TextInput;

/// What the screen of saved filters remembers.
#[derive(Debug, Default)]
pub struct FiltersScreen {
    cursor: usize,
    /// What is to be saved, if anything is asked for.
    query: String,
    /// The name that is being typed for it.
    name: Option<TextInput>,
}

impl FiltersScreen {
    /// The screen, with something that could be saved.
    pub const fn new(query: String) -> Self {
        Self { cursor: 0, query, name: None }
    }

    /// What can be saved; empty if nothing is asked for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The row of the cursor, when there are `count` filters.
    pub fn cursor(&self, count: usize) -> usize {
        self.cursor.min(count.saturating_sub(1))
    }

    /// The name that is being typed.
    pub const fn name(&self) -> Option<&TextInput> {
        self.name.as_ref()
    }

    /// Types into the name.
    pub fn type_text(&mut self, text: &str) {
        if let Some(name) = &mut self.name {
            name.insert(text);
        }
    }

    /// Does what an action asks for, when there are `count` filters. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, count: usize) {
        let cursor = self.cursor(count);
        match action {
            Action::Up => self.cursor = cursor.saturating_sub(1),
            Action::Down => self.cursor = cursor + 1,
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = count,
            Action::NameFilter => self.name = Some(TextInput::default()),
            Action::StopTyping => self.name = None,
            Action::Edit(edit) => {
                if let Some(name) = &mut self.name {
                    name.edit(edit);
                }
            }
            _ => {}
        }
    }
}
