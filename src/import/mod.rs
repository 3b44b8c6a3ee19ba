//! Reading stories out of other people's documents: a name and bytes in, stories and an account of every line out.

mod abroad;
mod bytes;
mod csv;
mod digest;
pub mod document;
mod front_matter;
mod incident;
mod index;
mod instruction;
mod json;
mod json_story;
mod json_walk;
mod kept_over;
mod label_name;
mod label_search;
mod labels;
mod ledger;
mod letters;
mod likeness;
mod lines;
mod made_up_title;
mod markdown;
mod opening;
mod org;
mod org_inline;
mod outline;
mod paragraphs;
mod placeholder;
mod plain;
mod prose;
mod question;
mod resume;
mod row;
pub mod scores;
mod sections;
mod shares;
pub mod shelf;
mod skills;
mod story_builder;
mod story_parts;
mod story_text;
mod table;
mod title;
mod title_lines;
mod together;
mod translation;
mod vocabulary;
mod word_list;
mod word_starts;
mod yaml;

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::beat::Beat;
use crate::domain::exported::one_way;
use crate::domain::limits::{MOST_LINES, MOST_STORIES};
use crate::domain::problem::Problem;
use crate::domain::story::Story;
use ledger::Ledger;
use vocabulary::Vocabulary;

/// What one document held.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The document as its owner named it.
    pub file: String,
    /// The form it was read as; absent when it could not be read at all.
    pub form: Option<Form>,
    /// The stories found, in the order of the document.
    pub stories: Vec<Found>,
    /// The lines that belong to no story, in the order of the document.
    pub left_out: Vec<LeftOut>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
}

/// A story and where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The story, its source set. Ids are made from titles; making them unique is up to the library.
    pub story: Story,
    /// Its first and last line, counted from 1. Only JSON can put two stories on one line.
    pub lines: (usize, usize),
    /// Why its beats were inferred rather than read, in a few words; absent when labels say what is what.
    pub doubt: Option<&'static str>,
    /// The mark that Retell put on it when it went out; absent when it isn't from an export.
    pub exported: Option<String>,
    /// The line of the document for each line of its beats that isn't blank, with the beat.
    places: Vec<(Beat, usize)>,
}

impl Found {
    /// The line of the document on which a block of a beat starts, or where the story does if that isn't known. Blocks
    /// are counted from 0, as [`blocks`](crate::domain::text::blocks) has them.
    pub fn line_of(&self, beat: Beat, block: usize) -> usize {
        let mut lines = self.places.iter().filter(|(of, _)| *of == beat).map(|(_, line)| *line);
        lines.nth(block).unwrap_or(self.lines.0)
    }
}

impl From<Story> for Found {
    fn from(story: Story) -> Self {
        Self { story, lines: (1, 1), doubt: None, exported: None, places: Vec::new() }
    }
}

/// Lines that belong to no story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The first and last of them, counted from 1.
    pub lines: (usize, usize),
    /// Why they belong to none, in a few words.
    pub reason: &'static str,
}

/// How a document keeps its stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Objects with known keys.
    Json,
    /// Records under a header of beat names.
    Csv,
    /// Headings and bold labels.
    Markdown,
    /// Headlines with stars, tags and drawers.
    Org,
    /// Plain lines that are labels.
    Labels,
    /// A blog index: date, category, title, summary.
    Index,
    /// Paragraphs, one incident each.
    Paragraphs,
}

impl Form {
    /// The name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "table of stories",
            Self::Markdown => "Markdown",
            Self::Org => "Org",
            Self::Labels => "labeled text",
            Self::Index => "blog index",
            Self::Paragraphs => "paragraphs",
        }
    }
}

