//! The retrieval drill: what each press does, what holds whatever is pressed, and what is said in the end.

use proptest::prelude::*;

use super::*;
use crate::domain::fit::Fit;
use crate::domain::story::StoryId;

fn story(title: &str, fit: Fit) -> StoryFit {
    StoryFit { story: StoryId::from_title(title), title: title.to_owned(), fit }
}

fn round(number: usize, competency: &str, best: Option<StoryFit>) -> Round {
    let question =
        Question { text: format!("Question {number}?"), competency: competency.to_owned(), ..Question::default() };
    Round { question, best }
}

fn rounds(competencies: &[&str]) -> Vec<Round> {
    let best = || Some(story("The pager", Fit::Strong));
    competencies.iter().enumerate().map(|(number, competency)| round(number, competency, best())).collect()
}

/// A drill of these competencies in which a story of this fit, or none, came after so many milliseconds.
fn drill(answers: &[(&str, Option<Fit>, u64)]) -> Retrieval {
    let competencies: Vec<&str> = answers.iter().map(|(competency, ..)| *competency).collect();
    let mut now = Millis(500);
    let mut retrieval = Retrieval::start(rounds(&competencies), now);
    for &(_, fit, after) in answers {
        now += Millis(after);
        match fit {
            Some(fit) => assert!(retrieval.choose(story("A leak", fit), now)),
            None if after >= TIME.0 => retrieval.tick(now),
            None => assert!(retrieval.pass(now)),
        }
        now += Millis(1_000);
        assert!(retrieval.go_on(now));
    }
    assert_eq!(retrieval.phase(), &Phase::Over);
    retrieval
}

fn told(weaknesses: &[Weakness]) -> Vec<(&str, Vec<u64>)> {
    let times = |weakness: &Weakness| weakness.times.iter().map(|time| time.0).collect();
    weaknesses.iter().map(|weakness| (weakness.topic.as_str(), times(weakness))).collect()
}

