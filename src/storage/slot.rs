//! A record that one window writes over again and again, until it is needed no more.
//!
//! What was pressed should be seen in the frame after it, and to wait for the disk takes longer. So a record is jotted down
//! beside its file first, where it outlasts the process, and the file is replaced behind the frame, to outlast a power cut.

use std::cell::{Cell, RefCell};
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;

use super::atomic::{self, Notepad};

/// Where one record is.
#[derive(Debug)]
pub(super) struct Slot {
    path: PathBuf,
    /// Where it is jotted down before it is settled.
    jotted: PathBuf,
    notepad: RefCell<Option<Notepad>>,
    /// What was jotted down last, until it is settled.
    unsettled: RefCell<Option<String>>,
    /// How often it was written. After a power cut what was jotted down may be older than the file.
    presses: Cell<u64>,
}

impl Slot {
    /// The record in this file, jotted down in the other one.
    pub(super) fn new(path: PathBuf, jotted: PathBuf) -> Self {
        Self { path, jotted, notepad: RefCell::default(), unsettled: RefCell::default(), presses: Cell::new(0) }
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Both files, the one that is written first in front.
    pub(super) fn paths(&self) -> [&Path; 2] {
        [&self.jotted, &self.path]
    }

    /// The record that was written last, if there is one. `press` says which press it was written at.
    ///
    /// # Errors
    /// When there is one that can't be read. It is then kept under another name, out of the way of the next.
    pub(super) fn load<T>(
        &self,
        read: impl Fn(&Path) -> Result<T, Problem>,
        press: impl Fn(&T) -> u64,
    ) -> Result<Option<T>, Problem> {
        // One that a kill cut short while it was jotted down was never shown.
        let jotted = read(&self.jotted).ok();
        let last = match (self.path.exists().then(|| read(&self.path)), jotted) {
            (Some(Ok(settled)), Some(jotted)) if press(&settled) > press(&jotted) => Some(settled),
            (_, Some(jotted)) => Some(jotted),
            (settled, None) => settled.transpose().map_err(|problem| self.moved_aside(problem))?,
        };
        self.presses.set(last.as_ref().map_or(0, press));
        Ok(last)
    }

    fn moved_aside(&self, problem: Problem) -> Problem {
        let mut names = (1_u32..).map(|n| self.path.with_extension(format!("damaged-{n}")));
        match names.find(|aside| !aside.exists()) {
            Some(aside) if atomic::move_to(&self.path, &aside).is_ok() => {
                Problem { hint: format!("It was kept as {}.", aside.display()), ..problem }
            }
            _ => problem,
        }
    }

    /// Counts a press, at which the record is written again.
    pub(super) fn next_press(&self) -> u64 {
        self.presses.set(self.presses.get() + 1);
        self.presses.get()
    }

    /// Jots the record down, so that it outlasts the process.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn jot(&self, text: String) -> io::Result<()> {
        let mut notepad = self.notepad.borrow_mut();
        let bytes = text.as_bytes().to_vec();
        match &mut *notepad {
            Some(notepad) => notepad.write(bytes)?,
            none => none.insert(Notepad::open(&self.jotted)?).write(bytes)?,
        }
        self.unsettled.replace(Some(text));
        Ok(())
    }

    /// Sees to it that what was jotted down last outlasts a power cut too.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn settle(&self) -> io::Result<()> {
        self.unsettled.take().map_or(Ok(()), |text| atomic::replace(&self.path, text.as_bytes()))
    }

    /// Removes the record.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn forget(&self) -> io::Result<()> {
        self.notepad.replace(None);
        self.unsettled.replace(None);
        atomic::remove(&self.jotted).and_then(|()| atomic::remove(&self.path))
    }
}
