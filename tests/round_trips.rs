//! Stories that go out and come back: in Markdown and in JSON nothing of them is lost, and nothing comes in twice.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use retell::domain::beat::Beat;
use retell::domain::change::Step;
use retell::domain::confidential::Words;
use retell::domain::library::{Library, Origin};
use retell::domain::safe::Safe;
use retell::domain::story::{Story, StoryId};
use retell::export::leaks::leaks;
use retell::export::markdown::page;
use retell::export::{FORMATS, Format, Selection};
use retell::import::shelf::{Arriving, Fate, Settled, Shelf};
use retell::import::{self, Import};
use serde_json::{Map, Value, json};

/// What a text can be made of that means something elsewhere, and what is odd by itself.
const PIECES: &[&str] = &[
    "It broke.",
    "at three in the morning",
    "Problem",
    "**Problem:** ",
    "Action: I fixed it",
    "## Insight",
    "# A title",
    "### x",
    "Situación:",
    "背景：",
    "문제",
    "S:",
    "T - Task",
    "Cue words:",
    "**Target:** 90",
    "**Skills:** a, b",
    "壊れた。",
    "naïve",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "12) ",
    "• ",
    "> ",
    "| a | b |",
    "|---|---|",
    "---",
    "===",
    "***",
    "___",
    "`code`",
    "```",
    "~~gone~~",
    "~5",
    "<b>bold</b>",
    "<!-- retell {",
    "<!-- note -->",
    "-->",
    "--",
    "&amp;",
    "&#32;",
    "&nbsp;",
    "AT&T",
    "\\",
    "\\\\",
    "\\n",
    "    ",
    "\t",
    " ",
    "  ",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "[a](b)",
    "[x]: y",
    "![i](j)",
    "[ ] ",
    "_em_",
    "snake_case",
    "*em*",
    "**",
    "C#",
    ":",
    ",",
    ", ",
    "https://a.b/c_d_e",
    "<https://a.b>",
    "\r",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{1b}[2J",
    "e\u{301}",
    "\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "\u{a0}",
    "\u{3000}",
    "\u{2028}",
    "{{client}}",
    "{{client: Acme & Sons | a *firm*}}",
    "{{Zed_A | [a bank]}}",
    "{{client: Qzxv | a firm}}",
    "{{client: Qzxv | a firm}}",
    "{{vendor:Qzxv}}",
    " Qzxv ",
    "{{client: Qzxv | the",
    "}}",
    "{\"a\":",
    "\"",
    "retell_export",
    "$4,200",
    "2.5 s",
    "!",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..4)
}

/// A value that no field of a story has.
fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        select(&["1.50", "-0", "1e+5", "12345678901234567890123"][..])
            .prop_map(|number| serde_json::from_str(number).unwrap()),
        texts().prop_map(|texts| json!({ "--": texts, "deep": [{ "-->": 1.0 }] })),
        text().prop_map(Value::from),
    ]
}

/// For each of some keys, in any order, a value or none.
fn fields(
    keys: &'static [&'static str],
    value: impl Strategy<Value = Value> + Clone,
) -> impl Strategy<Value = Map<String, Value>> {
    subsequence(keys, 0..=keys.len()).prop_shuffle().prop_flat_map(move |keys| {
        let values = prop::collection::vec(value.clone(), keys.len());
        values.prop_map(move |values| keys.iter().map(|key| (*key).to_owned()).zip(values).collect())
    })
}

const BEATS: &[&str] = &["context", "problem", "task", "investigation", "insight", "action", "outcome", "lesson"];

fn beats() -> impl Strategy<Value = Value> {
    let told = fields(BEATS, text().prop_map(Value::from).boxed());
    let odd = fields(&["outcome", "epilogue"], prop_oneof![Just(json!(7)), Just(json!(["a"]))].boxed());
    (told, odd, any::<u8>()).prop_map(|(mut beats, odd, chance)| {
        beats.extend(odd.into_iter().filter(|_| chance < 30));
        beats.into()
    })
}

