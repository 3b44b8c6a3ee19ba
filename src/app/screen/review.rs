//! The review screen: the take just told, to be compared with the ones before.

use crate::domain::take::Take;

/// What the review screen remembers.
#[derive(Debug)]
pub struct ReviewScreen {
    take: Take,
}

impl ReviewScreen {
    /// The review of a take.
    pub const fn new(take: Take) -> Self {
        Self { take }
    }

    /// The take under review.
    pub const fn take(&self) -> &Take {
        &self.take
    }
}
