//! Excess: what is too much for a parser of Markdown.

use crate::domain::limits::{MOST_LEVELS, MOST_MARKS};

/// Why a text is too much for a parser of Markdown.
pub(in crate::import) struct Excess {
    /// In a few words.
    pub(in crate::import) reason: String,
    /// What to do about it.
    pub(in crate::import) hint: &'static str,
    /// The line on which it shows.
    pub(in crate::import) line: usize,
}

/// Looks for a line that stands in too many lists and quotes, or before which there are too many marks.
pub(in crate::import) fn excess(text: &str) -> Option<Excess> {
    let (deepest, all) = text.lines().map(levels).fold((0, 0), |(most, sum), levels| (levels.max(most), sum + levels));
    // Only a text that has too much of either is worth a closer look.
    if deepest <= MOST_LEVELS && all + count_marks(text) <= MOST_MARKS {
        return None;
    }
    let mut marks = 0;
    for (line, text) in (1..).zip(text.lines()) {
        let levels = levels(text);
        if levels > MOST_LEVELS {
            let reason = format!("this line is nested deeper than {MOST_LEVELS} levels");
            return Some(Excess { reason, hint: "Move it out of its lists and quotes.", line });
        }
        marks += levels + count_marks(text);
        if marks > MOST_MARKS {
            let reason =
                format!("up to this line it has {MOST_MARKS} marks such as `*` and `[`, and no more can be read");
            return Some(Excess { reason, hint: "Split it into several files.", line });
        }
    }
    None
}

/// How many bytes of a text may be markup within a line. The parser keeps a record of each, whatever comes of it.
fn count_marks(text: &str) -> usize {
    let is_mark = |byte| matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'<' | b'&' | b'\\');
    // A processor counts many bytes at once where a byte can hold the count.
    let count = |bytes: &[u8]| bytes.iter().map(|&byte| u8::from(is_mark(byte))).sum::<u8>();
    text.as_bytes().chunks(u8::MAX.into()).map(|bytes| usize::from(count(bytes))).sum()
}

/// Every marker is a level, and so are two columns of indentation before a bullet.
fn levels(line: &str) -> usize {
    let markers = line
        .trim_end()
        .chars()
        .take_while(|&c| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')'));
    let (mut columns, mut found, mut previous) = (0, 0, ' ');
    for c in markers {
        match c {
            '\t' => columns += 4,
            c if c.is_whitespace() => columns += 1,
            '>' => found += 1,
            // A rule is one marker, however long.
            c if (previous.is_whitespace() || previous == '>') && !c.is_ascii_digit() => found += 1,
            '.' | ')' if previous.is_ascii_digit() => found += 1,
            _ => {}
        }
        previous = c;
    }
    if found == 0 { 0 } else { found.max(columns / 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_by_markers_and_indentation() {
        for (line, deep) in [
            ("> ".repeat(33) + "a", true),
            ("- ".repeat(33) + "a", true),
            (" ".repeat(80) + "- a", true),
            (" ".repeat(200) + "a", false),
            ("-".repeat(200), false),
            ("* ".repeat(10) + "a", false),
            ("1. 2. 3".to_owned(), false),
        ] {
            assert_eq!(excess(&line).is_some(), deep, "{line:?}");
        }
    }
}
