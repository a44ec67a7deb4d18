//! Pages: their sample data in both languages, who gets past which door, and whole ways through them.

mod account;
mod admin;
mod admin_calendar;
mod admin_marks;
mod board;
mod case;
mod demo;
mod desk;
mod doors;
mod figures;
mod hostile;
pub mod html;
mod register;
mod samples;
mod signing_in;
pub mod submit;
mod track;
