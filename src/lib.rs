//! Retell: rehearse interview stories aloud, against a clock, one part at a time.

pub mod domain;
