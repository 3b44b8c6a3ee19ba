//! The keys as they are for one person: those of the table, and what was changed of them.

use super::names::name_of;
use super::{Action, Binding, Context, LEAVES, TABLES, defaults_of};
use crate::app::key::{Code, Key};

/// The keys as they are: those of the table, unless the person has chosen others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    pub(super) changes: Vec<Change>,
}

/// The keys that an action has in a context instead of those of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) context: Context,
    pub(super) action: Action,
    pub(super) keys: Vec<Key>,
}

/// The keys that lead on from screen to screen.
const FORWARD: [Key; 4] =
    [Key::char(' '), Key::plain(Code::Enter), Key::plain(Code::Right), Key::plain(Code::PageDown)];

impl Keymap {
    /// The bindings of a context that have a key.
    pub fn bindings_of(&self, context: Context) -> impl Iterator<Item = Binding<'_>> {
        defaults_of(context)
            .map(move |binding| Binding { keys: self.keys_of(context, binding), ..*binding })
            .filter(|binding| !binding.keys.is_empty())
    }

    fn keys_of<'a>(&'a self, context: Context, binding: &'static Binding<'static>) -> &'a [Key] {
        let is_this = |change: &&Change| change.context == context && change.action == binding.action;
        match self.changes.iter().find(is_this) {
            // Where another row has the keys that a person may choose, the one that always leaves stays as it is.
            Some(_) if binding.keys == [LEAVES] && has_own_row(context, binding.action) => binding.keys,
            Some(change) => &change.keys,
            None => binding.keys,
        }
    }

    /// Whether an action, as the settings name it, has other keys anywhere than the table gives it there.
    pub fn changes_keys_of(&self, name: &str) -> bool {
        let is_usual = |change: &Change| {
            defaults_of(change.context).any(|binding| binding.action == change.action && binding.keys == change.keys)
        };
        self.changes.iter().any(|change| name_of(change.action) == name && !is_usual(change))
    }

    /// What a key does in a context.
    pub fn action_of(&self, context: Context, key: Key) -> Option<Action> {
        self.bindings_of(context).find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
    }

    /// The key to name for an action: the one of this context, or else of the first one that has any.
    pub fn key_of(&self, context: Context, action: Action) -> Option<Key> {
        let in_context = |context| {
            let binding = self.bindings_of(context).find(|binding| binding.action == action)?;
            binding.keys.first().copied()
        };
        [context].into_iter().chain(Context::ALL).find_map(in_context)
    }

    /// Whether a key leads on from screen to screen, or was chosen for what those keys do.
    pub fn leads_on(&self, context: Context, action: Action, key: Key) -> bool {
        let mut defaults = defaults_of(context).filter(|binding| binding.action == action);
        let stands_for = |binding: &Binding<'_>| {
            !binding.keys.contains(&key) && binding.keys.iter().any(|key| FORWARD.contains(key))
        };
        FORWARD.contains(&key) || defaults.any(stands_for)
    }
}

/// Whether an action has keys in a context besides the one that always leaves.
pub(super) fn has_own_row(context: Context, action: Action) -> bool {
    places_of(action).any(|place| place == context)
}

/// The contexts in which an action has keys besides the one that always leaves.
pub(super) fn places_of(action: Action) -> impl Iterator<Item = Context> {
    let rows = TABLES.into_iter().flatten().filter(move |binding| binding.action == action);
    rows.filter(|binding| binding.keys != [LEAVES]).flat_map(|binding| binding.contexts).copied()
}
