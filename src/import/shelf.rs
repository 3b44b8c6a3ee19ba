//! The library while stories come in: what is new, what is an earlier story again, and what must not be touched.
//! All that comes in is one change, so that it can be undone in one go.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use super::Found;
use super::kept_over::{edited_since, has_all_of, keep_what_is_not_from_the_document, what_differs, words_of};
use super::likeness::{Likeness, SAME, Words, WordsOfLibrary};
use crate::domain::change::{Change, Step, Was};
use crate::domain::confidential::aliased;
use crate::domain::difference;
use crate::domain::exported::mark_of;
use crate::domain::library::{Library, Origin};
use crate::domain::story::{Story, StoryId};

/// From this likeness on a story of the same document is an earlier version, whatever its title.
const AGAIN: Likeness = 500;

/// From this likeness on a story from elsewhere is a double.
const DOUBLE: Likeness = 800;

/// So many stories of one title in one document are told apart by their titles; more are only by their words.
const MOST_OF_ONE_TITLE: usize = 64;

/// What becomes of a story that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It comes in.
    New,
    /// It takes the place of its earlier version from the same document.
    Updated,
    /// The library has it as it is.
    Unchanged,
    /// Its earlier version has been edited in the library, and stays as it is unless the person says otherwise.
    Edited,
    /// The library has a story from elsewhere that says nearly the same; it stays out unless the person takes it.
    Double,
    /// It could not be written.
    Failed,
}

impl Fate {
    /// The word shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Edited => "skipped",
            Self::Double => "double",
            Self::Failed => "failed",
        }
    }

    /// Whether such a story comes in when nobody says anything.
    pub const fn comes_in(self) -> bool {
        matches!(self, Self::New | Self::Updated)
    }
}

/// A story on its way into the library.
#[derive(Debug, Clone, Copy)]
pub struct Arriving<'a> {
    /// The story, its source set.
    pub story: &'a Story,
    /// The mark that it got when it went out, if it was exported.
    pub exported: Option<&'a str>,
    /// Whether the person takes it or leaves it out; absent when it is left to its fate.
    pub choice: Option<bool>,
}

impl<'a> Arriving<'a> {
    /// A story that was found, and what the person wants of it.
    pub fn new(found: &'a Found, choice: Option<bool>) -> Self {
        Self { story: &found.story, exported: found.exported.as_deref(), choice }
    }
}

/// The place that a story gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What becomes of it.
    pub fate: Fate,
    /// Whether it comes in.
    pub is_taken: bool,
    /// Whether it is written as it was found, since it went out whole.
    pub is_whole: bool,
    /// The id that it has or would have.
    pub id: StoryId,
    /// The story of the library that it is a version or a double of.
    pub other: Option<StoryId>,
    /// The parts in which it differs from that one: `outcome, skills`. Empty when nothing does.
    pub differs: String,
}

/// What becomes of all stories that were found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// The place of each, in their order.
    pub places: Vec<Place>,
    /// Stories of the library that came from one of the documents, which doesn't hold them any more.
    pub gone: Vec<StoryId>,
}

/// The library that stories are put into.
#[derive(Debug, PartialEq)]
pub struct Shelf {
    library: Arc<Library>,
    taken: HashSet<StoryId>,
    places: HashMap<StoryId, usize>,
    /// Places by the short names of ids, which are all that is left of some when they go out.
    by_short_name: HashMap<String, usize>,
    /// Places by all their words but the title.
    by_words: HashMap<String, Vec<usize>>,
    /// Places by document.
    by_document: HashMap<String, Vec<usize>>,
    words: WordsOfLibrary,
}

