//! Pages: their sample data in both languages, who gets past which door, and whole ways through them.

mod board;
mod doors;
mod html;
mod register;
mod samples;
mod signing_in;
