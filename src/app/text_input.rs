//! One line of text being typed, with a cursor that moves by what people see as letters.

use unicode_segmentation::UnicodeSegmentation;

/// What an editing key does to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Cursor one letter left.
    Left,
    /// Cursor one letter right.
    Right,
    /// Cursor to the start.
    Start,
    /// Cursor to the end.
    End,
    /// Remove the letter before the cursor.
    DeleteBack,
    /// Remove the letter at the cursor.
    DeleteForward,
    /// Remove the word before the cursor.
    DeleteWord,
    /// Remove all before the cursor.
    DeleteToStart,
}

/// A line of text and a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextInput {
    before: String,
    after: String,
}

impl TextInput {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.insert(text);
        input
    }

    /// The whole line.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// What stands before the cursor, and what stands behind it.
    pub fn around_cursor(&self) -> (&str, &str) {
        (&self.before, &self.after)
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Types a text. Line breaks and tabs in it become spaces, other control characters go.
    pub fn insert(&mut self, text: &str) {
        let typed = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        self.before.extend(typed.filter(|c| !c.is_control()));
    }

    /// Puts a text behind the cursor.
    pub fn insert_after(&mut self, text: &str) {
        self.after.insert_str(0, text);
    }

    /// Does what an editing key asks for.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Left => {
                let letter = self.before.split_off(start_of_last(self.before.grapheme_indices(true)));
                self.after.insert_str(0, &letter);
            }
            Edit::Right => {
                let letter = self.take_letter_after();
                self.before.push_str(&letter);
            }
            Edit::Start => self.after.insert_str(0, &std::mem::take(&mut self.before)),
            Edit::End => self.before.push_str(&std::mem::take(&mut self.after)),
            Edit::DeleteBack => self.before.truncate(start_of_last(self.before.grapheme_indices(true))),
            Edit::DeleteForward => {
                self.take_letter_after();
            }
            Edit::DeleteWord => {
                let trimmed = self.before.trim_end();
                let start = trimmed.rfind(char::is_whitespace).map_or(0, |space| space + 1);
                self.before.truncate(start);
            }
            Edit::DeleteToStart => self.before.clear(),
        }
    }

    fn take_letter_after(&mut self) -> String {
        let end = self.after.graphemes(true).next().map_or(0, str::len);
        let rest = self.after.split_off(end);
        std::mem::replace(&mut self.after, rest)
    }
}

fn start_of_last<'a>(mut letters: impl DoubleEndedIterator<Item = (usize, &'a str)>) -> usize {
    letters.next_back().map_or(0, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, edits: &[Edit]) -> (String, String) {
        let mut input = TextInput::new(text);
        for &edit in edits {
            input.edit(edit);
        }
        (input.before, input.after)
    }

    fn pair(before: &str, after: &str) -> (String, String) {
        (before.to_owned(), after.to_owned())
    }

    #[test]
    fn the_cursor_moves_and_deletes_by_what_people_see_as_letters() {
        assert_eq!(after("a👩\u{200d}💻e\u{301}", &[Edit::Left, Edit::Left]), pair("a", "👩\u{200d}💻e\u{301}"));
        assert_eq!(after("ae\u{301}", &[Edit::DeleteBack]), pair("a", ""));
        assert_eq!(after("ab", &[Edit::Start, Edit::DeleteForward, Edit::Right, Edit::Right]), pair("b", ""));
    }

    #[test]
    fn a_word_goes_with_the_space_behind_it() {
        assert_eq!(after("#redis leak ", &[Edit::DeleteWord]), pair("#redis ", ""));
        assert_eq!(after("#redis leak", &[Edit::Left, Edit::DeleteToStart]), pair("", "k"));
        assert_eq!(after("", &[Edit::DeleteWord, Edit::DeleteBack, Edit::Left]), pair("", ""));
    }

    #[test]
    fn pasted_lines_become_one_line_without_control_characters() {
        assert_eq!(TextInput::new("a\nb\tc\x1b[31m").text(), "a b c[31m");
    }
}
