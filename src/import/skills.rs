//! Skills: the lists that documents keep of them, and those that a text suggests.

use std::collections::BTreeSet;

use crate::domain::beat::Beat;
use crate::domain::story::Story;
use crate::domain::text::{Block, blocks};

/// Keys whose values name technologies, as in `Runtime: Node.js`.
#[rustfmt::skip]
const TECHNOLOGY_KEYS: &[&str] = &[
    "database", "databases", "framework", "frameworks", "hosting", "language", "languages", "platform", "platforms",
    "runtime", "runtimes", "stack", "tech stack", "technologies", "technology", "tools",
];

/// Names this short are words of everyday language unless their case is right: Go, R, AI.
const SHORT: usize = 2;

/// The items of a list, as they are written: separated by commas, semicolons, bars or dots, or as hashtags.
pub(super) fn split_list(text: &str) -> Vec<String> {
    let is_tags = text.split_whitespace().all(|word| word.starts_with('#'));
    split(text, |c| matches!(c, ',' | ';' | '|' | '·' | '•' | '\n') || (is_tags && c == ' '))
        .into_iter()
        .map(|item| item.trim().trim_end_matches('.').trim_start_matches('#'))
        .map(|item| item.strip_prefix("and ").unwrap_or(item).trim())
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Each skill once, in the order and the spelling in which they came first, and none of those in `others`.
pub(super) fn distinct(skills: Vec<String>, others: &[String]) -> Vec<String> {
    let mut seen: BTreeSet<String> = others.iter().map(|skill| skill.to_lowercase()).collect();
    skills.into_iter().filter(|skill| seen.insert(skill.to_lowercase())).collect()
}

/// Adds the skills that a story's text suggests to those suggested already, and drops those it has.
pub(super) fn suggest(story: &mut Story, vocabulary: &[&str]) {
    let mut suggested = std::mem::take(&mut story.suggested_skills);
    for line in story.beats.get(Beat::Context).into_iter().flat_map(blocks) {
        if let Block::Bullet(text) = line {
            suggested.extend(technologies(text));
        }
    }
    let texts: Vec<&str> =
        std::iter::once(story.title.as_str()).chain(story.beats.iter().map(|(_, text)| text)).collect();
    let text = texts.join("\n");
    let lower = text.to_lowercase();
    let mentioned = vocabulary.iter().filter(|skill| mentions(&text, &lower, skill));
    suggested.extend(mentioned.map(|&skill| skill.to_owned()));
    story.suggested_skills = distinct(suggested, &story.skills);
}

/// The technologies that a `key: value` line names, at most two words each.
fn technologies(line: &str) -> Vec<String> {
    let Some((key, values)) = line.split_once(':') else { return Vec::new() };
    if !TECHNOLOGY_KEYS.contains(&key.trim().to_lowercase().as_str()) {
        return Vec::new();
    }
    split(values, |c| c == ',')
        .into_iter()
        .map(|value| value.split('(').next().unwrap_or("").trim().trim_end_matches('.'))
        .filter(|value| (1..=2).contains(&value.split_whitespace().count()))
        .map(str::to_owned)
        .collect()
}

/// Splits where `is_separator` says so, but not inside brackets.
fn split(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_separator(c)
    })
    .collect()
}

/// Whether the text has the skill as whole words. `lower` is the text in lower case.
fn mentions(text: &str, lower: &str, skill: &str) -> bool {
    let is_short = skill.chars().count() <= SHORT;
    !skill.is_empty() && if is_short { has_word(text, skill) } else { has_word(lower, &skill.to_lowercase()) }
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let mut after = text.get(at + word.len()..).unwrap_or("").chars();
        let goes_on = match after.next() {
            // `Node` is no word of `Node.js`, but one at the end of a sentence.
            Some('.') => after.next().is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric() || matches!(c, '+' | '#' | '_'),
            None => false,
        };
        !goes_on && !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_skills_is_split_but_never_rewritten() {
        for (text, items) in [
            ("SQL/NoSQL design, on-call; writing.", &["SQL/NoSQL design", "on-call", "writing"][..]),
            ("AWS (EC2, S3), and Redis", &["AWS (EC2, S3)", "Redis"]),
            ("#aws #redis", &["aws", "redis"]),
            ("C# | F#", &["C#", "F#"]),
            (" ", &[]),
        ] {
            assert_eq!(split_list(text), items, "{text:?}");
        }
    }

    #[test]
    fn a_skill_is_mentioned_only_as_whole_words() {
        for (text, skill, expected) in [
            ("We moved to node.js.", "Node.js", true),
            ("We moved to Node.js.", "Node", false),
            ("A C++ service", "C++", true),
            ("A C++ service", "C", false),
            ("our CI/CD broke", "CI/CD", true),
            ("Postgres/Redis", "redis", true),
            ("the predisposed", "Redis", false),
            ("we go live", "Go", false),
            ("in Go, mostly", "Go", true),
            ("ASP.NET", ".NET", false),
            ("a .NET app", ".NET", true),
            ("anything", "", false),
        ] {
            assert_eq!(mentions(text, &text.to_lowercase(), skill), expected, "{skill} in {text:?}");
        }
    }

    #[test]
    fn technologies_of_the_environment_are_suggested_once() {
        let mut story = Story::new("A leak in Redis");
        story.skills.push("redis".to_owned());
        story.beats.insert(
            Beat::Context,
            "- Runtime: Python, Flask\n- Hosting: Fly.io (Linux, two regions), A very old box\n- Team: four",
        );
        suggest(&mut story, &["Redis", "Flask", "Linux"]);
        assert_eq!(story.suggested_skills, ["Python", "Flask", "Fly.io", "Linux"]);
    }
}
