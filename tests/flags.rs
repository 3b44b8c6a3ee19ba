//! `f`: a story is flagged to be corrected later, wherever one is with it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use retell::app::message::{Effect, Message};
use retell::domain::beat::Beat;
use retell::domain::change::Step;
use retell::domain::library::{Library, Origin};
use retell::domain::looks::Marks;
use retell::domain::story::Story;

fn stage() -> Stage {
    let beats = [(Beat::Problem, "It leaked."), (Beat::Action, "I closed it."), (Beat::Outcome, "It holds.")];
    Stage::with_stories(vec![story("A leak", &["Redis"], &beats), story("Flood", &[], &beats)])
}

/// The library read again, with this story in it.
fn loaded(story: Story) -> Message {
    Message::Loaded(Box::new(common::loaded(vec![story])))
}

/// What was last asked to be written.
fn written(stage: &Stage) -> (&Story, &str) {
    let change = stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::Change { change, said } => Some((change, said)),
        _ => None,
    });
    let (change, said) = change.unwrap();
    let [Step::Save { story, .. }] = &change.steps[..] else { panic!("{change:?}") };
    (story, said)
}

#[test]
fn a_flagged_story_has_a_mark_beside_how_it_stands_and_is_found() {
    let mut stage = stage();
    stage.keys("f");
    let (flagged, said) = written(&stage);
    assert!(flagged.flagged && said == "Flagged to be corrected later: “A leak”");
    let mut stage = Stage::with_stories(vec![flagged.clone(), Story::new("Flood")]);
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        assert!(stage.screen(width, height).contains("⚑ new"), "{}", stage.screen(width, height));
    }
    assert!(stage.screen(120, 40).contains("⚑ Flagged, to be corrected later."));
    stage.keys("/is:flagged<esc>");
    assert_eq!(stage.app.library_screen().count(), 1);
    stage.keys("f");
    assert!(!written(&stage).0.flagged);
    assert_eq!(written(&stage).1, "The flag is off: “A leak”");
}

#[test]
fn a_flag_is_set_in_a_take_and_its_clock_goes_on() {
    for way in ["<enter>", "<enter> ", "<enter> ~ ~ ~ ", "<enter> ~ ~ ~ ~4"] {
        let mut stage = stage();
        for keys in way.split('~') {
            stage.keys(keys).wait(1.0);
        }
        let context = stage.app.context();
        stage.keys("f");
        assert!(written(&stage).0.flagged, "{way}");
        assert_eq!(stage.app.context(), context);
        assert!(!stage.screen(80, 24).contains("paused"), "{way}");

        let flagged = written(&stage).0.clone();
        let title = |stage: &Stage| stage.screen(60, 20).lines().next().unwrap().to_owned();
        assert!(title(&stage).starts_with(" A leak "), "{way}");
        stage.app.update(loaded(flagged), stage.now);
        assert!(title(&stage).starts_with(" ⚑ A leak "), "{way}: {}", title(&stage));
    }
}

#[test]
fn a_flag_hides_no_day_and_is_a_mark_in_ascii_too() {
    let mut start = opening(Library::new(vec![stage().app.library().stories()[0].clone()], Origin::Own));
    start.looks.marks = Marks::Ascii;
    let mut stage = Stage::open(start);
    for keys in "<enter> ~ ~ ~ ~4f".split('~') {
        stage.keys(keys).wait(1.0);
    }
    stage.app.update(loaded(written(&stage).0.clone()), stage.now);
    assert!(stage.screen(60, 20).starts_with(" ! A leak "));
    stage.keys("<esc>");
    assert!(stage.screen(60, 20).contains(" ! in "), "{}", stage.screen(60, 20));
}

#[test]
fn a_flag_is_not_set_again_before_it_is_written() {
    let mut stage = stage();
    stage.keys("f");
    let count = stage.effects.len();
    stage.keys("f");
    assert_eq!((stage.effects.len(), stage.notice().contains("still being written")), (count, true));
    stage.app.update(Message::Changed { said: "Flagged".to_owned(), problems: Vec::new(), about: None }, stage.now);
    stage.keys("f");
    assert_eq!(stage.effects.len(), count + 1);
}

#[test]
fn a_sample_can_not_be_flagged_and_says_so() {
    let mut stage = Stage::open(opening(Library::new(common::SAMPLES.clone(), Origin::Samples)));
    stage.keys("f");
    assert!(stage.notice().starts_with("This is a sample."));
}
