//! A text of several lines being typed: its cursor moves by what people see as letters, and every step can be undone.

use std::ops::Range;

use undo::{Edit, Merged, Record};
use unicode_segmentation::UnicodeSegmentation;

use super::text_rows::{column, last_place, place_at, row_of, rows};

/// What an editing key does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Cursor one letter left.
    Left,
    /// Cursor one letter right.
    Right,
    /// Cursor to the start of the word, or of the one before.
    WordLeft,
    /// Cursor to the end of the word, or of the next one.
    WordRight,
    /// Cursor to the start of the row.
    RowStart,
    /// Cursor to the end of the row.
    RowEnd,
    /// Cursor to the start of the text.
    TextStart,
    /// Cursor to the end of the text.
    TextEnd,
    /// Remove the letter before the cursor.
    DeleteBack,
    /// Remove the letter at the cursor.
    DeleteForward,
    /// Remove the word before the cursor.
    DeleteWordBack,
    /// Remove the word at the cursor.
    DeleteWordForward,
    /// Remove the line before the cursor.
    DeleteToStart,
    /// Remove the line behind the cursor, or the line break.
    DeleteToEnd,
    /// Take the last step back.
    Undo,
    /// Do again what was taken back.
    Redo,
}

/// The text and the cursor in it.
#[derive(Debug, Default)]
struct Content {
    text: String,
    cursor: usize,
}

/// How a step came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter was typed: the letters of a word are one step.
    Typed,
    /// A letter was deleted: those deleted one after another are one step.
    Erased,
    /// All else is a step of its own.
    Whole,
}

/// One text put in the place of another.
#[derive(Debug)]
struct Replacement {
    at: usize,
    removed: String,
    inserted: String,
    kind: Kind,
}

impl Edit for Replacement {
    type Target = Content;
    type Output = ();

    fn edit(&mut self, content: &mut Content) {
        content.text.replace_range(self.at..self.at + self.removed.len(), &self.inserted);
        content.cursor = self.at + self.inserted.len();
    }

    fn undo(&mut self, content: &mut Content) {
        content.text.replace_range(self.at..self.at + self.inserted.len(), &self.removed);
        content.cursor = self.at + self.removed.len();
    }

    fn merge(&mut self, next: Self) -> Merged<Self> {
        let starts_a_word =
            self.inserted.ends_with(char::is_whitespace) && !next.inserted.starts_with(char::is_whitespace);
        match (self.kind, next.kind) {
            (Kind::Typed, Kind::Typed) if next.at == self.at + self.inserted.len() && !starts_a_word => {
                self.inserted.push_str(&next.inserted);
            }
            (Kind::Erased, Kind::Erased) if next.at + next.removed.len() == self.at => {
                self.at = next.at;
                self.removed.insert_str(0, &next.removed);
            }
            (Kind::Erased, Kind::Erased) if next.at == self.at => self.removed.push_str(&next.removed),
            _ => return Merged::No(next),
        }
        Merged::Yes
    }
}

/// A text of several lines, with a cursor in it.
#[derive(Debug, Default)]
pub struct TextArea {
    content: Content,
    steps: Record<Replacement>,
    /// The column that the cursor keeps to while it goes up and down.
    column: Option<usize>,
}

