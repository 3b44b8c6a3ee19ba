//! Whole rehearsals, keys with their seconds, and the screen that a person should see at the end: one for each key and
//! drill of practice.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]

mod common;

use common::{Stage, opening, queue, story};
use insta::assert_snapshot;
use retell::app::message::{Effect, Loaded, Message};
use retell::domain::beat::Beat;
use retell::domain::habits::{Feedback, Habits};
use retell::domain::help::Help;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::set::{Limit, Order, Wish};
use retell::domain::story::Story;
use retell::domain::take::{Grade, Take};
use retell::domain::time::Millis;

fn pool() -> Story {
    let mut story = story(
        "The pool ran dry",
        &["PostgreSQL", "on-call"],
        &[
            (Beat::Problem, "At nine every request waited 30 s for a connection. Support had 400 calls in an hour."),
            (Beat::Investigation, "I listed the open sessions.\n- 90 of 100 were idle\n- all came from the report job"),
            (Beat::Insight, "The report job opened a session for each tenant and never closed one."),
            (Beat::Action, "I killed the job, then gave it a pool of four."),
            (Beat::Outcome, "Waiting fell from 30 s to 8 ms. It has not come back since March."),
            (Beat::Lesson, "I now ask of each job how many connections it may hold."),
        ],
    );
    story.questions = vec!["When did you last fix something under pressure?".to_owned()];
    story
}

fn flag() -> Story {
    let text = [
        (Beat::Problem, "A flag was on for everybody, at noon."),
        (Beat::Action, "I turned it off, and wrote down who may turn it on."),
        (Beat::Outcome, "No flag has gone to everybody by mistake since."),
    ];
    story("A flag for everybody", &["release management"], &text)
}

fn stage() -> Stage {
    Stage::with_stories(vec![pool(), queue(), flag()])
}

/// The pool, put before its teller.
fn ready() -> Stage {
    let mut stage = stage();
    stage.keys("/pool<enter>");
    stage
}

/// Starts after three seconds of thought, and tells the rungs in these seconds, to the verdict.
fn tell<'a>(stage: &'a mut Stage, seconds: &[f64]) -> &'a mut Stage {
    stage.wait(3.0).keys("<space>");
    for &seconds in seconds {
        stage.wait(seconds).keys("<space>");
    }
    stage
}

fn last_take(stage: &Stage) -> Take {
    (*stage.kept_takes().last().unwrap()).clone()
}

/// The same stage at the next start, with all that was kept.
fn the_next_day(stage: &Stage) -> Stage {
    let mut next = opening(Library::new(stage.app.library().stories().to_vec(), Origin::Own));
    next.history = History::new(stage.kept_takes().into_iter().cloned());
    Stage::open(next)
}

#[test]
fn a_hint_shows_cue_words_that_bring_the_story_back() {
    let mut stage = ready();
    stage.wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(9.0).keys("h");
    assert_snapshot!("cue_words_80x24", stage.screen(80, 24));
    let shown = stage.screen(80, 24);
    assert!(!shown.contains("never closed one"), "cue words are less than the text");
}

#[test]
fn a_second_hint_shows_the_text_and_the_review_says_what_was_needed_when() {
    let mut stage = ready();
    stage.keys("<space>").wait(6.0).keys("h").wait(2.5).keys("h").wait(1.0);
    assert!(stage.screen(80, 24).contains("every request waited 30 s"));
    stage.keys("h");
    assert_eq!(stage.notice(), "The whole text of this part is shown.");
    stage.keys("<space>").wait(40.0).keys("h").wait(8.0).keys("<space>").wait(40.0).keys("<space>2");
    assert_snapshot!("help_80x24", stage.screen(80, 24));
    let take = last_take(&stage);
    let problem = take.splits[0].aid;
    assert_eq!((problem.cues_at, problem.text_at), (Some(Millis(6_000)), Some(Millis(8_500))));
    assert_eq!(
        take.splits.iter().map(|split| split.aid.help()).collect::<Vec<_>>(),
        [Help::Text, Help::Cues, Help::None]
    );
}

