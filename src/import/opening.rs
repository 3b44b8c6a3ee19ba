//! An opening: a label at the start of a row, and what follows it there.

use std::borrow::Cow;
use std::ops::Range;

use super::label_name;
use super::label_search;
use super::labels::Label;
use super::row::{Kind, Row};
use crate::domain::beat::Beat;

/// A label that Retell knows, at the start of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening<'a> {
    /// What the label means.
    pub(super) label: Label,
    /// The label as the document spells it.
    pub(super) written: &'a str,
    /// The label in the spelling that makes two of a kind equal.
    pub(super) name: &'a str,
    /// The text that follows it in the row.
    pub(super) rest: &'a str,
}

impl Opening<'_> {
    /// The beat that the label opens.
    pub(super) const fn beat(&self) -> Option<Beat> {
        self.label.meaning.beat()
    }
}

const COLONS: [char; 2] = [':', '：'];
const DASHES: [&str; 3] = [" – ", " — ", " - "];

/// Words that make a short line with a colon the start of a sentence rather than a label.
#[rustfmt::skip]
const SENTENCE_WORDS: &[&str] = &[
    "a", "an", "are", "did", "following", "i", "is", "it", "that", "the", "then", "these", "they", "this", "to",
    "was", "we", "were",
];

/// Where an opening stands in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    label: Label,
    name: Cow<'static, str>,
    written: Range<usize>,
    rest: Range<usize>,
}

/// An opening as it is found.
struct Found<'a> {
    label: Label,
    name: Cow<'static, str>,
    written: &'a str,
    rest: &'a str,
}

/// The known label that a row starts with, as it was found last.
pub(super) fn known(row: &Row) -> Option<Opening<'_>> {
    let place = row.opening.as_ref()?;
    let text = |range: &Range<usize>| row.text.get(range.clone());
    Some(Opening { label: place.label, name: &place.name, written: text(&place.written)?, rest: text(&place.rest)? })
}

/// Looks for the known label that a row starts with. That takes time, and the answer is asked for often.
pub(super) fn look_for(row: &mut Row) {
    let range = |part: &str| {
        let start = (part.as_ptr() as usize).saturating_sub(row.text.as_ptr() as usize);
        start..start + part.len()
    };
    let place = |found: Found<'_>| {
        let (written, rest) = (range(found.written), range(found.rest));
        Place { label: found.label, name: found.name, written, rest }
    };
    row.opening = search(row).map(|found| Box::new(place(found)));
}

/// The known label that a row starts with: in bold, alone, or before a colon or a dash.
fn search(row: &Row) -> Option<Found<'_>> {
    if matches!(row.kind, Kind::Code | Kind::Rule) {
        return None;
    }
    let text = row.text.as_str();
    let is_capital = !text.trim_start().starts_with(char::is_lowercase);
    let alone = || found(text, text.get(text.len()..).unwrap_or("")).filter(|_| is_capital || text.ends_with(COLONS));
    let before_colon = || text.split_once(COLONS).and_then(|(written, rest)| found(written, rest));
    let before_dash = || {
        let (written, rest) = DASHES.into_iter().find_map(|dash| text.split_once(dash))?;
        found(written, rest).filter(|_| is_capital)
    };
    in_bold(row).or_else(|| {
        // A wrapped line can start with any word.
        if row.continues && !is_capital { None } else { alone().or_else(before_colon).or_else(before_dash) }
    })
}

/// A bold start of a row that reads as a label but isn't known, and what follows it.
pub(super) fn unknown_in_bold(row: &Row) -> Option<(&str, &str)> {
    let (written, rest) = bold_and_rest(row)?;
    let is_label = written.trim_end().ends_with(COLONS) || rest.trim_start().starts_with(COLONS);
    (is_label && written.split_whitespace().count() <= 6)
        .then(|| (bare(written), rest.trim_start_matches(COLONS).trim()))
}

