//! The words of the office: citations, signatures, numbers of documents.

use super::{Life, Lived};
use crate::actions::act::Signer;
use crate::domain::kind::{Kind, Track};
use crate::domain::text::{DocumentNo, Line, Text};
use crate::store::StoreError;

pub(super) fn text(text: &str) -> Lived<Text> {
    Text::parse(text).map_err(|_| StoreError::Corrupt("a text of the seed").into())
}

pub(super) fn line(text: &str) -> Lived<Line> {
    Line::parse(text).map_err(|_| StoreError::Corrupt("a line of the seed").into())
}

const BASIS_ELECTION: &str = "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân";
const BASIS_COMPLAINT: &str = "Luật Khiếu nại 02/2011/QH13";
const BASIS_DENUNCIATION: &str = "Luật Tố cáo 25/2018/QH14";
const BASIS_RECEPTION: &str = "Luật Tiếp công dân 42/2013/QH13";

impl Life<'_> {
    pub(super) fn basis(&self) -> Lived<Text> {
        text(match (self.course.topic.track, self.course.topic.kind) {
            (Track::Election, _) => BASIS_ELECTION,
            (Track::General, Kind::Complaint) => BASIS_COMPLAINT,
            (Track::General, Kind::Denunciation) => BASIS_DENUNCIATION,
            (Track::General, Kind::Petition | Kind::Feedback) => BASIS_RECEPTION,
        })
    }

    pub(super) fn signer(&self) -> Lived<Signer> {
        Ok(Signer { name: line("Nguyễn Văn Chủ")?, office: line("Chủ tịch")?, body: line("Ủy ban nhân dân")? })
    }

    pub(super) fn paper(&mut self, sign: &str) -> Lived<DocumentNo> {
        DocumentNo::parse(&format!("{}/{sign}", self.dice.between(1, 400)))
            .map_err(|_| StoreError::Corrupt("a document number of the seed").into())
    }
}
