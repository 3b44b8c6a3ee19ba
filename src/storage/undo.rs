//! What can be undone: a record of each change, written before the change is made.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Folders, Place, atomic, text_file};

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
