//! The pictures of practice in the README are of real runs: the program in a pseudo-terminal, with keys typed into it.
//!
//! `RETELL_README=write cargo test --test pictures` takes them anew. Otherwise the same keys are typed, and the words that
//! come are held against those in the pictures. The seconds of a real run differ, so digits and bars don't count. The
//! clock is moved by its keys, five seconds a press.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the test writes when asked to")]

#[path = "common/program.rs"]
mod program;
#[path = "common/svg.rs"]
mod svg;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use program::{Program, all_at_once, breathe};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use retell::clock::Clock;
use retell::domain::practice::{Plan, Practice};
use retell::domain::take::{Grade, Take};
use retell::domain::time::Millis;
use retell::storage::{Folders, samples, takes};

const LEFT: &str = "\x1b[D";
const DOWN: &str = "\x1b[B";

/// What a day is called besides its number.
#[rustfmt::skip]
const NAMES_OF_DAYS: [&str; 19] = [
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn takes_of_a_story_that_was_told_before() {
    let home = tempfile::tempdir().unwrap();
    for (parts, grade) in [([20, 65, 45], Grade::Good), ([10, 55, 50], Grade::Easy), ([25, 45, 60], Grade::Hard)] {
        keep_take(home.path(), parts, grade);
    }
    let mut program = Program::start(home.path(), &["-q", "#redis leak"]);
    program.wait_for("2 of 44");
    program.press("\r");
    program.wait_for("Say it aloud.");
    picture("ready", &program, &[]);

    press(&mut program, " ", "part 1 of 3");
    press(&mut program, "+++++ ", "part 2 of 3");
    program.press(&"+".repeat(11));
    program.wait_for("half the time");
    picture("behind", &program, &[]);
    press(&mut program, "+++ ", "part 3 of 3");
    program.press(&"+".repeat(8));
    program.wait_for("time is up");
    picture("over", &program, &[]);
    press(&mut program, " ", "How did it go?");
    program.press("2");
    program.wait_for("Graded hard.");
    program.press("a");
    program.wait_for("Say it aloud.");

    // Time to think of how to begin.
    thread::sleep(Duration::from_millis(2200));
    press(&mut program, " ", "part 1 of 3");
    press(&mut program, "+++ ", "part 2 of 3");
    program.press(&format!("{DOWN}m"));
    program.press("++++h");
    program.wait_until("no cue words came", |program| !program.text().contains("▒▒▒"));
    picture("hint", &program, &[]);
    press(&mut program, "+++ ", "part 3 of 3");
    program.press("+++");
    program.wait_for("half the time");
    picture("ahead", &program, &[]);
    press(&mut program, "+++++ ", "How did it go?");
    program.press("3");
    program.wait_for("Graded good.");
    program.press("wSay the number first.\r");
    program.wait_for("Note: ");
    picture("review", &program, &NAMES_OF_DAYS);
}

fn a_set_of_stories() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["practice", "#redis"]);
    for (parts, grade) in [([3, 11, 8], "3"), ([5, 14, 11], "2"), ([2, 9, 8], "4")] {
        program.wait_for("Say it aloud.");
        tell(&mut program, &parts, grade);
        program.press("n");
    }
    program.wait_for("The set is over");
    picture("set", &program, &[]);
}

/// What finds a story, how often five seconds each of its parts lasts, and the grade.
type Answer = (&'static str, [usize; 3], &'static str);

/// What an interviewer asks, and what is answered, if anything is.
const ASKED: [(&str, Option<Answer>); 3] = [
    ("Tell me about a time you found a memory leak.", Some(("redis leak", [3, 11, 8], "3"))),
    ("Tell me about a mistake you made.", Some(("half past four", [4, 13, 10], "2"))),
    ("When did you last persuade a customer?", None),
];

fn a_mock_interview() {
    let home = tempfile::tempdir().unwrap();
    for (question, _) in ASKED {
        keep_question(home.path(), question);
    }
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    program.press("r");
    program.wait_for("a set of these stories");
    // A mock interview, of questions of one's own, three of them.
    program.press(&[LEFT, DOWN, LEFT, DOWN, LEFT].concat());
    program.wait_for("‹ 3 questions ›");
    program.press("\r");
    for number in 1..=3 {
        program.wait_for(&format!("question {number} of 3"));
        program.wait_for("since the question");
        let text = program.text();
        let (_, answer) = ASKED.iter().find(|(question, _)| text.contains(question)).unwrap();
        linger(1200);
        let Some((query, parts, grade)) = answer else {
            press(&mut program, "\x0e", if number < 3 { "question" } else { "answered" });
            continue;
        };
        press(&mut program, &format!("{query}\r"), "part 1 of 3");
        for (fives, then) in parts.iter().zip(["part 2 of 3", "part 3 of 3", "How did it go?"]) {
            press(&mut program, &format!("{} ", "+".repeat(*fives)), then);
        }
        program.press(grade);
        program.wait_for("follow-up 1 of 1");
        linger(2000);
        press(&mut program, " ", if number < 3 { "since the question" } else { "answered" });
    }
    program.wait_for("2 of 3 answered");
    // The questions come in any order, and with them what is said of them.
    let order = |words: &mut Vec<String>| words.sort();
    picture_in("mock", &program, &[], order);
}

/// Questions that each take one line.
const QUESTIONS: [&str; 10] = [
    "Tell me about a time a database let you down.",
    "When did you last find a slow query?",
    "What was your hardest migration?",
    "Tell me about a lock that stopped everything.",
    "How did you save money on a database?",
    "When did a database run out of connections?",
    "Tell me about data that you nearly lost.",
    "What did you learn from an outage of a database?",
    "When did you have to change a schema under load?",
    "Tell me about a query that was wrong.",
];

