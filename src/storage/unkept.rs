//! What is written of a story and not kept yet: one small file a window, written at every key, gone when the story is kept.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;
use crate::domain::written::Written;

use super::atomic::{self, Notepad};
use super::text_file;

/// The file of what is written in one window.
#[derive(Debug)]
pub struct Unkept {
    path: PathBuf,
    notepad: RefCell<Option<Notepad>>,
}

impl Unkept {
    /// The file at this path, which only this window has.
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, notepad: RefCell::default() }
    }

    /// What was written when the window was closed, if it wasn't kept.
    ///
    /// # Errors
    /// When it can't be read. It is then kept under another name, out of the way of what is written next.
    pub fn load(&self) -> Result<Option<Written>, Problem> {
        if !self.path.exists() {
            return Ok(None);
        }
        read(&self.path).map(Some).map_err(|mut problem| {
            if let Some(aside) = atomic::move_aside(&self.path) {
                problem.hint = format!("It was kept as {}.", aside.display());
            }
            problem
        })
    }

    /// Keeps what is written, so that it outlasts the process.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn jot(&self, written: &Written) -> Result<(), Problem> {
        let mut notepad = self.notepad.borrow_mut();
        let bytes = written.to_json().into_bytes();
        let jotted = match &mut *notepad {
            Some(notepad) => notepad.write(bytes),
            none => Notepad::open(&self.path).and_then(|opened| none.insert(opened).write(bytes)),
        };
        jotted.map_err(|error| self.refused("what you write can't be kept safe yet", &error))
    }

    /// Forgets it: the story is kept.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self) -> Result<(), Problem> {
        self.notepad.replace(None);
        atomic::remove(&self.path)
            .map_err(|error| self.refused("what you wrote is kept, but not taken from here", &error))
    }

    fn refused(&self, what: &str, error: &io::Error) -> Problem {
        let hint = "Check the disk and the folder's permissions.";
        Problem::new(self.path.display().to_string(), format!("{what}: {error}"), hint)
    }
}

fn read(path: &Path) -> Result<Written, Problem> {
    let text = text_file::read(path)?;
    Written::from_json(&text).map_err(|error| Problem::from_json(&path.display().to_string(), &error, 1))
}

#[cfg(test)]
mod tests {
    use crate::domain::written::Field;
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
        assert!(window.unkept().load().unwrap_err().hint.contains("damaged-1"));
        assert_eq!(title(&window), None);
    }
}
