//! What is marked as confidential elsewhere than in the stories at hand: in what was deleted, could not be saved, has a
//! second version, or can't be read any more.

use std::path::Path;

use super::stories::{Loaded, id_in};
use super::{Folders, kept, key};
use crate::domain::confidential::Words;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::Story;

/// What is marked there.
#[derive(Debug)]
pub struct Marked {
    /// The confidential words: a name stays one when the story that marks it goes, gives way, or is damaged. With them comes
    /// the key of the library.
    pub words: Words,
    /// What may mark others, and can't be read.
    pub unread: Vec<Problem>,
}

/// What is marked beside these stories.
pub fn beside(loaded: &Loaded, folders: &Folders) -> Marked {
    let (trash, unread_trash) = kept::trash(folders);
    let unread: Vec<Problem> = loaded.unread.iter().cloned().chain(unread_trash).collect();
    let versions = loaded.problems.iter().filter_map(|problem| match &problem.remedy {
        Remedy::Compare(conflict) => Some([&conflict.left.story, &conflict.right.story]),
        _ => None,
    });
    let whole: Vec<Story> = unread
        .iter()
        .filter_map(|problem| Some(kept::last_version(folders, &id_in(Path::new(&problem.file))?)?.story))
        .collect();
    let deleted = trash.iter().map(|version| &version.story);
    let words = Words::of(versions.flatten().chain(&loaded.drafts).chain(&whole).chain(deleted));
    Marked { words: words.with_key(key::read(folders)), unread }
}
