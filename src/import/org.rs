//! Org becomes rows: headlines, lists, drawers and blocks in order, with their lines, levels and bold beginnings.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::opening;
use super::org_inline::plain_text;
use super::row::{Kind, Row};
use super::{json_story, label_search, labels, plain, skills};

/// Keywords that no other form of text has at the start of a line.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "title", "author", "filetags", "options", "startup", "todo", "seq_todo", "property", "category", "html_head",
];

/// What a headline may start with when nothing else is declared.
#[rustfmt::skip]
const STATES: &[&str] = &[
    "TODO", "NEXT", "STARTED", "WAITING", "WAIT", "HOLD", "SOMEDAY", "IN-PROGRESS", "DONE", "CANCELLED", "CANCELED",
];

/// Lines right below a headline that only plan it.
const PLANS: &[&str] = &["SCHEDULED:", "DEADLINE:", "CLOSED:"];

/// A line with more tags is none that a person wrote.
const MOST_TAGS: usize = 32;

/// The deepest level that a heading can have.
const DEEPEST: u8 = 6;

/// Whether a document is Org: its name says so, or its text does and has no headings of Markdown.
pub(super) fn is_org(name: &str, text: &str) -> bool {
    let is_named = name.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("org"));
    let (mut signs, mut headlines, mut deeper, mut texts) = (0, 0, 0, 0);
    let (mut markdown, mut is_fenced, mut is_block) = (0, false, false);
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        is_fenced ^= line.trim_start().starts_with("```");
        match keyword(line) {
            _ if is_fenced => {}
            Some((key, _)) if starts_with(key, "begin_") => (signs, is_block) = (signs + 1, true),
            Some((key, _)) if starts_with(key, "end_") => is_block = false,
            _ if is_block => {}
            Some((key, _)) => signs += usize::from(KEYWORDS.contains(&key.to_ascii_lowercase().as_str())),
            None if line.eq_ignore_ascii_case(":PROPERTIES:") => signs += 1,
            None if is_heading_of_markdown(line) && !is_named => return false,
            None if is_heading_of_markdown(line) => markdown += 1,
            None => match headline(line) {
                Some((stars, text)) if !text.contains("**") => {
                    headlines += 1;
                    deeper += usize::from(stars > 1);
                    // One word between colons is an emoji elsewhere.
                    signs += usize::from(split_tags(text).1.len() > 1);
                }
                _ => texts += 1,
            },
        }
    }
    // A comment of Org looks like a heading of the first level, and a list can have stars for its depth.
    let is_outline = headlines > deeper && deeper > 0 && texts >= deeper;
    if is_named { markdown == 0 || headlines > 0 } else { signs > 0 || is_outline }
}

/// A heading of Markdown that cannot be a comment of Org.
fn is_heading_of_markdown(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (2..=6).contains(&(line.len() - text.len())) && text.starts_with(' ')
}

/// The rows of an Org text. Its tags go into the ledger: they are skills.
pub(super) fn rows(lines: &[&str], ledger: &mut Ledger) -> Vec<Row> {
    let mut reader = Reader { lines, ends: Ends::of(lines), ..Reader::default() };
    reader.declared = declared_states(lines);
    let mut next = 0;
    while let Some(line) = lines.get(next) {
        next = reader.read(next, line).max(next + 1);
    }
    reader.push_properties();
    for (from, to, tags) in reader.tags {
        ledger.tag((from, to), tags);
    }
    reader.rows
}

/// Where the blocks and drawers of a text end.
#[derive(Default)]
struct Ends {
    /// For each name in lower case, the indices of the lines that end such a block. Drawers have none.
    by_name: BTreeMap<String, Vec<usize>>,
    headlines: Vec<usize>,
}

impl Ends {
    fn of(lines: &[&str]) -> Self {
        let mut ends = Self::default();
        for (index, line) in lines.iter().enumerate() {
            if line.trim().eq_ignore_ascii_case(":end:") {
                ends.by_name.entry(String::new()).or_default().push(index);
            } else if let Some((key, _)) = keyword(line).filter(|(key, _)| starts_with(key, "end_")) {
                let name = key.get(4..).unwrap_or("").to_ascii_lowercase();
                ends.by_name.entry(name).or_default().push(index);
            } else if headline(line).is_some() {
                ends.headlines.push(index);
            }
        }
        ends
    }

