//! Two windows, editors and sync programs at the same stories: every edit is kept, and what can't be merged is shown.
//!
//! A hundred edits; `RETELL_ROUNDS=1000` makes a thousand.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests play the other program")]

mod common;
#[path = "common/program.rs"]
mod program;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{rounds, story};
use program::Program;
use retell::domain::beat::Beat;
use retell::domain::change::{Change, Step, Was};
use retell::domain::problem::Remedy;
use retell::domain::story::Story;
use retell::storage::{Folders, change, stories};
use rustix::process::{Pid, Signal, kill_process};

fn folders(home: &Path) -> Folders {
    Folders::locate(Some(home.to_owned())).unwrap()
}

fn pool() -> Story {
    let mut pool = story("The pool ran dry", &[], &[(Beat::Problem, "Nobody got a connection.")]);
    pool.suggested_skills = vec!["PostgreSQL".to_owned()];
    pool
}

fn import(home: &Path, story: Story) {
    let change = Change { what: "import".to_owned(), steps: vec![Step::Save { story, was: Was::Nothing }] };
    change::apply(&folders(home), &change).unwrap().remove(0).unwrap();
}

/// Edits a story so many times, each time by one skill that nobody else adds, as it finds the story.
type Editor = fn(&Path, &str, usize);

fn edit(home: &Path, name: &str, edits: usize) {
    let folders = folders(home);
    for number in 0..edits {
        let was = stories::load(&folders).stories.remove(0);
        let mut edited = was.clone();
        edited.skills.push(format!("{name}-{number}"));
        // A refused edit is kept as a draft.
        let _ = change::apply(&folders, &Change::edit(&was, edited)).unwrap();
    }
}

fn edit_without_a_look(home: &Path, name: &str, edits: usize) {
    let path = folders(home).stories.join("the-pool-ran-dry.json");
    for number in 0..edits {
        // A reader may meet half a file; then there is nothing to edit.
        let Ok(mut story) = Story::from_json(&fs::read_to_string(&path).unwrap()) else { continue };
        story.skills.push(format!("{name}-{number}"));
        fs::write(&path, story.to_json(None).unwrap()).unwrap();
    }
}

const EDITORS: [(&str, Editor); 2] = [("edit", edit), ("edit without a look", edit_without_a_look)];

#[test]
#[ignore = "the other tests run it in a process of its own"]
fn an_editor() {
    let (Ok(editor), Ok(name)) = (std::env::var("RETELL_TEST_EDITOR"), std::env::var("RETELL_TEST_NAME")) else {
        return;
    };
    let home = PathBuf::from(std::env::var("RETELL_TEST_HOME").unwrap());
    let (_, edit) = EDITORS.into_iter().find(|(known, _)| *known == editor).unwrap();
    edit(&home, &name, rounds() / 2);
}

/// Lets two processes edit one story at once. Returns how many edits are in it, and how many in drafts only.
fn edit_at_once(editor: &str) -> (usize, usize) {
    let home = tempfile::tempdir().unwrap();
    import(home.path(), pool());
    let start = |name: &str| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "an_editor", "--ignored"])
            .env("RETELL_TEST_EDITOR", editor)
            .env("RETELL_TEST_NAME", name)
            .env("RETELL_TEST_HOME", home.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    for mut process in ["one", "two"].map(start) {
        assert!(process.wait().unwrap().success());
    }
    let loaded = stories::load(&folders(home.path()));
    let saved: HashSet<String> = loaded.stories.into_iter().flat_map(|story| story.skills).collect();
    let mut in_drafts: HashSet<String> = HashSet::new();
    for problem in loaded.problems {
        // A torn file keeps nothing.
        let Remedy::Compare(conflict) = problem.remedy else { continue };
        in_drafts.extend(conflict.right.story.skills);
    }
    (saved.len(), in_drafts.difference(&saved).count())
}

#[test]
fn two_processes_that_edit_at_once_lose_no_edit() {
    let made = rounds() / 2 * 2;
    let (saved, in_drafts) = edit_at_once("edit");
    println!("two processes at once: {made} edits made, {} kept, {in_drafts} of them as drafts", saved + in_drafts);
    assert_eq!(saved + in_drafts, made);
}

#[test]
fn the_same_two_find_out_a_program_that_writes_without_a_look() {
    let made = rounds() / 2 * 2;
    let (saved, in_drafts) = edit_at_once("edit without a look");
    println!("two programs that don't look: {made} edits made, {} kept", saved + in_drafts);
    assert!(saved + in_drafts < made);
}

#[test]
fn an_edit_made_elsewhere_is_there_when_the_window_gets_focus() {
    let home = tempfile::tempdir().unwrap();
    import(home.path(), pool());
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("The pool ran dry");
    let path = home.path().join("stories/the-pool-ran-dry.json");
    let text = fs::read_to_string(&path).unwrap().replace("Nobody got", "Everybody lost");
    fs::write(&path, text).unwrap();
    program.press("\u{1b}[I");
    program.wait_for("Everybody lost a connection.");
    program.press("q");
    program.wait_for_end();
}

#[test]
fn an_edit_made_while_the_program_was_stopped_is_there_when_it_goes_on() {
    let home = tempfile::tempdir().unwrap();
    import(home.path(), pool());
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("The pool ran dry");
    let path = home.path().join("stories/the-pool-ran-dry.json");
    let text = fs::read_to_string(&path).unwrap().replace("Nobody got", "Everybody lost");
    fs::write(&path, text).unwrap();
    let pid = Pid::from_raw(i32::try_from(program.child.process_id().unwrap()).unwrap()).unwrap();
    kill_process(pid, Signal::CONT).unwrap();
    program.wait_for("Everybody lost a connection.");
    program.press("q");
    program.wait_for_end();
}

#[test]
fn a_story_that_was_changed_elsewhere_is_not_overwritten_and_the_person_chooses() {
    let home = tempfile::tempdir().unwrap();
    import(home.path(), pool());
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("The pool ran dry");
    let path = home.path().join("stories/the-pool-ran-dry.json");
    let text = fs::read_to_string(&path).unwrap().replace("Nobody got", "Everybody lost");
    fs::write(&path, &text).unwrap();
    program.press("a");
    program.wait_for("was changed elsewhere too. Both versions are kept");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    program.press("!");
    program.wait_for("Press enter to see both versions");
    program.press("\r");
    program.wait_for("Everybody lost");
    program.wait_for("Nobody got");
    program.press("2");
    program.wait_for("Kept version 2 (u undoes it)");
    program.press("q");
    program.wait_for_end();
    let loaded = stories::load(&folders(home.path()));
    assert_eq!((loaded.stories[0].skills.as_slice(), loaded.problems.len()), (&["PostgreSQL".to_owned()][..], 0));
}

#[test]
fn a_deletion_is_undone_after_a_restart_too() {
    let home = tempfile::tempdir().unwrap();
    import(home.path(), pool());
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("The pool ran dry");
    // The program may be left at once: what was asked for is done first.
    program.press("dq");
    program.wait_for_end();
    assert!(stories::load(&folders(home.path())).stories.is_empty());
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    program.press("u");
    program.wait_for("Undone: deletion of “The pool ran dry”.");
    program.wait_for("1 story");
    program.press("q");
    program.wait_for_end();
    assert_eq!(stories::load(&folders(home.path())).stories, [pool()]);
}
