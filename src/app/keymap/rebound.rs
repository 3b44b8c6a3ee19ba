//! Makes the keys what a person has set, and says which of it can't be.

use super::bound::{Change, has_own_row, places_of};
use super::names::{Names, name_of};
use super::{Action, Context, Keymap, LEAVES, WAYS_BACK, defaults_of};
use crate::app::key::{Key, NoKey};
use crate::domain::problem::Problem;
use crate::domain::rebinding::{Rebinding, Word};

/// What to do about a letter where letters are typed.
const NO_LETTER: &str = "Choose a key that types nothing, such as \"ctrl-x\", \"alt-x\" or \"F5\".";

/// What was set, where it says something that can be.
struct Wish<'a> {
    action: Action,
    word: &'a Word,
    changes: Vec<Change>,
}

impl Keymap {
    /// The keys as they are set. What can't be is named, and leaves its action the keys of the table.
    pub fn new(rebindings: &[Rebinding]) -> (Self, Vec<Problem>) {
        if rebindings.is_empty() {
            return (Self::default(), Vec::new());
        }
        let names = Names::new();
        let mut problems = Vec::new();
        let mut wishes: Vec<Wish<'_>> = Vec::new();
        // What is set for one place counts there.
        let (everywhere, somewhere): (Vec<_>, Vec<_>) = rebindings.iter().partition(|wish| wish.place.is_none());
        for rebinding in somewhere.into_iter().chain(everywhere) {
            match read(rebinding, &names) {
                Ok(mut wish) => {
                    let is_set = |change: &Change| {
                        let mut set = wishes.iter().flat_map(|wish| &wish.changes);
                        set.any(|other| other.context == change.context && other.action == change.action)
                    };
                    wish.changes.retain(|change| !is_set(change));
                    wishes.push(wish);
                }
                Err(problem) => problems.push(problem),
            }
        }
        wishes.sort_by_key(|wish| (wish.word.line, wish.word.column));
        loop {
            let keymap = Self { changes: wishes.iter().flat_map(|wish| wish.changes.clone()).collect() };
            let Some((refused, problem)) = keymap.conflict(&wishes) else {
                problems.sort_by_key(|problem| (problem.line, problem.column));
                return (keymap, problems);
            };
            wishes.remove(refused);
            problems.push(problem);
        }
    }

