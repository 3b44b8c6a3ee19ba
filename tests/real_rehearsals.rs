//! Whole rehearsals in a real pseudo-terminal, each as a candidate would do it, and what is on disk in the end.
//!
//! The clock is moved by its keys, five seconds a press, so that a take of two minutes costs no two minutes.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests read the files that are kept")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use program::{Program, all_at_once, breathe};
use retell::domain::help::Help;
use retell::domain::take::{Grade, Take};
use retell::domain::time::Millis;
use tempfile::TempDir;

/// What the keys of a clicker send.
const NEXT: &str = "\x1b[6~";
const BACK: &str = "\x1b[5~";
const BLANK: &str = "b";
const SHOW: &str = "\x1b[15~";

const RIGHT: &str = "\x1b[C";
const LEFT: &str = "\x1b[D";
const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";

/// Every record in the practice files, in order.
fn records(home: &TempDir) -> Vec<Take> {
    let Ok(files) = fs::read_dir(home.path().join("practice")) else { return Vec::new() };
    let text: String = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Whether a time is that of the presses that moved the clock, with what passed in between.
fn is_about(time: Millis, seconds: u64) -> bool {
    (seconds..seconds + 5).contains(&time.seconds())
}

/// Whether the part that is told has lasted ten seconds by the clock, and what passed in between.
fn is_ten_seconds_in(program: &Program) -> bool {
    let text = program.text();
    (10..15).any(|seconds| text.contains(&format!("0:{seconds} of")))
}

/// Presses a key that must not come too soon after the one before, whose effect is shown by now.
fn press(program: &mut Program, keys: &str, then: &str) {
    thread::sleep(Duration::from_millis(310));
    program.press(keys);
    program.wait_for(then);
}

/// Starts the clock and tells so many parts, each in so many times five seconds, to the verdict.
fn tell(program: &mut Program, parts: &[usize]) {
    press(program, " ", &format!("part 1 of {}", parts.len()));
    for (place, &fives) in parts.iter().enumerate() {
        let then = match parts.len() - place {
            1 => "How did it go?".to_owned(),
            left => format!("part {} of {}", parts.len() - left + 2, parts.len()),
        };
        press(program, &format!("{} ", "+".repeat(fives)), &then);
    }
}

fn leave(mut program: Program) {
    program.press("\x03");
    assert_eq!(program.wait_for_end().exit_code(), 0);
    assert!(program.faults().is_empty(), "{:?}", program.faults());
}

fn a_take_with_a_hint_a_gap_a_pause_and_a_grade_thought_better_of() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["-q", "#redis leak"]);
    program.wait_for("2 of 44");
    program.press(ENTER);
    program.wait_for("Say it aloud.");
    press(&mut program, " ", "part 1 of 3");
    press(&mut program, "+++ ", "part 2 of 3");
    // The first sentence of the problem was left out.
    program.press("m");
    program.wait_for("✗");
    program.press("++h");
    program.wait_until("no cue words came", |program| !program.text().contains("▒▒▒"));
    program.press("p");
    program.wait_for("paused · p goes on");
    thread::sleep(Duration::from_millis(500));
    program.press("p");
    program.wait_until("it is paused still", |program| !program.text().contains("paused"));
    press(&mut program, "++++++++ ", "part 3 of 3");
    press(&mut program, "+++++++ ", "How did it go?");
    program.press("4");
    program.wait_for("Graded easy.");
    for said in ["✗ Left out: ", "Help: cue words for Insight after 1"] {
        assert!(program.text().contains(said), "{said} in {}", program.text());
    }
    program.press("wThe number first.\r");
    program.wait_for("Note: The number first.");
    program.press("u");
    program.wait_for("How did it go?");
    program.press("2");
    program.wait_for("Graded hard.");
    assert!(program.text().contains("Note: The number first."), "{}", program.text());
    leave(program);

    let records = records(&home);
    assert!(records.iter().all(|take| take.id == records[0].id), "{records:?}");
    let changes: Vec<_> = records.iter().map(|take| (take.revision, take.grade, take.note.as_str())).collect();
    assert_eq!(
        changes,
        [
            (0, Some(Grade::Easy), ""),
            (1, Some(Grade::Easy), "The number first."),
            (2, Some(Grade::Hard), "The number first.")
        ]
    );
    let take = &records[2];
    assert_eq!(
        take.splits.iter().map(|split| split.aid.help()).collect::<Vec<_>>(),
        [Help::None, Help::Cues, Help::None]
    );
    assert_eq!(take.missed.len(), 1);
    for (split, seconds) in take.splits.iter().zip([15, 50, 35]) {
        assert!(is_about(split.said, seconds), "{split:?}");
    }
    assert_eq!(take.splits.iter().map(|split| split.said).sum::<Millis>(), take.length);

    let mut program = Program::start(home.path(), &["-q", "#redis leak"]);
    program.wait_for("2 of 44");
    program.press(ENTER);
    program.wait_for("Left out last time");
    assert!(program.text().contains("take 2 · last 1:4"), "it is one take: {}", program.text());
    leave(program);
}

