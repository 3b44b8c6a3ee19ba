//! What becomes of stories when they are changed, undone and damaged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;

use super::*;
use crate::domain::beat::Beat;
use crate::domain::change::{Change, Step, Was};
use crate::domain::conflict::{Choice, Conflict};
use crate::domain::problem::Remedy;
use crate::domain::story::Story;

mod elsewhere;
mod refusals;

fn folders(home: &tempfile::TempDir) -> Folders {
    Folders::locate(Some(home.path().to_owned())).unwrap()
}

fn story(title: &str, outcome: &str) -> Story {
    let mut story = Story::new(title);
    story.beats.insert(Beat::Outcome, outcome);
    story
}

fn with_outcome(story: &Story, outcome: &str) -> Story {
    let mut story = story.clone();
    story.beats.insert(Beat::Outcome, outcome);
    story
}

fn import(stories: &[Story]) -> Change {
    let save = |story: &Story| Step::Save { story: story.clone(), was: Was::Nothing };
    Change { what: "import of notes.md".to_owned(), steps: stories.iter().map(save).collect() }
}

fn apply(folders: &Folders, change: &Change) {
    for done in change::apply(folders, change).unwrap() {
        done.unwrap();
    }
}

fn outcomes(folders: &Folders) -> BTreeMap<String, String> {
    let outcome = |story: &Story| story.beats.get(Beat::Outcome).unwrap_or_default().to_owned();
    stories::load(folders).stories.iter().map(|story| (story.title.clone(), outcome(story))).collect()
}

fn titles(folders: &Folders) -> Vec<String> {
    outcomes(folders).into_keys().collect()
}

fn damage(path: &Path, content: impl AsRef<[u8]>) {
    #[expect(clippy::disallowed_methods, reason = "the test makes the damage")]
    fs::write(path, content).unwrap();
}

#[test]
fn a_deletion_an_edit_and_an_import_are_undone_one_by_one() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let (a, b) = (story("A", "first"), story("B", "first"));
    apply(&folders, &import(&[a.clone(), b.clone()]));
    let edited = with_outcome(&a, "second");
    apply(&folders, &Change::edit(&a, edited.clone()));
    apply(&folders, &Change::deletion(&b));
    assert_eq!(outcomes(&folders), BTreeMap::from([("A".to_owned(), "second".to_owned())]));
    assert_eq!(trash(&folders).0.iter().map(|version| version.story.title.as_str()).collect::<Vec<_>>(), ["B"]);
    assert_eq!(versions(&folders, &a.id).iter().map(|v| v.story.clone()).collect::<Vec<_>>(), [edited, a]);

    let undone = undo::undo(&folders).unwrap();
    assert_eq!((undone.what.as_str(), undone.left, undone.about), ("deletion of “B”", vec![], Some(b.id)));
    assert!(trash(&folders).0.is_empty());
    assert_eq!(undo::undo(&folders).unwrap().what, "change of “A”");
    assert_eq!(outcomes(&folders).values().collect::<Vec<_>>(), ["first", "first"]);
    let undone = undo::undo(&folders).unwrap();
    assert_eq!((undone.what.as_str(), undone.trashed), ("import of notes.md", 2));
    assert!(titles(&folders).is_empty());
    assert_eq!(trash(&folders).0.len(), 2, "what an undone import brought in is in the trash");
    assert!(undo::undo(&folders).unwrap_err().reason.contains("nothing to undo"));
}

#[test]
fn a_story_that_was_changed_since_is_not_undone() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let (a, b) = (story("A", "first"), story("B", "first"));
    apply(&folders, &import(&[a.clone(), b]));
    damage(&folders.stories.join("a.json"), with_outcome(&a, "by hand").to_json(None).unwrap());
    let left = undo::undo(&folders).unwrap().left;
    assert_eq!(left.len(), 1);
    assert_eq!(outcomes(&folders), BTreeMap::from([("A".to_owned(), "by hand".to_owned())]));
}

#[test]
fn nothing_is_written_when_nothing_changes() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    let path = folders.stories.join("a.json");
    // Somebody's own formatting stays too.
    damage(&path, serde_json::to_string(&a).unwrap());
    let before = fs::read(&path).unwrap();
    apply(&folders, &Change::edit(&a, a.clone()));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(undo::undoable(&folders).as_deref(), Some("import of notes.md"));
}

