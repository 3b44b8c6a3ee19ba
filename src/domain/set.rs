//! Sets: several stories practiced one after another, in an order, up to a limit.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::fold::fold_all;
use super::history::History;
use super::story::{Story, StoryId};
use super::take::{Grade, Take};
use super::time::{Millis, Stamp};

/// The targets of a length ladder, in seconds: from the answer in a corridor to the one that has room for all.
pub const LENGTHS: [u64; 5] = [30, 60, 90, 120, 180];

/// In which order the stories of a set come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Those that should be told again by now, the longest overdue first; then those never told; then the others.
    #[default]
    Due,
    /// Those that went worst when they were last told; those never told come before those that went well.
    Weakest,
    /// Any order, the same for the same seed.
    Random,
    /// As they are listed, but so that two with the same first skill don't follow each other where it can be helped.
    Interleaved,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Due, Self::Weakest, Self::Random, Self::Interleaved];

    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due first",
            Self::Weakest => "weakest first",
            Self::Random => "random",
            Self::Interleaved => "mixed by skill",
        }
    }
}

/// Where a set ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Limit {
    /// With the last story.
    #[default]
    None,
    /// After so many stories.
    Stories(usize),
    /// Before the targets add up to more minutes than that, but not before the first story.
    Minutes(u64),
}

/// What a person wishes a set to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// In which order its stories come.
    pub order: Order,
    /// Where it ends.
    pub limit: Limit,
    /// What a random order is made from.
    pub seed: u64,
    /// Whether its takes leave open when the stories come back.
    pub is_free: bool,
}

/// Puts stories into the order of a set and ends it where the limit is. Stories without a text can't be told and are
/// left out.
pub fn arrange<'a>(
    stories: impl IntoIterator<Item = &'a Story>,
    wish: Wish,
    history: &History,
    now: Stamp,
) -> Vec<&'a Story> {
    let Wish { order, limit, seed, .. } = wish;
    let mut stories: Vec<&Story> = stories.into_iter().filter(|story| story.has_text()).collect();
    match order {
        Order::Due => stories.sort_by_cached_key(|story| {
            let due = history.due_on(&story.id);
            let turn = match due {
                Some(day) if day <= now.day() => 0,
                None => 1,
                Some(_) => 2,
            };
            (turn, due)
        }),
        Order::Weakest => stories.sort_by_cached_key(|story| weakness(history.last(&story.id))),
        Order::Random => fastrand::Rng::with_seed(seed).shuffle(&mut stories),
        Order::Interleaved => stories = interleaved(stories),
    }
    match limit {
        Limit::None => {}
        Limit::Stories(most) => stories.truncate(most.max(1)),
        Limit::Minutes(minutes) => {
            let mut time = Millis::ZERO;
            let most = stories.iter().take_while(|story| {
                time += story.target();
                time <= Millis::from_seconds(minutes * 60)
            });
            let most = most.count();
            stories.truncate(most.max(1));
        }
    }
    stories
}

/// What sorts a story by how badly its last take went, worst first.
fn weakness(last: Option<&Take>) -> (u8, Reverse<u64>) {
    let Some(take) = last else {
        return (2, Reverse(0));
    };
    let turn = match take.grade {
        Some(Grade::Forgot) => 0,
        Some(Grade::Hard) => 1,
        None | Some(Grade::Good) => 3,
        Some(Grade::Easy) => 4,
    };
    (turn, Reverse(take.distance_from_budget().0.saturating_mul(100) / take.target.0.max(1)))
}

/// At each place the first story of the skill that has the most stories left, unless the one before shows it too.
fn interleaved(stories: Vec<&Story>) -> Vec<&Story> {
    let mut by_skill: BTreeMap<String, Vec<&Story>> = BTreeMap::new();
    for story in stories.into_iter().rev() {
        let skill = story.skills.first().map(|skill| fold_all(skill)).unwrap_or_default();
        by_skill.entry(skill).or_default().push(story);
    }
    let mut mixed: Vec<&Story> = Vec::new();
    let mut last: Option<String> = None;
    while let Some(skill) = {
        let left = by_skill.iter().filter(|(_, left)| !left.is_empty());
        left.max_by_key(|(skill, left)| (last.as_ref() != Some(skill), left.len(), Reverse(*skill)))
            .map(|(skill, _)| skill.clone())
    } {
        mixed.extend(by_skill.get_mut(&skill).and_then(Vec::pop));
        last = Some(skill);
    }
    mixed
}

/// What a set is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Several stories.
    Stories,
    /// One story at several lengths.
    Lengths,
}

/// One take of a set that is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its story.
    pub story: StoryId,
    /// How long it should last, where the set says so.
    pub target: Option<Millis>,
}

/// A set under way.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeSet {
    kind: Kind,
    steps: Vec<Step>,
    at: usize,
    takes: Vec<Take>,
    is_free: bool,
}

impl PracticeSet {
    /// A set of these stories.
    pub fn of_stories(stories: impl IntoIterator<Item = StoryId>, is_free: bool) -> Self {
        let steps = stories.into_iter().map(|story| Step { story, target: None }).collect();
        Self { kind: Kind::Stories, steps, at: 0, takes: Vec::new(), is_free }
    }

    /// One story at every length of the ladder. It says nothing of when the story should be told again.
    pub fn of_lengths(story: &StoryId) -> Self {
        let step = |seconds| Step { story: story.clone(), target: Some(Millis::from_seconds(seconds)) };
        Self { kind: Kind::Lengths, steps: LENGTHS.map(step).into(), at: 0, takes: Vec::new(), is_free: true }
    }

    /// What it is made of.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether its takes leave open when the stories come back.
    pub const fn is_free(&self) -> bool {
        self.is_free
    }

