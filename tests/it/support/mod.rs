//! What tests of every subject use.

pub mod app;
pub mod canary;
pub mod db;
pub mod http;
pub mod postgres;
pub mod sample;
