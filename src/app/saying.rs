//! Sentences that name keys, whichever keys the person has chosen.

use super::App;
use super::action::Action;
use super::keymap::Context;

/// A sentence to the person. Each `{}` in it stands for the key of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saying {
    words: &'static str,
    actions: &'static [Action],
}

impl From<&'static str> for Saying {
    fn from(words: &'static str) -> Self {
        Self { words, actions: &[] }
    }
}

impl<const N: usize> From<(&'static str, &'static [Action; N])> for Saying {
    fn from((words, actions): (&'static str, &'static [Action; N])) -> Self {
        Self { words, actions }
    }
}

impl App {
    /// A sentence with the keys that do its actions where the person is, or else where they first have a key.
    pub fn say(&self, saying: impl Into<Saying>) -> String {
        let saying = saying.into();
        let mut parts = saying.words.split("{}");
        let mut said = parts.next().unwrap_or_default().to_owned();
        for (part, action) in parts.zip(saying.actions) {
            said.push_str(&self.key(*action));
            said.push_str(part);
        }
        said
    }

    /// That a change can be undone, and by which key, in brackets behind a word; nothing where no key does it.
    pub(super) fn undoes(&self) -> String {
        let key = self.keymap.key_of(Context::Library, Action::Undo);
        key.map(|key| format!(" ({key} undoes it)")).unwrap_or_default()
    }

    /// The key of an action where the person is, or else where it first has one.
    pub fn key(&self, action: Action) -> String {
        self.key_in(self.context(), action)
    }

    /// The key of an action where the person is, to stand before its word; nothing where it has none.
    pub fn key_before(&self, action: Action) -> String {
        self.keymap.key_of(self.context(), action).map(|key| key.to_string()).unwrap_or_default()
    }

    /// The key of an action in a context, or else where it first has one.
    pub fn key_in(&self, context: Context, action: Action) -> String {
        self.keymap.key_of(context, action).map_or_else(|| "(no key)".to_owned(), |key| key.to_string())
    }
}
