//! The only place that writes to disk: whole files by replacement, practice files by appending.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Puts `bytes` in place of a file's content. After a crash the file holds the old content or the new, never a part.
///
/// # Errors
/// When the folder can't be made or written; the old file then stands as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path)?;
    let mut temporary = tempfile::Builder::new().prefix(".retell-").tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path)?;
    sync_folder(folder)
}

/// Adds one line to the end of a file, which is made if it isn't there.
///
/// A last line that a crash left without its newline is closed first, in the same write, so that it can't swallow this
/// one.
///
/// # Errors
/// When the folder can't be made or the file can't be written.
pub fn append_line(path: &Path, line: &str) -> io::Result<()> {
    let folder = folder_of(path)?;
    let is_fresh = !path.exists();
    let mut file = open_for_append(path)?;
    let mut bytes = Vec::with_capacity(line.len() + 2);
    if ends_inside_a_line(&mut file)? {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(line.as_bytes());
    bytes.push(b'\n');
    file.write_all(&bytes)?;
    file.sync_data()?;
    if is_fresh { sync_folder(folder) } else { Ok(()) }
}

/// Removes a file; one that isn't there is no error.
///
/// # Errors
/// When the file is there and can't be removed.
#[expect(clippy::disallowed_methods, reason = "every other module removes files through here")]
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Gives a file a name that no file has, and returns it.
///
/// # Errors
/// When the disk refuses.
#[expect(clippy::disallowed_methods, reason = "every other module moves files through here")]
pub fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |n: u32| path.with_extension(format!("damaged-{n}"));
    let aside = (1..).map(name).find(|aside| !aside.exists()).ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

/// The folder of a file, made with all above it if it isn't there, for its owner only.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    Ok(folder)
}

#[expect(clippy::disallowed_methods, reason = "every other module opens files for writing through here")]
fn open_for_append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn ends_inside_a_line(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Makes a rename or a fresh file outlast a power cut. Only Unix lets a folder be synced.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_holds_the_latest_content_and_leaves_nothing_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/er/story.json");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test makes the damage")]
    fn a_line_that_a_crash_cut_short_does_not_swallow_the_next() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("takes.jsonl");
        fs::write(&path, "{\"torn").unwrap();
        append_line(&path, "{}").unwrap();
        append_line(&path, "{}").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"torn\n{}\n{}\n");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let (file, log) = (home.path().join("a/story.json"), home.path().join("a/takes.jsonl"));
        replace(&file, b"one").unwrap();
        append_line(&log, "{}").unwrap();
        for (path, mode) in [(file.as_path(), 0o600), (log.as_path(), 0o600), (&home.path().join("a"), 0o700)] {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
        }
    }
}
