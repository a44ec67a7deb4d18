//! A case as its pages word it: names of members, units, parties and rules, refusals in plain words.

use super::story::cut;
use crate::actions::context::Context;
use crate::actions::read::case_reads::PartyView;
use crate::actions::read::case_sheet::Sheet;
use crate::domain::directory::Directory;
use crate::domain::event::Event;
use crate::domain::ids::{CaseId, DocumentId, MemberId, PartyId, UnitId};
use crate::domain::law::Law;
use crate::domain::party::PartyRole;
use crate::domain::refusal::Refusal;
use crate::domain::reveal::Reveal;
use crate::domain::status::Destination;
use crate::http::error::ApiError;
use crate::http::pages::Frame;
use crate::http::pages::plain::plain;
use crate::http::problem::Problem;

/// Where the words of a page come from.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub frame: &'a Frame,
    pub sheet: &'a Sheet,
    pub directory: &'a Directory,
    pub law: &'a Law,
}

/// A refused act, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    pub text: String,
    /// The article that refuses.
    pub basis: Option<String>,
}

impl<'a> At<'a> {
    /// Of this office.
    pub fn of(frame: &'a Frame, sheet: &'a Sheet, ctx: &'a Context) -> Self {
        Self { frame, sheet, directory: &ctx.directory, law: &ctx.law }
    }

    /// A member's name.
    pub fn member(&self, id: MemberId) -> String {
        self.directory.members.get(&id).map_or_else(|| self.frame.t("actor-member"), |m| m.name.clone())
    }

    /// The same, and whether it is the reader.
    pub fn member_or_me(&self, id: MemberId) -> String {
        if id == self.sheet.me { self.frame.t1("case-you", "name", self.member(id)) } else { self.member(id) }
    }

    /// A unit's name.
    pub fn unit(&self, id: UnitId) -> String {
        self.directory.units.get(&id).map(|u| u.name.clone()).unwrap_or_default()
    }

    /// A rule by its name.
    pub fn rule(&self, id: &str) -> String {
        self.law.rulebook.rule(id).map_or_else(|| id.to_owned(), |rule| rule.names.of(self.frame.lang.as_str()).to_owned())
    }

    /// The number of a linked case; none where the reader may not know it.
    pub fn number(&self, id: CaseId) -> Option<&'a str> {
        self.sheet.view.links.iter().find(|link| link.case == Some(id)).map(|link| link.number.as_str())
    }

    /// The number of a document.
    pub fn document_no(&self, id: DocumentId) -> Option<&'a str> {
        self.sheet.documents.iter().find(|d| d.id == id).and_then(|d| d.document_no.as_deref())
    }

    /// What a party is here: a complainant, a denouncer.
    pub fn role(&self, role: PartyRole) -> String {
        let particular = self.frame.maybe(&format!("party-role-{role}-{}", self.sheet.case.kind));
        particular.unwrap_or_else(|| self.frame.word("party-role", role))
    }

    /// A party by role, number among several, and name unless that is sealed.
    pub fn party(&self, id: PartyId) -> String {
        let Some(party) = self.sheet.parties.iter().find(|p| p.id == id) else { return "–".to_owned() };
        let same: Vec<&PartyView> = self.sheet.parties.iter().filter(|p| p.role == party.role).collect();
        let place = same.iter().position(|p| p.id == id).map_or(1, |p| p + 1);
        let role = self.role(party.role);
        let role = if same.len() > 1 { format!("{role} {place}") } else { role };
        match &party.name {
            // A body outside stands there by its code.
            Some(name) if party.role == PartyRole::ReceivingBody => {
                format!("{role}: {}", self.frame.maybe(&format!("body-{name}")).unwrap_or_else(|| name.clone()))
            }
            Some(name) => format!("{role}: {name}"),
            None if party.sealed => self.frame.t1("case-sealed-party", "role", role),
            None => role,
        }
    }

    /// An opening of the identity: who asked, when, for how long or until when, and why as far as the reader may read it.
    pub fn reveal(&self, reveal: &Reveal) -> String {
        let (name, day) = (self.member_or_me(reveal.by), self.frame.day(&reveal.on));
        let said = match reveal.until {
            Some(until) => self.frame.t2("case-reveal-until", "name", name, "until", self.frame.moment(&until)),
            None => self.frame.say("case-reveal-asked", &[("name", name), ("day", day), ("days", reveal.days.to_string())]),
        };
        let asked = self.sheet.register.iter().find_map(|e| match &e.event {
            Event::RevealRequested { reveal: id, purpose, .. } if *id == reveal.id => Some(purpose),
            _ => None,
        });
        match asked.and_then(|purpose| self.sheet.text(purpose)) {
            Some(purpose) => format!("{said} {}", cut(purpose, 200).0),
            None => said,
        }
    }

    /// Where a transfer goes.
    pub fn destination(&self, to: Destination) -> String {
        match to {
            Destination::Unit(unit) => self.unit(unit),
            Destination::Body(body) => self.frame.word("body", body),
        }
    }

    /// Why an act is refused.
    pub fn why(&self, refusal: &Refusal) -> Why {
        let problem = Problem::of(&ApiError::from(self.plain(refusal.clone())), self.frame.lang, None);
        Why { text: problem.detail, basis: problem.basis }
    }

    /// An error with words in the place of codes.
    pub fn worded(&self, error: ApiError) -> ApiError {
        match error {
            ApiError::Refused { refusal, allowed } => ApiError::Refused { refusal: self.plain(refusal), allowed },
            other => other,
        }
    }

    fn plain(&self, refusal: Refusal) -> Refusal {
        plain(self.frame, self.law, |id| self.number(id).map(str::to_owned), refusal)
    }
}
