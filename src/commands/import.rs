//! `retell import`: brings the stories of documents into the library and accounts for every line.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::gather::read_document;
use super::output::json_line;
use crate::domain::beat::Beats;
use crate::domain::problem::Problem;
use crate::domain::safe::safe;
use crate::domain::story::{Story, StoryId};
use crate::import::{Found, Import};
use crate::storage::{Folders, stories};

/// What becomes of a story that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Fate {
    /// It comes in.
    New,
    /// It takes the place of its earlier version from the same document.
    Updated,
    /// The library has it as it is.
    Unchanged,
    /// It could not be written.
    Failed,
}

/// How an import is to be done and told.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Write nothing.
    pub is_dry_run: bool,
    /// Print JSON.
    pub as_json: bool,
}

/// Imports documents into a library that holds `library`, and returns how many problems there were.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    files: &[PathBuf],
    library: Vec<Story>,
    vocabulary: &[&str],
    folders: &Folders,
    options: Options,
    out: &mut impl Write,
) -> io::Result<usize> {
    let mut library = library;
    let (mut came_in, mut problems) = (0, 0);
    for file in files {
        let mut import = read_document(file, vocabulary);
        let fates = take_in(&mut import, &mut library, folders, options);
        came_in += fates.iter().filter(|fate| matches!(fate, Fate::New | Fate::Updated)).count();
        problems += import.problems.len();
        if options.as_json {
            json_line(out, &report(&import, &fates))?;
        } else {
            print(&import, &fates, out)?;
        }
    }
    if !options.as_json {
        let stories = format!("{came_in} {}", if came_in == 1 { "story" } else { "stories" });
        match (options.is_dry_run, came_in) {
            (true, _) => writeln!(out, "{stories} would come in. Nothing was written.")?,
            (false, 0) => writeln!(out, "Nothing came in.")?,
            (false, _) => writeln!(out, "{stories} came in. To see them: retell")?,
        }
    }
    Ok(problems)
}

/// Puts what was found into the library, on disk too unless nothing is to be written.
fn take_in(import: &mut Import, library: &mut Vec<Story>, folders: &Folders, options: Options) -> Vec<Fate> {
    let mut fates = Vec::with_capacity(import.stories.len());
    for found in &mut import.stories {
        let story = &mut found.story;
        let fate = if let Some(same) = library.iter().find(|known| is_same(known, story)) {
            story.id = same.id.clone();
            Fate::Unchanged
        } else if let Some(earlier) = library.iter().find(|known| is_earlier(known, story)) {
            keep_what_is_not_from_the_document(story, earlier);
            Fate::Updated
        } else {
            story.id = story.id.clone().made_unique(|id| library.iter().any(|known| known.id == *id));
            Fate::New
        };
        if fate == Fate::Unchanged {
            fates.push(fate);
            continue;
        }
        match if options.is_dry_run { Ok(()) } else { stories::save(&folders.stories, story) } {
            Ok(()) => {
                library.retain(|known| known.id != story.id);
                library.push(story.clone());
                fates.push(fate);
            }
            Err(problem) => {
                // A folder that refuses one story refuses them all: say so once.
                if !import.problems.iter().any(|known| known.reason == problem.reason) {
                    import.problems.push(problem);
                }
                fates.push(Fate::Failed);
            }
        }
    }
    fates
}

fn is_same(known: &Story, found: &Story) -> bool {
    known.beats == found.beats && (known.title == found.title || found.title_made_up)
}

fn is_earlier(known: &Story, found: &Story) -> bool {
    let document = |story: &Story| story.source.as_ref().map(|source| source.document.clone());
    document(found).is_some()
        && document(known) == document(found)
        && known.title.to_lowercase() == found.title.to_lowercase()
}

fn keep_what_is_not_from_the_document(found: &mut Story, earlier: &Story) {
    found.version = earlier.version;
    found.id = earlier.id.clone();
    found.target_seconds = found.target_seconds.or(earlier.target_seconds);
    found.cues = earlier.cues.clone();
    for (key, value) in &earlier.unknown {
        found.unknown.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for (now, before) in [
        (&mut found.skills, &earlier.skills),
        (&mut found.questions, &earlier.questions),
        (&mut found.follow_ups, &earlier.follow_ups),
    ] {
        let missing: Vec<String> = before.iter().filter(|one| !now.contains(one)).cloned().collect();
        now.extend(missing);
    }
    found.suggested_skills.retain(|skill| !earlier.skills.contains(skill));
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

fn print(import: &Import, fates: &[Fate], out: &mut impl Write) -> io::Result<()> {
    let count = import.stories.len();
    match import.form {
        Some(form) => writeln!(
            out,
            "{}: {}, {count} {}",
            safe(&import.file),
            form.name(),
            if count == 1 { "story" } else { "stories" }
        )?,
        None => writeln!(out, "{}: not read", safe(&import.file))?,
    }
    for (found, fate) in import.stories.iter().zip(fates) {
        let (word, story) = (fate_word(*fate), &found.story);
        let mut notes = vec![lines(found.lines)];
        notes.extend(story.title_made_up.then(|| "title made up".to_owned()));
        notes.extend(story.is_draft().then(|| "draft".to_owned()));
        writeln!(out, "  {word:<9}  {}  ({})", safe(&story.title), notes.join(", "))?;
        if !story.skills.is_empty() {
            writeln!(out, "             skills: {}", safe(&story.skills.join(", ")))?;
        }
        if !story.suggested_skills.is_empty() {
            writeln!(out, "             suggested: {}", safe(&story.suggested_skills.join(", ")))?;
        }
    }
    for left_out in &import.left_out {
        writeln!(out, "  left out   {}: {}", lines(left_out.lines), left_out.reason)?;
    }
    for problem in &import.problems {
        writeln!(out, "  problem    {}", safe(&problem.to_string()))?;
    }
    Ok(())
}

const fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Updated => "updated",
        Fate::Unchanged => "unchanged",
        Fate::Failed => "failed",
    }
}

fn lines((first, last): (usize, usize)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}
