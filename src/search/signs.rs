//! Signs: what in one story answers a question, and how clearly.

use super::asked::Asked;
use super::evidence::{Evidence, Shown, Told};
use super::words::Word;

/// What in a story answers a question.
#[derive(Debug)]
pub(super) struct Signs<'a> {
    /// Whether the story lists nearly the same question.
    pub(super) is_listed: bool,
    /// What it shows of the first competency asked for of which it shows anything.
    pub(super) shown: Option<&'a Shown>,
    /// A skill that the question names and the story shows.
    pub(super) shows: Option<&'a str>,
    /// A skill that the question names and the story only mentions.
    pub(super) mentions: Option<&'a str>,
    /// What the question asks for and the story has no sign of: a main competency, or a skill.
    pub(super) lacks: Option<&'a str>,
    /// Whether there is a sign of what the question is about, and not only of what it asks besides.
    is_to_the_point: bool,
    /// How much it shows of the competency that it shows best.
    points: usize,
    /// Rarer words that the story shares with the question, as the question spells them.
    pub(super) shared: &'a [&'a str],
    /// How many signs there are, each with its weight.
    pub(super) weight: usize,
}

/// How clearly a story shows what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clarity {
    /// A single phrase or a few words speak for it, or it shows only what is asked besides.
    Hinted,
    /// It shows some of it.
    Shown,
    /// There is no doubt.
    Clear,
    /// It lists nearly this question.
    Listed,
}

impl<'a> Signs<'a> {
    /// Looks for signs in a story.
    pub(super) fn of(told: &'a Told, asked: &Asked, shared: &'a [&'a str], evidence: &'a Evidence) -> Self {
        let mut signs = Self {
            is_listed: false,
            shown: None,
            shows: None,
            mentions: None,
            lacks: None,
            is_to_the_point: false,
            points: 0,
            shared,
            weight: shared.len().min(3),
        };
        for listed in &told.questions {
            let nearness = Nearness::of(&asked.words, listed);
            signs.is_listed |= nearness.is_nearly_the_same();
            signs.weight += nearness.weight();
        }
        signs.weight += 12 * usize::from(signs.is_listed);
        for (rank, competency) in asked.competencies.iter().enumerate() {
            let is_main = rank < asked.mains;
            if let Some(shown) = told.shows.get(competency) {
                signs.weight += shown.points() * if is_main { 2 } else { 1 };
                signs.points = signs.points.max(shown.points());
                signs.is_to_the_point |= is_main;
                signs.shown.get_or_insert(shown);
            } else if is_main {
                signs.lacks.get_or_insert(evidence.name(*competency));
            }
        }
        for &skill in &asked.skills {
            let name = evidence.skills.name(skill);
            if told.skills.contains(&skill) {
                signs.shows.get_or_insert(name);
                signs.weight += 6;
            } else if evidence.skills.is_mentioned(skill, &told.text) {
                signs.mentions.get_or_insert(name);
                signs.weight += 2;
            } else {
                signs.lacks.get_or_insert(name);
            }
        }
        signs.weight = signs.weight.saturating_sub(4 * usize::from(signs.lacks.is_some()));
        signs
    }

    /// How clearly they show what is asked; none if they don't at all.
    pub(super) fn clarity(&self, asked: &Asked) -> Option<Clarity> {
        if self.is_listed {
            return Some(Clarity::Listed);
        }
        if asked.competencies.is_empty() {
            let hinted = self.mentions.is_some() || asked.skills.is_empty() && !self.shared.is_empty();
            let clearly = if self.lacks.is_none() { Clarity::Clear } else { Clarity::Shown };
            return self.shows.map(|_| clearly).or(hinted.then_some(Clarity::Hinted));
        }
        match self.points {
            0 => (self.shows.is_some() || self.mentions.is_some()).then_some(Clarity::Hinted),
            1 => Some(Clarity::Hinted),
            _ if !self.is_to_the_point => Some(Clarity::Hinted),
            2 => Some(Clarity::Shown),
            _ if self.lacks.is_some() => Some(Clarity::Shown),
            _ => Some(Clarity::Clear),
        }
    }
}

/// How near one question is to another: their words, and how many they share.
struct Nearness {
    shared: usize,
    words: usize,
}

impl Nearness {
    fn of(one: &[Word], other: &[Word]) -> Self {
        let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
        Self { shared, words: one.len() + other.len() }
    }

    /// Two of three words are the same, and not just one.
    const fn is_nearly_the_same(&self) -> bool {
        let is_whole = self.shared * 2 == self.words;
        self.shared * 3 >= self.words && self.shared >= 2 || is_whole && self.shared > 0
    }

    fn weight(&self) -> usize {
        (self.shared * 8).checked_div(self.words).unwrap_or(0)
    }
}