fn ten_seconds_for_a_story() {
    let home = tempfile::tempdir().unwrap();
    for question in QUESTIONS {
        keep_question(home.path(), question);
    }
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    program.press("r");
    program.wait_for("a set of these stories");
    program.press(&[LEFT, LEFT, DOWN, LEFT, "\r"].concat());
    program.wait_for("question 1 of 10");
    linger(2000);
    program.press("database");
    program.wait_for("of 44");
    picture("retrieval", &program, &QUESTIONS);
}

/// Keeps a take whose parts lasted so many seconds, as if it had just been told.
fn keep_take(home: &Path, parts: [u64; 3], grade: Grade) {
    let stories = samples::stories();
    let story = stories.iter().find(|story| story.title == "Connections outlive requests").unwrap();
    let mut practice = Practice::ready(story, Plan::default(), Millis::ZERO);
    let mut now = Millis::ZERO;
    practice.start(now);
    for seconds in parts {
        now += Millis::from_seconds(seconds);
        practice.reveal(now);
    }
    practice.grade(Some(grade), now);
    let take = Take::of(&practice, &story.title, None, Clock::start().now().wall, now);
    let take = Take { id: format!("{}-{}", parts[0], take.id), ..take };
    takes::append(&Folders::locate(Some(home.to_owned())).unwrap(), &take).unwrap();
}

fn keep_question(home: &Path, question: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_retell"));
    let output = command.env("RETELL_HOME", home).args(["questions", "add", question]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Lets so many milliseconds pass where a picture is taken anew, so that it shows some time. The words are the same.
fn linger(milliseconds: u64) {
    if is_taken_anew() {
        thread::sleep(Duration::from_millis(milliseconds));
    }
}

fn is_taken_anew() -> bool {
    std::env::var_os("RETELL_README").is_some()
}

/// Presses keys that must not come too soon after those before.
fn press(program: &mut Program, keys: &str, then: &str) {
    breathe();
    program.press(keys);
    program.wait_for(then);
}

/// Starts the clock, tells three parts, each in so many times five seconds, and gives the grade.
fn tell(program: &mut Program, parts: &[usize; 3], grade: &str) {
    press(program, " ", "part 1 of 3");
    for (fives, then) in parts.iter().zip(["part 2 of 3", "part 3 of 3", "How did it go?"]) {
        press(program, &format!("{} ", "+".repeat(*fives)), then);
    }
    program.press(grade);
    program.wait_for("Graded ");
}

/// Takes a picture of the screen, or holds it against the one that is kept. These words may be others each time.
fn picture(name: &str, program: &Program, unsteady: &[&str]) {
    picture_in(name, program, unsteady, |_| {});
}

fn picture_in(name: &str, program: &Program, unsteady: &[&str], order: impl Fn(&mut Vec<String>)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/{name}.svg"));
    let drawn = svg::picture(&drawn(&program.screen()), name);
    if is_taken_anew() {
        fs::write(&path, &drawn).unwrap();
    }
    let words_of = |picture: &str| {
        let mut words = svg::words(picture).iter().map(|line| steady(line, unsteady)).collect();
        order(&mut words);
        words.join("\n")
    };
    let kept = words_of(&fs::read_to_string(&path).unwrap_or_default());
    let shown = words_of(&drawn);
    assert!(
        kept == shown,
        "assets/{name}.svg no longer shows the screen; take it anew with RETELL_README=write cargo test --test pictures\n\
         \n{kept}\n\nis in the picture, and on the screen is\n\n{shown}"
    );
}

/// A line without what differs from run to run.
fn steady(line: &str, unsteady: &[&str]) -> String {
    let mut line = line.to_owned();
    for words in unsteady {
        line = line.replace(words, "…");
    }
    let mut steady = String::new();
    for word in line.split(' ').filter(|word| *word != "▾") {
        let mut was_digit = false;
        for c in word.chars() {
            if !(c.is_ascii_digit() && was_digit) {
                steady.push(if c.is_ascii_digit() { '0' } else { c });
            }
            was_digit = c.is_ascii_digit();
        }
        steady.push(' ');
    }
    steady
}

/// What the terminal shows, as it would have been drawn.
fn drawn(screen: &vt100::Screen) -> Buffer {
    let (rows, columns) = screen.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns.into(), rows.into()));
    for (y, x) in (0..rows.into()).flat_map(|y| (0..columns.into()).map(move |x| (y, x))) {
        let Some(cell) = screen.cell(y, x) else { continue };
        let color = match cell.fgcolor() {
            vt100::Color::Idx(number) => Color::Indexed(number),
            vt100::Color::Default => Color::Reset,
            vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
        };
        let mut style = Style::new().fg(color);
        if cell.bold() {
            style = style.add_modifier(Modifier::BOLD);
        }
        if cell.underline() {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        let drawn = &mut buffer[(x, y)];
        drawn.set_style(style);
        drawn.set_symbol(if cell.has_contents() { cell.contents() } else { " " });
    }
    buffer
}

#[test]
fn the_pictures_of_the_readme_are_those_of_real_runs() {
    all_at_once(&[
        ("takes_of_a_story_that_was_told_before", takes_of_a_story_that_was_told_before),
        ("a_set_of_stories", a_set_of_stories),
        ("a_mock_interview", a_mock_interview),
        ("ten_seconds_for_a_story", ten_seconds_for_a_story),
    ]);
}