impl TextArea {
    /// A text with the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { content: Content { cursor: text.len(), text }, steps: Record::new(), column: None }
    }

    /// The same text with the cursor at this place, if a letter starts there.
    pub fn with_cursor(mut self, place: usize) -> Self {
        if self.content.text.is_char_boundary(place) {
            self.content.cursor = place;
        }
        self
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.content.text
    }

    /// The place of the cursor, in bytes.
    pub const fn cursor(&self) -> usize {
        self.content.cursor
    }

    /// What stands before the cursor, and what stands behind it.
    pub fn around_cursor(&self) -> (&str, &str) {
        self.content.text.split_at_checked(self.content.cursor).unwrap_or_default()
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.steps.can_undo()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.steps.can_redo()
    }

    /// Types a text: a letter as part of the word that is typed, all else as a step of its own.
    pub fn insert(&mut self, text: &str) {
        let is_letter = text != "\n" && text.graphemes(true).nth(1).is_none();
        let kind = if is_letter { Kind::Typed } else { Kind::Whole };
        self.replace(self.content.cursor, self.content.cursor, text, kind);
    }

    /// Puts a text in the place of what stands between `start` and the cursor.
    pub fn replace_back_to(&mut self, start: usize, text: &str) {
        self.replace(start, self.content.cursor, text, Kind::Whole);
    }

    /// The lines that say something.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.places_of_lines().filter_map(|place| self.content.text.get(place))
    }

    /// Puts words in the place of a line, counted from 0 among those that say something, or below all of them where it is
    /// no line yet. Without words the line goes.
    pub fn rewrite_line(&mut self, number: usize, words: &str) {
        let places: Vec<Range<usize>> = self.places_of_lines().collect();
        let text = &self.content.text;
        let before = number.checked_sub(1).and_then(|before| places.get(before));
        let (place, words) = match (places.get(number), places.get(number + 1)) {
            (Some(line), Some(next)) if words.is_empty() => (line.start..next.start, String::new()),
            (Some(_), None) if words.is_empty() => (before.map_or(0, |before| before.end)..text.len(), String::new()),
            (Some(line), _) => (line.clone(), words.to_owned()),
            (None, _) if text.is_empty() || text.ends_with('\n') => (text.len()..text.len(), words.to_owned()),
            (None, _) => (text.len()..text.len(), format!("\n{words}")),
        };
        self.replace(place.start, place.end, &words, Kind::Whole);
    }

    /// Does what an editing key asks for, and returns what it removed, if that was more than a letter.
    pub fn act(&mut self, stroke: Stroke) -> Option<String> {
        self.column = None;
        let cursor = self.content.cursor;
        match stroke {
            Stroke::Left => self.content.cursor = self.letter_before(),
            Stroke::Right => self.content.cursor = self.letter_behind(),
            Stroke::WordLeft => self.content.cursor = self.word_before(),
            Stroke::WordRight => self.content.cursor = self.word_behind(),
            Stroke::RowStart => self.content.cursor = self.row_start(),
            Stroke::RowEnd => self.content.cursor = self.row_end(),
            Stroke::TextStart => self.content.cursor = 0,
            Stroke::TextEnd => self.content.cursor = self.content.text.len(),
            Stroke::DeleteBack => {
                self.replace(self.letter_before(), cursor, "", Kind::Erased);
            }
            Stroke::DeleteForward => {
                self.replace(cursor, self.letter_behind(), "", Kind::Erased);
            }
            Stroke::DeleteWordBack => return self.replace(self.word_before(), cursor, "", Kind::Whole),
            Stroke::DeleteWordForward => return self.replace(cursor, self.word_behind(), "", Kind::Whole),
            Stroke::DeleteToStart => return self.replace(self.line_start(), cursor, "", Kind::Whole),
            Stroke::DeleteToEnd => return self.replace(cursor, self.line_end(), "", Kind::Whole),
            Stroke::Undo => {
                self.steps.undo(&mut self.content);
            }
            Stroke::Redo => {
                self.steps.redo(&mut self.content);
            }
        }
        None
    }

    /// Moves the cursor one row up; says no from the first one.
    pub fn go_up(&mut self) -> bool {
        self.go_to_row(|row| row.checked_sub(1))
    }

    /// Moves the cursor one row down; says no from the last one.
    pub fn go_down(&mut self) -> bool {
        self.go_to_row(|row| Some(row + 1))
    }

    /// Whether there is a row above the cursor.
    pub fn has_row_above(&self) -> bool {
        row_of(&rows(&self.content.text), self.content.cursor) > 0
    }

    /// Whether there is a row below the cursor.
    pub fn has_row_below(&self) -> bool {
        let rows = rows(&self.content.text);
        row_of(&rows, self.content.cursor) + 1 < rows.len()
    }

    fn go_to_row(&mut self, to: impl Fn(usize) -> Option<usize>) -> bool {
        let (text, cursor) = (&self.content.text, self.content.cursor);
        let rows = rows(text);
        let at = row_of(&rows, cursor);
        let (Some(from), Some(row)) = (rows.get(at), to(at).and_then(|row| rows.get(row))) else { return false };
        let column = self.column.unwrap_or_else(|| column(text, from, cursor));
        self.content.cursor = place_at(text, row, column);
        self.column = Some(column);
        true
    }

    /// Puts a text in the place of another, and returns what stood there if anything did.
    fn replace(&mut self, start: usize, end: usize, inserted: &str, kind: Kind) -> Option<String> {
        self.column = None;
        let removed = self.content.text.get(start..end)?.to_owned();
        if removed.is_empty() && inserted.is_empty() {
            return None;
        }
        let replacement = Replacement { at: start, removed: removed.clone(), inserted: inserted.to_owned(), kind };
        self.steps.edit(&mut self.content, replacement);
        Some(removed).filter(|removed| !removed.is_empty())
    }

    fn places_of_lines(&self) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        self.content.text.split_inclusive('\n').filter_map(move |line| {
            let start = end;
            end += line.len();
            let words = line.trim_end();
            (!words.is_empty()).then(|| start..start + words.len())
        })
    }

    fn letter_before(&self) -> usize {
        self.around_cursor().0.grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn letter_behind(&self) -> usize {
        self.content.cursor + self.around_cursor().1.graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        self.around_cursor().0.unicode_word_indices().next_back().map_or(0, |(start, _)| start)
    }

    fn word_behind(&self) -> usize {
        let mut words = self.around_cursor().1.unicode_word_indices();
        words.next().map_or(self.content.text.len(), |(start, word)| self.content.cursor + start + word.len())
    }

    fn line_start(&self) -> usize {
        self.around_cursor().0.rfind('\n').map_or(0, |place| place + 1)
    }

    fn line_end(&self) -> usize {
        match self.around_cursor().1.find('\n') {
            Some(0) => self.content.cursor + 1,
            Some(length) => self.content.cursor + length,
            None => self.content.text.len(),
        }
    }

    fn row_start(&self) -> usize {
        let rows = rows(&self.content.text);
        rows.get(row_of(&rows, self.content.cursor)).map_or(0, |row| row.start)
    }

    fn row_end(&self) -> usize {
        let rows = rows(&self.content.text);
        let row = rows.get(row_of(&rows, self.content.cursor));
        row.map_or(self.content.text.len(), |row| last_place(&self.content.text, row))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with a bar at the cursor.
    fn shown(area: &TextArea) -> String {
        let (before, after) = area.around_cursor();
        format!("{before}|{after}")
    }

    fn after(text: &str, strokes: &[Stroke]) -> String {
        let mut area = TextArea::new(text);
        for &stroke in strokes {
            area.act(stroke);
        }
        shown(&area)
    }

    #[test]
    fn the_cursor_moves_and_deletes_by_what_people_see_as_letters() {
        assert_eq!(after("a👩\u{200d}💻e\u{301}", &[Stroke::Left, Stroke::Left]), "a|👩\u{200d}💻e\u{301}");
        assert_eq!(after("日e\u{301}", &[Stroke::DeleteBack]), "日|");
        assert_eq!(after("🇩🇪🇫🇷", &[Stroke::TextStart, Stroke::DeleteForward]), "|🇫🇷");
        assert_eq!(after("one\n", &[Stroke::DeleteBack, Stroke::RowStart, Stroke::Right]), "o|ne");
    }

    #[test]
    fn words_and_lines_go_in_one_stroke() {
        assert_eq!(after("one two, three", &[Stroke::WordLeft, Stroke::WordLeft]), "one |two, three");
        assert_eq!(after("one two", &[Stroke::TextStart, Stroke::WordRight, Stroke::WordRight]), "one two|");
        assert_eq!(after("one two, ", &[Stroke::DeleteWordBack]), "one |");
        assert_eq!(after("one two", &[Stroke::TextStart, Stroke::DeleteWordForward]), "| two");
        assert_eq!(after("one\ntwo", &[Stroke::Left, Stroke::DeleteToStart]), "one\n|o");
        let twice = [Stroke::TextStart, Stroke::DeleteToEnd, Stroke::DeleteToEnd];
        assert_eq!(after("one\ntwo", &twice), "|two");
        assert_eq!(TextArea::new("one two").act(Stroke::DeleteWordBack).as_deref(), Some("two"));
        assert_eq!(TextArea::new("").act(Stroke::DeleteWordBack), None);
    }

    #[test]
    fn up_and_down_keep_to_a_column_of_the_rows_that_are_seen() {
        let mut area = TextArea::new(format!("日本語 four\nab\n{}", "word ".repeat(14)));
        area.act(Stroke::TextStart);
        (0..5).for_each(|_| drop(area.act(Stroke::Right)));
        let mut columns = Vec::new();
        while area.go_down() {
            columns.push(area.around_cursor().0.rsplit('\n').next().unwrap().len());
        }
        // Eight columns from the left of each row, the last of which starts with the twelfth word.
        assert_eq!(columns, [2, 8, 55 + 8]);
        assert!(area.go_up() && area.go_up() && area.go_up() && !area.go_up());
        assert_eq!(area.around_cursor().0, "日本語 f");
    }

    #[test]
    fn a_word_that_was_typed_is_one_step_and_so_is_a_paste() {
        let mut area = TextArea::default();
        "It leaked".chars().for_each(|c| area.insert(c.encode_utf8(&mut [0; 4])));
        area.insert("\n");
        area.insert("two\nlines");
        (0..2).for_each(|_| drop(area.act(Stroke::DeleteBack)));
        let mut texts = Vec::new();
        while area.can_undo() {
            area.act(Stroke::Undo);
            texts.push(shown(&area));
        }
        assert_eq!(texts, ["It leaked\ntwo\nlines|", "It leaked\n|", "It leaked|", "It |", "|"]);
        while area.can_redo() {
            area.act(Stroke::Redo);
        }
        assert_eq!(shown(&area), "It leaked\ntwo\nlin|");
    }

    #[test]
    fn a_line_is_rewritten_dropped_or_added_by_its_number_in_one_step() {
        let text = "one\n\n- two \nthree\n";
        for (number, words, rewritten) in [
            (1, "- zwei", "one\n\n- zwei \nthree\n"),
            (0, "", "- two \nthree\n"),
            (1, "", "one\n\nthree\n"),
            (2, "", "one\n\n- two"),
            (3, "four", "one\n\n- two \nthree\nfour"),
        ] {
            let mut area = TextArea::new(text);
            area.rewrite_line(number, words);
            assert_eq!(area.text(), rewritten);
            area.act(Stroke::Undo);
            assert_eq!((area.text(), area.can_undo()), (text, false));
        }
        let mut area = TextArea::default();
        for words in ["one", "two", ""] {
            area.rewrite_line(area.lines().count().min(1), words);
        }
        assert_eq!(area.lines().collect::<Vec<_>>(), ["one"]);
    }

    /// A key, or a paste.
    #[derive(Debug, Clone)]
    enum Press {
        Type(String),
        Do(Stroke),
        Up,
        Down,
    }

    fn press() -> impl Strategy<Value = Press> {
        use Stroke::{
            DeleteBack, DeleteForward, DeleteToEnd, DeleteToStart, DeleteWordBack, DeleteWordForward, Left, Redo,
            Right, RowEnd, RowStart, TextEnd, TextStart, Undo, WordLeft, WordRight,
        };
        let strokes = vec![
            Left,
            Right,
            WordLeft,
            WordRight,
            RowStart,
            RowEnd,
            TextStart,
            TextEnd,
            DeleteBack,
            DeleteForward,
            DeleteWordBack,
            DeleteWordForward,
            DeleteToStart,
            DeleteToEnd,
            Undo,
            Undo,
            Redo,
        ];
        prop_oneof![
            4 => "[ab日é!\n ]|\u{301}|\u{200d}|👩|🇩".prop_map(Press::Type),
            1 => "([ab日\u{301} \n👩🇩]{0,80}|.{0,9})".prop_map(Press::Type),
            6 => proptest::sample::select(strokes).prop_map(Press::Do),
            1 => Just(Press::Up),
            1 => Just(Press::Down),
        ]
    }

    /// What a stroke deletes, on paper: the letters before the cursor and behind it that are left, and what goes.
    fn on_paper(before: &str, after: &str, stroke: Stroke) -> (String, String) {
        let letters: Vec<&str> = before.graphemes(true).collect();
        let behind: Vec<&str> = after.graphemes(true).collect();
        let before_line = before.rsplit_once('\n').map_or(String::new(), |(lines, _)| format!("{lines}\n"));
        let behind_line = after.split_once('\n').map_or(String::new(), |(_, lines)| format!("\n{lines}"));
        match stroke {
            Stroke::DeleteBack => (letters[..letters.len().saturating_sub(1)].concat(), after.to_owned()),
            Stroke::DeleteForward => (before.to_owned(), behind.get(1..).unwrap_or_default().concat()),
            Stroke::DeleteToStart => (before_line, after.to_owned()),
            Stroke::DeleteToEnd if after.starts_with('\n') => {
                (before.to_owned(), after.strip_prefix('\n').unwrap_or("").to_owned())
            }
            Stroke::DeleteToEnd => (before.to_owned(), behind_line),
            _ => (before.to_owned(), after.to_owned()),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn whatever_is_pressed_the_text_is_what_it_is_on_paper(start in "[ab \n日]{0,80}", presses in prop::collection::vec(press(), 0..60)) {
            let mut area = TextArea::new(start.clone());
            let mut texts = vec![start.clone()];
            for press in presses {
                let (before, after) = area.around_cursor();
                let (before, after) = (before.to_owned(), after.to_owned());
                let whole = format!("{before}{after}");
                match press {
                    Press::Type(text) => {
                        area.insert(&text);
                        prop_assert_eq!(area.around_cursor().0, format!("{before}{text}"));
                        prop_assert_eq!(area.around_cursor().1, after);
                    }
                    Press::Do(Stroke::Undo | Stroke::Redo) => {
                        area.act(if let Press::Do(stroke) = press { stroke } else { Stroke::Undo });
                        prop_assert!(texts.contains(&area.text().to_owned()), "{} was never there", area.text());
                    }
                    Press::Do(stroke @ (Stroke::DeleteWordBack | Stroke::DeleteWordForward)) => {
                        let removed = area.act(stroke).unwrap_or_default();
                        let put_back = match stroke {
                            Stroke::DeleteWordBack => format!("{}{removed}{after}", area.around_cursor().0),
                            _ => format!("{before}{removed}{}", area.around_cursor().1),
                        };
                        prop_assert_eq!(put_back, whole);
                        prop_assert!(removed.unicode_words().count() <= 1);
                    }
                    Press::Do(stroke) => {
                        area.act(stroke);
                        let (left, right) = on_paper(&before, &after, stroke);
                        prop_assert_eq!(area.text(), format!("{left}{right}"));
                    }
                    Press::Up => prop_assert_eq!(area.has_row_above(), area.go_up()),
                    Press::Down => prop_assert_eq!(area.has_row_below(), area.go_down()),
                }
                texts.push(area.text().to_owned());
            }
            let end = area.text().to_owned();
            while area.can_undo() {
                area.act(Stroke::Undo);
            }
            prop_assert_eq!(area.text(), &start);
            while area.can_redo() {
                area.act(Stroke::Redo);
            }
            // What was taken back at the end comes too.
            prop_assert!(texts.contains(&area.text().to_owned()) && texts.contains(&end));
        }
    }
}
