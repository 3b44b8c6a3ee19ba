//! The screen while others look at it: it says so, and no confidential word is left on it, wherever it came from.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::line::{self, Line, Span};
use super::{chrome, first_steps, theme};
use crate::domain::confidential::{Begun, Found, GoesOn, Words};
use crate::domain::safe::Safe;

/// What the title line says.
const SHARING: &str = "sharing";

/// What stands between columns of text.
const BORDERS: [char; 6] = ['│', '┃', '▌', '▏', '─', '▐'];

/// A row of the screen as text, and the column of each of its bytes.
struct Row {
    text: String,
    columns: Vec<u16>,
}

/// What others see while the stories are read: until then nobody knows which words they must not see.
pub(super) fn draw_nothing_yet(frame: &mut Frame<'_>) {
    let [head, rule, _, body] = Layout::vertical([1, 1, 1, 1].map(Constraint::Length)).areas(frame.area());
    chrome::draw_title("retell", "", frame, head);
    chrome::draw_rule(frame, rule);
    line::draw(&[Line::styled(format!("   {}", first_steps::READING), theme::DIM)], frame, body);
    say(frame);
}

/// Says in the title line that others look: before what stands at its right, or over the end of a long title.
pub(super) fn say(frame: &mut Frame<'_>) {
    let row = Rect { height: 1, ..frame.area() };
    let text = read(frame).into_iter().next().map(|row| row.text).unwrap_or_default();
    let gap = text.trim_end().rfind("  ").map_or(0, |at| at + 2);
    let right = text.get(gap..).unwrap_or_default().trim_end();
    let (words, behind) = if right.is_empty() || gap == 0 {
        (format!(" {SHARING} "), 0)
    } else {
        (format!(" {SHARING} · "), right.chars().count() + 1)
    };
    let width = words.chars().count();
    let end = usize::from(row.width).saturating_sub(behind);
    let Ok(x) = u16::try_from(end.saturating_sub(width)) else { return };
    let words = Line::from(Span::styled(words, theme::ACCENT));
    line::draw(&[words], frame, Rect { x: row.x + x, width: row.width.saturating_sub(x), ..row });
}

/// A row of a text that is typed, covered letter for letter as the whole text has to be: where a word goes on in a row
/// that isn't shown, too.
pub(super) fn covered_row(text: &str, row: &Range<usize>, hidden: &[Found<'_>]) -> String {
    let shown = text.get(row.clone()).unwrap_or_default().char_indices();
    let cells = shown.map(|(at, c)| {
        let is_hidden = hidden.iter().any(|found| found.place.contains(&(row.start + at)));
        let letter = c.to_string();
        if is_hidden && !c.is_whitespace() { line::COVER.repeat(Safe::from(&*letter).width()) } else { letter }
    });
    cells.collect()
}

/// Lines that follow each other, covered in the same way.
pub(super) fn covered_lines(lines: &[String], words: &Words) -> Vec<String> {
    let text = lines.join("\n");
    let hidden = words.find(&text);
    let mut at = 0;
    let rows = lines.iter().map(|line| {
        let row = at..at + line.len();
        at = row.end + 1;
        covered_row(&text, &row, &hidden)
    });
    rows.collect()
}

/// Covers every confidential word that can be read, also where it is cut off or goes on in the next line.
pub(super) fn cover(frame: &mut Frame<'_>, words: &Words) {
    if words.are_none() {
        return;
    }
    let rows = read(frame);
    let mut hidden: Vec<(usize, Range<usize>)> = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        hidden.extend(words.find(&row.text).into_iter().map(|found| (y, found.place)));
        for (at, cut) in row.text.match_indices('…') {
            let (before, behind) = (row.text.get(..at), row.text.get(at + cut.len()..));
            hidden.extend(before.and_then(|text| words.begun(text)).map(|(start, _)| (y, start..at)));
            hidden.extend(behind.and_then(|text| words.ended(text)).map(|end| (y, at..at + cut.len() + end)));
        }
        for segment in row.segments() {
            let text = row.text.get(segment.clone()).unwrap_or_default();
            let Some((start, begun)) = words.begun(text) else { continue };
            let start = segment.start + start;
            if let Some(rest) = rest(&rows, y + 1, row.column(start), begun, words) {
                hidden.push((y, start..segment.end));
                hidden.extend(rest);
            }
        }
    }
    for (y, place) in hidden {
        let Some(row) = rows.get(y) else { continue };
        let letters = row.text.get(place.clone()).unwrap_or_default().char_indices();
        for (at, _) in letters.filter(|(_, c)| !c.is_whitespace()) {
            let start = row.column(place.start + at);
            let width = (place.start + at + 1..=row.text.len()).map(|at| row.column(at)).find(|end| *end != start);
            for x in start..width.unwrap_or(start + 1) {
                line::cover(frame, (x, u16::try_from(y).unwrap_or(u16::MAX)));
            }
        }
    }
}

/// Where a word goes on that was begun in the row above, at a column not left of where its text starts.
fn rest(rows: &[Row], y: usize, column: u16, begun: Begun, words: &Words) -> Option<Vec<(usize, Range<usize>)>> {
    let row = rows.get(y)?;
    row.segments().filter(|segment| row.column(segment.start) <= column).find_map(|segment| {
        match words.goes_on(begun, row.text.get(segment.clone())?) {
            GoesOn::No => None,
            GoesOn::ToItsEnd(end) => Some(vec![(y, segment.start..segment.start + end)]),
            GoesOn::Further(begun) => {
                let mut rest = rest(rows, y + 1, row.column(segment.start), begun, words)?;
                rest.push((y, segment));
                Some(rest)
            }
        }
    })
}

#[expect(clippy::disallowed_methods, reason = "it only reads")]
fn read(frame: &mut Frame<'_>) -> Vec<Row> {
    let buffer = frame.buffer_mut();
    let width = usize::from(buffer.area.width).max(1);
    let read_row = |cells: &[ratatui::buffer::Cell]| {
        let mut row = Row { text: String::new(), columns: Vec::new() };
        let mut column = 0;
        while let Some(cell) = cells.get(column) {
            row.text.push_str(cell.symbol());
            row.columns.resize(row.text.len(), u16::try_from(column).unwrap_or(u16::MAX));
            column += Safe::from(cell.symbol()).width().max(1);
        }
        row
    };
    buffer.content().chunks(width).map(read_row).collect()
}

impl Row {
    fn column(&self, byte: usize) -> u16 {
        self.columns.get(byte).copied().unwrap_or_else(|| self.columns.last().map_or(0, |last| last + 1))
    }

    /// The texts that stand side by side: what is between borders, or two spaces or more.
    fn segments(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        self.text.split(|c| BORDERS.contains(&c)).flat_map(|part| part.split("  ")).filter_map(move |part| {
            let start = at + self.text.get(at..)?.find(part)?;
            at = start + part.len();
            let text = part.trim();
            let start = start + part.find(text)?;
            (!text.is_empty()).then_some(start..start + text.len())
        })
    }
}
