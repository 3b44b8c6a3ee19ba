//! Damaged files: every byte changed, cut out and doubled, and nothing is dropped without a word.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests do the damage")]

mod common;

use std::fs;
use std::path::Path;

use common::{stamp, story};
use retell::domain::appointment::{Appointment, Debrief, Met, Outcome, Went};
use retell::domain::beat::Beat;
use retell::domain::practice::{Plan, Practice};
use retell::domain::score::{Criterion, Ended, Score};
use retell::domain::story::{Extra, Source, Story};
use retell::domain::take::Take;
use retell::domain::time::{Millis, Now};
use retell::domain::unfinished::Unfinished;
use retell::storage::unfinished::UnderWay;
use retell::storage::{Folders, appointments, scores, stories, takes};

/// Every way to damage one byte of a file.
fn mutations(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..bytes.len()).flat_map(move |place| {
        let with = |instead: &[u8]| [&bytes[..place], instead, &bytes[place + 1..]].concat();
        let byte = bytes[place];
        let instead: [&[u8]; 8] = [&[], &[byte, byte], &[byte ^ 1], &[byte ^ 0x80], b"\0", b"\"", b"{", b"\n"];
        instead.into_iter().map(with).collect::<Vec<_>>()
    })
}

fn full_story() -> Story {
    let mut story = story(
        "Connections outlive réquests",
        &["Redis", "memory leak"],
        &[
            (Beat::Problem, "Every task ran out of memory.\n\n- at three\n- \"again\" at four"),
            (Beat::Outcome, "It fell to 5 %."),
        ],
    );
    story.questions = vec!["Tell me about a leak.".to_owned()];
    story.target_seconds = Some(90);
    story.flagged = true;
    story.cues.insert(Beat::Problem, vec!["three".to_owned()]);
    story.extras = vec![Extra::new("Stack", "Node.js")];
    story.source = Some(Source::new("notes.md", (3, 9)).into());
    story.unknown.insert("mood".to_owned(), serde_json::json!({"calm": [1.50, null]}));
    story
}

fn take(id: &str) -> Take {
    let mut practice = Practice::ready(&full_story(), Plan::default(), Millis::ZERO);
    practice.start(Millis(1_000));
    let at = stamp("2026-03-14T21:05:00+01:00");
    Take { id: id.to_owned(), ..Take::of(&practice, "Connections outlive réquests", None, at, Millis(9_000)) }
}

fn appointment(id: &str) -> Appointment {
    let at = stamp("2026-03-14T21:05:00+01:00");
    let met = Met { question: "Why Rédis?".to_owned(), story: Some(full_story().id), ..Met::default() };
    let debrief = Debrief { questions: vec![met], went: Some(Went::SoSo), ..Debrief::default() };
    let debrief = Debrief { stories: vec![full_story().id], outcome: Some(Outcome::NextRound), ..debrief };
    let appointment = Appointment::new(id.to_owned(), at, at.day(), "Société Générale", "onsite");
    Appointment { debrief: Some(Debrief { note: "Ask for \"numbers\".".to_owned(), ..debrief }), ..appointment }
}

fn score(sheet: &str) -> Score {
    let mut score = Score::new(full_story().id, stamp("2026-03-14T21:05:00+01:00").day(), "Zoé", sheet);
    score.ended = vec![Ended { rung: "Problem".to_owned(), after: Millis(28_000) }];
    score.given.insert(Criterion::Brevity, 2);
    score.note = "Say \"I\".\nStart later.".to_owned();
    score
}

/// Damages a file in every way, and counts how often `is_dropped` finds something gone without a word.
fn count_drops(path: &Path, bytes: &[u8], is_dropped: impl Fn() -> bool) -> (usize, usize) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let (mut tried, mut dropped) = (0, 0);
    for damaged in mutations(bytes) {
        fs::write(path, &damaged).unwrap();
        tried += 1;
        dropped += usize::from(is_dropped());
        assert!(!path.exists() || fs::read(path).unwrap() == damaged, "what is damaged is left as it is");
    }
    (tried, dropped)
}

