//! What became of the office's mails. Never what they say.

use actix_web::http::Method;
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{ADMINS, Done, ROWS};
use crate::actions::manage_users::keeps_all;
use crate::actions::read::mails::{self, MailState, MailView, OfficeMailView, TryOutcome, TryView};
use crate::actions::resend_mail::resend;
use crate::domain::ids::MailId;
use crate::http::actor::Caller;
use crate::http::cursor::{decode, encode};
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::pages::{Frame, Sample, page, see_other};
use crate::http::params::{Params, PathId};
use crate::http::route::Route;
use crate::http::shared::block;
use crate::store::mail_attempts;
use crate::store::outbox::{self, Counts};

/// Which mails.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    state: Option<MailState>,
    cursor: Option<String>,
    done: Option<Done>,
}

#[derive(Template)]
#[template(path = "pages/admin/mail.html")]
struct Mails<'a> {
    frame: &'a Frame,
    done: Option<Done>,
    state: Option<MailState>,
    /// Of the whole office: for who keeps all of it.
    counts: Option<Counts>,
    /// The mail server could not be spoken to: since the last try, and what was said.
    down: Option<(DateTime<Utc>, String)>,
    rows: Vec<OfficeMailView>,
    first: Option<String>,
    next: Option<String>,
}

/// A tab: all mails, or those of one state.
struct Tab {
    href: String,
    text: String,
    current: bool,
}

fn address(state: Option<MailState>, cursor: Option<&str>) -> String {
    let state = state.map(|s| format!("state={s}"));
    let cursor = cursor.map(|c| format!("cursor={c}"));
    let query: Vec<String> = [state, cursor].into_iter().flatten().collect();
    if query.is_empty() { "/admin/mail".to_owned() } else { format!("/admin/mail?{}", query.join("&")) }
}

impl Mails<'_> {
    fn answered(&self, answer: &str) -> String {
        crate::http::pages::case::facts::answered(self.frame, answer)
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |state: Option<MailState>| Tab {
            href: address(state, None),
            text: state.map_or_else(|| self.frame.t("admin-mail-all"), |s| self.frame.word("mail-state", s)),
            current: state == self.state,
        };
        [None].into_iter().chain(MailState::ALL.iter().copied().map(Some)).map(tab).collect()
    }
}

/// `GET /admin/mail`
async fn list(frame: Frame, caller: Caller, params: Params<List>) -> Answer {
    let List { state, cursor, done } = params.0;
    let before: Option<MailId> = decode(cursor.as_deref())?;
    let (ctx, me, most) = (caller.ctx.clone(), caller.member, i64::try_from(ROWS + 1).unwrap_or(i64::MAX));
    let (mut rows, counts, down) = block(move || {
        let counts = if keeps_all(&ctx.directory, me) { Some(ctx.store.read(outbox::counts)?) } else { None };
        let rows = ctx.store.snapshot(|conn| mails::of_office(&ctx, conn, me, state, before, most))?;
        let down = ctx.store.read(mail_attempts::down)?;
        Ok::<_, crate::actions::error::ActionError>((rows, counts, down))
    })
    .await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let next = rows.last().filter(|_| more).map(|row| address(state, Some(&encode(&row.mail.id))));
    let first = before.map(|_| address(state, None));
    page(&Mails { frame: &frame, done, state, counts, down, rows, first, next })
}

/// `POST /admin/mail/{id}/resend`
async fn again(caller: Caller, id: PathId<MailId>, _form: Form) -> Answer {
    block(move || resend(&caller.ctx, caller.member, id.0)).await?;
    Ok(see_other("/admin/mail?done=resent"))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let mail = |id: i64, kind: &str, state: MailState, recipient: Option<&str>, answer: Option<&str>| OfficeMailView {
        mail: MailView {
            id: MailId(id),
            kind: kind.to_owned(),
            language: "vi".to_owned(),
            state,
            attempts: i32::from(state != MailState::Queued) + 2,
            last_answer: answer.map(str::to_owned),
            recipient: recipient.map(str::to_owned),
            queued_at: frame.now,
            next_at: (state == MailState::Queued).then_some(frame.now),
            sent_at: (state == MailState::Sent).then_some(frame.now),
            tries: answer.iter().map(|a| TryView { at: frame.now, outcome: TryOutcome::Later, answer: (*a).to_owned() }).collect(),
        },
        number: recipient.map(|_| "0012/2021/CK".to_owned()),
    };
    let rows = vec![
        mail(3, "receipt", MailState::Queued, Some("n***@example.vn"), Some("451 4.7.1 greylisted")),
        mail(2, "news", MailState::Failed, None, Some("550 5.1.1 mailbox unavailable")),
        mail(1, "reset_password", MailState::Sent, Some("l***@example.vn"), Some("250 ok")),
    ];
    let counts = Some(Counts { queued: 1, failed: 1, oldest: Some(frame.now) });
    let down = Some((frame.now, "STARTTLS is not offered".to_owned()));
    let next = Some("/admin/mail?cursor=abc".to_owned());
    let full = Mails { frame, done: Some(Done::Resent), state: None, counts, down, rows, first: None, next };
    let empty =
        Mails { frame, done: None, state: Some(MailState::Failed), counts: None, down: None, rows: vec![], first: None, next: None };
    vec![Sample::of("admin/mail", &full), Sample::of("admin/mail empty", &empty)]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/admin/mail", "admin_mail", ADMINS, list),
        Route::page(Method::POST, "/admin/mail/{id}/resend", "admin_mail_resend", ADMINS, again),
    ]
}
