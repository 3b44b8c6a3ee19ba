//! Schedule: on which day a story comes back, by what its graded takes say of how well it is remembered.

use fsrs::{ComputeParametersInput, FSRS, FSRSItem, FSRSReview, MemoryState, compute_parameters};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::take::{Grade, Take};

/// A story comes back when the chance that it would still be told well falls to this. It is what Anki starts with; higher
/// means more takes for little more memory.
pub const RETENTION: f32 = 0.9;

/// After so many days every story comes back, however well it is known: who tells it has changed by then.
pub const MOST_DAYS: u32 = 365;

/// With so many takes that say whether a story was remembered, the schedule is fitted to its teller. With fewer the
/// scheduler would leave most of its parameters as they are.
pub const ENOUGH_TO_FIT: usize = 64;

/// It is fitted to so many of them at the most, the newest.
const MOST_TO_FIT: usize = 4096;

/// What comes after so many takes of one story says nothing to the scheduler any more.
const LONGEST_TO_FIT: usize = 256;

/// What the takes of a story have left in memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    state: MemoryState,
    /// The local day of the last of them.
    day: Date,
    /// The day on which the story comes back.
    pub due: Date,
}

/// What says when a story comes back: FSRS, with its usual parameters or those that fit the teller best.
#[derive(Debug, Clone, Default)]
pub struct Scheduler {
    fsrs: FSRS,
    /// Its parameters; none if they are the usual ones.
    parameters: Vec<f32>,
    basis: Basis,
}

/// Why a schedule is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It is the usual one, since too few takes say whether a story was remembered.
    #[default]
    TooFewTakes,
    /// It is the usual one, which foretells so many takes best.
    Usual(usize),
    /// It is fitted to so many takes.
    Fitted(usize),
}

impl PartialEq for Scheduler {
    fn eq(&self, other: &Self) -> bool {
        (&self.parameters, self.basis) == (&other.parameters, other.basis)
    }
}

impl Scheduler {
    /// The schedule that fits the graded takes of each story, oldest first, if there are enough and it foretells them
    /// better than the usual one.
    ///
    /// It is fitted anew each time that there are twice as many, so that days don't change with each take.
    pub fn fitted<'a, T: Iterator<Item = &'a Take>>(stories: impl Iterator<Item = T>) -> Self {
        let mut told: Vec<Vec<FSRSReview>> = Vec::new();
        // The takes that say whether a story was still remembered, and where each stands.
        let mut telling: Vec<(&Take, usize, usize)> = Vec::new();
        for (story, takes) in stories.enumerate() {
            let (mut reviews, mut days) = (Vec::new(), Days::default());
            for (take, grade) in graded(takes) {
                let review = days.review(take.at.day(), grade);
                reviews.push(review);
                if review.delta_t > 0 && reviews.len() <= LONGEST_TO_FIT {
                    telling.push((take, story, reviews.len()));
                }
            }
            told.push(reviews);
        }
        let Some(count) = step(telling.len()) else {
            return Self::default();
        };
        telling.sort_by(|(one, ..), (other, ..)| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let newest = telling.iter().take(count).skip(count.saturating_sub(MOST_TO_FIT));
        let reviews = newest.filter_map(|&(_, story, until)| told.get(story)?.get(..until));
        let items: Vec<FSRSItem> = reviews.map(|reviews| FSRSItem { reviews: reviews.to_vec() }).collect();
        Self::fit_to(&items).unwrap_or(Self { basis: Basis::Usual(items.len()), ..Self::default() })
    }

    fn fit_to(items: &[FSRSItem]) -> Option<Self> {
        let input = ComputeParametersInput { train_set: items.to_vec(), ..ComputeParametersInput::default() };
        let parameters = compute_parameters(input).ok()?;
        let fsrs = FSRS::new(&parameters).ok()?;
        let loss = |fsrs: &FSRS| Some(fsrs.evaluate(items.to_vec(), |_| true).ok()?.log_loss);
        let is_better = loss(&fsrs)? < loss(&FSRS::default())?;
        is_better.then_some(Self { fsrs, parameters, basis: Basis::Fitted(items.len()) })
    }

    /// Why it is what it is.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// What the takes of a story, oldest first, have left in memory; nothing if none was graded.
    pub fn memory<'a>(&self, takes: impl Iterator<Item = &'a Take>) -> Option<Memory> {
        let mut days = Days::default();
        let reviews = graded(takes).map(|(take, grade)| days.review(take.at.day(), grade)).collect();
        let state = self.fsrs.memory_state(FSRSItem { reviews }, None).ok()?;
        let day = days.last?;
        let interval = self.fsrs.next_interval(Some(state.stability), RETENTION, 0);
        Some(Memory { state, day, due: after(day, interval) })
    }

