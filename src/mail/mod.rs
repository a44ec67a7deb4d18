//! What is told by mail: one variant a mail, with exactly its data. How it reads is in `templates/mail/<kind>/` and
//! `locales/*/mail.ftl`; when it is owed, and to whom, in `actions/mails`.
//!
//! Of a secret case (confidential, a denunciation, under a false name) there are two mails only, [`Mail::News`] and
//! [`Mail::DeskNews`]: no number, no name, no date. The number stands on papers that are served on the denounced; whoever
//! could see a mailbox would learn from it who denounced.

mod citizen;
pub mod incoming;
mod member;
mod message;
mod render;
pub mod samples;
mod text_of;
mod timely;
pub mod transport;

use chrono::Duration;
use lettre::message::Mailbox;

pub use citizen::{Came, Closed, Decided, Extended, Letter, Paper, Place, Receipt, Resumed, Served, Suspended};
pub use member::{AccountChanged, Arrival, Arrived, Assigned, OneTime, SupervisorNamed, Task, Undelivered};
pub use message::{Built, Headers, build, usable};
pub use render::{Reader, Rendered, render};
pub use text_of::text_of;
pub use timely::{Heading, Line, Listed, NoCalendar, Pressing, Section};

use crate::config::{Config, IntakeAddress};

/// How this office sends: from whom, and where its pages are.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Address of From; with a name, that name stands there, else the name of the unit that writes.
    pub from: Mailbox,
    pub reply_to: Option<Mailbox>,
    /// Where its pages are, without a slash at the end.
    pub public_url: String,
    /// The wait after a first failure to send.
    pub retry_first: Duration,
    /// The address at which mails come in; none: mails are not to be answered.
    pub intake: Option<IntakeAddress>,
}

impl Sender {
    /// As it is set.
    pub fn of(config: &Config) -> Self {
        Self {
            from: config.mail.from.clone(),
            reply_to: config.mail.reply_to.clone(),
            public_url: config.public_url.clone(),
            retry_first: Duration::from_std(config.mail.retry_first).unwrap_or(Duration::minutes(1)),
            intake: config.mail.intake.clone(),
        }
    }

    /// The sender of the envelope, to which servers return what they cannot deliver.
    pub fn envelope(&self) -> String {
        self.intake.as_ref().map_or_else(|| self.from.email.to_string(), IntakeAddress::plain)
    }
}

/// Why a mail could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// No mail can be sent to this address. Does not say it.
    #[error("an address that no mail can be sent to")]
    Address,
    /// A template or the message around it failed: a mistake of the program.
    #[error("a mail cannot be built: {0}")]
    Build(String),
}

/// A mail.
#[derive(Debug, Clone, PartialEq)]
pub enum Mail {
    /// To the sender: the letter is in the book; how to sign it where a signature is needed.
    Receipt(Receipt),
    /// To the sender: what was decided about the letter after screening.
    ApproveDisposition(Decided),
    /// To the sender: a time limit was extended.
    Extend(Extended),
    /// To the sender: the case is suspended.
    Suspend(Suspended),
    /// To the sender: it goes on.
    Resume(Resumed),
    /// To the sender: a decision or conclusion was served on them.
    Serve(Served),
    /// To the sender: the case is closed, by settlement, withdrawal, termination, hand-over or merger.
    Closed(Closed),
    /// To the sender: the office wrote a message.
    Message(Letter),
    /// To the sender: there is a new receipt code, given elsewhere.
    ReissueReceipt(Letter),
    /// To the sender: the case is late; where it stands says what may be done.
    Late(Letter),
    /// To the sender: the law stops the case until election day is over.
    Frozen(Letter),
    /// To the sender of a secret case: something happened.
    News { unit: String },
    /// To a member: the case is theirs, or theirs to serve.
    AssignCase(Assigned),
    /// To supervisors: a proposal waits for approval.
    ProposeDisposition(Task),
    /// To supervisors: a draft waits for signature.
    DraftDecision(Task),
    /// To the assigned officer: it was sent back.
    SendBack(Task),
    /// To the assigned officer: something came in.
    Arrived(Arrived),
    /// To whoever must act: a time limit runs out.
    Remind(Pressing),
    /// To the officer and supervisors, the higher the longer it lasts: a time limit ends today, or has passed.
    Escalate(Pressing),
    /// To a member, each morning: what waits.
    Digest(Listed),
    /// To a member, on the day after election day: what is to be handed over.
    ToHandOver(Listed),
    /// To admins, from 1 November each Monday: the calendar of a year is not loaded.
    NoCalendar(NoCalendar),
    /// To supervisors: a notice to a sender does not arrive.
    Undelivered(Undelivered),
    /// To supervisors: somebody must look whether a member is in conflict of interest with a case. Not who, not why.
    PossibleConflict(Task),
    /// To a member: something waits on a secret case.
    DeskNews { unit: String },
    /// To a new member: a link by which they set their first password.
    Invite(OneTime),
    /// To a member who forgot their password, or who is given a new one: the link for it.
    ResetPassword(OneTime),
    /// To a member: something happened to how their account is proved.
    AccountChanged(AccountChanged),
    /// To the supervisors of a unit: an admin made another one.
    SupervisorNamed(SupervisorNamed),
}

