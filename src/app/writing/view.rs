//! What the looks may see of the story that is written: how long it is, what there is to say of it, what completes a skill.

use crate::app::App;
use crate::app::screen::writing::WritingScreen;
use crate::domain::beat::Beat;
use crate::domain::check::{Finding, Part, Rule};
use crate::domain::confidential::said;
use crate::domain::ladder::Ladder;
use crate::domain::pace::time_to_say;
use crate::domain::text::word_count;
use crate::domain::time::Millis;
use crate::domain::written::{Field, last_skill};
use crate::search::complete;

/// How long a text is, and how long it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Its words.
    pub words: usize,
    /// How long the teller takes to say them.
    pub said: Millis,
    /// How long that should take.
    pub budget: Millis,
}

impl App {
    /// What there is to say of the field with the cursor.
    pub fn findings_in_field(&self) -> impl Iterator<Item = &Finding> {
        let field = self.writing().map(WritingScreen::field);
        self.findings().iter().filter(move |finding| field_of(finding) == field)
    }

    /// Whether there is something to say of a field.
    pub fn has_findings_in(&self, field: Field) -> bool {
        self.findings().iter().any(|finding| field_of(finding) == Some(field))
    }

    /// How long a beat of the story that is written is, and how long it should be beside those that it has and those that
    /// no story can do without.
    pub fn length_of(&self, beat: Beat) -> Length {
        let Some(writing) = self.writing() else { return self.length("", Millis::ZERO) };
        let mut whole = writing.story().clone();
        if !whole.beats.has(beat) {
            whole.beats.insert(beat, "to come");
        }
        for lacking in whole.lacks() {
            whole.beats.insert(lacking, "to come");
        }
        let rungs = Ladder::Beats.rungs(&whole, whole.target());
        let budget = rungs.iter().find(|rung| rung.beats.contains(&beat)).map_or(Millis::ZERO, |rung| rung.budget);
        self.length(writing.story().beats.get(beat).unwrap_or_default(), budget)
    }

    /// How long the whole story that is written is, and how long it should be.
    pub fn length_of_story(&self) -> Length {
        let Some(writing) = self.writing() else { return self.length("", Millis::ZERO) };
        let texts: Vec<&str> = writing.story().beats.iter().map(|(_, text)| text).collect();
        self.length(&texts.join("\n"), writing.story().target())
    }

    fn length(&self, text: &str, budget: Millis) -> Length {
        // Of a confidential word with its mark only the word is said.
        let words = word_count(&said(text));
        Length { words, said: time_to_say(words, self.checked.words_a_minute()), budget }
    }

    /// The skills that the one that was begun may be, without those that are there already; none once it is one.
    pub fn skills_begun(&self) -> Vec<&str> {
        let Some(writing) = self.writing() else { return Vec::new() };
        let Some((_, begun)) = writing.begun_skill() else { return Vec::new() };
        let mut names = self.completions(&begun.replace("\\,", ","));
        let skills = &writing.story().skills;
        names.retain(|name| !skills.iter().any(|skill| skill == name));
        names
    }

    /// Whether the last skill of a line that is to be typed, where skills are written, isn't known but the beginning of
    /// one that is.
    pub fn completes_skill(&self, line: &str) -> bool {
        let begun = last_skill(line).trim();
        let is_there = self.writing().is_some_and(|writing| writing.field() == Field::Skills && !writing.is_locked());
        is_there && !begun.is_empty() && !self.completions(begun).is_empty()
    }

    /// The known skills that one that was begun may be; none if it is known itself.
    fn completions(&self, begun: &str) -> Vec<&str> {
        let names = complete::skills(begun, self.catalog.index(), (self.vocabulary.lexicon)());
        if names.iter().any(|name| name.eq_ignore_ascii_case(begun)) { Vec::new() } else { names }
    }
}

/// The field that a finding is about.
fn field_of(finding: &Finding) -> Option<Field> {
    match (&finding.part, finding.rule) {
        (Part::Title, _) => Some(Field::Title),
        (Part::Skills, _) => Some(Field::Skills),
        (Part::Beat(beat), _) => Some(Field::Beat(*beat)),
        (Part::Story, Rule::NoOutcome) => Some(Field::Beat(Beat::Outcome)),
        (Part::Story, Rule::NoLesson) => Some(Field::Beat(Beat::Lesson)),
        _ => None,
    }
}
