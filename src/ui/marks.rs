//! The marks that screens are made of, and what stands for each where a terminal or a font has only ASCII.

use crate::domain::looks::Marks;

/// Each mark with its twin, which takes one column too.
const TWINS: [(char, char); 46] = [
    ('✓', '+'),
    ('✗', 'x'),
    ('▸', '>'),
    ('⚑', '!'),
    ('▌', '|'),
    ('▏', ':'),
    ('›', '>'),
    ('‹', '<'),
    ('•', '*'),
    ('·', '-'),
    ('…', '~'),
    ('–', '-'),
    ('—', '-'),
    ('−', '-'),
    ('±', '~'),
    ('×', 'x'),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('↑', '^'),
    ('↓', 'v'),
    ('←', '<'),
    ('→', '>'),
    ('─', '-'),
    ('━', '='),
    ('┼', '+'),
    ('┿', '+'),
    ('│', '|'),
    ('┃', '|'),
    ('└', '`'),
    ('●', '*'),
    ('◐', 'o'),
    ('○', '.'),
    ('▪', 'o'),
    ('■', '#'),
    ('▲', '^'),
    ('▼', 'v'),
    ('▾', 'v'),
    ('░', '.'),
    ('▒', ':'),
    ('█', '#'),
    ('▀', '"'),
    ('▄', '_'),
    ('\u{a0}', ' '),
    ('\u{fffd}', '?'),
];

/// The keys that are named by a mark, and their names in words.
const KEYS: [(&str, &str); 5] = [("↑", "up"), ("↓", "down"), ("←", "left"), ("→", "right"), ("↵", "enter")];

/// What stands for a mark, if it is one.
pub(super) fn twin(symbol: &str) -> Option<char> {
    let mut letters = symbol.chars();
    let mark = letters.next().filter(|letter| !letter.is_ascii() && letters.next().is_none())?;
    TWINS.iter().find(|(known, _)| *known == mark).map(|&(_, twin)| twin)
}

/// A key's name, or words with names of keys in them, as they can be shown.
pub(super) fn key(words: impl Into<String>, marks: Marks) -> String {
    let words = words.into();
    match marks {
        Marks::Unicode => words,
        Marks::Ascii => KEYS.iter().fold(words, |words, (mark, name)| words.replace(mark, name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_has_one_twin_in_ascii() {
        for (place, (mark, twin)) in TWINS.iter().enumerate() {
            assert!(!mark.is_ascii() && twin.is_ascii() && !twin.is_control(), "{mark}");
            assert!(TWINS[..place].iter().all(|(other, _)| other != mark), "{mark} is listed twice");
        }
        assert_eq!(twin("✓"), Some('+'));
        assert_eq!([twin("a"), twin("é"), twin(""), twin("✓\u{301}")], [None; 4]);
    }

    #[test]
    fn arrows_that_are_keys_become_words() {
        assert_eq!(key("ctrl-←", Marks::Ascii), "ctrl-left");
        assert_eq!(key("Open it with → to choose one.", Marks::Ascii), "Open it with right to choose one.");
        assert_eq!(key("ctrl-←", Marks::Unicode), "ctrl-←");
    }
}
