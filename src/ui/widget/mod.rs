//! Pictures that ratatui doesn't bring.

pub(super) mod big_clock;
pub(super) mod budget_bar;
pub(super) mod story_text;
