//! Plain text becomes rows: a row a line, each told whether it goes on with the one before.

use super::label_search;
use super::opening;
use super::row::{Kind, Row};

/// From this many characters on, a line is taken to have been wrapped by its editor.
const WRAPPED: usize = 60;

/// The rows of a plain text.
pub(super) fn rows(lines: &[&str]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let bullets = lines.iter().filter(|line| bullet(line).is_some());
    let outermost = bullets.map(|line| indentation(line)).min().unwrap_or(0);
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut row = Row::new(Kind::Paragraph, 0, index + 1);
        row.text = line.trim().to_owned();
        if is_rule(line) {
            row.kind = Kind::Rule;
        } else if let Some(text) = bullet(line) {
            row.kind = Kind::Bullet;
            row.depth = if indentation(line) > outermost { 2 } else { 1 };
            row.text = text.to_owned();
        } else if let Some(before) = rows.last().filter(|before| before.last == index) {
            row.continues = continues(before, line);
            row.depth = if row.continues { before.depth } else { 0 };
        }
        opening::look_for(&mut row);
        rows.push(row);
    }
    rows
}

/// The text of a bullet or a numbered item.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let marked = ["- ", "* ", "+ ", "• ", "◦ ", "‣ ", "▪ ", "– "].into_iter().find_map(|mark| line.strip_prefix(mark));
    let numbered = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = (1..=2).contains(&(line.len() - rest.len()));
        rest.strip_prefix(['.', ')']).filter(|rest| is_number && rest.starts_with(' '))
    };
    marked.or_else(numbered).map(str::trim).filter(|text| !text.is_empty())
}

/// The marks that a rule is drawn with.
pub(super) const RULE_MARKS: [char; 6] = ['-', '=', '*', '_', '~', '#'];

/// Whether a line only divides.
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let first = marks.next();
    first.is_some_and(|mark| RULE_MARKS.contains(&mark) && marks.clone().count() >= 2 && marks.all(|c| c == mark))
}

/// A line goes on with the one above when that looks unfinished: it was long enough to be wrapped, or the line starts
/// in lower case or hangs under a bullet.
fn continues(before: &Row, line: &str) -> bool {
    let is_label = opening::known(before).is_some_and(|opening| opening.rest.is_empty());
    if before.kind == Kind::Rule || (is_label && before.kind == Kind::Paragraph) {
        return false;
    }
    let hangs = before.depth > 0 && line.starts_with(char::is_whitespace);
    let is_unfinished = !before.text.ends_with(['.', '!', '?', ':', ';', '"', '”', ')']);
    let goes_on = line.trim_start().starts_with(char::is_lowercase) || before.text.chars().count() >= WRAPPED;
    hangs || (is_unfinished && goes_on && label_search::find(line).is_none())
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_on_with_the_one_above_only_when_that_is_unfinished() {
        let long = "We looked at every log that the three machines had written to";
        for (above, line, expected) in [
            ("- Raised the limit of", "max_connections to 90", true),
            (long, "Grafana and found nothing.", true),
            ("- It was full.", "  So we moved it.", true),
            ("It was full.", "we moved it", false),
            ("Support", "Operations", false),
            ("Problem", "it was full", false),
            (long, "Outcome", false),
            ("-----", "and more", false),
        ] {
            assert_eq!(rows(&[above, line])[1].continues, expected, "{above} / {line}");
        }
        assert!(!rows(&["- Raised the limit of", "", "max_connections"])[1].continues);
    }

    #[test]
    fn bullets_and_numbers_are_told_from_text() {
        for (line, text) in [
            ("- one", Some("one")),
            ("  • one", Some("one")),
            ("2. one", Some("one")),
            ("-5 degrees", None),
            ("2.5 seconds", None),
            ("2024. one", None),
            ("- ", None),
        ] {
            assert_eq!(bullet(line), text, "{line:?}");
        }
        assert!(["---", "= = =", "*****"].iter().all(|line| is_rule(line)));
        assert!(!["--", "-- a", "", "-=-"].iter().any(|line| is_rule(line)));
    }

    #[test]
    fn deeper_bullets_are_told_from_those_of_the_outermost_list() {
        let depths: Vec<_> = rows(&[" - a", "   - b", "C"]).iter().map(|row| row.depth).collect();
        assert_eq!(depths, [1, 2, 0]);
    }
}
