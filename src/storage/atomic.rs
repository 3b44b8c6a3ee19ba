//! The only place that writes to disk. Every step that can fail goes through [`step`], so that tests can fail each.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::NamedTempFile;

use crate::domain::time::Stamp;

/// How the names of temporary files start.
const TEMPORARY: &str = ".retell-";

/// A temporary file of this age, in seconds, belongs to a program that is gone: a save takes a thousandth of it.
const ABANDONED_AFTER: i64 = 60;

/// Whether a file may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// There may be a file of that name, which is replaced.
    Replace,
    /// There must be none: [`io::ErrorKind::AlreadyExists`] otherwise.
    Create,
}

/// Content on its way into a file: on the disk, and not yet under the file's name.
#[derive(Debug)]
pub(super) struct Prepared {
    temporary: NamedTempFile,
    target: PathBuf,
    is_linked: bool,
}

impl Prepared {
    /// Writes `bytes` beside the file at `path`, in a file of its own that only its owner may read.
    ///
    /// # Errors
    /// When the folder can't be made or written. Nothing is left behind then.
    pub(super) fn new(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = folder_of(&target)?;
        let mut temporary = step(|| {
            tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(|error| without_path(&error))
        })?;
        write_all(temporary.as_file_mut(), bytes)?;
        step(|| temporary.as_file().sync_all())?;
        Ok(Self { temporary, target, is_linked: path.is_symlink() })
    }

    /// Gives the content its name. After a crash the file holds the old content or this, never a part.
    ///
    /// # Errors
    /// When the disk refuses, or the file is there already and must not be. It then stands as it was.
    pub(super) fn place(self, mode: Mode) -> io::Result<()> {
        let Self { temporary, target, is_linked } = self;
        step(|| {
            match mode {
                Mode::Replace => temporary.persist(&target),
                Mode::Create => temporary.persist_noclobber(&target),
            }
            .map_err(|refused| refused.error)
        })?;
        // Whoever placed it syncs the folder that it knows of.
        if is_linked { sync(folder_of(&target)?) } else { Ok(()) }
    }
}

/// Puts `bytes` in place of a file's content, so that they outlast a crash and a power cut.
///
/// # Errors
/// When the folder can't be made or written. An error before the last step leaves the old content.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Prepared::new(path, bytes)?.place(Mode::Replace)?;
    sync(folder_of(path)?)
}

/// A file that is written over again and again, each time in one go, and is held open meanwhile: that takes a tenth of
/// the time that a new file takes. What is written outlasts the process, but not a power cut.
#[derive(Debug)]
pub(super) struct Notepad {
    file: File,
    length: usize,
}

impl Notepad {
    /// Opens it, and makes it if it isn't there.
    ///
    /// # Errors
    /// When the folder can't be made or written.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        folder_of(path)?;
        let file = step(|| private_file(OpenOptions::new().write(true).create(true), path))?;
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        Ok(Self { file, length })
    }

    /// Writes over what stands there. What is shorter ends in spaces.
    ///
    /// # Errors
    /// When the disk refuses. What stood there may be lost.
    pub(super) fn write(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        bytes.resize(bytes.len().max(self.length), b' ');
        self.length = bytes.len();
        self.file.seek(SeekFrom::Start(0))?;
        write_all(&mut self.file, &bytes)
    }
}

/// Adds one line to the end of a file, which is made if it isn't there.
///
/// A last line that a crash left without its newline is closed first, in the same write, so that it can't swallow this
/// one.
///
/// # Errors
/// When the folder can't be made or the file can't be written.
pub(super) fn append_line(path: &Path, line: &str) -> io::Result<()> {
    let folder = folder_of(path)?;
    let is_fresh = !path.exists();
    let mut file = step(|| private_file(OpenOptions::new().read(true).append(true).create(true), path))?;
    let mut bytes = Vec::with_capacity(line.len() + 2);
    if ends_inside_a_line(&mut file)? {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(line.as_bytes());
    bytes.push(b'\n');
    write_all(&mut file, &bytes)?;
    step(|| file.sync_data())?;
    if is_fresh { sync(folder) } else { Ok(()) }
}

/// Gives what a file holds a second name, so that replacing the first doesn't lose it. Of a link, what it points to gets
/// the name: that is what will be replaced.
///
/// # Errors
/// When the second name is taken or the disk refuses.
#[expect(clippy::disallowed_methods, reason = "every other module links files through here")]
pub(super) fn keep_as(path: &Path, kept: &Path) -> io::Result<()> {
    folder_of(kept)?;
    let path = fs::canonicalize(path)?;
    match step(|| fs::hard_link(&path, kept)) {
        // Another disk, or one that knows no links, gets a copy.
        Err(error) if !matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
            copy_to(kept, &fs::read(path)?)
        }
        linked => linked,
    }
}

