//! CSV and TSV: a story a record under a header of beat names.

use std::collections::BTreeSet;

use csv::ReaderBuilder;

use super::label_search;
use super::row::Row;
use super::table::{self, Holding, Record};
use crate::domain::beat::Beat;

/// What separates cells.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// So many of the header's names must be beats, and so many names there must be.
const FEWEST_BEATS: usize = 2;
const FEWEST_COLUMNS: usize = 3;

/// Names for a column that may tell anything.
const DESCRIPTIONS: &[&str] = &["description", "details", "what"];

/// So many records tell whether a text goes on as its first line began.
const SAMPLE: usize = 20;

/// The delimiter of a text whose first line is a header of beat names, and whose records have as many cells.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    DELIMITERS.into_iter().find(|&delimiter| {
        first.as_bytes().contains(&delimiter) && {
            let mut records = records(text, delimiter).take(SAMPLE + 1);
            records.next().is_some_and(|head| {
                let beats = head.cells.iter().filter_map(|cell| label_search::find(cell)?.meaning.beat());
                let is_header =
                    beats.collect::<BTreeSet<_>>().len() >= FEWEST_BEATS && head.cells.len() >= FEWEST_COLUMNS;
                let (mut alike, mut count) = (0, 0);
                for record in records.by_ref() {
                    count += 1;
                    alike += usize::from(record.cells.len() == head.cells.len());
                }
                is_header && count > 0 && alike * 2 >= count
            })
        }
    })
}

/// The rows of a text with this delimiter.
pub(super) fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let mut records: Vec<Record> = records(text, delimiter).collect();
    records.first_mut().into_iter().for_each(name_description);
    table::rows(&records, Holding::Stories)
}

/// Where no column says how a story began, what one describes is the problem.
fn name_description(head: &mut Record) {
    let begins = |name: &String| {
        matches!(label_search::find(name).and_then(|label| label.meaning.beat()), Some(Beat::Context | Beat::Problem))
    };
    let beats = head.cells.iter().filter_map(|cell| label_search::find(cell)?.meaning.beat());
    if beats.collect::<BTreeSet<_>>().len() >= FEWEST_BEATS
        && !head.cells.iter().any(begins)
        && let Some(name) =
            head.cells.iter_mut().find(|name| DESCRIPTIONS.contains(&name.trim().to_lowercase().as_str()))
    {
        *name = Beat::Problem.name().to_owned();
    }
}

/// The records of a text. Any text has some.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Record> + '_ {
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok).map(move |record| {
        let place = |of: fn(&csv::Position) -> u64| record.position().and_then(|at| usize::try_from(of(at)).ok());
        let (byte, line) = (place(csv::Position::byte).unwrap_or(0), place(csv::Position::line).unwrap_or(1));
        // The blank lines before a record are taken as its own.
        let blank = text.as_bytes().iter().skip(byte).take_while(|&&byte| byte == b'\n').count();
        let first = line + blank;
        let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        Record { first, last: first + breaks, cells: record.iter().map(str::to_owned).collect() }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Form, read};
    use super::*;

    #[test]
    fn a_record_is_a_story() {
        let text = "\nTitle,Situation,Action,Result,Skills\n\"A jam, again\",It jammed.,\"I cleared it.\n- Twice\n- Slowly\",It ran.,\"print, calm\"\n\nA leak,It leaked.,I sealed it.,\"It is \"\"dry\"\".\",\n";
        let import = read("a.csv", text.as_bytes(), &[]);
        assert_eq!(import.form, Some(Form::Csv));
        let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
        assert_eq!(seen, [("A jam, again", (3, 6)), ("A leak", (7, 7))]);
        let story = &import.stories[0].story;
        assert_eq!(story.beats.get(Beat::Action), Some("I cleared it.\n\n- Twice\n- Slowly"));
        assert_eq!(story.skills, ["print", "calm"]);
        assert_eq!(import.stories[0].line_of(Beat::Action, 2), 5);
        assert_eq!(import.left_out[0].lines, (1, 2));
    }

    #[test]
    fn only_a_header_of_beats_over_records_makes_it_csv() {
        for (text, expected) in [
            ("Title\tS\tT\tA\tR\nA\tb\tc\td\te\n", Some(b'\t')),
            ("name;Problem;Lösung;Ergebnis\na;b;c;d\n", Some(b';')),
            ("Situation, Task, Action, Result\n\nThat is how you answer.\n", None),
            ("date,amount,currency\n1,2,3\n", None),
            ("Problem, Fix\na, b\n", None),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }
}
