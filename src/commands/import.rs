//! `retell import`: brings the stories of documents into the library and accounts for every line.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::gather::{STANDARD_INPUT, read_document};
use super::output::Printer;
use crate::domain::beat::Beats;
use crate::domain::library::Library;
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
use crate::import::shelf::{Arriving, Fate, Place, Settled, Shelf};
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

/// Imports documents into a library: results to `out`, problems to `errors` unless they are part of the JSON. Returns
/// how many problems there were.
///
/// # Errors
/// When `out` or `errors` can't be written.
pub fn run(
    files: &[PathBuf],
    library: Arc<Library>,
    vocabulary: &[&str],
    folders: &Folders,
    options: Options,
    out: &mut Printer<impl Write>,
    errors: &mut Printer<impl Write>,
) -> io::Result<usize> {
    let mut imports: Vec<Import> = files.iter().map(|file| read_document(file, vocabulary)).collect();
    let shelf = Shelf::new(library, stories::taken(folders));
    let mut settled = settle(&shelf, &imports);
    for (found, place) in imports.iter_mut().flat_map(|import| &mut import.stories).zip(&settled.places) {
        found.story = shelf.placed(&found.story, place).0;
    }
    let comes_in = |places: &[Place]| places.iter().filter(|place| place.fate.comes_in()).count();
    if !options.is_dry_run {
        let stories = comes_in(&settled.places);
        if stories >= MANY && !options.as_json {
            errors.line(format!("retell: writing {stories} stories …"))?;
        }
        write(&shelf, &mut imports, &mut settled.places, folders);
    }
    let mut places = settled.places.as_slice();
    for import in &imports {
        let (of_import, rest) = places.split_at(import.stories.len());
        places = rest;
        let document = import.document();
        let gone = settled.gone.iter().filter_map(|id| shelf.get(id)).filter(|story| {
            // Of two documents of one name, what is gone is told with the last.
            let is_last = imports
                .iter()
                .rev()
                .find(|other| other.document() == document)
                .is_some_and(|last| std::ptr::eq(last, import));
            is_last && story.source.as_ref().is_some_and(|source| source.document == document)
        });
        let told = Told { import, places: of_import, gone: gone.collect(), shelf: &shelf };
        if options.as_json {
            out.json(&told.report())?;
            continue;
        }
        told.print(out)?;
        for problem in &import.problems {
            errors.line(format!("retell: {problem}"))?;
        }
    }
    if !options.as_json {
        let came_in = comes_in(&settled.places);
        let stories = count(came_in, "story", "stories");
        match (options.is_dry_run, came_in) {
            (true, _) => out.line(format!("{stories} would come in. Nothing was written."))?,
            (false, 0) => out.line("Nothing came in.")?,
            (false, _) => out.line(format!("{stories} came in. To see them: retell"))?,
        }
    }
    Ok(imports.iter().map(|import| import.problems.len()).sum())
}

/// Decides what becomes of all stories. A document with a problem may hold more than was read, and standard input is no
/// document that could lack what came from it before.
fn settle(shelf: &Shelf, imports: &[Import]) -> Settled {
    let stories = imports.iter().flat_map(|import| &import.stories);
    let arriving: Vec<Arriving<'_>> = stories.map(|found| Arriving::new(found, None)).collect();
    let whole = imports.iter().filter(|import| import.problems.is_empty() && import.file != STANDARD_INPUT);
    shelf.settle(&arriving, &whole.map(Import::document).collect::<Vec<_>>())
}

