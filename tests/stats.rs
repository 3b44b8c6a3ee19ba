//! `retell stats`: what takes say of whether practicing works, in words, as JSON and as a table.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use retell::commands::output::Printer;
use retell::commands::stats::{self, Form};
use retell::domain::history::History;
use retell::domain::progress::Progress;
use retell::domain::take::Take;
use retell::domain::time::Stamp;
use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "common/history.rs"]
mod history;
#[path = "common/verbs.rs"]
mod verbs;

use history::winter;
use verbs::{errors, out, retell};

fn run(home: &Path, arguments: &[&str]) -> std::process::Output {
    retell(home, home, &[&["stats"], arguments].concat())
}

fn json_of(home: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&out(&run(home, &[arguments, &["--json"]].concat()))).unwrap()
}

/// A take of one part of 100 s, told three years ago.
fn take(story: &str, title: &str, minute: u8) -> Value {
    json!({
        "version": 2, "id": format!("{minute}-{story}"), "story": story, "title": title,
        "at": format!("2023-03-14T21:{minute:02}:00+01:00"), "ladder": "outline", "style": "recall",
        "target_ms": 120_000, "think_ms": 3_000, "length_ms": 100_000, "finished": true, "grade": 3,
        "splits": [{"rung": "Problem", "budget_ms": 120_000, "said_ms": 100_000}],
    })
}

/// A home with two stories, and takes of these and of one that was deleted.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for folder in ["stories", "practice"] {
        fs::create_dir(home.path().join(folder)).unwrap();
    }
    for (id, title, skill) in [("herd", "Everything expires at nine", "Redis"), ("pool", "The pool ran dry", "SQL")] {
        let story =
            json!({"version": 1, "id": id, "title": title, "skills": [skill], "beats": {"problem": "It broke."}});
        fs::write(home.path().join("stories").join(format!("{id}.json")), story.to_string()).unwrap();
    }
    let discarded = |mut take: Value| {
        take["discarded"] = true.into();
        take["revision"] = 1.into();
        take
    };
    keep(
        home.path(),
        &[
            take("herd", "Everything expires at nine", 1),
            take("herd", "Everything expires at nine", 2),
            take("herd", "Everything expires at nine", 3),
            discarded(take("herd", "Everything expires at nine", 3)),
            take("pool", "The pool ran dry", 4),
            take("gone", "=HYPERLINK(\"http://a.example\";\"A leak\")", 5),
        ],
    );
    home
}

fn keep(home: &Path, takes: &[Value]) {
    let lines: String = takes.iter().map(|take| format!("{take}\n")).collect();
    fs::write(home.join("practice/laptop.jsonl"), lines).unwrap();
}

#[test]
fn the_words_have_charts_that_can_be_read_in_80_columns() {
    let takes: Vec<Take> = winter();
    let now = Stamp::try_from("2026-03-14T22:00:00+01:00".to_owned()).unwrap();
    let progress = Progress::of(&History::new(takes), |_| true, now);
    let mut bytes = Vec::new();
    stats::run(&progress, Form::Words, &mut Printer::new(&mut bytes)).unwrap();
    let words = String::from_utf8(bytes).unwrap();
    assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
    assert_snapshot!("words", words);
}

#[test]
fn a_query_asks_for_the_takes_of_the_stories_that_it_finds_as_in_the_list() {
    let home = home();
    let takes = |arguments: &[&str]| json_of(home.path(), arguments)["in_all"]["takes"].clone();
    assert_eq!(takes(&[]), 4, "that of a deleted story is among all");
    assert_eq!(takes(&["#redis"]), 2, "one was discarded");
    assert_eq!(takes(&["everything", "expires"]), 2);
    assert_eq!(takes(&["!#redis"]), 1);
    assert_eq!(takes(&["is:draft"]), 3);
    let output = run(home.path(), &["kafka"]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    assert_eq!(errors(&output), "retell: no story matches “kafka”\n");
}

#[test]
fn the_words_and_the_json_have_the_same_numbers() {
    let home = home();
    let words = out(&run(home.path(), &["#redis"]));
    assert!(words.contains("In all      2 takes of 1 story on 1 day\n"), "{words}");
    assert!(words.contains("Time        3:20 told\n"), "{words}");
    assert!(words.contains("On target   2 of 2 takes, 100 %"), "{words}");
    let json = json_of(home.path(), &["#redis"]);
    assert_eq!(json["in_all"], json!({"takes": 2, "drills": 0, "stories": 1, "days": 1, "told_ms": 200_000}));
    assert_eq!(json["on_target"]["all"], json!({"takes": 2, "of": 2, "percent": 100}));
}

#[test]
fn the_table_has_a_line_for_each_take_and_no_formula() {
    let home = home();
    let table = out(&run(home.path(), &["--csv"]));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, head: &str| &rows[row][heads.iter().position(|other| other == head).unwrap()];
    assert_eq!(rows.len(), 4);
    assert_eq!(cell(0, "at"), "2023-03-14T21:01:00+01:00");
    assert_eq!(
        (cell(0, "length_ms"), cell(0, "verdict"), cell(0, "grade"), cell(0, "only")),
        ("100000", "good", "3", "")
    );
    assert_eq!(cell(3, "title"), "'=HYPERLINK(\"http://a.example\";\"A leak\")");
}

#[test]
fn before_the_first_take_there_is_a_friendly_sentence_and_whole_json() {
    let home = tempfile::tempdir().unwrap();
    let output = run(home.path(), &[]);
    assert!(output.status.success() && out(&output).starts_with("Nothing is told yet."), "{}", out(&output));
    let json = json_of(home.path(), &[]);
    assert_eq!((&json["today"]["takes"], &json["spread"], &json["takes"]), (&json!(0), &Value::Null, &json!([])));
    assert_eq!(out(&run(home.path(), &["--csv"])).lines().count(), 1, "the heads of the columns");
}

#[test]
fn json_and_a_table_at_once_are_too_much() {
    let output = run(home().path(), &["--json", "--csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
}

#[test]
fn a_damaged_line_is_named_and_costs_no_other() {
    let home = home();
    let path = home.path().join("practice/laptop.jsonl");
    let lines = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{{broken\n{lines}")).unwrap();
    let output = run(home.path(), &["--csv"]);
    assert_eq!(out(&output).lines().count(), 5);
    assert!(output.status.success() && errors(&output).contains("laptop.jsonl"), "{}", errors(&output));
}
