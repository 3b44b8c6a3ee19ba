//! What a question asks for: the competencies it probes, the skills it names, and the words that tell it from others.

use super::evidence::{Evidence, NOBODY};
use super::phrase::Hit;
use super::words::{Word, places, sentences};
use crate::domain::question::{AskedAt, Question};

/// The most bytes of a question that are read. Nobody asks more, and each key typed reads it anew.
const LONGEST: usize = 4_000;

/// The most skills that a question is kept with. What names more is about none of them.
const MOST_SKILLS: usize = 3;

/// Words with which a sentence asks, at its start or behind a preamble.
const ASKING: &[&str] = &[
    "describe", "explain", "give", "how", "name", "recall", "share", "talk", "tell", "think", "walk", "what", "when",
    "where", "which", "who", "why",
];

/// What a question asks for, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedFor {
    /// The competencies that it probes, those that it is about first.
    pub competencies: Vec<String>,
    /// The skills that it names, in order.
    pub skills: Vec<String>,
}

impl Evidence {
    /// What a question asks for, as far as that is understood.
    pub fn asked_for(&self, question: &str) -> AskedFor {
        self.named(&Asked::read(question, self))
    }

    /// A question to keep, with what it probes and the skills that it names as far as that is understood.
    pub fn question(&self, text: &str, asked: Option<AskedAt>) -> Question {
        let AskedFor { competencies, mut skills } = self.asked_for(text);
        skills.truncate(MOST_SKILLS);
        let competency = competencies.into_iter().next().unwrap_or_default();
        Question { text: text.to_owned(), competency, skills, heading: None, asked }
    }

    /// The names of what is asked for.
    pub(super) fn named(&self, asked: &Asked) -> AskedFor {
        AskedFor {
            competencies: asked.competencies.iter().map(|&competency| self.name(competency).to_owned()).collect(),
            skills: asked.skills.iter().map(|&skill| self.skills.name(skill).to_owned()).collect(),
        }
    }
}

/// What a question asks for, by number.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The competencies, those that it is about first.
    pub(super) competencies: Vec<usize>,
    /// How many of them it is about: those that its first words ask for. The others are asked for besides.
    pub(super) mains: usize,
    /// The skills, in the order in which it names them.
    pub(super) skills: Vec<usize>,
    /// The words that tell it from other questions, in order.
    pub(super) words: Vec<Word>,
    /// The same in the order in which it has them, as it spells them.
    pub(super) telling: Vec<(Word, String)>,
}

impl Asked {
    /// What asks for one competency, and for nothing else.
    pub(super) fn just(competency: usize) -> Self {
        Self { competencies: vec![competency], mains: 1, ..Self::default() }
    }

    /// Reads a question. Where it has a preamble, only the sentences that ask count.
    pub(super) fn read(question: &str, evidence: &Evidence) -> Self {
        let mut end = question.len().min(LONGEST);
        while !question.is_char_boundary(end) {
            end -= 1;
        }
        let question = question.get(..end).unwrap_or_default();
        let (asking, stating): (Vec<&str>, Vec<&str>) = sentences(question).partition(|sentence| asks(sentence));
        let mut asked = Self::default();
        for sentence in asking {
            asked.add(sentence, evidence);
        }
        if asked.competencies.is_empty() && asked.skills.is_empty() {
            for sentence in stating {
                asked.add(sentence, evidence);
            }
        }
        if !asked.competencies.is_empty() {
            // A lexicon has many everyday words. Where the competency says enough, one of them should exclude nothing.
            asked.skills.retain(|&skill| evidence.skills.is_telling(skill));
        }
        asked.words = asked.telling.iter().map(|&(word, _)| word).collect();
        asked.words.sort_unstable();
        asked
    }

    /// Adds what a sentence asks for.
    fn add(&mut self, sentence: &str, evidence: &Evidence) {
        let spellings: Vec<&str> = places(sentence).filter_map(|place| sentence.get(place)).collect();
        let word_at = |(at, spelling): (usize, &&str)| Some((evidence.words.look_up(spelling)?, at));
        let (mut words, at): (Vec<Word>, Vec<usize>) = spellings.iter().enumerate().filter_map(word_at).unzip();
        words.push(Word::END);
        let mut hits = evidence.asked.find(&words);
        words.pop();
        for named in evidence.skills.find(sentence, &evidence.words) {
            let is_of = |hit: &Hit, at_word: usize| hit.at.iter().any(|&word| at.get(word) == Some(&at_word));
            // What stands in a phrase, or shows the competency that a part of it asks for, is that by another name.
            let shows = evidence.shown_by.get(&named.skill).map_or(&[][..], Vec::as_slice);
            let is_asked = |hit: &Hit| shows.contains(&hit.owner) && named.at.clone().any(|word| is_of(hit, word));
            let is_inside = |word: usize| !at.contains(&word) || hits.iter().any(|hit| is_of(hit, word));
            let is_known = self.skills.contains(&named.skill);
            if !is_known && !hits.iter().any(is_asked) && !named.at.clone().all(is_inside) {
                self.skills.push(named.skill);
            }
        }
        hits.retain(|hit| hit.owner != NOBODY);
        if self.competencies.is_empty() {
            let is_more = |hit: &&Hit| evidence.probes.get(hit.owner).is_some_and(|probe| !probe.is_circumstance);
            let main = hits.iter().find(is_more).or(hits.first());
            let mains = hits.iter().filter(|hit| main.is_some_and(|main| main.at == hit.at));
            self.competencies.extend(mains.map(|hit| hit.owner));
            self.mains = self.competencies.len();
        }
        for hit in &hits {
            if !self.competencies.contains(&hit.owner) {
                self.competencies.push(hit.owner);
            }
        }
        for (&word, spelling) in words.iter().zip(at.iter().filter_map(|&at| spellings.get(at))) {
            let is_known = word != Word::STRANGER && self.telling.iter().any(|&(known, _)| known == word);
            if !is_known && !evidence.words.is_common(word) {
                self.telling.push((word, (*spelling).to_owned()));
            }
        }
    }
}

/// Whether a sentence asks rather than states.
fn asks(sentence: &str) -> bool {
    let is_asking = |word: &str| ASKING.contains(&word.to_lowercase().as_str());
    let starts = places(sentence).take(4).filter_map(|place| sentence.get(place));
    sentence.trim_end().ends_with('?') || starts.into_iter().any(is_asking)
}
