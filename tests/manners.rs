//! The manners of the program toward its terminal, its shell and the system, in real pseudo-terminals.
//!
//! Thirty rounds each; `RETELL_ROUNDS` sets another number.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests wait for real programs")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use program::{PATIENCE, Program, breathe, retell, shell};
use retell::domain::time::Millis;
use retell::domain::unfinished::Unfinished;
use retell::terminal::window::{Wants, Window};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// The program has to be gone within a second. A machine that is busy may need longer to see that.
const SOON: Duration = Duration::from_secs(5);

/// So many programs run at once. They wait more than they work.
const AT_ONCE: usize = 16;

const SIGNALS: [(Signal, &str); 4] =
    [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt"), (Signal::QUIT, "Quit")];

fn rounds() -> usize {
    std::env::var("RETELL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(20)
}

/// Plays rounds, some at a time, and returns how long each took to end, or fails with what went wrong.
fn play(count: usize, round: impl Fn(usize) -> Result<Duration, String> + Sync) -> Vec<Duration> {
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(count) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= count {
                        break;
                    }
                    let result = round(number);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });
    let (good, bad): (Vec<_>, Vec<_>) = results.into_inner().unwrap().into_iter().partition(Result::is_ok);
    let faults: Vec<String> = bad.into_iter().filter_map(Result::err).collect();
    assert!(faults.is_empty(), "{} of {count} rounds went wrong:\n{}", faults.len(), faults.join("\n"));
    good.into_iter().filter_map(Result::ok).collect()
}

fn slowest(times: &[Duration]) -> f64 {
    times.iter().max().map_or(0.0, Duration::as_secs_f64)
}

/// A take under way, and what its stopwatch can show.
struct Take {
    program: Program,
    /// Before the press that started it.
    pressed: Instant,
    /// When it was seen on the screen.
    seen: Instant,
}

impl Take {
    fn begin(mut program: Program) -> Self {
        program.wait_for("3 of 44");
        program.press("\r");
        program.wait_for("Say it aloud.");
        let pressed = Instant::now();
        program.press(" ");
        program.wait_for("part 1 of 3");
        Self { program, pressed, seen: Instant::now() }
    }

    fn start(home: &Path) -> Self {
        Self::begin(Program::start(home, &["-q", "#redis"]))
    }

    fn pid(&self) -> Pid {
        pid_of(&self.program)
    }

    /// Whether what is saved goes on until `told` at least, and not beyond this moment.
    fn is_saved(&self, home: &Path, told: Duration) -> Result<(), String> {
        // What was pressed last may not have been settled yet; it outlasts the process all the same.
        let kept = ["state/unfinished.jotted", "state/unfinished.json"].map(|name| fs::read_to_string(home.join(name)));
        let text = kept.into_iter().find_map(Result::ok).ok_or("nothing is saved")?;
        let unfinished: Unfinished = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let Millis(saved) = unfinished.elapsed();
        // Both clocks cut off what is less than a millisecond.
        let fits = u128::from(saved) + 2 >= told.as_millis() && u128::from(saved) <= self.pressed.elapsed().as_millis();
        if fits { Ok(()) } else { Err(format!("{saved} ms were saved of {} ms", told.as_millis())) }
    }
}

fn pid_of(program: &Program) -> Pid {
    Pid::from_raw(i32::try_from(program.child.process_id().unwrap()).unwrap()).unwrap()
}

/// What is wrong with a terminal that a program has left, as a round tells it.
fn is_as_before(program: &Program) -> Result<(), String> {
    match program.faults() {
        faults if faults.is_empty() => Ok(()),
        faults => Err(format!("the terminal was left changed: {}", faults.join(", "))),
    }
}

/// Sends a signal that ends a program, and returns how long the program took.
fn end(program: &mut Program, (signal, name): (Signal, &str)) -> Result<Duration, String> {
    let sent = Instant::now();
    kill_process(pid_of(program), signal).map_err(|error| error.to_string())?;
    let status = program.wait_at_most(SOON).ok_or_else(|| format!("{name}: still there after {SOON:?}"))?;
    let took = sent.elapsed();
    if !status.signal().is_some_and(|ended| ended.starts_with(name)) {
        return Err(format!("{name}: its parent sees {status:?}"));
    }
    is_as_before(program).map_err(|fault| format!("{name}: {fault}"))?;
    Ok(took)
}

