//! Markdown as Retell writes it: headings say what is what, and nothing has to be guessed.

use pulldown_cmark::{Event, Parser};
use serde_json::{Map, Value, json};

use super::super::labels::{Meaning, Words};
use super::super::ledger::Ledger;
use super::super::{Found, label_search, plain};
use super::{OPTIONS, without_tags};
use crate::domain::beat::Beat;
use crate::domain::exported::EXPORTED;
use crate::domain::limits::refuse_excess_of_json;
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId};

/// Whether Retell wrote this text: a note of its own stands in it.
pub(in crate::import) fn is_exported(text: &str) -> bool {
    text.lines().any(|line| note_in(line.trim()).is_some())
}

/// The note that Retell left on a line: JSON in a comment.
fn note_in(line: &str) -> Option<&str> {
    let note = line.strip_prefix("<!-- retell ")?.strip_suffix("-->")?;
    note.starts_with('{').then_some(note)
}

/// Reads the stories, each from its heading on.
pub(in crate::import) fn read(file: &str, text: &str, ledger: &mut Ledger, problems: &mut Vec<Problem>) {
    for (first, lines) in stories_in(text) {
        if lines.first().is_none_or(|line| title_in(line).is_none()) {
            ledger.leave_out(first, "preamble");
        } else if ledger.is_full() {
            ledger.story_beyond(first);
        } else {
            match Draft::of(&lines, first).and_then(|draft| draft.finish(Map::new())) {
                Ok(found) if found.exported.is_none() && !found.story.has_text() => {
                    ledger.leave_out(first, "heading without a part of a story");
                }
                Ok(found) => ledger.story(first, found),
                Err(Wrong { line, reason, hint }) => {
                    problems.push(Problem::new(file, reason, hint).at(line, 1));
                    ledger.leave_out(first, "a story that can't be read");
                }
            }
        }
    }
}

/// Reads the one story of a page that somebody worked on. `unsaid` are those of its fields that the page doesn't say.
///
/// # Errors
/// When it isn't one story, or something in it can't be used.
pub(in crate::import) fn read_page(file: &str, text: &str, unsaid: Map<String, Value>) -> Result<Story, Problem> {
    let problem = |line, reason: &str, hint| Problem::new(file, reason, hint).at(line, 1);
    let stories: Vec<_> =
        stories_in(text).filter(|(_, lines)| lines.iter().any(|line| !line.trim().is_empty())).collect();
    let is_story = |(_, lines): &&(usize, Vec<&str>)| lines.first().is_some_and(|line| title_in(line).is_some());
    if let Some((line, _)) = stories.iter().filter(is_story).nth(1) {
        let hint = "A page is one story: write `##` before the name of a part.";
        return Err(problem(*line, "a second story begins here", hint));
    }
    match stories.as_slice() {
        [story] if is_story(&story) => {
            let read = Draft::of(&story.1, story.0).and_then(|draft| draft.finish(unsaid));
            read.map(|found| found.story).map_err(|Wrong { line, reason, hint }| problem(line, &reason, hint))
        }
        [] => {
            Err(Problem::new(file, "nothing is left on the page", "The first line is the title, with `# ` before it."))
        }
        [(line, _), ..] => {
            let hint = "The first line is the title, with `# ` before it.";
            Err(problem(*line, "this stands before the title", hint))
        }
    }
}

/// The parts of a text that begin with a title, with their first lines, and what comes before them.
fn stories_in(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut stories: Vec<(usize, Vec<&str>)> = Vec::new();
    for (number, line) in (1..).zip(lines) {
        match stories.last_mut() {
            Some((_, lines)) if title_in(line).is_none() => lines.push(line),
            _ => stories.push((number, vec![line])),
        }
    }
    stories.into_iter()
}

fn title_in(line: &str) -> Option<&str> {
    heading_in(line.trim()).filter(|(level, _)| *level == 1).map(|(_, title)| title)
}

fn heading_in(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']))).then(|| (level, text.trim()))
}

/// What can't be used.
struct Wrong {
    line: usize,
    reason: String,
    hint: &'static str,
}

