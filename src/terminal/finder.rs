//! Finding that takes longer than a frame can wait: done on threads of its own, which start when they are needed.

use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, thread};

use super::Arrival;
use crate::app::message::Message;
use crate::app::screen::library::Search;
use crate::app::vocabulary::Vocabulary;
use crate::search::catalog::Catalog;
use crate::search::rank::Finder;

/// What has finding done elsewhere.
pub(super) struct Finding {
    vocabulary: Vocabulary,
    arrivals: Sender<Arrival>,
    searches: Option<Sender<Search>>,
}

impl Finding {
    pub(super) const fn new(vocabulary: Vocabulary, arrivals: Sender<Arrival>) -> Self {
        Self { vocabulary, arrivals, searches: None }
    }

    /// Has a search done. One that waits for another to end is left out if a later one comes.
    pub(super) fn find(&mut self, search: Search) -> io::Result<()> {
        let searches = match self.searches.take() {
            Some(searches) => searches,
            None => {
                let (sender, searches) = mpsc::channel();
                let arrivals = self.arrivals.clone();
                thread::Builder::new().name("finder".to_owned()).spawn(move || work(&searches, &arrivals))?;
                sender
            }
        };
        // It lives as long as the loop; a panic of it would have ended the process.
        let _ = searches.send(search);
        self.searches = Some(searches);
        Ok(())
    }

    /// Has the texts of stories read.
    pub(super) fn read_texts(&self, catalog: Catalog) -> io::Result<()> {
        self.read(move || Message::Known(catalog.with_texts()))
    }

    /// Has read what stories show for questions.
    pub(super) fn read_evidence(&self, catalog: Catalog) -> io::Result<()> {
        let vocabulary = self.vocabulary;
        self.read(move || {
            let (competencies, lexicon) = ((vocabulary.competencies)(), (vocabulary.lexicon)());
            Message::Known(catalog.with_evidence(competencies, lexicon))
        })
    }

    fn read(&self, read: impl FnOnce() -> Message + Send + 'static) -> io::Result<()> {
        let arrivals = self.arrivals.clone();
        let reading = move || {
            let _ = arrivals.send(Arrival::Messages(vec![read()]));
        };
        thread::Builder::new().name("reader".to_owned()).spawn(reading).map(drop)
    }
}

fn work(searches: &Receiver<Search>, arrivals: &Sender<Arrival>) {
    let mut finder = Finder::default();
    let mut last: Option<Catalog> = None;
    while let Ok(search) = searches.recv() {
        let Search { number, catalog, request } = searches.try_iter().last().unwrap_or(search);
        if !last.as_ref().is_some_and(|last| last.is_same(&catalog)) {
            finder = Finder::default();
        }
        let answer = finder.find(&catalog, &request);
        last = Some(catalog);
        if arrivals.send(Arrival::Messages(vec![Message::Found(number, answer)])).is_err() {
            return;
        }
    }
}
