//! Paths that a person types: completed from what there is, and with `~` as their own folder.

use std::fs;
use std::path::{Path, PathBuf};

use directories::BaseDirs;

/// So many are named at most.
const MOST: usize = 200;

/// The path itself, `~/` at its start standing for the person's own folder.
pub fn expand(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

/// The paths that start like this, in order, folders with a slash at their end. Hidden ones are named when asked for.
pub fn starting_with(begun: &str) -> Vec<String> {
    let (folder, name) = begun.rsplit_once('/').map_or(("", begun), |(folder, name)| (folder, name));
    let folder = if begun.contains('/') { format!("{folder}/") } else { String::new() };
    let place = if folder.is_empty() { PathBuf::from(".") } else { expand(Path::new(&folder)) };
    let mut paths = Vec::new();
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let Ok(file) = entry.file_name().into_string() else { continue };
        if file.starts_with(name) && (name.starts_with('.') || !file.starts_with('.')) {
            let slash = if entry.path().is_dir() { "/" } else { "" };
            paths.push(format!("{folder}{file}{slash}"));
        }
    }
    paths.sort();
    paths.truncate(MOST);
    paths
}
