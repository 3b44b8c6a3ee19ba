//! What holds of every preparation.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::reference::{Case, Told, What};
use super::*;

/// So many times as many cases as usual.
fn cases(times: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: times * usual.cases, failure_persistence: None, ..usual }
}

/// Takes of some stories, and of one that is for no interview: most of them good and in the last days.
fn any_takes(stories: usize) -> impl Strategy<Value = Vec<Told>> {
    let grade = prop_oneof![
        4 => select(vec![Some(Grade::Good), Some(Grade::Easy)]),
        2 => select(vec![Some(Grade::Hard), Some(Grade::Forgot), None]),
    ];
    let what = prop_oneof![
        6 => select(vec![What::Whole, What::Free]),
        1 => select(vec![What::BrokenOff, What::Discarded, What::Drill]),
    ];
    let on = prop_oneof![3 => -4..=0, 2 => -34..=0];
    let told = (0..stories + 1, on, 0_usize..1_200, grade, what);
    let told = told.prop_map(|(story, on, minute, grade, what)| Told { story, on, minute, grade, what });
    proptest::collection::vec(told, 0..4 * stories).prop_map(|mut takes| {
        let mut known = HashSet::new();
        takes.retain(|told| known.insert((told.story, told.on, told.minute)));
        takes
    })
}

fn any_case(
    stories: impl Strategy<Value = usize>,
    goals: std::ops::RangeInclusive<usize>,
    on: impl Strategy<Value = i32> + Clone + 'static,
) -> impl Strategy<Value = Case> {
    stories.prop_flat_map(move |stories| {
        let chosen = subsequence((0..stories).collect::<Vec<_>>(), 1..=stories).prop_shuffle();
        let goals = proptest::collection::vec((on.clone(), chosen), goals.clone());
        let takes_a_day = proptest::option::weighted(0.8, 1_usize..6);
        let case = (goals, any_takes(stories), takes_a_day);
        case.prop_map(|(goals, told, takes_a_day)| Case { goals, told, takes_a_day })
    })
}

/// Few stories and days, so that all plans can be tried.
fn any_small_case() -> impl Strategy<Value = Case> {
    any_case(1_usize..=4, 1..=3, prop_oneof![3 => 0..=3, 2 => 4..=6])
}

/// Any number of stories and days.
fn any_large_case() -> impl Strategy<Value = Case> {
    any_case(1_usize..=12, 1..=4, prop_oneof![4 => 0..=12, 1 => 13..=70])
}

/// The days on which a story is to be told.
fn days_of(plan: &[(i32, Vec<usize>)], story: usize) -> Vec<i32> {
    plan.iter().filter(|(_, stories)| stories.contains(&story)).map(|(on, _)| *on).collect()
}

/// What must hold of a plan whatever else does.
fn keeps_its_promise(case: &Case, preparation: &Preparation) -> Result<(), TestCaseError> {
    let plan = numbered(preparation);
    prop_assert_eq!(preparation.outlooks.len(), case.goals.len());
    for outlook in &preparation.outlooks {
        let (on, stories) = &case.goals[outlook.goal];
        let mut is_short = false;
        for (&story, standing) in stories.iter().zip(&outlook.stories) {
            let (good, planned) = (case.good(story), days_of(&plan, story));
            let can_be_ready = case.is_ready(story, *on, &case.usable(story, *on));
            prop_assert!(case.is_enough(story, *on, &planned), "{story} for +{on}: {planned:?}");
            prop_assert_eq!(case.is_ready(story, *on, &[]), standing.needs == 0);
            prop_assert_eq!(can_be_ready, standing.planned >= standing.needs);
            prop_assert_eq!(standing.good, good.into_iter().filter(|day| on - day <= 30).count());
            is_short |= !can_be_ready;
        }
        let says_so = outlook.obstacles.iter().any(|obstacle| matches!(obstacle, Obstacle::TooFewDays { .. }));
        prop_assert_eq!(says_so, is_short, "it says so if and only if it is impossible");
    }
    let mut fullest = 0;
    for (on, stories) in &plan {
        let distinct: HashSet<&usize> = stories.iter().collect();
        prop_assert_eq!(distinct.len(), stories.len(), "no story twice a day");
        for story in stories {
            let is_usable = |(interview, chosen): &(i32, Vec<usize>)| {
                chosen.contains(story) && case.usable(*story, *interview).contains(on)
            };
            prop_assert!(case.goals.iter().any(is_usable), "{story} on +{on}");
        }
        fullest = fullest.max(stories.len() + if *on == 0 { case.told_today() } else { 0 });
    }
    prop_assert_eq!(fullest, preparation.needs, "the fullest day is as full as it says");
    Ok(())
}

