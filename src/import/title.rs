//! Titles that a document gives: what a person would say of `## 🔥 Story 3: The full queue`.

use super::label_name::without_number;
use super::plain::RULE_MARKS;

/// What people call a story when they number it.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "star story", "story", "incident", "example", "case study", "case", "scenario", "experience", "historia", "história",
    "geschichte", "beispiel", "caso", "incidente", "histoire", "exemple", "storia", "история", "故事", "案例", "事例", "이야기",
    "사례",
];

/// What else they call it in a heading. Elsewhere such a line can stand in the midst of a story.
const KINDS_OF_HEADINGS: &[&str] = &[
    "accomplishment",
    "achievement",
    "bug",
    "challenge",
    "failure",
    "issue",
    "outage",
    "post-mortem",
    "postmortem",
    "problem",
    "problema",
    "problème",
    "project",
    "proyecto",
    "projeto",
    "projekt",
];

/// The title in a heading, without `Story 3:`, numbers, emoji and the rule that it may stand in.
pub(super) fn clean(heading: &str) -> Option<String> {
    title_in(heading).map(str::to_owned)
}

/// The same, where it stands.
pub(super) fn title_in(heading: &str) -> Option<&str> {
    let mut text = heading.trim();
    for mark in RULE_MARKS {
        while let Some(inside) = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)) {
            text = inside.trim();
        }
    }
    let text = text.trim_start_matches(is_ornament);
    let kinds = KINDS.iter().chain(KINDS_OF_HEADINGS);
    let text = without_kind(text, kinds).map_or(text, |(title, _)| title);
    let text = without_number(text).trim_start_matches(is_ornament).trim().trim_end_matches([':', '：']).trim_end();
    Some(text).filter(|text| !text.is_empty())
}

/// Whether a line says itself that a story follows: `Story 3`, `Incident #2: The queue`.
pub(super) fn is_announced(line: &str) -> bool {
    without_kind(line.trim_start_matches(is_ornament), KINDS.iter()).is_some_and(|(_, is_numbered)| is_numbered)
}

/// What stands behind `Story 3:`, `Incident #2 –` or `Story:`, and whether there is a number.
fn without_kind(text: &str, mut kinds: impl Iterator<Item = &'static &'static str>) -> Option<(&str, bool)> {
    const SEPARATORS: [char; 7] = [':', '：', '.', ')', '-', '–', '—'];
    let (_, rest) = kinds
        .find_map(|kind| text.split_at_checked(kind.len()).filter(|(start, _)| start.eq_ignore_ascii_case(kind)))?;
    if let Some(title) = rest.strip_prefix([':', '：']) {
        return Some((title.trim_start(), false));
    }
    let number = rest.trim_start_matches([' ', '#']);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = rest.len() < number.len();
    let is_title = rest.trim().is_empty() || rest.trim_start().starts_with(SEPARATORS);
    (is_number && is_title).then(|| (rest.trim_start_matches(|c| c == ' ' || SEPARATORS.contains(&c)), true))
}

fn is_ornament(c: char) -> bool {
    let opens = c.is_alphanumeric() || c.is_ascii_punctuation() || "“”‘’«»„¿¡€£".contains(c);
    c == '*' || c == '#' || c == '_' || !opens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_number_and_ornaments() {
        for (heading, title) in [
            ("Story 1: The full queue", Some("The full queue")),
            ("🔥 STAR Story #2 — The full queue", Some("The full queue")),
            ("3. The full queue:", Some("The full queue")),
            ("Incident 4", None),
            ("Story: 3 AM pages", Some("3 AM pages")),
            ("Story of a leak", Some("Story of a leak")),
            ("Case closed: a leak", Some("Case closed: a leak")),
            ("“Just restart it”", Some("“Just restart it”")),
            (".NET upgrade", Some(".NET upgrade")),
            ("9,000 rows of stray data", Some("9,000 rows of stray data")),
            ("Challenge 2: The full queue", Some("The full queue")),
            ("Problem: The full queue", Some("The full queue")),
            ("Problem solving at scale", Some("Problem solving at scale")),
            ("=== THE FULL QUEUE ===", Some("THE FULL QUEUE")),
            ("--- Story 2 ---", None),
            ("-5 % overnight", Some("-5 % overnight")),
            ("4.2 The full queue", Some("The full queue")),
            ("🔥", None),
        ] {
            assert_eq!(clean(heading).as_deref(), title, "{heading:?}");
        }
        assert!(!["Stories 2", "Scenario: A", "Problem 2: A"].into_iter().any(is_announced));
        assert!(is_announced("Story 2") && is_announced("**Story 3: A**"));
    }
}
