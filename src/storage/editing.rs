//! Pages of stories that are worked on in an editor: private files of one window each, until what was written is in the
//! library.

use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::unfinished::windows;
use super::{Folders, atomic, text_file};
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::{Story, StoryId};

/// A story on a page.
#[derive(Debug)]
pub struct Page {
    /// Where the page is.
    pub file: PathBuf,
    /// The story as it was when the page was made.
    pub was: Story,
    /// The page as it was made.
    pub text: String,
}

/// Makes the page of a story for the window whose take under way is in this file. A page that is there and has a text that
/// could not be taken over keeps it, and the story that it was made of.
///
/// # Errors
/// When the disk refuses.
pub fn begin(folders: &Folders, under_way: &Path, story: Story, text: String) -> Result<Page, Problem> {
    let own = under_way.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let file = page_of(&folders.state, own, &story.id);
    if !file.exists() {
        adopt(&folders.state, own, &story.id, &file);
    }
    if is_left(&file) {
        // Without what it was made of, it must not take the place of anything.
        let unknown = || (Story { id: story.id.clone(), ..Story::new("") }, String::new());
        let (was, text) = base_of(&file).unwrap_or_else(unknown);
        return Ok(Page { file, was, text });
    }
    let made = write_base(&file, &story, &text).and_then(|()| atomic::replace(&file, text.as_bytes()));
    made.map_err(|error| {
        Problem::new(file.display().to_string(), error.to_string(), "Look after the disk, and try again.")
    })?;
    Ok(Page { file, was: story, text })
}

/// What stands in the file.
///
/// # Errors
/// When it can't be read.
pub fn read(file: &Path) -> Result<String, Problem> {
    text_file::read(file)
}

/// Removes the file: what it holds is in the library, or not wanted.
pub fn forget(file: &Path) {
    // One that stays is offered again, which does no harm.
    let _ = atomic::remove(file).and_then(|()| atomic::remove(&file.with_extension("base")));
}

/// The texts that wait to be taken over.
pub fn problems(state: &Path) -> Vec<Problem> {
    let left = pages(state).filter(|file| is_left(file));
    let hint = "Open its story in your editor from Retell, and you go on with it.";
    let problem = |file: PathBuf| {
        let story = file.file_stem().and_then(|name| StoryId::try_from(name.to_str()?.to_owned()).ok());
        let remedy = story.map_or(Remedy::None, Remedy::Edit);
        Problem { remedy, ..Problem::new(file.display().to_string(), "a text of yours waits here", hint) }
    };
    left.map(problem).collect()
}

/// The pages of all windows.
pub(super) fn pages(state: &Path) -> impl Iterator<Item = PathBuf> {
    let files = windows().flat_map(|window| text_file::files_in(&folder_of(state, &window)).unwrap_or_default());
    files.filter(|file| file.extension().is_some_and(|end| end == "md"))
}

fn folder_of(state: &Path, window: &str) -> PathBuf {
    state.join(window.replace("unfinished", "editing"))
}

fn page_of(state: &Path, window: &str, story: &StoryId) -> PathBuf {
    folder_of(state, window).join(format!("{story}.md"))
}

/// Takes the page of a window that is gone.
fn adopt(state: &Path, own: &str, story: &StoryId, file: &Path) {
    for window in windows().filter(|window| window != own) {
        let theirs = page_of(state, &window, story);
        if theirs.exists() && Lock::try_now(&state.join(format!("{window}.lock"))).is_ok() {
            let base = |page: &Path| page.with_extension("base");
            // One that stays there is told of among the problems.
            let _ = atomic::move_to(&base(&theirs), &base(file));
            let _ = atomic::move_to(&theirs, file);
            return;
        }
    }
}

/// Whether the file has a text of the person's.
fn is_left(file: &Path) -> bool {
    file.exists() && read(file).ok() != Some(base_of(file).map(|(_, text)| text).unwrap_or_default())
}

fn write_base(file: &Path, story: &Story, text: &str) -> io::Result<()> {
    let base = serde_json::to_string(&(story.to_json(None)?, text))?;
    atomic::replace(&file.with_extension("base"), base.as_bytes())
}

/// The story that a page was made of, and the page as it was.
fn base_of(file: &Path) -> Option<(Story, String)> {
    let (story, text): (String, String) = serde_json::from_str(&read(&file.with_extension("base")).ok()?).ok()?;
    Some((Story::from_json(&story).ok()?, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(home: &Path) -> Folders {
        Folders::locate(Some(home.to_owned())).unwrap()
    }

    fn begin_in(folders: &Folders, window: &str, text: &str) -> Page {
        let story = Story { id: StoryId::from_title("A leak"), ..Story::new(text) };
        begin(folders, &folders.state.join(format!("{window}.json")), story, text.to_owned()).unwrap()
    }

    #[test]
    fn a_text_that_was_left_keeps_what_it_was_made_of_and_an_untouched_page_is_made_anew() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        begin_in(&folders, "unfinished", "First");
        assert!(problems(&folders.state).is_empty());
        let page = begin_in(&folders, "unfinished", "Second");
        assert_eq!((read(&page.file).unwrap().as_str(), page.was.title.as_str()), ("Second", "Second"));
        atomic::replace(&page.file, b"Mine").unwrap();
        let page = begin_in(&folders, "unfinished", "Third");
        assert_eq!((read(&page.file).unwrap().as_str(), page.was.title.as_str()), ("Mine", "Second"));
        assert_eq!(page.text, "Second");
        let told = problems(&folders.state);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].file, page.file.display().to_string());
        assert_eq!(told[0].remedy, Remedy::Edit(page.was.id));
        forget(&page.file);
        assert!(problems(&folders.state).is_empty());
        assert_eq!(begin_in(&folders, "unfinished", "Fourth").was.title, "Fourth");
    }

    #[test]
    fn a_text_takes_the_place_of_nothing_once_it_is_unknown_what_it_was_made_of() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        let page = begin_in(&folders, "unfinished", "First");
        atomic::replace(&page.file, b"Mine").unwrap();
        atomic::remove(&page.file.with_extension("base")).unwrap();
        let page = begin_in(&folders, "unfinished", "First");
        assert_eq!((read(&page.file).unwrap().as_str(), page.was.title.as_str()), ("Mine", ""));
    }

    #[test]
    fn two_windows_have_a_page_each_and_that_of_a_window_which_is_gone_is_taken_over() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        let theirs = Lock::try_now(&folders.state.join("unfinished-2.lock"));
        let page = begin_in(&folders, "unfinished-2", "First");
        atomic::replace(&page.file, b"Theirs").unwrap();
        let own = begin_in(&folders, "unfinished", "First");
        assert_eq!(read(&own.file).unwrap(), "First");
        assert_eq!(read(&page.file).unwrap(), "Theirs");
        forget(&own.file);
        drop(theirs);
        let own = begin_in(&folders, "unfinished", "Second");
        assert_eq!((read(&own.file).unwrap().as_str(), own.was.title.as_str()), ("Theirs", "First"));
        assert!(!page.file.exists());
    }
}
