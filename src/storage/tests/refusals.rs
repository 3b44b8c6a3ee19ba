//! What becomes of stories and takes when the disk refuses a step: each step, with each error, for once or for good.

use std::cell::Cell;

use jiff::civil::date;

use super::*;
use crate::domain::appointment::Appointment;
use crate::domain::practice::{Plan, Practice};
use crate::domain::question::Question;
use crate::domain::score::Score;
use crate::domain::story::StoryId;
use crate::domain::take::Take;
use crate::domain::time::{Millis, Now, Stamp};
use crate::domain::unfinished::Unfinished;
use crate::domain::written::{Field, Written};

/// What must hold whatever the disk refused: every story is there in one of its versions, or can be had back.
fn check_nothing_lost(folders: &Folders, originals: &[Story], said: &str) {
    let loaded = stories::load(folders);
    for original in originals {
        let is_there = loaded.stories.iter().any(|story| story.id == original.id);
        let is_in_trash = trash(folders).0.iter().any(|version| version.story.id == original.id);
        assert!(is_there || is_in_trash, "{} is gone: {said}", original.id);
    }
    let strays = loaded.problems.iter().filter(|problem| !matches!(problem.remedy, Remedy::Compare(_)));
    assert_eq!(strays.count(), 0, "{:?}: {said}", loaded.problems);
    let left = fs::read_dir(&folders.stories)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with('.'));
    assert_eq!(left.count(), 0, "a temporary file is left: {said}");
}

/// Whether what a change asks for is so.
type IsDone = fn(&Folders) -> bool;

/// Every change that a person can make, each with a check that what was reported as done is done.
fn changes() -> Vec<(&'static str, Change, IsDone)> {
    let (a, b) = (story("A", "first"), story("B", "first"));
    vec![
        ("edit", Change::edit(&a, with_outcome(&a, "second")), |folders| outcomes(folders)["A"] == "second"),
        ("delete", Change::deletion(&b), |folders| titles(folders) == ["A"] && trash(folders).0.len() == 1),
        ("import", import(&[story("C", "new"), story("D", "new")]), |folders| titles(folders).len() == 4),
    ]
}

const ERRORS: [(&str, i32); 3] = [("EIO", 5), ("ENOSPC", 28), ("EROFS", 30)];

