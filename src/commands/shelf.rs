//! The library while stories come in: what is new, what is an earlier story again, and what must not be touched.
//! All that comes in is one change, so that it can be undone in one go.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::change::{Change, Step, Was};
use crate::domain::story::{Story, StoryId};
use crate::import::Import;

/// What becomes of a story that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fate {
    /// It comes in.
    New,
    /// It takes the place of its earlier version from the same document.
    Updated,
    /// The library has it as it is.
    Unchanged,
    /// Its earlier version has been edited in the library, and stays as it is.
    Edited,
    /// It could not be written.
    Failed,
}

impl Fate {
    /// The word shown to people.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Edited => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// The library while stories are put into it.
pub(super) struct Shelf {
    stories: Vec<Known>,
    ids: HashSet<StoryId>,
    /// Places in `stories`, by all their words but the title.
    by_words: HashMap<String, Vec<usize>>,
    /// Places in `stories`, by document and title.
    by_origin: HashMap<(String, String), Vec<usize>>,
    /// What is to be written.
    steps: Vec<Step>,
}

/// A story of the library.
struct Known {
    story: Story,
    /// Whether it stood there before, and nothing found so far is a version of it.
    is_free: bool,
}

impl Shelf {
    /// The library before anything comes in. `taken` are the ids of all its files, of unreadable ones too.
    pub(super) fn new(library: &[Story], taken: HashSet<StoryId>) -> Self {
        let (by_words, by_origin) = (HashMap::new(), HashMap::new());
        let mut shelf = Self { stories: Vec::new(), ids: taken, by_words, by_origin, steps: Vec::new() };
        for story in library {
            shelf.add(story.clone(), true);
        }
        shelf
    }

    fn add(&mut self, story: Story, is_free: bool) {
        let place = self.stories.len();
        self.ids.insert(story.id.clone());
        self.by_words.entry(words_of(&story)).or_default().push(place);
        self.by_origin.entry(origin_of(&story)).or_default().push(place);
        self.stories.push(Known { story, is_free });
    }

    /// Finds a place for what was found, and says what becomes of each story. Nothing is written yet.
    pub(super) fn take_in(&mut self, import: &mut Import) -> Vec<Fate> {
        let mut fates = Vec::with_capacity(import.stories.len());
        for found in &mut import.stories {
            let story = &mut found.story;
            let (fate, was) = self.settle(story);
            if matches!(fate, Fate::New | Fate::Updated) {
                let fingerprint = story.fingerprint();
                if let Some(source) = &mut story.source {
                    source.fingerprint = Some(fingerprint);
                }
                self.steps.push(Step::Save { story: story.clone(), was });
                self.add(story.clone(), false);
            }
            fates.push(fate);
        }
        fates
    }

    /// The change that writes all that came in.
    pub(super) fn into_change(self, what: String) -> Change {
        Change { what, steps: self.steps }
    }

    /// Decides what becomes of a story and what stands in its place, and gives it the id it will have.
    fn settle(&mut self, story: &mut Story) -> (Fate, Was) {
        let same_words = self.by_words.get(&words_of(story)).map_or(&[][..], Vec::as_slice);
        let same_origin = self.by_origin.get(&origin_of(story)).map_or(&[][..], Vec::as_slice);
        let known = |places: &[usize], is_it: fn(&Known, &Story) -> bool| {
            places.iter().copied().find(|&place| self.stories.get(place).is_some_and(|known| is_it(known, story)))
        };
        let same = known(same_words, |known, found| has_all_of(&known.story, found));
        let earlier = || known(same_words, is_earlier).or_else(|| known(same_origin, is_earlier));
        let Some(known) = same.or_else(earlier).and_then(|place| self.stories.get_mut(place)) else {
            story.id = story.id.clone().made_unique(|id| self.ids.contains(id));
            return (Fate::New, Was::Nothing);
        };
        known.is_free = false;
        story.id = known.story.id.clone();
        if same.is_some() {
            return (Fate::Unchanged, Was::Nothing);
        }
        let imported = known.story.source.as_ref().and_then(|source| source.fingerprint.as_ref());
        // A field of the wrong type is somebody's edit too, and the fingerprint doesn't see all of them.
        let is_locked = !known.story.locked_fields().is_empty();
        if is_locked || imported != Some(&known.story.fingerprint()) {
            return (Fate::Edited, Was::Nothing);
        }
        keep_what_is_not_from_the_document(story, &known.story);
        (Fate::Updated, Was::Story(known.story.clone()))
    }
}

/// Whether the library's story, which has the same words, has all that the one found has.
fn has_all_of(known: &Story, found: &Story) -> bool {
    let is_from_elsewhere = document_of(known) != document_of(found);
    is_from_elsewhere
        || (known.title == found.title || found.title_made_up)
            && found.skills.iter().all(|skill| known.skills.contains(skill))
            && found.questions.iter().all(|question| known.questions.contains(question))
}

/// Whether the library's story came from the same place: the same document, and words that it still has.
fn is_earlier(known: &Known, found: &Story) -> bool {
    let shares_a_beat = known.story.beats.iter().any(|(beat, text)| found.beats.get(beat) == Some(text));
    known.is_free && known.story.source.is_some() && document_of(&known.story) == document_of(found) && shares_a_beat
}

/// All the words of a story but its title.
fn words_of(story: &Story) -> String {
    story.beats.iter().map(|(beat, text)| format!("{}\n{text}\n", beat.key())).collect()
}

/// The document that a story comes from, if it comes from one, and its title in lower case.
fn origin_of(story: &Story) -> (String, String) {
    (document_of(story).to_owned(), story.title.to_lowercase())
}

fn document_of(story: &Story) -> &str {
    story.source.as_ref().map_or("", |source| source.document.as_str())
}

fn keep_what_is_not_from_the_document(found: &mut Story, earlier: &Story) {
    found.version = earlier.version;
    found.target_seconds = found.target_seconds.or(earlier.target_seconds);
    found.cues = earlier.cues.clone();
    if let (Some(found), Some(earlier)) = (&mut found.source, &earlier.source) {
        found.unknown = earlier.unknown.clone();
    }
    for extra in &mut found.extras {
        if let Some(earlier) = earlier.extras.iter().find(|earlier| earlier.label == extra.label) {
            extra.unknown = earlier.unknown.clone();
        }
    }
    found.beats.keep_unknown(&earlier.beats);
    for (key, value) in earlier.unknown.iter() {
        found.unknown.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for (now, before) in [
        (&mut found.skills, &earlier.skills),
        (&mut found.questions, &earlier.questions),
        (&mut found.follow_ups, &earlier.follow_ups),
    ] {
        let missing: Vec<String> = before.iter().filter(|one| !now.contains(one)).cloned().collect();
        now.extend(missing);
    }
    found.suggested_skills.retain(|skill| !earlier.skills.contains(skill));
}
