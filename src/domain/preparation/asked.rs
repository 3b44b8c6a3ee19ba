//! What a goal asks of each of its stories, and what becomes of it.

use std::collections::HashMap;

use super::need::Need;
use super::outlook::{Obstacle, Outlook, Standing};
use super::{Goal, distinct};
use crate::domain::story::StoryId;

/// The places of the days on which each story is told.
pub(super) type Plan<'a> = HashMap<&'a StoryId, Vec<usize>>;

/// What a goal asks of each of its stories.
pub(super) struct Asked<'a> {
    /// Which of the goals it is.
    pub(super) number: usize,
    pub(super) goal: &'a Goal,
    pub(super) needs: HashMap<&'a StoryId, Need>,
    pub(super) days_left: usize,
}

impl Asked<'_> {
    /// Its stories that are told for it on the day at a place.
    pub(super) fn told_on(&self, place: usize, plan: &Plan) -> impl Iterator<Item = &StoryId> {
        let is_told = move |story: &StoryId| plan.get(story).is_some_and(|days| days.contains(&place));
        self.stories().filter(move |(story, need)| need.days.contains(&place) && is_told(story)).map(|(story, _)| story)
    }

    /// What becomes of it by a plan. `needs` are the takes of the fullest day that it and the goals before it lead to, and
    /// `too_few` those that the teller does a day, if these are fewer.
    pub(super) fn outlook(&self, plan: &Plan, needs: usize, too_few: Option<usize>) -> Outlook {
        let no_story = self.needs.is_empty().then_some(Obstacle::NoStory);
        let days_short = self.needs.values().filter_map(|need| Some((need.more.checked_sub(need.days.len())?, need)));
        let shortest = days_short.filter(|(days, _)| *days > 0).max_by_key(|(days, need)| (*days, need.more));
        let too_few_days = shortest.map(|(_, need)| Obstacle::TooFewDays { needs: need.more, days: need.days.len() });
        let too_many_takes = too_few.map(|takes_a_day| Obstacle::TooManyTakes { needs, takes_a_day });
        let standing = |(story, need): (&StoryId, &Need)| {
            let planned = plan.get(story).into_iter().flatten().filter(|day| need.days.contains(day)).count();
            Standing { story: story.clone(), good: need.good, needs: need.more, planned }
        };
        Outlook {
            goal: self.number,
            on: self.goal.on,
            stories: self.stories().map(standing).collect(),
            days_left: self.days_left,
            needs,
            obstacles: no_story.into_iter().chain(too_few_days).chain(too_many_takes).collect(),
        }
    }

    /// Its stories in order, each once.
    fn stories(&self) -> impl Iterator<Item = (&StoryId, &Need)> {
        let stories = distinct(&self.goal.stories).into_iter();
        stories.filter_map(|story| Some((story, self.needs.get(story)?)))
    }
}
