//! What there is to choose, from the case, its documents and parties, the office and the law.

use super::Making;
use crate::domain::directory::Level;
use crate::domain::disposition::Named;
use crate::domain::ids::{PartyId, UnitId};
use crate::domain::kind::{Body, Contest, Kind};
use crate::domain::outcome::{CaseResult, ComplexityGround};
use crate::domain::party::PartyRole;
use crate::domain::reveal::Reveal;
use crate::domain::rulebook::Duty;
use crate::http::pages::Choice;

/// The most units that a list shows; others are written by their sign.
const UNITS: usize = 60;

/// A time limit that may be extended.
pub(super) struct Extendable {
    pub choice: Choice,
    /// The most days of one extension; 0: not known.
    pub each: i64,
    /// What the law allows, in words.
    pub cap: Option<String>,
}

impl Making<'_> {
    pub(super) fn assignees(&self) -> Vec<Choice> {
        let frame = self.at.frame;
        let shown = |a: &crate::actions::read::assignees::AssigneeView| {
            let load = || frame.t2("case-has-open", "name", &a.name, "cases", a.open_cases);
            let text = if a.serves { frame.t1("case-serves", "name", &a.name) } else { load() };
            Choice::new(a.id, text)
        };
        self.at.sheet.assignees.iter().map(shown).collect()
    }

    pub(super) fn bodies(&self) -> Vec<Choice> {
        self.words("body", Body::ALL)
    }

    /// Those held in the case's unit, the latest first.
    pub(super) fn elections(&self) -> Vec<Choice> {
        let (directory, unit) = (self.at.directory, self.at.sheet.case.unit);
        let mut all: Vec<_> = directory.elections.values().filter(|e| directory.election_in(e.id, unit).is_some()).collect();
        all.sort_by_key(|e| std::cmp::Reverse((e.day, e.id)));
        all.into_iter().map(|e| Choice::new(e.id, &e.name)).collect()
    }

    /// Those of the case's ward.
    pub(super) fn polling_areas(&self) -> Vec<Choice> {
        let (directory, unit) = (self.at.directory, self.at.sheet.case.unit);
        let units = directory.below(unit).into_iter().filter_map(|id| directory.units.get(&id));
        let mut areas: Vec<_> = units.filter(|u| u.level == Level::PollingArea).collect();
        areas.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        areas.into_iter().take(UNITS).map(|u| Choice::new(u.id, &u.name)).collect()
    }

    pub(super) fn results(&self) -> Vec<Choice> {
        self.words("result", CaseResult::of(self.at.sheet.case.kind))
    }

    pub(super) fn grounds(&self) -> Vec<Choice> {
        self.words("ground", Named::ALL)
    }

    pub(super) fn complexity_grounds(&self) -> Vec<Choice> {
        let complaint = self.at.sheet.case.kind == Kind::Complaint;
        let fits = |g: &&ComplexityGround| (**g == ComplexityGround::ComplexMatter) == complaint;
        let grounds: Vec<ComplexityGround> = ComplexityGround::ALL.iter().filter(fits).copied().collect();
        self.words("complexity-ground", &grounds)
    }

    /// Bodies outside, and the units around this one.
    pub(super) fn destinations(&self) -> Vec<Choice> {
        let (directory, here) = (self.at.directory, self.at.sheet.case.unit);
        let above = directory.chain(here);
        let near = |u: &&crate::domain::directory::Unit| {
            u.id != here && u.level != Level::PollingArea && (above.contains(&u.id) || u.parent.is_some_and(|p| above.contains(&p)))
        };
        let mut units: Vec<_> = directory.units.values().filter(near).collect();
        units.sort_by(|a, b| (a.level, &a.name, a.id).cmp(&(b.level, &b.name, b.id)));
        let units = units.into_iter().take(UNITS).map(|u| Choice::new(u.id, format!("{} ({})", u.name, u.sign)));
        units.chain(self.bodies()).collect()
    }

    /// The documents of which a service is owed; all where none is, so that the refusal can say so.
    pub(super) fn owed_documents(&self) -> Vec<Choice> {
        let frame = self.at.frame;
        let owed = |d: &&crate::domain::case::Issued| !d.is_served();
        let issued = &self.at.sheet.case.detail.documents;
        let words = |d: &crate::domain::case::Issued| {
            let number = self.at.document_no(d.id).map(|n| format!(" {n}")).unwrap_or_default();
            Choice::new(d.id, format!("{}{number}, {}", frame.word("document-kind", d.kind), frame.day(&d.on)))
        };
        issued.iter().filter(owed).map(words).collect()
    }

    /// Those on whom a service is owed, each once.
    pub(super) fn owed_parties(&self) -> Vec<Choice> {
        let services = self.at.sheet.case.detail.documents.iter().flat_map(|d| &d.services);
        let mut owed: Vec<PartyId> = services.filter(|s| s.done.is_none()).map(|s| s.party).collect();
        owed.sort_unstable();
        owed.dedup();
        self.people(|p| owed.contains(&p))
    }

    /// The senders who have not left.
    pub(super) fn senders(&self) -> Vec<Choice> {
        let known = &self.at.sheet.case.detail.parties;
        self.people(|id| known.iter().any(|p| p.id == id && p.role == PartyRole::Petitioner && !p.left))
    }

    fn people(&self, which: impl Fn(PartyId) -> bool) -> Vec<Choice> {
        let all = self.at.sheet.case.detail.parties.iter().filter(|p| which(p.id));
        all.map(|p| Choice::new(p.id, self.at.party(p.id))).collect()
    }

    /// Requests to open the identity on which the reader may decide.
    pub(super) fn reveals_asked(&self) -> Vec<Choice> {
        let mine = |r: &&Reveal| r.waits() && r.by != self.at.sheet.me;
        self.at.sheet.case.detail.reveals.iter().filter(mine).map(|r| Choice::new(r.id, self.at.reveal(r))).collect()
    }

    /// Grants that hold now.
    pub(super) fn reveals_granted(&self) -> Vec<Choice> {
        let lives = |r: &&Reveal| r.lives(self.at.sheet.standing.now);
        self.at.sheet.case.detail.reveals.iter().filter(lives).map(|r| Choice::new(r.id, self.at.reveal(r))).collect()
    }

    /// Members who may be in conflict, each once, with the sides on which they may stand.
    pub(super) fn suspects(&self) -> Vec<Choice> {
        let frame = self.at.frame;
        let all = &self.at.sheet.case.detail.suspects;
        let mut members: Vec<_> = all.iter().map(|s| s.member).collect();
        members.dedup();
        let words = |member| {
            let theirs = all.iter().filter(|s| s.member == member);
            let sides: Vec<String> = theirs
                .map(|s| {
                    let how = if s.strong { "case-suspect-strong" } else { "case-suspect-name" };
                    frame.t1(how, "side", frame.word("suspect-side", s.side))
                })
                .collect();
            Choice::new(member, format!("{}: {}", self.at.member(member), sides.join("; ")))
        };
        members.into_iter().map(words).collect()
    }

    /// Who may strike off at this contest (Luật Bầu cử art. 61.2).
    pub(super) fn strikers(&self) -> Vec<Choice> {
        let all: &[Body] = match self.at.sheet.case.contest {
            Some(Contest::Na) => &[Body::NationalElectionCouncil],
            Some(Contest::CouncilProvince) => &[Body::ProvincialElectionCommittee, Body::ElectionCommittee],
            Some(Contest::CouncilDistrict | Contest::CouncilCommune) => &[Body::ElectionCommittee],
            None => &[Body::NationalElectionCouncil, Body::ProvincialElectionCommittee, Body::ElectionCommittee],
        };
        self.words("body", all)
    }

    /// Whom an unsettled file goes to after the election (art. 61.4).
    pub(super) fn receivers(&self) -> Vec<Choice> {
        let receiver = if self.at.sheet.case.contest == Some(Contest::Na) { Body::NaStandingCommittee } else { Body::CouncilStandingBody };
        self.words("body", &[receiver])
    }

    /// Data of receipt that this case has.
    pub(super) fn correctables(&self) -> Vec<Choice> {
        use crate::domain::correction::Correctable;
        let has = |role| self.at.sheet.case.detail.parties.iter().any(|p| p.role == role);
        let (petitioner, respondent) = (has(PartyRole::Petitioner), has(PartyRole::Respondent));
        let fits = |field: &&Correctable| match field {
            Correctable::ReceivedAt | Correctable::OccurredOn | Correctable::Channel | Correctable::PollingArea | Correctable::Signers => {
                true
            }
            Correctable::PetitionerName
            | Correctable::PetitionerAddress
            | Correctable::PetitionerPhone
            | Correctable::PetitionerEmail
            | Correctable::PetitionerIdNumber
            | Correctable::PetitionerNoMail => petitioner,
            Correctable::RespondentName | Correctable::RespondentPosition => respondent,
        };
        let fields: Vec<Correctable> = Correctable::ALL.iter().filter(fits).copied().collect();
        self.words("correctable", &fields)
    }

    /// The office's running time limits that the law lets extend; all that run where there is none such.
    pub(super) fn extendable(&self) -> Vec<Extendable> {
        let (at, frame, case) = (self.at, self.at.frame, &self.at.sheet.case);
        let running = || at.sheet.deadlines.iter().filter(|d| d.duty == Duty::Office && d.is_running());
        let one = |d: &crate::domain::deadline::Deadline| {
            let law = at.law.rulebook.version(&d.rule, &d.version).and_then(|v| v.extensions.as_ref())?;
            // A decision to extend a denunciation's settlement finds it complex by itself.
            let level = case.detail.complexity.or((d.rule == "d.settle").then_some(crate::domain::outcome::Complexity::Complex));
            let used = case.detail.extensions.iter().filter(|e| e.rule == d.rule).count();
            let cap = [("days", law.each.to_string()), ("used", used.to_string()), ("most", law.most(level).to_string())];
            let choice = Choice::new(&d.rule, at.rule(&d.rule));
            Some(Extendable { choice, each: law.each, cap: Some(frame.say("case-cap", &cap)) })
        };
        let found: Vec<Extendable> = running().filter_map(one).collect();
        if found.is_empty() {
            running().map(|d| Extendable { choice: Choice::new(&d.rule, at.rule(&d.rule)), each: 0, cap: None }).collect()
        } else {
            found
        }
    }
}

/// What was written for a destination: a unit's sign is that unit.
pub fn destination(directory: &crate::domain::directory::Directory, written: &str) -> Option<UnitId> {
    let sign = written.trim().to_uppercase();
    directory.units.values().find(|u| u.sign.to_uppercase() == sign).map(|u| u.id)
}
