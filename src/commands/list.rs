//! `retell list`: the stories that a query finds, in the same order as on the screen.

use std::io::{self, Write};

use serde::Serialize;

use super::output::Printer;
use super::reasons::{Met, Reasons};
use crate::domain::agenda::Agenda;
use crate::domain::history::History;
use crate::domain::lexicon::Lexicon;
use crate::domain::library::{Library, Origin};
use crate::domain::safe::Safe;
use crate::domain::story::{Story, StoryId};
use crate::search::catalog::Catalog;
use crate::search::query::Query;
use crate::search::rank::{Finder, Request};
use crate::search::standing::{Sort, states};

/// One line of `retell list --json`.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a StoryId,
    title: &'a str,
    skills: &'a [String],
    suggested_skills: &'a [String],
    draft: bool,
    flagged: bool,
    sample: bool,
    /// How each group of the query was met, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<&'a [Met]>,
    /// How the story goes by all that was typed, if it does and that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    called: Option<&'static str>,
}

/// What to find and how to print it.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What to find.
    pub query: &'a Query,
    /// The order of stories that the query doesn't rank.
    pub sort: Sort,
    /// Whether to say why each story stands where it does.
    pub is_explained: bool,
    /// Whether to print JSON.
    pub as_json: bool,
}

/// Prints the stories that the query finds, best first, and returns how many there are.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    library: Library,
    lexicon: &Lexicon,
    history: &History,
    agenda: &Agenda,
    options: Options,
    out: &mut Printer<impl Write>,
) -> io::Result<usize> {
    let request = Request {
        states: states(options.query, &library, history, agenda),
        order: options.sort.order(&library, history),
        query: options.query.clone(),
        rows: usize::MAX,
        ..Request::default()
    };
    let catalog = Catalog::new(library, lexicon).with_texts();
    let mut finder = Finder::default();
    let top = finder.find(&catalog, &request).top;
    let found: Vec<&Story> = top.iter().filter_map(|&place| catalog.stories().get(place as usize)).collect();
    let why = if options.is_explained { finder.explain(&catalog, &request, &top) } else { Vec::new() };
    let reasons: Vec<Reasons> =
        found.iter().zip(&why).map(|(story, why)| Reasons::new(story, &request.query, why)).collect();
    let width = found.iter().map(|story| Safe::from(&story.title).width()).max();
    let width = width.unwrap_or(0).min(48);
    for (place, story) in found.iter().enumerate() {
        let reason = reasons.get(place);
        if options.as_json {
            out.json(&Row {
                id: &story.id,
                title: &story.title,
                skills: &story.skills,
                suggested_skills: &story.suggested_skills,
                draft: story.is_draft(),
                flagged: story.flagged,
                sample: catalog.library().origin == Origin::Samples,
                met: reason.map(|reason| reason.met.as_slice()),
                called: reason.and_then(Reasons::called),
            })?;
        } else {
            let (title, skills) = (Safe::from(&story.title), story.shown_skills().join(" · "));
            let gap = width.saturating_sub(title.width());
            out.line(format!("{title}{:gap$}  {skills}", "").trim_end())?;
            for line in reason.into_iter().flat_map(|reason| reason.lines(reasons.get(place + 1), options.sort)) {
                out.line(line)?;
            }
        }
    }
    Ok(found.len())
}
