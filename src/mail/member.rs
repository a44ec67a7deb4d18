//! What the mails to members hold: which case, what waits. No name and no title: a title can hold a name. And the links by
//! which they set a password. What is told by the clock alone is in `timely.rs`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::CaseId;
use crate::domain::kind::{Kind, Matter};
use crate::domain::outcome::Disposition;
use crate::domain::second_factor::Change;

/// A case on which something waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Name of the unit that handles it.
    pub unit: String,
    pub case: CaseId,
    /// Its number in the letter book.
    pub number: String,
    pub kind: Kind,
    pub matter: Matter,
    /// Vietnam's day.
    pub received_on: NaiveDate,
    /// The earliest last day of an office rule that runs.
    pub due: Option<NaiveDate>,
    /// What is proposed.
    pub disposition: Option<Disposition>,
}

/// Data of `assign_case`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    pub task: Task,
    /// A clerk is given it to serve; it stays with its officer.
    pub serves: bool,
}

codes! {
    /// What came in.
    pub enum Arrival {
        Letter = "letter",
        Papers = "papers",
        Message = "message",
        Withdrawal = "withdrawal",
        Answer = "answer",
    }
}

/// Data of `arrived`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub task: Task,
    pub what: Arrival,
}

/// Data of `undelivered`: which notice does not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    pub task: Task,
    /// The kind of the notice, e.g. `approve_disposition`.
    pub notice: String,
    /// It failed; else it still waits.
    pub failed: bool,
}

/// Data of `invite` and `reset_password`: a link that works once and lets its holder set a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneTime {
    /// Name of the unit of the account.
    pub unit: String,
    /// The name to sign in with.
    pub username: String,
    /// Where it leads, below the office's address.
    pub path: String,
    /// It works until then.
    pub until: DateTime<Utc>,
}

/// Data of `supervisor_named`: whoever is a supervisor may grant that a sealed identity is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupervisorNamed {
    /// Name of the unit in which the role was given.
    pub unit: String,
    /// Who was given it.
    pub name: String,
    pub at: DateTime<Utc>,
}

/// Data of `account_changed`: what happened to how an account is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChanged {
    /// Name of the unit of the account.
    pub unit: String,
    /// The name to sign in with.
    pub username: String,
    pub what: Change,
    pub at: DateTime<Utc>,
}
