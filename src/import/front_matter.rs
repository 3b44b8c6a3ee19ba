//! Front matter: the YAML between two rules at the start of a document, and what it says of the stories below it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::label_name;
use super::label_search;
use super::labels::{self, Meaning};
use super::row::{Kind, Row};
use super::story_builder::StoryBuilder;
use super::yaml::{self, Entry, TextLines, Value};
use super::{
    Form, Found, Import, LeftOut, json_story, markdown, opening, paragraphs, plain, prose, question, skills, title,
};
use crate::domain::beat::Beat;
use crate::domain::problem::Problem;
use crate::domain::story::{Extra, Source, Story, StoryId};

/// Longer front matter is text, in bytes.
const LONGEST: usize = 64 << 10;

/// A key with more words is the start of a sentence.
const MOST_WORDS_OF_A_KEY: usize = 4;

/// No document has more skills for all of its stories.
const MOST_SUGGESTED: usize = 100;

/// What stands before the stories of a document.
pub(super) struct FrontMatter {
    /// How many lines it has, its rules among them.
    lines: usize,
    /// None when it is broken.
    entries: Option<Vec<Entry>>,
}

/// The front matter of a text, if it has any. A problem says what is wrong with it.
pub(super) fn find(file: &str, text: &str, problems: &mut Vec<Problem>) -> Option<FrontMatter> {
    let (inside, count) = fenced(text)?;
    if !has_keys(inside) {
        return None;
    }
    let lines = count + 2;
    match yaml::entries(inside, |key| matches!(key, "star" | "beats" | "story")) {
        Ok(mut entries) => {
            let rest = text.lines().skip(lines);
            // Stories can stand between rules, the first one too.
            if entries.is_empty() || goes_on_alike(&entries, rest) {
                return None;
            }
            for entry in &mut entries {
                entry.move_down();
            }
            Some(FrontMatter { lines, entries: Some(entries) })
        }
        Err(broken) => {
            let hint = "Correct it in a text editor; a colon, a quote or the indentation is the usual cause. What \
                        follows it was read.";
            let reason = format!("the front matter can't be read: {}", broken.reason);
            problems.push(Problem::new(file, reason, hint).at((broken.line + 1).min(lines), broken.column));
            Some(FrontMatter { lines, entries: None })
        }
    }
}

/// What stands between the rule on the first line and the next one, and how many lines that are.
fn fenced(text: &str) -> Option<(&str, usize)> {
    let is_rule = |line: &str, rules: &[&str]| rules.contains(&line.trim_end());
    let (first, rest) = text.split_once('\n').filter(|(first, _)| is_rule(first, &["---"]))?;
    let (mut length, mut count) = (0, 0);
    for line in rest.split_inclusive('\n') {
        if is_rule(line, &["---", "..."]) {
            let start = first.len() + 1;
            return Some((text.get(start..start + length)?, count));
        }
        (length, count) = (length + line.len(), count + 1);
        if length > LONGEST {
            break;
        }
    }
    None
}

/// Whether the lines of a text that aren't indented are mostly keys, and the first of them is one.
fn has_keys(text: &str) -> bool {
    let is_text = |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#', '-', ']', '}']);
    let lines = text.lines().filter(is_text);
    let (keys, others): (Vec<&str>, Vec<&str>) = lines.clone().partition(|line| is_entry(line));
    lines.clone().next().is_some_and(is_entry) && keys.len() > others.len()
}

fn is_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '"' | '\'' | '.');
        (value.is_empty() || value.starts_with([' ', '\t']))
            && key.chars().all(is_key)
            && (1..=MOST_WORDS_OF_A_KEY).contains(&key.split_whitespace().count())
    })
}

/// Whether a label among the entries comes again below, written the same.
fn goes_on_alike<'a>(entries: &[Entry], mut rest: impl Iterator<Item = &'a str>) -> bool {
    let labels = entries.iter().map(|entry| entry.key.as_str());
    let labels: BTreeSet<&str> = labels.filter(|key| label_search::find(key).is_some()).collect();
    rest.any(|line| line.split_once(':').is_some_and(|(label, _)| labels.contains(label)))
}

