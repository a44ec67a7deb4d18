//! What became of the mails: of a case for whoever works on it, of the office for its admins. Never what they say.

use actix_web::http::Method;
use serde::Deserialize;
use utoipa::IntoParams;

use super::cases::{STAFF, part};
use super::ok;
use crate::actions::error::ActionError;
use crate::actions::read::case_reads;
use crate::actions::read::mails::{self, MailState, MailView, OfficeMailView};
use crate::actions::resend_mail::{resend, resend_of};
use crate::domain::ids::{CaseId, MailId};
use crate::domain::permission::Role;
use crate::http::actor::{Caller, Permission};
use crate::http::cursor::{Page, decode};
use crate::http::error::Answer;
use crate::http::params::{Paged, PathId, PathMail};
use crate::http::route::Route;
use crate::http::shared::block;

/// Which mails.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct MailQuery {
    #[param(inline)]
    state: Option<MailState>,
}

/// `GET /api/v1/cases/{id}/mails`
pub async fn of_case(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<MailView>(caller, id.0, |caller, conn, seen| mails::of_case(&caller.ctx, conn, seen)).await
}

/// `POST /api/v1/cases/{id}/mails/{mail}/resend`
pub async fn resend_for_case(caller: Caller, path: PathMail) -> Answer {
    let view = block(move || {
        let (ctx, me) = (&caller.ctx, caller.member);
        resend_of(ctx, me, path.case, path.mail)?;
        ctx.store.snapshot(|conn| {
            let seen = case_reads::see(ctx, conn, me, path.case)?;
            mails::one_of_case(ctx, conn, &seen, path.mail)
        })
    })
    .await?;
    Ok(ok(&view))
}

/// `GET /api/v1/mail`
pub async fn list(caller: Caller, query: Paged<MailQuery>) -> Answer {
    let limit = query.page.limit.unwrap_or_default();
    let before: Option<MailId> = decode(query.page.cursor.as_deref())?;
    let rows = block(move || {
        let (ctx, state) = (&caller.ctx, query.narrowed.state);
        ctx.store.snapshot(|conn| mails::of_office(ctx, conn, caller.member, state, before, limit.fetch()))
    })
    .await?;
    Ok(ok(&Page::of(rows, limit, |row| row.mail.id, |row| row)))
}

/// `POST /api/v1/mail/{id}/resend`
pub async fn resend_for_office(caller: Caller, id: PathId<MailId>) -> Answer {
    let view = block(move || {
        let ctx = &caller.ctx;
        resend(ctx, caller.member, id.0)?;
        ctx.store.snapshot::<_, ActionError>(|conn| mails::one_of_office(ctx, conn, id.0))
    })
    .await?;
    Ok(ok(&view))
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    const ADMIN: Permission = Permission::Role(&[Role::Admin]);
    vec![
        Route::new(Method::GET, "/api/v1/cases/{id}/mails", "get_case_mails", STAFF, of_case)
            .says("mail", "The mails of a case, and what became of them")
            .answers_items::<MailView>("its mails, in the order they were put in"),
        Route::new(Method::POST, "/api/v1/cases/{id}/mails/{mail}/resend", "resend_case_mail", STAFF, resend_for_case)
            .says("mail", "Send a mail of a case again, with the same bytes")
            .answers::<MailView>(200, "the mail, queued")
            .problems(&[409]),
        Route::new(Method::GET, "/api/v1/mail", "list_mail", ADMIN, list)
            .says("mail", "The mails of the units that one keeps, the newest first")
            .query::<MailQuery>()
            .query::<crate::http::cursor::PageParams>()
            .answers_page::<OfficeMailView>("a page of mails"),
        Route::new(Method::POST, "/api/v1/mail/{id}/resend", "resend_mail", ADMIN, resend_for_office)
            .says("mail", "Send a mail again, with the same bytes")
            .answers::<OfficeMailView>(200, "the mail, queued")
            .problems(&[409]),
    ]
}