    /// The last wish that gives an action a key of another one, and what is to be said of it.
    fn conflict(&self, wishes: &[Wish<'_>]) -> Option<(usize, Problem)> {
        let bindings = Context::ALL.map(|context| {
            let is_changed = self.changes.iter().any(|change| change.context == context);
            (context, self.bindings_of(context).filter(|_| is_changed).collect::<Vec<_>>())
        });
        let taken = |change: &Change| {
            let (_, here) = bindings.iter().find(|(context, _)| *context == change.context)?;
            let mut others = here.iter().filter(|binding| binding.action != change.action);
            others.find_map(|other| Some((*other.keys.iter().find(|key| change.keys.contains(key))?, other.action)))
        };
        wishes.iter().enumerate().rev().find_map(|(place, wish)| {
            let with_key = |change| Some((change, taken(change)?));
            let (change, (key, other)) = wish.changes.iter().find_map(with_key)?;
            let (name, other, there) = (name_of(wish.action), name_of(other), name_of(change.context));
            let reason = format!("`{key}` is `{other}` in [keys.{there}], so it can't be `{name}`");
            let is_elsewhere = |place: &Context| {
                *place != change.context && wish.changes.iter().any(|change| change.context == *place)
            };
            let hint = match Context::ALL.into_iter().find(is_elsewhere).map(name_of) {
                Some(there) => {
                    format!("Choose another key, give `{other}` another one, or set this under [keys.{there}] only.")
                }
                None => format!("Choose another key, or give `{other}` another one."),
            };
            Some((place, wish.word.problem(reason, hint)))
        })
    }
}

/// What was set, for each context that it holds for.
fn read<'a>(rebinding: &'a Rebinding, names: &Names) -> Result<Wish<'a>, Problem> {
    let word = &rebinding.action;
    let place = rebinding.place.as_ref().map(|place| context_of(place, names)).transpose()?;
    let action = names.action(&word.text, place).map_err(|meant| {
        let hint = match meant.as_slice() {
            [] => "`retell config --init` writes a file that lists them all.".to_owned(),
            meant => format!("Did you mean `{}`?", meant.join("` or `")),
        };
        word.problem(format!("`{}` is nothing that a key does", word.text), hint)
    })?;
    let name = &word.text;
    let mut keys =
        rebinding.keys.iter().map(|key| key_of(key, action, place)).collect::<Result<Vec<Key>, Problem>>()?;
    // It leaves anyway.
    keys.retain(|key| *key != LEAVES);
    let is_here = |context: Context| defaults_of(context).any(|binding| binding.action == action);
    let contexts: Vec<Context> = match place {
        Some(place) => [place].into_iter().filter(|place| is_here(*place)).collect(),
        // What always leaves has keys besides only where the table gives it some.
        None => places_of(action).collect(),
    };
    if let Some(place) = place.filter(|_| contexts.is_empty()) {
        let there = name_of(place);
        let hint = "Take it out, or set it where it does something.";
        return Err(word.problem(format!("`{name}` is nothing that a key does in [keys.{there}]"), hint));
    }
    if keys.is_empty() {
        let lost = match action {
            Action::ShowHelp => Some("to help"),
            Action::SwitchSharing => Some("to share the screen, or to end that"),
            _ => None,
        };
        if let Some(lost) = lost {
            return Err(word.problem(format!("without a key there would be no way {lost}"), "Give it one."));
        }
        if let Some(context) = contexts.iter().find(|context| way_back(**context) == Some(action)) {
            let there = name_of(*context);
            let reason = format!("without a key for `{name}` there would be no way out of [keys.{there}]");
            return Err(word.problem(reason, "Give it one."));
        }
    }
    let is_set = !keys.is_empty();
    let mut changes: Vec<Change> =
        contexts.into_iter().map(|context| Change { context, action, keys: keys_in(context, &keys) }).collect();
    changes.retain(|change| change.keys.is_empty() != is_set);
    if changes.is_empty() {
        let reason = format!("`{name}` is for where a line is typed, and there letters are letters");
        return Err(word.problem(reason, NO_LETTER));
    }
    for change in &mut changes {
        let keeps_leaving = action == Action::Quit && !has_own_row(change.context, action);
        change.keys.extend(keeps_leaving.then_some(LEAVES));
    }
    Ok(Wish { action, word, changes })
}

/// The keys that can be pressed in a context: where a line is typed, letters are letters.
pub(super) fn keys_in(context: Context, keys: &[Key]) -> Vec<Key> {
    let mut keys: Vec<Key> = keys.iter().copied().filter(|key| !is_letter(*key, context)).collect();
    let mut seen = Vec::new();
    keys.retain(|key| {
        let is_first = !seen.contains(key);
        seen.push(*key);
        is_first
    });
    keys
}

/// Whether a key types something in a context. Those that the table has there don't.
fn is_letter(key: Key, context: Context) -> bool {
    let is_bound = || defaults_of(context).any(|binding| binding.keys.contains(&key));
    context.is_typed() && key.typed().is_some() && !is_bound()
}

/// What leads out of a context without leaving Retell.
fn way_back(context: Context) -> Option<Action> {
    WAYS_BACK.into_iter().find(|way| defaults_of(context).any(|binding| binding.action == *way))
}

fn context_of(word: &Word, names: &Names) -> Result<Context, Problem> {
    names.context(&word.text).map_err(|near| {
        let hint = match near {
            Some(near) => format!("Did you mean [keys.{near}]?"),
            None => "`retell config --init` writes a file that lists them all.".to_owned(),
        };
        word.problem(format!("[keys.{}] is no place where keys are pressed", word.text), hint)
    })
}

fn key_of(word: &Word, action: Action, place: Option<Context>) -> Result<Key, Problem> {
    let key = word.text.parse::<Key>().map_err(|NoKey { reason, hint }| word.problem(reason, hint))?;
    if key == LEAVES && action != Action::Quit {
        return Err(word.problem("`ctrl-c` leaves Retell, wherever you are", "Choose another key."));
    }
    if let Some(place) = place.filter(|place| is_letter(key, *place)) {
        let reason = format!("a line is typed in [keys.{}], and there `{key}` is a letter", name_of(place));
        return Err(word.problem(reason, NO_LETTER));
    }
    Ok(key)
}
