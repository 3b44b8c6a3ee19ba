//! The takes on disk: one practice file a device, one line a take, only ever appended to.

use std::path::Path;
use std::time::Duration;

use crate::domain::problem::Problem;
use crate::domain::take::{FORMAT_VERSION, Take};

use super::lock::{Lock, Taken};
use super::{Folders, atomic, segment, text_file};

/// How long to wait for another window that writes a take. It needs a thousandth of that, and the screen waits too.
const PATIENCE: Duration = Duration::from_millis(200);

/// So many bad lines of one file are told one by one.
const MOST_TOLD: usize = 20;

/// Reads the takes of every device. A line that can't be read is named and costs only itself.
pub fn load(folder: &Path) -> (Vec<Take>, Vec<Problem>) {
    let (mut takes, mut problems) = (Vec::new(), Vec::new());
    let paths = text_file::files_in(folder).unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    });
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")) {
        match text_file::read_bytes(path) {
            Ok(bytes) => read_lines(&path.display().to_string(), &bytes, &mut takes, &mut problems),
            Err(problem) => problems.push(problem),
        }
    }
    (takes, problems)
}

fn read_lines(name: &str, bytes: &[u8], takes: &mut Vec<Take>, problems: &mut Vec<Problem>) {
    let mut bad = Vec::new();
    let (lines, unended) = match bytes.iter().rposition(|&byte| byte == b'\n') {
        Some(end) => bytes.split_at(end),
        None => (&[][..], bytes),
    };
    let unended = unended.strip_prefix(b"\n").unwrap_or(unended);
    // A crash may have cut a line inside a letter, so each line is decoded by itself.
    for (number, line) in (1..).zip(lines.split(|&byte| byte == b'\n')).filter(|(_, line)| !line.is_empty()) {
        match serde_json::from_slice::<Take>(line) {
            Ok(take) if take.version <= FORMAT_VERSION => takes.push(take),
            Ok(take) => bad.push(
                Problem::new(name, format!("this take has format {}", take.version), "Update Retell to see it.")
                    .at(number, 1),
            ),
            Err(error) => {
                let mut problem = Problem::from_json(name, &error, number);
                problem.hint = "The take was skipped and its line left as it is.".to_owned();
                bad.push(problem);
            }
        }
    }
    match serde_json::from_slice::<Take>(unended) {
        Ok(take) if take.version <= FORMAT_VERSION => takes.push(take),
        _ if unended.is_empty() => {}
        _ => bad.push(Problem::new(
            name,
            "1 unfinished record at its end",
            "A crash cut it short. It was skipped; the next take is written behind it.",
        )),
    }
    let untold = bad.len().saturating_sub(MOST_TOLD);
    problems.extend(bad.into_iter().take(MOST_TOLD));
    if untold > 0 {
        problems.push(Problem::new(name, format!("{untold} more lines are no takes"), "They were skipped."));
    }
}

/// Adds a take to this device's practice file, which outlasts a power cut then.
///
/// # Errors
/// When the disk refuses, or another window has been writing for a while.
pub fn append(folders: &Folders, take: &Take) -> Result<(), Problem> {
    let refused = |error: &std::io::Error| {
        let reason = format!("this take could not be kept: {error}");
        let hint = "Check the disk and the folder's permissions. The next press tries again.";
        Problem::new(folders.practice.display().to_string(), reason, hint)
    };
    let _lock = Lock::wait(&folders.state.join("practice.lock"), PATIENCE).map_err(|Taken| {
        let reason = "this take could not be kept: another window is writing";
        Problem::new(folders.practice.display().to_string(), reason, "The next press tries again.")
    })?;
    let line = serde_json::to_string(take).unwrap_or_default();
    let path = segment::current(folders).map_err(|error| refused(&error))?;
    atomic::append_line(&path, &line).map_err(|error| refused(&error))?;
    segment::remember(folders, &path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_inside_a_letter_costs_only_itself() {
        let line = r#"{"version":1,"id":"1-a","story":"a","title":"A","at":"2026-03-14T21:05:00Z","ladder":"star",
            "style":"recall","target_ms":1000,"think_ms":0,"splits":[],"length_ms":0,"finished":true,"grade":null}"#;
        let mut bytes = b"\n{\"title\": \"caf\xc3\n".to_vec();
        bytes.extend(line.replace('\n', " ").bytes());
        let (mut takes, mut problems) = (Vec::new(), Vec::new());
        read_lines("takes.jsonl", &bytes, &mut takes, &mut problems);
        assert_eq!((takes.len(), problems.len()), (1, 1));
        assert_eq!(problems[0].line, Some(2));
    }
}
