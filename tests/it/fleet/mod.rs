//! Several instances of one office: what one does the others see at once, what must happen once happens once, and whoever
//! watches them is told how they stand.

mod instances;
mod jobs;
mod metrics;
mod office;
mod processes;
mod ready;
