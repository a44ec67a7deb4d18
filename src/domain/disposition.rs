//! What may be proposed for a letter, and on which ground (Luật Tố cáo arts. 24, 25; Luật Bầu cử art. 61.3; TT 05/2021).

use chrono::NaiveDate;

use super::case::Case;
use super::classification::needs_signature;
use super::directory::{Directory, Level};
use super::ids::UnitId;
use super::kind::{Body, Identity, Kind, Matter, Track};
use super::outcome::Disposition;
use super::refusal::Refusal;
use super::status::{Destination, ProposedFrom};

codes! {
    /// The grounds that the law names; anything else is stated in words.
    pub enum Named {
        WithinCompetence = "within_competence",
        OutsideCompetence = "outside_competence",
        NotEligible = "not_eligible",
        Duplicate = "duplicate",
        AlreadyGuided = "already_guided",
        MixedContent = "mixed_content",
        /// A signature was asked for and did not come.
        NotSigned = "not_signed",
        /// Information used for the body's own checks (art. 25.2).
        OwnChecks = "own_checks",
        /// Denunciations about candidates without a name are not considered (art. 61.3).
        Nameless = "nameless",
        Illegible = "illegible",
    }
}

/// The ground of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Named(Named),
    /// In words; the text is sealed.
    Stated,
}

impl Ground {
    /// One of the list, or words.
    pub fn read(written: &str) -> Self {
        written.trim().parse().map_or(Self::Stated, Self::Named)
    }

    /// The code of an event.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Named(named) => named.as_str(),
            Self::Stated => "stated",
        }
    }
}

/// What asks for a signature, or for minutes of what was said, on a letter of this kind.
pub const fn signature_law(kind: Kind) -> &'static str {
    match kind {
        Kind::Denunciation => "Luật Tố cáo 25/2018/QH14, điều 22, 25",
        Kind::Complaint | Kind::Petition | Kind::Feedback => "Luật Khiếu nại 02/2011/QH13, điều 8",
    }
}

/// Refuses a disposition that the law does not allow for this letter.
pub fn check(case: &Case, disposition: Disposition, ground: &Ground, from: ProposedFrom) -> Result<(), Refusal> {
    let nameless = nameless_about_candidate(case);
    let moves_on = matches!(disposition, Disposition::Transfer | Disposition::Return) || (nameless && disposition == Disposition::File);
    if from == ProposedFrom::Accepted && !moves_on {
        return Err(Refusal::field("disposition", "accepted_only_transfer_or_return"));
    }
    if nameless && disposition != Disposition::File {
        return Err(Refusal::state("nameless_only_filed").by("Luật Bầu cử 85/2015/QH13, điều 61.3"));
    }
    if disposition == Disposition::Transfer && case.kind == Kind::Complaint && case.track == Track::General {
        return Err(Refusal::state("complaint_guided_not_transferred").by("TT 05/2021/TT-TTCP"));
    }
    if disposition == Disposition::Accept && case.detail.eligible == Some(false) {
        return Err(Refusal::state("not_eligible_not_accepted").by("TT 05/2021/TT-TTCP"));
    }
    let unsigned = needs_signature(case.kind, case.track) && !case.form.is_signed();
    if unsigned && matches!(disposition, Disposition::Accept | Disposition::Refuse | Disposition::Return) {
        return Err(Refusal::state("signature_needed").by(signature_law(case.kind)));
    }
    let about_signature = matches!(ground, Ground::Named(Named::NotSigned | Named::OwnChecks));
    if about_signature && (disposition != Disposition::File || !unsigned) {
        return Err(Refusal::field("ground", "ground_only_for_unsigned_filing").by("Luật Tố cáo 25/2018/QH14, điều 25.2"));
    }
    Ok(())
}

/// A denunciation about a candidate without a name or under a false one (art. 61.3).
fn nameless_about_candidate(case: &Case) -> bool {
    case.kind == Kind::Denunciation
        && case.track == Track::Election
        && case.matter.freezes()
        && matches!(case.identity, Identity::Anonymous | Identity::FalseName)
}

/// Accepting needs a competent body that this unit works for: what is another's is guided or transferred.
pub fn competence_here(case: &Case, directory: &Directory) -> Result<(), Refusal> {
    let here = directory.units.get(&case.unit).zip(case.competent_body).is_some_and(|(unit, body)| unit.bodies.contains(&body));
    if here {
        return Ok(());
    }
    let instead = if case.kind == Kind::Complaint && case.track == Track::General { Disposition::Guide } else { Disposition::Transfer };
    let body = case.competent_body.map_or("", Body::as_str);
    Err(Refusal::state("outside_competence").with("body", body).with("instead", instead))
}

/// A station's complaint that the team cannot settle goes to the board with its opinion (art. 75), also where one unit works
/// for both: the case stays, and the board decides.
pub fn sent_on_within(case: &Case, to: Body) -> bool {
    case.track == Track::Election
        && case.matter == Matter::PollingStation
        && case.competent_body == Some(Body::ElectionTeam)
        && to == Body::ElectionBoard
}

/// Where a transfer or a guidance leads: a unit's id or the code of a body; a body that a unit of the chain works for today is
/// that unit. What exists no more receives nothing.
pub fn destination(
    disposition: Disposition,
    written: &str,
    case: &Case,
    directory: &Directory,
    today: NaiveDate,
) -> Result<Destination, Refusal> {
    if let Ok(unit) = written.parse::<UnitId>() {
        if unit == case.unit {
            return Err(Refusal::field("to", "destination_is_here"));
        }
        // A polling area keeps no register: its cases are its ward's.
        let known = directory.units.get(&unit).filter(|u| u.level != Level::PollingArea);
        let known = known.ok_or(Refusal::field("to", "destination_unknown"))?;
        return if known.exists_on(today) { Ok(Destination::Unit(unit)) } else { Err(Refusal::field("to", "unit_not_in_being")) };
    }
    let body: Body = written.parse().map_err(|_| Refusal::field("to", "destination_unknown"))?;
    match super::appeal::unit_of(body, case.unit, directory, today) {
        Some(unit) if unit == case.unit && disposition == Disposition::Transfer && sent_on_within(case, body) => {
            Ok(Destination::Body(body))
        }
        Some(unit) if unit == case.unit => Err(Refusal::field("to", "destination_is_here")),
        Some(unit) => Ok(Destination::Unit(unit)),
        None => Ok(Destination::Body(body)),
    }
}
