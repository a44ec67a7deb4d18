//! Seeded cases are what the real actions would have made.

mod cases;
mod same;
