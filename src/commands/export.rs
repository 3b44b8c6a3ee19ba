//! `retell export`: stories in a form that others read, to the terminal or into a file.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use super::at_hand::{found, history, progress};
use super::gather::{self, Gathered};
use super::hearing::hearings;
use super::output::Printer;
use super::telling::{complain, ended, refuse, tell_samples, wrong_usage};
use crate::domain::confidential::{Words, letters_around, said};
use crate::domain::library::{Library, Origin};
use crate::domain::problem::Problem;
use crate::domain::progress::told::Told;
use crate::domain::story::Story;
use crate::domain::text::count;
use crate::domain::time::Stamp;
use crate::export::leaks::{covered, leaks};
use crate::export::partner::Hearing;
use crate::export::{Format, Selection, takes};
use crate::storage::{Folders, handed_out, key};

/// Which form, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The name of the form, unless the file's name says it.
    pub format: Option<&'a str>,
    /// The file, or else the terminal.
    pub output: Option<&'a Path>,
    /// Whether a file may be replaced that is no export, or was changed since.
    pub is_forced: bool,
    /// Whether confidential words go out as they are marked, for the person's own use.
    pub is_for_oneself: bool,
}

impl Options<'_> {
    /// The form that is asked for: by its name, by the name of the file, or else Markdown.
    ///
    /// # Errors
    /// When there is none, with what to do.
    pub fn format(&self) -> Result<&'static Format, String> {
        match (self.format, self.output) {
            (Some(name), _) => Format::named(name),
            (None, Some(file)) => Format::of_ending(&file.extension().unwrap_or_default().to_string_lossy()),
            (None, None) => Format::named("markdown"),
        }
    }
}

/// A library that something is to go out of, and what must not go with it.
struct Source {
    library: Library,
    /// Why nothing goes out but for oneself: stories that can't be read may mark what stands in others.
    unread: Vec<Problem>,
    /// How many of them are of the library.
    missing: usize,
}

impl Source {
    /// Reads the library, and tells what can't be read, unless that will be told by what is refused.
    fn read(is_for_oneself: bool, folders: &Folders) -> Self {
        let Gathered { library, mut problems, unread, .. } = gather::all(folders);
        let missing = problems.iter().filter(|problem| unread.contains(problem)).count();
        if !is_for_oneself {
            problems.retain(|problem| !unread.contains(problem));
        }
        complain(&problems);
        let mut unread: Vec<Problem> = unread.into_iter().map(refused).collect();
        let is_anything_hidden = !library.confidential().are_none();
        if library.origin == Origin::Samples && !is_anything_hidden {
            return Self { library, unread, missing };
        }
        let key = key::make(folders).unwrap_or_else(|problem| {
            // Without it an id would show what it hides.
            unread.extend(Some(problem).filter(|_| is_anything_hidden));
            None
        });
        Self { library: library.keeping(&Words::default().with_key(key)), unread, missing }
    }

    /// How to end once what could be read is written.
    fn written(&self) -> ExitCode {
        match self.missing {
            0 => ExitCode::SUCCESS,
            missing => {
                let missing = count(missing, "story", "stories");
                refuse(&format!("this copy isn't whole: {missing} can't be read"), ExitCode::FAILURE)
            }
        }
    }

    /// How to end where nothing is found, perhaps since it can't be read.
    fn nothing(&self) -> ExitCode {
        complain(&self.unread);
        ExitCode::FAILURE
    }
}

/// Writes the stories that a query finds in a form that others read.
///
/// # Errors
/// When what is to be printed can't be.
pub fn run(text: &str, options: Options, now: Stamp, folders: &Folders) -> io::Result<ExitCode> {
    if let Some(folder) = options.output.filter(|file| file.is_dir()) {
        return Ok(wrong_usage(&format!("{}: this is a folder. Name a file in it", folder.display())));
    }
    let format = match options.format() {
        Ok(format) => format,
        Err(why) => return Ok(wrong_usage(&why)),
    };
    let history = history(folders);
    let source = Source::read(options.is_for_oneself, folders);
    let Some(found) = found(text, &source.library, &history, now, folders) else { return Ok(source.nothing()) };
    let needs = if format.name == "partner" { hearings(&found, &history, now) } else { Vec::new() };
    tell_samples(&source.library);
    let problems = write(&source, &found, &needs, format, options, folders, &mut Printer::results())?;
    Ok(if problems.is_empty() { source.written() } else { ended(&problems) })
}

/// Writes the takes of the stories that a query finds, or all takes, as CSV.
///
/// # Errors
/// When what is to be printed can't be.
pub fn run_takes(text: &str, options: Options, now: Stamp, folders: &Folders) -> io::Result<ExitCode> {
    let source = Source::read(options.is_for_oneself, folders);
    let Some(progress) = progress(text, || source.library.clone(), now, folders) else { return Ok(source.nothing()) };
    Ok(ended(&write_takes(&progress.takes, &source, options, folders, &mut Printer::results())?))
}

