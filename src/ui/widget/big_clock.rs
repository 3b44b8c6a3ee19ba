//! A clock in big digits: three rows of half blocks where there is little room, or blocks as large as there is room for.

use crate::domain::looks::Marks;
use crate::ui::line::Line;

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

/// The small digits where there are no half blocks, as calculators show them.
const SEGMENTS: [[&str; 3]; 10] = [
    [" _ ", "| |", "|_|"],
    ["   ", "  |", "  |"],
    [" _ ", " _|", "|_ "],
    [" _ ", " _|", " _|"],
    ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"],
    [" _ ", "|_ ", "|_|"],
    [" _ ", "  |", "  |"],
    [" _ ", "|_|", "|_|"],
    [" _ ", "|_|", " _|"],
];

const SEGMENTED_COLON: [&str; 3] = ["   ", " . ", " . "];

/// How large the digits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Size {
    /// Three rows.
    Small,
    /// Five rows.
    Large,
    /// Ten rows.
    Huge,
}

impl Size {
    /// The size for a window of so many columns and rows. The small one is as tall as two lines of a book at arm's
    /// length; from two meters the larger ones read better.
    pub(in crate::ui) const fn fitting(columns: u16, rows: u16) -> Self {
        match (columns, rows) {
            (140.., 48..) => Self::Huge,
            (72.., 28..) => Self::Large,
            _ => Self::Small,
        }
    }

    /// How many rows it takes.
    pub(in crate::ui) const fn rows(self) -> u16 {
        match self {
            Self::Small => 3,
            Self::Large => 5,
            Self::Huge => 10,
        }
    }

    /// How many columns a time of so many characters takes.
    pub(in crate::ui) const fn columns(self, characters: u16) -> u16 {
        let dots = (4 * characters).saturating_sub(1);
        match self {
            Self::Small => dots,
            Self::Large => 2 * dots,
            Self::Huge => 4 * dots,
        }
    }
}

/// A time such as `1:05` in big digits. Characters that no clock shows are left out.
pub(in crate::ui) fn lines(time: &str, size: Size, marks: Marks) -> Vec<Line<'static>> {
    if (size, marks) == (Size::Small, Marks::Ascii) {
        let glyphs: Vec<[&str; 3]> = time.chars().filter_map(segments).collect();
        let row = |row: usize| glyphs.iter().filter_map(|glyph| glyph.get(row).copied()).collect::<Vec<_>>().join(" ");
        return (0..3).map(row).map(Line::raw).collect();
    }
    let glyphs: Vec<[u8; 5]> = time.chars().filter_map(glyph).collect();
    let rows = |cells: &dyn Fn(&[u8; 5]) -> String, gap: &str| {
        Line::raw(glyphs.iter().map(cells).collect::<Vec<String>>().join(gap))
    };
    let of = |glyph: &[u8; 5], row: usize| glyph.get(row).copied().unwrap_or(0);
    match size {
        Size::Small => [(0, 1), (2, 3), (4, 5)]
            .map(|(upper, lower)| rows(&|glyph| half_blocks(of(glyph, upper), of(glyph, lower)), " "))
            .into(),
        Size::Large => (0..5).map(|row| rows(&|glyph| blocks(of(glyph, row), 2), "  ")).collect(),
        Size::Huge => (0..10).map(|row| rows(&|glyph| blocks(of(glyph, row / 2), 4), "    ")).collect(),
    }
}

fn glyph(c: char) -> Option<[u8; 5]> {
    if c == ':' { Some(COLON) } else { DIGITS.get(usize::try_from(c.to_digit(10)?).ok()?).copied() }
}

fn segments(c: char) -> Option<[&'static str; 3]> {
    if c == ':' { Some(SEGMENTED_COLON) } else { SEGMENTS.get(usize::try_from(c.to_digit(10)?).ok()?).copied() }
}

fn half_blocks(upper: u8, lower: u8) -> String {
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

fn blocks(row: u8, width: usize) -> String {
    [0b100, 0b010, 0b001].map(|dot| if row & dot == 0 { " " } else { "█" }.repeat(width)).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(size: Size) -> Vec<String> {
        lines("1:07", size, Marks::Unicode).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_time_is_drawn_in_three_rows() {
        assert_eq!(rows(Size::Small), ["▄█   ▄  █▀█ ▀▀█", " █   ▄  █ █   █", "▀▀▀     ▀▀▀   ▀"]);
    }

    #[test]
    fn in_ascii_it_is_drawn_as_calculators_do() {
        let digits = |time| lines(time, Size::Small, Marks::Ascii).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(digits("12:34"), ["     _       _     ", "  |  _|  .   _| |_|", "  | |_   .   _|   |"]);
        assert_eq!(digits("56:78"), [" _   _       _   _ ", "|_  |_   .    | |_|", " _| |_|  .    | |_|"]);
    }

    #[test]
    fn where_there_is_room_it_is_drawn_larger() {
        assert_eq!(
            rows(Size::Large),
            [
                "  ██            ██████  ██████",
                "████      ██    ██  ██      ██",
                "  ██            ██  ██      ██",
                "  ██      ██    ██  ██      ██",
                "██████          ██████      ██",
            ]
        );
        for (size, marks) in [Size::Small, Size::Large, Size::Huge]
            .into_iter()
            .flat_map(|size| [Marks::Unicode, Marks::Ascii].map(|marks| (size, marks)))
        {
            assert_eq!(lines("59:59", size, marks).len(), usize::from(size.rows()));
            assert!(lines("59:59", size, marks).iter().all(|line| line.width() == usize::from(size.columns(5))));
        }
    }
}
