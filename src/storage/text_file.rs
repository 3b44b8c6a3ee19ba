//! Reads a file as text, or says why it can't.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::domain::limits::MOST_BYTES;
use crate::domain::problem::Problem;

/// The bytes of a file.
///
/// # Errors
/// When it isn't there, is a folder or a device, is larger than [`MOST_BYTES`], or can't be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let name = path.display().to_string();
    let problem = |reason: &str, hint: &str| Problem::new(name.clone(), reason, hint);
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => problem("there is no such file", "Look for a typing mistake in its name."),
        std::io::ErrorKind::PermissionDenied => {
            problem("this account may not read it", "Change its permissions, or copy it to a place of your own.")
        }
        _ => problem(&error.to_string(), "Try again, or copy the file to another place."),
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(problem("this is a folder", "Name the files in it instead."));
    }
    if !metadata.is_file() {
        return Err(problem("this is not an ordinary file", "Save the text in a file first."));
    }
    let mut bytes = Vec::new();
    // A file can grow while it is read, and some tell no size.
    let most = MOST_BYTES as u64 + 1;
    fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() > MOST_BYTES {
        return Err(problem("it is larger than 16 MiB", "Split it into smaller files."));
    }
    Ok(bytes)
}

/// The text of a file.
///
/// # Errors
/// As for [`read_bytes`], and when it isn't UTF-8; the message then names the byte.
pub fn read(path: &Path) -> Result<String, Problem> {
    String::from_utf8(read_bytes(path)?).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let reason = format!("this is not UTF-8 text: byte {offset} fits no character");
        Problem::new(path.display().to_string(), reason, "It was left as it is. Save it as UTF-8 and start again.")
    })
}

/// The files of a folder in the order of their names, hidden ones left out. A folder that isn't there has none.
///
/// # Errors
/// When the folder is there and can't be read.
pub fn files_in(folder: &Path) -> Result<Vec<std::path::PathBuf>, Problem> {
    let problem = |error: &std::io::Error| {
        Problem::new(folder.display().to_string(), error.to_string(), "Check that this is a folder you may read.")
    };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| problem(&error))?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| problem(&error))?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}
