//! The question for the background, in a real pseudo-terminal: its answer changes the colors, and types nothing.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "this is test code, and waits for a real program")]

#[path = "common/program.rs"]
mod program;

use std::thread;
use std::time::{Duration, Instant};

use program::{Program, all_at_once, retell, shell};

const QUESTION: &[u8] = b"\x1b]11;?\x07";
const WHITE: &str = "\x1b]11;rgb:ffff/ffff/ffff\x07";

/// What crossterm writes for the accents of the dark and of the light theme.
const DARK: &[u8] = b"38;2;86;182;194";
const LIGHT: &[u8] = b"38;2;0;99;122";

fn has_written(program: &Program, bytes: &[u8]) -> bool {
    program.written().windows(bytes.len()).any(|window| window == bytes)
}

/// Through a network that takes half a second for one way and back.
fn far(home: &std::path::Path) -> Program {
    let mut command = retell(home);
    command.env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    Program::run(command)
}

fn the_theme_follows_the_answer() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    assert!(program.written().starts_with(QUESTION) && has_written(&program, DARK) && !has_written(&program, LIGHT));
    program.press(WHITE);
    program.wait_until("it never became light", |program| has_written(program, LIGHT));
    program.press("q");
    assert!(program.wait_for_end().success());
}

fn a_late_answer_among_keys_types_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut program = far(home.path());
    program.wait_for("44 sample stories");
    program.press("/red");
    thread::sleep(Duration::from_millis(500));
    program.press(&format!("i{WHITE}s"));
    program.wait_for("› redis ");
    program.wait_until("it never became light", |program| has_written(program, LIGHT));
    assert!(program.text().contains("› redis "), "{}", program.text());
}

fn an_answer_after_the_end_is_not_left_to_the_shell() {
    let home = tempfile::tempdir().unwrap();
    let mut command = shell(home.path(), "\"$0\"; echo over; read -r typed; echo \"${#typed} letters\"; read -r more");
    command.env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    let mut program = Program::run(command);
    program.wait_for("44 sample stories");
    program.press("q");
    thread::sleep(Duration::from_millis(500));
    program.press(WHITE);
    program.wait_for("over");
    program.press("typed\r");
    program.wait_for("5 letters");
}

fn a_terminal_that_never_answers_is_waited_for_no_longer_than_answers_take() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    let pressed = Instant::now();
    program.press("q");
    assert!(program.wait_for_end().success());
    assert!(pressed.elapsed() < Duration::from_secs(1), "{:?}", pressed.elapsed());
}

fn who_has_chosen_a_theme_is_not_asked() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), "[screen]\ntheme = \"light\"\n").unwrap();
    let program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    assert!(has_written(&program, LIGHT) && !has_written(&program, QUESTION));
}

#[test]
fn the_terminal_is_asked_for_its_background_and_nobody_waits() {
    all_at_once(&[
        ("the_theme_follows_the_answer", the_theme_follows_the_answer),
        ("a_late_answer_among_keys_types_nothing", a_late_answer_among_keys_types_nothing),
        ("an_answer_after_the_end_is_not_left_to_the_shell", an_answer_after_the_end_is_not_left_to_the_shell),
        (
            "a_terminal_that_never_answers_is_waited_for_no_longer_than_answers_take",
            a_terminal_that_never_answers_is_waited_for_no_longer_than_answers_take,
        ),
        ("who_has_chosen_a_theme_is_not_asked", who_has_chosen_a_theme_is_not_asked),
    ]);
}
