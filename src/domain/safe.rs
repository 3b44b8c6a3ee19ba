//! Text that may be shown: nothing in it can steer a terminal, turn text around, hide, or stand in no column.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most characters of one letter, its marks included. Sanskrit has letters of eleven.
const LONGEST_LETTER: usize = 16;

/// Keeps two characters from becoming one letter.
const DIVIDER: char = '\u{200c}';

/// Text as a terminal may have it. What draws and what prints takes nothing else.
///
/// Newlines stay, and other white space becomes spaces. Control characters, bidirectional marks and all that is
/// invisible go, but for the joiners that some scripts need inside words. Marks stay where they have a letter to stand
/// on, and not without end.
///
/// What remains has one width, however it is counted: ratatui looks at whole letters, and many terminals add up
/// characters. So an emoji that is joined from others is shown as those, side by side, and without choosing a color.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Safe<'a>(Cow<'a, str>);

impl<'a, T: Into<Cow<'a, str>>> From<T> for Safe<'a> {
    fn from(text: T) -> Self {
        let text = text.into();
        // Nearly all text is ASCII, of which many bytes can be looked at together.
        if text.bytes().all(is_plain_ascii) || text.chars().all(is_plain) {
            return Self(text);
        }
        let mut letters = Letters::default();
        for c in text.chars() {
            match letters.fate_of(c) {
                Fate::Shown(c) => letters.push(c),
                Fate::Divided => [DIVIDER, c].into_iter().for_each(|c| letters.push(c)),
                Fate::Dropped => {}
            }
        }
        if letters.text == text { Self(text) } else { Self(letters.text.into()) }
    }
}

impl<'a> From<&'a Safe<'_>> for Safe<'a> {
    fn from(text: &'a Safe<'_>) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl Safe<'_> {
    /// JSON in which every character that can't be shown as it is has become its escape, so that the JSON stays true.
    pub fn json(json: &str) -> Safe<'static> {
        Self::escaped(json, |c| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect())
    }

    /// Markdown in which every such character has become a reference to it.
    pub fn markdown(text: &str) -> Safe<'static> {
        Self::escaped(text, |c| format!("&#{};", u32::from(c)))
    }

    fn escaped(text: &str, escape: impl Fn(char) -> String) -> Safe<'static> {
        let mut letters = Letters::default();
        for c in text.chars() {
            if letters.fate_of(c) == Fate::Shown(c) {
                letters.push(c);
            } else {
                escape(c).chars().for_each(|c| letters.push(c));
            }
        }
        Safe(letters.text.into())
    }

    /// The same text with its newlines as spaces.
    #[must_use]
    pub fn on_one_line(self) -> Self {
        if self.contains('\n') { Self(self.replace('\n', " ").into()) } else { self }
    }

    /// How many columns it takes on one line, where a newline is a space.
    pub fn width(&self) -> usize {
        sum_of_widths(self)
    }

    /// What people see as letters.
    pub fn letters(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.graphemes(true)
    }

    /// What stands in its columns: each character that takes any, with those on it, and how many it takes.
    pub fn cells(&self) -> impl Iterator<Item = (&str, u16)> {
        let has_columns = |&(_, c): &(usize, char)| c.is_ascii() || c.width() != Some(0);
        let starts = self.char_indices().filter(has_columns).map(|(start, _)| start);
        let ends = starts.clone().skip(1).chain([self.len()]);
        let cell = |(start, end)| self.get(start..end).unwrap_or_default();
        starts.zip(ends).map(cell).map(|cell| (cell, u16::try_from(sum_of_widths(cell)).unwrap_or(1)))
    }

    /// As many letters from its start as fit into `width` columns.
    pub fn start(&self, width: usize) -> &str {
        let bytes = if self.is_ascii() { width.min(self.len()) } else { bytes_that_fit(self.letters(), width) };
        self.get(..bytes).unwrap_or_default()
    }

    /// As many letters from its end as fit into `width` columns.
    pub fn end(&self, width: usize) -> &str {
        let bytes = if self.is_ascii() { width.min(self.len()) } else { bytes_that_fit(self.letters().rev(), width) };
        self.get(self.len() - bytes..).unwrap_or_default()
    }
}

impl Deref for Safe<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What becomes of a character behind those shown already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is shown, or this one for it.
    Shown(char),
    /// It is shown as a letter of its own.
    Divided,
    /// It isn't shown.
    Dropped,
}

/// A safe text as it grows.
#[derive(Default)]
struct Letters {
    text: String,
    /// Where the last letter starts.
    last: usize,
}

impl Letters {
    fn fate_of(&self, c: char) -> Fate {
        let c = stand_in(c);
        let before = self.text.chars().next_back();
        if c == '\n' || is_plain(c) && before.is_none_or(is_plain) {
            return Fate::Shown(c);
        }
        if c.is_control() || is_invisible(c) && !before.is_some_and(|before| has_use_behind(before, c)) {
            return Fate::Dropped;
        }
        let is_visible = c.width() > Some(0);
        let Some(letter) = self.joined_with(c) else {
            return if is_visible { Fate::Shown(c) } else { Fate::Dropped };
        };
        if letter.width() == sum_of_widths(&letter) && letter.chars().count() <= LONGEST_LETTER {
            Fate::Shown(c)
        } else if is_visible && !is_one_letter(&format!("a{c}")) {
            Fate::Divided
        } else {
            Fate::Dropped
        }
    }

    fn push(&mut self, c: char) {
        if self.joined_with(c).is_none() {
            self.last = self.text.len();
        }
        self.text.push(c);
    }

    /// The last letter together with `c`, if that is one letter.
    fn joined_with(&self, c: char) -> Option<String> {
        let letter = self.text.get(self.last..)?;
        if letter.is_empty() || is_plain(c) && letter.chars().next_back().is_some_and(is_plain) {
            return None;
        }
        let letter = format!("{letter}{c}");
        is_one_letter(&letter).then_some(letter)
    }
}

