//! The worker: a thread that does what may take longer than a frame can wait. It reads and changes the library, and
//! reads documents.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Arrival;
use crate::app::message::{Asked, Loaded, Message, Reading};
use crate::commands::gather::{self, Gathered};
use crate::domain::change::Change;
use crate::domain::history::History;
use crate::domain::library::{Library, Origin};
use crate::domain::problem::{Problem, Remedy};
use crate::domain::queries::Filters;
use crate::domain::question::Question;
use crate::domain::story::StoryId;
use crate::domain::text::count;
use crate::domain::time::Stamp;
use crate::import;
use crate::import::shelf::Shelf;
use crate::search::catalog::Catalog;
use crate::storage::listing::Listing;
use crate::storage::{
    self, Folders, appointments, change, editing, lexicon, paths, queries, questions, samples, scores, stories, takes,
    undo,
};

/// What the worker can be asked for.
#[derive(Debug)]
pub(super) enum Job {
    /// Read the library again, if anything has changed in its folders.
    Reload,
    /// Change the library, and say so. What is on this page is what was written of it in an editor.
    Change { change: Change, said: String, page: Option<PathBuf> },
    /// Undo the last change.
    Undo,
    /// Find the versions of a story.
    ListVersions(StoryId),
    /// Find what is in the trash.
    ListTrash,
    /// Save a filter under a name, or remove it.
    KeepFilter { name: String, query: Option<String>, said: String },
    /// Add a question to the person's own.
    KeepQuestion(Question),
    /// Remember what was asked for.
    KeepQuery(String),
    /// Read a document that goes by this number and name.
    ReadDocument(u64, String, Asked),
    /// Find the paths that start like this.
    ListPaths(String),
}

/// Starts the thread and has it read the library. It sleeps until there is something to do.
///
/// Then it removes what killed programs left behind; `now` tells how old that is.
pub(super) fn start(folders: Folders, now: Stamp, arrivals: Sender<Arrival>) -> io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel();
    let worker = Worker {
        folders,
        arrivals,
        library: Library::new(Vec::new(), Origin::Own).into(),
        listing: Listing::default(),
    };
    let working = move || {
        // Nobody is left to hear it when the loop is gone.
        let _ = worker.work(now, &jobs);
    };
    thread::Builder::new().name("worker".to_owned()).spawn(working)?;
    Ok(sender)
}

/// The loop is gone.
struct Gone;

struct Worker {
    folders: Folders,
    arrivals: Sender<Arrival>,
    /// The library as it was read.
    library: Arc<Library>,
    /// The folders as they were when the library was read.
    listing: Listing,
}

impl Worker {
    fn work(mut self, now: Stamp, jobs: &Receiver<Job>) -> Result<(), Gone> {
        if stories::are_many(&self.folders) || takes::are_many(&self.folders.practice) {
            self.arrivals.send(Arrival::Large).map_err(|_| Gone)?;
        }
        self.load()?;
        self.folders.sweep(now);
        while let Ok(job) = jobs.recv() {
            match job {
                Job::Reload if self.listing == Listing::of(&self.folders) => {}
                Job::Reload => self.load()?,
                Job::Change { change, said, page } => {
                    let problems = match change::apply(&self.folders, &change) {
                        Ok(done) => done.into_iter().filter_map(Result::err).collect(),
                        Err(problem) => vec![problem],
                    };
                    // What is listed is kept, beside what stands in its place.
                    if problems.iter().all(|problem| problem.remedy == Remedy::Listed) {
                        page.iter().for_each(|page| editing::forget(page));
                    }
                    let said = if problems.is_empty() { said } else { String::new() };
                    self.tell_change(said, problems, None)?;
                }
                // Another window may have undone it.
                Job::Undo if undo::undoable(&self.folders).is_none() => {
                    self.tell_change("There is nothing to undo.".to_owned(), Vec::new(), None)?;
                }
                Job::Undo => match undo::undo(&self.folders) {
                    Ok(undone) => {
                        let mut said = format!("Undone: {}", undone.what);
                        if !undone.left.is_empty() {
                            let files = count(undone.left.len(), "story that was", "stories that were");
                            said.push_str(&format!(", all but {files} changed since (see the problems)"));
                        }
                        if undone.trashed > 0 {
                            said.push_str(&format!(
                                "; {} to the trash",
                                count(undone.trashed, "story went", "stories went")
                            ));
                        }
                        said.push('.');
                        self.tell_change(said, undone.left, undone.about)?;
                    }
                    Err(problem) => self.tell_change(String::new(), vec![problem], None)?,
                },
                Job::ListVersions(id) => {
                    let versions = storage::versions(&self.folders, &id);
                    self.tell(Message::Versions(id, versions))?;
                }
                Job::KeepFilter { name, query, said } => {
                    let kept = queries::keep_filter(&self.folders, &name, query.as_deref());
                    let (filters, problems) = match kept {
                        Ok(filters) => (filters, Vec::new()),
                        Err(problem) => (queries::filters(&self.folders).unwrap_or_default(), vec![problem]),
                    };
                    let said = if problems.is_empty() { said } else { String::new() };
                    self.tell(Message::Filters(filters))?;
                    self.tell(Message::Changed { said, problems, about: None })?;
                }
                Job::KeepQuestion(question) => {
                    let problems = questions::add(&self.folders, &question).err().into_iter().collect();
                    self.tell(Message::Changed { said: String::new(), problems, about: None })?;
                }
                Job::KeepQuery(query) => {
                    if let Err(problem) = queries::keep_query(&self.folders, &query) {
                        self.tell(Message::Failed(problem))?;
                    }
                }
                Job::ReadDocument(number, name, asked) => self.read_beside(number, name, asked),
                Job::ListPaths(begun) => {
                    let found = paths::starting_with(&begun);
                    self.tell(Message::Paths(begun, found))?;
                }
                Job::ListTrash => {
                    let (versions, problems) = storage::trash(&self.folders);
                    self.tell(Message::Trash(versions, problems))?;
                }
            }
        }
        Ok(())
    }

