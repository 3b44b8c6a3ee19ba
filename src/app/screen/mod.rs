//! What each screen remembers and how it behaves.

pub mod compare;
pub mod coverage;
pub mod filters;
pub mod importing;
pub mod interviews;
pub mod kept;
pub mod library;
pub mod page;
pub mod practice;
pub mod problems;
pub mod progress;
pub mod rehearse;
pub mod review;
pub mod writing;
