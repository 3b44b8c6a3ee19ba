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

/// There are no jobs, so there is no background.
pub(super) fn is_in_foreground() -> bool {
    true
}
