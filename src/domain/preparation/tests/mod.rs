//! What becomes of some preparations by name, and what the tests of all have in common.

mod properties;
mod reference;

use std::sync::LazyLock;

use jiff::civil::date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::*;
use crate::domain::take::{Grade, Take, told};
use crate::domain::time::Stamp;

const TODAY: Date = date(2026, 11, 19);

/// When it began, in seconds since 1970.
const MIDNIGHT: i64 = 1_795_046_400;

fn day(number: i32) -> Date {
    TODAY.saturating_add(number.days())
}

fn id(story: usize) -> StoryId {
    StoryId::from_title(&format!("Story {story}"))
}

fn goal(on: i32, stories: impl IntoIterator<Item = usize>) -> Goal {
    Goal { on: day(on), stories: stories.into_iter().map(id).collect() }
}

/// A take of a story on a day after today, or before it. At another minute it is another take.
fn take(story: usize, on: i32, minute: usize, grade: Option<Grade>) -> Take {
    static TAKE: LazyLock<Take> = LazyLock::new(|| told("Any", 0, &[("Problem", 60)]));
    let at = MIDNIGHT + 86_400 * i64::from(on) + 60 * i64::try_from(minute).unwrap();
    let at = Stamp::new(Timestamp::from_second(at).unwrap(), Offset::UTC);
    Take { id: format!("{on}-{minute}-{story}"), story: id(story), at, grade, ..TAKE.clone() }
}

fn graded(story: usize, on: i32, grade: Grade) -> Take {
    take(story, on, 9, Some(grade))
}

fn good(story: usize, on: i32) -> Take {
    graded(story, on, Grade::Good)
}

fn plan(goals: &[Goal], takes: &[Take], takes_a_day: Option<usize>) -> Preparation {
    prepare(TODAY, goals, &History::new(takes.to_vec()), takes_a_day)
}

/// The days and stories of a preparation as numbers.
fn numbered(preparation: &Preparation) -> Vec<(i32, Vec<usize>)> {
    let number = |story: &StoryId| story.as_str().trim_start_matches("story-").parse().unwrap();
    let day = |day: &Day| (day::between(TODAY, day.on), day.stories.iter().map(number).collect());
    preparation.days.iter().map(day).collect()
}

/// The days as text: `+0: 1 2, +3: 1`.
fn days(preparation: &Preparation) -> String {
    let text = |(on, stories): &(i32, Vec<usize>)| {
        let stories: Vec<String> = stories.iter().map(usize::to_string).collect();
        format!("+{on}: {}", stories.join(" "))
    };
    numbered(preparation).iter().map(text).collect::<Vec<_>>().join(", ")
}

fn obstacles(preparation: &Preparation) -> Vec<Vec<String>> {
    let texts = |outlook: &Outlook| outlook.obstacles.iter().map(Obstacle::to_string).collect();
    preparation.outlooks.iter().map(texts).collect()
}

#[test]
fn ten_stories_in_seven_days_are_five_takes_a_day_at_the_most() {
    let ten = plan(&[goal(7, 0..10)], &[], Some(5));
    assert_eq!((ten.needs, ten.takes(), ten.outlooks[0].days_left, ten.is_feasible()), (5, 30, 7, true));
    assert_eq!(
        days(&ten),
        "+0: 0 1 2 6 7, +1: 3 4 5 8, +2: 0 2 9, +3: 1 4 6 8, +4: 3 5 7 9, +5: 0 2 4 6 8, +6: 1 3 5 7 9"
    );
    let slow = plan(&[goal(7, 0..10)], &[], Some(4));
    assert_eq!(obstacles(&slow), [["needs 5 takes a day; you do 4"]]);
    assert_eq!(days(&slow), days(&ten), "there is a plan all the same");
}

#[test]
fn an_interview_tomorrow_is_too_soon_for_a_story_that_was_never_told() {
    let tomorrow = plan(&[goal(1, [1, 2])], &[good(2, -9), good(2, -5)], Some(2));
    assert_eq!(obstacles(&tomorrow), [["a story needs 3 more good takes, one a day, and there is 1 day left"]]);
    assert_eq!(days(&tomorrow), "+0: 1 2");
    let standings = tomorrow.outlooks[0].stories.iter().map(|story| (story.good, story.needs, story.planned));
    assert_eq!(standings.collect::<Vec<_>>(), [(0, 3, 1), (2, 1, 1)]);
    assert_eq!(tomorrow.outlooks[0].missing(), 4);
}

