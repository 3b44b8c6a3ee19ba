//! A story as it is written: the text of each field, and the story that they come to.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::beat::Beat;
use super::fold::fold_all;
use super::limits;
use super::story::{Story, TARGET_SECONDS};
use super::time::Millis;

/// The version of the record of what is written and not kept yet.
const FORMAT_VERSION: u32 = 1;

/// A part of a story that is written by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What people call it.
    Title,
    /// Its skills, with commas between them.
    Skills,
    /// A beat.
    Beat(Beat),
    /// The questions that it answers, one a line.
    Questions,
    /// What an interviewer may ask next, one a line.
    FollowUps,
    /// How long a telling should last.
    Target,
}

impl Field {
    /// Every field, in the order in which a story is written.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Skills,
        Self::Beat(Beat::Context),
        Self::Beat(Beat::Problem),
        Self::Beat(Beat::Task),
        Self::Beat(Beat::Investigation),
        Self::Beat(Beat::Insight),
        Self::Beat(Beat::Action),
        Self::Beat(Beat::Outcome),
        Self::Beat(Beat::Lesson),
        Self::Questions,
        Self::FollowUps,
        Self::Target,
    ];

    /// The name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Skills => "Skills",
            Self::Beat(beat) => beat.name(),
            Self::Questions => "Questions",
            Self::FollowUps => "Follow-ups",
            Self::Target => "Target",
        }
    }

    /// What belongs there, to whoever writes it.
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::Title => "A few words that bring the story back.",
            Self::Skills => "What does it show? Commas between them.",
            Self::Beat(beat) => beat.prompt(),
            Self::Questions => "Which questions does it answer? One a line.",
            Self::FollowUps => "What may an interviewer ask next? One a line.",
            Self::Target => "How long should it take? Empty is 2:00.",
        }
    }

    /// Whether it is a single line.
    pub const fn is_line(self) -> bool {
        matches!(self, Self::Title | Self::Skills | Self::Target)
    }

    /// The name of the field in files.
    const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Skills => "skills",
            Self::Beat(beat) => beat.key(),
            Self::Questions => "questions",
            Self::FollowUps => "follow_ups",
            Self::Target => "target_seconds",
        }
    }

    /// What a story has there, as it is written.
    pub fn text_of(self, story: &Story) -> String {
        match self {
            Self::Title => story.title.clone(),
            Self::Skills => story.skills.iter().map(|skill| written_skill(skill)).collect::<Vec<_>>().join(", "),
            Self::Beat(beat) => story.beats.get(beat).unwrap_or_default().to_owned(),
            Self::Questions => story.questions.join("\n"),
            Self::FollowUps => story.follow_ups.join("\n"),
            Self::Target => {
                story.target_seconds.map(|seconds| Millis::from_seconds(seconds.into()).to_string()).unwrap_or_default()
            }
        }
    }

    /// Whether what the story's file has there can't be read, and so isn't to be written over.
    pub fn is_locked(self, story: &Story) -> bool {
        match self {
            Self::Beat(beat) => {
                story.locked.contains_key("beats") || story.beats.locked().any(|(key, _)| key == beat.key())
            }
            field => story.locked.contains_key(field.key()),
        }
    }
}

/// A story as it is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The story as it was; none for one that is begun.
    pub base: Option<Story>,
    /// Whether it is to take the place of that story, which is no sample.
    pub replaces: bool,
    /// What is written in each field.
    pub texts: BTreeMap<Field, String>,
    /// The field with the cursor, and the place in its text, in bytes.
    pub at: Option<(Field, usize)>,
}

impl Written {
    /// What is written in a field.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    /// Whether nothing is written at all.
    pub fn is_blank(&self) -> bool {
        self.texts.values().all(|text| text.trim().is_empty())
    }

    /// Whether the target is none that a story can have.
    pub fn has_bad_target(&self) -> bool {
        target_of(self.text(Field::Target)).is_none()
    }

