//! The key of a library: a random number beside the stories, without which nobody can tell which id a name in an export
//! stands for. It is made once, and is the same on all devices that share the stories.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::PathBuf;

use super::Folders;
use super::atomic::{Mode, Prepared};
use super::text_file;
use crate::domain::problem::Problem;

/// The key, if there is one.
pub(super) fn read(folders: &Folders) -> Option<u128> {
    u128::from_str_radix(text_file::read(&path(folders)).ok()?.trim(), 16).ok()
}

/// Makes the key, unless there is one.
///
/// # Errors
/// When the disk refuses, or something else stands in its place.
pub fn make(folders: &Folders) -> Result<Option<u128>, Problem> {
    let known = read(folders);
    if known.is_some() {
        return Ok(known);
    }
    // The standard library asks the system for these.
    let random = RandomState::new();
    let key = u128::from(random.hash_one(0)) << 64 | u128::from(random.hash_one(1));
    let path = path(folders);
    let made = Prepared::new(&path, format!("{key:032x}\n").as_bytes()).and_then(|file| file.place(Mode::Create));
    match (made, read(folders)) {
        // Another window may have been faster.
        (_, Some(key)) => Ok(Some(key)),
        (made, None) => {
            let reason = match made {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => error.to_string(),
                _ => "it holds no key".to_owned(),
            };
            let hint =
                "Without one, an id would show the name in it. Bring a copy back, or remove the file to get another.";
            Err(Problem::new(path.display().to_string(), reason, hint))
        }
    }
}

fn path(folders: &Folders) -> PathBuf {
    folders.filters.with_file_name("export.key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_each_library() {
        let keys = [(), ()].map(|()| {
            let home = tempfile::tempdir().unwrap();
            let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
            assert_eq!(read(&folders), None);
            let key = make(&folders).unwrap();
            assert_eq!((make(&folders).unwrap(), read(&folders)), (key, key));
            super::super::atomic::replace(&path(&folders), b"x").unwrap();
            assert!(make(&folders).unwrap_err().to_string().contains("export.key: it holds no key. "));
            key
        });
        assert!(keys[0].is_some() && keys[0] != keys[1]);
    }
}
