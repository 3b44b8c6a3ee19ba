//! `retell import`: brings the stories of documents into the library and accounts for every line.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::gather::read_document;
use super::output::Printer;
use super::shelf::{Fate, Shelf};
use crate::domain::beat::Beats;
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
use crate::import::{Found, Import};
use crate::storage::{Folders, change, stories};

/// To write so many stories takes long enough to wonder.
const MANY: usize = 500;

/// How an import is to be done and told.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Write nothing.
    pub is_dry_run: bool,
    /// Print JSON.
    pub as_json: bool,
}

/// Imports documents into a library that holds `library`: results to `out`, problems to `errors` unless they are part
/// of the JSON. Returns how many problems there were.
///
/// # Errors
/// When `out` or `errors` can't be written.
pub fn run(
    files: &[PathBuf],
    library: &[Story],
    vocabulary: &[&str],
    folders: &Folders,
    options: Options,
    out: &mut Printer<impl Write>,
    errors: &mut Printer<impl Write>,
) -> io::Result<usize> {
    let mut shelf = Shelf::new(library, stories::taken(folders));
    let mut imports = Vec::with_capacity(files.len());
    for file in files {
        let mut import = read_document(file, vocabulary);
        let fates = shelf.take_in(&mut import);
        imports.push((import, fates));
    }
    if !options.is_dry_run {
        let comes_in = |fate: &&Fate| matches!(fate, Fate::New | Fate::Updated);
        let stories = imports.iter().flat_map(|(_, fates)| fates).filter(comes_in).count();
        if stories >= MANY && !options.as_json {
            errors.line(format!("retell: writing {stories} stories …"))?;
        }
        write(shelf, &mut imports, folders);
    }
    let (mut came_in, mut problems) = (0, 0);
    for (import, fates) in &imports {
        came_in += fates.iter().filter(|fate| matches!(fate, Fate::New | Fate::Updated)).count();
        problems += import.problems.len();
        if options.as_json {
            out.json(&report(import, fates))?;
            continue;
        }
        print(import, fates, out)?;
        for problem in &import.problems {
            errors.line(format!("retell: {problem}"))?;
        }
    }
    if !options.as_json {
        let stories = count(came_in, "story", "stories");
        match (options.is_dry_run, came_in) {
            (true, _) => out.line(format!("{stories} would come in. Nothing was written."))?,
            (false, 0) => out.line("Nothing came in.")?,
            (false, _) => out.line(format!("{stories} came in. To see them: retell"))?,
        }
    }
    Ok(problems)
}

/// Writes all that came in, as one change. What could not be written has failed.
fn write(shelf: Shelf, imports: &mut [(Import, Vec<Fate>)], folders: &Folders) {
    let what = match &*imports {
        [(import, _)] => format!("import of {}", import.file),
        imports => {
            let read = imports.iter().filter(|(import, _)| !import.stories.is_empty()).count();
            format!("import of {}", count(read, "document", "documents"))
        }
    };
    let change = shelf.into_change(what);
    let written = change::apply(folders, &change).unwrap_or_else(|problem| vec![Err(problem); change.steps.len()]);
    let mut written = written.into_iter();
    for (import, fates) in imports {
        for fate in fates.iter_mut().filter(|fate| matches!(fate, Fate::New | Fate::Updated)) {
            let Some(Err(problem)) = written.next() else { continue };
            *fate = Fate::Failed;
            // A disk that refuses one story refuses them all: say so once.
            if !import.problems.iter().any(|known| known.reason == problem.reason) {
                import.problems.push(problem);
            }
        }
    }
}

#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    form: Option<crate::import::Form>,
    stories: Vec<StoryReport<'a>>,
    left_out: Vec<LeftOutReport<'a>>,
    problems: Vec<ProblemReport<'a>>,
}

#[derive(Serialize)]
struct StoryReport<'a> {
    title: &'a str,
    title_made_up: bool,
    lines: (usize, usize),
    skills: &'a [String],
    suggested_skills: &'a [String],
    beats: &'a Beats,
    draft: bool,
    id: &'a StoryId,
    fate: Fate,
}

#[derive(Serialize)]
struct LeftOutReport<'a> {
    lines: (usize, usize),
    reason: &'a str,
}

#[derive(Serialize)]
struct ProblemReport<'a> {
    line: Option<usize>,
    column: Option<usize>,
    reason: &'a str,
    hint: &'a str,
}

fn report<'a>(import: &'a Import, fates: &[Fate]) -> Report<'a> {
    let story = |(found, &fate): (&'a Found, &Fate)| StoryReport {
        title: &found.story.title,
        title_made_up: found.story.title_made_up,
        lines: found.lines,
        skills: &found.story.skills,
        suggested_skills: &found.story.suggested_skills,
        beats: &found.story.beats,
        draft: found.story.is_draft(),
        id: &found.story.id,
        fate,
    };
    let problem = |problem: &'a Problem| ProblemReport {
        line: problem.line,
        column: problem.column,
        reason: &problem.reason,
        hint: &problem.hint,
    };
    Report {
        file: &import.file,
        form: import.form,
        stories: import.stories.iter().zip(fates).map(story).collect(),
        left_out: import.left_out.iter().map(|out| LeftOutReport { lines: out.lines, reason: out.reason }).collect(),
        problems: import.problems.iter().map(problem).collect(),
    }
}

fn print(import: &Import, fates: &[Fate], out: &mut Printer<impl Write>) -> io::Result<()> {
    let found = count(import.stories.len(), "story", "stories");
    match import.form {
        Some(form) => out.line(format!("{}: {}, {found}", import.file, form.name()))?,
        None => out.line(format!("{}: not read", import.file))?,
    }
    for (found, fate) in import.stories.iter().zip(fates) {
        let (word, story) = (fate.word(), &found.story);
        let mut notes = vec![lines(found.lines)];
        notes.extend(story.title_made_up.then(|| "title made up".to_owned()));
        notes.extend(story.is_draft().then(|| format!("draft: {}", story.missing().join(", "))));
        notes.extend((*fate == Fate::Edited).then(|| "edited since; left as it is".to_owned()));
        out.line(format!("  {word:<9}  {}  ({})", story.title, notes.join("; ")))?;
        let beats: Vec<&str> = story.beats.iter().map(|(beat, _)| beat.key()).collect();
        out.line(format!("             {}", beats.join(" · ")))?;
        if story.all_skills().next().is_some() {
            out.line(format!("             skills: {}", story.shown_skills().join(", ")))?;
        }
    }
    for left_out in &import.left_out {
        out.line(format!("  left out   {}: {}", lines(left_out.lines), left_out.reason))?;
    }
    Ok(())
}

fn lines((first, last): (usize, usize)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}
