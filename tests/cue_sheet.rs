//! The cue sheet: what a browser makes of it, whatever is in a story.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]

mod common;

use std::collections::BTreeSet;

use common::{SAMPLES, story};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use retell::domain::beat::Beat;
use retell::domain::safe::Safe;
use retell::domain::story::Story;
use retell::export::{Selection, html};

/// The elements of a sheet with the text that is directly in each, in order; and all elements and attributes there are.
struct Sheet {
    texts: Vec<(String, String)>,
    names: BTreeSet<String>,
    attributes: BTreeSet<String>,
}

impl Sheet {
    /// Reads a sheet as the HTML standard says, and sees to it that every element that is opened is closed.
    fn of(stories: &[&Story]) -> Self {
        let text = html::write(Selection { stories, ..Selection::default() });
        let mut sheet = Self { texts: Vec::new(), names: BTreeSet::new(), attributes: BTreeSet::new() };
        let mut open: Vec<(String, usize)> = Vec::new();
        for Ok(token) in Tokenizer::new(text.as_str()) {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8(tag.name.0).unwrap();
                    sheet.names.insert(name.clone());
                    let attributes = tag.attributes.into_keys().map(|key| String::from_utf8(key.0).unwrap());
                    sheet.attributes.extend(attributes);
                    if name != "meta" {
                        open.push((name.clone(), sheet.texts.len()));
                        sheet.texts.push((name, String::new()));
                    }
                }
                Token::EndTag(tag) => {
                    let (name, _) = open.pop().unwrap();
                    assert_eq!(name.as_bytes(), &*tag.name.0);
                }
                Token::String(words) => {
                    if let Some((_, place)) = open.last() {
                        sheet.texts[*place].1.push_str(std::str::from_utf8(&words.value.0).unwrap());
                    }
                }
                Token::Doctype(_) => {}
                Token::Comment(_) | Token::Error(_) => panic!("{token:?} in {text}"),
            }
        }
        assert!(open.is_empty(), "{open:?} is left open");
        sheet
    }

    /// The texts of all elements of this name.
    fn all(&self, name: &str) -> Vec<&str> {
        self.texts.iter().filter(|(is, _)| is == name).map(|(_, text)| text.trim()).collect()
    }
}

/// What a sheet may be made of: nothing that runs, loads or leads anywhere.
const ELEMENTS: &[&str] = &[
    "article", "body", "dd", "dl", "dt", "h1", "h2", "head", "html", "li", "meta", "p", "span", "style", "title", "ul",
];
const ATTRIBUTES: &[&str] = &["charset", "class", "content", "http-equiv", "lang", "name"];

fn assert_harmless(sheet: &Sheet) {
    let known = |names: &BTreeSet<String>, known: &[&str]| names.iter().all(|name| known.contains(&name.as_str()));
    assert!(known(&sheet.names, ELEMENTS), "{:?}", sheet.names);
    assert!(known(&sheet.attributes, ATTRIBUTES), "{:?}", sheet.attributes);
    let style = sheet.all("style").concat();
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("http"), "{style}");
}

#[test]
fn a_page_has_the_headline_three_cue_words_a_beat_the_numbers_and_the_follow_ups() {
    let mut leak = story(
        "The <leak>",
        &["Redis", "C & C++"],
        &[
            (Beat::Problem, "At three in the morning the connection pool was empty, and 8,847 connections hung."),
            (Beat::Outcome, "It held for 90 days."),
        ],
    );
    leak.questions = vec!["Why?".to_owned()];
    leak.follow_ups = (1..=8).map(|number| format!("Follow-up {number}?")).collect();
    let sheet = Sheet::of(&[&leak, &story("Only a title", &[], &[])]);
    assert_harmless(&sheet);
    assert_eq!(sheet.all("h1"), ["The <leak>", "Only a title"]);
    assert_eq!(sheet.all("article").len(), 2);
    assert_eq!(sheet.all("dt"), ["Problem", "Outcome"]);
    assert_eq!(sheet.all("span"), ["morning", "empty", "8,847 connections hung", "held", "90 days"]);
    assert_eq!(sheet.all("li").len(), 5);
    let said = ["2:00 · Redis · C & C++", "“Why?”", "8,847 connections hung · 90 days", "and 3 more", "2:00"];
    assert_eq!(sheet.all("p"), said);
}

#[test]
fn every_sample_has_a_page() {
    let stories: Vec<&Story> = SAMPLES.iter().collect();
    let sheet = Sheet::of(&stories);
    assert_harmless(&sheet);
    let titles: Vec<&str> = stories.iter().map(|story| story.title.as_str()).collect();
    assert_eq!(sheet.all("h1"), titles);
}

#[test]
fn a_page_holds_no_more_than_fits_on_paper() {
    let mut told = Story::new("word ".repeat(500));
    let list = |name: &str| (0..50).map(|number| format!("{name} {number} {}", "w".repeat(500))).collect();
    (told.skills, told.questions, told.follow_ups) = (list("skill"), list("question"), list("follow-up"));
    for beat in Beat::ALL {
        told.beats.insert(beat, "At 3,000 rows the Pool of PostgreSQL-Connections was empty. ".repeat(500));
        told.cues.insert(beat, list("cue"));
    }
    let sheet = Sheet::of(&[&told]);
    let texts = sheet.texts.iter().filter(|(name, _)| name != "style");
    let letters: usize = texts.map(|(_, text)| text.chars().count()).sum();
    assert!(letters < 3_000 && sheet.texts.len() < 80, "{letters} letters in {} elements", sheet.texts.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_is_taken_for_anything_else(text in "(<[/!a-z]{0,3}|-->|&[a-z#0-9]{0,3};?|[\"'>]|\\PC|[a-z ]{1,3}){0,20}x") {
        let mut told = story("A story", &[&text], &[(Beat::Problem, &text), (Beat::Outcome, "It is <b>on</b> time.")]);
        told.title.clone_from(&text);
        told.questions = vec![text.clone()];
        told.follow_ups = vec![text.clone()];
        told.cues.insert(Beat::Problem, vec![text.clone()]);
        let sheet = Sheet::of(&[&told]);
        assert_harmless(&sheet);
        let words = Safe::from(text.split_whitespace().collect::<Vec<_>>().join(" "));
        prop_assert_eq!(sheet.all("li"), [words.trim()]);
        prop_assert_eq!(sheet.all("h1"), sheet.all("li"));
    }

}
