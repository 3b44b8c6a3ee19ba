//! Files of records: one file a device, one line a record, only ever appended to.

use std::path::Path;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::lock::{Lock, Taken};
use super::segment::Log;
use super::{Folders, atomic, text_file};
use crate::domain::problem::Problem;

/// How long to wait for another window that writes a record. It needs a thousandth of that, and the screen waits too.
const PATIENCE: Duration = Duration::from_millis(200);

/// So many bad lines of one file are told one by one.
const MOST_TOLD: usize = 20;

/// What is kept a line at a time.
pub(super) trait Record: Serialize + DeserializeOwned {
    /// The word for one of them.
    const NAME: &'static str;
    /// The word for several.
    const NAMES: &'static str;
    /// What its files are known by in the state folder.
    const LOG: &'static str;
    /// The version of its format that this Retell writes.
    const FORMAT_VERSION: u32;

    /// The version of its format that this one has.
    fn version(&self) -> u32;
}

/// Reads the records of every device. A line that can't be read is named and costs only itself.
pub(super) fn load<R: Record>(folder: &Path) -> (Vec<R>, Vec<Problem>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    let paths = text_file::files_in(folder).unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    });
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")) {
        match text_file::read_bytes(path) {
            Ok(bytes) => read_lines(&path.display().to_string(), &bytes, &mut records, &mut problems),
            Err(problem) => problems.push(problem),
        }
    }
    (records, problems)
}

fn read_lines<R: Record>(name: &str, bytes: &[u8], records: &mut Vec<R>, problems: &mut Vec<Problem>) {
    let mut bad = Vec::new();
    let (lines, unended) = match bytes.iter().rposition(|&byte| byte == b'\n') {
        Some(end) => bytes.split_at(end),
        None => (&[][..], bytes),
    };
    let unended = unended.strip_prefix(b"\n").unwrap_or(unended);
    // A crash may have cut a line inside a letter, so each line is decoded by itself.
    for (number, line) in (1..).zip(lines.split(|&byte| byte == b'\n')).filter(|(_, line)| !line.is_empty()) {
        match read::<R>(line) {
            Ok(record) => records.push(record),
            Err(Unread::Newer(version)) => bad.push(
                Problem::new(name, format!("this {} has format {version}", R::NAME), "Update Retell to see it.")
                    .at(number, 1),
            ),
            Err(Unread::Broken(error)) => {
                let mut problem = Problem::from_json(name, &error, number);
                problem.hint = format!("The {} was skipped and its line left as it is.", R::NAME);
                bad.push(problem);
            }
        }
    }
    match read::<R>(unended) {
        Ok(record) => records.push(record),
        _ if unended.is_empty() => {}
        _ => bad.push(Problem::new(
            name,
            "1 unfinished record at its end",
            format!("A crash cut it short. It was skipped; the next {} is written behind it.", R::NAME),
        )),
    }
    let untold = bad.len().saturating_sub(MOST_TOLD);
    problems.extend(bad.into_iter().take(MOST_TOLD));
    if untold > 0 {
        let reason = format!("{untold} more lines are no {}", R::NAMES);
        problems.push(Problem::new(name, reason, "They were skipped."));
    }
}

/// Why a line is not read.
enum Unread {
    /// It is of a format that only a newer Retell knows.
    Newer(u32),
    /// It is no record.
    Broken(serde_json::Error),
}

fn read<R: Record>(line: &[u8]) -> Result<R, Unread> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    match serde_json::from_slice::<R>(line) {
        Ok(record) if record.version() <= R::FORMAT_VERSION => Ok(record),
        Ok(record) => Err(Unread::Newer(record.version())),
        // What a newer format has may look broken.
        Err(error) => Err(match serde_json::from_slice(line) {
            Ok(Versioned { version }) if version > R::FORMAT_VERSION => Unread::Newer(version),
            _ => Unread::Broken(error),
        }),
    }
}

/// Adds a record to this device's file in a folder. It outlasts a power cut then.
///
/// # Errors
/// When the disk refuses, or another window has been writing for a while.
pub(super) fn append<R: Record>(folders: &Folders, folder: &Path, record: &R) -> Result<(), Problem> {
    let refused = |error: &std::io::Error| {
        let reason = format!("this {} could not be kept: {error}", R::NAME);
        let hint = "Check the disk and the folder's permissions. The next press tries again.";
        Problem::new(folder.display().to_string(), reason, hint)
    };
    let log = Log { folder, state: &folders.state, name: R::LOG };
    let _lock = Lock::wait(&folders.state.join(format!("{}.lock", R::LOG)), PATIENCE).map_err(|Taken| {
        let reason = format!("this {} could not be kept: another window is writing", R::NAME);
        Problem::new(folder.display().to_string(), reason, "The next press tries again.")
    })?;
    let line = serde_json::to_string(record).map_err(|error| refused(&error.into()))?;
    let path = log.current().map_err(|error| refused(&error))?;
    atomic::append_line(&path, &line).map_err(|error| refused(&error))?;
    log.remember(&path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::take::Take;

    const LINE: &str = r#"{"version":1,"id":"1-a","story":"a","title":"A","at":"2026-03-14T21:05:00Z","ladder":"star","style":"recall","target_ms":1000,"think_ms":0,"splits":[],"length_ms":0,"finished":true,"grade":null}"#;

    fn read(bytes: &[u8]) -> (usize, Vec<Problem>) {
        let (mut takes, mut problems) = (Vec::<Take>::new(), Vec::new());
        read_lines("takes.jsonl", bytes, &mut takes, &mut problems);
        (takes.len(), problems)
    }

    #[test]
    fn a_line_that_is_cut_inside_a_letter_costs_only_itself() {
        let mut bytes = b"\n{\"title\": \"caf\xc3\n".to_vec();
        bytes.extend(LINE.bytes());
        let (takes, problems) = read(&bytes);
        assert_eq!((takes, problems.len()), (1, 1));
        assert_eq!(problems[0].line, Some(2));
    }

    #[test]
    fn a_line_of_a_newer_retell_is_named_as_such_even_if_it_can_not_be_read() {
        let newer = LINE.replace("\"version\":1", "\"version\":9");
        let other = newer.replace("\"star\"", "7");
        let (takes, problems) = read(format!("{newer}\n{LINE}\n{other}\n").as_bytes());
        let told: Vec<_> = problems.iter().map(|problem| (problem.line, problem.reason.as_str())).collect();
        assert_eq!((takes, told), (1, vec![(Some(1), "this take has format 9"), (Some(3), "this take has format 9")]));
    }
}
