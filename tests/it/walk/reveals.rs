//! Openings of the identity, by the model: asked for by one, granted by another, for a time; and moves that try it.

use chrono::{Days, NaiveDate};
use redress::actions::{
    confirm_conflict::ConfirmConflict, dismiss_conflict::DismissConflict, grant_reveal::GrantReveal, refuse_reveal::RefuseReveal,
    request_reveal::RequestReveal, revoke_reveal::RevokeReveal,
};
use redress::domain::event::{Event, Recorded};
use redress::domain::ids::{MemberId, RevealId};
use redress::domain::refusal::Sort;
use redress::domain::verb::Verb;

use super::deed::Deed;
use super::intakes::text;
use super::model::Model;
use super::moves::Mover;
use super::office::File;
use super::rules::Verdict;
use super::world::EVERYBODY;

/// A request as the model knows it. Walks go on in days: a grant of so many days ends on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub id: RevealId,
    pub by: MemberId,
    pub days: i64,
    pub until: Option<NaiveDate>,
}

impl Asked {
    pub fn lives(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| today < until)
    }
}

/// The verbs that this file knows.
pub const fn is_one(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::RequestReveal | Verb::GrantReveal | Verb::RefuseReveal | Verb::RevokeReveal | Verb::ConfirmConflict | Verb::DismissConflict
    )
}

impl Model {
    /// Whether all that waits was asked by this member: a supervisor decides on no request of their own.
    pub fn asked_alone(&self, member: MemberId) -> bool {
        let mut waiting = self.reveals.iter().filter(|r| r.until.is_none()).peekable();
        waiting.peek().is_some() && waiting.all(|r| r.by == member)
    }

    pub fn holds_grant(&self, member: MemberId, today: NaiveDate) -> bool {
        self.reveals.iter().any(|r| r.by == member && r.lives(today))
    }

    /// What of the case itself allows the verb, fields aside.
    pub fn reveal_allows(&self, verb: Verb, me: Option<MemberId>, today: NaiveDate) -> bool {
        let held = || self.reveals.iter().any(|r| Some(r.by) == me && (r.until.is_none() || r.lives(today)));
        match verb {
            Verb::RequestReveal => self.sealed && !held(),
            Verb::GrantReveal | Verb::RefuseReveal => self.reveals.iter().any(|r| r.until.is_none()),
            Verb::RevokeReveal => self.reveals.iter().any(|r| r.lives(today)),
            // In walks nobody has the name of a party.
            Verb::ConfirmConflict | Verb::DismissConflict => false,
            _ => true,
        }
    }

    /// The request that a decision names: there, undecided, and somebody else's.
    pub fn decides(&self, id: RevealId, me: Option<MemberId>, v: &mut Verdict) {
        let found = self.reveals.iter().find(|r| r.id == id);
        v.refuse(Sort::Field, found.is_none());
        v.refuse(Sort::State, found.is_some_and(|r| r.until.is_some() || Some(r.by) == me));
    }

    /// No longer than it was asked for.
    pub fn hours_fit(&self, id: RevealId, hours: Option<i64>) -> bool {
        let most = self.reveals.iter().find(|r| r.id == id).map_or(i64::MAX, |r| r.days * 24);
        (1..=most).contains(&hours.unwrap_or(24))
    }

    pub fn asked(&mut self, by: MemberId, days: i64, recorded: &Recorded) {
        let Event::RevealRequested { reveal, .. } = &recorded.event else { panic!("a request") };
        self.reveals.retain(|r| r.by != by);
        self.reveals.push(Asked { id: *reveal, by, days, until: None });
    }

    pub fn granted(&mut self, id: RevealId, hours: Option<i64>, today: NaiveDate) {
        let days = u64::try_from(hours.unwrap_or(24) / 24).unwrap();
        self.reveals.iter_mut().find(|r| r.id == id).unwrap().until = Some(today + Days::new(days));
    }
}

