//! What a person sees of the schedule: what is due, what each grade leads to, and today's set.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

mod common;

use common::{Stage, story};
use insta::assert_snapshot;
use retell::app::Screen;
use retell::domain::beat::Beat;
use retell::domain::story::Story;
use retell::domain::take::Grade;

const DAY: f64 = 86_400.0;

fn told(title: &str) -> Story {
    let text = [
        (Beat::Problem, "Orders stood in a queue for 40 minutes."),
        (Beat::Insight, "One poisoned message was tried again and again."),
        (Beat::Outcome, "The queue is empty within 2 s today."),
    ];
    story(title, &["RabbitMQ"], &text)
}

fn stage() -> Stage {
    Stage::with_stories(vec![
        told("A flag for everybody"),
        told("The pool ran dry"),
        told("The queue that stood still"),
    ])
}

/// Tells the story before the teller within its budget, to its grade.
fn tell(stage: &mut Stage) -> &mut Stage {
    stage
        .wait(3.0)
        .keys("<space>")
        .wait(30.0)
        .keys("<space>")
        .wait(50.0)
        .keys("<space>")
        .wait(38.0)
        .keys("<space>")
        .wait(1.0)
}

#[test]
fn each_grade_shows_when_the_story_comes_back_before_it_is_pressed_and_keeps_its_word() {
    let mut stage = stage();
    stage.keys("<enter>");
    tell(&mut stage);
    let screen = stage.screen(80, 24);
    assert!(screen.contains("tomorrow  tomorrow  in 2 d    in 8 d"), "{screen}");
    stage.keys("4");
    assert!(
        stage.screen(80, 24).contains("The story comes back in 8 days, on Sun 22 Mar."),
        "{}",
        stage.screen(80, 24)
    );
    stage.wait(1.0).keys("<esc>");
    assert_snapshot!("after_a_take_80x24", stage.screen(80, 24));
    stage.wait(7.0 * DAY).keys("<f1><esc>");
    assert!(!stage.screen(80, 24).contains("due"));
    stage.wait(DAY).keys("<f1><esc>");
    assert_snapshot!("due_80x24", stage.screen(80, 24));
}

#[test]
fn help_and_a_missed_budget_are_said_where_they_lower_the_grade_that_is_offered() {
    let mut stage = stage();
    stage.keys("<enter><space>").wait(9.0).keys("<space>").wait(9.0).keys("hh").wait(9.0).keys("<space>").wait(9.0);
    stage.keys("<space>").wait(1.0);
    assert_snapshot!("offered_80x24", stage.screen(80, 24));
    assert_snapshot!("offered_60x20", stage.screen(60, 20));
    stage.keys("3");
    assert_eq!(stage.kept_takes().last().unwrap().grade, Some(Grade::Good), "the teller has the last word");
}

#[test]
fn free_practice_says_that_it_leaves_the_schedule_alone() {
    let mut stage = stage();
    stage.keys("<enter>F");
    tell(&mut stage);
    assert!(stage.screen(80, 24).contains("It leaves open when the story comes back."), "{}", stage.screen(80, 24));
}

#[test]
fn space_tells_what_is_due_today_one_story_after_another_and_nothing_else() {
    let mut stage = stage();
    stage.keys("<space>");
    assert_eq!(stage.notice(), "Nothing is due today. Press r in the library to choose what to rehearse.");
    stage.keys("<enter>");
    tell(&mut stage).keys("3").wait(1.0).keys("<esc><down><enter>");
    tell(&mut stage).keys("1").wait(1.0).keys("<esc>");
    stage.wait(2.0 * DAY).keys("<f1><esc>");
    assert!(stage.screen(80, 24).lines().next().unwrap().ends_with("3 stories · 2 due"), "{}", stage.screen(80, 24));
    stage.keys("<space>");
    let screen = stage.screen(80, 24);
    assert!(
        screen.starts_with(" The pool ran dry") && screen.contains("1 of 2"),
        "the longest overdue first: {screen}"
    );
    tell(&mut stage).keys("3").wait(1.0).keys("<enter>");
    assert!(stage.screen(80, 24).starts_with(" A flag for everybody"));
    tell(&mut stage).keys("3").wait(1.0).keys("<enter>");
    assert!(matches!(stage.app.screen(), Screen::Summary(_)));
    stage.wait(1.0).keys("<esc>");
    assert!(!stage.screen(80, 24).contains("due"), "{}", stage.screen(80, 24));
}