    /// The days on which a story would come back if it were told on this day and graded 1, 2, 3 or 4.
    pub fn choices(&self, before: Option<Memory>, day: Date) -> [Date; 4] {
        let mut days = Days { last: before.map(|memory| memory.day) };
        let elapsed = days.until(day);
        let last = days.last.unwrap_or(day);
        match self.fsrs.next_states(before.map(|memory| memory.state), RETENTION, elapsed) {
            Ok(next) => [next.again, next.hard, next.good, next.easy].map(|state| after(last, state.interval)),
            // No memory is so odd that it has no next state; if one were, it would be best told tomorrow.
            Err(_) => [after(last, 1.0); 4],
        }
    }
}

/// The takes that were graded, and their grades.
fn graded<'a>(takes: impl Iterator<Item = &'a Take>) -> impl Iterator<Item = (&'a Take, Grade)> {
    takes.filter_map(|take| Some((take, take.grade?)))
}

/// How many takes to fit to when there are so many.
fn step(takes: usize) -> Option<usize> {
    match takes {
        0..ENOUGH_TO_FIT => None,
        ENOUGH_TO_FIT..MOST_TO_FIT => Some(1 << takes.ilog2()),
        _ => Some(takes / MOST_TO_FIT * MOST_TO_FIT),
    }
}

/// The day that comes so long after another: a whole number of days, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 1 and 365")]
fn after(day: Date, interval: f32) -> Date {
    let days = interval.round().clamp(1.0, MOST_DAYS as f32) as u32;
    day.saturating_add(i64::from(days).days())
}

/// Local days, one after the other.
#[derive(Debug, Default)]
struct Days {
    last: Option<Date>,
}

impl Days {
    fn review(&mut self, day: Date, grade: Grade) -> FSRSReview {
        FSRSReview { rating: u8::from(grade).into(), delta_t: self.until(day) }
    }

