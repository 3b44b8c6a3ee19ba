//! What lies in the folders, file by file: two listings differ when a program has written there in between.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Folders, editing, text_file};

/// The files of the library, the trash, the practice and interview folders, the saved filters, the own questions and the
/// pages that are in an editor or wait for it, with their sizes and when they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing(Vec<(PathBuf, u64, Timestamp)>);

impl Listing {
    /// The files that are not, or not like this, in an earlier listing.
    pub fn since<'a>(&'a self, earlier: &Self) -> impl Iterator<Item = &'a Path> {
        let earlier: HashSet<_> = earlier.0.iter().collect();
        self.0.iter().filter(move |file| !earlier.contains(file)).map(|(path, _, _)| path.as_path())
    }

    /// What lies there now.
    pub fn of(folders: &Folders) -> Self {
        let mut listing = Self::beside_stories(folders);
        listing.add_all(&folders.stories);
        listing
    }

    /// The same without the stories.
    pub(super) fn beside_stories(folders: &Folders) -> Self {
        let mut listing = Self::default();
        listing.add_all(&folders.practice);
        listing.add_all(&folders.interviews);
        listing.add_all(&folders.scores);
        listing.add_all(&folders.drafts());
        listing.add_all(&folders.trash);
        let files = [folders.filters.clone(), folders.questions.clone()];
        for file in files.into_iter().chain(editing::pages(&folders.state)) {
            if let Ok(metadata) = fs::metadata(&file) {
                listing.add(file, Some(&metadata));
            }
        }
        listing
    }

    fn add_all(&mut self, folder: &Path) {
        for path in text_file::files_in(folder).unwrap_or_default() {
            let metadata = fs::metadata(&path).ok();
            self.add(path, metadata.as_ref());
        }
    }

    /// Adds a file with what the system says of it.
    pub(super) fn add(&mut self, path: PathBuf, metadata: Option<&Metadata>) {
        let written = metadata.and_then(|it| Timestamp::try_from(it.modified().ok()?).ok());
        self.0.push((path, metadata.map_or(0, Metadata::len), written.unwrap_or_default()));
    }

    /// Adds all files of another listing.
    pub(super) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::atomic;
    use super::*;

    #[test]
    fn a_listing_changes_when_a_file_comes_changes_or_goes() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
        let interviews = folders.interviews.join("a.jsonl");
        let (story, page) = (folders.stories.join("a.json"), folders.state.join("editing/a.md"));
        for path in [story, page, interviews, folders.filters.clone(), folders.questions.clone()] {
            changes_with(&folders, &path);
        }
    }

    fn changes_with(folders: &Folders, path: &Path) {
        let mut listings = vec![Listing::of(folders)];
        atomic::replace(path, b"one").unwrap();
        listings.push(Listing::of(folders));
        atomic::replace(path, b"three").unwrap();
        listings.push(Listing::of(folders));
        assert_eq!(listings[2], Listing::of(folders));
        assert!(listings[0] != listings[1] && listings[1] != listings[2]);
    }
}
