//! The rows in which a text is seen while it is written: one measure for every window, so that keys can go by them.

use std::ops::Range;

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::safe::Safe;

/// How many columns a row has: those of the smallest window.
pub const MEASURE: usize = 56;

/// The places of the rows in a text, from top to bottom; there is at least one. Spaces that end a row may stand out of
/// it, and a line break belongs to none.
pub fn rows(text: &str) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        add_rows(paragraph, start, &mut rows);
        start += paragraph.len() + 1;
    }
    rows
}

/// The number of the row that a place in the text is in. Between two rows it is in the second.
pub fn row_of(rows: &[Range<usize>], place: usize) -> usize {
    rows.iter().rposition(|row| row.start <= place).unwrap_or(0)
}

/// The column in which a place of a row is seen.
pub fn column(text: &str, row: &Range<usize>, place: usize) -> usize {
    Safe::from(text.get(row.start..place).unwrap_or_default()).width()
}

/// The place in a row that is seen in a column, or the one before it where a wide letter stands there.
pub fn place_at(text: &str, row: &Range<usize>, column: usize) -> usize {
    let letters = text.get(row.clone()).unwrap_or_default().grapheme_indices(true);
    let ends = letters.map(|(start, letter)| row.start + start + letter.len());
    let places = std::iter::once(row.start).chain(ends.take_while(|&end| end <= last_place(text, row)));
    places.take_while(|&place| self::column(text, row, place) <= column).last().unwrap_or(row.start)
}

/// The last place of a row that is still in it.
pub fn last_place(text: &str, row: &Range<usize>) -> usize {
    let is_continued = text.get(row.end..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('\n'));
    let last = text.get(row.clone()).unwrap_or_default().grapheme_indices(true).next_back();
    last.filter(|_| is_continued).map_or(row.end, |(start, _)| row.start + start)
}

/// Adds the rows of a paragraph that starts at `start`.
fn add_rows(paragraph: &str, start: usize, rows: &mut Vec<Range<usize>>) {
    let mut row = start..start;
    let mut width = 0;
    for word in WordSeparator::new().find_words(paragraph) {
        let mut end = row.end + word.word.len() + word.whitespace.len();
        let columns = Safe::from(word.word).width();
        if width + columns > MEASURE && row.start < row.end {
            rows.push(row.clone());
            (row, width) = (row.end..row.end, 0);
            end = row.start + word.word.len() + word.whitespace.len();
        }
        // What has no room on a row of its own is divided between its letters.
        if columns > MEASURE {
            for letter in word.word.graphemes(true) {
                let columns = Safe::from(letter).width();
                if width + columns > MEASURE {
                    rows.push(row.clone());
                    (row, width) = (row.end..row.end, 0);
                }
                row.end += letter.len();
                width += columns;
            }
        } else {
            width += columns;
        }
        row.end = end;
        width += Safe::from(word.whitespace).width();
    }
    rows.push(row.start..start + paragraph.len());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> Vec<&str> {
        rows(text).into_iter().map(|row| text.get(row).unwrap()).collect()
    }

    #[test]
    fn a_paragraph_is_divided_between_words_and_a_long_word_between_letters() {
        let long = "x".repeat(MEASURE + 4);
        assert_eq!(
            seen(&format!("{} {}", "a".repeat(50), "b".repeat(7))),
            [format!("{} ", "a".repeat(50)), "b".repeat(7)]
        );
        assert_eq!(seen(&format!("go {long} on")), ["go ".to_owned(), "x".repeat(MEASURE), "xxxx on".to_owned()]);
        assert_eq!(seen("one\n\n- two\n"), ["one", "", "- two", ""]);
        assert_eq!(seen(&"日".repeat(30)), ["日".repeat(28), "日".repeat(2)]);
        assert_eq!(seen(""), [""]);
    }

    #[test]
    fn a_column_is_that_of_the_letters_as_they_are_shown() {
        let text = "日e\u{301}👩\u{200d}💻\tx";
        let row = 0..text.len();
        let columns: Vec<usize> = text
            .grapheme_indices(true)
            .map(|(place, _)| column(text, &row, place))
            .chain([column(text, &row, text.len())])
            .collect();
        assert_eq!(columns, [0, 2, 3, 7, 8, 9]);
        assert_eq!(place_at(text, &row, 1), 0, "in the middle of a wide letter");
        assert_eq!(place_at(text, &row, 99), text.len());
    }

    proptest! {
        #[test]
        fn rows_have_every_letter_once_and_fit(text in "([a-z日é]{1,70}|[ \t-]{1,3}|\n|e\u{301}|👩\u{200d}💻|.){0,60}") {
            let rows = rows(&text);
            let mut end = 0;
            for row in &rows {
                let gap = text.get(end..row.start).unwrap();
                prop_assert!(gap.is_empty() || gap == "\n", "{:?} is in no row", gap);
                end = row.end;
                let shown = text.get(row.clone()).unwrap();
                prop_assert!(!shown.contains('\n'));
                prop_assert!(Safe::from(shown.trim_end()).width() <= MEASURE, "{}", shown);
                let last = last_place(&text, row);
                prop_assert_eq!(row_of(&rows, last), row_of(&rows, row.start));
                prop_assert_eq!(column(&text, row, place_at(&text, row, 0)), 0);
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