impl Shelf {
    /// The library before anything comes in. `taken` are the ids of all its files, of unreadable ones too. Samples are
    /// nobody's library.
    pub fn new(library: Arc<Library>, taken: HashSet<StoryId>) -> Self {
        let library =
            if library.origin == Origin::Own { library } else { Library::new(Vec::new(), Origin::Own).into() };
        let (mut by_words, mut by_document) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        let (mut taken, mut places, mut by_short_name) = (taken, HashMap::new(), HashMap::new());
        for (place, story) in library.all_written().enumerate() {
            by_words.entry(words_of(story)).or_default().push(place);
            by_document.entry(document_of(story).to_owned()).or_default().push(place);
            taken.insert(story.id.clone());
            by_short_name.insert(library.confidential().short_name(&story.id), place);
            places.insert(story.id.clone(), place);
        }
        for of_document in by_document.values_mut() {
            of_document.sort_by_key(|&place| {
                library.stories().get(place).and_then(|story| Some(story.source.as_ref()?.lines))
            });
        }
        let words = WordsOfLibrary::new(library.all_written());
        Self { library, taken, places, by_short_name, by_words, by_document, words }
    }

    /// The same shelf with another version of the library on it.
    #[must_use]
    pub fn with(&self, library: Arc<Library>) -> Self {
        Self::new(library, self.taken.clone())
    }

    /// The story of the library with this id.
    pub fn get(&self, id: &StoryId) -> Option<&Story> {
        self.at(*self.places.get(id)?)
    }

    /// Whether a story went out as others see it, with this mark, and hasn't changed since.
    pub fn is_covered(&self, id: &StoryId, mark: &str) -> bool {
        self.get(id).is_some_and(|there| {
            let shown = there.for_others(self.library.confidential());
            *shown != *there && mark_of(&shown) == mark
        })
    }

    fn at(&self, place: usize) -> Option<&Story> {
        self.library.stories().get(place).map(|story| self.library.as_written(story))
    }

