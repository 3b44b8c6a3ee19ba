//! Skill names: finds the skills that a question names, however it spells them.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{Word, Words, folded, places};
use crate::domain::lexicon::{Lexicon, key};
use crate::domain::story::Story;

/// The most words that a name may have to be looked for.
const LONGEST: usize = 5;

/// Names that are ordinary words too. In a question they count only with a capital, and not where a sentence starts.
const ORDINARY: &[&str] = &[
    "access",
    "act",
    "amplitude",
    "assembly",
    "astro",
    "beam",
    "bootstrap",
    "c",
    "chef",
    "crystal",
    "cucumber",
    "dart",
    "ember",
    "excel",
    "expo",
    "express",
    "flow",
    "gin",
    "glue",
    "go",
    "groovy",
    "helm",
    "hive",
    "iceberg",
    "it",
    "julia",
    "less",
    "linear",
    "locust",
    "looker",
    "make",
    "meet",
    "mocha",
    "net",
    "next",
    "nomad",
    "notion",
    "packer",
    "pact",
    "phoenix",
    "postman",
    "prefect",
    "presto",
    "processing",
    "pulsar",
    "puppet",
    "r",
    "react",
    "remix",
    "rest",
    "ripple",
    "rust",
    "salt",
    "segment",
    "sentry",
    "sketch",
    "slack",
    "snowflake",
    "spark",
    "spring",
    "storm",
    "storybook",
    "superset",
    "swift",
    "tableau",
    "teams",
    "temporal",
    "torch",
    "unity",
    "vault",
    "word",
    "yarn",
    "zoom",
];

/// A skill under the name that is shown for it.
#[derive(Debug)]
struct Named {
    name: String,
    /// Whether a story shows it.
    is_shown: bool,
    /// Its names as they stand in texts, but for ordinary words.
    in_texts: Vec<Vec<Word>>,
}

/// The skills of a lexicon and of some stories, by all their names.
#[derive(Debug, Default)]
pub(super) struct SkillNames {
    skills: Vec<Named>,
    by_key: HashMap<String, usize>,
    /// The skills whose names aren't proper names: any form of their words names them.
    by_words: HashMap<Vec<Word>, usize>,
}

/// A skill that a question names.
#[derive(Debug)]
pub(super) struct NamedSkill {
    pub(super) skill: usize,
    /// Where its words stand in the question, glue included.
    pub(super) at: Range<usize>,
}

impl SkillNames {
    /// The skills of this lexicon and of these stories.
    pub(super) fn new(lexicon: &Lexicon, stories: &[Story], words: &mut Words) -> Self {
        let mut names = Self::default();
        for skill in lexicon.skills() {
            let number = names.add(skill.name, words);
            for alias in &skill.aliases {
                names.by_key.entry(key(alias)).or_insert(number);
                names.look_for(alias, number, words);
            }
        }
        for tag in stories.iter().flat_map(Story::all_skills) {
            let number = names.number(tag).unwrap_or_else(|| names.add(tag, words));
            if let Some(skill) = names.skills.get_mut(number) {
                skill.is_shown = true;
            }
        }
        names
    }

