//! Figures: the digits and spelled numbers by which an outcome can be measured.

use super::fold::fold_all;

/// Words that are a figure by themselves. `One` is left out, since it mostly stands for something else.
const SPELLED: &[&str] = &[
    "billion",
    "billions",
    "doubled",
    "doubling",
    "dozen",
    "dozens",
    "eight",
    "eighty",
    "eleven",
    "fifteen",
    "fifty",
    "five",
    "forty",
    "four",
    "half",
    "halved",
    "halves",
    "halving",
    "hundred",
    "hundreds",
    "million",
    "millions",
    "nine",
    "ninety",
    "percent",
    "quadrupled",
    "seven",
    "seventy",
    "six",
    "sixty",
    "ten",
    "tenfold",
    "thirds",
    "thirty",
    "thousand",
    "thousands",
    "three",
    "thrice",
    "tripled",
    "tripling",
    "twelve",
    "twenty",
    "twice",
    "two",
    "twofold",
    "zero",
];

/// Words that are a figure if `of` comes next: `a third of the cost`, but not `a third party`.
const FRACTIONS: &[&str] = &["third", "quarter", "fifth", "tenth", "fraction"];

/// Whether a folded word in lower case is a number that is spelled: `three`, `dozens`, `halved`.
pub(super) fn is_spelled(word: &str) -> bool {
    SPELLED.binary_search(&word).is_ok()
}

/// Whether a text has a figure: digits, with or without a unit, or a spelled number. Digits that are part of a name,
/// as in `EC2` or `GPT-4`, are none.
pub fn has_figure(text: &str) -> bool {
    let folded = fold_all(text);
    let has_digits = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_numeric)
    };
    let mut spelled = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    folded.split_whitespace().any(has_digits)
        || std::iter::from_fn(|| spelled.next().map(|word| (word, spelled.peek().copied())))
            .any(|(word, next)| is_spelled(word) || FRACTIONS.contains(&word) && next == Some("of"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelled_numbers_are_in_order() {
        assert!(SPELLED.is_sorted());
    }

    #[test]
    fn digits_and_spelled_numbers_are_figures() {
        for text in [
            "Costs fell by $4,200 a month.",
            "62% fewer errors",
            "(3x faster)",
            "It took half the time.",
            "Everything was back within two hours.",
            "a third of the cost",
            "Latency Halved",
            "from 9:30 on",
            "twenty-one tests",
        ] {
            assert!(has_figure(text), "{text}");
        }
    }

    #[test]
    fn names_with_digits_and_words_that_only_sound_like_numbers_are_none() {
        for text in [
            "",
            "EC2 and S3 recovered.",
            "GPT-4 behaved.",
            "another one",
            "once the query was gone",
            "a third party agreed",
            "The next quarter was calm.",
            "a single digest again",
        ] {
            assert!(!has_figure(text), "{text}");
        }
    }
}
