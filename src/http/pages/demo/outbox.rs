//! The demo's mails, as their recipients read them: nobody in the story has a mailbox.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use crate::actions::read::outbox::{self, Letter};
use crate::domain::ids::MailId;
use crate::http::actor::{Anybody, Permission};
use crate::http::cursor::{decode, encode};
use crate::http::error::Answer;
use crate::http::pages::{Frame, Sample, page};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// Mails on one page: each with its text.
const ROWS: usize = 12;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    cursor: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/demo/outbox.html")]
struct Outbox<'a> {
    frame: &'a Frame,
    letters: Vec<Letter>,
    first: Option<String>,
    next: Option<String>,
}

/// `GET /outbox`
async fn list(frame: Frame, anybody: Anybody, params: Params<List>) -> Answer {
    let before: Option<MailId> = decode(params.0.cursor.as_deref())?;
    let most = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut letters = block(move || outbox::letters(&anybody.ctx, before, most)).await?;
    let more = letters.len() > ROWS;
    letters.truncate(ROWS);
    let next = letters.last().filter(|_| more).map(|last| format!("/outbox?cursor={}", encode(&last.id)));
    let first = before.map(|_| "/outbox".to_owned());
    page(&Outbox { frame: &frame, letters, first, next })
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let letter = |id: i64, kind: &str, secret: bool| Letter {
        id: MailId(id),
        kind: kind.to_owned(),
        language: "vi".to_owned(),
        state: "sent".to_owned(),
        at: frame.now,
        secret,
        to: "sen.kim@thu.example".to_owned(),
        subject: "Đã tiếp nhận đơn số 0012/2021/CK".to_owned(),
        text: "Kính gửi ông/bà Kim Thị Sen,\n\nĐơn của ông/bà <đã> được tiếp nhận.".to_owned(),
    };
    let full = Outbox {
        frame,
        letters: vec![letter(2, "receipt", false), letter(1, "news", true)],
        first: None,
        next: Some("/outbox?cursor=abc".to_owned()),
    };
    vec![Sample::of("demo/outbox", &full), Sample::of("demo/outbox empty", &Outbox { frame, letters: vec![], first: None, next: None })]
}

/// The row of the demo's table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/outbox", "demo_outbox", Permission::Public, list)]
}
