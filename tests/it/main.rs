//! One binary for all tests from outside.

mod architecture;
mod source;
mod store;
mod support;
