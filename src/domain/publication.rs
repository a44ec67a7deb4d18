//! What can be published: the last signed decision or conclusion, once (Luật Tố cáo art. 40).

use super::case::{Case, Issued};
use super::outcome::DocumentKind;
use super::refusal::Refusal;

/// The document that waits for its publication; refuses where none was signed, or the last one was published.
pub fn to_publish(case: &Case) -> Result<&Issued, Refusal> {
    let signed = |d: &&Issued| matches!(d.kind, DocumentKind::Decision | DocumentKind::Conclusion | DocumentKind::StrikeOff);
    let last = case.detail.documents.iter().rfind(signed).ok_or(Refusal::state("nothing_to_publish"))?;
    match case.detail.published_on {
        Some(on) => Err(Refusal::state("already_published").with("on", on.format("%d/%m/%Y"))),
        None => Ok(last),
    }
}
