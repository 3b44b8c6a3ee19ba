//! What is left when the program is killed at any moment: nothing torn, and nothing lost that was called saved.
//!
//! A hundred rounds each; `RETELL_ROUNDS=1000` plays a thousand.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "this is test code"
)]
#![allow(clippy::disallowed_methods, reason = "the tests play the bad writer, and wait for the good one")]

mod common;
#[path = "common/program.rs"]
mod program;

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use common::{rounds, stamp, story};
use program::Program;
use retell::domain::beat::Beat;
use retell::domain::change::{Change, Step, Was};
use retell::domain::practice::{Plan, Practice};
use retell::domain::story::Story;
use retell::domain::take::Take;
use retell::domain::time::Millis;
use retell::storage::unfinished::UnderWay;
use retell::storage::{Folders, change, stories, takes};

/// How many rounds are played side by side. Starting a program takes longer than it lives.
const SIDE_BY_SIDE: usize = 4;

/// So many takes are told at once. They wait more than they work.
const TAKES_AT_ONCE: usize = 20;

fn folders(home: &Path) -> Folders {
    Folders::locate(Some(home.to_owned())).unwrap()
}

/// What a writer does for ever: says a number on standard output when that number is on disk.
type Writer = fn(&Path);

fn with_number(number: u64) -> Story {
    let text = format!("{number} {}", "words to make it longer than one block of the disk ".repeat(200));
    story("The pool ran dry", &["PostgreSQL"], &[(Beat::Outcome, &text)])
}

fn number_in(story: &Story) -> u64 {
    story.beats.get(Beat::Outcome).unwrap().split(' ').next().unwrap().parse().unwrap()
}

fn acknowledge(number: u64) {
    let mut out = std::io::stdout();
    writeln!(out, "{number}").unwrap();
    out.flush().unwrap();
}

fn save_for_ever(home: &Path) {
    let folders = folders(home);
    let mut was = stories::load(&folders).stories.into_iter().next();
    for number in was.as_ref().map_or(1, |story| number_in(story) + 1).. {
        let story = with_number(number);
        let there = was.take().map_or(Was::Nothing, Was::Story);
        let step = Step::Save { story: story.clone(), was: there };
        let done = change::apply(&folders, &Change { what: "change".to_owned(), steps: vec![step] }).unwrap();
        done.into_iter().for_each(Result::unwrap);
        acknowledge(number);
        was = Some(story);
    }
}

/// Truncates and writes, as most programs do.
fn save_badly_for_ever(home: &Path) {
    let folder = folders(home).stories;
    fs::create_dir_all(&folder).unwrap();
    for number in 1.. {
        fs::write(folder.join("the-pool-ran-dry.json"), with_number(number).to_json(None).unwrap()).unwrap();
        acknowledge(number);
    }
}

fn take(number: u64) -> Take {
    let mut practice = Practice::ready(&with_number(number), Plan::default(), Millis::ZERO);
    practice.start(Millis::ZERO);
    let at = stamp("2026-03-14T21:05:00Z");
    Take {
        id: format!("{number}-the-pool-ran-dry"),
        ..Take::of(&practice, "The pool ran dry", None, at, Millis(9_000))
    }
}

fn last_number_in_takes(home: &Path) -> u64 {
    let number = |take: Take| take.id.split('-').next().unwrap().parse::<u64>().unwrap();
    takes::load(&folders(home).practice).0.into_iter().map(number).max().unwrap_or(0)
}

fn append_for_ever(home: &Path) {
    for number in last_number_in_takes(home) + 1.. {
        takes::append(&folders(home), &take(number)).unwrap();
        acknowledge(number);
    }
}

/// Doesn't look how the file ends, and writes a record in two goes.
fn append_badly_for_ever(home: &Path) {
    let folder = folders(home).practice;
    fs::create_dir_all(&folder).unwrap();
    let start = last_number_in_takes(home) + 1;
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join("device.jsonl")).unwrap();
    for number in start.. {
        let line = serde_json::to_string(&take(number)).unwrap() + "\n";
        let (one, two) = line.split_at(line.len() / 2);
        file.write_all(one.as_bytes()).unwrap();
        thread::sleep(Duration::from_micros(200));
        file.write_all(two.as_bytes()).unwrap();
        acknowledge(number);
    }
}

const WRITERS: [(&str, Writer); 4] = [
    ("save", save_for_ever),
    ("save badly", save_badly_for_ever),
    ("append", append_for_ever),
    ("append badly", append_badly_for_ever),
];

