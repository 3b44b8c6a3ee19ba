//! The take as a state machine: what each press does, and what holds whatever is pressed.

mod chance;
mod on_paper;
mod properties;
mod undone;

use super::*;
use crate::domain::ladder::Ladder;

fn story() -> Story {
    let mut story = Story::new("A leak");
    for beat in [Beat::Problem, Beat::Insight, Beat::Outcome] {
        story.beats.insert(beat, "words");
    }
    story
}

fn ready() -> Practice {
    Practice::ready(&story(), Plan::default(), Millis::ZERO)
}

fn started() -> Practice {
    let mut practice = ready();
    practice.start(Millis(2_000));
    practice
}

fn seconds(values: &[u64]) -> Vec<Millis> {
    values.iter().copied().map(Millis::from_seconds).collect()
}

#[test]
fn three_presses_tell_problem_insight_and_outcome() {
    let mut practice = started();
    assert_eq!(practice.think(), Millis(2_000));
    for at in [32, 70, 112] {
        assert!(practice.reveal(Millis::from_seconds(at)));
    }
    assert_eq!(practice.phase(), Phase::Grading);
    assert_eq!(practice.splits(), seconds(&[30, 38, 42]));
    practice.grade(Some(Grade::Good), Millis::from_seconds(113));
    assert_eq!(practice.elapsed(Millis::from_seconds(500)), Millis::from_seconds(110));
}

#[test]
fn a_second_press_within_300_ms_is_ignored() {
    let mut practice = started();
    assert!(!practice.reveal(Millis(2_299)));
    assert!(practice.reveal(Millis(2_599)));
    for held_down in (2_630..9_000).step_by(30) {
        assert!(!practice.reveal(Millis(held_down)));
    }
    assert_eq!(practice.splits(), [Millis(599)]);
}

#[test]
fn a_paused_take_does_not_grow_and_stays_paused_whatever_is_pressed() {
    let mut practice = started();
    practice.pause_or_continue(Millis(12_000));
    practice.reveal(Millis(60_000));
    practice.add_seconds(Millis(70_000));
    practice.undo(Millis(80_000));
    assert!(practice.is_paused());
    assert_eq!(practice.elapsed(Millis(90_000)), Millis(10_000));
    practice.pause_or_continue(Millis(90_000));
    assert_eq!(practice.elapsed(Millis(91_000)), Millis(11_000));
}

#[test]
fn hiding_does_not_touch_the_clock_and_the_next_press_shows_again() {
    let mut practice = started();
    practice.reveal(Millis(10_000));
    practice.hide();
    assert!(!practice.shows(0));
    practice.reveal(Millis(20_000));
    assert!(practice.shows(0));
    assert_eq!(practice.splits(), [Millis(8_000)]);
    assert_eq!(practice.rung_elapsed(Millis(20_000)), Millis(10_000));
}

#[test]
fn prompted_shows_the_rung_before_it_is_told() {
    let mut practice = Practice::ready(&story(), Plan { style: Style::Prompted, ..Plan::default() }, Millis::ZERO);
    assert!(!practice.shows(0));
    practice.start(Millis(1_000));
    assert!(practice.shows(0) && !practice.shows(1));
    practice.hide();
    assert!(!practice.shows(0));
}

#[test]
fn undoing_the_last_reveal_takes_the_grading_back_and_the_clock_has_run_on() {
    let mut practice = started();
    for at in [12_000, 22_000, 32_000] {
        practice.reveal(Millis(at));
    }
    practice.undo(Millis(40_000));
    assert_eq!(practice.phase(), Phase::Telling);
    assert_eq!(practice.rung_elapsed(Millis(40_000)), Millis(18_000));
}

#[test]
fn undoing_a_step_of_the_clock_shows_no_hidden_text_and_lets_no_slip_through() {
    let mut practice = started();
    practice.reveal(Millis(12_000));
    practice.hide();
    practice.add_seconds(Millis(13_000));
    practice.undo(Millis(14_000));
    assert!(!practice.shows(0));
    assert!(practice.reveal(Millis(15_000)) && practice.shows(0));
    practice.take_seconds(Millis(15_100));
    practice.undo(Millis(15_200));
    assert!(!practice.reveal(Millis(15_299)));
    assert_eq!(practice.splits(), seconds(&[10]));
}

#[test]
fn a_restarted_rung_starts_from_nothing_and_the_others_keep_their_splits() {
    let mut practice = started();
    practice.reveal(Millis(12_000));
    practice.restart_rung(Millis(20_000));
    practice.reveal(Millis(25_000));
    assert_eq!(practice.splits(), seconds(&[10, 5]));
    practice.take_seconds(Millis(27_000));
    assert_eq!(practice.rung_elapsed(Millis(27_000)), Millis::ZERO);
}

#[test]
fn a_restarted_take_can_be_brought_back_and_the_time_between_does_not_count() {
    for was_paused in [false, true] {
        let mut practice = started();
        practice.reveal(Millis(12_000));
        if was_paused {
            practice.pause_or_continue(Millis(15_000));
        }
        let before = practice.clone();
        practice.restart(Millis(15_000));
        assert_eq!(practice.phase(), Phase::Ready);
        practice.undo(Millis(60_000));
        assert_eq!(practice.is_paused(), was_paused);
        assert_eq!(practice.elapsed(Millis(60_000)), before.elapsed(Millis(15_000)));
    }
}

#[test]
fn a_take_restarted_by_mistake_outlives_another_division_of_the_story() {
    let mut practice = started();
    practice.reveal(Millis(12_000));
    practice.restart(Millis(15_000));
    practice.plan_anew(&story(), Plan { ladder: Ladder::Star, style: Style::Prompted, ..Plan::default() });
    assert_eq!(practice.rungs().len(), 3);
    practice.undo(Millis(20_000));
    assert_eq!((practice.plan().ladder, practice.elapsed(Millis(20_000))), (Ladder::Outline, Millis(13_000)));
}