#[test]
fn a_signal_that_ends_the_program_costs_nothing_of_the_take() {
    let times = play(rounds() * SIGNALS.len(), |number| {
        let home = tempfile::tempdir().unwrap();
        let mut take = Take::start(home.path());
        breathe();
        let told = take.seen.elapsed();
        let (signal, name) = SIGNALS.into_iter().cycle().nth(number).unwrap();
        let took = end(&mut take.program, (signal, name))?;
        take.is_saved(home.path(), told).map_err(|fault| format!("{name}: {fault}"))?;
        Ok(took)
    });
    let count = times.len();
    println!("signals: {count} sent, {count} saved, {count} restored, slowest end {:.2} s", slowest(&times));
}

#[test]
fn a_program_without_manners_is_found_out() {
    let home = tempfile::tempdir().unwrap();
    let rude = "stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[?1004hready'; exec sleep 60";
    let mut program = Program::run(shell(home.path(), rude));
    program.wait_for("ready");
    let fault = end(&mut program, (Signal::TERM, "Terminated")).unwrap_err();
    for word in ["settings", "alternate screen", "cursor", "focus"] {
        assert!(fault.contains(word), "{fault}");
    }
    let mut program = Program::run(shell(home.path(), "trap 'exit 0' TERM; printf ready; sleep 5 & wait"));
    program.wait_for("ready");
    assert!(end(&mut program, (Signal::TERM, "Terminated")).unwrap_err().contains("its parent sees"));
    let mut program = Program::run(shell(home.path(), "trap '' HUP; printf ready; exec sleep 60"));
    program.wait_for("ready");
    program.hang_up();
    assert!(program.wait_at_most(Duration::from_secs(1)).is_none(), "it doesn't care that its terminal is gone");
    let take = Take::start(home.path());
    breathe();
    let fault = take.is_saved(home.path(), take.seen.elapsed()).unwrap_err();
    assert!(fault.contains("were saved of"), "a take that is saved at its presses only is found out: {fault}");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_and_costs_nothing_of_the_take() {
    let times = play(rounds() * 3, |number| {
        let home = tempfile::tempdir().unwrap();
        let mut command = retell(home.path());
        command.args(["-q", "#redis"]);
        let name = ["its window was closed", "it isn't the terminal's own", "it doesn't hear of hang-ups"][number % 3];
        match number % 3 {
            0 => {}
            1 => command.set_controlling_tty(false),
            _ => command = shell(home.path(), "trap '' HUP; exec \"$0\" -q '#redis'"),
        }
        let mut take = Take::begin(Program::run(command));
        breathe();
        let told = take.seen.elapsed();
        take.program.hang_up();
        let gone = Instant::now();
        take.program.wait_at_most(SOON).ok_or_else(|| format!("{name}: still there after {SOON:?}"))?;
        let took = gone.elapsed();
        take.is_saved(home.path(), told).map_err(|fault| format!("{name}: {fault}"))?;
        Ok(took)
    });
    let count = times.len();
    println!("hang-ups: {count} made, {count} saved, slowest end {:.2} s", slowest(&times));
}

/// A terminal that takes nothing any more, with the loop stuck in a write to it: the person has stopped it, or the
/// connection is frozen.
#[test]
fn a_terminal_that_is_stuck_keeps_no_program_alive() {
    let times = play(rounds(), |_| {
        let home = tempfile::tempdir().unwrap();
        let mut take = Take::start(home.path());
        take.program.stop_reading();
        // Each opens the help page or closes it: far more than what waits between a program and its terminal.
        for _ in 0..200 {
            take.program.press("?");
            thread::sleep(Duration::from_millis(4));
        }
        let sent = Instant::now();
        kill_process(take.pid(), Signal::TERM).map_err(|error| error.to_string())?;
        while take.program.child.try_wait().unwrap().is_none() {
            if sent.elapsed() > SOON {
                return Err(format!("still there after {SOON:?}"));
            }
            thread::sleep(Duration::from_millis(1));
        }
        let took = sent.elapsed();
        take.is_saved(home.path(), Duration::ZERO)?;
        if take.program.is_set_as_before() { Ok(took) } else { Err("its settings differ".to_owned()) }
    });
    println!("stuck terminals: {} made, slowest end {:.2} s", times.len(), slowest(&times));
}

fn wait_for_stop(pid: Pid) -> Result<(), String> {
    let started = Instant::now();
    while started.elapsed() < SOON {
        match waitpid(Some(pid), WaitOptions::UNTRACED | WaitOptions::NOHANG) {
            Ok(Some((_, status))) if status.stopped() => return Ok(()),
            Ok(Some(_)) => return Err("it ended instead of stopping".to_owned()),
            Ok(None) => thread::sleep(Duration::from_millis(1)),
            Err(error) => return Err(error.to_string()),
        }
    }
    Err(format!("not stopped after {SOON:?}"))
}

/// What a shell does while a program is stopped.
fn use_terminal(program: &mut Program) {
    let path = program.terminal_path();
    let stty = Command::new("sh").args(["-c", "stty sane -echo < \"$0\"", &path]).status().unwrap();
    assert!(stty.success());
    program.scribble(b"\x1b[H\x1b[2J\x1b[?1004l\x1b[?2004lthe shell was here");
}

#[test]
fn a_program_that_was_stopped_comes_back_with_its_take_and_its_screen() {
    let times = play(rounds() * 2, |number| {
        let home = tempfile::tempdir().unwrap();
        let mut take = Take::start(home.path());
        breathe();
        let told = take.seen.elapsed();
        let is_asked = number % 2 == 0;
        let sent = Instant::now();
        kill_process(take.pid(), if is_asked { Signal::TSTP } else { Signal::STOP }).unwrap();
        wait_for_stop(take.pid())?;
        let took = sent.elapsed();
        if is_asked {
            // The last bytes may still be on their way through the terminal.
            take.program.wait_until("the terminal is not given back", |program| program.faults().is_empty());
            take.is_saved(home.path(), told)?;
        }
        use_terminal(&mut take.program);
        if is_asked {
            // It had given the terminal back, so what was done to it is to last.
            take.program.expect_settings_as_they_are();
        }
        let before = take.program.written().len();
        kill_process(take.pid(), Signal::CONT).unwrap();
        if is_asked {
            take.program.wait_for("Press p to go on.");
            take.program.wait_for("paused · p goes on");
            take.program.press("p");
        }
        take.program.wait_for("part 1 of 3");
        take.program.wait_until("the screen was not drawn anew", |program| !program.text().contains("the shell"));
        let taken = take.program.faults();
        if taken.len() != 6 {
            return Err(format!("of the terminal only this was taken again: {}", taken.join(", ")));
        }
        assert!(take.program.written().len() > before + 500, "a whole screen was drawn");
        take.program.press("q\x03");
        let status = take.program.wait_for_end();
        if !status.success() {
            return Err(format!("it ended with {status:?}"));
        }
        is_as_before(&take.program)?;
        Ok(took)
    });
    let count = times.len();
    println!("stops: {count} made, {count} came back, slowest stop {:.2} s", slowest(&times));
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let script = "set -m; \"$0\" -q '#redis'; echo \"stopped with $?\"; read go; fg; echo \"ended with $?\"";
    let mut take = Take::begin(Program::run(shell(home.path(), script)));
    breathe();
    let told = take.seen.elapsed();
    take.program.press("\x1a");
    take.program.wait_for("stopped with");
    assert!(take.program.faults().is_empty(), "{:?}", take.program.faults());
    take.is_saved(home.path(), told).unwrap();
    take.program.press("\n");
    take.program.wait_for("Press p to go on.");
    assert_eq!(take.program.faults().len(), 6);
    take.program.press("p");
    take.program.wait_until("it stays paused", |program| !program.text().contains("paused"));
    take.program.press("\x03");
    take.program.wait_for("ended with 0");
    take.program.wait_for_end();
    is_as_before(&take.program).unwrap();
}

#[test]
fn ctrl_z_says_so_where_no_shell_could_bring_retell_back() {
    let home = tempfile::tempdir().unwrap();
    let mut take = Take::start(home.path());
    take.program.press("\x1a");
    take.program.wait_for("Retell was not started from a shell");
    assert!(!take.program.text().contains("paused"), "the take goes on");
    take.program.press("\x03");
    assert_eq!(take.program.wait_for_end().exit_code(), 0);
}

#[test]
fn a_stopped_job_that_is_ended_ends_and_one_that_goes_on_in_the_background_stops_again() {
    let home = tempfile::tempdir().unwrap();
    let script =
        "set -m; \"$0\" -q '#redis'; read go; bg; sleep 0.5; jobs; kill %1; wait; echo \"ended with $?\"; jobs";
    let mut take = Take::begin(Program::run(shell(home.path(), script)));
    take.program.press("\x1a");
    take.program.wait_until("it was not stopped", |program| program.faults().is_empty());
    take.program.press("\n");
    take.program.wait_for("ended with");
    let text = take.program.text();
    assert!(text.contains("Stopped") && !text.contains("part 1 of 3"), "{text}");
    take.program.wait_for_end();
    is_as_before(&take.program).unwrap();
}

/// Plays the part of Retell in the tests below, in a terminal of its own.
#[test]
#[ignore = "it takes over the terminal, and panics in it"]
fn a_program_that_panics() {
    let Some(unfinished) = std::env::var_os("RETELL_PANICS_WITH") else { return };
    let is_elsewhere = std::env::var_os("RETELL_PANICS_ELSEWHERE").is_some();
    let mut window = Window::open(unfinished.into(), Wants::default()).unwrap();
    let started = Instant::now();
    if is_elsewhere {
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(200));
            panic!("a thread has stumbled");
        });
    }
    let mut frames = 0;
    while started.elapsed() < PATIENCE {
        frames += 1;
        window.draw(|frame| frame.render_widget(format!("frame {frames}"), frame.area())).unwrap();
        assert!(is_elsewhere || frames < 1000, "the loop has stumbled");
    }
}

