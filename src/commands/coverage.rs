//! `retell coverage`: which topics the stories cover, those that no story shows first, and what is missing before an
//! interview.

use std::io::{self, Write};

use serde::Serialize;

use super::output::Printer;
use crate::domain::competency::Competencies;
use crate::domain::coverage::{Aim, Cell, Cover, Coverage, Goal, Row, Topic};
use crate::domain::fit::Fit;
use crate::domain::history::History;
use crate::domain::library::Library;
use crate::domain::question::Pack;
use crate::domain::safe::Safe;
use crate::domain::story::StoryId;
use crate::search::evidence::Evidence;

/// The columns of a line.
const WIDTH: usize = 80;

/// The columns before the words of a topic: those of the longest word for how it is covered, and a gap.
const INDENT: &str = "          ";

/// How many stories are named for a topic.
const NAMED: usize = 3;

/// What `retell coverage --json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// The key of the pack whose headings the rows are; nothing if they are the competencies.
    pack: Option<&'a str>,
    rows: Vec<JsonRow<'a>>,
    goals: Vec<JsonGoal>,
    /// The stories that together cover the most, as many as one needs.
    chosen: Vec<JsonStory<'a>>,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    name: &'a str,
    competencies: &'a [String],
    cover: Cover,
    strong: usize,
    workable: usize,
    stretch: usize,
    stories: Vec<JsonCell<'a>>,
}

#[derive(Serialize)]
struct JsonCell<'a> {
    #[serde(flatten)]
    story: JsonStory<'a>,
    fit: &'static str,
    primary: bool,
    reason: String,
}

#[derive(Serialize)]
struct JsonStory<'a> {
    id: &'a StoryId,
    title: &'a str,
}

#[derive(Serialize)]
struct JsonGoal {
    aim: Aim,
    stories: usize,
    least: usize,
    met: bool,
}

/// What to hold the stories against, and how to print what comes of it.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The pack whose headings are the rows, if they aren't the competencies.
    pub pack: Option<&'a Pack>,
    /// One JSON object instead of words.
    pub as_json: bool,
}

/// The stories, and what is known of them.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The stories.
    pub library: &'a Library,
    /// What they show.
    pub evidence: &'a Evidence,
    /// How they were told.
    pub history: &'a History,
    /// What interviewers probe.
    pub competencies: &'a Competencies,
}

/// Prints what the stories cover.
///
/// # Errors
/// When `out` can't be written.
pub fn run(known: Known, options: Options, out: &mut Printer<impl Write>) -> io::Result<()> {
    let topics = options.pack.map_or_else(|| Topic::each(known.competencies), Topic::of_pack);
    let coverage = known.evidence.coverage(&topics, known.history);
    if options.as_json {
        return out.json(&report(known, options.pack, &coverage));
    }
    for row in &coverage.rows {
        print_row(known, row, out)?;
    }
    print_goals(known, &coverage, out)
}

fn report<'a>(known: Known<'a>, pack: Option<&'a Pack>, coverage: &'a Coverage) -> Report<'a> {
    let cell = |cell: &Cell| {
        let reason = known.evidence.why(cell, known.history);
        Some(JsonCell { story: json_story(known, cell.place)?, fit: cell.fit.name(), primary: cell.is_primary, reason })
    };
    let row = |row: &'a Row| JsonRow {
        name: &row.topic.name,
        competencies: &row.topic.competencies,
        cover: row.cover(),
        strong: row.count(Fit::Strong),
        workable: row.count(Fit::Workable),
        stretch: row.count(Fit::Stretch),
        stories: row.cells.iter().filter_map(cell).collect(),
    };
    let goal =
        |goal: &Goal| JsonGoal { aim: goal.aim, stories: goal.stories, least: goal.aim.least(), met: goal.is_met() };
    Report {
        pack: pack.map(|pack| pack.key.as_str()),
        rows: coverage.rows.iter().map(row).collect(),
        goals: coverage.goals.iter().map(goal).collect(),
        chosen: chosen(coverage).into_iter().filter_map(|place| json_story(known, place)).collect(),
    }
}

fn json_story<'a>(known: Known<'a>, place: usize) -> Option<JsonStory<'a>> {
    known.library.stories().get(place).map(|story| JsonStory { id: &story.id, title: &story.title })
}

fn chosen(coverage: &Coverage) -> Vec<usize> {
    coverage.choose(Aim::Ready.least(), |_| true)
}

fn print_row(known: Known, row: &Row, out: &mut Printer<impl Write>) -> io::Result<()> {
    let indent = INDENT.len();
    let counts = if row.cells.is_empty() { String::new() } else { format!("  {}", row.counts()) };
    out.line(format!("{:indent$}{}{counts}", row.cover().name(), row.topic.name))?;
    let titles: Vec<String> = row.cells.iter().take(NAMED).map(|cell| quoted(known, cell.place)).collect();
    if !titles.is_empty() {
        print_wrapped(&titles.join(", "), out)?;
    }
    if row.cover() == Cover::Covered {
        return Ok(());
    }
    let needs = row.topic.competencies.iter().filter_map(|name| Some((name, known.competencies.needs(name)?)));
    for (name, needs) in needs {
        let it = if *name == row.topic.name { "It".to_owned() } else { format!("For {name} it") };
        print_wrapped(&format!("{it} needs {needs}."), out)?;
    }
    Ok(())
}

fn quoted(known: Known, place: usize) -> String {
    let title = known.library.stories().get(place).map_or("", |story| story.title.as_str());
    format!("“{}”", Safe::from(title).on_one_line())
}

fn print_wrapped(text: &str, out: &mut Printer<impl Write>) -> io::Result<()> {
    let indented = textwrap::Options::new(WIDTH).initial_indent(INDENT).subsequent_indent(INDENT);
    out.lines(textwrap::fill(&Safe::from(text), indented))
}

fn print_goals(known: Known, coverage: &Coverage, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line("")?;
    out.line("Before an interview:")?;
    for goal in coverage.goals {
        out.line(format!("  {} {}", if goal.is_met() { '✓' } else { '✗' }, goal.words()))?;
    }
    let titles: Vec<String> = chosen(coverage).into_iter().map(|place| quoted(known, place)).collect();
    if titles.len() > 1 {
        out.line("")?;
        let words = format!("These {} together cover the most: {}.", titles.len(), titles.join(", "));
        out.lines(textwrap::fill(&Safe::from(words), WIDTH))?;
    }
    Ok(())
}
