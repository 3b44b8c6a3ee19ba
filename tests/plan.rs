//! `retell plan`: an interview is written down with stories, and what to tell on which day is printed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests read and make files")]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "common/verbs.rs"]
mod verbs;

use verbs::{errors, out, retell};

fn plan(home: &Path, arguments: &[&str]) -> std::process::Output {
    retell(home, home, &[&["plan"], arguments].concat())
}

fn json_of(output: &std::process::Output) -> Value {
    serde_json::from_str(&out(output)).unwrap()
}

/// A home with so many stories.
fn home(stories: usize) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("stories")).unwrap();
    for number in 0..stories {
        let (id, skill) = (format!("story-{number}"), if number == 0 { "Redis" } else { "SQL" });
        let beats = json!({"problem": "It broke.", "insight": "A lock.", "outcome": "Down from 30 s to 8 ms."});
        let story =
            json!({"version": 1, "id": id, "title": format!("Story {number}"), "skills": [skill], "beats": beats});
        fs::write(home.path().join(format!("stories/{id}.json")), story.to_string()).unwrap();
    }
    home
}

/// The records of interviews that were written down.
fn records(home: &Path) -> Vec<Value> {
    let Ok(files) = fs::read_dir(home.join("interviews")) else { return Vec::new() };
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    texts.flat_map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<_>>()).collect()
}

#[test]
fn an_interview_is_written_down_with_stories_and_its_days_are_planned() {
    let home = home(4);
    let output = plan(home.path(), &["--on", "+6", "--stories", "3", "--at", "ACME", "--round", "onsite"]);
    assert!(output.status.success(), "{}", errors(&output));
    let text = out(&output);
    assert!(text.starts_with("Written down: ACME, onsite on ") && text.contains(", with 3 stories.\n\n"), "{text}");
    assert!(text.contains("ACME, onsite: ") && text.contains("0 good of 3, 3 more"), "{text}");
    let [record] = &records(home.path())[..] else { panic!("one record") };
    assert_eq!((&record["company"], &record["round"]), (&json!("ACME"), &json!("onsite")));
    assert_eq!(record["stories"].as_array().unwrap().len(), 3);
    let listed = retell(home.path(), home.path(), &["list", "is:due", "--json"]);
    let today = json_of(&plan(home.path(), &["--json"]))["days"][0].clone();
    assert_eq!(
        out(&listed).lines().count(),
        today["stories"].as_array().unwrap().len(),
        "what it asks for today is due"
    );
}

#[test]
fn to_write_the_same_interview_down_again_changes_it() {
    let home = home(4);
    for stories in ["3", "2", "2"] {
        plan(home.path(), &["--on", "+6", "--stories", stories, "--at", "ACME"]);
    }
    assert_eq!(records(home.path()).len(), 2, "a record for each change");
    let interviews = json_of(&plan(home.path(), &["--json"]))["interviews"].clone();
    assert_eq!(interviews.as_array().unwrap().len(), 1);
    assert_eq!(interviews[0]["stories"].as_array().unwrap().len(), 2);
    let output = out(&plan(home.path(), &["--on", "+6", "--at", "acme", "--round", "onsite"]));
    assert!(output.starts_with("Changed: acme, onsite on ") && output.contains(", with 2 stories."), "{output}");
    plan(home.path(), &["--on", "+6", "--at", "Globex"]);
    assert_eq!(json_of(&plan(home.path(), &["--json"]))["interviews"].as_array().unwrap().len(), 2);
}

#[test]
fn a_dry_run_writes_nothing() {
    let home = home(2);
    let output = plan(home.path(), &["--on", "+6", "--dry-run"]);
    assert!(output.status.success() && out(&output).contains("6 more good takes"), "{}", out(&output));
    assert_eq!(records(home.path()), Vec::<Value>::new());
}

#[test]
fn stories_are_chosen_among_those_that_a_query_finds() {
    let home = home(4);
    let planned = json_of(&plan(home.path(), &["#redis", "--on", "+6", "--dry-run", "--json"]));
    let stories = planned["interviews"][0]["stories"].as_array().unwrap();
    assert_eq!(stories.iter().map(|story| &story["id"]).collect::<Vec<_>>(), ["story-0"]);
}

#[test]
fn a_plan_that_is_too_much_says_so_with_its_numbers_and_ends_with_1() {
    let home = home(8);
    let output = plan(home.path(), &["--on", "+3", "--stories", "8", "--a-day", "2"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("needs 8 takes a day; you do 2"), "{}", out(&output));
    let output = plan(home.path(), &["--on", "+1", "--stories", "1", "--dry-run", "--at", "ACME", "--a-day", "99"]);
    let words: Vec<String> = out(&output).split_whitespace().map(str::to_owned).collect();
    let why = "needs 3 more good takes, one a day, and there is 1 day left";
    assert!(words.join(" ").contains(why), "{}", out(&output));
}

#[test]
fn what_cannot_be_planned_is_said() {
    let home = home(1);
    for (arguments, why) in [
        (&[][..], "no interview is to come"),
        (&["--on", "2020-01-01"], "1 Jan 2020 is over"),
        (&["--on", "soon"], "`soon` is no day: write it as 2026-12-05, or as +7 for in a week"),
        (&["#cobol", "--on", "+6"], "no story can be told there"),
    ] {
        let output = plan(home.path(), arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
        assert!(errors(&output).contains(why), "{}", errors(&output));
    }
    assert_eq!(plan(home.path(), &["--stories", "3"]).status.code(), Some(2), "three stories for what?");
    assert_eq!(records(home.path()), Vec::<Value>::new());
}
