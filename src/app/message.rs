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
    /// Leave the program.
    Quit,
}
