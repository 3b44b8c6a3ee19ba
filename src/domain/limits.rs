//! Limits: how much of what comes from outside is read at all, so that no file can take all time or memory.

use serde::de::Error;

/// The largest document or file read, in bytes. A lifetime of stories is a hundredth of it.
pub const MOST_BYTES: usize = 16 << 20;

/// The most lines of a document read: ten thousand stories of fifty lines.
pub const MOST_LINES: usize = 500_000;

/// The most stories read out of one document.
pub const MOST_STORIES: usize = 10_000;

/// The deepest nesting read, of lists and quotes as of arrays and objects. Parsers take time with the square of the
/// depth, or a piece of the stack for every level.
pub const MOST_LEVELS: usize = 32;

/// The most marks of Markdown that a document read may have, the levels of each of its lines among them. A book has
/// fewer than a hundred thousand.
pub const MOST_MARKS: usize = 2_000_000;

/// The most values that one JSON object read may have in it: a parsed value takes up to eighty times its bytes.
pub const MOST_VALUES: usize = 100_000;

/// What makes JSON too much to read, in a few words, and the byte at which that shows.
pub fn excess_of_json(json: &[u8]) -> Option<(usize, String)> {
    // A text that has not even the bytes for it needs no closer look.
    if json.len() <= MOST_VALUES && count_openings(json) <= MOST_LEVELS {
        return None;
    }
    let (mut levels, mut values) = (0_usize, 0_usize);
    let (mut is_in_text, mut is_escaped) = (false, false);
    let at = json.iter().position(|&byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_in_text,
            b'"' => is_in_text = !is_in_text,
            _ if is_in_text => {}
            b'[' | b'{' => (levels, values) = (levels + 1, values + 1),
            b']' | b'}' => levels = levels.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        levels > MOST_LEVELS || values > MOST_VALUES
    })?;
    let is_deep = levels > MOST_LEVELS;
    let deep = || format!("it is nested deeper than {MOST_LEVELS} levels");
    Some((at, if is_deep { deep() } else { format!("it has more than {MOST_VALUES} values") }))
}

/// How many brackets and braces open in this JSON, inside of texts or not.
fn count_openings(json: &[u8]) -> usize {
    // A processor counts many bytes at once where a byte can hold the count.
    let count = |bytes: &[u8]| bytes.iter().map(|&byte| u8::from(matches!(byte, b'[' | b'{'))).sum::<u8>();
    json.chunks(u8::MAX.into()).map(|bytes| usize::from(count(bytes))).sum()
}

/// Refuses JSON that is too much to read. To be asked before a parser is.
///
/// # Errors
/// When the JSON stands in more than [`MOST_LEVELS`] arrays and objects or has more than [`MOST_VALUES`] values. The
/// error says on which line and in which column.
pub fn refuse_excess_of_json(json: &[u8]) -> Result<(), serde_json::Error> {
    let Some((at, reason)) = excess_of_json(json) else { return Ok(()) };
    let before = json.get(..at).unwrap_or(json);
    let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
    let column = 1 + before.iter().rev().take_while(|&&byte| byte != b'\n').count();
    // The parser's errors take their place from the end of their message.
    Err(serde_json::Error::custom(format!("{reason} at line {line} column {column}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(json: &str) -> Option<usize> {
        excess_of_json(json.as_bytes()).map(|(at, _)| at)
    }

    #[test]
    fn levels_and_values_are_counted_outside_of_texts() {
        let deep = |levels: usize| "[".repeat(levels) + "1" + &"]".repeat(levels);
        assert_eq!(place(&deep(MOST_LEVELS)), None);
        assert_eq!(place(&deep(MOST_LEVELS + 1)), Some(MOST_LEVELS));
        assert_eq!(place(&"{\"a\":".repeat(33)), Some(32 * 5));
        assert_eq!(place(&format!("[\"{}\\\"{}\"]", deep(40), "[".repeat(40))), None);
        assert_eq!(place(&"[]".repeat(50)), None);
        assert_eq!(place(&"1,".repeat(MOST_VALUES)), None);
        assert_eq!(place(&"1,".repeat(MOST_VALUES + 1)), Some(2 * MOST_VALUES + 1));
    }

    #[test]
    fn a_refusal_says_where() {
        let json = format!("[\n {}", "[".repeat(40));
        let error = refuse_excess_of_json(json.as_bytes()).unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 33));
        assert!(error.to_string().starts_with("it is nested deeper than 32 levels"), "{error}");
        assert!(refuse_excess_of_json(b"[[1]]").is_ok());
    }
}
