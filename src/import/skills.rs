//! Skills: the lists that documents keep of them, and those that a text suggests.

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
    let mut seen: BTreeSet<String> = others.iter().map(|skill| skill.to_lowercase()).collect();
    skills.into_iter().filter(|skill| seen.insert(skill.to_lowercase())).collect()
}

/// Adds the skills that a story's text suggests to those suggested already, and drops those it has.
pub(super) fn suggest(story: &mut Story, vocabulary: &Vocabulary<'_>) {
    let mut suggested = std::mem::take(&mut story.suggested_skills);
    for line in story.beats.get(Beat::Context).into_iter().flat_map(blocks) {
        if let Block::Bullet(text) = line {
            suggested.extend(technologies(text));
        }
    }
    let texts = std::iter::once(story.title.as_str()).chain(story.beats.iter().map(|(_, text)| text));
    suggested.extend(vocabulary.mentioned_in(texts).map(str::to_owned));
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
        suggest(&mut story, &Vocabulary::new(&["Redis", "Flask", "Linux"]));
        assert_eq!(story.suggested_skills, ["Python", "Flask", "Fly.io", "Linux"]);
    }
}
