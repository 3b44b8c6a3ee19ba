//! Title lines: lines that name the story below them without being headings.

use super::labels::Meaning;
use super::opening::{self, Opening};
use super::row::{Kind, Row, TITLE_LINE};
use super::title;

/// So many facts may stand below a title.
const MOST_FACTS: usize = 5;

/// A longer line is a sentence.
const MOST_WORDS: usize = 14;

/// Makes headings of the lines that name a story: `Story 2`, `Title: The full queue`, and lines that stand alone above
/// the label with which stories start, if at least half of the stories have one.
pub(super) fn mark(rows: &mut [Row]) {
    let mut titles: Vec<usize> = Vec::new();
    for (index, row) in rows.iter_mut().enumerate() {
        if row.kind != Kind::Paragraph || row.depth > 0 || !is_short(&row.text) {
            continue;
        }
        match opening::known(row) {
            Some(Opening { label, rest, .. }) if label.meaning == Meaning::Title && !rest.is_empty() => {
                row.text = rest.to_owned();
                opening::look_for(row);
                titles.push(index);
            }
            None if !row.continues && title::is_announced(&row.text) => titles.push(index),
            _ => {}
        }
    }
    titles.extend(above_starts(rows));
    titles.extend(first_line(rows));
    for index in titles {
        if let Some(row) = rows.get_mut(index) {
            row.kind = Kind::Heading(TITLE_LINE);
            (row.bold, row.continues) = (0, false);
            opening::look_for(row);
            if opening::known(row).is_some_and(|opening| opening.label.is_letter) {
                row.opening = None;
            }
        }
    }
}

fn above_starts(rows: &[Row]) -> Vec<usize> {
    let starts = starts(rows);
    let is_only_heading = rows.iter().filter(|row| row.level().is_some()).count() == 1;
    let titles: Vec<usize> = starts
        .iter()
        .filter_map(|start| start.checked_sub(1))
        .filter(|&above| is_title(rows, above, is_only_heading))
        .collect();
    if titles.len() * 2 >= starts.len() { titles } else { Vec::new() }
}

/// The first line, if it stands alone and only a few facts come between it and the labels of the one story.
fn first_line(rows: &[Row]) -> Option<usize> {
    let start = starts(rows).first().copied().filter(|&start| (2..=MOST_FACTS + 1).contains(&start))?;
    let has_heading = rows.iter().any(|row| row.level().is_some());
    let is_fact = |row: &Row| row.text.split_once(':').is_some_and(|(_, value)| is_short(value));
    let is_apart = rows.first().zip(rows.get(1)).is_some_and(|(first, next)| first.last + 1 < next.first);
    let are_facts = rows.get(1..start)?.iter().all(is_fact);
    (!has_heading && is_apart && are_facts && starts(rows).len() == 1 && is_title(rows, 0, false)).then_some(0)
}

/// Where the first label of the document comes, each time.
fn starts(rows: &[Row]) -> Vec<usize> {
    let mut first = None;
    let mut starts = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(opening) = opening::known(row)
            && *first.get_or_insert(opening.name) == opening.name
        {
            starts.push(index);
        }
    }
    starts
}

fn is_title(rows: &[Row], index: usize, is_only_heading: bool) -> bool {
    let Some(row) = rows.get(index) else { return false };
    let is_bold = row.bold > 0 && row.bold == row.text.len();
    let stands_alone = match index.checked_sub(1).and_then(|above| rows.get(above)) {
        None => true,
        // The heading is the title, unless it is that of the whole document.
        Some(above) if above.level().is_some() => is_bold && is_only_heading,
        Some(above) => is_bold || above.kind == Kind::Rule || above.last + 1 < row.first,
    };
    row.kind == Kind::Paragraph
        && row.depth == 0
        && !row.continues
        && stands_alone
        && is_short(&row.text)
        && opening::known(row).is_none()
}

fn is_short(text: &str) -> bool {
    !text.ends_with(['.', '!', ',', ';', ':']) && text.split_whitespace().count() <= MOST_WORDS
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let mut rows = plain::rows(&lines);
        mark(&mut rows);
        rows.into_iter().filter(|row| row.level().is_some()).map(|row| row.text).collect()
    }

    #[test]
    fn lines_that_name_a_story_are_its_title() {
        for (text, expected) in [
            ("Story 2: A leak\nTeam of five\nProblem: x", &["Story 2: A leak"][..]),
            ("Title: A leak\nProblem: x", &["A leak"]),
            ("A leak\n\nProblem: x\n\nA jam\n\nProblem: y", &["A leak", "A jam"]),
            ("My notes\n\nProblem: x\nProblem: y\nProblem: z", &[]),
            ("A leak\n\nDate: 3 May\nStatus: done\n\nProblem: x\nFix: y", &["A leak"]),
            ("Problem: x\nand more\nProblem: y", &[]),
            ("These are notes.\n\nProblem: x", &[]),
        ] {
            assert_eq!(titles(text), expected, "{text:?}");
        }
    }
}
