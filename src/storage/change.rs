//! Changes of the library: done under a lock, and checked against what is on disk.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::atomic::{Mode, Prepared};
use super::lock::Lock;
use super::undo::{FileChange, Record};
use super::{Folders, Place, atomic, kept, stories, text_file, undo};
use crate::domain::change::{Change, Copy, Step, Was};
use crate::domain::fingerprint::fingerprint;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::{Story, StoryId};

/// How long to wait for another window that is saving.
const PATIENCE: Duration = Duration::from_secs(2);

const CHECK_THE_DISK: &str = "Nothing was written. Check the disk and the folder's permissions.";

/// A step that can be taken.
struct Plan {
    change: FileChange,
    how: How,
}

enum How {
    /// Write these bytes where those on disk are.
    Write { bytes: Vec<u8>, on_disk: Option<Vec<u8>> },
    /// The same, and remove the file in the trash that they come from.
    Restore { bytes: Vec<u8>, trashed: PathBuf },
    /// Move the file to its place in the trash.
    Trash,
}

/// Does what a change asks for, and says of each step whether it was done. What was done is on disk and outlasts a power
/// cut.
///
/// A story that somebody else changed meanwhile is not overwritten: this version is kept as a draft beside it, and both
/// are shown when the stories are loaded again.
///
/// # Errors
/// When nothing could be done, or when the disk took it all and then failed to confirm it.
pub fn apply(folders: &Folders, change: &Change) -> Result<Vec<Result<(), Problem>>, Problem> {
    let _lock = lock(folders)?;
    let steps: Vec<Cow<'_, Step>> = change.steps.iter().map(|step| with_a_free_id(folders, step)).collect();
    let mut plans: Vec<_> = steps.iter().map(|step| plan(folders, step)).collect();
    let files: Vec<FileChange> =
        plans.iter().filter_map(|plan| Some(plan.as_ref().ok()?.as_ref()?.change.clone())).collect();
    if files.is_empty() {
        return Ok(plans.into_iter().map(|plan| plan.map(drop)).collect());
    }
    let record = Record { what: change.what.clone(), files };
    let record_file =
        undo::write(folders, &record).map_err(|error| refused(&folders.undo(), &format!("not done: {error}")))?;
    let mut is_any_done = false;
    let mut done: Vec<Result<(), Problem>> = Vec::with_capacity(plans.len());
    for (step, plan) in steps.iter().zip(plans.drain(..)) {
        let refusal = done.iter().find_map(|done| done.as_ref().err().cloned());
        done.push(match (step.as_ref(), refusal) {
            // The version that was not chosen is put away only when the one that was chosen stands.
            (Step::Discard(_), Some(refusal)) => Err(refusal),
            _ => plan.and_then(|plan| {
                let Some(plan) = plan else { return Ok(()) };
                perform(folders, step, plan)?;
                is_any_done = true;
                Ok(())
            }),
        });
    }
    if is_any_done {
        sync(folders)?;
    } else {
        let _ = atomic::remove(&record_file);
    }
    Ok(done)
}

/// What is to be added is saved, under an id that no file has: one that can't be read has an id too.
fn with_a_free_id<'a>(folders: &Folders, step: &'a Step) -> Cow<'a, Step> {
    match step {
        Step::Add(story) => {
            let story = Story { id: free_id(folders, &story.id), ..story.clone() };
            Cow::Owned(Step::Save { story, was: Was::Nothing })
        }
        step => Cow::Borrowed(step),
    }
}

fn free_id(folders: &Folders, id: &StoryId) -> StoryId {
    id.clone().made_unique(|id| fs::symlink_metadata(folders.path_of(&file_of(id))).is_ok())
}

