//! `retell list`: why stories stand where they do, which state they are in, and in which order they come.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::{Value, json};
use tempfile::TempDir;

fn list(home: &Path, arguments: &[&str]) -> Output {
    run(home, &[&["list"], arguments].concat())
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_retell")).args(arguments).env("RETELL_HOME", home).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The ids of what is found.
fn ids(home: &Path, arguments: &[&str]) -> String {
    let rows = out(&list(home, &[arguments, &["--json"]].concat()));
    let ids = rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap()["id"].as_str().unwrap().to_owned());
    ids.collect::<Vec<_>>().join(" ")
}

/// Four stories: the herd was told long ago, the pool will be told only in a thousand years, the others never.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let (stories, practice) = (home.path().join("stories"), home.path().join("practice"));
    fs::create_dir_all(&stories).unwrap();
    fs::create_dir_all(&practice).unwrap();
    let whole = json!({"problem": "A pool ran dry.", "insight": "It leaked.", "outcome": "It stopped."});
    for (id, title, skill, beats) in [
        ("cache", "A cache key without its tenant", "Redis", &whole),
        ("draft", "Builds that took an hour", "CI/CD", &json!({})),
        ("herd", "Everything expires at nine", "Redis", &whole),
        ("pool", "The night the pool ran dry", "PostgreSQL", &whole),
    ] {
        let story = json!({"version": 1, "id": id, "title": title, "skills": [skill], "beats": beats});
        fs::write(stories.join(format!("{id}.json")), story.to_string()).unwrap();
    }
    let take = |id: &str, at: &str| {
        json!({
            "version": 1, "id": at, "story": id, "title": "", "at": at, "ladder": "outline", "style": "recall",
            "target_ms": 120_000, "think_ms": 0, "splits": [], "length_ms": 0, "finished": true, "grade": 3,
        })
    };
    let takes = [take("herd", "2020-03-14T21:05:00+01:00"), take("pool", "3020-03-14T21:05:00+01:00")];
    let lines: String = takes.iter().map(|take| format!("{take}\n")).collect();
    fs::write(practice.join("laptop.jsonl"), lines).unwrap();
    home
}

#[test]
fn explaining_says_of_each_word_what_it_met_and_what_decided_against_the_next_story() {
    let home = home();
    let queries: [&[&str]; 6] = [
        &["pool"],
        &["redis | pg", "nine", "!hour"],
        &["#rds", "postgres"],
        &["it leaked"],
        &["#databases"],
        &["--sort", "told", "!is:draft"],
    ];
    let explained = |words: &&[&str]| {
        let words = [&["--explain"], *words].concat();
        format!("$ retell list {}\n{}", words.join(" "), out(&list(home.path(), &words)))
    };
    assert_snapshot!("explained", queries.iter().map(explained).collect::<Vec<_>>().join("\n"));
}

#[test]
fn explaining_in_json_gives_one_entry_for_each_group_of_the_query() {
    let home = home();
    let rows = out(&list(home.path(), &["--explain", "--json", "#pg | nine", "!hour"]));
    let met: Vec<Value> = rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap()["met"].clone()).collect();
    let hour = json!({"group": "!hour", "tier": "filter", "score": 0});
    assert_eq!(met[0], json!([{"group": "#pg | nine", "tier": "exact", "score": 51}, hour]));
    assert_eq!(met[1], json!([{"group": "#pg | nine", "tier": "title", "score": 83}, hour]));
    let row: Value = serde_json::from_str(&out(&list(home.path(), &["--explain", "--json", "rds postgres"]))).unwrap();
    assert_eq!(row["called"], "skill");
    let row: Value = serde_json::from_str(&out(&list(home.path(), &["--json", "rds postgres"]))).unwrap();
    assert!(row.get("met").is_none() && row.get("called").is_none(), "nobody asked for it: {row}");
}

#[test]
fn each_explanation_stands_below_its_story_and_changes_no_order() {
    let home = home();
    for query in ["", "pool", "redis nine", "is:new", "a | e", "amazon rds"] {
        let plain = out(&list(home.path(), &[query]));
        let explained = out(&list(home.path(), &["--explain", query]));
        let stories: Vec<&str> = explained.lines().filter(|line| !line.starts_with("    ")).collect();
        assert_eq!(stories, plain.lines().collect::<Vec<_>>(), "{query}");
    }
}

#[test]
fn states_are_those_of_the_practice_so_far() {
    let home = home();
    assert_eq!(ids(home.path(), &["is:new"]), "cache draft");
    assert_eq!(ids(home.path(), &["is:due"]), "herd");
    assert_eq!(ids(home.path(), &["!is:due", "!is:new"]), "pool");
    assert_eq!(ids(home.path(), &["is:draft"]), "draft");
    let output = list(home.path(), &["is:sample"]);
    assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(1)));
}