fn a_set_of_three_stories_with_the_four_keys_of_a_clicker() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["-q", "#redis"]);
    program.wait_for("3 of 44");
    press(&mut program, SHOW, "1 of 3");
    for story in 1..=3 {
        press(&mut program, SHOW, "part 1 of 3");
        if story == 1 {
            press(&mut program, BLANK, "paused");
            press(&mut program, BLANK, "○");
        }
        press(&mut program, NEXT, "part 2 of 3");
        program.press(SHOW);
        program.wait_until("no cue words came", |program| !program.text().contains("▒▒▒"));
        if story == 2 {
            press(&mut program, BACK, "hidden");
            press(&mut program, NEXT, "part 2 of 3");
        }
        press(&mut program, NEXT, "part 3 of 3");
        press(&mut program, NEXT, "▸2 hard");
        press(&mut program, BLANK, "▸1 forgot");
        press(&mut program, NEXT, "Graded forgot.");
        press(&mut program, NEXT, if story < 3 { "Say it aloud." } else { "The set is over" });
    }
    assert!(program.text().contains("3 of 3 told"), "{}", program.text());
    press(&mut program, NEXT, "3 of 44");
    leave(program);

    let records = records(&home);
    let mut stories: Vec<&str> = records.iter().map(|take| take.story.as_str()).collect();
    stories.sort_unstable();
    stories.dedup();
    assert_eq!((records.len(), stories.len()), (3, 3));
    assert!(records.iter().all(|take| take.finished && take.grade == Some(Grade::Forgot) && !take.free));
    assert!(records.iter().all(|take| take.help() == Help::Cues));
}

fn one_story_at_five_lengths() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["-q", "#redis leak"]);
    program.wait_for("2 of 44");
    program.press("r");
    program.wait_for("a set of these stories");
    program.press(RIGHT);
    program.wait_for("one story at five lengths");
    program.press(ENTER);
    for (target, parts) in
        [("0:30", [1, 2, 2]), ("1:00", [2, 5, 4]), ("1:30", [2, 8, 7]), ("2:00", [3, 11, 9]), ("3:00", [3, 11, 10])]
    {
        program.wait_for(&format!("target {target}"));
        program.wait_for("Say it aloud.");
        tell(&mut program, &parts);
        program.press("3");
        program.wait_for("Graded good.");
        program.press("n");
    }
    program.wait_for("At five lengths: Connections");
    for said in ["5 of 5 told", "4 of 5 takes had a good length"] {
        assert!(program.text().contains(said), "{said} in {}", program.text());
    }
    leave(program);

    let records = records(&home);
    assert_eq!(records.iter().map(|take| take.target.seconds()).collect::<Vec<_>>(), [30, 60, 90, 120, 180]);
    assert!(records.iter().all(|take| take.free && take.grade == Some(Grade::Good)));
    assert!(records.iter().all(|take| take.splits.iter().map(|split| split.budget).sum::<Millis>() == take.target));
}

/// Ten questions with ten seconds for each, begun.
fn drill(home: &Path) -> Program {
    let mut program = Program::start(home, &[]);
    program.wait_for("44 sample stories");
    program.press("r");
    program.wait_for("a set of these stories");
    program.press(&LEFT.repeat(2));
    program.wait_for("ten questions, ten seconds each");
    program.press(ENTER);
    program
}