/// Writes all that comes in, as one change. What could not be written has failed.
fn write(shelf: &Shelf, imports: &mut [Import], places: &mut [Place], folders: &Folders) {
    let what = match &*imports {
        [import] => format!("import of {}", import.file),
        imports => {
            let read = imports.iter().filter(|import| !import.stories.is_empty()).count();
            format!("import of {}", count(read, "document", "documents"))
        }
    };
    let stories = imports.iter().flat_map(|import| &import.stories).map(|found| &found.story);
    let change = shelf.change(what, stories.zip(&*places));
    let written = change::apply(folders, &change).unwrap_or_else(|problem| vec![Err(problem); change.steps.len()]);
    let mut written = written.into_iter();
    let mut places = places.iter_mut();
    for import in imports {
        for place in places.by_ref().take(import.stories.len()).filter(|place| place.is_taken) {
            let Some(Err(problem)) = written.next() else { continue };
            place.fate = Fate::Failed;
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
    gone: Vec<GoneReport<'a>>,
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
    differs_in: Vec<&'a str>,
    double_of: Option<&'a StoryId>,
}

#[derive(Serialize)]
struct GoneReport<'a> {
    id: &'a StoryId,
    title: &'a str,
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

/// What came of one document.
struct Told<'a> {
    import: &'a Import,
    places: &'a [Place],
    gone: Vec<&'a Story>,
    shelf: &'a Shelf,
}

impl<'a> Told<'a> {
    fn report(&self) -> Report<'a> {
        let import = self.import;
        let story = |(found, place): (&'a Found, &'a Place)| StoryReport {
            title: &found.story.title,
            title_made_up: found.story.title_made_up,
            lines: found.lines,
            skills: &found.story.skills,
            suggested_skills: &found.story.suggested_skills,
            beats: &found.story.beats,
            draft: found.story.is_draft(),
            id: &place.id,
            fate: place.fate,
            differs_in: place.differs.split(", ").filter(|part| !part.is_empty()).collect(),
            double_of: place.other.as_ref().filter(|_| place.fate == Fate::Double),
        };
        let problem = |problem: &'a Problem| ProblemReport {
            line: problem.line,
            column: problem.column,
            reason: &problem.reason,
            hint: &problem.hint,
        };
        let gone = |story: &&'a Story| GoneReport { id: &story.id, title: &story.title };
        Report {
            file: &import.file,
            form: import.form,
            stories: import.stories.iter().zip(self.places).map(story).collect(),
            left_out: import
                .left_out
                .iter()
                .map(|out| LeftOutReport { lines: out.lines, reason: out.reason })
                .collect(),
            gone: self.gone.iter().map(gone).collect(),
            problems: import.problems.iter().map(problem).collect(),
        }
    }

    fn print(&self, out: &mut Printer<impl Write>) -> io::Result<()> {
        let import = self.import;
        let found = count(import.stories.len(), "story", "stories");
        match import.form {
            Some(form) => out.line(format!("{}: {}, {found}", import.file, form.name()))?,
            None => out.line(format!("{}: not read", import.file))?,
        }
        for (found, place) in import.stories.iter().zip(self.places) {
            let (word, story) = (place.fate.word(), found.story.said());
            let mut notes = vec![lines(found.lines)];
            notes.extend(story.title_made_up.then(|| "title made up".to_owned()));
            notes.extend(story.is_draft().then(|| format!("draft: {}", story.missing().join(", "))));
            notes.extend(self.note_on(place, found));
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
        for story in &self.gone {
            out.line(format!("  gone from the document: “{}”; it stays in the library", story.said().title))?;
        }
        Ok(())
    }

    /// What else there is to know of a story's fate.
    fn note_on(&self, place: &Place, found: &Found) -> Option<String> {
        let is_covered = || self.shelf.is_covered(place.other.as_ref()?, found.exported.as_deref()?).then_some(());
        match place.fate {
            Fate::Updated => Some(format!("differs in {}", place.differs)),
            Fate::Edited if is_covered().is_some() => {
                let hint = "To change it in a file, export it with --confidential";
                Some(format!("its names were covered when it went out; left as it is. {hint}"))
            }
            Fate::Edited => Some("edited since; left as it is".to_owned()),
            Fate::Double => {
                let other = place.other.as_ref().and_then(|other| self.shelf.get(other));
                let other =
                    other.map_or_else(|| "one before it".to_owned(), |story| format!("“{}”", story.said().title));
                let differs =
                    if place.differs.is_empty() { String::new() } else { format!(", differs in {}", place.differs) };
                Some(format!("nearly the same as {other}{differs}; left out"))
            }
            Fate::New | Fate::Unchanged | Fate::Failed => None,
        }
    }
}

fn lines((first, last): (usize, usize)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}
