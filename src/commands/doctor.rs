//! `retell doctor`: everything that could not be read, and what to do about it.

use std::io::{self, Write};

use serde::Serialize;

use super::output::Printer;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::text::count;

/// One line of `retell doctor --json`.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    reason: &'a str,
    hint: &'a str,
    remedy: Option<&'static str>,
}

/// Prints the problems of a library that holds so many stories and takes.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    stories: usize,
    takes: usize,
    problems: &[Problem],
    as_json: bool,
    out: &mut Printer<impl Write>,
) -> io::Result<()> {
    for problem in problems {
        if as_json {
            out.json(&row(problem))?;
        } else {
            out.line(problem.to_string())?;
        }
    }
    if as_json {
        return Ok(());
    }
    let (stories, takes) = (count(stories, "story", "stories"), count(takes, "take", "takes"));
    out.line(match problems.len() {
        0 => format!("{stories} and {takes}: all is well."),
        some => format!("{stories} and {takes} could be read; {}.", count(some, "problem", "problems")),
    })
}

fn row(problem: &Problem) -> Row<'_> {
    Row {
        file: &problem.file,
        line: problem.line,
        column: problem.column,
        reason: &problem.reason,
        hint: &problem.hint,
        remedy: match problem.remedy {
            Remedy::None | Remedy::Listed => None,
            Remedy::Versions(_) => Some("versions"),
            Remedy::Compare(_) => Some("compare"),
            Remedy::Edit(_) => Some("edit"),
        },
    }
}
