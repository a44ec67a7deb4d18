//! What is kept of people, how long, and what is destroyed; floods that keep nobody from their desk.

mod canaries;
mod flood;
mod hours;
mod retain;
