//! The import screen: what is shown is what comes in, nothing does before it is confirmed, and no word is lost.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read, and wait for a real program")]

mod common;
#[cfg(unix)]
#[path = "common/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::path::PathBuf;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use proptest::prelude::*;
use retell::app::message::{Asked, Effect, Message};
use retell::app::screen::importing::{ImportScreen, Item};
use retell::app::{Opening, Screen};
use retell::domain::beat::Beat;
use retell::domain::change::{Change, Step, Was};
use retell::domain::library::{Library, Origin};
use retell::domain::story::Story;

const NOTES: &str = "My notes of the year.

## The pump that lied

**Problem:** The pump reported that it ran while nothing moved.

**Insight:** The sensor sat before the valve, and Redis kept its last word.

**Outcome:** The alarm now comes within a minute.

## A door nobody closed

**Problem:** The gate stayed open over night.

**Action:** I wrote a check that runs at six.

- It rings.
- It writes to the log.

**Seen by:** The night shift.

## Half a thought

**Problem:** The lift stopped between floors.

---

Thanks for reading.
";

fn stage() -> Stage {
    let door = story("An old one", &["Redis"], &[(Beat::Problem, "It was old."), (Beat::Outcome, "It is new.")]);
    Stage::with_stories(vec![door])
}

fn imported() -> Stage {
    let mut stage = stage();
    stage.read_document("notes.md", NOTES);
    stage
}

fn screen(stage: &Stage) -> &ImportScreen {
    let Screen::Importing(screen) = stage.app.screen() else { panic!("the import screen is not shown") };
    screen
}

fn stories(stage: &Stage) -> Vec<&Story> {
    let screen = screen(stage);
    let places = screen.items().iter().filter_map(|item| match item {
        Item::Story(place) => Some(*place),
        _ => None,
    });
    places.map(|place| &screen.row(place).unwrap().found.story).collect()
}

fn change(stage: &Stage) -> Option<&Change> {
    stage.effects.iter().find_map(|effect| match effect {
        Effect::Change { change, .. } => Some(change),
        _ => None,
    })
}

#[test]
fn a_document_is_asked_for_by_its_path_and_its_stories_are_shown() {
    let mut stage = stage();
    stage.keys("i");
    assert_snapshot!("path 60x20", stage.screen(60, 20));
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "Type the path of a document first.");
    stage.keys("no<tab>");
    assert_eq!(stage.effects, [Effect::ListPaths("no".to_owned())]);
    let paths = vec!["notes.md".to_owned(), "notes.old".to_owned()];
    stage.app.update(Message::Paths("no".to_owned(), paths), stage.now);
    assert!(stage.screen(80, 24).contains("notes.old"));
    stage.keys("md<enter>");
    let asked = Asked::File(PathBuf::from("notes.md"));
    assert_eq!(stage.effects.last(), Some(&Effect::ReadDocument(1, "notes.md".to_owned(), asked)));
    assert!(stage.screen(80, 24).contains("Reading notes.md …"));
    stage.answer("notes.md", NOTES.as_bytes());
    assert_snapshot!("import 120x40", stage.screen(120, 40));
    assert_snapshot!("import 80x24", stage.screen(80, 24));
    assert_snapshot!("import 60x20", stage.screen(60, 20));
    stage.keys("o<up>v");
    assert_snapshot!("left out 80x24", stage.screen(80, 24));
    stage.keys("v<down><tab><down><down>");
    assert_snapshot!("parts 80x24", stage.screen(80, 24));
}

