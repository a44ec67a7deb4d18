//! What tests of every subject use.

pub mod db;
pub mod postgres;
pub mod sample;
