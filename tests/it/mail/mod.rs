//! Mails: how they read, that they are owed, that they leave.

mod render;
