//! Placeholders: what templates put where text should be.

use memchr::{memchr3, memchr3_iter};

use crate::domain::confidential::{marks, said};

/// Words that say that nothing is there yet.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "coming soon", "n/a", "na", "no comments added", "none", "not applicable", "placeholder", "tba", "tbd",
    "to be added", "to be determined", "to do", "todo", "xxx",
];

/// A longer text, in bytes, is none of these words: no letter has more than three times the bytes of its lower case.
const LONGEST: usize = 3 * "no comments added".len();

/// How dates and times are to be written: what stands before and behind the sign in the midst of each.
#[rustfmt::skip]
const MASKS: &[(&str, &str)] = &[
    ("YYYY-", "MM"), ("20XX-", ""), ("HH:", "MM"), ("DD/", "MM"), ("MM/", "DD"), ("MM-", "DD"),
];

/// What stands in a gap is no longer, in bytes.
const LONGEST_GAP: usize = 100;

/// Whether a text only holds the place of another: `[…]`, `<…>`, `{{…}}`, dots, TBD and the like.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("- ").unwrap_or(text).trim_end_matches('.').trim();
    is_in_brackets(text)
        || is_mask(text)
        || !text.chars().any(char::is_alphanumeric)
        || (text.len() <= LONGEST && WORDS.contains(&text.to_lowercase().as_str()))
}

/// Whether a text leaves a gap somewhere: `by {name}`, `<X hours>`, `[Your role]`. A confidential word is there already.
pub(super) fn has_gap(text: &str) -> bool {
    if memchr3(b'[', b'<', b'{', text.as_bytes()).is_none() {
        return false;
    }
    let text = said(text);
    [('[', ']'), ('<', '>'), ('{', '}')].into_iter().any(|(open, close)| {
        text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).any(|(inside, _)| {
            let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
            let is_dense = !inside.is_ascii();
            (letters > 2 || (is_dense && letters > 0))
                && inside.len() <= LONGEST_GAP
                && !inside.contains(['=', ';', '('])
        })
    })
}

/// Whether a text shows how a date or time is to be written.
fn is_mask(text: &str) -> bool {
    memchr3_iter(b'-', b':', b'/', text.as_bytes()).any(|at| {
        let (before, after) = text.as_bytes().split_at(at + 1);
        MASKS.iter().any(|(start, end)| {
            let start_of_mask = before.len().checked_sub(start.len()).and_then(|at| before.get(at..));
            start_of_mask.is_some_and(|before| before.eq_ignore_ascii_case(start.as_bytes()))
                && after.get(..end.len()).is_some_and(|after| after.eq_ignore_ascii_case(end.as_bytes()))
        })
    })
}

/// Whether one pair of brackets holds all of it, and marks no confidential word.
pub(super) fn is_in_brackets(text: &str) -> bool {
    [('[', ']'), ('<', '>'), ('{', '}')].into_iter().any(|(open, close)| {
        text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|inside| {
            let inside = inside.trim_start_matches(open).trim_end_matches(close);
            !inside.contains([open, close]) && marks(text).next().is_none()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_a_place_is_a_placeholder() {
        for text in [
            "",
            "[What broke?]",
            "- [one thing]",
            "<cause>",
            "{{outcome}}",
            "…",
            "...",
            "TBD.",
            "N/A",
            "___",
            "20xx-MM-DD: what happened",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
        for text in [
            "It broke.",
            "[Draft] It broke.",
            "[a] and [b]",
            "a <b>",
            "No",
            "{{a}} b {{c}}",
            "- {{client: Acme | a firm}}",
        ] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }

    #[test]
    fn a_confidential_word_leaves_no_gap() {
        for (text, is_gap) in [
            ("I told {{client}} so.", true),
            ("I told {{client: Acme | a firm}} so.", false),
            ("I told {{client: Acme | a firm}} what {name} did.", true),
        ] {
            assert_eq!(has_gap(text), is_gap, "{text}");
        }
    }
}
