//! Placeholders that were left in a text: `[company]`, `<name>`, `{{result}}`, `TBD`, `XXX`, `X%`.

use std::ops::Range;

use super::passage::Passage;
use super::words::{Word, start_of, words};
use super::{Finding, Rule};

/// What templates ask for.
#[rustfmt::skip]
const ASKED_FOR: &[&str] = &[
    "amount", "client", "company", "customer", "date", "describe", "description", "duration", "employer", "example",
    "figure", "goal", "insert", "metric", "metrics", "name", "names", "number", "numbers", "outcome", "percent",
    "percentage", "placeholder", "problem", "product", "project", "result", "results", "role", "skill", "system", "task",
    "tbd", "team", "technology", "todo", "tool", "value", "x", "xx", "xxx", "y", "n", "nn", "your", "here",
];

/// What the words of a template start with: `[your role]`, `[what broke?]`.
const OPENINGS: &[&str] =
    &["your", "insert", "add", "describe", "fill", "enter", "what", "how", "why", "which", "who", "when", "where"];

/// Elements of HTML that are called like something a template asks for.
const ELEMENTS: &[&str] = &["title", "time", "summary", "address", "data"];

/// The most bytes between brackets that something can be asked for in.
const LONGEST: usize = 60;

/// Finds placeholders in a passage.
pub(super) fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text;
    for (open, close) in [("[", "]"), ("<", ">"), ("{{", "}}")] {
        if !text.contains(open) {
            continue;
        }
        for (at, _) in text.match_indices(open) {
            if let Some(found) = in_brackets(text, at, open, close) {
                report(passage, findings, found);
            }
        }
    }
    let is_short = |word: &&Word<'_>| word.text.len() <= 5 && word.text.starts_with(|c: char| c.is_ascii_uppercase());
    for word in passage.words.iter().filter(is_short) {
        let range = word.start..word.end();
        let behind = text.get(word.end()..).unwrap_or_default();
        let before = text.get(..word.start).unwrap_or_default();
        let is_percent = behind.starts_with('%') && matches!(word.text, "X" | "XX" | "XXX" | "Y" | "N" | "NN");
        let is_amount = before.ends_with('$') && matches!(word.text, "X" | "XX" | "XXX" | "N");
        let is_mark = matches!(word.text, "TBD" | "XXX" | "FIXME")
            || matches!(word.text, "TODO" | "TBA") && is_whole_or_opens(before, behind);
        if is_percent {
            report(passage, findings, range.start..range.end + 1);
        } else if is_mark || is_amount {
            report(passage, findings, range);
        }
    }
    if text.contains("???") {
        for (at, marks) in text.match_indices("???") {
            report(passage, findings, at..at + marks.len());
        }
    }
}

fn report(passage: &Passage<'_>, findings: &mut Vec<Finding>, found: Range<usize>) {
    let words = passage.text.get(found.clone()).unwrap_or_default();
    passage.report(findings, Rule::Placeholder, found, format!("holds a placeholder: {words}"));
}

/// Whether a mark is all of its line, or stands before a colon at its start. Of others one may tell: `a TODO from 2014`.
fn is_whole_or_opens(before: &str, behind: &str) -> bool {
    let before = before.trim_end_matches([' ', '-']);
    let is_first = before.is_empty() || before.ends_with('\n');
    let rest = behind.trim_start_matches([' ', '.']);
    is_first && (rest.is_empty() || rest.starts_with([':', '\n', '\r']))
}

/// The brackets that open at a byte, if something was to be filled in there.
fn in_brackets(text: &str, at: usize, open: &str, close: &str) -> Option<Range<usize>> {
    let start = at + open.len();
    let line = start_of(text.get(start..)?, LONGEST + close.len()).lines().next()?;
    let inside = line.get(..line.find(close)?)?;
    let end = start + inside.len() + close.len();
    let before = text.get(..at)?.chars().next_back();
    let behind = text.get(end..)?.chars().next();
    // An index, a type or a link.
    let is_code = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '_' | ']' | '!'))
        || behind.is_some_and(|c| matches!(c, '(' | '[' | ':'));
    (!is_code && is_to_be_filled_in(inside.trim(), open)).then_some(at..end)
}

fn is_to_be_filled_in(inside: &str, open: &str) -> bool {
    if inside.is_empty() || inside.len() > LONGEST {
        return false;
    }
    if inside.chars().all(|c| matches!(c, '…' | '.' | '_' | '?' | ' ')) {
        return open != "<";
    }
    let is_prose = inside.chars().all(|c| c.is_alphanumeric() || " '’-_/?,…%#".contains(c));
    let parts: Vec<_> = words(inside);
    let Some(first) = parts.first().filter(|_| is_prose) else { return false };
    let is_single = parts.len() == 1;
    match open {
        "{{" => is_single,
        "<" if is_single && first.is_any(ELEMENTS) => false,
        _ => parts.iter().all(|word| word.is_any(ASKED_FOR)) || !is_single && first.is_any(OPENINGS),
    }
}