impl Mover<'_> {
    fn reveal(&mut self) -> RevealId {
        if self.model.reveals.is_empty() || self.slip() { RevealId(5) } else { self.chance.of(&self.model.reveals).id }
    }

    pub(super) fn about_secrecy(&mut self, verb: Verb) -> Deed {
        let (signed_by, document_no, document_date) = (self.signer(), self.number(), self.perhaps_date());
        match verb {
            Verb::RequestReveal => {
                let days = if self.slip() { Some(self.chance.of(&[0, 8, -1])) } else { self.chance.of(&[None, Some(1), Some(3), Some(7)]) };
                Deed::RequestReveal(RequestReveal { purpose: text("reason"), days })
            }
            Verb::GrantReveal => {
                let hours = if self.slip() { Some(self.chance.of(&[0, 240])) } else { self.chance.of(&[None, Some(24), Some(72)]) };
                Deed::GrantReveal(GrantReveal { reveal: self.reveal(), hours, signed_by, document_no, document_date })
            }
            Verb::RefuseReveal => {
                let reveal = self.reveal();
                Deed::RefuseReveal(RefuseReveal { reveal, reason: text("reason"), signed_by, document_no, document_date })
            }
            Verb::RevokeReveal => {
                let reveal = self.reveal();
                Deed::RevokeReveal(RevokeReveal { reveal, reason: text("reason"), signed_by, document_no, document_date })
            }
            Verb::ConfirmConflict => {
                let member = self.chance.of(&EVERYBODY);
                Deed::ConfirmConflict(ConfirmConflict { member, reason: text("reason"), signed_by, document_no, document_date })
            }
            Verb::DismissConflict => {
                let member = self.chance.of(&EVERYBODY);
                Deed::DismissConflict(DismissConflict { member, reason: text("reason"), signed_by, document_no, document_date })
            }
            other => panic!("{other} is not about secrecy"),
        }
    }

    /// What may come next about the identity of a sealed case.
    pub(super) fn likely_reveal(&self) -> &'static [Verb] {
        let waits = self.model.reveals.iter().any(|r| r.until.is_none());
        let lives = self.model.reveals.iter().any(|r| r.lives(self.today));
        match (waits, lives) {
            (true, _) => &[Verb::GrantReveal, Verb::GrantReveal, Verb::RefuseReveal],
            (false, true) => &[Verb::OpenIdentity, Verb::OpenIdentity, Verb::RevokeReveal],
            (false, false) => &[Verb::RequestReveal],
        }
    }

    /// Who would do it: the holder opens, who has the case asks.
    pub(super) fn revealer(&mut self, verb: Verb, officer: MemberId) -> Option<MemberId> {
        let holder = self.model.reveals.iter().find(|r| r.lives(self.today)).map(|r| r.by);
        match verb {
            Verb::OpenIdentity => Some(holder.unwrap_or(officer)),
            Verb::RequestReveal => {
                let registrar = self.model.registered_by.unwrap_or(officer);
                let supervisor = self.supervisor(verb);
                Some(self.chance.of(&[officer, officer, registrar, supervisor]))
            }
            _ => None,
        }
    }
}

/// Of every opening of a sealed identity: a grant of another to this very member stands before it, and holds.
pub fn granted_before(before: &File, last: &Recorded) {
    match &last.event {
        Event::RevealGranted { reveal, to, .. } => {
            let asked = before.history.iter().find(|e| matches!(&e.event, Event::RevealRequested { reveal: id, .. } if id == reveal));
            assert_eq!(asked.unwrap().by.member(), Some(*to), "granted to whoever asked");
            assert_ne!(last.by.member(), Some(*to), "one's own request");
            let twice = before.history.iter().any(|e| matches!(&e.event, Event::RevealGranted { reveal: id, .. } if id == reveal));
            assert!(!twice, "granted twice");
        }
        Event::IdentityOpened { reveal, .. } if before.case.confidential => {
            let reveal = reveal.expect("a sealed identity is opened by a grant");
            let grant = before.history.iter().find_map(|e| match &e.event {
                Event::RevealGranted { reveal: id, to, hours } if *id == reveal => Some((e.at, *to, *hours)),
                _ => None,
            });
            let (at, to, hours) = grant.expect("the grant is on the register");
            assert_eq!(last.by.member(), Some(to), "a grant is to one person");
            assert!(last.at < at + chrono::Duration::hours(hours), "opened after its end");
            let ended = before.history.iter().any(|e| match &e.event {
                Event::RevealRevoked { reveal: id, .. } => *id == reveal,
                Event::ConflictDeclared { member, .. } => *member == to,
                _ => false,
            });
            assert!(!ended, "opened after the grant was ended");
        }
        _ => {}
    }
}