    fn block(&self, name: &str, from: usize) -> Option<usize> {
        let ends = self.by_name.get(name)?;
        ends.get(ends.partition_point(|&end| end <= from)).copied()
    }

    /// A drawer ends before the next headline, or is none.
    fn drawer(&self, from: usize) -> Option<usize> {
        let next = self.headlines.partition_point(|&headline| headline <= from);
        let next = self.headlines.get(next).copied();
        self.block("", from).filter(|&end| next.is_none_or(|next| end < next))
    }
}

#[derive(Default)]
struct Reader<'a> {
    lines: &'a [&'a str],
    ends: Ends,
    rows: Vec<Row>,
    /// The words before a title that tell the state of a task.
    declared: Vec<&'a str>,
    has_title: bool,
    has_file_tags: bool,
    /// The indentations of the lists that are open.
    lists: Vec<usize>,
    /// The number of stars of a headline whose part of the outline is commented out.
    hidden_below: Option<usize>,
    /// Tags with the lines from and to which they hold.
    tags: Vec<(usize, usize, Vec<String>)>,
    /// Properties that are labels, with their values. The text below a drawer is none of theirs and goes first.
    properties: Vec<Row>,
    /// The level of each open headline with tags, and where these are.
    open_tags: Vec<(u8, usize)>,
}

impl<'a> Reader<'a> {
    /// Reads what starts on the line of this index, and says at which index it ended if that is further down.
    fn read(&mut self, index: usize, line: &'a str) -> usize {
        if let Some((stars, text)) = headline(line) {
            self.headline(index, stars, text);
            return index;
        }
        if self.hidden_below.is_some() {
            return index;
        }
        let text = line.trim();
        if let Some((key, value)) = keyword(line) {
            return self.keyword(index, key, value);
        }
        if drawer_name(text).is_some()
            && let Some(end) = self.ends.drawer(index)
        {
            self.read_properties(index, end);
            return end + 1;
        }
        let is_planned = self.rows.last().is_some_and(|row| row.level().is_some() && row.last == index);
        let is_comment = text == "#" || text.starts_with("# ");
        let is_line_of_table = text.starts_with("|-");
        let is_plan = is_planned && PLANS.iter().any(|plan| text.starts_with(plan));
        if text.is_empty() || is_comment || is_line_of_table || is_plan {
            return index;
        }
        let indentation = line.len() - line.trim_start().len();
        if text.len() >= 5 && text.bytes().all(|byte| byte == b'-') {
            self.lists.clear();
            self.rows.push(Row::new(Kind::Rule, 0, index + 1));
        } else if let Some(code) = text.strip_prefix(": ") {
            self.push(Row { text: code.to_owned(), ..Row::new(Kind::Code, self.lists.len(), index + 1) });
        } else if let Some(item) = plain::bullet(line).filter(|_| indentation > 0 || !line.starts_with('*')) {
            self.lists.retain(|&open| open < indentation);
            self.lists.push(indentation);
            self.push(item_row(item, self.lists.len(), index + 1));
        } else {
            self.lists.retain(|&open| open < indentation);
            let mut row = Row::new(Kind::Paragraph, self.lists.len(), index + 1);
            (row.text, row.bold) = plain_text(text);
            let is_text = |row: &&Row| matches!(row.kind, Kind::Paragraph | Kind::Bullet);
            row.continues =
                self.rows.last().filter(is_text).is_some_and(|above| above.last == index && above.depth == row.depth);
            self.push(row);
        }
        index
    }

    fn push(&mut self, mut row: Row) {
        if !row.text.is_empty() {
            opening::look_for(&mut row);
            self.rows.push(row);
        }
    }

    fn push_properties(&mut self) {
        for row in std::mem::take(&mut self.properties) {
            self.push(row);
        }
    }

    fn headline(&mut self, index: usize, stars: usize, text: &str) {
        self.lists.clear();
        self.push_properties();
        if self.hidden_below.is_some_and(|hidden| stars > hidden) {
            return;
        }
        let (text, tags) = split_tags(text);
        let text = self.without_state(text);
        let hidden = text.strip_prefix("COMMENT").filter(|rest| rest.is_empty() || rest.starts_with(' '));
        // The headline stays, so that what it hides is no part of the story above it.
        self.hidden_below = hidden.map(|_| stars);
        let text = hidden.map_or(text, str::trim_start);
        let level = u8::try_from(stars).unwrap_or(DEEPEST).min(DEEPEST);
        self.close_tags(level, index);
        if !tags.is_empty() {
            self.open_tags.push((level, self.tags.len()));
            self.tags.push((index + 1, self.lines.len(), tags));
        }
        // The title of a document stands above its headlines.
        let level = (level + u8::from(self.has_title)).min(DEEPEST);
        let mut row = Row::new(Kind::Heading(level), 0, index + 1);
        (row.text, row.bold) = plain_text(text);
        self.push(row);
    }

