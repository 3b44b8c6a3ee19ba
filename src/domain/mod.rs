//! Stories, practice and history: what Retell knows, with no screen, disk or clock in it.

pub mod beat;
pub mod change;
pub mod conflict;
pub mod difference;
pub mod due;
pub mod fingerprint;
pub mod fold;
pub mod history;
pub mod json;
pub mod ladder;
pub mod lexicon;
pub mod library;
pub mod limits;
pub mod pace;
pub mod practice;
pub mod problem;
pub mod queries;
pub mod safe;
pub mod stopwatch;
pub mod story;
pub mod take;
pub mod text;
pub mod time;
pub mod unfinished;
pub mod version;
