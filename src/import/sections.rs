//! Sections: where the stories of a document of rows begin and end.

use std::collections::BTreeSet;

use super::labels::{Meaning, Words};
use super::opening::{self, Opening};
use super::row::{Row, TITLE_LINE};
use super::story_text::active_labels;
use super::together;
use crate::domain::beat::Beat;

/// A row, and whether what it starts with is a label.
pub(super) struct Line<'a> {
    pub(super) row: &'a Row,
    is_label: bool,
}

impl<'a> Line<'a> {
    /// The label that it starts with.
    pub(super) fn opening(&self) -> Option<Opening<'a>> {
        opening::known(self.row).filter(|_| self.is_label)
    }

    /// Whether it is a heading that is no label.
    pub(super) fn is_title(&self) -> bool {
        self.row.level().is_some() && self.opening().is_none()
    }
}

/// A run of lines that is one story, or none.
pub(super) struct Part<'a> {
    /// The indices of its lines.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The level of its heading; without one, below every heading.
    pub(super) level: u8,
    /// Whether it is a story.
    pub(super) is_story: bool,
    pub(super) labels: Labels<'a>,
}

impl<'a> Part<'a> {
    /// The names of its labels.
    pub(super) const fn label_names(&self) -> &BTreeSet<&'a str> {
        &self.labels.names
    }

    /// How many beats its labels open.
    pub(super) fn beat_count(&self) -> usize {
        self.labels.beats.len()
    }
}

/// The labels of a part.
#[derive(Default)]
pub(super) struct Labels<'a> {
    pub(super) names: BTreeSet<&'a str>,
    beats: BTreeSet<Beat>,
    /// The level of the first, if it is a heading.
    pub(super) level: Option<u8>,
}

/// How many labels of beats rows have. None unless they say how something began and what became of it, or why it
/// was and what was done: a recipe has steps and a result, minutes have goals and actions.
pub(super) fn count_labels(rows: &[Row]) -> usize {
    let labels = active_labels(&lines_of(rows));
    // `What went well` and `Expected behavior` are at home in other documents.
    let own = labels.iter().filter(|(_, opening)| opening.label.words == Words::Dropped);
    let beats: Vec<Beat> = own.filter_map(|(_, opening)| opening.beat()).collect();
    let has = |some: &[Beat]| beats.iter().any(|beat| some.contains(beat));
    let has_end = has(&[Beat::Insight, Beat::Outcome]);
    let is_story = has(&[Beat::Context, Beat::Problem, Beat::Task]) && has_end
        || has(&[Beat::Context, Beat::Problem, Beat::Insight]) && has(&[Beat::Action]);
    if is_story { beats.len() } else { 0 }
}

/// The rows with their labels.
pub(super) fn lines_of(rows: &[Row]) -> Vec<Line<'_>> {
    let line = |(index, row)| Line { row, is_label: !is_heading_of_others(rows, index) };
    rows.iter().enumerate().map(line).collect()
}

/// Whether a heading that could be a label owns several beats, as in `Challenge: The full queue`.
fn is_heading_of_others(rows: &[Row], index: usize) -> bool {
    let Some((heading, rest)) = rows.get(index..).and_then(<[Row]>::split_first) else {
        return false;
    };
    let (Some(level), Some(opening)) = (heading.level(), opening::known(heading)) else {
        return false;
    };
    if opening.label.meaning == Meaning::Title {
        return true;
    }
    // A title that is no heading ends what stands under a heading, unless it is the first there.
    let has_title_line = rest.first().is_some_and(|row| row.level() == Some(TITLE_LINE));
    let is_below = |other: u8| other > level && (other < TITLE_LINE || has_title_line);
    let below = || rest.iter().take_while(|row| row.level().is_none_or(is_below));
    let has_beats = |deepest| {
        let openings = below().filter(|row| row.depth <= deepest).filter_map(opening::known);
        openings.filter_map(|found| found.beat()).collect::<BTreeSet<Beat>>().len() >= 2
    };
    let has_titles = || below().any(|row| row.level().is_some() && opening::known(row).is_none());
    (!opening.rest.is_empty() && has_beats(0)) || (has_titles() && has_beats(1))
}

