//! The take under way: one small file, written at every press, gone when the take is kept.

use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;
use crate::domain::take::FORMAT_VERSION;
use crate::domain::unfinished::Unfinished;

use super::{atomic, text_file};

fn path_in(state: &Path) -> PathBuf {
    state.join("unfinished.json")
}

/// The take that was under way when Retell last ended, if there is one.
///
/// # Errors
/// When there is one and it can't be resumed. It is then kept under another name, out of the way of the next take.
pub fn load(state: &Path) -> Result<Option<Unfinished>, Problem> {
    let path = path_in(state);
    if !path.exists() {
        return Ok(None);
    }
    read(&path).map(Some).map_err(|mut problem| {
        if let Ok(aside) = atomic::move_aside(&path) {
            problem.hint = format!("It was kept as {}.", aside.display());
        }
        problem
    })
}

fn read(path: &Path) -> Result<Unfinished, Problem> {
    let name = path.display().to_string();
    let text = text_file::read(path)?;
    let unfinished: Unfinished = serde_json::from_str(&text).map_err(|error| Problem::from_json(&name, &error, 1))?;
    if unfinished.version > FORMAT_VERSION {
        return Err(Problem::new(name, "this unfinished take comes from a newer Retell", "Update Retell."));
    }
    if !unfinished.is_sound() {
        return Err(Problem::new(name, "this unfinished take doesn't add up", "It can't be resumed."));
    }
    Ok(unfinished)
}

/// Keeps the take as it stands.
///
/// # Errors
/// When the disk refuses.
pub fn keep(state: &Path, unfinished: &Unfinished) -> Result<(), Problem> {
    let path = path_in(state);
    let text = serde_json::to_string(unfinished).unwrap_or_default();
    atomic::replace(&path, text.as_bytes()).map_err(|error| refused(&path, "saved", &error))
}

/// Forgets the take.
///
/// # Errors
/// When the disk refuses.
pub fn forget(state: &Path) -> Result<(), Problem> {
    let path = path_in(state);
    atomic::remove(&path).map_err(|error| refused(&path, "removed", &error))
}

fn refused(path: &Path, what: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        path.display().to_string(),
        format!("the take under way can't be {what}: {error}"),
        "Check the disk and the folder's permissions.",
    )
}
