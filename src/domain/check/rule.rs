//! The rules that stories are checked by: one table of their names, what each finds, why it matters, and what to do.

use crate::domain::nearest::nearest;

/// What a story is checked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// There is no outcome.
    NoOutcome,
    /// The outcome has no number.
    NoNumber,
    /// There is no lesson.
    NoLesson,
    /// The action says “we” more often than “I”.
    WeNotI,
    /// A beat takes longer than its share of the telling.
    TooLong,
    /// Context, problem and task take more than a quarter of the story.
    LongSetup,
    /// Somebody else is blamed.
    Blame,
    /// The place of a text that was never written.
    Placeholder,
    /// What opens a door.
    Secret,
    /// What tells of a person or of an inner network.
    Private,
    /// An amount of money.
    Money,
    /// The name of a client.
    Client,
    /// A confidential word stands somewhere without its mark.
    Unmarked,
    /// Braces that look like the mark of a confidential word and hide nothing.
    OddMark,
    /// A confidential word reads with two articles once it is covered.
    TwoArticles,
    /// A confidential word is so short that it stands everywhere.
    ShortMark,
    /// A skill that goes by two names.
    SkillSpelling,
    /// A rule is silenced that there is none of.
    UnknownRule,
}

/// What a rule is called and what it says.
struct Entry {
    rule: Rule,
    name: &'static str,
    meaning: &'static str,
    why: &'static str,
    hint: &'static str,
}

const TABLE: &[Entry] = &[
    Entry {
        rule: Rule::NoOutcome,
        name: "no-outcome",
        meaning: "the story has no outcome",
        why: "A story without an end leaves the interviewer to guess whether it went well.",
        hint: "Say what came of it, and for whom.",
    },
    Entry {
        rule: Rule::NoNumber,
        name: "no-number",
        meaning: "the outcome has no number, in digits or in words",
        why: "Interviewers remember a number:",
        hint: "how many, how much, how long, since when?",
    },
    Entry {
        rule: Rule::NoLesson,
        name: "no-lesson",
        meaning: "the story has no lesson",
        why: "“What did you learn?” is what an interviewer asks next.",
        hint: "Add a sentence on what you would do again, or differently.",
    },
    Entry {
        rule: Rule::WeNotI,
        name: "we-not-i",
        meaning: "the action says “we” more often than “I”",
        why: "An interviewer hires one person and wants to know what that one did.",
        hint: "Say “I” where it was you, and name your own part where it was the team.",
    },
    Entry {
        rule: Rule::TooLong,
        name: "too-long",
        meaning: "a part takes longer to say than its share of the time, by over an eighth of the target",
        why: "What one part takes is missing in the others.",
        hint: "Cut it, or give the story a longer `target_seconds`.",
    },
    Entry {
        rule: Rule::LongSetup,
        name: "long-setup",
        meaning: "context, problem and task have over a quarter of the words, by five seconds or more",
        why: "Interviewers judge what you did, and are still waiting for it.",
        hint: "Keep of the setup what the rest can't be understood without.",
    },
    Entry {
        rule: Rule::Blame,
        name: "blame",
        meaning: "the story blames somebody",
        why: "An interviewer hears how you will talk about them.",
        hint: "Say what happened and what you did about it, without a judgment.",
    },
    Entry {
        rule: Rule::Placeholder,
        name: "placeholder",
        meaning: "a placeholder is left: `[company]`, `<name>`, `{{result}}`, TBD, XXX, X%",
        why: "Something was to be filled in here.",
        hint: "Write what belongs here, or take it out.",
    },
    Entry {
        rule: Rule::Secret,
        name: "secret",
        meaning: "a key, a token or a password stands in the text",
        why: "Whoever sees this file or this screen could use it.",
        hint: "Take it out, and have it replaced where it is valid.",
    },
    Entry {
        rule: Rule::Private,
        name: "private",
        meaning: "an e-mail address, or a host or address of an inner network, stands in the text",
        why: "It tells of people or systems that are not yours to tell of.",
        hint: "Say what it stands for: a colleague, the build server.",
    },
    Entry {
        rule: Rule::Money,
        name: "money",
        meaning: "an amount of money that may be confidential",
        why: "What an employer earns or pays is rarely public.",
        hint: "Say it as a share or a factor, or silence this rule if it may be told.",
    },
    Entry {
        rule: Rule::Client,
        name: "client",
        meaning: "the name of a client that may be confidential",
        why: "Who a firm works for is often confidential, and interviewers notice who tells.",
        hint: "Say what kind of client it was: a hospital, a bank of fifty people; or mark the name, as in \
               `{{client: Acme | a payments firm}}`.",
    },
    Entry {
        rule: Rule::Unmarked,
        name: "unmarked",
        meaning: "a confidential word that is marked in one place stands in another without its mark",
        why: "As long as it shows, nothing goes out: every export refuses.",
        hint: "Mark it there too, or take it out.",
    },
    Entry {
        rule: Rule::OddMark,
        name: "odd-mark",
        meaning: "braces look like the mark of a confidential word and are none",
        why: "What they should hide is shown to everybody.",
        hint: "Write `{{client: Acme | a payments firm}}` on one line: what it is, the real name, what others see.",
    },
    Entry {
        rule: Rule::TwoArticles,
        name: "two-articles",
        meaning: "a confidential word reads with two articles once it is covered: “a a payments firm”",
        why: "Whoever sees what stands for the name stumbles over it.",
        hint: "Leave one out: the one before the braces, or the one in them.",
    },
    Entry {
        rule: Rule::ShortMark,
        name: "short-mark",
        meaning: "a confidential word has one or two letters, and is covered wherever they stand",
        why: "Whoever looks on sees what stands for it in place of letters that name nothing.",
        hint: "Mark more of the name, or the words around it too.",
    },
    Entry {
        rule: Rule::SkillSpelling,
        name: "skill-spelling",
        meaning: "a skill goes by two names, in one story or in several",
        why: "One skill under two names is counted twice and looks like two.",
        hint: "Use one of them everywhere.",
    },
    Entry {
        rule: Rule::UnknownRule,
        name: "unknown-rule",
        meaning: "the story silences a rule that doesn't exist",
        why: "Nothing is silenced by it.",
        hint: "`retell check --rules` lists the rules.",
    },
];

