//! A whole question in the query line: which stories answer it, how well, and why.

use std::collections::HashMap;

use crate::domain::text::count;
use crate::search::question::{Answers, Fit, Match};

/// A question and its answers.
#[derive(Debug, Default)]
pub(super) struct Question {
    asks_for: Vec<String>,
    gap: Option<String>,
    fits: Vec<(Fit, usize)>,
    by_place: HashMap<usize, Match>,
}

impl Question {
    /// The question with its answers, and the stories among them, best first.
    pub(super) fn new(answers: Answers) -> (Self, Vec<usize>) {
        let places: Vec<usize> = answers.matches.iter().map(|answer| answer.place).collect();
        let mut fits: Vec<(Fit, usize)> = Vec::new();
        for answer in &answers.matches {
            match fits.last_mut() {
                Some((fit, count)) if *fit == answer.fit => *count += 1,
                _ => fits.push((answer.fit, 1)),
            }
        }
        let by_place = answers.matches.into_iter().map(|answer| (answer.place, answer)).collect();
        (Self { asks_for: answers.asks_for, gap: answers.gap, fits, by_place }, places)
    }

    /// How well a story answers it, and why.
    pub(super) fn answer(&self, place: usize) -> Option<&Match> {
        self.by_place.get(&place)
    }

    /// What is missing, if something is.
    pub(super) fn gap(&self) -> Option<&str> {
        self.gap.as_deref()
    }

    /// What it asks for, and how many stories answer it how well.
    pub(super) fn words(&self) -> String {
        let asked = match &self.asks_for[..] {
            [] => "type the question as it was asked".to_owned(),
            asks_for => format!("asks for {}", asks_for.join(", ")),
        };
        let fits = self.fits.iter().map(|(fit, number)| format!("{number} {}", fit.name()));
        let fits = fits.collect::<Vec<String>>().join(", ");
        match (self.asks_for.is_empty(), fits.is_empty()) {
            (_, false) => format!("{asked} · {fits}"),
            (false, true) => format!("{asked} · {}", count(0, "story", "stories")),
            (true, true) => asked,
        }
    }
}
