//! `retell export`: stories in a form that others read, to the terminal or into a file.

use std::io::{self, Write};
use std::path::Path;

use super::output::Printer;
use crate::domain::problem::Problem;
use crate::domain::story::Story;
use crate::domain::text::count;
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

/// Writes stories. A file that couldn't be written is a problem.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    stories: &[Story],
    format: &Format,
    options: Options,
    out: &mut Printer<impl Write>,
) -> io::Result<Option<Problem>> {
    let stories: Vec<&Story> = stories.iter().collect();
    let text = (format.write)(Selection { stories: &stories });
    let Some(file) = options.output else {
        out.cells(&text)?;
        return Ok(None);
    };
    let may_replace = |there: &str| options.is_forced || export::is_export(there);
    match handed_out::write(file, &text, may_replace) {
        Err(problem) => Ok(Some(problem)),
        Ok(()) => {
            let stories = count(stories.len(), "story", "stories");
            out.line(format!("{stories} in {}", file.display()))?;
            Ok(None)
        }
    }
}
