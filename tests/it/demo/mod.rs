//! The demo: its story is built by the real actions, and has what a newcomer is to see.

mod running;
mod story;
