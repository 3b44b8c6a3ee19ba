//! Lines: where each line of a text starts, so that a byte can be told as a line and a column.

use std::ops::Range;

/// The bytes at which the lines of a text start.
pub(super) struct LineStarts(Vec<usize>);

impl LineStarts {
    /// Those of this text.
    pub(super) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }

    /// Whether these bytes all stand on a line.
    pub(super) fn has(&self, line: usize, bytes: &Range<usize>) -> bool {
        let starts_by = |index: Option<&usize>, byte| index.is_some_and(|&start| start <= byte);
        let start = line.checked_sub(1).and_then(|index| self.0.get(index));
        starts_by(start, bytes.start) && !starts_by(self.0.get(line), bytes.end.saturating_sub(1))
    }

    /// The byte at which the line of a byte starts.
    pub(super) fn start_of_line_at(&self, byte: usize) -> usize {
        self.line_at(byte).checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_in_the_line_that_started_last() {
        let starts = LineStarts::of("ab\n\nc");
        let seen: Vec<_> = (0..5).map(|byte| (starts.line_at(byte), starts.start_of_line_at(byte))).collect();
        assert_eq!(seen, [(1, 0), (1, 0), (1, 0), (2, 3), (3, 4)]);
    }
}
