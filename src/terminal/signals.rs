//! The signals that a program with a screen must answer, and the hang-up of its terminal: one thread waits for all.

use std::io::{self, IsTerminal};
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{process, thread};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, getpgrp, getppid, getsid, kill_current_process_group, kill_process};
use rustix::stdio::{stdin, stdout};
use rustix::termios::tcgetpgrp;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level;

use super::{Arrival, editor, window};

/// How long the loop has to save the take and to end, before the process is ended without it.
const GRACE: Duration = Duration::from_millis(600);

type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// Catches signals from this moment on, and starts the thread. It sleeps until one comes or the terminal hangs up.
pub(super) fn listen(arrivals: Sender<Arrival>) -> io::Result<()> {
    let (read, write) = UnixStream::pair()?;
    let caught = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT];
    let mut signals = Signals::with_pipe(read, write, SignalOnly, caught)?;
    let listening = move || {
        let mut is_watched = true;
        loop {
            let terminal = wait(&signals, is_watched);
            is_watched &= terminal != State::Unwatchable;
            let heard: Vec<i32> = signals.pending().collect();
            for &signal in &heard {
                // As for any program, being continued takes back a stop that has not come to pass.
                if signal != SIGTSTP || !heard.contains(&SIGCONT) {
                    answer(signal, &arrivals);
                }
            }
            if terminal == State::HungUp {
                end(SIGHUP, &arrivals);
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listening).map(drop)
}

/// How it stands with the terminal.
#[derive(Debug, PartialEq, Eq)]
enum State {
    Fine,
    HungUp,
    /// Some systems can't wait for terminals in this way.
    Unwatchable,
}

/// Waits for a signal, or for the terminal to hang up: crossterm notices nothing of that, and reads its end over and
/// over.
fn wait(signals: &Signals, is_watched: bool) -> State {
    let mut waiting = vec![PollFd::new(signals.get_read(), PollFlags::IN)];
    if is_watched {
        // No flags: hang-ups are told without being asked for, and what is typed is not for this thread. A pipe that nobody
        // reads any more is none.
        if io::stdout().is_terminal() {
            waiting.push(PollFd::from_borrowed_fd(stdout(), PollFlags::empty()));
        }
        if io::stdin().is_terminal() {
            waiting.push(PollFd::from_borrowed_fd(stdin(), PollFlags::empty()));
        }
    }
    // An error is the interruption by a signal.
    if poll(&mut waiting, None).is_err() {
        return State::Fine;
    }
    let mut terminals = waiting.iter().skip(1).map(PollFd::revents);
    if terminals.clone().any(|told| told.contains(PollFlags::NVAL)) {
        State::Unwatchable
    } else if terminals.any(|told| told.intersects(PollFlags::HUP | PollFlags::ERR)) {
        State::HungUp
    } else {
        State::Fine
    }
}

fn answer(signal: i32, arrivals: &Sender<Arrival>) {
    match signal {
        // A loop that has ended needs neither.
        SIGTSTP => drop(arrivals.send(Arrival::Suspended)),
        SIGCONT => drop(arrivals.send(Arrival::Continued)),
        // Those of the keyboard go to all programs of the terminal, and are meant for the editor.
        SIGINT | SIGQUIT if editor::is_at_work() => {}
        signal => end(signal, arrivals),
    }
}

/// Has the loop end the program, or ends it without the loop if that is over already, or stuck in a terminal or a file
/// that doesn't answer: every press is on disk.
fn end(signal: i32, arrivals: &Sender<Arrival>) -> ! {
    if arrivals.send(Arrival::Ended(signal)).is_ok() {
        thread::sleep(GRACE);
    }
    window::give_back_for_good();
    end_by(signal)
}

/// Ends the process as the signal would have ended it: who waits for it can tell, and a script ends with it at ctrl-c.
pub(super) fn end_by(signal: i32) -> ! {
    let _ = low_level::emulate_default_handler(signal);
    process::exit(128 + signal)
}

/// Does what ctrl-z does where keys aren't read one by one: the whole job is told to stop, and so is Retell.
///
/// # Errors
/// When there is nobody to continue it.
pub(super) fn suspend() -> Result<(), &'static str> {
    let session = getsid(None).ok();
    let is_job = session != Some(getpgrp()) && getppid().is_some_and(|parent| getsid(Some(parent)).ok() == session);
    if !is_job {
        return Err("Retell was not started from a shell, so there is none that could bring it back.");
    }
    kill_current_process_group(Signal::TSTP).map_err(|_| "The system refused to suspend Retell.")
}

/// Stops the process. Returns when it is continued.
pub(super) fn stop() {
    let _ = low_level::raise(SIGSTOP);
}

/// Has the thread that is asleep in a read of the terminal look up from it: the size of the window may have changed.
pub(super) fn wake_reader() -> bool {
    low_level::raise(SIGWINCH).is_ok()
}

/// Ends a process, if it is still there, and those that it has started in the same job, as a script does that stands
/// for an editor. What has left the job has a life of its own.
pub(super) fn end_process(process: u32) {
    // Where it can't list them, the first is all that is known.
    let listed = Command::new("ps").args(["-A", "-o", "pid=", "-o", "ppid=", "-o", "pgid="]).output();
    let listed = listed.map(|listed| String::from_utf8_lossy(&listed.stdout).into_owned()).unwrap_or_default();
    let numbers = |line: &str| line.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let processes: Vec<Vec<i32>> = listed.lines().map(numbers).collect();
    let job = getpgrp().as_raw_pid();
    let mut ending: Vec<i32> = i32::try_from(process).into_iter().collect();
    let mut next = 0;
    while let Some(&parent) = ending.get(next) {
        ending.extend(processes.iter().filter_map(|numbers| match numbers[..] {
            [process, of, group] if of == parent && group == job => Some(process),
            _ => None,
        }));
        next += 1;
    }
    for process in ending.into_iter().rev().filter_map(Pid::from_raw) {
        let _ = kill_process(process, Signal::TERM);
    }
}

/// Whether the terminal is there for this process, and not for another job of the same shell.
pub(super) fn is_in_foreground() -> bool {
    // Where there are no jobs, there is no background.
    tcgetpgrp(stdout()).map_or(true, |foreground| foreground == getpgrp())
}
