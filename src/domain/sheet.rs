//! The words of a partner's sheet by which it is read back.

/// In front of the story's id.
pub const SHEET: &str = "Sheet";

/// In front of the day on which the story was told.
pub const DAY: &str = "Day";

/// In front of the partner's name.
pub const PARTNER: &str = "Partner";

/// In front of what else there is to say.
pub const NOTE: &str = "Note";

/// What is to be filled in.
pub const BLANK: &str = "____________";