#[test]
fn cue_words_come_first_and_fade_after_three_takes_without_more_help() {
    let mut stage = ready();
    stage.keys("t");
    for take in 1..=3 {
        stage.keys("<space>").wait(20.0);
        assert!(!stage.screen(80, 24).contains("▒▒▒"), "take {take} shows cue words");
        stage.keys("<space>").wait(40.0);
        if take == 2 {
            stage.keys("h");
        }
        stage.keys("<space>").wait(40.0).keys("<space>3a");
    }
    stage.keys("<space>").wait(5.0);
    assert_snapshot!("faded_80x24", stage.screen(80, 24));
    stage.keys("<space>").wait(5.0);
    assert!(!stage.screen(80, 24).contains("▒▒▒"), "the part that needed help has its cue words still");
}

#[test]
fn a_text_can_come_before_it_is_told() {
    let mut stage = ready();
    stage.keys("tt");
    assert!(stage.screen(80, 24).contains("The text comes first, then you tell."));
    stage.keys("<space>").wait(12.0);
    assert_snapshot!("text_first_80x24", stage.screen(80, 24));
}

#[test]
fn what_is_marked_as_left_out_is_in_the_review_and_comes_first_the_next_time() {
    let mut stage = ready();
    stage.wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(1.0).keys("<down>m");
    assert_snapshot!("marked_80x24", stage.screen(80, 24));
    stage.wait(40.0).keys("<space>").wait(40.0).keys("<space>").keys("<down><down><down>m2");
    assert_snapshot!("left_out_80x24", stage.screen(80, 24));
    let mut stage = the_next_day(&stage);
    stage.keys("/pool<enter>");
    assert_snapshot!("left_out_last_time_80x24", stage.screen(80, 24));
    assert_snapshot!("left_out_last_time_60x20", stage.screen(60, 20));
    stage.keys("<space>").wait(5.0).keys("h");
    assert!(stage.screen(80, 24).contains("400 calls"), "its words come first:\n{}", stage.screen(80, 24));
    stage.wait(15.0).keys("<space>");
    assert!(stage.screen(80, 24).contains("! Support had 400 calls"));
}

#[test]
fn a_mark_comes_off_with_the_same_key() {
    let mut stage = ready();
    stage.keys("<space>").wait(9.0).keys("m");
    assert_eq!(stage.notice(), "No text is revealed yet.");
    stage.keys("<space>mm").wait(9.0).keys("<space>").wait(9.0).keys("<space>3");
    assert_eq!(last_take(&stage).missed, []);
}

#[test]
fn the_clock_can_be_set_while_telling_and_a_part_begun_again() {
    let mut stage = ready();
    stage.keys("<space>").wait(10.0).keys("++-<space>").wait(50.0).keys("r").wait(7.0);
    assert_snapshot!("set_clock_80x24", stage.screen(80, 24));
    assert!(stage.screen(80, 24).contains("0:15 of 0:14"));
}

#[test]
fn quiet_feedback_is_the_bar_alone() {
    let mut stage = ready();
    stage.keys("v");
    assert_eq!(stage.notice(), "You are shown the bar alone.");
    stage.wait(3.0).keys("<space>").wait(30.0).keys("<space>").wait(20.0);
    assert_snapshot!("quiet_80x24", stage.screen(80, 24));
    assert!(stage.app.wake_after(stage.now).is_some(), "the bar moves");
}

#[test]
fn without_feedback_nothing_tells_of_the_time_until_the_end() {
    let mut stage = ready();
    stage.keys("vv").wait(3.0).keys("<space>").wait(30.0).keys("<space>").wait(20.0);
    assert_snapshot!("no_feedback_80x24", stage.screen(80, 24));
    assert_eq!(stage.app.wake_after(stage.now), None, "nothing moves, so nothing wakes");
    stage.keys("<space>").wait(40.0).keys("<space>");
    assert!(stage.screen(80, 24).contains("0:20 of"), "all is told, and so are the times");
}

#[test]
fn the_ghost_is_the_last_take_the_median_or_the_best() {
    let mut stage = ready();
    for seconds in [[10.0, 50.0, 50.0], [40.0, 70.0, 20.0], [14.0, 57.0, 49.0], [30.0, 30.0, 30.0]] {
        tell(&mut stage, &seconds).keys("3a");
    }
    let marks = |stage: &Stage| stage.screen(80, 24).lines().find(|line| line.contains('▾')).unwrap().to_owned();
    let last = marks(&stage);
    stage.keys("g");
    assert_eq!(stage.notice(), "You tell against your median of five.");
    let median = marks(&stage);
    stage.keys("g");
    let best = marks(&stage);
    assert!(last != median && median != best && last != best, "{last}\n{median}\n{best}");
    stage.wait(3.0).keys("<space>").wait(20.0);
    assert_snapshot!("ghost_of_the_best_80x24", stage.screen(80, 24));
    stage.keys("<space>").wait(50.0).keys("<space>").wait(45.0).keys("<space>3");
    assert_snapshot!("compared_80x24", stage.screen(80, 24));
}

