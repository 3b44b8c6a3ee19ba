//! The real program in a real pseudo-terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

#[path = "common/program.rs"]
mod program;

use std::fs;

use program::{Program, breathe};
use retell::domain::take::Take;
use tempfile::TempDir;

fn takes(home: &TempDir) -> Vec<Take> {
    let Ok(files) = fs::read_dir(home.path().join("practice")) else { return Vec::new() };
    let text: String = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_story_is_found_told_graded_and_kept_and_the_terminal_is_as_before() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    let taken = ["its settings differ", "the alternate screen is shown", "the cursor is hidden"];
    assert_eq!(
        program.faults(),
        [taken.as_slice(), &["pastes are bracketed", "its focus is told", "the mouse is told of"]].concat()
    );
    program.press("#redis");
    program.wait_for("3 of 44");
    program.press("\r");
    program.wait_for("Say it aloud.");
    program.press(" ");
    program.wait_for("part 1 of 3");
    for part in ["part 2 of 3", "part 3 of 3", "How did it go?"] {
        breathe();
        program.press(" ");
        program.wait_for(part);
    }
    program.press("3");
    program.wait_for("Graded good.");
    program.press("q");
    assert_eq!(program.wait_for_end().exit_code(), 0);

    let takes = takes(&home);
    assert_eq!(takes.len(), 1);
    assert_eq!(takes[0].splits.len(), 3);
    let said: Vec<u64> = takes[0].splits.iter().map(|split| split.said.0).collect();
    assert_eq!(said.iter().sum::<u64>(), takes[0].length.0);
    assert!(said.iter().all(|&said| said >= 350), "{said:?}");
    assert!(!home.path().join("state/unfinished.json").exists());

    assert_eq!(program.text().trim(), "", "nothing is left behind on the screen");
    assert!(program.faults().is_empty(), "{:?}", program.faults());
}

#[test]
fn a_killed_take_is_offered_at_the_next_start_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["-q", "#redis"]);
    program.wait_for("3 of 44");
    program.press("\r");
    program.wait_for("Say it aloud.");
    program.press(" ");
    program.wait_for("part 1 of 3");
    breathe();
    program.press(" ");
    program.wait_for("part 2 of 3");
    program.child.kill().unwrap();
    program.wait_for_end();

    let mut program = Program::start(home.path(), &[]);
    program.wait_for("A take is unfinished");
    program.press("\r");
    program.wait_for("paused · p goes on");
    program.press("p");
    for part in ["part 3 of 3", "How did it go?"] {
        breathe();
        program.press(" ");
        program.wait_for(part);
    }
    program.press("2");
    program.wait_for("Graded hard.");
    program.press("\u{3}");
    assert_eq!(program.wait_for_end().exit_code(), 0);
    let takes = takes(&home);
    assert_eq!(takes.len(), 1);
    assert!(takes[0].finished && takes[0].splits.len() == 3);
}

#[test]
fn the_window_may_change_its_size_at_any_moment() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    for (columns, rows, text) in
        [(40, 10, "too small"), (60, 20, "Stories"), (120, 40, "observability"), (80, 24, "Skills")]
    {
        program.resize(columns, rows);
        program.wait_for(text);
    }
    program.press("q");
    assert_eq!(program.wait_for_end().exit_code(), 0);
}

#[test]
fn a_home_that_cannot_be_written_is_told_and_the_take_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::write(&home, "a file where the folder should be").unwrap();
    let mut program = Program::start(&home, &[]);
    program.wait_for("4 problems");
    program.wait_for("No story could be read.");
    program.press("q");
    assert_eq!(program.wait_for_end().exit_code(), 0);

    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("practice"), "a file where the folder should be").unwrap();
    fs::write(home.path().join("state"), "another").unwrap();
    let mut program = Program::start(home.path(), &["-q", "#redis"]);
    program.wait_for("3 of 44");
    program.press("\r");
    program.wait_for("Say it aloud.");
    program.press(" ");
    program.wait_for("the take under way can't be saved");
    for part in ["part 2 of 3", "part 3 of 3", "How did it go?"] {
        breathe();
        program.press(" ");
        program.wait_for(part);
    }
    program.press("3");
    program.wait_for("this take could not be kept");
    program.wait_for("Graded good.");
    program.press("q");
    program.wait_for("The take can't be kept and would be lost. Press the same key again to leave.");
    program.press("j");
    program.wait_for("this take could not be kept");
    program.press("q");
    program.wait_for("The take can't be kept and would be lost. Press the same key again to leave.");
    program.press("q");
    assert_eq!(program.wait_for_end().exit_code(), 1, "the last try failed too, and that is told");
    assert!(program.text().contains("this take could not be kept"), "{}", program.text());
}

#[test]
fn a_long_document_does_not_keep_the_screen_waiting() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("long.md");
    fs::write(&path, "* **Problem:** it _leaked_ [again](x)\n".repeat(200_000)).unwrap();
    let mut program = Program::start(home.path(), &[path.to_str().unwrap()]);
    program.wait_for("Reading ");
    program.press("?");
    program.wait_for("Show the keys of where you are");
    program.press("q");
    program.wait_for("Reading ");
    program.press("\u{3}");
    assert_eq!(program.wait_for_end().exit_code(), 0);
}
