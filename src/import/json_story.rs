//! One JSON object becomes a story: Retell's own as it is, any other by its keys.

use serde::de::Error;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::json_walk::{Member, Walk, members};
use super::label_name;
use super::label_search;
use super::labels::{Label, Meaning, Words};
use super::plain;
use super::skills;
use super::story_builder::StoryBuilder;
use super::{Found, incident, made_up_title, paragraphs};
use crate::domain::beat::Beat;
use crate::domain::exported::EXPORTED;
use crate::domain::limits::excess_of_json;
use crate::domain::story::{Extra, Story, StoryId, TARGET_SECONDS};
use crate::domain::text::{blocks, first_sentence};

/// What an object held.
pub(super) struct Reading {
    /// The story, or why there is none. Where its beats stand is told in bytes of the object.
    pub(super) story: Result<Found, &'static str>,
    /// Values that could not be used.
    pub(super) wrong: Vec<Wrong>,
}

/// A value that could not be used.
pub(super) struct Wrong {
    /// At which byte of the object its key starts.
    pub(super) at: usize,
    /// What is wrong, in a few words.
    pub(super) reason: String,
    /// What to do about it.
    pub(super) hint: &'static str,
}

const LOOKED_FOR: &str = "Retell looks for keys such as `problem`, `root_cause`, `action` and `result`.";

pub(super) const NO_BEAT: &str = "object without a beat";

const CORRECT: &str = "Correct it in a text editor.";

/// Objects that hold the beats of the object they are in.
const NESTED: &[&str] = &["beats", "star", "story"];

/// Names for the title of a story.
pub(super) const TITLES: &[&str] = &["title", "name", "headline", "story title", "story name"];

/// Names for a text that may tell anything.
const DESCRIPTIONS: &[&str] = &["description", "details"];

/// Names for whom it happened to.
const WHOSE: &[&str] = &["company", "organization", "service", "product"];

/// Retell's own fields, which no unknown field may be called.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "version", "id", "title", "title_made_up", "skills", "suggested_skills", "questions", "follow_ups",
    "target_seconds", "silenced", "flagged", "beats", "cues", "extras", "source",
];

/// Reads one element of a document. In a digest a description needs less to be a story.
pub(super) fn read(value: &RawValue, is_digest: bool) -> Reading {
    let text = value.get();
    let wrong = |reason: &str, hint| vec![Wrong { at: 0, reason: reason.to_owned(), hint }];
    if let Some((at, reason)) = excess_of_json(text.as_bytes()) {
        let hint = "A story is an object with a few texts; take out the rest.";
        return Reading { story: Err("too much for a story"), wrong: vec![Wrong { at, reason, hint }] };
    }
    // Making up an error takes time, and there can be millions of numbers.
    let Some(members) = text.starts_with('{').then(|| members(text, 0)).and_then(Result::ok) else {
        return Reading {
            story: Err("not a story"),
            wrong: wrong("this is no object that could be read", "A story is an object with keys such as `problem`."),
        };
    };
    if members.is_empty() {
        return Reading { story: Err(NO_BEAT), wrong: wrong("this object is empty", LOOKED_FOR) };
    }
    let is_exported = members.iter().any(|(key, ..)| key == EXPORTED);
    let own = (is_exported || is_own(&members)).then(|| read_own(text));
    if let Some(Ok((story, exported))) = own {
        let places = places_of(&story, text, &members);
        return Reading { story: Ok(Found { exported, places, ..Found::from(story) }), wrong: Vec::new() };
    }
    let mut fields =
        Fields { builder: StoryBuilder::new(None), story: Story::new(""), has_text: false, wrong: Vec::new() };
    fields.read(text, 0, members);
    let mut reading = fields.finish(is_digest);
    if let (Some(Err(error)), true) = (own, reading.wrong.is_empty()) {
        reading.wrong = wrong(error.to_string().split(" at line ").next().unwrap_or_default(), CORRECT);
    }
    reading
}

/// Whether an object has a beat of its own, so that it is a story and doesn't hold others.
pub(super) fn has_beats(object: &str) -> bool {
    let is_beat = |(key, value, _): &Member<'_>| {
        let name = spaced(key);
        key.len() <= label_search::LONGEST
            && (label_search::find(&name).is_some_and(|label| label.meaning.beat().is_some())
                && !value.get().starts_with('{')
                || (value.get().starts_with('{') && NESTED.contains(&label_name::normalize(&name).as_str())))
    };
    members(object, 0).is_ok_and(|members| members.iter().any(is_beat))
}