#[test]
fn a_story_changed_elsewhere_is_not_overwritten_and_both_versions_wait_for_a_choice() {
    for (choice, expected) in [
        (Choice::Left, vec![("a", "theirs")]),
        (Choice::Right, vec![("a", "mine")]),
        (Choice::Both, vec![("a", "theirs"), ("a-2", "mine")]),
    ] {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        let a = story("A", "first");
        apply(&folders, &import(std::slice::from_ref(&a)));
        damage(&folders.stories.join("a.json"), with_outcome(&a, "theirs").to_json(None).unwrap());
        let done = change::apply(&folders, &Change::edit(&a, with_outcome(&a, "mine"))).unwrap();
        assert!(done[0].as_ref().unwrap_err().reason.contains("changed elsewhere"));

        let loaded = stories::load(&folders);
        assert_eq!(loaded.stories.len(), 1);
        let Remedy::Compare(conflict) = &loaded.problems[0].remedy else { panic!("{:?}", loaded.problems) };
        let outcome = |story: &Story| story.beats.get(Beat::Outcome).unwrap().to_owned();
        assert_eq!([&conflict.left, &conflict.right].map(|side| outcome(&side.story)), ["theirs", "mine"]);
        let before = outcomes(&folders);
        apply(&folders, &conflict.settle(choice));
        let loaded = stories::load(&folders);
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        let kept: BTreeMap<_, _> = loaded.stories.iter().map(|story| (story.id.as_str(), outcome(story))).collect();
        assert_eq!(kept.iter().map(|(&id, text)| (id, text.as_str())).collect::<Vec<_>>(), expected);
        undo::undo(&folders).unwrap();
        assert_eq!(outcomes(&folders), before);
        assert!(matches!(stories::load(&folders).problems[0].remedy, Remedy::Compare(_)), "undone: to choose again");
    }
}

/// A story, and another version of it that a sync program put beside it.
fn two_versions(folders: &Folders) -> Conflict {
    let a = story("A", "first");
    apply(folders, &import(std::slice::from_ref(&a)));
    let copy = with_outcome(&a, "on the phone").to_json(None).unwrap();
    damage(&folders.stories.join("a.sync-conflict-20261101-101112-ABCDEFG.json"), copy);
    let Remedy::Compare(conflict) = stories::load(folders).problems.remove(0).remedy else { panic!() };
    *conflict
}

#[test]
fn a_version_that_was_chosen_is_not_put_away_when_it_can_not_take_its_place() {
    for n in 0.. {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        let conflict = two_versions(&folders);
        let choice = conflict.settle(Choice::Right);
        faults::stop();
        faults::refuse(n, false, 28);
        let done = change::apply(&folders, &choice);
        if faults::stop() <= n {
            break;
        }
        let is_done = done.is_ok_and(|done| done.iter().all(Result::is_ok));
        let is_listed = stories::load(&folders).problems.len() == 1;
        assert!(outcomes(&folders)["A"] == "on the phone" || !is_done && is_listed, "step {n}");
    }
}

#[test]
fn an_undo_that_was_interrupted_goes_on_where_it_stopped() {
    for n in 0.. {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        let conflict = two_versions(&folders);
        apply(&folders, &conflict.settle(Choice::Right));
        faults::stop();
        faults::refuse(n, false, 28);
        let undone = undo::undo(&folders);
        if faults::stop() <= n {
            break;
        }
        if undone.is_err() {
            assert_eq!(undo::undo(&folders).unwrap().left, [], "step {n}");
        }
        assert_eq!(
            (outcomes(&folders)["A"].as_str(), stories::load(&folders).problems.len()),
            ("first", 1),
            "step {n}"
        );
    }
}

#[test]
fn a_version_of_a_newer_format_is_not_rewritten_by_choosing_it() {
    for choice in [Choice::Right, Choice::Both] {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        let mut conflict = two_versions(&folders);
        conflict.right.story.version += 1;
        let done = change::apply(&folders, &conflict.settle(choice)).unwrap();
        assert!(done.into_iter().filter_map(Result::err).all(|problem| problem.reason.contains("it has format 2")));
        assert_eq!((outcomes(&folders).len(), stories::load(&folders).problems.len()), (1, 1));
    }
}

#[test]
fn a_damaged_story_is_left_where_it_is_and_its_last_whole_version_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    let path = folders.stories.join("a.json");
    for bytes in [&b""[..], b"\0\0\0", b"{\"id\": \"a\", ", b"not json", b"caf\xe9"] {
        damage(&path, bytes);
        let loaded = stories::load(&folders);
        assert_eq!((loaded.stories.len(), loaded.problems.len()), (0, 1));
        assert_eq!(loaded.problems[0].remedy, Remedy::Versions(a.id.clone()), "{}", loaded.problems[0]);
        assert_eq!(fs::read(&path).unwrap(), bytes);
        let version = versions(&folders, &a.id).remove(0);
        let back = Step::Save { story: version.story, was: Was::Unreadable };
        apply(&folders, &Change { what: "return".to_owned(), steps: vec![back] });
        assert_eq!(titles(&folders), ["A"]);
        undo::undo(&folders).unwrap();
        assert_eq!(fs::read(&path).unwrap(), bytes, "what was damaged is kept as well");
    }
}