/// Reads the stories out of one document. `vocabulary` is the skills known already; those that the text mentions are
/// suggested.
pub fn read(name: &str, bytes: &[u8], vocabulary: &[&str]) -> Import {
    let mut import =
        Import { file: name.to_owned(), form: None, stories: Vec::new(), left_out: Vec::new(), problems: Vec::new() };
    let text = match bytes::decode(name, bytes) {
        Ok(text) => text,
        Err(problem) => {
            import.problems.push(problem);
            return import;
        }
    };
    let mut ledger = Ledger::default();
    let front = front_matter::find(name, &text, &mut import.problems);
    let text = front.as_ref().map_or(Cow::Borrowed(&*text), |front| front.without(&text));
    if front.is_none() && text.trim().is_empty() {
        if !text.is_empty() {
            ledger.leave_out(1, "blank");
        }
        import.problems.push(Problem::new(name, "the file is empty", "There is nothing to import."));
    } else if let Some((what, hint)) = one_way(&text) {
        ledger.leave_out(1, "no story");
        import.problems.push(Problem::new(name, what, hint));
    } else {
        import.form = read_in_its_form(name, &text, &mut ledger, &mut import.problems);
    }
    if let Some(line) = ledger.first_beyond() {
        let reason = format!("{MOST_STORIES} stories come before this line, and no more are read at once");
        import.problems.push(Problem::new(name, reason, "Split the file, and import the rest by itself.").at(line, 1));
    }
    let document = document::name_of(name);
    (import.stories, import.left_out) = ledger.close(lines::count(&text), document);
    if let Some(front) = &front {
        front.settle(&mut import, &text, document);
    }
    let vocabulary = Vocabulary::new(vocabulary);
    let suggested = shares::map(&import.stories, |found| skills::suggested_for(&found.story.said(), &vocabulary));
    for (found, suggested) in import.stories.iter_mut().zip(suggested).filter(|(found, _)| found.exported.is_none()) {
        found.story.suggested_skills = suggested;
    }
    if import.stories.is_empty() && import.problems.is_empty() {
        import.problems.push(Problem::new(
            name,
            "no story was found in it",
            "Retell looks for labels such as `Problem:`, `Insight:`, `Action:` and `Outcome:`, or for paragraphs that \
             tell what I or we did. Put a heading over each story and a label before each part.",
        ));
    }
    import
}

/// Reads the one story of a page that somebody worked on. `unsaid` are those of its fields that the page doesn't say.
///
/// # Errors
/// When it isn't one story, or something in it can't be used.
pub fn read_page(name: &str, text: &str, unsaid: Map<String, Value>) -> Result<Story, Problem> {
    match markdown::excess(text) {
        Some(excess) => Err(Problem::new(name, excess.reason, excess.hint).at(excess.line, 1)),
        None => markdown::read_page(name, text, unsaid),
    }
}

/// Finds out which form the document has, and reads it so. None means that it was refused.
fn read_in_its_form(name: &str, text: &str, ledger: &mut Ledger, problems: &mut Vec<Problem>) -> Option<Form> {
    let line_count = lines::count(text);
    if line_count > MOST_LINES {
        ledger.leave_out(1, "too much to read");
        let reason = format!("it has {line_count} lines; {MOST_LINES} can be read");
        problems.push(Problem::new(name, reason, "Split it into several files."));
        return None;
    }
    if json::looks_like_json(text) {
        json::read(name, text, ledger, problems);
        return Some(Form::Json);
    }
    if let Some(delimiter) = csv::delimiter(text) {
        let rows = csv::rows(text, delimiter);
        ledger.leave_out(1, "header");
        outline::read(rows, ledger);
        return Some(Form::Csv);
    }
    if let Some(excess) = markdown::excess(text) {
        ledger.leave_out(1, "too much to read");
        problems.push(Problem::new(name, excess.reason, excess.hint).at(excess.line, 1));
        return None;
    }
    if markdown::is_exported(text) {
        markdown::read_exported(name, text, ledger, problems);
        return Some(Form::Markdown);
    }
    let lines = || text.lines().collect::<Vec<&str>>();
    let (form, rows) = if org::is_org(name, text) {
        (Form::Org, org::rows(&lines(), ledger))
    } else {
        match Some(markdown::rows(text)).filter(|rows| markdown::has_markup(rows)) {
            Some(rows) => (Form::Markdown, rows),
            None => (Form::Labels, plain::rows(&lines())),
        }
    };
    let mut rows = letters::part(rows);
    letters::settle(&mut rows);
    // Stories can be dated, and an index can have a title that reads as a label. Whichever has more is meant.
    let entries = index::count_entries(&rows);
    if sections::count_labels(&rows) > entries {
        outline::read(rows, ledger);
        return Some(form);
    }
    if entries > 0 {
        index::read(&rows, ledger);
        return Some(Form::Index);
    }
    let has_questions = question::mark_titles(&mut rows, form == Form::Markdown);
    if form == Form::Labels && !has_questions {
        paragraphs::read(&paragraphs::of_lines(&lines()), false, ledger);
    } else {
        prose::read_all(&rows, ledger);
    }
    Some(Form::Paragraphs)
}

#[cfg(test)]
mod tests;
