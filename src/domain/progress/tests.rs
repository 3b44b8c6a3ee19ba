//! Days are those of the tellers, streaks forgive what they promise, and numbers add up.

use jiff::ToSpan;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::help::{Aid, Help};
use crate::domain::ladder::Ladder;
use crate::domain::take::{Grade, Verdict, told};
use crate::domain::time::Millis;

fn stamp(text: &str) -> Stamp {
    Stamp::try_from(text.to_owned()).unwrap()
}

/// A take of one minute in two rungs, told at this moment.
fn take_at(at: &str) -> Take {
    Take { id: at.to_owned(), at: stamp(at), ..told("A leak", 0, &[("Problem", 20), ("Outcome", 40)]) }
}

fn progress(takes: impl IntoIterator<Item = Take>, now: &str) -> Progress {
    Progress::of(&History::new(takes), |_| true, stamp(now))
}

/// A name, when takes were told, now, and then how many takes are today's and how many days in a row have one.
type DayCase = (&'static str, &'static [&'static str], &'static str, (usize, usize));

#[test]
fn a_take_belongs_to_the_day_that_its_teller_had_when_it_began() {
    let cases: [DayCase; 10] = [
        ("begun before midnight, ended after it", &["2026-03-14T23:59:50+01:00"], "2026-03-15T00:05:00+01:00", (0, 1)),
        (
            "both sides of midnight",
            &["2026-03-14T23:59:59+01:00", "2026-03-15T00:00:00+01:00"],
            "2026-03-15T00:05:00+01:00",
            (1, 2),
        ),
        (
            "a day of 23 hours",
            &["2026-03-28T23:30:00+01:00", "2026-03-29T00:30:00+01:00", "2026-03-29T23:30:00+02:00"],
            "2026-03-30T00:10:00+02:00",
            (0, 2),
        ),
        (
            "a day of 25 hours",
            &["2026-10-25T00:10:00+02:00", "2026-10-25T23:50:00+01:00", "2026-10-26T00:20:00+01:00"],
            "2026-10-26T23:59:59+01:00",
            (1, 2),
        ),
        (
            "flying east over the date line, a day is jumped over",
            &["2026-05-10T20:00:00-07:00", "2026-05-12T09:00:00+09:00"],
            "2026-05-12T10:00:00+09:00",
            (1, 2),
        ),
        (
            "flying west over the date line, a day comes twice",
            &["2026-05-12T08:00:00+12:00", "2026-05-11T21:00:00-07:00", "2026-05-12T09:00:00-07:00"],
            "2026-05-12T10:00:00-07:00",
            (2, 2),
        ),
        (
            "told on what is tomorrow here",
            &["2026-05-13T08:00:00+12:00", "2026-05-12T22:00:00+12:00"],
            "2026-05-12T14:00:00-07:00",
            (1, 2),
        ),
        ("told by a clock that was fast", &["2026-03-14T22:10:00Z"], "2026-03-14T22:00:00Z", (1, 1)),
        (
            "told in another zone, the same day there",
            &["2026-03-14T01:00:00+09:00"],
            "2026-03-14T03:00:00-08:00",
            (1, 1),
        ),
        ("told by a clock that was wrong", &["3026-03-14T21:00:00Z"], "2026-03-14T22:00:00Z", (0, 0)),
    ];
    for (name, takes, now, expected) in cases {
        let progress = progress(takes.iter().map(|at| take_at(at)), now);
        assert_eq!((progress.today.takes, progress.streak.days), expected, "{name}");
        assert_eq!(progress.in_all.takes, takes.len(), "{name}");
    }
}

/// The days up to today, which is the last: `#` with a take, `.` without one. Then the days of the streak, those that a
/// take today would make of it, those of the longest one, how long ago its forgiven days are, and those of any streak.
type StreakCase = (&'static str, (usize, usize, usize), &'static [i64], &'static [i64]);

#[test]
fn a_streak_forgives_one_missed_day_in_any_seven() {
    let cases: [StreakCase; 22] = [
        (".", (0, 1, 0), &[], &[]),
        ("#", (1, 1, 1), &[], &[]),
        ("#.", (1, 2, 1), &[], &[]),
        ("###", (3, 3, 3), &[], &[]),
        ("###.", (3, 4, 3), &[], &[]),
        ("##.#", (3, 3, 3), &[1], &[1]),
        ("##.#.", (3, 4, 3), &[2], &[2]),
        // Yesterday was missed, and today is open.
        ("###################..", (19, 20, 19), &[1], &[1]),
        ("#..", (1, 2, 1), &[1], &[1]),
        ("##.######..", (8, 9, 8), &[8, 1], &[8, 1]),
        ("##.#####..", (0, 6, 7), &[], &[7]),
        ("##.#..", (0, 2, 3), &[], &[3]),
        ("###...", (0, 1, 3), &[], &[]),
        ("##..##", (2, 2, 2), &[], &[]),
        ("#####...##", (2, 2, 5), &[], &[]),
        ("##.##...#", (1, 1, 4), &[], &[6]),
        ("######.######.#..#", (1, 1, 13), &[], &[11, 4]),
        // The two missed days are six days apart, and thus in seven that follow each other; then they are not.
        ("##.#####.#", (6, 6, 7), &[1], &[7, 1]),
        ("##.######.#", (9, 9, 9), &[8, 1], &[8, 1]),
        // The first of two broke a streak, and is forgiven only where the longest one rests on it.
        ("#.#.#", (2, 2, 2), &[1], &[1]),
        ("#.#.#.#######", (8, 8, 8), &[7], &[7]),
        ("###.#.#", (2, 2, 4), &[1], &[3, 1]),
    ];
    let today = stamp("2026-03-14T21:00:00+01:00");
    for (pattern, (days, days_with_today, longest), forgiven, forgiven_ever) in cases {
        let takes = pattern.chars().rev().zip(0..).filter(|(mark, _)| *mark == '#').map(|(_, ago)| {
            let day = today.day().saturating_sub(i64::from(ago).days());
            take_at(&format!("{day}T20:00:00+01:00"))
        });
        let streak = Progress::of(&History::new(takes), |_| true, today).streak;
        let all = (streak.days, streak.days_with_today, streak.longest_days);
        assert_eq!(all, (days, days_with_today, longest), "{pattern}");
        let ago = |days: &[i64]| days.iter().map(|&ago| today.day().saturating_sub(ago.days())).collect::<Vec<_>>();
        assert_eq!(streak.forgiven, ago(forgiven), "{pattern}");
        assert_eq!(streak.forgiven_ever.iter().copied().collect::<Vec<_>>(), ago(forgiven_ever), "{pattern}");
        assert_eq!(streak.is_told_today, pattern.ends_with('#'), "{pattern}");
    }
}

/// A whole take of this length, in seconds.
fn of_length(minute: u8, seconds: u64) -> Take {
    told("A leak", minute, &[("Problem", seconds)])
}

#[test]
fn a_trend_compares_the_last_ten_takes_with_the_ten_before() {
    // Of 22 takes the last seven of each ten are good, the two before these are too long.
    let takes = (0..22).map(|place| of_length(place, if place >= 2 && (place - 2) % 10 >= 3 { 100 } else { 200 }));
    let on_target = progress(takes, "2026-03-14T22:00:00Z").on_target;
    let share = |takes, of, percent| Share { takes, of, percent };
    assert_eq!(on_target.all, share(14, 22, Some(64)));
    assert_eq!(on_target.last_ten, share(7, 10, Some(70)));
    assert_eq!(on_target.ten_before, share(7, 10, Some(70)));
    let few = progress((0..12).map(|place| of_length(place, 100)), "2026-03-14T22:00:00Z").on_target;
    assert_eq!((few.last_ten, few.ten_before), (share(10, 10, Some(100)), share(2, 2, Some(100))));
    assert_eq!(progress([], "2026-03-14T22:00:00Z").on_target.ten_before, share(0, 0, None));
}

#[test]
fn half_of_the_takes_are_in_the_spread() {
    let takes = || [60, 90, 120, 150, 180].into_iter().zip(0..).map(|(seconds, minute)| of_length(minute, seconds));
    let spread = progress(takes(), "2026-03-14T22:00:00Z").spread.unwrap();
    assert_eq!([spread.lower_percent, spread.median_percent, spread.upper_percent], [75, 100, 125]);
    assert_eq!([spread.lower, spread.median, spread.upper], [90, 120, 150].map(|s| Some(Millis::from_seconds(s))));
    let shorter = Take { target: Millis::from_seconds(60), ..of_length(9, 60) };
    let mixed = progress(takes().chain([shorter]), "2026-03-14T22:00:00Z").spread.unwrap();
    assert_eq!([mixed.lower_percent, mixed.median_percent, mixed.upper_percent], [81, 100, 118]);
    assert_eq!([mixed.target, mixed.lower, mixed.median, mixed.upper], [None; 4], "lengths can't be compared");
    assert_eq!(progress([], "2026-03-14T22:00:00Z").spread, None);
}

#[test]
fn a_percentage_never_contradicts_the_verdict() {
    for target in [90, 120, 600] {
        for seconds in 1..=target * 2 {
            let take = Take { target: Millis::from_seconds(target), ..of_length(0, seconds) };
            let told = Told::of(&take);
            let by_percent = match told.percent_of_target {
                ..75 => Verdict::Short,
                75..=100 => Verdict::Good,
                101..=125 => Verdict::Grace,
                _ => Verdict::Long,
            };
            assert_eq!(told.verdict, by_percent, "{seconds} s of {target} s");
        }
    }
}

#[test]
fn a_drill_counts_for_its_day_and_its_rung_and_not_for_the_story() {
    let mut drill = Take { only: Some("Outcome".to_owned()), grade: Some(Grade::Easy), ..of_length(5, 0) };
    drill.splits = told("", 0, &[("Outcome", 70)]).splits;
    let whole = told("A leak", 1, &[("Problem", 50), ("Outcome", 50)]);
    let progress = progress([whole, drill], "2026-03-14T22:00:00Z");
    assert_eq!((progress.today.takes, progress.in_all.drills, progress.streak.days), (2, 1, 1));
    assert_eq!((progress.on_target.all.of, progress.grades.easy, progress.grades.none), (1, 0, 1));
    let rungs: Vec<_> =
        progress.rungs.iter().map(|rung| (rung.rung.as_str(), rung.takes, rung.said.seconds())).collect();
    assert_eq!(rungs, [("Problem", 1, 50), ("Outcome", 2, 60)]);
    assert_eq!(progress.takes[1].only.as_deref(), Some("Outcome"));
}

#[test]
fn rungs_come_in_the_order_of_telling_with_what_they_took_and_how_often_they_needed_help() {
    let star = Take { ladder: Ladder::Star, ..told("A jam", 2, &[("Result", 45), ("Task", 90), ("Situation", 50)]) };
    let mut helped = told("A leak", 1, &[("Problem", 81), ("Outcome", 58)]);
    helped.splits[0].aid = Aid { given: Help::None, cues_at: Some(Millis(5_000)), text_at: None };
    helped.splits[1].aid = Aid::given(Help::Text);
    let rungs = progress([star, helped, told("A jam", 3, &[("Problem", 40)])], "2026-03-14T22:00:00Z").rungs;
    let names: Vec<_> = rungs.iter().map(|rung| (rung.ladder, rung.rung.as_str())).collect();
    let outline = ["Problem", "Outcome"].map(|rung| (Ladder::Outline, rung));
    assert_eq!(names, [&outline[..], &["Situation", "Task", "Result"].map(|rung| (Ladder::Star, rung))].concat());
    let problem = &rungs[0];
    assert_eq!((problem.said, problem.budget, problem.difference_ms), (Millis(60_500), Millis(60_000), 500));
    assert_eq!(problem.helped, Share { takes: 1, of: 2, percent: Some(50) });
    assert_eq!((rungs[1].difference_ms, rungs[1].helped.takes), (-2_000, 1));
}

#[test]
fn thought_pace_and_grades_are_counted() {
    let thought = |minute, seconds| Take { think: Millis::from_seconds(seconds), ..of_length(minute, 100) };
    let mut takes: Vec<Take> =
        [1, 2, 5, 6].into_iter().zip(0..).map(|(seconds, minute)| thought(minute, seconds)).collect();
    takes[0].in_full = true;
    takes[0].splits[0].words = 250;
    // Not told in full, so nobody knows how many of the words were said.
    takes[1].splits[0].words = 90;
    takes[2].grade = Some(Grade::Hard);
    let progress = progress(takes, "2026-03-14T22:00:00Z");
    assert_eq!(progress.think.median, Some(Millis(3_500)));
    assert_eq!(progress.think.two_to_five_seconds, Share { takes: 2, of: 4, percent: Some(50) });
    assert_eq!(progress.pace, Pace { median_words_a_minute: Some(150), takes: 1 });
    assert_eq!(progress.grades.counts().map(|(_, count)| count), [0, 1, 0, 0, 3]);
}

#[test]
fn the_scope_holds_for_all_but_the_streak() {
    let takes = [take_at("2026-03-13T21:00:00Z"), Take { title: "B".to_owned(), ..told("B", 9, &[("Problem", 60)]) }];
    let story = StoryId::from_title("B");
    let progress = Progress::of(&History::new(takes), |id| *id == story, stamp("2026-03-14T22:00:00Z"));
    assert_eq!((progress.streak.days, progress.in_all.takes, progress.takes[0].title.as_str()), (2, 1, "B"));
}

#[test]
fn its_json_has_days_as_dates_and_times_in_milliseconds() {
    let json =
        serde_json::to_value(progress([take_at("2026-03-14T21:00:00+01:00")], "2026-03-14T22:00:00+01:00")).unwrap();
    assert_eq!(json["today"], json!({"day": "2026-03-14", "takes": 1, "told_ms": 60_000}));
    assert_eq!(json["calendar"], json!([{"day": "2026-03-14", "takes": 1}]));
    assert_eq!(json["takes"][0]["at"], "2026-03-14T21:00:00+01:00");
    assert_eq!(json["takes"][0]["verdict"], "short");
    assert_eq!(json["rungs"][0]["difference_ms"], -40_000);
    assert_eq!(json["takes"][0]["grade"], Value::Null);
}

#[test]
fn numbers_of_a_damaged_file_break_nothing() {
    let mut huge = of_length(1, u64::MAX / 1000);
    huge.splits[0].words = usize::MAX;
    huge.in_full = true;
    let nothing = Take { target: Millis::ZERO, length: Millis::ZERO, in_full: true, ..of_length(2, 0) };
    let far = take_at("9999-12-30T20:00:00Z");
    let progress = progress([huge, nothing, far], "9999-12-30T21:30:00Z");
    assert_eq!((progress.in_all.takes, progress.today.takes), (3, 1));
}

/// A take of one of three stories in the month before the 31st, from anywhere on Earth.
fn any_take() -> impl Strategy<Value = Take> {
    let when = (1_u8..=30, 0_u8..24, -12_i8..=14);
    let how = (0_u64..200_000, 0_u64..9_000, proptest::option::of(0_usize..4), any::<bool>(), any::<bool>());
    (0_usize..3, when, how).prop_map(|(story, (day, hour, offset), (length, think, grade, is_drill, is_finished))| {
        let sign = if offset < 0 { '-' } else { '+' };
        let at = format!("2026-03-{day:02}T{hour:02}:00:00{sign}{:02}:00", offset.unsigned_abs());
        let mut take = told(["A", "B", "C"][story], 0, &[("Problem", 0), ("Outcome", 30)]);
        take.splits[0].said = Millis(length);
        take.length = take.splits.iter().map(|split| split.said).sum();
        let only = is_drill.then(|| "Problem".to_owned());
        let grade = grade.map(|grade| Grade::ALL[grade]);
        Take { at: stamp(&at), think: Millis(think), only, grade, finished: is_finished, ..take }
    })
}

fn any_takes() -> impl Strategy<Value = Vec<Take>> {
    proptest::collection::vec(any_take(), 0..40).prop_map(|mut takes| {
        takes.iter_mut().zip(0..).for_each(|(take, number)| take.id = format!("{number}"));
        takes
    })
}

/// How many days with takes there are from one day to an older one, if that is a run: both have takes, and no seven days
/// between have two without.
fn run(told: &[bool], newest: usize, oldest: usize) -> Option<usize> {
    let missed: Vec<usize> = (newest..=oldest).filter(|&ago| !told[ago]).collect();
    let is_run = told[newest] && told[oldest] && missed.windows(2).all(|two| two[1] - two[0] >= 7);
    is_run.then(|| oldest - newest + 1 - missed.len())
}

/// The runs that are in no longer one, newest first: how many days with takes, the newest day, and the oldest one.
fn runs(told: &[bool]) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for newest in 0..told.len() {
        let to_each = (newest..told.len()).rev().find_map(|oldest| Some((run(told, newest, oldest)?, newest, oldest)));
        runs.extend(to_each.filter(|longest| runs.last().is_none_or(|newer| longest.2 > newer.2)));
    }
    runs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_numbers_add_up(takes in any_takes()) {
        let progress = progress(takes.clone(), "2026-03-31T12:00:00Z");
        let finished = takes.iter().filter(|take| take.finished);
        prop_assert_eq!(progress.in_all.takes, finished.clone().count());
        prop_assert_eq!(progress.takes.len(), progress.in_all.takes);
        prop_assert_eq!(progress.in_all.told, finished.clone().map(|take| take.length).sum::<Millis>());
        prop_assert_eq!(progress.calendar.iter().map(|day| day.takes).sum::<usize>(), progress.in_all.takes);
        prop_assert_eq!(progress.calendar.len(), progress.in_all.days);
        let whole = progress.in_all.takes - progress.in_all.drills;
        prop_assert_eq!(progress.grades.counts().iter().map(|(_, count)| count).sum::<usize>(), whole);
        prop_assert_eq!(progress.on_target.all.of, whole);
        prop_assert_eq!(progress.think.two_to_five_seconds.of, whole);
        prop_assert_eq!(progress.rungs.iter().map(|rung| rung.takes).sum::<usize>(), progress.in_all.takes * 2);
        let last_and_before = progress.on_target.last_ten.of + progress.on_target.ten_before.of;
        prop_assert_eq!(last_and_before, whole.min(20));
        if let Some(spread) = progress.spread {
            prop_assert!(spread.lower_percent <= spread.median_percent && spread.median_percent <= spread.upper_percent);
        }
        let by_story = ["A", "B", "C"].map(|title| {
            let story = StoryId::from_title(title);
            let of_one = Progress::of(&History::new(takes.clone()), |id| *id == story, stamp("2026-03-31T12:00:00Z"));
            assert_eq!(of_one.streak, progress.streak);
            of_one.in_all.takes
        });
        prop_assert_eq!(by_story.iter().sum::<usize>(), progress.in_all.takes);
        let streak = progress.streak;
        prop_assert!(streak.days <= streak.longest_days && streak.longest_days <= progress.in_all.days);
        prop_assert!(streak.days <= streak.days_with_today && streak.forgiven.len() <= streak.days);
        prop_assert!(streak.forgiven.iter().all(|day| streak.forgiven_ever.contains(day)));
    }

    #[test]
    fn the_order_of_takes_makes_no_difference(takes in any_takes(), turn in 0_usize..40) {
        let mut others = takes.clone();
        others.reverse();
        others.rotate_left(turn % takes.len().max(1));
        prop_assert_eq!(progress(takes, "2026-03-31T12:00:00Z"), progress(others, "2026-03-31T12:00:00Z"));
    }

    #[test]
    fn a_discarded_take_never_shows(takes in any_takes(), pick in any::<proptest::sample::Index>()) {
        prop_assume!(!takes.is_empty());
        let mut rest = takes.clone();
        let gone = rest.remove(pick.index(takes.len()));
        let discarded = [Take { discarded: true, revision: 1, ..gone }];
        for records in [[&takes[..], &discarded].concat(), [&discarded[..], &takes].concat()] {
            prop_assert_eq!(progress(records, "2026-03-31T12:00:00Z"), progress(rest.clone(), "2026-03-31T12:00:00Z"));
        }
    }

    #[test]
    fn a_streak_has_no_two_missed_days_in_seven(
        practiced in proptest::collection::vec(proptest::bool::weighted(0.8), 1..60),
    ) {
        let today = stamp("2026-03-31T12:00:00Z");
        let day = |ago: usize| today.day().saturating_sub(i64::try_from(ago).unwrap().days());
        let takes = practiced.iter().enumerate().filter(|(_, is_told)| **is_told);
        let takes = takes.map(|(ago, _)| take_at(&format!("{}T10:00:00Z", day(ago))));
        let streak = Progress::of(&History::new(takes), |_| true, today).streak;
        // By the rule itself, from each day to each.
        let with_today = [&[true], &practiced[1..]].concat();
        let (all, all_with_today) = (runs(&practiced), runs(&with_today));
        prop_assert_eq!(streak.days_with_today, all_with_today[0].0);
        let longest = all.iter().copied().rev().max_by_key(|(days, ..)| *days);
        prop_assert_eq!(streak.longest_days, longest.map_or(0, |(days, ..)| days));
        let last = all.first().filter(|(.., oldest)| run(&with_today, 0, *oldest).is_some());
        prop_assert_eq!(streak.days, last.map_or(0, |(days, ..)| *days));
        let forgiven: Vec<_> = (1..last.map_or(1, |last| last.2)).rev().filter(|&ago| !practiced[ago]).map(day).collect();
        prop_assert_eq!(streak.forgiven, forgiven);
        let all = if last.is_some() { all_with_today } else { all };
        let is_forgiven = |&ago: &usize| {
            let rests_on_it = |&(_, newest, oldest): &(usize, usize, usize)| newest < ago && ago < oldest;
            let is_unbroken = all.iter().any(rests_on_it) && all.iter().all(|(.., oldest)| oldest + 1 != ago);
            !practiced[ago] && (is_unbroken || longest.as_ref().is_some_and(rests_on_it))
        };
        prop_assert_eq!(streak.forgiven_ever, (0..practiced.len()).filter(is_forgiven).map(day).collect());
    }
}
