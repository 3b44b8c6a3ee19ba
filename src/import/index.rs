//! A blog index: lines of date, category and reading time, each followed by a title and a summary.

use super::labelled::is_rule;
use super::ledger::Ledger;
use super::paragraphs::{draft, is_menu};
use crate::domain::story::Story;

/// One such line may be a coincidence.
const FEWEST_ENTRIES: usize = 2;

/// A longer line is text, in bytes.
const LONGEST_META: usize = 120;

/// A longer category is a sentence.
const MOST_WORDS_OF_A_CATEGORY: usize = 4;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The line over an entry.
struct Meta<'a> {
    category: Option<&'a str>,
}

/// Whether a document is a blog index.
pub(super) fn is_index(lines: &[&str]) -> bool {
    lines.iter().filter(|line| meta(line).is_some()).nth(FEWEST_ENTRIES - 1).is_some()
}

/// Reads a blog index.
pub(super) fn read(lines: &[&str], ledger: &mut Ledger) {
    ledger.leave_out(1, "preamble");
    let numbered: Vec<(usize, &str)> =
        (1..).zip(lines.iter().copied()).filter(|(_, line)| !line.trim().is_empty()).collect();
    let mut rest = numbered.as_slice();
    while let Some(((first, line), after)) = rest.split_first() {
        rest = after;
        let Some(meta) = meta(line) else { continue };
        let end = after.iter().position(|(_, line)| is_meta(line)).unwrap_or(after.len());
        let (entry, next) = after.split_at(end);
        rest = next;
        read_entry(*first, &meta, entry, ledger);
    }
}

/// Buttons and menus often follow a summary, and the page's end the last one.
fn read_entry(first: usize, meta: &Meta<'_>, entry: &[(usize, &str)], ledger: &mut Ledger) {
    let Some(((_, title), body)) = entry.split_first() else {
        ledger.leave_out(first, "entry without a title");
        return;
    };
    let end = body.iter().rposition(|(_, line)| !is_menu(line.trim()) && !is_rule(line)).map_or(0, |last| last + 1);
    let (summary, menu) = body.split_at(end);
    let summary: Vec<&str> = summary.iter().map(|(_, line)| line.trim()).collect();
    let skills: Vec<&str> = meta.category.into_iter().collect();
    match draft(None, &skills, &summary) {
        Some(mut story) => {
            let named = Story::new(title.trim());
            (story.id, story.title, story.title_made_up) = (named.id, named.title, false);
            ledger.story(first, story);
        }
        None => ledger.leave_out(first, "entry without a summary"),
    }
    if let Some((line, _)) = menu.first() {
        ledger.leave_out(*line, "menu or heading");
    }
}

fn is_meta(line: &str) -> bool {
    meta(line).is_some()
}

/// A date with a category, a reading time or both, and nothing else, however they are joined.
fn meta(line: &str) -> Option<Meta<'_>> {
    let line = line.trim();
    if line.len() > LONGEST_META {
        return None;
    }
    let (before_date, after_date) = split_at_date(line)?;
    let mut has_time = false;
    let mut words: Vec<&str> = Vec::new();
    for part in [before_date, after_date] {
        let without_time = split_at_reading_time(part);
        has_time |= without_time.is_some();
        let (before, after) = without_time.unwrap_or((part, ""));
        words
            .extend([before, after].map(|text| text.trim_matches(is_separator)).iter().filter(|text| !text.is_empty()));
    }
    let category = match words.as_slice() {
        [] => None,
        [category] => Some(*category),
        _ => return None,
    };
    let is_short = category.is_none_or(|text| text.split_whitespace().count() <= MOST_WORDS_OF_A_CATEGORY);
    let is_separated = category.is_some() && line.contains(['·', '|', '•', '—', '–']);
    (is_short && (has_time || is_separated)).then_some(Meta { category })
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '·' | '|' | '•' | '—' | '–' | '-' | ',' | '/' | ':' | '(' | ')' | '[' | ']' | '*')
}

