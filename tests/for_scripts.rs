//! What shells and scripts rely on: JSON as its schema says, paths, completions, manual pages and how the program ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use jsonschema::Validator;
use retell::domain::question::OWN;
use retell::export::FORMATS;
use retell::storage::questions::bank;
use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "common/history.rs"]
mod history;
#[path = "common/verbs.rs"]
mod verbs;

use history::winter;
use verbs::{errors, out, retell};

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/output.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Forbids all that the schema doesn't list: others may rely on it to be complete.
fn forbid_the_rest(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        object.values_mut().for_each(forbid_the_rest);
    } else if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(forbid_the_rest);
    }
}

/// What holds a line of a verb against the schema.
fn validator(verb: &str) -> Validator {
    let mut schema = schema();
    forbid_the_rest(&mut schema);
    schema["$ref"] = format!("#/$defs/{verb}").into();
    jsonschema::validator_for(&schema).unwrap()
}

const NOTES: &str = "Some notes.\n\n## A leak\n\n**Problem:** It leaked, for Acme.\n\n**Action:** I used Redis.\n\n\
    **Outcome:** It holds, and saved $3,000.\n\n## A jam\n\n**Problem:** It jammed.\n";

/// A home with a document beside it, two stories, takes, an interview, a question and a file that can't be read.
fn lived_in() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.md"), NOTES).unwrap();
    fs::write(home.path().join("old.md"), NOTES.replace("jammed", "was stuck")).unwrap();
    let run = |arguments: &[&str]| assert!(retell(home.path(), home.path(), arguments).status.success());
    run(&["import", "notes.md"]);
    run(&["questions", "add", "When did you last fail?", "--at", "ACME", "--on", "2026-03-01"]);
    fs::create_dir_all(home.path().join("practice")).unwrap();
    let takes: Vec<String> = winter().iter().map(|take| serde_json::to_string(take).unwrap()).collect();
    fs::write(home.path().join("practice/a.jsonl"), takes.join("\n")).unwrap();
    fs::write(home.path().join("stories/torn.json"), "{").unwrap();
    home
}

#[test]
fn each_line_of_json_is_as_the_schema_says() {
    let home = lived_in();
    let (path, samples) = (home.path(), tempfile::tempdir().unwrap());
    for (verb, home, arguments) in [
        ("import", path, &["import", "--json", "--dry-run", "notes.md", "old.md", "gone.md"][..]),
        ("check", path, &["check", "--json"]),
        ("check", path, &["check", "--json", "notes.md"]),
        ("doctor", path, &["doctor", "--json"]),
        ("list", path, &["list", "--json"]),
        ("list", samples.path(), &["list", "--json", "--explain", "leak #redis | conn !zebra"]),
        ("show", path, &["show", "a-leak", "--json"]),
        ("match", samples.path(), &["match", "--json", "Tell me about a failure"]),
        ("match", path, &["match", "--json", "Tell me about a conflict"]),
        ("stats", path, &["stats", "--json"]),
        ("stats", samples.path(), &["stats", "--json"]),
        ("coverage", samples.path(), &["coverage", "--json"]),
        ("coverage", path, &["coverage", "--json", "--pack", "amazon"]),
        ("plan", path, &["plan", "--json", "--on", "+2", "--at", "ACME", "--stories", "2"]),
        ("plan", path, &["plan", "--json", "--a-day", "1"]),
        ("questions", path, &["questions", "--json"]),
    ] {
        let output = retell(home, path, arguments);
        let printed = out(&output);
        assert!(!printed.is_empty(), "{arguments:?}: {}", errors(&output));
        let validator = validator(verb);
        for line in printed.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let wrong: Vec<String> =
                validator.iter_errors(&value).map(|wrong| format!("{} at {}", wrong, wrong.instance_path())).collect();
            assert!(wrong.is_empty(), "{arguments:?}\n{}\n{line}", wrong.join("\n"));
        }
    }
}

#[test]
fn the_schema_would_find_a_field_that_is_missing_and_one_that_is_not_listed() {
    let line = json!({"line": null, "column": 1, "reason": "it is torn", "hint": "Mend it.", "remedy": null});
    assert!(!validator("doctor").is_valid(&line), "the file is missing");
    let mut whole = line;
    whole["file"] = "a.json".into();
    assert!(validator("doctor").is_valid(&whole));
    whole["mood"] = "calm".into();
    assert!(!validator("doctor").is_valid(&whole), "there is no mood");
}

#[test]
fn every_verb_that_prints_json_is_in_the_schema() {
    let home = tempfile::tempdir().unwrap();
    for verb in verbs_of(home.path()) {
        let help = out(&retell(home.path(), home.path(), &[&verb, "--help"]));
        assert_eq!(help.contains("--json"), schema()["$defs"].get(&verb).is_some(), "{verb}");
    }
}

/// The verbs that help names.
fn verbs_of(home: &Path) -> Vec<String> {
    let help = out(&retell(home, home, &["--help"]));
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).filter(|name| name != "help").collect()
}