    /// How many days there are from the last one until this. Who travels east to west over the date line may tell a
    /// story on the day before the last; no time has passed then.
    fn until(&mut self, day: Date) -> u32 {
        let last = self.last.unwrap_or(day);
        self.last = Some(last.max(day));
        last.until(day).map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::history::History;
    use super::super::story::StoryId;
    use super::super::take::told;
    use super::super::time::Stamp;
    use super::*;

    fn graded(at: &str, grade: u8) -> Take {
        let at = Stamp::try_from(at.to_owned()).unwrap();
        Take { id: String::from(at), at, grade: Grade::try_from(grade).ok(), ..told("A", 0, &[("Problem", 60)]) }
    }

    #[test]
    fn a_story_comes_back_by_local_days_wherever_and_whenever_it_was_told() {
        // Good the first time comes back after 2 days, and good again after 2 days then after 11.
        let cases: [(&str, &[&str], &str); 9] = [
            ("one take", &["2026-03-14T21:00:00+01:00"], "2026-03-16"),
            ("just before midnight", &["2026-03-14T23:59:59+01:00"], "2026-03-16"),
            ("just after midnight", &["2026-03-15T00:00:00+01:00"], "2026-03-17"),
            ("over a day of 23 hours", &["2026-03-28T21:00:00+01:00", "2026-03-30T00:30:00+02:00"], "2026-04-10"),
            ("over a day of 25 hours", &["2026-10-24T00:30:00+02:00", "2026-10-26T23:30:00+01:00"], "2026-11-06"),
            ("less than a day apart, but on two days", &["2026-03-14T23:00:00Z", "2026-03-16T01:00:00Z"], "2026-03-27"),
            (
                "flown west, the day before again",
                &["2026-03-15T08:00:00+12:00", "2026-03-14T21:00:00-10:00"],
                "2026-03-17",
            ),
            ("flown east, over a day", &["2026-03-14T21:00:00-10:00", "2026-03-16T21:00:00+12:00"], "2026-03-27"),
            ("on the last day there is", &["9999-12-30T21:00:00Z"], "9999-12-31"),
        ];
        for (case, takes, due) in cases {
            let history = History::new(takes.iter().map(|at| graded(at, 3)));
            assert_eq!(history.due_on(&StoryId::from_title("A")).unwrap().to_string(), due, "{case}");
        }
    }

    /// Takes of one story: how many days after the one before each was told, and its grade.
    fn takes(steps: &[(i64, u8)]) -> Vec<Take> {
        let mut day = jiff::civil::date(2026, 1, 1);
        let take = |(number, &(days, grade)): (usize, &(i64, u8))| {
            day = day.saturating_add(days.days());
            graded(&format!("{day}T12:{number:02}:00Z"), grade)
        };
        steps.iter().enumerate().map(take).collect()
    }

    /// Stories that are told every so many days and forgotten every so many times.
    fn stories(count: usize, days: i64, forgotten_every: usize) -> Vec<Vec<Take>> {
        let grade = |number: usize| if number.is_multiple_of(forgotten_every) { 1 } else { 3 };
        let steps = |story: usize| -> Vec<(i64, u8)> { (1..10).map(|take| (days, grade(story + take))).collect() };
        (0..count).map(|story| takes(&steps(story))).collect()
    }

    fn fitted(stories: &[Vec<Take>]) -> Scheduler {
        Scheduler::fitted(stories.iter().map(|takes| takes.iter()))
    }

    #[test]
    fn with_few_takes_the_schedule_is_the_usual_one_and_with_enough_it_fits_the_teller() {
        assert_eq!(
            fitted(&stories(7, 3, 2)).basis(),
            Basis::TooFewTakes,
            "8 takes of 7 stories follow another: too few"
        );
        let (forgetful, reliable) = (stories(64, 3, 2), stories(64, 30, 40));
        let schedules = [fitted(&forgetful), Scheduler::default(), fitted(&reliable)];
        let bases = [Basis::Fitted(512), Basis::TooFewTakes, Basis::Fitted(512)];
        assert_eq!(schedules.each_ref().map(Scheduler::basis), bases);
        let known = takes(&[(0, 3), (2, 3)]);
        let [sooner, usual, later] = schedules.each_ref().map(|schedule| schedule.memory(known.iter()).unwrap().due);
        assert!(sooner < usual && usual < later, "{sooner} {usual} {later}");
    }

    #[test]
    fn the_same_takes_make_the_same_schedule_in_whatever_order_the_stories_are_read() {
        let mut stories = stories(65, 3, 2);
        let schedule = fitted(&stories);
        assert_eq!(schedule.basis(), Basis::Fitted(512), "it is fitted again when there are twice as many");
        stories.reverse();
        assert_eq!(fitted(&stories), schedule);
    }

    #[test]
    fn a_schedule_is_fitted_at_each_doubling_and_to_the_newest_takes_only() {
        assert_eq!([0, 63, 64, 127, 128, 4095].map(step), [None, None, Some(64), Some(64), Some(128), Some(2048)]);
        assert_eq!([4096, 8191, 8192, 100_000].map(step), [4096, 4096, 8192, 98_304].map(Some));
    }

    proptest! {
        #[test]
        fn the_day_shown_for_a_grade_is_the_day_on_which_the_story_then_comes_back(
            steps in prop::collection::vec((0_i64..40, 1_u8..=4), 0..10), days in 0_i64..40, grade in 1_u8..=4,
        ) {
            let mut history = History::new(takes(&steps));
            let story = StoryId::from_title("A");
            let day = jiff::civil::date(2026, 1, 1).saturating_add((steps.iter().map(|(days, _)| days).sum::<i64>() + days).days());
            let take = graded(&format!("{day}T21:00:00Z"), grade);
            let shown = history.choices(&story, &take.id, day);
            prop_assert!(shown.is_sorted() && shown[0] > day, "{shown:?}");
            history.add(take.clone());
            prop_assert_eq!(history.due_on(&story), Some(shown[usize::from(grade) - 1]));
            prop_assert_eq!(history.choices(&story, &take.id, day), shown, "its own record doesn't count");
        }

        #[test]
        fn whatever_was_told_a_schedule_can_be_fitted_to_it(
            stories in prop::collection::vec(prop::collection::vec((0_i64..400, 1_u8..=4), 1..12), 12..40),
        ) {
            let stories: Vec<Vec<Take>> = stories.iter().map(|steps| takes(steps)).collect();
            let scheduler = Scheduler::fitted(stories.iter().map(|takes| takes.iter()));
            for takes in &stories {
                let memory = scheduler.memory(takes.iter()).unwrap();
                prop_assert!(memory.due > takes.last().unwrap().at.day());
            }
        }
    }
}