#[test]
fn a_story_is_chosen_the_answer_is_seen_and_the_next_question_comes() {
    let mut retrieval = Retrieval::start(rounds(&["failure", "conflict"]), Millis(1_000));
    assert_eq!((retrieval.number(), retrieval.count()), (1, 2));
    assert_eq!(retrieval.time_left(Millis(4_000)), Some(Millis(7_000)));
    assert!(retrieval.choose(story("A leak", Fit::Workable), Millis(4_500)));
    let Phase::Answered(answer) = retrieval.phase() else { panic!("{retrieval:?}") };
    assert_eq!((answer.after, answer.is_missed(), answer.is_slow()), (Millis(3_500), false, false));
    assert_eq!((retrieval.elapsed(Millis(90_000)), retrieval.time_left(Millis(90_000))), (Millis(3_500), None));
    assert!(!retrieval.is_running());
    assert!(retrieval.go_on(Millis(60_000)));
    assert_eq!(retrieval.question().map(|question| question.text.as_str()), Some("Question 1?"));
    assert_eq!((retrieval.number(), retrieval.elapsed(Millis(60_250))), (2, Millis(250)));
    assert!(retrieval.pass(Millis(61_000)) && retrieval.go_on(Millis(62_000)));
    assert_eq!((retrieval.phase(), retrieval.number()), (&Phase::Over, 2));
    assert_eq!(retrieval.answers().iter().map(Answer::is_missed).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_time_is_up_after_ten_seconds_and_not_a_millisecond_sooner() {
    let mut retrieval = Retrieval::start(rounds(&["failure"]), Millis(700));
    retrieval.tick(Millis(700 + 9_999));
    assert!(retrieval.is_running());
    let mut in_time = retrieval.clone();
    assert!(in_time.choose(story("A leak", Fit::Strong), Millis(700 + 9_999)));
    for mut late in [retrieval.clone(), retrieval] {
        late.tick(Millis(700 + 10_000));
        let Phase::Answered(answer) = late.phase() else { panic!("{late:?}") };
        assert_eq!((answer.after, &answer.chosen, answer.is_missed()), (TIME, &None, true));
    }
}

#[test]
fn a_story_chosen_when_the_time_is_up_comes_too_late_even_if_no_clock_has_ticked() {
    let mut retrieval = Retrieval::start(rounds(&["failure"]), Millis::ZERO);
    assert!(!retrieval.choose(story("A leak", Fit::Strong), Millis(10_000)));
    assert!(!retrieval.go_on(Millis(10_299)), "the second of two presses was meant for the question");
    assert!(retrieval.go_on(Millis(10_600)));
    assert_eq!((retrieval.answers()[0].after, &retrieval.answers()[0].chosen), (TIME, &None));
}

#[test]
fn a_second_press_within_300_ms_does_nothing() {
    let mut retrieval = Retrieval::start(rounds(&["failure", "conflict"]), Millis::ZERO);
    assert!(!retrieval.choose(story("A leak", Fit::Strong), Millis(299)), "the press that started it");
    assert!(retrieval.choose(story("A leak", Fit::Strong), Millis(2_000)));
    for held_down in (2_030..4_000).step_by(30) {
        assert!(!retrieval.go_on(Millis(held_down)));
    }
    assert!(retrieval.go_on(Millis(5_000)));
    assert!(!retrieval.pass(Millis(5_299)));
    assert_eq!((retrieval.number(), retrieval.is_running()), (2, true));
}

#[test]
fn whoever_leaves_keeps_the_answers_and_the_open_question_is_not_missed() {
    let mut retrieval = Retrieval::start(rounds(&["failure", "conflict", "planning"]), Millis::ZERO);
    retrieval.choose(story("A leak", Fit::Strong), Millis(2_000));
    let mut at_the_answer = retrieval.clone();
    at_the_answer.end(Millis(2_500));
    retrieval.go_on(Millis(3_000));
    let mut too_late = retrieval.clone();
    retrieval.end(Millis(9_000));
    too_late.end(Millis(13_000));
    let asked = [&at_the_answer, &retrieval, &too_late].map(|it| (it.answers().len(), it.number(), it.count()));
    assert_eq!(asked, [(1, 1, 3), (1, 1, 3), (2, 2, 3)]);
    assert!(!retrieval.go_on(Millis(20_000)));
    assert_eq!(Retrieval::start([], Millis::ZERO).phase(), &Phase::Over);
}

#[test]
fn a_story_that_took_more_than_half_of_the_time_is_slow() {
    let answer =
        |fit, after| drill(&[("failure", fit, after)]).answers.pop().map(|it| (it.is_missed(), it.is_slow())).unwrap();
    for (fit, after, expected) in [
        (Some(Fit::Strong), 5_000, (false, false)),
        (Some(Fit::Strong), 5_001, (false, true)),
        (Some(Fit::Workable), 9_999, (false, true)),
        (Some(Fit::Stretch), 2_000, (true, false)),
        (Some(Fit::Gap), 9_000, (true, false)),
        (None, 2_000, (true, false)),
        (None, 12_000, (true, false)),
    ] {
        assert_eq!(answer(fit, after), expected, "{fit:?} after {after}");
    }
}

#[test]
fn the_report_names_each_weak_competency_once_and_the_worst_first() {
    let report = drill(&[
        ("planning", Some(Fit::Strong), 6_000),
        ("failure", Some(Fit::Strong), 2_000),
        ("conflict", Some(Fit::Stretch), 3_000),
        ("quality", Some(Fit::Workable), 8_000),
        ("", None, 9_000),
        ("planning", Some(Fit::Strong), 7_000),
        ("conflict", None, 2_000),
        ("conflict", Some(Fit::Strong), 9_000),
        ("quality", Some(Fit::Strong), 1_000),
    ])
    .report();
    assert_eq!((report.asked, report.found, report.median), (9, 6, Some(Millis(6_500))));
    assert_eq!(told(&report.missed), [("conflict", vec![3_000, 2_000, 9_000]), ("“Question 4?”", vec![9_000])]);
    assert_eq!(told(&report.slow), [("quality", vec![8_000]), ("planning", vec![6_000, 7_000])]);
}

#[test]
fn the_advice_says_what_to_work_on_first() {
    let report = |answers| drill(answers).report().advice;
    let found = ("failure", Some(Fit::Strong), 5_000);
    for (answers, expected) in [
        (&[][..], "No question was answered, so there is nothing to say yet."),
        (
            &[found, ("conflict", None, 12_000)],
            "You had no story ready for conflict. “The pager” answers it; tell it once now.",
        ),
        (
            &[("planning", Some(Fit::Strong), 9_000), ("conflict", Some(Fit::Stretch), 3_000)],
            "For conflict, “The pager” answers better than “A leak”. Tell it once now.",
        ),
        (
            &[("planning", Some(Fit::Strong), 6_000), ("conflict", Some(Fit::Strong), 9_400)],
            "Conflict took you longest: 9 s. Have “A leak” ready for it.",
        ),
        (&[("", Some(Fit::Strong), 6_000), found], "“Question 0?” took you longest: 6 s. Have “A leak” ready for it."),
        (&[found], "Each time you found a story that answers, and in 5 s or less. Try a mock interview next."),
    ] {
        assert_eq!(report(answers), expected);
    }
    for best in [None, Some(story("A draft", Fit::Stretch))] {
        let mut retrieval = Retrieval::start([round(0, "conflict", best)], Millis::ZERO);
        retrieval.end(Millis(10_000));
        assert_eq!(retrieval.report().advice, "You have no good story for conflict yet. Write one.");
    }
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Choose(Fit),
    Pass,
    Tick,
    GoOn,
    End,
}

fn events() -> impl Strategy<Value = Vec<(Event, u64)>> {
    let fit = proptest::sample::select(vec![Fit::Strong, Fit::Workable, Fit::Stretch, Fit::Gap]);
    let event = prop_oneof![
        10 => fit.prop_map(Event::Choose),
        4 => Just(Event::Pass),
        10 => Just(Event::Tick),
        14 => Just(Event::GoOn),
        1 => Just(Event::End),
    ];
    let wait = prop_oneof![0_u64..400, 0_u64..6_000, Just(10_000)];
    proptest::collection::vec((event, wait), 0..60)
}

proptest! {
    #[test]
    fn whatever_is_pressed_the_drill_stays_sound(events in events(), count in 0..5_usize, start in 0_u64..90_000) {
        let competencies = vec!["conflict"; count];
        let mut now = Millis(start);
        let mut retrieval = Retrieval::start(rounds(&competencies), now);
        let mut put = now;
        let mut shown: Vec<Millis> = Vec::new();
        for (event, wait) in events {
            now += Millis(wait);
            let before = retrieval.clone();
            let counts = match event {
                Event::Choose(fit) => retrieval.choose(story("A leak", fit), now),
                Event::Pass => retrieval.pass(now),
                Event::GoOn => retrieval.go_on(now),
                Event::Tick => { retrieval.tick(now); false }
                Event::End => { retrieval.end(now); false }
            };
            prop_assert!(retrieval.number() <= count && retrieval.count() == count);
            prop_assert!(retrieval.elapsed(now) <= TIME);
            // A question goes where its clock says, and its answer has what the clock showed.
            let is_up = before.is_running() && now.saturating_sub(put) >= TIME;
            match (before.phase(), retrieval.phase()) {
                (Phase::Over, phase) => prop_assert!(phase == &Phase::Over && !counts),
                (Phase::Asking { .. }, Phase::Answered(answer)) => {
                    prop_assert_eq!(answer.after, now.saturating_sub(put).min(TIME));
                    prop_assert_eq!(is_up, answer.after == TIME);
                    prop_assert!(!is_up || answer.chosen.is_none() && !counts);
                    shown.push(answer.after);
                }
                (Phase::Asking { .. }, Phase::Asking { .. }) => prop_assert!(!is_up && !counts),
                (Phase::Asking { .. }, Phase::Over) => {
                    prop_assert!(matches!(event, Event::End));
                    shown.extend(is_up.then_some(TIME));
                }
                (Phase::Answered(_), Phase::Asking { since, .. }) => {
                    prop_assert!(counts && *since == now);
                    put = now;
                }
                (Phase::Answered(_), Phase::Over) => {
                    prop_assert!(retrieval.number() == count || matches!(event, Event::End));
                }
                (Phase::Answered(before), Phase::Answered(after)) => prop_assert!(before == after && !counts),
            }
        }
        retrieval.end(now);
        let asked: Vec<String> = retrieval.answers().iter().map(|answer| answer.question.text.clone()).collect();
        let in_order: Vec<String> = (0..asked.len()).map(|number| format!("Question {number}?")).collect();
        prop_assert_eq!(asked, in_order, "each question is asked once, in order");
        let report = retrieval.report();
        let times: Vec<Millis> = retrieval.answers().iter().map(|answer| answer.after).collect();
        prop_assert_eq!(times, shown);
        prop_assert!(report.found <= report.asked && report.median.is_some() == (report.found > 0));
        prop_assert!(report.missed.is_empty() == (report.found == report.asked));
        prop_assert!(!report.advice.is_empty());
    }
}