/// What stands before and after the date in a line: `March 16, 2026`, `16 Mar 2026` or `2026-03-16`.
fn split_at_date(line: &str) -> Option<(&str, &str)> {
    let starts = line.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| line.split_at_checked(at)).find_map(|(before, rest)| {
        // A date in the middle of a word or number is none.
        let is_start = !before.ends_with(char::is_alphanumeric) || rest.starts_with(char::is_uppercase);
        if !is_start {
            return None;
        }
        let after = iso_date(rest).or_else(|| month_first(rest)).or_else(|| day_first(rest))?;
        Some((before, after))
    })
}

fn iso_date(text: &str) -> Option<&str> {
    let (_, rest) = number(text, 4, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = number(rest.strip_prefix(separator)?, 2, 2)?;
    let (day, rest) = number(rest.strip_prefix(separator)?, 2, 2)?;
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(rest)
}

fn month_first(text: &str) -> Option<&str> {
    let rest = month(text)?;
    let (_, rest) = number(rest.trim_start(), 1, 2)?;
    let rest = ["st", "nd", "rd", "th"].into_iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let rest = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
    Some(number(rest, 4, 4)?.1)
}

fn day_first(text: &str) -> Option<&str> {
    let (_, rest) = number(text, 1, 2)?;
    let rest = month(rest.trim_start_matches(['.', ' ', '-']))?;
    Some(number(rest.trim_start_matches([',', ' ', '-']), 4, 4)?.1)
}

/// What follows the name of a month, in full or short.
fn month(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let name = name.to_ascii_lowercase();
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
    ];
    let is_month = MONTHS.contains(&name.as_str()) || full.contains(&name.as_str());
    is_month.then(|| rest.strip_prefix('.').unwrap_or(rest))
}

/// A number of so many digits at the start of a text, and what follows.
fn number(text: &str, fewest: usize, most: usize) -> Option<(u32, &str)> {
    let digits = text.chars().take(most).take_while(char::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(digits).filter(|_| digits >= fewest)?;
    Some((digits.parse().ok()?, rest))
}

/// What stands before and after `9 min read`, `9 mins` or `9-minute read`.
fn split_at_reading_time(text: &str) -> Option<(&str, &str)> {
    text.match_indices("min").find_map(|(at, _)| {
        let (before, after) = text.split_at_checked(at)?;
        let before = before.trim_end_matches([' ', '-']);
        let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let after = after.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let after = after.strip_prefix(" read").or_else(|| after.strip_prefix(" Read")).unwrap_or(after);
        (words.len() < before.len()).then_some((words, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meta_line_is_known_however_its_parts_are_joined() {
        for (line, category) in [
            ("May 3, 2024Networking12 min read", Some("Networking")),
            ("Sept 3rd, 2024 CI/CD9 min read", Some("CI/CD")),
            ("2024-05-03 · Web Security · 4 min read", Some("Web Security")),
            ("3 May 2024 | Go | 4-minute read", Some("Go")),
            ("Networking • May 3, 2024 • 12 mins", Some("Networking")),
            ("Kafka — 2024/05/03", Some("Kafka")),
        ] {
            assert_eq!(meta(line).unwrap().category, category, "{line:?}");
        }
        for line in [
            "May 3, 2024",
            "On May 3, 2024 we moved to a faster queue in 9 minutes",
            "2024-05-03 10:00 restarted",
            "9 min read",
            "24 posts so far",
        ] {
            assert!(!is_meta(line), "{line:?}");
        }
    }

    #[test]
    fn a_title_may_say_whatever_it_likes() {
        let mut ledger = Ledger::default();
        let lines = [
            "Posts",
            "May 3, 2024Go4 min read",
            "Story 2: [Draft] Why it broke?",
            "It broke. Twice.",
            "",
            "It broke again.",
            "Read more",
            "May 2, 2024Go4 min read",
            "Untold",
        ];
        read(&lines, &mut ledger);
        let (stories, left_out) = ledger.close(9, "a.txt");
        assert_eq!(stories[0].story.title, "Story 2: [Draft] Why it broke?");
        assert_eq!(stories[0].story.beats.iter().next().unwrap().1, "It broke. Twice.\n\nIt broke again.");
        assert_eq!(stories[0].lines, (2, 6));
        let reasons: Vec<_> = left_out.iter().map(|part| (part.lines.0, part.reason)).collect();
        assert_eq!(reasons, [(1, "preamble"), (7, "menu or heading"), (8, "entry without a summary")]);
    }
}
