//! The parts of a story: what stands under its labels comes together as beats, skills, questions and extras.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Meaning, Words};
use super::story_builder::{Block, Segment};
use super::{Found, made_up_title, question, skills, title};
use crate::domain::beat::{Beat, Beats};
use crate::domain::story::{Extra, Story};

/// An item with more words than this is a sentence, so that the list it stands in is no list of skills.
const MOST_WORDS_OF_A_SKILL: usize = 8;

/// The parts of a story as they come together.
#[derive(Default)]
pub(super) struct Parts {
    title: Option<String>,
    beats: BTreeMap<Beat, Vec<Block>>,
    /// The beats that a label has opened, and the one whose label came last.
    labeled: BTreeSet<Beat>,
    open: Option<Beat>,
    skills: Vec<String>,
    questions: Vec<String>,
    follow_ups: Vec<String>,
    extras: Vec<Extra>,
}

impl Parts {
    /// None so far, under this heading if there is one.
    pub(super) fn under(title: Option<String>) -> Self {
        Self { title, ..Self::default() }
    }

    /// Takes what stands under one label.
    pub(super) fn take(&mut self, segment: Segment) {
        let Segment { label, written, blocks, .. } = segment;
        let Some(label) = label else {
            self.extras.push(Extra::new(written, joined(blocks)));
            self.open = None;
            return;
        };
        match label.meaning {
            Meaning::Beat(beat) => self.tell(beat, label.words, &written, blocks),
            Meaning::Impact => self.tell(Beat::Outcome, label.words, &written, blocks),
            Meaning::Skills => self.list_skills(&written, blocks),
            Meaning::Questions => self.questions.extend(blocks.iter().flat_map(|block| questions(&block.text))),
            Meaning::FollowUps => self.follow_ups.extend(blocks.iter().flat_map(|block| questions(&block.text))),
            Meaning::Title if self.title.is_none() => self.title = Some(joined(blocks)),
            Meaning::Title => self.tell(Beat::Context, Words::Kept, &written, blocks),
        }
    }

    /// Adds text to a beat. The words of its label lead it in where the beat has begun already.
    fn tell(&mut self, beat: Beat, words: Words, written: &str, mut blocks: Vec<Block>) {
        let is_labeled = !written.is_empty();
        let has_begun = is_labeled && !self.labeled.insert(beat);
        self.open = is_labeled.then_some(beat);
        if blocks.is_empty() {
            return;
        }
        if has_begun || (is_labeled && words == Words::Kept) {
            match blocks.first_mut() {
                Some(first) if !first.is_bullet() => first.text = format!("{written}: {}", first.text),
                first => {
                    let line = first.map_or(1, |first| first.line);
                    blocks.insert(0, Block { text: format!("{written}:"), line });
                }
            }
        }
        self.beats.entry(beat).or_default().append(&mut blocks);
    }

    /// Skills stand in bullets or in the first paragraph; a paragraph after that goes on with the story.
    fn list_skills(&mut self, written: &str, blocks: Vec<Block>) {
        let beat_before = self.open.take().unwrap_or(Beat::Context);
        for (index, block) in blocks.into_iter().enumerate() {
            let bullet = block.text.strip_prefix("- ");
            if index > 0 && bullet.is_none() {
                self.beats.entry(beat_before).or_default().push(block);
                continue;
            }
            let items = skills::split_list(bullet.unwrap_or(&block.text));
            if items.iter().any(|item| item.split_whitespace().count() > MOST_WORDS_OF_A_SKILL) {
                self.extras.push(Extra::new(written.to_owned(), block.text));
            } else {
                self.skills.extend(items);
            }
        }
    }

    /// The story, unless no beat has a text.
    pub(super) fn into_found(self) -> Option<Found> {
        if self.beats.is_empty() {
            return None;
        }
        let (mut beats, mut places) = (Beats::default(), Vec::new());
        for (beat, blocks) in self.beats {
            places.extend(lines_of(&blocks).map(|line| (beat, line)));
            beats.insert(beat, joined(blocks));
        }
        let given = self.title.as_deref().and_then(title::clean);
        let mut questions = self.questions;
        questions.extend(given.iter().filter(|title| question::is_question(title)).cloned());
        let title_made_up = given.is_none();
        let title = given.unwrap_or_else(|| made_up_title::from(&beats));
        let story = Story {
            title_made_up,
            beats,
            skills: skills::distinct(self.skills, &[]),
            questions,
            follow_ups: self.follow_ups,
            extras: self.extras,
            ..Story::new(title)
        };
        Some(Found { places, ..Found::from(story) })
    }
}

/// Paragraphs stand apart, bullets line by line.
fn joined(mut blocks: Vec<Block>) -> String {
    if let [only] = blocks.as_mut_slice() {
        return std::mem::take(&mut only.text);
    }
    let mut text = String::new();
    let mut was_bullet = false;
    for block in blocks {
        let is_bullet = block.is_bullet();
        if !text.is_empty() {
            text.push_str(if is_bullet && was_bullet { "\n" } else { "\n\n" });
        }
        text.push_str(&block.text);
        was_bullet = is_bullet;
    }
    text
}

/// The line of the document for each line of the text that isn't blank.
fn lines_of(blocks: &[Block]) -> impl Iterator<Item = usize> {
    let lines = blocks.iter().flat_map(|block| (block.line..).zip(block.text.lines()));
    lines.filter(|(_, text)| !text.trim().is_empty()).map(|(line, _)| line)
}

/// The questions in a block, each with its mark.
fn questions(block: &str) -> impl Iterator<Item = String> {
    let text = block.strip_prefix("- ").unwrap_or(block);
    text.split_inclusive("? ").map(|question| question.trim().to_owned())
}
