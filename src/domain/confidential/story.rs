//! A story as it is said, and as others see it.

use std::borrow::Cow;

use super::{Words, aliased, said};
use crate::domain::story::Story;

impl Story {
    /// All that it says, by itself or beside its beats.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.skills, &self.suggested_skills, &self.questions, &self.follow_ups];
        let extras = self.extras.iter().flat_map(|extra| [extra.label.as_str(), extra.text.as_str()]);
        std::iter::once(self.title.as_str())
            .chain(lists.into_iter().flatten().map(String::as_str))
            .chain(self.beats.iter().map(|(_, text)| text))
            .chain(self.cues.values().flatten().map(String::as_str))
            .chain(extras)
    }

    /// The story as it is said: the real words, without braces.
    pub fn said(&self) -> Cow<'_, Self> {
        self.with_texts(said)
    }

    /// The story as others see it: what stands for the words that are marked in it.
    pub fn aliased(&self) -> Cow<'_, Self> {
        self.with_texts(aliased)
    }

    /// The same with what stands for confidential words that aren't marked in it too.
    pub fn covered(&self, words: &Words) -> Cow<'_, Self> {
        self.with_texts(|text| words.shown(text))
    }

    /// The story as it may go out: what stands for the words that are marked in it, and no name of a file that shows one.
    pub fn for_others(&self, words: &Words) -> Cow<'_, Self> {
        let mut shown = self.aliased();
        if let Cow::Owned(id) = words.covered_id(&self.id) {
            shown.to_mut().id = id;
        }
        if shown.source.as_ref().is_some_and(|source| !words.find(&source.document).is_empty()) {
            shown.to_mut().source = None;
        }
        // It is of the real words, which can be guessed by it.
        if let Cow::Owned(shown) = &mut shown
            && let Some(source) = &mut shown.source
        {
            source.fingerprint = None;
        }
        shown
    }

    fn with_texts(&self, change: impl Fn(&str) -> Cow<'_, str>) -> Cow<'_, Self> {
        if self.texts().all(|text| matches!(change(text), Cow::Borrowed(_))) {
            Cow::Borrowed(self)
        } else {
            Cow::Owned(self.changed(&change))
        }
    }

    fn changed(&self, change: &impl Fn(&str) -> Cow<'_, str>) -> Self {
        let mut story = self.clone();
        let texts = std::iter::once(&mut story.title)
            .chain(&mut story.skills)
            .chain(&mut story.suggested_skills)
            .chain(&mut story.questions)
            .chain(&mut story.follow_ups)
            .chain(story.cues.values_mut().flatten())
            .chain(story.extras.iter_mut().flat_map(|extra| [&mut extra.label, &mut extra.text]));
        for text in texts {
            if let Cow::Owned(other) = change(text) {
                *text = other;
            }
        }
        for (beat, text) in self.beats.iter() {
            if let Cow::Owned(other) = change(text) {
                story.beats.insert(beat, other);
            }
        }
        story
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::beat::Beat;
    use crate::domain::story::{Extra, Source};

    #[test]
    fn every_text_of_a_story_is_said_without_braces_and_shown_to_others_by_its_alias() {
        let mark = "{{client: Acme | a firm}}";
        let mut story = Story::new(mark);
        story.skills.push(mark.to_owned());
        story.suggested_skills.push(mark.to_owned());
        story.questions.push(mark.to_owned());
        story.follow_ups.push(mark.to_owned());
        story.cues.insert(Beat::Problem, vec![mark.to_owned()]);
        story.extras.push(Extra::new(mark, mark));
        Beat::ALL.into_iter().for_each(|beat| story.beats.insert(beat, mark));
        assert_eq!(story.said().texts().collect::<Vec<_>>(), ["Acme"; 16]);
        assert_eq!(story.aliased().texts().collect::<Vec<_>>(), ["A firm"; 16]);
        // Whoever adds a field that holds text sees to it that it is among these.
        let json = story.aliased().to_json(None).unwrap();
        assert!(!json.contains("Acme") && !json.contains("acme"), "{json}");
    }

    #[test]
    fn what_could_be_guessed_by_a_fingerprint_goes_out_without_one() {
        let source = Source { fingerprint: Some("0".to_owned()), ..Source::new("notes.md", (1, 2)) };
        for (title, is_there) in [("The {{client: Acme | a firm}} leak", false), ("A leak", true)] {
            let story = Story { source: Some(source.clone().into()), ..Story::new(title) };
            let shown = story.for_others(&Words::of([&story]));
            assert_eq!(shown.source.as_ref().unwrap().fingerprint.is_some(), is_there);
        }
    }

    #[test]
    fn words_that_are_marked_elsewhere_are_covered_too() {
        let (mut marked, mut plain) = (Story::new("One"), Story::new("Two"));
        marked.beats.insert(Beat::Problem, "{{client: Acme | a firm}} called.");
        plain.beats.insert(Beat::Problem, "ACME called.");
        let words = Words::of([&marked, &plain]);
        for (story, is_copied) in [(&marked, true), (&plain, true), (&Story::new("Three"), false)] {
            let shown = story.covered(&words);
            assert_eq!(matches!(shown, Cow::Owned(_)), is_copied);
            assert!(!is_copied || shown.beats.get(Beat::Problem) == Some("A firm called."));
        }
    }
}
