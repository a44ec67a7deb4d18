//! What several tests need.

pub mod canary;
