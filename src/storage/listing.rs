//! What lies in the folders, file by file: two listings differ when a program has written there in between.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Folders, text_file};

/// The files of the library and the practice folder, with their sizes and when they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing(Vec<(PathBuf, u64, Timestamp)>);

impl Listing {
    /// The files that are not, or not like this, in an earlier listing.
    pub fn since<'a>(&'a self, earlier: &Self) -> impl Iterator<Item = &'a Path> {
        let earlier: HashSet<_> = earlier.0.iter().cloned().collect();
        self.0.iter().filter(move |file| !earlier.contains(*file)).map(|(path, _, _)| path.as_path())
    }

    /// What lies there now.
    pub fn of(folders: &Folders) -> Self {
        let folders = [&folders.stories, &folders.practice, &folders.drafts()];
        let files = folders.into_iter().flat_map(|folder| text_file::files_in(folder).unwrap_or_default());
        Self(
            files
                .map(|path| {
                    let metadata = fs::metadata(&path);
                    let written = metadata.as_ref().ok().and_then(|it| Timestamp::try_from(it.modified().ok()?).ok());
                    (path, metadata.map_or(0, |it| it.len()), written.unwrap_or_default())
                })
                .collect(),
        )
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
        let path = folders.stories.join("a.json");
        let mut listings = vec![Listing::of(&folders)];
        atomic::replace(&path, b"one").unwrap();
        listings.push(Listing::of(&folders));
        atomic::replace(&path, b"three").unwrap();
        listings.push(Listing::of(&folders));
        assert_eq!(listings[2], Listing::of(&folders));
        assert!(listings[0] != listings[1] && listings[1] != listings[2]);
    }
}
