//! The stories on disk: one JSON file each, named after its id.

use std::path::Path;

use crate::domain::problem::Problem;
use crate::domain::story::{FORMAT_VERSION, Story};

use super::{atomic, text_file};

/// What a folder of stories held.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The stories that could be read.
    pub stories: Vec<Story>,
    /// What could not, and what can be read but not changed.
    pub problems: Vec<Problem>,
}

/// Reads every story of a folder. One that can't be read is named, left as it is, and never costs the others.
pub fn load(folder: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    let paths = text_file::files_in(folder).unwrap_or_else(|problem| {
        loaded.problems.push(problem);
        Vec::new()
    });
    for path in paths {
        match read(&path) {
            Ok(story) => {
                if story.is_read_only() {
                    loaded.problems.push(newer(&path, &story));
                }
                loaded.stories.push(story);
            }
            Err(problem) => loaded.problems.push(problem),
        }
    }
    loaded
}

fn read(path: &Path) -> Result<Story, Problem> {
    let name = path.display().to_string();
    if path.extension().is_none_or(|extension| extension != "json") {
        return Err(Problem::new(
            name,
            "only .json files are stories here",
            "Bring it in with retell import, or move it to another folder.",
        ));
    }
    let text = text_file::read(path)?;
    let story = Story::from_json(&text).map_err(|error| Problem::from_json(&name, &error, 1))?;
    if path.file_stem().is_none_or(|stem| stem != story.id.as_str()) {
        let reason = format!("its id is `{}`, which is not the name of the file", story.id);
        return Err(Problem::new(name, reason, "Rename the file, or correct the id in it."));
    }
    Ok(story)
}

fn newer(path: &Path, story: &Story) -> Problem {
    let reason = format!("it has format {}, and this Retell knows {FORMAT_VERSION}", story.version);
    Problem::new(path.display().to_string(), reason, "It is shown but will not be changed. Update Retell.")
}

/// Writes a story to its file.
///
/// # Errors
/// When the file there comes from a newer Retell, what would be written can't be read back, or the disk refuses.
pub fn save(folder: &Path, story: &Story) -> Result<(), Problem> {
    let path = folder.join(format!("{}.json", story.id));
    if story.is_read_only() {
        return Err(newer(&path, story));
    }
    let problem = |reason: String, hint: &str| Problem::new(path.display().to_string(), reason, hint);
    let mut text = serde_json::to_string_pretty(story).unwrap_or_default();
    text.push('\n');
    if !Story::from_json(&text).is_ok_and(|read_back| read_back == *story) {
        return Err(problem("the story would not read back as it is".to_owned(), "Nothing was written."));
    }
    atomic::replace(&path, text.as_bytes()).map_err(|error| {
        problem(error.to_string(), "Nothing was written. Check the disk and the folder's permissions.")
    })
}
