//! Pages of stories that are worked on in an editor: a private file each, until what was written is in the library.

use std::path::{Path, PathBuf};

use super::{Folders, atomic, text_file};
use crate::domain::problem::Problem;
use crate::domain::story::StoryId;

/// Makes the file for a story. One that is there has a text that could not be taken over, and keeps it.
///
/// # Errors
/// When the disk refuses.
pub fn begin(folders: &Folders, story: &StoryId, page: &str) -> Result<PathBuf, Problem> {
    let file = folders.state.join("editing").join(format!("{story}.md"));
    if !file.exists() {
        atomic::copy_to(&file, page.as_bytes()).map_err(|error| {
            Problem::new(file.display().to_string(), error.to_string(), "Look after the disk, and try again.")
        })?;
    }
    Ok(file)
}

/// What stands in the file.
///
/// # Errors
/// When it can't be read.
pub fn read(file: &Path) -> Result<String, Problem> {
    text_file::read(file)
}

/// Removes the file: what it holds is in the library, or not wanted.
pub fn forget(file: &Path) {
    // One that stays is offered again, which does no harm.
    let _ = atomic::remove(file);
}
