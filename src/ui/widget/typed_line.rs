//! A line that is typed, in as many columns as there are for it.

use crate::app::text_input::TextInput;
use crate::domain::safe::Safe;
use crate::ui::text;

/// What is shown of the line, and the column of the cursor in it. A long line shows the end of what stands before the
/// cursor; `…` stands at either edge where something is hidden.
pub(in crate::ui) fn typed_line(input: &TextInput, room: usize) -> (Safe<'static>, usize) {
    let (before, after) = input.around_cursor();
    let (before, after) = (Safe::from(before).on_one_line(), Safe::from(after).on_one_line());
    // There is room for the cursor, on a letter that can be seen.
    let letter = after.letters().next().map_or(0, |letter| Safe::from(letter).width());
    let most = room.saturating_sub(after.width().min(letter + 1).max(1));
    let before = match most.checked_sub(1) {
        _ if before.width() <= most => before,
        Some(rest) => Safe::from(format!("…{}", before.end(rest))),
        None => Safe::default(),
    };
    let column = before.width();
    let after = text::shorten(after, room.saturating_sub(column));
    (Safe::from(format!("{before}{after}")), column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::text_input::Edit;

    fn shown(text: &str, lefts: usize, room: usize) -> (String, usize) {
        let mut input = TextInput::new(text);
        (0..lefts).for_each(|_| input.edit(Edit::Left));
        let (line, column) = typed_line(&input, room);
        assert!(line.width() <= room && column <= line.width(), "{text} in {room}: {line}");
        (line.to_string(), column)
    }

    #[test]
    fn a_line_says_at_which_edge_something_of_it_is_hidden() {
        for (lefts, room, line, column) in [
            (0, 8, "abcdefg", 7),
            (0, 7, "…cdefg", 6),
            (1, 7, "abcdefg", 6),
            (2, 5, "…defg", 3),
            (3, 5, "…cde…", 3),
            (7, 5, "abcd…", 0),
            (0, 2, "…", 1),
            (0, 1, "", 0),
            (0, 0, "", 0),
        ] {
            assert_eq!(shown("abcdefg", lefts, room), (line.to_owned(), column), "{lefts} in {room}");
        }
    }

    #[test]
    fn a_wide_letter_is_shown_whole_or_not_at_all() {
        assert_eq!(shown("日本語", 0, 7), ("日本語".to_owned(), 6));
        assert_eq!(shown("日本語", 0, 6), ("…本語".to_owned(), 5));
        assert_eq!(shown("日本語", 0, 5), ("…語".to_owned(), 3));
        assert_eq!(shown("日本語", 1, 5), ("…本語".to_owned(), 3));
    }
}
