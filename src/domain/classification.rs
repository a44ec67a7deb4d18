//! What a member finds a letter to be; which combinations the law knows.

use serde::{Deserialize, Serialize};

use super::kind::{Body, Contest, Form, Identity, IneligibleGround, Kind, Matter, Track};
use super::refusal::Refusal;

/// A classification, complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    pub contest: Option<Contest>,
    pub form: Form,
    pub eligible: bool,
    pub ineligible_ground: Option<IneligibleGround>,
    pub competent_body: Body,
    /// The name was found to be false.
    pub false_name: bool,
}

impl Classification {
    /// Refuses a combination that the law does not know, by its field; `election`: the case belongs to one, or could.
    pub fn check(&self, election: bool) -> Result<(), Refusal> {
        if self.matter.needs_contest() && self.contest.is_none() {
            return Err(Refusal::field("contest", "contest_required").with("matter", self.matter));
        }
        if !self.matter.needs_contest() && self.contest.is_some() && self.track == Track::General {
            return Err(Refusal::field("contest", "contest_without_election"));
        }
        // While there is an election, its law alone settles complaints about candidates, lists and results. Without one there is no
        // election track, and the Complaint Law receives what is sent (LAW.md 2).
        if election
            && self.track == Track::General
            && self.matter.is_electoral()
            && self.matter != Matter::PollingStation
            && self.kind == Kind::Complaint
        {
            return Err(Refusal::field("track", "electoral_matter_on_general_track")
                .with("matter", self.matter)
                .by("Luật Bầu cử 85/2015/QH13"));
        }
        if self.eligible && self.ineligible_ground.is_some() {
            return Err(Refusal::field("ineligible_ground", "ground_though_eligible"));
        }
        if !self.eligible && self.ineligible_ground.is_none() {
            return Err(Refusal::field("ineligible_ground", "ineligible_needs_ground"));
        }
        Ok(())
    }

    /// The identity after this classification: every denunciation is confidential by law (Luật Tố cáo arts. 8, 56).
    ///
    /// A false name is a finding about a name: who gave none stays anonymous. Taken back, the letter is again what it was,
    /// confidential where it is `sealed`.
    pub const fn identity(&self, before: Identity, sealed: bool) -> Identity {
        match (before, self.false_name) {
            (Identity::Anonymous, _) => Identity::Anonymous,
            (Identity::Named | Identity::Confidential | Identity::FalseName, true) => Identity::FalseName,
            (Identity::Named, false) if matches!(self.kind, Kind::Denunciation) => Identity::Confidential,
            (Identity::FalseName, false) if sealed || matches!(self.kind, Kind::Denunciation) => Identity::Confidential,
            (Identity::Named | Identity::FalseName, false) => Identity::Named,
            (Identity::Confidential, false) => Identity::Confidential,
        }
    }
}

/// General-track complaints and denunciations wait for a signature; the election track, petitions and feedback need none
/// (Luật Tố cáo arts. 22, 25; LAW.md 2.3).
pub const fn needs_signature(kind: Kind, track: Track) -> bool {
    matches!(track, Track::General) && matches!(kind, Kind::Complaint | Kind::Denunciation)
}
