//! Cases as members read them, and the receipt of a letter at the office.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::http::header::ContentType;
use actix_web::web::{Bytes, Data};
use serde::Serialize;
use utoipa::ToSchema;

use super::receipts::ReceiptView;
use crate::actions::error::ActionError;
use crate::actions::idempotent::{self, Request};
use crate::actions::intake;
use crate::actions::read::assignees::{self, AssigneeView};
use crate::actions::read::case_lists::{self, ListQuery};
use crate::actions::read::case_reads::{self, DocumentView, LetterView, MessageView, PartyView, Seen};
use crate::actions::read::case_view::{CaseView, DeadlineView, EventView};
use crate::actions::receive_case::ReceiveCase;
use crate::domain::event::By;
use crate::domain::ids::CaseId;
use crate::domain::permission::{Role, roles_for};
use crate::domain::verb::Verb;
use crate::http::actor::{Caller, Permission};
use crate::http::body::Body;
use crate::http::cursor::PageParams;
use crate::http::error::{Answer, ApiError};
use crate::http::headers::{IdempotencyKey, etag};
use crate::http::params::{Paged, PathId};
use crate::http::route::Route;
use crate::http::shared::{Shared, block, glance, read_one};
use crate::store::Conn;
use crate::store::case_list::{self, Cursor};

/// A list item of something that belongs to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Items<T> {
    pub items: Vec<T>,
}

/// What comes of registering a letter: the case, and the receipt for its sender.
#[derive(Debug, Serialize, ToSchema)]
pub struct Registered {
    #[serde(flatten)]
    pub case: CaseView,
    #[serde(flatten)]
    pub receipt: ReceiptView,
}

/// `GET /api/v1/cases`
pub async fn list(shared: Data<Shared>, caller: Caller, query: Paged<ListQuery>) -> Answer {
    listed(&shared, caller, query).await
}

/// `GET /api/v1/overdue`: the same, of what is late.
pub async fn overdue(shared: Data<Shared>, caller: Caller, mut query: Paged<ListQuery>) -> Answer {
    if query.narrowed.overdue == Some(false) {
        return Err(ApiError::Field { field: "overdue".into(), code: "not_one_of", args: vec![("words", "true".into())] });
    }
    query.narrowed.overdue = Some(true);
    listed(&shared, caller, query).await
}

async fn listed(shared: &Shared, caller: Caller, query: Paged<ListQuery>) -> Answer {
    let bad = |_| ApiError::Field { field: "cursor".into(), code: "bad_cursor", args: vec![] };
    let after = query.page.cursor.as_deref().map(str::parse::<Cursor>).transpose().map_err(bad)?;
    let limit = query.page.limit.unwrap_or_default();
    let (store, kept) = (caller.ctx.store.clone(), Arc::clone(&shared.kept));
    let searches = query.narrowed.q.is_some();
    let look = move |conn: &mut Conn| {
        let (ctx, me) = (&caller.ctx, caller.member);
        let (entries, next) = case_lists::entries(ctx, conn, me, &query.narrowed, after.as_ref(), limit.rows())?;
        let mut items: HashMap<CaseId, Bytes> = HashMap::with_capacity(entries.len());
        items.extend(entries.iter().filter_map(|e| Some((e.id, kept.of(ctx, me, e.id, e.version)?))));
        let missing: Vec<CaseId> = entries.iter().map(|e| e.id).filter(|id| !items.contains_key(id)).collect();
        let read = case_lists::views(ctx, conn, me, &missing)?;
        items.extend(read.iter().map(|view| (view.id, kept.shown(ctx, me, view))));
        Ok::<_, ActionError>(page_of(entries.iter().filter_map(|e| items.get(&e.id)), next))
    };
    // A search may walk through many rows.
    let body = if searches { block(move || store.snapshot(look)).await? } else { glance(&store, look).await? };
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(body))
}

/// A [page](crate::http::cursor::Page) of cases that are JSON already.
fn page_of<'a>(items: impl Iterator<Item = &'a Bytes>, next: Option<Cursor>) -> String {
    let mut body = String::from("{\"items\":[");
    for (i, item) in items.enumerate() {
        if i > 0 {
            body.push(',');
        }
        body.push_str(&String::from_utf8_lossy(item));
    }
    // A cursor is letters, digits and points.
    let next = next.map_or_else(|| "null".to_owned(), |next| format!("\"{next}\""));
    body.push_str("],\"next\":");
    body.push_str(&next);
    body.push('}');
    body
}

