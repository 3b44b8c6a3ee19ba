//! `retell export`: stories out to a terminal or a file, and in again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that stand in the way")]

use std::fs;

#[path = "common/verbs.rs"]
mod verbs;

use retell::export::FORMATS;
use verbs::{errors, out, retell};

#[test]
fn what_is_exported_is_imported_into_another_library_and_exported_from_there_the_same() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for file in ["out.md", "out.json"] {
        assert_eq!(out(&retell(one.path(), one.path(), &["export", "-o", file])), format!("44 stories in {file}\n"));
        retell(other.path(), one.path(), &["import", file]);
        let printed = retell(other.path(), one.path(), &["export", "-f", file.split('.').next_back().unwrap()]);
        assert_eq!(out(&printed), fs::read_to_string(one.path().join(file)).unwrap());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(one.path().join("out.md")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_printed_is_what_a_file_would_hold() {
    let home = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let file = format!("out.{}", format.endings[0]);
        retell(home.path(), home.path(), &["export", "#redis", "-f", format.name, "-o", &file]);
        let printed = out(&retell(home.path(), home.path(), &["export", "#redis", "-f", format.name]));
        let held = fs::read_to_string(home.path().join(file)).unwrap();
        // A pipe has the line ends of the system that reads it.
        assert_eq!(printed, held.replace("\r\n", "\n"), "{}", format.name);
    }
}

#[test]
fn an_export_takes_the_place_of_an_export_and_of_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let export = |arguments: &[&str]| retell(home.path(), home.path(), &[&["export", "#redis"], arguments].concat());
    assert!(export(&["-o", "out.md"]).status.success());
    assert!(export(&["-o", "out.md", "-f", "json"]).status.success());
    fs::write(home.path().join("notes.md"), "# My notes\n").unwrap();
    let refused = export(&["-o", "notes.md"]);
    assert!(
        errors(&refused).contains("notes.md: it is there already, and no export of Retell's."),
        "{}",
        errors(&refused)
    );
    assert_eq!(fs::read_to_string(home.path().join("notes.md")).unwrap(), "# My notes\n");
    assert!(export(&["-o", "notes.md", "--force"]).status.success());
    assert!(fs::read_to_string(home.path().join("notes.md")).unwrap().starts_with("# Cache key without its tenant\n"));
}

#[test]
fn what_can_not_be_exported_is_said_before_anything_is_written() {
    let home = tempfile::tempdir().unwrap();
    for (arguments, code, said) in [
        (&["export", "-f", "jsn"][..], 2, "there is no format “jsn”. Did you mean json?"),
        (&["export", "-o", "out"], 2, "Say -f and one of markdown, json"),
        (&["export", "#nowhere", "-o", "out.md"], 1, "no story matches “#nowhere”"),
        (&["export", "-o", "there/out.md"], 1, "there is no such folder"),
    ] {
        let output = retell(home.path(), home.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(errors(&output).contains(said), "{arguments:?}: {}", errors(&output));
        assert!(!home.path().join("out.md").exists());
    }
}
