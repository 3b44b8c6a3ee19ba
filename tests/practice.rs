//! A take from ready to review, as its teller sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use retell::app::message::{Effect, Message};
use retell::domain::beat::Beat;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::problem::Problem;
use retell::domain::story::Story;
use retell::domain::take::{Grade, Take};
use retell::domain::time::Millis;
use retell::domain::unfinished::Unfinished;

fn connections() -> Story {
    let mut story = story(
        "Connections outlive requests",
        &["Redis", "ECS"],
        &[
            (Beat::Problem, "Every task ran out of memory at three in the morning."),
            (Beat::Investigation, "The number of open connections only ever grew."),
            (Beat::Insight, "A client was made for each request and never closed."),
            (Beat::Action, "I made one client for the whole process."),
            (Beat::Outcome, "Memory stays flat through the night."),
        ],
    );
    story.questions = vec!["Tell me about a production issue that only happened under load.".to_owned()];
    story
}

fn stage() -> Stage {
    Stage::with_stories(vec![connections(), story("A second story", &[], &[(Beat::Problem, "It was late.")])])
}

fn ready() -> Stage {
    let mut stage = stage();
    stage.keys("/connections<enter>");
    stage
}

/// Ten seconds of thought, then a take told in these seconds.
fn tell(stage: &mut Stage, seconds: [f64; 3]) {
    stage.wait(3.0).keys("<space>");
    for seconds in seconds {
        stage.wait(seconds).keys("<space>");
    }
}

#[test]
fn a_take_goes_from_ready_over_three_reveals_to_its_review() {
    let mut stage = ready();
    assert_snapshot!("ready_80x24", stage.screen(80, 24));
    stage.wait(4.0).keys("<space>").wait(12.0);
    assert_snapshot!("first_rung_80x24", stage.screen(80, 24));
    stage.wait(7.0).keys("<space>").wait(62.5);
    assert_snapshot!("behind_80x24", stage.screen(80, 24));
    stage.keys("<space>").wait(51.0);
    assert_snapshot!("over_time_80x24", stage.screen(80, 24));
    stage.keys("<space>");
    assert_snapshot!("grading_80x24", stage.screen(80, 24));
    stage.keys("3");
    assert_snapshot!("review_80x24", stage.screen(80, 24));
    assert_snapshot!("review_60x20", stage.screen(60, 20));
}

#[test]
fn the_take_that_is_kept_has_three_splits_that_add_up_to_its_length() {
    let mut stage = ready();
    tell(&mut stage, [19.25, 60.5, 31.007]);
    stage.keys("4");
    let takes = stage.kept_takes();
    let [take] = takes.as_slice() else { panic!("{takes:?}") };
    let said: Vec<u64> = take.splits.iter().map(|split| split.said.0).collect();
    assert_eq!(said, [19_250, 60_500, 31_007]);
    assert_eq!(take.length, Millis(110_757));
    assert_eq!((take.grade, take.finished, take.think), (Some(Grade::Easy), true, Millis(3_000)));
}

#[test]
fn the_last_take_is_the_ghost_and_the_measure_of_the_next() {
    let mut stage = ready();
    for seconds in [[20.0, 50.0, 45.0], [12.0, 58.0, 46.0], [31.0, 50.0, 40.0]] {
        tell(&mut stage, seconds);
        stage.keys("3a");
    }
    assert_snapshot!("ready_with_ghost_80x24", stage.screen(80, 24));
    tell(&mut stage, [15.0, 54.0, 48.0]);
    stage.keys("3");
    assert_snapshot!("review_with_history_80x24", stage.screen(80, 24));
}

#[test]
fn the_ladder_key_divides_the_story_anew() {
    let mut stage = ready();
    stage.keys("l");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("ladder STAR") && screen.contains("Situation") && screen.contains("Result"), "{screen}");
    stage.keys("l");
    assert!(stage.screen(80, 24).contains("Investigation"));
    stage.keys("l<esc><enter>");
    assert!(stage.screen(80, 24).contains("ladder outline"));
}

#[test]
fn the_ladder_stays_chosen_for_the_next_story() {
    let mut stage = ready();
    stage.keys("l<esc><esc><enter>");
    assert!(stage.screen(80, 24).contains("ladder STAR"));
}

#[test]
fn nothing_is_shown_before_it_is_told_unless_the_teller_asks() {
    let mut stage = ready();
    stage.keys("<space>").wait(5.0);
    assert!(!stage.screen(80, 24).contains("Every task"));
    let mut stage = ready();
    stage.keys("tt<space>").wait(5.0);
    assert!(stage.screen(80, 24).contains("Every task"));
}

