//! A story: one incident, told as beats.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::beat::{Beat, Beats};
use super::fingerprint::fingerprint;
use super::json;
use super::kept_fields::KeptFields;
use super::limits;
use super::plain_story;
use super::time::Millis;

pub use super::story_id::StoryId;

/// The version of the story format that this Retell writes. Newer ones are read but never rewritten.
pub const FORMAT_VERSION: u32 = 1;

/// How long a telling should last when nothing else is said. Most coaching sources ask for 60 to 120 seconds.
pub const DEFAULT_TARGET: Millis = Millis::from_seconds(120);

/// The shortest and longest target a story may ask for, in seconds.
pub const TARGET_SECONDS: std::ops::RangeInclusive<u32> = 10..=3600;

/// Where a story was imported from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The document's file name.
    pub document: String,
    /// Its first and last line in that document, counted from 1.
    pub lines: (usize, usize),
    /// The fingerprint of what was imported: while the story still has it, nobody has edited it here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

impl Source {
    /// The place of a story in a document.
    pub fn new(document: impl Into<String>, lines: (usize, usize)) -> Self {
        Self { document: document.into(), lines, fingerprint: None, unknown: KeptFields::default() }
    }
}

/// A part of an imported story whose label names no beat. It is shown and kept, but not told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extra {
    /// The label as the document spells it.
    pub label: String,
    /// What stood under it.
    pub text: String,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

impl Extra {
    /// A part under a label that names no beat.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), unknown: KeptFields::default() }
    }
}

/// One incident, told as beats. `data/story.schema.json` describes the same as JSON Schema.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Story {
    /// The format version of the file; absent means 1.
    pub version: u32,
    /// Its name on disk.
    pub id: StoryId,
    /// What people call it; never blank.
    pub title: String,
    /// True while the title is one that the import made up.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub title_made_up: bool,
    /// The skills it shows, most telling first.
    pub skills: Vec<String>,
    /// Skills that the import found in the text and nobody has accepted yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggested_skills: Vec<String>,
    /// Questions it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// What an interviewer may ask next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<String>,
    /// How long a telling should last, 10 to 3600 seconds; absent means 120.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_seconds: Option<u32>,
    /// The names of the rules that `retell check` doesn't apply to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silenced: Vec<String>,
    /// Whether it is to be corrected later.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
    /// Its parts.
    pub beats: Beats,
    /// Words that bring a beat back.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub cues: BTreeMap<Beat, Vec<String>>,
    /// Parts whose labels name no beat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
    /// Where it was imported from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Box<Source>>,
    /// Fields of the wrong type, kept as they were and shown as absent: locked, until somebody corrects them.
    #[serde(flatten)]
    pub locked: KeptFields,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

impl Story {
    /// A story with a title and nothing else, its id made from the title.
    pub fn new(title: impl Into<String>) -> Self {
        let title = title.into();
        Self {
            version: FORMAT_VERSION,
            id: StoryId::from_title(&title),
            title,
            title_made_up: false,
            skills: Vec::new(),
            suggested_skills: Vec::new(),
            questions: Vec::new(),
            follow_ups: Vec::new(),
            target_seconds: None,
            silenced: Vec::new(),
            flagged: false,
            beats: Beats::default(),
            cues: BTreeMap::new(),
            extras: Vec::new(),
            source: None,
            locked: KeptFields::default(),
            unknown: KeptFields::default(),
        }
    }

