//! Markdown as people write it: a heading for each story and each part. What nobody reads is in a note below.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::Selection;
use crate::domain::beat::Beat;
use crate::domain::exported::{EXPORTED, FLAGGED, mark_of};
use crate::domain::safe::Safe;
use crate::domain::story::{Extra, Story};

/// The stories one below the other, each with a note of what isn't for people.
pub fn write(selection: Selection<'_>) -> String {
    let pages = selection.stories.iter().map(|story| {
        let (mut page, mut unsaid) = page(story);
        unsaid.insert(EXPORTED.to_owned(), mark_of(story).into());
        // The end of a comment can't be in it.
        let note = Value::Object(unsaid).to_string().replace("--", "-\\u002d");
        let _ = writeln!(page, "\n<!-- retell {} -->", Safe::json(&note));
        page
    });
    pages.collect::<Vec<_>>().join("\n")
}

/// A story for people to read and change, and the fields of it that this doesn't say.
pub fn page(story: &Story) -> (String, Map<String, Value>) {
    let mut page = Page { story, text: String::new(), unsaid: Map::new() };
    if let Ok(Value::Object(fields)) = serde_json::to_value(story) {
        page.unsaid = fields;
    }
    page.unsaid.retain(|key, value| key != "version" || *value != 1);
    page.say_what_it_is();
    page.say_beats();
    page.say_what_belongs_to_it();
    (page.text, page.unsaid)
}

struct Page<'a> {
    story: &'a Story,
    text: String,
    unsaid: Map<String, Value>,
}

impl Page<'_> {
    fn say_what_it_is(&mut self) {
        if is_sayable(&self.story.title) {
            self.write("title", &format!("# {}", line(&self.story.title)));
        } else {
            self.text.push_str("# …\n");
        }
        let target = self.story.target_seconds.map(|seconds| format!("{seconds} s"));
        for (key, name, said) in [
            ("skills", "Skills", words(&self.story.skills)),
            ("suggested_skills", "Suggested skills", words(&self.story.suggested_skills)),
            ("target_seconds", "Target", target),
            ("silenced", "Silenced rules", words(&self.story.silenced)),
            ("flagged", "Flagged", self.story.flagged.then(|| FLAGGED.to_owned())),
        ] {
            if let Some(said) = said {
                self.write(key, &format!("\n**{name}:** {said}"));
            }
        }
        self.unsaid.retain(|key, value| key != "skills" || *value != json!([]));
    }

    fn say_beats(&mut self) {
        let Some(mut beats) = self.unsaid.get("beats").and_then(Value::as_object).cloned() else { return };
        let is_said = |text: &Value| text.as_str().is_some_and(|text| is_sayable(text) && !text.is_empty());
        let are_cues_said = self
            .story
            .cues
            .iter()
            .all(|(beat, cues)| words(cues).is_some() && beats.get(beat.key()).is_some_and(is_said));
        for beat in Beat::ALL {
            let Some(Value::String(text)) = beats.get(beat.key()).filter(|text| is_said(text)) else { continue };
            let _ = writeln!(self.text, "\n## {}", beat.name());
            let cues = self.story.cues.get(&beat).filter(|_| are_cues_said).and_then(|cues| words(cues));
            if let Some(cues) = cues {
                let _ = writeln!(self.text, "\n**Cue words:** {cues}");
            }
            let _ = writeln!(self.text, "\n{}", body(text));
            beats.shift_remove(beat.key());
        }
        if are_cues_said {
            self.unsaid.shift_remove("cues");
        }
        if beats.is_empty() {
            self.unsaid.shift_remove("beats");
        } else {
            self.unsaid.insert("beats".to_owned(), beats.into());
        }
    }

    fn say_what_belongs_to_it(&mut self) {
        for (key, name, items) in
            [("questions", "Questions", &self.story.questions), ("follow_ups", "Follow-ups", &self.story.follow_ups)]
        {
            if !items.is_empty() && items.iter().all(|item| is_sayable(item)) {
                let items: Vec<String> = items.iter().map(|item| format!("- {}", line(item))).collect();
                self.write(key, &format!("\n## {name}\n\n{}", items.join("\n")));
            }
        }
        let is_said = |extra: &Extra| is_sayable(&extra.label) && is_sayable(&extra.text) && extra.unknown.is_empty();
        if !self.story.extras.is_empty() && self.story.extras.iter().all(is_said) {
            let extras = self.story.extras.iter();
            let extras: Vec<String> =
                extras.map(|extra| format!("\n### {}\n\n{}", line(&extra.label), body(&extra.text))).collect();
            self.write("extras", &extras.join("\n"));
        }
    }

    /// Writes what says a field.
    fn write(&mut self, key: &str, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.unsaid.shift_remove(key);
    }
}

