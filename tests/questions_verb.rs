//! `retell questions`: packs in, lists out, and a person's own questions kept.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "common/verbs.rs"]
mod verbs;

use verbs::{errors, out};

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn retell(home: &Path, arguments: &[&str]) -> Output {
    verbs::retell(home, home, arguments)
}

fn rows(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = out(&retell(home, &[&["questions", "--json"], arguments].concat()));
    output.lines().map(|row| serde_json::from_str(row).unwrap()).collect()
}

#[test]
fn all_questions_are_listed_pack_by_pack_and_heading_by_heading() {
    let home = home();
    let output = retell(home.path(), &["questions"]);
    let listed = out(&output);
    assert!(output.status.success() && errors(&output).is_empty(), "{}", errors(&output));
    let packs: Vec<&str> = listed.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    assert_eq!(
        packs,
        [
            "General behavioral (general)",
            "Incidents and operations (operations)",
            "Amazon: 16 leadership principles (amazon)",
            "UK Civil Service: 9 behaviors (civil-service)",
            "Google: 4 attributes (google)",
        ]
    );
    let google = out(&retell(home.path(), &["questions", "--pack", "google"]));
    assert!(google.starts_with("Google: 4 attributes (google)\n  General cognitive ability\n    "), "{google}");
    assert!(listed.ends_with(&google), "a pack is listed by itself as among the others");
    let (headings, questions): (Vec<&str>, Vec<&str>) =
        google.lines().skip(1).partition(|line| !line.starts_with("    "));
    assert_eq!((headings.len(), questions.len()), (4, 20));
}

#[test]
fn json_is_one_object_a_question_with_the_same_fields() {
    let home = home();
    retell(home.path(), &["questions", "add", "Why?"]);
    let rows = rows(home.path(), &[]);
    let mut packs: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["pack", "heading", "text", "competency", "skills", "company", "on"]);
        *packs.entry(row["pack"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!((packs["amazon"], packs["civil-service"], packs["google"], packs["own"]), (48, 27, 20, 1));
    assert_eq!(rows.iter().filter(|row| row["competency"].is_null()).count(), 1, "only the own one is not understood");
}

#[test]
fn a_question_that_was_asked_is_kept_with_what_it_probes_and_listed_from_then_on() {
    let home = home();
    let add = |arguments: &[&str]| retell(home.path(), &[&["questions", "add"], arguments].concat());
    let asked = ["When did you last break", "production  with Redis?", "--at", " ACME ", "--on", "2026-11-20"];
    assert_eq!(out(&add(&asked)), "Kept. It probes failure.\n");
    assert_eq!(
        out(&add(&["Why this team?", "--competency", "Integrity", "--on", "2026-02-03"])),
        "Kept. It probes integrity.\n"
    );
    assert_eq!(
        out(&add(&["Blue or green?", "--at", "Initech"])),
        "Kept. What it probes can't be told from its words.\n"
    );
    let again = add(&["when did you last break production with redis", "--at", "Initech"]);
    assert_eq!((out(&again).as_str(), again.status.code()), ("You have this question already.\n", Some(0)));
    assert_eq!(
        out(&retell(home.path(), &["questions", "--pack", "own"])),
        "Your own questions (own)\n  \
         When did you last break production with Redis?  failure · asked at ACME on 20 Nov 2026\n  \
         Why this team?  integrity · asked on 3 Feb 2026\n  \
         Blue or green?  asked at Initech\n"
    );
    let text = "When did you last break production with Redis?";
    let row = json!({"pack": "own", "heading": null, "text": text, "competency": "failure", "skills": ["Redis"],
        "company": "ACME", "on": "2026-11-20"});
    assert_eq!(rows(home.path(), &["--pack", "own"])[0], row);
}

#[test]
fn what_can_not_be_kept_is_said_and_exits_with_2_and_nothing_is_written() {
    let home = home();
    for (arguments, told) in [
        (
            &["add", "Why?", "--competency", "fialure"][..],
            "retell: `fialure` is no competency. Did you mean `failure`?\n",
        ),
        (&["add", "Why?", "--competency", "pressure"], "Did you mean `working under pressure`?"),
        (&["add", "Why?", "--competency", "astronomy"], "`astronomy` is no competency. There are failure, ownership, "),
        (&["add", "Why?", "--on", "20 Nov"], "'20 Nov' for '--on <YYYY-MM-DD>': write the day as YYYY-MM-DD"),
        (&["add", "Why?", "--on", "2026-02-30"], "write the day as YYYY-MM-DD"),
        (&["add", " "], "retell: there is no question yet.\n"),
        (&["add"], "<QUESTION>..."),
        (&["--json", "add", "Why?"], "--pack and --json are for the list of questions"),
        (&["--pack", "own", "add", "Why?"], "--pack and --json are for the list of questions"),
        (&["--pack", "gogle"], "retell: there is no pack `gogle`. Did you mean `google`? The packs are general, "),
    ] {
        let output = retell(home.path(), &[&["questions"], arguments].concat());
        assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(2)), "{arguments:?}");
        assert!(errors(&output).contains(told), "{arguments:?}: {}", errors(&output));
    }
    assert!(!home.path().join("questions.json").exists());
}