    /// Reads a story from JSON. A field of the wrong type, or a target out of its range, is locked.
    ///
    /// # Errors
    /// When the JSON is broken or has a key twice, or when version, id or title can't be used.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        limits::refuse_excess_of_json(text.as_bytes())?;
        plain_story::read(text).map_or_else(|| Self::from_any_json(text), Ok)
    }

    /// The same for a story that may have anything in it, field by field.
    pub(super) fn from_any_json(text: &str) -> Result<Self, serde_json::Error> {
        let mut fields = json::fields(text)?;
        let version = find(&mut fields, "version").map_or(Ok(1), |version| wrong_if_not(version, "version"))?;
        let id = find(&mut fields, "id").ok_or_else(|| serde_json::Error::missing_field("id"))?;
        let id: StoryId = serde_json::from_str(id.get())?;
        let title = find(&mut fields, "title").ok_or_else(|| serde_json::Error::missing_field("title"))?;
        let title: String = wrong_if_not(title, "title")?;
        if title.trim().is_empty() {
            return Err(serde_json::Error::custom("the title is blank"));
        }
        let mut locked = KeptFields::default();
        let target_seconds = take(&mut fields, "target_seconds", &mut locked, |target: &Option<u32>| {
            target.is_none_or(|seconds| TARGET_SECONDS.contains(&seconds))
        });
        Ok(Self {
            version,
            id,
            title,
            title_made_up: take(&mut fields, "title_made_up", &mut locked, any),
            skills: take(&mut fields, "skills", &mut locked, any),
            suggested_skills: take(&mut fields, "suggested_skills", &mut locked, any),
            questions: take(&mut fields, "questions", &mut locked, any),
            follow_ups: take(&mut fields, "follow_ups", &mut locked, any),
            target_seconds,
            silenced: take(&mut fields, "silenced", &mut locked, any),
            flagged: take(&mut fields, "flagged", &mut locked, any),
            beats: take(&mut fields, "beats", &mut locked, any),
            cues: take(&mut fields, "cues", &mut locked, any),
            extras: take(&mut fields, "extras", &mut locked, any),
            source: take(&mut fields, "source", &mut locked, any),
            locked,
            unknown: fields.into_iter().map(|(key, value)| Ok((key, value_of(value)?))).collect::<Result<_, _>>()?,
        })
    }

    /// The story as the text of its file, with what is in `earlier`, the text there so far, in the order it has there.
    ///
    /// # Errors
    /// When it would not read back as it is.
    pub fn to_json(&self, earlier: Option<&str>) -> Result<String, serde_json::Error> {
        let mut value = serde_json::to_value(self)?;
        if let Some(earlier) = earlier.and_then(|text| serde_json::from_str(text).ok()) {
            value = json::in_order_of(&earlier, value);
        }
        let mut text = serde_json::to_string_pretty(&value)?;
        text.push('\n');
        if Self::from_json(&text)? == *self {
            Ok(text)
        } else {
            Err(serde_json::Error::custom("the story would not read back as it is"))
        }
    }

    /// The fields that are locked, each as the path to it and what is wrong with it: `` `outcome` is a number ``.
    pub fn locked_fields(&self) -> Vec<(Vec<&str>, String)> {
        let whole = self.locked.iter().map(|(key, value)| (vec![key.as_str()], value));
        let beats = self.beats.locked().map(|(key, value)| (vec!["beats", key], value));
        whole
            .chain(beats)
            .map(|(path, value)| {
                let key = path.last().copied().unwrap_or_default();
                let wrong = match value {
                    Value::Number(seconds) if key == "target_seconds" => format!(
                        "`target_seconds` is {seconds}; it can be {} to {}",
                        TARGET_SECONDS.start(),
                        TARGET_SECONDS.end()
                    ),
                    Value::Array(_) if LISTS.contains(&key) => format!("`{key}` holds something that isn't text"),
                    value => format!("`{key}` is {}", json::kind(value)),
                };
                (path, wrong)
            })
            .collect()
    }

    /// Its skills, then those only suggested.
    pub fn all_skills(&self) -> impl Iterator<Item = &String> {
        self.skills.iter().chain(&self.suggested_skills)
    }

    /// The same for people to read: skills that are only suggested carry a question mark.
    pub fn shown_skills(&self) -> Vec<Cow<'_, str>> {
        let suggested = self.suggested_skills.iter().map(|skill| Cow::Owned(format!("{skill}?")));
        self.skills.iter().map(|skill| Cow::Borrowed(skill.as_str())).chain(suggested).collect()
    }

    /// A short name for its words: title, beats and extras. Two stories that say the same have the same.
    pub fn fingerprint(&self) -> String {
        let extras = self.extras.iter().flat_map(|extra| [extra.label.as_str(), extra.text.as_str()]);
        let beats = self.beats.iter().flat_map(|(beat, text)| [beat.key(), text]);
        let parts = std::iter::once(self.title.as_str()).chain(beats).chain(extras);
        fingerprint(parts.flat_map(|part| part.bytes().chain([0])))
    }

    /// How long a telling should last.
    pub fn target(&self) -> Millis {
        self.target_seconds.map_or(DEFAULT_TARGET, |seconds| Millis::from_seconds(seconds.into()))
    }

    /// Whether there is anything to tell.
    pub fn has_text(&self) -> bool {
        self.beats.iter().next().is_some()
    }

    /// Whether its file comes from a newer Retell and must not be rewritten.
    pub const fn is_read_only(&self) -> bool {
        self.version > FORMAT_VERSION
    }
}