/// Plays `round` with every error of the system at every step, once with a disk that recovers and once with one that
/// stays broken. A round gets a name for what is refused and returns how many steps there were; returns the rounds.
fn with_every_step_refused(round: impl Fn(&str) -> u64 + Sync) -> usize {
    let plans = ERRORS.into_iter().flat_map(|error| [(error, false), (error, true)]);
    thread::scope(|scope| {
        let round = &round;
        let play = |((name, error), goes_on): ((&'static str, i32), bool)| {
            move || {
                for n in 0.. {
                    PLAN.set((n, goes_on, error));
                    if round(&format!("{name} at step {n}, goes on: {goes_on}")) <= n {
                        return usize::try_from(n).unwrap();
                    }
                }
                0
            }
        };
        let threads: Vec<_> = plans.map(|plan| scope.spawn(play(plan))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

thread_local! {
    static PLAN: Cell<(u64, bool, i32)> = const { Cell::new((0, false, 0)) };
}

/// Does something while a step is refused, and says how many steps it took.
fn refused<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let (n, goes_on, error) = PLAN.get();
    faults::stop();
    faults::refuse(n, goes_on, error);
    let result = work();
    (result, faults::stop())
}

#[test]
fn whatever_step_the_disk_refuses_no_story_is_lost_and_nothing_is_called_saved_that_is_not() {
    let originals = [story("A", "first"), story("B", "first")];
    let mut tried = 0;
    for (name, change, is_done) in changes() {
        tried += with_every_step_refused(|plan| {
            let home = tempfile::tempdir().unwrap();
            let folders = folders(&home);
            apply(&folders, &import(&originals));
            let (reported, steps) = refused(|| change::apply(&folders, &change));
            let said = format!("{name} with {plan}, {reported:?}");
            check_nothing_lost(&folders, &originals, &said);
            let is_called_done = reported.is_ok_and(|done| done.iter().all(Result::is_ok));
            assert!(!is_called_done || is_done(&folders), "called done: {said}");
            if !is_called_done {
                // Once the disk is well again, the same change goes through.
                apply(&folders, &change);
                assert!(is_done(&folders), "{said}");
            }
            // The same with the way back.
            let (undone, _) = refused(|| undo::undo(&folders));
            check_nothing_lost(&folders, &originals, &format!("undo of {said}, {undone:?}"));
            steps
        });
    }
    println!("steps refused by the disk: {tried}, 0 stories lost, 0 false reports of a save");
}

#[test]
fn whatever_step_the_disk_refuses_a_take_that_is_called_kept_is_there() {
    let takes_at = |folders: &Folders| takes::load(&folders.practice).0.len();
    let tried = with_every_step_refused(|plan| {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        let window = unfinished::UnderWay::claim(&folders.state);
        takes::append(&folders, &a_take("1")).unwrap();
        let (reported, steps) = refused(|| takes::append(&folders, &a_take("2")));
        assert!(takes_at(&folders) > usize::from(reported.is_ok()), "{plan}: {reported:?}");
        takes::append(&folders, &a_take("3")).unwrap();
        let is_there = |id: &str| takes::load(&folders.practice).0.iter().any(|take| take.id == id);
        assert!(is_there("1") && is_there("3") && (reported.is_err() || is_there("2")), "{plan}: {reported:?}");

        let keep = |title: &str| window.jot(&an_unfinished(title)).and_then(|()| window.settle());
        keep("First").unwrap();
        let (reported, more_steps) = refused(|| keep("Second"));
        let kept = window.load().unwrap().unwrap().title;
        assert!(kept == "Second" || reported.is_err() && kept == "First", "{plan}: {reported:?}");
        steps.max(more_steps)
    });
    println!("steps refused by the disk: {tried}, 0 takes lost, 0 false reports of a take kept");
}

#[test]
fn whatever_step_the_disk_refuses_a_score_that_is_called_kept_is_there() {
    let score = |sheet: &str| Score {
        note: "Shorter.".to_owned(),
        ..Score::new(StoryId::from_title("A"), date(2026, 3, 14), "Ada", sheet)
    };
    let tried = with_every_step_refused(|plan| {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        scores::append(&folders, &score("1")).unwrap();
        let (reported, steps) = refused(|| scores::append(&folders, &score("2")));
        scores::append(&folders, &score("3")).unwrap();
        let known = scores::load(&folders).0;
        let is_there = |sheet: &str| known.of(|_| true).any(|known| *known == score(sheet));
        assert!(is_there("1") && is_there("3") && (reported.is_err() || is_there("2")), "{plan}: {reported:?}");
        steps
    });
    println!("steps refused by the disk: {tried}, 0 scores lost, 0 false reports of a score kept");
}

#[test]
fn whatever_step_the_disk_refuses_what_is_written_is_there() {
    let written = |title: &str| Written { texts: [(Field::Title, title.to_owned())].into(), ..Written::default() };
    let tried = with_every_step_refused(|plan| {
        let home = tempfile::tempdir().unwrap();
        let window = unfinished::UnderWay::claim(&folders(&home).state);
        let keep = |title: &str| window.unkept().jot(&written(title)).and_then(|()| window.settle());
        keep("First").unwrap();
        let (reported, steps) = refused(|| keep("Second"));
        let kept = window.unkept().load().unwrap().unwrap();
        let is_second = kept == written("Second");
        assert!(is_second || reported.is_err() && kept == written("First"), "{plan}: {reported:?}");
        steps
    });
    println!("steps refused by the disk: {tried}, 0 stories lost that were being written");
}

#[test]
fn whatever_step_the_disk_refuses_a_question_that_is_called_kept_is_there() {
    let question = |text: &str| Question { text: text.to_owned(), ..Question::default() };
    let (first, second) = (question("First?"), question("Second?"));
    let tried = with_every_step_refused(|plan| {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        questions::add(&folders, &first).unwrap();
        let (reported, steps) = refused(|| questions::add(&folders, &second));
        let (kept, problems) = questions::own(&folders);
        assert!(kept.contains(&first) && problems.is_empty(), "{plan}: {problems:?}");
        assert!(reported.is_err() || kept.contains(&second), "{plan}: {reported:?}");
        questions::add(&folders, &second).unwrap();
        assert_eq!(questions::own(&folders).0, [first.clone(), second.clone()], "{plan}");
        steps
    });
    println!("steps refused by the disk: {tried}, 0 questions lost, 0 false reports of a question kept");
}

#[test]
fn whatever_step_the_disk_refuses_an_interview_that_is_called_kept_is_there() {
    let at = |company: &str| {
        let written = Stamp::try_from("2026-03-14T21:05:00Z".to_owned()).unwrap();
        Appointment::new(company.to_owned(), written, date(2026, 3, 20), company, "")
    };
    let tried = with_every_step_refused(|plan| {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(&home);
        appointments::append(&folders, &at("First")).unwrap();
        let (reported, steps) = refused(|| appointments::append(&folders, &at("Second")));
        appointments::append(&folders, &at("Third")).unwrap();
        let (kept, _) = appointments::load(&folders);
        assert!(kept.get("First").is_some() && kept.get("Third").is_some(), "{plan}: {reported:?}");
        assert!(reported.is_err() || kept.get("Second").is_some(), "{plan}: {reported:?}");
        steps
    });
    println!("steps refused by the disk: {tried}, 0 interviews lost, 0 false reports of one kept");
}

fn an_unfinished(title: &str) -> Unfinished {
    let mut practice = Practice::ready(&story(title, "It holds."), Plan::default(), Millis::ZERO);
    practice.start(Millis::ZERO);
    let wall = Stamp::try_from("2026-03-14T21:05:00Z".to_owned()).unwrap();
    Unfinished::of(&practice, title, None, wall, Now { wall, monotonic: Millis(9_000) })
}

fn a_take(id: &str) -> Take {
    Take { id: id.to_owned(), ..an_unfinished("A").to_take() }
}

#[test]
#[should_panic(expected = "a is gone")]
fn the_check_finds_a_writer_that_truncates_before_it_writes() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(&home);
    let a = story("A", "first");
    apply(&folders, &import(std::slice::from_ref(&a)));
    // What a full disk makes of truncating and writing.
    damage(&folders.stories.join("a.json"), "");
    check_nothing_lost(&folders, &[a], "a bad writer");
}
