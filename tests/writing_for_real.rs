//! Writing in a real terminal: what was typed outlasts a kill, a signal and a hang-up, and an edit is undone on disk.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests look into the files of a real program")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Program, all_at_once};
use retell::domain::beat::Beat;
use retell::domain::story::Story;
use rustix::process::{Pid, Signal, kill_process};

#[test]
fn what_was_typed_outlasts_all() {
    all_at_once(&[
        ("a_story_that_was_being_written_when_the_program_was_killed_is_open_at_the_next_start", killed),
        ("a_signal_and_a_hang_up_leave_the_story_that_is_being_written_where_it_was", ended),
        ("an_edit_is_undone_by_one_key", undone),
        ("a_folder_that_cannot_be_written_costs_nothing_of_what_was_typed", refused),
    ]);
}

/// The story of this id on disk.
fn on_disk(home: &Path, id: &str) -> Option<Story> {
    let text = fs::read_to_string(home.join(format!("stories/{id}.json"))).ok()?;
    Story::from_json(&text).ok()
}

/// A story that is begun, up to its problem.
fn begin(home: &Path) -> Program {
    let mut program = Program::start(home, &[]);
    program.wait_for("44 sample stories");
    program.press("nA leak\t\t\tIt leaked at night.");
    program.wait_for("It leaked at night.");
    program
}

fn send(program: &Program, signal: Signal) {
    let pid = Pid::from_raw(program.child.process_id().unwrap().cast_signed()).unwrap();
    kill_process(pid, signal).unwrap();
}

fn problem(story: Option<Story>) -> Option<String> {
    story.and_then(|story| story.beats.get(Beat::Problem).map(str::to_owned))
}

fn killed() {
    let home = tempfile::tempdir().unwrap();
    let mut program = begin(home.path());
    send(&program, Signal::KILL);
    program.wait_for_end();
    assert!(on_disk(home.path(), "a-leak").is_none());
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("You were writing this when Retell ended: esc keeps it.");
    program.press(" Twice.");
    program.wait_for("It leaked at night. Twice.");
    program.press("\x1b");
    program.wait_for("Your first story (u undoes it); the samples are put away");
    assert_eq!(problem(on_disk(home.path(), "a-leak")).as_deref(), Some("It leaked at night. Twice."));
    program.press("q");
    program.wait_for_end();
    assert!(!home.path().join("state/unfinished.written").exists(), "it is kept, and forgotten here");
}

fn ended() {
    for signal in [Some(Signal::TERM), Some(Signal::HUP), None] {
        let home = tempfile::tempdir().unwrap();
        let mut program = begin(home.path());
        match signal {
            Some(signal) => send(&program, signal),
            // The terminal that goes away gets a last key.
            None => program.hang_up(),
        }
        program.wait_for_end();
        assert!(on_disk(home.path(), "a-leak").is_none(), "half a story belongs in no library");
        let typed = if signal.is_none() { "It leaked at night.z" } else { "It leaked at night." };
        let mut program = Program::start(home.path(), &[]);
        program.wait_for("You were writing this when Retell ended: esc keeps it.");
        program.press("!\x1b");
        program.wait_for("Your first story (u undoes it); the samples are put away");
        assert_eq!(problem(on_disk(home.path(), "a-leak")), Some(format!("{typed}!")));
    }
}

fn undone() {
    let home = tempfile::tempdir().unwrap();
    let mut program = begin(home.path());
    program.press("\x1b");
    program.wait_for("Your first story (u undoes it); the samples are put away");
    let before = on_disk(home.path(), "a-leak");
    program.press("e\t\t\t Twice.\t\tI looked.\x1b");
    program.wait_for("Kept (u undoes it): “A leak”");
    assert_eq!(problem(on_disk(home.path(), "a-leak")).as_deref(), Some("It leaked at night. Twice."));
    program.press("u");
    program.wait_for("Undone: change of “A leak”.");
    assert_eq!(on_disk(home.path(), "a-leak"), before);
}

fn refused() {
    let home = tempfile::tempdir().unwrap();
    let mut program = begin(home.path());
    // A file stands where the folder of the stories should be, which stops root too.
    fs::write(home.path().join("stories"), "").unwrap();
    program.press("\x13");
    program.wait_for("! ");
    program.press(" Twice.");
    program.wait_for("It leaked at night. Twice.");
    fs::remove_file(home.path().join("stories")).unwrap();
    program.press("\x1b");
    program.wait_for("Begun (u undoes it): “A leak”");
    assert_eq!(problem(on_disk(home.path(), "a-leak")).as_deref(), Some("It leaked at night. Twice."));
}
