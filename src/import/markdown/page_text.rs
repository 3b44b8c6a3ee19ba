//! The text of a page as its lines come together: what emphasizes words goes, and all else stays as it was written.

use pulldown_cmark::{Event, Parser, Tag};

/// A text as its lines come together.
#[derive(Default)]
pub(super) struct Text {
    text: String,
    /// What comes between the last line and the next.
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Gap {
    /// Nothing: the text begins, or a line break was written.
    #[default]
    None,
    /// A paragraph goes on.
    Line,
    /// What comes is on a line of its own.
    Break,
    /// Another begins.
    Blank,
}

impl Text {
    /// Whether the line that comes next may belong to the one above.
    pub(super) const fn goes_on(&self) -> bool {
        matches!(self.gap, Gap::Line | Gap::Break)
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }

    /// Begins with a name of the text.
    pub(super) fn push_name(&mut self, name: Option<String>) {
        self.text.extend(name);
    }

    /// Adds a line, and says whether it begins a block.
    pub(super) fn push(&mut self, line: &str) -> bool {
        let has_break = (line.len() - line.trim_end_matches('\\').len()) % 2 == 1;
        let line = if has_break { line.get(..line.len() - 1).unwrap_or_default() } else { line };
        let item = item_in(line);
        let has_own_line = item.is_some() || line.starts_with(['|', '>']);
        let (gap, is_block) = match self.gap {
            Gap::None => ("", true),
            Gap::Line if !has_own_line => (" ", false),
            Gap::Line | Gap::Break => ("\n", true),
            Gap::Blank => ("\n\n", true),
        };
        self.text.push_str(gap);
        match item {
            Some(("-" | "*" | "+", _)) => self.text.push_str("- "),
            Some((number, _)) => self.text.extend([number, " "]),
            None => {}
        }
        self.text.push_str(&words_of(item.map_or(line, |(_, text)| text)));
        self.gap = if has_break { Gap::None } else { Gap::Line };
        if has_break {
            self.text.push('\n');
        }
        is_block && !line.is_empty()
    }

    /// Adds a line of code, to the letter.
    pub(super) fn push_code(&mut self, line: &str) {
        self.text.push_str(match self.gap {
            Gap::None => "",
            Gap::Line | Gap::Break => "\n",
            Gap::Blank => "\n\n",
        });
        self.text.push_str(line);
        self.gap = Gap::Break;
    }

    /// A blank line stands here.
    pub(super) fn end_paragraph(&mut self) {
        if self.gap != Gap::None {
            self.gap = Gap::Blank;
        }
    }
}

/// A bullet or a number at the start of a line, and the text of the item.
pub(super) fn item_in(line: &str) -> Option<(&str, &str)> {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - number.len();
    let is_number = (1..=3).contains(&digits) && number.starts_with(['.', ')']);
    let is_bullet = line.starts_with(['-', '*', '+']);
    let (mark, text) = line.split_at_checked(if is_number { digits + 1 } else { 1 })?;
    let is_item = (is_number || is_bullet) && (text.is_empty() || text.starts_with([' ', '\t']));
    is_item.then(|| (mark, text.trim_start()))
}

/// The words of a line, without what emphasizes them. All other marks, such as those of a link, stay as they were written.
pub(super) fn words_of(line: &str) -> String {
    // A parser takes a lone one for the end of a line, and what is above it for a definition of which nothing is seen.
    let line = &*line.replace('\r', " ");
    let (mut words, mut kept_to) = (String::new(), 0);
    for (event, place) in Parser::new(line).into_offset_iter().filter(|(event, _)| !matches!(event, Event::End(_))) {
        match event {
            _ if place.start < kept_to => {}
            Event::Start(Tag::Paragraph | Tag::Emphasis | Tag::Strong) => {}
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            _ => {
                kept_to = place.end;
                words.push_str(line.get(place).unwrap_or_default());
            }
        }
    }
    // A line that is nothing but marks is somebody's words too.
    if words.is_empty() { line.to_owned() } else { words }
}

/// Where code stands between two rows of marks, in which nothing means anything.
#[derive(Default)]
pub(super) struct Code {
    /// The mark and the number of the row that is open, and its line.
    open: Option<(char, usize, usize)>,
}

impl Code {
    /// The line that opened what isn't closed.
    pub(super) fn open_since(&self) -> Option<usize> {
        self.open.map(|(_, _, line)| line)
    }

    /// Whether a line is of code, or opens or closes it.
    pub(super) fn goes_over(&mut self, line: &str, number: usize) -> bool {
        let line = line.trim();
        let mark = line.chars().next().filter(|mark| ['`', '~'].contains(mark));
        let rest = mark.map_or(line, |mark| line.trim_start_matches(mark));
        let count = line.len() - rest.len();
        match (self.open, mark) {
            (Some((open, least, _)), Some(mark)) if open == mark && count >= least && rest.is_empty() => {
                self.open = None;
                true
            }
            (None, Some(mark)) if count >= 3 && !rest.contains('`') => {
                self.open = Some((mark, count, number));
                true
            }
            (open, _) => open.is_some(),
        }
    }
}