/// The fields that are lists of texts.
const LISTS: [&str; 5] = ["skills", "suggested_skills", "questions", "follow_ups", "silenced"];

/// Takes a field out of an object. One of the wrong type, or that `is_fine` refuses, is locked and counts as absent.
fn take<T: Default + DeserializeOwned>(
    fields: &mut Vec<(String, &RawValue)>,
    key: &str,
    locked: &mut KeptFields,
    is_fine: fn(&T) -> bool,
) -> T {
    let Some(value) = find(fields, key) else {
        return T::default();
    };
    serde_json::from_str(value.get()).ok().filter(is_fine).unwrap_or_else(|| {
        locked.extend(value_of(value).map(|value| (key.to_owned(), value)));
        T::default()
    })
}

fn find<'a>(fields: &mut Vec<(String, &'a RawValue)>, key: &str) -> Option<&'a RawValue> {
    let place = fields.iter().position(|(name, _)| name == key)?;
    Some(fields.remove(place).1)
}

fn value_of(value: &RawValue) -> Result<Value, serde_json::Error> {
    serde_json::from_str(value.get())
}

const fn any<T>(_: &T) -> bool {
    true
}

fn wrong_if_not<T: DeserializeOwned>(value: &RawValue, key: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(value.get()).or_else(|_| {
        let wrong = format!("`{key}` is {}", json::kind(&value_of(value)?));
        Err(serde_json::Error::custom(wrong))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_without_a_usable_version_id_or_title_is_refused() {
        for (text, why) in [
            (r#"{"id": "a"}"#, "missing field `title`"),
            (r#"{"title": "A"}"#, "missing field `id`"),
            (r#"{"id": "a", "title": " "}"#, "the title is blank"),
            (r#"{"id": "a", "title": 7}"#, "`title` is a number"),
            (r#"{"id": "a", "title": "A", "version": "1"}"#, "`version` is text"),
            (r#"{"id": "a", "title": "A", "skills": [], "skills": []}"#, "`skills` stands here twice"),
        ] {
            let error = Story::from_json(text).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
    #[test]
    fn a_field_of_the_wrong_type_is_locked_and_the_rest_of_the_story_opens() {
        let text = r#"{"id":"a","title":"A","target_seconds":5,"skills":"Redis","mood":12345678901234567890.50,
            "source":{"document":"d","lines":[1,2],"page":1.0},"beats":{"problem":"p","outcome":7}}"#;
        let story = Story::from_json(text).unwrap();
        let said: Vec<String> = story.locked_fields().into_iter().map(|(_, wrong)| wrong).collect();
        assert_eq!(said, ["`target_seconds` is 5; it can be 10 to 3600", "`skills` is text", "`outcome` is a number"]);
        assert_eq!(story.beats.get(Beat::Problem), Some("p"));
        let written: Value = serde_json::from_str(&story.to_json(Some(text)).unwrap()).unwrap();
        let mut expected: Value = serde_json::from_str(text).unwrap();
        expected["version"] = Value::from(1);
        assert_eq!(written.to_string(), expected.to_string());
    }
}
