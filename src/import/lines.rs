//! Lines: where each line of a text starts, so that a byte can be told as a line and a column.

use std::ops::Range;

use memchr::memchr_iter;

/// The bytes at which the lines of a text start, or those of a piece of it.
pub(super) struct LineStarts {
    starts: Vec<usize>,
    /// How many lines come before the piece.
    before: usize,
}

impl LineStarts {
    /// Those of this text.
    pub(super) fn of(text: &str) -> Self {
        Self::of_piece(text, 0)
    }

    /// Those of a piece of a text, which starts on a line of its own with so many before it.
    pub(super) fn of_piece(piece: &str, before: usize) -> Self {
        let starts = std::iter::once(0).chain(memchr_iter(b'\n', piece.as_bytes()).map(|at| at + 1));
        Self { starts: starts.collect(), before }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        self.before + self.starts.partition_point(|&start| start <= byte)
    }

    /// Whether these bytes all stand on a line.
    pub(super) fn has(&self, line: usize, bytes: &Range<usize>) -> bool {
        let line = line.saturating_sub(self.before);
        let starts_by = |index: Option<&usize>, byte| index.is_some_and(|&start| start <= byte);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index));
        starts_by(start, bytes.start) && !starts_by(self.starts.get(line), bytes.end.saturating_sub(1))
    }

    /// The byte at which the line of a byte starts.
    pub(super) fn start_of_line_at(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= byte)
            .checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .copied()
            .unwrap_or(0)
    }
}

/// How many lines end in a text.
pub(super) fn breaks(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count()
}

/// How many lines a text has.
pub(super) fn count(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count() + usize::from(!text.is_empty() && !text.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_are_listed() {
        for text in ["", "a", "a\n", "\n", "a\n\nb"] {
            assert_eq!(count(text), text.lines().count(), "{text:?}");
        }
    }

    #[test]
    fn a_byte_is_in_the_line_that_started_last() {
        let starts = LineStarts::of("ab\n\nc");
        let seen: Vec<_> = (0..5).map(|byte| (starts.line_at(byte), starts.start_of_line_at(byte))).collect();
        assert_eq!(seen, [(1, 0), (1, 0), (1, 0), (2, 3), (3, 4)]);
    }

    #[test]
    fn lines_are_counted_on_from_piece_to_piece() {
        let lines = LineStarts::of_piece("c\nd", breaks("ab\n\n"));
        assert_eq!([0, 1, 2].map(|byte| (lines.line_at(byte), lines.start_of_line_at(byte))), [(3, 0), (3, 0), (4, 2)]);
        assert!(lines.has(3, &(0..2)) && !lines.has(3, &(1..3)) && lines.has(4, &(2..3)) && !lines.has(1, &(0..1)));
    }
}