impl Rule {
    /// Every rule, in the order in which their findings are told.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.rule)
    }

    /// The name by which it is silenced.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// What it finds, in a few words.
    pub fn meaning(self) -> &'static str {
        self.entry().map_or("", |entry| entry.meaning)
    }

    /// Why that matters.
    pub fn why(self) -> &'static str {
        self.entry().map_or("", |entry| entry.why)
    }

    /// What to do about it.
    pub fn hint(self) -> &'static str {
        self.entry().map_or("", |entry| entry.hint)
    }

    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.name == name).map(|entry| entry.rule)
    }

    /// The rule that somebody may have meant by a name that no rule has.
    pub fn nearest(name: &str) -> Option<Self> {
        let typed = name.replace(['_', ' '], "-");
        nearest(&typed, TABLE.iter().map(|entry| entry.name)).and_then(Self::from_name)
    }

    fn entry(self) -> Option<&'static Entry> {
        TABLE.get(self as usize)
    }
}

/// The rules whose findings nobody wants to hear.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Silenced(Vec<Rule>);

impl Silenced {
    /// Whether a rule is among them.
    pub fn has(&self, rule: Rule) -> bool {
        self.0.contains(&rule)
    }
}

impl FromIterator<Rule> for Silenced {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        Self(rules.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_where_the_table_is_looked_up() {
        for (place, entry) in TABLE.iter().enumerate() {
            assert_eq!((entry.rule as usize, entry.rule.name()), (place, entry.name));
            assert_eq!(Rule::from_name(entry.name), Some(entry.rule));
            assert!(entry.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", entry.name);
            assert!(entry.hint.ends_with(['.', '?']) && !entry.meaning.ends_with('.'), "{}", entry.name);
        }
    }

    #[test]
    fn a_name_that_no_rule_has_may_be_near_to_one() {
        for (name, near) in [
            ("no-leson", Some(Rule::NoLesson)),
            ("No lesson", Some(Rule::NoLesson)),
            ("monye", Some(Rule::Money)),
            ("we_not_I", Some(Rule::WeNotI)),
            ("spelling-skill-and-more", None),
            ("", None),
        ] {
            assert_eq!(Rule::nearest(name), near, "{name}");
        }
    }
}