/// What the killed processes do; by itself it does nothing.
#[test]
#[ignore = "the other tests run it in a process of its own"]
fn a_writer() {
    let (Ok(writer), Ok(home)) = (std::env::var("RETELL_TEST_WRITER"), std::env::var("RETELL_TEST_HOME")) else {
        return;
    };
    let (_, write) = WRITERS.into_iter().find(|(name, _)| *name == writer).unwrap();
    write(&PathBuf::from(home));
}

/// Starts a writer, kills it at some moment, and returns the numbers that it said were on disk.
fn write_and_kill(writer: &str, home: &Path) -> HashSet<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_writer", "--ignored", "--nocapture"])
        .env("RETELL_TEST_WRITER", writer)
        .env("RETELL_TEST_HOME", home)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = child.stdout.take().unwrap();
    // The test runner says a line before the writer does.
    let mut rest = Vec::new();
    let mut bytes = [0; 64];
    // Half of the kills come before anything is on disk, the others behind the first number.
    let numbers = fastrand::usize(0..=1);
    while rest.iter().filter(|&&byte| byte == b'\n').count() < 2 + numbers {
        let count = said.read(&mut bytes).unwrap();
        rest.extend_from_slice(&bytes[..count]);
    }
    thread::sleep(Duration::from_micros(fastrand::u64(0..20_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    said.read_to_end(&mut rest).unwrap();
    let text = String::from_utf8(rest).unwrap();
    // Its last line may have been cut by the kill; a number without its end is not said.
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().filter_map(|line| line.trim().parse().ok()).collect()
}

/// What was found after the kills.
#[derive(Debug, Default)]
struct Found {
    kills: AtomicUsize,
    saves: AtomicUsize,
    torn: AtomicUsize,
    lost: AtomicUsize,
}

impl Found {
    fn counts(&self) -> (usize, usize) {
        (self.torn.load(Ordering::SeqCst), self.lost.load(Ordering::SeqCst))
    }

    fn print(&self, what: &str) {
        let (torn, lost) = self.counts();
        let (kills, saves) = (self.kills.load(Ordering::SeqCst), self.saves.load(Ordering::SeqCst));
        println!("{what}: {kills} kills, {saves} acknowledged, {torn} torn files, {lost} acknowledged and lost");
    }
}

fn side_by_side(rounds: usize, play: impl Fn(&Path) + Sync) {
    let left = Mutex::new(rounds);
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                let home = tempfile::tempdir().unwrap();
                loop {
                    let mut left = left.lock().unwrap();
                    if *left == 0 {
                        return;
                    }
                    *left -= 1;
                    drop(left);
                    play(home.path());
                }
            });
        }
    });
}

fn kill_while_saving(writer: &str, rounds: usize) -> Found {
    let found = Found::default();
    side_by_side(rounds, |home| {
        let said = write_and_kill(writer, home);
        found.kills.fetch_add(1, Ordering::SeqCst);
        found.saves.fetch_add(said.len(), Ordering::SeqCst);
        let loaded = stories::load(&folders(home));
        found.torn.fetch_add(loaded.problems.len(), Ordering::SeqCst);
        let kept = loaded.stories.first().map_or(0, number_in);
        found.lost.fetch_add(usize::from(said.iter().max().is_some_and(|&last| last > kept)), Ordering::SeqCst);
        if !loaded.problems.is_empty() {
            // The next round starts afresh.
            fs::remove_dir_all(home.join("stories")).unwrap();
        }
    });
    found
}

fn kill_while_appending(writer: &str, rounds: usize) -> Found {
    let found = Found::default();
    let said_so_far: Mutex<HashSet<(PathBuf, u64)>> = Mutex::default();
    side_by_side(rounds, |home| {
        let said = write_and_kill(writer, home);
        found.kills.fetch_add(1, Ordering::SeqCst);
        found.saves.fetch_add(said.len(), Ordering::SeqCst);
        said_so_far.lock().unwrap().extend(said.into_iter().map(|number| (home.to_owned(), number)));
        let (takes, problems) = takes::load(&folders(home).practice);
        // One record that a kill cut short is no torn file; a line inside the file that can't be read is.
        let torn = problems.iter().filter(|problem| problem.line.is_some() && is_swallowed(problem.line, home));
        found.torn.fetch_add(torn.count(), Ordering::SeqCst);
        let kept: HashSet<u64> = takes.iter().map(|take| take.id.split('-').next().unwrap().parse().unwrap()).collect();
        let said = said_so_far.lock().unwrap();
        let lost = said.iter().filter(|(there, number)| there == home && !kept.contains(number)).count();
        found.lost.fetch_max(lost, Ordering::SeqCst);
    });
    found
}

