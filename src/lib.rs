//! Retell: rehearse interview stories aloud, against a clock, one part at a time.
//!
//! `ARCHITECTURE.md` tells what lives where. [`app::App::update`], [`app::App::wake_after`] and [`ui::draw`] carry the
//! program; everything else serves them.

pub mod app;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod domain;
pub mod export;
pub mod import;
pub mod search;
pub mod speech;
pub mod storage;
pub mod terminal;
pub mod ui;
