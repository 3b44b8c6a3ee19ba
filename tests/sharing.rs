//! Sharing the screen: others see what stands for confidential words, and never those.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests write the files that are read")]

mod common;
#[path = "common/verbs.rs"]
mod verbs;

use std::io::Write;
use std::process::{Command, Stdio};

use common::{Stage, opening, story};
use retell::app::Opening;
use retell::app::action::Action;
use retell::app::key::Key;
use retell::app::keymap::{Context, Keymap};
use retell::app::message::{Effect, Message};
use retell::app::screen::writing::WritingScreen;
use retell::domain::beat::Beat;
use retell::domain::change::{Change, Step};
use retell::domain::library::{Library, Origin};
use retell::domain::story::Story;
use retell::speech::reader::{Heard, Reader};
use verbs::{errors, out, retell};

/// A story about a client, and one that mentions it without a mark.
fn stories() -> Vec<Story> {
    let mut leak = story(
        "The {{client: Acme Corp | a payments firm}} leak",
        &["Redis"],
        &[
            (Beat::Problem, "{{client: Acme Corp | a payments firm}} lost 40 orders. Nobody knew."),
            (Beat::Action, "I asked {{person: Ada Quill}} and moved the lock."),
            (Beat::Outcome, "No order was lost for 90 days."),
        ],
    );
    leak.questions = vec!["What broke at {{client: Acme Corp | a payments firm}}?".to_owned()];
    let plain = story("Waiting for ACME CORP", &[], &[(Beat::Problem, "It took acme-corp two days.")]);
    vec![leak, plain]
}

/// Has the library read, with these stories in it.
fn read(stage: &mut Stage, stories: Vec<Story>) {
    let loaded = common::loaded(stories);
    stage.effects.extend(stage.app.update(Message::Loaded(Box::new(loaded)), stage.now));
}

fn shows(stage: &Stage, words: &str) -> bool {
    let screen = stage.screen(120, 40).split_whitespace().collect::<Vec<_>>().join(" ");
    screen.contains(words)
}

#[test]
fn ones_own_screen_shows_the_real_words_without_braces_and_finds_them() {
    let mut stage = Stage::with_stories(stories());
    assert!(shows(&stage, "The Acme Corp leak") && shows(&stage, "I asked Ada Quill and moved"));
    assert!(!shows(&stage, "{{") && !shows(&stage, "payments firm") && !shows(&stage, "sharing"));
    stage.keys("/quill");
    assert!(shows(&stage, "1 of 2"));
}

#[test]
fn a_shared_screen_shows_what_stands_for_them_and_says_so() {
    let mut stage = Stage::with_stories(stories());
    stage.keys("S");
    assert!(shows(&stage, "sharing ·") && shows(&stage, "The a payments firm leak"));
    assert!(shows(&stage, "I asked a person and moved") && shows(&stage, "Waiting for a payments firm"));
    assert!(stage.notice().starts_with("Confidential words are covered. S shows them"));
    stage.keys("<enter>");
    assert!(shows(&stage, "What broke at a payments firm?"));
    stage.keys("<space>").wait(2.0).keys("<space>m");
    assert!(shows(&stage, "✗ A payments firm lost 40 orders."));
    stage.keys("S");
    assert!(shows(&stage, "✗ Acme Corp lost 40 orders.") && shows(&stage, "The Acme Corp leak"));
    assert!(stage.notice().starts_with("Confidential words are shown again."));
}

#[test]
fn a_take_is_kept_alike_whoever_looks() {
    let takes = [("", ""), ("S", ""), ("", "S")].map(|(first, later)| {
        let mut stage = Stage::with_stories(stories());
        stage.keys(first).keys("<enter>l").keys(later).keys("<space>");
        for _ in 0..6 {
            stage.wait(9.0).keys("<space>");
        }
        stage.keys("3");
        stage.kept_takes().last().copied().unwrap().clone()
    });
    assert_eq!(
        (&*takes[0].title, takes[0].question.as_deref()),
        ("The Acme Corp leak", Some("What broke at Acme Corp?"))
    );
    assert_eq!([&takes[1], &takes[2]], [&takes[0], &takes[0]]);
}

#[test]
fn what_was_left_out_is_kept_as_it_is_said_and_comes_back_either_way() {
    let mut stage = Stage::with_stories(stories());
    stage.keys("S<enter><space>").wait(2.0).keys("<space>m").wait(2.0).keys("<space>").wait(2.0).keys("<space>3");
    assert_eq!(stage.kept_takes().last().unwrap().missed[0].words, "Acme Corp lost 40 orders.");
    stage.keys("a");
    assert!(shows(&stage, "✗ A payments firm lost 40 orders."));
    stage.keys("S");
    assert!(shows(&stage, "✗ Acme Corp lost 40 orders."));
}

