//! What is kept of stories that were changed or deleted: earlier versions on this machine, and the trash.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Folders, Place, atomic, stories, text_file};
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId};
use crate::domain::time::Stamp;
use crate::domain::version::Version;

/// So many versions of a story are kept, the one in its place among them.
const MOST_VERSIONS: usize = 50;

/// The versions of a story, newest first. The last one that Retell wrote is among them.
pub fn versions(folders: &Folders, id: &StoryId) -> Vec<Version> {
    let files = version_files(folders, id);
    files.iter().rev().filter_map(|path| version_in(path)).filter(|version| version.story.id == *id).collect()
}

/// The newest of them.
pub(super) fn last_version(folders: &Folders, id: &StoryId) -> Option<Version> {
    let files = version_files(folders, id);
    files.iter().rev().filter_map(|path| version_in(path)).find(|version| version.story.id == *id)
}

/// The stories in the trash, the one deleted last first, and what there can't be read.
pub fn trash(folders: &Folders) -> (Vec<Version>, Vec<Problem>) {
    let (mut versions, mut problems) = (Vec::new(), Vec::new());
    let files = text_file::files_in(&folders.trash).unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    });
    for path in files {
        match version_in(&path) {
            Some(version) => versions.push(Version { at: moved_at(&path).unwrap_or(version.at), ..version }),
            None => {
                let hint = "It stays there. Look at it in a text editor.";
                problems.push(Problem::new(path.display().to_string(), "this is no story that can be read", hint));
            }
        }
    }
    versions.extend(removed_elsewhere(folders, &versions));
    versions.sort_by(|one, other| (other.at, &one.file).cmp(&(one.at, &other.file)));
    (versions, problems)
}

/// The last versions of stories whose files somebody removed without Retell.
fn removed_elsewhere(folders: &Folders, trash: &[Version]) -> Vec<Version> {
    let in_trash: HashSet<&StoryId> = trash.iter().map(|version| &version.story.id).collect();
    let taken = stories::taken(folders);
    let ids = text_file::files_in(&folders.versions()).unwrap_or_default();
    let ids = ids.iter().filter_map(|path| StoryId::try_from(path.file_name()?.to_str()?.to_owned()).ok());
    let gone = ids.filter(|id| !taken.contains(id) && !in_trash.contains(id));
    gone.filter_map(|id| Some(Version { file: None, ..last_version(folders, &id)? })).collect()
}

fn version_in(path: &Path) -> Option<Version> {
    let story = Story::from_json(&text_file::read(path).ok()?).ok()?;
    let written = Timestamp::try_from(fs::metadata(path).ok()?.modified().ok()?).ok()?;
    let file = path.file_name()?.to_str()?.to_owned();
    Some(Version { story, at: Stamp::new(written, Offset::UTC), file: Some(file) })
}

/// When a file came to its place: moving it doesn't change the time at which it was written.
fn moved_at(path: &Path) -> Option<Stamp> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let metadata = fs::metadata(path).ok()?;
        let nanosecond = i32::try_from(metadata.ctime_nsec()).ok()?;
        Some(Stamp::new(Timestamp::new(metadata.ctime(), nanosecond).ok()?, Offset::UTC))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Keeps what stands in the place of a story, which holds `bytes` and is about to be replaced, and says where.
pub(super) fn keep_version(folders: &Folders, id: &StoryId, path: &Path, bytes: &[u8]) -> io::Result<Place> {
    let files = version_files(folders, id);
    // What Retell wrote itself it kept when it wrote it. The oldest version will have to make room for the next.
    let mut lasting = files.iter().skip(surplus(&files)).rev();
    let kept = match lasting.find(|path| fs::read(path).is_ok_and(|kept| kept == bytes)) {
        Some(kept) => kept.clone(),
        None => {
            let kept = next_version(folders, id, &files);
            atomic::keep_as(path, &kept)?;
            forget_oldest(&files);
            kept
        }
    };
    // Nobody may have waited for the disk when this was written, and it will be the only one.
    atomic::sync(&kept)?;
    Ok(place_of(id, &kept))
}

/// Keeps a copy of what was just written, so that damage to the file itself can be repaired.
pub(super) fn copy_version(folders: &Folders, id: &StoryId, bytes: &[u8]) {
    let files = version_files(folders, id);
    // The story is saved by then; nothing is lost without the copy.
    let _ = atomic::copy_to(&next_version(folders, id, &files), bytes);
    forget_oldest(&files);
}

/// Keeps a copy of each story in these files that isn't kept yet: somebody wrote it without Retell.
pub fn keep_copies<'a>(folders: &Folders, files: impl Iterator<Item = &'a Path>) {
    for path in files {
        let Some(id) = stories::id_in(path) else { continue };
        let Ok(bytes) = fs::read(path) else { continue };
        let is_kept = |path: &PathBuf| fs::read(path).is_ok_and(|kept| kept == bytes);
        let is_story = || std::str::from_utf8(&bytes).is_ok_and(|text| Story::from_json(text).is_ok());
        if !version_files(folders, &id).iter().rev().any(is_kept) && is_story() {
            copy_version(folders, &id, &bytes);
        }
    }
}

fn forget_oldest(files: &[PathBuf]) {
    for oldest in files.iter().take(surplus(files)) {
        let _ = atomic::remove(oldest);
    }
}

/// How many of these versions have to go when one more comes.
fn surplus(files: &[PathBuf]) -> usize {
    (files.len() + 1).saturating_sub(MOST_VERSIONS)
}

/// Oldest first.
fn version_files(folders: &Folders, id: &StoryId) -> Vec<PathBuf> {
    text_file::files_in(&folders.versions().join(id.as_str())).unwrap_or_default()
}

fn next_version(folders: &Folders, id: &StoryId, files: &[PathBuf]) -> PathBuf {
    let number = |path: &PathBuf| path.file_stem()?.to_str()?.parse::<u64>().ok();
    let next = files.iter().rev().find_map(number).unwrap_or(0) + 1;
    folders.versions().join(id.as_str()).join(format!("{next:08}.json"))
}

fn place_of(id: &StoryId, path: &Path) -> Place {
    Place::Version(format!("{id}/{}", path.file_name().unwrap_or_default().to_string_lossy()))
}

/// A name in the trash that no file there has: `leak.json`, `leak.2.json` …
pub(super) fn free_name_in_trash(folders: &Folders, name: &str) -> String {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    let is_free = |name: &String| fs::symlink_metadata(folders.trash.join(name)).is_err();
    let numbered = (2_u32..).map(|n| format!("{stem}.{n}.json"));
    std::iter::once(format!("{stem}.json")).chain(numbered).find(is_free).unwrap_or_default()
}