#[test]
fn nothing_is_written_before_enter_and_then_what_was_shown() {
    let mut stage = imported();
    stage.keys("a<down><space><up>rA pump that lied!<enter>");
    assert!(change(&stage).is_none());
    let shown: Vec<Story> = stories(&stage).into_iter().cloned().collect();
    stage.keys("<enter>");
    let change = change(&stage).unwrap();
    let written: Vec<&Story> = change
        .steps
        .iter()
        .map(|step| match step {
            Step::Save { story, was: Was::Nothing } => story,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(written.len(), 2);
    for (written, shown) in written.into_iter().zip([&shown[0], &shown[2]]) {
        assert_eq!((&written.title, &written.beats, &written.skills), (&shown.title, &shown.beats, &shown.skills));
        assert_eq!(written.suggested_skills, shown.suggested_skills);
    }
    assert_eq!(shown[0].skills, ["Redis"]);
    let Some(Effect::Change { said, .. }) = stage.effects.last() else { panic!() };
    assert_eq!(said, "2 stories came in (u undoes it).");
    assert!(matches!(stage.app.screen(), Screen::Library));
}

#[test]
fn esc_leaves_and_asks_once_when_something_was_changed_by_hand() {
    let mut stage = imported();
    stage.keys("<space><esc>");
    assert!(stage.notice().starts_with("What you changed here would be lost."), "{}", stage.notice());
    stage.keys("<down><esc>");
    assert!(matches!(stage.app.screen(), Screen::Importing(_)), "another key asks again");
    stage.keys("<esc>");
    assert!(matches!(stage.app.screen(), Screen::Library) && change(&stage).is_none());
    let mut stage = imported();
    stage.keys("<esc>");
    assert!(matches!(stage.app.screen(), Screen::Library));
}

#[test]
fn stories_are_split_merged_and_told_as_other_beats_and_u_takes_it_back() {
    let mut stage = imported();
    stage.keys("<down><tab><down>s");
    let titles: Vec<&str> = stories(&stage).iter().map(|story| story.title.as_str()).collect();
    assert_eq!(titles.len(), 4);
    assert_eq!(stories(&stage)[2].beats.get(Beat::Action).unwrap().lines().count(), 4);
    stage.keys("m");
    assert_eq!(stories(&stage).len(), 3);
    stage.keys("uu");
    let before = stories(&stage).into_iter().cloned().collect::<Vec<_>>();
    stage.keys("<tab>7");
    assert_eq!(stories(&stage)[1].beats.get(Beat::Outcome), Some("The gate stayed open over night."));
    stage.keys("u");
    assert_eq!(stories(&stage).into_iter().cloned().collect::<Vec<_>>(), before);
    stage.keys("u");
    assert_eq!(stage.notice(), "Nothing was changed here that could be undone.");
}

#[test]
fn prose_is_told_part_by_part_from_any_paragraph_or_sentence_on() {
    let mut stage = stage();
    let prose = "At night I saw that the cellar was full, though the pump said that it ran.\n\n\
                 I asked the sensor. It sat before the valve.\n\nI moved it, and the cellar has been dry for a year.\n";
    stage.read_document("notes.md", prose);
    stage.keys("mm<tab><down>b");
    assert_snapshot!("broken up 80x24", stage.screen(80, 24));
    stage.keys("4<down>5<down>7");
    let told: Vec<_> = stories(&stage)[0].beats.iter().map(|(beat, text)| (beat, text.to_owned())).collect();
    let expected = [
        (Beat::Problem, "At night I saw that the cellar was full, though the pump said that it ran."),
        (Beat::Investigation, "I asked the sensor."),
        (Beat::Insight, "It sat before the valve."),
        (Beat::Outcome, "I moved it, and the cellar has been dry for a year."),
    ];
    assert_eq!(told, expected.map(|(beat, text)| (beat, text.to_owned())));
    stage.keys("b");
    assert_eq!(stage.notice(), "This is one sentence.");
    assert_snapshot!("told part by part 60x20", stage.screen(60, 20));
}

#[test]
fn stories_pasted_into_the_library_are_shown_before_they_come_in() {
    let mut stage = Stage::with_samples();
    stage.paste(NOTES);
    let asked = Asked::Pasted(NOTES.to_owned());
    assert_eq!(stage.effects, [Effect::ReadDocument(1, "pasted text".to_owned(), asked)]);
    stage.answer("pasted text", NOTES.as_bytes());
    stage.keys("<esc>");
    assert!(matches!(stage.app.screen(), Screen::Library));
}

#[test]
fn pasted_text_is_a_document() {
    let mut stage = stage();
    stage.keys("i").paste(NOTES);
    let asked = Asked::Pasted(NOTES.to_owned());
    assert_eq!(stage.effects, [Effect::ReadDocument(1, "pasted text".to_owned(), asked)]);
    stage.answer("pasted text", NOTES.as_bytes());
    assert_eq!(stories(&stage).len(), 3);
    stage.keys("i").paste("notes.md");
    assert!(stage.screen(80, 24).contains("File › notes.md"), "a path is typed");
}

#[test]
fn a_document_that_can_not_be_read_says_where_and_what_to_do() {
    let mut stage = stage();
    stage.read_document("half.json", "[{\"title\": \"A\",\n\"problem\": }");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("half.json:2:") && screen.contains("! "), "{screen}");
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "No story is taken. Press space to take the one under the cursor.");
    stage.keys("<space>");
    assert_eq!(stage.notice(), "This is no story. Go to one first.");
}

