//! The mock interview: what each press does, what holds whatever is pressed, and what is said in the end.

use proptest::prelude::*;

use super::*;
use crate::domain::fit::Fit;
use crate::domain::story::StoryId;
use crate::domain::take::{Grade, told as take_of};

fn questions(competencies: &[&str]) -> Vec<Question> {
    let question = |(number, competency): (usize, &&str)| Question {
        text: format!("Question {number}?"),
        competency: (*competency).to_owned(),
        ..Question::default()
    };
    competencies.iter().enumerate().map(question).collect()
}

fn story(fit: Fit) -> StoryFit {
    StoryFit { story: StoryId::from_title("A leak"), title: "A leak".to_owned(), fit }
}

/// A take of two minutes, told in so many seconds.
fn take(minute: u8, seconds: u64) -> Take {
    take_of("A leak", minute, &[("Problem", seconds / 4), ("Insight", seconds - seconds / 4)])
}

fn follow_ups(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("Follow-up {number}?")).collect()
}

fn seconds(seconds: u64) -> Millis {
    Millis::from_seconds(seconds)
}

fn started(competencies: &[&str]) -> MockInterview {
    MockInterview::start(questions(competencies), seconds(1))
}

#[test]
fn a_story_is_found_told_and_followed_up_and_then_the_next_question_comes() {
    let mut interview = started(&["failure", "conflict"]);
    assert_eq!((interview.number(), interview.count(), interview.is_running()), (1, 2, true));
    assert_eq!((interview.elapsed(seconds(95)), interview.time_left(seconds(95))), (seconds(94), None));
    assert!(interview.choose(story(Fit::Strong), follow_ups(2), seconds(13)));
    assert!(matches!(interview.phase(), Phase::Telling { .. }) && !interview.is_running() && !interview.is_paused());
    assert_eq!(interview.elapsed(seconds(100)), seconds(12));

    interview.told(Some(take(0, 110)), seconds(150));
    let follow_up = |interview: &MockInterview| match interview.phase() {
        Phase::FollowingUp { follow_up, .. } => follow_up.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(follow_up(&interview), "Follow-up 0?");
    assert_eq!(interview.time_left(seconds(155)), Some(seconds(25)));
    assert_eq!((interview.time_left(seconds(200)), interview.elapsed(seconds(200))), (Some(Millis::ZERO), seconds(50)));
    assert!(interview.go_on(seconds(200)));
    assert_eq!((follow_up(&interview).as_str(), interview.number()), ("Follow-up 1?", 1));
    assert!(interview.go_on(seconds(220)));

    assert_eq!(interview.question().map(|question| question.text.as_str()), Some("Question 1?"));
    assert_eq!((interview.number(), interview.elapsed(seconds(223))), (2, seconds(3)));
    assert!(interview.pass(seconds(225)));
    assert_eq!((interview.phase(), interview.question(), interview.number()), (&Phase::Over, None, 2));
    let [first, second] = interview.answers() else { panic!("{interview:?}") };
    let times: Vec<Millis> =
        first.told.iter().flat_map(|told| &told.follow_ups).map(|follow_up| follow_up.time).collect();
    assert_eq!((first.after, times, first.is_missed()), (seconds(12), vec![seconds(50), seconds(20)], false));
    assert_eq!((second.after, &second.told, second.is_missed()), (seconds(5), &None, true));
}

#[test]
fn without_follow_ups_or_a_finished_take_the_next_question_comes() {
    let unfinished = Take { finished: false, ..take(0, 50) };
    let discarded = Take { discarded: true, ..take(0, 110) };
    for (count, take, is_told) in
        [(0, Some(take(0, 110)), true), (2, None, false), (2, Some(unfinished), false), (2, Some(discarded), false)]
    {
        let mut interview = started(&["failure", "conflict"]);
        interview.choose(story(Fit::Strong), follow_ups(count), seconds(5));
        interview.told(take, seconds(120));
        assert!(matches!(interview.phase(), Phase::Asking { .. }), "{interview:?}");
        assert_eq!((interview.number(), interview.elapsed(seconds(121))), (2, seconds(1)));
        assert_eq!(interview.answers()[0].take().is_some(), is_told);
    }
}

#[test]
fn a_paused_clock_stands_still_and_the_next_one_runs() {
    let mut interview = started(&["failure", "conflict"]);
    interview.pause_or_continue(seconds(4));
    assert!(interview.is_paused() && !interview.is_running());
    assert_eq!(interview.elapsed(seconds(900)), seconds(3));
    interview.pause_or_continue(seconds(900));
    assert!(interview.choose(story(Fit::Strong), follow_ups(1), seconds(902)));
    interview.pause_or_continue(seconds(903));
    assert!(!interview.is_paused(), "the telling has a clock of its own");
    interview.told(Some(take(0, 110)), seconds(1_000));
    interview.pause_or_continue(seconds(1_010));
    assert!(interview.go_on(seconds(2_000)));
    assert!(interview.is_running());
    let answer = &interview.answers()[0];
    assert_eq!(answer.after, seconds(5));
    assert_eq!(answer.told.as_ref().map(|told| told.follow_ups[0].time), Some(seconds(10)));
}

#[test]
fn a_second_press_within_300_ms_does_nothing() {
    let mut interview = started(&["failure", "conflict"]);
    assert!(!interview.choose(story(Fit::Strong), follow_ups(2), Millis(1_299)), "the press that started it");
    assert!(interview.choose(story(Fit::Strong), follow_ups(2), Millis(3_000)));
    interview.told(Some(take(0, 110)), Millis(130_000));
    assert!(!interview.go_on(Millis(130_299)), "the press that ended the take");
    assert!(interview.go_on(Millis(140_000)));
    for held_down in (140_030..143_000).step_by(30) {
        assert!(!interview.go_on(Millis(held_down)));
    }
    assert!(interview.go_on(Millis(150_000)));
    assert!(!interview.pass(Millis(150_299)));
    assert_eq!((interview.number(), interview.is_running()), (2, true));
}

#[test]
fn whoever_leaves_keeps_what_was_answered_so_far() {
    let mut interview = started(&["failure", "conflict"]);
    let asking = interview.clone();
    interview.choose(story(Fit::Strong), follow_ups(2), seconds(5));
    let telling = interview.clone();
    interview.told(Some(take(0, 110)), seconds(120));
    let following_up = interview.clone();
    let left = [asking, telling, following_up].map(|mut interview| {
        interview.end(seconds(140));
        assert_eq!((interview.phase(), interview.number()), (&Phase::Over, interview.answers().len()));
        let report = interview.report();
        (report.asked, report.answered, report.follow_ups)
    });
    assert_eq!(left, [(0, 0, 0), (1, 0, 0), (1, 1, 1)]);
    assert_eq!(MockInterview::start([], Millis::ZERO).phase(), &Phase::Over);
}

#[test]
fn a_take_counts_as_it_was_last_kept_and_a_discarded_one_not_at_all() {
    let mut interview = started(&["failure", "conflict"]);
    for minute in [0, 1] {
        let now = seconds(200 * u64::from(minute) + 10);
        interview.choose(story(Fit::Strong), follow_ups(1), now);
        interview.told(Some(take(minute, 110)), now + seconds(120));
        if minute == 0 {
            interview.go_on(now + seconds(140));
        }
    }
    assert!(matches!(interview.phase(), Phase::FollowingUp { .. }));
    interview.keep(&Take { revision: 1, discarded: true, ..take(0, 110) });
    interview.keep(&Take { revision: 1, grade: Some(Grade::Hard), ..take(1, 110) });
    interview.keep(&take(9, 110));
    interview.end(seconds(900));
    let grades: Vec<Option<Option<Grade>>> =
        interview.answers().iter().map(|answer| answer.take().map(|take| take.grade)).collect();
    assert_eq!(grades, [None, Some(Some(Grade::Hard))]);
    assert_eq!(interview.report().follow_ups, 2);
}

/// What became of a question: the fit of the story, the thought in seconds, the take in seconds, the follow-up in seconds.
type Told = (&'static str, Option<Fit>, u64, Option<u64>, Option<u64>);

fn told(answers: &[Told]) -> Report {
    let competencies: Vec<&str> = answers.iter().map(|answer| answer.0).collect();
    let mut now = seconds(1);
    let mut interview = started(&competencies);
    for (minute, &(_, fit, thought, length, follow_up)) in (0_u8..).zip(answers) {
        now += seconds(thought);
        let Some(fit) = fit else {
            assert!(interview.pass(now));
            continue;
        };
        assert!(interview.choose(story(fit), follow_ups(follow_up.iter().count()), now));
        now += seconds(200);
        interview.told(length.map(|length| take(minute, length)), now);
        if let Some(follow_up) = follow_up {
            now += seconds(follow_up);
            assert!(interview.go_on(now));
        }
    }
    interview.report()
}

#[test]
fn the_report_counts_what_was_answered_and_how_long_it_took() {
    let report = told(&[
        ("failure", Some(Fit::Strong), 8, Some(110), Some(31)),
        ("conflict", Some(Fit::Workable), 21, Some(130), Some(30)),
        ("", None, 21, None, None),
        ("planning", Some(Fit::Strong), 3, None, None),
        ("quality", Some(Fit::Stretch), 4, Some(90), None),
    ]);
    assert_eq!((report.asked, report.answered, report.on_target, report.told), (5, 3, 2, seconds(330)));
    assert_eq!((report.follow_ups, report.long_follow_ups), (2, 1));
    let longest = report.longest_think.map(|longest| (longest.topic, longest.time));
    assert_eq!(longest, Some(("conflict".to_owned(), seconds(21))));
}

#[test]
fn a_take_that_was_started_later_was_thought_about_longer() {
    let mut interview = started(&["failure"]);
    interview.choose(story(Fit::Strong), [], seconds(9));
    interview.told(Some(Take { think: seconds(12), ..take(0, 110) }), seconds(200));
    let answer = &interview.answers()[0];
    assert_eq!((answer.after, answer.think()), (seconds(8), seconds(12)));
    assert_eq!(interview.report().advice, "Failure took you longest: 12 s. Have a story ready for it.");
}

#[test]
fn the_advice_says_what_to_work_on_first() {
    let fine: Told = ("failure", Some(Fit::Strong), 10, Some(110), Some(30));
    let slow: Told = ("conflict", Some(Fit::Strong), 72, Some(110), None);
    let talkative: Told = ("planning", Some(Fit::Strong), 4, Some(150), Some(52));
    let long: Told = ("planning", Some(Fit::Strong), 4, Some(185), None);
    let short: Told = ("planning", Some(Fit::Strong), 4, Some(80), None);
    let abandoned: Told = ("quality", Some(Fit::Workable), 4, None, None);
    let stretch: Told = ("conflict", Some(Fit::Stretch), 4, Some(110), None);
    let gap: Told = ("", Some(Fit::Gap), 4, Some(110), None);
    let passed: Told = ("conflict", None, 4, None, None);
    for (answers, expected) in [
        (&[][..], "No question was answered, so there is nothing to say yet."),
        (&[fine], "Every story came soon, answered, and ended near its target. That will do for today."),
        (&[fine, slow], "Conflict took you longest: 1:12. Have a story ready for it."),
        (&[slow, talkative], "One follow-up took you 52 s. Answer in one sentence, give one reason, and stop."),
        (&[talkative, short, long], "“A leak” took 3:05 of 2:00. Say less in the part “Insight”."),
        (&[talkative, short], "“A leak” took 1:20 of 2:00. Say more in the part “Problem”."),
        (&[long, abandoned], "There is no finished take of “A leak”. Tell it once by itself."),
        (&[abandoned, stretch], "“A leak” is a stretch for conflict. Have a better one ready."),
        (&[stretch, gap], "“A leak” is no story for “Question 1?”. Have a better one ready."),
        (&[gap, passed], "You had no story for conflict. Choose one, and tell it once by itself."),
    ] {
        assert_eq!(told(answers).advice, expected);
    }
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Choose(usize),
    Pass,
    Told(bool),
    GoOn,
    Pause,
    Keep(bool),
    End,
}

fn events() -> impl Strategy<Value = Vec<(Event, u64)>> {
    let event = prop_oneof![
        8 => (0..3_usize).prop_map(Event::Choose),
        2 => Just(Event::Pass),
        8 => any::<bool>().prop_map(Event::Told),
        8 => Just(Event::GoOn),
        6 => Just(Event::Pause),
        2 => any::<bool>().prop_map(Event::Keep),
        1 => Just(Event::End),
    ];
    let wait = prop_oneof![0_u64..400, 0_u64..60_000];
    proptest::collection::vec((event, wait), 0..80)
}

proptest! {
    #[test]
    fn whatever_is_pressed_the_interview_stays_sound(events in events(), count in 0..6_usize) {
        let mut now = Millis::ZERO;
        let mut interview = MockInterview::start(questions(&vec!["conflict"; count]), now);
        // How long its clocks ran, by what they said of themselves; and how long that of this phase did.
        let (mut ran, mut this) = (Millis::ZERO, Millis::ZERO);
        let mut left = Millis::ZERO;
        for (minute, (event, wait)) in (0_u8..).zip(events) {
            let was_running = interview.is_running();
            now += Millis(wait);
            if was_running {
                this += Millis(wait);
                ran += Millis(wait);
            }
            let before = interview.clone();
            let is_paused = before.is_paused();
            let counts = match event {
                Event::Choose(number) => interview.choose(story(Fit::Strong), follow_ups(number), now),
                Event::Pass => interview.pass(now),
                Event::Told(is_told) => { interview.told(is_told.then(|| take(minute % 60, 110)), now); false }
                Event::GoOn => interview.go_on(now),
                Event::Pause => { interview.pause_or_continue(now); false }
                Event::Keep(discarded) => { interview.keep(&Take { discarded, ..take(0, 90) }); false }
                Event::End => { interview.end(now); false }
            };
            prop_assert!(interview.number() <= count && interview.count() == count);
            prop_assert!(!(interview.is_running() && interview.is_paused()));
            let has_moved = counts
                || matches!(event, Event::Told(_)) && matches!(before.phase(), Phase::Telling { .. })
                || matches!(event, Event::End);
            if has_moved {
                if let (Event::End, Phase::Asking { .. }) = (event, before.phase()) {
                    left = this;
                }
                prop_assert!(!interview.is_paused(), "a pause goes no further than its phase");
                this = Millis::ZERO;
            } else {
                prop_assert_eq!(interview.number(), before.number());
                prop_assert_eq!(interview.elapsed(now), before.elapsed(now));
                let switches = matches!(event, Event::Pause) && (was_running || is_paused);
                prop_assert_eq!(interview.is_paused(), is_paused != switches);
            }
            if interview.is_running() || interview.is_paused() {
                prop_assert_eq!(interview.elapsed(now), this);
            }
            if before.phase() == &Phase::Over {
                prop_assert!(interview.phase() == &Phase::Over && !counts);
            }
        }
        if matches!(interview.phase(), Phase::Asking { .. }) {
            left = this;
        }
        interview.end(now);
        let answers = interview.answers();
        let asked: Vec<String> = answers.iter().map(|answer| answer.question.text.clone()).collect();
        let in_order: Vec<String> = (0..asked.len()).map(|number| format!("Question {number}?")).collect();
        prop_assert_eq!(asked, in_order, "each question is asked once, in order");
        let followed_up = answers.iter().filter_map(|answer| answer.told.as_ref()).flat_map(|told| &told.follow_ups);
        let times = answers.iter().map(|answer| answer.after).chain(followed_up.map(|follow_up| follow_up.time));
        prop_assert_eq!(times.sum::<Millis>() + left, ran, "the times add up to what the clocks ran");
        let report = interview.report();
        prop_assert!(report.on_target <= report.answered && report.answered <= report.asked);
        prop_assert!(report.long_follow_ups <= report.follow_ups && !report.advice.is_empty());
    }
}
