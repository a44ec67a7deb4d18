//! When jobs run: what `jobs` keeps to, and what admins are shown of it.

use std::time::Duration;

/// A job in the timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Its word, as the runs have it.
    pub name: &'static str,
    /// The time between two looks whether there is something to do.
    pub every: Duration,
}

/// Reminders, escalations, lateness and the freeze are told.
pub const REMIND: Timing = Timing { name: "remind", every: Duration::from_secs(60) };
/// The lists of the morning are made.
pub const DIGEST: Timing = Timing { name: "digest", every: Duration::from_secs(60) };
/// Mails are sent.
pub const SEND_MAIL: Timing = Timing { name: "send_mail", every: Duration::from_secs(2) };
/// Supervisors are told of notices that do not arrive.
pub const WATCH_MAIL: Timing = Timing { name: "watch_mail", every: Duration::from_secs(300) };
/// What has served its time is forgotten.
pub const TIDY: Timing = Timing { name: "tidy", every: Duration::from_secs(3600) };

/// What is not to be kept any longer is listed, and a month later destroyed.
pub const RETAIN: Timing = Timing { name: "retain", every: Duration::from_secs(3600) };

/// Every job. A test compares it with what `jobs` runs.
pub const ALL: &[Timing] = &[REMIND, DIGEST, SEND_MAIL, WATCH_MAIL, TIDY, RETAIN];
