//! A paper is handed out: as a download, never shown by the browser in this office's name.

use actix_web::HttpResponse;
use actix_web::http::{Method, header};

use crate::actions::papers::Paper;
use crate::actions::read::papers;
use crate::domain::ids::PaperId;
use crate::http::actor::{Caller, Permission, Tracked};
use crate::http::api::cases::STAFF;
use crate::http::error::Answer;
use crate::http::params::{PathId, PathPaper};
use crate::http::route::Route;
use crate::http::shared::block;

/// Nothing in a paper may run, load or send anything.
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// `GET /cases/{id}/papers/{paper}`: for a member who may read the letters of the case.
async fn of_case(caller: Caller, path: PathPaper) -> Answer {
    let (paper, content) = block(move || papers::content_for_member(&caller.ctx, caller.member, path.case, path.paper)).await?;
    Ok(download(&paper, content.to_vec()))
}

/// `GET /track/papers/{id}`: for the sender.
async fn of_sender(holder: Tracked, id: PathId<PaperId>) -> Answer {
    let (paper, content) = block(move || papers::content_for_sender(&holder.ctx, holder.case, id.0)).await?;
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
        Route::page(Method::GET, "/cases/{id}/papers/{paper}", "case_paper", STAFF, of_case),
        Route::page(Method::GET, "/track/papers/{id}", "track_paper", Permission::Track, of_sender),
    ]
}
