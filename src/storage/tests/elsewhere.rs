//! What becomes of stories that somebody wrote, renamed, removed or damaged without Retell.

use super::*;

#[test]
fn a_story_whose_file_has_another_name_is_shown_and_named_and_can_be_deleted() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    atomic::move_to(&folders.stories.join("a.json"), &folders.stories.join("copy of a.json")).unwrap();
    let loaded = stories::load(&folders);
    assert_eq!((loaded.stories.as_slice(), loaded.problems.len()), (std::slice::from_ref(&a), 1));
    assert!(loaded.problems[0].hint.contains("Name the file a.json"), "{}", loaded.problems[0]);
    apply(&folders, &Change::deletion(&a));
    let loaded = stories::load(&folders);
    assert!(loaded.stories.is_empty() && loaded.problems.is_empty());
    assert_eq!(trash(&folders).0.len(), 1);
}

#[test]
fn what_can_not_be_read_in_the_trash_is_named() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    apply(&folders, &Change::deletion(&a));
    damage(&folders.trash.join("a.json"), "");
    let (versions, problems) = trash(&folders);
    assert_eq!((versions.len(), problems.len()), (1, 1));
    assert_eq!(versions[0].file, None, "its last version is offered all the same");
}

#[test]
fn what_somebody_wrote_without_retell_is_kept_too_and_so_is_a_story_whose_file_was_removed() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    let path = folders.stories.join("a.json");
    let by_hand = with_outcome(&a, "by hand");
    damage(&path, by_hand.to_json(None).unwrap());
    keep_copies(&folders, [path.as_path()].into_iter());
    keep_copies(&folders, [path.as_path()].into_iter());
    damage(&path, "");
    keep_copies(&folders, [path.as_path()].into_iter());
    assert_eq!(versions(&folders, &a.id).into_iter().map(|v| v.story).collect::<Vec<_>>(), [by_hand.clone(), a]);
    atomic::remove(&path).unwrap();
    let (kept, _) = trash(&folders);
    assert_eq!(kept.into_iter().map(|v| (v.story, v.file)).collect::<Vec<_>>(), [(by_hand, None)]);
}

#[test]
fn a_name_stays_confidential_when_the_story_that_marks_it_is_deleted_or_damaged() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "{{client: Acme | a firm}} called.");
    apply(&folders, &import(std::slice::from_ref(&a)));
    let marked = || marked::beside(&stories::load(&folders), &folders);
    assert!(marked().words.are_none(), "the story itself says it");
    apply(&folders, &Change::deletion(&a));
    assert_eq!((marked().words.covered("For Acme.").as_ref(), marked().unread), ("For a firm.", vec![]));
    undo::undo(&folders).unwrap();
    damage(&folders.stories.join("a.json"), "{");
    assert_eq!(marked().words.covered("For Acme."), "For a firm.");
    assert_eq!(marked().unread, stories::load(&folders).problems);
}