impl Entry {
    /// Counts lines from the rule above the entries.
    fn move_down(&mut self) {
        self.line += 1;
        match &mut self.value {
            Value::Text(_, TextLines::From(line) | TextLines::Each(line)) => *line += 1,
            Value::List(items) => items.iter_mut().for_each(|(_, line)| *line += 1),
            Value::Other(_) => {}
        }
    }

    fn name(&self) -> String {
        json_story::spaced(self.key.get(..label_search::LONGEST).unwrap_or(&self.key))
    }

    fn texts(&self) -> Vec<&str> {
        let texts = match &self.value {
            Value::Text(text, _) => text.lines().collect(),
            Value::List(items) => items.iter().map(|(item, _)| item.as_str()).collect(),
            Value::Other(text) => vec![text.as_str()],
        };
        texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect()
    }

    /// The value as a text, a list as bullets.
    fn text(&self) -> String {
        match &self.value {
            Value::Text(text, _) | Value::Other(text) => text.trim().to_owned(),
            Value::List(_) => self.texts().iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"),
        }
    }

    fn tell(&self, builder: &mut StoryBuilder) {
        match &self.value {
            Value::Text(text, lines) => {
                for row in plain::rows(&text.lines().collect::<Vec<_>>()) {
                    builder.at(match lines {
                        TextLines::From(line) => *line,
                        TextLines::Each(line) => line + row.first - 1,
                    });
                    tell_row(&row, builder);
                }
            }
            Value::List(items) => {
                for (item, line) in items {
                    builder.at(*line);
                    builder.bullet(item.replace('\n', " ").trim());
                }
            }
            Value::Other(text) => builder.paragraph(text),
        }
    }
}

fn tell_row(row: &Row, builder: &mut StoryBuilder) {
    match row.kind {
        Kind::Bullet => builder.bullet(&row.text),
        Kind::Paragraph if row.continues && opening::known(row).is_none() => builder.more(&row.text),
        Kind::Rule => {}
        _ => builder.paragraph(&row.text),
    }
}

impl FrontMatter {
    /// The text below it. Its lines are there as blank ones, so that all others keep their numbers.
    pub(super) fn without<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let length: usize = text.split_inclusive('\n').take(self.lines).map(str::len).sum();
        Cow::Owned("\n".repeat(self.lines) + text.get(length..).unwrap_or(""))
    }

    /// Gives what it says to the stories of a document that was read without it, and accounts for its lines.
    pub(super) fn settle(&self, import: &mut Import, body: &str, document: &str) {
        let Some(entries) = &self.entries else {
            self.leave_out(import, body, "broken front matter");
            return;
        };
        let said = Said::of(entries);
        // Labels say more than paragraphs, even if something in those happened to the teller.
        let is_prose = import.stories.is_empty() || import.form == Some(Form::Paragraphs);
        let whole = || if said.makes_story() { said.whole(body) } else { said.article(body, import.stories.len()) };
        if import.form.is_some()
            && is_prose
            && let Some(mut found) = whole()
        {
            found.lines = (1, body.lines().count().max(self.lines));
            found.story.source = Some(Source::new(document.to_owned(), found.lines).into());
            (import.stories, import.left_out) = (vec![found], Vec::new());
            return;
        }
        match import.stories.as_mut_slice() {
            [found] => {
                let is_next = found.lines.0 == 1;
                // What is told so far above a story is no part of its lines.
                let said = if is_next { said } else { Said { beats: Vec::new(), ..said } };
                said.give(found);
                if !is_next {
                    self.leave_out(import, body, "front matter of the story below");
                }
            }
            stories => {
                for found in stories {
                    found.story.suggested_skills.extend(said.skills.iter().take(MOST_SUGGESTED).cloned());
                }
                self.leave_out(import, body, "front matter");
            }
        }
    }

    /// Leaves its lines out, and the blank ones below it. Until now they belong to what comes first.
    fn leave_out(&self, import: &mut Import, body: &str, reason: &'static str) {
        let blank = body.lines().take_while(|line| line.trim().is_empty()).count();
        if let Some(found) = import.stories.iter_mut().take_while(|found| found.lines.0 == 1).last() {
            found.lines.0 = blank + 1;
            if let Some(source) = &mut found.story.source {
                source.lines = found.lines;
            }
        } else if let Some(first) = import.left_out.first_mut() {
            first.lines.0 = blank + 1;
        }
        import.left_out.retain(|part| part.lines.0 <= part.lines.1);
        import.left_out.insert(0, LeftOut { lines: (1, blank), reason });
    }
}

