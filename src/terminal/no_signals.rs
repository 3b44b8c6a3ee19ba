//! What stands in for signals on systems that have none.

use std::io;
use std::process;
use std::sync::mpsc::Sender;

use super::Arrival;

/// There is nothing to listen to.
pub(super) fn listen(_: Sender<Arrival>) -> io::Result<()> {
    Ok(())
}

/// Ends the process as one that a signal has ended.
pub(super) fn end_by(signal: i32) -> ! {
    process::exit(128 + signal)
}

/// Says why nothing is suspended.
pub(super) fn suspend() -> Result<(), &'static str> {
    Err("This system can't suspend a program.")
}

/// There is nothing that could continue it.
pub(super) fn stop() {}

/// Nothing wakes the thread that reads the terminal.
pub(super) fn wake_reader() -> bool {
    false
}

/// No process is ended from here.
pub(super) fn end_process(_: u32) {}

/// There are no jobs, so there is no background.
pub(super) fn is_in_foreground() -> bool {
    true
}
