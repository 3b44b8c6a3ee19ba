//! Which letters of a shown text a query matched.

use fuzzy_matcher::FuzzyMatcher;

use super::query::{Field, Query};
use super::rank;

/// The places of the matched letters of a title, counted in characters, in order.
pub fn in_title(query: &Query, title: &str) -> Vec<usize> {
    fuzzy(query, title, |field| field == Field::Anywhere)
}

/// The places of the matched letters of a skill, counted in characters, in order.
pub fn in_skill(query: &Query, skill: &str) -> Vec<usize> {
    fuzzy(query, skill, |_| true)
}

/// The places of the letters of a text that words of the query match literally, counted in characters, in order.
pub fn in_text(query: &Query, text: &str) -> Vec<usize> {
    let letters: Vec<char> = text.chars().flat_map(|c| c.to_lowercase().next()).collect();
    let words = query.terms().iter().filter(|term| term.field == Field::Anywhere);
    let mut places: Vec<usize> = words
        .map(|term| term.text.chars().flat_map(|c| c.to_lowercase().next()).collect::<Vec<char>>())
        .flat_map(|word| {
            let starts = letters.windows(word.len().max(1)).enumerate().filter(|(_, part)| *part == word);
            starts.flat_map(|(start, part)| start..start + part.len()).collect::<Vec<usize>>()
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn fuzzy(query: &Query, text: &str, applies: impl Fn(Field) -> bool) -> Vec<usize> {
    let mut terms = query.terms().iter().filter(|term| applies(term.field)).peekable();
    if terms.peek().is_none() {
        // A matcher is dear, and most frames are drawn without a query.
        return Vec::new();
    }
    let matcher = rank::matcher();
    let mut places: Vec<usize> =
        terms.filter_map(|term| matcher.fuzzy_indices(text, &term.text)).flat_map(|(_, places)| places).collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_made_the_match_are_marked() {
        let query = Query::parse("#rds leak");
        assert_eq!(in_skill(&query, "Redis"), [0, 2, 4]);
        assert_eq!(in_title(&query, "A leak"), [2, 3, 4, 5]);
        assert!(in_title(&query, "Redis").is_empty(), "a skill is not looked for in titles");
        assert_eq!(in_text(&query, "Ein Leak, noch ein leak"), [4, 5, 6, 7, 19, 20, 21, 22]);
        assert!(in_text(&query, "").is_empty());
    }
}