/// Cuts the lines at headings, and where labels come again.
pub(super) fn parts_of<'a>(lines: &'a [Line<'a>]) -> Vec<Part<'a>> {
    let is_start = |index: &usize| *index == 0 || lines.get(*index).is_some_and(Line::is_title);
    let starts: Vec<usize> = (0..lines.len()).filter(is_start).collect();
    let mut parts: Vec<Part<'a>> = Vec::new();
    for (index, &from) in starts.iter().enumerate() {
        let to = starts.get(index + 1).copied().unwrap_or(lines.len());
        let level_at = |at: usize| lines.get(at).filter(|line| line.is_title()).and_then(|line| line.row.level());
        let section = Section {
            from,
            lines: lines.get(from..to).unwrap_or(&[]),
            found: active_labels(lines.get(from..to).unwrap_or(&[])),
            level: level_at(from),
            has_deeper: level_at(to) > level_at(from),
        };
        match parts.last_mut() {
            Some(open) if section.goes_on(open) => {
                open.to = to;
                open.labels.level = open.labels.level.or_else(|| section.level_of_labels());
                open.labels.add(&section.found);
                open.is_story |= makes_story(&open.labels.beats);
            }
            _ => section.cut(&mut parts),
        }
    }
    together::settle(&mut parts, lines);
    parts
}

/// A heading that is no label, and the lines up to the next.
struct Section<'a> {
    from: usize,
    lines: &'a [Line<'a>],
    found: Vec<(usize, Opening<'a>)>,
    level: Option<u8>,
    /// Whether the next heading stands below this one.
    has_deeper: bool,
}

impl<'a> Section<'a> {
    /// The level of its first label, if that is a heading.
    fn level_of_labels(&self) -> Option<u8> {
        self.found.first().and_then(|&(at, _)| self.lines.get(at)?.row.level())
    }

    /// Whether this only is more of the part above: its heading stands deeper or among the labels there, and the labels
    /// under it don't tell anew.
    fn goes_on(&self, open: &Part<'_>) -> bool {
        let Some(level) = self.level.filter(|&level| level < TITLE_LINE) else { return false };
        let is_among_labels = open.labels.level.is_some_and(|labels| level >= labels);
        let comes_again = self.found.first().is_some_and(|(_, first)| open.labels.names.contains(first.name));
        // Label headings at its own level are its siblings.
        let level_of = |at: usize| self.lines.get(at).and_then(|line| line.row.level());
        let own = self.found.iter().take_while(|&&(at, _)| level_of(at).is_none_or(|label| label > level));
        let own: BTreeSet<Beat> = own.filter_map(|(_, opening)| opening.beat()).collect();
        let is_whole = own.len() >= 3 || !own.is_disjoint(&open.labels.beats);
        let tells_anew = makes_story(&own) && (!open.is_story || is_whole);
        // What has label headings of its own may become a story with the sections below it.
        let begins = !open.is_story && self.level_of_labels().is_some_and(|label| label > level);
        let is_below = level > open.level;
        ((open.is_story && is_below) || is_among_labels) && !comes_again && !tells_anew && !begins
    }

    /// Cuts the section into its stories and what stands before them.
    fn cut(&self, parts: &mut Vec<Part<'a>>) {
        let beats = self.found.iter().filter_map(|(_, opening)| opening.beat()).collect();
        let first_label = self.found.first().and_then(|&(at, _)| self.lines.get(at));
        let owns_labels = self.level.is_some()
            && first_label.is_some_and(|line| line.row.level().is_none_or(|level| Some(level) > self.level));
        let is_short_story = owns_labels && !self.has_deeper && beats_tell(&beats);
        let mut runs = if makes_story(&beats) || is_short_story { self.runs() } else { Vec::new() };
        if let ([run], Some(_)) = (runs.as_mut_slice(), self.level) {
            // A heading with one story is its title.
            *run = 0;
        }
        let level = self.level.unwrap_or(TITLE_LINE);
        let end = |index: usize| runs.get(index).copied().unwrap_or(self.lines.len());
        if end(0) > 0 {
            parts.push(self.part(0, end(0), level, false));
        }
        for (index, &run) in runs.iter().enumerate() {
            let level = if runs.len() == 1 { level } else { TITLE_LINE };
            parts.push(self.part(run, end(index + 1), level, true));
        }
    }

