//! Mails: how they read, that they are owed, that they leave.

pub mod desk;
mod hostile;
mod intake;
mod jobs;
mod owed;
mod real_server;
mod render;
mod secret;
mod sending;
mod smtp;