    /// Finds a place for each story, and says what becomes of it. `whole` are the documents that were read to the end:
    /// only of those it can be said that something is gone from them.
    pub fn settle(&self, arriving: &[Arriving<'_>], whole: &[&str]) -> Settled {
        let words: Vec<Words> = arriving.iter().map(|arriving| self.words.words_of(arriving.story)).collect();
        let pairs = self.pairs(arriving, &words);
        let mut coming = Coming { ids: HashSet::new(), by_words: HashMap::new() };
        let mut settled = Settled::default();
        for (number, (arriving, words)) in arriving.iter().zip(&words).enumerate() {
            let earlier = pairs.get(&number).and_then(|&place| self.at(place));
            let (fate, other, differs) = match (self.went_out_as(arriving, words), earlier) {
                (Some((there, mark)), _) => fate_of_exported(arriving.story, there, mark),
                (None, Some(earlier)) => fate_of_version(arriving.story, earlier),
                (None, None) => self.fate_of_stranger(arriving, words, &coming),
            };
            let is_taken = fate != Fate::Unchanged && arriving.choice.unwrap_or(fate.comes_in());
            let id = match (fate, &other) {
                (Fate::Updated | Fate::Edited | Fate::Unchanged, Some(other)) => other.clone(),
                _ => {
                    let is_taken = |id: &StoryId| self.taken.contains(id) || coming.ids.contains(id);
                    arriving.story.id.clone().made_unique(is_taken)
                }
            };
            if is_taken {
                coming.ids.insert(id.clone());
                coming.by_words.entry(words_of(arriving.story)).or_insert((number, id.clone()));
            }
            let is_whole = arriving.exported.is_some();
            settled.places.push(Place { fate, is_taken, is_whole, id, other, differs });
        }
        settled.gone = self.gone(&pairs, &settled.places, whole);
        settled
    }

    /// The earlier version of each story that has one, as places. The best pairs are made first, so that alike stories
    /// of one document don't change places.
    fn pairs(&self, arriving: &[Arriving<'_>], words: &[Words]) -> HashMap<usize, usize> {
        let mut pairs = Vec::new();
        let mut ranks: HashMap<&str, usize> = HashMap::new();
        for (number, (arriving, words)) in arriving.iter().zip(words).enumerate() {
            let story = arriving.story;
            let rank = ranks.entry(document_of(story)).or_default();
            let is_of_document = story.source.is_some() && arriving.exported.is_none();
            let Some(of_document) = self.by_document.get(document_of(story)).filter(|_| is_of_document) else {
                continue;
            };
            let same = self.by_words.get(&words_of(story)).map_or(&[][..], Vec::as_slice);
            let title = story.title.to_lowercase();
            let of_title = |place: &&usize| self.at(**place).is_some_and(|there| there.title.to_lowercase() == title);
            let of_title: Vec<usize> = of_document.iter().filter(of_title).copied().collect();
            let mut likely: HashMap<usize, Likeness> = HashMap::new();
            if of_title.len() <= MOST_OF_ONE_TITLE {
                likely.extend(of_title.iter().map(|&place| (place, self.words.likeness(words, place))));
            }
            let is_of_document =
                |place: usize| self.at(place).is_some_and(|there| document_of(there) == document_of(story));
            likely.extend(self.words.most_alike(words, is_of_document));
            likely.extend(same.iter().filter(|place| is_of_document(**place)).map(|&place| (place, SAME)));
            for (place, likeness) in likely {
                let is_of_title = of_title.contains(&place);
                let is_it =
                    if is_of_title { likeness > 0 || self.words.is_silent(words, place) } else { likeness >= AGAIN };
                if is_it {
                    let score = likeness + if is_of_title { SAME } else { 0 };
                    let distance = of_document.iter().position(|&there| there == place).unwrap_or(0).abs_diff(*rank);
                    pairs.push((Reverse(score), distance, number, place));
                }
            }
            *rank += 1;
        }
        pairs.sort_unstable();
        let (mut found, mut places) = (HashMap::new(), HashSet::new());
        for (_, _, number, place) in pairs {
            if !found.contains_key(&number) && places.insert(place) {
                found.insert(number, place);
            }
        }
        found
    }

    /// The story of the library that an exported one is, by its id, with the mark it went out with. An id that was made
    /// from the title can belong to two stories that have nothing else in common.
    fn went_out_as<'a>(&self, arriving: &Arriving<'a>, words: &Words) -> Option<(&Story, &'a str)> {
        let story = arriving.story;
        let of_short_name = || self.by_short_name.get(story.id.short_names_end()?).copied();
        let (place, is_covered) = match self.places.get(&story.id) {
            Some(place) => (*place, false),
            None => (of_short_name()?, true),
        };
        let there = self.at(place)?;
        let is_it = is_covered
            || there.title == story.title
            || aliased(&there.title) == story.title
            || self.words.likeness(words, place) >= AGAIN
            || there.source.is_some() && there.source == story.source;
        Some((there, arriving.exported?)).filter(|_| is_it)
    }

    /// What becomes of a story that is a version of none in the library.
    fn fate_of_stranger(&self, arriving: &Arriving<'_>, words: &Words, coming: &Coming) -> Fated {
        let story = arriving.story;
        let text = words_of(story);
        let same = self.by_words.get(&text).and_then(|places| {
            let there = || places.iter().filter_map(|&place| self.at(place));
            there().find(|there| has_all_of(there, story)).or_else(|| there().next())
        });
        if let Some(there) = same {
            let is_same = has_all_of(there, story);
            return (
                if is_same { Fate::Unchanged } else { Fate::Double },
                Some(there.id.clone()),
                what_differs(there, story),
            );
        }
        // Those of an export were stories of their own where they come from.
        if let Some((_, id)) = coming.by_words.get(&text).filter(|_| arriving.exported.is_none()) {
            return (Fate::Double, Some(id.clone()), String::new());
        }
        let is_from_elsewhere =
            |place: usize| self.at(place).is_some_and(|there| document_of(there) != document_of(story));
        let alike = self.words.most_alike(words, is_from_elsewhere);
        let alike = alike.into_iter().max_by_key(|&(place, likeness)| (likeness, Reverse(place)));
        match alike.filter(|&(_, likeness)| likeness >= DOUBLE).and_then(|(place, _)| self.at(place)) {
            Some(there) => (Fate::Double, Some(there.id.clone()), what_differs(there, story)),
            None => (Fate::New, None, String::new()),
        }
    }

    /// Stories that a document held and doesn't hold any more. Where none of its stories is there again it is another
    /// document of the same name.
    fn gone(&self, pairs: &HashMap<usize, usize>, places: &[Place], whole: &[&str]) -> Vec<StoryId> {
        let paired: HashSet<usize> = pairs.values().copied().collect();
        let still_there: HashSet<&StoryId> = places.iter().filter_map(|place| place.other.as_ref()).collect();
        let mut gone = Vec::new();
        for document in whole {
            let of_document = self.by_document.get(*document).map_or(&[][..], Vec::as_slice);
            if of_document.iter().any(|place| paired.contains(place)) {
                let missing =
                    of_document.iter().filter(|place| !paired.contains(place)).filter_map(|&place| self.at(place));
                gone.extend(missing.map(|story| story.id.clone()).filter(|id| !still_there.contains(id)));
            }
        }
        gone
    }

    /// The story as it is written in its place, and what stands there.
    pub fn placed(&self, story: &Story, place: &Place) -> (Story, Was) {
        let mut story = story.clone();
        story.id = place.id.clone();
        let earlier = place.other.as_ref().filter(|_| place.fate != Fate::Double).and_then(|other| self.get(other));
        if !place.is_whole {
            if let Some(earlier) = earlier {
                keep_what_is_not_from_the_document(&mut story, earlier);
            }
            let fingerprint = story.fingerprint();
            if let Some(source) = &mut story.source {
                source.fingerprint = Some(fingerprint);
            }
        }
        (story, earlier.map_or(Was::Nothing, |earlier| Was::Story(earlier.clone())))
    }

    /// The change that writes all that comes in.
    pub fn change<'a>(&self, what: String, coming: impl IntoIterator<Item = (&'a Story, &'a Place)>) -> Change {
        let taken = coming.into_iter().filter(|(_, place)| place.is_taken);
        let steps = taken.map(|(story, place)| {
            let (story, was) = self.placed(story, place);
            Step::Save { story, was }
        });
        Change { what, steps: steps.collect() }
    }
}

