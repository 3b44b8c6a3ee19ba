//! What was typed into the query line, term by term.

/// Where a term has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Fuzzily in the title or a skill, or literally in the text of a beat.
    Anywhere,
    /// Fuzzily in a skill: it was typed with a `#`.
    Skill,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Where it has to match.
    pub field: Field,
    /// What has to match; never empty.
    pub text: String,
}

/// What was typed. All of its terms have to match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    terms: Vec<Term>,
    /// The whole text in lower case without a leading `#`, to tell a title or skill typed in full.
    whole: String,
}

impl Query {
    /// Reads a query. Every text is one: it never fails.
    pub fn parse(text: &str) -> Self {
        let term = |word: &str| {
            let (field, text) = word.strip_prefix('#').map_or((Field::Anywhere, word), |text| (Field::Skill, text));
            (!text.is_empty()).then(|| Term { field, text: text.to_owned() })
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let whole = words.join(" ").to_lowercase();
        Self {
            terms: words.into_iter().filter_map(term).collect(),
            whole: whole.strip_prefix('#').unwrap_or(&whole).to_owned(),
        }
    }

    /// Its terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether this text is what was typed, letter for letter except for their case.
    pub fn is_exactly(&self, text: &str) -> bool {
        !self.whole.is_empty() && text.to_lowercase() == self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_asks_for_a_skill_and_a_bare_one_for_nothing() {
        let query = Query::parse(" #redis  leak # ");
        let terms: Vec<(Field, &str)> = query.terms().iter().map(|term| (term.field, term.text.as_str())).collect();
        assert_eq!(terms, [(Field::Skill, "redis"), (Field::Anywhere, "leak")]);
    }

    #[test]
    fn a_skill_of_two_words_can_be_typed_in_full() {
        assert!(Query::parse("#memory leak").is_exactly("Memory leak"));
        assert!(!Query::parse("#memory").is_exactly("memory leak"));
        assert!(!Query::parse("#").is_exactly(""));
    }
}
