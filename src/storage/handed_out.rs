//! Files for others, where the person wants them: private like all that Retell writes, and never in place of something else.

use std::fs;
use std::io;
use std::path::Path;

use super::atomic::{self, Mode, Prepared};
use super::{Folders, text_file};
use crate::domain::fingerprint::fingerprint;
use crate::domain::problem::Problem;

/// Writes a file for others. What stands there already is replaced only if it is just as this wrote it once, or if the
/// person insists.
///
/// # Errors
/// When it must not be replaced, or the disk refuses. What stood there stands then.
pub fn write(folders: &Folders, file: &Path, text: &str, is_forced: bool) -> Result<(), Problem> {
    let problem = |reason: &str, hint: &str| Problem::new(file.display().to_string(), reason, hint);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if !folder.is_dir() {
        return Err(problem("there is no such folder", "Make it, or name another."));
    }
    let mut file = folder.join(file.file_name().ok_or_else(|| problem("this names no file", "Name one."))?);
    // A link to a file that isn't there yet stays a link. Links in a circle are another error, which ends this.
    while fs::metadata(&file).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        && let Ok(target) = fs::read_link(&file)
    {
        file = file.with_file_name("").join(target);
    }
    let is_there = match fs::metadata(&file) {
        Ok(there) if !there.is_file() => {
            return Err(problem("this is no ordinary file", "Name another, or - for standard output."));
        }
        Ok(_) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(problem(&error.to_string(), "Name another file.")),
    };
    if is_there && !is_forced {
        let there = text_file::read_bytes(&file).unwrap_or_default();
        if !was_written_here(folders, &there) {
            let reason = "it is there already, and isn't as Retell wrote it";
            return Err(problem(reason, "Name another file, or replace it with --force."));
        }
    }
    let mode = if is_there { Mode::Replace } else { Mode::Create };
    let written = Prepared::new(&file, text.as_bytes()).and_then(|prepared| prepared.place(mode));
    written
        .and_then(|()| atomic::sync(file.parent().unwrap_or(folder)))
        .map_err(|error: io::Error| problem(&error.to_string(), "Nothing was written."))?;
    if !was_written_here(folders, text.as_bytes()) {
        // Without it a later export asks for --force once, and loses nothing.
        let _ = atomic::append_line(&folders.handed_out(), &fingerprint(text.bytes()));
    }
    Ok(())
}

/// Whether this is, byte for byte, what was handed out from this machine before. A table has no place for a mark of its
/// own text, so what was written is remembered instead.
fn was_written_here(folders: &Folders, bytes: &[u8]) -> bool {
    let known = text_file::read(&folders.handed_out()).unwrap_or_default();
    let own = fingerprint(bytes.iter().copied());
    known.lines().any(|line| line == own)
}
