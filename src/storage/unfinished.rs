//! The take under way: one small file a window, written at every press, gone when the take is kept.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;
use crate::domain::take::{FORMAT_VERSION, Take};
use crate::domain::unfinished::Unfinished;

use super::lock::Lock;
use super::slot::Slot;
use super::text_file;
use super::unkept::{self, Unkept};

/// So many windows can each have a take under way; more share the last file.
const MOST_WINDOWS: u32 = 16;

/// The file of the take under way, held by one window.
#[derive(Debug)]
pub struct UnderWay {
    slot: Slot,
    unkept: Unkept,
    _lock: Option<Lock>,
}

impl UnderWay {
    /// Takes a file that no other window holds: one that holds an interrupted take, or has a story beside it that was
    /// being written, if there is one.
    pub fn claim(state: &Path) -> Self {
        let path = |n: u32| state.join(format!("{}.json", name_of(n)));
        let hold = |n: u32| Lock::try_now(&state.join(format!("{}.lock", name_of(n)))).ok();
        let files = text_file::files_in(state).unwrap_or_default();
        let slots = |n: u32| [slot_of(path(n)), Unkept::slot_beside(&path(n))];
        let has_take = |n: u32| slots(n).iter().flat_map(Slot::paths).any(|path| files.iter().any(|file| file == path));
        let (interrupted, free): (Vec<u32>, Vec<u32>) = (1..=MOST_WINDOWS).partition(|&n| has_take(n));
        let held = interrupted.into_iter().chain(free).find_map(|n| Some((n, hold(n)?)));
        let (path, lock) = held.map_or_else(|| (path(MOST_WINDOWS), None), |(n, lock)| (path(n), Some(lock)));
        Self { unkept: Unkept::new(Unkept::slot_beside(&path)), slot: slot_of(path), _lock: lock }
    }

    /// What is wrong with the takes and stories that were interrupted, without taking any of them.
    pub fn problems(state: &Path) -> Vec<Problem> {
        let files = text_file::files_in(state).unwrap_or_default();
        let is_one =
            |path: &&PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"unfinished"));
        let problem = |path: &PathBuf| match path.extension()?.to_str()? {
            "json" => read(path).err(),
            "written" => unkept::read(path).err(),
            _ => None,
        };
        files.iter().filter(is_one).filter_map(problem).collect()
    }

    /// Where the take is saved.
    pub fn path(&self) -> &Path {
        self.slot.path()
    }

    /// The story that is written in this window.
    pub const fn unkept(&self) -> &Unkept {
        &self.unkept
    }

    /// The take that was interrupted, if there is one.
    ///
    /// # Errors
    /// When there is one and it can't be resumed. It is then kept under another name, out of the way of the next take.
    pub fn load(&self) -> Result<Option<Unfinished>, Problem> {
        self.slot.load(read, |unfinished| unfinished.press)
    }

    /// Keeps the take as it stands, so that it outlasts the process.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn jot(&self, unfinished: &Unfinished) -> Result<(), Problem> {
        let unfinished = Unfinished { press: self.slot.next_press(), ..unfinished.clone() };
        let text = serde_json::to_string(&unfinished).unwrap_or_default();
        self.slot.jot(text).map_err(|error| self.refused("saved", &error))
    }

    /// Sees to it that what was kept last outlasts a power cut too.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn settle(&self) -> Result<(), Problem> {
        self.slot.settle().map_err(|error| self.refused("saved", &error))?;
        self.unkept.settle()
    }

    /// Forgets the take under way if it is this one, which is kept elsewhere: by then another may be under way.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_take(&self, take: &Take) -> Result<(), Problem> {
        let is_this = |path: &Path| read(path).is_ok_and(|unfinished| unfinished.to_take().id == take.id);
        if self.slot.paths().into_iter().any(is_this) { self.forget() } else { Ok(()) }
    }

    /// Forgets the take under way, whichever it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self) -> Result<(), Problem> {
        self.slot.forget().map_err(|error| self.refused("removed", &error))
    }

    fn refused(&self, what: &str, error: &io::Error) -> Problem {
        Problem::new(
            self.path().display().to_string(),
            format!("the take under way can't be {what}: {error}"),
            "Check the disk and the folder's permissions.",
        )
    }
}

/// The names that the files of windows have.
pub(super) fn windows() -> impl Iterator<Item = String> {
    (1..=MOST_WINDOWS).map(name_of)
}

fn name_of(window: u32) -> String {
    if window == 1 { "unfinished".to_owned() } else { format!("unfinished-{window}") }
}

/// The take in a file and, before it is settled, beside it.
fn slot_of(path: PathBuf) -> Slot {
    let jotted = path.with_extension("jotted");
    Slot::new(path, jotted)
}

fn read(path: &Path) -> Result<Unfinished, Problem> {
    let name = path.display().to_string();
    let text = text_file::read(path)?;
    let unfinished: Unfinished = serde_json::from_str(&text).map_err(|error| Problem::from_json(&name, &error, 1))?;
    if unfinished.version > FORMAT_VERSION {
        return Err(Problem::new(name, "this unfinished take comes from a newer Retell", "Update Retell."));
    }
    if !unfinished.is_sound() {
        return Err(Problem::new(name, "this unfinished take doesn't add up", "It can't be resumed."));
    }
    Ok(unfinished)
}

