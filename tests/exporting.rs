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
        // Each export gives a partner's sheets other numbers. A pipe has the line ends of the system that reads it.
        let lines =
            |text: &str| text.lines().filter(|line| !line.starts_with("Sheet: ")).collect::<Vec<_>>().join("\n");
        assert_eq!(lines(&printed), lines(&held), "{}", format.name);
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
        errors(&refused).contains("notes.md: it is there already, and isn't as Retell wrote it."),
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
        (&["export", "-o", "."], 2, ".: this is a folder. Name a file in it"),
    ] {
        let output = retell(home.path(), home.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(errors(&output).contains(said), "{arguments:?}: {}", errors(&output));
        assert!(!home.path().join("out.md").exists());
    }
}

/// A library of two stories in a home: one marks the name of a client, the other may mention it.
fn library_with(other: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let notes = format!(
        "## The {{{{client: Acme Corp | a payments firm}}}} leak\n\n**Problem:** {{{{client: Acme Corp | a payments firm}}}} \
         lost 40 orders.\n\n**Action:** I moved the lock.\n\n**Outcome:** None was lost for 90 days.\n\n\
         ## Waiting\n\n**Problem:** It took {other} two days.\n\n**Action:** I asked.\n\n**Outcome:** It took an hour.\n"
    );
    fs::write(home.path().join("notes.md"), notes).unwrap();
    let imported = retell(home.path(), home.path(), &["import", "notes.md"]);
    assert!(imported.status.success(), "{}", errors(&imported));
    home
}

#[test]
fn confidential_words_go_out_as_what_stands_for_them_in_every_form() {
    let home = library_with("them");
    for form in ["markdown", "json", "html", "csv", "anki"] {
        let printed = out(&retell(home.path(), home.path(), &["export", "-f", form]));
        assert!(printed.to_lowercase().contains("a payments firm"), "{form}: {printed}");
        assert!(!printed.to_lowercase().contains("acme") && !printed.contains("{{"), "{form}: {printed}");
        let for_oneself = out(&retell(home.path(), home.path(), &["export", "-f", form, "--confidential"]));
        assert!(for_oneself.contains("Acme"), "{form}: {for_oneself}");
    }
}

#[test]
fn what_would_still_show_a_confidential_word_does_not_go_out() {
    let home = library_with("ACME-Corp’s people");
    let refused = retell(home.path(), home.path(), &["export", "waiting", "-o", "out.md"]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(
        errors(&refused),
        "retell: waiting.json: the problem of “Waiting” shows “Acme Corp”. Mark it there too, {{Acme Corp | a payments \
         firm}}, or take it out.\n"
    );
    assert!(!home.path().join("out.md").exists());
    let by_name = retell(home.path(), home.path(), &["export", "leak", "-o", "acme corp.md"]);
    assert_eq!(by_name.status.code(), Some(1));
    assert!(errors(&by_name).contains("acme corp.md: its name shows “Acme Corp”. Name it otherwise."));
    assert!(retell(home.path(), home.path(), &["export", "leak", "-o", "out.md"]).status.success());
}

#[test]
fn a_name_in_a_longer_one_does_not_go_out_and_the_same_letters_in_a_word_do() {
    for (other, goes_out) in
        [("AcmeCorpBot", false), ("the Acme Corps", false), ("acmecorp2", false), ("Acme Corporate", true)]
    {
        let home = library_with(other);
        let printed = retell(home.path(), home.path(), &["export", "waiting"]);
        assert_eq!(printed.status.success(), goes_out, "{other}: {}", errors(&printed));
        assert_eq!(out(&printed).contains(other), goes_out, "{other}");
    }
}

#[test]
fn a_copy_for_oneself_comes_back_whole_and_one_for_others_takes_nothing_away() {
    let home = library_with("them");
    let story = || fs::read_to_string(home.path().join("stories/the-a-payments-firm-leak.json")).unwrap();
    let before = story();
    assert!(before.contains("{{client: Acme Corp | a payments firm}} lost 40 orders."), "{before}");
    for file in ["out.md", "out.json"] {
        retell(home.path(), home.path(), &["export", "-o", file]);
        let imported = out(&retell(home.path(), home.path(), &["import", file]));
        assert!(imported.contains("skipped"), "{imported}");
        let said = "its names were covered when it went out; left as it is. To change it in a file, export it with --confidential";
        assert!(imported.contains(said), "{imported}");
        assert_eq!(story(), before);
        retell(home.path(), home.path(), &["export", "-o", file, "--confidential"]);
        let other = tempfile::tempdir().unwrap();
        retell(other.path(), home.path(), &["import", file]);
        let (one, two) = (
            retell(home.path(), home.path(), &["export", "-f", "json", "--confidential"]),
            retell(other.path(), home.path(), &["export", "-f", "json", "--confidential"]),
        );
        assert_eq!(out(&one), out(&two));
    }
}

#[test]
fn tables_keep_their_columns_on_the_way_to_another_program() {
    let home = tempfile::tempdir().unwrap();
    let notes = out(&retell(home.path(), home.path(), &["export", "-f", "anki"]));
    let rows: Vec<&str> = notes.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() > 44 && rows.iter().all(|row| row.matches('\t').count() == 4), "{notes}");
    let table = out(&retell(home.path(), home.path(), &["export", "-f", "csv"]));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.records().filter_map(Result::ok).count(), 44);
}

