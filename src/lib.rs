//! Retell: rehearse interview stories aloud, against a clock, one part at a time.

pub mod app;
pub mod clock;
pub mod domain;
pub mod import;
pub mod search;
pub mod storage;
