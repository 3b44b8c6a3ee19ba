//! The real program in a real pseudo-terminal.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this is test code"
)]
#![allow(clippy::disallowed_methods, reason = "the tests wait for a real program")]

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use retell::domain::take::Take;
use tempfile::TempDir;

/// How long to wait for something that has to come. Only a failure takes so long.
const PATIENCE: Duration = Duration::from_secs(20);

struct Program {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<thread::JoinHandle<()>>,
    /// What the terminal was set to before the program had it.
    settings: String,
}

fn settings_of(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

impl Program {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let settings = settings_of(pair.master.as_ref());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_retell"));
        command.args(arguments);
        command.env("RETELL_HOME", home);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shown = Arc::clone(&screen);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shown.lock().unwrap().process(&bytes[..count]);
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { master: pair.master, keyboard, child, screen, reader: Some(reader), settings }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait_for(&self, text: &str) {
        let started = Instant::now();
        while !self.text().contains(text) {
            assert!(started.elapsed() < PATIENCE, "“{text}” never came:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits for the end and for all that was written until then.
    fn wait_for_end(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        self.reader.take().unwrap().join().unwrap();
        code
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// Longer than the time within which a second press is a slip.
fn breathe() {
    thread::sleep(Duration::from_millis(350));
}

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
    assert_ne!(settings_of(program.master.as_ref()), program.settings, "keys come one by one");
    assert!(program.screen.lock().unwrap().screen().alternate_screen());
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
    assert_eq!(program.wait_for_end(), 0);

    let takes = takes(&home);
    assert_eq!(takes.len(), 1);
    assert_eq!(takes[0].splits.len(), 3);
    let said: Vec<u64> = takes[0].splits.iter().map(|split| split.said.0).collect();
    assert_eq!(said.iter().sum::<u64>(), takes[0].length.0);
    assert!(said.iter().all(|&said| said >= 350), "{said:?}");
    assert!(!home.path().join("state/unfinished.json").exists());

    let screen = program.screen.lock().unwrap();
    let screen = screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.contents().trim(), "", "nothing is left behind on the screen");
    assert_eq!(settings_of(program.master.as_ref()), program.settings);
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
    assert_eq!(program.wait_for_end(), 0);
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
        program.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(columns));
        program.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        program.wait_for(text);
    }
    program.press("q");
    assert_eq!(program.wait_for_end(), 0);
}

#[test]
fn a_home_that_cannot_be_written_is_told_and_the_take_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::write(&home, "a file where the folder should be").unwrap();
    let mut program = Program::start(&home, &[]);
    program.wait_for("2 problems");
    program.wait_for("No story could be read.");
    program.press("q");
    assert_eq!(program.wait_for_end(), 0);

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
    assert_eq!(program.wait_for_end(), 1, "the last try failed too, and that is told");
    assert!(program.text().contains("this take could not be kept"), "{}", program.text());
}
