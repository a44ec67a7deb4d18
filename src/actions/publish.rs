//! Publication of a signed decision or conclusion (Luật Tố cáo art. 40).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::correction::Correctable;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::party::PartyRole;
use crate::domain::publication;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Text, fold};
use crate::domain::verb::Verb;

/// Fields of `publish`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The day of publication.
    pub on: Day,
    /// Where: a board, a paper, a page.
    #[serde(rename = "where")]
    pub place: Text,
}

impl Act for Publish {
    const VERB: Verb = Verb::Publish;
    const NEEDS_PARTIES: bool = true;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let signed = publication::to_publish(file.case)?;
        let on = file.legal_date("on", Some(self.on.0), signed.on)?;
        if names_sender(file, keep, self.place.as_str()) {
            return Err(Refusal::field("where", "confidential_data_published").by("Luật Tố cáo 25/2018/QH14, điều 40, 56"));
        }
        let place = keep.text(Purpose::Place, self.place.as_str());
        Ok(Decided::event(Event::Published { place }, on))
    }
}

/// The text holds a sender's name, telephone, address or e-mail of a confidential case.
fn names_sender(file: &CaseFile<'_>, keep: &Keep<'_>, text: &str) -> bool {
    let text = fold(text);
    let fields = [
        Correctable::PetitionerName,
        Correctable::PetitionerAddress,
        Correctable::PetitionerPhone,
        Correctable::PetitionerEmail,
        Correctable::PetitionerIdNumber,
    ];
    file.case.confidential
        && file
            .case
            .detail
            .parties
            .iter()
            .filter(|p| matches!(p.role, PartyRole::Petitioner | PartyRole::Representative))
            .any(|p| fields.iter().filter_map(|f| keep.present(p.id, *f)).any(|value| text.contains(&fold(&value))))
}
