//! The stories on disk: one JSON file each, named after its id.

use std::collections::HashSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};

use crate::domain::change::{Copy, Was};
use crate::domain::conflict::{Conflict, Side};
use crate::domain::json;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::{FORMAT_VERSION, Story, StoryId};

use super::listing::Listing;
use super::{Folders, kept, text_file};

/// So many files are worth a thread of their own; to start one takes the time of a dozen files.
const WORTH_A_THREAD: usize = 100;

/// So many files are read while a first frame is being drawn.
const MANY: usize = 64;

/// What the folder of stories held.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The stories that could be read.
    pub stories: Vec<Story>,
    /// Versions that could not be saved.
    pub drafts: Vec<Story>,
    /// What could not, what can be read but not changed, and stories of which there are two versions.
    pub problems: Vec<Problem>,
    /// Those of them that may mark confidential words, and can't be read.
    pub unread: Vec<Problem>,
    /// The files as they were just before they were read.
    pub listing: Listing,
}

impl Loaded {
    fn story(&self, id: &StoryId) -> Option<&Story> {
        self.stories.iter().find(|story| story.id == *id)
    }

    fn add_unread(&mut self, problem: Problem) {
        self.unread.push(problem.clone());
        self.problems.push(problem);
    }
}

/// Reads every story. One that can't be read is named, left as it is, and never costs the others.
pub fn load(folders: &Folders) -> Loaded {
    let mut loaded = Loaded { listing: Listing::beside_stories(folders), ..Loaded::default() };
    let paths = text_file::files_in(&folders.stories).unwrap_or_else(|problem| {
        loaded.add_unread(problem);
        Vec::new()
    });
    let mut strays = Vec::new();
    for mut share in read_all(&paths, folders) {
        loaded.stories.append(&mut share.loaded.stories);
        loaded.problems.append(&mut share.loaded.problems);
        loaded.unread.append(&mut share.loaded.unread);
        loaded.listing.append(share.loaded.listing);
        strays.append(&mut share.strays);
    }
    for (path, story) in strays {
        let problem = stray(&path, &story, &loaded);
        loaded.problems.push(problem);
        if loaded.story(&story.id).is_none() {
            loaded.stories.push(story);
        }
    }
    let drafts = text_file::files_in(&folders.drafts()).unwrap_or_else(|problem| {
        // The stories are there or not, whatever can't be looked for beside them.
        loaded.unread.push(problem);
        Vec::new()
    });
    for path in drafts {
        match read(&path, text_file::open(&path), &mut Vec::new()) {
            Ok((draft, _)) => {
                loaded.problems.extend(not_saved(&path, &draft, &loaded, &folders.stories));
                loaded.drafts.push(draft);
            }
            Err(problem) => loaded.add_unread(problem),
        }
    }
    loaded
}

/// What some of the files held.
struct Share {
    loaded: Loaded,
    /// Stories in files that are not named after them.
    strays: Vec<(PathBuf, Story)>,
}

impl Share {
    fn read(paths: &[PathBuf], folders: &Folders) -> Self {
        let mut share = Self { loaded: Loaded::default(), strays: Vec::new() };
        share.loaded.stories.reserve(paths.len());
        let mut bytes = Vec::new();
        for path in paths {
            let opened = text_file::open(path);
            match &opened {
                Ok((_, metadata)) => share.loaded.listing.add(path.clone(), Some(metadata)),
                Err(_) => share.loaded.listing.add(path.clone(), fs::metadata(path).ok().as_ref()),
            }
            match read(path, opened, &mut bytes) {
                Ok((story, problems)) if is_named_after(path, &story.id) => {
                    share.loaded.problems.extend(problems);
                    share.loaded.stories.push(story);
                }
                Ok((story, _)) => share.strays.push((path.clone(), story)),
                Err(problem) if is_json(path) => share.loaded.add_unread(with_remedy(problem, path, folders)),
                Err(problem) => share.loaded.problems.push(problem),
            }
        }
        share
    }
}

/// Reads all files, in shares that keep their order. All processors take part: most of the time goes into opening them.
fn read_all(paths: &[PathBuf], folders: &Folders) -> Vec<Share> {
    if paths.len() <= WORTH_A_THREAD {
        return vec![Share::read(paths, folders)];
    }
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let start = |paths| {
            let reader = thread::Builder::new().spawn_scoped(scope, move || Share::read(paths, folders));
            reader.map_err(|_| paths)
        };
        let shares = paths.chunks(paths.len().div_ceil(processors).max(WORTH_A_THREAD));
        let readers: Vec<_> = shares.map(start).collect();
        let finish = |reader: Result<ScopedJoinHandle<'_, Share>, _>| match reader {
            Ok(reader) => reader.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system has no thread left to give.
            Err(paths) => Share::read(paths, folders),
        };
        readers.into_iter().map(finish).collect()
    })
}

