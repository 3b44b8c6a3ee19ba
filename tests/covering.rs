//! The coverage screen: what it shows, and the ways from it to a story and to the beginning of one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use ratatui::style::Modifier;
use retell::app::Screen;
use retell::app::keymap::Context;
use retell::app::message::{Effect, Loaded, Message};
use retell::domain::beat::Beat;
use retell::domain::change::Step;
use retell::domain::coverage::Row;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::queries::Filters;
use retell::domain::question::Question;
use retell::domain::story::Story;
use retell::search::catalog::Catalog;
use retell::storage::{competencies, lexicon};

/// A whole story that clearly shows failure.
fn mistake() -> Story {
    let mut mistake = story(
        "The wrong table",
        &["learning from mistakes"],
        &[
            (Beat::Problem, "My mistake: I dropped a table that was in use."),
            (Beat::Action, "I restored it from a copy."),
            (Beat::Outcome, "Everybody was back within 12 minutes."),
        ],
    );
    mistake.questions = vec!["Tell me about a time you failed.".to_owned()];
    mistake
}

fn own() -> Stage {
    let asked = |text: &str, competency: &str| Question {
        text: text.to_owned(),
        competency: competency.to_owned(),
        ..Question::default()
    };
    let own_questions = vec![
        asked("What was your loudest argument?", "conflict"),
        asked("What did you break last?", "failure"),
        asked("What do they say of you?", ""),
    ];
    Stage::open(opening_with(vec![mistake()], own_questions))
}

fn opening_with(stories: Vec<Story>, own_questions: Vec<Question>) -> retell::app::Opening {
    retell::app::Opening { own_questions, ..opening(Library::new(stories, Origin::Own)) }
}

/// Has the library read again with these stories.
fn reload(stage: &mut Stage, stories: Vec<Story>) {
    let loaded = Loaded {
        catalog: Catalog::new(Library::new(stories, Origin::Own), lexicon::lexicon()),
        history: History::default(),
        appointments: retell::domain::appointments::Appointments::default(),
        filters: Filters::default(),
        queries: Vec::new(),
        problems: Vec::new(),
        undoable: None,
    };
    stage.effects.extend(stage.app.update(Message::Loaded(Box::new(loaded)), stage.now));
}

fn selected(stage: &Stage) -> Row {
    match stage.app.screen() {
        Screen::Coverage(screen) => screen.selected().unwrap().clone(),
        other => panic!("this is no coverage: {other:?}"),
    }
}

/// The story that is begun, and what is said of it.
fn begun(stage: &mut Stage) -> (Story, String) {
    match stage.effects.pop() {
        Some(Effect::Change { mut change, said }) => match change.steps.pop() {
            Some(Step::Add(story)) => (story, said),
            other => panic!("nothing is added but {other:?}"),
        },
        other => panic!("nothing is begun but {other:?}"),
    }
}

#[test]
fn the_gaps_stand_above_all_with_what_a_story_would_need() {
    let mut stage = Stage::with_samples();
    stage.keys("C");
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        assert_snapshot!(format!("gaps_{width}x{height}"), stage.screen(width, height));
    }
}

#[test]
fn the_cursor_goes_through_the_stories_of_a_row_and_each_says_why_it_is_there() {
    let mut stage = Stage::with_samples();
    stage.keys("C<end><up><up><up><up><right><right>");
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        assert_snapshot!(format!("stories_{width}x{height}"), stage.screen(width, height));
    }
    stage.keys("<left><left>");
    assert_eq!(stage.notice(), "");
    stage.keys("<left>");
    assert_eq!(stage.notice(), "You are on the topic itself. → goes to the stories that show it.");
    stage.keys("<home><right>");
    assert_eq!(stage.notice(), "No story shows this. Press enter for the questions that probe it.");
}

#[test]
fn what_a_story_is_about_is_underlined_and_nothing_else() {
    let mut stage = Stage::with_samples();
    stage.keys("C<end>");
    let primary = selected(&stage).cells.iter().filter(|cell| cell.is_primary).count();
    let (width, height) = (120, 40);
    let buffer = stage.buffer(width, height);
    let row = stage.screen(width, height).lines().position(|line| line.starts_with(" ▌ problem solving")).unwrap();
    let cells = &buffer.content()[row * usize::from(width)..][..76];
    let underlined = cells.iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED)).count();
    assert_eq!((underlined, primary), (5, 17), "those that have a column");
    assert!(cells.iter().filter(|cell| cell.symbol() == "○").all(|cell| cell.modifier.is_empty()));
}

#[test]
fn tab_holds_the_stories_against_one_pack_after_another() {
    let mut stage = own();
    stage.keys("C");
    let first = stage.screen(80, 24);
    let mut titles = Vec::new();
    for _ in 0..7 {
        titles.push(stage.screen(80, 24).lines().next().unwrap().split("  ").next().unwrap().trim().to_owned());
        stage.keys("<tab>");
    }
    assert_eq!(
        titles,
        [
            "Coverage · all competencies",
            "Coverage · General behavioral",
            "Coverage · Incidents and operations",
            "Coverage · Amazon: 16 leadership principles",
            "Coverage · UK Civil Service: 9 behaviors",
            "Coverage · Google: 4 attributes",
            "Coverage · Your own questions",
        ]
    );
    assert_eq!(stage.screen(80, 24), first);
    stage.keys("<tab><tab><tab><down>");
    assert_snapshot!("pack_80x24", stage.screen(80, 24));
}

