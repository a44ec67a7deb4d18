//! What commands say on standard output and error. `println!` panics when nobody reads on: `redress law rules | head` is no fault.

use std::fmt::Display;
use std::io::{ErrorKind, Write, stderr, stdout};

/// Standard output could not be written to. A type of its own: a pipe that breaks elsewhere is a fault.
#[derive(Debug, thiserror::Error)]
#[error("the answer could not be written: {0}")]
pub struct Unheard(#[from] std::io::Error);

/// One line on standard output.
pub fn say(line: impl Display) -> Result<(), Unheard> {
    Ok(writeln!(stdout(), "{line}")?)
}

/// One line on standard error; whoever does not read there is not told.
pub fn warn(line: impl Display) {
    let _ = writeln!(stderr(), "{line}");
}

/// Whether it failed only because whoever reads the output has heard enough.
pub fn heard_enough(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Unheard>().is_some_and(|Unheard(cause)| cause.kind() == ErrorKind::BrokenPipe)
}
