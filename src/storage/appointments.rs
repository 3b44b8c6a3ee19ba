//! The interviews on disk: one file a device, one line for each that is written down, changed, debriefed or taken back.

use super::Folders;
use super::records::{self, Record};
use crate::domain::appointment::{Appointment, FORMAT_VERSION};
use crate::domain::appointments::Appointments;
use crate::domain::problem::Problem;

impl Record for Appointment {
    const NAME: &'static str = "interview";
    const NAMES: &'static str = "interviews";
    const LOG: &'static str = "interviews";
    const FORMAT_VERSION: u32 = FORMAT_VERSION;

    fn version(&self) -> u32 {
        self.version
    }
}

/// Reads the interviews of every device. A line that can't be read is named and costs only itself.
pub fn load(folders: &Folders) -> (Appointments, Vec<Problem>) {
    let (records, problems) = records::load(&folders.interviews);
    (Appointments::new(records), problems)
}

/// Adds a record to this device's file of interviews, which outlasts a power cut then.
///
/// # Errors
/// When the disk refuses, or another window has been writing for a while.
pub fn append(folders: &Folders, appointment: &Appointment) -> Result<(), Problem> {
    records::append(folders, &folders.interviews, appointment)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::super::atomic;
    use super::*;
    use crate::domain::appointment::Debrief;
    use crate::domain::time::Stamp;

    fn folders() -> (tempfile::TempDir, Folders) {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
        (home, folders)
    }

    fn stamp(minute: u8) -> Stamp {
        Stamp::try_from(format!("2026-03-14T21:{minute:02}:00+01:00")).unwrap()
    }

    fn appointment(company: &str) -> Appointment {
        Appointment::new(format!("1-{company}"), stamp(0), date(2026, 3, 20), company, "onsite")
    }

    fn files(folders: &Folders) -> usize {
        fs::read_dir(&folders.interviews).unwrap().count()
    }

    #[test]
    fn what_was_written_down_changed_and_taken_back_is_so_at_the_next_start() {
        let (_home, folders) = folders();
        assert_eq!(load(&folders), (Appointments::default(), Vec::new()));
        let (acme, initech) = (appointment("ACME"), appointment("Initech"));
        let debrief = Debrief { note: "They asked for numbers.".to_owned(), ..Debrief::default() };
        let debriefed = Appointment { debrief: Some(debrief), ..acme.revised(stamp(1)) };
        let removed = Appointment { removed: true, ..initech.revised(stamp(2)) };
        for record in [&acme, &initech, &debriefed, &removed] {
            append(&folders, record).unwrap();
        }
        let (kept, problems) = load(&folders);
        assert_eq!((kept.iter().collect::<Vec<_>>(), problems), (vec![&debriefed], Vec::new()));
        assert_eq!(files(&folders), 1);
    }

    #[test]
    fn a_file_that_something_else_wrote_is_followed_by_the_next_and_both_are_read() {
        let (_home, folders) = folders();
        append(&folders, &appointment("ACME")).unwrap();
        let other = serde_json::to_string(&appointment("Hooli")).unwrap() + "\n";
        let mine = fs::read_dir(&folders.interviews).unwrap().next().unwrap().unwrap().path();
        atomic::replace(&mine, other.as_bytes()).unwrap();
        append(&folders, &appointment("Initech")).unwrap();
        let (kept, problems) = load(&folders);
        let companies: Vec<&str> = kept.iter().map(|it| it.company.as_str()).collect();
        assert_eq!((companies, problems.len(), files(&folders)), (vec!["Hooli", "Initech"], 0, 2));
        assert_eq!(fs::read_to_string(&mine).unwrap(), other);
    }

    #[test]
    fn takes_and_interviews_are_remembered_apart() {
        let (_home, folders) = folders();
        for company in ["ACME", "Initech"] {
            append(&folders, &appointment(company)).unwrap();
            let take = crate::domain::take::told("A leak", 1, &[]);
            super::super::takes::append(&folders, &take).unwrap();
        }
        assert_eq!((files(&folders), fs::read_dir(&folders.practice).unwrap().count()), (1, 1));
    }

    #[cfg(unix)]
    #[test]
    fn only_their_owner_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let (_home, folders) = folders();
        append(&folders, &appointment("ACME")).unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let file = fs::read_dir(&folders.interviews).unwrap().next().unwrap().unwrap().path();
        assert_eq!((mode(&folders.interviews), mode(&file)), (0o700, 0o600));
    }
}