/// Where a line belongs.
enum Part {
    Beat(Beat),
    /// A list, by its field.
    Items(&'static str),
    Extra(String),
}

/// A story as it is read.
struct Draft {
    first: usize,
    fields: Map<String, Value>,
    beats: Map<String, Value>,
    note: Map<String, Value>,
    part: Part,
    text: Text,
    /// The items of a list so far.
    items: Vec<Text>,
    /// For each block of a beat, its line.
    places: Vec<(Beat, usize)>,
}

type Refusal = (String, &'static str);

impl Draft {
    /// Reads a story from its lines, the first of which is its title. What stands below that and above all parts says
    /// where it happened.
    fn of(lines: &[&str], first: usize) -> Result<Self, Wrong> {
        let title = lines.first().and_then(|line| title_in(line)).unwrap_or_default();
        let mut draft = Self {
            first,
            fields: Map::from_iter([("title".to_owned(), words_of(title).into())]),
            beats: Map::new(),
            note: Map::new(),
            part: Part::Beat(Beat::Context),
            text: Text::default(),
            items: Vec::new(),
            places: Vec::new(),
        };
        for (line, text) in (first + 1..).zip(lines.iter().skip(1)) {
            draft.read(text.trim(), line).map_err(|(reason, hint)| Wrong { line, reason, hint })?;
        }
        draft.close();
        Ok(draft)
    }

    fn read(&mut self, line: &str, number: usize) -> Result<(), Refusal> {
        if let Some(note) = note_in(line) {
            let hint = "Put it back as it was, or take the whole comment out.";
            let read = refuse_excess_of_json(note.as_bytes()).and_then(|()| serde_json::from_str(note));
            self.note = read.map_err(|error| (format!("this note is broken: {error}"), hint))?;
        } else if let Some((level, heading)) = heading_in(line) {
            self.close();
            let written = words_of(heading);
            let label = label_search::find(&written).filter(|_| level == 2);
            let kept = label.filter(|label| label.words == Words::Kept).map(|_| format!("{written}: "));
            self.text.text.extend(kept);
            self.part = label.and_then(|label| part_of(label.meaning)).unwrap_or(Part::Extra(written));
        } else if line.is_empty() || plain::is_rule(line) || (line.starts_with("<!--") && line.ends_with("-->")) {
            self.text.end_paragraph();
            self.items.last_mut().unwrap_or(&mut self.text).end_paragraph();
        } else if !self.read_field(line, number)? {
            self.read_text(line, number);
        }
        Ok(())
    }

    /// Reads a line that begins with a name in bold and a colon, if it is one that says something by itself.
    fn read_field(&mut self, line: &str, number: usize) -> Result<bool, Refusal> {
        let Some((name, rest)) = bold_name_in(line) else { return Ok(false) };
        match (name.to_lowercase().as_str(), &self.part) {
            ("suggested skills", _) => self.add("suggested_skills", items_of(rest)),
            ("silenced rules", _) => self.add("silenced", items_of(rest)),
            // Whatever it is to be corrected for: the field says that it is.
            ("flagged", _) => drop(self.fields.insert("flagged".to_owned(), true.into())),
            ("target", _) => {
                let seconds = seconds_of(rest).ok_or_else(|| {
                    (format!("“{rest}” is no target"), "Write it in seconds, such as 90 s, or as 1:30.")
                })?;
                self.fields.insert("target_seconds".to_owned(), seconds.into());
            }
            ("cue words", &Part::Beat(beat)) => {
                let cues = self.fields.entry("cues").or_insert_with(|| json!({}));
                if let Some(cues) = cues.as_object_mut() {
                    cues.insert(beat.key().to_owned(), items_of(rest));
                }
            }
            _ => match label_search::find(name).map(|label| label.meaning) {
                Some(Meaning::Skills) => self.add("skills", items_of(rest)),
                Some(meaning) if let Some(part) = part_of(meaning) => {
                    self.close();
                    self.part = part;
                    if !rest.is_empty() {
                        self.read_text(rest, number);
                    }
                }
                _ => return Ok(false),
            },
        }
        Ok(true)
    }

    fn read_text(&mut self, line: &str, number: usize) {
        match self.part {
            Part::Items(_) => match (item_in(line), self.items.last_mut()) {
                (None, Some(item)) if item.gap == Gap::Line => drop(item.push(line)),
                (item, _) => {
                    self.items.push(Text::default());
                    self.items.last_mut().map(|text| text.push(item.unwrap_or(line)));
                }
            },
            Part::Beat(beat) => {
                if self.text.push(line) {
                    self.places.push((beat, number));
                }
            }
            Part::Extra(_) => drop(self.text.push(line)),
        }
    }

    /// Takes what was read since the last heading to where it belongs.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.text).text;
        match std::mem::replace(&mut self.part, Part::Beat(Beat::Context)) {
            Part::Beat(_) if text.is_empty() => {}
            Part::Beat(beat) => match self.beats.get_mut(beat.key()) {
                Some(Value::String(all)) => *all += &format!("\n\n{text}"),
                _ => drop(self.beats.insert(beat.key().to_owned(), text.into())),
            },
            Part::Items(field) => {
                let items = std::mem::take(&mut self.items);
                self.add(field, items.into_iter().map(|item| item.text).collect());
            }
            Part::Extra(label) => self.add("extras", json!([{ "label": label, "text": text }])),
        }
    }

    /// Adds items to a list.
    fn add(&mut self, field: &str, items: Value) {
        let list = self.fields.entry(field).or_insert_with(|| json!([]));
        if let (Some(list), Value::Array(items)) = (list.as_array_mut(), items) {
            list.extend(items);
        }
    }

    /// The story, with the fields that its page doesn't say: those, or those in its note.
    fn finish(mut self, unsaid: Map<String, Value>) -> Result<Found, Wrong> {
        let mut unsaid = if unsaid.is_empty() { self.note } else { unsaid };
        let exported = unsaid.remove(EXPORTED).and_then(|mark| Some(mark.as_str()?.to_owned()));
        if let Some(title) = unsaid.remove("title") {
            self.fields.insert("title".to_owned(), title);
        }
        if let Some(Value::Object(beats)) = unsaid.get("beats") {
            for (key, text) in beats {
                self.beats.entry(key).or_insert_with(|| text.clone());
            }
            unsaid.remove("beats");
        }
        if !self.beats.is_empty() {
            self.fields.insert("beats".to_owned(), self.beats.into());
        }
        for (key, value) in unsaid {
            self.fields.entry(key).or_insert(value);
        }
        let title = self.fields.get("title").and_then(Value::as_str).unwrap_or_default();
        let id = StoryId::from_title(title);
        self.fields.entry("id").or_insert_with(|| String::from(id).into());
        let story = Story::from_json(&Value::Object(self.fields).to_string()).map_err(|error| {
            let reason = error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
            Wrong { line: self.first, reason, hint: "Correct it in a text editor." }
        })?;
        Ok(Found { exported, places: self.places, ..Found::from(story) })
    }
}

const fn part_of(meaning: Meaning) -> Option<Part> {
    match meaning {
        Meaning::Beat(beat) => Some(Part::Beat(beat)),
        Meaning::Impact => Some(Part::Beat(Beat::Outcome)),
        Meaning::Skills => Some(Part::Items("skills")),
        Meaning::Questions => Some(Part::Items("questions")),
        Meaning::FollowUps => Some(Part::Items("follow_ups")),
        Meaning::Title => None,
    }
}

/// A text as its lines come together.
#[derive(Default)]
struct Text {
    text: String,
    /// What comes between the last line and the next.
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Gap {
    /// Nothing: the text begins, or a line break was written.
    #[default]
    None,
    /// A paragraph goes on.
    Line,
    /// Another begins.
    Blank,
}

impl Text {
    /// Adds a line, and says whether it begins a block.
    fn push(&mut self, line: &str) -> bool {
        let has_break = (line.len() - line.trim_end_matches('\\').len()) % 2 == 1;
        let line = if has_break { line.get(..line.len() - 1).unwrap_or_default() } else { line };
        let item = item_in(line);
        let (gap, is_block) = match self.gap {
            Gap::None => ("", true),
            Gap::Line if item.is_some() => ("\n", true),
            Gap::Line => (" ", false),
            Gap::Blank => ("\n\n", true),
        };
        self.text.push_str(gap);
        if item.is_some() {
            self.text.push_str("- ");
        }
        self.text.push_str(&words_of(item.unwrap_or(line)));
        self.gap = if has_break { Gap::None } else { Gap::Line };
        if has_break {
            self.text.push('\n');
        }
        is_block && !line.is_empty()
    }

