//! What is written of a story and not kept yet: one small file a window, written at every key, gone when the story is kept.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;
use crate::domain::written::Written;

use super::slot::Slot;
use super::text_file;

/// After so many keys what was jotted down is settled: with each it would keep the disk busy while somebody types, and a
/// power cut costs half a line.
const MOST_UNSETTLED: u32 = 40;

/// The file of what is written in one window.
#[derive(Debug)]
pub struct Unkept {
    slot: Slot,
    /// How many keys were jotted down since the last one that was settled.
    unsettled: Cell<u32>,
}

impl Unkept {
    /// Where it is in the window whose take is at this path.
    pub(super) fn slot_beside(take: &Path) -> Slot {
        Slot::new(take.with_extension("written"), Self::jotted_beside(take))
    }

    /// What is written there.
    pub(super) fn new(slot: Slot) -> Self {
        Self { slot, unsettled: Cell::new(MOST_UNSETTLED) }
    }

    /// Where it is at each key, in the window whose take is at this path.
    pub fn jotted_beside(take: &Path) -> PathBuf {
        take.with_extension("writing")
    }

    /// What was written when the window was closed, if it wasn't kept.
    ///
    /// # Errors
    /// When it can't be read. It is then kept under another name, out of the way of what is written next.
    pub fn load(&self) -> Result<Option<Written>, Problem> {
        Ok(self.slot.load(read, |(_, press)| *press)?.map(|(written, _)| written))
    }

    /// Keeps what is written, so that it outlasts the process.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn jot(&self, written: &Written) -> Result<(), Problem> {
        self.unsettled.set(self.unsettled.get() + 1);
        let jotted = self.slot.jot(written.to_json(self.slot.next_press()));
        jotted.map_err(|error| self.refused("what you write can't be kept safe yet", &error))
    }

    /// Sees to it now and then that what was typed outlasts a power cut too.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn settle(&self) -> Result<(), Problem> {
        if self.unsettled.get() <= MOST_UNSETTLED {
            return Ok(());
        }
        self.unsettled.set(0);
        self.slot.settle().map_err(|error| self.refused("what you write can't be kept safe yet", &error))
    }

    /// Forgets it: the story is kept.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self) -> Result<(), Problem> {
        self.unsettled.set(MOST_UNSETTLED);
        self.slot.forget().map_err(|error| self.refused("what you wrote is kept, but not taken from here", &error))
    }

    fn refused(&self, what: &str, error: &io::Error) -> Problem {
        let hint = "Check the disk and the folder's permissions.";
        Problem::new(self.slot.path().display().to_string(), format!("{what}: {error}"), hint)
    }
}

/// What is written, and at which key.
pub(super) fn read(path: &Path) -> Result<(Written, u64), Problem> {
    let text = text_file::read(path)?;
    Written::from_json(&text).map_err(|error| Problem::from_json(&path.display().to_string(), &error, 1))
}

#[cfg(test)]
mod tests {
    use crate::domain::written::Field;
    use crate::storage::atomic;
    use crate::storage::unfinished::UnderWay;

    use super::*;

    fn written(title: &str) -> Written {
        Written { texts: [(Field::Title, title.to_owned())].into(), ..Written::default() }
    }

    fn title(window: &UnderWay) -> Option<String> {
        window.unkept().load().unwrap().map(|written| written.text(Field::Title).to_owned())
    }

    #[test]
    fn what_was_written_is_there_until_it_is_kept() {
        let state = tempfile::tempdir().unwrap();
        let window = UnderWay::claim(state.path());
        window.unkept().jot(&written("A long title")).unwrap();
        window.unkept().jot(&written("Short")).unwrap();
        drop(window);
        let next = UnderWay::claim(state.path());
        assert_eq!(title(&next).as_deref(), Some("Short"));
        next.unkept().jot(&written("Shorter")).unwrap();
        next.unkept().forget().unwrap();
        assert_eq!(title(&next), None);
    }

    #[test]
    fn what_a_power_cut_leaves_is_half_a_line_old() {
        let state = tempfile::tempdir().unwrap();
        let window = UnderWay::claim(state.path());
        for key in 0..100 {
            window.unkept().jot(&written(&"x".repeat(key))).unwrap();
            window.settle().unwrap();
        }
        atomic::remove(&state.path().join("unfinished.writing")).unwrap();
        let left = title(&window).unwrap().len();
        assert!((60..100).contains(&left), "{left}");
    }

    #[test]
    fn each_window_has_its_own_and_the_next_goes_on_with_one_that_was_left() {
        let state = tempfile::tempdir().unwrap();
        let (first, second) = (UnderWay::claim(state.path()), UnderWay::claim(state.path()));
        first.unkept().jot(&written("First")).unwrap();
        second.unkept().jot(&written("Second")).unwrap();
        drop(second);
        assert_eq!(title(&UnderWay::claim(state.path())).as_deref(), Some("Second"));
    }

    #[test]
    fn what_cannot_be_read_is_kept_out_of_the_way() {
        let state = tempfile::tempdir().unwrap();
        let window = UnderWay::claim(state.path());
        atomic::replace(&state.path().join("unfinished.written"), b"{\"torn").unwrap();
        assert_eq!(UnderWay::problems(state.path()).len(), 1);
        assert!(window.unkept().load().unwrap_err().hint.contains("damaged-1"));
        assert_eq!(title(&window), None);
    }
}
