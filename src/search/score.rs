//! The matcher's score of a text, and the most that it can be.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::letters::{Letters, bit};

/// The matcher's table has a cell for each letter of the text and of the term, and a title can be a whole document: past
/// so many cells it scores more simply.
const MOST_CELLS: usize = 1 << 20;

/// From this length on a text may be scored more simply.
const LONG: usize = 1024;

/// What it gives for a letter, and takes for a wrong case.
const LETTER: i64 = 16;
const WRONG_CASE: i64 = 2;

/// What it adds for the first letter of a text and of a word in it, and for a letter right behind another one.
const FIRST: i64 = 16;
const HEAD: i64 = 8;
const NEXT: i64 = 4;

/// What it takes for starting somewhere, for a gap between letters, and for each further place of it.
const STARTING: i64 = 1;
const GAP: i64 = 4;
const WIDER: i64 = 1;

/// Terms with more letters than this are not worth the effort.
const MOST_LETTERS: usize = 32;

/// Less than any sum can be.
const IMPOSSIBLE: i64 = i64::MIN / 4;

/// A matcher. Its scores depend on what it matched before, so each score has one of its own: the same text always gets
/// the same score.
pub(super) fn matcher(letters: &Letters) -> SkimMatcherV2 {
    let matcher = SkimMatcherV2::default().element_limit(MOST_CELLS);
    if letters.has_case { matcher.respect_case() } else { matcher.ignore_case() }
}

/// The matcher's score of letters in a text, both folded; none if they aren't in it.
pub(super) fn score(letters: &Letters, text: &str) -> Option<i64> {
    matcher(letters).fuzzy_match(text, &letters.text)
}

/// What [`score`] never exceeds, and hardly ever misses: the matcher's own sum without its table, a fraction of its price.
///
/// Of what the matcher remembers from the letters before, only what it may be worth is counted.
pub(super) fn most(letters: &Letters, text: &str) -> i64 {
    let count = letters.text.len();
    if text.len() > LONG || count > MOST_LETTERS || !letters.is_plain() {
        return i64::MAX / 1024;
    }
    // For each letter the best sum that ends with it at the last place, and at some place before.
    let (mut here, mut before) = ([IMPOSSIBLE; MOST_LETTERS], [IMPOSSIBLE; MOST_LETTERS]);
    let mut best = IMPOSSIBLE;
    let mut last = None;
    // What isn't ASCII can't be met, and takes one place for all its bytes.
    for byte in text.bytes().filter(|byte| !(0x80..0xc0).contains(byte)) {
        let bonus = bonus_of(last, byte);
        last = Some(byte);
        let mut behind = (IMPOSSIBLE, -STARTING);
        for ((letter, here), before) in letters.text.bytes().zip(&mut here).zip(&mut before) {
            let is_it = letter == byte || letter.eq_ignore_ascii_case(&byte) && !letters.has_case;
            let met = if is_it {
                let case = if letter == byte { 0 } else { WRONG_CASE };
                LETTER - case + (behind.0 + bonus.max(NEXT)).max(behind.1 + bonus)
            } else {
                IMPOSSIBLE
            };
            behind = (*here, *before);
            *before = (*before - WIDER).max(*here - GAP);
            *here = met;
        }
        best = best.max(here.get(count - 1).copied().unwrap_or(IMPOSSIBLE));
    }
    best
}

/// What the matcher adds for a letter behind another one.
fn bonus_of(before: Option<u8>, byte: u8) -> i64 {
    match before {
        None => FIRST,
        Some(before) if before.is_ascii() && !before.is_ascii_alphanumeric() => HEAD,
        Some(before) if byte.is_ascii_uppercase() && !before.is_ascii_uppercase() => HEAD,
        Some(_) => 0,
    }
}

/// What no score of these letters exceeds but one with humps: that of a text which is just them.
pub(super) fn most_of_all(letters: &Letters) -> i64 {
    let count = i64::try_from(letters.text.chars().count()).unwrap_or(i64::MAX / 1024);
    FIRST - STARTING + LETTER * count + NEXT * (count - 1)
}

/// The same, told by the heads of the text's words alone.
pub(super) fn most_with(letters: &Letters, text: &str, heads: u64) -> i64 {
    let mut initials = letters.text.chars().zip(text.chars());
    let Some((initial, first)) =
        initials.next().filter(|_| heads != u64::MAX && letters.is_plain() && text.len() <= LONG)
    else {
        return i64::MAX / 1024;
    };
    let least = if first.eq_ignore_ascii_case(&initial) {
        0
    } else if bit(initial) & heads != 0 {
        FIRST - HEAD
    } else {
        FIRST
    };
    most_of_all(letters) - least
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::letters::heads;
    use super::super::query::Kind;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn no_score_exceeds_what_it_can_be_at_most(
            letters in "[a-cA-B1]{1,5}|[a-cA-B1 .é/_-]{1,5}",
            text in "[a-cA-B1 .é/_-]{0,16}",
        ) {
            let letters = Letters::new(&letters, Kind::Fuzzy);
            if let Some(score) = score(&letters, &text) {
                prop_assert!(score <= most_with(&letters, &text, heads(&text)));
                prop_assert!(score <= most(&letters, &text), "{score} > {} for {letters:?} in {text:?}", most(&letters, &text));
            }
        }
    }

    #[test]
    fn the_most_is_what_the_score_comes_to() {
        for (letters, text) in
            [("redis", "the redis host"), ("redis", "Redis"), ("rds", "red is"), ("leak", "a leaky link")]
        {
            let letters = Letters::new(letters, Kind::Fuzzy);
            assert_eq!(score(&letters, text), Some(most(&letters, text)), "{text}");
        }
    }

    #[test]
    fn a_score_does_not_depend_on_what_was_scored_before() {
        let letters = Letters::new("session", Kind::Fuzzy);
        let first = score(&letters, "session state");
        for other in ["s", "possession", "assessment session ss"] {
            score(&letters, other);
        }
        assert_eq!(score(&letters, "session state"), first);
    }
}
