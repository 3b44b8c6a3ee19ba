//! Which letters of a shown text a query matched.

use std::borrow::Cow;

use fuzzy_matcher::FuzzyMatcher;

use super::letters::Letters;
use super::query::{Field, Kind, Query};
use super::score;
use crate::domain::fold::fold_char;

/// Of more terms than this nobody could tell the marks apart.
const MOST_MARKED: usize = 32;

/// The letters of a query, made ready to be found again in what is shown.
#[derive(Debug, Default)]
pub struct Marks {
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    field: Field,
    letters: Letters,
    /// The same for skills, where case doesn't count.
    loose: Letters,
}

impl Marks {
    /// The marks of a query.
    pub fn new(query: &Query) -> Self {
        let term = |(field, kind, text)| {
            let letters = Letters::new(text, kind);
            Term { field, loose: letters.without_case(), letters }
        };
        Self { terms: query.letters().take(MOST_MARKED).map(term).collect() }
    }

    /// The places of the matched letters of a title, counted in characters, in order.
    pub fn in_title(&self, title: &str) -> Vec<usize> {
        self.places(title, |term| Some(&term.letters).filter(|_| term.is_word()), places)
    }

    /// The places of the matched letters of a skill, counted in characters, in order.
    pub fn in_skill(&self, skill: &str) -> Vec<usize> {
        self.places(skill, |term| Some(&term.loose), places)
    }

    /// The places of the letters of a text that words of the query match literally, counted in characters, in order.
    pub fn in_text(&self, text: &str) -> Vec<usize> {
        let is_literal = |term: &Term| term.is_word() && matches!(term.letters.kind, Kind::Fuzzy | Kind::Exact);
        self.places(text, |term| Some(&term.letters).filter(|_| is_literal(term)), literal)
    }

    fn places<'a>(
        &'a self,
        text: &str,
        letters_of: impl Fn(&'a Term) -> Option<&'a Letters>,
        places: impl Fn(&str, &Letters) -> Vec<usize>,
    ) -> Vec<usize> {
        let mut letters = self.terms.iter().filter_map(letters_of).peekable();
        if letters.peek().is_none() {
            // Folding takes time, and most frames are drawn without a query.
            return Vec::new();
        }
        let folded = Folded::new(text);
        folded.places(letters.flat_map(|letters| places(&folded.text, letters)).collect())
    }
}

impl Term {
    /// Whether it was typed without a `#`.
    fn is_word(&self) -> bool {
        self.field == Field::Anywhere
    }
}

/// The places where a folded text, a title or a skill, meets a term; counted in characters.
fn places(text: &str, letters: &Letters) -> Vec<usize> {
    if !letters.are_in(text) {
        return Vec::new();
    }
    let count = letters.text.chars().count();
    match letters.kind {
        Kind::Fuzzy => match piece(text, letters) {
            Some(start) => (start..start + count).collect(),
            None => score::matcher(letters).fuzzy_indices(text, &letters.text).map_or(Vec::new(), |(_, places)| places),
        },
        Kind::Exact => literal(text, letters),
        Kind::Start | Kind::Whole => (0..count).collect(),
        Kind::End => {
            let all = text.chars().count();
            (all - count.min(all)..all).collect()
        }
    }
}

/// Where a folded text has these letters in one piece, counted in characters; at the start of a word if they are there.
fn piece(text: &str, letters: &Letters) -> Option<usize> {
    let starts_word = |start: &usize| {
        let before = text.get(..*start).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    };
    let start = letters.pieces(text).find(starts_word).or_else(|| letters.pieces(text).next())?;
    Some(characters_before(text, start))
}

/// Every place where a folded text has these letters to the letter, counted in characters.
fn literal(text: &str, letters: &Letters) -> Vec<usize> {
    let count = letters.text.chars().count();
    let starts = letters.pieces(text).map(|start| characters_before(text, start));
    starts.flat_map(|start| start..start + count).collect()
}

fn characters_before(text: &str, byte: usize) -> usize {
    if text.is_ascii() { byte } else { text.get(..byte).map_or(0, |before| before.chars().count()) }
}

/// A folded text that knows which character each of its own comes from.
struct Folded<'a> {
    text: Cow<'a, str>,
    /// Nothing where the text is as it was.
    from: Option<Vec<usize>>,
}

impl<'a> Folded<'a> {
    fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text: Cow::Borrowed(text), from: None };
        }
        let (mut folded, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (place, c) in text.chars().enumerate() {
            fold_char(c, |c| {
                folded.push(c);
                from.push(place);
            });
        }
        Self { text: Cow::Owned(folded), from: Some(from) }
    }

    /// The places in the text itself for places in the folded one.
    fn places(&self, mut places: Vec<usize>) -> Vec<usize> {
        if let Some(from) = &self.from {
            places = places.into_iter().filter_map(|place| from.get(place).copied()).collect();
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks_of(query: &str) -> Marks {
        Marks::new(&Query::parse(query))
    }

    #[test]
    fn the_letters_that_made_the_match_are_marked() {
        let marks = marks_of("#rds leak");
        assert_eq!(marks.in_skill("Redis"), [0, 2, 4]);
        assert_eq!(marks.in_title("A leak"), [2, 3, 4, 5]);
        assert!(marks.in_title("Redis").is_empty(), "a skill is not looked for in titles");
        assert_eq!(marks.in_text("Ein Leak, noch ein leak"), [4, 5, 6, 7, 19, 20, 21, 22]);
        assert!(marks.in_text("").is_empty());
    }

    #[test]
    fn each_kind_marks_what_it_met_and_what_must_not_match_marks_nothing() {
        let marked = |query: &str, title: &str| marks_of(query).in_title(title);
        assert_eq!(marked("'le", "A leak, a lie"), [2, 3]);
        assert_eq!(marked("^a", "A leak"), [0]);
        assert_eq!(marked("ak$", "A leak"), [4, 5]);
        assert!(marked("!leak", "A leak").is_empty() && marked("ak^", "A leak").is_empty());
    }

    #[test]
    fn letters_in_one_piece_are_marked_together_at_a_word_first() {
        assert_eq!(marks_of("age").in_title("Storage of old age"), [15, 16, 17]);
        assert_eq!(marks_of("age").in_title("A sage page"), [3, 4, 5]);
        assert_eq!(marks_of("#sql").in_skill("PostgreSQL"), [7, 8, 9]);
    }

    #[test]
    fn folded_letters_are_marked_where_they_stand() {
        assert_eq!(marks_of("resume").in_title("A résumé"), [2, 3, 4, 5, 6, 7]);
        assert_eq!(marks_of("sume").in_text("re\u{301}sume\u{301}"), [3, 4, 5, 6]);
        assert_eq!(marks_of("fi").in_title("ﬁle"), [0]);
    }
}
