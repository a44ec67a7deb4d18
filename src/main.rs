//! The program: see `redress --help`.

use std::process::ExitCode;

/// Requests, mails and rows are many small pieces that several threads take and give back: the system's allocator was an eighth
/// of the time of a receipt.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    redress::cli::run()
}
