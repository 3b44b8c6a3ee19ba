//! `retell config`: where the settings are and what is set, or a file to begin with.

use std::io::{self, Write};

use super::output::Printer;
use crate::domain::problem::Problem;
use crate::domain::rebinding::Rebinding;
use crate::storage::Folders;
use crate::storage::config::Config;

/// Prints the path of the settings, and those that aren't as they are when nothing is set, as they would be written.
///
/// # Errors
/// When `out` can't be written.
pub fn show(config: &Config, problems: &[Problem], folders: &Folders, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line(format!("# {}", folders.config.display()))?;
    let is_refused = |rebinding: &&Rebinding| {
        let mut words = rebinding.place.iter().chain([&rebinding.action]).chain(&rebinding.keys);
        words.any(|word| problems.iter().any(|it| (it.line, it.column) == (Some(word.line), Some(word.column))))
    };
    let keys = config.keys.iter().filter(|rebinding| !is_refused(rebinding)).map(|rebinding| {
        let place = rebinding.place.as_ref().map(|place| format!(".{}", place.text)).unwrap_or_default();
        (format!("keys{place}"), rebinding.to_string())
    });
    let changes = config.changes().into_iter().map(|(section, line)| (section.to_owned(), line));
    let changes: Vec<(String, String)> = changes.chain(keys).collect();
    if changes.is_empty() {
        let hint = if folders.config.exists() { "" } else { "; `retell config --init` writes a file that lists all" };
        out.line(format!("# Nothing is set that differs from what is usual{hint}."))?;
    }
    let mut last = "";
    for (section, line) in &changes {
        if section != last {
            out.line("")?;
            out.line(format!("[{section}]"))?;
            last = section;
        }
        out.line(line)?;
    }
    Ok(())
}