#[test]
fn the_bell_rings_once_when_the_target_comes() {
    let mut stage = ready();
    stage.keys("B<space>");
    let rings = |stage: &mut Stage| {
        let effects = stage.app.update(Message::Woke, stage.now);
        effects.iter().filter(|effect| **effect == Effect::Ring).count()
    };
    stage.wait(119.0);
    assert_eq!(rings(&mut stage), 0);
    stage.wait(1.0);
    assert_eq!((rings(&mut stage), rings(&mut stage)), (1, 0));
    stage.wait(30.0);
    assert_eq!(rings(&mut stage), 0);
    assert!(stage.screen(80, 24).contains("+0:30 · over time: wrap up"));
}

#[test]
fn the_bell_is_heard_without_feedback_too() {
    let mut start = opening(Library::new(vec![pool()], Origin::Own));
    start.habits = Habits { feedback: Feedback::None, has_bell: true, ..Habits::default() };
    let mut stage = Stage::open(start);
    stage.keys("<enter><space>").wait(20.0);
    assert_eq!(stage.app.wake_after(stage.now).map(|wait| wait.as_millis()), Some(100_000));
    stage.wait(100.0);
    assert_eq!(stage.app.update(Message::Woke, stage.now), [Effect::Ring]);
    assert_eq!(stage.app.wake_after(stage.now), None);
}

#[test]
fn an_interviewer_cuts_in_and_the_seconds_to_the_outcome_are_kept() {
    let mut stage = ready();
    stage.keys("x");
    assert_eq!(stage.notice(), "An interviewer will cut in. Get to the outcome then.");
    stage.keys("<space>").wait(20.0).keys("<space>").wait(42.0);
    assert_snapshot!("cut_in_80x24", stage.screen(80, 24));
    stage.keys("<space>").wait(15.0).keys("<space>3");
    let cut = last_take(&stage).curveball.unwrap();
    assert_eq!(cut.outcome_after, Millis(77_000 - cut.by.at.0));
    let words = format!("the outcome was told within {} s.", cut.outcome_after.seconds());
    assert!(stage.screen(80, 24).contains(&words), "{}", stage.screen(80, 24));
}

#[test]
fn takes_told_in_full_teach_the_pace_and_what_cannot_fit_is_said_before_the_start() {
    let detail = "Then I looked at one more of the forty logs that we had, line by line, and found nothing in it. ";
    let mut long = pool();
    long.beats.insert(Beat::Investigation, detail.repeat(20));
    let mut stage = Stage::with_stories(vec![long]);
    stage.keys("<enter>");
    assert!(stage.screen(80, 24).contains("at 140 words a minute"), "until a take says more");
    stage.wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(175.0).keys("<space>").wait(30.0).keys("<space>t");
    assert_snapshot!("told_in_full_80x24", stage.screen(80, 24));
    stage.keys("2");
    assert!(last_take(&stage).in_full && stage.screen(80, 24).contains("Told in full."));
    stage.keys("a");
    assert_snapshot!("will_not_fit_80x24", stage.screen(80, 24));
    assert_snapshot!("will_not_fit_60x20", stage.screen(60, 20));
}

#[test]
fn a_note_is_kept_with_the_take() {
    let mut stage = ready();
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("3w");
    stage.keys("Say the nmber first.<left><left><left><left><left><left><left><left><left><left><left>u");
    assert_snapshot!("note_80x24", stage.screen(80, 24));
    stage.keys("<enter>");
    let take = last_take(&stage);
    assert_eq!((take.note.as_str(), take.revision, take.grade), ("Say the number first.", 1, Some(Grade::Good)));
    assert!(stage.screen(80, 24).contains("Note: Say the number first."));
    stage.keys("wmore<esc>");
    assert_eq!(stage.kept_takes().len(), 2, "what is not kept is not written");
}

