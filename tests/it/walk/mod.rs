//! Random walks: a letter comes in, then anybody tries anything, day after day. What the program says to each move is compared
//! with a small reference model, written from the design and the law alone; what it keeps is checked after each.
//!
//! The moves are found by chance from a fixed seed, so that a failure can be repeated. `REDRESS_WALKS` (how many) and
//! `REDRESS_WALK_SEED` (which) look further than the ordinary run does.

mod actors;
mod agree;
mod appeals;
mod chance;
mod checks;
mod choices;
mod deed;
mod desk;
mod directed;
mod fields;
mod follow;
mod grounds;
mod intakes;
mod model;
mod moves;
mod office;
mod pure;
mod races;
mod reveals;
mod rules;
mod store;
mod world;