/// The one character that Markdown has no way to write.
fn is_sayable(text: &str) -> bool {
    !text.contains('\0')
}

/// Words with commas between them. None when there are none, or when one of them would be lost.
fn words(words: &[String]) -> Option<String> {
    let are_said = !words.is_empty() && words.iter().all(|word| is_sayable(word) && !word.is_empty());
    are_said.then(|| words.iter().map(|word| line(word).replace(',', "\\,")).collect::<Vec<_>>().join(", "))
}

/// The text of a part. Markdown runs lines together unless a blank one or an item of a list follows, or a backslash says not
/// to.
fn body(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut body = String::with_capacity(text.len());
    let mut rest = lines.as_slice();
    while let [text, after @ ..] = rest {
        let (mark, words) = text.split_at_checked(mark_of_item(text)).unwrap_or(("", text));
        body.extend([mark, &line(words)]);
        let (end, next) = match after {
            [] => ("", after),
            ["", next @ ..] if !text.is_empty() && next.first().is_some_and(|next| !next.is_empty()) => ("\n\n", next),
            [next, ..] if !text.is_empty() && mark_of_item(next) > 0 => ("\n", after),
            _ => ("\\\n", after),
        };
        body.push_str(end);
        rest = next;
    }
    body
}

/// How many bytes of a line are the bullet or the number of an item, with the space behind it.
fn mark_of_item(line: &str) -> usize {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - number.len();
    let is_number = (1..=3).contains(&digits) && (number.starts_with(". ") || number.starts_with(") "));
    if line.starts_with("- ") {
        2
    } else if is_number {
        digits + 2
    } else {
        0
    }
}

/// Text on a line of its own, in which nothing means anything to Markdown.
fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 8);
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = number.len() < text.len() && number.starts_with(['.', ')']);
    let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let tildes = text.matches('~').count();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let has_meaning = match c {
            '\\' | '`' | '*' | '<' | '[' | ']' => true,
            // Within a word it has none.
            '_' => !before.is_alphanumeric() || !after.is_alphanumeric(),
            '&' => after.is_ascii_alphanumeric() || after == '#',
            '~' => tildes > 1,
            '#' | '>' | '-' | '+' | '=' | '|' | ':' => at == 0,
            '.' | ')' => is_numbered && at == text.len() - number.len(),
            _ => false,
        };
        before = c;
        if c == '\n' || c == '\r' || at < start || at >= end {
            let _ = write!(line, "&#{};", u32::from(c));
        } else if has_meaning {
            line.extend(['\\', c]);
        } else {
            line.push(c);
        }
    }
    (*Safe::markdown(&line)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_like_notes() {
        let mut story = Story::new("Everything expires at nine");
        story.skills = vec!["Redis".to_owned(), "C, and C++".to_owned()];
        story.target_seconds = Some(90);
        story.beats.insert(
            Beat::Problem,
            "At nine it *stopped*.\n\n- snake_case stays\n- 1. so does this\n2. and this\n1988. No item",
        );
        story.beats.insert(Beat::Outcome, "One.\nTwo.");
        story.cues.insert(Beat::Problem, vec!["nine".to_owned()]);
        story.questions = vec!["Why?".to_owned()];
        story.extras = vec![Extra::new("Team", "Five.")];
        story.unknown.insert("mood".to_owned(), "calm -->".into());
        let text = write(Selection { stories: &[&story], ..Selection::default() });
        let page = "# Everything expires at nine\n\n**Skills:** Redis, C\\, and C++\n\n**Target:** 90 s\n\n## Problem\n\n\
                    **Cue words:** nine\n\nAt nine it \\*stopped\\*.\n\n- snake_case stays\n- 1\\. so does this\n\
                    2. and this\\\n1988\\. No item\n\n## Outcome\n\nOne.\\\nTwo.\n\n## Questions\n\n- Why?\n\n### Team\n\nFive.\n\n";
        let note =
            "<!-- retell {\"id\":\"everything-expires-at-nine\",\"mood\":\"calm -\\u002d>\",\"retell_export\":\"";
        assert_eq!(text.split(note).next(), Some(page));
        assert!(text.ends_with("\"} -->\n"), "{text}");
    }
}
