//! What can happen to the program, and what the program asks of the world. Both are plain data.

use crate::domain::problem::Problem;
use crate::domain::take::Take;
use crate::domain::unfinished::Unfinished;

use super::key::Key;

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Pasted(String),
    /// The time asked for has come, or the window has changed: look again.
    Woke,
    /// The window has become the one that keys go to.
    Focused,
    /// The program is about to be stopped, to be continued later.
    Suspended,
    /// The program could not be stopped, for this reason.
    NotSuspended(&'static str),
    /// The program has to end: it was told to from outside, or its terminal is gone.
    Ended,
    /// A take could not be kept.
    NotKept(Take, Problem),
    /// Something else that was asked for could not be done.
    Failed(Problem),
}

/// What the world must do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Add this take to the practice file, then forget the take under way if it is this one.
    KeepTake(Take),
    /// Save the take under way.
    KeepUnfinished(Unfinished),
    /// Forget the take under way.
    ForgetUnfinished,
    /// Have the program stopped, to be continued later.
    Suspend,
    /// Leave the program.
    Quit,
}