/// `POST /api/v1/cases`: a letter that came to the office.
pub async fn receive(caller: Caller, key: IdempotencyKey, body: Body<ReceiveCase>) -> Answer {
    let answer = block(move || {
        let ctx = &caller.ctx;
        let by = By::Member(caller.member);
        let scope = format!("cases {}", caller.member);
        let request = Request { scope: &scope, key: key.0.as_deref(), bytes: &body.raw };
        idempotent::once(ctx, request, |conn| {
            let receipt = intake::receive_in(ctx, conn, by, &body.value)?;
            // An officer who registers what is sealed cannot find it afterwards: the answer is the last look.
            let case = &receipt.loaded.case;
            let seen = case_reads::see(ctx, conn, caller.member, case.id).unwrap_or_else(|_| case_reads::Seen::last(case.clone()));
            let registered = Registered {
                case: case_reads::view(ctx, conn, caller.member, &seen)?,
                receipt: ReceiptView::of(&receipt, ctx.today(), caller.lang),
            };
            serde_json::to_value(registered).map_err(|_| crate::store::StoreError::Corrupt("an answer").into())
        })
    })
    .await?;
    let version = answer.get("version").and_then(serde_json::Value::as_i64).unwrap_or(1);
    let place = answer.get("id").and_then(serde_json::Value::as_str).map(|id| format!("/api/v1/cases/{id}")).unwrap_or_default();
    Ok(HttpResponse::Created().insert_header(etag(version)).insert_header(("Location", place)).json(answer))
}

/// `GET /api/v1/cases/{id}`
pub async fn get(shared: Data<Shared>, caller: Caller, id: PathId<CaseId>) -> Answer {
    let (store, kept) = (caller.ctx.store.clone(), Arc::clone(&shared.kept));
    let version = {
        let (me, id) = (caller.member, id.0);
        read_one(&store, move |conn| case_list::version_for(conn, id, me)).await?
    };
    if let Some(version) = version
        && let Some(shown) = kept.of(&caller.ctx, caller.member, id.0, version)
    {
        return Ok(HttpResponse::Ok().insert_header(etag(version)).content_type(ContentType::json()).body(shown));
    }
    let (version, shown) = glance(&store, move |conn| {
        let ctx = &caller.ctx;
        let seen = case_reads::see(ctx, conn, caller.member, id.0)?;
        let view = case_reads::view(ctx, conn, caller.member, &seen)?;
        Ok::<_, ActionError>((view.version, kept.shown(ctx, caller.member, &view)))
    })
    .await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).content_type(ContentType::json()).body(shown))
}

/// Reads something of a case that its reader may know of.
pub(super) async fn part<T: Serialize + Send + 'static>(
    caller: Caller,
    id: CaseId,
    read: impl FnOnce(&Caller, &mut Conn, &Seen) -> Result<Vec<T>, ActionError> + Send + 'static,
) -> Answer {
    let store = caller.ctx.store.clone();
    let items = glance(&store, move |conn| {
        let seen = case_reads::see(&caller.ctx, conn, caller.member, id)?;
        read(&caller, conn, &seen)
    })
    .await?;
    Ok(HttpResponse::Ok().json(Items { items }))
}

/// `GET /api/v1/cases/{id}/events`
pub async fn events(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<EventView>(caller, id.0, |caller, conn, seen| case_reads::register(&caller.ctx, conn, caller.member, seen)).await
}

/// `GET /api/v1/cases/{id}/deadlines`
pub async fn deadlines(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<DeadlineView>(caller, id.0, |caller, conn, seen| case_reads::clocks(&caller.ctx, conn, seen.case.id)).await
}

/// `GET /api/v1/cases/{id}/letters`
pub async fn letters(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<LetterView>(caller, id.0, |caller, conn, seen| case_reads::post(&caller.ctx, conn, caller.member, seen)).await
}

