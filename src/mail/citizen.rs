//! What the mails to senders of letters hold.

use chrono::NaiveDate;

use crate::domain::kind::{Body, Kind};
use crate::domain::names::Names;
use crate::domain::outcome::{CaseResult, ClosedAs, Disposition, DocumentKind, Means, SuspensionGround};
use crate::domain::sentence::Sentence;

/// Which letter it is about, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Name of the unit that handles it.
    pub unit: String,
    /// Its number in the letter book; none for somebody whose own letter, joined to this case, has another.
    pub number: Option<String>,
    pub kind: Kind,
    /// Vietnam's day.
    pub received_on: NaiveDate,
    /// Where it stands now.
    pub standing: Sentence,
}

/// A document of the office, as the clerical register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub number: Option<String>,
    pub date: NaiveDate,
}

/// Where something was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A unit inside the system, by its name.
    Unit(String),
    Body(Body),
}

codes! {
    /// How the letter came to this unit.
    pub enum Came {
        Itself = "itself",
        Transferred = "transferred",
        Appealed = "appealed",
        /// By e-mail: its sender has no receipt code yet.
        Mailed = "mailed",
    }
}

/// Data of `receipt`.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    pub letter: Letter,
    pub came: Came,
    /// The law asks for a signature, and there is none.
    pub to_sign: bool,
    /// Its date is computed from what the sender said it is, and nobody has classified yet.
    pub provisional: bool,
    /// A letter about a result that does not say which: its time limit is not known yet.
    pub needs_contest: bool,
}

/// Data of `approve_disposition`.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub letter: Letter,
    pub disposition: Disposition,
    pub paper: Option<Paper>,
    /// Of a transfer or a guidance: who is competent.
    pub to: Option<Place>,
}

/// Data of `extend`.
#[derive(Debug, Clone, PartialEq)]
pub struct Extended {
    pub letter: Letter,
    pub rule: Option<Names>,
    pub due: Option<NaiveDate>,
    pub paper: Option<Paper>,
}

/// Data of `suspend`.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspended {
    pub letter: Letter,
    pub on: NaiveDate,
    pub ground: SuspensionGround,
    pub paper: Option<Paper>,
}

/// Data of `resume`.
#[derive(Debug, Clone, PartialEq)]
pub struct Resumed {
    pub letter: Letter,
    pub on: NaiveDate,
    pub paper: Option<Paper>,
}

/// Data of `serve`.
#[derive(Debug, Clone, PartialEq)]
pub struct Served {
    pub letter: Letter,
    pub document: DocumentKind,
    pub paper: Option<Paper>,
    pub means: Means,
    pub on: NaiveDate,
    pub result: Option<CaseResult>,
}

/// Data of `closed`; how it closed is told by where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    pub letter: Letter,
    pub how: ClosedAs,
    pub paper: Option<Paper>,
}