#[cfg(test)]
mod tests {
    use super::super::atomic::{self, Notepad};
    use crate::domain::beat::Beat;
    use crate::domain::practice::{Plan, Practice};
    use crate::domain::story::Story;
    use crate::domain::time::{Millis, Now, Stamp};

    use super::*;

    fn unfinished(title: &str) -> Unfinished {
        let mut story = Story::new(title);
        story.beats.insert(Beat::Problem, "It was late.");
        let mut practice = Practice::ready(&story, Plan::default(), Millis::ZERO);
        practice.start(Millis::ZERO);
        let now = Now { wall: Stamp::try_from("2026-03-14T21:05:00Z".to_owned()).unwrap(), monotonic: Millis(9_000) };
        Unfinished::of(&practice, title, None, now.wall, now)
    }

    fn keep(window: &UnderWay, take: &Unfinished) {
        window.jot(take).unwrap();
        window.settle().unwrap();
    }

    #[test]
    fn what_was_jotted_down_counts_before_it_is_settled_unless_a_kill_cut_it_short() {
        let state = tempfile::tempdir().unwrap();
        let window = UnderWay::claim(state.path());
        let title = |window: &UnderWay| window.load().unwrap().map(|take| take.title);
        keep(&window, &unfinished("First"));
        window.jot(&unfinished("Second")).unwrap();
        assert_eq!(title(&window).as_deref(), Some("Second"));
        window.jot(&unfinished("A")).unwrap();
        assert_eq!(title(&window).as_deref(), Some("A"), "what is shorter leaves nothing of the longer one");
        let notepad = Notepad::open(&state.path().join("unfinished.jotted"));
        notepad.unwrap().write(b"{\"torn".to_vec()).unwrap();
        assert_eq!(title(&window).as_deref(), Some("First"));
        window.forget().unwrap();
        assert_eq!(title(&window), None);
        window.settle().unwrap();
        assert_eq!(std::fs::read_dir(state.path()).unwrap().count(), 1, "the lock is left, and nothing else");
    }

    #[test]
    fn what_was_jotted_down_before_a_power_cut_took_its_end_is_older_than_the_file() {
        let state = tempfile::tempdir().unwrap();
        let jotted = state.path().join("unfinished.jotted");
        let window = UnderWay::claim(state.path());
        window.jot(&unfinished("First")).unwrap();
        let old = std::fs::read(&jotted).unwrap();
        keep(&window, &unfinished("Second"));
        drop(window);
        Notepad::open(&jotted).unwrap().write(old).unwrap();
        let next = UnderWay::claim(state.path());
        let title = |window: &UnderWay| window.load().unwrap().map(|take| take.title);
        assert_eq!(title(&next).as_deref(), Some("Second"));
        next.jot(&unfinished("Third")).unwrap();
        assert_eq!(title(&next).as_deref(), Some("Third"), "presses are counted on");
    }

    #[test]
    fn a_window_that_was_killed_before_its_first_press_was_settled_is_found_again() {
        let state = tempfile::tempdir().unwrap();
        let window = UnderWay::claim(state.path());
        window.jot(&unfinished("First")).unwrap();
        drop(window);
        let next = UnderWay::claim(state.path());
        assert_eq!(next.load().unwrap().map(|take| take.title).as_deref(), Some("First"));
    }

    #[test]
    fn keeping_one_take_late_does_not_forget_another_that_is_under_way() {
        let state = tempfile::tempdir().unwrap();
        let (first, second) = (unfinished("First"), unfinished("Second"));
        let window = UnderWay::claim(state.path());
        keep(&window, &second);
        window.forget_take(&first.to_take()).unwrap();
        assert_eq!(window.load().unwrap().map(|take| take.title), Some("Second".to_owned()));
        window.forget_take(&second.to_take()).unwrap();
        assert_eq!(window.load().unwrap(), None);
    }

    #[test]
    fn a_take_that_cannot_be_read_is_kept_out_of_the_way_of_the_next() {
        let state = tempfile::tempdir().unwrap();
        let window = UnderWay::claim(state.path());
        atomic::replace(window.path(), b"{\"torn").unwrap();
        assert!(window.load().unwrap_err().hint.contains("damaged-1"));
        keep(&window, &unfinished("Next"));
        assert_eq!(std::fs::read(state.path().join("unfinished.damaged-1")).unwrap(), b"{\"torn");
    }

    #[test]
    fn two_windows_each_have_their_take_and_the_next_goes_on_with_one_that_was_interrupted() {
        let state = tempfile::tempdir().unwrap();
        let (first, second) = (UnderWay::claim(state.path()), UnderWay::claim(state.path()));
        keep(&first, &unfinished("First"));
        assert_eq!(second.load().unwrap(), None);
        keep(&second, &unfinished("Second"));
        drop(second);
        let third = UnderWay::claim(state.path());
        assert_eq!(third.load().unwrap().map(|take| take.title), Some("Second".to_owned()));
    }
}
