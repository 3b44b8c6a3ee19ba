//! `retell path`: where Retell keeps what.

use std::io::{self, Write};
use std::path::Path;

use super::output::Printer;
use crate::storage::Folders;

/// What is kept somewhere of its own: its name, and where it is.
pub fn places(folders: &Folders) -> [(&'static str, &Path); 8] {
    [
        ("stories", &folders.stories),
        ("practice", &folders.practice),
        ("interviews", &folders.interviews),
        ("trash", &folders.trash),
        ("filters", &folders.filters),
        ("questions", &folders.questions),
        ("config", &folders.config),
        ("state", &folders.state),
    ]
}

/// Prints one place as it is, for scripts, or all of them with their names.
///
/// # Errors
/// When `out` can't be written.
pub fn run(name: Option<&str>, folders: &Folders, out: &mut Printer<impl Write>) -> io::Result<()> {
    for (place, path) in places(folders) {
        match name {
            None => out.line(format!("{place:<12}{}", path.display()))?,
            Some(name) if name == place => out.line(path.display().to_string())?,
            Some(_) => {}
        }
    }
    Ok(())
}
