//! Reads a file as text, or says why it can't.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::Utf8Error;

use crate::domain::limits::MOST_BYTES;
use crate::domain::problem::Problem;

/// The bytes of a file.
///
/// # Errors
/// When it isn't there, is a folder or a device, is larger than [`MOST_BYTES`], or can't be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    // A pipe that is only opened and closed loses what somebody writes into it.
    find(path)?;
    let mut bytes = Vec::new();
    read_into(&mut bytes, path, open(path))?;
    Ok(bytes)
}

/// What comes by standard input, which goes by this name.
///
/// # Errors
/// When it is larger than [`MOST_BYTES`], or can't be read.
pub fn read_standard_input(name: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let most = (MOST_BYTES + 1) as u64;
    let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(|error| failed(Path::new(name), &error))?;
    is_small(Path::new(name), &bytes)?;
    Ok(bytes)
}

/// Looks whether a file is there to be read.
///
/// # Errors
/// When it isn't, or is a folder or a device.
pub fn find(path: &Path) -> Result<(), Problem> {
    fs::metadata(path).map_err(|error| failed(path, &error)).and_then(|metadata| is_readable(path, &metadata))
}

/// The text of a file.
///
/// # Errors
/// As for [`read_bytes`], and when it isn't UTF-8; the message then names the byte.
pub fn read(path: &Path) -> Result<String, Problem> {
    String::from_utf8(read_bytes(path)?).map_err(|error| not_utf8(path, error.utf8_error()))
}

/// Opens a file to read it, and asks the system what it is. A pipe into which nobody writes doesn't hold this up.
#[expect(clippy::disallowed_methods, reason = "it opens nothing to write")]
pub(super) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// The text of a file that has just been opened, put in place of what is in `bytes`.
///
/// # Errors
/// As for [`read`].
pub(super) fn read_as<'a>(
    bytes: &'a mut Vec<u8>,
    path: &Path,
    opened: io::Result<(File, Metadata)>,
) -> Result<&'a str, Problem> {
    read_into(bytes, path, opened)?;
    std::str::from_utf8(bytes).map_err(|error| not_utf8(path, error))
}

fn problem(path: &Path, reason: &str, hint: &str) -> Problem {
    Problem::new(path.display().to_string(), reason, hint)
}

fn failed(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => problem(path, "there is no such file", "Look for a typing mistake in its name."),
        io::ErrorKind::PermissionDenied => {
            problem(path, "this account may not read it", "Change its permissions, or copy it to a place of your own.")
        }
        _ => problem(path, &error.to_string(), "Try again, or copy the file to another place."),
    }
}

fn is_readable(path: &Path, metadata: &Metadata) -> Result<(), Problem> {
    if metadata.is_dir() {
        Err(problem(path, "this is a folder", "Name the files in it instead."))
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(problem(path, "this is not an ordinary file", "Save the text in a file first."))
    }
}

fn read_into(bytes: &mut Vec<u8>, path: &Path, opened: io::Result<(File, Metadata)>) -> Result<(), Problem> {
    let (mut file, metadata) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            // Some systems open no folders.
            fs::metadata(path).map_or(Ok(()), |metadata| is_readable(path, &metadata))?;
            return Err(failed(path, &error));
        }
    };
    is_readable(path, &metadata)?;
    // A file can grow while it is read, and some tell no size.
    let most = MOST_BYTES + 1;
    let size = usize::try_from(metadata.len()).unwrap_or(most).min(most);
    // With room to spare, one reading tells that there is no more.
    bytes.resize(size + 1, 0);
    let read = loop {
        match file.read(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read.map_err(|error| failed(path, &error))?,
        }
    };
    bytes.truncate(read);
    if read != size {
        file.take((most - read.min(most)) as u64).read_to_end(bytes).map_err(|error| failed(path, &error))?;
    }
    is_small(path, bytes)
}

fn is_small(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    match bytes.len() {
        ..=MOST_BYTES => Ok(()),
        _ => Err(problem(path, "it is larger than 16 MiB", "Split it into smaller files.")),
    }
}

fn not_utf8(path: &Path, error: Utf8Error) -> Problem {
    let reason = format!("this is not UTF-8 text: byte {} fits no character", error.valid_up_to());
    Problem::new(path.display().to_string(), reason, "It was left as it is. Save it as UTF-8 and start again.")
}

/// The files of a folder in the order of their names, hidden ones left out. A folder that isn't there has none.
///
/// # Errors
/// When the folder is there and can't be read.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let problem = |error: &io::Error| {
        Problem::new(folder.display().to_string(), error.to_string(), "Check that this is a folder you may read.")
    };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| problem(&error))?,
    };
    // Names are compared byte by byte, paths part by part.
    let mut names: Vec<OsString> =
        entries.map(|entry| Ok(entry?.file_name())).collect::<Result<_, _>>().map_err(|error| problem(&error))?;
    names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
    names.sort_unstable();
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    #[test]
    fn a_pipe_is_no_file_and_nothing_waits_for_it() {
        let home = tempfile::tempdir().unwrap();
        let pipe = home.path().join("pipe.json");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let mut bytes = Vec::new();
        for problem in [read_bytes(&pipe).map(drop), read_as(&mut bytes, &pipe, open(&pipe)).map(drop)] {
            assert_eq!(problem.unwrap_err().reason, "this is not an ordinary file");
        }
    }

    #[test]
    fn a_file_is_read_to_its_end_whatever_size_it_says_it_has() {
        // It says that it is empty.
        assert!(read(Path::new("/proc/self/status")).unwrap().lines().count() > 5);
        let home = tempfile::tempdir().unwrap();
        for size in [0, 1, 100_000] {
            let path = home.path().join(size.to_string());
            super::super::atomic::copy_to(&path, &vec![b'x'; size]).unwrap();
            assert_eq!(read(&path).unwrap().len(), size);
        }
    }
}
