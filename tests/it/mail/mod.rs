//! Mails: how they read, that they are owed, that they leave.

mod desk;
mod jobs;
mod owed;
mod render;
mod secret;
mod sending;
mod smtp;