    fn part(&self, from: usize, to: usize, level: u8, is_story: bool) -> Part<'a> {
        let before = |place: usize| self.found.partition_point(|&(at, _)| at < place);
        let inside = self.found.get(before(from)..before(to)).unwrap_or(&[]);
        let first = inside.first().and_then(|&(at, _)| self.lines.get(at));
        let mut labels = Labels { level: first.and_then(|line| line.row.level()), ..Labels::default() };
        labels.add(inside);
        Part { from: self.from + from, to: self.from + to, level, is_story, labels }
    }

    /// Where its stories start, as indices of its lines: at its first label, and wherever that comes again after
    /// another beat. Without a heading over them, also where a telling that had its end goes back to the beginning.
    fn runs(&self) -> Vec<usize> {
        let level = self.level;
        let named: Vec<(usize, &str, &Opening<'_>)> =
            self.found.iter().map(|(at, opening)| (*at, opening.name, opening)).collect();
        let count = |name: &str| named.iter().filter(|&&(_, other, _)| other == name).count();
        let first = named.first().map(|&(_, name, _)| name);
        let first_beat = named.iter().find(|(_, _, opening)| opening.beat().is_some()).map(|&(_, name, _)| name);
        let start = first.filter(|name| count(name) > 1).or(first_beat).or(first).unwrap_or("");
        let mut runs: Vec<usize> = named.first().map(|&(at, ..)| at).into_iter().collect();
        let mut beats: BTreeSet<Beat> = BTreeSet::new();
        let mut has_started = false;
        for (at, name, opening) in &named {
            let comes_again = has_started && *name == start && beats.len() >= 2;
            let is_beginning = opening.label.words == Words::Dropped
                && matches!(opening.label.meaning, Meaning::Beat(Beat::Context | Beat::Problem | Beat::Task));
            let has_ended =
                beats.contains(&Beat::Outcome) && (beats.contains(&Beat::Action) || beats.contains(&Beat::Insight));
            let goes_back = is_beginning && has_ended && level.is_none_or(|level| level == TITLE_LINE);
            if comes_again || goes_back {
                runs.push(*at);
                beats.clear();
                has_started = false;
            }
            has_started |= *name == start;
            beats.extend(opening.beat());
        }
        runs
    }
}

