//! `retell match`: the stories that answer an interviewer's question, how well, and why.

use std::io::{self, Write};

use serde::Serialize;

use super::output::Printer;
use crate::domain::competency::Competencies;
use crate::domain::history::History;
use crate::domain::lexicon::Lexicon;
use crate::domain::library::Library;
use crate::domain::safe::Safe;
use crate::domain::story::StoryId;
use crate::search::evidence::Evidence;
use crate::search::question::{Answers, Fit};

/// The columns of a line.
const WIDTH: usize = 80;

/// The columns before a title or a reason: those of the longest word for a fit, and a gap.
const INDENT: usize = 10;

/// The most columns of a title.
const WIDEST_TITLE: usize = WIDTH - INDENT;

/// One line of `retell match --json`.
#[derive(Serialize)]
struct Row<'a> {
    id: Option<&'a StoryId>,
    title: Option<&'a str>,
    fit: &'static str,
    reason: &'a str,
    asks_for: &'a [String],
}

/// How to print the answers.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// One JSON object for each story instead of words.
    pub as_json: bool,
    /// How many stories at most.
    pub most: usize,
}

/// Prints the stories that answer a question, best first, and returns how well the best one does.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    library: &Library,
    history: &History,
    (competencies, lexicon): (&Competencies, &Lexicon),
    question: &str,
    options: Options,
    out: &mut Printer<impl Write>,
) -> io::Result<Fit> {
    let evidence = Evidence::new(library.stories(), competencies, lexicon);
    let answers = evidence.answer(question, history);
    if options.as_json {
        print_json(library, &answers, options.most, out)?;
    } else {
        print_words(library, &answers, options.most, out)?;
    }
    Ok(answers.fit())
}

fn print_json(library: &Library, answers: &Answers, most: usize, out: &mut Printer<impl Write>) -> io::Result<()> {
    let asks_for = &answers.asks_for;
    for found in answers.matches.iter().take(most) {
        let Some(story) = library.stories().get(found.place) else { continue };
        let (id, title) = (Some(&story.id), Some(story.title.as_str()));
        out.json(&Row { id, title, fit: found.fit.name(), reason: &found.reason, asks_for })?;
    }
    match &answers.gap {
        Some(gap) if answers.matches.is_empty() => {
            out.json(&Row { id: None, title: None, fit: Fit::Gap.name(), reason: gap, asks_for })
        }
        _ => Ok(()),
    }
}

fn print_words(library: &Library, answers: &Answers, most: usize, out: &mut Printer<impl Write>) -> io::Result<()> {
    if !answers.asks_for.is_empty() {
        out.line(format!("Asks for {}.", listed(&answers.asks_for)))?;
    }
    if let Some(gap) = &answers.gap {
        out.lines(textwrap::fill(&Safe::from(gap), WIDTH))?;
    }
    for found in answers.matches.iter().take(most) {
        let Some(story) = library.stories().get(found.place) else { continue };
        let title = Safe::from(&story.title).on_one_line();
        let title = match title.width() {
            0..=WIDEST_TITLE => title.to_string(),
            _ => format!("{}…", title.start(WIDEST_TITLE - 1).trim_end()),
        };
        out.line("")?;
        out.line(format!("{:INDENT$}{title}", found.fit.name()))?;
        out.line(format!("{:INDENT$}{}", "", found.reason))?;
    }
    match answers.matches.len().checked_sub(most) {
        None | Some(0) => Ok(()),
        Some(more) => {
            out.line("")?;
            out.line(format!("{more} more; -n {} shows them all.", answers.matches.len()))
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
