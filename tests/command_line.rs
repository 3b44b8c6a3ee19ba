//! `retell import`, `retell list` and `retell match`: files in, files and words out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

#[path = "common/verbs.rs"]
mod verbs;

use verbs::{errors, out, retell};

fn documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn import_json(home: &Path, document: &str) -> Value {
    let output = retell(home, &documents(), &["import", "--dry-run", "--json", document]);
    serde_json::from_str(&out(&output)).unwrap()
}

fn story_files(home: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(home.join("stories")) else { return Vec::new() };
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Asserts that each line of the document is in one story or left out, once.
fn assert_every_line_is_accounted_for(report: &Value, lines: usize) {
    let ranges = report["stories"].as_array().unwrap().iter().chain(report["left_out"].as_array().unwrap());
    let mut owners = vec![0; lines];
    for range in ranges {
        let (first, last) = (range["lines"][0].as_u64().unwrap(), range["lines"][1].as_u64().unwrap());
        for line in first..=last {
            owners[usize::try_from(line).unwrap() - 1] += 1;
        }
    }
    assert!(owners.iter().all(|&owners| owners == 1), "{owners:?}");
}

#[test]
fn each_form_of_document_is_recognized_and_told_line_by_line() {
    for document in ["war-stories.txt", "work-log.md", "posts.txt", "essays.txt", "stories.json"] {
        let home = home();
        let output = retell(home.path(), &documents(), &["import", "--dry-run", document]);
        assert!(output.status.success(), "{}", errors(&output));
        assert_snapshot!(document, out(&output));
        assert_eq!(story_files(home.path()).len(), 0, "a dry run writes nothing");
        let lines = fs::read_to_string(documents().join(document)).unwrap().lines().count();
        assert_every_line_is_accounted_for(&import_json(home.path(), document), lines);
    }
}

#[test]
fn the_beats_of_a_document_are_where_a_careful_reader_would_put_them() {
    let home = home();
    for document in ["war-stories.txt", "work-log.md", "stories.json"] {
        let report = import_json(home.path(), document);
        let beats: Vec<String> = report["stories"]
            .as_array()
            .unwrap()
            .iter()
            .map(|story| format!("{}\n{:#}", story["title"].as_str().unwrap(), story["beats"]))
            .collect();
        assert_snapshot!(format!("beats of {document}"), beats.join("\n\n"));
    }
}

#[test]
fn imported_stories_take_the_place_of_the_samples_and_are_found() {
    let home = home();
    let samples = out(&retell(home.path(), &documents(), &["list"]));
    assert_eq!(samples.lines().count(), 44);
    assert!(retell(home.path(), &documents(), &["import", "work-log.md", "posts.txt"]).status.success());
    assert_eq!(
        story_files(home.path()),
        [
            "certificates-on-a-holiday.json",
            "green-for-the-wrong-reason.json",
            "the-index-nobody-used.json",
            "the-report-that-never-ended.json"
        ]
    );
    assert_snapshot!("list", out(&retell(home.path(), &documents(), &["list"])));
    let found = out(&retell(home.path(), &documents(), &["list", "#sql"]));
    assert!(found.starts_with("The report that never ended") && found.lines().count() == 1, "{found}");
}

#[test]
fn importing_again_changes_nothing_and_an_edited_document_updates_its_stories() {
    let (home, folder) = (home(), home());
    let document = folder.path().join("log.md");
    let text = fs::read_to_string(documents().join("work-log.md")).unwrap();
    fs::write(&document, &text).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let path = home.path().join("stories/certificates-on-a-holiday.json");
    let mut kept: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    kept["mood"] = Value::from("calm");
    kept["source"]["page"] = Value::from(7);
    kept["skills"].as_array_mut().unwrap().push(Value::from("TLS"));
    fs::write(&path, kept.to_string()).unwrap();

    let again = out(&retell(home.path(), folder.path(), &["import", "log.md"]));
    assert!(again.contains("Nothing came in."), "{again}");
    assert_eq!(fs::read_to_string(&path).unwrap(), kept.to_string(), "an unchanged story is not rewritten");

    fs::write(&document, text.replace("within the hour", "within ten minutes")).unwrap();
    let changed = out(&retell(home.path(), folder.path(), &["import", "log.md"]));
    assert!(changed.contains("1 story came in."), "{changed}");
    assert_eq!(story_files(home.path()).len(), 2);
    let updated = fs::read_to_string(&path).unwrap();
    assert!(updated.contains("within ten minutes") && updated.contains("calm") && updated.contains("TLS"), "{updated}");
    assert!(updated.contains("\"page\": 7"), "{updated}");
}

#[test]
fn a_story_with_a_field_of_the_wrong_type_is_not_overwritten_by_its_document() {
    let (home, folder) = (home(), home());
    let document = folder.path().join("log.md");
    let text = fs::read_to_string(documents().join("work-log.md")).unwrap();
    fs::write(&document, &text).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let path = home.path().join("stories/certificates-on-a-holiday.json");
    let mut edited: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    edited["skills"] = Value::from("TLS, typed by hand");
    fs::write(&path, edited.to_string()).unwrap();
    fs::write(&document, text.replace("within the hour", "within ten minutes")).unwrap();
    let told = out(&retell(home.path(), folder.path(), &["import", "log.md"]));
    assert!(told.contains("edited since; left as it is"), "{told}");
    assert_eq!(fs::read_to_string(&path).unwrap(), edited.to_string());
}

#[test]
fn a_story_edited_in_the_library_is_not_overwritten_by_its_document() {
    let (home, folder) = (home(), home());
    let document = folder.path().join("log.md");
    let text = fs::read_to_string(documents().join("work-log.md")).unwrap();
    fs::write(&document, &text).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let path = home.path().join("stories/certificates-on-a-holiday.json");
    let edited = fs::read_to_string(&path).unwrap().replace("All logins failed", "Nobody could log in");
    fs::write(&path, &edited).unwrap();
    for text in [&text, &text.replace("within the hour", "within ten minutes")] {
        fs::write(&document, text).unwrap();
        let told = out(&retell(home.path(), folder.path(), &["import", "log.md"]));
        assert!(told.contains("skipped") && told.contains("edited since; left as it is"), "{told}");
        assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    }
}

#[test]
fn a_story_whose_heading_changed_is_updated_and_keeps_its_id() {
    let (home, folder) = (home(), home());
    let text = fs::read_to_string(documents().join("work-log.md")).unwrap();
    fs::write(folder.path().join("log.md"), &text).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    fs::write(folder.path().join("log.md"), text.replace("Certificates on a holiday", "The day the logins died"))
        .unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    assert_eq!(story_files(home.path()), ["certificates-on-a-holiday.json", "the-report-that-never-ended.json"]);
    assert!(out(&retell(home.path(), folder.path(), &["list"])).contains("The day the logins died"));
}

#[test]
fn unknown_fields_outlive_an_update_wherever_they_stand() {
    let (home, folder) = (home(), home());
    let text = fs::read_to_string(documents().join("work-log.md")).unwrap();
    fs::write(folder.path().join("log.md"), &text).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let path = home.path().join("stories/certificates-on-a-holiday.json");
    let mut kept: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    kept["mood"] = Value::from("calm");
    kept["beats"]["epilogue"] = Value::from(3);
    fs::write(&path, kept.to_string()).unwrap();
    fs::write(folder.path().join("log.md"), text.replace("within the hour", "within ten minutes")).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let updated: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!((&updated["mood"], &updated["beats"]["epilogue"]), (&Value::from("calm"), &Value::from(3)));
    assert_eq!(updated["beats"]["outcome"], "Logins were back within ten minutes.");
}

#[test]
fn a_file_that_cannot_be_read_is_never_replaced() {
    let (home, folder) = (home(), home());
    fs::create_dir(home.path().join("stories")).unwrap();
    let broken = "{\"id\": \"late\", \"title\": \"Late\",}";
    fs::write(home.path().join("stories/late.json"), broken).unwrap();
    fs::write(folder.path().join("a.md"), "# Late\n\n**Problem:** It was slow.\n\n**Outcome:** Done.\n").unwrap();
    retell(home.path(), folder.path(), &["import", "a.md"]);
    assert_eq!(fs::read_to_string(home.path().join("stories/late.json")).unwrap(), broken);
    assert_eq!(story_files(home.path()), ["late-2.json", "late.json"]);
}

#[test]
fn two_stories_of_one_title_in_one_document_both_come_in_once() {
    let (home, folder) = (home(), home());
    let story = |problem: &str| format!("## Late\n\n**Problem:** {problem}\n\n**Outcome:** Done.\n\n");
    fs::write(folder.path().join("a.md"), story("It was slow.") + &story("It was wrong.")).unwrap();
    for _ in 0..2 {
        retell(home.path(), folder.path(), &["import", "a.md"]);
        assert_eq!(story_files(home.path()), ["late-2.json", "late.json"]);
    }
}

#[test]
fn a_title_over_two_lines_stays_on_one() {
    let (home, folder) = (home(), home());
    fs::write(folder.path().join("a.json"), r#"[{"title": "One\nTwo", "problem": "p", "outcome": "o"}]"#).unwrap();
    let told = out(&retell(home.path(), folder.path(), &["import", "a.json"]));
    assert!(told.contains("new        One Two  (line 1"), "{told}");
    assert_eq!(out(&retell(home.path(), folder.path(), &["list"])).lines().count(), 1);
}

#[test]
fn two_stories_of_one_title_both_come_in() {
    let (home, folder) = (home(), home());
    for (file, problem) in [("a.md", "It was slow."), ("b.md", "It was wrong.")] {
        fs::write(folder.path().join(file), format!("# Late\n\n**Problem:** {problem}\n\n**Outcome:** Done.\n"))
            .unwrap();
    }
    retell(home.path(), folder.path(), &["import", "a.md", "b.md"]);
    assert_eq!(story_files(home.path()), ["late-2.json", "late.json"]);
}

#[test]
fn what_cannot_be_imported_is_named_with_a_reason_and_the_rest_comes_in() {
    let (home, folder) = (home(), home());
    let json = fs::read_to_string(documents().join("stories.json")).unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    fs::write(folder.path().join("empty.md"), "").unwrap();
    fs::write(folder.path().join("binary.md"), b"\x7fELF\0\0\x01").unwrap();
    fs::write(folder.path().join("latin.md"), b"caf\xe9").unwrap();
    fs::write(folder.path().join("half.json"), &json[..json.find("neither").unwrap_or(json.len() - 150)]).unwrap();
    fs::write(folder.path().join("untitled.json"), r#"[{"problem": "It was late.", "outcome": "It was done."}]"#)
        .unwrap();
    fs::write(folder.path().join("nothing.txt"), "Milk\nBread\n").unwrap();
    let files =
        ["folder", "missing.md", "empty.md", "binary.md", "latin.md", "half.json", "untitled.json", "nothing.txt"];
    let output = retell(home.path(), folder.path(), &[&["import"], &files[..]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!("bad documents", format!("{}\n{}", errors(&output), out(&output)));
    assert_eq!(story_files(home.path()), ["it-was-late.json", "two-clocks.json"]);
}

#[test]
fn a_library_that_cannot_be_written_is_told_once_and_nothing_is_claimed() {
    let home = home();
    fs::write(home.path().join("stories"), "a file where the folder should be").unwrap();
    let output = retell(home.path(), &documents(), &["import", "work-log.md"]);
    assert_eq!(output.status.code(), Some(1));
    let told = out(&output);
    assert!(told.contains("failed") && told.contains("Nothing came in."), "{told}");
    assert_eq!(errors(&output).lines().filter(|line| line.contains("Nothing was written.")).count(), 1);
}

#[test]
fn a_damaged_library_is_named_file_by_file_and_the_rest_is_there() {
    let home = home();
    retell(home.path(), &documents(), &["import", "work-log.md"]);
    let stories = home.path().join("stories");
    let good = fs::read_to_string(stories.join("certificates-on-a-holiday.json")).unwrap();
    fs::write(stories.join("cut.json"), &good[..good.len() / 2]).unwrap();
    fs::write(stories.join("nameless.json"), r#"{"id": "nameless", "beats": {}}"#).unwrap();
    fs::write(stories.join("stranger.json"), &good).unwrap();
    fs::write(stories.join("notes.txt"), "a note").unwrap();
    fs::write(stories.join("bytes.json"), b"{\"id\": \"\xff\"}").unwrap();
    let newer = good.replace("\"version\": 1", "\"version\": 7").replace("certificates-on-a-holiday", "newer");
    fs::write(stories.join("newer.json"), newer.replace("Certificates on a holiday", "From tomorrow")).unwrap();
    let output = retell(home.path(), &documents(), &["list"]);
    assert!(output.status.success());
    assert_snapshot!("damaged library", errors(&output).replace(stories.to_str().unwrap(), "STORIES"));
    assert_snapshot!("damaged library, what is left", out(&output));
}

#[test]
fn a_story_of_a_newer_version_is_never_rewritten() {
    let (home, folder) = (home(), home());
    fs::copy(documents().join("work-log.md"), folder.path().join("log.md")).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let path = home.path().join("stories/certificates-on-a-holiday.json");
    let newer = fs::read_to_string(&path).unwrap().replace("\"version\": 1", "\"version\": 2");
    fs::write(&path, &newer).unwrap();
    let text = fs::read_to_string(folder.path().join("log.md")).unwrap();
    fs::write(folder.path().join("log.md"), text.replace("by hand", "by letter")).unwrap();
    let output = retell(home.path(), folder.path(), &["import", "log.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("it has format 2, and this Retell knows 1"), "{}", errors(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn list_gives_one_json_object_a_story_and_says_when_nothing_is_found() {
    let home = home();
    let output = retell(home.path(), &documents(), &["list", "--json", "#redis", "herd"]);
    let row: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(row["id"], "everything-expires-at-nine");
    assert_eq!((&row["sample"], &row["draft"]), (&Value::Bool(true), &Value::Bool(false)));
    let output = retell(home.path(), &documents(), &["list", "zzzzqqq"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output), "retell: no story matches “zzzzqqq”\n");
}

#[test]
fn list_and_the_screen_agree_on_the_order() {
    use retell::app::screen::library::{Known, LibraryScreen};
    use retell::app::vocabulary::Vocabulary;
    use retell::domain::agenda::Agenda;
    use retell::domain::appointments::Appointments;
    use retell::domain::history::History;
    use retell::domain::library::{Library, Origin};
    use retell::domain::queries::Filters;
    use retell::domain::time::Stamp;
    use retell::search::catalog::Catalog;
    use retell::storage::competencies::competencies;
    use retell::storage::lexicon::lexicon;
    let library = Library::new(retell::storage::samples::stories(), Origin::Samples);
    let catalog = Catalog::new(library, lexicon()).with_texts();
    let today = Stamp::try_from("2026-03-14T21:05:00+01:00".to_owned()).unwrap().day();
    let agenda = Agenda::new(&Appointments::default(), &History::default(), catalog.library(), today);
    let (history, filters) = (&History::default(), &Filters::default());
    let known = Known {
        catalog: &catalog,
        history,
        filters,
        vocabulary: Vocabulary { lexicon, competencies, questions: retell::storage::questions::bank },
        agenda: &agenda,
    };
    let home = home();
    for query in ["#redis", "leak", "data", "#aws", "the", "debug node", "^a !leak | redis", "is:sample"] {
        let screen = LibraryScreen::new(query, known);
        let shown: Vec<&str> = screen.found(catalog.library()).map(|story| story.id.as_str()).collect();
        let listed = out(&retell(home.path(), &documents(), &["list", "--json", query]));
        let listed: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(listed.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), shown, "{query}");
    }
}

#[test]
fn match_names_the_stories_that_answer_a_question_and_says_why() {
    let home = home();
    let arguments = ["match", "-n", "3", "Tell me about a time", "you broke production."];
    let output = retell(home.path(), &documents(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let told = out(&output);
    assert!(told.starts_with("Asks for failure.\n\nstrong    Deleting more than I meant\n          “"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with(['s', 'w'])).count(), 3, "{told}");
    assert!(told.trim_end().ends_with("shows them all."), "{told}");
}

#[test]
fn match_gives_one_json_object_a_story_with_the_same_fields_for_a_gap() {
    let home = home();
    let rows = |question: &str| {
        let output = retell(home.path(), &documents(), &["match", "--json", question]);
        let rows: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (output.status.code(), rows)
    };
    let (code, found) = rows("What is the worst thing you have done to production?");
    assert_eq!(code, Some(0));
    assert!(found.len() > 1 && found.len() <= 10);
    assert_eq!((&found[0]["id"], &found[0]["fit"]), (&"deleting-more-than-i-meant".into(), &"strong".into()));
    assert_eq!(found[0]["asks_for"], serde_json::json!(["failure"]));
    let (code, gap) = rows("Tell me about a conflict with a coworker.");
    assert_eq!((code, gap.len()), (Some(1), 1));
    assert_eq!((&gap[0]["id"], &gap[0]["title"], &gap[0]["fit"]), (&Value::Null, &Value::Null, &"gap".into()));
    for row in found.iter().chain(&gap) {
        let fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["id", "title", "fit", "reason", "asks_for"]);
    }
}

#[test]
fn match_says_what_a_story_for_a_gap_would_need_and_needs_a_question() {
    let home = home();
    let output = retell(home.path(), &documents(), &["match", "Tell me about a conflict with a coworker."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).starts_with("Asks for conflict.\nNo story shows conflict; one that does needs"),
        "{}",
        out(&output)
    );
    assert_eq!(retell(home.path(), &documents(), &["match"]).status.code(), Some(2));
    assert_eq!(retell(home.path(), &documents(), &["match", "-n", "0", "why?"]).status.code(), Some(2));
    let blank = retell(home.path(), &documents(), &["match", " "]);
    assert_eq!((blank.status.code(), out(&blank).as_str()), (Some(1), "There is no question yet.\n"));
}

#[test]
fn the_last_take_tells_in_the_match_of_its_story() {
    use retell::domain::{history, story::StoryId};
    let home = home();
    let practice = home.path().join("practice");
    fs::create_dir(&practice).unwrap();
    let take = r#"{"version":1,"id":"1","story":"four-lines-held-the-database","title":"Four lines held the database",
        "at":"2026-03-14T21:00:00Z","ladder":"outline","style":"recall","target_ms":120000,"think_ms":0,
        "splits":[],"length_ms":100000,"finished":true,"grade":4}"#;
    fs::write(practice.join("device.jsonl"), take.replace('\n', "") + "\n").unwrap();
    let (takes, problems) = retell::storage::takes::load(&practice);
    assert!(problems.is_empty(), "{problems:?}");
    let id = StoryId::from_title("Four lines held the database");
    assert!(history::History::new(takes).last(&id).is_some());
    let told = out(&retell(home.path(), &documents(), &["match", "Tell me about a time you broke production."]));
    let row = told.split("strong    Four lines held the database\n").nth(1).unwrap_or_else(|| panic!("{told}"));
    assert!(row.lines().next().unwrap().ends_with("last take easy"), "{told}");
}

#[test]
fn without_a_terminal_the_screen_says_what_to_use_instead() {
    let home = home();
    let output = retell(home.path(), &documents(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        errors(&output),
        "retell: its screen needs a terminal. Without one, use retell --plain, retell list or retell import\n"
    );
    let output = retell(home.path(), &documents(), &["missing.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("missing.md: there is no such file."), "{}", errors(&output));
}

#[test]
fn the_home_may_be_named_before_or_after_the_verb() {
    let home = home();
    let folder = home.path().to_str().unwrap();
    for arguments in [["--home", folder, "import", "work-log.md"], ["import", "work-log.md", "--home", folder]] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_retell")).args(arguments).current_dir(documents()).output().unwrap();
        assert!(output.status.success(), "{}", errors(&output));
    }
    assert_eq!(story_files(home.path()).len(), 2);
}

#[test]
fn a_query_for_the_screen_and_a_verb_do_not_go_together() {
    let home = home();
    let output = retell(home.path(), &documents(), &["-q", "redis", "list"]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(errors(&output).contains("--query is for the screen"), "{}", errors(&output));
}

#[test]
fn a_wrong_command_line_exits_with_2_and_help_has_examples() {
    let home = home();
    assert_eq!(retell(home.path(), &documents(), &["import"]).status.code(), Some(2));
    assert_eq!(retell(home.path(), &documents(), &["--nonsense"]).status.code(), Some(2));
    let help = retell(home.path(), &documents(), &["--help"]);
    assert!(help.status.success() && out(&help).contains("Examples:"));
}

#[cfg(unix)]
#[test]
fn whatever_the_umask_nobody_else_can_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let notes = home.path().join("notes.md");
    fs::write(&notes, "# A leak\n**Problem:** It leaked.\n**Outcome:** It stopped.\n").unwrap();
    let run = |script: &str| {
        let script = format!("umask 000; {script}");
        let mut command = Command::new("sh");
        command.args(["-c", &script]).env("RETELL", env!("CARGO_BIN_EXE_retell")).env("NOTES", &notes);
        let status = command.env("RETELL_HOME", home.path().join("home")).stdout(std::process::Stdio::null()).status();
        assert!(status.unwrap().success());
    };
    run("\"$RETELL\" import \"$NOTES\"");
    fs::write(&notes, "# A leak\n**Problem:** It leaked.\n**Outcome:** It stopped at once.\n").unwrap();
    run("\"$RETELL\" import \"$NOTES\"");
    let (mut written, mut readable) = (0, 0);
    let mut folders = vec![home.path().join("home")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            written += 1;
            readable += usize::from(fs::metadata(&path).unwrap().permissions().mode() & 0o077 != 0);
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    println!("under umask 000: {written} files and folders written, {readable} readable by others");
    assert!(written >= 6 && readable == 0);
}

#[test]
fn doctor_names_what_is_wrong_and_exits_with_1_only_then() {
    let home = home();
    let doctor = |arguments: &[&str]| retell(home.path(), &documents(), arguments);
    let output = doctor(&["doctor"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "0 stories and 0 takes: all is well.\n"));
    retell(home.path(), &documents(), &["import", "stories.json"]);
    let broken = home.path().join("stories/broken.json");
    fs::write(&broken, "{\n\"id\": \"broken\"\n\"title\"").unwrap();
    let output = doctor(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    assert!(text.contains("broken.json:3:1: this is not JSON: expected `,` or `}`."), "{text}");
    assert!(text.ends_with("could be read; 1 problem.\n"), "{text}");
    let row: Value = serde_json::from_str(&out(&doctor(&["doctor", "--json"]))).unwrap();
    assert_eq!((&row["line"], &row["column"], &row["remedy"]), (&3.into(), &1.into(), &Value::Null));
    fs::remove_file(broken).unwrap();
    fs::create_dir(home.path().join("interviews")).unwrap();
    fs::write(home.path().join("interviews/mine.jsonl"), "{\"version\": 1}\n").unwrap();
    let text = out(&doctor(&["doctor"]));
    assert!(text.contains("mine.jsonl:1:14: it has no `id`. The interview was skipped"), "{text}");
}

/// Imports a document twice, the second time with other text, and returns what was told then.
fn import_again(home: &Path, first: &str, then: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for text in [first, then] {
        fs::write(folder.path().join("log.md"), text).unwrap();
        let output = retell(home, folder.path(), &["import", "log.md"]);
        if text == then {
            return out(&output);
        }
    }
    String::new()
}

/// A story as a document has it.
fn written(title: &str, problem: &str, outcome: &str) -> String {
    format!("## {title}\n\n**Problem:** {problem}\n\n**Action:** I wrote a guard.\n\n**Outcome:** {outcome}\n\n")
}

const PUMP: &str = "The pump controller dropped every third reading while the valve was closing.";
const LIFT: &str = "The elevator stopped between floors whenever two people pressed buttons together.";

#[test]
fn a_retitled_and_edited_story_is_found_again() {
    let home = home();
    let first =
        written("Lost readings", PUMP, "No reading is lost.") + &written("Between floors", LIFT, "It stops right.");
    let edited = PUMP.replace("every third reading", "some of its readings");
    let then = written("Between floors", LIFT, "It stops right.")
        + &written("Readings nobody got", &edited, "None is lost now.");
    let told = import_again(home.path(), &first, &then);
    assert!(
        told.contains("updated    Readings nobody got  (lines 9–16; differs in title, problem, outcome)"),
        "{told}"
    );
    assert!(told.contains("unchanged  Between floors") && told.contains("1 story came in."), "{told}");
    assert_eq!(story_files(home.path()), ["between-floors.json", "lost-readings.json"], "the id stays");
}

#[test]
fn alike_stories_of_one_document_never_change_places() {
    let home = home();
    let at = |place: &str| PUMP.replace("pump", place);
    let first = written("North", &at("northern pump"), "Fixed.") + &written("South", &at("southern pump"), "Fixed.");
    let edited = |place: &str| at(place).replace("closing", "closing slowly");
    let then = written("The south", &edited("southern pump"), "Fixed.")
        + &written("The north", &edited("northern pump"), "Fixed.");
    import_again(home.path(), &first, &then);
    for (file, place) in [("north.json", "northern"), ("south.json", "southern")] {
        let text = fs::read_to_string(home.path().join("stories").join(file)).unwrap();
        assert!(text.contains(place) && text.contains("closing slowly"), "{text}");
    }
    assert_eq!(story_files(home.path()).len(), 2);
}

#[test]
fn what_is_gone_from_a_document_is_told_and_stays() {
    let (home, folder) = (home(), home());
    let first = written("Lost readings", PUMP, "None is lost.") + &written("Between floors", LIFT, "It stops right.");
    let told = import_again(home.path(), &first, &written("Between floors", LIFT, "It stops right."));
    assert!(told.contains("  gone from the document: “Lost readings”; it stays in the library"), "{told}");
    assert_eq!(story_files(home.path()).len(), 2);
    fs::write(folder.path().join("log.md"), written("Between floors", LIFT, "It stops right.")).unwrap();
    let output = retell(home.path(), folder.path(), &["import", "--json", "log.md"]);
    let report: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["gone"], serde_json::json!([{"id": "lost-readings", "title": "Lost readings"}]));
    fs::write(folder.path().join("log.md"), written("A gate", "The gate opened at night by itself.", "It stays shut."))
        .unwrap();
    let told = out(&retell(home.path(), folder.path(), &["import", "log.md"]));
    assert!(!told.contains("gone"), "it is another document of the same name: {told}");
}

#[test]
fn a_double_from_elsewhere_is_told_with_what_differs_and_left_out() {
    let (home, folder) = (home(), home());
    fs::write(folder.path().join("a.md"), written("Lost readings", PUMP, "No reading was lost after that week."))
        .unwrap();
    retell(home.path(), folder.path(), &["import", "a.md"]);
    fs::write(folder.path().join("b.md"), written("Missing data", PUMP, "No reading was lost after that day."))
        .unwrap();
    let told = out(&retell(home.path(), folder.path(), &["import", "b.md"]));
    assert!(
        told.contains("double     Missing data") && told.contains("“Lost readings”, differs in title, outcome"),
        "{told}"
    );
    assert_eq!(story_files(home.path()), ["lost-readings.json"]);
    let output = retell(home.path(), folder.path(), &["import", "--dry-run", "--json", "b.md"]);
    let report: Value = serde_json::from_str(&out(&output)).unwrap();
    let story = &report["stories"][0];
    assert_eq!((&story["fate"], &story["double_of"]), (&"double".into(), &"lost-readings".into()));
    assert_eq!(story["differs_in"], serde_json::json!(["title", "outcome"]));
}

#[test]
fn accepted_skills_cues_and_the_target_outlive_an_update_and_no_skill_is_suggested_again() {
    let (home, folder) = (home(), home());
    let text = |end: &str| written("Lost readings", &format!("Redis and Kafka lost it. {PUMP}"), end);
    fs::write(folder.path().join("log.md"), text("None is lost.")).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let path = home.path().join("stories/lost-readings.json");
    let mut kept: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert!(kept["suggested_skills"].as_array().unwrap().contains(&"Redis".into()), "{kept}");
    kept["skills"] = serde_json::json!(["Redis"]);
    kept["suggested_skills"] = serde_json::json!([]);
    kept["cues"] = serde_json::json!({"problem": ["third"]});
    kept["target_seconds"] = 90.into();
    fs::write(&path, kept.to_string()).unwrap();
    fs::write(folder.path().join("log.md"), text("None was lost since.")).unwrap();
    retell(home.path(), folder.path(), &["import", "log.md"]);
    let updated: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(updated["beats"]["outcome"], "None was lost since.");
    assert_eq!((&updated["skills"], &updated["suggested_skills"]), (&serde_json::json!(["Redis"]), &Value::Null));
    assert_eq!((&updated["cues"], &updated["target_seconds"]), (&kept["cues"], &90.into()));
}

#[test]
fn a_verb_with_a_typing_mistake_is_told_from_a_document_that_is_not_there() {
    let home = home();
    for (word, told) in [
        ("lsit", "retell: lsit: there is no such file, and no such verb. Did you mean retell list?\n"),
        ("zebra", "retell: zebra: there is no such file, and no such verb. retell --help lists the verbs.\n"),
        ("lsit.md", "retell: lsit.md: there is no such file. Look for a typing mistake in its name.\n"),
    ] {
        let output = retell(home.path(), &documents(), &[word]);
        assert_eq!((output.status.code(), errors(&output).as_str()), (Some(1), told));
    }
}

#[test]
fn standard_input_is_a_document_whose_name_is_a_dash() {
    use std::io::Write;
    use std::process::Stdio;
    let home = home();
    let piped = |verb: &[&str], text: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_retell"));
        command.args(verb).env("RETELL_HOME", home.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = command.spawn().unwrap();
        running.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = running.wait_with_output().unwrap();
        (output.status.code(), out(&output))
    };
    let story = |title: &str, text: &str| format!("# {title}\n\n**Problem:** {text}\n\n**Outcome:** It was over.\n");
    let (code, told) = piped(&["import", "-"], &story("A leak", "Water came in at night."));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with("standard input: Markdown, 1 story\n"), "{told}");
    let (_, told) = piped(&["import", "-"], &story("A jam", "No car moved for an hour."));
    assert!(told.contains("1 story came in") && !told.contains("gone"), "{told}");
    assert_eq!(story_files(home.path()).len(), 2);
    let (code, told) = piped(&["check", "-"], &story("A leak", "Water came in at night."));
    assert!(code == Some(1) && told.contains("\nstandard input:5: no-number: "), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_can_not_be_written_is_named() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_retell"));
    let output = command.arg("list").env("RETELL_HOME", home().path()).stdout(full).output().unwrap();
    let told = "retell: standard output: No space left on device. Make room there, or write to another place.\n";
    assert_eq!((output.status.code(), errors(&output).as_str()), (Some(1), told));
}

#[test]
fn samples_are_not_taken_for_stories_of_ones_own() {
    let home = home();
    let told = "retell: you have no stories of your own yet, and these are the samples\n";
    for verb in [&["check"][..], &["export"]] {
        assert_eq!(errors(&retell(home.path(), &documents(), verb)), told, "{verb:?}");
    }
    retell(home.path(), &documents(), &["import", "work-log.md"]);
    for verb in [&["check"][..], &["export"]] {
        assert_eq!(errors(&retell(home.path(), &documents(), verb)), "", "{verb:?}");
    }
}
