//! Undoing changes, by a record of each that is written before it is made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::Prepared;
use super::change::{lock, place_over, print, read, refused, sync};
use super::{Folders, Place, atomic, kept, stories, text_file};
use crate::domain::problem::Problem;
use crate::domain::story::StoryId;

/// So many changes can be undone.
const MOST_RECORDS: usize = 50;

/// A change, as it can be undone.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    /// What was done, in words that follow “undo”.
    pub(super) what: String,
    /// The files that it changes.
    pub(super) files: Vec<FileChange>,
}

/// What a change does to a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FileChange {
    /// Which file.
    pub(super) file: Place,
    /// Where what it held before is kept; nothing if there was none.
    pub(super) before: Option<Place>,
    /// The fingerprint of what it holds then; nothing if it is gone then.
    pub(super) after: Option<String>,
}

/// What [`undo()`] would undo, in words.
pub fn undoable(folders: &Folders) -> Option<String> {
    last(folders).map(|(_, record)| record.what)
}

/// What became of undoing a change.
#[derive(Debug, PartialEq)]
pub struct Undone {
    /// The change, in words.
    pub what: String,
    /// What was left as it is, and why.
    pub left: Vec<Problem>,
    /// How many stories went to the trash by it.
    pub trashed: usize,
    /// The story that it was about, if it was one.
    pub about: Option<StoryId>,
}

/// Undoes the last change that was not undone. Files that were changed since are left as they are.
///
/// # Errors
/// When there is nothing to undo, or nothing could be undone because the disk refused.
pub fn undo(folders: &Folders) -> Result<Undone, Problem> {
    let _lock = lock(folders)?;
    let Some((path, record)) = last(folders) else {
        return Err(Problem::new("retell", "there is nothing to undo", "No change was made here before."));
    };
    let (mut is_any_undone, mut left, mut trashed) = (false, Vec::new(), 0);
    for change in record.files.iter().rev() {
        match undo_file(folders, change) {
            Ok(Fate::Undone) => {
                is_any_undone = true;
                trashed += usize::from(change.before.is_none());
            }
            Ok(Fate::Before) => {}
            Ok(Fate::Left(problem)) => left.push(problem),
            Err(mut problem) => {
                if is_any_undone {
                    "Only a part is undone. Check the disk, then undo again.".clone_into(&mut problem.hint);
                }
                return Err(problem);
            }
        }
    }
    sync(folders)?;
    atomic::remove(&path).map_err(|error| refused(&path, &error.to_string()))?;
    let mut ids = record.files.iter().filter_map(|change| match &change.file {
        Place::Story(name) => stories::id_in(Path::new(name)),
        _ => None,
    });
    let about = ids.next().filter(|_| ids.next().is_none());
    Ok(Undone { what: record.what, left, trashed, about })
}

/// What became of the undoing of one file's change.
enum Fate {
    /// It is undone.
    Undone,
    /// The file is as it was before the change.
    Before,
    /// The file stays as it is, for this reason.
    Left(Problem),
}

fn undo_file(folders: &Folders, change: &FileChange) -> Result<Fate, Problem> {
    let path = folders.path_of(&change.file);
    let on_disk = read(&path)?;
    let before = change.before.as_ref().map(|place| folders.path_of(place));
    let is_changed_since = || {
        let hint = "It stays as it is. Its earlier versions are kept, in the trash (t) if it is gone.";
        Problem::new(path.display().to_string(), "it was changed since", hint)
    };
    if on_disk.as_deref().map(print) != change.after {
        let held_before = before.as_deref().map(read).transpose()?.flatten();
        // Nothing was put away, or it is back already.
        let is_back = change.after.is_none() && held_before.is_none();
        if on_disk == held_before || is_back {
            return Ok(Fate::Before);
        }
        return Ok(Fate::Left(is_changed_since()));
    }
    let done = match (&change.before, before) {
        (Some(Place::Trash(_)), Some(trashed)) => atomic::move_to(&trashed, &path),
        (_, Some(kept)) => restore(folders, &path, &kept, on_disk.as_deref()),
        (_, None) => move_to_trash(folders, &path),
    };
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let hint = "It was too old to be kept, or somebody removed it. The story stays as it is.";
            Ok(Fate::Left(Problem::new(path.display().to_string(), "its earlier version is gone", hint)))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Fate::Left(is_changed_since())),
        done => done.map(|()| Fate::Undone).map_err(|error| refused(&path, &error.to_string())),
    }
}

fn restore(folders: &Folders, path: &Path, kept: &Path, on_disk: Option<&[u8]>) -> io::Result<()> {
    let bytes = fs::read(kept)?;
    if let (Some(on_disk), Some(id)) = (on_disk, stories::id_in(path)) {
        kept::keep_version(folders, &id, path, on_disk)?;
    }
    place_over(path, Prepared::new(path, &bytes)?, on_disk)
}

fn move_to_trash(folders: &Folders, path: &Path) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    atomic::move_to(path, &folders.path_of(&Place::Trash(kept::free_name_in_trash(folders, &name))))
}

/// Writes a record and returns its file.
pub(super) fn write(folders: &Folders, record: &Record) -> io::Result<PathBuf> {
    let files = files(folders);
    let number = |path: &PathBuf| path.file_stem()?.to_str()?.parse::<u64>().ok();
    let next = files.iter().rev().find_map(number).unwrap_or(0) + 1;
    let path = folders.undo().join(format!("{next:08}.json"));
    atomic::replace(&path, serde_json::to_string(record)?.as_bytes())?;
    for oldest in files.iter().take((files.len() + 1).saturating_sub(MOST_RECORDS)) {
        let _ = atomic::remove(oldest);
    }
    Ok(path)
}

/// The record of the last change that was not undone, and its file. Records that can't be read are passed over.
pub(super) fn last(folders: &Folders) -> Option<(PathBuf, Record)> {
    files(folders).into_iter().rev().find_map(|path| {
        let record = serde_json::from_str(&text_file::read(&path).ok()?).ok()?;
        Some((path, record))
    })
}

fn files(folders: &Folders) -> Vec<PathBuf> {
    text_file::files_in(&folders.undo()).unwrap_or_default()
}