#[test]
fn a_grade_is_taken_back_and_given_again() {
    let mut stage = ready();
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("4u");
    assert!(stage.screen(80, 24).contains("How did it go?"));
    stage.wait(500.0).keys("u").wait(9.0);
    assert!(stage.screen(80, 24).contains("paused"), "time after the verdict is in no part");
    stage.keys("p").wait(5.0).keys("<space>2");
    let takes = stage.kept_takes();
    assert_eq!(
        takes.iter().map(|take| (take.revision, take.grade)).collect::<Vec<_>>(),
        [(0, Some(Grade::Easy)), (1, Some(Grade::Hard))]
    );
    assert_eq!(takes[0].id, takes[1].id);
    assert_eq!(takes[1].length, Millis(115_000));
    assert_eq!(stage.app.history().finished(&pool().id).count(), 1);
}

#[test]
fn a_take_is_discarded_when_it_is_said_twice() {
    let mut stage = ready();
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("3d");
    assert_eq!(stage.notice(), "Discard this take for good? y discards it, n keeps it.");
    stage.keys("n");
    assert_eq!(stage.kept_takes().len(), 1);
    stage.keys("dy");
    assert_eq!(stage.notice(), "The take was discarded. It counts no more.");
    assert!(last_take(&stage).discarded);
    assert_eq!(stage.app.history().finished(&pool().id).count(), 0);
    assert!(stage.screen(80, 24).contains("Stories"));
}

#[test]
fn the_keys_of_a_clicker_carry_a_whole_set() {
    let mut stage = stage();
    stage.keys("<f5>");
    for (place, story) in ["A flag for everybody", "The pool ran dry", "The queue that stood still"].iter().enumerate()
    {
        let screen = stage.screen(80, 24);
        assert!(
            screen.starts_with(&format!(" {story}")) && screen.contains(&format!("{} of 3", place + 1)),
            "{screen}"
        );
        stage.wait(3.0).keys("<f5>").wait(8.0).keys("b").wait(60.0).keys("b").wait(4.0).keys("<f5>").wait(8.0);
        while !stage.screen(80, 24).contains("How did it go?") {
            stage.keys("<pgdn>").wait(30.0);
        }
        stage.keys("<pgup><pgdn>").wait(1.0).keys("b<pgdn>").wait(1.0);
        assert!(stage.screen(80, 24).contains("Graded forgot."), "{}", stage.screen(80, 24));
        stage.keys("<pgdn>");
    }
    assert_snapshot!("set_by_clicker_80x24", stage.screen(80, 24));
    stage.wait(1.0).keys("<pgdn>");
    assert!(stage.screen(80, 24).contains("Stories"));
    assert_eq!(stage.kept_takes().iter().filter(|take| take.grade == Some(Grade::Forgot)).count(), 3);
}

#[test]
fn what_to_rehearse_is_chosen_and_shown_before_it_begins() {
    let mut stage = stage();
    stage.keys("r");
    assert_snapshot!("rehearse_80x24", stage.screen(80, 24));
    stage.keys("<down><right><right><down><right><right><right><right><down><right>");
    assert_snapshot!("rehearse_random_80x24", stage.screen(80, 24));
    assert_snapshot!("rehearse_random_60x20", stage.screen(60, 20));
    stage.keys("<enter>");
    assert!(stage.screen(80, 24).contains("1 of 3 · free practice"), "{}", stage.screen(80, 24));
    stage.keys("<space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>3");
    assert!(last_take(&stage).free);
    assert!(stage.screen(80, 24).contains("Free practice: it leaves open when the story comes back."));
}

#[test]
fn a_set_ends_early_with_what_was_told() {
    let mut stage = stage();
    stage.keys("<f5>n");
    assert!(stage.screen(80, 24).contains("2 of 3"), "the first story was left out");
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("1");
    stage.keys("n<esc>");
    assert_snapshot!("set_ended_early_80x24", stage.screen(80, 24));
    assert_snapshot!("set_ended_early_60x20", stage.screen(60, 20));
    stage.keys("a");
    assert!(stage.screen(80, 24).contains("1 of 3"));
}

