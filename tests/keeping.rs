//! What becomes of stories that are deleted, changed elsewhere, damaged or there twice, as a person sees it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use retell::app::Opening;
use retell::app::keymap::Keymap;
use retell::app::message::{Edited, Effect, Loaded, Message};
use retell::domain::beat::Beat;
use retell::domain::change::{Change, Copy, Step, Was};
use retell::domain::conflict::{Conflict, Side};
use retell::domain::library::{Library, Origin};
use retell::domain::problem::{Problem, Remedy};
use retell::domain::rebinding::{Rebinding, Word};
use retell::domain::story::Story;
use retell::domain::version::Version;

fn pool(outcome: &str) -> Story {
    story(
        "The pool ran dry",
        &["PostgreSQL"],
        &[
            (Beat::Problem, "At nine each morning every request waited for a connection to the database."),
            (Beat::Insight, "A worker kept its connection while it slept."),
            (Beat::Outcome, outcome),
        ],
    )
}

fn queue() -> Story {
    let mut queue = story("A queue without an end", &[], &[(Beat::Problem, "A job came back for ever.")]);
    queue.suggested_skills = vec!["SQS".to_owned()];
    queue
}

fn loaded(stories: Vec<Story>, problems: Vec<Problem>) -> Message {
    Message::Loaded(Box::new(Loaded {
        problems,
        undoable: Some("deletion of “The pool ran dry”".to_owned()),
        ..common::loaded(stories)
    }))
}

fn two_versions() -> Problem {
    let (left, right) = (pool("Waits fell from 4 s to 20 ms."), pool("Waits fell from 4 s to 35 ms, on every server."));
    let mut problem = Problem::new(
        "stories/the-pool-ran-dry.sync-conflict-20261101-101112-ABCDEFG.json",
        "it is a second version of stories/the-pool-ran-dry.json",
        "Choose.",
    );
    problem.remedy = Remedy::Compare(Box::new(Conflict {
        cause: "Syncthing found the story changed on two devices and kept both versions.".to_owned(),
        was: Was::Story(left.clone()),
        left: Side { place: "in its place".to_owned(), story: left },
        right: Side { place: "the-pool-ran-dry.sync-conflict-20261101-101112-ABCDEFG.json".to_owned(), story: right },
        copy: Some(Copy::File("the-pool-ran-dry.sync-conflict-20261101-101112-ABCDEFG.json".to_owned())),
    }));
    problem
}

fn damaged() -> Problem {
    let mut problem = Problem::new("stories/a-queue-without-an-end.json", "the JSON ends too early", "Look.").at(8, 27);
    problem.remedy = Remedy::Versions(queue().id);
    problem
}

fn stage() -> Stage {
    Stage::with_stories(vec![pool("Waits fell from 4 s to 20 ms."), queue()])
}

fn changes(stage: &Stage) -> Vec<&Change> {
    stage
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Change { change, .. } => Some(change),
            _ => None,
        })
        .collect()
}

fn send(stage: &mut Stage, message: Message) {
    let effects = stage.app.update(message, stage.now);
    stage.effects.extend(effects);
}

#[test]
fn a_deletion_is_told_when_it_is_done_and_one_key_undoes_it() {
    let mut stage = stage();
    stage.keys("u");
    assert_eq!(stage.notice(), "There is nothing to undo.");
    stage.keys("jd");
    assert_eq!(changes(&stage)[0].steps, [Step::Delete(pool("Waits fell from 4 s to 20 ms."))]);
    assert!(stage.screen(80, 24).contains("The pool ran dry"), "nothing is said to be done before it is done");
    let Some(Effect::Change { said, .. }) = stage.effects.last().cloned() else { panic!() };
    send(&mut stage, loaded(vec![queue()], vec![]));
    send(&mut stage, Message::Changed { said, problems: vec![], about: None });
    assert_eq!(stage.notice(), "Deleted (u undoes it): “The pool ran dry”");
    assert!(!stage.screen(80, 24).contains("PostgreSQL"));
    stage.keys("u");
    assert_eq!(stage.effects.last(), Some(&Effect::Undo));
}

#[test]
fn samples_can_not_be_changed_and_the_keys_say_why() {
    let mut stage = Stage::with_samples();
    for key in ["d", "a", "v"] {
        stage.keys(key);
        assert_eq!(stage.notice(), "This is a sample. Samples go when you import stories of your own.");
    }
    for key in if cfg!(unix) { &["f", "E"][..] } else { &["f"] } {
        stage.keys(key);
        assert_eq!(stage.notice(), "This is a sample. Press e to make it a story of your own.");
    }
}

#[test]
fn suggested_skills_are_accepted_with_one_key() {
    let mut stage = stage();
    stage.keys("a");
    let [Step::Save { story, was }] = &changes(&stage)[0].steps[..] else { panic!() };
    assert_eq!((story.skills.join(","), story.suggested_skills.len()), ("SQS".to_owned(), 0));
    assert_eq!(*was, Was::Story(queue()));
    stage.keys("ja");
    assert_eq!(stage.notice(), "No skills are suggested for this story.");
}

