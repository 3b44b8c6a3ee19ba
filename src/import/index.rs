//! A blog index: lines of date, category and reading time, each followed by a title and a summary.

use super::ledger::Ledger;
use super::paragraphs;
use super::row::{Kind, Row};

/// One such line may be a coincidence.
const FEWEST_ENTRIES: usize = 2;

/// A longer line is text, in bytes.
const LONGEST_META: usize = 120;

/// A year and a day have so many digits.
const FEWEST_DIGITS: usize = 5;

/// A longer category is a sentence.
const MOST_WORDS_OF_A_CATEGORY: usize = 4;

#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// The line over an entry.
struct Meta<'a> {
    category: Option<&'a str>,
}

/// How many entries a document has; none unless it is a blog index.
pub(super) fn count_entries(rows: &[Row]) -> usize {
    let count = rows.iter().filter(|row| meta(&row.text).is_some()).count();
    if count < FEWEST_ENTRIES { 0 } else { count }
}

/// Reads the rows of a blog index.
pub(super) fn read(rows: &[Row], ledger: &mut Ledger) {
    ledger.leave_out(1, "preamble");
    let mut rest = rows;
    while let Some((row, after)) = rest.split_first() {
        rest = after;
        if let Some(meta) = meta(&row.text) {
            let end = after.iter().position(|row| self::meta(&row.text).is_some()).unwrap_or(after.len());
            let (entry, next) = after.split_at(end);
            read_entry(row.first, &meta, entry, ledger);
            rest = next;
        }
    }
}

/// Buttons and menus often follow a summary, and the page's end the last one.
fn read_entry(first: usize, meta: &Meta<'_>, entry: &[Row], ledger: &mut Ledger) {
    let title = entry.iter().position(|row| row.kind != Kind::Rule).unwrap_or(0);
    let Some((title, body)) = entry.get(title..).and_then(<[Row]>::split_first).filter(|(row, _)| !row.text.is_empty())
    else {
        ledger.leave_out(first, "entry without a title");
        return;
    };
    if ledger.is_full() {
        ledger.story_beyond(first);
        return;
    }
    let is_menu = |row: &Row| row.kind == Kind::Rule || paragraphs::is_menu(&row.text);
    let end = body.iter().rposition(|row| !is_menu(row)).map_or(0, |last| last + 1);
    let (summary, menu) = body.split_at(end);
    match paragraphs::draft(Some(&title.text), summary.iter().map(|row| (row.first, row.text.as_str()))) {
        Some(mut found) => {
            found.story.skills.extend(meta.category.map(str::to_owned));
            ledger.story(first, found);
        }
        None => ledger.leave_out(first, "entry without a summary"),
    }
    if let Some(row) = menu.first() {
        ledger.leave_out(row.first, "menu or heading");
    }
}

/// A date with a category, a reading time or both, and nothing else, however they are joined.
fn meta(line: &str) -> Option<Meta<'_>> {
    let line = line.trim();
    // Most lines have no digits, and are done with by that: a date has five.
    if line.len() > LONGEST_META || line.bytes().filter(u8::is_ascii_digit).count() < FEWEST_DIGITS {
        return None;
    }
    let (before_date, after_date) = split_at_date(line)?;
    let mut has_time = false;
    let mut words: Vec<&str> = Vec::new();
    for part in [before_date, after_date] {
        let without_time = split_at_reading_time(part);
        has_time |= without_time.is_some();
        let (before, after) = without_time.unwrap_or((part, ""));
        words.extend([before, after].map(without_fillers).iter().filter(|text| !text.is_empty()));
    }
    let category = match words.as_slice() {
        [] => None,
        [category] => Some(*category),
        _ => return None,
    };
    let is_short = category.is_none_or(|text| text.split_whitespace().count() <= MOST_WORDS_OF_A_CATEGORY);
    let is_separated = category.is_some()
        && (line.contains(['·', '|', '•', '—', '–']) || line.to_ascii_lowercase().starts_with("posted on "));
    (is_short && (has_time || is_separated)).then_some(Meta { category })
}

/// Words around a date that say nothing more.
const FILLERS: &[&str] = &["posted on", "published on", "posted", "published", "updated", "category", "in"];

/// A part of such a line without the words that only lead to what it says.
fn without_fillers(mut text: &str) -> &str {
    loop {
        let trimmed = text.trim_matches(is_separator);
        let rest = FILLERS.iter().find_map(|filler| {
            let (start, rest) = trimmed.split_at_checked(filler.len())?;
            (start.eq_ignore_ascii_case(filler) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
        });
        match rest {
            Some(rest) => text = rest,
            None => return trimmed,
        }
    }
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
        let after =
            iso_date(rest).or_else(|| month_first(rest)).or_else(|| day_first(rest)).or_else(|| in_figures(rest))?;
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

/// `08/04/2026` and `8.4.2026`, whichever of the two is the month.
fn in_figures(text: &str) -> Option<&str> {
    let (_, rest) = number(text, 1, 2)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (_, rest) = number(rest.strip_prefix(separator)?, 1, 2)?;
    Some(number(rest.strip_prefix(separator)?, 4, 4)?.1)
}

/// What follows the name of a month, in full or short.
fn month(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let name = name.to_ascii_lowercase();
    let is_month = name.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&name)) || name == "sept";
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
    use super::super::plain;
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
            assert!(meta(line).is_none(), "{line:?}");
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
        read(&plain::rows(&lines), &mut ledger);
        let (stories, left_out) = ledger.close(9, "a.txt");
        assert_eq!(stories[0].story.title, "Story 2: [Draft] Why it broke?");
        assert_eq!(stories[0].story.beats.iter().next().unwrap().1, "It broke. Twice.\n\nIt broke again.");
        assert_eq!(stories[0].lines, (2, 6));
        let reasons: Vec<_> = left_out.iter().map(|part| (part.lines.0, part.reason)).collect();
        assert_eq!(reasons, [(1, "preamble"), (7, "menu or heading"), (8, "entry without a summary")]);
    }

    #[test]
    fn a_rule_is_no_title() {
        let entry = "2024-05-03 · Go · 4 min read\n\n---\n\n**A leak**\n\nIt leaked all night.\n\n";
        let import =
            super::super::read("a.md", format!("{entry}{entry}2024-05-03 · Go · 4 min read\n\n---\n").as_bytes(), &[]);
        assert_eq!(import.form, Some(super::super::Form::Index));
        let seen: Vec<_> = import.stories.iter().map(|found| found.story.title.as_str()).collect();
        assert_eq!(seen, ["A leak", "A leak"]);
        assert_eq!(import.left_out[0].reason, "entry without a title");
    }

    #[test]
    fn stories_that_are_dated_are_no_blog_index() {
        let story = |title: &str| {
            format!("## {title}\n2024-03-02 · Acme\n\n**Problem:** It broke.\n\n**Fix:** I mended it.\n\n")
        };
        let import = super::super::read("a.md", format!("{}{}", story("A"), story("B")).as_bytes(), &[]);
        assert_eq!(import.form, Some(super::super::Form::Markdown));
        assert_eq!(import.stories.iter().map(|found| found.story.title.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    }
}
