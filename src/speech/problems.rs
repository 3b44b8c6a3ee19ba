//! What could not be read or done, and what can be done about it.

use super::{List, Speech};
use crate::app::App;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::text::count;

pub(super) fn say(app: &App, from: Option<usize>) -> Speech {
    let problems = app.problems();
    let cursor = app.problems_screen().cursor(problems.len());
    let row = |row: usize| problems.get(row).map(words_of).unwrap_or_default();
    Speech {
        news: vec![format!("{}.", count(problems.len(), "problem", "problems"))],
        list: List::new("Problems", problems.len(), cursor, from, row),
        ..Speech::titled("What could not be read or done")
    }
}

fn words_of(problem: &Problem) -> String {
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!(", line {line}, column {column}"),
        (Some(line), None) => format!(", line {line}"),
        _ => String::new(),
    };
    let hint = match &problem.remedy {
        Remedy::None | Remedy::Listed => problem.hint.as_str(),
        Remedy::Versions(_) => "Type mend for the versions of it that are whole.",
        Remedy::Edit(_) => "Type mend to go on with it in your editor.",
        Remedy::Compare(_) => "Type mend to hear both versions, and choose.",
    };
    format!("{}{place}: {}. {hint}", problem.file, problem.reason)
}