    /// The story that it comes to. What was left alone stays as it was, to the letter. The title may be blank, and a
    /// target that can't be read is left as it was.
    pub fn story(&self) -> Story {
        let mut story = self.base.clone().unwrap_or_else(|| Story::new(self.text(Field::Title).trim()));
        for field in Field::ALL {
            let text = self.text(field);
            if text == field.text_of(&story) || field.is_locked(&story) {
                continue;
            }
            match field {
                Field::Title => {
                    text.trim().clone_into(&mut story.title);
                    story.title_made_up = false;
                }
                Field::Skills => {
                    story.skills = skills_of(text);
                    let skills = &story.skills;
                    story.suggested_skills.retain(|suggested| !skills.contains(suggested));
                }
                Field::Beat(beat) if text.trim().is_empty() => story.beats.remove(beat),
                Field::Beat(beat) => story.beats.insert(beat, text.trim()),
                Field::Questions => story.questions = lines_of(text),
                Field::FollowUps => story.follow_ups = lines_of(text),
                Field::Target => story.target_seconds = target_of(text).unwrap_or(story.target_seconds),
            }
        }
        story
    }

    /// The record of it, to be read back after a crash, with the number of the key that it was made at.
    pub fn to_json(&self, press: u64) -> String {
        let texts = self.texts.iter().map(|(field, text)| (field.key().to_owned(), text.clone())).collect();
        let base = self.base.as_ref().and_then(|story| serde_json::to_value(story).ok());
        let at = self.at.map(|(field, place)| (field.key().to_owned(), place));
        let record = Record { version: FORMAT_VERSION, press, replaces: self.replaces, base, texts, at };
        serde_json::to_string(&record).unwrap_or_default()
    }

    /// Reads the record back, with the number of the key.
    ///
    /// # Errors
    /// When it can't be read, or comes from a newer Retell.
    pub fn from_json(text: &str) -> Result<(Self, u64), serde_json::Error> {
        limits::refuse_excess_of_json(text.as_bytes())?;
        let record: Record = serde_json::from_str(text)?;
        if record.version > FORMAT_VERSION {
            return Err(serde_json::Error::custom("it comes from a newer Retell"));
        }
        let base = record.base.map(|base| Story::from_json(&base.to_string())).transpose()?;
        let text_of = |field: Field| Some((field, record.texts.get(field.key())?.clone()));
        let texts = Field::ALL.into_iter().filter_map(text_of).collect();
        let at = record.at.and_then(|(key, place)| {
            Field::ALL.into_iter().find(|field| field.key() == key).map(|field| (field, place))
        });
        Ok((Self { replaces: record.replaces && base.is_some(), base, texts, at }, record.press))
    }
}

/// What is written, as it stands in its file.
#[derive(Serialize, Deserialize)]
struct Record {
    version: u32,
    press: u64,
    replaces: bool,
    base: Option<Value>,
    texts: BTreeMap<String, String>,
    #[serde(default)]
    at: Option<(String, usize)>,
}

/// A skill as it is written between others: with `\,` for each comma of its own.
pub fn written_skill(skill: &str) -> String {
    skill.replace(',', "\\,")
}

/// What stands behind the last comma that ends a skill, or in front of the first one.
pub fn last_skill(line: &str) -> &str {
    let ends_skill = |at: usize| !line.get(..at).is_some_and(|before| before.ends_with('\\'));
    let last = line.rmatch_indices(',').map(|(at, _)| at).find(|&at| ends_skill(at));
    last.and_then(|at| line.get(at + 1..)).unwrap_or(line)
}