fn a_drill_of_ten_questions_with_ten_seconds_for_each() {
    let home = tempfile::tempdir().unwrap();
    let mut program = drill(home.path());
    for question in 1..=10 {
        program.wait_for(&format!("question {question} of 10"));
        program.wait_for("seconds left");
        // A candidate knows at once that there is no story for one of them.
        let answer = if question == 5 { "\x0e" } else { "leak\r" };
        press(&mut program, answer, "next question");
        press(&mut program, " ", if question < 10 { "seconds left" } else { "of 10 found" });
    }
    assert!(program.text().contains("✗ missed"), "{}", program.text());
    breathe();
    program.press(ENTER);
    program.wait_for("44 of 44");
    leave(program);
    assert_eq!(records(&home), [], "finding a story is not telling it");
}

fn ten_seconds_in_which_nothing_comes_to_mind() {
    let home = tempfile::tempdir().unwrap();
    let mut program = drill(home.path());
    program.wait_for("seconds left");
    program.wait_for("The time is up.");
    press(&mut program, " ", "question 2 of 10");
    program.press("\x1b");
    for said in ["0 of 1 found", "10.0 s  –", "✗ missed"] {
        program.wait_for(said);
    }
    leave(program);
}

fn a_mock_interview_of_one_question_with_two_follow_ups() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    program.press("r");
    program.wait_for("a set of these stories");
    program.press(LEFT);
    program.wait_for("a mock interview");
    program.press(&[&DOWN.repeat(2), &LEFT.repeat(2), DOWN, RIGHT].concat());
    program.wait_for("1 question ");
    program.wait_for("‹ 2 after each story ›");
    program.press(ENTER);
    program.wait_for("since the question");
    press(&mut program, &format!("redis leak{ENTER}"), "part 1 of 3");
    assert!(program.text().contains("Connections outlive requests"), "{}", program.text());
    for (fives, then) in [(4, "part 2 of 3"), (10, "part 3 of 3"), (8, "How did it go?")] {
        press(&mut program, &format!("{} ", "+".repeat(fives)), then);
    }
    program.press("3");
    program.wait_for("follow-up 1 of 2");
    press(&mut program, " ", "follow-up 2 of 2");
    press(&mut program, NEXT, "1 of 1 answered");
    for said in ["1 on target", "Connections outlive requests · ", " · good · follow-ups 0:0"] {
        assert!(program.text().contains(said), "{said} in {}", program.text());
    }
    leave(program);

    let records = records(&home);
    assert_eq!(records.len(), 1);
    assert!(records[0].question.is_some() && records[0].finished, "{records:?}");
    assert!(is_about(records[0].length, 110), "{records:?}");
}

/// The titles of a random set of this seed, in their order.
fn titles_of_a_set(home: &TempDir, seed: &str) -> Vec<String> {
    let arguments = ["practice", "#redis", "--order", "random", "--seed", seed, "--free"];
    let mut program = Program::start(home.path(), &arguments);
    let mut titles = Vec::new();
    for place in 1..=3 {
        program.wait_for(&format!("{place} of 3 · free practice"));
        let text = program.text();
        titles.push(text.trim_start().split("  ").next().unwrap().to_owned());
        program.press("n");
    }
    program.wait_for("44 sample stories");
    leave(program);
    titles
}

fn the_command_line_opens_a_set_and_the_same_seed_has_the_same_order() {
    let home = tempfile::tempdir().unwrap();
    let seventh = titles_of_a_set(&home, "7");
    assert_eq!(titles_of_a_set(&home, "7"), seventh);
    assert_ne!(titles_of_a_set(&home, "8"), seventh, "every seed has the same order");

    let mut program =
        Program::start(home.path(), &["practice", "#redis", "--order", "random", "--seed", "7", "--free"]);
    program.wait_for(&seventh[0]);
    tell(&mut program, &[3, 10, 8]);
    program.press("1");
    program.wait_for("Graded forgot. Free practice: it leaves open when the story comes back.");
    program.press("n");
    program.wait_for(&seventh[1]);
    leave(program);
    let records = records(&home);
    assert_eq!(records.len(), 1);
    assert!(records[0].free && records[0].title == seventh[0], "{records:?}");
}

