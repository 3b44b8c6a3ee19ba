//! The names that actions and contexts go by in the settings: their own, in small letters with dashes.

use std::fmt::Debug;

use super::{Action, Binding, Context, TABLES};
use crate::domain::nearest::nearest;

/// The name of an action or a context: `restart-take`, `tell-as-problem`, `grade-1`.
pub fn name_of(thing: impl Debug) -> String {
    let mut name = String::new();
    for c in format!("{thing:?}").chars().filter(|c| *c != ')') {
        if (c == '(' || c.is_uppercase()) && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        name.extend(Some(c).filter(|c| *c != '(').into_iter().flat_map(char::to_lowercase));
    }
    name
}

/// Every action that has a key somewhere, in the order of the table.
pub(super) fn actions() -> Vec<Action> {
    let mut actions = Vec::new();
    for binding in TABLES.into_iter().flatten() {
        if !actions.contains(&binding.action) {
            actions.push(binding.action);
        }
    }
    actions
}

/// Everything that has a name, looked up by it.
pub(super) struct Names {
    actions: Vec<(String, Action)>,
    contexts: Vec<(String, Context)>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self {
            actions: actions().into_iter().map(|action| (name_of(action), action)).collect(),
            contexts: Context::ALL.into_iter().map(|context| (name_of(context), context)).collect(),
        }
    }

    /// The action of a name.
    ///
    /// # Errors
    /// When there is none, with what may be meant: the actions that the foot of the screen calls so, in this place if it
    /// has any, or else the one of the nearest name.
    pub(super) fn action(&self, name: &str, place: Option<Context>) -> Result<Action, Vec<String>> {
        one_of(&self.actions, name).map_err(|near| {
            let word = name.replace(['-', '_'], " ");
            let called = |place: Option<Context>| {
                let is_there = |binding: &&Binding<'_>| place.is_none_or(|place| binding.contexts.contains(&place));
                let rows = TABLES.into_iter().flatten().filter(|binding| binding.hint == Some(&word));
                let mut names: Vec<String> = rows.filter(is_there).map(|binding| name_of(binding.action)).collect();
                names.sort();
                names.dedup();
                names
            };
            let meant = [place, None].map(called).into_iter().find(|names| !names.is_empty());
            meant.unwrap_or_else(|| near.map(str::to_owned).into_iter().collect())
        })
    }

    /// The context of a name.
    ///
    /// # Errors
    /// When there is none, with the nearest name.
    pub(super) fn context(&self, name: &str) -> Result<Context, Option<&str>> {
        one_of(&self.contexts, name)
    }
}

fn one_of<'a, T: Copy>(all: &'a [(String, T)], name: &str) -> Result<T, Option<&'a str>> {
    let named = all.iter().find(|(other, _)| other == name).map(|(_, thing)| *thing);
    named.ok_or_else(|| nearest(name, all.iter().map(|(name, _)| name.as_str())))
}
