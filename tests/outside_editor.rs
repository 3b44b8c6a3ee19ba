//! `E`: a story in the person's own editor, which has the terminal meanwhile, and back.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the editors and the stories")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use program::{Program, all_at_once, breathe, retell, shell};
use retell::domain::beat::Beat;
use retell::domain::story::Story;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tempfile::TempDir;

/// What an editor does that makes two stories of one, and a part of the second.
const SPOIL_OR_MEND: &str = "case $word in spoil) echo '# Another' >>\"$1\" ;; \
                             mend) sed -i 's/# Another/## Lesson\\n\\nOnce more./' \"$1\" ;; esac";

/// A home with one story, and an editor that says on the terminal that it is there and does this with the file `$1` once
/// a word is typed, which is `$word`.
fn home_and_editor(script: &str) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let mut story = Story::new("A leak");
    story.beats.insert(Beat::Problem, "It leaked, and nobody knew why.");
    story.beats.insert(Beat::Action, "I closed it.");
    story.beats.insert(Beat::Outcome, "It holds.");
    story.unknown.insert("mood".to_owned(), "calm".into());
    fs::create_dir_all(home.path().join("stories")).unwrap();
    fs::write(home.path().join("stories/a-leak.json"), story.to_json(None).unwrap()).unwrap();
    let editor = home.path().join("my editor");
    fs::write(
        &editor,
        format!(
            "#!/bin/sh\ntrap 'echo interrupted' INT\necho the editor is here\n\
                       until [ -n \"$word\" ]; do read word; done\n{script}\n"
        ),
    )
    .unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
    (home, editor)
}

fn start((home, editor): &(TempDir, PathBuf)) -> Program {
    let mut command = retell(home.path());
    command.env_remove("VISUAL");
    // As people write it who have a space in a path and an argument.
    command.env("EDITOR", format!("'{}'", editor.display()));
    let program = Program::run(command);
    program.wait_for("1 story");
    program
}

/// Has the editor do what it does, with this word.
fn edit(program: &mut Program, word: &str) {
    program.press("E");
    program.wait_for("the editor is here");
    program.press(&format!("{word}\r"));
}

fn story(home: &TempDir) -> Story {
    Story::from_json(&fs::read_to_string(home.path().join("stories/a-leak.json")).unwrap()).unwrap()
}

fn pages(home: &TempDir) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(home.path().join("state/editing")) else { return Vec::new() };
    files.map(|file| file.unwrap().path()).filter(|file| file.extension().is_some_and(|end| end == "md")).collect()
}

fn what_is_written_in_the_editor_is_in_the_library_and_undone_by_one_key() {
    let set =
        home_and_editor("sed -i \"s/why/$word/; s/A leak/The leak/\" \"$1\"; stat -c %a \"$1\" >\"$RETELL_HOME/mode\"");
    let mut program = start(&set);
    program.press("E");
    program.wait_for("the editor is here");
    assert!(program.faults().is_empty(), "the editor finds the terminal as it was: {:?}", program.faults());
    program.press("where\r");
    program.wait_for("Changed (u undoes it): “The leak”");
    let edited = story(&set.0);
    assert_eq!(edited.beats.get(Beat::Problem), Some("It leaked, and nobody knew where."));
    assert_eq!((edited.id.as_str(), edited.unknown.len()), ("a-leak", 1));
    assert_eq!(fs::read_to_string(set.0.path().join("mode")).unwrap(), "600\n");
    assert!(pages(&set.0).is_empty());
    program.press("u");
    program.wait_for("Undone: change of “A leak”");
    assert_eq!(story(&set.0).title, "A leak");
    program.press("q");
    assert_eq!(program.wait_for_end().exit_code(), 0);
    assert!(program.faults().is_empty());
}

fn what_can_not_be_read_is_told_with_its_line_and_the_editor_goes_on_with_it() {
    let set = home_and_editor(SPOIL_OR_MEND);
    let mut program = start(&set);
    edit(&mut program, "spoil");
    program.wait_for("E goes on with your text; line 14, “# Another”: a second story begins here.");
    assert_eq!(pages(&set.0).len(), 1);
    assert_eq!(story(&set.0).beats.get(Beat::Lesson), None);
    program.press("!");
    program.wait_for("1 problem");
    program.wait_for("Press enter to go on with it in your editor.");
    program.press("\r");
    program.wait_for("the editor is here");
    program.press("mend\r");
    program.wait_for("Changed");
    assert_eq!(story(&set.0).beats.get(Beat::Lesson), Some("Once more."));
    assert!(pages(&set.0).is_empty());
}