/// A story with anything in it that the file of one can have.
fn story() -> impl Strategy<Value = Story> {
    let odd = fields(
        &["mood", "Problem", "questions to ask", "skills", "target_seconds", "beats", "extras"],
        value().boxed(),
    );
    let known = (texts(), texts(), texts(), texts(), texts(), beats());
    let cues = fields(BEATS, texts().prop_map(|cues| json!(cues)).boxed());
    let extra = (text(), text(), fields(&["by", "text of"], value().boxed()), any::<u8>());
    let extra = extra.prop_map(|(label, text, odd, chance)| {
        let mut extra = json!({ "label": label, "text": text });
        extra.as_object_mut().unwrap().extend(odd.into_iter().filter(|_| chance < 30));
        extra
    });
    let extras = prop::collection::vec(extra, 0..3);
    let source = prop::option::of((text(), 0..99_usize, text()));
    (text(), known, cues, extras, source, odd, prop::option::of(10..3600_u32), any::<[u8; 3]>()).prop_map(
        |(title, (skills, suggested, questions, follow_ups, silenced, beats), cues, extras, source, odd, target, chances)| {
            let title = if title.trim().is_empty() { "A leak".to_owned() } else { title };
            let mut fields = json!({
                "version": 1, "id": StoryId::from_title(&title), "title": title, "skills": skills, "suggested_skills": suggested,
                "questions": questions, "follow_ups": follow_ups, "silenced": silenced, "beats": beats, "cues": cues,
                "extras": extras, "target_seconds": target, "title_made_up": chances[0] < 30, "flagged": chances[2] < 60,
            });
            let fields = fields.as_object_mut().unwrap();
            if let Some((document, line, fingerprint)) = source {
                fields.insert("source".to_owned(), json!({ "document": document, "lines": [line, line + 3], "fingerprint": fingerprint, "page": 1.0 }));
            }
            fields.extend(odd.into_iter().filter(|_| chances[1] < 40));
            Story::from_json(&serde_json::to_string(&fields).unwrap()).unwrap()
        },
    )
}

/// Puts what was read into a library as `retell import` does.
fn brought_in(import: &Import, library: &Library) -> (Library, Settled) {
    let shelf = Shelf::new(Arc::new(library.clone()), HashSet::new());
    let arriving: Vec<Arriving<'_>> = import.stories.iter().map(|found| Arriving::new(found, None)).collect();
    let settled = shelf.settle(&arriving, &[import.document()]);
    let change = shelf.change(String::new(), import.stories.iter().map(|found| &found.story).zip(&settled.places));
    let mut stories: BTreeMap<StoryId, Story> =
        library.all_written().map(|story| (story.id.clone(), story.clone())).collect();
    for step in change.steps {
        let Step::Save { story, .. } = step else { panic!("{step:?}") };
        stories.insert(story.id.clone(), story);
    }
    (Library::new(stories.into_values().collect(), Origin::Own), settled)
}

/// The forms that come back.
fn coming_back() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| ["markdown", "json"].contains(&format.name))
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_goes_out_comes_back_the_same_and_comes_in_once(stories in prop::collection::vec(story(), 1..4)) {
        let library = Library::new(stories, Origin::Own);
        let stories: Vec<&Story> = library.all_written().collect();
        for format in coming_back() {
            let text = (format.write)(Selection { stories: &stories, ..Selection::default() });
            let import = import::read(&format!("out.{}", format.endings[0]), text.as_bytes(), &["Redis", "It"]);
            prop_assert!(import.problems.is_empty(), "{:?}\n{text}", import.problems);
            let (back, _) = brought_in(&import, &Library::new(Vec::new(), Origin::Own));
            for (story, back) in library.all_written().zip(back.all_written()) {
                prop_assert_eq!(story, back, "{}", text);
            }
            prop_assert_eq!(library.stories().len(), back.stories().len());
            let (again, settled) = brought_in(&import, &back);
            prop_assert!(again == back && settled.places.iter().all(|place| place.fate == Fate::Unchanged), "{settled:?}");
        }
    }

    #[test]
    fn what_goes_out_to_others_shows_no_name_and_takes_nothing_away(stories in prop::collection::vec(story(), 1..4)) {
        let library = Library::new(stories, Origin::Own);
        let words = library.confidential();
        let own: Vec<&Story> = library.all_written().collect();
        let shown: Vec<Cow<'_, Story>> = own.iter().map(|story| story.for_others(words)).collect();
        let shown: Vec<&Story> = shown.iter().map(AsRef::as_ref).collect();
        if shown.iter().zip(&own).any(|(shown, own)| !leaks(shown, own, words).is_empty()) {
            // It doesn't go out.
            return Ok(());
        }
        for format in FORMATS {
            let text = (format.write)(Selection { stories: &shown, ..Selection::default() });
            prop_assert!(words.find("Qzxv").is_empty() || !text.to_lowercase().contains("qzxv"), "{text}");
            if format.keeps_marks {
                let import = import::read(&format!("out.{}", format.endings[0]), text.as_bytes(), &[]);
                let (then, settled) = brought_in(&import, &library);
                prop_assert!(then.all_written().eq(library.all_written()), "{settled:?}\n{text}");
            }
        }
    }

    #[test]
    fn a_page_that_nobody_changed_is_the_story(story in story()) {
        let (page, unsaid) = page(&story);
        prop_assert_eq!(&import::read_page("a.md", &page, unsaid).unwrap(), &story, "{}", page);
    }

    #[test]
    fn what_is_written_on_a_page_is_in_the_story_or_refused(pieces in prop::collection::vec(select(PIECES), 0..12)) {
        // Headings, names in bold and references to characters mean something on a page.
        let text: String = pieces.into_iter().filter(|piece| !piece.contains("**") && !piece.contains(['#', '&', '\0'])).collect();
        if let Ok(story) = import::read_page("a.md", &format!("# A leak\n\n## Problem\n\n{text}\n"), Map::new()) {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(story.beats.get(Beat::Problem).unwrap_or_default()), letters(&text), "{:?}", text);
        }
    }

    #[test]
    fn an_export_can_be_printed_as_it_is(story in story()) {
        for format in coming_back() {
            let text = (format.write)(Selection { stories: &[&story], ..Selection::default() });
            prop_assert_eq!(&*Safe::from(text.as_str()), text.as_str());
        }
    }
}

