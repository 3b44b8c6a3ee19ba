//! The screen that asks what to rehearse: a set of the stories at hand, or a drill, and how.

use crate::app::action::Action;
use crate::domain::set::{Limit, Order, Wish};

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
}

impl What {
    /// All that can be rehearsed.
    pub const ALL: [Self; 3] = [Self::Set, Self::Lengths, Self::WeakestRung];
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

/// What a person wishes to rehearse. It stays for the next time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wishes {
    /// What to rehearse.
    pub what: What,
    /// The set.
    pub set: Wish,
}

/// What the screen remembers.
#[derive(Debug, Clone, Copy)]
pub struct RehearseScreen {
    wishes: Wishes,
    cursor: usize,
}

impl RehearseScreen {
    /// The screen with what was wished the last time. A random order is made from `seed`.
    pub const fn new(wishes: Wishes, seed: u64) -> Self {
        Self { wishes: Wishes { set: Wish { seed, ..wishes.set }, ..wishes }, cursor: 0 }
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
        let set = &mut self.wishes.set;
        match row {
            Some(Row::What) => self.wishes.what = beside(&What::ALL, self.wishes.what, by),
            Some(Row::Order) => set.order = beside(&Order::ALL, set.order, by),
            Some(Row::Limit) => set.limit = beside(&LIMITS, set.limit, by),
            Some(Row::Schedule) => set.is_free = !set.is_free,
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
