//! The saved filters, which belong to the library, and the earlier queries, which belong to this machine.

use super::Folders;
use super::whole_file::{lock, read, refuse_newer, write};
use crate::domain::problem::Problem;
use crate::domain::queries::{FORMAT_VERSION, Filters, remember};

/// The lock of both files.
const LOCK: &str = "queries.lock";

/// The saved filters. No file means none.
///
/// # Errors
/// When the file can't be read. It is left as it is.
pub fn filters(folders: &Folders) -> Result<Filters, Problem> {
    read(&folders.filters)
}

/// The earlier queries, the last one last. A file that can't be read holds none: they are a convenience.
pub fn earlier(folders: &Folders) -> Vec<String> {
    read(&folders.earlier_queries()).unwrap_or_default()
}

/// Saves a filter under a name, or removes the one of that name, and says which filters there are then.
///
/// # Errors
/// When the file can't be read or written, or comes from a newer Retell.
pub fn keep_filter(folders: &Folders, name: &str, query: Option<&str>) -> Result<Filters, Problem> {
    let _lock = lock(folders, LOCK)?;
    let mut filters = filters(folders)?;
    refuse_newer(&folders.filters, filters.version, FORMAT_VERSION)?;
    match query {
        Some(query) => filters.filters.insert(name.to_owned(), query.to_owned()),
        None => filters.filters.remove(name),
    };
    write(&folders.filters, &filters)?;
    Ok(filters)
}

/// Remembers a query.
///
/// # Errors
/// When the file can't be written.
pub fn keep_query(folders: &Folders, query: &str) -> Result<(), Problem> {
    let _lock = lock(folders, LOCK)?;
    let mut queries = earlier(folders);
    remember(&mut queries, query);
    write(&folders.earlier_queries(), &queries)
}

#[cfg(test)]
mod tests {
    use super::super::{atomic, text_file};
    use super::*;

    fn folders() -> (tempfile::TempDir, Folders) {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
        (home, folders)
    }

    #[test]
    fn filters_and_queries_are_there_at_the_next_start() {
        let (_home, folders) = folders();
        assert_eq!(filters(&folders), Ok(Filters::default()));
        keep_filter(&folders, "oncall", Some("#aws")).unwrap();
        keep_filter(&folders, "other", Some("leak")).unwrap();
        let kept = keep_filter(&folders, "other", None).unwrap();
        assert_eq!(filters(&folders), Ok(kept.clone()));
        assert_eq!(kept.filters.into_iter().collect::<Vec<_>>(), [("oncall".to_owned(), "#aws".to_owned())]);
        keep_query(&folders, "leak").unwrap();
        keep_query(&folders, "#aws").unwrap();
        assert_eq!(earlier(&folders), ["leak", "#aws"]);
    }

    #[test]
    fn a_file_that_can_not_be_read_is_left_as_it_is_and_one_of_a_newer_retell_is_too() {
        let (_home, folders) = folders();
        for text in ["{\"version\": 1, \"filters\": 3}", "not JSON", "{\"version\": 2, \"filters\": {}, \"more\": [1]}"]
        {
            atomic::replace(&folders.filters, text.as_bytes()).unwrap();
            assert!(keep_filter(&folders, "oncall", Some("#aws")).is_err(), "{text}");
            assert_eq!(text_file::read(&folders.filters).unwrap(), text);
        }
    }

    #[test]
    fn what_is_not_known_survives() {
        let (_home, folders) = folders();
        atomic::replace(&folders.filters, b"{\"version\": 1, \"filters\": {}, \"more\": [1]}").unwrap();
        let kept = keep_filter(&folders, "oncall", Some("#aws")).unwrap();
        assert!(kept.unknown.contains_key("more"));
    }
}