#[test]
fn the_day_of_an_interview_is_used_only_if_it_is_today() {
    let told_twice = [good(1, -9), good(1, -5)];
    let today = plan(&[goal(0, [1])], &told_twice, None);
    assert_eq!((days(&today), today.is_feasible()), ("+0: 1".to_owned(), true));
    assert_eq!(days(&plan(&[goal(1, [1])], &told_twice, None)), "+0: 1");
    let done = plan(&[goal(0, [1])], &[good(1, -9), good(1, 0)], None);
    assert_eq!(obstacles(&done), [["a story needs 1 more good take, and there is no day left"]]);
}

#[test]
fn a_story_that_is_ready_is_left_alone() {
    for fresh in [-2, -1, 0] {
        let ready = plan(&[goal(0, [1])], &[good(1, -9), good(1, -5), good(1, fresh)], Some(1));
        assert_eq!((days(&ready), ready.needs, ready.outlooks[0].missing()), (String::new(), 0, 0));
        assert!(ready.is_feasible());
    }
}

#[test]
fn three_good_takes_are_refreshed_in_the_last_two_days() {
    let rested = plan(&[goal(6, [1])], &[good(1, -9), good(1, -5), good(1, -1)], None);
    assert_eq!((days(&rested), rested.outlooks[0].missing()), ("+4: 1".to_owned(), 1));
}

#[test]
fn only_good_takes_of_the_whole_story_in_the_last_thirty_days_count() {
    let counted = |take: Take| plan(&[goal(3, [1])], &[take], None).outlooks[0].stories[0].good;
    let with = |change: fn(&mut Take)| {
        let mut take = good(1, -4);
        change(&mut take);
        counted(take)
    };
    assert_eq!(
        [Grade::Forgot, Grade::Hard, Grade::Good, Grade::Easy].map(|grade| counted(graded(1, -4, grade))),
        [0, 0, 1, 1]
    );
    assert_eq!([-28, -27, 0].map(|on| counted(good(1, on))), [0, 1, 1]);
    assert_eq!(with(|take| take.grade = None), 0);
    assert_eq!(with(|take| take.finished = false), 0);
    assert_eq!(with(|take| take.discarded = true), 0);
    assert_eq!(with(|take| take.only = Some("Problem".to_owned())), 0);
    assert_eq!(with(|take| take.free = true), 1, "it was told well");
    assert_eq!(counted(good(2, -4)), 0, "it is of another story");
}

#[test]
fn an_interview_in_two_months_is_prepared_for_in_the_month_before_it() {
    let far = plan(&[goal(60, [1])], &[good(1, -1), graded(2, 0, Grade::Good)], Some(1));
    assert_eq!((far.outlooks[0].days_left, far.outlooks[0].stories[0].good), (30, 0));
    assert_eq!((days(&far), far.told_today, far.needs), ("+30: 1, +34: 1, +58: 1".to_owned(), 1, 1));
}

#[test]
fn two_interviews_in_one_week_share_the_takes_of_a_story_that_is_for_both() {
    let both = plan(&[goal(5, [1, 2, 3]), goal(3, [3, 4])], &[], Some(3));
    let goals: Vec<(usize, Date)> = both.outlooks.iter().map(|outlook| (outlook.goal, outlook.on)).collect();
    assert_eq!(goals, [(1, day(3)), (0, day(5))]);
    assert_eq!(days(&both), "+0: 3 4 1, +1: 3 4 2, +2: 3 4 1, +3: 2, +4: 1 2 3");
    assert_eq!((both.takes(), both.needs, both.is_feasible()), (13, 3, true));
}

#[test]
fn a_story_for_two_days_in_a_row_is_fresh_for_both_if_it_is_told_on_the_day_before_the_first() {
    let told = [good(1, -3), good(1, -2)];
    assert_eq!(days(&plan(&[goal(5, [1]), goal(6, [1])], &told, None)), "+4: 1");
    // Two can't both be told on it if one take a day is to be enough, so one of them is told before and after.
    let told: Vec<Take> = [1, 2].into_iter().flat_map(|story| [-4, -3].map(|on| good(story, on))).collect();
    let two = plan(&[goal(5, [1, 2]), goal(6, [1, 2])], &told, Some(1));
    assert_eq!((days(&two), two.needs), ("+3: 2, +4: 1, +5: 2".to_owned(), 1));
}

#[test]
fn a_later_interview_that_is_too_much_costs_the_earlier_one_nothing() {
    let (small, large, later) = (goal(3, [1]), goal(5, 2..12), goal(9, [1]));
    let union = plan(&[large, small, later], &[], Some(2));
    assert_eq!(obstacles(&union), [vec![], vec!["needs 7 takes a day; you do 2".to_owned()], vec![]]);
    assert!(!union.is_feasible());
    assert_eq!((union.needs, union.outlooks[0].needs, union.outlooks[2].needs), (7, 1, 1));
    assert!(union.days[..3].iter().all(|day| day.stories[0] == id(1)), "the earliest comes first: {}", days(&union));
}

