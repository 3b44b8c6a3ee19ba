//! The text of one story: which of its rows are labels, and what stands under each.

use std::collections::BTreeSet;

use super::Found;
use super::opening::{self, Opening};
use super::row::Kind;
use super::sections::Line;
use super::story_builder::{SCENE, StoryBuilder};
use crate::domain::beat::Beat;

/// A fact with more words tells something.
const MOST_WORDS_OF_A_FACT: usize = 20;

/// Where a story has its labels. The same words deeper down are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// In headings, and at the start of paragraphs before the first of them, which stands on this line, or alone in bold
    /// where no heading has the beat. Those that headings have are bits.
    Headings { first: usize, beats: u8 },
    /// At the start of paragraphs or alone on a line.
    Paragraphs,
    /// In the bullets of the outermost list.
    Bullets,
}

/// The labels among lines that all belong together, with their places.
pub(super) fn active_labels<'a>(lines: &[Line<'a>]) -> Vec<(usize, Opening<'a>)> {
    let shape = shape(lines);
    let active = |(index, line): (usize, &Line<'a>)| Some((index, shape.label(line)?));
    lines.iter().enumerate().filter_map(active).collect()
}

/// The story in these lines, the first of which may be its heading. Else why there is none.
pub(super) fn build(lines: &[Line<'_>]) -> Result<Found, &'static str> {
    let heading = lines.first().filter(|line| line.is_title());
    let lines = lines.get(usize::from(heading.is_some())..).unwrap_or(&[]);
    let shape = shape(lines);
    let has_bold_labels = lines.iter().any(|line| line.row.bold > 0 && line.opening().is_some());
    let mut builder = StoryBuilder::new(heading.map(|line| line.row.text.as_str()));
    let (mut has_label, mut is_after_fact) = (false, false);
    for line in lines {
        let text = line.row.text.as_str();
        if std::mem::take(&mut is_after_fact) && !line.row.continues {
            builder.label("", SCENE);
        }
        // The text of a block of code starts below its fence.
        builder.at(line.row.first + usize::from(line.row.kind == Kind::Code && line.row.last > line.row.first));
        if let Some(opening) = shape.label(line) {
            builder.label(opening.written, opening.label);
            builder.paragraph(opening.rest);
            has_label |= opening.beat().is_some();
        } else if let Some((label, rest)) = fact(line).filter(|_| !has_label) {
            builder.extra(label);
            builder.paragraph(rest);
            is_after_fact = true;
        } else if line.is_title() {
            builder.extra(text.trim_end_matches(':'));
        } else if line.row.kind == Kind::Paragraph && builder.is_in_list_of_context() && is_key_and_value(text) {
            builder.bullet(text);
        } else if let Some((label, rest)) = shape.unknown_label(line, has_bold_labels || !builder.has_text()) {
            builder.extra(label);
            builder.paragraph(rest);
        } else {
            match line.row.kind {
                Kind::Bullet => builder.bullet(text),
                Kind::Paragraph if line.row.continues && opening::unknown_in_bold(line.row).is_none() => {
                    builder.more(text);
                }
                Kind::Paragraph | Kind::Code | Kind::Heading(_) => builder.paragraph(text),
                Kind::Rule => {}
            }
        }
    }
    builder.finish()
}

impl Shape {
    /// The label of a line, if it stands where this story has its labels.
    fn label<'a>(self, line: &Line<'a>) -> Option<Opening<'a>> {
        line.opening().filter(|opening| match (line.row.kind, line.row.depth) {
            (Kind::Heading(_), _) => true,
            // Skills and questions often stand in one line under a story told with headings.
            (Kind::Paragraph, 0) => match self {
                Self::Headings { first, beats } => {
                    let is_missing = |beat| beats & bit(beat) == 0 && line.row.bold > 0 && opening.rest.is_empty();
                    line.row.first < first || opening.beat().is_none_or(is_missing) || opening.label.is_letter
                }
                Self::Paragraphs | Self::Bullets => true,
            },
            _ if Self::is_in_bullets(line) => self == Self::Bullets,
            _ => false,
        })
    }

    /// Whether a line starts a bullet of the outermost list, or goes on there in bold.
    const fn is_in_bullets(line: &Line<'_>) -> bool {
        matches!((line.row.kind, line.row.depth), (Kind::Bullet, 1))
            || (matches!((line.row.kind, line.row.depth), (Kind::Paragraph, 1)) && line.row.bold > 0)
    }

    /// A label that Retell doesn't know. Where others are bold, or nothing has come since the last, it must be bold too.
    fn unknown_label<'a>(self, line: &Line<'a>, is_bold_only: bool) -> Option<(&'a str, &'a str)> {
        let is_there = match (line.row.kind, line.row.depth) {
            (Kind::Paragraph, 0) => self == Self::Paragraphs,
            _ => self == Self::Bullets && Self::is_in_bullets(line),
        };
        if !is_there {
            return None;
        }
        let alone = || opening::unknown_alone(line.row).filter(|_| !is_bold_only);
        opening::unknown_in_bold(line.row).or_else(|| Some((alone()?, "")))
    }
}

