//! What the parts of a document are together: a register of reports, one report under its title, what sums up the others.

use std::collections::HashMap;

use super::labels::Words;
use super::row::TITLE_LINE;
use super::sections::{Labels, Line, Part};
use super::story_text;
use super::{incident, instruction};

/// A fact in the head of a report has no more words.
const MOST_WORDS_OF_A_PHRASE: usize = 6;

/// Settles which parts are stories and where those end, once all are known.
pub(super) fn settle(parts: &mut Vec<Part<'_>>, lines: &[Line<'_>]) {
    give_to_headings_above(parts, lines);
    unwrap(parts, lines);
    cut_off_closing(parts, lines);
    for index in documents_of_other_headings(parts, lines) {
        if let Some(part) = parts.get_mut(index) {
            part.is_story = false;
        }
    }
    for index in 0..parts.len() {
        let is_summary = parts.get(index..).is_some_and(is_summary_of_all);
        if let Some(part) = parts.get_mut(index) {
            part.is_story &= !is_summary;
        }
    }
}

/// Gives a story whose labels stand beside its own heading to the heading above both, where that has no other: the title
/// of a report stands over its head, its timeline and its cause.
fn give_to_headings_above(parts: &mut Vec<Part<'_>>, lines: &[Line<'_>]) {
    let mut given: Vec<Part<'_>> = Vec::with_capacity(parts.len());
    let mut rest = std::mem::take(parts).into_iter();
    while let Some(mut part) = rest.next() {
        let level = part.level;
        let is_alone = || !rest.as_slice().iter().take_while(|later| later.level >= level).any(|later| later.is_story);
        let has_sibling = given.last().is_some_and(|before| before.level == level);
        if has_labels_beside(&part, lines) && is_alone() && (has_sibling || is_head(&part, lines)) {
            give_to_heading_above(&mut part, &mut given, lines);
        }
        given.push(part);
    }
    *parts = given;
}

/// Gives a story to the nearest heading above its own, unless something is told between the two. Says whether it did.
fn give_to_heading_above<'a>(story: &mut Part<'a>, before: &mut Vec<Part<'a>>, lines: &[Line<'_>]) -> bool {
    let silent = before.iter().enumerate().rev().take_while(|(_, part)| !part.is_story && part.labels.names.is_empty());
    let above = silent.map(|(at, part)| (at, part.from, part.level)).find(|&(.., level)| level < story.level);
    let Some((at, from, level)) = above.filter(|&(_, from, _)| lines.get(from).is_some_and(Line::is_title)) else {
        return false;
    };
    (story.from, story.level) = (from, level);
    before.truncate(at);
    true
}

/// Gives a story whose heading only says how it is told, as `STAR version`, to the heading above, and what hangs there
/// with it.
fn unwrap(parts: &mut Vec<Part<'_>>, lines: &[Line<'_>]) {
    let mut unwrapped: Vec<Part<'_>> = Vec::with_capacity(parts.len());
    // Below this level all that tells little belongs to the story that came last.
    let mut level = None;
    for mut part in std::mem::take(parts) {
        level = level.filter(|&level| part.level > level);
        let heading = lines.get(part.from).filter(|line| part.is_story && line.is_title());
        if heading.is_some_and(|line| instruction::is_way_of_telling(&line.row.text)) {
            if give_to_heading_above(&mut part, &mut unwrapped, lines) {
                level = Some(part.level);
            }
        } else if let Some(open) = unwrapped.last_mut().filter(|_| level.is_some() && part.beat_count() < 2) {
            open.to = part.to;
            continue;
        }
        unwrapped.push(part);
    }
    *parts = unwrapped;
}

/// Whether only facts stand between the heading of a story and its first label heading, as in the head of a report. A
/// few words that tell nothing are one too.
fn is_head(part: &Part<'_>, lines: &[Line<'_>]) -> bool {
    let inside = lines.iter().take(part.to).skip(part.from + 1);
    let facts: Vec<&Line<'_>> = inside.take_while(|line| line.row.level().is_none()).collect();
    let is_fact = |line: &&Line<'_>| story_text::fact(line).is_some();
    let is_phrase = |line: &&Line<'_>| {
        let text = &line.row.text;
        text.split_whitespace().count() <= MOST_WORDS_OF_A_PHRASE && !incident::has_past(text)
    };
    !facts.is_empty() && (facts.iter().all(is_fact) || (facts.len() == 1 && facts.iter().all(is_phrase)))
}

