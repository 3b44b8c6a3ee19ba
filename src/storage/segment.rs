//! The file of records that this device appends to: one file, until something else writes it; then the next.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{atomic, text_file};
use crate::domain::fingerprint::fingerprint;
use crate::domain::limits::MOST_BYTES;

/// A file of this size, in bytes, is followed by the next: a larger one would not be read any more.
const FULL: u64 = (MOST_BYTES / 2) as u64;

/// So many bytes at the end of what was written stand for all of it.
const TAIL: u64 = 4096;

/// Where the files of one kind of record are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Log<'a> {
    /// Their folder.
    pub(super) folder: &'a Path,
    /// The folder of what concerns this machine only.
    pub(super) state: &'a Path,
    /// What they are known by there.
    pub(super) name: &'a str,
}

/// A file of records as this device left it.
#[derive(Debug, Serialize, Deserialize)]
struct Left {
    /// Its name.
    file: String,
    /// How many bytes it had.
    bytes: u64,
    /// The fingerprint of the last of them.
    tail: String,
}

impl Log<'_> {
    /// The file to append to. One that isn't as it was left belongs to a sync program or another device by now.
    pub(super) fn current(self) -> io::Result<PathBuf> {
        let device = device(self.state)?;
        let first = self.folder.join(format!("{device}.jsonl"));
        let left = text_file::read(&self.left()).ok().and_then(|text| serde_json::from_str::<Left>(&text).ok());
        match left {
            Some(left) if left.is_so_in(self.folder) => return Ok(self.folder.join(left.file)),
            None if !first.exists() => return Ok(first),
            _ => {}
        }
        let next = (2_u32..).map(|n| self.folder.join(format!("{device}-{n}.jsonl")));
        Ok(next.into_iter().find(|path| !path.exists()).unwrap_or(first))
    }

    /// Remembers how the file was left. Without it the next record goes to a file of its own, which does no harm.
    pub(super) fn remember(self, path: &Path) {
        let remember = || -> io::Result<()> {
            let bytes = fs::metadata(path)?.len();
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let left = Left { file, bytes, tail: tail_of(path, bytes)?.0 };
            atomic::replace(&self.left(), serde_json::to_string(&left)?.as_bytes())
        };
        let _ = remember();
    }

    /// The file that tells how the last one was left.
    fn left(self) -> PathBuf {
        self.state.join(format!("{}.json", self.name))
    }
}

impl Left {
    /// Whether the file still starts with what was written, and has no more behind it than the one line that a crash
    /// may have kept from being remembered.
    fn is_so_in(&self, folder: &Path) -> bool {
        let Ok((tail, rest)) = tail_of(&folder.join(&self.file), self.bytes) else {
            return false;
        };
        let lines_ended = rest.strip_suffix(b"\n").unwrap_or(&rest).iter().filter(|&&byte| byte == b'\n').count();
        // A line that was cut short may have been closed in front of that line.
        tail == self.tail && lines_ended <= 1 && self.bytes < FULL
    }
}

/// The fingerprint of the last of a file's first `bytes`, and what stands behind them.
fn tail_of(path: &Path, bytes: u64) -> io::Result<(String, Vec<u8>)> {
    let mut file = File::open(path)?;
    let start = bytes.saturating_sub(TAIL);
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    file.take(MOST_BYTES as u64).read_to_end(&mut tail)?;
    let rest = tail.split_off(usize::try_from(bytes - start).unwrap_or(usize::MAX).min(tail.len()));
    Ok((format!("{}+{}", tail.len(), fingerprint(tail)), rest))
}

/// The name of this device, made up the first time.
fn device(state: &Path) -> io::Result<String> {
    let path = state.join("device");
    let is_name = |name: &str| name.len() == 8 && name.chars().all(|c| c.is_ascii_alphanumeric());
    if let Some(name) = text_file::read(&path).ok().map(|text| text.trim().to_owned()).filter(|name| is_name(name)) {
        return Ok(name);
    }
    let name: String = std::iter::repeat_with(fastrand::alphanumeric).take(8).collect();
    atomic::replace(&path, name.as_bytes())?;
    Ok(name)
}