/// Whether there are so many files that a first frame would be late with what is in them.
pub fn are_many(folders: &Folders) -> bool {
    fs::read_dir(&folders.stories).is_ok_and(|mut files| files.nth(MANY).is_some())
}

/// Every id that is in use in the folder, be its file readable or not.
pub fn taken(folders: &Folders) -> HashSet<StoryId> {
    text_file::files_in(&folders.stories).unwrap_or_default().iter().filter_map(|path| id_in(path)).collect()
}

/// The id that the name of a file stands for.
pub(super) fn id_in(path: &Path) -> Option<StoryId> {
    StoryId::try_from(path.file_stem().filter(|_| is_json(path))?.to_str()?.to_owned()).ok()
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// Whether a file has the name that a story of this id has.
fn is_named_after(path: &Path, id: &StoryId) -> bool {
    path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json")) == Some(id.as_str())
}

/// Reads a story into `bytes` and out of them, and says what of it can't be used or changed.
fn read(
    path: &Path,
    opened: io::Result<(File, Metadata)>,
    bytes: &mut Vec<u8>,
) -> Result<(Story, Vec<Problem>), Problem> {
    let name = || path.display().to_string();
    if !is_json(path) {
        return Err(Problem::new(
            name(),
            "only .json files are stories here",
            "Bring it in with retell import, or move it to another folder.",
        ));
    }
    let text = text_file::read_as(bytes, path, opened)?;
    let story = Story::from_json(text).map_err(|error| unreadable(path, text, &error))?;
    let mut problems: Vec<Problem> = Vec::new();
    if story.is_read_only() {
        problems.push(newer(path, &story));
    }
    for (field, wrong) in story.locked_fields() {
        let mut problem = Problem::new(name(), wrong, "The story is shown without it. Correct it in a text editor.");
        problem.line = json::line_of(text, &field);
        problems.push(problem);
    }
    Ok((story, problems))
}

pub(super) fn newer(path: &Path, story: &Story) -> Problem {
    let reason = format!("it has format {}, and this Retell knows {FORMAT_VERSION}", story.version);
    Problem::new(path.display().to_string(), reason, "It is shown but will not be changed. Update Retell.")
}

/// Why a text is no story.
fn unreadable(path: &Path, text: &str, error: &serde_json::Error) -> Problem {
    let name = path.display().to_string();
    if text.trim_matches(['\0', ' ', '\n', '\r', '\t']).is_empty() {
        let what = if text.contains('\0') { "it holds nothing but NUL bytes" } else { "the file is empty" };
        return Problem::new(name, what, "A crash or a sync program may have done it. Look for a copy that is whole.");
    }
    let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<< ")) else {
        return Problem::from_json(&name, error, 1);
    };
    let mut problem =
        Problem::new(name, "git left an unresolved merge here", "Resolve it in a text editor.").at(line + 1, 1);
    let [ours, theirs] = sides_of(text).map(|side| Story::from_json(&side).ok());
    if let (Some(ours), Some(theirs)) = (ours, theirs)
        && id_in(path).is_some_and(|id| id == ours.id)
    {
        "Compare both versions in the list of problems, and choose.".clone_into(&mut problem.hint);
        problem.remedy = Remedy::Compare(Box::new(Conflict {
            cause: "Git could not merge two versions of this story.".to_owned(),
            left: Side { place: "on this branch".to_owned(), story: ours },
            right: Side { place: "from the other branch".to_owned(), story: theirs },
            was: Was::Unreadable,
            copy: None,
        }));
    }
    problem
}

/// The two texts that git could not merge.
fn sides_of(text: &str) -> [String; 2] {
    let (mut sides, mut is_in) = ([String::new(), String::new()], [true, true]);
    for line in text.lines() {
        match line.get(..7) {
            Some("<<<<<<<") => is_in = [true, false],
            // Of three versions the one in the middle is the ancestor of both.
            Some("|||||||") => is_in = [false, false],
            Some("=======") => is_in = [false, true],
            Some(">>>>>>>") => is_in = [true, true],
            _ => {
                for (side, _) in sides.iter_mut().zip(is_in).filter(|(_, is_in)| *is_in) {
                    side.push_str(line);
                    side.push('\n');
                }
            }
        }
    }
    sides
}

