//! What the library screen asks for, and what it takes in as the answer.

use std::sync::Arc;

use super::question::Question;
use super::{Focus, Known, LibraryScreen, MARGIN, MOST_AT_ONCE, MOST_RANKED, Search, Searching, Wanted};
use crate::domain::story::StoryId;
use crate::search::catalog::Catalog;
use crate::search::index::Index;
use crate::search::marks::Marks;
use crate::search::query::{Query, question_in};
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
        // A question knows no other terms.
        if question_in(&typed).is_some() {
            return typed;
        }
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
    fn answer_question(&mut self, text: &str, known: Known<'_>) -> bool {
        self.question = None;
        let Some(question) = question_in(text) else {
            return false;
        };
        self.take_query(Query::default());
        self.is_waiting = known.catalog.evidence().is_none();
        let answers = known.catalog.evidence().map(|evidence| evidence.answer(question, known.history));
        let (question, places) = Question::new(answers.unwrap_or_default());
        self.question = Some(question);
        let answer = counts::among(known.catalog, &self.facets, self.pane.counts(), &places);
        let wanted = self.wanted.clone();
        self.show(answer, known);
        if self.is_waiting {
            self.wanted = wanted;
        }
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

    /// Puts off what is asked for until [`search_at_last`](Self::search_at_last): the query is about to change again.
    pub const fn hold_searches(&mut self) {
        self.searching = Searching::Held;
    }

    /// Asks what was put off.
    pub fn search_at_last(&mut self, known: Known<'_>) {
        if std::mem::take(&mut self.searching) == Searching::Due {
            self.find(known);
        }
    }

    /// Asks again, because the query, the chosen skills or the order have changed.
    pub(super) fn find(&mut self, known: Known<'_>) {
        if self.searching != Searching::AtOnce {
            self.searching = Searching::Due;
            return;
        }
        // Nobody is on a skill who types.
        if self.focus != Focus::Skills {
            self.pane.go_to_start();
        }
        self.find_and_go_to(Wanted::Row(0), known);
    }

    fn find_and_go_to(&mut self, wanted: Wanted, known: Known<'_>) {
        let text = self.input().text();
        self.wanted = wanted;
        self.search = None;
        // An answer to what was asked before is of no use.
        self.number += 1;
        self.is_waiting = false;
        // A saved question is asked where its name stands alone.
        let asked = known.filters.named(text.trim()).map_or(text.as_str(), |(_, filter)| filter);
        if self.answer_question(asked, known) {
            return;
        }
        self.take_query(Query::read(&text, known.filters));
        let request = self.request(MARGIN, known);
        if self.finder.effort(known.catalog.index(), &self.query) > MOST_AT_ONCE {
            self.find_elsewhere(request, known);
            return;
        }
        let mut answer = self.finder.find(known.catalog, &request);
        let is_in_sight = |story: &StoryId| {
            let top = answer.top.iter().filter_map(|&place| known.catalog.stories().get(place as usize));
            top.into_iter().any(|found| found.id == *story)
        };
        let rows = match &self.wanted {
            Wanted::Row(row) => row + MARGIN,
            Wanted::Story(story, _) if is_in_sight(story) => MARGIN,
            Wanted::Story(..) => usize::MAX,
        };
        if answer.top.len() < rows.min(answer.count) && !self.is_long_to_rank(answer.count) {
            answer = self.finder.find(known.catalog, &Request { rows, ..request });
        }
        self.show(answer, known);
    }

    fn take_query(&mut self, query: Query) {
        self.marks = Marks::new(&query);
        self.query = query;
    }

    fn request(&self, rows: usize, known: Known<'_>) -> Request {
        Request {
            query: self.query.clone(),
            facets: self.facets.clone(),
            states: standing::states(&self.query, known.catalog.library(), known.history, known.agenda),
            order: self.order.clone(),
            counts: self.pane.counts(),
            rows,
        }
    }

    /// Sees to it that the row of the cursor is there with those around it, and puts the cursor on it.
    pub(super) fn go_to(&mut self, row: usize, known: Known<'_>) {
        let rows = 2 * (row + MARGIN);
        let are_there = self.answer.top.len() >= (row + MARGIN).min(self.answer.count);
        if are_there || self.is_waiting {
            self.cursor = row.min(self.answer.top.len().saturating_sub(1));
        } else if self.is_long_to_rank(self.answer.count) {
            self.find_elsewhere(self.request(rows, known), known);
            self.wanted = Wanted::Row(row);
        } else {
            self.answer = self.finder.find(known.catalog, &self.request(rows, known));
            self.cursor = row;
        }
    }

    /// Whether it takes longer than a frame can wait to bring so many stories into their order.
    fn is_long_to_rank(&self, count: usize) -> bool {
        count.saturating_mul(self.query.groups().len()) > MOST_RANKED
    }

    fn find_elsewhere(&mut self, request: Request, known: Known<'_>) {
        self.number += 1;
        self.is_waiting = true;
        self.search = Some(Search { number: self.number, catalog: known.catalog.clone(), request });
    }

    fn show(&mut self, answer: Answer, known: Known<'_>) {
        self.answer = answer;
        self.page = 0;
        let last = self.answer.top.len().saturating_sub(1);
        self.cursor = match std::mem::take(&mut self.wanted) {
            Wanted::Row(row) => row.min(last),
            Wanted::Story(story, row) => {
                let place = self.found(known.catalog.library()).position(|found| found.id == story);
                place.unwrap_or(row).min(last)
            }
        };
        self.pane.show(&self.answer, &self.facets, known.catalog.index());
    }

    /// Looks again, because more is known of the stories.
    pub fn look_further(&mut self, known: Known<'_>) {
        let before = known.catalog.clone();
        self.take_over(&before, known);
    }

    /// Takes over a catalog that was read again. What is asked for stays, and so do the cursors where they can.
    pub fn take_over(&mut self, before: &Catalog, known: Known<'_>) {
        let selected = self.selected(before.library()).map(|story| story.id.clone());
        let page = self.page;
        let wanted = match (&selected, std::mem::take(&mut self.wanted)) {
            (Some(story), _) => Wanted::Story(story.clone(), self.cursor),
            // What was wanted while an answer was waited for still is.
            (None, wanted) => wanted,
        };
        self.finder = Finder::default();
        self.order = self.sort.order(known.catalog.library(), known.history);
        self.pane.move_over(before.index(), known.catalog.index());
        if !Arc::ptr_eq(before.library(), known.catalog.library()) {
            self.answer = Answer::default();
        }
        self.find_and_go_to(wanted, known);
        let is_same = selected.is_some_and(|story| {
            let now = self.selected(known.catalog.library());
            now.is_some_and(|now| now.id == story) && before.library().get(&story) == now
        });
        self.page = if is_same { page } else { 0 };
    }

    /// Puts the cursor on a story, if it is in the list.
    pub fn select(&mut self, story: &StoryId, known: Known<'_>) {
        let library = known.catalog.library();
        let place_in = |screen: &Self| screen.found(library).position(|found| found.id == *story);
        if place_in(self).is_none() {
            self.rank_all(known);
        }
        if let Some(place) = place_in(self) {
            self.cursor = place;
            self.page = 0;
        }
    }

    /// Brings all stories that were found into their order, unless that takes longer than a frame can wait.
    pub fn rank_all(&mut self, known: Known<'_>) {
        let is_whole = self.answer.top.len() == self.answer.count;
        if !is_whole && !self.is_waiting && !self.is_long_to_rank(self.answer.count) {
            self.answer = self.finder.find(known.catalog, &self.request(usize::MAX, known));
        }
    }

    /// Whether something narrows the list.
    pub fn is_filtered(&self) -> bool {
        !self.input().is_empty() || !self.facets.is_empty()
    }
}
