//! What ratatui doesn't bring and several screens show.

pub(super) mod big_clock;
pub(super) mod budget_bar;
pub(super) mod changes;
pub(super) mod story_text;
pub(super) mod typed_line;
