//! The take under way: one small file, written at every press, gone when the take is kept.

use std::path::{Path, PathBuf};

use crate::domain::problem::Problem;
use crate::domain::take::{FORMAT_VERSION, Take};
use crate::domain::unfinished::Unfinished;

use super::{atomic, text_file};

fn path_in(state: &Path) -> PathBuf {
    state.join("unfinished.json")
}

/// The take that was under way when Retell last ended, if there is one.
///
/// # Errors
/// When there is one and it can't be resumed. It is then kept under another name, out of the way of the next take.
pub fn load(state: &Path) -> Result<Option<Unfinished>, Problem> {
    let path = path_in(state);
    if !path.exists() {
        return Ok(None);
    }
    read(&path).map(Some).map_err(|mut problem| {
        if let Ok(aside) = atomic::move_aside(&path) {
            problem.hint = format!("It was kept as {}.", aside.display());
        }
        problem
    })
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

/// Keeps the take as it stands.
///
/// # Errors
/// When the disk refuses.
pub fn keep(state: &Path, unfinished: &Unfinished) -> Result<(), Problem> {
    let path = path_in(state);
    let text = serde_json::to_string(unfinished).unwrap_or_default();
    atomic::replace(&path, text.as_bytes()).map_err(|error| refused(&path, "saved", &error))
}

/// Forgets the take under way if it is this one, which is kept elsewhere: by then another may be under way.
///
/// # Errors
/// When the disk refuses.
pub fn forget_take(state: &Path, take: &Take) -> Result<(), Problem> {
    match read(&path_in(state)) {
        Ok(unfinished) if unfinished.to_take().id == take.id => forget(state),
        _ => Ok(()),
    }
}

/// Forgets the take under way, whichever it is.
///
/// # Errors
/// When the disk refuses.
pub fn forget(state: &Path) -> Result<(), Problem> {
    let path = path_in(state);
    atomic::remove(&path).map_err(|error| refused(&path, "removed", &error))
}

fn refused(path: &Path, what: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        path.display().to_string(),
        format!("the take under way can't be {what}: {error}"),
        "Check the disk and the folder's permissions.",
    )
}

#[cfg(test)]
mod tests {
    use crate::domain::beat::Beat;
    use crate::domain::ladder::Ladder;
    use crate::domain::practice::{Practice, Style};
    use crate::domain::story::Story;
    use crate::domain::time::{Millis, Now, Stamp};

    use super::*;

    fn unfinished(title: &str) -> Unfinished {
        let mut story = Story::new(title);
        story.beats.insert(Beat::Problem, "It was late.");
        let mut practice = Practice::ready(&story, Ladder::Outline, Style::Recall, Millis::ZERO);
        practice.start(Millis::ZERO);
        let now = Now { wall: Stamp::try_from("2026-03-14T21:05:00Z".to_owned()).unwrap(), monotonic: Millis(9_000) };
        Unfinished::of(&practice, title, None, now.wall, now)
    }

    #[test]
    fn keeping_one_take_late_does_not_forget_another_that_is_under_way() {
        let state = tempfile::tempdir().unwrap();
        let (first, second) = (unfinished("First"), unfinished("Second"));
        keep(state.path(), &second).unwrap();
        forget_take(state.path(), &first.to_take()).unwrap();
        assert_eq!(load(state.path()).unwrap().map(|take| take.title), Some("Second".to_owned()));
        forget_take(state.path(), &second.to_take()).unwrap();
        assert_eq!(load(state.path()).unwrap(), None);
    }

    #[test]
    fn a_take_that_cannot_be_read_is_kept_out_of_the_way_of_the_next() {
        let state = tempfile::tempdir().unwrap();
        atomic::replace(&path_in(state.path()), b"{\"torn").unwrap();
        assert!(load(state.path()).unwrap_err().hint.contains("damaged-1"));
        keep(state.path(), &unfinished("Next")).unwrap();
        assert_eq!(std::fs::read(state.path().join("unfinished.damaged-1")).unwrap(), b"{\"torn");
    }
}
