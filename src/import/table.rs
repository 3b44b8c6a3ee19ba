//! Tables become rows: a story a record where the columns are beats, a story a table where the first column has them.

use std::collections::BTreeSet;

use super::label_search;
use super::labels::{Label, Meaning};
use super::opening;
use super::plain;
use super::row::{Kind, Row, TITLE_LINE};

/// So many beats make a table one of stories.
const FEWEST_BEATS: usize = 3;

/// What people write over the column that names a story, besides the labels of a title.
const NAMES: &[&str] = &["name", "example", "project", "headline", "experience", "topic", "event"];

/// A line of a table, or several where a cell goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Its first line in the document, counted from 1.
    pub(super) first: usize,
    /// Its last line.
    pub(super) last: usize,
    /// What stands in its columns.
    pub(super) cells: Vec<String>,
}

/// What a table keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// A story in each record.
    Stories,
    /// The beats of one story, in its first column.
    Beats,
    /// Anything else.
    Text,
}

/// What a table keeps, the first record of which is its head.
pub(super) fn holding(records: &[Record]) -> Holding {
    let beats = |cells: &mut dyn Iterator<Item = &String>| {
        cells.filter_map(|cell| label_search::find(cell)?.meaning.beat()).collect::<BTreeSet<_>>().len()
    };
    let head = records.first().map_or(0, |head| beats(&mut head.cells.iter()));
    if head >= FEWEST_BEATS && records.len() > 1 {
        Holding::Stories
    } else if beats(&mut records.iter().filter_map(|record| record.cells.first())) >= FEWEST_BEATS {
        Holding::Beats
    } else {
        Holding::Text
    }
}

/// The rows of a table.
pub(super) fn rows(records: &[Record], holding: Holding) -> Vec<Row> {
    match (holding, records.split_first()) {
        (Holding::Stories, Some((head, stories))) => {
            stories.iter().flat_map(|story| rows_of_story(head, story)).collect()
        }
        (Holding::Beats, Some((head, rest))) => {
            let is_beat = head.cells.first().is_some_and(|cell| label_search::find(cell).is_some());
            let head = is_beat.then_some(head);
            head.into_iter().chain(rest).flat_map(rows_of_beat).collect()
        }
        _ => records.iter().filter_map(row_of_text).collect(),
    }
}

/// A title, and a label for each column that has one.
fn rows_of_story(head: &Record, story: &Record) -> Vec<Row> {
    let label = |column: usize| head.cells.get(column).and_then(|name| label_search::find(name));
    let title = title_column(head, story);
    let mut title_row = Row::new(Kind::Heading(TITLE_LINE), 0, story.first);
    title_row.text =
        title.and_then(|column| story.cells.get(column)).map(|title| title.trim().to_owned()).unwrap_or_default();
    let mut rows = vec![title_row];
    for (column, (name, cell)) in head.cells.iter().zip(&story.cells).enumerate() {
        let is_number = label(column).is_none() && cell.chars().all(|c| !c.is_alphabetic());
        if Some(column) != title && !is_number {
            rows.extend(labeled(name, label(column), cell, story));
        }
    }
    // What is beyond the columns of the head belongs to the story all the same.
    rows.extend(story.cells.iter().skip(head.cells.len()).flat_map(|cell| lines(cell, story)));
    rows
}

/// The column that names a story: by its head, the first that has neither label nor number, or the question.
fn title_column(head: &Record, story: &Record) -> Option<usize> {
    let label = |name: &String| label_search::find(name).map(|label| label.meaning);
    let is_name =
        |name: &String| label(name) == Some(Meaning::Title) || NAMES.contains(&name.trim().to_lowercase().as_str());
    let is_free = |(name, cell): (&String, &String)| {
        let is_code = cell.contains(|c: char| c.is_ascii_digit()) && !cell.trim().contains(' ');
        let is_words = cell.chars().any(char::is_alphabetic) && cell.split_whitespace().count() <= 14;
        label(name).is_none() && is_words && !is_code
    };
    let columns = || head.cells.iter().zip(&story.cells);
    head.cells
        .iter()
        .position(is_name)
        .or_else(|| columns().take(2).position(is_free))
        .or_else(|| head.cells.iter().position(|name| label(name) == Some(Meaning::Questions)))
}

