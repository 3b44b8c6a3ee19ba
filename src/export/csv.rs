//! CSV: a row for each story, in cells that no spreadsheet reckons with.

use std::borrow::Cow;

use super::Selection;
use crate::domain::beat::Beat;
use crate::domain::safe::Safe;
use crate::domain::story::Story;

/// What stands in front of the beats, and behind them.
const BEFORE: [&str; 7] = ["id", "title", "skills", "suggested_skills", "questions", "follow_ups", "target_seconds"];
const BEHIND: [&str; 3] = ["cues", "extras", "document"];

/// The stories as a table with a heading. Several texts of one cell are on lines of their own.
pub fn write(selection: Selection<'_>) -> String {
    let heads = BEFORE.into_iter().chain(Beat::ALL.map(Beat::key)).chain(BEHIND);
    let mut rows: Vec<Vec<Cow<'_, str>>> = vec![heads.map(Cow::Borrowed).collect()];
    rows.extend(selection.stories.iter().map(|story| cells(story)));
    // Lines end as RFC 4180 asks for.
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Nothing can go wrong in memory, where all rows are as long.
        let _ = table.write_record(row.iter().map(|cell| harmless(cell)));
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn cells(story: &Story) -> Vec<Cow<'_, str>> {
    let lists = [&story.skills, &story.suggested_skills, &story.questions, &story.follow_ups];
    let target = story.target_seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
    let cues = story.cues.iter().flat_map(|(beat, cues)| cues.iter().map(move |cue| format!("{}: {cue}", beat.key())));
    let extras = story.extras.iter().map(|extra| format!("{}: {}", extra.label, extra.text));
    let document = story.source.as_ref().map_or("", |source| source.document.as_str());
    let mut cells: Vec<Cow<'_, str>> = vec![story.id.as_str().into(), story.title.as_str().into()];
    cells.extend(lists.map(|texts| Cow::Owned(texts.join("\n"))));
    cells.push(target.into());
    cells.extend(Beat::ALL.map(|beat| Cow::Borrowed(story.beats.get(beat).unwrap_or_default())));
    cells.push(cues.collect::<Vec<_>>().join("\n").into());
    cells.push(extras.collect::<Vec<_>>().join("\n").into());
    cells.push(document.into());
    cells
}

/// What a formula begins with. Programs that read East Asian scripts take the wide signs for the narrow ones.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that a spreadsheet takes for one. It would reckon with what begins like a formula, and people and documents
/// may have written that; behind an apostrophe it is text. The first apostrophe before such a sign is always one to be
/// taken away again.
pub fn harmless(text: &str) -> String {
    let shown = Safe::from(text);
    let begins = shown.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    if begins.starts_with(SIGNS) { format!("'{shown}") } else { shown.to_string() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::story::{Extra, Source};

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// The text of a cell without the apostrophe that makes it harmless.
    fn taken_back(cell: &str) -> &str {
        let is_formula =
            |text: &&str| text.trim_start_matches(|c: char| c == '\'' || c.is_whitespace()).starts_with(SIGNS);
        cell.strip_prefix('\'').filter(is_formula).unwrap_or(cell)
    }

    #[test]
    fn a_story_is_a_row_in_which_nothing_is_lost() {
        let mut story = Story::new("=HYPERLINK(\"http://example.org\")");
        story.skills = vec!["Redis".to_owned(), "C, and C++".to_owned()];
        story.questions = vec!["Why?".to_owned()];
        story.follow_ups = vec!["-1?".to_owned(), "And then?".to_owned()];
        story.target_seconds = Some(90);
        story.beats.insert(Beat::Problem, "- one \"leak\"\n- two");
        story.cues.insert(Beat::Problem, vec!["nine".to_owned()]);
        story.extras = vec![Extra::new("Team", "Five.")];
        story.source = Some(Source::new("notes.md", (1, 2)).into());
        let rows = read(&write(Selection { stories: &[&story], ..Selection::default() }));
        let [heads, row] = &rows[..] else { panic!("{rows:?}") };
        let cells: Vec<(&str, &str)> = heads
            .iter()
            .map(String::as_str)
            .zip(row.iter().map(String::as_str))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        assert_eq!(
            cells,
            [
                ("id", "hyperlink-http-example-org"),
                ("title", "'=HYPERLINK(\"http://example.org\")"),
                ("skills", "Redis\nC, and C++"),
                ("questions", "Why?"),
                ("follow_ups", "'-1?\nAnd then?"),
                ("target_seconds", "90"),
                ("problem", "'- one \"leak\"\n- two"),
                ("cues", "problem: nine"),
                ("extras", "Team: Five."),
                ("document", "notes.md"),
            ]
        );
        assert_eq!(heads.len(), 18);
    }

    proptest! {
        #[test]
        fn every_cell_is_read_back_and_none_is_a_formula(
            texts in prop::collection::vec("([=+@'\",;-]|[\t\r\n]|＝|[a-z ]{1,3}|\\PC){0,8}", 4),
        ) {
            let mut story = Story::new("A leak");
            let beats = [Beat::Context, Beat::Problem, Beat::Outcome, Beat::Lesson];
            beats.into_iter().zip(&texts).for_each(|(beat, text)| story.beats.insert(beat, text.as_str()));
            let rows = read(&write(Selection { stories: &[&story], ..Selection::default() }));
            prop_assert_eq!((rows.len(), rows[1].len()), (2, rows[0].len()));
            prop_assert!(rows[1].iter().all(|cell| !cell.trim_start().starts_with(SIGNS)), "{:?}", rows[1]);
            for beat in beats {
                let cell = &rows[1][rows[0].iter().position(|head| head == beat.key()).unwrap()];
                let text = story.beats.get(beat).unwrap_or_default();
                prop_assert_eq!(taken_back(cell), &*Safe::from(text));
            }
        }
    }
}