#[test]
fn it_can_begin_with_a_shared_screen() {
    let library = Library::new(stories(), Origin::Own).covered();
    let stage = Stage::open(Opening { is_sharing: true, ..opening(library) });
    assert!(shows(&stage, "sharing") && !shows(&stage, "Acme"));
}

#[test]
fn nothing_is_shown_before_it_is_known_what_must_not_be_seen() {
    let stories = vec![story("{{client: Zyxwvut}} leak", &[], &[(Beat::Problem, "It was Zyxwvut’s.")])];
    let mut teller = Stage::with_stories(stories.clone());
    teller.keys("<enter><space>").wait(2.0).keys("<esc>");
    let unfinished = teller.effects.iter().find_map(|effect| match effect {
        Effect::KeepUnfinished(unfinished) => Some(unfinished.clone()),
        _ => None,
    });
    assert!(unfinished.as_ref().unwrap().title.contains("Zyxwvut"));
    let nothing = opening(Library::new(Vec::new(), Origin::Own));
    let written = Some(WritingScreen::begun("For Zyxwvut", None).written());
    let opened = Opening { unfinished, written, query: "Zyxwvut".to_owned(), is_sharing: true, ..nothing };
    let mut stage = Stage::open(Opening { awaits_library: true, ..opened });
    for keys in ["", "<esc>", "?", "<esc><esc>"] {
        stage.keys(keys);
        assert!(shows(&stage, "Reading your stories …") && shows(&stage, "sharing"));
        assert!(!shows(&stage, "Zyxwvut"), "{}", stage.screen(120, 40));
    }
    read(&mut stage, stories);
    assert!(!shows(&stage, "Reading") && !shows(&stage, "Zyxwvut"));
    assert!(shows(&stage, "For ▒▒▒▒▒▒▒"), "{}", stage.screen(120, 40));
}

#[test]
fn what_is_written_keeps_its_marks() {
    for keys in ["", "S"] {
        let mut all = stories();
        all[0].suggested_skills.push("Kafka".to_owned());
        let mut stage = Stage::with_stories(all.clone());
        stage.keys(keys).keys("/orders<esc>a");
        let saved = stage.effects.iter().find_map(|effect| match effect {
            Effect::Change { change, .. } => Some(change.steps[0].clone()),
            _ => None,
        });
        let Some(Step::Save { story, .. }) = saved else { panic!("nothing was saved") };
        assert_eq!((&story.title, &story.beats), (&all[0].title, &all[0].beats));
    }
}

#[test]
fn a_word_is_covered_where_it_is_cut_off_or_goes_on_in_the_next_line() {
    let mut stage = Stage::with_stories(stories());
    stage.keys("S/and some more words that came from Acme Corp and more");
    for width in 60..90 {
        let screen = stage.screen(width, 24).to_lowercase();
        assert!(!screen.contains("acme") && !screen.contains("corp"), "{screen}");
    }
    stage.keys("<c-u>acm");
    assert!(shows(&stage, "acm"), "what could be anything stays readable");
}

#[test]
fn what_stands_for_a_name_and_has_it_in_it_is_neither_shown_nor_said() {
    let mark = "{{client: Zed | the Zed people}}";
    let mut stage = Stage::with_stories(vec![story(&format!("The {mark} leak"), &[], &[(Beat::Problem, mark)])]);
    stage.keys("S");
    assert!(shows(&stage, "The a client leak") && !stage.screen(120, 40).contains("people"));
    let said = Reader::default().news(&stage.app, stage.now).join("\n");
    assert!(said.contains("The a client leak") && !said.to_lowercase().contains("zed"), "{said}");
}

#[test]
fn marks_come_in_with_documents_and_are_seen_as_what_they_say() {
    let mark = "{{client: Acme Corp | a payments firm}}";
    let mut stage = Stage::with_stories(Vec::new());
    stage.read_document(
        "notes.md",
        &format!("**Problem:** {mark} lost 40 orders.\n\n**Action:** I moved it.\n\n**Outcome:** {mark} lost none.\n"),
    );
    assert!(shows(&stage, "Acme Corp lost 40 orders.") && shows(&stage, "A payments firm lost 40 orders"));
    stage.keys("S");
    assert!(shows(&stage, "A payments firm lost none.") && !stage.screen(120, 40).to_lowercase().contains("acme"));
    // What another document marks is covered in all of them.
    assert!(shows(&stage, "I moved it."));
    stage.read_document("more.md", "**Problem:** {{thing: moved}} is a word.\n\n**Outcome:** It was a mark.\n");
    stage.keys("<up>");
    assert!(shows(&stage, "I ▒▒▒▒▒ it.") && !shows(&stage, "moved"));
    stage.keys("<enter>");
    let saved = stage.effects.iter().find_map(|effect| match effect {
        Effect::Change { change, .. } => Some(change.steps[0].clone()),
        _ => None,
    });
    let Some(Step::Save { story, .. }) = saved else { panic!("nothing was saved") };
    assert_eq!(story.title, "A payments firm lost 40 orders");
    assert_eq!(story.beats.get(Beat::Outcome), Some(&*format!("{mark} lost none.")));
}

