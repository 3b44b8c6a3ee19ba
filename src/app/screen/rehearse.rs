//! The screen that asks what to rehearse: a set of the stories at hand, or a drill, and how.

use crate::app::action::Action;
use crate::domain::interview::mock;
use crate::domain::set::{Limit, Order, Wish};
use crate::domain::story::StoryId;
use crate::domain::text::count;
use crate::domain::time::Millis;

/// What to rehearse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum What {
    /// The stories of the list, one after another.
    #[default]
    Set,
    /// The story under the cursor at five lengths.
    Lengths,
    /// The part of it that gave the most trouble.
    WeakestRung,
    /// Ten questions, and ten seconds for each to find a story.
    Retrieval,
    /// Questions, a story for each, told in full, and follow-ups.
    Mock,
}

impl What {
    /// All that can be rehearsed.
    pub const ALL: [Self; 5] = [Self::Set, Self::Lengths, Self::WeakestRung, Self::Retrieval, Self::Mock];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "a set of these stories",
            Self::Lengths => "one story at five lengths",
            Self::WeakestRung => "the weakest part of one story",
            Self::Retrieval => "ten questions, ten seconds each",
            Self::Mock => "a mock interview",
        }
    }
}

/// One thing that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// What to rehearse.
    What,
    /// The order of a set.
    Order,
    /// The end of a set.
    Limit,
    /// Whether the takes say when the stories come back.
    Schedule,
    /// Which questions are asked.
    Pack,
    /// How many questions a mock interview has.
    Questions,
    /// How many follow-ups come after each story.
    FollowUps,
}

impl Row {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::What => "What",
            Self::Order => "Order",
            Self::Limit => "Until",
            Self::Schedule => "Counts",
            Self::Pack => "Questions",
            Self::Questions => "How many",
            Self::FollowUps => "Follow-ups",
        }
    }
}

/// The limits to choose from.
const LIMITS: [Limit; 7] = [
    Limit::None,
    Limit::Stories(3),
    Limit::Stories(5),
    Limit::Stories(10),
    Limit::Minutes(10),
    Limit::Minutes(20),
    Limit::Minutes(30),
];

/// How many questions a mock interview may have.
const QUESTIONS: [usize; 5] = [1, 3, mock::QUESTIONS, 8, 10];

/// How many follow-ups may come after each story.
const FOLLOW_UPS: [usize; 3] = [0, 1, 2];

/// What a person wishes to rehearse. It stays for the next time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// What to rehearse.
    pub what: What,
    /// The set; its seed also draws questions.
    pub set: Wish,
    /// The place of the pack whose questions are asked; none means any.
    pub pack: Option<usize>,
    /// How many questions a mock interview has.
    pub questions: usize,
    /// How many follow-ups come after each story.
    pub follow_ups: usize,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { what: What::Set, set: Wish::default(), pack: None, questions: mock::QUESTIONS, follow_ups: 1 }
    }
}

/// The stories of the list as a set has them.
#[derive(Debug, Clone, Default)]
pub struct Arranged {
    /// The stories, in their order.
    pub stories: Vec<StoryId>,
    /// How long they last if each keeps to its target.
    pub time: Millis,
}

/// What the screen remembers.
#[derive(Debug, Clone)]
pub struct RehearseScreen {
    wishes: Wishes,
    arranged: Arranged,
    /// The names of the packs of questions, and how many questions each has.
    packs: Vec<(String, usize)>,
    cursor: usize,
}

impl RehearseScreen {
    /// The screen with what was wished the last time. Questions come from packs of these names and sizes.
    pub const fn new(wishes: Wishes, arranged: Arranged, packs: Vec<(String, usize)>) -> Self {
        Self { wishes, arranged, packs, cursor: 0 }
    }

    /// What the set is by now.
    pub const fn arranged(&self) -> &Arranged {
        &self.arranged
    }

    /// Takes over what the set has become.
    pub fn arrange(&mut self, arranged: Arranged) {
        self.arranged = arranged;
    }

    /// The name of the pack that questions come from, unless it may be any.
    pub fn pack(&self) -> Option<&str> {
        self.packs.get(self.wishes.pack?).map(|(name, _)| name.as_str())
    }

    /// How many questions a mock interview has: as many as are wished, and as there are.
    pub fn questions(&self) -> usize {
        let pack = self.wishes.pack.and_then(|pack| self.packs.get(pack));
        let there_are = pack.map_or_else(|| self.packs.iter().map(|(_, size)| size).sum(), |(_, size)| *size);
        self.wishes.questions.min(there_are)
    }

    /// What is wished by now.
    pub const fn wishes(&self) -> Wishes {
        self.wishes
    }

    /// What can be chosen.
    pub const fn rows(&self) -> &'static [Row] {
        match self.wishes.what {
            What::Set => &[Row::What, Row::Order, Row::Limit, Row::Schedule],
            What::Lengths | What::WeakestRung => &[Row::What],
            What::Retrieval => &[Row::What, Row::Pack],
            What::Mock => &[Row::What, Row::Pack, Row::Questions, Row::FollowUps],
        }
    }

    /// What is chosen in a row, in words.
    pub fn value(&self, row: Row) -> String {
        let wishes = self.wishes;
        match row {
            Row::What => wishes.what.name().to_owned(),
            Row::Order => wishes.set.order.name().to_owned(),
            Row::Limit => match wishes.set.limit {
                Limit::None => "the last story".to_owned(),
                Limit::Stories(most) => count(most, "story", "stories"),
                Limit::Minutes(most) => format!("{most} minutes"),
            },
            Row::Pack => self.pack().unwrap_or("any").to_owned(),
            Row::Questions => count(self.questions(), "question", "questions"),
            Row::FollowUps => match wishes.follow_ups {
                0 => "none".to_owned(),
                follow_ups => format!("{follow_ups} after each story"),
            },
            Row::Schedule => if wishes.set.is_free { "free practice" } else { "yes" }.to_owned(),
        }
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action) {
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(self.rows().len().saturating_sub(1)),
            Action::NextChoice => self.change(1),
            Action::PreviousChoice => self.change(-1),
            _ => {}
        }
    }

    fn change(&mut self, by: isize) {
        let row = self.rows().get(self.cursor);
        let wishes = &mut self.wishes;
        let set = &mut wishes.set;
        match row {
            Some(Row::What) => wishes.what = beside(&What::ALL, wishes.what, by),
            Some(Row::Order) => set.order = beside(&Order::ALL, set.order, by),
            Some(Row::Limit) => set.limit = beside(&LIMITS, set.limit, by),
            Some(Row::Schedule) => set.is_free = !set.is_free,
            Some(Row::Pack) => {
                let packs: Vec<Option<usize>> = [None].into_iter().chain((0..self.packs.len()).map(Some)).collect();
                wishes.pack = beside(&packs, wishes.pack, by);
            }
            Some(Row::Questions) => wishes.questions = beside(&QUESTIONS, wishes.questions, by),
            Some(Row::FollowUps) => wishes.follow_ups = beside(&FOLLOW_UPS, wishes.follow_ups, by),
            None => {}
        }
    }
}

/// What stands so far from another in a list that goes round.
fn beside<T: Copy + PartialEq>(all: &[T], chosen: T, by: isize) -> T {
    let place = all.iter().position(|other| *other == chosen).unwrap_or(0);
    let moved = (place.cast_signed() + by).rem_euclid(all.len().max(1).cast_signed());
    all.get(moved.cast_unsigned()).copied().unwrap_or(chosen)
}