#[test]
fn a_panic_on_any_thread_leaves_a_usable_terminal_and_says_where_the_take_is() {
    let times = play(rounds() * 2, |number| {
        let home = tempfile::tempdir().unwrap();
        let (name, words) = [("elsewhere", "a thread has stumbled"), ("here", "the loop has stumbled")][number % 2];
        let unfinished = home.path().join("unfinished.json");
        if number % 3 != 2 {
            fs::write(&unfinished, "{}").unwrap();
        }
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "a_program_that_panics", "--ignored", "--nocapture"]);
        command.env("RETELL_PANICS_WITH", &unfinished);
        command.env("RUST_BACKTRACE", "0");
        if number % 2 == 0 {
            command.env("RETELL_PANICS_ELSEWHERE", "yes");
        }
        let started = Instant::now();
        let mut program = Program::run(command);
        let status = program.wait_for_end();
        let took = started.elapsed();
        let text = program.text().replace('\n', "");
        if status.exit_code() != 101 || text.contains("test result") {
            return Err(format!("{name}: it ended with {status:?}:\n{text}"));
        }
        is_as_before(&program).map_err(|fault| format!("{name}: {fault}"))?;
        if !text.contains(words) || text.contains("frame") {
            return Err(format!("{name}: the screen is wrong:\n{text}"));
        }
        let tells_place = text.contains(unfinished.to_str().unwrap());
        if tells_place == unfinished.exists() { Ok(took) } else { Err(format!("{name}: where is the take?\n{text}")) }
    });
    let count = times.len();
    println!("panics: {count} made, {count} restored, slowest whole run {:.2} s", slowest(&times));
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_nobody_dies_of_it() {
    let home = tempfile::tempdir().unwrap();
    let mut take = Take::begin(Program::run(shell(home.path(), "ulimit -f 0; exec \"$0\" -q '#redis'")));
    take.program.wait_for("the take under way can't be saved: File too large");
    take.program.press("\x03");
    take.program.wait_for("would be lost. Press the same key again to leave.");
    take.program.press("\x03");
    assert_eq!(take.program.wait_for_end().exit_code(), 1, "the last try failed too, and that is told");
    is_as_before(&take.program).unwrap();

    let script = "ulimit -f 0; exec \"$0\" import tests/documents/stories.json";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_retell")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("RETELL_HOME", home.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("File too large"), "{output:?}");
    assert!(!home.path().join("stories").exists(), "nothing is left behind");
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let home = tempfile::tempdir().unwrap();
    for list in ["list", "list --json"] {
        let script = format!("{{ sleep 0.1; \"$0\" {list}; echo \"code $?\" >&2; }} | true");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_retell")])
            .env("RETELL_HOME", home.path())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "code 0\n");
    }
}

#[test]
fn a_home_that_is_missing_or_strange_works_or_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let list = |home: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_retell"));
        command.arg("list").current_dir(&folder);
        for name in ["HOME", "RETELL_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        if let Some(home) = home {
            command.env("HOME", home);
        }
        let output = command.output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    for home in [None, Some("")] {
        let (is_fine, told) = list(home);
        assert!(is_fine || told.contains("retell --home DIR"), "{home:?}: {told}");
    }
    assert_eq!(list(Some("/nowhere/at/all")), (true, String::new()), "the samples need no folder");
    let (is_fine, told) = list(Some("relative"));
    assert!(!is_fine && told.contains("HOME") && told.contains("isn't a full path"), "{told}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing was made in the folder at hand");

    let output = Command::new(env!("CARGO_BIN_EXE_retell")).arg("list").env("RETELL_HOME", "").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("RETELL_HOME"), "{told}");
}