#[test]
fn a_name_that_goes_on_in_the_next_line_of_a_document_is_covered_where_that_is_not_shown() {
    let lines = ["They waited for Qponmlk\nZyxwvut for days, and"; 40].join("\n");
    let document =
        format!("**Problem:** {{{{Qponmlk Zyxwvut | a firm}}}} called.\n{lines}\n\n**Outcome:** It holds.\n");
    let mut stage = Stage::with_stories(Vec::new());
    stage.read_document("notes.md", &document).keys("S");
    for height in 24..40 {
        let screen = stage.screen(120, height);
        assert!(screen.contains("They waited for ▒▒▒▒▒▒▒") && screen.contains("▒▒▒▒▒▒▒ for days"), "{screen}");
        assert!(!screen.contains("Qponmlk") && !screen.contains("Zyxwvut"), "{screen}");
    }
}

#[test]
fn a_name_is_not_heard_in_two_halves() {
    let mut stage = Stage::with_stories(stories());
    let document = "Written at Acme\nCorp in May.\n\n## A leak\n\n**Problem:** It leaked.\n\n**Outcome:** It holds.\n";
    stage.read_document("notes.md", document).keys("So<home>");
    let Heard::Answer(said) = Reader::default().hear("text", &stage.app, stage.now) else { panic!("nothing is said") };
    let said = said.join("\n");
    assert!(said.contains("Written at a payments firm in May.") && !said.contains("Corp"), "{said}");
}

#[test]
fn the_editor_gets_the_story_with_its_marks_and_what_is_told_of_it_has_none() {
    for keys in ["", "S"] {
        let mut stage = Stage::with_stories(stories());
        stage.keys("/orders<esc>E").keys(keys);
        let edited = stage.effects.iter().find_map(|effect| match effect {
            Effect::Edit(story) => Some(story.title.clone()),
            _ => None,
        });
        assert_eq!(edited.as_deref(), Some("The {{client: Acme Corp | a payments firm}} leak"));
        let said = format!("Changed: “{}”", edited.unwrap());
        let changed = Message::Changed { said, problems: Vec::new(), about: None };
        stage.app.update(changed, stage.now);
        let title = if keys.is_empty() { "Acme Corp" } else { "a payments firm" };
        assert_eq!(stage.notice(), format!("Changed: “The {title} leak”"));
    }
}

#[test]
fn no_editor_shows_names_while_others_look_on() {
    let mut stage = Stage::with_stories(stories());
    stage.keys("SE");
    assert!(!stage.effects.iter().any(|effect| matches!(effect, Effect::Edit(_))));
    assert_eq!(stage.notice(), "Sharing is on, and the editor would show names. Press S first.");
    stage.keys("SE");
    assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::Edit(_))));
}

#[test]
fn one_key_covers_names_wherever_one_is() {
    for context in Context::ALL {
        let key = if context.is_typed() { Key::alt('s') } else { Key::char('S') };
        assert_eq!(Keymap::default().action_of(context, key), Some(Action::SwitchSharing), "{}", context.name());
    }
    // In the query, in the title of a story, in its text and in the path of a document.
    for keys in ["/", "n", "n<tab><tab>", "i"] {
        let mut stage = Stage::with_stories(stories());
        stage.keys(keys).keys("For Acme Corp");
        assert!(shows(&stage, "For Acme Corp"));
        stage.keys("<a-s>");
        assert!(shows(&stage, "For ▒▒▒▒ ▒▒▒▒") && !shows(&stage, "Acme"), "{}", stage.screen(120, 40));
        assert!(stage.notice().starts_with("Confidential words are covered. alt-s shows them"));
        stage.keys("<a-s>!");
        assert!(shows(&stage, "For Acme Corp!"), "{}", stage.screen(120, 40));
    }
}

#[test]
fn who_writes_sees_the_marks_and_keeps_them_and_others_see_none_of_the_words() {
    let mut stage = Stage::with_stories(stories());
    stage.keys("S/orders<esc>e");
    let screen = stage.screen(120, 40);
    assert!(screen.contains("{{client: ▒▒▒▒ ▒▒▒▒ | a payments firm}}"), "{screen}");
    stage.keys("!<c-s>");
    let saved = stage.effects.iter().find_map(|effect| match effect {
        Effect::Change { change, .. } => Some(change.steps[0].clone()),
        _ => None,
    });
    let Some(Step::Save { story, .. }) = saved else { panic!("nothing was saved") };
    assert!(story.title.starts_with("The {{client: Acme Corp | a payments firm}} leak"), "{}", story.title);
}