fn what_was_not_changed_is_not_written() {
    let set = home_and_editor("[ \"$word\" = empty ] && : >\"$1\"; [ \"$word\" != fail ]");
    let before = story(&set.0);
    let mut program = start(&set);
    for (word, said) in [
        ("leave", "Nothing was changed."),
        ("empty", "The page was empty."),
        ("fail", "The editor ended with an error."),
    ] {
        program.press("E");
        program.wait_for("the editor is here");
        breathe();
        program.press(&format!("{word}\r"));
        program.wait_for(said);
        assert!(pages(&set.0).is_empty());
    }
    assert_eq!(story(&set.0), before);
    assert!(!set.0.path().join("state/undo").exists());
}

fn a_text_that_is_thrown_away_is_no_problem_any_more() {
    let set = home_and_editor("case $word in spoil) echo '# Another' >>\"$1\" ;; empty) : >\"$1\" ;; esac");
    let edit = |program: &mut Program, word: &str| {
        program.press("E");
        program.wait_for("the editor is here");
        breathe();
        program.press(&format!("{word}\r"));
    };
    for is_started_anew in [false, true] {
        let mut program = start(&set);
        edit(&mut program, "spoil");
        program.wait_for("E goes on with your text");
        if is_started_anew {
            program.press("q");
            program.wait_for_end();
            program = start(&set);
        }
        program.wait_for("1 problem");
        edit(&mut program, "empty");
        program.wait_for("The page was empty.");
        program.wait_until("the problem stays", |program| !program.text().contains("problem"));
    }
}

fn a_take_is_paused_meanwhile_and_keys_of_the_editor_do_not_end_it() {
    let set = home_and_editor("sed -i \"s/why/$word/\" \"$1\"");
    let mut program = start(&set);
    program.press("\r");
    program.wait_for("Say it aloud");
    program.press(" ");
    program.wait_for("part 1 of");
    program.press("E");
    program.wait_for("the editor is here");
    program.press("\x03");
    program.wait_for("interrupted");
    program.press("where\r");
    program.wait_for("Changed: “A leak”");
    program.wait_for("part 1 of");
    program.wait_for("paused");
    assert_eq!(story(&set.0).beats.get(Beat::Problem), Some("It leaked, and nobody knew where."));
    program.press("p");
    program.wait_until("it never went on", |program| !program.text().contains("paused"));
}

fn a_story_that_waits_to_be_told_is_told_as_it_was_written() {
    let set = home_and_editor("sed -i \"s/A leak/$word/\" \"$1\"");
    let mut program = start(&set);
    program.press("\r");
    program.wait_for("Say it aloud");
    program.press("E");
    program.wait_for("the editor is here");
    program.press("Floods\r");
    program.wait_for("Changed");
    program.wait_for("Floods");
    program.wait_for("Say it aloud");
}

fn a_text_that_is_refused_stays_until_it_is_in_the_library() {
    let set = home_and_editor("sed -i \"s/why/$word/\" \"$1\"");
    let undo = set.0.path().join("state/undo");
    let mut program = start(&set);
    program.press("E");
    program.wait_for("the editor is here");
    fs::write(&undo, "no folder").unwrap();
    program.press("where\r");
    program.wait_for("Nothing was written");
    assert_eq!(story(&set.0).beats.get(Beat::Problem), Some("It leaked, and nobody knew why."));
    fs::remove_file(&undo).unwrap();
    program.press("f");
    program.wait_for("Flagged");
    let pages = pages(&set.0);
    assert!(fs::read_to_string(&pages[0]).unwrap().contains("nobody knew where"));
}

fn a_text_that_was_left_does_not_take_the_place_of_a_newer_story() {
    let set = home_and_editor(SPOIL_OR_MEND);
    let mut program = start(&set);
    edit(&mut program, "spoil");
    program.wait_for("E goes on with your text");
    let mut newer = story(&set.0);
    newer.beats.insert(Beat::Outcome, "It holds to this day.");
    fs::write(set.0.path().join("stories/a-leak.json"), newer.to_json(None).unwrap()).unwrap();
    program.press("\x0c");
    program.wait_for("to this day");
    edit(&mut program, "mend");
    program.wait_for("was changed elsewhere too. Both versions are kept");
    assert_eq!(story(&set.0), newer);
    let draft = fs::read_to_string(set.0.path().join("state/drafts/a-leak.json")).unwrap();
    assert_eq!(Story::from_json(&draft).unwrap().beats.get(Beat::Lesson), Some("Once more."));
    assert!(pages(&set.0).is_empty());
}

