//! Markdown becomes rows: its blocks in order, flat, with their lines, levels and bold beginnings.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::label_search;
use super::lines::{self, LineStarts};
use super::opening;
use super::row::{Kind, Row, TITLE_LINE};
use super::shares;
use super::table::{self, Holding, Record};
pub(super) use excess::excess;
pub(super) use exported::{is_exported, read as read_exported, read_page};
use pieces::{OPTIONS, Pieces};

mod excess;
mod exported;
mod html;
mod page_text;
mod pieces;

/// Tags that only say how text looks. Anything else in angle brackets is somebody's words.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "b", "blockquote", "br", "center", "code", "dd", "del", "details", "div", "dl", "dt", "em", "font", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "section",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
];

/// Whether anything in these rows is Markdown's own way of saying what a text is: a heading, or a start in bold.
pub(super) fn has_markup(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.level().is_some() || row.bold > 0)
}

/// The rows of a Markdown text.
pub(super) fn rows(text: &str) -> Vec<Row> {
    if html::is_page(text) {
        let mut reader = Reader::default();
        reader.read_html(text, 1);
        return reader.rows;
    }
    rows_of(Pieces::of(text))
}

/// The rows of pieces. Each starts with a heading, so that nothing goes on from one to the next but the count of lines.
fn rows_of<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<Row> {
    let mut before = 0;
    let counted = pieces.map(|piece| {
        let first = before;
        before += lines::breaks(piece);
        (piece, first)
    });
    let read = shares::map(&counted.collect::<Vec<_>>(), |&(piece, before)| {
        let mut reader = Reader { line_starts: LineStarts::of_piece(piece, before), ..Reader::default() };
        for (event, range) in Parser::new_ext(piece, OPTIONS).into_offset_iter() {
            reader.read(event, piece, range);
        }
        reader.close();
        reader.rows
    });
    read.into_iter().flatten().collect()
}

const fn last_byte(range: &Range<usize>) -> usize {
    range.end.saturating_sub(1)
}

struct Reader {
    /// Those of the piece that is being read.
    line_starts: LineStarts,
    rows: Vec<Row>,
    open: Option<Row>,
    /// What the next row will be, unless a block says otherwise.
    kind: Kind,
    depth: usize,
    html: Option<String>,
    is_bold_start: bool,
    is_linked_start: bool,
    /// The records of the table that is being read, and the cell that is.
    table: Vec<Record>,
    cell: Option<String>,
    /// Whether the row that came last is of a story in a table, which what comes next is no part of.
    is_after_stories: bool,
    /// Whether the open row stands at the margin below a list, which only a parser takes as more of it.
    has_left_list: bool,
    /// The bytes of the open row at which bold words within it start and end.
    bold_within: Vec<Range<usize>>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            line_starts: LineStarts::of(""),
            rows: Vec::new(),
            open: None,
            kind: Kind::Paragraph,
            depth: 0,
            html: None,
            is_bold_start: false,
            is_linked_start: false,
            table: Vec::new(),
            cell: None,
            is_after_stories: false,
            has_left_list: false,
            bold_within: Vec::new(),
        }
    }
}

