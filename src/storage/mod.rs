//! Where things lie on disk.

use std::path::PathBuf;

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

use crate::domain::problem::Problem;
use crate::domain::time::Stamp;

pub mod appointments;
mod atomic;
pub mod change;
pub mod competencies;
pub mod config;
pub mod editing;
#[cfg(test)]
mod faults;
pub mod handed_out;
mod kept;
pub mod key;
pub mod lexicon;
pub mod listing;
mod lock;
pub mod marked;
pub mod paths;
pub mod queries;
pub mod questions;
mod records;
pub mod samples;
pub mod scores;
mod segment;
pub mod size_limit;
mod slot;
pub mod stories;
pub mod takes;
pub mod text_file;
pub mod undo;
pub mod unfinished;
pub mod unkept;
mod whole_file;

pub use kept::{keep_copies, trash, versions};

/// The folders that Retell reads and writes. None has to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// One JSON file a story.
    pub stories: PathBuf,
    /// One file of takes a device, one line a take.
    pub practice: PathBuf,
    /// One file of interviews a device, one line for each change of one.
    pub interviews: PathBuf,
    /// One file of partners' scores a device, one line for each sheet that was read.
    pub scores: PathBuf,
    /// Stories that were deleted.
    pub trash: PathBuf,
    /// The saved filters.
    pub filters: PathBuf,
    /// The questions that their owner was asked.
    pub questions: PathBuf,
    /// The settings, which only their owner writes.
    pub config: PathBuf,
    /// What concerns this machine only: the device name, the take under way, locks, earlier versions, what can be
    /// undone, and versions that could not be saved.
    pub state: PathBuf,
}

/// Where a version of a story is: the name of its file in one of the folders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    /// Among the stories.
    Story(String),
    /// Among the versions that could not be saved.
    Draft(String),
    /// Among the earlier versions, behind the id of the story and a slash.
    Version(String),
    /// In the trash.
    Trash(String),
}

impl Folders {
    /// Everything inside `home` if it is given, else where the system keeps such things.
    ///
    /// # Errors
    /// When the system names no home folder, or one that depends on where Retell is started.
    pub fn locate(home: Option<PathBuf>) -> Result<Self, Problem> {
        if let Some(home) = home {
            return Ok(Self {
                stories: home.join("stories"),
                practice: home.join("practice"),
                interviews: home.join("interviews"),
                scores: home.join("scores"),
                trash: home.join("trash"),
                filters: home.join("filters.json"),
                questions: home.join("questions.json"),
                config: home.join("config.toml"),
                state: home.join("state"),
            });
        }
        let hint = "Say where Retell may keep its files: retell --home DIR, or set RETELL_HOME.";
        let Some(dirs) = ProjectDirs::from("", "", "retell") else {
            return Err(Problem::new("HOME", "this account has no home folder", hint));
        };
        let data = dirs.data_dir();
        if !data.is_absolute() {
            return Err(Problem::new("HOME", "it isn't a full path, so stories would be lost from sight", hint));
        }
        Ok(Self {
            stories: data.join("stories"),
            practice: data.join("practice"),
            interviews: data.join("interviews"),
            scores: data.join("scores"),
            trash: data.join("trash"),
            filters: data.join("filters.json"),
            questions: data.join("questions.json"),
            config: dirs.config_dir().join("config.toml"),
            state: dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), ToOwned::to_owned),
        })
    }

    /// Removes the temporary files of programs that were killed.
    pub fn sweep(&self, now: Stamp) {
        let data = self.filters.parent().map(PathBuf::from);
        let folders = [&self.stories, &self.trash, &self.state, &self.drafts(), &self.undo()];
        for folder in folders.into_iter().chain(&data) {
            // They take up room and do no other harm.
            let _ = atomic::sweep(folder, now);
        }
    }

    fn drafts(&self) -> PathBuf {
        self.state.join("drafts")
    }

    fn earlier_queries(&self) -> PathBuf {
        self.state.join("queries.json")
    }

    fn handed_out(&self) -> PathBuf {
        self.state.join("handed-out")
    }

    fn versions(&self) -> PathBuf {
        self.state.join("versions")
    }

    fn undo(&self) -> PathBuf {
        self.state.join("undo")
    }

    fn path_of(&self, place: &Place) -> PathBuf {
        match place {
            Place::Story(name) => self.stories.join(name),
            Place::Draft(name) => self.drafts().join(name),
            Place::Version(name) => self.versions().join(name),
            Place::Trash(name) => self.trash.join(name),
        }
    }
}

#[cfg(test)]
mod tests;
