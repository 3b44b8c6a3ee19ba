//! `retell export`: stories in a form that others read, to the terminal or into a file.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use super::output::Printer;
use super::stats;
use crate::domain::confidential::Words;
use crate::domain::library::Library;
use crate::domain::problem::Problem;
use crate::domain::progress::told::Told;
use crate::domain::story::Story;
use crate::domain::text::count;
use crate::export::leaks::{for_others, leaks};
use crate::export::partner::Hearing;
use crate::export::{self, Format, Selection};
use crate::storage::handed_out;

/// Which form, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The name of the form, unless the file's name says it.
    pub format: Option<&'a str>,
    /// The file, or else the terminal.
    pub output: Option<&'a Path>,
    /// Whether a file may be replaced that is no export.
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

/// Writes stories of a library, with what is in `needs` for a partner. What couldn't be written, or must not go out, is a problem; then nothing is written.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    library: &Library,
    found: &[Story],
    needs: &[Hearing],
    format: &Format,
    options: Options,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    let words = library.confidential();
    let written = found.iter().map(|story| library.as_written(story));
    let stories: Vec<Cow<'_, Story>> = if options.is_for_oneself {
        written.map(Cow::Borrowed).collect()
    } else {
        written.map(|story| for_others(story, words)).collect()
    };
    let stories: Vec<&Story> = stories.iter().map(AsRef::as_ref).collect();
    let text = (format.write)(Selection { stories: &stories, needs });
    if !options.is_for_oneself {
        let problems: Vec<Problem> = stories.iter().flat_map(|story| leaks(story, words)).collect();
        if !problems.is_empty() {
            return Ok(problems);
        }
        if let Some(problem) = leak_of_text(&text, options.output, words) {
            return Ok(vec![problem]);
        }
    }
    hand_out(&text, &count(stories.len(), "story", "stories"), options, out)
}

/// Writes takes as CSV, others to see what stands for confidential words. What couldn't be written is a problem.
///
/// # Errors
/// When `out` can't be written.
pub fn run_takes(
    takes: &[Told],
    words: &Words,
    options: Options,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    // Takes keep the title that a story had when it was told, which nobody can correct any more.
    let shown = |text: &str| if options.is_for_oneself { text.to_owned() } else { words.covered(text).into_owned() };
    let text = stats::table(takes, shown)?;
    let of_name = leak_of_text("", options.output, words).filter(|_| !options.is_for_oneself);
    match of_name {
        Some(problem) => Ok(vec![problem]),
        None => hand_out(&text, &count(takes.len(), "take", "takes"), options, out),
    }
}

/// Hands out a text, of so many stories or takes.
fn hand_out(text: &str, what: &str, options: Options, out: &mut Printer<impl Write>) -> io::Result<Vec<Problem>> {
    let Some(file) = options.output else {
        out.cells(text)?;
        return Ok(Vec::new());
    };
    let may_replace = |there: &str| options.is_forced || export::is_export(there);
    match handed_out::write(file, text, may_replace) {
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
    let shown = |text: &str| words.find(text).into_iter().next().map(|found| format!("shows “{}”", found.word));
    let of_name = shown(&name).map(|shows| Problem::new(name, format!("its name {shows}"), "Name it otherwise."));
    of_name.or_else(|| {
        let hint = "Mark it in the story that has it, or leave that story out.";
        shown(text).map(|shows| Problem::new("export", format!("it {shows}"), hint))
    })
}
