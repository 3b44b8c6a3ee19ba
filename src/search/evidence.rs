//! Evidence: what the stories of a library show of each competency and skill, worked out once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::phrase::Phrases;
use super::skill_names::SkillNames;
use super::words::{Word, Words, places, sentences};
use crate::domain::beat::Beat;
use crate::domain::competency::{Competencies, Competency};
use crate::domain::figure::has_figure;
use crate::domain::lexicon::Lexicon;
use crate::domain::story::{Story, StoryId};

/// The longest quote from a story, in characters.
const LONGEST_QUOTE: usize = 32;

/// The owner of phrases that belong to no competency: of results, and of those that ask for nothing and keep the shorter
/// ones inside them from being found.
pub(super) const NOBODY: usize = usize::MAX;

/// What the stories of a library show. It has to be made anew when a story changes.
#[derive(Debug)]
pub struct Evidence {
    pub(super) words: Words,
    /// The phrases by which questions ask, their owners the competencies.
    pub(super) asked: Phrases,
    pub(super) probes: Vec<Probe>,
    pub(super) skills: SkillNames,
    /// The competencies that each skill shows.
    pub(super) shown_by: HashMap<usize, Vec<usize>>,
    /// One for each story, in their order.
    pub(super) told: Vec<Told>,
    /// The stories that each word is in.
    pub(super) stories_with: Vec<Vec<usize>>,
}

/// A competency, as far as an answer names it.
#[derive(Debug)]
pub(super) struct Probe {
    pub(super) name: String,
    pub(super) is_circumstance: bool,
    pub(super) needs: String,
}

impl Probe {
    fn of(competency: &Competency) -> Self {
        let Competency { name, is_circumstance, needs, .. } = competency;
        Self { name: name.clone(), is_circumstance: *is_circumstance, needs: needs.clone() }
    }
}

/// What one story shows.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) id: StoryId,
    /// Whether there is anything to tell.
    pub(super) has_text: bool,
    /// What keeps it a draft.
    pub(super) missing: Vec<&'static str>,
    /// What its outcome says that can be checked.
    pub(super) result: Option<Outcome>,
    pub(super) skills: Vec<usize>,
    /// The words that tell each question that it lists from others, in order and each once.
    pub(super) questions: Vec<Vec<Word>>,
    /// The signs of each competency that it shows at all.
    pub(super) shows: BTreeMap<usize, Shown>,
    /// Its words: title, then beats.
    pub(super) text: Vec<Word>,
}

impl Told {
    /// Whether its outcome has a figure.
    pub(super) const fn has_figure(&self) -> bool {
        matches!(self.result, Some(Outcome::Figure))
    }
}

/// A change that an outcome states, such that anybody could check it.
#[derive(Debug)]
pub(super) enum Outcome {
    /// As a figure.
    Figure,
    /// In these words.
    Words(String),
}

/// The signs of one competency in one story.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Whether a question that the story lists asks for it.
    pub(super) is_asked: bool,
    /// The skills of the story that show it, as it spells them.
    pub(super) skills: Vec<String>,
    /// What it says that shows it, each phrase once. The longest comes first.
    pub(super) says: Vec<String>,
}

impl Shown {
    /// How much it shows. A skill or two phrases are little; a skill and a phrase, three phrases, or a question of its
    /// own are clear.
    pub(super) fn points(&self) -> usize {
        3 * usize::from(self.is_asked) + 2 * self.skills.len().min(2) + self.says.len().min(3)
    }
}

impl Evidence {
    /// Reads all that these stories say.
    pub fn new(stories: &[Story], competencies: &Competencies, lexicon: &Lexicon) -> Self {
        let all = &competencies.competencies;
        let mut words = Words::new(&competencies.alike);
        let unasked = competencies.unasked.iter().map(|phrase| (NOBODY, phrase.as_str()));
        let asked = Phrases::new(phrases(all, |competency| &competency.asked).chain(unasked), &mut words);
        let signs = Phrases::new(phrases(all, |competency| &competency.told), &mut words);
        let skills = SkillNames::new(lexicon, stories, &mut words);
        let mut shown_by: HashMap<usize, Vec<usize>> = HashMap::new();
        for (place, competency) in all.iter().enumerate() {
            for skill in competency.skills.iter().chain([&competency.name]).filter_map(|name| skills.number(name)) {
                let competencies = shown_by.entry(skill).or_default();
                if !competencies.contains(&place) {
                    competencies.push(place);
                }
            }
        }
        let results = Phrases::new(competencies.results.iter().map(|phrase| (NOBODY, phrase.as_str())), &mut words);
        let (asks, signs, results) = (&asked, &signs, &results);
        let mut reader = Reader { words, asked: asks, signs, results, skills: &skills, shown_by: &shown_by };
        let told: Vec<Told> = stories.iter().map(|story| reader.read(story)).collect();
        let words = reader.words;
        Self {
            stories_with: stories_with(&told, words.count()),
            words,
            asked,
            probes: all.iter().map(Probe::of).collect(),
            skills,
            shown_by,
            told,
        }
    }

