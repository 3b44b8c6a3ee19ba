//! A program in a real pseudo-terminal: keys in, a screen out, and whether it leaves the terminal as it was.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of it")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests wait for a real program")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long to wait for something that has to come. Only a failure takes so long.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Program {
    terminal: Option<Terminal>,
    pub child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<Screen>>,
    /// What the terminal was set to before the program had it.
    settings: String,
}

/// Our end of the terminal.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    reader: thread::JoinHandle<()>,
    is_read_no_more: Arc<AtomicBool>,
}

struct Screen {
    parser: vt100::Parser,
    /// Everything that was ever written to the terminal.
    written: Vec<u8>,
}

impl Program {
    /// Starts Retell with its files in `home`.
    pub fn start(home: &Path, arguments: &[&str]) -> Self {
        let mut command = retell(home);
        command.args(arguments);
        Self::run(command)
    }

    /// Starts any program.
    pub fn run(command: CommandBuilder) -> Self {
        Self::run_in(command, 80, 24)
    }

    /// Starts any program in a window of this size.
    pub fn run_in(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let settings = settings_of(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let screen = Arc::new(Mutex::new(Screen { parser, written: Vec::new() }));
        let is_read_no_more = Arc::new(AtomicBool::new(false));
        let mut output = pair.master.try_clone_reader().unwrap();
        let (shown, is_over) = (Arc::clone(&screen), Arc::clone(&is_read_no_more));
        let reader = thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                let mut screen = shown.lock().unwrap();
                screen.parser.process(&bytes[..count]);
                screen.written.extend_from_slice(&bytes[..count]);
                if is_over.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let terminal = Some(Terminal { master: pair.master, keyboard, reader, is_read_no_more });
        Self { terminal, child, screen, settings }
    }

    pub fn text(&self) -> String {
        self.shown().parser.screen().contents()
    }

    /// What the terminal shows, with its looks, once it has shown the same for a moment.
    pub fn screen(&self) -> vt100::Screen {
        loop {
            let before = self.shown().parser.screen().clone();
            thread::sleep(Duration::from_millis(50));
            let screen = self.shown().parser.screen().clone();
            if screen.contents_formatted() == before.contents_formatted() {
                return screen;
            }
        }
    }

    /// Everything that was ever written to the terminal.
    pub fn written(&self) -> Vec<u8> {
        self.shown().written.clone()
    }

    fn shown(&self) -> MutexGuard<'_, Screen> {
        self.screen.lock().unwrap()
    }

    fn terminal(&mut self) -> &mut Terminal {
        self.terminal.as_mut().unwrap()
    }

    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("“{text}” never came"), |program| program.text().contains(text));
    }

    /// Waits for what has to come, or fails with these words and the screen.
    pub fn wait_until(&self, failure: &str, has_come: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !has_come(self) {
            assert!(started.elapsed() < PATIENCE, "{failure}:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn press(&mut self, keys: &str) {
        let keyboard = &mut self.terminal().keyboard;
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shown().parser.screen_mut().set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.terminal().master.resize(size).unwrap();
    }

    /// Shows something that the program doesn't know of, as a shell does.
    pub fn scribble(&self, bytes: &[u8]) {
        self.shown().parser.process(bytes);
    }

    /// The file through which others reach the terminal.
    pub fn terminal_path(&mut self) -> String {
        self.terminal().master.tty_name().unwrap().to_str().unwrap().to_owned()
    }

    /// Reads nothing more of what is written, from the next thing on.
    pub fn stop_reading(&mut self) {
        self.terminal().is_read_no_more.store(true, Ordering::SeqCst);
        self.press("z");
    }

    /// Takes the terminal away, as a closed window does. It is gone with the next thing written to it.
    pub fn hang_up(&mut self) {
        self.stop_reading();
        let terminal = self.terminal.take().unwrap();
        terminal.reader.join().unwrap();
    }

    /// Waits for the end and for all that was written until then.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        self.wait_at_most(PATIENCE).unwrap_or_else(|| panic!("it never ended:\n{}", self.text()))
    }

    /// The same, but only for so long.
    pub fn wait_at_most(&mut self, patience: Duration) -> Option<ExitStatus> {
        let started = Instant::now();
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if started.elapsed() > patience => return None,
                None => thread::sleep(Duration::from_millis(1)),
            }
        };
        let is_read = |program: &Self| program.terminal.as_ref().is_none_or(|terminal| terminal.reader.is_finished());
        self.wait_until("the terminal is still in use", is_read);
        Some(status)
    }

    /// Has the settings of this moment be the ones to return to.
    pub fn expect_settings_as_they_are(&mut self) {
        self.settings = settings_of(self.terminal().master.as_ref());
    }

    /// Whether the terminal is set as before.
    pub fn is_set_as_before(&self) -> bool {
        self.terminal.as_ref().is_some_and(|terminal| settings_of(terminal.master.as_ref()) == self.settings)
    }

    /// What of the terminal is not as it was before.
    pub fn faults(&self) -> Vec<&'static str> {
        let is_set_as_before = self.is_set_as_before();
        let shown = self.shown();
        let screen = shown.parser.screen();
        let tells_focus = ends_with_mode(&shown.written, b"\x1b[?1004");
        let tells_mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        [
            (!is_set_as_before, "its settings differ"),
            (screen.alternate_screen(), "the alternate screen is shown"),
            (screen.hide_cursor(), "the cursor is hidden"),
            (screen.bracketed_paste(), "pastes are bracketed"),
            (tells_focus, "its focus is told"),
            (tells_mouse, "the mouse is told of"),
        ]
        .into_iter()
        .filter_map(|(is_fault, fault)| is_fault.then_some(fault))
        .collect()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Retell with its files in `home`, ready to be given arguments.
pub fn retell(home: &Path) -> CommandBuilder {
    in_terminal(CommandBuilder::new(env!("CARGO_BIN_EXE_retell")), home)
}

/// A shell that does this. The path of Retell is `$0`.
pub fn shell(home: &Path, script: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_retell")]);
    in_terminal(command, home)
}

fn in_terminal(mut command: CommandBuilder, home: &Path) -> CommandBuilder {
    command.env("RETELL_HOME", home);
    let surroundings =
        [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("COLORFGBG", "15;0"), ("LC_ALL", "C.UTF-8")];
    surroundings.into_iter().for_each(|(name, value)| command.env(name, value));
    ["NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "TMUX"].into_iter().for_each(|name| command.env_remove(name));
    command.cwd(std::env::temp_dir());
    command
}

fn settings_of(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Whether a mode was last turned on.
fn ends_with_mode(written: &[u8], mode: &[u8]) -> bool {
    let place = written.windows(mode.len()).rposition(|bytes| bytes == mode);
    place.is_some_and(|place| written.get(place + mode.len()) == Some(&b'h'))
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// Longer than the time within which a second press is a slip.
pub fn breathe() {
    thread::sleep(Duration::from_millis(350));
}

/// Plays tests all at once, each on a thread of its name: they wait for a real program most of the time.
pub fn all_at_once(tests: &[(&str, fn())]) {
    thread::scope(|scope| {
        let start =
            |&(name, test): &(&str, fn())| thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, test);
        let running: Vec<_> = tests.iter().map(|test| (test.0, start(test).unwrap())).collect();
        let failed = running.into_iter().filter_map(|(name, thread)| thread.join().is_err().then_some(name));
        let failed: Vec<&str> = failed.collect();
        assert!(failed.is_empty(), "{failed:?}");
    });
}
