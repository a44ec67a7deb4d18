//! One binary for all tests from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that panics has failed, and says where")]

mod api;
mod architecture;
mod bad_input;
mod demo;
mod doors;
mod fleet;
mod keys;
mod law;
mod locales;
mod mail;
mod pages;
mod permissions;
mod privacy;
mod race;
mod readme;
mod remind;
mod review;
mod secrecy;
mod seed;
mod sign_in;
mod source;
mod store;
mod story;
mod support;
mod walk;
