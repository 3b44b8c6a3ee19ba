//! A clock in digits three rows high, made of half blocks.

use crate::ui::line::Line;

/// How many rows the clock takes.
pub(in crate::ui) const ROWS: u16 = 3;

/// Each digit in five rows of three dots.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b001, 0b001],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

const COLON: [u8; 5] = [0b000, 0b010, 0b000, 0b010, 0b000];

/// A time such as `1:05` in big digits. Characters that no clock shows are left out.
pub(in crate::ui) fn lines(time: &str) -> [Line<'static>; ROWS as usize] {
    let glyphs: Vec<[u8; 5]> = time.chars().filter_map(glyph).collect();
    [(0, Some(1)), (2, Some(3)), (4, None)].map(|(upper, lower)| {
        let row = |glyph: &[u8; 5], row: usize| glyph.get(row).copied().unwrap_or(0);
        let cells = glyphs.iter().map(|glyph| cells(row(glyph, upper), lower.map_or(0, |lower| row(glyph, lower))));
        Line::raw(cells.collect::<Vec<String>>().join(" "))
    })
}

fn glyph(c: char) -> Option<[u8; 5]> {
    if c == ':' { Some(COLON) } else { DIGITS.get(usize::try_from(c.to_digit(10)?).ok()?).copied() }
}

fn cells(upper: u8, lower: u8) -> String {
    [0b100, 0b010, 0b001]
        .map(|dot| match (upper & dot != 0, lower & dot != 0) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        })
        .iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_drawn_in_three_rows() {
        let rows = lines("1:07").map(|line| line.to_string());
        assert_eq!(rows, ["▄█   ▄  █▀█ ▀▀█", " █   ▄  █ █   █", "▀▀▀     ▀▀▀   ▀"]);
    }
}
