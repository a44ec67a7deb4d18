//! Classification by content, not by title (TT 05/2021 art. 6).

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::classification::Classification;
use crate::domain::event::Event;
use crate::domain::kind::{Identity, Track};
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;

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

/// The classification, if the law knows it and it fits this case; and the identity that follows from it.
pub(super) fn checked(found: Classification, file: &CaseFile<'_>) -> Result<(Classification, Identity), Refusal> {
    found.check()?;
    if found.track == Track::Election && file.case.detail.election.is_none() {
        return Err(Refusal::field("track", "no_election"));
    }
    let held = file.case.detail.election.and_then(|e| file.directory.elections.get(&e.id));
    if let (Track::Election, Some(contest), Some(held)) = (found.track, found.contest, held)
        && !held.contests.contains(&contest)
    {
        return Err(Refusal::field("contest", "contest_not_held"));
    }
    // A signature is recorded with its date, by its own verb: classification only confirms what came.
    if found.form.is_signed() && !file.case.form.is_signed() {
        return Err(Refusal::field("form", "signature_recorded_apart"));
    }
    let identity = found.identity(file.case.identity, file.case.confidential);
    Ok((found, identity))
}

impl Act for ClassifyCase {
    const VERB: Verb = Verb::Classify;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let (classification, identity) = checked(self.found(), file)?;
        let title = keep.title(&self.title);
        Ok(Decided::event(Event::Classified { classification, identity, title }, file.today))
    }
}
