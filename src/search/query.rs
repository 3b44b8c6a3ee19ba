//! What is asked for: fzf's language, with `#` for skills, `is:` for states and `@` for saved filters.

use std::fmt;

use super::reader::Reader;
use crate::domain::queries::Filters;

/// Where a term has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// In the title, in a skill, or literally in the text of a beat.
    Anywhere,
    /// In a skill: it was typed with a `#`.
    Skill,
}

/// How a term has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// All its letters in their order, with others between them; literally in texts.
    Fuzzy,
    /// To the letter: typed with a `'`.
    Exact,
    /// A title or skill starts with it: typed with a `^`.
    Start,
    /// A title or skill ends with it: typed with a `$` behind it.
    End,
    /// It is a whole title or skill: typed between `^` and `$`.
    Whole,
}

/// How a story stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It should be told again by now.
    Due,
    /// It lacks a problem, an insight or action, or an outcome.
    Draft,
    /// It was never told to the end.
    New,
    /// It is to be corrected later.
    Flagged,
    /// It ships with Retell.
    Sample,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Due, Self::Draft, Self::New, Self::Flagged, Self::Sample];

    /// The word behind `is:`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Draft => "draft",
            Self::New => "new",
            Self::Flagged => "flagged",
            Self::Sample => "sample",
        }
    }
}

/// What a term asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Some letters.
    Text {
        /// Where.
        field: Field,
        /// How.
        kind: Kind,
        /// The letters, folded; never empty. Their case counts if one of A to Z is a capital.
        text: String,
    },
    /// A state.
    State(State),
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not match: typed with a `!`.
    pub is_not: bool,
    /// What it asks for.
    pub wanted: Wanted,
}

/// As it is typed, so that it would be read as the same again.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.is_not { "!" } else { "" };
        let (field, kind, text) = match &self.wanted {
            Wanted::State(state) => return write!(f, "{not}is:{}", state.word()),
            Wanted::Text { field, kind, text } => (field, kind, text),
        };
        let hash = if *field == Field::Skill { "#" } else { "" };
        let (before, behind) = match kind {
            Kind::Fuzzy => (if self.is_not { "'" } else { "" }, ""),
            Kind::Exact => (if self.is_not { "" } else { "'" }, ""),
            Kind::Start => ("^", ""),
            Kind::End => ("", "$"),
            Kind::Whole => ("^", "$"),
        };
        write!(f, "{not}{hash}{before}")?;
        let last = text.chars().count().saturating_sub(1);
        for (place, c) in text.chars().enumerate() {
            let is_operator = c == '\\'
                || c.is_whitespace()
                || place == 0
                    && (matches!(c, '!' | '#' | '\'' | '^' | '|' | '@' | '?')
                        || text.to_ascii_lowercase().starts_with("is:"))
                || place == last && c == '$';
            write!(f, "{}{c}", if is_operator { "\\" } else { "" })?;
        }
        f.write_str(behind)
    }
}

/// What was typed: groups of terms. Of each group one has to match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(super) groups: Vec<Vec<Term>>,
    /// The key of the whole text and where to look for it, if it could be a title or skill typed in full.
    pub(super) whole: Option<(Field, String)>,
    pub(super) has_operators: bool,
    pub(super) left_out: Vec<String>,
}

impl Query {
    /// Reads a query. Every text is one: what isn't part of the language is a word.
    pub fn parse(text: &str) -> Self {
        Self::read(text, &Filters::default())
    }

    /// Reads a query in which an `@name` stands for the saved filter of that name: for all that it finds, whatever it is
    /// joined with. A name that no filter has is a word.
    pub fn read(text: &str, filters: &Filters) -> Self {
        Reader::new(filters).read(text)
    }

    /// Its groups of terms; of each group one has to match. None is empty.
    pub fn groups(&self) -> &[Vec<Term>] {
        &self.groups
    }

    /// What was left out of it, and why, a sentence each.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// All its terms that ask for letters which must be there.
    pub fn letters(&self) -> impl Iterator<Item = (Field, Kind, &str)> {
        self.groups.iter().flatten().filter(|term| !term.is_not).filter_map(|term| match &term.wanted {
            Wanted::Text { field, kind, text } => Some((*field, *kind, text.as_str())),
            Wanted::State(_) => None,
        })
    }

    /// Whether it asks for how stories stand, such as `is:due`.
    pub fn has_states(&self) -> bool {
        self.groups.iter().flatten().any(|term| matches!(term.wanted, Wanted::State(_)))
    }

    /// Whether it asks for letters that can be in texts, be it that they must not be there.
    pub fn has_words(&self) -> bool {
        let is_word = |term: &Term| matches!(term.wanted, Wanted::Text { field: Field::Anywhere, .. });
        self.groups.iter().flatten().any(is_word)
    }

