//! What the stories cover, topic by topic, and the questions for a gap.

use super::{List, Speech, without_dots};
use crate::app::App;
use crate::app::screen::coverage::{CoverageScreen, Probing};
use crate::domain::coverage::{Cell, Coverage, Row, Topic};

pub(super) fn say(app: &App, screen: &CoverageScreen, from: Option<usize>) -> Speech {
    if let (Some(probing), Some(row)) = (screen.probing(), screen.selected()) {
        return probed(app, probing, &row.topic, from);
    }
    let name = screen.pack().map_or("all competencies", |(_, name)| name);
    let speech = Speech::titled(format!("Coverage: {name}"));
    match screen.coverage() {
        None => Speech { news: vec!["Your stories are being read for what they show.".to_owned()], ..speech },
        Some(coverage) => covered(app, screen, coverage, from, speech),
    }
}

fn covered(app: &App, screen: &CoverageScreen, coverage: &Coverage, from: Option<usize>, speech: Speech) -> Speech {
    let goals = coverage.goals.iter().map(|goal| {
        let met = if goal.is_met() { "reached" } else { "not reached" };
        format!("{}: {met}.", goal.words())
    });
    let row = |number: usize| {
        coverage.rows.get(number).map(|row| format!("{}, {}", row.topic.name, row.cover().name())).unwrap_or_default()
    };
    let cell = screen.cell().and_then(|cell| screen.selected()?.cells.get(cell));
    let none =
        coverage.rows.is_empty().then_some("None of these questions says what it probes. Type next pack to go on.");
    Speech {
        news: [format!("{}.", without_dots(&coverage.standing()))]
            .into_iter()
            .chain(none.map(str::to_owned))
            .chain(cell.map(|cell| story_of(app, cell)))
            .collect(),
        body: goals.collect(),
        list: List::new("Topics", coverage.rows.len(), screen.row(), from, row),
        text: screen.selected().map(|row| about(app, row)).unwrap_or_default(),
        ..speech
    }
}

/// What a topic needs, and the stories that show it.
fn about(app: &App, row: &Row) -> Vec<String> {
    let needs = app.needs(&row.topic).into_iter().map(|(name, needs)| format!("A story of {name} needs {needs}."));
    let none = row.cells.is_empty().then(|| "No story shows it yet.".to_owned());
    needs.chain(none).chain(row.cells.iter().map(|cell| story_of(app, cell))).collect()
}

/// How well a story shows the topic, and why.
fn story_of(app: &App, cell: &Cell) -> String {
    let title = app.library().stories().get(cell.place).map_or("", |story| story.title.as_str());
    let about = if cell.is_primary { ", and what the story is about" } else { "" };
    format!("{title}, {}{about}: {}", cell.fit.name(), app.why(cell))
}

fn probed(app: &App, probing: &Probing, topic: &Topic, from: Option<usize>) -> Speech {
    let questions = probing.questions();
    let row = |row: usize| {
        let Some(question) = questions.get(row) else { return String::new() };
        let from = question.asked.as_ref().map(ToString::to_string).or_else(|| question.heading.clone());
        format!("{}{}", question.text, from.map(|from| format!(" ({from})")).unwrap_or_default())
    };
    let list = List::new("Questions", questions.len(), probing.cursor(), from, row);
    match probing.title() {
        Some(title) => Speech {
            news: Some(title.text()).filter(|title| !title.is_empty()).into_iter().collect(),
            body: list
                .map(|list| list.under_cursor)
                .into_iter()
                .chain(["Type the title; :esc goes back.".to_owned()])
                .collect(),
            ..Speech::titled("Title of a story that answers it")
        },
        None => Speech {
            body: app
                .needs(topic)
                .into_iter()
                .map(|(name, needs)| format!("A story of {name} needs {needs}."))
                .collect(),
            list,
            ..Speech::titled(format!("Questions for {}", topic.name))
        },
    }
}
