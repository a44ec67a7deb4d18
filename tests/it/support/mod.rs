//! What tests of every subject use.

pub mod app;
pub mod browser;
pub mod canary;
pub mod db;
pub mod http;
pub mod postgres;
pub mod s3;
pub mod sample;
pub mod smtp;
pub mod statements;
