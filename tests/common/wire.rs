//! What is on the wire to a terminal, read as a terminal reads it, and held against what was to be drawn.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Size;
use unicode_width::UnicodeWidthChar;

/// The looks that Retell draws with: what crossterm writes for the modifiers of `ui/theme.rs`, and for the colors of its
/// theme for a dark background.
#[rustfmt::skip]
const LOOKS: &[&str] = &[
    "0", "1", "4", "22", "24", "39", "49", "59", "39;49",
    "38;2;86;182;194;49", "38;2;154;160;169;49", "38;2;215;169;75;49", "38;2;143;191;111;49", "38;2;240;133;140;49",
];

/// What the real program asks its terminal first.
const QUESTION: &[u8] = b"\x1b]11;?\x07";

/// Where bytes go.
#[derive(Debug, Clone, Copy)]
pub enum Wire {
    /// To a window of this size, which is drawn cell by cell.
    Window(Size),
    /// To wherever standard output leads, line by line.
    Lines,
}

/// All in `bytes` that Retell must never send: every control character and sequence but those that it draws with, and
/// every character that is invisible, turns text around or has no place to stand.
pub fn foreign(bytes: &[u8], wire: Wire) -> Vec<String> {
    let mut found = Vec::new();
    let bytes = bytes.strip_prefix(QUESTION).unwrap_or(bytes);
    for chunk in bytes.utf8_chunks() {
        let mut rest = chunk.valid();
        let mut before = Vec::new();
        while let Some(c) = rest.chars().next() {
            let (sequence, after) = if c == '\x1b' { split_sequence(rest) } else { rest.split_at(c.len_utf8()) };
            let is_fine = match (c, wire) {
                ('\x1b', Wire::Window(size)) => is_drawing(sequence, size),
                ('\n', Wire::Lines) => true,
                _ => is_showable(c, &before),
            };
            if !is_fine {
                found.push(format!("{sequence:?} before {:?}", after.chars().take(20).collect::<String>()));
            }
            if c == '\x1b' {
                before.clear();
            } else {
                before.push(c);
            }
            rest = after;
        }
        if !chunk.invalid().is_empty() {
            found.push(format!("{:x?}", chunk.invalid()));
        }
    }
    found
}

/// A control sequence and what follows it.
fn split_sequence(text: &str) -> (&str, &str) {
    let end = match text.strip_prefix("\x1b[") {
        Some(body) => body.find(|c| matches!(c, '@'..='~')).map_or(text.len(), |end| end + 3),
        None => 1,
    };
    text.split_at(end)
}

/// Whether a sequence is one that the window is drawn with.
fn is_drawing(sequence: &str, size: Size) -> bool {
    let Some(body) = sequence.strip_prefix("\x1b[") else { return false };
    let (parameters, command) = body.split_at(body.len().saturating_sub(1));
    match command {
        "h" | "l" => ["?25", "?1000", "?1004", "?1006", "?1049", "?2004"].contains(&parameters),
        "J" => parameters == "2",
        "m" => LOOKS.contains(&parameters),
        "H" => parameters.split_once(';').is_some_and(|(row, column)| {
            let is_in = |number: &str, most: u16| number.parse().is_ok_and(|number: u16| (1..=most).contains(&number));
            is_in(row, size.height) && is_in(column, size.width)
        }),
        _ => false,
    }
}

/// Whether a character shows something behind those `before` it. This knows nothing of how Retell decides.
pub fn is_showable(c: char, before: &[char]) -> bool {
    let last = before.last().copied();
    // Arabic to Mongolian and beyond, Tifinagh, the rest of the Indic scripts, and those of the supplementary planes.
    let is_behind_script = last.is_some_and(
        |last| matches!(u32::from(last), 0x600..=0x1fff | 0x2d30..=0x2d7f | 0xa800..=0xd7ff | 0x10a00..=0x1efff),
    );
    match u32::from(c) {
        0xfdd0..=0xfdef | 0xfffe | 0xffff => false,
        0x00..=0x1f | 0x7f..=0x9f => false,
        // Marks of direction, overrides, embeddings and isolates.
        0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => false,
        // Joiners stand inside words of scripts that are written joined, once.
        0x200c | 0x200d => is_behind_script,
        // Selectors stand behind what has several forms, once.
        0xfe00..=0xfe0f | 0xe0100..=0xe01ef => {
            last.is_some_and(|last| last > '\u{2000}' && !('\u{fe00}'..='\u{fe0f}').contains(&last))
        }
        0x180b..=0x180d | 0x180f => is_behind_script,
        // The rest of what Unicode calls default ignorable, and separators and annotations.
        0xad | 0x34f | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180e | 0x200b | 0x2028 | 0x2029 => false,
        0x2060..=0x2065 | 0x206a..=0x206f | 0x3164 | 0xfeff | 0xffa0 | 0xfff0..=0xfffb => false,
        0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff => false,
        _ => {
            let is_mark = |c: &char| c.width() == Some(0);
            !is_mark(&c) || !before.is_empty() && before.iter().rev().take_while(|before| is_mark(before)).count() < 16
        }
    }
}

/// Lets the terminal of the tests read. Unlike others it shows nothing for a replacement character.
pub fn read(reader: &mut vt100::Parser, bytes: &[u8]) {
    reader.process(String::from_utf8_lossy(bytes).replace('\u{fffd}', "?").as_bytes());
}

/// Where a terminal that adds up the widths of characters shows something else than was drawn, or in another column.
pub fn differences(drawn: &Buffer, shown: &vt100::Screen) -> Vec<String> {
    let mut found = Vec::new();
    let columns = drawn.area.width;
    for (y, row) in (0..).zip(drawn.content().chunks(columns.into())) {
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)) {
            let symbol = cell.symbol();
            let width = symbol.cell_width().max(1);
            let text = match width {
                1 => Cow::Borrowed(text_at(shown, x, y).unwrap_or_default()),
                _ => Cow::Owned((x..x + width).filter_map(|x| text_at(shown, x, y)).collect()),
            };
            // The terminal of the tests keeps 18 bytes of a cell.
            let is_same = text == symbol || text.len() >= 18 && symbol.starts_with(&*text);
            if !is_same && text != symbol.replace('\u{fffd}', "?") {
                found.push(format!("{symbol:?} is drawn at {x}, {y}, and {text:?} is shown there"));
            }
            x += width;
        }
        if x != columns {
            found.push(format!("row {y} has {x} columns"));
        }
    }
    found
}

fn text_at(shown: &vt100::Screen, x: u16, y: u16) -> Option<&str> {
    let cell = shown.cell(y, x)?;
    Some(if cell.has_contents() || cell.is_wide_continuation() { cell.contents() } else { " " })
}