impl Mail {
    /// Its word: the folder of its templates and the column of the outbox.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "receipt",
            Self::ApproveDisposition(_) => "approve_disposition",
            Self::Extend(_) => "extend",
            Self::Suspend(_) => "suspend",
            Self::Resume(_) => "resume",
            Self::Serve(_) => "serve",
            Self::Closed(_) => "closed",
            Self::Message(_) => "message",
            Self::ReissueReceipt(_) => "reissue_receipt",
            Self::Late(_) => "late",
            Self::Frozen(_) => "frozen",
            Self::News { .. } => "news",
            Self::AssignCase(_) => "assign_case",
            Self::ProposeDisposition(_) => "propose_disposition",
            Self::DraftDecision(_) => "draft_decision",
            Self::SendBack(_) => "send_back",
            Self::Arrived(_) => "arrived",
            Self::Remind(_) => "remind",
            Self::Escalate(_) => "escalate",
            Self::Digest(_) => "digest",
            Self::ToHandOver(_) => "to_hand_over",
            Self::NoCalendar(_) => "no_calendar",
            Self::Undelivered(_) => "undelivered",
            Self::PossibleConflict(_) => "possible_conflict",
            Self::DeskNews { .. } => "desk_news",
            Self::Invite(_) => "invite",
            Self::ResetPassword(_) => "reset_password",
            Self::AccountChanged(_) => "account_changed",
            Self::SupervisorNamed(_) => "supervisor_named",
        }
    }

    /// The name of the unit that writes.
    pub fn unit(&self) -> &str {
        match self {
            Self::Receipt(Receipt { letter, .. })
            | Self::ApproveDisposition(Decided { letter, .. })
            | Self::Extend(Extended { letter, .. })
            | Self::Suspend(Suspended { letter, .. })
            | Self::Resume(Resumed { letter, .. })
            | Self::Serve(Served { letter, .. })
            | Self::Closed(Closed { letter, .. })
            | Self::Message(letter)
            | Self::ReissueReceipt(letter)
            | Self::Late(letter)
            | Self::Frozen(letter) => &letter.unit,
            Self::AssignCase(Assigned { task, .. })
            | Self::ProposeDisposition(task)
            | Self::DraftDecision(task)
            | Self::SendBack(task)
            | Self::PossibleConflict(task)
            | Self::Arrived(Arrived { task, .. })
            | Self::Remind(Pressing { task, .. })
            | Self::Escalate(Pressing { task, .. })
            | Self::Undelivered(Undelivered { task, .. }) => &task.unit,
            Self::Digest(listed) | Self::ToHandOver(listed) => &listed.unit,
            Self::NoCalendar(asked) => &asked.unit,
            Self::News { unit } | Self::DeskNews { unit } => unit,
            Self::Invite(link) | Self::ResetPassword(link) => &link.unit,
            Self::AccountChanged(changed) => &changed.unit,
            Self::SupervisorNamed(named) => &named.unit,
        }
    }

    /// The letter that a mail to a sender is about.
    pub const fn letter_mut(&mut self) -> Option<&mut Letter> {
        match self {
            Self::Receipt(Receipt { letter, .. })
            | Self::ApproveDisposition(Decided { letter, .. })
            | Self::Extend(Extended { letter, .. })
            | Self::Suspend(Suspended { letter, .. })
            | Self::Resume(Resumed { letter, .. })
            | Self::Serve(Served { letter, .. })
            | Self::Closed(Closed { letter, .. })
            | Self::Message(letter)
            | Self::ReissueReceipt(letter)
            | Self::Late(letter)
            | Self::Frozen(letter) => Some(letter),
            Self::AssignCase(_)
            | Self::ProposeDisposition(_)
            | Self::DraftDecision(_)
            | Self::SendBack(_)
            | Self::Arrived(_)
            | Self::Remind(_)
            | Self::Escalate(_)
            | Self::Digest(_)
            | Self::ToHandOver(_)
            | Self::NoCalendar(_)
            | Self::Undelivered(_)
            | Self::PossibleConflict(_)
            | Self::News { .. }
            | Self::DeskNews { .. }
            | Self::Invite(_)
            | Self::ResetPassword(_)
            | Self::AccountChanged(_)
            | Self::SupervisorNamed(_) => None,
        }
    }

    /// Says how a case goes on and gives nothing that the law owes by mail: whoever chose no mails is not told it.
    pub const fn is_courtesy(&self) -> bool {
        matches!(self, Self::Late(_) | Self::Frozen(_) | Self::Suspend(_) | Self::Resume(_))
    }

    /// Tells nothing but that there is something.
    pub fn is_neutral(&self) -> bool {
        is_neutral(self.kind())
    }

    /// What it tells when nothing may be told.
    pub fn neutral(&self) -> Self {
        let unit = self.unit().to_owned();
        if is_to_member(self.kind()) { Self::DeskNews { unit } } else { Self::News { unit } }
    }
}

/// Whether mails of this kind go to members.
pub fn is_to_member(kind: &str) -> bool {
    matches!(
        kind,
        "assign_case"
            | "propose_disposition"
            | "draft_decision"
            | "send_back"
            | "arrived"
            | "remind"
            | "escalate"
            | "digest"
            | "to_hand_over"
            | "no_calendar"
            | "undelivered"
            | "possible_conflict"
            | "desk_news"
            | "invite"
            | "reset_password"
            | "account_changed"
            | "supervisor_named"
    )
}

/// The kinds of mails by which the law, or a secret case's only way, tells the sender what the office did: that one does not
/// arrive is a supervisor's business.
pub const NOTICES: &[&str] = &["receipt", "approve_disposition", "extend", "suspend", "resume", "serve", "closed", "news"];

/// Whether mails of this kind tell nothing: all that is sent about a secret case.
pub fn is_neutral(kind: &str) -> bool {
    matches!(kind, "news" | "desk_news")
}
