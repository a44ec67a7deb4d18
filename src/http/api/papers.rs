//! The papers of a case: for members who may read its letters, and for its sender.

use actix_web::HttpResponse;
use actix_web::http::Method;

use super::cases::{Items, STAFF, part};
use crate::actions::add_papers;
use crate::actions::papers::Paper;
use crate::actions::read::papers::{self, PaperView};
use crate::domain::event::By;
use crate::domain::ids::{CaseId, PaperId};
use crate::domain::permission::Role;
use crate::http::actor::{Caller, Permission, Tracked};
use crate::http::error::Answer;
use crate::http::limits::Class;
use crate::http::pages::citizen::paper::download;
use crate::http::params::{PathId, PathPaper};
use crate::http::route::Route;
use crate::http::shared::block;
use crate::http::upload::Files;

/// Those who may ask to add papers; on which case, the gate says.
pub const ADDING: Permission = Permission::Role(&[Role::Clerk, Role::Officer]);

/// `GET /api/v1/cases/{id}/papers`
async fn of_case(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<PaperView>(caller, id.0, |caller, conn, seen| Ok(views(papers::for_member(&caller.ctx, conn, caller.member, seen)?))).await
}

/// `GET /api/v1/public/case/papers`
async fn of_sender(holder: Tracked) -> Answer {
    let found = block(move || holder.ctx.store.snapshot(|conn| papers::for_sender(&holder.ctx, conn, holder.case))).await?;
    Ok(HttpResponse::Ok().json(Items { items: views(found) }))
}

fn views(papers: Vec<Paper>) -> Vec<PaperView> {
    papers.into_iter().map(PaperView::from).collect()
}

/// `POST /api/v1/cases/{id}/papers`
async fn to_case(caller: Caller, id: PathId<CaseId>, files: Files) -> Answer {
    let added = block(move || add_papers::to_case(&caller.ctx, By::Member(caller.member), id.0, &files.0)).await?;
    Ok(HttpResponse::Created().json(Items { items: views(added) }))
}

/// `POST /api/v1/public/case/papers`
async fn to_own_case(holder: Tracked, files: Files) -> Answer {
    let added = block(move || add_papers::of_sender(&holder.ctx, holder.case, &files.0)).await?;
    Ok(HttpResponse::Created().json(Items { items: views(added) }))
}

/// `GET /api/v1/cases/{id}/papers/{paper}`
async fn content(caller: Caller, path: PathPaper) -> Answer {
    let found = block(move || papers::content_for_member(&caller.ctx, caller.member, path.case, path.paper)).await?;
    Ok(download(&found.0, found.1.to_vec()))
}

/// `GET /api/v1/public/case/papers/{id}`
async fn own_content(holder: Tracked, id: PathId<PaperId>) -> Answer {
    let found = block(move || papers::content_for_sender(&holder.ctx, holder.case, id.0)).await?;
    Ok(download(&found.0, found.1.to_vec()))
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    let (cases, own) = ("/api/v1/cases/{id}/papers", "/api/v1/public/case/papers");
    vec![
        Route::new(Method::GET, cases, "get_case_papers", STAFF, of_case)
            .says("cases", "Its papers: files that came with its letters or later")
            .answers_items::<PaperView>("its papers, oldest first; none for whom only the cover is"),
        Route::new(Method::POST, cases, "add_case_papers", ADDING, to_case)
            .says("cases", "Add papers to a case, all or none")
            .files()
            .answers_items::<PaperView>("those that were not there yet")
            .created()
            .problems(&[409]),
        Route::new(Method::GET, format!("{cases}/{{paper}}"), "get_case_paper", STAFF, content)
            .says("cases", "The content of a paper")
            .answers_file("the file, as an attachment"),
        Route::new(Method::GET, own, "get_own_papers", Permission::Track, of_sender)
            .says("citizen", "The papers one sent")
            .answers_items::<PaperView>("papers, oldest first"),
        Route::new(Method::POST, own, "add_own_papers", Permission::Track, to_own_case)
            .class(Class::Intake)
            .says("citizen", "Add papers to one's case, all or none")
            .files()
            .answers_items::<PaperView>("those that were not there yet")
            .created()
            .problems(&[409]),
        Route::new(Method::GET, format!("{own}/{{id}}"), "get_own_paper", Permission::Track, own_content)
            .says("citizen", "The content of a paper one sent")
            .answers_file("the file, as an attachment"),
    ]
}
