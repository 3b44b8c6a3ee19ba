//! How exact the clock of a take is, and what it costs to have it run, in a real pseudo-terminal.
//!
//! The take lasts four seconds; with `RETELL_MINUTES=10` it lasts ten minutes, and has to be exact to 10 ms. That needs a
//! machine with a processor to spare: where there is none, keys reach the program late.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests hold a clock of their own against that of the program")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use program::Program;
use retell::domain::take::Take;

const PAUSES: u32 = 20;

/// The parts of the story that is told, each beat by itself.
const PARTS: u32 = 7;

/// Two moments between which the program took a key in: when it was pressed, and when its answer was on the screen.
#[derive(Debug, Clone, Copy)]
struct Pressed {
    at: Instant,
    seen: Instant,
}

/// A stretch of time between two keys.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// From key to key.
    length: Duration,
    /// From the answer to the first key until the second: it lasted that long on the slowest machine.
    at_least: Duration,
    /// From the first key until the answer to the second: it lasted no longer.
    at_most: Duration,
}

impl Stretch {
    fn between(from: Pressed, to: Pressed) -> Self {
        Self { length: to.at - from.at, at_least: to.at - from.seen, at_most: to.seen - from.at }
    }
}

/// Puts a story before its teller, each beat a part by itself.
fn ready(home: &Path) -> Program {
    let mut program = Program::start(home, &["-q", "logins rebuilt"]);
    program.wait_for("1 of 44");
    program.press("\r");
    program.wait_for("Say it aloud.");
    program.press("ll");
    program.wait_for("ladder every beat");
    program
}

fn press_and_see(program: &mut Program, key: &str, answer: impl Fn(&str) -> bool) -> Pressed {
    let at = Instant::now();
    program.press(key);
    program.wait_until(&format!("the key “{key}” did nothing"), |program| answer(&program.text()));
    Pressed { at, seen: Instant::now() }
}

fn start(program: &mut Program) -> Pressed {
    press_and_see(program, " ", |text| text.contains(&format!("part 1 of {PARTS}")))
}

fn reveal(program: &mut Program, told: u32) -> Pressed {
    let next = if told == PARTS { "How did it go?".to_owned() } else { format!("part {} of {PARTS}", told + 1) };
    press_and_see(program, " ", |text| text.contains(&next))
}

fn pause(program: &mut Program) -> Pressed {
    press_and_see(program, "p", |text| text.contains("paused · p goes on"))
}

fn go_on(program: &mut Program) -> Pressed {
    press_and_see(program, "p", |text| !text.contains("paused · p goes on"))
}