#[test]
fn a_set_of_the_command_line_begins_at_once() {
    let mut start = opening(Library::new(vec![pool(), queue(), flag()], Origin::Own));
    start.query = "!flag".to_owned();
    start.set = Some(Wish { order: Order::Random, limit: Limit::Stories(1), seed: 7, is_free: true });
    let mut stage = Stage::open(start);
    stage.wait(0.1);
    stage.app.update(Message::Woke, stage.now);
    assert!(stage.screen(80, 24).contains("1 of 1 · free practice"), "{}", stage.screen(80, 24));
}

#[test]
fn one_story_is_told_at_five_lengths() {
    let mut stage = ready();
    stage.keys("<esc>r<right><enter>");
    assert!(stage.screen(80, 24).contains("target 0:30"), "{}", stage.screen(80, 24));
    for total in [51.0, 66.0, 88.0, 117.0, 150.0] {
        tell(&mut stage, &[total * 0.2, total * 0.4, total * 0.4]).keys("3n");
    }
    assert_snapshot!("length_ladder_80x24", stage.screen(80, 24));
    assert_snapshot!("length_ladder_60x20", stage.screen(60, 20));
    assert!(
        stage
            .kept_takes()
            .iter()
            .all(|take| take.free && take.splits.iter().map(|split| split.budget).sum::<Millis>() == take.target)
    );
}

#[test]
fn the_weakest_part_of_a_story_is_drilled_by_itself() {
    let mut stage = ready();
    stage.keys("<esc>r<right><right>");
    assert!(stage.screen(80, 24).contains("Tell “The pool ran dry” once"));
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "Tell this story once, so that its weakest part is known.");
    stage.keys("<esc><enter>");
    tell(&mut stage, &[12.0, 90.0, 42.0]).keys("2<esc>r<enter>");
    assert_snapshot!("weakest_part_80x24", stage.screen(80, 24));
    stage.wait(2.0).keys("<space>").wait(55.0).keys("<space>3");
    assert_snapshot!("weakest_part_reviewed_80x24", stage.screen(80, 24));
    let take = last_take(&stage);
    assert_eq!((take.only.as_deref(), take.splits.len(), take.free), (Some("Insight"), 1, true));
}

#[test]
fn a_single_take_can_be_free_practice() {
    let mut stage = ready();
    stage.keys("F");
    assert!(stage.screen(80, 24).contains("free practice · take 1"));
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("4<esc>");
    assert!(last_take(&stage).free);
    stage.keys("/is:due<esc>");
    assert!(stage.screen(80, 24).contains("0 of 3"), "nothing is due that was told freely only");
}

#[test]
fn a_take_looks_right_on_the_largest_and_the_smallest_screen() {
    let mut stage = ready();
    stage.wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(72.0);
    assert_snapshot!("telling_60x20", stage.screen(60, 20));
    assert_snapshot!("telling_120x40", stage.screen(120, 40));
    assert_snapshot!("telling_200x60", stage.screen(200, 60));
}

#[test]
fn ten_questions_are_put_and_each_has_ten_seconds() {
    let mut stage = Stage::with_samples();
    stage.keys("r<left><left>");
    assert_snapshot!("rehearse_retrieval_80x24", stage.screen(80, 24));
    stage.keys("<down><right><right><enter>").wait(3.4).keys("post");
    assert_snapshot!("retrieval_asking_80x24", stage.screen(80, 24));
    assert_snapshot!("retrieval_asking_60x20", stage.screen(60, 20));
    assert_eq!(stage.app.wake_after(stage.now).map(|wait| wait.as_millis()), Some(600));
    stage.keys("<enter>");
    assert_snapshot!("retrieval_answer_80x24", stage.screen(80, 24));
    assert_eq!(stage.app.wake_after(stage.now), None, "what an answer was worth can be read in peace");
    stage.wait(2.0).keys("<space>").wait(10.0);
    stage.app.update(Message::Woke, stage.now);
    assert!(stage.screen(80, 24).contains("The time is up."), "{}", stage.screen(80, 24));
    stage.wait(1.0).keys("<space>");
    for _ in 3..=10 {
        stage.wait(6.2).keys("<enter>").wait(1.0).keys("<space>");
    }
    assert_snapshot!("retrieval_report_80x24", stage.screen(80, 24));
    assert_snapshot!("retrieval_report_60x20", stage.screen(60, 20));
    stage.keys("<esc>");
    assert!(stage.screen(80, 24).contains("44 of 44") && stage.kept_takes().is_empty());
}

