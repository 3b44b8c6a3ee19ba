//! Stories to pick from: one types until the right one is there.

use crate::app::action::Action;
use crate::app::text_input::TextInput;
use crate::domain::fit::Fit;
use crate::domain::fold::fold_all;
use crate::domain::story::{Story, StoryId};

/// How far the page keys go.
const PAGE: usize = 10;

/// A story that can be picked.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The story.
    pub story: StoryId,
    /// Its title.
    pub title: String,
    /// How well it answers what was asked, and why.
    pub answer: Option<(Fit, String)>,
    /// Whether it was chosen to be ready for the interview.
    pub is_prepared: bool,
    /// The interview before, in the same loop, at which it was told: `to ACME on 20 Nov 2026`.
    pub told: Option<String>,
    /// Its title and skills, folded.
    pub words: String,
}

impl Offer {
    /// The story as it is offered where nothing else is known of it.
    pub fn new(story: &Story) -> Self {
        let words = fold_all(&format!("{} {}", story.title, story.skills.join(" ")));
        let (answer, is_prepared, told) = (None, false, None);
        Self { story: story.id.clone(), title: story.title.clone(), answer, is_prepared, told, words }
    }
}

/// The place of a story among these, which is behind them all if it is none of them.
pub fn place(story: &StoryId, stories: &[StoryId]) -> usize {
    stories.iter().position(|it| it == story).unwrap_or(stories.len())
}

/// Stories to pick from.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    input: TextInput,
    offers: Vec<Offer>,
    /// The places of those that have all words that were typed, kept while these stay: they are asked for often.
    found: Vec<usize>,
    cursor: usize,
}

impl Picker {
    /// A picker of these stories, in this order.
    pub fn new(offers: Vec<Offer>) -> Self {
        Self { input: TextInput::default(), found: (0..offers.len()).collect(), offers, cursor: 0 }
    }

    /// What was typed.
    pub const fn input(&self) -> &TextInput {
        &self.input
    }

    /// How many stories there are.
    pub const fn count(&self) -> usize {
        self.offers.len()
    }

    /// The stories that have all words that were typed in their titles or skills.
    pub fn found(&self) -> impl Iterator<Item = &Offer> {
        self.found.iter().filter_map(|&place| self.offers.get(place))
    }

    /// How many those are.
    pub const fn count_found(&self) -> usize {
        self.found.len()
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The story under the cursor.
    pub fn selected(&self) -> Option<&Offer> {
        self.offers.get(*self.found.get(self.cursor)?)
    }

    /// Puts these stories before all others, in this order.
    fn put_first(&mut self, stories: &[StoryId]) {
        self.offers.sort_by_key(|offer| place(&offer.story, stories));
        self.find();
    }

    /// Types a text.
    pub fn type_text(&mut self, text: &str) {
        self.input.insert(text);
        self.find();
    }

    fn find(&mut self) {
        let typed = fold_all(&self.input.text());
        let words: Vec<&str> = typed.split_whitespace().collect();
        let has_all = |offer: &Offer| words.iter().all(|word| offer.words.contains(word));
        self.found = (0..).zip(&self.offers).filter(|(_, offer)| has_all(offer)).map(|(place, _)| place).collect();
        self.cursor = 0;
    }

    /// Does what an action asks for. Actions of others do nothing.
    pub fn act(&mut self, action: Action) {
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor += 1,
            Action::PageUp => self.cursor = self.cursor.saturating_sub(PAGE),
            Action::PageDown => self.cursor += PAGE,
            Action::Edit(edit) => {
                let before = self.input.text();
                self.input.edit(edit);
                if self.input.text() != before {
                    self.find();
                }
            }
            _ => {}
        }
        self.cursor = self.cursor.min(self.found.len().saturating_sub(1));
    }
}

/// Stories of which some are chosen.
#[derive(Debug, Clone, Default)]
pub struct Checklist {
    /// All of them.
    pub picker: Picker,
    /// Those that are chosen, in the order in which they were.
    pub chosen: Vec<StoryId>,
}

impl Checklist {
    /// Chooses these stories too, and shows all that are chosen first.
    pub fn choose(&mut self, stories: impl IntoIterator<Item = StoryId>) {
        self.chosen.extend(stories);
        self.picker.put_first(&self.chosen);
    }

    /// Chooses the story under the cursor, or doesn't choose it any more. Says whether it is chosen by now.
    pub fn switch(&mut self) -> Option<(&Offer, bool)> {
        let offer = self.picker.selected()?;
        match self.chosen.iter().position(|story| *story == offer.story) {
            Some(place) => {
                self.chosen.remove(place);
                Some((offer, false))
            }
            None => {
                self.chosen.push(offer.story.clone());
                Some((offer, true))
            }
        }
    }
}
