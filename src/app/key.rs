//! A key as the program sees it, whatever terminal it came from, and how it is written.

use std::fmt;
use std::str::FromStr;

use crate::domain::nearest::nearest;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key that types a character.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift held, which terminals tell as a key of its own.
    BackTab,
    /// Backspace.
    Backspace,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// The left arrow.
    Left,
    /// The right arrow.
    Right,
    /// The up arrow.
    Up,
    /// The down arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1 to 12.
    F(u8),
}

/// A key with its modifiers. Shift is part of the character it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Control was held.
    pub has_ctrl: bool,
    /// Whether Alt was held.
    pub has_alt: bool,
}

impl Key {
    /// A key by itself.
    pub const fn plain(code: Code) -> Self {
        Self { code, has_ctrl: false, has_alt: false }
    }

    /// A character by itself.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Control held.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), has_ctrl: true, has_alt: false }
    }

    /// The key as the settings have it, in letters that every keyboard has.
    pub fn written(self) -> String {
        let plain = NAMES.iter().find(|(name, code)| *code == self.code && name.is_ascii());
        match plain {
            Some((name, _)) => format!("{}{name}", self.modifiers()),
            None => self.to_string(),
        }
    }

    const fn modifiers(self) -> &'static str {
        match (self.has_ctrl, self.has_alt) {
            (false, false) => "",
            (true, false) => "ctrl-",
            (false, true) => "alt-",
            (true, true) => "ctrl-alt-",
        }
    }

    /// A character with Alt held.
    pub const fn alt(c: char) -> Self {
        Self::char(c).with_alt()
    }

    /// The same key with Control held.
    #[must_use]
    pub const fn with_ctrl(self) -> Self {
        Self { has_ctrl: true, ..self }
    }

    /// The same key with Alt held.
    #[must_use]
    pub const fn with_alt(self) -> Self {
        Self { has_alt: true, ..self }
    }

    /// The character that this key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.has_ctrl && !self.has_alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.modifiers())?;
        match self.code {
            Code::F(number) => write!(f, "F{number}"),
            code => match (NAMES.iter().find(|(_, other)| *other == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// The names of keys. The first one of a key is shown; all can be written in the settings.
const NAMES: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("insert", Code::Insert),
    ("delete", Code::Delete),
    ("←", Code::Left),
    ("left", Code::Left),
    ("→", Code::Right),
    ("right", Code::Right),
    ("↑", Code::Up),
    ("up", Code::Up),
    ("↓", Code::Down),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pageup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("pagedown", Code::PageDown),
];

/// The keys with Control that terminals send as other ones.
const SAME: &[(char, &str)] = &[('i', "tab"), ('m', "enter"), ('[', "esc")];

/// Why a word names no key, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoKey {
    /// Why, as a problem has it.
    pub reason: String,
    /// What to write instead, as a sentence.
    pub hint: String,
}

/// Reads what is shown of a key: `ctrl-n`, `alt-x`, `space`, `F5`, `?`. Capitals count in single characters only.
impl FromStr for Key {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (mut rest, mut has_ctrl, mut has_alt) = (text, false, false);
        loop {
            let after = |modifier: &str| {
                let head = rest.get(..modifier.len())?;
                rest.get(modifier.len()..).filter(|rest| head.eq_ignore_ascii_case(modifier) && !rest.is_empty())
            };
            if let Some(name) = after("ctrl-") {
                (rest, has_ctrl) = (name, true);
            } else if let Some(name) = after("alt-") {
                (rest, has_alt) = (name, true);
            } else {
                break;
            }
        }
        let code = code_of(rest).ok_or_else(|| no_key(text, rest, (has_ctrl, has_alt)))?;
        match code {
            Code::Char(c) if has_ctrl => {
                let c = c.to_ascii_lowercase();
                match SAME.iter().find(|(other, _)| *other == c) {
                    Some((_, name)) => Err(NoKey {
                        reason: format!("terminals send `{text}` as {name}"),
                        hint: format!("Write \"{name}\", or choose another key."),
                    }),
                    None => Ok(Self { code: Code::Char(c), has_ctrl, has_alt }),
                }
            }
            code => Ok(Self { code, has_ctrl, has_alt }),
        }
    }
}

fn code_of(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let arrow = NAMES.iter().find(|(other, _)| *other == name).map(|(_, code)| *code);
        return arrow.or(Some(Code::Char(c)).filter(|_| !c.is_control()));
    }
    let name = name.to_lowercase();
    let number = name.strip_prefix('f').and_then(|number| number.parse().ok());
    let function = number.filter(|number| (1..=12).contains(number)).map(Code::F);
    function.or_else(|| NAMES.iter().find(|(other, _)| *other == name).map(|(_, code)| *code))
}

