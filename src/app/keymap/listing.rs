//! The part of a file of settings that lists every action with its keys, which a `#` keeps from counting.

use textwrap::Options;

use super::names::{actions, name_of};
use super::rebound::keys_in;
use super::{Action, Binding, Context, Keymap, LEAVES, defaults_of};
use crate::app::key::Key;
use crate::domain::rebinding::{Rebinding, Word};

/// The columns of a line.
const WIDTH: usize = 100;

/// What stands above the actions.
const BEGINNING: &str = "The keys. What stands under [keys] holds wherever the action does something, what stands under \
    [keys.library] only there. Several keys are a list; an empty one takes the keys away. Keys are written as \"x\", \
    \"X\", \"ctrl-x\", \"alt-x\", \"space\", \"enter\", \"left\", \"pgup\" or \"F5\". Where a line is typed, letters are \
    letters, and the action keeps its other keys. ctrl-c always leaves. The places are";

/// Every action with what it does, where, and its keys there.
pub fn listing() -> String {
    let places: Vec<String> = Context::ALL.into_iter().map(place).collect();
    let mut text = format!("{}\n[keys]\n", comment(&format!("{BEGINNING} {}.", places.join(", "))));
    let mut elsewhere = Vec::new();
    for action in actions() {
        let rows = rows(action);
        let usual = usual(action, &rows);
        let (here, others): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|(context, binding)| keys_in(*context, usual) == binding.keys);
        if !here.is_empty() {
            text.push_str(&entry(action, usual, &here, !others.is_empty()));
        }
        elsewhere.extend(others);
    }
    for context in Context::ALL {
        let rows: Vec<Row> = elsewhere.iter().copied().filter(|(place, _)| *place == context).collect();
        if !rows.is_empty() {
            text.push_str(&format!("\n[keys.{}]\n", name_of(context)));
        }
        for row in rows {
            text.push_str(&entry(row.1.action, row.1.keys, &[row], false));
        }
    }
    text
}

/// What a context is called in the settings, and on the screen where that is another word.
fn place(context: Context) -> String {
    let (name, shown) = (name_of(context), context.name());
    if name == shown.to_lowercase() { name } else { format!("{name} ({shown})") }
}

type Row = (Context, &'static Binding<'static>);

/// Where an action has keys besides the one that always leaves.
fn rows(action: Action) -> Vec<Row> {
    let has_row = |binding: &&Binding<'_>| binding.action == action && binding.keys != [LEAVES];
    Context::ALL
        .into_iter()
        .filter_map(|context| defaults_of(context).find(has_row).map(|binding| (context, binding)))
        .collect()
}

/// The keys that it has in most places, of those that it could have in all.
fn usual(action: Action, rows: &[Row]) -> &'static [Key] {
    let count = |keys: &[Key]| rows.iter().filter(|(context, binding)| keys_in(*context, keys) == binding.keys).count();
    let fits = |keys: &&[Key]| count(keys) == rows.len() || Keymap::new(&[rebinding(action, keys)]).1.is_empty();
    let keys = rows.iter().rev().map(|(_, binding)| binding.keys).filter(fits);
    keys.max_by_key(|keys| count(keys)).unwrap_or_default()
}

/// What an action does, where that isn't the same everywhere, and its keys.
fn entry(action: Action, keys: &[Key], rows: &[Row], is_elsewhere: bool) -> String {
    let mut helps: Vec<(&str, Vec<String>)> = Vec::new();
    for (context, binding) in rows {
        match helps.iter_mut().find(|(help, _)| *help == binding.help) {
            Some((_, places)) => places.push(name_of(*context)),
            None => helps.push((binding.help, vec![name_of(*context)])),
        }
    }
    let has_places = helps.len() > 1 || is_elsewhere;
    let about = |(help, places): &(&str, Vec<String>)| match has_places {
        true => comment(&format!("{help} ({})", places.join(", "))),
        false => comment(help),
    };
    format!("{}#{}\n", helps.iter().map(about).collect::<String>(), rebinding(action, keys))
}

fn rebinding(action: Action, keys: &[Key]) -> Rebinding {
    let word = |text: String| Word { text, ..Word::default() };
    let keys = keys.iter().map(|key| word(key.written())).collect();
    Rebinding { place: None, action: word(name_of(action)), keys }
}

fn comment(words: &str) -> String {
    let options = Options::new(WIDTH).initial_indent("# ").subsequent_indent("# ");
    format!("{}\n", textwrap::fill(words, options))
}