/// Whether a text starts with an array whose first object is a story.
pub(super) fn is_list_of_stories(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix('[') else { return false };
    let mut walk = Walk::new(inside, 0);
    walk.peek() == Some('{') && walk.value().is_ok_and(|value| has_beats(value.get()))
}

/// Whether an object is Retell's own story, and not one whose beats go by other names.
fn is_own(object: &[Member<'_>]) -> bool {
    let beats = object.iter().rfind(|(key, ..)| key == "beats").and_then(|(_, beats, _)| members(beats.get(), 0).ok());
    object.iter().any(|(key, ..)| key == "title")
        && beats.is_some_and(|beats| {
            let is_own = |key: &str| Beat::from_key(key).is_some() || label_search::find(&spaced(key)).is_none();
            beats.iter().all(|(key, ..)| is_own(key)) && beats.iter().any(|(key, ..)| Beat::from_key(key).is_some())
        })
}

/// The story, and its mark if it was exported.
fn read_own(text: &str) -> Result<(Story, Option<String>), serde_json::Error> {
    let mut object: Map<String, Value> = serde_json::from_str(text)?;
    let exported = object.shift_remove(EXPORTED).and_then(|mark| Some(mark.as_str()?.to_owned()));
    if !object.contains_key("id") {
        let title = object.get("title").and_then(Value::as_str).unwrap_or_default();
        let id = StoryId::from_title(title);
        object.insert("id".to_owned(), Value::String(id.into()));
    }
    let story = Story::from_json(&Value::Object(object).to_string())?;
    // What would be locked in the library can still be put right in a document.
    match story.locked_fields().into_iter().next() {
        Some((_, wrong)) if exported.is_none() => Err(serde_json::Error::custom(wrong)),
        _ => Ok((story, exported)),
    }
}

/// For each line of the beats of a story of Retell's own, the beat and the byte of its key.
fn places_of(story: &Story, text: &str, object: &[Member<'_>]) -> Vec<(Beat, usize)> {
    let beats = object.iter().rfind(|(key, ..)| key == "beats").map(|(_, beats, _)| beats.get()).unwrap_or_default();
    let start = (beats.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let members = members(beats, 0).unwrap_or_default();
    let places = |(beat, text)| {
        let (.., at) = members.iter().rfind(|(key, ..)| key == Beat::key(beat))?;
        Some(blocks(text).map(move |_| (beat, start + at)))
    };
    story.beats.iter().filter_map(places).flatten().collect()
}

/// What becomes of a value that is as it should be.
enum Use {
    /// It is part of the story's words.
    Taken,
    /// It means nothing to Retell, and is kept as it is.
    Kept,
}

/// The fields of an object as they come together.
struct Fields {
    builder: StoryBuilder,
    /// What needs no builder.
    story: Story,
    has_text: bool,
    wrong: Vec<Wrong>,
}

impl Fields {
    /// Reads the members of an object that starts at a byte of the whole one.
    fn read(&mut self, whole: &str, from: usize, object: Vec<Member<'_>>) {
        for (key, value, at) in object {
            let at = from + at;
            // No name that matters is longer, and spelling out a long one takes time.
            let name =
                if key.len() > label_search::LONGEST { String::new() } else { label_name::normalize(&spaced(&key)) };
            let is_object = value.get().starts_with('{');
            if from == 0 && is_object && NESTED.contains(&name.as_str()) {
                let start = value.get().as_ptr() as usize - whole.as_ptr() as usize;
                self.read(whole, start, members(value.get(), 0).unwrap_or_default());
                continue;
            }
            let value = serde_json::from_str::<Value>(value.get()).unwrap_or_default();
            self.builder.at(at);
            match self.field(&key, &name, &value) {
                Ok(Use::Taken) => {}
                Ok(Use::Kept) => self.keep(&key, value),
                Err(expected) => {
                    let reason = format!("`{key}` is {}; it can be {expected}", said(&value));
                    self.wrong.push(Wrong { at, reason, hint: CORRECT });
                    self.keep(&key, value);
                }
            }
        }
    }

    /// Takes a field, or says what it should have been.
    fn field(&mut self, key: &str, name: &str, value: &Value) -> Result<Use, String> {
        if TITLES.contains(&name) {
            let text = value.as_str().ok_or("a text")?;
            self.builder.title(text);
            return Ok(Use::Taken);
        }
        match key {
            "id" if let Some(id) = value.as_str().and_then(|id| StoryId::try_from(id.to_owned()).ok()) => {
                self.story.id = id;
                return Ok(Use::Taken);
            }
            "version" if let Some(version) = value.as_u64().and_then(|version| u32::try_from(version).ok()) => {
                self.story.version = version;
                return Ok(Use::Taken);
            }
            "target_seconds" => {
                let seconds = value.as_u64().and_then(|seconds| u32::try_from(seconds).ok());
                let seconds = seconds.filter(|seconds| TARGET_SECONDS.contains(seconds));
                let expected = || format!("a number from {} to {}", TARGET_SECONDS.start(), TARGET_SECONDS.end());
                self.story.target_seconds = Some(seconds.ok_or_else(expected)?);
                return Ok(Use::Taken);
            }
            _ => {}
        }
        match label_search::find(&spaced(key)) {
            Some(label) if label.meaning != Meaning::Title => {
                self.labeled(&spaced(key), label, value).map(|()| Use::Taken)
            }
            _ => Ok(Use::Kept),
        }
    }

    fn labeled(&mut self, written: &str, label: Label, value: &Value) -> Result<(), String> {
        match value {
            Value::Null => {}
            Value::String(text) => {
                self.builder.label(written, label);
                for line in text.lines() {
                    match plain::bullet(line) {
                        Some(bullet) => self.builder.bullet(bullet),
                        None => self.builder.paragraph(line.trim()),
                    }
                }
                self.has_text |= label.meaning.beat().is_some();
            }
            Value::Array(items) if items.iter().all(is_said) => {
                let items = items.iter().map(|item| said_in_one_line(item).replace('\n', " "));
                // A list of skills is one already; its items may have commas.
                if label.meaning == Meaning::Skills {
                    self.story.skills.extend(items);
                    return Ok(());
                }
                self.builder.label(written, label);
                items.for_each(|item| self.builder.bullet(item.trim()));
                self.has_text |= label.meaning.beat().is_some();
            }
            _ => return Err("a text or a list of texts".to_owned()),
        }
        Ok(())
    }

    /// Keeps a field that means nothing to Retell.
    fn keep(&mut self, key: &str, value: Value) {
        if FIELDS.contains(&key) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            self.story.extras.push(Extra::new(key.to_owned(), text));
        } else {
            self.story.unknown.insert(key.to_owned(), value);
        }
    }

    /// Takes what an object without a beat describes, if it tells of something that went wrong. Says whether it did.
    fn take_description(&mut self, is_digest: bool) -> bool {
        // What happened to nobody is a package, or a release.
        let is_somebodys = WHOSE.iter().any(|name| self.story.unknown.contains_key(*name));
        let tells = |text: &str| {
            let (has_trouble, has_past) = (incident::has_trouble(text), incident::has_past(text));
            match is_somebodys {
                true => (has_trouble && has_past) || (is_digest && (has_trouble || has_past)),
                false => {
                    has_trouble && incident::has_finite_past(text) && first_sentence(text).len() < text.trim().len()
                }
            }
        };
        let text_of = |name: &&&str| self.story.unknown.get(**name).and_then(Value::as_str).filter(|text| tells(text));
        let Some(&name) = DESCRIPTIONS.iter().find(|name| text_of(name).is_some()) else { return false };
        let text = self.story.unknown.shift_remove(name).and_then(|text| text.as_str().map(str::to_owned));
        self.builder.label("", Label::new(Meaning::Beat(Beat::Problem), Words::Dropped));
        text.unwrap_or_default().lines().for_each(|line| self.builder.paragraph(line.trim()));
        true
    }

    fn finish(mut self, is_digest: bool) -> Reading {
        let is_described = !self.has_text && self.take_description(is_digest);
        let Self { builder, story: kept, has_text, mut wrong } = self;
        let mut found = match builder.finish() {
            Ok(found) => found,
            Err(reason) if has_text => return Reading { story: Err(reason), wrong },
            Err(_) => {
                let reason = "this object has no beat".to_owned();
                wrong.push(Wrong { at: 0, reason, hint: LOOKED_FOR });
                return Reading { story: Err(NO_BEAT), wrong };
            }
        };
        let story = &mut found.story;
        story.skills.extend(kept.skills.into_iter().filter(|skill| !skill.trim().is_empty()));
        story.skills = skills::distinct(std::mem::take(&mut story.skills), &[]);
        if kept.id != Story::new("").id {
            story.id = kept.id;
        }
        story.version = kept.version;
        story.target_seconds = kept.target_seconds;
        story.extras.extend(kept.extras);
        story.unknown = kept.unknown;
        if is_described {
            found.doubt = Some(paragraphs::UNLABELED);
            let whose = WHOSE.iter().find_map(|name| found.story.unknown.get(*name)?.as_str()).map(str::to_owned);
            if let (Some(whose), true) = (whose, found.story.title_made_up) {
                let title = made_up_title::of(&whose, found.story.beats.get(Beat::Problem).unwrap_or_default());
                found = paragraphs::titled(found, title, true);
            }
        }
        Reading { story: Ok(found), wrong }
    }
}

/// A key as words: `root_cause` and `rootCause` are `Root cause`.
pub(super) fn spaced(key: &str) -> String {
    let mut words = String::with_capacity(key.len() + 2);
    let mut was_lower = false;
    for c in key.chars() {
        if c.is_uppercase() && was_lower {
            words.push(' ');
        }
        was_lower = c.is_lowercase();
        match c {
            '_' | '-' => words.push(' '),
            c if words.is_empty() => words.extend(c.to_uppercase()),
            c => words.extend(c.to_lowercase()),
        }
    }
    words
}

/// Whether an item is a text, or an object of texts such as `{"time": "18:02", "event": "It stopped."}`.
fn is_said(item: &Value) -> bool {
    item.is_string()
        || item.as_object().is_some_and(|item| item.values().all(|value| value.is_string() || value.is_number()))
}

fn said_in_one_line(item: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match item {
        Value::Object(item) => item.values().map(text).collect::<Vec<_>>().join(" – "),
        item => text(item),
    }
}

/// A value as one would say it.
fn said(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> (Result<Story, &'static str>, Vec<(usize, String)>) {
        let reading = read(serde_json::from_str(text).unwrap(), false);
        (
            reading.story.map(|found| found.story),
            reading.wrong.into_iter().map(|wrong| (wrong.at, wrong.reason)).collect(),
        )
    }

    #[test]
    fn a_story_of_retells_own_keeps_every_field() {
        let text = r#"{"id":"a","title":"A","beats":{"problem":"x","epilogue":1},"mood":"calm"}"#;
        let (story, wrong) = reading(text);
        assert!(wrong.is_empty());
        let written = serde_json::to_string(&story.unwrap()).unwrap();
        assert!(written.contains(r#""epilogue":1"#) && written.contains(r#""mood":"calm""#), "{written}");
    }

    #[test]
    fn keys_are_labels_in_any_spelling() {
        let (story, wrong) = reading(
            r#"{"name": "1. A leak", "star": {"situation": "x", "rootCause": ["a", "b"], "what_i_did": "one\n- two"},
               "result": "y", "tags": ["AWS (EC2, S3)"], "questions": ["Why?"], "target_seconds": 90, "mood": "calm"}"#,
        );
        let story = story.unwrap();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!((story.title.as_str(), story.title_made_up, story.id.as_str()), ("A leak", false, "a-leak"));
        let beats: Vec<_> = story.beats.iter().collect();
        assert_eq!(
            beats,
            [(Beat::Context, "x"), (Beat::Insight, "- a\n- b"), (Beat::Action, "one\n\n- two"), (Beat::Outcome, "y")]
        );
        assert_eq!((story.skills, story.questions), (vec!["AWS (EC2, S3)".to_owned()], vec!["Why?".to_owned()]));
        assert_eq!(story.target_seconds, Some(90));
        assert_eq!(story.unknown["mood"], "calm");
    }

    #[test]
    fn a_value_of_the_wrong_type_is_named_and_costs_nothing_else() {
        let (story, wrong) = reading(
            r#"{"title": "A", "beats": {"problem": "x", "action": 3}, "target_seconds": "long", "source": "wiki"}"#,
        );
        let story = story.unwrap();
        assert_eq!(story.beats.get(Beat::Problem), Some("x"));
        assert_eq!(
            wrong,
            [
                (41, "`action` is 3; it can be a text or a list of texts".to_owned()),
                (55, "`target_seconds` is a text; it can be a number from 10 to 3600".to_owned())
            ]
        );
        let labels: Vec<_> = story.extras.iter().map(|extra| extra.label.as_str()).collect();
        assert_eq!(labels, ["target_seconds", "source"]);
        assert!(Story::from_json(&serde_json::to_string(&story).unwrap()).is_ok());
    }

    #[test]
    fn an_object_of_placeholders_is_a_template() {
        assert_eq!(reading(r#"{"title": "A", "problem": "[what broke]"}"#).0, Err("template"));
        assert_eq!(reading(r#"{"question": "Why?", "answer": "Because."}"#).0, Err("object without a beat"));
    }
}