    /// The tags of headlines from this level on hold no longer on the line of this index.
    fn close_tags(&mut self, level: u8, index: usize) {
        while let Some((_, open)) = self.open_tags.pop_if(|(open, _)| *open >= level) {
            if let Some((_, to, _)) = self.tags.get_mut(open) {
                *to = index;
            }
        }
    }

    /// A title without the state of a task, a priority and how much is done.
    fn without_state<'t>(&self, text: &'t str) -> &'t str {
        let word = text.split(' ').next().unwrap_or("");
        let is_state = STATES.contains(&word) || self.declared.contains(&word);
        let text = if is_state { text.get(word.len()..).unwrap_or("").trim_start() } else { text };
        let text = match text.strip_prefix("[#").and_then(|rest| rest.split_once(']')) {
            Some((priority, rest)) if priority.len() <= 2 => rest.trim_start(),
            _ => text,
        };
        match text.rsplit_once('[') {
            Some((before, done)) if is_progress(done) => before.trim_end(),
            _ => text,
        }
    }

    fn keyword(&mut self, index: usize, key: &str, value: &str) -> usize {
        let key = key.to_ascii_lowercase();
        if let Some(name) = key.strip_prefix("begin_") {
            let is_code = matches!(name, "src" | "example" | "export");
            let end = self.ends.block(name, index).filter(|_| is_code || name == "comment");
            let Some(end) = end else { return index };
            let inside = self.lines.get(index + 1..end).unwrap_or(&[]);
            if is_code && inside.iter().any(|line| !line.trim().is_empty()) {
                let code: Vec<&str> = inside.iter().map(|line| unescaped(line)).collect();
                let mut row = Row::new(Kind::Code, self.lists.len(), index + 1);
                (row.text, row.last) = (code.join("\n").trim_end().to_owned(), end + 1);
                self.push(row);
            }
            return end + 1;
        }
        let is_first = !self.rows.iter().any(|row| row.level().is_some());
        if key == "title" && is_first && !value.is_empty() {
            self.has_title = true;
            let mut row = Row::new(Kind::Heading(1), 0, index + 1);
            (row.text, row.bold) = plain_text(value);
            self.push(row);
        } else if matches!(key.as_str(), "filetags" | "keywords") && !self.has_file_tags {
            let tags = match tags_of(value) {
                Some(tags) => tags,
                None => skills::split_list(value),
            };
            self.has_file_tags = true;
            self.tags.push((index + 1, self.lines.len(), tags.into_iter().take(MOST_TAGS).collect()));
        }
        index
    }

    /// Reads a drawer between two indices: properties count whose names are labels.
    fn read_properties(&mut self, start: usize, end: usize) {
        let is_properties = self.lines.get(start).is_some_and(|line| line.trim().eq_ignore_ascii_case(":properties:"));
        for index in (start + 1..end).filter(|_| is_properties) {
            let line = self.lines.get(index).map_or("", |line| line.trim());
            let Some((key, value)) = line.strip_prefix(':').and_then(|line| line.split_once(':')) else { continue };
            let (key, value) = (json_story::spaced(key.trim_end_matches('+')), value.trim());
            let Some(label) = label_search::find(&key).filter(|_| !value.is_empty()) else { continue };
            match label.meaning {
                labels::Meaning::Skills => {
                    let tags = tags_of(value).unwrap_or_else(|| skills::split_list(value));
                    self.tags.push((index + 1, index + 1, tags));
                }
                // A headline is the title.
                labels::Meaning::Title => {}
                _ => {
                    let mut row = Row::new(Kind::Heading(DEEPEST), 0, index + 1);
                    row.text = key;
                    self.properties.push(row);
                    let mut row = Row::new(Kind::Paragraph, 0, index + 1);
                    (row.text, row.bold) = plain_text(value);
                    self.properties.push(row);
                }
            }
        }
    }
}