/// Which goals can be met at the pace, the earliest first, and the loads that they need.
fn says_which_can_be_met(
    case: &Case,
    preparation: &Preparation,
    lightest: impl Fn(&[usize]) -> usize,
) -> Result<(), TestCaseError> {
    prop_assert!(preparation.outlooks.is_sorted_by_key(|outlook| outlook.on));
    let mut can_be_met = Vec::new();
    for outlook in &preparation.outlooks {
        let goal = outlook.goal;
        let load = lightest(&[can_be_met.as_slice(), &[goal]].concat());
        let too_many = case.takes_a_day.filter(|&most| load > most);
        let too_many = too_many.map(|takes_a_day| Obstacle::TooManyTakes { needs: load, takes_a_day });
        if too_many.is_none() {
            can_be_met.push(goal);
        }
        prop_assert_eq!(outlook.needs, load);
        let said = outlook.obstacles.iter().find(|obstacle| matches!(obstacle, Obstacle::TooManyTakes { .. }));
        prop_assert_eq!(said.copied(), too_many);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn the_fullest_day_of_a_small_plan_is_as_light_as_that_of_any_other(case in any_small_case()) {
        let preparation = case.plan();
        keeps_its_promise(&case, &preparation)?;
        says_which_can_be_met(&case, &preparation, |goals| case.lightest_of_all(goals))?;
        let all: Vec<usize> = (0..case.goals.len()).collect();
        prop_assert_eq!(preparation.needs, case.lightest_of_all(&all));
    }
}

proptest! {
    #![proptest_config(cases(1))]

    #[test]
    fn the_fullest_day_for_one_interview_has_no_take_that_another_day_had_room_for(
        case in any_case(1_usize..=12, 1..=1, prop_oneof![4 => 0..=12, 1 => 13..=45]),
    ) {
        let preparation = case.plan();
        keeps_its_promise(&case, &preparation)?;
        says_which_can_be_met(&case, &preparation, |_| case.lightest_by_counting())?;
        prop_assert_eq!(preparation.needs, preparation.outlooks[0].needs);
    }

    #[test]
    fn a_story_is_told_on_two_days_in_a_row_only_where_there_is_no_room_for_anything_else(case in any_large_case()) {
        let preparation = case.plan();
        keeps_its_promise(&case, &preparation)?;
        let plan = numbered(&preparation);
        let load = |day: i32| {
            let planned = plan.iter().find(|(on, _)| *on == day).map_or(0, |(_, stories)| stories.len());
            planned + if day == 0 { case.told_today() } else { 0 }
        };
        let with_room: Vec<i32> = (0..70).filter(|&day| load(day) < preparation.needs).collect();
        for story in 0..12 {
            let (days, last_good) = (days_of(&plan, story), case.good(story).into_iter().max().unwrap_or(-9));
            let goals = case.goals.iter().filter(|(_, stories)| stories.contains(&story));
            let goals: Vec<(i32, Vec<i32>)> = goals.map(|(on, _)| (*on, case.usable(story, *on))).collect();
            for &from in days.iter().filter(|&day| days.contains(&(day - 1)) || days.contains(&(day + 1))) {
                let others: Vec<i32> = days.iter().copied().filter(|&day| day != from).collect();
                let is_apart = |to: &i32| others.iter().chain([&last_good]).all(|day| (day - to).abs() > 1);
                let better = with_room.iter().filter(|to| is_apart(to)).find(|&&to| {
                    let moved = [others.as_slice(), &[to]].concat();
                    goals.iter().any(|(_, usable)| usable.contains(&to))
                        && goals.iter().all(|(on, _)| case.is_enough(story, *on, &moved))
                });
                prop_assert_eq!(better, None, "{}: {:?}, could be there rather than on +{}", story, days, from);
            }
        }
    }

    #[test]
    fn who_does_what_the_plan_says_and_looks_again_gets_no_more_to_do_and_is_ready(
        case in any_case(1_usize..=4, 1..=3, 3..=6),
    ) {
        let (mut case, mut before) = (case.clone(), case.plan());
        let is_short = |obstacle: &Obstacle| matches!(obstacle, Obstacle::TooFewDays { .. });
        prop_assume!(!before.outlooks.iter().flat_map(|outlook| &outlook.obstacles).any(is_short));
        let (goals, mut today, mut history) = (case.goals(), 0, History::new(case.takes()));
        // Who is asked on days in a row can do with few takes on full days, or with more on light ones.
        let days: Vec<i32> = case.goals.iter().map(|(on, _)| *on).collect();
        let has_choice = days.iter().any(|on| days.contains(&(on + 1)));
        while today < 7 {
            let left: Vec<Goal> = goals.iter().filter(|goal| goal.on >= day(today)).cloned().collect();
            let preparation = prepare(day(today), &left, &history, case.takes_a_day);
            prop_assert!(preparation.needs <= before.needs);
            prop_assert!(preparation.takes() <= before.takes() || has_choice, "{before:?}");
            match numbered(&preparation).into_iter().find(|(on, _)| *on == today) {
                Some((on, stories)) => {
                    let (story, minute, grade) = (stories[0], 1_200 + case.told.len(), Some(Grade::Good));
                    let told = Told { story, on, minute, grade, what: What::Whole };
                    history.add(told.take());
                    case.told.push(told);
                }
                None => today += 1,
            }
            before = preparation;
        }
        for (on, stories) in &case.goals {
            prop_assert!(stories.iter().all(|&story| case.is_ready(story, *on, &[])));
        }
    }
}
