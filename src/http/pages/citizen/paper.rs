//! A paper is handed out: as a download, never shown by the browser in this office's name.

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};

use crate::actions::error::ActionError;
use crate::actions::papers::Paper;
use crate::actions::read::{case_reads, citizen, papers};
use crate::domain::ids::{CaseId, PaperId};
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::http::actor::{Caller, Permission, Tracked};
use crate::http::error::{Answer, ApiError};
use crate::http::route::Route;
use crate::http::shared::block;

/// Nothing in a paper may run, load or send anything.
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Those who handle cases.
const STAFF: &[Role] = &[Role::Clerk, Role::Officer, Role::Supervisor];

fn id<T: std::str::FromStr>(req: &HttpRequest, name: &str) -> Result<T, ApiError> {
    req.match_info().get(name).and_then(|id| id.parse().ok()).ok_or(ApiError::NotFound)
}

/// `GET /cases/{id}/papers/{paper}`: for a member who may read the letters of the case.
async fn of_case(caller: Caller, req: HttpRequest) -> Answer {
    let (case, paper): (CaseId, PaperId) = (id(&req, "id")?, id(&req, "paper")?);
    let (paper, content) = block(move || {
        let (ctx, me) = (&caller.ctx, caller.member);
        let seen = ctx.store.read(|conn| case_reads::see(ctx, conn, me, case))?;
        if !seen.content(me) {
            return Err(ActionError::from(Refusal::missing("paper_not_found")));
        }
        papers::content(ctx, case, paper)
    })
    .await?;
    Ok(download(&paper, content.to_vec()))
}

/// `GET /track/papers/{paper}`: for the sender.
async fn of_sender(holder: Tracked, req: HttpRequest) -> Answer {
    let paper: PaperId = id(&req, "paper")?;
    let (paper, content) = block(move || {
        let ctx = &holder.ctx;
        let newest = ctx.store.snapshot(|conn| citizen::newest_of(conn, holder.case))?;
        // Papers stand where their letter came in: the case of the receipt, or one that followed it.
        match papers::content(ctx, holder.case, paper) {
            Err(ActionError::Refused { .. }) if newest.id != holder.case => papers::content(ctx, newest.id, paper),
            found => found,
        }
    })
    .await?;
    Ok(download(&paper, content.to_vec()))
}

/// The paper as an attachment (RFC 6266, RFC 8187).
pub fn download(paper: &Paper, content: Vec<u8>) -> HttpResponse {
    let plain: String = paper.name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in paper.name.bytes() {
        if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, paper.kind.media_type()))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")))
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(content)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/cases/{id}/papers/{paper}", "case_paper", Permission::Role(STAFF), of_case),
        Route::page(Method::GET, "/track/papers/{paper}", "track_paper", Permission::Track, of_sender),
    ]
}