#[test]
fn a_story_leads_to_the_library_where_its_topic_is_asked_for() {
    let mut stage = Stage::with_samples();
    let rows = competencies::competencies().competencies.len();
    for number in 0..rows {
        stage.keys("C").keys(&"<down>".repeat(number));
        let row = selected(&stage);
        let Some(last) = row.cells.last() else { continue };
        let cells = row.cells.len();
        stage.keys(&"<right>".repeat(cells)).keys("<enter>");
        assert_eq!(stage.app.context(), Context::Library);
        assert_eq!(stage.app.library_screen().input().text(), format!("?{}", row.topic.name));
        let story = stage.app.story_at_hand().unwrap();
        assert_eq!(*story, stage.app.library().stories()[last.place], "{}", row.topic.name);
        let fit = stage.app.library_screen().match_in(stage.app.library_screen().cursor()).map(|found| found.fit);
        assert_eq!(fit, Some(last.fit), "{}", row.topic.name);
    }
    stage.keys("C<end>");
    let best = selected(&stage).cells[0].place;
    stage.keys("<enter>");
    assert_eq!(*stage.app.story_at_hand().unwrap(), stage.app.library().stories()[best]);
}

#[test]
fn a_gap_leads_to_its_questions_and_to_a_story_that_is_begun_for_one() {
    let mut stage = own();
    stage.keys("/nothing<esc>C<down><enter>");
    assert_eq!(stage.app.context(), Context::Probing);
    assert_snapshot!("questions_80x24", stage.screen(80, 24));
    stage.keys("<enter><enter>");
    assert_eq!(stage.notice(), "Type a title first: a few words that bring the story back.");
    stage.keys("  The wrong <esc>n").paste("  The wrong\nTable ");
    assert_snapshot!("title_60x20", stage.screen(60, 20));
    stage.keys("<enter>");
    assert_eq!(stage.app.context(), Context::Writing);
    stage.keys("<esc>");
    let (story, said) = begun(&mut stage);
    assert_eq!((story.title.as_str(), story.id.as_str()), ("The wrong Table", "the-wrong-table-2"));
    assert_eq!(story.questions, ["What was your loudest argument?"], "one's own questions come first");
    assert_eq!(said, "Begun (u undoes it): “The wrong Table”");
    reload(&mut stage, vec![mistake(), story.clone()]);
    stage.app.update(Message::Changed { said, problems: Vec::new(), about: None }, stage.now);
    assert_eq!(stage.app.story_at_hand(), Some(&story));
    assert!(stage.screen(80, 24).contains("“What was your loudest argument?”"));
    stage.keys("C");
    assert!(stage.screen(80, 24).starts_with(" Coverage"));
    let weak = std::iter::repeat_with(|| {
        let row = selected(&stage);
        stage.keys("<down>");
        row
    });
    let conflict = weak.take(40).find(|row| row.topic.name == "conflict").unwrap();
    assert_eq!(conflict.counts(), "", "what has no text yet shows nothing");
}

#[test]
fn a_story_that_is_begun_among_samples_begins_a_library() {
    let mut stage = Stage::with_samples();
    stage.keys("C<enter>nOur two plans<enter><esc>");
    let (story, said) = begun(&mut stage);
    assert_eq!(said, "Your first story (u undoes it); the samples are put away: “Our two plans”");
    reload(&mut stage, vec![story.clone()]);
    stage.app.update(Message::Changed { said, problems: Vec::new(), about: None }, stage.now);
    assert_eq!(stage.app.context(), Context::Library);
    assert_eq!(stage.app.story_at_hand(), Some(&story));
}

#[test]
fn a_row_that_has_stories_leads_to_its_questions_too() {
    let mut stage = Stage::with_samples();
    stage.keys("C<end>n");
    assert!(stage.screen(80, 24).starts_with(" Questions for problem solving"), "{}", stage.screen(80, 24));
    stage.keys("<esc>");
    assert_eq!((stage.app.context(), selected(&stage).topic.name.as_str()), (Context::Coverage, "problem solving"));
    stage.keys("<esc>");
    assert_eq!(stage.app.context(), Context::Library);
}

#[test]
fn when_stories_change_elsewhere_the_cursor_stays_on_its_topic() {
    let mut stage = own();
    stage.keys("C<end>");
    assert_eq!(selected(&stage).topic.name, "failure");
    let mut other = mistake();
    other.title = "Another one".to_owned();
    reload(&mut stage, vec![mistake(), other]);
    assert_eq!((selected(&stage).topic.name.as_str(), selected(&stage).cells.len()), ("failure", 2));
}

#[test]
fn of_many_stories_the_screen_waits_until_they_are_read() {
    let many = (0..501).map(|number| story(&format!("Story {number}"), &[], &[(Beat::Problem, "It was late.")]));
    let mut stage = Stage::open(opening_with(many.chain([mistake()]).collect(), Vec::new()));
    stage.keys("C");
    assert!(stage.screen(60, 20).contains("Your stories are being read"), "{}", stage.screen(60, 20));
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "Your stories are being read. Try again in a moment.");
    let read = stage.effects.iter().find_map(|effect| match effect {
        Effect::ReadEvidence(catalog) => Some(catalog.clone()),
        _ => None,
    });
    let known = read.unwrap().with_evidence(competencies::competencies(), lexicon::lexicon());
    stage.app.update(Message::Known(known), stage.now);
    stage.keys("<end>");
    assert_eq!(selected(&stage).topic.name, "failure");
    assert!(stage.screen(60, 20).contains("no story of a conflict"));
}