    fn end_paragraph(&mut self) {
        if self.gap == Gap::Line {
            self.gap = Gap::Blank;
        }
    }
}

/// The text of a bullet or a numbered item.
fn item_in(line: &str) -> Option<&str> {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=3).contains(&(line.len() - number.len()));
    let text = match number.strip_prefix(['.', ')']) {
        Some(text) if is_number => text,
        _ => line.strip_prefix(['-', '*', '+'])?,
    };
    (text.is_empty() || text.starts_with([' ', '\t'])).then(|| text.trim_start())
}

/// A name in bold at the start of a line, with a colon behind it, and the rest.
fn bold_name_in(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("**")?.split_once("**")?;
    let is_name = name.ends_with(':') || rest.starts_with(':');
    is_name.then(|| (name.trim_end_matches(':').trim(), rest.trim_start_matches(':').trim()))
}

/// The words that commas divide.
fn items_of(text: &str) -> Value {
    let mut is_escaped = false;
    let items = text.split(|c: char| {
        let divides = c == ',' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        divides
    });
    items.map(str::trim).filter(|item| !item.is_empty()).map(words_of).collect()
}

fn seconds_of(text: &str) -> Option<u32> {
    if let Some((minutes, seconds)) = text.split_once(':') {
        return Some(
            minutes.trim().parse::<u32>().ok()?.checked_mul(60)? + seconds.trim().parse::<u8>().ok().map(u32::from)?,
        );
    }
    text.trim_end_matches(|c: char| !c.is_ascii_digit()).trim().parse().ok()
}

/// The words of a line, without what they look like.
fn words_of(line: &str) -> String {
    let words: String = Parser::new_ext(line, OPTIONS)
        .map(|event| match event {
            Event::Text(words) | Event::Code(words) => words.into_string(),
            Event::Html(html) | Event::InlineHtml(html) => without_tags(&html),
            _ => String::new(),
        })
        .collect();
    // A line that is nothing but marks is somebody's words too.
    if words.is_empty() { line.to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Result<Story, String> {
        read_page("a.md", text, Map::new()).map_err(|problem| problem.to_string())
    }

    #[test]
    fn a_page_is_read_as_people_write_it() {
        let story = page(
            "# A leak\n\n**Tags:** Redis, C\\, and C++\n**Target:** 1:30\n\nWe had *one* cache.\n\n## Root cause\n\
             **Cue words:** keys, three\nNobody let the\nkeys go. `KEYS *`\n- one\n1. two\n\nThen it broke.\\\nTwice.\n\n\
             **Fix:** I counted.\n\n## Team\n\nFive.\n\n## Questions\n\n- Why?\n- Who\n  knew?\n",
        );
        assert_eq!(
            serde_json::to_value(story.unwrap()).unwrap(),
            json!({
                "version": 1, "id": "a-leak", "title": "A leak", "skills": ["Redis", "C, and C++"], "target_seconds": 90,
                "questions": ["Why?", "Who knew?"],
                "beats": {
                    "context": "We had one cache.",
                    "insight": "Nobody let the keys go. KEYS *\n- one\n- two\n\nThen it broke.\nTwice.",
                    "action": "I counted.",
                },
                "cues": { "insight": ["keys", "three"] },
                "extras": [{ "label": "Team", "text": "Five." }],
            })
        );
    }

    #[test]
    fn what_can_not_be_read_is_named_with_its_line() {
        for (text, why) in [
            ("", "nothing is left on the page"),
            ("\nIt broke.\n", "a.md:1:1: this stands before the title"),
            ("# A\n\n## Fix\n\n# B\n", "a.md:5:1: a second story begins here"),
            ("#\n\n## Fix\n", "a.md:1:1: the title is blank"),
            ("# A\n\n**Target:** soon\n", "a.md:3:1: “soon” is no target"),
            ("# A\n\n**Target:** 5\n", "target_seconds"),
            ("# A\n<!-- retell {\"a\": -->\n", "a.md:2:1: this note is broken"),
        ] {
            let said = page(text).map(|story| format!("{:?}", story.locked_fields())).unwrap_or_else(|why| why);
            assert!(said.contains(why), "{said}");
        }
    }
}
