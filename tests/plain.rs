//! Retell for ears: lines in, sentences out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests run a real program")]

mod common;
#[cfg(unix)]
#[path = "common/program.rs"]
mod program;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use common::ears::Ears;
use common::{SAMPLES, Stage, few_words, opening, story};
use insta::assert_snapshot;
use jiff::civil::date;
#[cfg(unix)]
use program::Program;
use retell::app::Opening;
use retell::app::message::Effect;
use retell::domain::beat::Beat;
use retell::domain::change::{Copy, Step, Was};
use retell::domain::conflict::{Conflict, Side};
use retell::domain::habits::{Feedback, Habits};
use retell::domain::library::{Library, Origin};
use retell::domain::problem::{Problem, Remedy};
use retell::domain::score::{Criterion, Score, Scores};
use retell::domain::story::StoryId;
use retell::domain::take::Grade;

/// Ears on the first samples.
fn ears() -> Ears {
    ears_with(Habits::default())
}

fn ears_with(habits: Habits) -> Ears {
    let stories = SAMPLES.iter().take(12).cloned().collect();
    let mut start = opening(Library::new(stories, Origin::Samples));
    start.habits = habits;
    Ears::on(Stage::open(start))
}

/// What is said of the time while a story is told for three minutes and then some, and when.
fn said_of_the_time(habits: Habits) -> String {
    let mut ears = ears_with(habits);
    ears.types(&["tell", ""]);
    ears.transcript.clear();
    ears.wait(185.0);
    ears.transcript
}

#[test]
fn a_whole_session_is_told_in_lines() {
    let mut ears = ears();
    ears.types(&["more", "help", "find", "redis", "text", "tell"]).wait(3.0);
    ears.types(&[""]).wait(29.0);
    ears.types(&["reveal"]).wait(40.0);
    ears.types(&["hint", "pause", "where", "pause"]).wait(20.0);
    ears.types(&[""]).wait(35.0);
    ears.types(&["text", "reveal", "down", "left out", "3"]).wait(1.0);
    ears.types(&["note", "Slower at the start.", "library", "clear", "progress", "library", "nonsense", "quit"]);
    assert_snapshot!(ears.transcript);
}

#[test]
fn the_time_is_told_at_half_at_three_quarters_at_the_target_and_every_thirty_seconds_over_it() {
    let times = ["[1:00] ", "[1:30] ", "[2:00] ", "[2:30] ", "[3:00] "];
    let told = |feedback, has_bell| {
        let said = said_of_the_time(Habits { feedback, has_bell, ..Habits::default() });
        said.lines().map(str::to_owned).collect::<Vec<String>>()
    };
    let behind = |words: [&str; 5]| times.iter().zip(words).map(|(time, words)| format!("{time}{words}")).collect();
    let full: Vec<String> = behind([
        "Half of the time is over. 1:00 left.",
        "Three quarters are over. 30 seconds left.",
        "Time is up.",
        "30 seconds over.",
        "1:00 over.",
    ]);
    assert_eq!(told(Feedback::Full, false), full);
    let quiet: Vec<String> = behind([
        "Half of the time is over.",
        "Three quarters are over.",
        "Time is up.",
        "30 seconds over.",
        "1:00 over.",
    ]);
    assert_eq!(told(Feedback::Quiet, true), quiet);
    assert_eq!(told(Feedback::None, true), ["[2:00] Time is up."]);
    assert!(told(Feedback::None, false).is_empty());
}

#[test]
fn a_part_told_is_answered_with_what_it_took_and_what_comes_next_as_far_as_the_teller_wants_to_know() {
    let after_reveal = |feedback| {
        let mut ears = ears_with(Habits { feedback, ..Habits::default() });
        ears.types(&["tell", ""]).wait(20.0);
        ears.transcript.clear();
        ears.types(&["reveal", "undo"]);
        ears.transcript
    };
    assert_eq!(
        after_reveal(Feedback::Full),
        "> reveal\nProblem: 0:20 of 0:21. Next: Insight, 32 seconds.\n> undo\nProblem, 21 seconds.\n"
    );
    for feedback in [Feedback::Quiet, Feedback::None] {
        assert_eq!(after_reveal(feedback), "> reveal\nProblem told. Next: Insight.\n> undo\nProblem.\n");
    }
}