fn shape(lines: &[Line<'_>]) -> Shape {
    let [mut headings, mut paragraphs, mut bullets] = [const { BTreeSet::<Beat>::new() }; 3];
    for line in lines {
        let Some(beat) = line.opening().and_then(|opening| opening.beat()) else { continue };
        match (line.row.kind, line.row.depth) {
            (Kind::Heading(_), _) => headings.insert(beat),
            (Kind::Paragraph, 0) => paragraphs.insert(beat),
            _ => Shape::is_in_bullets(line) && bullets.insert(beat),
        };
    }
    if headings.len() >= 2 {
        let is_label = |line: &&Line<'_>| line.row.level().is_some() && line.opening().is_some();
        let first = lines.iter().find(is_label).map_or(0, |line| line.row.first);
        return Shape::Headings { first, beats: headings.into_iter().map(bit).fold(0, |all, bit| all | bit) };
    }
    if headings.len() + paragraphs.len() < 2 && bullets.len() >= 2 { Shape::Bullets } else { Shape::Paragraphs }
}

const fn bit(beat: Beat) -> u8 {
    1 << beat as u8
}

/// What the head of a report says of it in a few words: `**Severity:** high`, `Date: 3 May`.
pub(super) fn fact<'a>(line: &Line<'a>) -> Option<(&'a str, &'a str)> {
    let is_there = matches!((line.row.kind, line.row.depth), (Kind::Paragraph, 0) | (Kind::Bullet, 1));
    let plain = || line.row.text.split_once(": ").filter(|_| is_key_and_value(&line.row.text) && line.row.bold == 0);
    let (label, rest) = opening::unknown_in_bold(line.row).or_else(plain).filter(|_| is_there && !line.is_title())?;
    (1..=MOST_WORDS_OF_A_FACT).contains(&rest.split_whitespace().count()).then_some((label, rest.trim()))
}

/// `Runtime: Node.js`, in contrast to a sentence with a colon.
fn is_key_and_value(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(key, value)| {
        key.split_whitespace().count() <= 3 && !key.starts_with(char::is_lowercase) && !value.trim().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn beats(text: &str) -> Vec<(Beat, String)> {
        let import = read("a.md", text.as_bytes(), &[]);
        let beats = &import.stories[0].story.beats;
        beats.iter().map(|(beat, text)| (beat, text.to_owned())).collect()
    }

    #[test]
    fn labels_deeper_down_and_words_in_code_are_text() {
        let text = "## A\n\n### Task\n\nMend it.\n\n### Action\n\n**Problem:** the key was old.\n\n- **Result:** a new one\n\n```\nOutcome: 1\n```\n\n### Result\n\nIt works.\n";
        assert_eq!(
            beats(text),
            [
                (Beat::Task, "Mend it.".to_owned()),
                (Beat::Action, "Problem: the key was old.\n\n- Result: a new one\n\nOutcome: 1".to_owned()),
                (Beat::Outcome, "It works.".to_owned())
            ]
        );
    }

    #[test]
    fn bold_words_with_a_colon_start_a_line_of_their_own() {
        let text = "# A\n\n**Status:** done\n**Author:** Ann\n\n## Problem\n\nIt\n**broke**.\n\n## Fix\n\nMended.\n";
        assert_eq!(beats(text)[0], (Beat::Problem, "It broke.".to_owned()));
        let extras = &read("a.md", text.as_bytes(), &[]).stories[0].story.extras;
        let facts: Vec<_> = extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str())).collect();
        assert_eq!(facts, [("Status", "done"), ("Author", "Ann")]);
        let text = "# A\n\n- **Status:** done\n\nThe shop was new.\n\n## Problem\n\nIt broke.\n\n## Fix\n\nMended.\n";
        assert_eq!(beats(text)[0], (Beat::Context, "The shop was new.".to_owned()));
    }

    #[test]
    fn keys_and_values_of_an_environment_are_bullets_and_unknown_labels_are_extras() {
        let text = "Environment\nRuntime: Zig\nTeam: four\nProblem\nIt jammed.\nPeople involved:\n- Ann\nFix\nWhat I did: cleared it.\n";
        assert_eq!(
            beats(text),
            [
                (Beat::Context, "- Runtime: Zig\n- Team: four".to_owned()),
                (Beat::Problem, "It jammed.".to_owned()),
                (Beat::Action, "What I did: cleared it.".to_owned())
            ]
        );
        let extras = &read("a.txt", text.as_bytes(), &[]).stories[0].story.extras;
        assert_eq!((extras[0].label.as_str(), extras[0].text.as_str()), ("People involved", "- Ann"));
    }
}