#[test]
fn a_query_comes_back_after_the_questions() {
    let mut stage = Stage::with_samples();
    stage.keys("#redis<esc>r<left><left><enter>").wait(1.0);
    assert!(stage.screen(80, 24).contains("44 of 44"), "a question is put to all stories");
    stage.keys("leak<esc>");
    assert!(stage.screen(80, 24).contains("3 of 44"), "nothing was answered, so there is no report");
}

#[test]
fn a_mock_interview_goes_from_the_question_over_the_story_to_its_follow_ups() {
    let mut stage = Stage::with_samples();
    stage.keys("r<left><down><right><right><down><left><down><right>");
    assert_snapshot!("rehearse_mock_80x24", stage.screen(80, 24));
    stage.keys("<enter>").wait(4.0).keys("leak");
    assert_snapshot!("mock_asking_80x24", stage.screen(80, 24));
    stage.wait(2.5).keys("<enter>").wait(25.0);
    assert!(stage.screen(80, 24).contains("part 1 of 3"), "the clock runs: {}", stage.screen(80, 24));
    stage.keys("<space>").wait(45.0).keys("<space>").wait(40.0).keys("<space>").wait(2.0).keys("3").wait(12.0);
    assert_snapshot!("follow_up_80x24", stage.screen(80, 24));
    stage.wait(28.0);
    assert!(stage.screen(80, 24).contains("+0:10 · over time: wrap up"), "{}", stage.screen(80, 24));
    stage.keys("p").wait(60.0);
    assert_eq!(stage.app.wake_after(stage.now), None);
    stage.keys("p").wait(1.0).keys("<space>").wait(20.0).keys("<pgdn>");
    stage.wait(9.0).keys("<c-n>").wait(3.0).keys("<enter>");
    stage.wait(50.0).keys("<space>").wait(20.0).keys("<esc>");
    assert_snapshot!("mock_report_80x24", stage.screen(80, 24));
    assert_snapshot!("mock_report_60x20", stage.screen(60, 20));
    assert_eq!(stage.notice(), "The take waits in the library, at 1:10.");
    let told = stage.kept_takes()[0].clone();
    assert_eq!((told.think, told.length), (Millis(6_500), Millis(110_000)));
    assert!(told.question.is_some());
    stage.keys("<esc>c<enter>");
    assert!(stage.screen(80, 24).contains("1:10") || stage.notice().contains("1:10"), "the story that was left waits");
}

/// Has the library read again, as when a story was edited elsewhere.
fn reload(stage: &mut Stage, stories: Vec<Story>) {
    let loaded = Loaded { history: History::new(stage.kept_takes().into_iter().cloned()), ..common::loaded(stories) };
    let effects = stage.app.update(Message::Loaded(Box::new(loaded)), stage.now);
    stage.effects.extend(effects);
}

#[test]
fn a_set_of_words_begins_when_the_texts_are_read() {
    let mut start = opening(Library::new(Vec::new(), Origin::Own));
    start.awaits_library = true;
    start.query = "poisoned".to_owned();
    start.set = Some(Wish::default());
    let mut stage = Stage::open(start);
    reload(&mut stage, vec![pool(), queue(), flag()]);
    assert!(stage.screen(80, 24).starts_with(" The queue that stood still"), "{}", stage.screen(80, 24));
}

#[test]
fn a_list_without_a_story_is_no_set_and_says_why() {
    let mut stage = stage();
    stage.keys("/is:due<esc><f5>");
    assert_eq!(stage.notice(), "No story matches, so there is nothing to tell.");
}

#[test]
fn a_set_goes_on_with_enter_and_passes_over_a_story_that_is_gone() {
    let mut stage = stage();
    stage.keys("<f5><space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>").wait(1.0).keys("<enter>");
    reload(&mut stage, vec![flag(), queue()]);
    stage.wait(1.0).keys("<enter>");
    assert!(stage.screen(80, 24).starts_with(" The queue that stood still"), "{}", stage.screen(80, 24));
}

