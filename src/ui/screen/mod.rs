//! How each screen looks.

pub(super) mod library;
pub(super) mod practice;
pub(super) mod review;
