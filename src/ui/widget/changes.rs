//! Two versions of a text in one: what went and what came, in signs that need no color.

use ratatui::style::Style;

use crate::domain::difference::{self, Words};
use crate::domain::safe::Safe;
use crate::domain::text::{Block, blocks};
use crate::ui::line::{Line, Span};
use crate::ui::theme;

/// The lines of a text that was `before` and is `after`, `width` columns wide.
pub(in crate::ui) fn lines(before: &str, after: &str, width: usize) -> Vec<Line<'static>> {
    let mut flow = Flow::new(width);
    let mut was_bullet = None;
    for (of, words) in difference::words(&laid_out(before), &laid_out(after)) {
        let is_bullet = words.trim_start().starts_with(BULLET);
        match of {
            Words::Same => flow.add(&words, theme::TOLD),
            Words::Left => flow.add_marked(&words, ["[-", "-]"], theme::DIM),
            Words::Right => {
                // A bullet in place of a sentence, or the other way round, begins on a line of its own.
                flow.breaks |= was_bullet.is_some_and(|was_bullet| was_bullet != is_bullet);
                flow.add_marked(&words, ["{+", "+}"], theme::MATCHED);
            }
        }
        was_bullet = Some(is_bullet).filter(|_| of == Words::Left);
    }
    flow.close()
}

/// The lines of one of two versions, what the other hasn't marked in it.
pub(in crate::ui) fn lines_of(one: &str, other: &str, width: usize) -> Vec<Line<'static>> {
    let mut flow = Flow::new(width);
    for (of, words) in difference::words(&laid_out(one), &laid_out(other)) {
        match of {
            Words::Same => flow.add(&words, theme::TOLD),
            Words::Left => flow.add(&words, theme::MATCHED),
            Words::Right => {}
        }
    }
    flow.close()
}

/// A line for each block.
fn laid_out(text: &str) -> String {
    let lines = blocks(text).map(|block| match block {
        Block::Paragraph(words) => words.to_owned(),
        Block::Bullet(words) => format!("{BULLET}{words}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What a bullet starts with here.
const BULLET: &str = "• ";

/// Words on their way into lines.
struct Flow {
    width: usize,
    lines: Vec<Line<'static>>,
    spans: Vec<Span<'static>>,
    used: usize,
    /// How far the lines of a bullet hang.
    indent: usize,
    /// Whether the next word begins a block, or has a space before it.
    breaks: bool,
    is_apart: bool,
}

impl Flow {
    fn new(width: usize) -> Self {
        let (lines, spans) = (Vec::new(), Vec::new());
        Self { width: width.max(8), lines, spans, used: 0, indent: 0, breaks: true, is_apart: false }
    }

    /// Adds words between two signs, and what is around them without.
    fn add_marked(&mut self, words: &str, [open, close]: [&str; 2], style: Style) {
        let core = words.trim();
        if core.is_empty() {
            // Two paragraphs have become one, or one two.
            if words.contains('\n') {
                self.add(&format!("{open}¶{close}"), style);
            }
            self.add(words, theme::PLAIN);
            return;
        }
        let before = words.len() - words.trim_start().len();
        self.add(words.get(..before).unwrap_or_default(), theme::PLAIN);
        self.add(&format!("{open}{core}{close}"), style);
        self.add(words.get(before + core.len()..).unwrap_or_default(), theme::PLAIN);
    }

    fn add(&mut self, words: &str, style: Style) {
        for (place, line) in words.split('\n').enumerate() {
            self.breaks |= place > 0;
            for word in line.split_inclusive(' ') {
                let alone = word.trim_end();
                if !alone.is_empty() {
                    self.add_word(alone, style);
                }
                self.is_apart |= alone.len() < word.len();
            }
        }
    }

    fn add_word(&mut self, word: &str, style: Style) {
        if std::mem::take(&mut self.breaks) {
            let is_bullet = word.trim_start_matches(['[', '{', '-', '+']).starts_with(BULLET.trim_end());
            self.indent = 0;
            self.end_line();
            if !is_bullet && !self.lines.is_empty() {
                self.lines.push(Line::default());
            }
            self.indent = if is_bullet { BULLET.chars().count() } else { 0 };
        }
        let mut word = Safe::from(word.to_owned());
        if std::mem::take(&mut self.is_apart) && self.used > 0 {
            if self.used + 1 + word.width() > self.width {
                self.end_line();
            } else {
                self.push(Span::raw(" "));
            }
        }
        while self.used + word.width() > self.width {
            if self.used > self.indent {
                self.end_line();
                continue;
            }
            let start = word.start(self.width - self.used).to_owned();
            let rest = word.get(start.len()..).unwrap_or_default().to_owned();
            if start.is_empty() {
                break;
            }
            self.push(Span::styled(start, style));
            word = Safe::from(rest);
        }
        self.push(Span::styled(word, style));
    }

    fn push(&mut self, span: Span<'static>) {
        self.used += span.width();
        self.spans.push(span);
    }

    fn end_line(&mut self) {
        if self.used > self.indent {
            self.lines.push(Line::from(std::mem::take(&mut self.spans)));
        }
        self.spans.clear();
        self.used = 0;
        if self.indent > 0 {
            self.push(Span::raw(" ".repeat(self.indent)));
        }
    }

    fn close(mut self) -> Vec<Line<'static>> {
        self.end_line();
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str, width: usize) -> Vec<String> {
        let lines = lines(before, after, width);
        assert!(lines.iter().all(|line| line.width() <= width.max(8)), "{lines:?}");
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_went_and_what_came_can_be_told_without_color() {
        assert_eq!(
            shown("It took two hours.\n\n- one\n- two", "It took four days.\n\n- one\n\nAll is well.", 40),
            ["It took [-two hours-]{+four days+}.", "• one", "[-• two-]", "", "{+All is well.+}"]
        );
        assert_eq!(shown("One. Two.", "One.\n\nTwo.", 40), ["One. {+¶+}", "", "Two."]);
        assert_eq!(shown("", "Now.", 40), ["{+Now.+}"]);
    }

    #[test]
    fn lines_end_where_they_have_to() {
        assert_eq!(
            shown("- a bullet that is long", "- a bullet that was rather long", 16),
            ["• a bullet that", "  [-is-]{+was", "  rather+} long"]
        );
        assert_eq!(shown("x", "Donaudampfschifffahrt", 10).concat(), "[-x-]{+Donaudampfschifffahrt+}");
        shown("日本語のとても長い文章です", "日本語の短い文章\u{1b}[2Jです", 9);
    }
}