fn rows_of_beat(record: &Record) -> Vec<Row> {
    let Some((name, cells)) = record.cells.split_first() else { return Vec::new() };
    labeled(
        name,
        label_search::find(name),
        &cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("\n"),
        record,
    )
}

/// A label in bold, and the lines of a cell under it. A label that isn't known says nothing over an empty cell.
fn labeled(name: &str, label: Option<Label>, cell: &str, record: &Record) -> Vec<Row> {
    let name = name.trim().trim_end_matches([':', '：']);
    let mut rows = lines(cell, record);
    if name.is_empty() || (label.is_none() && rows.is_empty()) {
        return rows;
    }
    let is_text = rows.first().is_some_and(|row| row.kind == Kind::Paragraph);
    let first = if is_text { rows.remove(0) } else { Row::new(Kind::Paragraph, 0, record.first) };
    let mut row = Row { text: format!("{name}: {}", first.text), bold: name.len() + 1, ..first };
    row.text.truncate(row.text.trim_end().len());
    opening::look_for(&mut row);
    rows.insert(0, row);
    rows
}

/// The lines of a cell as rows. Which of the record's lines they stand on is known as far as it has as many.
fn lines(cell: &str, record: &Record) -> Vec<Row> {
    let line = |(index, text): (usize, &str)| {
        let at = (record.first + index).min(record.last);
        let bullet = plain::bullet(text);
        let mut row =
            Row::new(if bullet.is_some() { Kind::Bullet } else { Kind::Paragraph }, usize::from(bullet.is_some()), at);
        row.text = bullet.unwrap_or(text.trim()).to_owned();
        row
    };
    cell.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(line).collect()
}

/// A record of any other table, as a line of text.
fn row_of_text(record: &Record) -> Option<Row> {
    let mut row = Row::new(Kind::Paragraph, 0, record.first);
    row.last = record.last;
    let cells: Vec<&str> = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    row.text = cells.join(" · ").replace('\n', " ");
    (!row.text.is_empty()).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::super::{Form, read};
    use crate::domain::beat::Beat;

    fn import(text: &str) -> super::super::Import {
        read("a.md", text.as_bytes(), &[])
    }

    #[test]
    fn a_record_is_a_story_where_the_columns_are_beats() {
        let text = "# Mine\n\n| # | Story | S | T | A | R | Tags |\n|---|---|---|---|---|---|---|\n\
                    | 1 | A jam | It jammed. | Clear it. | I cleared it.<br>Twice. | It ran. | print, calm |\n\
                    | 2 | A leak | It leaked. | Stop it. | I **sealed** it. | Dry. | |\n\nThanks for reading.\n";
        let import = import(text);
        let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
        assert_eq!(seen, [("A jam", (5, 5)), ("A leak", (6, 7))]);
        let story = &import.stories[0].story;
        assert_eq!(story.skills, ["print", "calm"]);
        assert_eq!(story.beats.get(Beat::Action), Some("I cleared it.\n\nTwice."));
        assert_eq!(import.stories[1].story.beats.get(Beat::Action), Some("I sealed it."));
        assert_eq!(import.left_out.last().unwrap().lines, (8, 8));
        assert_eq!(import.form, Some(Form::Markdown));
    }

    #[test]
    fn a_table_is_a_story_where_the_first_column_has_beats() {
        let text = "## A jam\n\n| Part | Text |\n|---|---|\n| **Situation** | It jammed. |\n| **Action** | Cleared it. |\n| Result | It ran. |\n| Team | four |\n\n**Skills:** calm\n";
        let import = import(text);
        let story = &import.stories[0].story;
        assert_eq!((import.stories.len(), story.title.as_str(), story.skills.len()), (1, "A jam", 1));
        assert_eq!(story.beats.get(Beat::Outcome), Some("It ran."));
        assert_eq!(story.extras[0].label, "Team");
    }

    #[test]
    fn any_other_table_is_text() {
        let text = "## A jam\n\n**Problem:** It jammed:\n\n| day | jams |\n|---|---|\n| Monday | 7 |\n\n**Fix:** Cleared it.\n";
        let import = import(text);
        let story = &import.stories[0].story;
        assert_eq!(story.beats.get(Beat::Problem), Some("It jammed:\n\nday · jams\n\nMonday · 7"));
    }
}
