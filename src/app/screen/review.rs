//! The review screen: the take just told, to be compared with the ones before.

use crate::app::action::Action;
use crate::domain::take::Take;

/// What the review screen remembers.
#[derive(Debug)]
pub struct ReviewScreen {
    take: Take,
    page: isize,
}

impl ReviewScreen {
    /// The review of a take.
    pub const fn new(take: Take) -> Self {
        Self { take, page: 0 }
    }

    /// The take under review.
    pub const fn take(&self) -> &Take {
        &self.take
    }

    /// The page of the review to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// Does what an action asks for. Actions of other screens do nothing.
    pub const fn act(&mut self, action: Action) {
        match action {
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            _ => {}
        }
    }
}
