//! Text on its way to the screen: wrapped, shortened, padded, marked and paged.

use ratatui::style::Style;
use textwrap::WordSeparator;

use super::line::{Line, Span};
use super::theme;
use crate::domain::safe::Safe;
use crate::domain::text::{Block, blocks};

/// The widest column of text that is easy to read.
pub(super) const READABLE: usize = 76;

/// A text in lines of at most `width` columns, its bullets hanging and an empty line between paragraphs.
pub(super) fn wrap<'a>(text: impl Into<Safe<'a>>, width: usize) -> Vec<Safe<'static>> {
    let text = text.into();
    let mut lines = Vec::new();
    for block in blocks(&text) {
        let (words, first, next) = match block {
            Block::Paragraph(words) => (words, "", ""),
            Block::Bullet(words) => (words, "• ", "  "),
        };
        let is_bullet = matches!(block, Block::Bullet(_));
        if !lines.is_empty() && !is_bullet {
            lines.push(Safe::default());
        }
        // The rules of Unicode are for other scripts, and take several times as long.
        let separator = if words.is_ascii() { WordSeparator::AsciiSpace } else { WordSeparator::new() };
        let options = textwrap::Options::new(width.max(8)).word_separator(separator);
        let options = options.initial_indent(first).subsequent_indent(next);
        lines.extend(textwrap::wrap(words, options).into_iter().map(|line| Safe::from(line.into_owned())));
    }
    lines
}

/// One line of text, cut to `width` columns with `…` where it is longer.
pub(super) fn shorten<'a>(text: impl Into<Safe<'a>>, width: usize) -> Safe<'a> {
    let text = text.into().on_one_line();
    if text.width() <= width {
        return text;
    }
    match width.checked_sub(1) {
        Some(room) => Safe::from(format!("{}…", text.start(room).trim_end())),
        None => Safe::default(),
    }
}

/// One line of text in exactly `width` columns.
pub(super) fn pad<'a>(text: impl Into<Safe<'a>>, width: usize) -> Safe<'static> {
    let text = shorten(text, width);
    Safe::from(format!("{text}{:gap$}", "", gap = width.saturating_sub(text.width())))
}

/// A text of several paragraphs and bullets on one line.
pub(super) fn on_one_line(text: &str) -> String {
    let words = blocks(text).map(|block| match block {
        Block::Paragraph(words) | Block::Bullet(words) => words,
    });
    words.collect::<Vec<&str>>().join(" ")
}

/// A text with the letters that have a character at one of `places`, which are in order, marked as matched.
pub(super) fn marked<'a>(text: impl Into<Safe<'a>>, places: &[usize], style: Style) -> Vec<Span<'a>> {
    let text = text.into();
    if places.is_empty() {
        return vec![Span::styled(text, style)];
    }
    // How many characters and bytes each letter has.
    let sizes: Vec<(usize, usize)> = if text.is_ascii() {
        vec![(1, 1); text.len()]
    } else {
        text.letters().map(|letter| (letter.chars().count(), letter.len())).collect()
    };
    let mut places = places.iter().peekable();
    let (mut place, mut start, mut end, mut was_matched) = (0, 0, 0, false);
    let mut spans = Vec::new();
    let mut add = |start, end, is_matched| {
        let style = if is_matched { style.patch(theme::MATCHED) } else { style };
        let run = text.get(start..end).filter(|run| !run.is_empty());
        spans.extend(run.map(|run| Span::styled(run.to_owned(), style)));
    };
    for (characters, bytes) in sizes {
        place += characters;
        let mut is_matched = false;
        while places.next_if(|&&matched| matched < place).is_some() {
            is_matched = true;
        }
        if is_matched != was_matched {
            add(start, end, was_matched);
            (start, was_matched) = (end, is_matched);
        }
        end += bytes;
    }
    add(start, end, was_matched);
    spans
}

/// A left and a right part on one line of `width` columns. The left part must leave room for the right one.
pub(super) fn spread<'a>(left: impl Into<Line<'a>>, right: impl Into<Line<'a>>, width: u16) -> Line<'a> {
    let (mut line, right) = (left.into(), right.into());
    let gap = usize::from(width).saturating_sub(line.width() + right.width());
    line.spans.push(Span::raw(" ".repeat(gap)));
    line.spans.extend(right.spans);
    line
}