/// Whether labels of a story are headings of the same level as its title.
fn has_labels_beside(part: &Part<'_>, lines: &[Line<'_>]) -> bool {
    let mut inside = lines.iter().take(part.to).skip(part.from + 1);
    part.is_story
        && part.level < TITLE_LINE
        && inside.any(|line| line.row.level() == Some(part.level) && line.opening().is_some())
}

/// Ends the last story where a label heading comes that stands as high as its title and is the only one that does: what
/// all of them taught is no part of it.
fn cut_off_closing(parts: &mut Vec<Part<'_>>, lines: &[Line<'_>]) {
    let closing = |part: &Part<'_>| {
        let mut inside = lines.iter().enumerate().take(part.to).skip(part.from + 1);
        let is_as_high =
            |line: &Line<'_>| line.opening().is_some() && line.row.level().is_some_and(|level| level <= part.level);
        inside.find(|(_, line)| is_as_high(line)).map(|(at, _)| at)
    };
    let Some(last) = parts.iter().rposition(|part| part.is_story) else { return };
    let Some((earlier, Some(part))) = parts.split_at_checked(last).map(|(before, after)| (before, after.first()))
    else {
        return;
    };
    let Some(at) = closing(part).filter(|_| part.level < TITLE_LINE) else { return };
    let beside = || earlier.iter().filter(|other| other.is_story && other.level == part.level);
    if beside().next().is_none() || beside().any(|other| closing(other).is_some()) {
        return;
    }
    let (level, to) = (part.level, part.to);
    if let Some(part) = parts.get_mut(last) {
        part.to = at;
    }
    parts.insert(last + 1, Part { from: at, to, level, is_story: false, labels: Labels::default() });
}

/// Whether the first of these parts only sums up the others: it has hardly a label, and those at the level of stories.
fn is_summary_of_all(parts: &[Part<'_>]) -> bool {
    let [part, rest @ ..] = parts else { return false };
    let Some(level) = part.labels.level.filter(|_| part.beat_count() < 3) else { return false };
    let below = rest.iter().take_while(|later| later.level > part.level);
    level < TITLE_LINE && below.filter(|later| later.is_story && later.level == level).nth(1).is_some()
}

/// The stories that are mostly other headings, and are alone with their labels: reports of one register keep to its
/// headings, whatever those are.
fn documents_of_other_headings(parts: &[Part<'_>], lines: &[Line<'_>]) -> Vec<usize> {
    let stories = || parts.iter().enumerate().filter(|(_, part)| part.is_story);
    let mut found: Vec<_> = stories().filter(|(_, part)| is_mostly_other_headings(part, lines)).collect();
    if !found.is_empty() {
        let mut alike: HashMap<_, usize> = HashMap::new();
        for (_, part) in stories() {
            *alike.entry((part.labels.level, &part.labels.names)).or_default() += 1;
        }
        found.retain(|(_, part)| alike.get(&(part.labels.level, &part.labels.names)) == Some(&1));
    }
    found.into_iter().map(|(index, _)| index).collect()
}

/// Whether a part has its labels in headings, and as many headings beside them that are none: a README, a design.
fn is_mostly_other_headings(part: &Part<'_>, lines: &[Line<'_>]) -> bool {
    let Some(level) = part.labels.level.filter(|&level| level < TITLE_LINE) else { return false };
    let inside = lines.get(part.from..part.to).unwrap_or(&[]).iter().enumerate();
    let headings = inside.filter(|(index, line)| line.row.level() == Some(level) && (*index > 0 || !line.is_title()));
    let (others, labels): (Vec<_>, Vec<_>) = headings.partition(|(_, line)| line.is_title());
    let is_own = |line: &Line<'_>| line.opening().is_some_and(|opening| opening.label.words != Words::Weak);
    others.len() >= labels.iter().filter(|(_, line)| is_own(line)).count()
}
