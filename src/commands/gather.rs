//! Gathers the stories to work with: the library's, the samples while that is empty, or those of documents.

use std::path::{Path, PathBuf};

use crate::domain::agenda::Agenda;
use crate::domain::history::History;
use crate::domain::lexicon::Lexicon;
use crate::domain::library::{Library, Origin};
use crate::domain::problem::Problem;
use crate::domain::story::Story;
use crate::import::{self, Found, Import};
use crate::search::catalog::Catalog;
use crate::search::query::Query;
use crate::search::rank::{Finder, Request};
use crate::search::standing::states;
use crate::storage::listing::Listing;
use crate::storage::marked::{self, Marked};
use crate::storage::{Folders, samples, stories, text_file};

/// What is known of the stories.
#[derive(Debug)]
pub struct Gathered {
    /// The stories of the library, or the samples while it is empty, and which words are confidential by them and by all
    /// that is kept of others.
    pub library: Library,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What else may say which words are confidential, and could not be read.
    pub unread: Vec<Problem>,
    /// The files as they were just before they were read.
    pub listing: Listing,
}

/// The stories of the library, or the samples while it is empty, and what could not be read.
pub fn library(folders: &Folders) -> (Library, Vec<Problem>) {
    let Gathered { library, problems, .. } = all(folders);
    (library, problems)
}

/// All that is known of the stories.
pub fn all(folders: &Folders) -> Gathered {
    let loaded = stories::load(folders);
    let Marked { words, unread } = marked::beside(&loaded, folders);
    // A library whose files can't be read is not empty: its owner should see that, not samples.
    let library = if loaded.stories.is_empty() && loaded.problems.is_empty() {
        Library::new(samples::stories(), Origin::Samples)
    } else {
        Library::new(loaded.stories, Origin::Own)
    };
    Gathered { library: library.keeping(&words), problems: loaded.problems, unread, listing: loaded.listing }
}

/// The stories that a query finds, best first.
pub fn found(library: Library, lexicon: &Lexicon, history: &History, agenda: &Agenda, query: Query) -> Vec<Story> {
    let states = states(&query, &library, history, agenda);
    let request = Request { states, query, rows: usize::MAX, ..Request::default() };
    let catalog = Catalog::new(library, lexicon).with_texts();
    let top = Finder::default().find(&catalog, &request).top;
    top.iter().filter_map(|&place| catalog.stories().get(place as usize).cloned()).collect()
}

/// What text from standard input goes by as a document. It can be another one each time.
pub const STANDARD_INPUT: &str = "standard input";

/// What a document holds, or standard input, which goes by `-`. One that can't be read holds a problem.
pub fn read_document(file: &Path, vocabulary: &[&str]) -> Import {
    if file == Path::new("-") {
        return read(STANDARD_INPUT, text_file::read_standard_input(STANDARD_INPUT), vocabulary).0;
    }
    read(&file.display().to_string(), text_file::read_bytes(file), vocabulary).0
}

/// What a document holds, and its lines as they are.
pub fn read_lines(file: &Path, vocabulary: &[&str]) -> (Import, Vec<String>) {
    let (import, bytes) = read(&file.display().to_string(), text_file::read_bytes(file), vocabulary);
    (import, import::document::lines_of(&bytes))
}

fn read(name: &str, bytes: Result<Vec<u8>, Problem>, vocabulary: &[&str]) -> (Import, Vec<u8>) {
    match bytes {
        Ok(bytes) => (import::read(name, &bytes, vocabulary), bytes),
        Err(problem) => {
            let (stories, left_out) = (Vec::new(), Vec::new());
            (Import { file: name.to_owned(), form: None, stories, left_out, problems: vec![problem] }, Vec::new())
        }
    }
}

/// The stories of documents, each with the name of its document, and what could not be read.
pub fn documents(files: &[PathBuf]) -> (Vec<(String, Found)>, Vec<Problem>) {
    let (mut stories, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        let mut import = read_document(file, &[]);
        stories.extend(import.stories.drain(..).map(|found| (import.file.clone(), found)));
        problems.append(&mut import.problems);
    }
    (stories, problems)
}

/// The stories of a library, each with the name of its file and the lines of its beats there.
pub fn with_lines(library: &Library, folders: &Folders) -> Vec<(String, Found)> {
    let is_samples = library.origin == Origin::Samples;
    let with_lines = |story: Story| {
        let name = format!("{}.json", story.id);
        let path = if is_samples { Path::new("samples").join(name) } else { folders.stories.join(name) };
        let file = path.display().to_string();
        let bytes = match samples::text(&story.id).filter(|_| is_samples) {
            Some(text) => text.as_bytes().to_owned(),
            None => text_file::read_bytes(&path).unwrap_or_default(),
        };
        let same = import::read(&file, &bytes, &[]).stories.into_iter().find(|found| found.story.beats == story.beats);
        // A file that has changed since, or is not named after its story, has no lines to tell.
        let mut found = same.unwrap_or_else(|| Found::from(Story::new("")));
        found.story = story;
        (file, found)
    };
    library.all_written().cloned().map(with_lines).collect()
}

/// The skills known already: those of these stories and of the samples.
pub fn vocabulary<'a>(library: &'a Library, samples: &'a Library) -> Vec<&'a str> {
    let stories = library.stories().iter().chain(samples.stories());
    let mut skills: Vec<&str> = stories.flat_map(|story| &story.skills).map(String::as_str).collect();
    skills.sort_unstable();
    skills.dedup_by_key(|skill| skill.to_lowercase());
    skills
}