#[test]
fn a_hidden_text_comes_back_with_the_next_press_and_the_clock_runs_on() {
    let mut stage = ready();
    stage.keys("<space>").wait(10.0).keys("<space>").wait(1.0);
    assert!(stage.screen(80, 24).contains("Every task"));
    stage.keys("<left>");
    assert!(!stage.screen(80, 24).contains("Every task"));
    stage.keys("<left>");
    assert_eq!(stage.notice(), "No text is shown that could be hidden.");
    stage.wait(1.0).keys("<space>");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("Every task") && screen.contains("part 2 of 3"), "{screen}");
}

#[test]
fn a_paused_take_says_so_and_asks_for_no_time() {
    let mut stage = ready();
    assert_eq!(stage.app.wake_after(stage.now), None);
    stage.keys("<space>").wait(10.25);
    assert_eq!(stage.app.wake_after(stage.now).map(|wait| wait.as_millis()), Some(750));
    stage.keys("p");
    assert_eq!(stage.app.wake_after(stage.now), None);
    let before = stage.screen(80, 24);
    assert!(before.contains("paused · p goes on"));
    stage.wait(500.0);
    assert_eq!(stage.screen(80, 24), before);
}

#[test]
fn undo_goes_back_several_presses_and_says_when_there_is_nothing_left() {
    let mut stage = ready();
    tell(&mut stage, [10.0, 10.0, 10.0]);
    stage.keys("uuu");
    assert!(stage.screen(80, 24).contains("part 1 of 3"));
    stage.keys("u");
    assert_eq!(stage.notice(), "There is no step of this take to take back.");
}

#[test]
fn a_take_restarted_by_mistake_comes_back() {
    let mut stage = ready();
    stage.keys("<space>").wait(30.0).keys("<space>").wait(5.0).keys("R");
    assert!(stage.screen(80, 24).contains("Press u to have the last one back."));
    stage.wait(20.0).keys("u");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("part 2 of 3") && screen.contains("0:30 of"), "{screen}");
}

#[test]
fn two_presses_at_once_are_one() {
    let mut stage = ready();
    stage.keys("<space>").wait(10.0).keys("<space><space>");
    assert!(stage.screen(80, 24).contains("part 2 of 3"));
    assert!(stage.notice().starts_with("Pressed twice"));
}

#[test]
fn every_press_of_a_take_is_kept_at_once() {
    let mut stage = ready();
    stage.keys("<space>").wait(10.0).keys("<space>").wait(5.0).keys("p+");
    let kept: Vec<&Unfinished> = stage
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::KeepUnfinished(unfinished) => Some(unfinished),
            _ => None,
        })
        .collect();
    assert_eq!(kept.len(), 4);
    assert_eq!(kept[3].elapsed(), Millis(20_000));
}

#[test]
fn a_take_that_is_left_waits_and_goes_on_where_it_stood() {
    let mut stage = ready();
    stage.keys("<space>").wait(30.0).keys("<space>").wait(17.0).keys("<esc>");
    assert_eq!(stage.notice(), "The take waits at 0:47. Press c to go on with it.");
    assert!(stage.screen(80, 24).contains("unfinished"));
    stage.wait(1000.0).keys("c");
    assert_snapshot!("resume_80x24", stage.screen(80, 24));
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "Paused at 0:47. Press p to go on.");
    stage.keys("p").wait(3.0).keys("<space>");
    assert!(stage.screen(80, 24).contains("0:20 of"));
}

#[test]
fn a_take_interrupted_by_the_end_of_the_program_is_offered_at_the_next_start() {
    let mut stage = ready();
    stage.keys("<space>").wait(30.0).keys("<space>").wait(17.0).keys("<c-c>");
    let [.., Effect::KeepUnfinished(unfinished), Effect::Quit] = stage.effects.as_slice() else {
        panic!("{:?}", stage.effects)
    };
    let mut next = opening(Library::new(vec![connections()], Origin::Own));
    next.unfinished = Some(unfinished.clone());
    let mut stage = Stage::open(next);
    assert!(stage.screen(80, 24).contains("It stopped at 0:47 of 2:00, at the part “Insight”."));
    stage.keys("d");
    assert_eq!(stage.effects, [Effect::ForgetUnfinished]);
    assert!(stage.screen(80, 24).contains("Stories"));
}

#[test]
fn starting_another_story_keeps_the_unfinished_take_as_a_record() {
    let mut stage = ready();
    stage.keys("<space>").wait(30.0).keys("<space>").wait(17.0).keys("<esc><esc>");
    stage.keys("/second<enter>").wait(2.0).keys("<space>");
    assert_eq!(stage.notice(), "The unfinished take of “Connections outlive requests” was kept as it stood.");
    let takes = stage.kept_takes();
    assert_eq!(takes.len(), 1);
    assert!(!takes[0].finished && takes[0].splits.len() == 2 && takes[0].length == Millis(47_000), "{takes:?}");
    assert!(matches!(stage.effects.last(), Some(Effect::KeepUnfinished(_))));
}