#[test]
fn a_story_that_was_told_again_leaves_the_list_of_what_is_due() {
    let mut stage = stage();
    stage.keys("<enter>");
    tell(&mut stage).keys("1").wait(1.0).keys("<esc>").wait(DAY).keys("/is:due<esc>");
    assert!(stage.screen(80, 24).contains("1 of 3"), "{}", stage.screen(80, 24));
    stage.keys("<enter>");
    tell(&mut stage).keys("3").wait(1.0).keys("<esc>");
    assert!(stage.screen(80, 24).contains("0 of 3"), "{}", stage.screen(80, 24));
    stage.wait(3.0 * DAY).keys("<f1><esc>");
    assert!(stage.screen(80, 24).contains("1 of 3"), "the day changes what is due: {}", stage.screen(80, 24));
}

#[test]
fn a_grade_that_is_taken_back_shows_the_same_days_again() {
    let mut stage = stage();
    stage.keys("<enter>");
    tell(&mut stage);
    let days = "tomorrow  tomorrow  in 2 d    in 8 d";
    stage.keys("4").wait(1.0).keys("u");
    assert!(stage.screen(80, 24).contains(days), "{}", stage.screen(80, 24));
    stage.keys("1").wait(1.0).keys("<esc>");
    assert!(stage.screen(80, 24).contains("tomorrow"));
}

#[test]
fn what_an_interview_asks_for_is_due_on_its_days_though_the_schedule_has_time() {
    let mut stage = stage();
    stage.keys("In+3<enter>ACME<enter><enter>");
    assert!(stage.screen(80, 24).contains("no story chosen yet"), "{}", stage.screen(80, 24));
    stage.keys("s<space><enter>");
    assert!(stage.screen(80, 24).contains("1 story · 3 takes to go"), "{}", stage.screen(80, 24));
    stage.keys("<esc>");
    assert!(stage.screen(80, 24).lines().next().unwrap().ends_with("3 stories · 1 due"), "{}", stage.screen(80, 24));
    stage.keys("<space>");
    tell(&mut stage).keys("4");
    assert!(stage.screen(80, 24).contains("The story comes back tomorrow."), "{}", stage.screen(80, 24));
    stage.wait(1.0).keys("<enter>").wait(1.0).keys("<esc>");
    assert!(!stage.screen(80, 24).contains(" due"), "{}", stage.screen(80, 24));
    stage.wait(DAY).keys("<f1><esc>");
    assert!(stage.screen(80, 24).contains("3 stories · 1 due"), "{}", stage.screen(80, 24));
}

#[test]
fn a_story_without_a_text_is_neither_due_nor_ready() {
    let mut stage = Stage::with_stories(vec![Story::new("Only a title"), told("The pool ran dry")]);
    stage.keys("In+3<enter>ACME<enter><enter>s<space><enter>");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("! no story is chosen that can be told") && screen.contains("· can't be told"), "{screen}");
    stage.keys("<esc>");
    assert!(!stage.screen(80, 24).contains(" due"));
}

#[test]
fn what_is_shown_of_today_changes_with_the_day() {
    let mut stage = stage();
    stage.keys("<enter>");
    tell(&mut stage).keys("3").wait(1.0).keys("<esc>p");
    assert!(stage.screen(80, 24).contains("Today       1 take"), "{}", stage.screen(80, 24));
    stage.wait(DAY).keys("<f1><esc>");
    assert!(stage.screen(80, 24).contains("Today       nothing told yet"), "{}", stage.screen(80, 24));
}