/// A plain line that reads as a label but isn't known: one or two words, or a few capitalized ones, and a colon.
pub(super) fn unknown_alone(row: &Row) -> Option<&str> {
    let text = row.text.strip_suffix(COLONS)?;
    let count = text.split_whitespace().count();
    let is_label = row.kind == Kind::Paragraph
        && !row.continues
        && !text.starts_with(char::is_lowercase)
        && (count <= 2 || (count <= 4 && text.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))))
        && text.split_whitespace().all(|word| !SENTENCE_WORDS.contains(&word.to_lowercase().as_str()));
    is_label.then_some(text)
}

fn in_bold(row: &Row) -> Option<Found<'_>> {
    let (written, rest) = bold_and_rest(row)?;
    let rest = rest.trim_start();
    // "**Action** was needed" is running text.
    let is_closed = written.trim_end().ends_with(COLONS) || !rest.starts_with(char::is_lowercase);
    let separated = ["–", "—", "- "].into_iter().find_map(|dash| rest.strip_prefix(dash));
    let rest = separated.unwrap_or_else(|| rest.trim_start_matches(COLONS));
    if is_closed { found(written, rest) } else { None }
}

fn bold_and_rest(row: &Row) -> Option<(&str, &str)> {
    row.text.split_at_checked(row.bold).filter(|(bold, _)| !bold.is_empty())
}

fn found<'a>(written: &'a str, rest: &'a str) -> Option<Found<'a>> {
    let (label, name) = label_search::find_with_name(written)?;
    Some(Found { label, name, written: bare(written), rest: rest.trim() })
}

/// A label as it would be said: without the number before it and the punctuation after it.
fn bare(written: &str) -> &str {
    label_name::unnumbered(written).trim().trim_end_matches([':', '：', '.', '–', '—', '-']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        let mut row = Row::new(Kind::Paragraph, 0, 1);
        let parts: Vec<&str> = text.split("**").collect();
        row.bold = if parts.len() > 1 && parts[0].is_empty() { parts[1].len() } else { 0 };
        row.text = parts.concat();
        look_for(&mut row);
        row
    }

    #[test]
    fn a_label_opens_a_row_in_bold_alone_or_before_a_colon() {
        for (text, expected) in [
            ("**Problem:** It broke.", Some(("Problem", "It broke."))),
            ("**Problem**: It broke.", Some(("Problem", "It broke."))),
            ("**Result** – -5 %", Some(("Result", "-5 %"))),
            ("**Result:** -5 %", Some(("Result", "-5 %"))),
            ("**Result** Fewer errors", Some(("Result", "Fewer errors"))),
            ("**Problem**", Some(("Problem", ""))),
            ("Problem", Some(("Problem", ""))),
            ("problem: it broke", Some(("problem", "it broke"))),
            ("3. Root cause: a: b", Some(("Root cause", "a: b"))),
            ("Action – I fixed it", Some(("Action", "I fixed it"))),
            ("Actual behaviour: it looped", Some(("Actual behaviour", "it looped"))),
            ("**Action** was needed", None),
            ("problem", None),
            ("Problems like this: many", None),
            ("Node: the problem: load", None),
        ] {
            let row = row(text);
            let opening = known(&row).map(|opening| (opening.written, opening.rest));
            assert_eq!(opening, expected, "{text:?}");
        }
    }

    #[test]
    fn a_wrapped_line_that_starts_with_a_label_word_is_text() {
        let mut row = row("problem: nobody looked");
        row.continues = true;
        look_for(&mut row);
        assert_eq!(known(&row), None);
    }

    #[test]
    fn a_label_that_is_not_known_is_told_from_a_sentence() {
        assert_eq!(unknown_in_bold(&row("**Team:** five people")), Some(("Team", "five people")));
        assert_eq!(unknown_in_bold(&row("**Never** again: no")), None);
        assert_eq!(unknown_alone(&row("Team size:")), Some("Team size"));
        assert_eq!(unknown_alone(&row("People In The Room:")), None);
        assert_eq!(unknown_alone(&row("Two People Involved:")), Some("Two People Involved"));
        assert_eq!(unknown_alone(&row("Two people looked:")), None);
        assert_eq!(unknown_alone(&row("Team size: five")), None);
    }
}
