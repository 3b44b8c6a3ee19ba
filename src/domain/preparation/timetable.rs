//! The timetable: on which days stories are told, such that the fullest day is as light as possible.

use std::collections::HashSet;
use std::ops::Range;

use super::calendar::Calendar;
use super::ways::{Demand, ways};

/// After so many tries, and one for each story, no more ways are tried for a load and a heavier one is taken. It takes
/// many interviews on days in a row to get there: without those there are no ways to choose between, and the load is the
/// least possible.
const PATIENCE: usize = 5_000;

/// The least possible load of the fullest day, in takes, and for each story the places of the days on which it is told
/// then. What is asked is given for each story. Where nothing is, there is no load.
pub(super) fn lightest(asked: &[Vec<Demand>], calendar: &Calendar) -> (usize, Vec<Vec<usize>>) {
    let mut stories: Vec<Story> =
        asked.iter().enumerate().map(|(number, demands)| Story { number, ways: ways(demands) }).collect();
    stories.retain(|story| story.ways.iter().any(|takes| !takes.is_empty()));
    // Those with a choice come last, and those with the same choice together.
    stories.sort_by_cached_key(|story| {
        let bounds = |takes: &Vec<Range<usize>>| takes.iter().map(|days| (days.start, days.end)).collect();
        let bounds: Vec<Vec<(usize, usize)>> = story.ways.iter().map(bounds).collect();
        (bounds.len(), bounds)
    });
    let mut plan = vec![Vec::new(); asked.len()];
    // No day can be fuller than with every story once, on top of what it has already.
    let loads = no_less_than(&stories)..=stories.len() + calendar.told_today();
    let fitting = loads.into_iter().find_map(|load| Some((load, fitted(&stories, calendar.room(load))?)));
    let Some((load, timetable)) = fitting else { return (0, plan) };
    for (day, takes) in timetable.days.iter().enumerate() {
        for take in &takes.takes {
            plan.get_mut(take.story).into_iter().for_each(|days| days.push(day));
        }
    }
    (load, plan)
}

/// A story, and the ways in which what is asked of it can be met.
struct Story {
    number: usize,
    ways: Vec<Vec<Range<usize>>>,
}

/// A load that the fullest day can't be below: days have to hold the takes that can be told on no others.
fn no_less_than(stories: &[Story]) -> usize {
    let takes = || stories.iter().flat_map(|story| story.ways.iter().flatten());
    let (starts, ends): (HashSet<usize>, HashSet<usize>) = takes().map(|days| (days.start, days.end)).unzip();
    let spans = starts.iter().flat_map(|&start| ends.iter().map(move |&end| start..end));
    let load = |span: Range<usize>| {
        let within = |takes: &Vec<Range<usize>>| {
            takes.iter().filter(|days| span.start <= days.start && days.end <= span.end).count()
        };
        let takes: usize = stories.iter().filter_map(|story| story.ways.iter().map(within).min()).sum();
        takes.div_ceil(span.len())
    };
    spans.filter(|span| !span.is_empty()).map(load).max().unwrap_or(0)
}

/// A timetable of all stories in which no day has more takes than there is room for, if one is found.
fn fitted(stories: &[Story], room: Vec<usize>) -> Option<Timetable> {
    let days = room.into_iter().map(|room| Day { room, takes: Vec::new() }).collect();
    let mut open = vec![(Timetable { days }, 0, 0)];
    for _ in 0..=PATIENCE + stories.len() {
        let (mut timetable, at, way) = open.pop()?;
        let Some(story) = stories.get(at) else { return Some(timetable) };
        if way + 1 < story.ways.len() {
            open.push((timetable.clone(), at, way + 1));
        }
        let mut takes = story.ways.get(way)?.iter().map(|days| PlannedTake { story: story.number, days: days.clone() });
        if takes.all(|take| timetable.add(&take)) {
            // Of stories with the same ways it doesn't matter which is told in which.
            let is_alike = stories.get(at + 1).is_some_and(|next| next.ways == story.ways);
            open.push((timetable, at + 1, if is_alike { way } else { 0 }));
        }
    }
    None
}

/// A take that is to be told on one of these days.
#[derive(Clone)]
struct PlannedTake {
    story: usize,
    days: Range<usize>,
}

#[derive(Clone)]
struct Day {
    room: usize,
    takes: Vec<PlannedTake>,
}

/// Takes by day: no more on a day than there is room for, and none of the same story.
#[derive(Clone)]
struct Timetable {
    days: Vec<Day>,
}

/// The days, and the stories on a day, that a search for a day has come by.
#[derive(Default)]
struct Tried {
    days: HashSet<usize>,
    takes: HashSet<(usize, usize)>,
}

impl Timetable {
    /// Finds a day for one more take, and other days for those that are in its way. It finds them if there are any: this is
    /// how a matching in a graph is made larger, by a path from take to day to take that ends on a day with room.
    fn add(&mut self, take: &PlannedTake) -> bool {
        self.place(take, &mut Tried::default())
    }

    fn place(&mut self, take: &PlannedTake, tried: &mut Tried) -> bool {
        let mut days: Vec<usize> = take.days.clone().collect();
        days.sort_by_key(|&day| self.days.get(day).map(|day| day.takes.len()));
        days.into_iter().any(|day| self.place_on(day, take, tried))
    }

    fn place_on(&mut self, number: usize, take: &PlannedTake, tried: &mut Tried) -> bool {
        if !tried.takes.insert((take.story, number)) {
            return false;
        }
        let Some(day) = self.days.get_mut(number) else { return false };
        let in_the_way = match day.takes.iter().find(|other| other.story == take.story) {
            Some(same) => vec![same.clone()],
            None if day.takes.len() < day.room => {
                day.takes.push(take.clone());
                return true;
            }
            None if tried.days.insert(number) => day.takes.clone(),
            None => return false,
        };
        let gives_way = |other: &PlannedTake| {
            (other.story == take.story || tried.takes.insert((other.story, number))) && self.place(other, tried)
        };
        let Some(gone) = in_the_way.into_iter().find(gives_way) else { return false };
        let day = self.days.get_mut(number);
        let its_place = day.and_then(|day| day.takes.iter_mut().find(|other| other.story == gone.story));
        its_place.into_iter().for_each(|place| *place = take.clone());
        true
    }
}
