//! What the clock causes: reminders, escalations, lists; each once, whatever happens to the process and the clock.

mod autumn;
mod told;
mod wall;
mod world;
mod year;