#[test]
fn what_was_told_today_counts_for_the_load_of_today_and_is_not_asked_for_again() {
    assert_eq!(days(&plan(&[goal(3, [1, 2])], &[], None)), "+0: 1 2, +1: 1 2, +2: 1 2");
    let told = [good(1, 0), take(9, 0, 10, None)];
    let half_done = plan(&[goal(3, [1, 2])], &told, None);
    assert_eq!((days(&half_done), half_done.told_today), ("+0: 2, +1: 1 2, +2: 1 2".to_owned(), 2));
    assert_eq!(half_done.needs, 3, "two were told and one is to come");
    let with_room = plan(&[goal(5, [1, 2])], &[take(8, 0, 8, None), take(9, 0, 10, None)], None);
    assert_eq!((days(&with_room).contains("+0"), with_room.needs), (false, 2));
}

#[test]
fn what_went_badly_or_was_not_done_moves_on() {
    let badly = [graded(1, 0, Grade::Hard)];
    assert_eq!(days(&plan(&[goal(3, [1])], &badly, None)), "+0: 1, +1: 1, +2: 1");
    assert_eq!(days(&plan(&[goal(4, [1])], &badly, None)), "+1: 1, +2: 1, +3: 1", "today has had a take");
    let goals = [goal(4, [1])];
    let on = |today: i32, takes: &[Take]| prepare(day(today), &goals, &History::new(takes.to_vec()), None);
    assert_eq!(days(&on(1, &[])), "+1: 1, +2: 1, +3: 1");
    assert_eq!(obstacles(&on(2, &[])), [["a story needs 3 more good takes, one a day, and there are 2 days left"]]);
    assert_eq!(days(&on(2, &[])), "+2: 1, +3: 1");
}

#[test]
fn nothing_is_planned_for_a_day_that_is_over() {
    let plan = plan(&[goal(-1, [2]), goal(3, [1])], &[], None);
    let outlooks: Vec<usize> = plan.outlooks.iter().map(|outlook| outlook.goal).collect();
    assert_eq!((outlooks, days(&plan)), (vec![1], "+0: 1, +1: 1, +2: 1".to_owned()));
}

#[test]
fn nothing_to_prepare_for_is_no_failure_and_nothing_to_prepare_with_is_one() {
    for (goals, is_feasible) in [(vec![], true), (vec![goal(3, [])], false)] {
        let nothing = plan(&goals, &[good(1, -1)], Some(1));
        assert_eq!((nothing.days.len(), nothing.needs, nothing.is_feasible()), (0, 0, is_feasible));
    }
    let named_twice = plan(&[goal(1, [1, 1])], &[], None);
    assert_eq!((days(&named_twice), named_twice.outlooks[0].stories.len()), ("+0: 1".to_owned(), 1));
}

#[test]
fn a_day_is_as_long_as_the_targets_of_its_stories() {
    let preparation = plan(&[goal(1, [1, 2])], &[], None);
    let target = |story: &StoryId| Millis::from_seconds(if *story == id(1) { 120 } else { 90 });
    assert_eq!(preparation.days[0].length(target), Millis::from_seconds(210));
}

#[test]
fn the_pace_is_the_mean_of_the_last_fourteen_days_with_practice() {
    let pace = |days: &[(i32, usize)]| {
        let takes = days.iter().flat_map(|&(on, takes)| (0..takes).map(move |hour| take(hour % 2, on, hour, None)));
        takes_a_day(&History::new(takes), TODAY)
    };
    assert_eq!(pace(&[]), None);
    assert_eq!(pace(&[(-1, 3)]), Some(3));
    assert_eq!(pace(&[(-40, 3), (-2, 4)]), Some(4), "half a take more is a whole one");
    assert_eq!(pace(&[(-40, 3), (-3, 3), (-2, 4)]), Some(3));
    assert_eq!(pace(&[(-2, 3), (0, 9)]), Some(3), "today isn't over");
    let long: Vec<(i32, usize)> = (1..=14).map(|ago| (-ago, 2)).chain([(-50, 20)]).collect();
    assert_eq!(pace(&long), Some(2));
    let drill = Take { only: Some("Problem".to_owned()), ..good(1, -1) };
    assert_eq!(takes_a_day(&History::new([drill]), TODAY), None, "a drill doesn't tell the story");
}
