//! The takes on disk: one practice file a device, one line a take, only ever appended to.

use std::path::Path;

use crate::domain::problem::Problem;
use crate::domain::take::{FORMAT_VERSION, Take};

use super::{Folders, atomic, text_file};

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
        match text_file::read(path) {
            Ok(text) => read_lines(&path.display().to_string(), &text, &mut takes, &mut problems),
            Err(problem) => problems.push(problem),
        }
    }
    (takes, problems)
}

fn read_lines(name: &str, text: &str, takes: &mut Vec<Take>, problems: &mut Vec<Problem>) {
    let mut bad = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Take>(line) {
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
    let untold = bad.len().saturating_sub(MOST_TOLD);
    problems.extend(bad.into_iter().take(MOST_TOLD));
    if untold > 0 {
        problems.push(Problem::new(name, format!("{untold} more lines are no takes"), "They were skipped."));
    }
}

/// Adds a take to this device's practice file.
///
/// # Errors
/// When the disk refuses.
pub fn append(folders: &Folders, take: &Take) -> Result<(), Problem> {
    let line = serde_json::to_string(take).unwrap_or_default();
    device(&folders.state)
        .and_then(|device| atomic::append_line(&folders.practice.join(format!("{device}.jsonl")), &line))
        .map_err(|error| {
            let reason = format!("this take could not be kept: {error}");
            let hint = "Check the disk and the folder's permissions; the take stays here to be resumed.";
            Problem::new(folders.practice.display().to_string(), reason, hint)
        })
}

/// The name of this device, made up the first time.
fn device(state: &Path) -> std::io::Result<String> {
    let path = state.join("device");
    let is_name = |name: &str| name.len() == 8 && name.chars().all(|c| c.is_ascii_alphanumeric());
    if let Some(name) = text_file::read(&path).ok().map(|text| text.trim().to_owned()).filter(|name| is_name(name)) {
        return Ok(name);
    }
    let name: String = std::iter::repeat_with(fastrand::alphanumeric).take(8).collect();
    atomic::replace(&path, name.as_bytes())?;
    Ok(name)
}
