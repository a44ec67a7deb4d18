//! Reading: what members and senders are shown of a case.

pub mod assignees;
pub mod case_lists;
pub mod case_reads;
pub mod case_sheet;
pub mod case_view;
pub mod citizen;
pub mod desk;
pub mod figures;
pub mod links;
pub mod mails;
pub mod office;