/// What front matter says, part by part.
#[derive(Default)]
struct Said<'a> {
    title: Option<String>,
    skills: Vec<String>,
    questions: Vec<String>,
    follow_ups: Vec<String>,
    beats: Vec<(String, labels::Label, &'a Entry)>,
    extras: Vec<Extra>,
}

impl<'a> Said<'a> {
    fn of(entries: &'a [Entry]) -> Self {
        let mut said = Self::default();
        for entry in entries {
            let name = entry.name();
            let label = label_search::find(&name);
            let texts = entry.texts();
            let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
            let is_title = json_story::TITLES.contains(&label_name::normalize(&name).as_str());
            match label.map(|label| (label, label.meaning)) {
                _ if texts.is_empty() => {}
                _ if is_title && said.title.is_none() => said.title = title::clean(&texts.join(" ")),
                Some((_, Meaning::Skills)) => match &entry.value {
                    // The items of a list may have commas.
                    Value::List(_) => said.skills.extend(owned(&texts)),
                    _ => said.skills.extend(texts.into_iter().flat_map(skills::split_list)),
                },
                Some((_, Meaning::Questions)) => said.questions.extend(owned(&texts)),
                Some((_, Meaning::FollowUps)) => said.follow_ups.extend(owned(&texts)),
                Some((label, meaning)) if meaning.beat().is_some() => said.beats.push((name, label, entry)),
                _ => said.extras.push(Extra::new(entry.key.clone(), entry.text())),
            }
        }
        said.skills = skills::distinct(said.skills, &[]);
        said
    }

    /// Whether its beats are a story by themselves: two, one of which only a story has. Blogs have summaries.
    fn makes_story(&self) -> bool {
        let beats: BTreeSet<Beat> = self.beats.iter().filter_map(|(_, label, _)| label.meaning.beat()).collect();
        beats.len() >= 2 && beats.iter().any(|beat| !matches!(beat, Beat::Context | Beat::Task | Beat::Lesson))
    }

    fn tell(&self, builder: &mut StoryBuilder) {
        for (written, label, entry) in &self.beats {
            builder.at(entry.line);
            builder.label(written, *label);
            entry.tell(builder);
        }
    }

    /// The story that it tells, with the text below it. None when it is a template.
    fn whole(&self, body: &str) -> Option<Found> {
        let rows = markdown::rows(body);
        let has_context = self.beats.iter().any(|(_, label, _)| label.meaning.beat() == Some(Beat::Context));
        let heading = rows.first().filter(|row| row.level().is_some() && self.title.is_none());
        let rows = rows.get(usize::from(heading.is_some())..).unwrap_or(&[]);
        let mut builder = StoryBuilder::new(self.title.as_deref().or_else(|| heading.map(|row| row.text.as_str())));
        if has_context {
            self.tell(&mut builder);
            if !rows.is_empty() {
                builder.extra("Text");
            }
        }
        for row in rows {
            builder.at(row.first + usize::from(row.kind == Kind::Code && row.last > row.first));
            tell_row(row, &mut builder);
        }
        if !has_context {
            self.tell(&mut builder);
        }
        let mut found = builder.finish().ok()?;
        self.give_rest(&mut found.story);
        Some(found)
    }

    /// The draft of an article: its title is here, and what it tells of goes on below any number of headings, of which
    /// hardly one has a story of its own.
    fn article(&self, body: &str, stories: usize) -> Option<Found> {
        let title = self.title.as_deref()?;
        let rows = markdown::rows(body);
        let headings = rows.iter().filter(|row| row.level().is_some()).count();
        let is_advice = title.to_lowercase().starts_with("how to") || question::is_question(title);
        if is_advice || (stories > 0 && stories * 2 > headings) || !prose::reports(&rows) {
            return None;
        }
        let blocks = prose::blocks(&rows);
        let mut found = paragraphs::draft(Some(title), blocks.iter().map(|(line, text)| (*line, text.as_str())))?;
        self.give(&mut found);
        Some(found)
    }

