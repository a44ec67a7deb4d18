//! Mails: how they read, that they are owed, that they leave.

pub mod desk;
mod jobs;
mod owed;
mod render;
mod secret;
mod sending;
mod smtp;