#[cfg(unix)]
#[test]
fn the_story_deleted_last_is_the_first_in_the_trash() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let (a, b) = (story("A", "old"), story("B", "young"));
    apply(&folders, &import(&[a.clone(), b.clone()]));
    let file = fs::File::open(folders.stories.join("b.json")).unwrap();
    let hour_before = file.metadata().unwrap().modified().unwrap() - std::time::Duration::from_secs(3600);
    file.set_modified(hour_before).unwrap();
    apply(&folders, &Change::deletion(&a));
    thread::sleep(std::time::Duration::from_millis(1100));
    apply(&folders, &Change::deletion(&b));
    assert_eq!(
        trash(&folders).0.iter().map(|version| version.file.as_deref().unwrap()).collect::<Vec<_>>(),
        ["b.json", "a.json"]
    );
}

#[test]
fn a_deleted_story_comes_back_beside_another_that_took_its_name() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "old");
    apply(&folders, &import(std::slice::from_ref(&a)));
    apply(&folders, &Change::deletion(&a));
    apply(&folders, &import(&[story("A", "young")]));
    let trashed = trash(&folders).0.remove(0);
    apply(&folders, &Change::restoration(&trashed));
    assert_eq!(stories::load(&folders).stories.len(), 2);
    assert!(trash(&folders).0.is_empty());
}

#[test]
fn a_deleted_story_comes_back_beside_a_file_that_can_not_be_read() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "old");
    apply(&folders, &import(std::slice::from_ref(&a)));
    apply(&folders, &Change::deletion(&a));
    damage(&folders.stories.join("a.json"), "torn");
    apply(&folders, &Change::restoration(&trash(&folders).0.remove(0)));
    assert_eq!(stories::load(&folders).stories[0].id.as_str(), "a-2");
    assert_eq!(fs::read(folders.stories.join("a.json")).unwrap(), b"torn");
}

#[test]
fn a_version_beside_a_story_that_is_damaged_or_gone_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    let path = folders.stories.join("a.json");
    damage(&path, "torn");
    assert!(change::apply(&folders, &Change::edit(&a, with_outcome(&a, "mine"))).unwrap()[0].is_err());
    let said = |folders: &Folders| stories::load(folders).problems.pop().unwrap().to_string();
    assert!(said(&folders).ends_with(&format!("Mend {} first: both can be compared then.", path.display())));
    atomic::move_to(&path, &home.path().join("elsewhere")).unwrap();
    assert!(said(&folders).ends_with(&format!("is gone. To have it back, move it to {}.", path.display())));
}

#[test]
fn a_file_that_can_not_be_opened_is_not_called_damaged() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    let path = folders.stories.join("a.json");
    atomic::move_to(&path, &home.path().join("elsewhere")).unwrap();
    atomic::replace(&path.join("notes.txt"), b"").unwrap();
    let problem = stories::load(&folders).problems.remove(0);
    assert_eq!((problem.remedy, problem.reason.as_str()), (Remedy::None, "this is a folder"));
}

#[test]
fn at_most_fifty_versions_and_changes_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let mut a = story("A", "0");
    apply(&folders, &import(std::slice::from_ref(&a)));
    for n in 1..60 {
        let next = with_outcome(&a, &n.to_string());
        apply(&folders, &Change::edit(&a, next.clone()));
        a = next;
    }
    assert_eq!(versions(&folders, &a.id).len(), 50);
    for n in (10..59).rev() {
        undo::undo(&folders).unwrap();
        assert_eq!(outcomes(&folders)["A"], n.to_string());
    }
}

#[test]
fn a_version_that_comes_back_by_hand_is_not_forgotten_when_it_is_replaced() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let oldest = story("A", "0");
    apply(&folders, &import(std::slice::from_ref(&oldest)));
    let mut a = oldest.clone();
    for n in 1..50 {
        let next = with_outcome(&a, &n.to_string());
        apply(&folders, &Change::edit(&a, next.clone()));
        a = next;
    }
    damage(&folders.stories.join("a.json"), oldest.to_json(None).unwrap());
    apply(&folders, &Change::edit(&oldest, with_outcome(&oldest, "50")));
    assert_eq!(undo::undo(&folders).unwrap().left, []);
    assert_eq!(outcomes(&folders)["A"], "0");
}

#[cfg(unix)]
#[test]
fn what_a_linked_file_held_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    let elsewhere = home.path().join("elsewhere.json");
    damage(&elsewhere, a.to_json(None).unwrap());
    // The folder has to be there for the link.
    atomic::replace(&folders.stories.join(".hidden"), b"").unwrap();
    std::os::unix::fs::symlink("../elsewhere.json", folders.stories.join("a.json")).unwrap();
    apply(&folders, &Change::edit(&a, with_outcome(&a, "second")));
    assert_eq!(versions(&folders, &a.id).len(), 2);
    assert_eq!(undo::undo(&folders).unwrap().left, []);
    assert!(folders.stories.join("a.json").is_symlink());
    assert_eq!(stories::load(&folders).stories, [a]);
}