fn a_take_killed_in_the_middle_of_a_set_is_offered_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["practice", "#redis"]);
    program.wait_for("1 of 3");
    tell(&mut program, &[3, 10, 8]);
    program.press("3");
    program.wait_for("Graded good.");
    program.press("n");
    program.wait_for("2 of 3");
    press(&mut program, " ", "part 1 of 3");
    press(&mut program, "+++++ ", "part 2 of 3");
    program.press("++");
    program.wait_until("the clock was not moved", is_ten_seconds_in);
    program.child.kill().unwrap();
    program.wait_for_end();

    let mut program = Program::start(home.path(), &[]);
    program.wait_for("A take is unfinished");
    press(&mut program, ENTER, "paused · p goes on");
    assert!(program.text().contains("part 2 of 3") && is_ten_seconds_in(&program), "{}", program.text());
    program.press("p");
    press(&mut program, "+++++++ ", "part 3 of 3");
    press(&mut program, "++++++++ ", "How did it go?");
    program.press("2");
    program.wait_for("Graded hard.");
    leave(program);

    let records = records(&home);
    assert_eq!(records.iter().map(|take| take.grade).collect::<Vec<_>>(), [Some(Grade::Good), Some(Grade::Hard)]);
    assert!(records[0].story != records[1].story && records.iter().all(|take| take.finished));
    for (split, seconds) in records[1].splits.iter().zip([25, 45, 40]) {
        assert!(is_about(split.said, seconds), "{split:?}");
    }
    assert!(!home.path().join("state/unfinished.json").exists());
}

fn an_interview_is_written_down_debriefed_and_there_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 of 44");
    program.press("I");
    program.wait_for("No interview is written down yet.");
    for round in ["phone screen", "onsite"] {
        program.press("n");
        program.wait_for("A new interview");
        program.press(&format!("{}{ENTER}ACME{ENTER}{round}{ENTER}", if round == "onsite" { "+6" } else { "-1" }));
        program.wait_for(&format!("Kept: ACME, {round} on"));
    }
    press(&mut program, &format!("{DOWN}{ENTER}"), "Debrief: ACME, phone screen");
    program.press(&format!("3{ENTER}Tell me about a time you failed.{ENTER}"));
    program.wait_for("› Type a word");
    press(&mut program, &format!("{ENTER}{ENTER}Numbers."), "Note          Numbers.");
    program.press(ENTER);
    program.wait_for("Noted. 1 question joined your own. ACME comes again");
    leave(program);

    let program = Program::start(home.path(), &["-q", "deleting more"]);
    program.wait_for("Told to ACME on");
    program.wait_for("! ACME comes again on");
    leave(program);
    let kept = fs::read_to_string(home.path().join("questions.json")).unwrap();
    assert!(kept.contains("Tell me about a time you failed.") && kept.contains("\"company\": \"ACME\""), "{kept}");
    assert_eq!(fs::read_dir(home.path().join("interviews")).unwrap().count(), 1, "one file a device");
}

#[test]
fn candidates_rehearse_in_a_real_terminal() {
    all_at_once(&[
        (
            "a_take_with_a_hint_a_gap_a_pause_and_a_grade_thought_better_of",
            a_take_with_a_hint_a_gap_a_pause_and_a_grade_thought_better_of,
        ),
        (
            "a_set_of_three_stories_with_the_four_keys_of_a_clicker",
            a_set_of_three_stories_with_the_four_keys_of_a_clicker,
        ),
        ("one_story_at_five_lengths", one_story_at_five_lengths),
        ("a_drill_of_ten_questions_with_ten_seconds_for_each", a_drill_of_ten_questions_with_ten_seconds_for_each),
        ("ten_seconds_in_which_nothing_comes_to_mind", ten_seconds_in_which_nothing_comes_to_mind),
        ("a_mock_interview_of_one_question_with_two_follow_ups", a_mock_interview_of_one_question_with_two_follow_ups),
        (
            "the_command_line_opens_a_set_and_the_same_seed_has_the_same_order",
            the_command_line_opens_a_set_and_the_same_seed_has_the_same_order,
        ),
        (
            "an_interview_is_written_down_debriefed_and_there_at_the_next_start",
            an_interview_is_written_down_debriefed_and_there_at_the_next_start,
        ),
        (
            "a_take_killed_in_the_middle_of_a_set_is_offered_and_goes_on",
            a_take_killed_in_the_middle_of_a_set_is_offered_and_goes_on,
        ),
    ]);
}
