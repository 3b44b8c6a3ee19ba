//! Finding stories: what was typed, what is known of each story, and the order of the answers.

pub mod catalog;
pub mod complete;
pub mod facets;
pub mod index;
mod letters;
pub mod marks;
mod met;
pub mod query;
pub mod rank;
mod rows;
mod score;
pub mod standing;
pub mod texts;
pub mod words;