#[test]
fn a_story_is_shown_by_its_id_or_its_title() {
    let home = lived_in();
    let show = |arguments: &[&str]| retell(home.path(), home.path(), &[&["show"], arguments].concat());
    assert_snapshot!("show", out(&show(&["a-leak"])));
    assert_eq!(out(&show(&["A", "LEAK"])), out(&show(&["a-leak"])));
    let missing = show(&["a-lek"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(errors(&missing).ends_with(
        "retell: no story has the id or the title “a-lek”. Did you mean a-leak? retell list --json names them all\n"
    ));
    let samples = tempfile::tempdir().unwrap();
    assert_snapshot!(
        "show_sample",
        out(&retell(samples.path(), samples.path(), &["show", "connections outlive requests"]))
    );
}

#[test]
fn each_place_is_told_by_its_name() {
    let home = tempfile::tempdir().unwrap();
    let path = |arguments: &[&str]| out(&retell(home.path(), home.path(), &[&["path"], arguments].concat()));
    let all = path(&[]);
    assert_eq!(all.lines().count(), 9);
    for line in all.lines() {
        let (name, place) = line.split_once(' ').unwrap();
        assert_eq!(path(&[name]).trim_end(), place.trim(), "{name}");
        assert!(place.trim().starts_with(home.path().to_str().unwrap()));
    }
}

#[test]
fn every_shell_gets_completions_with_every_verb() {
    let home = tempfile::tempdir().unwrap();
    let verbs = verbs_of(home.path());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&retell(home.path(), home.path(), &["completions", shell]));
        assert!(verbs.iter().all(|verb| script.contains(verb.as_str())), "{shell}");
    }
}

#[test]
fn bash_completes_what_was_begun() {
    let home = tempfile::tempdir().unwrap();
    let script = out(&retell(home.path(), home.path(), &["completions", "bash"]));
    let completed = |words: &[&str]| {
        let (last, before) = words.split_last().unwrap();
        let asked = format!(
            "COMP_WORDS=({}); COMP_CWORD={}; _retell retell '{last}' {}; echo \"${{COMPREPLY[@]}}\"\n",
            words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
            before.len(),
            before.last().unwrap()
        );
        let mut bash = Command::new("bash");
        bash.arg("--norc").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Not every machine has it.
        let mut bash = bash.spawn().ok()?;
        bash.stdin.take().unwrap().write_all(format!("{script}\n{asked}").as_bytes()).unwrap();
        Some(out(&bash.wait_with_output().unwrap()).trim_end().to_owned())
    };
    let formats = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(" ");
    let packs: Vec<&str> = bank().packs.iter().map(|pack| pack.key.as_str()).chain([OWN]).collect();
    // What is written twice is the same, also where there is no bash.
    assert!(script.contains(&format!("-W \"{formats}\"")) && script.contains(&format!("-W \"{}\"", packs.join(" "))));
    for (words, expected) in [
        (&["retell", "imp"][..], "import"),
        (&["retell", "export", "-f", ""], &formats),
        (&["retell", "coverage", "--pack", ""], &packs.join(" ")),
        (&["retell", "questions", "--pack", "a"], "amazon"),
        (&["retell", "man", "que"], "questions"),
        (&["retell", "completions", "z"], "zsh"),
    ] {
        assert!(completed(words).is_none_or(|completed| completed == expected), "{words:?}: {:?}", completed(words));
    }
}

#[test]
fn there_is_a_manual_page_for_all_and_one_for_each_verb() {
    let home = tempfile::tempdir().unwrap();
    let page = |arguments: &[&str]| out(&retell(home.path(), home.path(), &[&["man"], arguments].concat()));
    let whole = page(&[]);
    for verb in verbs_of(home.path()) {
        assert!(whole.contains(&format!("retell\\-{verb}(1)")), "{verb}");
        assert!(page(&[&verb]).contains(&format!(".TH retell-{verb} 1")), "{verb}");
    }
    assert!(page(&["questions", "add"]).contains(".TH retell-questions-add 1"));
    let none = retell(home.path(), home.path(), &["man", "imprt"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(errors(&none).starts_with("retell: “imprt” is no verb of Retell's. There are: import, check,"));
}

#[test]
fn a_manual_page_has_the_sections_of_one_and_says_what_options_take() {
    let home = tempfile::tempdir().unwrap();
    let page = |arguments: &[&str]| out(&retell(home.path(), home.path(), &[&["man"], arguments].concat()));
    let headings = |page: &str| -> Vec<String> {
        page.lines().filter_map(|line| line.strip_prefix(".SH ")).map(|name| name.replace('"', "")).collect()
    };
    let (whole, export) = (page(&[]), page(&["export"]));
    let all = "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,VERBS,EXIT STATUS,ENVIRONMENT,FILES,EXAMPLES,SEE ALSO";
    assert_eq!(headings(&whole).join(","), all);
    assert_eq!(headings(&export).join(","), "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,EXIT STATUS,EXAMPLES,SEE ALSO");
    for (page, synopsis) in [(&whole, " [\\fB\\-\\-share\\fR]"), (&export, " [\\fB\\-o\\fR \\fIFILE\\fR]")] {
        assert!(page.contains(synopsis), "{page}");
        assert!(page.contains(" [\\fB\\-\\-home\\fR \\fIDIR\\fR]"), "{page}");
    }
    assert!(!export.contains("share"), "--share is refused there");
    assert!(whole.contains(".TP\n\\fBretell notes.md\\fR\nshow what a document holds"), "{whole}");
    assert!(page(&["list"]).contains(".TP\n\\fB#redis\\fR\na skill, by any of its names"));
}

#[test]
fn a_program_that_did_nothing_wrong_ends_with_0_one_that_found_nothing_with_1_and_one_called_wrongly_with_2() {
    let home = tempfile::tempdir().unwrap();
    for (code, arguments) in [
        (0, &["list"][..]),
        (0, &["doctor"]),
        (0, &["--version"]),
        (1, &["list", "zebra"]),
        (1, &["show", "zebra"]),
        (1, &["import", "gone.md"]),
        (1, &["coverage", "--pack", "own"]),
        (2, &["--bell"]),
        (2, &["coverage", "--pack", "zebra"]),
        (2, &["path", "zebra"]),
    ] {
        assert_eq!(retell(home.path(), home.path(), arguments).status.code(), Some(code), "{arguments:?}");
    }
}
