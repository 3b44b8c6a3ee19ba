//! `retell check`: what is said of stories, with the line, the words, why, and what to do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

use std::fs;
use std::process::Output;

use insta::assert_snapshot;
use retell::domain::check::{Checker, Silenced};
use retell::storage::lexicon::lexicon;
use retell::storage::samples;
use serde_json::Value;
use tempfile::TempDir;

#[path = "common/verbs.rs"]
mod verbs;

use verbs::{errors, out, retell};

const NOTES: &str = "\
# What I did

## The full queue

**Skills:** Postgres, Redis

**Context:** Our client Globex ran it on queue-1.internal.

**Problem:** Orders worth $20,000 waited for two hours.

**Action:**

- We moved the mail out of the lock.
- We used AKIAIOSFODNN7EXAMPLE to look at [the system].

**Outcome:** Orders went through again.

## The slow report

**Skills:** PostgreSQL

**Problem:** It took a night. It was the vendor's fault.

**Action:** I gave it an index on TBD.

**Outcome:** It takes four minutes.

**Lesson:** I ask for the plan first.
";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn rules(output: &Output) -> Vec<(u64, String)> {
    let row = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let rows = out(output).lines().map(row).collect::<Vec<_>>();
    rows.iter().map(|row| (row["line"].as_u64().unwrap(), row["rule"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_document_is_checked_line_by_line_and_nothing_of_it_comes_in() {
    let (home, folder) = (folder(), folder());
    fs::write(folder.path().join("notes.md"), NOTES).unwrap();
    let output = retell(home.path(), folder.path(), &["check", "notes.md"]);
    assert_eq!((output.status.code(), errors(&output).as_str()), (Some(1), ""));
    assert_snapshot!("notes", out(&output));
    assert!(!out(&output).contains("AKIAI"), "no secret is printed");
    assert!(out(&output).lines().all(|line| line.chars().count() <= 100), "{}", out(&output));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn each_finding_is_one_json_object_with_the_same_fields() {
    let (home, folder) = (folder(), folder());
    fs::write(folder.path().join("notes.md"), NOTES).unwrap();
    let output = retell(home.path(), folder.path(), &["check", "--json", "notes.md"]);
    assert_eq!(output.status.code(), Some(1));
    let rows: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for row in &rows {
        let fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["rule", "file", "line", "id", "title", "beat", "words", "reason", "why", "hint"]);
    }
    let number = rows.iter().find(|row| row["rule"] == "no-number").unwrap();
    assert_eq!(
        (&number["file"], &number["line"], &number["beat"]),
        (&"notes.md".into(), &16.into(), &"outcome".into())
    );
    assert_eq!(number["reason"], "the outcome of “The full queue” has no number");
    assert!(rows.iter().any(|row| row["rule"] == "no-lesson" && row["beat"].is_null() && row["words"] == ""));
}

#[test]
fn the_stories_of_the_library_are_checked_in_their_files_and_silence_rules_there() {
    let (home, folder) = (folder(), folder());
    fs::write(folder.path().join("notes.md"), NOTES).unwrap();
    assert!(retell(home.path(), folder.path(), &["import", "notes.md"]).status.success());
    let before = rules(&retell(home.path(), folder.path(), &["check", "--json"]));
    let path = home.path().join("stories/the-slow-report.json");
    let told = out(&retell(home.path(), folder.path(), &["check"]));
    let kept = fs::read_to_string(&path).unwrap();
    let line = kept.lines().position(|line| line.contains("\"action\"")).unwrap() + 1;
    assert!(told.contains(&format!("stories/the-slow-report.json:{line}: placeholder: ")), "{told}");

    let silenced = kept.replace("\"beats\": {", "\"silenced\": [\"placeholder\", \"blaem\"],\n  \"beats\": {");
    fs::write(&path, silenced).unwrap();
    let output = retell(home.path(), folder.path(), &["check", "--json"]);
    let after = rules(&output);
    let has = |rules: &[(u64, String)], name: &str| rules.iter().any(|(_, rule)| rule == name);
    assert_eq!(before.iter().filter(|(_, rule)| rule == "placeholder").count(), 1);
    assert!(!has(&after, "placeholder") && has(&after, "unknown-rule") && has(&after, "blame"), "{after:?}");
    assert!(out(&output).contains("is no rule; `blame` is one"), "{}", out(&output));
}

#[test]
fn settings_silence_rules_for_all_stories_and_what_is_wrong_in_them_is_named() {
    let (home, folder) = (folder(), folder());
    fs::write(folder.path().join("notes.md"), NOTES).unwrap();
    let all =
        retell::domain::check::Rule::all().map(|rule| format!("{:?}", rule.name())).collect::<Vec<_>>().join(", ");
    let check = |config: &str| {
        fs::write(home.path().join("config.toml"), config).unwrap();
        retell(home.path(), folder.path(), &["check", "notes.md"])
    };
    let output = check("[check]\nsilenced = [\"money\", \"client\"]\n");
    assert!(!out(&output).contains(": money: ") && !out(&output).contains(": client: "), "{}", out(&output));
    assert!(out(&output).contains(": private: ") && errors(&output).is_empty());

    let output = check(&format!("[check]\nsilenced = [{all}]\n"));
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "Nothing to say about 2 stories.\n"));

    let output = check(&format!("[check]\nsilenced = [{all},\n  \"mony\"]\nloud = 1\n\n[other]\n"));
    assert_eq!(output.status.code(), Some(1));
    let told = errors(&output).replace(home.path().to_str().unwrap(), "HOME");
    assert!(told.contains("HOME/config.toml:3:3: `mony` is no rule. Did you mean `money`?"), "{told}");
    assert!(told.contains("config.toml:4:1: `loud` is nothing that can be set under [check]."), "{told}");
    assert!(told.contains("config.toml:6:2: `other` is nothing that can be set."), "{told}");
    let doctor = retell(home.path(), folder.path(), &["doctor"]);
    assert!(doctor.status.code() == Some(1) && out(&doctor).contains("config.toml:3:3: `mony` is no rule."));

    let output = check("[check\nsilenced = []\n");
    assert!(errors(&output).contains("config.toml:1:7: this is not TOML: "), "{}", errors(&output));
    assert!(out(&output).contains(": money: "), "the stories are checked all the same");
}

#[test]
fn a_document_that_can_not_be_read_is_named_and_the_others_are_checked() {
    let (home, folder) = (folder(), folder());
    fs::write(folder.path().join("notes.md"), NOTES).unwrap();
    let output = retell(home.path(), folder.path(), &["check", "missing.md", "notes.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("missing.md: there is no such file."), "{}", errors(&output));
    assert!(out(&output).ends_with("in 2 of 2 stories\n"), "{}", out(&output));
}

#[test]
fn the_rules_are_listed_and_a_wrong_command_line_exits_with_2() {
    let (home, folder) = (folder(), folder());
    let output = retell(home.path(), folder.path(), &["check", "--rules"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("rules", out(&output));
    for arguments in [["check", "--nonsense", "a"], ["check", "--rules", "--json"], ["check", "--rules", "notes.md"]] {
        assert_eq!(retell(home.path(), folder.path(), &arguments).status.code(), Some(2));
    }
}

#[test]
fn there_is_nothing_to_say_about_the_samples() {
    let (home, folder) = (folder(), folder());
    let output = retell(home.path(), folder.path(), &["check"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "Nothing to say about 44 stories.\n"));
    assert_eq!(out(&retell(home.path(), folder.path(), &["check", "--json"])), "");
}

/// What the samples silence is what they don't tell, and may: each of these was read and found right.
#[test]
fn what_the_samples_silence_is_what_is_found_in_them() {
    let stories = samples::stories();
    let nothing = Silenced::default();
    let checker = Checker::new(lexicon(), &nothing).among(&stories);
    let mut reviewed = String::new();
    for story in &stories {
        let mut loud = story.clone();
        loud.silenced.clear();
        let mut found: Vec<&str> = checker.check(&loud).iter().map(|finding| finding.rule.name()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, story.silenced, "{}", story.id);
        reviewed.push_str(&format!("{}: {}\n", story.id, found.join(", ")));
    }
    assert_snapshot!("samples", reviewed);
}
