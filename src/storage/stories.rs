//! The stories on disk: one JSON file each, named after its id.

use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;
use crate::domain::story::{FORMAT_VERSION, Story, StoryId};

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

/// Whether there is a file of that id, be it readable or not.
pub fn is_taken(folder: &Path, id: &StoryId) -> bool {
    path_of(folder, id).exists()
}

fn path_of(folder: &Path, id: &StoryId) -> PathBuf {
    folder.join(format!("{id}.json"))
}

/// Writes a story to its file.
///
/// # Errors
/// When the file there can't be read or comes from a newer Retell, when what would be written can't be read back, or
/// when the disk refuses. The file there then stands as it was.
pub fn save(folder: &Path, story: &Story) -> Result<(), Problem> {
    let path = path_of(folder, &story.id);
    if path.exists() {
        // What can't be read can't be replaced without losing it.
        let there = read(&path)?;
        if there.is_read_only() {
            return Err(newer(&path, &there));
        }
    }
    let problem = |reason: String, hint: &str| Problem::new(path.display().to_string(), reason, hint);
    let text = story.to_json(None).map_err(|error| problem(error.to_string(), "Nothing was written."))?;
    atomic::replace(&path, text.as_bytes()).map_err(|error| {
        // The name of a temporary file says nothing to anybody.
        let reason = error.to_string().split(" at path ").next().unwrap_or_default().to_owned();
        problem(reason, "Nothing was written. Check the disk and the folder's permissions.")
    })
}
