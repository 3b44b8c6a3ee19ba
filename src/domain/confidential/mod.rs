//! Confidential words: marked in a text as `{{client: Acme | a payments firm}}`, said as they are, shown to others as
//! what stands for them.

mod id;
mod story;
mod words;

use std::borrow::Cow;
use std::ops::Range;

pub use words::{Begun, Found, GoesOn, Words, letters_around};

/// The most bytes that may stand between the braces.
const LONGEST: usize = 200;

/// The most characters of a kind.
const LONGEST_KIND: usize = 40;

/// A confidential word, and what others see of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// What it is: `client`.
    pub kind: Option<&'a str>,
    /// The real words.
    pub word: &'a str,
    /// What others see, where that isn't made from the kind.
    pub alias: Option<&'a str>,
}

impl<'a> Mark<'a> {
    /// What others see: the alias or, without one, a thing of that kind.
    pub fn alias(&self) -> Cow<'a, str> {
        self.alias.map_or_else(|| self.of_kind(), Cow::Borrowed)
    }

    /// A thing of its kind.
    fn of_kind(&self) -> Cow<'a, str> {
        match self.kind {
            Some(kind) if kind.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) => {
                Cow::Owned(format!("an {kind}"))
            }
            kind => Cow::Owned(format!("a {}", kind.unwrap_or("confidential name"))),
        }
    }

    /// Reads what stands between the braces. It needs a kind or an alias: `{{name}}` is a placeholder of a template.
    fn read(inside: &'a str) -> Option<Self> {
        let (left, alias) = match inside.split_once('|') {
            Some((left, alias)) => (left, Some(alias.trim())),
            None => (inside, None),
        };
        let (kind, word) = match left.split_once(':') {
            Some((kind, word)) if is_kind(kind.trim()) && !word.starts_with("//") => (Some(kind.trim()), word),
            _ => (None, left),
        };
        let word = word.trim();
        let is_named = kind.is_some() || alias.is_some();
        let is_alias = |alias: &str| !alias.is_empty() && !alias.contains('|');
        let has_letters = word.contains(char::is_alphanumeric);
        (is_named && has_letters && alias.is_none_or(is_alias)).then_some(Self { kind, word, alias })
    }
}

fn is_kind(kind: &str) -> bool {
    kind.starts_with(char::is_alphabetic)
        && kind.chars().count() <= LONGEST_KIND
        && kind.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
}

/// The marks of a text, each with the bytes where it stands.
pub fn marks(text: &str) -> impl Iterator<Item = (Range<usize>, Mark<'_>)> {
    braces(text).filter_map(|(place, inside)| Some((place, Mark::read(inside?)?)))
}

/// Where braces look like a mark and are none: they are not closed on their line, or what is between them is odd. They
/// hide nothing.
pub fn odd_marks(text: &str) -> impl Iterator<Item = Range<usize>> {
    braces(text).filter_map(|(place, inside)| {
        let behind = text.get(place.clone())?;
        let is_meant = behind.split_once(':').is_some_and(|(kind, _)| is_kind(kind.trim_matches(['{', ' '])));
        let is_odd = inside.is_none_or(|inside| Mark::read(inside).is_none());
        (is_odd && (is_meant || behind.contains('|'))).then_some(place)
    })
}

/// The text as it is said: the real words, without braces.
pub fn said(text: &str) -> Cow<'_, str> {
    replaced(text, |out, mark| out.push_str(mark.word))
}

/// The text as others see it: what stands for the real words.
pub fn aliased(text: &str) -> Cow<'_, str> {
    replaced(text, |out, mark| push_alias(out, &mark.alias()))
}

