//! Small JSON files that are changed as a whole: read, changed and replaced under a lock, one window after the other.

use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::lock::Lock;
use super::{Folders, atomic, text_file};
use crate::domain::problem::Problem;

/// How long to wait for another window to write.
const PATIENCE: Duration = Duration::from_secs(2);

/// The right to change files of one kind, for as long as the lock lives.
///
/// # Errors
/// When another window keeps it.
pub(super) fn lock(folders: &Folders, name: &str) -> Result<Lock, Problem> {
    let path = folders.state.join(name);
    let busy = "another window of Retell is writing to it";
    Lock::wait(&path, PATIENCE).map_err(|_| Problem::new(path.display().to_string(), busy, "Try again."))
}

/// What the file holds, or nothing if there is none.
///
/// # Errors
/// When it can't be read.
pub(super) fn read<T: Default + DeserializeOwned>(path: &Path) -> Result<T, Problem> {
    match text(path)? {
        None => Ok(T::default()),
        Some(text) => {
            serde_json::from_str(&text).map_err(|error| Problem::from_json(&path.display().to_string(), &error, 1))
        }
    }
}

/// The text of the file, if there is one.
///
/// # Errors
/// When it can't be read.
pub(super) fn text(path: &Path) -> Result<Option<String>, Problem> {
    if path.exists() { text_file::read(path).map(Some) } else { Ok(None) }
}

/// Refuses to change a file whose format is newer than the one that is known.
///
/// # Errors
/// When it is.
pub(super) fn refuse_newer(path: &Path, version: u32, known: u32) -> Result<(), Problem> {
    if version <= known {
        return Ok(());
    }
    let reason = format!("it has format {version}, and this Retell knows {known}");
    Err(Problem::new(path.display().to_string(), reason, "It was left as it is. Update Retell."))
}

/// Puts a value in place of what the file holds.
///
/// # Errors
/// When the disk refuses.
pub(super) fn write(path: &Path, value: &impl Serialize) -> Result<(), Problem> {
    let failed =
        |reason: String| Problem::new(path.display().to_string(), reason, "Look after the disk, and try again.");
    let mut text = serde_json::to_string_pretty(value).map_err(|error| failed(error.to_string()))?;
    text.push('\n');
    atomic::replace(path, text.as_bytes()).map_err(|error| failed(error.to_string()))
}