impl Reader {
    fn read(&mut self, event: Event<'_>, text: &str, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.close();
                self.kind = heading_kind(level, text.get(range).unwrap_or(""));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.close();
                self.open = Some(Row::new(Kind::Code, self.depth, self.line_at(range.start)));
            }
            Event::Start(Tag::HtmlBlock) => {
                self.close();
                self.html = Some(String::new());
            }
            Event::Start(Tag::Item) => {
                self.close();
                self.depth += 1;
                self.kind = Kind::Bullet;
            }
            Event::Start(Tag::Table(_)) => self.close(),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                let line = self.line_at(range.start);
                self.table.push(Record { first: line, last: line, cells: Vec::new() });
            }
            Event::Start(Tag::TableCell) => self.cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                if let (Some(record), Some(cell)) = (self.table.last_mut(), self.cell.take()) {
                    record.cells.push(cell);
                }
            }
            Event::End(TagEnd::Table) => self.close_table(),
            Event::Start(Tag::Strong) => self.toggle_bold(false),
            Event::Start(Tag::Link { .. }) => {
                self.is_linked_start = self.open.as_ref().is_none_or(|row| row.text.is_empty());
            }
            Event::End(TagEnd::Link) => {
                if let (true, Some(row)) = (std::mem::take(&mut self.is_linked_start), &mut self.open) {
                    row.linked = row.text.len();
                }
            }
            Event::End(TagEnd::Strong) => self.end_bold(),
            Event::End(TagEnd::Item) => {
                self.close();
                self.depth = self.depth.saturating_sub(1);
                self.kind = Kind::Paragraph;
            }
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.html.take().unwrap_or_default();
                self.read_html(&html, self.line_at(range.start));
            }
            Event::End(TagEnd::Heading(_)) => {
                let last = self.line_at(last_byte(&range));
                if let Some(row) = &mut self.open {
                    row.last = last;
                }
                self.close();
                self.kind = Kind::Paragraph;
            }
            // Whole stories are kept in quotes, so that a quote says nothing about what is in it.
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(_))
            | Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_)) => self.close(),
            Event::Text(words) | Event::Code(words) => self.push_from(&words, &range),
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(html) if self.cell.is_some() => {
                let text = if tag_name(&html) == Some("br") { "\n".into() } else { without_tags(&html) };
                self.cell.get_or_insert_default().push_str(&text);
            }
            Event::InlineHtml(html) if tag_name(&html) == Some("br") => self.break_row(self.line_at(last_byte(&range))),
            Event::InlineHtml(html) if matches!(tag_name(&html), Some("b" | "strong")) => {
                self.toggle_bold(html.starts_with("</"));
            }
            Event::InlineHtml(html) => self.push_from(&without_tags(&html), &range),
            Event::SoftBreak | Event::HardBreak => {
                let is_at_margin = !text.get(range.end..).unwrap_or("").starts_with([' ', '\t', '>']);
                self.break_row(self.line_at(last_byte(&range)) + 1);
                self.has_left_list = is_at_margin && self.depth > 0;
            }
            Event::Rule => {
                self.close();
                self.rows.push(Row::new(Kind::Rule, self.depth, self.line_at(range.start)));
            }
            _ => {}
        }
    }

    fn line_at(&self, byte: usize) -> usize {
        self.line_starts.line_at(byte)
    }

    fn push_from(&mut self, words: &str, range: &Range<usize>) {
        // Most of what comes stands on the line that the row has reached.
        let line = self.open.as_ref().map(|row| row.last).filter(|&line| self.line_starts.has(line, range));
        match line {
            Some(line) => self.push(words, line, line),
            None => self.push(words, self.line_at(range.start), self.line_at(last_byte(range))),
        }
    }

    fn push(&mut self, words: &str, first: usize, last: usize) {
        if let Some(cell) = &mut self.cell {
            cell.push_str(words);
            return;
        }
        if words.is_empty() {
            return;
        }
        let row = self.open.get_or_insert_with(|| Row::new(self.kind, self.depth, first));
        row.text.push_str(words);
        row.last = last.max(row.last);
    }

    fn toggle_bold(&mut self, is_end: bool) {
        if is_end {
            self.end_bold();
            return;
        }
        let start = self.open.as_ref().map_or(0, |row| row.text.len());
        self.is_bold_start = start == 0;
        if start > 0 {
            self.bold_within.push(start..start);
        }
    }

    fn end_bold(&mut self) {
        if let Some(row) = &mut self.open {
            match self.bold_within.last_mut() {
                _ if self.is_bold_start => row.bold = row.text.len(),
                Some(bold) if bold.start == bold.end => bold.end = row.text.len(),
                _ => {}
            }
        }
        self.is_bold_start = false;
    }

    /// Goes on in a row of its own, which may turn out to start with a label.
    fn break_row(&mut self, next_line: usize) {
        self.end_bold();
        let Some(row) = &mut self.open else { return };
        if row.level().is_some() {
            row.text.push(' ');
            return;
        }
        let depth = row.depth;
        self.close();
        let mut row = Row::new(Kind::Paragraph, depth, next_line);
        row.continues = true;
        self.open = Some(row);
    }

    fn close(&mut self) {
        self.is_bold_start = false;
        let bold_within = std::mem::take(&mut self.bold_within);
        let has_left_list = std::mem::take(&mut self.has_left_list);
        let Some(mut row) = self.open.take() else { return };
        self.kind = Kind::Paragraph;
        let mut rest: Vec<Row> = Vec::new();
        // A label in bold within a line starts a row of its own: `**Task:** … **Action:** …`.
        for bold in bold_within.into_iter().rev() {
            let is_closed = row.text.get(bold.end..).is_some_and(|rest| rest.trim_start().starts_with([':', '：']));
            let written = row.text.get(bold.clone()).unwrap_or("");
            let is_label =
                (is_closed || written.trim_end().ends_with([':', '：'])) && label_search::find(written).is_some();
            if is_label && row.level().is_none() && row.kind != Kind::Code {
                let text = row.text.split_off(bold.start);
                rest.push(Row { bold: bold.len(), continues: false, ..row.with(text) });
                row.text.truncate(row.text.trim_end_matches([' ', '|']).len());
            }
        }
        for mut row in std::iter::once(row).chain(rest.into_iter().rev()) {
            row.text.truncate(row.text.trim_end().len());
            row.bold = row.bold.min(row.text.len());
            row.linked = row.linked.min(row.text.len());
            if !row.text.is_empty() {
                opening::look_for(&mut row);
                if has_left_list && opening::known(&row).is_some() {
                    (row.depth, row.continues) = (0, false);
                }
                self.add([row]);
            }
        }
    }

    fn close_table(&mut self) {
        let records = std::mem::take(&mut self.table);
        let holding = table::holding(&records);
        self.add(table::rows(&records, holding));
        self.is_after_stories = holding == Holding::Stories;
    }

    /// Adds rows. Behind a table of stories they begin something else.
    fn add(&mut self, rows: impl IntoIterator<Item = Row>) {
        for row in rows {
            if std::mem::take(&mut self.is_after_stories) && row.level().is_none() {
                self.rows.push(Row::new(Kind::Heading(TITLE_LINE), 0, row.first));
            }
            self.rows.push(row);
        }
    }
}