/// The first row to show so that the cursor's row stands in the middle where it can.
pub(super) fn first_row(cursor: usize, rows: usize, room: usize) -> usize {
    cursor.saturating_sub(room / 2).min(rows.saturating_sub(room))
}

/// The lines of one page, when `height` rows are there for them. Pages go round. A text of several pages says which one
/// this is in its last row, where `keys` are the keys that turn pages.
pub(super) fn page_of<'a>(lines: Vec<Line<'a>>, height: u16, page: isize, keys: &str) -> Vec<Line<'a>> {
    let height = usize::from(height);
    // Whoever turns the pages of a text that has one should see that the key was heard. Where there is no room to say so,
    // it has two.
    if lines.len() <= height && (page == 0 || lines.len() + 2 <= height) {
        let mut lines = lines;
        if page != 0 {
            lines.push(Line::default());
            lines.push(Line::styled(format!("{keys}  this is all of it"), theme::DIM));
        }
        return lines;
    }
    let rows = height.saturating_sub(1).max(1);
    let mut pages = pages_of(lines, rows);
    let count = pages.len();
    let page = usize::try_from(page.rem_euclid(count.try_into().unwrap_or(1))).unwrap_or(0);
    let mut shown = pages.swap_remove(page);
    shown.resize(rows, Line::default());
    shown.push(Line::styled(format!("{keys}  page {} of {count}", page + 1), theme::DIM));
    shown
}

/// Pages of at most `rows` lines: none starts with an empty line or ends with a heading.
fn pages_of(lines: Vec<Line<'_>>, rows: usize) -> Vec<Vec<Line<'_>>> {
    let mut pages: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    for line in lines {
        let Some(page) = pages.last_mut() else { break };
        if page.len() < rows {
            if !page.is_empty() || line.width() > 0 {
                page.push(line);
            }
            continue;
        }
        let is_heading = page.len() > 1 && page.last().is_some_and(|last| last.style == theme::ACCENT);
        let mut next: Vec<Line<'_>> = if is_heading { page.pop().into_iter().collect() } else { Vec::new() };
        if !next.is_empty() || line.width() > 0 {
            next.push(line);
        }
        pages.push(next);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_hang_and_paragraphs_stand_apart() {
        assert_eq!(
            wrap("First words here.\n\nSecond:\n- one two three\n- four", 12)
                .iter()
                .map(|line| &**line)
                .collect::<Vec<_>>(),
            ["First words", "here.", "", "Second:", "• one two", "  three", "• four"]
        );
    }

    #[test]
    fn wide_and_steering_characters_stay_inside_the_column() {
        for line in wrap("日本語のとても長い文章です \x1b[2J end", 9) {
            assert!(line.width() <= 9 && !line.contains('\x1b'), "{line:?}");
        }
    }

    #[test]
    fn a_long_line_is_cut_at_its_column() {
        assert_eq!(&*shorten("Connections outlive requests", 12), "Connections…");
        assert_eq!(&*shorten("日本語", 5), "日本…");
        assert_eq!(&*shorten("fits", 4), "fits");
        assert_eq!(&*pad("日本語", 5), "日本…");
        assert_eq!(&*pad("日", 4), "日  ");
    }

    #[test]
    fn pages_go_round() {
        let lines = || (1..=5).map(|n| Line::raw(n.to_string())).collect::<Vec<_>>();
        let text = |page| page_of(lines(), 3, page, "→").iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(text(0), ["1", "2", "→  page 1 of 3"]);
        assert_eq!(text(2), ["5", "", "→  page 3 of 3"]);
        assert_eq!(text(3), text(0));
        assert_eq!(text(-1), text(2));
    }

    #[test]
    fn a_heading_goes_to_the_page_of_its_text() {
        let heading = || Line::styled("Insight", theme::ACCENT);
        let lines = vec![Line::raw("a"), Line::default(), heading(), Line::raw("b"), Line::default(), Line::raw("c")];
        let pages: Vec<Vec<String>> =
            pages_of(lines, 3).iter().map(|page| page.iter().map(ToString::to_string).collect()).collect();
        assert_eq!(pages, [vec!["a", ""], vec!["Insight", "b", ""], vec!["c"]]);
    }
}
