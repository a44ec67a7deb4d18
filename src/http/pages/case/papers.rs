//! The papers of a case: which there are, and more of them.

use super::at::At;
use super::show::Show;
use super::{load, see_other};
use crate::actions::add_papers;
use crate::actions::papers::Paper;
use crate::actions::read::papers::added;
use crate::domain::event::{By, Recorded};
use crate::domain::ids::CaseId;
use crate::domain::party::PartyRole;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::pages::citizen::papers::size;
use crate::http::pages::papers::wrong;
use crate::http::pages::{Errors, Frame, page_with};
use crate::http::params::PathId;
use crate::http::shared::block;
use crate::http::upload::Upload;

/// A paper as the page lists it.
#[derive(Debug, Clone)]
pub struct PaperLine {
    pub id: String,
    pub name: String,
    /// "PDF, 1,2 MB".
    pub what: String,
    /// When it came, by which letter or from whom.
    pub came: String,
    pub sha256: String,
}

/// All that this reader may read, oldest first.
pub fn papers(at: At<'_>) -> Vec<PaperLine> {
    at.sheet.papers.iter().map(|paper| line(at, paper)).collect()
}

fn line(at: At<'_>, paper: &Paper) -> PaperLine {
    let frame = at.frame;
    let letter = paper.letter.and_then(|id| at.sheet.letters.iter().find(|l| l.id == id));
    let brought = |e: &&Recorded| added(&e.event).contains(&paper.id);
    let by = at.sheet.register.iter().find(brought).map(|e| match e.by {
        By::Member(id) => at.member_or_me(id),
        By::Citizen => at.role(PartyRole::Petitioner),
        By::System => frame.t("actor-system"),
    });
    let how = match (letter, by) {
        (Some(letter), _) => Some(frame.t1("case-papers-with", "number", &letter.number)),
        (None, by) => by.map(|who| frame.t1("case-papers-by", "who", who)),
    };
    let when = frame.moment(&paper.added_at);
    PaperLine {
        id: paper.id.to_string(),
        name: paper.name.clone(),
        what: format!("{}, {}", paper.kind.as_str().to_uppercase(), size(frame, paper.size)),
        came: [Some(when), how].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        sha256: paper.sha256.clone(),
    }
}

/// `POST /cases/{id}/papers`: all of them, or none and what is wrong with which.
pub async fn add(caller: Caller, frame: Frame, id: PathId<CaseId>, upload: Upload) -> Answer {
    let id = id.0;
    // Whoever may not know the case learns nothing from what is said about files.
    let sheet = load(&caller, id).await?;
    let mut errors = wrong(&frame, &upload);
    if errors.is_empty() {
        let (ctx, me) = (caller.ctx.clone(), caller.member);
        match block(move || add_papers::to_case(&ctx, By::Member(me), id, &upload.files)).await {
            Ok(_) => return Ok(see_other(&format!("/cases/{id}?added=true#attached"))),
            Err(error @ (ApiError::Field { .. } | ApiError::Refused { .. })) => {
                let at = At::of(&frame, &sheet, &caller.ctx);
                let error = at.worded(error);
                errors = Errors::of(&error, frame.lang);
                return page_with(error.status(), &Show::of(at, None, None, &errors));
            }
            Err(error) => return Err(error),
        }
    }
    let at = At::of(&frame, &sheet, &caller.ctx);
    page_with(actix_web::http::StatusCode::UNPROCESSABLE_ENTITY, &Show::of(at, None, None, &errors))
}
