//! Which letters of a shown text a query matched.

use fuzzy_matcher::FuzzyMatcher;

use super::letters::Letters;
use super::query::{Field, Kind, Query};
use super::score;
use crate::domain::fold::fold_char;

/// Of more terms than this nobody could tell the marks apart.
const MOST_MARKED: usize = 32;

/// The places of the matched letters of a title, counted in characters, in order.
pub fn in_title(query: &Query, title: &str) -> Vec<usize> {
    marks(query, title, |field| field == Field::Anywhere, |letters| letters)
}

/// The places of the matched letters of a skill, counted in characters, in order.
pub fn in_skill(query: &Query, skill: &str) -> Vec<usize> {
    marks(query, skill, |_| true, |letters| letters.without_case())
}

/// The places of the letters of a text that words of the query match literally, counted in characters, in order.
pub fn in_text(query: &Query, text: &str) -> Vec<usize> {
    let has_any = query.letters().any(|(field, _, _)| field == Field::Anywhere);
    if !has_any {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let words = query
        .letters()
        .take(MOST_MARKED)
        .filter(|(field, kind, _)| *field == Field::Anywhere && matches!(kind, Kind::Fuzzy | Kind::Exact));
    folded.places(words.flat_map(|(_, _, word)| literal(&folded.text, &Letters::new(word, Kind::Exact))).collect())
}

fn marks(
    query: &Query,
    text: &str,
    applies: impl Fn(Field) -> bool,
    looked_for: impl Fn(Letters) -> Letters,
) -> Vec<usize> {
    let mut terms = query.letters().take(MOST_MARKED).filter(|&(field, _, _)| applies(field)).peekable();
    if terms.peek().is_none() {
        // Folding takes time, and most frames are drawn without a query.
        return Vec::new();
    }
    let folded = Folded::new(text);
    let letters = terms
        .map(|(_, kind, text)| looked_for(Letters::new(text, kind)))
        .filter(|letters| letters.are_in(&folded.text));
    folded.places(letters.flat_map(|letters| places(&folded.text, &letters)).collect())
}

/// The places in a folded text, which has these letters, counted in characters.
fn places(text: &str, letters: &Letters) -> Vec<usize> {
    let count = letters.text.chars().count();
    match letters.kind {
        Kind::Fuzzy => {
            let found = score::matcher(letters).fuzzy_indices(text, &letters.text);
            found.map_or(Vec::new(), |(_, places)| places)
        }
        Kind::Exact => literal(text, letters),
        Kind::Start | Kind::Whole => (0..count).collect(),
        Kind::End => {
            let all = text.chars().count();
            (all - count.min(all)..all).collect()
        }
    }
}

/// Every place where a folded text has these letters to the letter, counted in characters.
fn literal(text: &str, letters: &Letters) -> Vec<usize> {
    let text: Vec<char> = text.chars().collect();
    let word: Vec<char> = letters.text.chars().collect();
    let are_same = |(one, other): (&char, &char)| {
        if letters.has_case { one == other } else { one.eq_ignore_ascii_case(other) }
    };
    let starts = text.windows(word.len().max(1)).enumerate().filter(|(_, part)| part.iter().zip(&word).all(are_same));
    starts.flat_map(|(start, part)| start..start + part.len()).collect()
}

/// A folded text that knows which character each of its own comes from.
struct Folded {
    text: String,
    from: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        for (place, c) in text.chars().enumerate() {
            fold_char(c, |c| {
                folded.text.push(c);
                folded.from.push(place);
            });
        }
        folded
    }

    /// The places in the text itself for places in the folded one.
    fn places(&self, places: Vec<usize>) -> Vec<usize> {
        let mut places: Vec<usize> = places.into_iter().filter_map(|place| self.from.get(place).copied()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
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

    #[test]
    fn each_kind_marks_what_it_met_and_what_must_not_match_marks_nothing() {
        let marked = |query: &str, title: &str| in_title(&Query::parse(query), title);
        assert_eq!(marked("'le", "A leak, a lie"), [2, 3]);
        assert_eq!(marked("^a", "A leak"), [0]);
        assert_eq!(marked("ak$", "A leak"), [4, 5]);
        assert!(marked("!leak", "A leak").is_empty() && marked("ak^", "A leak").is_empty());
    }

    #[test]
    fn folded_letters_are_marked_where_they_stand() {
        assert_eq!(in_title(&Query::parse("resume"), "A résumé"), [2, 3, 4, 5, 6, 7]);
        assert_eq!(in_text(&Query::parse("sume"), "re\u{301}sume\u{301}"), [3, 4, 5, 6]);
        assert_eq!(in_title(&Query::parse("fi"), "ﬁle"), [0]);
    }
}
