//! What citizens do without an account: submit a letter, and with number and receipt code follow it and act on it.

use actix_web::HttpResponse;
use actix_web::http::{Method, header};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::receipts::ReceiptView;
use crate::actions::act::Act;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::idempotent::{self, Request};
use crate::actions::intake;
use crate::actions::perform::perform;
use crate::actions::read::citizen::{self, CitizenCase, TRACK_MINUTES};
use crate::actions::read::own_data::{self, OwnData};
use crate::actions::receive_case::ReceiveCase;
use crate::domain::event::By;
use crate::domain::ids::CaseId;
use crate::domain::sentence::Sentence;
use crate::http::actor::{Anybody, Permission, Tracked};
use crate::http::body::Body;
use crate::http::error::Answer;
use crate::http::headers::IdempotencyKey;
use crate::http::limits::Class;
use crate::http::route::Route;
use crate::http::shared::block;
use crate::texts::{Lang, text};

/// The receipt of a letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicReceipt {
    /// Number in the letter book.
    pub number: String,
    /// For confidential and anonymous letters only the hour.
    pub received_at: DateTime<Utc>,
    #[serde(flatten)]
    pub receipt: ReceiptView,
}

/// Number and code, as on the receipt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackKey {
    #[schema(max_length = 40, example = "0012/2026/CK")]
    pub number: String,
    #[schema(max_length = 40, example = "1234 5678 9012 3456")]
    pub receipt_code: String,
}

/// A case that was found, and the token that opens it for half an hour.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedCase {
    pub case: CitizenCase,
    pub token: String,
    /// Seconds.
    pub expires_in: i64,
}

/// `POST /api/v1/public/cases`
pub async fn receive(visitor: Anybody, key: IdempotencyKey, body: Body<ReceiveCase>) -> Answer {
    let answer = block(move || {
        let ctx = &visitor.ctx;
        let request = Request { scope: "public cases", key: key.0.as_deref(), bytes: &body.raw };
        idempotent::once(ctx, request, |conn| {
            let receipt = intake::receive_in(ctx, conn, By::Citizen, &body.value)?;
            let case = &receipt.loaded.case;
            let answer = PublicReceipt {
                number: case.number.to_string(),
                received_at: case.received_at,
                receipt: ReceiptView::of(&receipt, ctx.today(), visitor.lang),
            };
            serde_json::to_value(answer).map_err(|_| crate::store::StoreError::Corrupt("an answer").into())
        })
    })
    .await?;
    Ok(HttpResponse::Created().json(answer))
}

/// `POST /api/v1/public/track`
pub async fn track(visitor: Anybody, body: Body<TrackKey>) -> Answer {
    let tracked = block(move || {
        let ctx = &visitor.ctx;
        let (case, token) = citizen::track(ctx, &body.value.number, &body.value.receipt_code, &|s| worded(s, visitor.lang))?;
        Ok::<_, ActionError>(TrackedCase { case, token, expires_in: TRACK_MINUTES * 60 })
    })
    .await?;
    Ok(HttpResponse::Ok().json(tracked))
}

/// `GET /api/v1/public/case`
pub async fn get(holder: Tracked) -> Answer {
    let view = block(move || look(&holder.ctx, holder.case, holder.lang)).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// `GET /api/v1/public/case/export`
pub async fn export(holder: Tracked) -> Answer {
    let data = block(move || own_data::of_sender(&holder.ctx, holder.case, &|s| worded(s, holder.lang))).await?;
    let named = (header::CONTENT_DISPOSITION, "attachment; filename=\"redress.json\"");
    Ok(HttpResponse::Ok().insert_header(named).json(data))
}

/// `POST /api/v1/public/case/{letters|messages|withdraw|appeal}`
pub async fn act<A>(holder: Tracked, body: Body<A>) -> Answer
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    let view = block(move || {
        let ctx = &holder.ctx;
        let case = ctx.store.snapshot(|conn| citizen::newest_of(conn, holder.case))?;
        perform(ctx, By::Citizen, case.id, None, &body.value)?;
        look(ctx, holder.case, holder.lang)
    })
    .await?;
    Ok(HttpResponse::Ok().json(view))
}

/// The sender's case as it stands now, in the reader's language.
pub fn look(ctx: &Context, id: CaseId, lang: Lang) -> Result<CitizenCase, ActionError> {
    ctx.store.snapshot(|conn| {
        let case = citizen::newest_of(conn, id)?;
        citizen::view(ctx, conn, &case, &|s| worded(s, lang))
    })
}

/// The sentence in the reader's language.
pub fn worded(told: &Sentence, lang: Lang) -> String {
    text(lang, &format!("sentence-{}", told.key), &told.args_in(lang.as_str())).unwrap_or_else(|| told.key.to_owned())
}

/// The row of what the sender does below `/public/case`.
fn row<A>(word: &str, id: &str, summary: &'static str) -> Route
where
    A: Act + DeserializeOwned + ToSchema + Send + Sync + 'static,
{
    Route::new(Method::POST, format!("/api/v1/public/case/{word}"), id, Permission::Track, act::<A>)
        .class(Class::Intake)
        .says("citizen", summary)
        .body::<A>()
        .answers::<CitizenCase>(200, "the sender's case after the act")
        .problems(&[403, 404, 409])
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    use crate::actions::{add_letter::AddLetter, appeal_case::AppealCase, message::Message, withdraw::Withdraw};
    vec![
        Route::new(Method::POST, "/api/v1/public/cases", "submit", Permission::Public, receive)
            .class(Class::Intake)
            .says("citizen", "Submit a letter")
            .body::<ReceiveCase>()
            .idempotent()
            .answers::<PublicReceipt>(201, "the receipt")
            .problems(&[409]),
        Route::new(Method::POST, "/api/v1/public/track", "track", Permission::Public, track)
            .class(Class::Track)
            .says("citizen", "Open one's case with number and receipt code")
            .body::<TrackKey>()
            .answers::<TrackedCase>(200, "the case, and a token for it")
            .problems(&[404]),
        Route::new(Method::GET, "/api/v1/public/case", "get_own_case", Permission::Track, get)
            .says("citizen", "One's case: where it stands, and what may be done")
            .answers::<CitizenCase>(200, "the sender's case"),
        Route::new(Method::GET, "/api/v1/public/case/export", "export_own_data", Permission::Track, export)
            .says("citizen", "Everything that is kept of oneself in this case")
            .answers::<OwnData>(200, "people, letters, messages, papers, mails"),
        row::<AddLetter>("letters", "add_own_letter", "Add a letter to one's case"),
        row::<Message>("messages", "send_message", "Write to the office"),
        row::<Withdraw>("withdraw", "withdraw_own", "Ask to withdraw"),
        row::<AppealCase>("appeal", "appeal_own", "Appeal to the next instance"),
    ]
}