/// The skills that a line names, each once. A comma behind a backslash is one of the skill's own.
pub fn skills_of(line: &str) -> Vec<String> {
    let mut skills: Vec<String> = Vec::new();
    // No line has a line break, which can stand for what is no end of a skill.
    for skill in line.replace("\\,", "\n").split(',').map(|skill| skill.trim().replace('\n', ",")) {
        if !skill.is_empty() && !skills.iter().any(|known| fold_all(known) == fold_all(&skill)) {
            skills.push(skill);
        }
    }
    skills
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The target that a text says, in minutes and seconds or in seconds: none where it is empty, and nothing where no story
/// can have it.
fn target_of(text: &str) -> Option<Option<u32>> {
    let text = text.trim().trim_end_matches('s').trim_end();
    if text.is_empty() {
        return Some(None);
    }
    let (minutes, seconds) = text.split_once(':').unwrap_or(("0", text));
    let seconds = minutes.parse::<u32>().ok()?.checked_mul(60)?.checked_add(seconds.parse().ok()?)?;
    TARGET_SECONDS.contains(&seconds).then_some(Some(seconds))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(base: Story) -> Written {
        let texts = Field::ALL.into_iter().map(|field| (field, field.text_of(&base))).collect();
        Written { base: Some(base), replaces: true, texts, at: None }
    }

    fn story(text: &str) -> Story {
        Story::from_json(text).unwrap()
    }

    #[test]
    fn what_is_left_alone_stays_as_it_was() {
        let text = r#"{"version":1,"id":"a","title":" A ","title_made_up":true,"skills":["C, C++","C"],"questions":["Why\nnot?"],
            "target_seconds":5,"beats":{"problem":"It leaked. \n\n","outcome":7,"epilogue":"x"},"mood":1.50}"#;
        let base = story(text);
        let mut written = written(base.clone());
        assert_eq!(written.story(), base);
        written.texts.insert(Field::Beat(Beat::Problem), " It leaked twice.\n".to_owned());
        written.texts.insert(Field::Beat(Beat::Outcome), "It holds.".to_owned());
        written.texts.insert(Field::Target, "2:00".to_owned());
        let edited = written.story();
        assert_eq!(edited.beats.get(Beat::Problem), Some("It leaked twice."));
        assert!(!edited.beats.has(Beat::Outcome) && edited.target_seconds.is_none(), "what can't be read is locked");
        assert!(edited.title_made_up && edited.skills == base.skills && edited.unknown == base.unknown);
    }

    #[test]
    fn each_field_is_read_as_it_is_written() {
        let mut written = Written::default();
        for (field, text) in [
            (Field::Title, " A leak "),
            (Field::Skills, "Redis, , memory leak,redis "),
            (Field::Beat(Beat::Action), "I closed it.\n\n- twice \n"),
            (Field::Questions, "\nWhy you?\n  What failed? \n"),
            (Field::FollowUps, "And then?"),
            (Field::Target, "1:30"),
        ] {
            written.texts.insert(field, text.to_owned());
        }
        let story = written.story();
        assert_eq!((story.title.as_str(), story.id.as_str()), ("A leak", "a-leak"));
        assert_eq!(story.skills, ["Redis", "memory leak"]);
        assert_eq!(story.beats.iter().collect::<Vec<_>>(), [(Beat::Action, "I closed it.\n\n- twice")]);
        assert_eq!(story.questions, ["Why you?", "What failed?"]);
        assert_eq!(story.target_seconds, Some(90));
    }

    #[test]
    fn a_skill_keeps_a_comma_of_its_own_while_others_are_edited() {
        let mut written = written(story(r#"{"id":"a","title":"A","skills":["C, C++ and more","SQL"]}"#));
        let text = written.text(Field::Skills).to_owned();
        assert_eq!(text, "C\\, C++ and more, SQL");
        written.texts.insert(Field::Skills, text + ", Redis");
        assert_eq!(written.story().skills, ["C, C++ and more", "SQL", "Redis"]);
        assert_eq!((last_skill("SQL, C\\, C"), last_skill("C\\, C"), last_skill("SQL,")), (" C\\, C", "C\\, C", ""));
    }

    #[test]
    fn a_target_is_minutes_and_seconds_or_seconds() {
        for (text, target) in [
            ("", Some(None)),
            ("2:00", Some(Some(120))),
            ("90", Some(Some(90))),
            (" 45 s ", Some(Some(45))),
            ("60:00", Some(Some(3600))),
            ("60:01", None),
            ("9", None),
            ("soon", None),
            ("99999999:00", None),
        ] {
            assert_eq!(target_of(text), target, "{text}");
        }
    }

    #[test]
    fn what_belongs_in_a_field_fits_the_smallest_window() {
        for field in Field::ALL {
            assert!(field.prompt().len() <= 56 && field.prompt().ends_with(['.', '?']), "{}", field.prompt());
        }
    }

    proptest! {
        #[test]
        fn what_is_written_comes_back_from_its_record(
            texts in proptest::collection::vec(".{0,20}", 13),
            at in proptest::option::of((proptest::sample::select(&Field::ALL[..]), 0..20_usize)),
            has_base: bool,
        ) {
            let mut written: Written = if has_base { written(story(r#"{"id":"a","title":"A","x":1.50}"#)) } else { Written::default() };
            written.texts = Field::ALL.into_iter().zip(texts).collect();
            written.at = at;
            prop_assert_eq!(Written::from_json(&written.to_json(7)).unwrap(), (written.clone(), 7));
            written.story();
        }
    }
}
