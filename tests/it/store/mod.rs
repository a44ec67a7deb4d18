//! The store on both databases.

mod board_plans;
mod bucket;
mod case_list;
mod cases;
mod letter_book;
mod plans;
mod schema_parity;
mod sealed;
mod search;
mod write;
