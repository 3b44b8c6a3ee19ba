//! Locks, so that two windows don't write the same thing at once.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::atomic;

/// How long to wait before asking again for a lock that somebody has.
const WAIT: Duration = Duration::from_millis(10);

/// The right to write, for as long as this lives. Where locks aren't supported, everybody has it.
#[derive(Debug)]
pub(super) struct Lock {
    _file: Option<File>,
}

/// Somebody else has the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken;

impl Lock {
    /// Takes the lock of the file at `path`, and waits so long for it.
    ///
    /// # Errors
    /// When another program still has it after that time.
    pub(super) fn wait(path: &Path, patience: Duration) -> Result<Self, Taken> {
        for _ in 0..patience.as_millis() / WAIT.as_millis() {
            if let Ok(lock) = Self::try_now(path) {
                return Ok(lock);
            }
            thread::sleep(WAIT);
        }
        Self::try_now(path)
    }

    /// Takes the lock of the file at `path` if nobody has it.
    ///
    /// # Errors
    /// When another program has it.
    pub(super) fn try_now(path: &Path) -> Result<Self, Taken> {
        // A folder that can't be written will be told of when something is written to it.
        let Ok(file) = atomic::open_lock(path) else {
            return Ok(Self { _file: None });
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(Taken),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { _file: Some(file) }),
        }
    }
}