    /// What a title or skill is called that was typed in full, as the lexicon's `key` has it: a skill, or either.
    pub fn whole(&self) -> Option<(Field, &str)> {
        self.whole.as_ref().map(|(field, whole)| (*field, whole.as_str()))
    }

    /// Whether it uses more of the language than words and skills.
    pub const fn has_operators(&self) -> bool {
        self.has_operators
    }
}

/// As it can be typed, without the names of filters.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = |group: &Vec<Term>| group.iter().map(Term::to_string).collect::<Vec<_>>().join(" | ");
        f.write_str(&self.groups.iter().map(group).collect::<Vec<_>>().join(" "))
    }
}

/// The question that a text is, if it is one: with a `?` in front.
pub fn question_in(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix('?')
}

/// Whether the case of letters counts when this is looked for: when it has a capital.
pub fn has_case(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_query_is_read_again_as_it_is_written(text in r"([!#'^$|\\ aAé:@?]|is:new|is:| @a){0,8}") {
            prop_assume!(question_in(&text).is_none());
            let mut filters = Filters::default();
            filters.filters.insert("a".to_owned(), "b | !#c @é".to_owned());
            let query = Query::read(&text, &filters);
            let written = query.to_string();
            let again = Query::read(&written, &filters);
            prop_assert_eq!(again.groups(), query.groups(), "{} was written as {}", text, written);
            prop_assert!(question_in(&written).is_none(), "{} became a question: {}", text, written);
        }
    }

    /// A query with each term as `field kind text`, `,` between terms of a group and `;` between groups.
    fn parsed(text: &str) -> String {
        let term = |term: &Term| {
            let not = if term.is_not { "not " } else { "" };
            match &term.wanted {
                Wanted::State(state) => format!("{not}is {}", state.word()),
                Wanted::Text { field, kind, text } => {
                    let field = if *field == Field::Skill { "skill " } else { "" };
                    let kind = match kind {
                        Kind::Fuzzy => "",
                        Kind::Exact => "exact ",
                        Kind::Start => "start ",
                        Kind::End => "end ",
                        Kind::Whole => "whole ",
                    };
                    format!("{not}{field}{kind}{text}")
                }
            }
        };
        let group = |group: &Vec<Term>| group.iter().map(term).collect::<Vec<_>>().join(", ");
        Query::parse(text).groups().iter().map(group).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_language_is_that_of_fzf_with_skills_and_states() {
        for (text, expected) in [
            ("redis leak", "redis; leak"),
            (" #redis  leak # ", "skill redis; leak"),
            ("#'aws", "skill exact aws"),
            ("'exact ^start end$ !not", "exact exact; start start; end end; not exact not"),
            ("^whole$ !^start !end$ !'fuzzy", "whole whole; not start start; not end end; not fuzzy"),
            ("!#aws #!aws !#^aws$", "not skill exact aws; not skill whole aws"),
            ("a | b c", "a, b; c"),
            ("a b | c | !d e", "a; b, c, not exact d; e"),
            ("| a", "|; a"),
            ("a |", "a"),
            ("a | | b", "a, |; b"),
            ("a| b", "a|; b"),
            ("is:due !is:draft is:NEW is:sample", "is due; not is draft; is new; is sample"),
            ("is:dull is", "is:dull; is"),
            ("is: is:d !is:dra", ""),
            ("$ ^ ' ! # !# #' ^$", "$"),
            ("a$b 'c' ''d", "a$b; exact c'; exact 'd"),
            ("Résumé “so”", "Resume; \"so\""),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_backslash_makes_the_next_character_an_ordinary_one() {
        for (text, expected) in [
            (r"memory\ leak", "memory leak"),
            (r"#'memory\ leak", "skill exact memory leak"),
            (r"\#1 \'a \!b \^c d\$ e\\", r"#1; 'a; !b; ^c; d$; e\"),
            (r"a \| b", "a; |; b"),
            (r"\is:new i\s:new", "is:new"),
            (r"memory\", "memory"),
            (r"\", ""),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_title_or_skill_can_be_typed_in_full() {
        assert_eq!(Query::parse("#Memory leak").whole(), Some((Field::Skill, "memoryleak")));
        assert_eq!(Query::parse("ci/cd").whole(), Some((Field::Anywhere, "cicd")));
        assert_eq!(Query::parse("#a #b").whole(), None);
        assert_eq!(Query::parse("a !b").whole(), None);
        assert_eq!(Query::parse("# ").whole(), None);
    }

    #[test]
    fn words_and_skills_are_no_operators() {
        assert!(!Query::parse("#redis leak").has_operators());
        for text in ["a | b", "!a", "'a", "^a", "a$", "is:new"] {
            assert!(Query::parse(text).has_operators(), "{text}");
        }
    }
}