/// `GET /api/v1/cases/{id}/messages`
pub async fn messages(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<MessageView>(caller, id.0, |caller, conn, seen| {
        let key = crate::store::case_keys::load(conn, &caller.ctx.keys, seen.case.id)?;
        case_reads::messages(conn, &key, seen.case.id, seen.content(caller.member))
    })
    .await
}

/// `GET /api/v1/cases/{id}/documents`
pub async fn documents(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<DocumentView>(caller, id.0, |_, conn, seen| case_reads::papers(conn, &seen.case)).await
}

/// `GET /api/v1/cases/{id}/parties`: what is sealed is null.
pub async fn parties(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<PartyView>(caller, id.0, |caller, conn, seen| case_reads::addressees(&caller.ctx, conn, seen, false)).await
}

/// `GET /api/v1/cases/{id}/assignees`
pub async fn assignees(caller: Caller, id: PathId<CaseId>) -> Answer {
    part::<AssigneeView>(caller, id.0, |caller, conn, seen| assignees::assignees(&caller.ctx, conn, caller.member, seen)).await
}

/// Members who work on cases.
pub const STAFF: Permission = Permission::Role(&[Role::Clerk, Role::Officer, Role::Supervisor]);

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    let get = |path: &str, id: &str| (format!("/api/v1/cases/{{id}}{path}"), id.to_owned());
    let (case, case_id) = get("", "get_case");
    let (events_at, events_id) = get("/events", "get_case_events");
    let (deadlines_at, deadlines_id) = get("/deadlines", "get_case_deadlines");
    let (letters_at, letters_id) = get("/letters", "get_case_letters");
    let (messages_at, messages_id) = get("/messages", "get_case_messages");
    let (documents_at, documents_id) = get("/documents", "get_case_documents");
    let (parties_at, parties_id) = get("/parties", "get_case_parties");
    let (assignees_at, assignees_id) = get("/assignees", "get_case_assignees");
    vec![
        Route::new(Method::GET, "/api/v1/cases", "list_cases", STAFF, list)
            .says("cases", "Cases this member may know of, the most urgent first")
            .query::<ListQuery>()
            .query::<PageParams>()
            .answers_page::<CaseView>("a page of cases"),
        Route::new(Method::GET, "/api/v1/overdue", "list_overdue", STAFF, overdue)
            .says("cases", "Cases with an office deadline past due, the oldest first")
            .query::<ListQuery>()
            .query::<PageParams>()
            .answers_page::<CaseView>("a page of cases"),
        Route::new(Method::POST, "/api/v1/cases", "receive_case", Permission::Role(&[Role::Clerk, Role::Officer]), receive)
            .says("cases", "Register a letter that came to the office")
            .body::<ReceiveCase>()
            .idempotent()
            .tagged()
            .answers::<Registered>(201, "the case, and the receipt for its sender")
            .problems(&[409]),
        Route::new(Method::GET, case, case_id, STAFF, self::get).says("cases", "A case").tagged().answers::<CaseView>(200, "the case"),
        Route::new(Method::GET, events_at, events_id, STAFF, events)
            .says("cases", "Its register")
            .answers_items::<EventView>("its events, oldest first"),
        Route::new(Method::GET, deadlines_at, deadlines_id, STAFF, deadlines)
            .says("cases", "Its deadlines, each with its working")
            .answers_items::<DeadlineView>("its deadlines"),
        Route::new(Method::GET, letters_at, letters_id, STAFF, letters)
            .says("cases", "Its letters")
            .answers_items::<LetterView>("its letters, oldest first"),
        Route::new(Method::GET, messages_at, messages_id, STAFF, messages)
            .says("cases", "Its messages")
            .answers_items::<MessageView>("its messages, oldest first"),
        Route::new(Method::GET, documents_at, documents_id, STAFF, documents)
            .says("cases", "Its documents, and on whom they are to be served")
            .answers_items::<DocumentView>("its documents"),
        Route::new(Method::GET, parties_at, parties_id, STAFF, parties)
            .says("cases", "Its parties; what is sealed is null")
            .answers_items::<PartyView>("its parties"),
        Route::new(Method::GET, assignees_at, assignees_id, Permission::Role(roles_for(Verb::Assign)), self::assignees)
            .says("cases", "To whom it may be given, and how much each has to do")
            .answers_items::<AssigneeView>("officers, and after them clerks who could serve its documents"),
    ]
}