/// Whether a line that can't be read holds two records: the second was written into the first.
fn is_swallowed(line: Option<usize>, home: &Path) -> bool {
    let files = fs::read_dir(home.join("practice")).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()));
    files
        .map(Result::unwrap)
        .any(|text| text.lines().nth(line.unwrap() - 1).is_some_and(|line| line.matches("\"version\"").count() > 1))
}

#[test]
fn a_story_is_never_torn_by_a_kill_and_what_was_called_saved_is_there() {
    let found = kill_while_saving("save", rounds());
    found.print("killed while saving");
    assert_eq!(found.counts(), (0, 0));
}

#[test]
fn a_take_that_was_called_kept_outlives_every_kill() {
    let found = kill_while_appending("append", rounds());
    found.print("killed while appending");
    assert_eq!(found.counts(), (0, 0));
}

#[test]
fn the_same_kills_find_out_a_writer_that_truncates() {
    let found = kill_while_saving("save badly", 60);
    found.print("killed while truncating and writing");
    assert!(found.counts().0 > 0);
}

#[test]
fn the_same_kills_find_out_a_writer_that_does_not_look_how_the_file_ends() {
    let found = kill_while_appending("append badly", 60);
    found.print("killed while appending without a look");
    assert!(found.counts().1 > 0);
}

#[test]
fn a_kill_in_the_middle_of_a_take_loses_no_press() {
    let (kills, late) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let longest = Mutex::new(Duration::ZERO);
    let left = Mutex::new(rounds().min(200));
    thread::scope(|scope| {
        for _ in 0..TAKES_AT_ONCE {
            scope.spawn(|| {
                loop {
                    {
                        let mut left = left.lock().unwrap();
                        if *left == 0 {
                            return;
                        }
                        *left -= 1;
                    }
                    let lost = kill_a_take();
                    kills.fetch_add(1, Ordering::SeqCst);
                    late.fetch_add(usize::from(lost.is_none()), Ordering::SeqCst);
                    let mut longest = longest.lock().unwrap();
                    *longest = longest.max(lost.unwrap_or_default());
                }
            });
        }
    });
    let (kills, lost) = (kills.load(Ordering::SeqCst), late.load(Ordering::SeqCst));
    println!(
        "killed in the middle of a take: {kills} kills, {lost} presses lost, at most {:.1} s behind the last press",
        longest.lock().unwrap().as_secs_f64()
    );
    assert_eq!(lost, 0);
}

/// Plays a take for some presses, kills it, and returns how far the clock on the disk is behind the last press; none if
/// a press is missing there.
fn kill_a_take() -> Option<Duration> {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["-q", "#redis"]);
    program.wait_for("3 of 44");
    program.press("\r");
    program.wait_for("Say it aloud");
    program.press(" ");
    program.wait_for("part 1 of 3");
    let started = std::time::Instant::now();
    let presses = fastrand::usize(0..3);
    for part in ["part 2 of 3", "part 3 of 3"].into_iter().take(presses) {
        // Longer than the time within which a second press is a slip.
        thread::sleep(Duration::from_millis(310 + fastrand::u64(0..200)));
        program.press(" ");
        program.wait_for(part);
    }
    let last_press = started.elapsed();
    thread::sleep(Duration::from_millis(fastrand::u64(0..50)));
    program.child.kill().unwrap();
    program.wait_for_end();
    let unfinished = UnderWay::claim(&home.path().join("state")).load().ok()??;
    if unfinished.practice.splits().len() != presses {
        return None;
    }
    Some(last_press.saturating_sub(Duration::from_millis(unfinished.elapsed().0)))
}

#[test]
fn temporary_files_of_killed_programs_are_swept_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let stories = home.path().join("stories");
    fs::create_dir_all(&stories).unwrap();
    let (old, young) = (stories.join(".retell-old"), stories.join(".retell-young"));
    for path in [&old, &young] {
        fs::write(path, "half a story").unwrap();
    }
    let hour_ago = std::time::SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(&old).unwrap().set_modified(hour_ago).unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    program.wait_until("the old file was never swept", |_| !old.exists());
    program.press("q");
    program.wait_for_end();
    assert_eq!((old.exists(), young.exists()), (false, true), "another window may be writing the young one");
}
