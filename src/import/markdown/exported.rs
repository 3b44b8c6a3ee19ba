//! Markdown as Retell writes it: headings say what is what, and nothing has to be guessed.

use serde_json::{Map, Value, json};

use super::super::labels::{Meaning, Words};
use super::super::ledger::Ledger;
use super::super::{Found, label_search, plain};
use super::page_text::{Code, Text, item_in, words_of};
use crate::domain::beat::Beat;
use crate::domain::exported::{EXPORTED, FLAGGED};
use crate::domain::limits::refuse_excess_of_json;
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId, TARGET_SECONDS};

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
    let mut stories: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut code = Code::default();
    for (number, line) in (1..).zip(text.lines()) {
        let is_code = code.goes_over(line, number);
        match stories.last_mut() {
            Some((_, lines)) if is_code || title_in(line).is_none() => lines.push(line),
            _ => stories.push((number, vec![line])),
        }
        // Code that isn't closed costs its own story only, which this line ends.
        if note_in(line.trim()).is_some() {
            code = Code::default();
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
    code: Code,
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
            code: Code::default(),
            items: Vec::new(),
            places: Vec::new(),
        };
        for (line, text) in (first + 1..).zip(lines.iter().skip(1)) {
            if draft.code.goes_over(text, line) {
                draft.read_code(text, line);
            } else {
                draft.read(text.trim(), line).map_err(|(reason, hint)| Wrong { line, reason, hint })?;
            }
        }
        if let Some(line) = draft.code.open_since() {
            let reason = "code begins here and doesn't end".to_owned();
            return Err(Wrong { line, reason, hint: "Write the same marks below its last line." });
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
            self.text.push_name(kept);
            self.part = label.and_then(|label| part_of(label.meaning)).unwrap_or(Part::Extra(written));
        } else if line.is_empty() || plain::is_rule(line) {
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
            ("flagged", _) => {
                self.fields.insert("flagged".to_owned(), true.into());
                // What it is to be corrected for has no field, and stays in the text.
                return Ok(rest.is_empty() || rest == FLAGGED);
            }
            ("target", _) => {
                let seconds = seconds_of(rest).filter(|seconds| TARGET_SECONDS.contains(seconds)).ok_or_else(|| {
                    let (least, most) = TARGET_SECONDS.into_inner();
                    let reason = format!("“{rest}” is no target from {least} to {most} seconds");
                    (reason, "Write it in seconds, such as 90 s, or as 1:30.")
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
                (None, Some(item)) if item.goes_on() => drop(item.push(line)),
                (item, _) => {
                    self.items.push(Text::default());
                    self.items.last_mut().map(|text| text.push(item.map_or(line, |(_, text)| text)));
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

    /// Reads a line of code, to the letter.
    fn read_code(&mut self, line: &str, number: usize) {
        match self.part {
            Part::Beat(beat) if !line.trim().is_empty() => self.places.push((beat, number)),
            Part::Items(_) if self.items.is_empty() => self.items.push(Text::default()),
            _ => {}
        }
        self.items.last_mut().unwrap_or(&mut self.text).push_code(line);
    }

    /// Takes what was read since the last heading to where it belongs.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.text).into_string();
        match std::mem::replace(&mut self.part, Part::Beat(Beat::Context)) {
            Part::Beat(_) if text.is_empty() => {}
            Part::Beat(beat) => match self.beats.get_mut(beat.key()) {
                Some(Value::String(all)) => *all += &format!("\n\n{text}"),
                _ => drop(self.beats.insert(beat.key().to_owned(), text.into())),
            },
            Part::Items(field) => {
                let items = std::mem::take(&mut self.items);
                self.add(field, items.into_iter().map(Text::into_string).collect());
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
                    "insight": "Nobody let the keys go. KEYS *\n- one\n1. two\n\nThen it broke.\nTwice.",
                    "action": "I counted.",
                },
                "cues": { "insight": ["keys", "three"] },
                "extras": [{ "label": "Team", "text": "Five." }],
            })
        );
    }

    #[test]
    fn all_that_is_more_than_emphasis_stays_as_it_was_written() {
        for (written, kept) in [
            ("See [the **runbook**](https://x.y/z \"of\\_ours\").", None),
            ("![the graph](graph.png)", None),
            ("<https://x.y/z> and <a href=\"https://x.y\">the page</a>", None),
            ("It was ~~ten~~ *nine* of **ten**.", Some("It was ~~ten~~ nine of ten.")),
            ("<!-- my private remark -->", None),
            ("It broke.\n\n<!-- not\nso -->", Some("It broke.\n\n<!-- not so -->")),
            ("It broke. <!-- so they said -->", None),
            (
                "I did this:\n1. Stop *it*.\n22) Look.\n* Start it.",
                Some("I did this:\n1. Stop it.\n22) Look.\n- Start it."),
            ),
            ("> Who\n> was it?", None),
            ("| a | b |\n|---|---|\n| 1 | 2 |", None),
            ("[it]: https://x.y/z", None),
            ("I ran\n```sh\n# title\n\n  kill *x*\n## Fix\n```\nand so on.", None),
            ("~~~~\n~~~\n**Target:** 5\n~~~~", None),
            ("```it``` broke.", Some("it broke.")),
            ("**Flagged:** was it ten?", Some("Flagged: was it ten?")),
        ] {
            let story = page(&format!("# A leak\n\n## Problem\n\n{written}\n\n## Fix\n\nI closed it.\n")).unwrap();
            assert_eq!(story.beats.get(Beat::Problem), Some(kept.unwrap_or(written)));
            assert_eq!(story.beats.get(Beat::Action), Some("I closed it."), "{written}");
        }
        let story = page("# [A](b) leak\n\n## Questions\n\n1. Why?\n```\nx\n```\n<!-- ask -->\n").unwrap();
        assert_eq!(
            (story.title.as_str(), story.questions),
            ("[A](b) leak", vec!["Why?\n```\nx\n```\n<!-- ask -->".to_owned()])
        );
    }

    #[test]
    fn code_that_is_not_closed_costs_its_own_story_only() {
        let (mut ledger, mut problems) = (Ledger::default(), Vec::new());
        let text = "# A\n\n## Fix\n\n```\nx\n\n<!-- retell {} -->\n\n# B\n\n## Fix\n\n```\nx\n```\n";
        read("a.md", text, &mut ledger, &mut problems);
        let (found, _) = ledger.close(16, "a.md");
        assert_eq!(found.iter().map(|found| found.story.title.as_str()).collect::<Vec<_>>(), ["B"]);
        assert!(problems[0].to_string().starts_with("a.md:5:1: code begins here and doesn't end"), "{problems:?}");
    }

    #[test]
    fn what_can_not_be_read_is_named_with_its_line() {
        for (text, why) in [
            ("", "nothing is left on the page"),
            ("\nIt broke.\n", "a.md:1:1: this stands before the title"),
            ("# A\n\n## Fix\n\n# B\n", "a.md:5:1: a second story begins here"),
            ("#\n\n## Fix\n", "a.md:1:1: the title is blank"),
            ("# A\n\n**Target:** soon\n", "a.md:3:1: “soon” is no target from 10 to 3600 seconds"),
            ("# A\n\n**Target:** 5 s\n", "a.md:3:1: “5 s” is no target"),
            ("# A\n\n**Target:** 60:01\n", "a.md:3:1: “60:01” is no target"),
            ("# A\n<!-- retell {\"a\": -->\n", "a.md:2:1: this note is broken"),
        ] {
            let said = page(text).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }
}