#[test]
fn without_own_questions_their_pack_is_empty_and_says_how_to_fill_it() {
    let home = home();
    let output = retell(home.path(), &["questions", "--pack", "own"]);
    assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(1)));
    assert!(errors(&output).contains("Keep one with: retell questions add QUESTION"), "{}", errors(&output));
}

#[test]
fn a_bad_entry_is_named_by_the_list_and_the_doctor_and_costs_no_other() {
    let home = home();
    let path = home.path().join("questions.json");
    let text = "{\"version\": 1, \"mood\": \"calm\", \"questions\": [\n {\"text\": \"One?\", \"stars\": 5},\n {\"txt\": \"Two?\"}\n]}";
    fs::write(&path, text).unwrap();
    let output = retell(home.path(), &["questions", "--pack", "own"]);
    assert_eq!((out(&output).as_str(), output.status.code()), ("Your own questions (own)\n  One?\n", Some(0)));
    let told = format!("{}:3:16: it has no `text`. Add it in a text editor.\n", path.display());
    assert_eq!(errors(&output), format!("retell: {told}"));
    let doctor = retell(home.path(), &["doctor"]);
    assert_eq!((out(&doctor).starts_with(&told), doctor.status.code()), (true, Some(1)), "{}", out(&doctor));
    assert!(retell(home.path(), &["questions", "add", "Three?"]).status.success());
    let kept: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let questions = json!([{"text": "One?", "stars": 5}, {"txt": "Two?"}, {"text": "Three?"}]);
    assert_eq!(kept, json!({"version": 1, "mood": "calm", "questions": questions}));
}

#[test]
fn questions_that_are_added_at_once_are_all_kept() {
    let home = home();
    let add = |number: usize| retell(home.path(), &["questions", "add", &format!("Why {number}?")]);
    std::thread::scope(|scope| {
        for window in 0..4 {
            scope.spawn(move || (0..5).for_each(|round| assert!(add(5 * window + round).status.success())));
        }
    });
    assert_eq!(rows(home.path(), &["--pack", "own"]).len(), 20);
}

#[test]
fn a_damaged_file_is_never_overwritten() {
    let home = home();
    let path = home.path().join("questions.json");
    for torn in ["{\"version\": 1, \"questions\": [{\"text\": \"One?\"", "{\"version\": 9, \"questions\": []}", "[]"] {
        fs::write(&path, torn).unwrap();
        let output = retell(home.path(), &["questions", "add", "Why?"]);
        assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(1)), "{torn}");
        assert!(errors(&output).starts_with(&format!("retell: {}", path.display())), "{}", errors(&output));
        assert_eq!(fs::read_to_string(&path).unwrap(), torn);
    }
    assert!(out(&retell(home.path(), &["questions"])).starts_with("General behavioral"), "the others are listed");
}