/// Puts what stands for a name behind a text. A name has its capital, and what stands for it one where a sentence begins.
fn push_alias(out: &mut String, alias: &str) {
    let before = out.trim_end_matches([' ', '“', '"', '(', '-', '•']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', '\n']);
    let mut letters = alias.chars();
    match letters.next().filter(|_| begins) {
        Some(first) => out.extend(first.to_uppercase().chain(letters)),
        None => out.push_str(alias),
    }
}

fn replaced<'a>(text: &'a str, push: impl Fn(&mut String, &Mark<'a>)) -> Cow<'a, str> {
    let mut out = String::new();
    let mut end = 0;
    for (place, mark) in marks(text) {
        out.push_str(text.get(end..place.start).unwrap_or_default());
        push(&mut out, &mark);
        end = place.end;
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(out)
}

/// The pairs of opening braces of a text, each with its place and, if it is closed on its line with no other brace
/// between, what stands inside. What isn't closed reaches to where it could have been.
fn braces(text: &str) -> impl Iterator<Item = (Range<usize>, Option<&str>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find("{{")?;
        let behind = text.get(start + 2..)?;
        let length = behind.find(['{', '}', '\n']).unwrap_or(behind.len());
        let inside = behind.get(..length)?;
        let is_closed = behind.get(length..)?.starts_with("}}") && length <= LONGEST;
        // Of three braces the inner two open.
        at = if length == 0 { start + 1 } else { start + 2 + length };
        Some(if is_closed {
            at = start + length + 4;
            (start..at, Some(inside))
        } else {
            (start..start + 2 + length, None)
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mark_is_said_as_it_is_and_shown_to_others_as_what_stands_for_it() {
        for (text, real, alias) in [
            ("{{client: Acme | a payments firm}} called.", "Acme called.", "A payments firm called."),
            (
                "It was fine. {{client: Acme}} called {{client: Acme}}.",
                "It was fine. Acme called Acme.",
                "It was fine. A client called a client.",
            ),
            ("{{ employer :Acme Inc.}} called.", "Acme Inc. called.", "An employer called."),
            ("For {{Acme|a bank}}’s sake.", "For Acme’s sake.", "For a bank’s sake."),
            ("{{client: Acme: the sequel | a film}}", "Acme: the sequel", "A film"),
            ("{{http://acme.example | a page}}", "http://acme.example", "A page"),
            ("{{{client: Acme | a bank}}}", "{Acme}", "{a bank}"),
            ("{{a {{client: Acme | a bank}} b}}", "{{a Acme b}}", "{{a a bank b}}"),
            ("{{x: A}}{{y: B}}", "AB", "A xa y"),
            ("{{client: 東京銀行 | ある銀行}}が落ちた", "東京銀行が落ちた", "ある銀行が落ちた"),
        ] {
            assert_eq!((&*said(text), &*aliased(text)), (real, alias), "{text}");
        }
    }

    #[test]
    fn odd_marks_are_plain_text_and_are_named_where_something_was_meant() {
        for (text, odd) in [
            ("{{client: Acme | a firm", &["{{client: Acme | a firm"][..]),
            ("{{client: Acme | a\nfirm}}", &["{{client: Acme | a"]),
            ("{{client: | a firm}}", &["{{client: | a firm}}"]),
            ("{{client: Acme | }}", &["{{client: Acme | }}"]),
            ("{{Acme | a | b}}", &["{{Acme | a | b}}"]),
            ("{{client: Acme {Inc.} | a firm}}", &["{{client: Acme "]),
            ("{{name}} {{}} {{{ }}} {{ user.name }} }} { {", &[]),
            ("{{client: A | b}} is well.", &[]),
        ] {
            if !odd.is_empty() {
                assert_eq!(said(text), text);
            }
            assert_eq!(odd_marks(text).filter_map(|place| text.get(place)).collect::<Vec<_>>(), odd, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_its_marks_and_what_is_between_them(text in "([{]{1,3}|[}]{1,3}|[a-z: |\n]{1,4}|é|.){0,24}") {
            let mut end = 0;
            for (place, mark) in marks(&text) {
                prop_assert!(place.start >= end);
                end = place.end;
                let inside = text.get(place).unwrap();
                prop_assert!(inside.starts_with("{{") && inside.ends_with("}}") && !inside.contains('\n'));
                prop_assert!(inside.contains(mark.word) && !mark.word.trim().is_empty());
            }
            let is_plain = marks(&text).next().is_none();
            prop_assert_eq!(is_plain, matches!(said(&text), Cow::Borrowed(_)));
            prop_assert!(odd_marks(&text).all(|place| marks(text.get(place).unwrap()).next().is_none()));
        }

        #[test]
        fn a_mark_comes_back_from_any_text(before in "[^{}]{0,9}", word in "[A-Za-z.& é]{0,9}[a-z]", after in "[^{}]{0,9}") {
            let text = format!("{before}{{{{client: {word} | a firm}}}}{after}");
            let word = word.trim();
            prop_assert_eq!(said(&text), format!("{before}{word}{after}"));
            let alias = aliased(&text);
            let shown = [format!("{before}a firm{after}"), format!("{before}A firm{after}")];
            prop_assert!(shown.contains(&alias.into_owned()));
        }
    }
}
