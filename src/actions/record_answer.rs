//! The answer of a body outside, to which the case or its appeal was sent.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Paper, Purpose};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::outcome::{CaseResult, DocumentKind};
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `record-answer`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAnswer {
    /// What the body answered.
    pub body: Text,
    pub document_no: DocumentNo,
    pub document_date: Day,
    /// What it found, if it says.
    pub result: Option<CaseResult>,
}

impl Act for RecordAnswer {
    const VERB: Verb = Verb::RecordAnswer;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        if let Some(result) = self.result
            && !CaseResult::of(file.case.kind).contains(&result)
        {
            return Err(Refusal::field("result", "result_not_of_kind").with("kind", file.case.kind));
        }
        // It answers what was sent: no change of status where that was an appeal.
        let detail = &file.case.detail;
        let sent = detail.documents.iter().rfind(|d| matches!(d.kind, DocumentKind::Transfer | DocumentKind::Appeal)).map(|d| d.on);
        let follows = sent.map_or(detail.since, |sent| sent.max(detail.since));
        let on = file.legal_date("document_date", Some(self.document_date.0), follows)?;
        let text = keep.text(Purpose::Answer, self.body.as_str());
        let number = Some(self.document_no.as_str().to_owned());
        let document = keep.paper(Paper { kind: DocumentKind::Answer, number, date: on, signer: None, body: None });
        Ok(Decided::event(Event::AnswerRecorded { text, document, result: self.result }, on))
    }
}