#[test]
fn a_paused_take_says_nothing_of_the_time_and_the_clock_goes_on_when_it_is_told_to() {
    let mut ears = ears();
    ears.types(&["tell", ""]).wait(50.0);
    ears.types(&["pause"]);
    ears.transcript.clear();
    ears.wait(600.0);
    assert_eq!(ears.transcript, "");
    ears.types(&["go on"]).wait(10.0);
    assert!(ears.transcript.ends_with("Half of the time is over. 1:00 left.\n"), "{}", ears.transcript);
}

#[test]
fn a_press_that_changes_nothing_to_be_heard_is_answered_with_the_time() {
    let mut ears = ears();
    ears.types(&["tell", ""]).wait(20.0);
    ears.transcript.clear();
    ears.types(&["+"]);
    assert_eq!(ears.transcript, "> +\n0:25 of 2:00.\n");
}

#[test]
fn a_part_that_is_too_long_for_its_time_says_so_of_all_of_it() {
    let words = "It was slow. ".repeat(80);
    let beats = &[(Beat::Context, &*words), (Beat::Problem, "It broke."), (Beat::Outcome, "It holds.")];
    let mut ears = Ears::on(Stage::with_stories(vec![story("The queue", &[], beats)]));
    ears.types(&["tell"]);
    assert!(ears.transcript.contains("\nProblem, 1:07: context. All of it takes 1:"), "{}", ears.transcript);
}

#[test]
fn an_interviewer_cuts_in_aloud() {
    let mut ears = ears();
    ears.types(&["tell", "x", ""]).wait(60.0);
    let cut_in = ears.transcript.lines().find(|line| line.contains("The interviewer: “")).unwrap();
    assert!(cut_in.starts_with("[0:"), "{cut_in}");
}

#[test]
fn a_drill_says_its_question_first_when_little_time_is_left_and_when_it_is_up() {
    let mut start = opening(Library::new(SAMPLES.clone(), Origin::Samples));
    start.vocabulary = few_words();
    let mut ears = Ears::on(Stage::open(start));
    ears.types(&["rehearse", "left", "left"]);
    ears.transcript.clear();
    ears.types(&[""]).wait(11.0);
    let said: Vec<&str> = ears.transcript.lines().collect();
    assert!(said[1].starts_with('“') && said[1].ends_with('”'), "{said:?}");
    assert_eq!(said[2], "Ten seconds for a story, question 1 of 10.");
    assert!(said.contains(&"[0:05] 5 seconds left."), "{said:?}");
    assert!(
        said.contains(&"[0:10] Question 1 of 10 is answered") && said.contains(&"[0:10] The time is up."),
        "{said:?}"
    );
    ears.types(&[""]);
    ears.transcript.clear();
    ears.types(&["redis", "2"]).wait(2.0).types(&[""]);
    assert!(ears.transcript.contains("\nAt 2 of 3: Connections outlive requests"), "{}", ears.transcript);
    let answered = "\nQuestion 2 of 10 is answered\n“Connections outlive requests” after 2.0 seconds: ";
    assert!(ears.transcript.contains(answered), "{}", ears.transcript);
}

#[test]
fn while_others_listen_no_confidential_word_is_said() {
    let words = "{{client: Acme | a payments firm}} lost a day.";
    let mut ears = Ears::on(Stage::with_stories(vec![story("Acme and the pump", &[], &[(Beat::Problem, words)])]));
    ears.types(&["text"]);
    assert!(ears.transcript.contains("Acme lost a day."), "{}", ears.transcript);
    ears.types(&["S"]);
    ears.transcript.clear();
    ears.types(&["where", "text", "find", "Acme", "clear", "tell", "", "hint", "hint"]);
    assert!(ears.transcript.contains("A payments firm lost a day."), "{}", ears.transcript);
    let sharing = "Library\nSharing: confidential words are covered.\n";
    assert!(ears.transcript.starts_with(&format!("> where\n{sharing}")), "{}", ears.transcript);
    let mut heard = ears.transcript.lines().filter(|line| !line.starts_with("> "));
    assert!(heard.all(|line| !line.contains("Acme")), "{}", ears.transcript);
}

