//! The labels that people put before the parts of a story, in one table, and what each means.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::domain::beat::Beat;

/// What stands under a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A beat.
    Beat(Beat),
    /// The outcome after an action, the problem before it.
    Impact,
    /// Skills that the story shows.
    Skills,
    /// Questions that the story answers.
    Questions,
    /// Questions that an interviewer may ask next.
    FollowUps,
    /// The title of the story.
    Title,
}

impl Meaning {
    /// The beat that a label opens; where an impact goes is settled later.
    pub(super) const fn beat(self) -> Option<Beat> {
        match self {
            Self::Beat(beat) => Some(beat),
            Self::Impact => Some(Beat::Outcome),
            Self::Skills | Self::Questions | Self::FollowUps | Self::Title => None,
        }
    }
}

/// What becomes of the words of a label when its text moves into a beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// The name of the beat says the same.
    Dropped,
    /// The text would mislead without them: an incorrect assumption is no insight by itself.
    Kept,
}

use Meaning::{FollowUps, Impact, Questions, Skills, Title};
use Words::{Dropped, Kept};

/// A label that Retell knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// What stands under it.
    pub(super) meaning: Meaning,
    /// Whether its words go into the beat.
    pub(super) words: Words,
}

/// Every label by meaning, as `normalize` spells it.
#[rustfmt::skip]
const LABELS: &[(Meaning, Words, &[&str])] = &[
    (Meaning::Beat(Beat::Context), Dropped, &[
        "situation", "context", "background", "environment", "setting", "scenario", "setup", "summary", "overview",
        "issue summary", "situation/task",
    ]),
    (Meaning::Beat(Beat::Problem), Dropped, &[
        "problem", "problems", "problem statement", "issue", "issues", "challenge", "challenges", "symptom", "symptoms",
        "obstacle", "obstacles", "mistake", "mistakes", "incident", "failure", "what happened",
    ]),
    (Meaning::Beat(Beat::Problem), Kept, &["timing", "what went wrong"]),
    (Meaning::Beat(Beat::Task), Dropped, &[
        "task", "tasks", "goal", "goals", "objective", "objectives", "responsibility", "responsibilities", "target",
        "targets", "task/action",
    ]),
    (Meaning::Beat(Beat::Task), Kept, &["role"]),
    (Meaning::Beat(Beat::Investigation), Dropped, &[
        "investigation", "investigations", "diagnosis", "analysis", "debugging", "detection", "discovery", "timeline",
        "evidence", "troubleshooting",
    ]),
    (Meaning::Beat(Beat::Insight), Dropped, &[
        "insight", "insights", "root cause", "root causes", "root cause analysis", "cause", "causes", "underlying cause",
        "finding", "findings", "contributing factor", "contributing factors", "causal chain",
    ]),
    (Meaning::Beat(Beat::Insight), Kept, &[
        "assumption", "assumptions", "incorrect assumption", "incorrect assumptions", "wrong assumption",
        "false assumption", "actual behavior", "actual behaviour", "expected behavior", "expected behaviour",
    ]),
    (Meaning::Beat(Beat::Action), Dropped, &[
        "action", "actions", "action taken", "actions taken", "resolution", "fix", "fixes", "solution", "solutions",
        "approach", "steps", "steps taken", "what i did", "what we did", "mitigation", "remediation", "response",
        "implementation", "workaround", "action/result",
    ]),
    (Meaning::Beat(Beat::Outcome), Dropped, &[
        "result", "results", "end result", "outcome", "outcomes", "metrics", "achievement",
        "achievements", "highlights", "benefits",
    ]),
    (Impact, Dropped, &["impact", "impacts"]),
    (Meaning::Beat(Beat::Lesson), Dropped, &[
        "lesson", "lessons", "lesson learned", "lessons learned", "lesson learnt", "lessons learnt", "learning",
        "learnings", "reflection", "reflections", "takeaway", "takeaways", "what i learned", "what we learned",
        "retrospective",
    ]),
    (Meaning::Beat(Beat::Lesson), Kept, &[
        "what i'd do differently", "what i would do differently", "what we'd do differently",
        "what we would do differently", "what went well",
    ]),
    (Skills, Dropped, &[
        "skill", "skills", "skills demonstrated", "skills used", "keyword", "keywords", "tag", "tags", "tech",
        "technology", "technologies", "technologies used", "tech stack", "technology stack", "stack", "tool", "tools",
        "tools used", "competency", "competencies", "leadership principle", "leadership principles", "domain", "domains",
        "category", "categories", "theme", "themes",
    ]),
    (Questions, Dropped, &[
        "question", "questions", "interview question", "interview questions", "answers", "also answers",
        "best for questions about",
    ]),
    (FollowUps, Dropped, &[
        "follow up", "follow ups", "follow up question", "follow up questions",
    ]),
    (Title, Dropped, &["title", "story", "story title", "story name"]),
];

