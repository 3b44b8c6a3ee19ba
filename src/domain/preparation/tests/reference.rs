//! What a preparation is held against: the rules on paper, and the least possible load by other ways to it.

use super::*;

/// A take of a case.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) story: usize,
    pub(super) on: i32,
    pub(super) minute: usize,
    pub(super) grade: Option<Grade>,
    pub(super) what: What,
}

/// What kind of a take it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Whole,
    Free,
    BrokenOff,
    Discarded,
    Drill,
}

impl Told {
    pub(super) fn take(&self) -> Take {
        Take {
            finished: self.what != What::BrokenOff,
            discarded: self.what == What::Discarded,
            only: (self.what == What::Drill).then(|| "Problem".to_owned()),
            free: self.what == What::Free,
            ..take(self.story, self.on, self.minute, self.grade)
        }
    }

    fn counts(&self) -> bool {
        matches!(self.what, What::Whole | What::Free)
    }
}

/// Goals and takes, whose days are numbered from today.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) goals: Vec<(i32, Vec<usize>)>,
    pub(super) told: Vec<Told>,
    pub(super) takes_a_day: Option<usize>,
}

impl Case {
    pub(super) fn goals(&self) -> Vec<Goal> {
        self.goals.iter().map(|(on, stories)| goal(*on, stories.iter().copied())).collect()
    }

    pub(super) fn takes(&self) -> Vec<Take> {
        self.told.iter().map(Told::take).collect()
    }

    pub(super) fn plan(&self) -> Preparation {
        plan(&self.goals(), &self.takes(), self.takes_a_day)
    }

    /// The days on which a story was told well.
    pub(super) fn good(&self, story: usize) -> Vec<i32> {
        let is_good = |told: &&Told| {
            told.story == story && told.counts() && matches!(told.grade, Some(Grade::Good | Grade::Easy))
        };
        self.told.iter().filter(is_good).map(|told| told.on).collect()
    }

    pub(super) fn told_today(&self) -> usize {
        self.told.iter().filter(|told| told.counts() && told.on == 0).count()
    }

    /// The days on which a story can be told for a goal.
    pub(super) fn usable(&self, story: usize, on: i32) -> Vec<i32> {
        let was_good_today = self.good(story).contains(&0);
        (0..=on)
            .filter(|&day| on == 0 || day < on)
            .filter(|&day| on - day <= 30 && !(day == 0 && was_good_today))
            .collect()
    }

    /// Whether a story is ready for a goal, if it is told well on these days too.
    pub(super) fn is_ready(&self, story: usize, on: i32, planned: &[i32]) -> bool {
        let usable = self.usable(story, on);
        let mut days = self.good(story);
        days.extend(planned.iter().filter(|day| usable.contains(day)));
        days.retain(|&day| day <= on && on - day <= 30);
        days.len() >= 3 && days.into_iter().max().is_some_and(|last| on - last <= 2)
    }

    /// Whether so much is made of these days as can be: the story is ready, or it never is and no day is left out.
    pub(super) fn is_enough(&self, story: usize, on: i32, planned: &[i32]) -> bool {
        let usable = self.usable(story, on);
        self.is_ready(story, on, planned)
            || (!self.is_ready(story, on, &usable) && usable.iter().all(|day| planned.contains(day)))
    }