    /// The name of a competency.
    pub(super) fn name(&self, competency: usize) -> &str {
        self.probes.get(competency).map_or("", |probe| &probe.name)
    }
}

fn phrases(competencies: &[Competency], of: fn(&Competency) -> &Vec<String>) -> impl Iterator<Item = (usize, &str)> {
    let with_owner = move |(owner, competency)| of(competency).iter().map(move |phrase| (owner, phrase.as_str()));
    competencies.iter().enumerate().flat_map(with_owner)
}

fn stories_with(told: &[Told], words: usize) -> Vec<Vec<usize>> {
    let mut stories_with: Vec<Vec<usize>> = vec![Vec::new(); words];
    for (place, story) in told.iter().enumerate() {
        for word in &story.text {
            if let Some(stories) = stories_with.get_mut(word.place()).filter(|stories| stories.last() != Some(&place)) {
                stories.push(place);
            }
        }
    }
    stories_with
}

/// Reads stories one after another.
struct Reader<'a> {
    words: Words,
    asked: &'a Phrases,
    signs: &'a Phrases,
    results: &'a Phrases,
    skills: &'a SkillNames,
    shown_by: &'a HashMap<usize, Vec<usize>>,
}

impl Reader<'_> {
    fn read(&mut self, story: &Story) -> Told {
        let mut shows: BTreeMap<usize, Shown> = BTreeMap::new();
        let mut skills = Vec::with_capacity(story.skills.len());
        for spelled in story.all_skills() {
            let Some(skill) = self.skills.number(spelled).filter(|skill| !skills.contains(skill)) else { continue };
            skills.push(skill);
            for &competency in self.shown_by.get(&skill).into_iter().flatten() {
                shows.entry(competency).or_default().skills.push(spelled.clone());
            }
        }
        let mut questions = Vec::with_capacity(story.questions.len());
        for question in &story.questions {
            let mut words = self.words_of(question);
            for hit in self.asked.find(&words).iter().filter(|hit| hit.owner != NOBODY) {
                shows.entry(hit.owner).or_default().is_asked = true;
            }
            words.retain(|&word| word != Word::END && !self.words.is_common(word));
            words.sort_unstable();
            words.dedup();
            questions.push(words);
        }
        let text = self.read_text(story, &mut shows);
        for shown in shows.values_mut() {
            shown.says.sort_by_cached_key(|quote| std::cmp::Reverse(quote.chars().count()));
        }
        Told {
            id: story.id.clone(),
            has_text: story.has_text(),
            missing: story.missing(),
            result: story.beats.get(Beat::Outcome).and_then(|outcome| self.result(outcome)),
            skills,
            questions,
            shows,
            text,
        }
    }

    fn result(&mut self, outcome: &str) -> Option<Outcome> {
        if has_figure(outcome) {
            return Some(Outcome::Figure);
        }
        sentences(outcome).find_map(|sentence| {
            let learned =
                places(sentence).filter_map(|place| Some((self.words.learn(sentence.get(place.clone())?)?, place)));
            let (words, places): (Vec<Word>, Vec<Range<usize>>) = learned.unzip();
            let hits = self.results.find(&words);
            let start = places.get(*hits.first()?.at.first()?)?.start;
            let clause = sentence.get(start..)?.split([',', ';', ':', '!', '\n']).next()?;
            Some(Outcome::Words(quoted(clause.trim_end_matches('.'))))
        })
    }

    fn words_of(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        for sentence in sentences(text) {
            words.extend(places(sentence).filter_map(|place| self.words.learn(sentence.get(place)?)));
            words.push(Word::END);
        }
        words
    }

    /// Adds what the title and the beats say to what the story shows, and gives back their words.
    fn read_text(&mut self, story: &Story, shows: &mut BTreeMap<usize, Shown>) -> Vec<Word> {
        let beats = story.beats.iter().map(|(_, text)| text);
        let (mut text, mut spelled) = (Vec::new(), Vec::new());
        for sentence in std::iter::once(story.title.as_str()).chain(beats).flat_map(sentences) {
            for place in places(sentence) {
                if let Some(word) = sentence.get(place.clone()).and_then(|spelling| self.words.learn(spelling)) {
                    text.push(word);
                    spelled.push((sentence, place));
                }
            }
            text.push(Word::END);
            spelled.push((sentence, 0..0));
        }
        let mut heard: Vec<usize> = Vec::new();
        for hit in self.signs.find(&text) {
            if heard.contains(&hit.phrase) {
                continue;
            }
            heard.push(hit.phrase);
            let ends = hit.at.first().zip(hit.at.last());
            let quote = ends.and_then(|(&first, &last)| {
                let ((sentence, first), (_, last)) = (spelled.get(first)?, spelled.get(last)?);
                sentence.get(first.start..last.end)
            });
            shows.entry(hit.owner).or_default().says.push(quoted(quote.unwrap_or_default()));
        }
        text
    }
}

/// A quote on one line, and not a long one.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(LONGEST_QUOTE) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}
