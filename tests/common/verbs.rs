//! Runs the verbs of the program and hands over what they said.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder, all it keeps in `home`.
pub(crate) fn retell(home: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_retell"))
        .args(arguments)
        .current_dir(folder)
        .env("RETELL_HOME", home)
        .output()
        .unwrap()
}

/// What it printed.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it complained of.
pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