#[test]
fn a_second_press_meant_for_the_screen_before_is_left_out() {
    let mut stage = stage();
    stage.keys("<f5><space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>").wait(1.0);
    stage.keys("<pgdn>").wait(0.1).keys("<pgdn>").wait(0.1).keys("<pgdn>");
    assert!(stage.screen(80, 24).contains("Graded hard."), "{}", stage.screen(80, 24));
    assert!(stage.notice().starts_with("Pressed twice"));
    stage.wait(1.0).keys("<pgdn>");
    assert!(stage.screen(80, 24).contains("2 of 3"));
}

#[test]
fn a_take_discarded_in_a_set_makes_room_for_the_next() {
    let mut stage = stage();
    stage.keys("<f5><space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>3dy");
    assert_eq!(stage.notice(), "The take was discarded. It counts no more.");
    assert!(stage.screen(80, 24).contains("2 of 3"));
}

#[test]
fn a_take_restarted_in_a_set_waits_when_the_set_ends() {
    let mut stage = stage();
    stage.keys("<f5><space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>3n<space>").wait(20.0).keys("R<esc>");
    assert!(stage.screen(80, 24).contains("The set was ended early"));
    assert!(stage.app.unfinished().is_some());
}

#[test]
fn a_take_of_another_story_that_is_resumed_is_no_step_of_the_set() {
    let mut first = stage();
    first.keys("/queue<enter><space>").wait(20.0).keys("<c-c>");
    let mut start = opening(Library::new(vec![pool(), queue(), flag()], Origin::Own));
    start.unfinished = first.app.unfinished().cloned();
    start.set = Some(Wish::default());
    let mut stage = Stage::open(start);
    stage.app.update(Message::Woke, stage.now);
    stage.keys("<enter>");
    let screen = stage.screen(80, 24);
    assert!(screen.starts_with(" The queue that stood still") && !screen.contains("of 3 ·"), "{screen}");
}

#[test]
fn a_take_is_not_compared_with_itself_when_its_grade_is_taken_back() {
    let mut stage = ready();
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("3u");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("take 1") && !screen.contains('▾') && screen.contains("▸3 good"), "{screen}");
}

#[test]
fn the_bell_rings_for_a_target_that_a_key_passed() {
    let mut start = opening(Library::new(vec![pool()], Origin::Own));
    start.habits = Habits { feedback: Feedback::None, has_bell: true, ..Habits::default() };
    let mut stage = Stage::open(start);
    stage.keys("<enter><space>").wait(1.0).keys("++++++++++++++++++++++++");
    assert_eq!(stage.effects.iter().filter(|effect| **effect == Effect::Ring).count(), 1);
}

#[test]
fn what_has_marks_was_not_told_in_full() {
    let mut stage = ready();
    tell(&mut stage, &[20.0, 50.0, 40.0]).keys("tm");
    assert!(!stage.screen(80, 24).contains("✓ told in full"));
    stage.keys("t");
    assert_eq!(stage.notice(), "Something is marked as left out, so not all of it was told.");
}

#[test]
fn nobody_cuts_into_a_story_of_one_part() {
    let mut stage = Stage::with_stories(vec![story("Short", &[], &[(Beat::Problem, "It was late.")])]);
    stage.keys("<enter>x");
    assert_eq!(stage.notice(), "This is told in one part, and nobody cuts into that.");
    assert!(stage.screen(80, 24).contains("x cut-ins off"));
}

#[test]
fn an_interview_goes_on_when_the_library_is_read_again() {
    let mut stage = stage();
    stage.keys("r<left><enter>").wait(3.0);
    reload(&mut stage, vec![pool(), queue(), flag()]);
    stage.wait(1.0).keys("pool<enter>");
    assert!(stage.screen(80, 24).contains("part 1 of 3"), "{}", stage.screen(80, 24));
}

#[test]
fn an_interview_stops_its_clock_with_the_program() {
    let mut stage = stage();
    stage.keys("r<left><enter>").wait(3.0);
    stage.app.update(Message::Suspended, stage.now);
    stage.wait(600.0);
    assert!(stage.screen(80, 24).contains("The next key goes on."), "{}", stage.screen(80, 24));
    stage.keys("p").wait(2.0).keys("<enter>");
    assert!(stage.screen(80, 24).contains("part 1 of 3"));
    stage.wait(9.0).keys("<space>").wait(9.0).keys("<space>").wait(9.0).keys("<space>3");
    assert_eq!(last_take(&stage).think, Millis(5_000));
}