#[test]
fn edits_made_elsewhere_show_when_the_window_gets_focus_and_the_cursor_stays() {
    let mut stage = stage();
    stage.keys("j");
    send(&mut stage, Message::Focused);
    assert_eq!(stage.effects, [Effect::Reload]);
    let young = story("A young story", &[], &[(Beat::Problem, "It is new.")]);
    send(&mut stage, loaded(vec![pool("Waits are gone."), queue(), young], vec![]));
    assert_snapshot!("reloaded 80x24", stage.screen(80, 24));
    assert!(stage.screen(80, 24).contains("Waits are gone."));
}

#[test]
fn a_take_under_way_is_not_disturbed_by_edits_made_elsewhere() {
    let mut stage = stage();
    stage.keys("j<enter> ").wait(5.0).keys(" ");
    let before = stage.screen(80, 24);
    send(&mut stage, loaded(vec![queue()], vec![]));
    assert_eq!(stage.screen(80, 24), before);
    stage.keys("<esc>");
    assert!(stage.screen(80, 24).contains("1 story"), "{}", stage.screen(80, 24));
}

#[test]
fn two_versions_stand_side_by_side_until_one_key_chooses() {
    for (key, steps) in [("1", 2), ("2", 2), ("b", 3)] {
        let mut stage = stage();
        send(&mut stage, loaded(vec![pool("Waits fell from 4 s to 20 ms."), queue()], vec![two_versions()]));
        stage.keys("!<enter>");
        if key == "1" {
            assert_snapshot!("two versions 120x40", stage.screen(120, 40));
            assert_snapshot!("two versions 80x24", stage.screen(80, 24));
            assert_snapshot!("two versions 60x20", stage.screen(60, 20));
        }
        stage.keys("<esc>").keys("<enter>").keys(key);
        assert_eq!(changes(&stage)[0].steps.len(), steps);
        assert!(matches!(changes(&stage)[0].steps.last(), Some(Step::Discard(_))));
    }
}

#[test]
fn a_damaged_story_is_mended_from_the_list_of_problems() {
    let mut stage = stage();
    send(&mut stage, loaded(vec![pool("Waits fell.")], vec![damaged(), Problem::new("x.json", "it is torn", "Look.")]));
    stage.keys("!");
    assert_snapshot!("problems 80x24", stage.screen(80, 24));
    stage.keys("j<enter>");
    assert_eq!(stage.notice(), "Retell can't mend this one. The line says what you can do.");
    stage.keys("k<enter>");
    assert_eq!(stage.effects.last(), Some(&Effect::ListVersions(queue().id)));
    let version = Version { story: queue(), at: stage.now.wall, file: Some("00000001.json".to_owned()) };
    send(&mut stage, Message::Versions(queue().id, vec![version]));
    stage.keys("<enter>");
    assert_eq!(changes(&stage)[0].steps, [Step::Save { story: queue(), was: Was::Unreadable }]);
}

#[test]
#[cfg_attr(not(unix), ignore = "no editor has the terminal there")]
fn a_text_that_waits_for_the_editor_is_told_once_and_goes_there_from_the_list_of_problems() {
    let of = |reason: &str| Problem {
        remedy: Remedy::Edit(queue().id),
        ..Problem::new("state/editing/a-queue-without-an-end.md", reason, "Open it in your editor.")
    };
    let mut stage = stage();
    send(&mut stage, loaded(vec![pool("Waits fell."), queue()], vec![of("a text of yours waits here")]));
    send(&mut stage, Message::Edited(Edited::Unreadable(of("line 9: a second story begins here"))));
    assert!(stage.notice().starts_with("! E goes on with your text; line 9: a second story begins here."));
    stage.keys("!");
    assert_eq!(stage.app.problems(), [of("line 9: a second story begins here")]);
    assert!(stage.screen(80, 24).contains("Press enter to go on with it in your editor."));
    stage.keys("<enter>");
    assert_eq!(stage.effects.last(), Some(&Effect::Edit(Box::new(queue()))));
    send(&mut stage, loaded(vec![pool("Waits fell.")], vec![of("a text of yours waits here")]));
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "Its story isn't here any more; it may be in the trash.");
}