/// What comes in so far.
struct Coming {
    ids: HashSet<StoryId>,
    by_words: HashMap<String, (usize, StoryId)>,
}

/// What becomes of a story, the one of the library that it is a version or a double of, and in what they differ.
type Fated = (Fate, Option<StoryId>, String);

/// What becomes of a story that went out of this library. `mark` is that of the story as it was then.
fn fate_of_exported(story: &Story, there: &Story, mark: &str) -> Fated {
    let fate = if story == there {
        Fate::Unchanged
    } else if mark_of(there) == mark {
        Fate::Updated
    } else {
        Fate::Edited
    };
    (fate, Some(there.id.clone()), difference::names(there, story))
}

/// What becomes of another version of a story that the library has.
fn fate_of_version(story: &Story, earlier: &Story) -> Fated {
    let id = Some(earlier.id.clone());
    if has_all_of(earlier, story) {
        (Fate::Unchanged, id, String::new())
    } else if edited_since(earlier) {
        (Fate::Edited, id, what_differs(earlier, story))
    } else {
        let mut then = story.clone();
        then.id = earlier.id.clone();
        keep_what_is_not_from_the_document(&mut then, earlier);
        then.source.clone_from(&earlier.source);
        (Fate::Updated, id, difference::names(earlier, &then))
    }
}

/// The document that a story comes from, if it comes from one.
pub(super) fn document_of(story: &Story) -> &str {
    story.source.as_ref().map_or("", |source| source.document.as_str())
}