/// Writes stories of a library, with what a partner is told beside each in `needs`. What couldn't be written, or must
/// not go out, is a problem; then nothing is written.
fn write(
    Source { library, unread, .. }: &Source,
    found: &[Story],
    needs: &[Hearing],
    format: &Format,
    options: Options,
    folders: &Folders,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    let words = library.confidential();
    let own: Vec<&Story> = found.iter().map(|story| library.as_written(story)).collect();
    let shown: Vec<Cow<'_, Story>> = match (options.is_for_oneself, format.keeps_marks) {
        (true, true) => own.iter().copied().map(Cow::Borrowed).collect(),
        (true, false) => own.iter().map(|story| story.said()).collect(),
        (false, _) => own.iter().map(|story| story.for_others(words)).collect(),
    };
    let shown: Vec<&Story> = shown.iter().map(AsRef::as_ref).collect();
    let names: Vec<String> = own.iter().map(|story| words.name(&story.id)).collect();
    let text = (format.write)(Selection { stories: &shown, needs, names: &names });
    if !options.is_for_oneself {
        let mut problems = unread.clone();
        problems.extend(shown.iter().zip(&own).flat_map(|(story, own)| leaks(story, own, words)));
        if problems.is_empty() {
            problems.extend(leak_of_text(&text, options.output, words));
        }
        if !problems.is_empty() {
            return Ok(problems);
        }
    }
    hand_out(&text, &count(shown.len(), "story", "stories"), options, folders, out)
}

/// Writes takes as CSV, others to see what stands for confidential words. What couldn't be written is a problem.
fn write_takes(
    takes: &[Told],
    Source { library, unread, .. }: &Source,
    options: Options,
    folders: &Folders,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    let words = library.confidential();
    let shown = |text: &str| if options.is_for_oneself { said(text).into_owned() } else { covered(text, words) };
    let takes: Vec<Told> = takes.iter().map(|take| as_of_today(take, library, options.is_for_oneself)).collect();
    let text = takes::write(&takes, shown);
    if !options.is_for_oneself {
        let mut problems = unread.clone();
        // The heading is the same in every table.
        let rows = text.split_once('\n').map_or("", |(_, rows)| rows);
        problems.extend(leak_of_text(rows, options.output, words));
        if !problems.is_empty() {
            return Ok(problems);
        }
    }
    hand_out(&text, &count(takes.len(), "take", "takes"), options, folders, out)
}

/// A take with the title and the id that go out today. The title of an earlier day may have a name in it that is marked no
/// more, and was taken out of the story.
fn as_of_today(take: &Told, library: &Library, is_for_oneself: bool) -> Told {
    let title = library.get(&take.story).map_or(&take.title, |story| &library.as_written(story).title).clone();
    let story = match library.confidential().covered_id(&take.story) {
        Cow::Owned(covered) if !is_for_oneself => covered,
        _ => take.story.clone(),
    };
    Told { title, story, ..take.clone() }
}

/// Why nothing goes out while a story can't be read.
fn refused(unread: Problem) -> Problem {
    let reason = format!("{}, so it isn't known which names in other stories are confidential", unread.reason);
    let hint = format!("{} Or move the file away, or export for yourself with --confidential.", unread.hint);
    Problem { reason, hint, ..unread }
}

/// Hands out a text, of so many stories or takes.
fn hand_out(
    text: &str,
    what: &str,
    options: Options,
    folders: &Folders,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    let Some(file) = options.output else {
        out.cells(text)?;
        return Ok(Vec::new());
    };
    match handed_out::write(folders, file, text, options.is_forced) {
        Err(problem) => Ok(vec![problem]),
        Ok(()) => {
            out.line(format!("{what} in {}", file.display()))?;
            Ok(Vec::new())
        }
    }
}

/// A confidential word in the name of the file, or in the text wherever else it may have come from.
fn leak_of_text(text: &str, file: Option<&Path>, words: &Words) -> Option<Problem> {
    let name = file.and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let shown = |text: &str| {
        let found = words.find(text).into_iter().find(|found| !is_in_fingerprint(text, &found.place));
        found.map(|found| format!("shows “{}”", found.word))
    };
    let of_name = shown(&name).map(|shows| Problem::new(name, format!("its name {shows}"), "Name it otherwise."));
    of_name.or_else(|| {
        let hint = "Mark it in the story that has it, or leave that story out.";
        shown(text).map(|shows| Problem::new("export", format!("it {shows}"), hint))
    })
}

/// Whether it is among the digits of a fingerprint or the number of a sheet, which may look like a short name.
fn is_in_fingerprint(text: &str, place: &Range<usize>) -> bool {
    let (before, behind) = letters_around(text, place);
    let around = place.start - before.len()..place.end + behind.len();
    around.len() >= 8 && text.get(around).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_of_a_fingerprint_are_no_name() {
        let words = Words::of([&Story::new("At {{client: F1 | a racer}}")]);
        for (text, leaks) in [
            ("\"retell_export\": \"24f1c09e24f1c09e\"", false),
            ("Sheet: a-leak 1764371700-2f1c09e0", false),
            ("It was F1C0.", true),
            ("2f1c09e0 at F1Bot", true),
        ] {
            assert_eq!(leak_of_text(text, None, &words).is_some(), leaks, "{text}");
        }
    }
}