#[test]
fn an_unfinished_take_of_a_story_that_is_gone_can_still_be_dropped() {
    let mut stage = ready();
    stage.keys("<space>").wait(5.0).keys("<esc>");
    let mut next = opening(Library::new(vec![story("Another", &[], &[])], Origin::Own));
    next.unfinished = stage.app.unfinished().cloned();
    let mut stage = Stage::open(next);
    stage.keys("<enter>");
    assert!(stage.notice().starts_with("Its story isn't here; it may be in the trash."));
    stage.keys("d");
    assert_eq!(stage.effects, [Effect::ForgetUnfinished]);
}

#[test]
fn a_take_that_cannot_be_kept_is_told_and_the_program_goes_on() {
    let mut stage = ready();
    tell(&mut stage, [10.0, 10.0, 10.0]);
    stage.keys("3");
    let take = stage.kept_takes()[0].clone();
    let problem = Problem::new("practice", "this take could not be kept: disk full", "Make room.");
    stage.app.update(Message::NotKept(Effect::KeepTake(take.clone()), problem), stage.now);
    assert_eq!(stage.notice(), "! this take could not be kept: disk full. Make room. (practice)");
    stage.effects.clear();
    stage.keys("<esc>");
    assert_eq!(stage.effects, [Effect::KeepTake(take)], "the next press tries again");
    assert!(stage.screen(80, 24).contains("1 problem"));
    stage.keys("<down>");
    assert_eq!(stage.effects.len(), 1, "and only the next, unless that fails too");
}

#[test]
fn a_take_restarted_by_mistake_is_not_lost_by_leaving() {
    for leave in ["<esc>", "<c-c>"] {
        let mut stage = ready();
        tell(&mut stage, [10.0, 10.0, 10.0]);
        stage.keys("R").wait(9.0).keys(leave);
        assert_eq!(stage.app.unfinished().map(Unfinished::elapsed), Some(Millis(30_000)));
        assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::KeepUnfinished(_))));
    }
}

#[test]
fn a_take_restarted_by_mistake_comes_back_even_after_the_ladder_was_changed() {
    let mut stage = ready();
    stage.keys("<space>").wait(30.0).keys("<space>").wait(5.0).keys("Rltu");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("part 2 of 3") && screen.contains("Insight"), "{screen}");
}

#[test]
fn a_paused_take_is_not_revealed_by_mistake() {
    let mut stage = ready();
    stage.keys("<space>").wait(10.0).keys("p<space>");
    assert_eq!(stage.notice(), "The clock is paused. Press p to go on.");
    assert!(stage.screen(80, 24).contains("part 1 of 3"));
    assert!(stage.screen(80, 24).contains("p go on"), "the footer says what p does now");
}

#[test]
fn the_verdict_waits_for_the_grade() {
    let mut stage = ready();
    tell(&mut stage, [10.0, 10.0, 10.0]);
    assert!(!stage.screen(80, 24).contains("Short."));
    stage.keys("2");
    assert!(stage.screen(80, 24).contains("Short."));
}

#[test]
fn the_part_being_told_stays_in_sight_on_the_longest_ladder_and_the_smallest_screen() {
    let beats = Beat::ALL.map(|beat| (beat, "A sentence that says enough to fill a line or two on a narrow screen."));
    let mut stage = Stage::with_stories(vec![story("All of it", &[], &beats)]);
    stage.keys("<enter>ll<space>");
    for beat in Beat::ALL {
        let screen = stage.screen(60, 20);
        assert!(screen.contains(&format!("▸ {}", beat.name())), "{} is out of sight:\n{screen}", beat.name());
        stage.wait(3.0).keys("<space>");
        assert!(stage.screen(60, 20).contains("A sentence that says"), "the text just told is out of sight");
    }
    assert_snapshot!("every_beat_60x20", stage.screen(60, 20));
}

#[test]
fn the_question_is_shown_whole_and_stays_with_its_take() {
    let mut story = connections();
    story.questions =
        vec!["One?".to_owned(), "Tell me about a time when a question was so long that it wrapped?".to_owned()];
    let mut stage = Stage::with_stories(vec![story]);
    stage.keys("<enter>");
    tell(&mut stage, [10.0, 10.0, 10.0]);
    stage.keys("3a<space>").wait(3.0).keys("<esc>c<enter>");
    let screen = stage.screen(60, 20);
    assert!(screen.contains("a question was so long that\n it wrapped?”"), "{screen}");
}

#[test]
fn the_seconds_shown_add_up() {
    let mut stage = ready();
    tell(&mut stage, [30.7, 40.7, 40.7]);
    stage.keys("3");
    let screen = stage.screen(80, 24);
    for time in ["0:30", "0:41", "0:41", "1:52 of 2:00"] {
        assert!(screen.contains(time), "{time} in\n{screen}");
    }
}

