//! Reading: what members and senders are shown of a case.

pub mod assignees;
pub mod board;
pub mod board_rows;
pub mod case_lists;
pub mod case_reads;
pub mod case_sheet;
pub mod case_view;
pub mod citizen;
pub mod desk;
pub mod earlier;
pub mod figures;
pub mod links;
pub mod mails;
pub mod notices;
pub mod office;
pub mod openings;
pub mod outbox;
pub mod own_data;
pub mod papers;
pub mod receipt;
pub mod records;
pub mod registers;