/// Offers the last version of a damaged story that was whole.
fn with_remedy(mut problem: Problem, path: &Path, folders: &Folders) -> Problem {
    // What can't be opened may well be whole.
    if problem.remedy == Remedy::None
        && text_file::read_bytes(path).is_ok()
        && let Some(id) = id_in(path)
        && let Some(last) = kept::last_version(folders, &id)
    {
        problem.hint = format!(
            "It was left as it is. Its version of {} is whole: bring it back in the list of problems.",
            last.at.day()
        );
        problem.remedy = Remedy::Versions(id);
    }
    problem
}

/// A file that holds a story of another name: a second version of that story, if that is there.
fn stray(path: &Path, story: &Story, loaded: &Loaded) -> Problem {
    let name = path.display().to_string();
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(first) = loaded.story(&story.id) else {
        let reason = format!("its id is `{}`, which is not the name of the file", story.id);
        let hint = format!("The story is shown. Name the file {}.json, or correct the id in it.", story.id);
        return Problem::new(name, reason, hint);
    };
    let first_file = path.with_file_name(format!("{}.json", first.id));
    let cause = if file.contains(".sync-conflict-") {
        "Syncthing found the story changed on two devices and kept both versions."
    } else {
        "Two files hold a story of this id."
    };
    let reason = format!("it is a second version of {}", first_file.display());
    let mut problem = Problem::new(name, reason, "Compare both versions in the list of problems, and choose.");
    problem.remedy = compare(cause, first, ("in its place", &file), story.clone(), Copy::File(file.clone()));
    problem
}

/// A version that could not be saved, because the story had been changed elsewhere.
fn not_saved(path: &Path, draft: &Story, loaded: &Loaded, folder: &Path) -> Option<Problem> {
    let name = path.display().to_string();
    let file = path.file_name()?.to_string_lossy().into_owned();
    let Some(there) = loaded.story(&draft.id) else {
        let place = folder.join(format!("{}.json", draft.id));
        let (reason, hint) = if fs::symlink_metadata(&place).is_ok() {
            let reason = "this version of a story could not be saved, and the story itself can't be read";
            (reason, format!("Mend {} first: both can be compared then.", place.display()))
        } else {
            let reason = "this version of a story could not be saved, and the story itself is gone";
            (reason, format!("To have it back, move it to {}.", place.display()))
        };
        return Some(Problem::new(name, reason, hint));
    };
    if there == draft {
        return None;
    }
    let reason = format!("“{}” was changed here and elsewhere at the same time", there.title);
    let mut problem = Problem::new(name, reason, "Compare both versions in the list of problems, and choose.");
    let cause = "The story was changed elsewhere before your change could be saved.";
    problem.remedy = compare(cause, there, ("changed elsewhere", "changed here"), draft.clone(), Copy::Draft(file));
    Some(problem)
}

fn compare(cause: &str, left: &Story, (here, there): (&str, &str), right: Story, copy: Copy) -> Remedy {
    Remedy::Compare(Box::new(Conflict {
        cause: cause.to_owned(),
        left: Side { place: here.to_owned(), story: left.clone() },
        right: Side { place: there.to_owned(), story: right },
        was: Was::Story(left.clone()),
        copy: Some(copy),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::atomic;
    use super::*;

    #[test]
    fn many_files_are_read_as_few_are_in_the_order_of_their_names() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
        let mut files = Vec::new();
        for number in 0..3 * WORTH_A_THREAD {
            let mut story = Story::new(format!("{number:03}"));
            files.push(folders.stories.join(format!("{number:03}.json")));
            story.skills = vec!["Redis".to_owned(); number % 3];
            let text = if number % 50 == 7 { "{".to_owned() } else { story.to_json(None).unwrap() };
            atomic::copy_to(&files[number], text.as_bytes()).unwrap();
        }
        let loaded = load(&folders);
        let few = Share::read(&files, &folders).loaded;
        assert_eq!((loaded.stories.len(), loaded.problems.len()), (files.len() - 6, 6));
        assert!(loaded.stories.is_sorted_by_key(|story| &story.id));
        assert_eq!((loaded.stories, loaded.problems, loaded.listing), (few.stories, few.problems, few.listing));
    }
}