    /// The least possible load of the fullest day for some of the goals, by trying all plans. Days are few.
    pub(super) fn lightest_of_all(&self, goals: &[usize]) -> usize {
        let goals: Vec<&(i32, Vec<usize>)> = goals.iter().map(|&goal| &self.goals[goal]).collect();
        let last = goals.iter().map(|(on, _)| *on).max().unwrap_or(0);
        let mut stories: Vec<usize> = goals.iter().flat_map(|(_, stories)| stories.clone()).collect();
        stories.sort_unstable();
        stories.dedup();
        let choices = |&story: &usize| -> Vec<u32> {
            let is_enough = |days: u32| {
                let days: Vec<i32> = (0..last.max(1)).filter(|day| days & (1 << day) != 0).collect();
                goals.iter().all(|(on, stories)| !stories.contains(&story) || self.is_enough(story, *on, &days))
            };
            let mut choices: Vec<u32> = Vec::new();
            let mut all: Vec<u32> = (0..1 << last.max(1)).collect();
            all.sort_by_key(|days| days.count_ones());
            for days in all {
                if !choices.iter().any(|fewer| fewer & days == *fewer) && is_enough(days) {
                    choices.push(days);
                }
            }
            choices
        };
        let choices: Vec<Vec<u32>> = stories.iter().map(choices).collect();
        let told = self.told_today();
        (0..).find(|&most| fits(&choices, &mut [0; 16], told, most)).unwrap()
    }

    /// The same for one goal with any number of days: whatever days one looks at, they must have room for the takes that
    /// have no place on the others, and that is enough. Which of them they are doesn't matter, but for today and the last.
    pub(super) fn lightest_by_counting(&self) -> usize {
        let (on, stories) = &self.goals[0];
        let is_fresh = |day: i32| on - day <= 2;
        let all: Vec<i32> = (0..=*on).filter(|&day| (*on == 0 || day < *on) && on - day <= 30).collect();
        let kinds = |day: &&i32| (**day == 0, is_fresh(**day));
        let of_kind = |kind| all.iter().filter(|day| kinds(day) == kind).copied().collect::<Vec<i32>>();
        let kinds = [(true, true), (true, false), (false, true), (false, false)].map(of_kind);
        let mut some: Vec<Vec<i32>> = vec![vec![]];
        for kind in kinds {
            some = some.iter().flat_map(|some| (0..=kind.len()).map(|count| [some, &kind[..count]].concat())).collect();
        }
        let asked = |&story: &usize| {
            let good: Vec<i32> = self.good(story).into_iter().filter(|day| on - day <= 30).collect();
            let needs_fresh = !good.iter().any(|&day| is_fresh(day));
            let usable = self.usable(story, *on);
            let more = 3_usize.saturating_sub(good.len()).max(usize::from(needs_fresh)).min(usable.len());
            let fresh: Vec<i32> = usable.iter().copied().filter(|&day| needs_fresh && is_fresh(day)).collect();
            (more, usable, fresh)
        };
        let asked: Vec<(usize, Vec<i32>, Vec<i32>)> = stories.iter().map(asked).collect();
        let forced = |some: &Vec<i32>| -> usize {
            let of_story = |(more, usable, fresh): &(usize, Vec<i32>, Vec<i32>)| {
                let elsewhere = usable.iter().filter(|day| !some.contains(day)).count();
                let is_fresh_here = !fresh.is_empty() && fresh.iter().all(|day| some.contains(day));
                more.saturating_sub(elsewhere).max(usize::from(is_fresh_here))
            };
            asked.iter().map(of_story).sum()
        };
        let (told, forced): (usize, Vec<usize>) = (self.told_today(), some.iter().map(forced).collect());
        let has_room = |(some, forced): (&Vec<i32>, &usize), most: usize| {
            let today = if some.contains(&0) { told.min(most) } else { 0 };
            forced + today <= most * some.len()
        };
        (0..).find(|&most| some.iter().zip(&forced).all(|some| has_room(some, most))).unwrap()
    }
}

fn fits(choices: &[Vec<u32>], loads: &mut [usize; 16], told: usize, most: usize) -> bool {
    let Some((first, others)) = choices.split_first() else { return true };
    first.iter().any(|&days| {
        let mut fuller = *loads;
        (0..16).filter(|day| days & (1 << day) != 0).for_each(|day| fuller[day] += 1);
        let load = |day: usize| fuller[day] + if day == 0 && fuller[0] > 0 { told } else { 0 };
        (0..16).all(|day| load(day) <= most) && fits(others, &mut fuller, told, most)
    })
}