#[test]
fn where_one_is_is_a_row_of_a_list_that_is_read_on_request() {
    let mut ears = ears();
    ears.types(&["down"]);
    ears.transcript.clear();
    ears.types(&["where"]);
    let heard: Vec<&str> = ears.transcript.lines().collect();
    assert!(heard.iter().any(|line| line.starts_with("At 2 of 12: A dict")) && heard.len() < 8, "{heard:?}");
    assert_eq!(heard.last(), Some(&"more reads the list."));
    ears.transcript.clear();
    ears.types(&["more"]);
    assert!(ears.transcript.starts_with("> more\n1. A column"), "{}", ears.transcript);
}

#[test]
fn keys_that_a_terminal_sends_into_a_line_are_the_keys_that_they_are() {
    let mut ears = ears();
    for (sent, heard) in
        [("\x1b[B", "At 2 of 12"), ("\x1b[A", "At 1 of 12"), ("\x1b[A\x1b[B", "Type the name of a key")]
    {
        ears.transcript.clear();
        ears.types(&[sent]);
        assert!(ears.transcript.contains(heard), "{}", ears.transcript);
    }
    ears.types(&["edit", "\x1b[B"]);
    assert!(ears.transcript.contains("down goes by a cursor"), "{}", ears.transcript);
    ears.types(&["\x1b"]);
    assert!(ears.transcript.contains("\nLibrary\n"), "{}", ears.transcript);
}

#[test]
fn a_line_takes_the_place_of_a_title_and_comes_below_the_lines_of_a_part() {
    let beats = &[(Beat::Context, "It was quiet."), (Beat::Problem, "It broke.")];
    let mut ears = Ears::on(Stage::with_stories(vec![story("The queue", &["postgresql"], beats)]));
    ears.types(&["edit", "A better title", "Redis, SQL", ":next", "At nine.", "At noon.", ":esc"]);
    let effect = ears.stage.effects.iter().find_map(|effect| match effect {
        Effect::Change { change, .. } => Some(change),
        _ => None,
    });
    let Some([Step::Save { story, .. }]) = effect.map(|change| change.steps.as_slice()) else { panic!("{effect:?}") };
    assert_eq!(
        (&*story.title, story.skills.as_slice()),
        ("A better title", &["Redis".to_owned(), "SQL".to_owned()][..])
    );
    assert_eq!(story.beats.get(Beat::Context), Some("It was quiet."));
    assert_eq!(story.beats.get(Beat::Problem), Some("It broke.\nAt nine.\nAt noon."));
}

#[test]
fn a_line_is_read_back_changed_and_dropped_by_its_number_and_so_is_what_the_parts_of_a_line_say() {
    let beats = &[(Beat::Context, "It was quiet."), (Beat::Problem, "It broke.")];
    let mut ears = Ears::on(Stage::with_stories(vec![story("The queue", &["postgresql"], beats)]));
    ears.types(&["edit", "A jam", ":next", ":next", "At nine.", "Nobody slapt.", ":3 Nobody slept.", ":drop 2"]);
    ears.types(&[
        ":undo",
        ":2",
        "text",
        ":up",
        ":backspace",
        ":7 none",
        ":drop",
        ":redo",
        "where",
        "nonsense",
        ":nonsense",
    ]);
    ears.types(&[":tab", ":tab", ":tab", ":tab", ":tab", ":tab", ":tab", ":tab", ":tab", "banana", "90", ":drop"]);
    assert_snapshot!(ears.transcript);
}