/// A line of text right above a `---` is a heading to the parser. Sentences and several lines are not to people.
fn heading_kind(level: HeadingLevel, source: &str) -> Kind {
    let mut lines = source.lines();
    let text = lines.next().unwrap_or("").trim();
    let is_underlined = !text.starts_with('#');
    let is_prose = text.ends_with('.') || lines.filter(|line| !line.trim().is_empty()).count() > 1;
    if is_underlined && is_prose { Kind::Paragraph } else { Kind::Heading(level as u8) }
}

/// The text without comments and tags. The lines stay, so that they can be counted.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (inside, end) = after.strip_prefix("!--").map_or((after, ">"), |comment| (comment, "-->"));
        let Some((inside, after)) = inside.split_once(end) else {
            rest = rest.get(before.len()..).unwrap_or("");
            break;
        };
        if end == "-->" || is_tag(inside) {
            text.extend(inside.chars().filter(|&c| c == '\n'));
        } else {
            text.push('<');
            text.push_str(inside);
            text.push('>');
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
    name.is_some_and(|name| TAGS.contains(&name.to_ascii_lowercase().as_str()))
}

fn tag_name(html: &str) -> Option<&str> {
    html.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(usize, Kind, usize, String)> {
        rows(text).into_iter().map(|row| (row.first, row.kind, row.bold, row.text)).collect()
    }

    #[test]
    fn blocks_become_rows_with_their_lines() {
        let text = "# Title\n\n**Problem:** it  \n**broke** `here`\n\n- one\n  more\n  - two\n\n3. three\n\n---\n```\nx\n\ny\n```\n";
        assert_eq!(
            seen(text),
            [
                (1, Kind::Heading(1), 0, "Title".to_owned()),
                (3, Kind::Paragraph, 8, "Problem: it".to_owned()),
                (4, Kind::Paragraph, 5, "broke here".to_owned()),
                (6, Kind::Bullet, 0, "one".to_owned()),
                (7, Kind::Paragraph, 0, "more".to_owned()),
                (8, Kind::Bullet, 0, "two".to_owned()),
                (10, Kind::Bullet, 0, "three".to_owned()),
                (12, Kind::Rule, 0, String::new()),
                (13, Kind::Code, 0, "x\n\ny".to_owned()),
            ]
        );
    }

    #[test]
    fn comments_and_tags_go_but_words_in_angle_brackets_stay() {
        let text = "<!-- a\n\nb -->\nA <b>bold</b> <what broke> word.<br>Next <!-- no --> line.\n\n<details>\n<summary>More</summary>\n</details>\n";
        let words: Vec<_> = seen(text).into_iter().map(|(line, _, _, text)| (line, text)).collect();
        assert_eq!(
            words,
            [(4, "A bold <what broke> word.".to_owned()), (4, "Next  line.".to_owned()), (7, "More".to_owned())]
        );
    }

    #[test]
    fn a_sentence_above_a_rule_is_no_heading() {
        assert_eq!(seen("It broke.\n---\n")[0].1, Kind::Paragraph);
        assert_eq!(seen("It broke\n---\n")[0].1, Kind::Heading(2));
    }
}