#[test]
fn a_name_that_goes_on_where_no_row_is_shown_is_covered_in_what_is_written() {
    let text = ["For weeks all of us had been waiting for Qponmlk Zyxwvut."; 60].join("\n");
    let stories = [story("A leak", &[], &[(Beat::Problem, &text)]), story("{{Qponmlk Zyxwvut | a firm}}", &[], &[])];
    let [mut own, mut shared] = ["", "S"].map(|keys| {
        let mut stage = Stage::with_stories(stories.to_vec());
        stage.keys(keys).keys("/leak<esc>e<tab><tab><tab>");
        stage
    });
    let mut edges = 0;
    for _ in 0..60 {
        let [seen, screen] = [&own, &shared].map(|stage| stage.screen(80, 25));
        edges += usize::from(seen.lines().nth(5).unwrap().ends_with("Qponmlk"));
        assert!(!screen.contains("Qponmlk") && !screen.contains("Zyxwvut") && screen.contains("▒▒▒▒▒▒▒"), "{screen}");
        // The fields, their marks and the arrows stay as they are.
        let beside = |screen: &str| {
            screen.lines().skip(2).take(20).map(|line| line.chars().take(20).collect()).collect::<Vec<String>>()
        };
        assert_eq!(beside(&seen), beside(&screen));
        for stage in [&mut own, &mut shared] {
            stage.keys("<up>");
        }
    }
    assert!(edges > 10, "{}", own.screen(80, 25));
}

#[test]
fn what_was_undone_is_told_without_the_words_of_the_story_that_went() {
    let change = Change::deletion(&stories()[0]);
    for keys in ["", "S"] {
        let mut stage = Stage::with_stories(vec![story("Other", &[], &[])]);
        stage.keys(keys);
        let said = format!("Undone: {}", change.what);
        stage.app.update(Message::Changed { said, problems: Vec::new(), about: None }, stage.now);
        let title = if keys.is_empty() { "Acme Corp" } else { "a payments firm" };
        assert_eq!(stage.notice(), format!("Undone: deletion of “The {title} leak”"));
    }
}

#[test]
fn a_name_stays_covered_when_the_story_that_marks_it_is_deleted_or_damaged() {
    let home = tempfile::tempdir().unwrap();
    let notes = "## A leak\n\n**Problem:** {{client: Zyxwvut | a firm}} lost it.\n\n**Outcome:** It holds.\n\n\
        ## Other\n\n**Problem:** Zyxwvut called.\n\n**Outcome:** It holds.\n";
    std::fs::write(home.path().join("notes.md"), notes).unwrap();
    assert!(retell(home.path(), home.path(), &["import", "notes.md"]).status.success());
    let hear = |lines: &str| {
        let mut shared = Command::new(env!("CARGO_BIN_EXE_retell"));
        shared.args(["--plain", "--share", "--home"]).arg(home.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut shared = shared.spawn().unwrap();
        shared.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let said = out(&shared.wait_with_output().unwrap());
        assert!(said.contains("A firm called.") && !said.contains("Zyxwvut"), "{said}");
        said
    };
    let marking = home.path().join("stories/a-leak.json");
    assert!(hear("d\ntext\n").contains("Deleted") && !marking.exists());
    hear("u\nj\ntext\n");
    std::fs::write(&marking, "{").unwrap();
    assert!(hear("text\n").contains("1 story"));
}

#[test]
fn the_command_line_and_the_settings_begin_with_a_shared_screen() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| retell(home.path(), home.path(), arguments);
    std::fs::write(
        home.path().join("notes.md"),
        "## A leak\n\n**Problem:** {{client: Acme}} lost it.\n\n**Outcome:** It holds.\n",
    )
    .unwrap();
    let imported = run(&["import", "notes.md"]);
    assert!(imported.status.success(), "{}{}", out(&imported), errors(&imported));
    assert!(!out(&run(&["--plain"])).contains("Sharing"));
    for line in [&["--plain", "--share"][..], &["practice", "--plain", "--share"], &["--plain", "--share", "practice"]]
    {
        assert!(out(&run(line)).contains("Sharing: confidential words are covered.\n"), "{line:?}");
    }
    std::fs::write(home.path().join("config.toml"), "[screen]\nshare = true\n").unwrap();
    assert!(out(&run(&["--plain"])).contains("Sharing: "));
    for (line, why) in [(["list", "--share"], "unexpected argument '--share'"), (["--share", "list"], "for the screen")]
    {
        let refused = run(&line);
        assert_eq!(refused.status.code(), Some(2), "{line:?}");
        assert!(errors(&refused).contains(why), "{}", errors(&refused));
    }
}
