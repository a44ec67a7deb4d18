//! What tests of every subject use.

pub mod canary;
pub mod db;
pub mod postgres;
pub mod sample;
