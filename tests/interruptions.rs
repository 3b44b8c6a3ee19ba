//! What comes between a teller and a take: clocks that step, shells, signals and other windows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]

mod common;

use common::{Stage, stamp, story};
use retell::app::key::Key;
use retell::app::message::{Effect, Message};
use retell::domain::beat::Beat;
use retell::domain::problem::Problem;
use retell::domain::take::Take;
use retell::domain::time::Millis;
use retell::domain::unfinished::Unfinished;

fn ready() -> Stage {
    let beats = [(Beat::Problem, "It was late."), (Beat::Insight, "It leaked."), (Beat::Outcome, "It ended.")];
    let mut stage = Stage::with_stories(vec![story("A leak", &[], &beats)]);
    stage.keys("<enter>");
    stage
}

/// Says a message, and returns what the world is asked for.
fn say(stage: &mut Stage, message: Message) -> Vec<Effect> {
    stage.app.update(message, stage.now)
}

/// The take that is saved, when nothing else is asked for.
fn saved(effects: &[Effect]) -> &Unfinished {
    match effects {
        [Effect::KeepUnfinished(take)] => take,
        effects => panic!("{effects:?}"),
    }
}

fn told_while_the_wall_clock_shows(times: [&str; 3]) -> Take {
    let mut stage = ready();
    stage.wait(3.0).keys("<space>");
    for (time, seconds) in times.into_iter().zip([20.5, 40.25, 30.0]) {
        stage.wait(seconds);
        stage.now.wall = stamp(time);
        stage.keys("<space>");
    }
    stage.keys("3");
    stage.kept_takes()[0].clone()
}

#[test]
fn no_step_of_the_wall_clock_and_no_journey_changes_a_split() {
    let steady = ["2026-03-14T21:05:23+01:00", "2026-03-14T21:06:03+01:00", "2026-03-14T21:06:33+01:00"];
    let steps = [
        // Set back by a year, set forward by a day, and the hour that summer time leaves out.
        ["2025-03-14T21:05:23+01:00", "2025-03-14T21:06:03+01:00", "2026-03-15T21:06:33+01:00"],
        // Flown to the other side of the world.
        ["2026-03-14T21:05:23+01:00", "2026-03-15T09:06:03+13:00", "2026-03-14T10:06:33-10:00"],
        // Asleep for a night, as the clock on the wall sees it.
        ["2026-03-15T07:05:23+01:00", "2026-03-15T07:06:03+01:00", "2026-03-29T03:00:00+02:00"],
    ];
    let expected = told_while_the_wall_clock_shows(steady);
    let said: Vec<Millis> = expected.splits.iter().map(|split| split.said).collect();
    assert_eq!(said, [20_500, 40_250, 30_000].map(Millis));
    for times in steps {
        assert_eq!(told_while_the_wall_clock_shows(times), expected, "{times:?}");
    }
}

#[test]
fn a_take_under_way_is_paused_and_saved_before_the_program_is_stopped() {
    let mut stage = ready();
    stage.keys("<space>").wait(12.0);
    assert_eq!(say(&mut stage, Message::Key(Key::ctrl('z'))), [Effect::Suspend]);
    let effects = say(&mut stage, Message::Suspended);
    assert_eq!(saved(&effects).elapsed(), Millis::from_seconds(12));
    assert_eq!(stage.app.wake_after(stage.now), None, "a program that is stopped asks for no time");
    stage.wait(3600.0);
    assert_eq!(stage.notice(), "Paused at 0:12. Press p to go on.");
    stage.keys("p").wait(5.0);
    assert!(stage.screen(80, 24).contains("0:17"));
}

#[test]
fn a_take_that_is_told_does_not_grow_while_the_program_is_stopped_if_its_end_is_taken_back() {
    let mut stage = ready();
    stage.keys("<space>");
    for _ in 0..3 {
        stage.wait(10.0).keys("<space>");
    }
    saved(&say(&mut stage, Message::Suspended));
    stage.wait(3600.0).keys("u");
    assert!(stage.screen(80, 24).contains("▸ Outcome        0:10"), "{}", stage.screen(80, 24));
}

#[test]
fn being_stopped_without_a_take_under_way_asks_for_nothing() {
    for keys in ["", "/leak", "?", "<esc>"] {
        let mut stage = ready();
        stage.keys("<esc>").keys(keys);
        assert_eq!(say(&mut stage, Message::Suspended), []);
    }
}

#[test]
fn a_reason_not_to_stop_is_told_and_the_take_goes_on() {
    let mut stage = ready();
    stage.keys("<space>").wait(1.0);
    say(&mut stage, Message::NotSuspended("There is no shell."));
    assert_eq!(stage.notice(), "There is no shell.");
    assert!(stage.app.wake_after(stage.now).is_some());
}

#[test]
fn being_ended_is_quitting_from_anywhere() {
    for keys in ["", "?", "<space>", "<space>?", "<space>R"] {
        let (mut ended, mut left) = (ready(), ready());
        ended.keys(keys).wait(5.0);
        left.keys(keys).wait(5.0).effects.clear();
        let effects = say(&mut ended, Message::Ended);
        left.keys("<c-c>");
        assert_eq!(effects, left.effects, "{keys}");
        assert_eq!(effects.last(), Some(&Effect::Quit), "{keys}");
        assert_eq!(effects.len(), if keys.starts_with("<space>") { 2 } else { 1 }, "{keys}");
    }
}

#[test]
fn a_take_that_was_refused_is_tried_again_before_the_end_and_before_a_stop() {
    for message in [Message::Ended, Message::Suspended] {
        let mut stage = ready();
        stage.keys("<space>");
        for _ in 0..3 {
            stage.wait(10.0).keys("<space>");
        }
        stage.keys("3");
        let take = stage.kept_takes()[0].clone();
        let refused = Effect::KeepTake(take.clone());
        say(&mut stage, Message::NotKept(refused, Problem::new("takes", "the disk is full", "Make room.")));
        assert_eq!(say(&mut stage, message.clone()).first(), Some(&Effect::KeepTake(take)), "{message:?}");
    }
}

#[test]
fn a_window_that_comes_to_the_front_looks_for_edits_made_elsewhere_and_changes_nothing_else() {
    let mut stage = ready();
    stage.keys("<space>").wait(1.0);
    let before = stage.screen(80, 24);
    assert_eq!(say(&mut stage, Message::Focused), [Effect::Reload]);
    assert_eq!(stage.screen(80, 24), before);
}