/// The table by name: every line of a document is looked up in it.
static BY_NAME: LazyLock<HashMap<&str, Label>> = LazyLock::new(|| {
    let entries = LABELS.iter();
    entries
        .flat_map(|&(meaning, words, names)| names.iter().map(move |&name| (name, Label { meaning, words })))
        .collect()
});

/// The words that labels start with. Hardly any line of a document starts with one, and that is soon seen.
static FIRST_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let names = LABELS.iter().flat_map(|(_, _, names)| names.iter());
    let words = names.filter_map(|name| name.split([' ', '/']).next());
    words.chain(QUALIFIERS.iter().chain(AUDIENCES).copied()).collect()
});

/// Words that may stand before a label and change nothing: `Key Insight`, `The Fix`, `Prior Investigation`.
#[rustfmt::skip]
const QUALIFIERS: &[&str] = &[
    "the", "my", "our", "your", "key", "main", "final", "primary", "core", "initial", "prior", "previous", "overall",
    "technical", "immediate",
];

/// Those who suffer from a problem, so that an impact on them is one.
const AUDIENCES: &[&str] =
    &["client", "clients", "customer", "customers", "user", "users", "player", "players", "patient", "patients"];

/// No label is longer, in bytes.
pub(super) const LONGEST: usize = 60;

/// The label that somebody wrote so, whatever its case, numbering, emphasis and punctuation.
pub(super) fn find(written: &str) -> Option<Label> {
    find_with_name(written).map(|(label, _)| label)
}

/// The same with the spelling that makes two of a kind equal.
pub(super) fn find_with_name(written: &str) -> Option<(Label, String)> {
    if written.len() > LONGEST || !may_be_label(written) {
        return None;
    }
    let name = normalize(written);
    let label = find_name(&name).or_else(|| impact(&name)).or_else(|| {
        let mut parts = name.split('/').map(find_name);
        let first = parts.next()??;
        parts.all(|part| part.is_some_and(|part| part.meaning == first.meaning)).then_some(first)
    })?;
    Some((label, name))
}

/// Whether a text starts with a word that labels start with, or has an impact somewhere.
fn may_be_label(written: &str) -> bool {
    let text = unnumbered(written);
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = text.get(..end).unwrap_or("").to_lowercase();
    let is_impact = |letters: &[u8]| letters.eq_ignore_ascii_case(b"impact");
    FIRST_WORDS.contains(first.as_str()) || text.as_bytes().windows(6).any(is_impact)
}

fn find_name(name: &str) -> Option<Label> {
    let mut name = name.trim();
    loop {
        if let Some(&label) = BY_NAME.get(name) {
            return Some(label);
        }
        let (qualifier, rest) = name.split_once(' ')?;
        name = Some(rest.trim()).filter(|_| QUALIFIERS.contains(&qualifier))?;
    }
}

/// Impacts come with many adjectives; only whom they hit decides what they are.
fn impact(name: &str) -> Option<Label> {
    let words: Vec<&str> = name.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| AUDIENCES.contains(word)) {
        let is_impact = words.len() <= 5 && (words.last() == Some(&"impact") || words.first() == Some(&"impact"));
        return is_impact.then_some(Label { meaning: Meaning::Beat(Beat::Problem), words: Kept });
    }
    (words.len() == 2 && words.last() == Some(&"impact")).then_some(Label { meaning: Impact, words: Dropped })
}

/// A label in the spelling of the table: lower case, one space between words, `/` between alternatives, and without
/// numbers, emphasis, emoji, additions in brackets or punctuation around it.
pub(super) fn normalize(written: &str) -> String {
    let mut name = unnumbered(written);
    loop {
        let shorter = name.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | ']'));
        let shorter = without_addition(shorter);
        if shorter == name {
            break;
        }
        name = shorter;
    }
    let mut normal = String::with_capacity(name.len());
    for word in name.to_lowercase().replace('’', "'").split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')) {
        match word {
            "" | "*" | "**" => {}
            "&" | "and" | "+" => normal.push('/'),
            word => {
                if !normal.is_empty() && !normal.ends_with('/') && !word.starts_with('/') {
                    normal.push(' ');
                }
                normal.push_str(word);
            }
        }
    }
    normal
}