impl<'a> Labels<'a> {
    fn add(&mut self, found: &[(usize, Opening<'a>)]) {
        self.names.extend(found.iter().map(|(_, opening)| opening.name));
        self.beats.extend(found.iter().filter_map(|(_, opening)| opening.beat()));
    }
}

/// Whether beats make a story: two, one of which only a story has.
fn makes_story(beats: &BTreeSet<Beat>) -> bool {
    beats.len() >= 2 && beats_tell(beats)
}

fn beats_tell(beats: &BTreeSet<Beat>) -> bool {
    beats.iter().any(|beat| !matches!(beat, Beat::Context | Beat::Task | Beat::Lesson))
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Import, read};

    fn import(text: &str) -> Import {
        read("a.md", text.as_bytes(), &[])
    }

    const RUN: &str = "**Problem:** a\n\n**Fix:** b\n\n";

    /// Documents of Markdown that differ in how they nest and mark their stories, with the titles to be found.
    #[test]
    fn stories_are_told_from_beats_and_themes_by_what_they_own() {
        let run = RUN;
        let deep = "### Problem\na\n\n### Fix\nb\n\n";
        let bullets = "- **Situation:** a\n- **Task:** b\n- **Action:** c\n  - **Fix:** d\n- **Result:** e\n\n";
        for (text, titles, themes) in [
            (
                format!("# All\n\n## Scale\n\n### A\n{run}### B\n{run}## People\n\n### C\n{bullets}"),
                "A|B|C",
                "Scale|Scale|People",
            ),
            (format!("# A\n\n## Problem\na\n\n## Team\nb\n\n## Fix\nc\n# B\n\n{run}"), "A|B", "|"),
            ("# A\n# Problem\na\n# Fix\nb\n# B\n# Problem\na\n# Fix\nb\n".to_owned(), "A|B", "|"),
            (format!("# All\n\n## Failures\n\n### A\n{bullets}## Goals\n\n### B\n{bullets}"), "A|B", "Failures|Goals"),
            (format!("> ## A\n>\n> {}", run.replace("\n\n", "\n>\n> ")), "A", ""),
            (format!("**A**\n\n{run}**B**\n\n{run}"), "A|B", "|"),
            (format!("# All\n\n**Story: A**\n\n{run}**Story: B**\n\n{run}"), "A|B", "|"),
            (format!("# Challenge: A\n\n{run}# Challenge: B\n\n{run}"), "A|B", "|"),
            (format!("# All\n\n## A\n\n{deep}## B\n\n{deep}## Lessons\n\nc\n"), "A|B", "|"),
            (format!("{run}{run}"), "A|A", "|"),
            ("## Story 1: A\nSituation: a\nAction: b\nResult: c\n".to_owned(), "A", ""),
            ("A\n===\n\nSituation: a\n\nAction: b\n----\n".to_owned(), "A", ""),
        ] {
            let import = import(&text);
            let seen: Vec<_> = import.stories.iter().map(|found| found.story.title.as_str()).collect();
            assert_eq!(seen.join("|"), titles, "{text}");
            let seen: Vec<_> = import.stories.iter().map(|found| found.story.suggested_skills.join(",")).collect();
            assert_eq!(seen.join("|"), themes, "{text}");
            assert_eq!(import.form, Some(Form::Markdown), "{text}");
        }
    }

    #[test]
    fn plain_stories_with_title_lines_keep_them() {
        let text = "MY STORIES\n\nStory 1: The jam\nSituation: It jammed.\nAction: Cleared it.\n\nStory 2\nSituation: It leaked.\nAction: Sealed it.\n";
        let import = import(text);
        let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
        assert_eq!(seen, [("The jam", (3, 6)), ("It leaked", (7, 9))]);
    }

    #[test]
    fn a_list_of_changes_among_others_is_no_story() {
        let import = import(&format!("# 1.2\n\n## Added\n\nA.\n\n## Fixes\n\nB.\n\n# A\n\n{RUN}"));
        let seen: Vec<_> = import.stories.iter().map(|found| found.story.title.as_str()).collect();
        assert_eq!(seen, ["A"]);
    }

    #[test]
    fn a_story_that_lost_its_first_label_still_begins() {
        let story = "Setting\n- a shop\nProblem\nIt jammed.\nFix\nCleared it.\nOutcome\nIt runs.\n";
        let text = format!("{story}{story}{}", story.replacen("Setting\n- a shop\n", "", 1));
        let seen: Vec<_> = import(&text).stories.iter().map(|found| found.lines).collect();
        assert_eq!(seen, [(1, 8), (9, 16), (17, 22)]);
    }

    #[test]
    fn a_document_that_only_sounds_like_a_story_brings_none() {
        for text in [
            "# dotter\n\nIt keeps dotfiles.\n\n## Problem\n\nThey drift.\n\n## Solution\n\nOne place.\n\n## Install\n\nSoon.\n\n## License\n\nMIT\n",
            "# queue\n\n## Overview\n\nA queue.\n\n## Usage\n\nPush.\n\n## Troubleshooting\n\n**Problem:** It is full.\n\n**Solution:** Pop.\n",
            "### Steps to reproduce\n\n1. Push\n\n### Expected behavior\n\nA pop.\n\n### Actual behavior\n\nNone.\n\n### Environment\n\n- OS: BSD\n",
            "# Retro\n\n## What went well\n\n- The demo\n\n## What went wrong\n\n- The build\n\n## Goals\n\n- Ship\n\n## Actions\n\n- Ann: a cache\n",
            "# Cache\n\n## Background\n\nIt is slow.\n\n## Goals\n\n- Speed\n\n## Non-goals\n\n- Cost\n\n## Approach\n\nLRU.\n\n## Risks\n\nMemory.\n\n## Rollout\n\nSlow.\n",
            "Pancakes\n\nIngredients:\n- 2 eggs\n\nSteps:\n1. Mix\n2. Bake\n\nResult: 8 pancakes\n",
        ] {
            let import = import(text);
            assert!(import.stories.is_empty(), "{:#?}", import.stories);
        }
    }
}
