//! Coverage: which competencies the samples show, and `retell coverage`, which says so.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::path::Path;

use insta::assert_snapshot;
use retell::domain::coverage::{Aim, Cover, Topic};
use retell::domain::history::History;
use retell::search::evidence::Evidence;
use retell::storage::competencies::competencies;
use retell::storage::lexicon::lexicon;
use retell::storage::{questions, samples};
use serde_json::Value;

#[path = "common/verbs.rs"]
mod verbs;

use verbs::{errors, out};

fn retell(home: &Path, arguments: &[&str]) -> std::process::Output {
    verbs::retell(home, home, &[&["coverage"], arguments].concat())
}

#[test]
fn the_samples_tell_of_incidents_and_not_of_people() {
    let evidence = Evidence::new(&samples::stories(), competencies(), lexicon());
    let coverage = evidence.coverage(&Topic::each(competencies()), &History::default());
    let names = |cover| -> Vec<&str> {
        coverage.rows.iter().filter(|row| row.cover() == cover).map(|row| row.topic.name.as_str()).collect()
    };
    assert_eq!(names(Cover::Gap), ["conflict", "disagreement with a manager", "receiving feedback", "inclusion"]);
    let covered = names(Cover::Covered);
    for name in ["failure", "problem solving", "technical depth", "working under pressure", "quality"] {
        assert!(covered.contains(&name), "{name}");
    }
    assert_eq!(coverage.rows.len(), competencies().competencies.len());
    let met: Vec<(Aim, bool)> = coverage.goals.iter().map(|goal| (goal.aim, goal.is_met())).collect();
    assert_eq!(met, [(Aim::Ready, true), (Aim::Failure, true), (Aim::Conflict, false), (Aim::Figures, true)]);
}

#[test]
fn every_heading_of_a_pack_has_a_row() {
    let evidence = Evidence::new(&samples::stories(), competencies(), lexicon());
    for (pack, headings) in questions::bank().packs.iter().zip([32, 18, 16, 9, 4]) {
        let coverage = evidence.coverage(&Topic::of_pack(pack), &History::default());
        assert_eq!(coverage.rows.len(), headings, "{}", pack.key);
    }
}

#[test]
fn the_name_of_a_competency_asks_for_it_and_finds_the_stories_that_show_it() {
    let stories = samples::stories();
    let evidence = Evidence::new(&stories, competencies(), lexicon());
    let history = History::default();
    for row in evidence.coverage(&Topic::each(competencies()), &history).rows {
        let answers = evidence.answer(&row.topic.name, &history);
        assert_eq!(answers.asks_for.first(), Some(&row.topic.name));
        for cell in &row.cells {
            let found = answers.matches.iter().find(|answer| answer.place == cell.place);
            let found = found.map(|answer| (answer.fit, answer.reason.clone()));
            assert_eq!(found, Some((cell.fit, evidence.why(cell, &history))), "{}", row.topic.name);
        }
    }
}

#[test]
fn gaps_come_first_with_what_they_need_and_the_goal_comes_last() {
    let home = tempfile::tempdir().unwrap();
    let output = retell(home.path(), &["--pack", "civil-service"]);
    assert!(output.status.success() && errors(&output).is_empty(), "{}", errors(&output));
    assert_snapshot!("civil_service", out(&output));
    let all = out(&retell(home.path(), &[]));
    assert!(all.starts_with("no story  conflict\n          It needs two people who both had reasons"), "{all}");
}

#[test]
fn json_is_one_object_with_a_row_for_each_competency() {
    let home = tempfile::tempdir().unwrap();
    let report: Value = serde_json::from_str(&out(&retell(home.path(), &["--json"]))).unwrap();
    assert_eq!(report["pack"], Value::Null);
    let rows = report["rows"].as_array().unwrap();
    assert_eq!(rows.len(), competencies().competencies.len());
    assert_eq!((&rows[0]["name"], &rows[0]["cover"]), (&"conflict".into(), &"gap".into()));
    let failure = rows.iter().find(|row| row["name"] == "failure").unwrap();
    let number = |of: &str| failure[of].as_u64().unwrap();
    let stories = failure["stories"].as_array().unwrap();
    assert_eq!(number("strong") + number("workable") + number("stretch"), stories.len() as u64);
    let mut fields: Vec<&String> = stories[0].as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["fit", "id", "primary", "reason", "title"]);
    assert_eq!(report["goals"][2], serde_json::json!({"aim": "conflict", "stories": 0, "least": 1, "met": false}));
    assert_eq!(report["chosen"].as_array().unwrap().len(), 8);
}

#[test]
fn ones_own_questions_are_a_pack_and_an_unknown_one_is_named() {
    let home = tempfile::tempdir().unwrap();
    let none = retell(home.path(), &["--pack", "own"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(errors(&none).contains("Keep one with: retell questions add QUESTION"), "{}", errors(&none));
    let unknown = retell(home.path(), &["--pack", "amazn"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(errors(&unknown).contains("Did you mean `amazon`?"), "{}", errors(&unknown));
    verbs::retell(home.path(), home.path(), &["questions", "add", "When did you disagree with your manager?"]);
    let own = retell(home.path(), &["--pack", "own"]);
    assert!(own.status.success() && out(&own).starts_with("no story  disagreement with a manager\n"), "{}", out(&own));
}
