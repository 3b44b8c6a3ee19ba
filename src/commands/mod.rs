//! What the command line does, one file a verb.

pub mod at_hand;
pub mod check;
pub mod config;
pub mod coverage;
pub mod doctor;
pub mod export;
pub mod gather;
mod hearing;
pub mod import;
pub mod list;
pub mod matching;
pub mod output;
pub mod path;
pub mod plan;
pub mod questions;
mod reasons;
pub mod scores;
pub mod show;
pub mod stats;
pub mod telling;
pub mod verbs;
