//! What can be said where: the words of the footer and the names of keys, all from the one keymap.

use super::writing::REWRITING;
use crate::app::App;
use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::keymap::{Binding, Context};
use crate::app::text_area::Stroke;
use crate::domain::take::Grade;

/// The words that are understood everywhere, beside those of the keymap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Reads where one is, and all that is there.
    Where,
    /// Reads on.
    More,
    /// Reads the text at hand.
    Text,
}

impl Word {
    const ALL: [Self; 3] = [Self::Where, Self::More, Self::Text];

    const fn name(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::More => "more",
            Self::Text => "text",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Where => "Where you are, and what is there",
            Self::More => "The next ten of a list",
            Self::Text => "The text of what you are at",
        }
    }

    /// The word that was said, if it is one.
    pub(super) fn said(line: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| line.eq_ignore_ascii_case(word.name()))
    }
}

/// What a word of the footer or the name of a key asks for in a context, and the key for it. Of several with one word it
/// is what can be done now.
pub(super) fn meant(app: &App, context: Context, said: &str) -> Option<(Action, Key)> {
    let is_word = |binding: &Binding<'_>| {
        // Who says the usual word is understood too.
        let words = word(app, binding).into_iter().chain(binding.hint.filter(|_| has_word(binding)));
        words.into_iter().any(|word| word.eq_ignore_ascii_case(said))
    };
    let with_word = || app.keymap().bindings_of(context).filter(is_word);
    let by_word = with_word().find(|binding| app.can(binding.action).is_ok()).or_else(|| with_word().next());
    let by_word = by_word.and_then(|binding| Some((binding.action, *binding.keys.first()?)));
    by_word.or_else(|| {
        let key = said.parse().ok()?;
        Some((app.keymap().action_of(context, key)?, key))
    })
}

/// The word for a binding.
fn word(app: &App, binding: &Binding<'_>) -> Option<&'static str> {
    match binding.action {
        Action::Grade(number) => Grade::try_from(number).ok().map(Grade::name),
        // It is on every screen, where no footer has room for it.
        Action::SwitchSharing => Some("share"),
        // Where keeping comes before leaving, it has a word of its own.
        _ => app.word_for(binding).map(last_word).filter(|_| has_word(binding)),
    }
}

/// The last of several words for what a key does.
fn last_word(words: &'static str) -> &'static str {
    words.rsplit_once(", ").map_or(words, |(_, last)| last)
}

/// Whether a number goes to a row of a list, and isn't a key of its own.
pub(super) fn has_numbers(app: &App) -> bool {
    app.keymap().action_of(app.context(), Key::char('1')).is_none()
}

/// Whether a word can say what is meant: that of several numbers can't.
const fn has_word(binding: &Binding<'_>) -> bool {
    !matches!(binding.action, Action::Rate(_) | Action::TellAs(_))
}

/// Whether an action is of use to nobody who doesn't see the cursor in a text of several lines.
pub(super) const fn is_for_the_eye(context: Context, action: Action) -> bool {
    match action {
        Action::Stroke(stroke) => !matches!(stroke, Stroke::Undo | Stroke::Redo),
        Action::PutBack => true,
        Action::Up | Action::Down => matches!(context, Context::Writing),
        _ => false,
    }
}

/// What stands before a word where a text can be typed.
pub(super) fn colon(context: Context) -> &'static str {
    if context.is_typed() { ":" } else { "" }
}

/// What can be said in a context now, in short.
pub(super) fn words(app: &App, context: Context) -> String {
    let colon = colon(context);
    let can = app.keymap().bindings_of(context).filter(|binding| app.can(binding.action).is_ok());
    let words: Vec<String> =
        can.filter_map(|binding| word(app, &binding)).map(|word| format!("{colon}{word}")).collect();
    format!("You can type: {}.", words.join(", "))
}

/// Every word and key of a context, and what it does.
pub(super) fn help(app: &App, context: Context) -> Vec<String> {
    let mut lines = vec![format!("What you can type here, {}:", context.name())];
    if context.is_typed() {
        let place = match context {
            Context::Writing => "title, skills and target take it in place of theirs, other parts below their lines",
            _ => "it takes the place of what is typed here",
        };
        lines.push(format!("Any text: {place}. Put a colon before a word or a key: :esc"));
    }
    lines.extend((context == Context::Writing).then(|| REWRITING.to_owned()));
    let names = |binding: &Binding<'_>| {
        let keys = binding.keys.iter().map(|key| key.written());
        word(app, binding).map(str::to_owned).into_iter().chain(keys).collect::<Vec<String>>()
    };
    let is_heard = |action: Action| !is_for_the_eye(context, action) && action != Action::ShowDocument;
    let bindings = app.keymap().bindings_of(context).filter(|binding| is_heard(binding.action));
    let (can, cannot): (Vec<_>, Vec<_>) = bindings.partition(|binding| app.can(binding.action).is_ok());
    // A mark of the list on the screen.
    let help = |binding: &Binding<'_>| binding.help.trim_end_matches(" (✓)").to_owned();
    lines.extend(can.iter().map(|binding| format!("{}: {}", names(binding).join(", "), help(binding))));
    lines.extend(Word::ALL.map(|word| format!("{}: {}", word.name(), word.help())));
    lines.push("An empty line: the same as enter".to_owned());
    lines.extend(has_numbers(app).then(|| "A number: goes to that row of a list".to_owned()));
    let cannot: Vec<String> = cannot.iter().filter_map(|binding| names(binding).into_iter().next()).collect();
    lines.extend((!cannot.is_empty()).then(|| format!("Nothing to do now for: {}.", cannot.join(", "))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::defaults_of;

    #[test]
    fn no_word_of_the_footer_is_one_that_is_understood_everywhere() {
        let words = Context::ALL.into_iter().flat_map(defaults_of).filter_map(|binding| binding.hint);
        assert_eq!(words.filter(|word| Word::said(word).is_some()).collect::<Vec<_>>(), [""; 0]);
    }
}