#[test]
fn earlier_versions_say_what_each_changed_what_has_changed_since_and_when_they_were_written() {
    let mut stage = stage();
    stage.keys("jv");
    let id = pool("").id;
    assert_eq!(stage.effects, [Effect::ListVersions(id.clone())]);
    let at = |text| common::stamp(text);
    let version = |outcome, at| Version { story: pool(outcome), at, file: Some("00000001.json".to_owned()) };
    let present = version("Waits fell from 4 s to 20 ms.", at("2026-03-14T19:30:00Z"));
    send(&mut stage, Message::Versions(id.clone(), vec![present.clone()]));
    assert_eq!(stage.notice(), "No earlier version of this story is kept.");
    let versions = vec![
        present,
        version("Waits fell.", at("2026-03-13T22:15:00Z")),
        version("Waits went down.", at("2026-03-12T22:15:00Z")),
    ];
    send(&mut stage, Message::Versions(id, versions));
    stage.keys("j");
    assert_snapshot!("versions 80x24", stage.screen(80, 24));
    assert_snapshot!("versions 120x40", stage.screen(120, 40));
    let mut shows = |keys: &str, text: &str, next: &str| {
        stage.keys(keys);
        let screen = stage.screen(80, 24);
        assert!(screen.contains(text) && screen.contains(next), "{screen}");
    };
    shows("v", "Waits fell {+from 4 s to 20 ms+}.", "v whole version");
    shows("k", "The story stands as it did then.", "v whole version");
    shows("jv", "\n Waits fell.\n", "v what it changed");
    shows("vj", "\n Waits went down.\n", "the first that is kept");
    stage.keys("k<enter>");
    let [Step::Save { story, was: Was::Story(was) }] = &changes(&stage)[0].steps[..] else { panic!() };
    assert_eq!((story, was), (&pool("Waits fell."), &pool("Waits fell from 4 s to 20 ms.")));
}

#[test]
fn a_deleted_story_comes_back_from_the_trash() {
    let mut stage = stage();
    stage.keys("t");
    assert_eq!(stage.effects, [Effect::ListTrash]);
    send(&mut stage, Message::Trash(vec![], vec![]));
    assert_eq!(stage.notice(), "The trash is empty.");
    let version =
        Version { story: queue(), at: stage.now.wall, file: Some("a-queue-without-an-end.2.json".to_owned()) };
    send(&mut stage, Message::Trash(vec![version], vec![]));
    assert_snapshot!("trash 60x20", stage.screen(60, 20));
    stage.keys("v");
    assert_eq!(stage.notice(), "What was deleted is shown as it was.");
    stage.keys("<enter>");
    let [Step::Restore(file)] = &changes(&stage)[0].steps[..] else { panic!() };
    assert_eq!(file, "a-queue-without-an-end.2.json");
}

#[test]
fn what_could_not_be_saved_is_told_and_stays_among_the_problems() {
    let mut stage = stage();
    stage.keys("a");
    send(&mut stage, loaded(vec![queue()], vec![]));
    let problem = Problem::new("a.json", "No space left on device", "Nothing was written.");
    send(&mut stage, Message::Changed { said: String::new(), problems: vec![problem], about: None });
    assert!(stage.notice().starts_with("! No space left on device"), "{}", stage.notice());
    assert!(!stage.screen(80, 24).contains("accepted"));
    send(&mut stage, loaded(vec![queue()], vec![]));
    assert!(stage.screen(80, 24).contains("1 problem"));
    // A change that goes through says that it is over.
    send(&mut stage, loaded(vec![queue()], vec![]));
    send(&mut stage, Message::Changed { said: "The skills are accepted.".to_owned(), problems: vec![], about: None });
    assert_eq!(stage.notice(), "The skills are accepted.");
    assert!(!stage.screen(80, 24).contains("1 problem"));
}

#[test]
fn a_dropped_take_comes_back_until_something_else_is_done() {
    let mut stage = stage();
    stage.keys("j<enter> ").wait(5.0).keys("<esc>cd");
    assert_eq!(stage.notice(), "The unfinished take was dropped. Press u to have it back.");
    stage.keys("u");
    assert_eq!(stage.notice(), "The unfinished take is back. Press c to go on with it.");
    assert!(stage.app.unfinished().is_some());

    stage.keys("cd<enter> ").wait(5.0).keys("<esc>");
    stage.keys("u");
    assert_eq!(stage.notice(), "There is nothing to undo.");
    assert!(stage.app.unfinished().is_some(), "the take begun since is untouched");

    stage.keys("cd");
    stage.keys("d");
    assert!(matches!(stage.effects.last(), Some(Effect::Change { .. })));
    stage.keys("u");
    assert_eq!(stage.notice(), "There is nothing to undo.");
}

#[test]
fn where_no_key_undoes_nothing_is_said_of_one() {
    let undo = Word { text: "undo".to_owned(), ..Word::default() };
    let (keymap, problems) = Keymap::new(&[Rebinding { place: None, action: undo, keys: Vec::new() }]);
    assert_eq!(problems, []);
    let library = Library::new(vec![queue()], Origin::Own);
    let mut stage = Stage::open(Opening { keymap, ..opening(library) });
    stage.keys("d");
    let Some(Effect::Change { said, .. }) = stage.effects.last() else { panic!() };
    assert_eq!(said, &format!("Deleted: “{}”", queue().title));
}