    /// The number of the skill that goes by this name.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.by_key.get(&key(name)).copied()
    }

    /// The name to show for a skill.
    pub(super) fn name(&self, skill: usize) -> &str {
        self.skills.get(skill).map_or("", |skill| &skill.name)
    }

    /// Whether stories can be told apart by this skill: one shows it, or it is a proper name.
    pub(super) fn is_telling(&self, skill: usize) -> bool {
        self.skills.get(skill).is_some_and(|skill| skill.is_shown || is_proper(&skill.name))
    }

    /// Whether a text mentions a skill by any of its names.
    pub(super) fn is_mentioned(&self, skill: usize, text: &[Word]) -> bool {
        let stands_in_text = |name: &Vec<Word>| {
            let Some((first, rest)) = name.split_first() else { return false };
            let starts = text.iter().enumerate().filter(|&(_, word)| word == first);
            starts.map(|(start, _)| start).any(|start| text.get(start + 1..).is_some_and(|text| text.starts_with(rest)))
        };
        self.skills.get(skill).is_some_and(|skill| skill.in_texts.iter().any(stands_in_text))
    }

    /// The skills that a sentence of a question names. Where names overlap, the longest counts; but if no story shows
    /// that skill and it is no proper name, one inside it that stories show says more: `migration` of a data migration.
    pub(super) fn find(&self, sentence: &str, words: &Words) -> Vec<NamedSkill> {
        let spellings: Vec<&str> = places(sentence).filter_map(|place| sentence.get(place)).collect();
        let mut found = Vec::new();
        let mut start = 0;
        while start < spellings.len() {
            let named = self.longest_in(&spellings, start..spellings.len(), words, |_| true);
            let next = named.as_ref().map_or(start + 1, |named| named.at.end);
            let inside = named.as_ref().filter(|named| !self.is_telling(named.skill)).and_then(|named| {
                let mut starts = named.at.clone();
                starts.find_map(|start| {
                    self.longest_in(&spellings, start..named.at.end, words, |skill| self.is_telling(skill))
                })
            });
            found.extend(inside.or(named));
            start = next;
        }
        found
    }

    /// The longest name that starts where this range does and ends within it.
    fn longest_in(
        &self,
        spellings: &[&str],
        within: Range<usize>,
        words: &Words,
        counts: impl Fn(usize) -> bool,
    ) -> Option<NamedSkill> {
        (1..=LONGEST.min(within.len())).rev().find_map(|count| {
            let at = within.start..within.start + count;
            let skill =
                self.named_by(spellings.get(at.clone())?, at.start == 0, words).filter(|&skill| counts(skill))?;
            Some(NamedSkill { skill, at })
        })
    }

    fn named_by(&self, run: &[&str], is_start: bool, words: &Words) -> Option<usize> {
        let joined = run.iter().map(|spelling| key(spelling)).collect::<String>();
        let is_capital = run.iter().any(|spelling| spelling.starts_with(char::is_uppercase));
        if ORDINARY.binary_search(&joined.as_str()).is_ok() && (is_start || !is_capital) {
            return None;
        }
        self.by_key.get(&joined).copied().or_else(|| {
            let run: Option<Vec<Word>> = run.iter().map(|spelling| words.look_up(spelling)).collect();
            self.by_words.get(&run?).copied()
        })
    }

    fn add(&mut self, name: &str, words: &mut Words) -> usize {
        let number = *self.by_key.entry(key(name)).or_insert(self.skills.len());
        if number == self.skills.len() {
            self.skills.push(Named { name: name.to_owned(), is_shown: false, in_texts: Vec::new() });
        }
        self.look_for(name, number, words);
        if !is_proper(name) {
            self.by_words.entry(words_of(name, words)).or_insert(number);
        }
        number
    }

    fn look_for(&mut self, name: &str, number: usize, words: &mut Words) {
        let is_ordinary = ORDINARY.binary_search(&folded(name).as_str()).is_ok();
        let run = words_of(name, words);
        if let Some(skill) = self.skills.get_mut(number).filter(|_| !run.is_empty() && !is_ordinary) {
            skill.in_texts.push(run);
        }
    }
}

fn words_of(name: &str, words: &mut Words) -> Vec<Word> {
    places(name).filter_map(|place| words.learn(name.get(place)?)).collect()
}

fn is_proper(name: &str) -> bool {
    name.contains(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(question: &str) -> Vec<String> {
        let mut story = Story::new("A move");
        story.skills.push("migration".to_owned());
        let lexicon = r#"[{"group": "all", "skills": [["PostgreSQL", "postgres"], ["Go", "golang"], ["C++"], ["C"],
            ["Node.js"], ["message queues"], ["memory leak"], ["React", "React.js"], ["CI/CD"],
            ["data migration"], ["React Native"]]}]"#;
        let lexicon = Lexicon::from_json(lexicon).unwrap();
        let mut words = Words::default();
        let names = SkillNames::new(&lexicon, &[story], &mut words);
        names.find(question, &words).iter().map(|found| names.name(found.skill).to_owned()).collect()
    }

    #[test]
    fn skills_are_found_under_all_their_names_and_in_all_their_forms() {
        assert_eq!(named("Have you tuned postgres or Node.JS?"), ["PostgreSQL", "Node.js"]);
        assert_eq!(
            named("a nodejs service with memory leaks and a message queue"),
            ["Node.js", "memory leak", "message queues"]
        );
        assert_eq!(named("your CI/CD in C++"), ["CI/CD", "C++"]);
    }

    #[test]
    fn an_ordinary_word_is_a_skill_only_where_it_is_written_as_a_name() {
        assert!(named("How did you react, and what did you go for?").is_empty());
        assert!(named("Go on").is_empty());
        assert_eq!(named("What have you built with React and Go?"), ["React", "Go"]);
    }

    #[test]
    fn of_names_in_one_another_the_longest_counts_unless_only_a_shorter_one_is_shown() {
        assert_eq!(named("an app in React Native"), ["React Native"]);
        assert_eq!(named("a data migration that took long"), ["migration"]);
    }

    #[test]
    fn the_ordinary_words_are_in_order() {
        assert!(ORDINARY.is_sorted());
    }
}
