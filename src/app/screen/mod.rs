//! What each screen remembers and how it behaves.

pub mod library;
pub mod practice;
pub mod review;
