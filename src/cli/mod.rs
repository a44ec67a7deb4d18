//! The commands of the program.

pub mod demo;
pub mod law;
