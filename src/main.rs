//! The program: see `redress --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    redress::cli::run()
}
