//! `data/story.schema.json` and the program agree on what a story is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use proptest::prelude::*;
use retell::domain::beat::Beat;
use retell::domain::story::{Extra, Source, Story};
use retell::storage::samples;
use serde_json::{Value, json};

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/story.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

/// A story with every field there is.
fn full_story() -> Story {
    let mut story = Story::new("A full one");
    story.title_made_up = true;
    story.skills = vec!["Redis".to_owned()];
    story.suggested_skills = vec!["ECS".to_owned()];
    story.questions = vec!["Why?".to_owned()];
    story.follow_ups = vec!["And then?".to_owned()];
    story.target_seconds = Some(90);
    story.silenced = vec!["no-lesson".to_owned()];
    story.flagged = true;
    for beat in Beat::ALL {
        story.beats.insert(beat, "Words.");
        story.cues.insert(beat, vec!["word".to_owned()]);
    }
    story.extras = vec![Extra::new("Team", "Five people.")];
    story.source = Some(Source { fingerprint: Some("00".to_owned()), ..Source::new("notes.md", (3, 9)) }.into());
    story
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_lists_just_the_fields_that_the_program_writes() {
    let (written, schema) = (serde_json::to_value(full_story()).unwrap(), schema());
    assert_eq!(keys(&written), keys(&schema["properties"]));
    assert_eq!(keys(&written["beats"]), keys(&schema["properties"]["beats"]["properties"]));
    assert_eq!(keys(&written["source"]), keys(&schema["properties"]["source"]["properties"]));
    assert_eq!(keys(&written["extras"][0]), keys(&schema["properties"]["extras"]["items"]["properties"]));
}

#[test]
fn every_sample_and_the_fullest_story_are_valid() {
    let validator = validator();
    for story in samples::stories().iter().chain([&full_story(), &Story::new("Bare")]) {
        let value = serde_json::to_value(story).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", story.id);
    }
}

#[test]
fn unknown_fields_survive_a_rewrite_wherever_they_stand() {
    let text = json!({
        "version": 1, "id": "a", "title": "A", "skills": [], "mood": {"then": ["calm", 3]},
        "beats": {"problem": "p", "epilogue": null}
    });
    let story = Story::from_json(&text.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&story).unwrap(), text);
    assert!(validator().is_valid(&text));
}

/// Values to put in the place of a field, most of them wrong for most fields.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5_i64..5000).prop_map(Value::from),
        Just(json!(1.5)),
        "[a-z ]{0,9}".prop_map(Value::from),
        Just(json!("a/b")),
        Just(json!([])),
        Just(json!(["a", "b"])),
        Just(json!([1])),
        Just(json!({})),
        Just(json!({"problem": "p"})),
        Just(json!({"problem": ["p"]})),
        Just(json!({"document": "d", "lines": [1, 2]})),
        Just(json!([{"label": "l", "text": "t"}])),
    ]
}

proptest! {
    #[test]
    fn what_the_program_reads_whole_is_valid_and_what_is_not_valid_it_refuses_or_locks(
        field in proptest::sample::select(keys(&serde_json::to_value(full_story()).unwrap()).into_iter().collect::<Vec<_>>()),
        value in proptest::option::of(any_value()),
    ) {
        let mut story = serde_json::to_value(full_story()).unwrap();
        match value {
            Some(value) => story[field.as_str()] = value,
            None => {
                story.as_object_mut().unwrap().remove(&field);
            }
        }
        let is_whole = Story::from_json(&story.to_string()).is_ok_and(|story| story.locked_fields().is_empty());
        prop_assert_eq!(is_whole, validator().is_valid(&story), "{}", story);
    }
}