    /// Adds what it says to the only story of a document. What the story says differently itself becomes an extra.
    fn give(&self, found: &mut Found) {
        let story = &mut found.story;
        match &self.title {
            Some(title) if story.title_made_up => {
                (story.title, story.id, story.title_made_up) = (title.clone(), StoryId::from_title(title), false);
                story.questions.extend(Some(title.clone()).filter(|title| question::is_question(title)));
            }
            Some(title) if *title != story.title => story.extras.push(Extra::new("Title", title.clone())),
            _ => {}
        }
        let mut builder = StoryBuilder::new(None);
        self.tell(&mut builder);
        if let Ok(told) = builder.finish() {
            for (beat, text) in told.story.beats.iter() {
                match story.beats.get(beat) {
                    None => {
                        story.beats.insert(beat, text);
                        found.places.extend(told.places.iter().filter(|(of, _)| *of == beat));
                    }
                    Some(own) if own.trim() == text.trim() => {}
                    Some(_) => story.extras.push(Extra::new(beat.name(), text)),
                }
            }
        }
        self.give_rest(story);
    }

    fn give_rest(&self, story: &mut Story) {
        story.skills.extend_from_slice(&self.skills);
        story.skills = skills::distinct(std::mem::take(&mut story.skills), &[]);
        for (own, said) in [(&mut story.questions, &self.questions), (&mut story.follow_ups, &self.follow_ups)] {
            let lacks: Vec<String> = said.iter().filter(|text| !own.contains(text)).cloned().collect();
            own.extend(lacks);
        }
        story.extras.extend_from_slice(&self.extras);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read;
    use super::super::tests::properties::{accounts, damaged};
    use super::*;

    const STORY: &str = "\
---
title: The full disk
tags: [linux, \"on call, at night\"]
skills: LVM, patience
date: 2024-05-01
questions:
  - What broke last?
star:
  root_cause: |
    A log that
    nobody rotated.
  result: >
    It has room.
draft: ~
---

**Problem:** It was full.

**Fix:** Moved it.

**Result:** No page since.
";

    const ALONE: &str = "---\nproblem: It was full.\nfix: [Moved it, Told them]\n---\n\n# The full disk\n\nA Monday at *noon*.\n\n- cold\n";

    const BROKEN: &str = "---\ntitle: The disk: full\ntags: a\n---\n\n## A\n\n**Problem:** x\n\n**Fix:** y\n\n## B\n\n**Problem:** x\n\n**Fix:** y\n";

    fn import(text: &str) -> Import {
        read("a.md", text.as_bytes(), &[])
    }

    fn left_out(import: &Import) -> Vec<((usize, usize), &str)> {
        import.left_out.iter().map(|part| (part.lines, part.reason)).collect()
    }

    #[test]
    fn it_belongs_to_the_only_story() {
        let import = import(STORY);
        let [found] = import.stories.as_slice() else { panic!("{import:#?}") };
        assert_eq!(
            (found.story.title.as_str(), found.story.title_made_up, found.lines),
            ("The full disk", false, (1, 21))
        );
        assert_eq!(found.story.source.as_ref().unwrap().lines, (1, 21));
        assert_eq!(found.story.id.as_str(), "the-full-disk");
        assert_eq!(found.story.skills, ["linux", "on call, at night", "LVM", "patience"]);
        assert_eq!(found.story.questions, ["What broke last?"]);
        let beats: Vec<_> = found.story.beats.iter().collect();
        assert_eq!(
            beats,
            [
                (Beat::Problem, "It was full."),
                (Beat::Insight, "A log that nobody rotated."),
                (Beat::Action, "Moved it."),
                (Beat::Outcome, "No page since.")
            ]
        );
        assert_eq!((found.line_of(Beat::Insight, 0), found.line_of(Beat::Action, 0)), (10, 19));
        let extras: Vec<_> =
            found.story.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str())).collect();
        assert_eq!(extras, [("Outcome", "It has room."), ("date", "2024-05-01")]);
        assert!(import.left_out.is_empty() && import.problems.is_empty());
    }

