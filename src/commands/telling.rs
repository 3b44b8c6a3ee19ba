//! What verbs say on standard error of what went wrong, and how the program ends then.

use std::process::ExitCode;

use super::output::Printer;
use crate::domain::library::{Library, Origin};
use crate::domain::problem::Problem;

/// How a program ends whose command line can't be right, as clap ends it.
const WRONG_USAGE: u8 = 2;

/// Tells problems on standard error.
pub fn complain(problems: &[Problem]) {
    for problem in problems {
        let _ = Printer::errors().line(format!("retell: {problem}"));
    }
}

/// Says that these are the samples, where somebody could take them for stories of their own.
pub(super) fn tell_samples(library: &Library) {
    if library.origin == Origin::Samples {
        let _ = Printer::errors().line("retell: you have no stories of your own yet, and these are the samples");
    }
}

/// How to end with these problems, which are told.
pub(super) fn ended(problems: &[Problem]) -> ExitCode {
    complain(problems);
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says on standard error why something can't be done, and how the program ends then.
pub fn refuse(why: &str, code: ExitCode) -> ExitCode {
    let _ = Printer::errors().line(format!("retell: {why}"));
    code
}

/// How a program ends whose command line can't be right.
pub fn wrong_usage(why: &str) -> ExitCode {
    refuse(why, ExitCode::from(WRONG_USAGE))
}
