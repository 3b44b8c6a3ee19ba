//! Where things lie on disk.

use std::path::PathBuf;

use directories::ProjectDirs;

use crate::domain::problem::Problem;

pub mod atomic;
pub mod samples;
pub mod stories;
pub mod takes;
pub mod text_file;
pub mod unfinished;

/// The folders that Retell reads and writes. None has to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// One JSON file a story.
    pub stories: PathBuf,
    /// One file of takes a device, one line a take.
    pub practice: PathBuf,
    /// What concerns this machine only: the device name and the take under way.
    pub state: PathBuf,
}

impl Folders {
    /// Everything inside `home` if it is given, else where the system keeps such things.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn locate(home: Option<PathBuf>) -> Result<Self, Problem> {
        if let Some(home) = home {
            return Ok(Self {
                stories: home.join("stories"),
                practice: home.join("practice"),
                state: home.join("state"),
            });
        }
        let Some(dirs) = ProjectDirs::from("", "", "retell") else {
            return Err(Problem::new(
                "retell",
                "this account has no home folder",
                "Say where Retell may keep its files: retell --home DIR, or set RETELL_HOME.",
            ));
        };
        let data = dirs.data_dir();
        Ok(Self {
            stories: data.join("stories"),
            practice: data.join("practice"),
            state: dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), ToOwned::to_owned),
        })
    }
}
