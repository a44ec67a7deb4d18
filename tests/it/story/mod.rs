//! The story of issue 2, told over HTTP on both databases: one chapter a file.

mod appeal;
mod assignment;
mod collective;
mod complex;
mod conflict;
mod correction;
mod decision;
mod dialogue;
mod extension;
mod four_eyes;
mod freeze;
mod identity;
mod late_appeal;
mod merging;
mod on_paper;
mod outside;
mod paper_denunciation;
mod receipts;
mod reopening;
mod scopes;
pub mod steps;
mod suspension;
mod transfer;
mod unsigned;
pub mod ward;
mod withdrawal;