/// Puts a take with each of these titles into a home, each of the story of that id.
fn tell(home: &std::path::Path, takes: &[(&str, &str)]) {
    fs::create_dir_all(home.join("practice")).unwrap();
    let line = |(number, (id, title)): (usize, &(&str, &str))| {
        format!(
            "{{\"id\":\"{number}\",\"version\":1,\"rev\":0,\"story\":\"{id}\",\"title\":\"{title}\",\
             \"at\":\"2026-03-14T21:05:00+01:00\",\"ladder\":\"outline\",\"style\":\"recall\",\"think_ms\":0,\
             \"finished\":true,\"grade\":3,\"target_ms\":120000,\"length_ms\":100000,\
             \"splits\":[{{\"rung\":\"Problem\",\"said_ms\":100000,\"budget_ms\":120000}}]}}\n"
        )
    };
    let lines: String = takes.iter().enumerate().map(line).collect();
    fs::write(home.join("practice/one.jsonl"), lines).unwrap();
}

#[test]
fn the_takes_go_out_as_a_table_in_which_titles_are_covered() {
    let home = library_with("them");
    let id = "the-a-payments-firm-leak";
    // The second was told when the story had another title, the third before a mark was closed, of a story that is gone.
    tell(home.path(), &[(id, "The Acme Corp leak"), (id, "Zed leak"), ("gone", "The {{client: Zed | a leak")]);
    let own = out(&retell(home.path(), home.path(), &["stats", "--csv"]));
    assert!(own.contains("The Acme Corp leak") && own.contains("Zed leak"), "{own}");
    let table = out(&retell(home.path(), home.path(), &["export", "--takes"]));
    let covered = own.replace("Zed leak", "The Acme Corp leak").replace("Acme Corp", "a payments firm");
    assert_eq!(table, covered.replace("{{client: Zed | a leak", "…"));
    let table = out(&retell(home.path(), home.path(), &["export", "--takes", "--confidential"]));
    assert_eq!(table, own.replace("Zed leak", "The Acme Corp leak"));
    let said = out(&retell(home.path(), home.path(), &["export", "leak", "--takes", "-o", "takes.csv"]));
    assert_eq!(said, "2 takes in takes.csv\n");
}

#[test]
fn no_word_of_a_title_makes_a_name_that_goes_out_with_the_takes() {
    // What stands for one name has it in it; what stands for the other makes a third together with what is before it.
    for (title, told, name) in [
        ("{{client: Zed | the Zed people}} leak", "Zed leak", "Zed"),
        ("Acme {{x: Yod | Corp}} leak", "Acme Yod leak", "Acme Corp"),
    ] {
        let home = library_with("them");
        fs::write(
            home.path().join("more.md"),
            format!("## {title}\n\n**Problem:** It leaked.\n\n**Action:** I closed it.\n"),
        )
        .unwrap();
        let imported = retell(home.path(), home.path(), &["import", "more.md"]);
        assert!(imported.status.success(), "{imported:?}");
        tell(home.path(), &[("gone", told)]);
        let table = retell(home.path(), home.path(), &["export", "--takes"]);
        assert!(!out(&table).contains(name), "{}", out(&table));
        assert!(out(&table).contains(" leak,") || errors(&table).contains(&format!("shows “{name}”")), "{table:?}");
    }
}

