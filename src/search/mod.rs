//! Finding stories: what was typed, what is known of each story, and the order of the answers.

pub mod index;
pub mod marks;
pub mod query;
pub mod rank;
