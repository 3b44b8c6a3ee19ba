//! What is written into the file of settings, read as the program reads it.
#![allow(clippy::unwrap_used, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "settings are written by hand")]

use std::fs;

use retell::app::keymap::Keymap;
use retell::storage::Folders;
use retell::storage::config::{self, Config};

/// The settings in a text, the keys that they make, and what is wrong with them.
pub(crate) fn settings(text: &str) -> (Config, Keymap, Vec<String>) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("config.toml"), text).unwrap();
    let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
    let (config, mut problems) = config::read(&folders);
    let (keymap, bad_keys) = Keymap::new(&config.keys);
    problems.extend(bad_keys);
    let home = format!("{}/config.toml:", home.path().display());
    (config, keymap, problems.iter().map(|problem| problem.to_string().replace(&home, "")).collect())
}