#[test]
fn what_was_changed_since_it_went_out_is_not_replaced() {
    let home = library_with("them");
    let forms = FORMATS.iter().map(|format| vec!["export", "-f", format.name]).chain([vec!["export", "--takes"]]);
    for form in forms {
        let run = |more: &[&str]| retell(home.path(), home.path(), &[&form[..], &["-o", "out.file"], more].concat());
        let file = home.path().join("out.file");
        let _ = fs::remove_file(&file);
        for _ in 0..2 {
            assert!(run(&[]).status.success(), "{form:?}: {}", errors(&run(&[])));
        }
        let changed = fs::read_to_string(&file).unwrap() + "Structure: 4\n";
        fs::write(&file, &changed).unwrap();
        let refused = run(&[]);
        assert!(
            errors(&refused).contains("out.file: it is there already, and isn't as Retell wrote it"),
            "{form:?}: {}",
            errors(&refused)
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), changed);
        assert!(run(&["--force"]).status.success());
    }
}

#[test]
fn force_replaces_whatever_there_is_and_a_link_stays_one() {
    let home = library_with("them");
    let export = |file: &str| retell(home.path(), home.path(), &["export", "-o", file, "--force"]);
    fs::write(home.path().join("out.md"), b"\xff\xfe").unwrap();
    assert!(export("out.md").status.success());
    #[cfg(unix)]
    for (link, target) in [("one.md", "there.md"), ("two.md", "nowhere.md")] {
        if link == "one.md" {
            fs::write(home.path().join(target), "x").unwrap();
        }
        std::os::unix::fs::symlink(target, home.path().join(link)).unwrap();
        assert!(export(link).status.success());
        assert!(home.path().join(link).is_symlink(), "{link}");
        assert!(fs::read_to_string(home.path().join(target)).unwrap().contains("retell_export"), "{target}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_not_replaced_and_links_in_a_circle_end() {
    use std::os::unix::fs::{FileTypeExt, symlink};

    let home = library_with("them");
    let run = |file: &str, more: &[&str]| {
        retell(home.path(), home.path(), &[&["export", "-f", "json", "-o", file], more].concat())
    };
    let made = std::process::Command::new("mkfifo").arg(home.path().join("pipe")).status().unwrap();
    assert!(made.success());
    symlink("pipe", home.path().join("to pipe")).unwrap();
    symlink("a", home.path().join("b")).unwrap();
    symlink("b", home.path().join("a")).unwrap();
    for (file, said) in [
        ("pipe", "pipe: this is no ordinary file. Name another, or - for standard output."),
        ("to pipe", "to pipe: this is no ordinary file"),
        ("/dev/null", "/dev/null: this is no ordinary file"),
        ("a", "a: "),
    ] {
        for more in [&[][..], &["--force"]] {
            let refused = run(file, more);
            assert_eq!((refused.status.code(), out(&refused)), (Some(1), String::new()), "{file}");
            assert!(errors(&refused).contains(said), "{}", errors(&refused));
        }
    }
    assert!(fs::metadata(home.path().join("pipe")).unwrap().file_type().is_fifo());
    assert!(home.path().join("a").is_symlink());
    assert_eq!(out(&run("-", &["--force"])), out(&retell(home.path(), home.path(), &["export", "-f", "json"])));
    assert!(!home.path().join("-").exists());
}

#[test]
fn the_words_of_a_story_that_was_deleted_or_can_not_be_read_stay_confidential() {
    let home = library_with("Acme Corp");
    let story = home.path().join("stories/the-a-payments-firm-leak.json");
    let text = fs::read_to_string(&story).unwrap();
    fs::create_dir_all(home.path().join("trash")).unwrap();
    fs::rename(&story, home.path().join("trash/the-a-payments-firm-leak.json")).unwrap();
    let refused = retell(home.path(), home.path(), &["export"]);
    assert!(errors(&refused).contains("the problem of “Waiting” shows “Acme Corp”"), "{}", errors(&refused));
    assert!(!out(&refused).contains("Acme"));
    fs::remove_file(home.path().join("trash/the-a-payments-firm-leak.json")).unwrap();
    fs::write(&story, text.trim_end().trim_end_matches('}')).unwrap();
    for arguments in ["export", "export -f csv", "export --takes", "export Waiting --takes", "export zebra"] {
        let refused = retell(home.path(), home.path(), &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!((refused.status.code(), out(&refused)), (Some(1), String::new()));
        let said = "the JSON ends too early, so it isn't known which names in other stories are confidential.";
        assert!(errors(&refused).contains(said), "{}", errors(&refused));
        assert_eq!(errors(&refused).matches("the-a-payments-firm-leak.json").count(), 1, "{}", errors(&refused));
    }
    for arguments in ["export --confidential", "export --confidential -o own.md"] {
        let own = retell(home.path(), home.path(), &arguments.split(' ').collect::<Vec<_>>());
        assert!(out(&own).contains(if arguments.ends_with("md") { "1 story in own.md" } else { "Acme Corp" }));
        assert_eq!(own.status.code(), Some(1));
        assert!(errors(&own).ends_with("retell: this copy isn't whole: 1 story can't be read\n"), "{}", errors(&own));
    }
}

#[test]
fn the_words_of_a_second_version_of_a_story_are_confidential() {
    let home = library_with("Acme Corp");
    let stories = home.path().join("stories");
    let text = fs::read_to_string(stories.join("the-a-payments-firm-leak.json")).unwrap();
    let copy = stories.join("the-a-payments-firm-leak.sync-conflict-20260314-210500-ABC.json");
    fs::write(copy, text.replace("90 days", "90 days at {{client: Globex | a bank}}")).unwrap();
    let other = fs::read_to_string(stories.join("waiting.json")).unwrap().replace("Acme Corp", "Globex");
    fs::write(stories.join("waiting.json"), other).unwrap();
    let refused = retell(home.path(), home.path(), &["export", "Waiting"]);
    assert!(errors(&refused).contains("the problem of “Waiting” shows “Globex”"), "{}", errors(&refused));
    assert_eq!(out(&refused), "");
}

#[test]
fn what_lies_beside_the_stories_tells_which_words_are_confidential() {
    let home = library_with("Globex");
    let text = fs::read_to_string(home.path().join("stories/the-a-payments-firm-leak.json")).unwrap();
    let marking = text.replace("90 days", "90 days at {{client: Globex | a bank}}");
    let gone = marking.replace("the-a-payments-firm-leak", "gone");
    let damaged = gone.trim_end().trim_end_matches('}');
    let unread = "so it isn't known which names in other stories are confidential";
    for (file, text, said) in [
        // A draft of a story that is there, and of one that isn't any more.
        ("state/drafts/the-a-payments-firm-leak.json", marking.as_str(), "“Waiting” shows “Globex”"),
        ("state/drafts/gone.json", &gone, "“Waiting” shows “Globex”"),
        ("state/drafts/gone.json", damaged, unread),
        ("trash/gone.json", &gone, "“Waiting” shows “Globex”"),
        ("trash/gone.json", damaged, unread),
        // Its file was removed by somebody else.
        ("state/versions/gone/00000001.json", &gone, "“Waiting” shows “Globex”"),
    ] {
        let path = home.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let refused = retell(home.path(), home.path(), &["export", "Waiting"]);
        assert!(errors(&refused).contains(said), "{file}: {}", errors(&refused));
        assert_eq!((refused.status.code(), out(&refused)), (Some(1), String::new()), "{file}");
        fs::remove_file(path).unwrap();
        assert!(retell(home.path(), home.path(), &["export", "Waiting"]).status.success(), "{file}");
    }
}

#[test]
fn a_copy_for_oneself_that_does_not_come_back_has_no_braces() {
    let home = library_with("them");
    for form in ["html", "csv", "anki", "partner"] {
        let printed = out(&retell(home.path(), home.path(), &["export", "-f", form, "--confidential"]));
        assert!(printed.contains("Acme Corp") && !printed.contains("{{"), "{form}: {printed}");
    }
}

#[test]
fn what_does_not_come_back_says_so() {
    let home = library_with("them");
    for (arguments, said) in [
        (&["-f", "html"][..], "this is a cue sheet of Retell's, not stories. What comes back"),
        (&["-f", "csv"], "this is a table of Retell's"),
        (&["-f", "anki"], "these are Retell's notes for Anki"),
        (&["-f", "partner"], "this is a partner's sheet of Retell's, not stories. Read it with: retell scores FILE"),
        (&["--takes"], "this is a table of takes of Retell's"),
    ] {
        retell(home.path(), home.path(), &[&["export", "-o", "out.txt", "--force"], arguments].concat());
        let import = retell(home.path(), home.path(), &["import", "out.txt"]);
        assert!(errors(&import).contains(said), "{arguments:?}: {}", errors(&import));
        assert!(out(&import).contains("Nothing came in"), "{}", out(&import));
    }
}

/// Gives a story another id by hand.
fn rename(home: &std::path::Path, id: &str, other: &str) {
    let story = home.join(format!("stories/{id}.json"));
    let text = fs::read_to_string(&story).unwrap().replace(&format!("\"{id}\""), &format!("\"{other}\""));
    fs::remove_file(&story).unwrap();
    fs::write(home.join(format!("stories/{other}.json")), text).unwrap();
}

#[test]
fn nobody_can_tell_by_a_covered_id_which_name_it_hides() {
    // The same ids in two libraries, as somebody would make them who guesses a name.
    let ids = [library_with("them"), library_with("them")].map(|home| {
        rename(home.path(), "waiting", "acme-corp-waits");
        let run = |arguments: &[&str]| out(&retell(home.path(), home.path(), arguments));
        let id = |printed: &str| {
            printed.split(&['"', ',', ' ', '\n'][..]).find(|word| word.contains("-waits-")).map(str::to_owned)
        };
        tell(home.path(), &[("acme-corp-waits", "Waiting")]);
        let ids = ["json", "csv", "markdown", "partner"].map(|form| id(&run(&["export", "waiting", "-f", form])));
        let of_takes = id(&run(&["export", "--takes"]));
        assert!(ids.iter().all(|id| id.is_some() && *id == of_takes), "{ids:?} {of_takes:?}");
        let key = home.path().join("export.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        }
        // Another device of the same person has the key, too.
        let other = library_with("them");
        rename(other.path(), "waiting", "acme-corp-waits");
        fs::copy(key, other.path().join("export.key")).unwrap();
        assert_eq!(id(&out(&retell(other.path(), other.path(), &["export", "-f", "csv"]))), of_takes);
        of_takes
    });
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn a_note_for_anki_stays_the_same_note_when_a_name_is_marked() {
    let home = library_with("them");
    rename(home.path(), "waiting", "globex-waits");
    let notes = |arguments: &[&str]| {
        let printed =
            out(&retell(home.path(), home.path(), &[&["export", "-f", "anki", "waiting"], arguments].concat()));
        printed.lines().filter_map(|line| Some(line.split_once('\t')?.0.to_owned())).collect::<Vec<_>>()
    };
    let before = notes(&[]);
    assert!(before.len() > 1 && before[0].starts_with("retell-"), "{before:?}");
    let leak = home.path().join("stories/the-a-payments-firm-leak.json");
    let text = fs::read_to_string(&leak).unwrap();
    for alias in ["a bank", "a firm"] {
        fs::write(&leak, text.replace("90 days", &format!("90 days at {{{{client: Globex | {alias}}}}}"))).unwrap();
        assert_eq!((notes(&[]), notes(&["--confidential"])), (before.clone(), before.clone()));
    }
}

#[test]
fn a_story_whose_id_was_covered_is_known_when_it_comes_back() {
    let home = library_with("them");
    rename(home.path(), "waiting", "acme-corp-waits");
    for file in ["out.md", "out.json"] {
        retell(home.path(), home.path(), &["export", "waiting", "-o", file]);
        assert!(!fs::read_to_string(home.path().join(file)).unwrap().contains("acme"));
        let imported = out(&retell(home.path(), home.path(), &["import", file]));
        assert!(imported.contains("skipped") && !imported.contains("double"), "{imported}");
    }
}