/// A library of one story, and its export as Markdown.
fn exported() -> (Library, String) {
    let mut story = Story::new("A leak");
    story.beats.insert(Beat::Problem, "Everything expired at nine, and the pages waited for it.");
    story.beats.insert(Beat::Outcome, "It never happened again.");
    let text = (FORMATS[0].write)(Selection { stories: &[&story], ..Selection::default() });
    (Library::new(vec![story], Origin::Own), text)
}

#[test]
fn an_edit_of_an_export_comes_in_unless_the_story_was_edited_too() {
    let (library, text) = exported();
    let edited = text.replace("at nine", "at *ten*").replace("# A leak", "# The leak");
    let (then, settled) = brought_in(&import::read("out.md", edited.as_bytes(), &[]), &library);
    assert_eq!((settled.places[0].fate, then.stories().len()), (Fate::Updated, 1));
    assert!(then.stories()[0].beats.get(Beat::Problem).unwrap().contains("at ten, and"));
    assert_eq!((then.stories()[0].title.as_str(), then.stories()[0].id.as_str()), ("The leak", "a-leak"));

    let mut elsewhere = library.stories()[0].clone();
    elsewhere.skills.push("Redis".to_owned());
    let library = Library::new(vec![elsewhere], Origin::Own);
    let (then, settled) = brought_in(&import::read("out.md", edited.as_bytes(), &[]), &library);
    assert_eq!((settled.places[0].fate, then == library), (Fate::Edited, true));
}

#[test]
fn a_story_of_little_else_than_a_covered_name_is_known_when_it_comes_back() {
    let mut story = Story::new("{{client: Qzxv | a firm}}");
    story.beats.insert(Beat::Action, "{{client: Qzxv | a firm}}It broke.");
    let shown = story.for_others(&Words::of([&story])).into_owned();
    let library = Library::new(vec![story], Origin::Own);
    for format in coming_back() {
        let text = (format.write)(Selection { stories: &[&shown], ..Selection::default() });
        let import = import::read(&format!("out.{}", format.endings[0]), text.as_bytes(), &[]);
        let (then, settled) = brought_in(&import, &library);
        assert_eq!((settled.places[0].fate, then == library), (Fate::Edited, true), "{text}");
    }
}

#[test]
fn another_story_of_the_same_id_is_not_taken_for_the_exported_one() {
    let (_, text) = exported();
    let mut other = Story::new("Tents in the rain");
    other.id = StoryId::from_title("A leak");
    other.beats.insert(Beat::Problem, "Water came through every seam while we slept.");
    let library = Library::new(vec![other], Origin::Own);
    let (then, settled) = brought_in(&import::read("out.md", text.as_bytes(), &[]), &library);
    assert_eq!(
        (settled.places[0].fate, settled.places[0].id.as_str(), then.stories().len()),
        (Fate::New, "a-leak-2", 2)
    );
}

#[test]
fn a_story_written_into_an_export_comes_in_with_it() {
    let (library, text) = exported();
    let text = format!("{text}\n# A lock\n\n## Root cause\n\nNobody let go.\n");
    let import = import::read("out.md", text.as_bytes(), &[]);
    let (then, settled) = brought_in(&import, &library);
    assert_eq!(settled.places.iter().map(|place| place.fate).collect::<Vec<_>>(), [Fate::Unchanged, Fate::New]);
    let lock = then.stories().iter().find(|story| story.title == "A lock").unwrap();
    assert_eq!(lock.source.as_ref().map(|source| source.document.as_str()), Some("out.md"));
    assert_eq!(lock.beats.get(Beat::Insight), Some("Nobody let go."));
}
