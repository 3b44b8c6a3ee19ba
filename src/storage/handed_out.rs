//! Files for others, where the person wants them: private like all that Retell writes, and never in place of something else.

use std::io;
use std::path::Path;

use super::atomic::{self, Mode, Prepared};
use super::text_file;
use crate::domain::problem::Problem;

/// Writes a file for others. What stands there already is replaced only if its text says that it may be.
///
/// # Errors
/// When it must not be replaced, or the disk refuses. What stood there stands then.
pub fn write(file: &Path, text: &str, may_replace: impl FnOnce(&str) -> bool) -> Result<(), Problem> {
    let problem = |reason: &str, hint: &str| Problem::new(file.display().to_string(), reason, hint);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if !folder.is_dir() {
        return Err(problem("there is no such folder", "Make it, or name another."));
    }
    let file = folder.join(file.file_name().ok_or_else(|| problem("this names no file", "Name one."))?);
    let is_there = file.symlink_metadata().is_ok();
    if is_there && !text_file::read(&file).is_ok_and(|there| may_replace(&there)) {
        let reason = "it is there already, and no export of Retell's";
        return Err(problem(reason, "Name another file, or replace it with --force."));
    }
    let mode = if is_there { Mode::Replace } else { Mode::Create };
    let written = Prepared::new(&file, text.as_bytes()).and_then(|prepared| prepared.place(mode));
    written
        .and_then(|()| atomic::sync(folder))
        .map_err(|error: io::Error| problem(&error.to_string(), "Nothing was written."))
}