fn take_in(home: &Path) -> Take {
    let mut files = fs::read_dir(home.join("practice")).unwrap();
    let text = fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap();
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

fn sum(stretches: &[Stretch], part: impl Fn(&Stretch) -> Duration) -> Duration {
    stretches.iter().map(part).sum()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[test]
fn a_take_with_twenty_pauses_is_as_long_as_the_time_between_its_keys() {
    let minutes: Option<u64> =
        std::env::var("RETELL_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).filter(|&minutes| minutes > 0);
    // A round has three stretches of about the same length: two of telling and one of silence.
    let round = minutes.map_or(Duration::from_secs(4), |minutes| Duration::from_secs(60 * minutes)) / PAUSES;
    let home = tempfile::tempdir().unwrap();
    let mut program = ready(home.path());

    let (mut told, mut paused) = (vec![Vec::new()], Vec::new());
    let begin = start(&mut program);
    let mut last = begin;
    for number in 1..=PAUSES {
        // Not every stretch is as long as the others, so that none hides the error of another.
        thread::sleep(round * (20 + number) / 100);
        let silent = pause(&mut program);
        told.last_mut().unwrap().push(Stretch::between(last, silent));
        thread::sleep(round * (44 - number) / 100);
        last = go_on(&mut program);
        paused.push(Stretch::between(silent, last));
        thread::sleep(round * (38 - number % 5) / 100);
        if number % 3 == 0 || number == PAUSES {
            let revealed = reveal(&mut program, u32::try_from(told.len()).unwrap());
            told.last_mut().unwrap().push(Stretch::between(last, revealed));
            told.push(Vec::new());
            last = revealed;
        }
    }
    told.pop();
    let wall = last.seen - begin.at;
    press_and_see(&mut program, "3", |text| text.contains("Graded good."));
    program.press("q");
    assert_eq!(program.wait_for_end().exit_code(), 0);

    let take = take_in(home.path());
    let said: Vec<Duration> = take.splits.iter().map(|split| Duration::from_millis(split.said.0)).collect();
    let length = Duration::from_millis(take.length.0);
    let errors: Vec<f64> = said
        .iter()
        .zip(&told)
        .map(|(&said, told)| milliseconds(said) - milliseconds(sum(told, |t| t.length)))
        .collect();
    let error: f64 = errors.iter().sum();
    let largest = errors.iter().fold(0.0_f64, |largest, error| largest.max(error.abs()));
    let silence = sum(&paused, |paused| paused.length);
    println!(
        "a take of {PARTS} parts, {PAUSES} pauses: length {:.3} s, pauses {:.3} s, error {error:+.1} ms in all, \
         {largest:.1} ms at most in a split",
        length.as_secs_f64(),
        silence.as_secs_f64()
    );

    assert!(take.finished);
    assert_eq!((said.len(), told.len()), (7, 7));
    assert_eq!(said.iter().sum::<Duration>(), length);
    assert!(length < wall - sum(&paused, |paused| paused.at_least) / 2, "the pauses are in it");
    for (said, told) in said.iter().zip(&told) {
        // The clock is read in whole milliseconds, at each end of a stretch.
        let rounding = Duration::from_millis(told.len().try_into().unwrap());
        let (least, most) = (sum(told, |told| told.at_least), sum(told, |told| told.at_most));
        assert!(*said + rounding >= least, "a split lost some of its time: {said:?} of {least:?}");
        assert!(*said <= most + rounding, "a split has more time than there was: {said:?} of {most:?}");
    }
    if minutes.is_some() {
        assert!(error.abs() < 10.0, "{errors:?}");
    }
}

/// How often the threads of a process went to sleep by themselves so far, which is how often they were woken.
#[cfg(target_os = "linux")]
fn wake_ups(program: &Program) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{}/task", program.child.process_id().unwrap())).unwrap();
    let statuses = tasks.map(|task| fs::read_to_string(task.unwrap().path().join("status")).unwrap());
    let count = |status: String| -> u64 {
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse().unwrap()
    };
    statuses.map(count).sum()
}

/// What a program did in a while: how often it was woken, how often it wrote, and how many bytes.
#[cfg(target_os = "linux")]
fn watch(program: &Program, time: Duration) -> (u64, usize, usize) {
    let (woken, written) = (wake_ups(program), program.written().len());
    let started = Instant::now();
    let (mut frames, mut seen) = (0, written);
    while started.elapsed() < time {
        thread::sleep(Duration::from_millis(20));
        let now = program.written().len();
        frames += usize::from(now > seen);
        seen = now;
    }
    (wake_ups(program) - woken, frames, seen - written)
}

#[cfg(target_os = "linux")]
#[test]
fn a_paused_take_writes_nothing_and_a_running_one_once_a_second() {
    let a_while = Duration::from_secs(2);
    let home = tempfile::tempdir().unwrap();
    let mut program = ready(home.path());
    start(&mut program);
    let (woken, frames, bytes) = watch(&program, a_while);
    println!("two seconds running: {woken} wake-ups, {frames} frames, {bytes} bytes");
    pause(&mut program);
    // The last of the frame that says so may still be on its way.
    let written = std::cell::Cell::new(0);
    program.wait_until("a paused take never comes to rest", |program| {
        thread::sleep(Duration::from_millis(500));
        let now = program.written().len();
        written.replace(now) == now
    });
    let (woken, frames, bytes) = watch(&program, a_while);
    println!("two seconds paused: {woken} wake-ups, {frames} frames, {bytes} bytes");
    assert_eq!((frames, bytes), (0, 0));
}