#[test]
fn what_no_word_ranks_comes_in_the_order_that_was_asked_for() {
    let home = home();
    assert_eq!(ids(home.path(), &[]), "cache draft herd pool");
    assert_eq!(ids(home.path(), &["--sort", "title"]), "cache draft herd pool");
    assert_eq!(ids(home.path(), &["--sort", "told", "!#ci/cd"]), "cache herd pool");
    assert_eq!(ids(home.path(), &["--sort", "told", "!is:new"]), "herd pool");
    assert_eq!(ids(home.path(), &["--sort", "told", "pool"]), "pool cache herd", "words rank");
    let output = list(home.path(), &["--sort", "length"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("[possible values: title, told]"), "{}", errors(&output));
}

#[test]
fn a_damaged_line_of_practice_is_named_and_costs_no_story() {
    let home = home();
    let path = home.path().join("practice/laptop.jsonl");
    let lines = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{{broken\n{lines}")).unwrap();
    let output = list(home.path(), &["is:due"]);
    assert!(out(&output).starts_with("Everything expires at nine") && output.status.success(), "{}", out(&output));
    assert!(errors(&output).contains("laptop.jsonl"), "{}", errors(&output));
}

#[test]
fn its_help_teaches_the_language() {
    let help = out(&list(Path::new("/nowhere"), &["--help"]));
    for word in ["#redis", "'leak", "^the", "once$", "!leak", "#aws | #k8s", "is:due", "memory\\ leak"] {
        assert!(help.contains(word), "{word} is not in\n{help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn a_saved_filter_stands_for_its_query_and_names_that_do_not_exist_say_which_ones_do() {
    let home = home();
    assert!(errors(&list(home.path(), &["@oncall"])).contains("No filter is saved; the screen saves them"));
    fs::write(home.path().join("filters.json"), r##"{"version": 1, "filters": {"fresh": "is:new", "loop": "@loop"}}"##)
        .unwrap();
    assert_eq!(ids(home.path(), &["@fresh"]), ids(home.path(), &["is:new"]));
    assert!(errors(&list(home.path(), &["@oncall"])).contains("The saved filters are @fresh, @loop"));
    assert_eq!(ids(home.path(), &["@fresh", "|", "#postgres"]), ids(home.path(), &["is:new | #postgres"]));
    assert_eq!(errors(&list(home.path(), &["@fresh", "#postgres"])).lines().next().unwrap().matches('.').count(), 0);
    let looped = list(home.path(), &["@loop"]);
    assert_eq!((out(&looped).as_str(), looped.status.code()), ("", Some(1)));
    assert_eq!(errors(&looped), "retell: @loop is left out: it stands for itself\n");
    let why = r##"{"version": 1, "filters": {"why": "?Tell me about an outage."}}"##;
    fs::write(home.path().join("filters.json"), why).unwrap();
    let hint = "retell: @why is left out: it is a whole question. Ask it with: retell match @why\n";
    assert_eq!(errors(&list(home.path(), &["@why"])), hint);
    let matched = |question: &str| out(&run(home.path(), &["match", question]));
    assert_eq!(matched("@why"), matched("Tell me about an outage."));
    for (query, word) in [("is:foo", "is:foo"), ("!is:du", "!is:du"), ("leak IS:DRA", "IS:DRA"), ("is:", "is:")] {
        let listed = list(home.path(), &[query]);
        assert_eq!((out(&listed).as_str(), listed.status.code()), ("", Some(1)), "{query}");
        let states = "The states behind is: are due, draft, new, flagged, sample";
        assert_eq!(errors(&listed), format!("retell: “{word}” is no state. {states}\n"));
    }
    assert!(errors(&list(home.path(), &["?zzzz", "qqqq"])).contains("For a whole question: retell match QUESTION"));
}

#[test]
fn filters_that_can_not_be_read_cost_no_story_and_the_doctor_names_them() {
    let home = home();
    fs::write(home.path().join("filters.json"), "torn").unwrap();
    assert!(errors(&list(home.path(), &["@fresh"])).contains("filters.json:1:"));
    assert_eq!(ids(home.path(), &[]).split(' ').count(), 4);
    let doctor = Command::new(env!("CARGO_BIN_EXE_retell")).arg("doctor").env("RETELL_HOME", home.path()).output();
    assert!(out(&doctor.unwrap()).contains("filters.json:1:"));
}
