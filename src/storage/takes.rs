//! The takes on disk: one practice file a device, one line a take.

use std::fs;
use std::path::Path;

use super::Folders;
use super::records::{self, Record};
use crate::domain::problem::Problem;
use crate::domain::take::{FORMAT_VERSION, Take};

impl Record for Take {
    const NAME: &'static str = "take";
    const NAMES: &'static str = "takes";
    const LOG: &'static str = "practice";
    const FORMAT_VERSION: u32 = FORMAT_VERSION;

    fn version(&self) -> u32 {
        self.version
    }
}

/// So many bytes of takes, some two thousand, are read while a first frame is being drawn.
const MANY_BYTES: u64 = 1 << 20;

/// Whether there are so many takes that a first frame would be late with what they say.
pub fn are_many(folder: &Path) -> bool {
    let sizes = fs::read_dir(folder).into_iter().flatten().filter_map(|file| Some(file.ok()?.metadata().ok()?.len()));
    sizes.sum::<u64>() > MANY_BYTES
}

/// Reads the takes of every device. A line that can't be read is named and costs only itself.
pub fn load(folder: &Path) -> (Vec<Take>, Vec<Problem>) {
    records::load(folder)
}

/// Adds a take to this device's practice file, which outlasts a power cut then.
///
/// # Errors
/// When the disk refuses, or another window has been writing for a while.
pub fn append(folders: &Folders, take: &Take) -> Result<(), Problem> {
    records::append(folders, &folders.practice, take)
}
