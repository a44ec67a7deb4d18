//! Classification by content, not by title (TT 05/2021 art. 6).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::classification::Classification;
use crate::domain::event::Event;
use crate::domain::kind::{Body, Contest, Form, Identity, IneligibleGround, Kind, Matter, Track};
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::verb::Verb;

/// Fields of `classify`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassifyCase {
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    /// The title the case goes by; plain, without names of senders.
    pub title: Line,
    pub form: Form,
    /// The letter has all that the law asks of it.
    pub eligible: bool,
    pub ineligible_ground: Option<IneligibleGround>,
    /// The body that decides.
    pub competent_body: Body,
    /// The body that is elected; mandatory for nominee, candidate, candidate_list and result.
    pub contest: Option<Contest>,
    /// The name was found to be false.
    #[serde(default)]
    pub false_name: bool,
}

impl ClassifyCase {
    /// The classification it describes, if the law knows it.
    pub fn checked(&self, file: &CaseFile<'_>) -> Result<(Classification, Identity), Refusal> {
        let found = Classification {
            kind: self.kind,
            matter: self.matter,
            track: self.track,
            contest: self.contest,
            form: self.form,
            eligible: self.eligible,
            ineligible_ground: self.ineligible_ground,
            competent_body: self.competent_body,
            false_name: self.false_name,
        };
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
        let identity = found.identity(file.case.identity);
        Ok((found, identity))
    }
}

impl Act for ClassifyCase {
    const VERB: Verb = Verb::Classify;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let (classification, identity) = self.checked(file)?;
        let title = keep.title(&self.title);
        Ok(Decided::event(Event::Classified { classification, identity, title }, file.today))
    }
}