    /// What is to be told now; none when the set is over.
    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// All its steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many steps it has.
    pub fn count(&self) -> usize {
        self.steps.len()
    }

    /// Which step it is at, counted from 1.
    pub fn number(&self) -> usize {
        self.count().min(self.at + 1)
    }

    /// Goes to the next step, and says what it is.
    pub fn go_on(&mut self) -> Option<&Step> {
        self.at = self.count().min(self.at + 1);
        self.step()
    }

    /// The steps with their takes, where they were told.
    pub fn told(&self) -> impl Iterator<Item = (&Step, Option<&Take>)> {
        let take = |step: &Step| {
            let is_of =
                |take: &&Take| take.story == step.story && step.target.is_none_or(|target| target == take.target);
            self.takes.iter().rfind(is_of)
        };
        self.steps.iter().map(move |step| (step, take(step)))
    }

    /// Adds a take, or takes over another record of one it has. A discarded one counts no more.
    pub fn keep(&mut self, take: &Take) {
        self.takes.retain(|known| known.id != take.id);
        if take.finished && !take.discarded {
            self.takes.push(take.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::beat::Beat;
    use super::super::take::told;
    use super::*;

    fn story(title: &str, skill: &str) -> Story {
        let mut story = Story::new(title);
        story.skills = vec![skill.to_owned()];
        story.beats.insert(Beat::Problem, "It was late.");
        story
    }

    fn stories() -> Vec<Story> {
        [("A", "Redis"), ("B", "Redis"), ("C", "AWS"), ("D", "redis"), ("E", "SQL")]
            .map(|(title, skill)| story(title, skill))
            .into()
    }

    fn graded(title: &str, grade: Grade, day: u8) -> Take {
        let at = Stamp::try_from(format!("2026-03-{day:02}T21:00:00Z")).unwrap();
        Take { grade: Some(grade), at, ..told(title, day, &[("Problem", 60)]) }
    }

    fn titles(order: Order, limit: Limit, seed: u64, history: &History) -> String {
        let stories = stories();
        let now = Stamp::try_from("2026-03-14T21:00:00Z".to_owned()).unwrap();
        arrange(&stories, Wish { order, limit, seed, is_free: false }, history, now)
            .iter()
            .map(|story| story.title.as_str())
            .collect()
    }

    fn history() -> History {
        History::new([
            graded("A", Grade::Easy, 13),
            graded("B", Grade::Good, 10),
            graded("C", Grade::Forgot, 12),
            graded("D", Grade::Hard, 9),
        ])
    }

    #[test]
    fn due_stories_come_first_then_new_ones_then_the_others() {
        assert_eq!(titles(Order::Due, Limit::None, 0, &history()), "DBCEA");
    }

    #[test]
    fn the_weakest_story_went_worst_and_a_new_one_comes_before_those_that_went_well() {
        assert_eq!(titles(Order::Weakest, Limit::None, 0, &history()), "CDEBA");
    }

    #[test]
    fn stories_of_one_skill_do_not_follow_each_other_where_it_can_be_helped() {
        assert_eq!(titles(Order::Interleaved, Limit::None, 0, &History::default()), "ACBED");
    }

    #[test]
    fn a_set_ends_after_so_many_stories_or_minutes_but_not_before_the_first() {
        let count = |limit| titles(Order::Due, limit, 0, &History::default()).len();
        assert_eq!([Limit::None, Limit::Stories(2), Limit::Stories(0), Limit::Stories(9)].map(count), [5, 2, 1, 5]);
        assert_eq!(
            [Limit::Minutes(0), Limit::Minutes(2), Limit::Minutes(7), Limit::Minutes(60)].map(count),
            [1, 1, 3, 5]
        );
    }

    #[test]
    fn a_set_has_the_last_record_of_each_take_and_none_that_was_discarded() {
        let mut set = PracticeSet::of_stories(["A", "B"].map(StoryId::from_title), false);
        set.keep(&graded("A", Grade::Good, 1));
        set.keep(&Take { revision: 1, ..graded("A", Grade::Hard, 1) });
        assert_eq!(set.go_on().map(|step| step.story.as_str().to_owned()), Some("b".to_owned()));
        set.keep(&graded("B", Grade::Good, 2));
        set.keep(&Take { revision: 1, discarded: true, ..graded("B", Grade::Good, 2) });
        let grades: Vec<Option<Grade>> = set.told().map(|(_, take)| take.and_then(|take| take.grade)).collect();
        assert_eq!(grades, [Some(Grade::Hard), None]);
        assert_eq!(set.go_on(), None);
        assert_eq!(set.number(), 2);
    }

    #[test]
    fn a_length_ladder_tells_one_story_at_five_lengths_and_leaves_the_schedule_alone() {
        let mut set = PracticeSet::of_lengths(&StoryId::from_title("A"));
        assert!(set.is_free() && set.count() == 5);
        let take = Take { target: Millis::from_seconds(60), ..graded("A", Grade::Good, 1) };
        set.keep(&take);
        let told: Vec<bool> = set.told().map(|(_, take)| take.is_some()).collect();
        assert_eq!(told, [false, true, false, false, false]);
    }

    proptest! {
        #[test]
        fn a_set_without_a_limit_has_every_story_once_in_any_order(
            order in proptest::sample::select(Order::ALL.to_vec()), seed in any::<u64>(),
        ) {
            let arranged = titles(order, Limit::None, seed, &history());
            let mut letters: Vec<char> = arranged.chars().collect();
            letters.sort_unstable();
            prop_assert_eq!(letters, ['A', 'B', 'C', 'D', 'E']);
            prop_assert_eq!(&arranged, &titles(order, Limit::None, seed, &history()), "the same seed, the same order");
        }
    }
}
