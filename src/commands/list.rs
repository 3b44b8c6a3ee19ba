//! `retell list`: the stories that a query finds, in the same order as on the screen.

use std::io::{self, Write};

use serde::Serialize;

use super::output::Printer;
use crate::domain::lexicon::Lexicon;
use crate::domain::library::{Library, Origin};
use crate::domain::safe::Safe;
use crate::domain::story::{Story, StoryId};
use crate::search::catalog::Catalog;
use crate::search::query::Query;
use crate::search::rank::{Finder, Request};

/// One line of `retell list --json`.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a StoryId,
    title: &'a str,
    skills: &'a [String],
    suggested_skills: &'a [String],
    draft: bool,
    sample: bool,
}

/// Prints the stories that `query` finds, best first, and returns how many there are.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    library: Library,
    lexicon: &Lexicon,
    query: &str,
    as_json: bool,
    out: &mut Printer<impl Write>,
) -> io::Result<usize> {
    let catalog = Catalog::new(library, lexicon).with_texts();
    let request = Request { query: Query::parse(query), rows: usize::MAX, ..Request::default() };
    let answer = Finder::default().find(&catalog, &request);
    let found: Vec<&Story> = answer.top.iter().filter_map(|&place| catalog.stories().get(place as usize)).collect();
    let width = found.iter().map(|story| Safe::from(&story.title).width()).max();
    let width = width.unwrap_or(0).min(48);
    for story in &found {
        if as_json {
            let row = Row {
                id: &story.id,
                title: &story.title,
                skills: &story.skills,
                suggested_skills: &story.suggested_skills,
                draft: story.is_draft(),
                sample: catalog.library().origin == Origin::Samples,
            };
            out.json(&row)?;
        } else {
            let (title, skills) = (Safe::from(&story.title), story.shown_skills().join(" · "));
            let gap = width.saturating_sub(title.width());
            out.line(format!("{title}{:gap$}  {skills}", "").trim_end())?;
        }
    }
    Ok(found.len())
}