#[test]
fn help_over_a_take_is_turned_page_by_page_while_the_clock_needs_no_picture() {
    let mut stage = ready();
    stage.keys("<space>").wait(1.0).keys("?");
    assert!(stage.screen(60, 20).contains("page 1 of 3"));
    assert_eq!(stage.app.wake_after(stage.now), None);
    stage.keys("<down>");
    assert!(stage.screen(60, 20).contains("page 2 of 3"));
    stage.keys("<esc>").wait(4.0);
    assert!(stage.screen(60, 20).contains("0:05"));
}

#[test]
fn help_over_the_offer_to_resume_goes_back_to_the_offer() {
    let mut stage = ready();
    stage.keys("<space>").wait(5.0).keys("<esc>c<f1>");
    assert!(stage.screen(80, 24).contains("Decide later"));
    stage.keys("<esc>");
    assert!(stage.screen(80, 24).contains("A take is unfinished"));
}

#[test]
fn the_next_story_is_one_that_can_be_told() {
    let text = [(Beat::Problem, "It was late.")];
    let mut stage = Stage::with_stories(vec![story("A", &[], &text), story("B", &[], &[]), story("C", &[], &text)]);
    stage.keys("<enter><space>").wait(5.0).keys("<space>3n");
    assert!(stage.screen(80, 24).starts_with(" C"), "{}", stage.screen(80, 24));
}

#[test]
fn a_take_can_be_kept_without_a_grade() {
    let mut stage = ready();
    tell(&mut stage, [10.0, 10.0, 10.0]);
    stage.keys("<space>");
    assert_eq!(stage.notice(), "All is told. Press 1 to 4 to say how it went.");
    stage.keys("<esc>");
    assert!(stage.screen(80, 24).contains("Kept without a grade."));
    assert_eq!(stage.kept_takes()[0].grade, None);
}

#[test]
fn the_review_leads_to_the_same_story_the_next_one_or_the_library() {
    let mut stage = stage();
    stage.keys("<enter><space>").wait(5.0).keys("<space>2");
    assert!(stage.screen(80, 24).contains("A second story"));
    stage.keys("n");
    assert!(stage.screen(80, 24).contains("Connections outlive requests"));
    tell(&mut stage, [10.0, 10.0, 10.0]);
    stage.keys("1n");
    assert_eq!(stage.notice(), "This was the last story of the list.");
    stage.keys("<enter>");
    assert!(stage.screen(80, 24).contains("▌ Connections outlive requests"));
}

#[test]
fn a_text_longer_than_the_screen_is_turned_page_by_page() {
    let long = "One more sentence to check against the telling. ".repeat(30);
    let mut stage =
        Stage::with_stories(vec![story("A long one", &[], &[(Beat::Problem, &long), (Beat::Outcome, "It ended.")])]);
    stage.keys("<enter><space>").wait(5.0).keys("<space>");
    assert_snapshot!("long_text_60x20", stage.screen(60, 20));
    stage.keys("<down><down><down>");
    assert!(stage.screen(60, 20).contains("page 2 of"));
    assert!(stage.screen(60, 20).contains("▸ Outcome"), "what comes next stays in sight");
}

#[test]
fn takes_on_another_ladder_are_not_compared() {
    let mut stage = ready();
    tell(&mut stage, [10.0, 10.0, 10.0]);
    stage.keys("3a");
    stage.keys("l<space>").wait(1.0);
    assert!(!stage.screen(80, 24).contains('▾'));
    let takes: Vec<Take> = stage.kept_takes().into_iter().cloned().collect();
    assert_eq!(History::new(takes).finished(&connections().id).count(), 1);
}

#[test]
fn somebody_who_never_told_a_story_is_told_what_to_do_until_the_first_take() {
    let mut stage = Stage::with_samples();
    let says = |stage: &Stage, words: &str| stage.screen(60, 20).contains(words);
    assert!(says(&stage, "These are samples. Press enter to tell one aloud."));
    stage.keys("<enter><space>").wait(1.0);
    assert!(says(&stage, "Tell this part from memory. Then space shows its text."));
    stage.keys("p");
    assert!(!says(&stage, "Then space shows its text."));
    stage.keys("p").wait(1.0).keys("<space>").wait(1.0).keys("<space>").wait(1.0).keys("<space>").wait(1.0).keys("3");
    assert!(says(&stage, "That was a take. For a story of your own: esc, then n."));
    stage.keys("<esc>");
    assert!(says(&stage, "These are samples. n writes your own, i brings them in."));
    stage.keys("<enter><space>").wait(1.0);
    assert!(!says(&stage, "Tell this part"));
}