#[test]
fn words_of_a_line_are_changed_where_they_are_there_once() {
    let beats = &[(Beat::Problem, "It broke at nine.\nNobody slept at nine, or at ten.")];
    let mut ears = Ears::on(Stage::with_stories(vec![story("The queue", &[], beats)]));
    ears.types(&["edit", ":change queue to jam", ":tab", ":tab", ":tab"]);
    ears.transcript.clear();
    ears.types(&[":change nine to ten", ":change eleven to ten", ":Change broke at nine to burst at ten", ":undo"]);
    let heard: Vec<&str> = ears.transcript.lines().filter(|line| !line.starts_with("> ")).collect();
    assert_eq!(
        heard,
        [
            "“nine” is here 2 times. Type more of the words around the one you mean.",
            "“eleven” isn't in this part.",
            "Line 1: It burst at ten.",
            "Line 1: It broke at nine.",
        ]
    );
    assert_eq!(ears.stage.app.writing().unwrap().story().title, "The jam");
}

#[test]
fn a_word_that_is_understood_everywhere_is_no_text_of_a_story() {
    let mut ears = ears();
    ears.types(&["edit", "help", "Where", "text", "more", ":1 Help"]);
    assert_eq!(ears.stage.app.writing().unwrap().story().title, "Help");
    assert!(ears.transcript.contains("What you can type here, Writing:"), "{}", ears.transcript);
}

#[test]
fn two_versions_are_read_without_the_braces_of_marks_but_where_only_those_differ() {
    let version = |outcome: &str| story("The {{client: Acme | a firm}} pump", &[], &[(Beat::Outcome, outcome)]);
    let read = |left: &str, right: &str| {
        let (left, right) = (version(left), version(right));
        let mut problem = Problem::new("pump.json", "it is a second version", "Choose.");
        problem.remedy = Remedy::Compare(Box::new(Conflict {
            cause: "Two devices changed it.".to_owned(),
            was: Was::Story(left.clone()),
            left: Side { place: "here".to_owned(), story: left.clone() },
            right: Side { place: "there".to_owned(), story: right },
            copy: Some(Copy::File("pump.json".to_owned())),
        }));
        let mut ears = Ears::on(Stage::open(Opening {
            problems: vec![problem],
            ..opening(Library::new(vec![left], Origin::Own))
        }));
        ears.types(&["problems", ""]);
        ears.transcript
    };
    let heard = read("{{client: Acme | a firm}} lost none.", "{{client: Acme | a firm}} lost one.");
    assert!(heard.contains("Two versions of The Acme pump\n"), "{heard}");
    assert!(heard.contains("Outcome, the second:\nAcme lost one.\n") && !heard.contains("{{"), "{heard}");
    let heard = read("Acme lost none.", "{{client: Acme | a firm}} lost none.");
    assert!(heard.contains("Outcome, the second:\n{{client: Acme | a firm}} lost none.\n"), "{heard}");
}

#[test]
fn what_partners_gave_is_heard_before_anything_was_told_alone() {
    let mut start = opening(Library::new(vec![story("A leak", &[], &[(Beat::Problem, "It leaked.")])], Origin::Own));
    let mut score = Score::new(StoryId::from_title("A leak"), date(2026, 3, 14), "Ada", "");
    score.given.insert(Criterion::Structure, 4);
    start.history = start.history.with_scores(Scores::new([score]));
    let mut ears = Ears::on(Stage::open(start));
    ears.types(&["progress"]);
    assert!(ears.transcript.contains("Partners: 1 sheet of 1 story: 4.0 of 5."), "{}", ears.transcript);
}

#[test]
fn the_beginning_of_a_known_skill_is_asked_about_before_it_becomes_one() {
    let skills = |lines: &[&str]| {
        let stories = [story("A leak", &["PostgreSQL"], &[]), story("A jam", &[], &[(Beat::Problem, "It jammed.")])];
        let mut ears = Ears::on(Stage::with_stories(stories.into()));
        ears.types(&["1", "edit", ":next", "Redis, postg"]);
        let asked = "postg: PostgreSQL? :next takes it, an empty line leaves postg as it is.";
        assert!(ears.transcript.contains(asked), "{}", ears.transcript);
        ears.types(lines);
        ears.stage.app.writing().unwrap().story().skills.clone()
    };
    assert_eq!(skills(&[":next", ":next"]), ["Redis", "PostgreSQL"]);
    assert_eq!(skills(&[""]), ["Redis", "postg"]);
}