#[test]
fn what_the_library_has_already_is_told_and_left() {
    let mut stage = Stage::with_stories(
        retell::import::read("elsewhere.md", NOTES.as_bytes(), &[])
            .stories
            .into_iter()
            .map(|found| found.story)
            .collect(),
    );
    stage.read_document("notes.md", &NOTES.replace("within a minute", "at once"));
    let screen = stage.screen(120, 40);
    assert!(screen.contains("double") && screen.contains("unchanged"), "{screen}");
    stage.keys("<down><space>");
    assert_eq!(stage.notice(), "The library has this story as it is; there is nothing to take.");
}

fn opened(documents: &[&str]) -> Stage {
    let library = Library::new(vec![story("An old one", &[], &[(Beat::Problem, "It was old.")])], Origin::Own);
    let documents = documents.iter().map(PathBuf::from).collect();
    let mut stage = Stage::open(Opening { documents, ..opening(library) });
    let effects = stage.app.update(Message::Woke, stage.now);
    stage.effects.extend(effects);
    stage
}

#[test]
fn retell_opens_on_the_documents_that_it_is_given_and_reads_one_after_the_other() {
    let mut stage = opened(&["notes.md", "none.md", "more.md"]);
    let asked = |number, name: &str| Effect::ReadDocument(number, name.to_owned(), Asked::File(PathBuf::from(name)));
    assert_eq!(stage.effects, [asked(1, "notes.md")]);
    assert!(stage.screen(80, 24).contains("Reading 1 of 3: notes.md …"), "{}", stage.screen(80, 24));
    stage.answer("notes.md", NOTES.as_bytes());
    assert_eq!(stage.effects.last(), Some(&asked(2, "none.md")));
    assert!(stage.screen(80, 24).contains("Reading 2 of 3: none.md …"), "{}", stage.screen(80, 24));
    stage.keys("<down>").answer("none.md", b"Nothing to tell.\n");
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "A document is still being read.");
    stage.answer("more.md", b"# More\n\n## The stair\n\n**Problem:** It creaked.\n\n**Outcome:** It is 1 cm lower.\n");
    assert_eq!(stage.notice(), "3 documents: 4 stories, 1 problem.");
    assert_snapshot!("several documents 80x24", stage.screen(80, 24));
    stage.keys("g");
    assert_snapshot!("a document of several 80x24", stage.screen(80, 24));
    stage.keys("<space>");
    assert!(stage.screen(80, 24).contains("1 of 4 stories taken"), "{}", stage.screen(80, 24));
    stage.keys("<space><enter>");
    assert_eq!(change(&stage).unwrap().steps.len(), 4);
}

#[test]
fn esc_stops_reading_and_what_was_read_so_far_stays() {
    let mut stage = opened(&["notes.md", "more.md"]);
    stage.answer("notes.md", NOTES.as_bytes());
    stage.keys("<esc>");
    assert_eq!(stage.notice(), "Stopped. The documents read so far are here.");
    stage.answer("more.md", NOTES.as_bytes());
    assert_eq!(stories(&stage).len(), 3, "what comes later stays out");
    stage.keys("<esc>");
    assert!(matches!(stage.app.screen(), Screen::Library));

    let mut stage = opened(&["notes.md"]);
    stage.keys("<esc>");
    assert!(matches!(stage.app.screen(), Screen::Library), "nothing was read");
}

#[test]
fn an_answer_that_nobody_waits_for_any_more_is_not_taken_for_another() {
    let mut stage = stage();
    stage.keys("i").paste(NOTES).keys("<esc>i").paste("Problem: It jammed.\nFix: I cleared it.\n");
    let [.., first, _] = &stage.effects[..] else { panic!() };
    assert!(matches!(first, Effect::ReadDocument(1, ..)));
    let stale = stage.reading_of(1, "pasted text", NOTES.as_bytes());
    stage.app.update(stale, stage.now);
    assert!(stage.screen(80, 24).contains("Reading pasted text …"), "{}", stage.screen(80, 24));
    stage.answer("pasted text", b"Problem: It jammed.\nFix: I cleared it.\n");
    assert_eq!(stories(&stage).len(), 1);
}

