//! Pages: their sample data in both languages, who gets past which door, and whole ways through them.

mod doors;
mod html;
mod samples;
mod signing_in;
mod track;