/// Gives content its name if the file still holds what it held: a program that knows of no locks may have written it.
pub(super) fn place_over(path: &Path, prepared: Prepared, on_disk: Option<&[u8]>) -> io::Result<()> {
    match (fs::read(path), on_disk) {
        (Ok(there), Some(on_disk)) if there == on_disk => prepared.place(Mode::Replace),
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => prepared.place(Mode::Create),
        _ => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

pub(super) fn lock(folders: &Folders) -> Result<Lock, Problem> {
    let path = folders.state.join("stories.lock");
    Lock::wait(&path, PATIENCE).map_err(|_| {
        let reason = "another window is saving, and has been for two seconds";
        Problem::new(path.display().to_string(), reason, "Nothing was changed. Try again when it has finished.")
    })
}

pub(super) fn sync(folders: &Folders) -> Result<(), Problem> {
    if !folders.stories.is_dir() {
        return Ok(());
    }
    atomic::sync(&folders.stories).map_err(|error| {
        let reason = format!("the disk took it but can't confirm that it will last: {error}");
        Problem::new(folders.stories.display().to_string(), reason, "Check the disk.")
    })
}

/// What a step takes, or nothing if all is already as it should be.
fn plan(folders: &Folders, step: &Step) -> Result<Option<Plan>, Problem> {
    match step {
        Step::Save { story, was } => plan_to_save(folders, story, was),
        Step::Add(story) => plan_to_save(folders, story, &Was::Nothing),
        Step::Delete(story) => {
            let file = file_of(&story.id);
            let path = folders.path_of(&file);
            match read(&path)? {
                // Its file may have another name; else it is gone already.
                None => file_with(folders, story).map_or(Ok(None), |file| plan_to_trash(folders, file)),
                Some(bytes) if parse(&bytes).as_ref() == Some(story) => plan_to_trash(folders, file),
                Some(_) => Err(Problem::new(
                    path.display().to_string(),
                    "it was changed elsewhere meanwhile, so it was not deleted",
                    "Look at it again, then decide.",
                )),
            }
        }
        Step::Restore(file) => {
            let trashed = folders.path_of(&Place::Trash(file.clone()));
            let gone = || {
                let hint = "Another window may have brought it back.";
                Problem::new(trashed.display().to_string(), "it isn't in the trash any more", hint)
            };
            let bytes = read(&trashed)?.ok_or_else(gone)?;
            let story = parse(&bytes).ok_or_else(gone)?;
            let id = free_id(folders, &story.id);
            let bytes = if story.id == id {
                bytes
            } else if story.is_read_only() {
                return Err(stories::newer(&trashed, &story));
            } else {
                let text = Story { id: id.clone(), ..story }.to_json(std::str::from_utf8(&bytes).ok());
                text.map_err(|error| refused(&trashed, &error.to_string()))?.into_bytes()
            };
            let change = FileChange { file: file_of(&id), before: None, after: Some(print(&bytes)) };
            Ok(Some(Plan { change, how: How::Restore { bytes, trashed } }))
        }
        Step::Discard(copy) => plan_to_trash(
            folders,
            match copy {
                Copy::File(name) => Place::Story(name.clone()),
                Copy::Draft(name) => Place::Draft(name.clone()),
            },
        ),
    }
}

fn plan_to_save(folders: &Folders, story: &Story, was: &Was) -> Result<Option<Plan>, Problem> {
    let file = file_of(&story.id);
    let path = folders.path_of(&file);
    let on_disk = read(&path)?;
    let there = on_disk.as_deref().and_then(parse);
    if there.as_ref() == Some(story) {
        return Ok(None);
    }
    // Neither may be rewritten: not the one that is there, nor another version of it.
    if let Some(newer) = there.iter().chain([story]).find(|story| story.is_read_only()) {
        return Err(stories::newer(&path, newer));
    }
    let is_as_expected = match (was, &on_disk, &there) {
        // Whoever changes a story that somebody else deleted wants to keep it.
        (_, None, _) => true,
        (Was::Story(was), Some(_), Some(there)) => there == was,
        (Was::Unreadable, Some(_), None) => true,
        _ => false,
    };
    if !is_as_expected {
        return Err(keep_draft(folders, story, &path));
    }
    let earlier = on_disk.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    let bytes = story.to_json(earlier).map_err(|error| refused(&path, &error.to_string()))?.into_bytes();
    let keep = |on_disk: &Vec<u8>| kept::keep_version(folders, &story.id, &path, on_disk);
    let before = on_disk.as_ref().map(keep).transpose().map_err(|error| {
        let hint = "Nothing was written, so that the earlier version isn't lost. Check the disk.";
        Problem::new(folders.versions().display().to_string(), format!("it can't be written: {error}"), hint)
    })?;
    let change = FileChange { file, before, after: Some(print(&bytes)) };
    Ok(Some(Plan { change, how: How::Write { bytes, on_disk } }))
}

fn plan_to_trash(folders: &Folders, file: Place) -> Result<Option<Plan>, Problem> {
    let path = folders.path_of(&file);
    if fs::symlink_metadata(&path).is_err() {
        return Ok(None);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let before = Some(Place::Trash(kept::free_name_in_trash(folders, &name)));
    Ok(Some(Plan { change: FileChange { file, before, after: None }, how: How::Trash }))
}

fn perform(folders: &Folders, step: &Step, plan: Plan) -> Result<(), Problem> {
    let path = folders.path_of(&plan.change.file);
    let done = match (plan.how, &plan.change.before) {
        (How::Write { bytes, on_disk }, _) => {
            let prepared = Prepared::new(&path, &bytes);
            let written = prepared.and_then(|prepared| place_over(&path, prepared, on_disk.as_deref()));
            match (written, step) {
                (Ok(()), Step::Save { story, .. }) => {
                    kept::copy_version(folders, &story.id, &bytes);
                    Ok(())
                }
                (Err(error), Step::Save { story, .. }) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(keep_draft(folders, story, &path));
                }
                (written, _) => written,
            }
        }
        (How::Restore { bytes, trashed }, _) => {
            Prepared::new(&path, &bytes).and_then(|prepared| prepared.place(Mode::Create)).inspect(|()| {
                // The story is back. That it is in the trash too does no harm.
                let _ = atomic::remove(&trashed);
            })
        }
        (How::Trash, Some(trashed)) => atomic::move_to(&path, &folders.path_of(trashed)),
        (How::Trash, None) => Ok(()),
    };
    done.map_err(|error| refused(&path, &error.to_string()))
}

/// Keeps a story that can't take its place, and says so.
fn keep_draft(folders: &Folders, story: &Story, path: &Path) -> Problem {
    let names = std::iter::once(format!("{}.json", story.id)).chain((2..).map(|n| format!("{}.{n}.json", story.id)));
    let mut paths = names.map(|name| folders.path_of(&Place::Draft(name)));
    let draft = paths.find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_default();
    let text = story.to_json(None).map_err(io::Error::from);
    let reason = format!("“{}” was changed elsewhere too", story.title);
    let (hint, remedy) = match text.and_then(|text| atomic::replace(&draft, text.as_bytes())) {
        Ok(()) => ("Both versions are kept: choose in the list of problems.".to_owned(), Remedy::Listed),
        Err(error) => {
            let hint = format!("It was not overwritten, and your version could not be kept: {error}.");
            (hint, Remedy::None)
        }
    };
    Problem { remedy, ..Problem::new(path.display().to_string(), reason, hint) }
}

/// The file that holds a story under a name that isn't its own.
fn file_with(folders: &Folders, story: &Story) -> Option<Place> {
    let files = text_file::files_in(&folders.stories).unwrap_or_default();
    let path = files.iter().find(|path| fs::read(path).ok().as_deref().and_then(parse).as_ref() == Some(story))?;
    Some(Place::Story(path.file_name()?.to_str()?.to_owned()))
}

fn file_of(id: &StoryId) -> Place {
    Place::Story(format!("{id}.json"))
}

pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(path, &error.to_string())),
    }
}

fn parse(bytes: &[u8]) -> Option<Story> {
    Story::from_json(std::str::from_utf8(bytes).ok()?).ok()
}

pub(super) fn print(bytes: &[u8]) -> String {
    fingerprint(bytes.iter().copied())
}

pub(super) fn refused(path: &Path, reason: &str) -> Problem {
    Problem::new(path.display().to_string(), reason, CHECK_THE_DISK)
}