#[test]
fn grades_have_words_with_their_days_and_sharing_has_one() {
    let told = |grade: &str| {
        let mut ears = ears();
        ears.types(&["tell", ""]).wait(20.0);
        ears.types(&["reveal"]).wait(20.0).types(&["reveal"]).wait(20.0).types(&["reveal"]).wait(1.0);
        ears.transcript.clear();
        // It is no row of the sentences that are read below the grades.
        ears.types(&["5", "what", grade]).wait(1.0);
        let grade = ears.stage.kept_takes().last().and_then(|take| take.grade);
        (ears.transcript, grade)
    };
    for (word, grade) in [("good", Grade::Good), ("4", Grade::Easy), ("forgot", Grade::Forgot)] {
        let (heard, given) = told(word);
        assert_eq!(given, Some(grade), "{heard}");
        assert!(heard.contains("You can type: ") && heard.contains("forgot, hard, good, easy"), "{heard}");
        assert!(heard.starts_with("> 5\n5: nothing here. "), "{heard}");
        assert!(heard.contains("share") && heard.contains("\n3, good: comes back "), "{heard}");
    }
    let mut ears = ears();
    ears.types(&["share"]);
    assert!(ears.stage.app.is_sharing());
}

#[test]
fn what_is_taken_back_is_said() {
    let mut ears = ears_with(Habits { feedback: Feedback::Quiet, ..Habits::default() });
    ears.types(&["tell", ""]).wait(20.0).types(&["+"]);
    ears.transcript.clear();
    ears.types(&["undo"]);
    assert_eq!(ears.transcript, "> undo\nTaken back: the shift of the clock.\n");
    ears.types(&["r"]);
    ears.transcript.clear();
    ears.types(&["undo"]);
    assert_eq!(ears.transcript, "> undo\nTaken back: the new start of the part.\n");
}

#[test]
fn lines_that_change_a_story_wait_for_the_change_before_them() {
    let home = tempfile::tempdir().unwrap();
    let mut pipe = Pipe::with_a_story(home.path());
    pipe.types(&["f", "E", "flag", "tell"]).hears("Ready: A leak");
    pipe.types(&["f", "E", "flag"]);
    pipe.hears("Flagged to be corrected later: “A leak”").hears("The flag is off: “A leak”");
    assert!(!pipe.heard.contains("Press it again"), "{}", pipe.heard);
    assert_eq!(pipe.ends(), Some(0));
}

#[test]
fn a_flag_is_answered_with_what_became_of_it_while_the_clock_runs_too() {
    let home = tempfile::tempdir().unwrap();
    let mut pipe = Pipe::with_a_story(home.path());
    pipe.types(&["tell"]).hears("Ready: A leak");
    pipe.enters().hears("The clock runs.").hears("Problem, # seconds.");
    pipe.heard.clear();
    pipe.types(&["f"]).hears("Flagged to be corrected later: “A leak”");
    assert_eq!(pipe.heard, "Flagged to be corrected later: “A leak”\n");
    pipe.types(&["+"]).hears("#:# of #:#.");
    assert_eq!(pipe.ends(), Some(0));
}

/// So long a line is waited for that doesn't come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts Retell in a pipe with its files in `home`.
fn start(home: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_retell"));
    command.args(["--plain", "--home"]).arg(home).stdin(Stdio::piped()).stdout(Stdio::piped());
    command.env_remove("VISUAL").env("EDITOR", "cat").spawn().unwrap()
}

/// Retell in a pipe.
struct Pipe {
    retell: Child,
    keyboard: Option<ChildStdin>,
    said: Receiver<String>,
    /// All that was said.
    heard: String,
}

