//! One binary for all tests from outside.
// Helpers of tests fail by panicking, as tests do; clippy knows only the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod store;
mod support;
