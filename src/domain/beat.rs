//! A beat is one part of a story. This table says what each weighs and which rung of a ladder tells it.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::by_beat::ByBeat;
use super::kept_fields::KeptFields;

/// One part of a story, in the order in which stories are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beat {
    /// Where it happened: system, team, constraints.
    Context,
    /// What went wrong, and for whom.
    Problem,
    /// What the teller had to achieve.
    Task,
    /// What was looked at and ruled out.
    Investigation,
    /// The cause, or the thought that turned the case.
    Insight,
    /// What the teller did.
    Action,
    /// What came of it.
    Outcome,
    /// What the teller would do again, or differently.
    Lesson,
}

impl Beat {
    /// Every beat in telling order.
    pub const ALL: [Self; 8] = [
        Self::Context,
        Self::Problem,
        Self::Task,
        Self::Investigation,
        Self::Insight,
        Self::Action,
        Self::Outcome,
        Self::Lesson,
    ];

    /// The name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Context => "Context",
            Self::Problem => "Problem",
            Self::Task => "Task",
            Self::Investigation => "Investigation",
            Self::Insight => "Insight",
            Self::Action => "Action",
            Self::Outcome => "Outcome",
            Self::Lesson => "Lesson",
        }
    }

    /// The name used in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Problem => "problem",
            Self::Task => "task",
            Self::Investigation => "investigation",
            Self::Insight => "insight",
            Self::Action => "action",
            Self::Outcome => "outcome",
            Self::Lesson => "lesson",
        }
    }

    /// What belongs there, to whoever writes it.
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::Context => "Where was it? The system, the team, what was fixed.",
            Self::Problem => "What went wrong, and whom did it hurt?",
            Self::Task => "What did you have to achieve, and by when?",
            Self::Investigation => "What did you look at, and what did you rule out?",
            Self::Insight => "What was the cause, or the thought that turned it?",
            Self::Action => "What did you do? Say “I”.",
            Self::Outcome => "What came of it? Give a number.",
            Self::Lesson => "What would you do again, or differently?",
        }
    }

    /// The beat that files call `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|beat| beat.key() == key)
    }

    /// Its share of a full telling, in percent. On the STAR ladder the weights make 15/10/60/15, the split that
    /// most coaches teach.
    pub const fn weight(self) -> u64 {
        match self {
            Self::Context => 5,
            Self::Problem | Self::Task => 10,
            Self::Investigation => 25,
            Self::Insight => 15,
            Self::Action => 20,
            Self::Outcome => 12,
            Self::Lesson => 3,
        }
    }

    /// The rung of the three-step outline that tells it.
    pub const fn outline_rung(self) -> &'static str {
        match self {
            Self::Context | Self::Problem | Self::Task => "Problem",
            Self::Investigation | Self::Insight => "Insight",
            Self::Action | Self::Outcome | Self::Lesson => "Outcome",
        }
    }

    /// The rung of the STAR ladder that tells it.
    pub const fn star_rung(self) -> &'static str {
        match self {
            Self::Context | Self::Problem => "Situation",
            Self::Task => "Task",
            Self::Investigation | Self::Insight | Self::Action => "Action",
            Self::Outcome | Self::Lesson => "Result",
        }
    }
}

/// The texts of a story, beat by beat. A beat without words counts as absent.
///
/// Keys that name no beat are kept as they were found, and so is a beat that isn't text: it counts as absent and is
/// locked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beats {
    texts: ByBeat<Box<str>>,
    unknown: KeptFields,
}

impl Beats {
    /// The text of a beat, if the story has it.
    pub fn get(&self, beat: Beat) -> Option<&str> {
        self.texts.get(beat).map(|text| &**text).filter(|text| !text.trim().is_empty())
    }

    /// Whether the story has this beat.
    pub fn has(&self, beat: Beat) -> bool {
        self.get(beat).is_some()
    }

    /// The beats that the story has, in telling order, with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (Beat, &str)> {
        Beat::ALL.into_iter().filter_map(|beat| Some((beat, self.get(beat)?)))
    }

    /// Takes over the keys of other beats that name none, where these have them not.
    pub fn keep_unknown(&mut self, other: &Self) {
        for (key, value) in other.unknown.iter().filter(|(key, _)| Beat::from_key(key).is_none()) {
            self.unknown.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }

    /// Gives a beat its text, in place of any it had. A locked beat stays as it is.
    pub fn insert(&mut self, beat: Beat, text: impl Into<String>) {
        if !self.unknown.contains_key(beat.key()) {
            self.texts.insert(beat, text.into().into());
        }
    }

    /// Takes a beat away. A locked one stays as it is.
    pub fn remove(&mut self, beat: Beat) {
        self.texts.remove(beat);
    }

    /// What isn't the text of a beat: fields that Retell doesn't know, and beats that are locked.
    pub const fn others(&self) -> &KeptFields {
        &self.unknown
    }

    /// The beats that aren't text, with what they are instead.
    pub fn locked(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.unknown.iter().filter(|(key, _)| Beat::from_key(key).is_some()).map(|(key, value)| (key.as_str(), value))
    }
}

impl From<ByBeat<Box<str>>> for Beats {
    fn from(texts: ByBeat<Box<str>>) -> Self {
        Self { texts, unknown: KeptFields::default() }
    }
}

impl Serialize for Beats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for beat in Beat::ALL {
            if let Some(text) = self.texts.get(beat) {
                map.serialize_entry(&beat, text)?;
            }
        }
        for (key, value) in self.unknown.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Beats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BeatsVisitor;

        impl<'de> Visitor<'de> for BeatsVisitor {
            type Value = Beats;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of beats, such as {\"problem\": \"…\"}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Beats, A::Error> {
                let mut beats = Beats::default();
                while let Some((key, value)) = map.next_entry::<String, Value>()? {
                    match (Beat::from_key(&key), value) {
                        (Some(beat), Value::String(text)) => {
                            beats.texts.insert(beat, text.into());
                        }
                        (_, value) => {
                            beats.unknown.insert(key, value);
                        }
                    }
                }
                Ok(beats)
            }
        }

        deserializer.deserialize_map(BeatsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_star_ladder_splits_a_full_story_15_10_60_15() {
        let share = |rung| -> u64 { Beat::ALL.into_iter().filter(|b| b.star_rung() == rung).map(Beat::weight).sum() };
        assert_eq!(["Situation", "Task", "Action", "Result"].map(share), [15, 10, 60, 15]);
    }

    #[test]
    fn a_beat_that_is_not_text_is_locked_and_kept() {
        let text = r#"{"problem":"a","outcome":{"deep":[1.50]}}"#;
        let mut beats: Beats = serde_json::from_str(text).unwrap();
        beats.insert(Beat::Outcome, "other");
        assert!(!beats.has(Beat::Outcome));
        assert_eq!(beats.locked().map(|(key, _)| key).collect::<Vec<_>>(), ["outcome"]);
        assert_eq!(serde_json::to_string(&beats).unwrap(), text);
    }

    #[test]
    fn unknown_beats_survive_and_blank_ones_do_not_count() {
        let text = r#"{"outcome":" ","epilogue":{"deep":[1]}}"#;
        let beats: Beats = serde_json::from_str(text).unwrap();
        assert!(!beats.has(Beat::Outcome));
        assert_eq!(serde_json::to_string(&beats).unwrap(), text);
    }
}
