//! What people asked for before, and the filters that they saved under a name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The version of the format of saved filters that this Retell writes.
pub const FORMAT_VERSION: u32 = 1;

/// So many earlier queries are remembered.
pub const MOST_QUERIES: usize = 100;

/// The most letters a name can have.
const LONGEST_NAME: usize = 40;

/// The filters that a person saved: queries under names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
    /// The format version of the file.
    pub version: u32,
    /// The queries by their names.
    pub filters: BTreeMap<String, String>,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Default for Filters {
    fn default() -> Self {
        Self { version: FORMAT_VERSION, filters: BTreeMap::new(), unknown: Map::new() }
    }
}

impl Filters {
    /// The name that a text makes, without its `@`; none if a query could not hold it.
    pub fn name_of(text: &str) -> Option<String> {
        let name = text.trim().trim_start_matches('@').to_lowercase();
        let is_fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        (!name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(is_fine)).then_some(name)
    }

    /// The filter that a word with an `@` names: its name, and the query that it stands for.
    pub fn named(&self, word: &str) -> Option<(&str, &str)> {
        let (name, query) = self.filters.get_key_value(&word.strip_prefix('@')?.to_lowercase())?;
        Some((name, query))
    }
}

/// Adds a query to those of before, the last one last. One that was asked before moves to the end.
pub fn remember(queries: &mut Vec<String>, query: &str) {
    queries.retain(|earlier| earlier != query);
    queries.push(query.to_owned());
    queries.drain(..queries.len().saturating_sub(MOST_QUERIES));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_can_stand_behind_an_at_sign() {
        assert_eq!(Filters::name_of(" @On-Call "), Some("on-call".to_owned()));
        for text in ["", "@", "two words", "a|b", &"a".repeat(41)] {
            assert_eq!(Filters::name_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_filter_is_named_with_an_at_sign_in_any_case() {
        let mut filters = Filters::default();
        filters.filters.insert("oncall".to_owned(), "#aws".to_owned());
        assert_eq!(filters.named("@OnCall"), Some(("oncall", "#aws")));
        assert_eq!((filters.named("oncall"), filters.named("@other")), (None, None));
    }

    #[test]
    fn each_query_is_remembered_once_and_the_oldest_are_forgotten() {
        let mut queries = Vec::new();
        (0..150).for_each(|number| remember(&mut queries, &number.to_string()));
        remember(&mut queries, "140");
        assert_eq!((queries.len(), queries[0].as_str(), queries[99].as_str()), (100, "50", "140"));
    }
}
