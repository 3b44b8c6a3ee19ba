//! Spreads the takes of each story out over the time, as far as no day gets fuller than it may be.

use super::calendar::Calendar;
use super::ways::Demand;

/// What it costs to tell a story again a day later, two days, three. That a story isn't told on two days in a row is worth
/// days that are far from alike; longer gaps are worth a little.
const COSTS: [usize; 3] = [60, 4, 1];

/// A story in a plan.
pub(super) struct Planned<'a> {
    /// The places of the days on which it is told, in order.
    pub(super) days: Vec<usize>,
    /// What is asked of it.
    pub(super) asked: &'a [Demand],
    /// The day on which it was last told well.
    pub(super) last: Option<i32>,
}

impl Planned<'_> {
    fn is_enough(&self, days: &[usize]) -> bool {
        self.asked.iter().all(|demand| demand.is_met_by(days))
    }

    fn drop_needless(&mut self) {
        for place in (0..self.days.len()).rev() {
            let fewer = without(&self.days, place);
            if self.is_enough(&fewer) {
                self.days = fewer;
            }
        }
    }

    fn cost(&self, days: &[usize], calendar: &[i32]) -> usize {
        let numbers = days.iter().filter_map(|&day| calendar.get(day).copied());
        let gaps = self.last.into_iter().chain(numbers.clone()).zip(numbers.skip(usize::from(self.last.is_none())));
        gaps.filter_map(|(before, day)| COSTS.get(usize::try_from(day - before - 1).ok()?)).sum()
    }
}

/// Moves one take after the other to another day if that spreads them out or makes the days more alike, until no move does.
/// No day is to have more than `most` takes. A take that isn't needed is dropped.
pub(super) fn spread(stories: &mut [Planned], most: usize, calendar: &Calendar) {
    stories.iter_mut().for_each(Planned::drop_needless);
    let mut loads: Vec<usize> = calendar.room(most).into_iter().map(|room| most - room).collect();
    let add = |loads: &mut [usize], day: usize, change: isize| {
        loads.get_mut(day).into_iter().for_each(|load| *load = load.saturating_add_signed(change));
    };
    stories.iter().flat_map(|story| &story.days).for_each(|&day| add(&mut loads, day, 1));
    let mut is_moved = true;
    while is_moved {
        is_moved = false;
        for story in &mut *stories {
            // Each move makes the sum of all costs less, so there is an end.
            if let Some(best) = best_move(story, &loads, most, calendar) {
                add(&mut loads, best.from, -1);
                add(&mut loads, best.to, 1);
                story.days = best.days;
                is_moved = true;
            }
        }
    }
}

/// A take that is told on another day.
struct Move {
    gain: usize,
    from: usize,
    to: usize,
    /// The days of its story then.
    days: Vec<usize>,
}

/// The best move of a story's takes, if there is one that makes anything better.
fn best_move(story: &Planned, loads: &[usize], most: usize, calendar: &Calendar) -> Option<Move> {
    let now = story.cost(&story.days, calendar.days());
    let mut best: Option<Move> = None;
    for (to, &load) in loads.iter().enumerate().filter(|&(to, &load)| load < most && !story.days.contains(&to)) {
        for (place, &from) in story.days.iter().enumerate() {
            let mut days = without(&story.days, place);
            days.insert(days.partition_point(|&day| day < to), to);
            // Squares of loads are the smaller the more alike these are: one load is less by one then, and one more.
            let before = now + 2 * loads.get(from)?;
            let gain = before.saturating_sub(story.cost(&days, calendar.days()) + 2 * load + 2);
            if gain > best.as_ref().map_or(0, |best| best.gain) && story.is_enough(&days) {
                best = Some(Move { gain, from, to, days });
            }
        }
    }
    best
}

/// The days but for the one at a place.
fn without(days: &[usize], place: usize) -> Vec<usize> {
    days.iter().enumerate().filter(|&(other, _)| other != place).map(|(_, &day)| day).collect()
}