/// A label without the number and the marks before it.
pub(super) fn unnumbered(written: &str) -> &str {
    let counted = written.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '('));
    without_number(counted).trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The text without a number in front that only counts: `2. Fix`, `3) Fix`, `#4: Fix`, `5 - Fix`, `1.2 Fix`.
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let counted = text.trim_start_matches(['#', '(']);
    let rest = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = counted.len() - rest.len();
    // Longer numbers are years and amounts.
    if !(1..=3).contains(&digits) {
        return text;
    }
    let unmarked = rest.trim_start_matches(['.', ')', ':', '\u{fe0f}', '\u{20e3}']);
    let dash = ["- ", "– ", "— "].into_iter().find_map(|dash| rest.trim_start().strip_prefix(dash));
    // `1.2 Fix` counts, `1.5 seconds` measures.
    let section = unmarked.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').strip_prefix(' ');
    match dash {
        Some(rest) => rest.trim_start(),
        None if unmarked.is_empty() => "",
        None if unmarked.len() < rest.len() && unmarked.starts_with(char::is_whitespace) => unmarked.trim_start(),
        None if counted.len() < text.len() && rest.starts_with(' ') => rest.trim_start(),
        None => {
            section.filter(|section| rest.starts_with('.') && section.starts_with(char::is_uppercase)).unwrap_or(text)
        }
    }
}

fn without_addition(name: &str) -> &str {
    let opening = match name.chars().next_back() {
        Some(')') => '(',
        Some(']') => '[',
        _ => return name,
    };
    let before = name.rfind(opening).and_then(|at| name.get(..at)).map(str::trim_end);
    before.filter(|before| !before.is_empty()).unwrap_or_else(|| name.trim_end_matches([')', ']']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_in_every_spelling() {
        let beat = |beat| Some(Meaning::Beat(beat));
        for (written, meaning) in [
            ("Problem", beat(Beat::Problem)),
            ("  **1. PROBLEM (3m):** ", beat(Beat::Problem)),
            ("🔥 What happened?", beat(Beat::Problem)),
            ("2️⃣ Task", beat(Beat::Task)),
            ("#3 Key Insight —", beat(Beat::Insight)),
            ("Root Cause(s)", beat(Beat::Insight)),
            ("Root Cause / Findings", beat(Beat::Insight)),
            ("Root-cause", beat(Beat::Insight)),
            ("Prior Investigation", beat(Beat::Investigation)),
            ("What I’d do differently", beat(Beat::Lesson)),
            ("Action & Resolution", beat(Beat::Action)),
            ("Lessons and Takeaways", beat(Beat::Lesson)),
            ("Client / User Impact:", beat(Beat::Problem)),
            ("Impact on customers", beat(Beat::Problem)),
            ("Business Impact", Some(Impact)),
            ("Operational impact", Some(Impact)),
            ("Impact", Some(Impact)),
            ("My Role", beat(Beat::Task)),
            ("Tech Stack", Some(Skills)),
            ("Follow-up questions", Some(FollowUps)),
            ("Best for questions about", Some(Questions)),
            ("Result & Lessons", None),
            ("Problematic", None),
            ("Stakeholders", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(find(written).map(|label| label.meaning), meaning, "{written:?}");
        }
    }

    #[test]
    fn labels_that_turn_a_text_round_keep_their_words() {
        for written in ["Incorrect assumption", "Actual behavior", "Timing", "User impact"] {
            assert_eq!(find(written).unwrap().words, Kept, "{written}");
        }
        assert_eq!(find("Root cause").unwrap().words, Dropped);
    }

    #[test]
    fn no_label_stands_in_the_table_twice() {
        let mut names: Vec<&str> = LABELS.iter().flat_map(|(_, _, names)| names.iter().copied()).collect();
        assert!(names.iter().all(|name| normalize(name) == *name));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn only_numbers_that_count_are_taken_off() {
        for (text, rest) in [
            ("1. Fix", "Fix"),
            ("12) Fix", "Fix"),
            ("(3) Fix", "Fix"),
            ("#4 Fix", "Fix"),
            ("5 – Fix", "Fix"),
            ("7", ""),
            ("1.2 Fix", "Fix"),
            ("2.1.3. Fix", "Fix"),
            ("1.5 seconds", "1.5 seconds"),
            ("3 AM pages", "3 AM pages"),
            ("2024: a year", "2024: a year"),
            ("12,000 lines", "12,000 lines"),
        ] {
            assert_eq!(without_number(text), rest, "{text:?}");
        }
    }
}