/// The row of an item, whose term is a label if it has one.
fn item_row(item: &str, depth: usize, line: usize) -> Row {
    let mut row = Row::new(Kind::Bullet, depth, line);
    let item = ["[ ] ", "[X] ", "[x] ", "[-] "].into_iter().find_map(|mark| item.strip_prefix(mark)).unwrap_or(item);
    let term = item.split_once(" :: ").or_else(|| Some((item.strip_suffix(" ::")?, "")));
    match term {
        Some((term, rest)) => {
            let term = plain_text(term.trim()).0;
            row.text = format!("{term}: {}", plain_text(rest.trim()).0);
            row.text.truncate(row.text.trim_end().len());
            row.bold = (term.len() + 1).min(row.text.len());
        }
        None => (row.text, row.bold) = plain_text(item),
    }
    row
}

/// The number of stars of a headline, and its text.
fn headline(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('*');
    let stars = line.len() - text.len();
    (stars > 0 && text.starts_with(' ') && !text.trim().is_empty()).then_some((stars, text.trim()))
}

/// The key and the value of a line such as `#+TITLE: Outages`.
fn keyword(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().strip_prefix("#+")?;
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    let (key, value) = line.split_at_checked(end)?;
    let is_block = starts_with(key, "begin_") || starts_with(key, "end_");
    (!key.is_empty() && (is_block || value.starts_with(':'))).then(|| (key, value.trim_start_matches(':').trim()))
}

fn starts_with(key: &str, start: &str) -> bool {
    key.get(..start.len()).is_some_and(|key| key.eq_ignore_ascii_case(start))
}

fn drawer_name(text: &str) -> Option<&str> {
    let name = text.strip_prefix(':')?.strip_suffix(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    is_name.then_some(name)
}

/// The text of a headline, and the tags at its end.
fn split_tags(text: &str) -> (&str, Vec<String>) {
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    match tags_of(last) {
        Some(tags) => (before.trim_end(), tags),
        None => (text, Vec::new()),
    }
}

/// The tags in `:redis:on_call:`, as words.
fn tags_of(text: &str) -> Option<Vec<String>> {
    let inside = text.strip_prefix(':')?.strip_suffix(':')?;
    let is_tag = |tag: &str| !tag.is_empty() && tag.chars().all(|c| c.is_alphanumeric() || "_@#%".contains(c));
    let tags = inside.split(':').take(MOST_TAGS + 1);
    let is_tags = tags.clone().all(is_tag) && tags.clone().count() <= MOST_TAGS;
    is_tags.then(|| tags.map(|tag| tag.replace('_', " ").trim().to_owned()).filter(|tag| !tag.is_empty()).collect())
}

/// The states of tasks that a document declares, as in `#+TODO: OPEN | CLOSED(c)`.
fn declared_states<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let declarations = lines.iter().filter_map(|line| keyword(line));
    let declarations = declarations
        .filter(|(key, _)| ["todo", "seq_todo", "typ_todo"].iter().any(|todo| key.eq_ignore_ascii_case(todo)));
    let words = declarations.flat_map(|(_, value)| value.split_whitespace()).filter(|word| *word != "|");
    words.map(|word| word.split('(').next().unwrap_or(word)).take(MOST_TAGS).collect()
}

/// Whether a text says how much is done: `2/5]` or `40%]`.
fn is_progress(text: &str) -> bool {
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    text.strip_suffix(']').is_some_and(|done| {
        done.strip_suffix('%').is_some_and(is_number)
            || done.split_once('/').is_some_and(|(some, all)| is_number(some) && is_number(all))
    })
}

