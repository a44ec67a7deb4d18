//! The opening of sealed identities: asked for with a purpose, granted to one person for a time by a second one
//! (Luật Tố cáo 25/2018/QH14 arts. 8, 56).

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::ids::{MemberId, RevealId};
use super::refusal::Refusal;
use super::verb::Verb;

/// The article that keeps who denounces secret.
pub const SECRECY: &str = "Luật Tố cáo 25/2018/QH14, điều 8, 56";
/// For how many days an opening may be asked at most.
pub const MOST_DAYS: i64 = 7;
/// How many hours a grant holds where none are said.
pub const HOURS: i64 = 24;

/// A request, and what came of it. What was refused, withdrawn or lost stands in the register alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    pub id: RevealId,
    /// Who asked, and to whom alone it is granted.
    pub by: MemberId,
    pub on: NaiveDate,
    /// For how many days it is wanted, 1 to [`MOST_DAYS`].
    pub days: i64,
    /// The moment from which a grant holds no more; none: it waits for a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// The moment of the grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<DateTime<Utc>>,
}

impl Reveal {
    /// Nobody has decided on it.
    pub const fn waits(&self) -> bool {
        self.until.is_none()
    }

    /// Granted, and not over.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    /// Granted to whoever holds their roles since `since` without a break: what somebody lost with a role or an account does
    /// not come back with it.
    fn outlasts(&self, since: Option<DateTime<Utc>>) -> bool {
        self.granted.zip(since).is_none_or(|(granted, since)| since <= granted)
    }
}

/// The end of a grant of so many hours from this moment.
pub fn ends(at: DateTime<Utc>, hours: i64) -> DateTime<Utc> {
    Duration::try_hours(hours).and_then(|hours| at.checked_add_signed(hours)).unwrap_or(at)
}

/// What this member asked for on this case and waits for, or holds now.
pub fn held_by(case: &Case, member: MemberId, now: DateTime<Utc>) -> Option<&Reveal> {
    case.detail.reveals.iter().find(|r| r.by == member && (r.waits() || r.lives(now)))
}

/// The grant by which this member may open the identities of this case now; `since`: when they got the roles they have here.
pub fn grant_of(case: &Case, member: MemberId, since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<RevealId> {
    case.detail.reveals.iter().find(|r| r.by == member && r.lives(now) && r.outlasts(since)).map(|r| r.id)
}

/// For so many days a supervisor grants no opening where one of longer standing could: nobody makes a supervisor for one grant.
pub const NEW_DAYS: i64 = 7;

/// Whether whoever holds the role since this moment is new in it.
pub fn is_new(since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    since.is_some_and(|since| now - since < Duration::days(NEW_DAYS))
}

/// The request that a decision is about; refused where it was decided on already, or is one's own.
pub fn waiting(case: &Case, id: RevealId, decides: Option<MemberId>) -> Result<&Reveal, Refusal> {
    let found = case.detail.reveals.iter().find(|r| r.id == id).ok_or(Refusal::field("reveal", "reveal_unknown"))?;
    if !found.waits() {
        return Err(Refusal::state("reveal_decided"));
    }
    if decides == Some(found.by) {
        return Err(Refusal::state("four_eyes").with("verb", Verb::GrantReveal));
    }
    Ok(found)
}

/// Whether all that waits was asked by this member: of several requests one of somebody else's is enough to decide on, and
/// which of them it is about, the act itself looks at.
pub fn asked_alone(case: &Case, member: MemberId) -> bool {
    let mut asked = case.detail.reveals.iter().filter(|r| r.waits()).peekable();
    asked.peek().is_some() && asked.all(|r| r.by == member)
}

/// Whether the verbs about openings have something to be about, for this member at this moment.
pub fn allows(verb: Verb, case: &Case, me: Option<MemberId>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let reveals = &case.detail.reveals;
    match verb {
        Verb::RequestReveal if !case.confidential => Err(Refusal::state("identity_not_sealed")),
        Verb::RequestReveal => match me.and_then(|me| held_by(case, me, now)) {
            Some(held) if held.waits() => Err(Refusal::state("reveal_already_asked")),
            Some(_) => Err(Refusal::state("reveal_already_granted")),
            None => Ok(()),
        },
        Verb::GrantReveal | Verb::RefuseReveal if !reveals.iter().any(Reveal::waits) => Err(Refusal::state("no_reveal_waiting")),
        Verb::RevokeReveal if !reveals.iter().any(|r| r.lives(now)) => Err(Refusal::state("no_reveal_granted")),
        _ => Ok(()),
    }
}
