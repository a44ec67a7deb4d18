//! What can be done: one verb a file. Each parses what was asked, decides purely, and is recorded in one transaction:
//! permit, load, decide, [`record`].

pub mod act;
pub mod context;
pub mod error;
pub mod intake;
pub mod mails;
pub mod open_linked;
pub mod password;
pub mod perform;
pub mod read;
pub mod recompute_law;
pub mod record;

pub mod add_letter;
pub mod appeal_case;
pub mod approve_disposition;
pub mod assign_case;
pub mod classify_case;
pub mod correct;
pub mod declare_conflict;
pub mod draft_decision;
pub mod extend;
pub mod hand_over;
pub mod merge_case;
pub mod message;
pub mod open_identity;
pub mod propose_disposition;
pub mod publish;
pub mod receive_case;
pub mod reclassify_case;
pub mod record_answer;
pub mod record_dialogue;
pub mod record_signature;
pub mod record_verification;
pub mod reissue_receipt;
pub mod reopen_case;
pub mod resume;
pub mod send_back;
pub mod serve;
pub mod set_complexity;
pub mod sign_decision;
pub mod strike_off;
pub mod suspend;
pub mod terminate;
pub mod urge;
pub mod withdraw;