fn an_end_from_outside_ends_the_editor_too_and_keeps_its_text() {
    // The shell makes way for a single command, and stays for several, as a script does that starts an editor.
    for command in ["MOOD=calm 'EDITOR'", "true; 'EDITOR'", "sh -c '\"$0\" \"$1\"; true' 'EDITOR'"] {
        let set = home_and_editor("");
        let number = |name: &str| {
            let number = fs::read_to_string(set.0.path().join(name)).unwrap();
            Pid::from_raw(number.trim().parse().unwrap()).unwrap()
        };
        let script = "echo $$ >\"$RETELL_HOME/editor\"\necho the editor is here\nexec sleep 100";
        fs::write(&set.1, format!("#!/bin/sh\n{script}\n")).unwrap();
        // The shell stays when Retell has ended: the terminal doesn't hang up, which would end the editor in any case.
        let mut retell = shell(
            set.0.path(),
            "sh -c 'echo $$ >\"$RETELL_HOME/retell\"; exec \"$0\"' \"$0\"; echo it has ended; read _",
        );
        retell.env_remove("VISUAL");
        retell.env("EDITOR", command.replace("EDITOR", &set.1.display().to_string()));
        let mut program = Program::run(retell);
        program.wait_for("1 story");
        program.press("E");
        program.wait_for("the editor is here");
        kill_process(number("retell"), Signal::TERM).unwrap();
        program.wait_for("it has ended");
        program.wait_until("the editor lives on", |_| test_kill_process(number("editor")).is_err());
        assert_eq!(pages(&set.0).len(), 1);
        program.press("\r");
        program.wait_for_end();
        assert!(program.faults().is_empty(), "{:?}", program.faults());
    }
}

fn an_editor_that_can_not_be_started_is_named() {
    let set = home_and_editor("");
    for editor in ["/nonexistent/ed", "no-such-code --wait"] {
        let mut command = retell(set.0.path());
        command.env_remove("VISUAL");
        command.env("EDITOR", editor);
        let mut program = Program::run(command);
        program.wait_for("1 story");
        program.press("E");
        program.wait_for(&format!("“{editor}” can't be started. Set EDITOR to another command."));
        program.press("q");
        program.wait_for_end();
    }
}

fn a_script_is_not_fed_to_the_editor() {
    let set = home_and_editor("");
    let mut retell = Command::new(env!("CARGO_BIN_EXE_retell"))
        .args(["--plain", "--home"])
        .arg(set.0.path())
        .env_remove("VISUAL")
        .env("EDITOR", "cat - >/dev/null; echo fed; true")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    retell.stdin.take().unwrap().write_all(b"editor\nprogress\nlibrary\nquit\n").unwrap();
    let said = String::from_utf8(retell.wait_with_output().unwrap().stdout).unwrap();
    assert!(
        said.contains("can't lend its terminal to a program here") && !said.lines().any(|line| line == "fed"),
        "{said}"
    );
    assert!(said.matches("Library\n").count() == 2 && !said.contains("1 problem"), "{said}");
}

fn without_an_editor_it_says_what_to_do() {
    let set = home_and_editor("");
    let mut command = retell(set.0.path());
    command.env_remove("VISUAL");
    command.env("EDITOR", "");
    command.env("PATH", set.0.path());
    let mut program = Program::run(command);
    program.wait_for("1 story");
    program.press("E");
    program.wait_for("no editor is named in VISUAL or EDITOR");
    program.press("j");
    program.wait_until("it stays", |program| !program.text().contains("no editor"));
    assert!(!program.text().contains("1 problem"), "{}", program.text());
    program.press("q");
    program.wait_for_end();
}

#[test]
fn the_editor_has_the_terminal_and_gives_it_back() {
    all_at_once(&[
        ("changed", what_is_written_in_the_editor_is_in_the_library_and_undone_by_one_key),
        ("unreadable", what_can_not_be_read_is_told_with_its_line_and_the_editor_goes_on_with_it),
        ("unchanged", what_was_not_changed_is_not_written),
        ("thrown away", a_text_that_is_thrown_away_is_no_problem_any_more),
        ("take", a_take_is_paused_meanwhile_and_keys_of_the_editor_do_not_end_it),
        ("ready", a_story_that_waits_to_be_told_is_told_as_it_was_written),
        ("ended", an_end_from_outside_ends_the_editor_too_and_keeps_its_text),
        ("refused", a_text_that_is_refused_stays_until_it_is_in_the_library),
        ("newer", a_text_that_was_left_does_not_take_the_place_of_a_newer_story),
        ("missing", an_editor_that_can_not_be_started_is_named),
        ("script", a_script_is_not_fed_to_the_editor),
        ("none", without_an_editor_it_says_what_to_do),
    ]);
}
