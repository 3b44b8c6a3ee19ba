//! How each screen looks.

pub(super) mod compare;
pub(super) mod coverage;
pub(super) mod filters;
pub(super) mod importing;
pub(super) mod interview;
pub(super) mod interviews;
pub(super) mod kept;
pub(super) mod library;
pub(super) mod panes;
pub(super) mod practice;
pub(super) mod problems;
pub(super) mod progress;
pub(super) mod rehearse;
pub(super) mod review;
pub(super) mod summary;
pub(super) mod writing;
