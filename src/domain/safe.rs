//! Makes text from outside safe to show: nothing in it can move a cursor, turn text around or hide.

use std::borrow::Cow;

/// The text without control characters, bidirectional overrides and stray invisible marks; tabs become spaces.
///
/// Newlines stay. The joiner that emoji and some scripts need stays, as do variation selectors.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_safe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .filter_map(|c| match c {
                '\t' => Some(' '),
                c if is_safe(c) => Some(c),
                _ => None,
            })
            .collect(),
    )
}

fn is_safe(c: char) -> bool {
    match c {
        '\n' => true,
        // Bidirectional marks, overrides and isolates; invisible separators and operators; the byte order mark.
        '\u{061c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => false,
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => false,
        // Tag characters can spell hidden text.
        '\u{e0000}'..='\u{e007f}' => false,
        c => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_alone() {
        assert!(matches!(safe("naïve 日本語 👩\u{200d}💻\nnext"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(safe("a\x1b[31mb\x07\u{9b}2Jc\rd\te\u{202e}f\u{2066}g\u{200b}h"), "a[31mb2Jcd efgh");
    }
}
