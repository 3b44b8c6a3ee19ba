//! The scores of partners on disk: one file a device, one line for each sheet that was read.

use super::Folders;
use super::records::{self, Record};
use crate::domain::problem::Problem;
use crate::domain::score::{FORMAT_VERSION, Score, Scores};

impl Record for Score {
    const NAME: &'static str = "score";
    const NAMES: &'static str = "scores";
    const LOG: &'static str = "scores";
    const FORMAT_VERSION: u32 = FORMAT_VERSION;

    fn version(&self) -> u32 {
        self.version
    }
}

/// Reads the scores of every device. A line that can't be read is named and costs only itself.
pub fn load(folders: &Folders) -> (Scores, Vec<Problem>) {
    let (records, problems) = records::load(&folders.scores);
    (Scores::new(records), problems)
}

/// Adds a score to this device's file, which outlasts a power cut then.
///
/// # Errors
/// When the disk refuses, or another window has been writing for a while.
pub fn append(folders: &Folders, score: &Score) -> Result<(), Problem> {
    records::append(folders, &folders.scores, score)
}