impl Pipe {
    fn start(home: &Path) -> Self {
        let mut retell = start(home);
        let (keyboard, stdout) = (retell.stdin.take(), BufReader::new(retell.stdout.take().unwrap()));
        let (sender, said) = mpsc::channel();
        // A read can't be given up, and a line that never comes should not keep all tests waiting.
        thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { retell, keyboard, said, heard: String::new() }
    }

    /// The same, with a story of its own.
    fn with_a_story(home: &Path) -> Self {
        let notes = home.join("notes.md");
        fs::write(&notes, "## A leak\n\n**Problem:** It leaked.\n\n**Outcome:** It holds.\n").unwrap();
        let mut pipe = Self::start(home);
        pipe.types(&["import", notes.to_str().unwrap(), ""]).hears("#. A leak, draft");
        pipe
    }

    /// Waits for a line, each number in which is one `#`.
    fn hears(&mut self, expected: &str) -> &mut Self {
        loop {
            let Ok(line) = self.said.recv_timeout(PATIENCE) else {
                self.retell.kill().unwrap();
                panic!("“{expected}” never came:\n{}", self.heard);
            };
            self.heard.push_str(&format!("{line}\n"));
            if masked(&line) == expected {
                return self;
            }
        }
    }

    /// Types lines without a pause.
    fn types(&mut self, lines: &[&str]) -> &mut Self {
        let keyboard = self.keyboard.as_mut().unwrap();
        lines.iter().for_each(|line| writeln!(keyboard, "{line}").unwrap());
        self
    }

    /// Presses enter, not so soon that it would count as a slip.
    fn enters(&mut self) -> &mut Self {
        thread::sleep(Duration::from_millis(350));
        self.types(&[""])
    }

    /// Ends what is typed.
    fn ends_lines(&mut self) -> &mut Self {
        self.keyboard = None;
        self
    }

