//! `retell import`: brings the stories of documents into the library and accounts for every line.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::gather::read_document;
use super::output::{json_line, one_line};
use crate::domain::beat::Beats;
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
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
    /// Its earlier version has been edited in the library, and stays as it is.
    Edited,
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
    out: &mut impl Write,
    errors: &mut impl Write,
) -> io::Result<usize> {
    let mut shelf = Shelf { before: library.iter().collect(), added: Vec::new(), folders, options };
    let (mut came_in, mut problems) = (0, 0);
    for file in files {
        let mut import = read_document(file, vocabulary);
        let fates = shelf.take_in(&mut import);
        came_in += fates.iter().filter(|fate| matches!(fate, Fate::New | Fate::Updated)).count();
        problems += import.problems.len();
        if options.as_json {
            json_line(out, &report(&import, &fates))?;
            continue;
        }
        print(&import, &fates, out)?;
        for problem in &import.problems {
            writeln!(errors, "retell: {}", one_line(&problem.to_string()))?;
        }
    }
    if !options.as_json {
        let stories = count(came_in, "story", "stories");
        match (options.is_dry_run, came_in) {
            (true, _) => writeln!(out, "{stories} would come in. Nothing was written.")?,
            (false, 0) => writeln!(out, "Nothing came in.")?,
            (false, _) => writeln!(out, "{stories} came in. To see them: retell")?,
        }
    }
    Ok(problems)
}

/// The library while stories are put into it.
struct Shelf<'a> {
    /// The stories that were there before and that none found so far is a version of.
    before: Vec<&'a Story>,
    /// Those that came in or were recognized since.
    added: Vec<Story>,
    folders: &'a Folders,
    options: Options,
}

impl Shelf<'_> {
    /// Puts what was found into the library, on disk too unless nothing is to be written.
    fn take_in(&mut self, import: &mut Import) -> Vec<Fate> {
        let mut fates = Vec::with_capacity(import.stories.len());
        for found in &mut import.stories {
            let story = &mut found.story;
            let mut fate = self.settle(story);
            if matches!(fate, Fate::New | Fate::Updated) && !self.options.is_dry_run {
                let fingerprint = story.fingerprint();
                if let Some(source) = &mut story.source {
                    source.fingerprint = Some(fingerprint);
                }
                if let Err(problem) = stories::save(&self.folders.stories, story) {
                    fate = Fate::Failed;
                    // A disk that refuses one story refuses them all: say so once.
                    if !import.problems.iter().any(|known| known.reason == problem.reason) {
                        import.problems.push(problem);
                    }
                }
            }
            self.added.push(story.clone());
            fates.push(fate);
        }
        fates
    }

    /// Decides what becomes of a story, and gives it the id it will have.
    fn settle(&mut self, story: &mut Story) -> Fate {
        if let Some(same) = self.added.iter().find(|known| has_all_of(known, story)) {
            story.id = same.id.clone();
            return Fate::Unchanged;
        }
        let same = self.before.iter().position(|known| has_all_of(known, story));
        let earlier = || self.before.iter().position(|known| is_earlier(known, story));
        let Some(place) = same.or_else(earlier) else {
            let is_known = |id: &StoryId| {
                let mut known = self.before.iter().copied().chain(&self.added);
                known.any(|known| known.id == *id) || stories::is_taken(&self.folders.stories, id)
            };
            story.id = story.id.clone().made_unique(is_known);
            return Fate::New;
        };
        let earlier = self.before.swap_remove(place);
        story.id = earlier.id.clone();
        if same.is_some() {
            return Fate::Unchanged;
        }
        let imported = earlier.source.as_ref().and_then(|source| source.fingerprint.as_ref());
        if imported != Some(&earlier.fingerprint()) {
            return Fate::Edited;
        }
        keep_what_is_not_from_the_document(story, earlier);
        Fate::Updated
    }
}

/// Whether the library's story says all that the one found says.
fn has_all_of(known: &Story, found: &Story) -> bool {
    let from_elsewhere = document_of(known) != document_of(found);
    known.beats == found.beats
        && (known.title == found.title || found.title_made_up || from_elsewhere)
        && found.skills.iter().all(|skill| known.skills.contains(skill))
        && found.questions.iter().all(|question| known.questions.contains(question))
}

/// Whether the library's story came from the same place: the same document, and a title or words that it still has.
fn is_earlier(known: &Story, found: &Story) -> bool {
    let has_same_title = known.title.to_lowercase() == found.title.to_lowercase();
    let shares_a_beat = known.beats.iter().any(|(beat, text)| found.beats.get(beat) == Some(text));
    let has_same_beats = known.beats.iter().eq(found.beats.iter());
    document_of(known).is_some()
        && document_of(known) == document_of(found)
        && (has_same_title && shares_a_beat || has_same_beats)
}

fn document_of(story: &Story) -> Option<&str> {
    story.source.as_ref().map(|source| source.document.as_str())
}

fn keep_what_is_not_from_the_document(found: &mut Story, earlier: &Story) {
    found.version = earlier.version;
    found.target_seconds = found.target_seconds.or(earlier.target_seconds);
    found.cues = earlier.cues.clone();
    found.beats.keep_unknown(&earlier.beats);
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
    let found = count(import.stories.len(), "story", "stories");
    match import.form {
        Some(form) => writeln!(out, "{}: {}, {found}", one_line(&import.file), form.name())?,
        None => writeln!(out, "{}: not read", one_line(&import.file))?,
    }
    for (found, fate) in import.stories.iter().zip(fates) {
        let (word, story) = (fate_word(*fate), &found.story);
        let mut notes = vec![lines(found.lines)];
        notes.extend(story.title_made_up.then(|| "title made up".to_owned()));
        notes.extend(story.is_draft().then(|| format!("draft: {}", story.missing().join(", "))));
        notes.extend((*fate == Fate::Edited).then(|| "edited since; left as it is".to_owned()));
        writeln!(out, "  {word:<9}  {}  ({})", one_line(&story.title), notes.join("; "))?;
        let beats: Vec<&str> = story.beats.iter().map(|(beat, _)| beat.key()).collect();
        writeln!(out, "             {}", beats.join(" · "))?;
        if story.all_skills().next().is_some() {
            writeln!(out, "             skills: {}", one_line(&story.shown_skills().join(", ")))?;
        }
    }
    for left_out in &import.left_out {
        writeln!(out, "  left out   {}: {}", lines(left_out.lines), left_out.reason)?;
    }
    Ok(())
}

const fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Updated => "updated",
        Fate::Unchanged => "unchanged",
        Fate::Edited => "skipped",
        Fate::Failed => "failed",
    }
}

fn lines((first, last): (usize, usize)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}