fn bytes_that_fit<'a>(letters: impl Iterator<Item = &'a str>, mut width: usize) -> usize {
    let fits = |letter: &&str| match width.checked_sub(sum_of_widths(letter)) {
        Some(rest) => {
            width = rest;
            true
        }
        None => false,
    };
    letters.take_while(fits).map(str::len).sum()
}

fn is_one_letter(text: &str) -> bool {
    text.graphemes(true).nth(1).is_none()
}

fn sum_of_widths(text: &str) -> usize {
    // The tables are for the rest.
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| c.width().unwrap_or(1)).sum()
}

/// [`is_plain`] for one byte, without branches.
const fn is_plain_ascii(byte: u8) -> bool {
    (byte >= b' ') & (byte <= b'~') | (byte == b'\n')
}

/// Whether a character is a letter of its own between others such. Most text has no other characters.
fn is_plain(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}')
        // Greek and Cyrillic; punctuation and symbols; kana, ideographs and Hangul.
        || matches!(c, '\u{391}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}')
        || matches!(c, '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{218b}' | '\u{2190}'..='\u{23ff}')
        || matches!(c, '\u{2500}'..='\u{27bf}' | '\u{3000}'..='\u{3020}' | '\u{3041}'..='\u{3096}')
        || matches!(c, '\u{30a0}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The character to show for one that says something and can't be shown.
fn stand_in(c: char) -> char {
    match c {
        '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        // The voice marks of halfwidth kana have a column by themselves for terminals, and two for ratatui.
        '\u{ff9e}' => '\u{3099}',
        '\u{ff9f}' => '\u{309a}',
        // Khmer for “and so on”, three columns wide. Terminals know one and two.
        '\u{17d8}' => '…',
        // What Unicode says will never be a character.
        '\u{fdd0}'..='\u{fdef}' => char::REPLACEMENT_CHARACTER,
        c if u32::from(c) & 0xfffe == 0xfffe => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Whether a character has no looks of its own. All that Unicode lets programs ignore is here.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
        || matches!(c, '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// Whether an invisible character does something where it stands: joins or parts letters of a script that is written
/// joined, or selects one of the forms of a character.
fn has_use_behind(before: char, c: char) -> bool {
    let is_mongolian = matches!(before, '\u{1820}'..='\u{18aa}');
    match c {
        '\u{200c}' | '\u{200d}' => {
            // Arabic to Sinhala, Khmer, Balinese and its neighbors, Javanese, Adlam.
            is_mongolian
                || matches!(before, '\u{620}'..='\u{dff}' | '\u{1780}'..='\u{17d3}' | '\u{1b00}'..='\u{1bff}')
                || matches!(before, '\u{a980}'..='\u{a9df}' | '\u{1e900}'..='\u{1e94b}')
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => is_mongolian,
        // Emoji and the symbols that look like them.
        '\u{fe0e}' | '\u{fe0f}' => {
            matches!(before, '\u{203c}'..='\u{2bff}' | '\u{3030}'..='\u{303d}' | '\u{1f000}'..='\u{1faff}')
        }
        // Ideographs.
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
            matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::CellWidth;

    fn safe(text: &str) -> String {
        Safe::from(text).to_string()
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["naïve 日本語 👩💻\nnext – “so” ✓", "हिन्दी क्षत्रिय", "می\u{200c}خواهم", "e\u{301} 🇩🇪 ❤"]
        {
            assert!(matches!(Safe::from(text), Safe(Cow::Borrowed(same)) if same == text), "{text}");
        }
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(safe("a\x1b[31mb\x07\u{9b}2Jc\rd\te\u{202e}f\u{2066}g\u{200b}h\u{2028}i"), "a[31mb2Jcd efgh i");
    }

    #[test]
    fn marks_need_a_letter_and_have_an_end() {
        assert_eq!(safe("\u{301}a\n\u{301}b"), "a\nb");
        assert_eq!(
            safe(&format!("a{}b", "\u{301}".repeat(200))),
            format!("a{}b", "\u{301}".repeat(LONGEST_LETTER - 1))
        );
    }

    #[test]
    fn a_letter_is_as_wide_as_its_characters() {
        let table = [
            ("👩\u{200d}💻", "👩💻"),
            ("👍\u{1f3fd}", "👍"),
            ("1\u{fe0f}\u{20e3}", "1\u{20e3}"),
            ("❤\u{fe0f}", "❤"),
            ("ｶ\u{ff9e}", "ｶ\u{3099}"),
            ("ខ្មែរ", "ខ្\u{200c}មែរ"),
        ];
        for (text, shown) in table {
            assert_eq!(safe(text), shown);
        }
    }

    #[test]
    fn json_stays_true_and_steers_no_terminal() {
        let text = "a\u{9b}b\u{202e}c\u{e0041}\x1bd\n👩\u{200d}💻ខ្មែរｶ\u{ff9e}日本";
        let line = Safe::json(&serde_json::to_string(text).unwrap()).to_string();
        assert_eq!(safe(&line), line);
        assert!(line.contains("日本") && line.contains("\\u202e"), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn every_character_by_itself_has_the_columns_that_ratatui_gives_it() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|&c| c != '\n') {
            let shown = safe(&c.to_string());
            let cells: u16 = shown.graphemes(true).map(CellWidth::cell_width).sum();
            assert_eq!(usize::from(cells), sum_of_widths(&shown), "{c:?}");
            assert!(shown.is_empty() || cells > 0, "{c:?}");
            assert!(!is_plain(c) || shown.chars().eq([c]), "{c:?}");
        }
    }
}