    /// Ends what is typed, and hears the rest.
    fn ends(mut self) -> Option<i32> {
        self.ends_lines();
        self.said.iter().for_each(|line| self.heard.push_str(&format!("{line}\n")));
        assert!(self.heard.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", self.heard);
        self.retell.wait().unwrap().code()
    }
}

/// A line with each number as one `#`.
fn masked(line: &str) -> String {
    let mut masked = String::new();
    for c in line.chars() {
        match c {
            '0'..='9' if masked.ends_with('#') => {}
            '0'..='9' => masked.push('#'),
            c => masked.push(c),
        }
    }
    masked
}

#[test]
fn a_session_in_a_pipe_needs_no_terminal_and_no_pauses_but_those_of_the_teller() {
    let home = tempfile::tempdir().unwrap();
    let notes = home.path().join("notes.md");
    let story = "## A leak\n\n**Problem:** It leaked.\n\n**Insight:** It was old.\n\n**Outcome:** It holds.\n";
    fs::write(&notes, story).unwrap();
    let mut pipe = Pipe::start(home.path());
    pipe.hears("Retell. Type help to hear what you can type.").hears("# sample stories.").hears("You are at #.");
    pipe.types(&["import", notes.to_str().unwrap(), "", "E", "text", "tell"]);
    pipe.hears("Import a document").hears("# of # story taken.").hears("#. A leak, new, taken").hears("# story.");
    // What is typed is for Retell, and no editor should eat it.
    pipe.hears(
        "Problem: Retell can't lend its terminal to a program here. Use retell export, and retell import behind it. (cat)",
    );
    pipe.hears("It leaked.").hears("Ready: A leak");
    pipe.enters().hears("The clock runs.");
    pipe.enters().hears("Problem: #:# of #:#. # seconds ahead. Next: Insight, # seconds.");
    pipe.enters().enters().hears("How did it go?");
    pipe.types(&["4"]).hears("Review: A leak");
    pipe.types(&["library", "trash", "delete", "trash", "bring back", "quit"]);
    pipe.hears("Library").hears("The trash is empty.").hears("# deleted story.").hears("# story.");
    assert_eq!(pipe.ends(), Some(0));
}

#[test]
fn a_take_under_way_outlasts_the_end_of_the_lines_and_is_offered_again() {
    let home = tempfile::tempdir().unwrap();
    let mut pipe = Pipe::start(home.path());
    pipe.types(&["tell"]).hears("Ready: A column that locked the table");
    pipe.enters().enters().hears("Problem: #:# of #:#. # seconds ahead. Next: Insight, # seconds.");
    pipe.ends_lines().hears("The take waits for the next start.");
    assert_eq!(pipe.ends(), Some(0));
    let mut pipe = Pipe::start(home.path());
    pipe.hears("A take is unfinished").hears("A column that locked the table");
    pipe.hears("It stopped at #:# of #:#, at the part “Insight”.");
    pipe.types(&["resume"]).hears("Telling").hears("Paused.");
    assert_eq!(pipe.ends(), Some(0));
}

#[test]
fn a_story_that_is_written_outlasts_the_end_of_the_lines_and_that_is_said() {
    let home = tempfile::tempdir().unwrap();
    let mut pipe = Pipe::start(home.path());
    pipe.types(&["edit", "A better title"]).hears("Title: A better title");
    pipe.ends_lines().hears("What you have written waits for the next start.");
    assert_eq!(pipe.ends(), Some(0));
    let mut pipe = Pipe::start(home.path());
    pipe.hears("You were writing this when Retell ended: esc keeps it.").hears("The story is “A better title”.");
    assert!(!pipe.heard.contains("waits"), "{}", pipe.heard);
    assert_eq!(pipe.ends(), Some(0));
}

#[test]
fn whoever_stops_listening_ends_it_without_an_error() {
    let home = tempfile::tempdir().unwrap();
    let mut retell = start(home.path());
    BufReader::new(retell.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
    let mut keyboard = retell.stdin.take().unwrap();
    while writeln!(keyboard, "where").is_ok() && retell.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(retell.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn in_a_terminal_a_prompt_waits_for_each_line_and_nothing_but_words_is_written() {
    let home = tempfile::tempdir().unwrap();
    let mut retell = Program::start(home.path(), &["--plain"]);
    retell.wait_for("You are at 1.\n> ");
    retell.press("tell\n");
    retell.wait_for("starts the clock.\n> ");
    retell.press("\n");
    retell.wait_for("The clock runs.");
    // Ctrl-c, by the terminal's own hand.
    retell.press("\x03");
    retell.wait_for_end();
    let written = String::from_utf8(retell.written()).unwrap();
    assert!(written.chars().all(|c| matches!(c, '\r' | '\n') || !c.is_control()), "{written:?}");
    Pipe::start(home.path()).hears("A take is unfinished");
}

#[cfg(unix)]
#[test]
fn an_editor_has_the_terminal_between_two_lines() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(Pipe::with_a_story(home.path()).ends(), Some(0));
    let mut command = program::retell(home.path());
    command.arg("--plain");
    command.env_remove("VISUAL");
    // What is typed while it is at work is for the editor.
    command.env("EDITOR", "echo the editor is here; read word; edit() { sed -i \"s/leaked/$word/\" \"$1\"; }; edit");
    let mut retell = Program::run(command);
    retell.wait_for("You are at 1.\n> ");
    retell.press("E\n");
    retell.wait_for("the editor is here");
    retell.press("burst\n");
    retell.wait_for("Changed (u undoes it): “A leak”\n> ");
    retell.press("text\n");
    retell.wait_for("It burst.");
    retell.press("quit\n");
    assert_eq!(retell.wait_for_end().exit_code(), 0);
    assert!(retell.is_set_as_before());
}

#[cfg(unix)]
#[test]
fn a_terminal_that_calls_itself_dumb_gets_no_screen_but_a_word_about_lines() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program::retell(home.path());
    command.env("TERM", "dumb");
    let mut retell = Program::run(command);
    assert_eq!(retell.wait_for_end().exit_code(), 1);
    let text = retell.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("this terminal calls itself dumb") && text.contains("Use retell --plain"), "{text}");
    assert!(!text.contains("needs a terminal"), "{text}");
    assert!(!retell.written().contains(&0x1b));
}