/// A line of code without the comma that keeps Org from reading it.
fn unescaped(line: &str) -> &str {
    line.strip_prefix(',').filter(|line| line.starts_with('*') || line.starts_with("#+")).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::properties::{accounts, damaged};
    use super::super::{Form, Import, read};
    use super::*;
    use crate::domain::beat::Beat;

    const ORG: &str = "\
#+TITLE: Outages
#+AUTHOR: Ann
#+FILETAGS: :work:

What I want to remember.

* Storage :disks:
** DONE [#A] The full disk [2/2] :linux:on_call:
SCHEDULED: <2024-05-01 Wed>
:PROPERTIES:
:ID: 7
:SKILLS: patience, LVM
:ROOT_CAUSE: A log that nobody rotated.
:END:
*** Situation
The /disk/ was
full at [[https://example.org][noon]].
# nobody knows this
*** Action
1. Looked at =df=
2. Moved it
   to another
*** Result
#+BEGIN_SRC sh
,* Situation
df -h
#+END_SRC
-----
* The two clocks
- Situation :: Reminders came late.
- Action ::
  Set the clock.
- *Result:* None was late.
* COMMENT Not yet
** Situation
Nothing.
* Thanks
To you.
";

    fn import(text: &str) -> Import {
        read("notes.txt", text.as_bytes(), &[])
    }

    fn beats(import: &Import, story: usize) -> Vec<(Beat, &str)> {
        import.stories[story].story.beats.iter().collect()
    }

    #[test]
    fn an_outline_becomes_its_stories() {
        let import = import(ORG);
        assert_eq!(import.form, Some(Form::Org));
        let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
        assert_eq!(seen, [("The full disk", (8, 27)), ("The two clocks", (29, 33))]);
        assert_eq!(
            beats(&import, 0),
            [
                (Beat::Context, "The disk was full at noon."),
                (Beat::Insight, "A log that nobody rotated."),
                (Beat::Action, "- Looked at df\n- Moved it to another"),
                (Beat::Outcome, "* Situation\ndf -h"),
            ]
        );
        assert_eq!(
            beats(&import, 1),
            [
                (Beat::Context, "Reminders came late."),
                (Beat::Action, "Set the clock."),
                (Beat::Outcome, "None was late.")
            ]
        );
        assert_eq!(import.stories[0].line_of(Beat::Outcome, 0), 25);
    }

    #[test]
    fn tags_and_properties_are_skills_and_those_of_a_theme_are_suggested() {
        let import = import(ORG);
        let story = &import.stories[0].story;
        assert_eq!(story.skills, ["linux", "on call", "patience", "LVM"]);
        assert_eq!(story.suggested_skills, ["Storage", "work", "disks"]);
        assert_eq!(import.stories[1].story.suggested_skills, ["work"]);
    }

    #[test]
    fn the_title_of_the_document_is_that_of_its_only_story() {
        let import = import("#+title: The full disk\n* Situation\nFull.\n* Action\nMoved.\n* Result\nEmpty.\n");
        assert_eq!(import.stories[0].story.title, "The full disk");
        assert_eq!(import.stories[0].lines, (1, 7));
    }

    #[test]
    fn org_is_told_from_lists_with_stars_and_from_comments_that_look_like_headings() {
        for (name, text, expected) in [
            ("a", "* A\n** Situation\nIt broke.\n** Action\nMended.\n", true),
            ("a", "* A :x:y:\nIt broke.\n", true),
            ("a", "#+TITLE: A\n# note\nIt broke.\n", true),
            ("a.org", "* A\nIt broke.\n", true),
            ("a.ORG", "It broke.\n", true),
            ("a.org", "# A\n\n## Problem\n", false),
            ("a", "* A\n* B\n\nIt broke.\n", false),
            ("a", "* Shipped it :tada:\n* B\n", false),
            ("a", "* A\n** deeper\n** deeper\n* B\n", false),
            ("a", "## A\n\n* Situation: x\n\n** Action:** y\n\nz\n", false),
            ("a", "```\n#+TITLE: A\n```\n", false),
        ] {
            assert_eq!(is_org(name, text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_block_or_drawer_that_never_ends_hides_nothing() {
        let text = "#+TITLE: A\n* A\n#+BEGIN_SRC sh\n:LOGBOOK:\n** Problem\nFull.\n** Fix\nMoved.\n";
        assert_eq!(beats(&import(text), 0)[1..], [(Beat::Problem, "Full."), (Beat::Action, "Moved.")]);
    }

    proptest! {
        #[test]
        fn every_line_of_damaged_org_is_accounted_for(text in damaged(&[ORG])) {
            let import = read("a.org", text.as_bytes(), &[]);
            prop_assert!(accounts(&import, &text), "{import:#?}");
        }

        #[test]
        fn no_org_makes_it_panic(text in "([-*#+:=/~\\[\\]|, \n]|[a-z]{1,3}|\n\\* |\n#\\+BEGIN_SRC\n|\n#\\+END_SRC\n|\n:END:\n|Fix ::|é){0,80}") {
            let import = read("a.org", text.as_bytes(), &[]);
            prop_assert!(accounts(&import, &text), "{import:#?}");
        }
    }
}