    #[test]
    fn beats_in_it_make_a_story_of_the_text_below() {
        let import = import(ALONE);
        let [found] = import.stories.as_slice() else { panic!("{import:#?}") };
        assert_eq!((found.story.title.as_str(), found.lines), ("The full disk", (1, 10)));
        let beats: Vec<_> = found.story.beats.iter().collect();
        assert_eq!(
            beats,
            [
                (Beat::Context, "A Monday at noon.\n\n- cold"),
                (Beat::Problem, "It was full."),
                (Beat::Action, "- Moved it\n- Told them")
            ]
        );
        let with_context = ALONE.replacen("problem:", "context: A shop.\nproblem:", 1);
        let story = &read("a.md", with_context.as_bytes(), &[]).stories[0].story;
        assert_eq!(story.extras, [Extra::new("Text", "A Monday at noon.\n\n- cold")]);
    }

    #[test]
    fn to_several_stories_its_skills_are_suggested() {
        let import = import(&BROKEN.replace("The disk: full", "Disks"));
        let lines: Vec<_> =
            import.stories.iter().map(|found| (found.lines, found.story.suggested_skills.join(","))).collect();
        assert_eq!(lines, [((6, 11), "a".to_owned()), ((12, 16), "a".to_owned())]);
        assert_eq!(left_out(&import), [((1, 5), "front matter")]);
    }

    #[test]
    fn when_it_is_broken_the_rest_comes_in() {
        let import = import(BROKEN);
        assert_eq!(import.stories.len(), 2);
        assert_eq!(left_out(&import), [((1, 5), "broken front matter")]);
        let problem = import.problems[0].to_string();
        assert!(problem.starts_with("a.md:2:16: the front matter can't be read: this is not YAML"), "{problem}");
    }

    #[test]
    fn above_a_preamble_it_is_left_out_though_what_it_says_counts() {
        let text = "---\ntags: a\n---\n# All\n\nHello.\n\n## A\n\n**Problem:** x\n\n**Fix:** y\n";
        let import = import(text);
        assert_eq!(import.stories[0].story.skills, ["a"]);
        assert_eq!(left_out(&import), [((1, 3), "front matter of the story below"), ((4, 7), "preamble")]);
    }

    #[test]
    fn rules_around_stories_are_no_front_matter() {
        for text in [
            "---\nProblem: x\nFix: y\n---\nProblem: z\nFix: v\n---\n",
            "---\n**Problem:** x\n\n**Fix:** y\n---\n\n**Problem:** z\n\n**Fix:** v\n",
            "---\nNotes\n---\n\nProblem: x\nFix: y\n",
            "---\n\nProblem: x\n",
        ] {
            assert!(find("a", text, &mut Vec::new()).is_none(), "{text}");
        }
        assert_eq!(import("---\nProblem: x\nFix: y\n---\nProblem: z\nFix: v\n---\n").stories.len(), 2);
    }

    #[test]
    fn a_blog_post_with_a_summary_is_no_story() {
        let import = import("---\ntitle: Hello\nsummary: Of the world.\ntags: [a]\n---\n\nThe world is round.\n");
        assert!(import.stories.is_empty());
        assert_eq!(left_out(&import)[0], ((1, 6), "front matter"));
    }

    proptest! {
        #[test]
        fn every_line_of_a_damaged_document_is_accounted_for(text in damaged(&[STORY, ALONE, BROKEN]), rules in any::<bool>()) {
            let text = if rules { format!("---\n{text}") } else { text };
            prop_assert!(accounts(&import(&text), &text));
        }

        #[test]
        fn no_front_matter_makes_it_panic(text in "([-?:,\\[\\]{}#&*!|>'\" \n]|[a-z]{1,3}|\na: |\nfix: |\nproblem: |\n  |\n---\n|é){0,60}") {
            let text = format!("---\na:{text}");
            prop_assert!(accounts(&import(&text), &text));
        }
    }
}