#[test]
fn what_is_done_while_documents_are_read_stays_and_can_be_undone() {
    let mut stage = opened(&["notes.md", "more.md", "again.md"]);
    stage.answer("notes.md", NOTES.as_bytes());
    stage.keys("<down><space>r").keys("!");
    stage.answer("more.md", b"## The stair\n\n**Problem:** It creaked.\n\n**Outcome:** It is low.\n");
    stage.keys("<enter>");
    assert_eq!(stories(&stage)[1].title, "A door nobody closed!");
    assert!(stage.screen(80, 24).contains("3 of 4 stories taken"), "{}", stage.screen(80, 24));
    stage.keys("<tab><down>");
    stage.answer("again.md", b"## The lamp\n\n**Problem:** It was dark.\n\n**Outcome:** It is bright.\n");
    stage.keys("s");
    assert_eq!(stories(&stage).len(), 6, "the cursor stayed in the parts");
    stage.keys("uuu");
    assert_eq!(stories(&stage).len(), 5);
    assert_eq!(stories(&stage)[1].title, "A door nobody closed");
    assert!(stage.screen(80, 24).contains("5 of 5 stories taken"), "{}", stage.screen(80, 24));
}

#[test]
fn an_interrupted_take_waits_until_the_documents_are_done_with() {
    let mut earlier = stage();
    earlier.keys("<enter> ").wait(5.0).keys("<esc>");
    let unfinished = earlier.app.unfinished().cloned();
    assert!(unfinished.is_some());
    let library = earlier.app.library().clone();
    let documents = vec![PathBuf::from("notes.md")];
    let mut stage = Stage::open(Opening { documents, unfinished, ..opening(library) });
    assert!(stage.screen(80, 24).contains("Reading notes.md …"));
    stage.answer("notes.md", NOTES.as_bytes());
    stage.keys("<esc>c");
    assert!(stage.screen(80, 24).contains("A take is unfinished"), "{}", stage.screen(80, 24));
}

#[test]
fn what_a_coach_would_say_of_a_story_stands_beside_it_before_it_comes_in() {
    let mut stage = imported();
    stage.keys("<down>");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("! has no lesson"), "{screen}");
}

/// All words, but for titles that were made up, and how often each is there.
fn words(stories: &[&Story]) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for story in stories {
        let title = if story.title_made_up { "" } else { story.title.as_str() };
        let beats = story.beats.iter().map(|(_, text)| text);
        let extras = story.extras.iter().flat_map(|extra| [extra.label.as_str(), extra.text.as_str()]);
        for word in beats.chain(extras).chain([title]).flat_map(str::split_whitespace).filter(|word| *word != "-") {
            *words.entry(word.trim_end_matches('!').to_owned()).or_default() += 1;
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn whatever_is_edited_no_word_is_lost(
        keys in proptest::collection::vec(
            proptest::sample::select(vec![
                "<tab>", "<down>", "<up>", "s", "m", "1", "2", "3", "4", "5", "6", "7", "8", "<space>", "t", "u", "a", "x", "b",
                "o", "n", "N", "v", "<esc><tab>", "<right>", "G", "g", "r!<enter>",
            ]),
            1..40,
        ),
    ) {
        let mut stage = imported();
        let before = words(&stories(&stage));
        let mut is_retitled = false;
        for key in keys {
            stage.keys(key);
            is_retitled |= key.starts_with('r');
            if !matches!(stage.app.screen(), Screen::Importing(_)) {
                break;
            }
            let after = words(&stories(&stage));
            for (word, count) in &before {
                prop_assert!(after.get(word) >= Some(count), "{} after {}", word, key);
            }
            // A title that was made up is nobody's word until somebody gives it.
            prop_assert!(is_retitled || after == before, "after {}: {:?}", key, after);
            stage.screen(80, 24);
            stage.screen(120, 40);
        }
    }
}

#[cfg(unix)]
#[test]
fn the_real_program_reads_a_document_brings_it_in_and_takes_it_back() {
    let home = tempfile::tempdir().unwrap();
    let notes = home.path().join("notes.md");
    std::fs::write(&notes, NOTES).unwrap();
    let files = || std::fs::read_dir(home.path().join("stories")).map_or(0, Iterator::count);
    let mut program = program::Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    program.press("i");
    program.wait_for("File ›");
    program.press(notes.display().to_string().trim_end_matches(".md"));
    program.press("\t");
    program.wait_for("notes.md");
    program.press("\r");
    program.wait_for("3 of 3 stories taken");
    assert_eq!(files(), 0);
    program.press("\r");
    program.wait_for("3 stories came in (u undoes it).");
    assert_eq!(files(), 3);
    program.press("u");
    program.wait_for("Undone: import of");
    assert_eq!(files(), 0);
    program.press("q");
    assert!(program.wait_for_end().success());
}
