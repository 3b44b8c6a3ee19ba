//! Skills: the lists that documents keep of them, and those that a text suggests.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::vocabulary::Vocabulary;
use crate::domain::beat::Beat;
use crate::domain::story::Story;
use crate::domain::text::{Block, blocks};

/// Keys whose values name technologies, as in `Runtime: Node.js`.
#[rustfmt::skip]
const TECHNOLOGY_KEYS: &[&str] = &[
    "database", "databases", "framework", "frameworks", "hosting", "language", "languages", "platform", "platforms",
    "runtime", "runtimes", "stack", "tech stack", "technologies", "technology", "tools",
];

/// What is longer is no name of a skill, in bytes.
pub(super) const LONGEST: usize = 120;

/// The items of a list, as they are written: separated by commas, semicolons, bars or dots, or as hashtags.
pub(super) fn split_list(text: &str) -> Vec<String> {
    let is_tags = text.split_whitespace().all(|word| word.starts_with('#'));
    split(text, |c| matches!(c, ',' | ';' | '|' | '·' | '•' | '\n' | '、' | '，' | '；') || (is_tags && c == ' '))
        .into_iter()
        .map(|item| item.trim().trim_end_matches('.').trim_start_matches('#'))
        .map(|item| item.strip_prefix("and ").unwrap_or(item).trim())
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Each skill once, in the order and the spelling in which they came first, and none of those in `others`.
pub(super) fn distinct(skills: Vec<String>, others: &[String]) -> Vec<String> {
    if skills.is_empty() {
        return skills;
    }
    let mut seen: BTreeSet<Cow<'_, str>> = others.iter().map(|skill| lowered(skill)).collect();
    let are_new: Vec<bool> = skills.iter().map(|skill| seen.insert(lowered(skill))).collect();
    skills.into_iter().zip(are_new).filter(|(_, is_new)| *is_new).map(|(skill, _)| skill).collect()
}

/// A skill in lower case, as most are.
fn lowered(skill: &str) -> Cow<'_, str> {
    let is_lower = skill.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { skill.into() } else { skill.to_lowercase().into() }
}

/// The skills suggested already and those that a story's text suggests, without those it has.
pub(super) fn suggested_for(story: &Story, vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let mut suggested = story.suggested_skills.clone();
    for line in story.beats.get(Beat::Context).into_iter().flat_map(blocks) {
        if let Block::Bullet(text) = line {
            suggested.extend(technologies(text));
        }
    }
    let texts = std::iter::once(story.title.as_str()).chain(story.beats.iter().map(|(_, text)| text));
    let mentioned = vocabulary.mentioned_in(texts).filter(|skill| story.skills.iter().all(|own| own != skill));
    suggested.extend(mentioned.map(str::to_owned));
    distinct(suggested, &story.skills)
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
    fn technologies_of_the_environment_are_suggested_once() {
        let mut story = Story::new("A leak in Redis");
        story.skills.push("redis".to_owned());
        story.beats.insert(
            Beat::Context,
            "- Runtime: Python, Flask\n- Hosting: Fly.io (Linux, two regions), A very old box\n- Team: four",
        );
        let suggested = suggested_for(&story, &Vocabulary::new(&["Redis", "Flask", "Linux"]));
        assert_eq!(suggested, ["Python", "Flask", "Fly.io", "Linux"]);
    }
}
