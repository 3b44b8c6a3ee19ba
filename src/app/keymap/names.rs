//! The names that actions and contexts go by in the settings: their own, in small letters with dashes.

use std::fmt::Debug;

use super::{Action, Context, TABLES};
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

/// The action of a name.
///
/// # Errors
/// When there is none, with the nearest name.
pub(super) fn action(name: &str) -> Result<Action, Option<String>> {
    one_of(&actions(), name)
}

/// The context of a name.
///
/// # Errors
/// When there is none, with the nearest name.
pub(super) fn context(name: &str) -> Result<Context, Option<String>> {
    one_of(&Context::ALL, name)
}

fn one_of<T: Copy + Debug>(all: &[T], name: &str) -> Result<T, Option<String>> {
    let named: Vec<(String, T)> = all.iter().map(|thing| (name_of(thing), *thing)).collect();
    match named.iter().find(|(other, _)| other == name) {
        Some((_, thing)) => Ok(*thing),
        None => Err(nearest(name, named.iter().map(|(name, _)| name.as_str())).map(str::to_owned)),
    }
}