/// Writes a copy that may be lost in a power cut.
///
/// # Errors
/// When the name is taken or the disk refuses.
pub(super) fn copy_to(path: &Path, bytes: &[u8]) -> io::Result<()> {
    folder_of(path)?;
    let mut file = step(|| private_file(OpenOptions::new().write(true).create_new(true), path))?;
    write_all(&mut file, bytes).inspect_err(|_| drop(remove(path)))
}

/// Moves a file to a name that no file has.
///
/// # Errors
/// When the name is taken or the disk refuses; the file is then where it was.
pub(super) fn move_to(path: &Path, target: &Path) -> io::Result<()> {
    folder_of(target)?;
    // Of a link, what it points to is moved: by itself it could point nowhere from there.
    let moved =
        if path.is_symlink() { Err(io::ErrorKind::CrossesDevices.into()) } else { step(|| rename(path, target)) };
    match moved {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            copy_to(target, &fs::read(path)?)?;
            sync(target)?;
            remove(path)?;
        }
        moved => moved?,
    }
    sync(folder_of(target)?)?;
    sync(folder_of(path)?)
}

/// Renames a file to a name that no file has, even if one comes this moment, where the system can do that.
#[expect(clippy::disallowed_methods, reason = "every other module moves files through here")]
fn rename(path: &Path, target: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, path, CWD, target, RenameFlags::NOREPLACE) {
            // Not every file system knows how.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            renamed => return renamed.map_err(io::Error::from),
        }
    }
    if fs::symlink_metadata(target).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(path, target)
}

/// Removes a file; one that isn't there is no error.
///
/// # Errors
/// When the file is there and can't be removed.
#[expect(clippy::disallowed_methods, reason = "every other module removes files through here")]
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match step(|| fs::remove_file(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Opens the file whose lock stands for the right to write, and makes it if it isn't there.
///
/// # Errors
/// When the folder can't be written.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    folder_of(path)?;
    private_file(OpenOptions::new().read(true).append(true).create(true), path)
}

/// Removes the temporary files that programs left in a folder when they were killed.
///
/// # Errors
/// When the folder is there and can't be read, or a file can't be removed.
pub(super) fn sweep(folder: &Path, now: Stamp) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(TEMPORARY.as_bytes()) {
            continue;
        }
        let written = Timestamp::try_from(entry.metadata()?.modified()?).unwrap_or_default();
        if now.unix_seconds() - written.as_second() >= ABANDONED_AFTER {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Makes what a file holds, or what happened to the names in a folder, outlast a power cut. Only Unix lets that be done
/// to what isn't open for writing.
///
/// # Errors
/// When the disk refuses.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    if cfg!(unix) { step(|| File::open(path)?.sync_all()) } else { Ok(()) }
}

/// The folder of a file, made with all above it if it isn't there, for its owner only.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    if !folder.is_dir() {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        step(|| builder.create(folder))?;
    }
    Ok(folder)
}

#[expect(clippy::disallowed_methods, reason = "every other module opens files for writing through here")]
fn private_file(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
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

fn write_all(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    let written = step(|| file.write_all(bytes));
    // A disk that fills up takes a part before it refuses the rest.
    #[cfg(test)]
    if written.is_err() {
        let _ = file.write_all(&bytes[..bytes.len() / 2]);
    }
    written
}

/// The name of a temporary file says nothing to anybody.
fn without_path(error: &io::Error) -> io::Error {
    let text = error.to_string();
    io::Error::new(error.kind(), text.split(" at path ").next().unwrap_or_default().to_owned())
}

/// One step on the disk. A test can have any of them refused.
fn step<T>(operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    #[cfg(test)]
    super::faults::before_each_step()?;
    operation()
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

    #[test]
    fn a_file_that_must_not_be_there_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("story.json");
        replace(&path, b"one").unwrap();
        let error = Prepared::new(&path, b"two").unwrap().place(Mode::Create).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(move_to(&path, &path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn temporary_files_are_swept_once_they_are_old() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("story.json");
        replace(&path, b"one").unwrap();
        std::mem::forget(Prepared::new(&path, b"two").unwrap());
        let written = Timestamp::try_from(fs::metadata(&path).unwrap().modified().unwrap()).unwrap().as_second();
        for (age, left) in [(10, 2), (100, 1)] {
            let now = Stamp::new(Timestamp::from_second(written + age).unwrap(), jiff::tz::Offset::UTC);
            sweep(home.path(), now).unwrap();
            assert_eq!(fs::read_dir(home.path()).unwrap().count(), left);
        }
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let home = tempfile::tempdir().unwrap();
        let (path, link) = (home.path().join("elsewhere.json"), home.path().join("story.json"));
        replace(&path, b"one").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let names = ["a/story.json", "a/takes.jsonl", "a/copy.json", "a/lock"].map(|name| home.path().join(name));
        let [file, log, copy, lock] = &names;
        replace(file, b"one").unwrap();
        append_line(log, "{}").unwrap();
        copy_to(copy, b"one").unwrap();
        open_lock(lock).unwrap();
        for path in &names {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
        }
        assert_eq!(fs::metadata(home.path().join("a")).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
