//! What the library screen asks for, and what it takes in as the answer.

use std::sync::Arc;

use super::question::Question;
use super::{Known, LibraryScreen, MARGIN, MOST_AT_ONCE, Search};
use crate::domain::library::Library;
use crate::domain::story::StoryId;
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::question::Match;
use crate::search::rank::{Answer, Finder, Request};
use crate::search::{counts, meaning, standing};

impl LibraryScreen {
    /// The search that has to be done elsewhere, if there is one and nobody has taken it.
    pub fn take_search(&mut self) -> Option<Search> {
        self.search.take()
    }

    /// Takes in the answer of a search that was done elsewhere, unless another one has been asked for since.
    pub fn take_answer(&mut self, number: u64, answer: Answer, known: Known<'_>) {
        if self.is_waiting && number == self.number {
            self.is_waiting = false;
            self.show(answer, known);
        }
    }

    /// Whether the answer shown is still that of an earlier request.
    pub const fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// Remembers what is asked for, and says what it is if it wasn't the last one anyway.
    pub fn remember(&mut self) -> Option<String> {
        self.line.remember()
    }

    /// Takes over what was asked for before.
    pub fn take_earlier(&mut self, earlier: Vec<String>) {
        self.line.take_earlier(earlier);
    }

    /// What is asked for, the chosen skills among it, as one query.
    pub fn as_query(&self) -> String {
        let (typed, chosen) = (self.input().text(), self.facets.as_query());
        format!("{} {chosen}", typed.trim()).trim().to_owned()
    }

    /// Asks for something else, and for no chosen skills.
    pub fn ask(&mut self, query: &str, known: Known<'_>) {
        self.line.set(query);
        self.facets.clear();
        self.find(known);
    }

    /// What was asked for in words, where it is more than words and skills.
    pub fn words(&self, index: &Index) -> Option<String> {
        if let Some(question) = &self.question {
            return Some(question.words());
        }
        let is_explained = self.query.has_operators() || self.input().text().contains('@');
        is_explained.then(|| meaning::describe(&self.query, index))
    }

    /// Answers the question in the query line, if one is there.
    fn answer_question(&mut self, known: Known<'_>) -> bool {
        self.question = None;
        let text = self.input().text();
        let Some(question) = Question::in_line(&text) else {
            return false;
        };
        self.query = Query::default();
        self.search = None;
        self.is_waiting = known.catalog.evidence().is_none();
        let answers = known.catalog.evidence().map(|evidence| evidence.answer(question, known.history));
        let (question, places) = Question::new(answers.unwrap_or_default());
        self.question = Some(question);
        let answer = counts::among(known.catalog, &self.facets, self.pane.counts(), &places);
        self.show(answer, known);
        true
    }

    /// Whether a question is in the query line.
    pub const fn is_question(&self) -> bool {
        self.question.is_some()
    }

    /// How well the story in a row of the list answers the question, and why.
    pub fn match_in(&self, row: usize) -> Option<&Match> {
        self.question.as_ref()?.answer(*self.answer.top.get(row)? as usize)
    }

    /// What is missing to answer the question.
    pub fn gap(&self) -> Option<&str> {
        self.question.as_ref()?.gap()
    }

    /// Asks again, because the query, the chosen skills or the order have changed.
    pub(super) fn find(&mut self, known: Known<'_>) {
        self.query = Query::parse(&known.filters.expand(&self.input().text()));
        self.cursor = 0;
        self.page = 0;
        if self.answer_question(known) {
            return;
        }
        let request = self.request(MARGIN, known);
        if self.finder.effort(known.catalog.index(), &self.query) > MOST_AT_ONCE {
            self.number += 1;
            self.is_waiting = true;
            self.search = Some(Search { number: self.number, catalog: known.catalog.clone(), request });
        } else {
            self.search = None;
            self.is_waiting = false;
            let answer = self.finder.find(known.catalog, &request);
            self.show(answer, known);
        }
    }

    fn request(&self, rows: usize, known: Known<'_>) -> Request {
        Request {
            query: self.query.clone(),
            facets: self.facets.clone(),
            states: standing::states(&self.query, known.catalog.library(), known.history, known.now),
            order: self.order.clone(),
            counts: self.pane.counts(),
            rows,
        }
    }

    /// Sees to it that so many rows are there, if so many were found.
    pub(super) fn ask_for_rows(&mut self, rows: usize, known: Known<'_>) {
        if !self.is_waiting && self.question.is_none() && self.answer.top.len() < rows.min(self.answer.count) {
            let request = self.request(rows, known);
            self.answer = self.finder.find(known.catalog, &request);
        }
    }

    fn show(&mut self, answer: Answer, known: Known<'_>) {
        self.answer = answer;
        self.cursor = 0;
        self.page = 0;
        self.pane.show(&self.answer, &self.facets, known.catalog.index());
    }

    /// Asks again, because a saved filter has changed.
    pub fn ask_again(&mut self, known: Known<'_>) {
        self.find(known);
    }

    /// Looks again, because more is known of the stories.
    pub fn look_further(&mut self, known: Known<'_>) {
        let before = Arc::clone(known.catalog.library());
        self.take_over(&before, known);
    }

    /// Takes over a library that was read again. What is asked for stays, and so does the cursor where it can.
    pub fn take_over(&mut self, before: &Library, known: Known<'_>) {
        let selected = self.selected(before).map(|story| story.id.clone());
        let (cursor, page) = (self.cursor, self.page);
        self.finder = Finder::default();
        self.order = self.sort.order(known.catalog.library(), known.history);
        self.find(known);
        self.cursor = cursor.min(self.answer.top.len().saturating_sub(1));
        if let Some(story) = selected {
            self.select(&story, known);
            let is_same = before.get(&story) == known.catalog.library().get(&story);
            self.page = if is_same { page } else { 0 };
        }
    }

    /// Puts the cursor on a story, if it is in the list.
    pub fn select(&mut self, story: &StoryId, known: Known<'_>) {
        let library = known.catalog.library();
        let place_in = |screen: &Self| screen.found(library).position(|found| found.id == *story);
        let place = place_in(self).or_else(|| {
            self.ask_for_rows(usize::MAX, known);
            place_in(self)
        });
        if let Some(place) = place {
            self.cursor = place;
            self.page = 0;
        }
    }

    /// Whether something narrows the list.
    pub fn is_filtered(&self) -> bool {
        !self.input().is_empty() || !self.facets.is_empty()
    }
}
