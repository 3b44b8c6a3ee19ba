//! Finding stories: what was typed or asked, what is known of each story, and the order of the answers.

pub mod asked;
pub mod called;
pub mod catalog;
pub mod complete;
pub mod counts;
mod coverage;
pub mod evidence;
pub mod facets;
pub mod index;
mod letters;
pub mod marks;
pub mod meaning;
pub mod met;
mod phrase;
pub mod query;
pub mod question;
pub mod rank;
mod reader;
mod reason;
mod rows;
mod score;
mod signs;
mod skill_names;
pub mod standing;
pub mod texts;
mod words;