    /// The library comes first, so that what is told is what is seen.
    fn tell_change(&mut self, said: String, problems: Vec<Problem>, about: Option<StoryId>) -> Result<(), Gone> {
        self.load()?;
        self.tell(Message::Changed { said, problems, about })
    }

    fn load(&mut self) -> Result<(), Gone> {
        let Gathered { library, problems, listing, .. } = gather::all(&self.folders);
        self.tell_loaded(library, problems)?;
        let stories = listing.since(&self.listing).filter(|path| path.starts_with(&self.folders.stories));
        storage::keep_copies(&self.folders, stories);
        self.listing = listing;
        Ok(())
    }

    fn tell_loaded(&mut self, library: Library, mut problems: Vec<Problem>) -> Result<(), Gone> {
        let (takes, bad_takes) = takes::load(&self.folders.practice);
        let (appointments, bad_appointments) = appointments::load(&self.folders);
        problems.extend(bad_takes.into_iter().chain(bad_appointments));
        let catalog = Catalog::new(library, lexicon::lexicon());
        self.library = Arc::clone(catalog.library());
        let filters = queries::filters(&self.folders).unwrap_or_else(|problem| {
            problems.push(problem);
            Filters::default()
        });
        let queries = queries::earlier(&self.folders);
        let undoable = undo::undoable(&self.folders);
        let (scores, bad_scores) = scores::load(&self.folders);
        problems.extend(bad_scores);
        problems.extend(editing::problems(&self.folders.state));
        let history = History::new(takes).with_scores(scores);
        let loaded = Loaded { catalog, history, appointments, filters, queries, problems, undoable };
        self.tell(Message::Loaded(Box::new(loaded)))
    }

    /// Reads a document beside all else: a long one must not keep a change waiting.
    fn read_beside(&self, number: u64, name: String, asked: Asked) {
        let (library, folders, arrivals) = (Arc::clone(&self.library), self.folders.clone(), self.arrivals.clone());
        // Nobody is left to hear it when the loop is gone.
        let reading = move || {
            let reading = read_document(number, name, asked, &library, &folders);
            let _ = arrivals.send(Arrival::Messages(vec![Message::Document(Box::new(reading))]));
        };
        if let Err(error) = thread::Builder::new().name("document".to_owned()).spawn(reading) {
            let problem = Problem::new("reading", error.to_string(), "Close other programs, and try again.");
            let _ = self.tell(Message::Failed(problem));
        }
    }

    fn tell(&self, message: Message) -> Result<(), Gone> {
        self.arrivals.send(Arrival::Messages(vec![message])).map_err(|_| Gone)
    }
}

/// Reads a document, and looks at the library that it would come into.
fn read_document(number: u64, name: String, asked: Asked, library: &Arc<Library>, folders: &Folders) -> Reading {
    let samples = Library::new(samples::stories(), Origin::Samples);
    let vocabulary = gather::vocabulary(library, &samples);
    let (import, lines) = match asked {
        Asked::Pasted(text) => {
            (import::read(&name, text.as_bytes(), &vocabulary), import::document::lines_of(text.as_bytes()))
        }
        Asked::File(path) => gather::read_lines(&paths::expand(&path), &vocabulary),
    };
    let shelf = Shelf::new(Arc::clone(library), stories::taken(folders)).into();
    Reading { number, asked: name, import, lines, shelf }
}