#[test]
fn no_damage_to_a_story_makes_it_vanish_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
    let story = full_story();
    let path = folders.stories.join(format!("{}.json", story.id));
    let text = story.to_json(None).unwrap();
    let (tried, dropped) = count_drops(&path, text.as_bytes(), || {
        let loaded = stories::load(&folders);
        loaded.stories.is_empty() && loaded.problems.is_empty()
    });
    println!("a damaged story: {tried} mutations, {dropped} silent drops");
    assert_eq!(dropped, 0);
}

#[test]
fn no_damage_to_a_practice_file_makes_a_take_vanish_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
    let lines: String = ["1-a", "2-a"].map(|id| serde_json::to_string(&take(id)).unwrap() + "\n").concat();
    let path = folders.practice.join("device.jsonl");
    let (tried, dropped) = count_drops(&path, lines.as_bytes(), || {
        let (takes, problems) = takes::load(&folders.practice);
        takes.len() < 2 && problems.is_empty()
    });
    println!("a damaged practice file: {tried} mutations, {dropped} silent drops");
    assert_eq!(dropped, 0);
}

#[test]
fn no_damage_to_a_file_of_interviews_makes_one_vanish_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
    let lines: String = ["1-a", "2-a"].map(|id| serde_json::to_string(&appointment(id)).unwrap() + "\n").concat();
    let path = folders.interviews.join("device.jsonl");
    let (tried, dropped) = count_drops(&path, lines.as_bytes(), || {
        let (appointments, problems) = appointments::load(&folders);
        // One whose id becomes that of the other is another record of it.
        let ids = fs::read_to_string(&path).unwrap_or_default();
        let is_one_twice = ["1-a", "2-a"].iter().any(|id| ids.matches(&format!("\"id\":\"{id}\"")).count() == 2);
        appointments.iter().count() < 2 && problems.is_empty() && !is_one_twice
    });
    println!("a damaged file of interviews: {tried} mutations, {dropped} silent drops");
    assert_eq!(dropped, 0);
}

#[test]
fn no_damage_to_a_file_of_scores_makes_one_vanish_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
    let ids = ["1", "2"].map(|sheet| score(sheet).id);
    let lines: String = ["1", "2"].map(|sheet| serde_json::to_string(&score(sheet)).unwrap() + "\n").concat();
    let path = folders.scores.join("device.jsonl");
    let (tried, dropped) = count_drops(&path, lines.as_bytes(), || {
        let (scores, problems) = scores::load(&folders);
        // One whose id becomes that of the other is another record of it.
        let text = fs::read_to_string(&path).unwrap_or_default();
        let is_one_twice = ids.iter().any(|id| text.matches(&format!("\"id\":\"{id}\"")).count() == 2);
        scores.of(|_| true).count() < 2 && problems.is_empty() && !is_one_twice
    });
    println!("a damaged file of scores: {tried} mutations, {dropped} silent drops");
    assert_eq!(dropped, 0);
}

#[test]
fn no_damage_to_the_take_under_way_makes_it_vanish_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().join("state");
    let mut practice = Practice::ready(&full_story(), Plan::default(), Millis::ZERO);
    practice.start(Millis(1_000));
    let at = stamp("2026-03-14T21:05:00+01:00");
    let now = Now { wall: at, monotonic: Millis(9_000) };
    let text = serde_json::to_string(&Unfinished::of(&practice, "A leak", None, at, now)).unwrap();
    let (tried, dropped) = count_drops(&state.join("unfinished.json"), text.as_bytes(), || {
        let is_silent = matches!(UnderWay::claim(&state).load(), Ok(None));
        // What can't be resumed is put aside, and makes room for the next.
        let _ = fs::remove_file(state.join("unfinished.damaged-1"));
        is_silent
    });
    println!("a damaged take under way: {tried} mutations, {dropped} silent drops");
    assert_eq!(dropped, 0);
}

#[test]
fn the_same_damage_finds_out_a_reader_that_skips_what_it_can_not_read() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.json");
    let text = full_story().to_json(None).unwrap();
    let (_, dropped) = count_drops(&path, text.as_bytes(), || {
        fs::read_to_string(&path).ok().and_then(|text| Story::from_json(&text).ok()).is_none()
    });
    assert!(dropped > 0);
}
