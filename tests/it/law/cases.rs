//! Deadlines over hand-made registers, rule family by rule family.

mod denunciation;
mod electoral;
mod general;
mod turns;
