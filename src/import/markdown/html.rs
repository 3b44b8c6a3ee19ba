//! HTML pasted into Markdown: its headings, lists, paragraphs and bold words become rows as those of Markdown do.

use html_escape::decode_html_entities;

use super::super::row::{Kind, Row};
use super::{Reader, is_tag};

/// Elements whose text is none of the page's.
const HIDDEN: &[&str] = &["head", "script", "style", "title", "template"];

/// Elements that begin and end a paragraph.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "footer", "header", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul",
];

/// Whether a text is a page of its own.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start().get(..14).unwrap_or("").to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

impl Reader {
    /// Reads HTML whose first line is this one.
    pub(super) fn read_html(&mut self, html: &str, first: usize) {
        let depth = self.depth;
        let (mut line, mut rest) = (first, html);
        while let Some((before, after)) = rest.split_once('<') {
            self.read_html_text(before, &mut line);
            let (inside, end) = after.strip_prefix("!--").map_or((after, ">"), |comment| (comment, "-->"));
            let Some((inside, after)) = inside.split_once(end) else {
                rest = rest.get(before.len()..).unwrap_or("");
                break;
            };
            rest = after;
            let name = tag_name(inside);
            if end == "-->" || inside.starts_with(['!', '?']) {
                // Comments and declarations say nothing.
            } else if HIDDEN.contains(&name.as_str()) && !inside.starts_with('/') {
                let close = format!("</{name}");
                let hidden = rest.find(&close).unwrap_or(rest.len());
                let (skipped, after) = rest.split_at_checked(hidden).unwrap_or((rest, ""));
                line += skipped.matches('\n').count();
                rest = after;
            } else if is_tag(inside) || BLOCKS.contains(&name.as_str()) || HIDDEN.contains(&name.as_str()) {
                self.read_tag(&name, inside.starts_with('/'), line);
            } else {
                self.read_html_text(&format!("<{inside}>"), &mut line);
                continue;
            }
            line += inside.matches('\n').count();
        }
        self.read_html_text(rest, &mut line);
        self.close();
        self.depth = depth;
    }

    /// Reads text between tags, a row a line.
    fn read_html_text(&mut self, text: &str, line: &mut usize) {
        for (index, words) in text.split('\n').enumerate() {
            if index > 0 {
                *line += 1;
                self.break_row(*line);
            }
            let words = decode_html_entities(words).replace('\u{a0}', " ");
            let is_start = self.open.as_ref().is_none_or(|row| row.text.is_empty());
            self.push(if is_start { words.trim_start() } else { &words }, *line, *line);
        }
    }

    fn read_tag(&mut self, name: &str, is_end: bool, line: usize) {
        match name {
            "br" => self.break_row(line),
            "b" | "strong" => self.toggle_bold(is_end),
            "td" | "th" => self.push(" ", line, line),
            "hr" => {
                self.close();
                self.rows.push(Row::new(Kind::Rule, self.depth, line));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close();
                let level = name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0'));
                self.kind = if is_end { Kind::Paragraph } else { Kind::Heading(level) };
            }
            name if BLOCKS.contains(&name) => {
                self.close();
                match (name, is_end) {
                    ("ul" | "ol", false) => self.depth += 1,
                    ("ul" | "ol", true) => self.depth = self.depth.saturating_sub(1),
                    ("li", false) => self.kind = Kind::Bullet,
                    _ => self.kind = Kind::Paragraph,
                }
            }
            _ => {}
        }
    }
}

fn tag_name(inside: &str) -> String {
    let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;

    fn seen(text: &str) -> Vec<(usize, Kind, usize, String)> {
        rows(text).into_iter().map(|row| (row.first, row.kind, row.bold, row.text)).collect()
    }

    #[test]
    fn html_becomes_rows_with_their_lines() {
        let text = "<h2>A &amp; B</h2>\n\n<p><b>Problem:</b> it\nbroke</p>\n<ul>\n<li>one</li>\n<li>two <what></li></ul>\n<!-- no\n --><strong>Fix</strong>: x<br>y\n";
        assert_eq!(
            seen(text),
            [
                (1, Kind::Heading(2), 0, "A & B".to_owned()),
                (3, Kind::Paragraph, 8, "Problem: it".to_owned()),
                (4, Kind::Paragraph, 0, "broke".to_owned()),
                (6, Kind::Bullet, 0, "one".to_owned()),
                (7, Kind::Bullet, 0, "two <what>".to_owned()),
                (9, Kind::Paragraph, 3, "Fix: x".to_owned()),
                (9, Kind::Paragraph, 0, "y".to_owned()),
            ]
        );
    }

    #[test]
    fn a_page_is_read_as_one() {
        let text = "<!DOCTYPE html>\n<html><head><title>T</title>\n<style>p {}</style></head>\n<body>\n\n    <h1>A</h1>\n\n    <p>It broke.</p>\n</body></html>\n";
        assert_eq!(
            seen(text),
            [(6, Kind::Heading(1), 0, "A".to_owned()), (8, Kind::Paragraph, 0, "It broke.".to_owned())]
        );
    }

    #[test]
    fn bold_tags_within_markdown_are_bold() {
        assert_eq!(
            seen("<b>Problem:</b> it broke.<br>\n<b>Fix:</b> x\n"),
            [(1, Kind::Paragraph, 8, "Problem: it broke.".to_owned()), (2, Kind::Paragraph, 4, "Fix: x".to_owned())]
        );
    }
}
