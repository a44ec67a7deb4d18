//! Classification by content, not by title (TT 05/2021 art. 6).

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::classification::Classification;
use crate::domain::disposition::signature_law;
use crate::domain::event::{ElectionRef, Event};
use crate::domain::ids::ElectionId;
use crate::domain::kind::{Identity, Track};
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;
use crate::domain::zone::local_date;

/// A verb that says what a letter is: the fields of a classification, and its own.
macro_rules! classifying {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$own_doc:meta])* pub $own:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            pub kind: $crate::domain::kind::Kind,
            pub matter: $crate::domain::kind::Matter,
            pub track: $crate::domain::kind::Track,
            /// The title the case goes by; plain, without names of senders.
            pub title: $crate::domain::text::Line,
            pub form: $crate::domain::kind::Form,
            /// The letter has all that the law asks of it.
            pub eligible: bool,
            pub ineligible_ground: Option<$crate::domain::kind::IneligibleGround>,
            /// The body that decides.
            pub competent_body: $crate::domain::kind::Body,
            /// The body that is elected; mandatory for nominee, candidate, candidate_list and result.
            pub contest: Option<$crate::domain::kind::Contest>,
            /// The name was found to be false.
            #[serde(default)]
            pub false_name: bool,
            /// The election it belongs to; default: the one it has, else the only one open in its unit on the day it came.
            pub election: Option<$crate::domain::ids::ElectionId>,
            $($(#[$own_doc])* pub $own: $type,)*
        }

        impl $name {
            /// What was found, as asked.
            pub const fn found(&self) -> $crate::domain::classification::Classification {
                $crate::domain::classification::Classification {
                    kind: self.kind,
                    matter: self.matter,
                    track: self.track,
                    contest: self.contest,
                    form: self.form,
                    eligible: self.eligible,
                    ineligible_ground: self.ineligible_ground,
                    competent_body: self.competent_body,
                    false_name: self.false_name,
                }
            }
        }
    };
}
pub(super) use classifying;

classifying! {
    /// Fields of `classify`.
    pub struct ClassifyCase {}
}

/// What a classification comes to.
pub(super) struct Checked {
    pub classification: Classification,
    pub identity: Identity,
    /// The election that the case belongs to from now on, where that changes.
    pub election: Option<ElectionRef>,
}

/// The classification, if the law knows it and it fits this case; the identity and the election that follow from it.
pub(super) fn checked(found: Classification, election: Option<ElectionId>, file: &CaseFile<'_>) -> Result<Checked, Refusal> {
    let election = self::election(found.track, election, file)?;
    let belongs = election.or(file.case.detail.election);
    let open = || !file.directory.open_elections(file.case.unit, local_date(file.case.received_at)).is_empty();
    found.check(belongs.is_some() || open())?;
    if found.track == Track::Election && belongs.is_none() {
        return Err(Refusal::field("track", "no_election"));
    }
    let held = belongs.and_then(|e| file.directory.elections.get(&e.id));
    if let (Track::Election, Some(contest), Some(held)) = (found.track, found.contest, held)
        && !held.contests.contains(&contest)
    {
        return Err(Refusal::field("contest", "contest_not_held"));
    }
    // A signature is recorded with its date, by its own verb: classification only confirms what came.
    if found.form.is_signed() && !file.case.form.is_signed() {
        return Err(Refusal::field("form", "signature_recorded_apart"));
    }
    // ... and does not take back one that was recorded: a clock may have started with it.
    if !found.form.is_signed() && file.history.iter().any(|e| matches!(e.event, Event::SignatureRecorded { .. })) {
        return Err(Refusal::field("form", "signature_on_record").by(signature_law(found.kind)));
    }
    let identity = found.identity(file.case.identity, file.case.confidential);
    Ok(Checked { classification: found, identity, election })
}

/// A letter may come before its election is entered: it gets it when somebody classifies.
fn election(track: Track, named: Option<ElectionId>, file: &CaseFile<'_>) -> Result<Option<ElectionRef>, Refusal> {
    let (directory, unit, has) = (file.directory, file.case.unit, file.case.detail.election);
    match named {
        Some(id) if has.is_some_and(|e| e.id == id) => Ok(None),
        Some(id) => {
            let election = directory.election_in(id, unit).ok_or(Refusal::field("election", "election_unknown"))?;
            Ok(Some(election.reference()))
        }
        None if has.is_some() || track == Track::General => Ok(None),
        None => match directory.open_elections(unit, local_date(file.case.received_at)).as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only.reference())),
            _ => Err(Refusal::field("election", "election_needed")),
        },
    }
}

impl Act for ClassifyCase {
    const VERB: Verb = Verb::Classify;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let Checked { classification, identity, election } = checked(self.found(), self.election, file)?;
        let title = keep.title(&self.title);
        Ok(Decided::event(Event::Classified { classification, identity, title, election }, file.today))
    }
}