fn no_key(text: &str, name: &str, (has_ctrl, has_alt): (bool, bool)) -> NoKey {
    let shifted = name.to_lowercase().strip_prefix("shift-").and_then(|rest| rest.parse::<Key>().ok());
    let shifted = shifted.map(|key| Key { has_ctrl: key.has_ctrl || has_ctrl, has_alt: key.has_alt || has_alt, ..key });
    let hint = match shifted {
        Some(key @ Key { code: Code::Char(c), has_ctrl: false, .. }) if c.is_alphabetic() => {
            let capital = Key { code: Code::Char(c.to_uppercase().next().unwrap_or(c)), ..key };
            format!("Shift is part of what a key types: write \"{capital}\", not \"{text}\".")
        }
        Some(key) => format!("Shift makes no difference there: write \"{}\", or choose another key.", key.written()),
        None => match nearest(name, NAMES.iter().map(|(name, _)| *name).filter(|name| name.is_ascii())) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => {
                "Keys are written as \"x\", \"X\", \"ctrl-x\", \"alt-x\", \"space\", \"pgup\" or \"F5\".".to_owned()
            }
        },
    };
    NoKey { reason: format!("`{text}` is no key"), hint }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_read_by_any_of_its_names() {
        for (text, key) in [
            ("x", Key::char('x')),
            ("X", Key::char('X')),
            ("-", Key::char('-')),
            (" ", Key::char(' ')),
            ("Space", Key::char(' ')),
            ("ctrl-n", Key::ctrl('n')),
            ("Ctrl-N", Key::ctrl('n')),
            ("ctrl--", Key::ctrl('-')),
            ("alt-ctrl-x", Key { has_alt: true, ..Key::ctrl('x') }),
            ("alt-X", Key { has_alt: true, ..Key::char('X') }),
            ("←", Key::plain(Code::Left)),
            ("left", Key::plain(Code::Left)),
            ("PageDown", Key::plain(Code::PageDown)),
            ("f12", Key::plain(Code::F(12))),
            ("f", Key::char('f')),
            ("shift-tab", Key::plain(Code::BackTab)),
        ] {
            assert_eq!(text.parse(), Ok(key), "{text}");
        }
    }

    #[test]
    fn what_is_no_key_is_named_with_the_nearest_one() {
        for (text, reason, hint) in [
            ("spcae", "`spcae` is no key", "Did you mean \"space\"?"),
            ("ctrl-entre", "`ctrl-entre` is no key", "Did you mean \"enter\"?"),
            ("ctrl-M", "terminals send `ctrl-M` as enter", "Write \"enter\", or choose another key."),
            ("shift-a", "`shift-a` is no key", "Shift is part of what a key types: write \"A\", not \"shift-a\"."),
            (
                "Alt-Shift-é",
                "`Alt-Shift-é` is no key",
                "Shift is part of what a key types: write \"alt-É\", not \"Alt-Shift-é\".",
            ),
            (
                "ctrl-shift-f",
                "`ctrl-shift-f` is no key",
                "Shift makes no difference there: write \"ctrl-f\", or choose another key.",
            ),
            (
                "shift-F5",
                "`shift-F5` is no key",
                "Shift makes no difference there: write \"F5\", or choose another key.",
            ),
            (
                "shift-ctrl-left",
                "`shift-ctrl-left` is no key",
                "Shift makes no difference there: write \"ctrl-left\", or choose another key.",
            ),
        ] {
            assert_eq!(text.parse::<Key>(), Err(NoKey { reason: reason.to_owned(), hint: hint.to_owned() }));
        }
        for text in ["", "F13", "F0", "ctrl-", "\t", "the key to the left"] {
            let hint = text.parse::<Key>().unwrap_err().hint;
            assert!(hint.starts_with("Keys are written as ") || hint.starts_with("Did you mean"), "{text}: {hint}");
        }
    }

    proptest! {
        #[test]
        fn every_key_is_read_as_it_is_shown(
            code in prop_oneof![
                any::<char>().prop_filter("typed", |c| !c.is_control()).prop_map(Code::Char),
                (1_u8..=12).prop_map(Code::F),
                proptest::sample::select(NAMES.iter().map(|(_, code)| *code).collect::<Vec<_>>()),
            ],
            has_alt: bool,
        ) {
            let key = Key { code, has_ctrl: false, has_alt };
            let is_arrow = matches!(code, Code::Char('←' | '→' | '↑' | '↓'));
            prop_assert!(is_arrow || key.to_string().parse() == Ok(key), "{}", key);
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(text in ".{0,12}") {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse(), Ok(key));
            }
        }
    }
}
