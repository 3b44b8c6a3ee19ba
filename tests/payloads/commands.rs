//! Every command, with every payload in its files, its arguments and its environment.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::process::Command;

use crate::common::wire::{Wire, foreign};
use crate::files::{file_name, hostile_documents, hostile_home};
use crate::table::{around, payloads};
use crate::{first_of, is_left_out};

/// Runs Retell and returns what it printed, and what is foreign in that.
fn run(home: &Path, folder: &Path, arguments: &[OsString]) -> (String, Vec<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_retell"));
    let output = command.args(arguments).current_dir(folder).env("RETELL_HOME", home).output().unwrap();
    let mut wrong = foreign(&output.stdout, Wire::Lines);
    wrong.extend(foreign(&output.stderr, Wire::Lines));
    if output.stdout.is_empty() && output.stderr.is_empty() {
        wrong.push("nothing was printed".to_owned());
    }
    (String::from_utf8_lossy(&output.stdout).into_owned(), wrong)
}

fn words<const N: usize>(words: [&str; N]) -> Vec<OsString> {
    words.map(OsString::from).to_vec()
}

#[test]
fn nothing_foreign_is_printed_by_any_command() {
    let (home, empty, folder) = (hostile_home(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let [whole, broken] = hostile_documents(folder.path());
    let mut wrong = Vec::new();
    let mut printed = |home: &Path, arguments: &[OsString]| {
        let (text, found) = run(home, folder.path(), arguments);
        wrong.extend(found.iter().map(|what| format!("{arguments:?}: {what}")));
        text
    };

    let list = printed(home.path(), &words(["list"]));
    assert_eq!(list.lines().count(), payloads().len(), "no title passes for a line of its own");
    let json = printed(home.path(), &words(["list", "--json"]));
    let titles = json.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["title"].clone());
    let mut titles: Vec<String> = titles.map(|title| title.as_str().unwrap().to_owned()).collect();
    let mut expected: Vec<String> = payloads().iter().map(|payload| around(&payload.text)).collect();
    titles.sort();
    expected.sort();
    assert_eq!(titles, expected, "the JSON is true");

    printed(home.path(), &words(["doctor"]));
    let problems = printed(home.path(), &words(["doctor", "--json"]));
    assert!(problems.lines().count() > payloads().len(), "there is a file that can't be read for each");

    printed(home.path(), &words(["check"]));
    let found = printed(home.path(), &words(["check", "--json"]));
    assert!(found.lines().count() > payloads().len(), "there is something to say of each");

    printed(home.path(), &words(["stats"]));
    let told = printed(home.path(), &words(["stats", "--json"]));
    let told = serde_json::from_str::<serde_json::Value>(&told).unwrap();
    assert_eq!(told["takes"].as_array().unwrap().len(), payloads().len(), "each story was told");
    let table = printed(home.path(), &words(["stats", "--csv"]));
    assert_eq!(table.lines().count(), payloads().len() + 1, "no title passes for a line of its own");

    printed(home.path(), &words(["questions"]));
    let asked = printed(home.path(), &words(["questions", "--json"]));
    assert!(asked.lines().count() > payloads().len(), "there is a question for each");

    printed(home.path(), &words(["coverage"]));
    printed(home.path(), &words(["coverage", "--json"]));
    printed(home.path(), &words(["coverage", "--pack", "own"]));

    for documents in [&whole, &broken] {
        for verb in [&["check"][..], &["check", "--json"]] {
            let arguments: Vec<OsString> = verb.iter().map(OsString::from).chain(documents.iter().cloned()).collect();
            printed(home.path(), &arguments);
        }
        for verb in
            [&["import", "--dry-run"][..], &["import", "--dry-run", "--json"], &["import"], &["import", "--json"]]
        {
            let arguments: Vec<OsString> = verb.iter().map(OsString::from).chain(documents.iter().cloned()).collect();
            printed(home.path(), &arguments);
        }
    }
    printed(home.path(), &broken);

    for payload in payloads().iter().filter(|payload| !payload.text.contains('\0')) {
        let text = &*payload.text;
        let lines = [
            words(["list", "--", text]),
            words(["import", &format!("--{text}"), "a.md"]),
            words(["list", &format!("--json={text}")]),
            words(["stats", "--", text]),
            words(["questions", &format!("--pack={text}")]),
            words(["questions", "add", text, &format!("--competency={text}")]),
            words(["questions", "add", "Why?", &format!("--on={text}")]),
            words(["questions", "add", &format!("--at={text}"), "--", text]),
        ];
        for (_, line) in lines.iter().enumerate().filter(|(place, _)| !is_left_out(*place, payload)) {
            printed(empty.path(), line);
        }
        printed(&empty.path().join(file_name(text, "")), &words(["--help"]));
    }
    printed(empty.path(), &words(["questions", "--pack", "own"]));
    for bytes in [&b"\xff\x9b31m"[..], b"--\xff\x9b31m", b"--query=\xff\x9b31m"] {
        printed(empty.path(), &[OsString::from_vec(bytes.to_vec())]);
    }
    assert!(wrong.is_empty(), "{}", first_of(&wrong));
}
